"""Decks of flashcards in every shape they come in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conceptgraph.errors import FormatError
from conceptgraph.reading.entries import read_entry
from conceptgraph.reading.importers.flashcards import read_flashcards

BIOLOGY = """\
Cells and Tissues
(12 cards)
Apoptosis
Programmed death of a cell. It lets a body remove cells that are damaged or no longer needed, without harm to those around.
Cytoskeleton
A network of protein fibres that gives a cell its shape and moves things within it.
Parts:
- Microfilaments
- Microtubules
- Intermediate filaments
Functions of the cytoskeleton
- Shape: it resists pressure.
- Transport: motor proteins walk along it.
Diffusion
Movement of particles from where there are many to where there are few. No energy is spent.
Example: Oxygen passes from the lungs into the blood by diffusion.
Enzyme
A protein that makes a reaction faster without being used up. Each enzyme fits few substances (its substrates).
Works best at a certain temperature.
Homeostasis
keeping the conditions inside a body constant, such as temperature or the amount of sugar in the
Mitosis vs. Meiosis
Mitosis gives two equal cells; meiosis gives four different ones with half the chromosomes.
"""

COOKING = """\
Roux
Equal parts of flour and fat, cooked together. It thickens sauces.
Béchamel
A white sauce made of a roux and milk, one of the five mother sauces of French cooking.
Uses
Lasagne, gratins and moussaka are made with it.
Blanching
Scalding vegetables briefly in boiling water, then shocking them in ice.
Steps
- Boil plenty of salted water
- Dip for a minute
- Shock in ice
Mise en place
Everything in its place: what is needed is measured and cut before the stove is lit.
Uses
Any dish that goes fast, such as those from a wok, asks for it.
Al dente
Cooked so that it still resists the bite.
"""

HISTORY = """\
The Interwar Years

Treaty of Versailles
The treaty that ended the First World War with Germany in 1919.
It asked for reparations.

Weimar Republic
The German state from 1919 to 1933.

Causes of the Great Depression
- Speculation
- Weak banks
- Tariffs

New Deal
Programmes of the Roosevelt government against the Depression.
"""

UNPUNCTUATED = """\
Mitosis
Cell division
Osmosis
Diffusion of water through a membrane
Ribosome
Where proteins are made
"""

QUESTIONS = """\
Who wrote Hamlet?
William Shakespeare
When did he die?
In 1616
Where was he born?
Stratford-upon-Avon
"""

#: Marks a title may carry, and what the text below it may.
MARKED = {
    "hashes": ("# {}", "{}"),
    "numbers": ("1. {}", "{}"),
    "bullets": ("• {}", "{}"),
    "colons": ("{}:", "{}"),
    "stars": ("**{}**", "{}"),
    "letters": ("Q: {}", "A: {}"),
}

SPARSE = """\
World History Flashcards
50 terms
Magna Carta
Charter signed by King John of England in 1215. It limited royal power.
Significance: basis for later constitutional law.
The Black Death
A plague that killed a third of Europe between 1347 and 1351.
Main effects
- Labor shortage
- Decline of feudalism
It spread along trade routes.
Treaty of Tordesillas (1494)
Divided newly discovered lands between Portugal and Spain.
St. Bartholomew's Day Massacre
Killing of thousands of Huguenots in Paris in 1572
U.S. Constitution
Supreme law of the United States, ratified in 1788.
Where it applies
All states of the Union.
Congress of Vienna
Meeting of European powers after Napoleon
redrew the map
Realpolitik
Politics based on what is possible, e.g. Bismarck's.
"""


NO_CARDS = "deck.txt: holds no cards; write a title line above each text, or term and text with a tab between them"


def terms(text):
    """The terms of a deck, in order."""
    return [card.term for card in read_flashcards(text, path="deck.txt").cards]


def told(text):
    """What is said about a deck."""
    return [str(finding) for finding in read_flashcards(text, path="deck.txt").findings]


@pytest.mark.parametrize(
    ("deck", "expected"),
    [
        (BIOLOGY, ["Apoptosis", "Cytoskeleton", "Diffusion", "Enzyme", "Homeostasis", "Mitosis vs. Meiosis"]),
        (COOKING, ["Roux", "Béchamel", "Blanching", "Mise en place", "Al dente"]),
        (HISTORY, ["Treaty of Versailles", "Weimar Republic", "Causes of the Great Depression", "New Deal"]),
        (UNPUNCTUATED, ["Mitosis", "Osmosis", "Ribosome"]),
        (SPARSE, ["Magna Carta", "The Black Death", "Treaty of Tordesillas (1494)", "St. Bartholomew's Day Massacre",
                  "U.S. Constitution", "Congress of Vienna", "Realpolitik"]),
        (QUESTIONS, ["Who wrote Hamlet?", "When did he die?", "Where was he born?"]),
    ],
    ids=["biology", "cooking", "history", "unpunctuated", "sparse", "questions"],
)  # fmt: skip
def test_titles_of_plain_text(deck, expected):
    """Titles are told from sub-headings, labels, bullets and short sentences by shape."""
    assert terms(deck) == expected


@pytest.mark.parametrize("deck", [BIOLOGY, COOKING, HISTORY, UNPUNCTUATED, QUESTIONS])
def test_no_line_is_lost(deck):
    """Every line below the deck's header is a title, or stands in the text of a card."""
    cards = read_flashcards(deck, path="deck.txt").cards
    kept = " ".join(f"{card.term} {card.text}" for card in cards)
    header = 2 if "(12 cards)" in deck else 1 if deck is HISTORY else 0
    for line in filter(None, deck.split("\n")[header:]):
        assert line.removeprefix("- ") in kept


@pytest.mark.parametrize("mark", MARKED)
def test_marked_titles(mark):
    """Titles may carry a mark that texts do not, and lose it."""
    title, text = MARKED[mark]
    cards = {"Roux": "Flour and fat, cooked.", "Fond": "Browned bits in a pan", "Al dente": "Firm to the bite."}
    deck = "".join(f"{title.format(term)}\n{text.format(words)}\n" for term, words in cards.items())
    assert {card.term: card.text for card in read_flashcards(deck, path="x").cards} == cards


def test_sections_and_lists_of_a_card():
    """Inside a card a label stays a line, a short line above a list becomes a heading, bullets a list."""
    card = read_flashcards(BIOLOGY, path="deck.txt").cards[1]
    assert card.text.split("\n\n")[1:] == [
        "Parts:",
        "- Microfilaments\n- Microtubules\n- Intermediate filaments",
        "## Functions of the cytoskeleton",
        "- Shape: it resists pressure.\n- Transport: motor proteins walk along it.",
    ]


def test_findings_of_a_deck():
    """The deck's own count, and a text that stops in mid-sentence, are told with their lines."""
    assert told(BIOLOGY) == [
        "deck.txt:2: the deck announces 12 cards and 6 were found; look for what is missing",
        "deck.txt:21: the text of 'Homeostasis' stops in mid-sentence: '... of sugar in the'; complete it",
    ]


@pytest.mark.parametrize("deck", [COOKING, HISTORY, UNPUNCTUATED, QUESTIONS])
def test_a_deck_in_order_has_no_findings(deck):
    """Nothing is said where nothing is announced, and where texts end as they do in this deck."""
    assert told(deck) == []


def test_the_title_of_a_deck():
    """A line above the first card is the deck's title."""
    assert read_flashcards(BIOLOGY, path="x").title == "Cells and Tissues"
    assert read_flashcards(HISTORY, path="x").title == "The Interwar Years"
    assert read_flashcards(COOKING, path="x").title == ""


def test_line_ends_and_mark_make_no_difference():
    """A byte-order mark and carriage returns are read as if they were not there."""
    assert read_flashcards("\ufeff" + BIOLOGY.replace("\n", "\r\n"), path="x") == read_flashcards(BIOLOGY, path="x")


def test_positions_count_from_one():
    """Cards know their position in the deck and their line."""
    cards = read_flashcards(UNPUNCTUATED, path="x").cards
    assert [(card.position, card.line) for card in cards] == [(1, 1), (2, 3), (3, 5)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mitosis\tCell division\nMeiosis\tDivision, late\n", [("Mitosis", "Cell division"), ("Meiosis", "Division, late")]),
        ("Mitosis\tCell division", [("Mitosis", "Cell division")]),
        ('Mitosis,Cell division\nMeiosis,"Division, late"\n', [("Mitosis", "Cell division"), ("Meiosis", "Division, late")]),
        ("term,definition\nMitosis,Cell division\n", [("Mitosis", "Cell division")]),
        ("Mitosis;Cell division\nMeiosis;Into gametes\n", [("Mitosis", "Cell division"), ("Meiosis", "Into gametes")]),
        ("Mitosis - Cell division\nMeiosis - Into gametes - twice\n", [("Mitosis", "Cell division"), ("Meiosis", "Into gametes - twice")]),
        ("Mitosis: Cell division.\nMeiosis: Into gametes.\n", [("Mitosis", "Cell division."), ("Meiosis", "Into gametes.")]),
        ("Mitosis,Cell division;Meiosis,Into gametes;", [("Mitosis", "Cell division"), ("Meiosis", "Into gametes")]),
        ("Mitosis - Cell division; Meiosis - Into gametes", [("Mitosis", "Cell division"), ("Meiosis", "Into gametes")]),
        (
            "Mitosis\tCell division\n\nMeiosis\tInto gametes\nin two steps\n",
            [("Mitosis", "Cell division"), ("Meiosis", "Into gametes\n\nin two steps")],
        ),
    ],
    ids=[
        "tabs", "one card", "commas", "header row", "semicolons", "dashes", "colons", "comma and semicolon", "dash and semicolon",
        "tabs and blank lines",
    ],
)  # fmt: skip
def test_separators(text, expected):
    """Term and text may stand apart by any usual separator, and so may cards."""
    assert [(card.term, card.text) for card in read_flashcards(text, path="deck.txt").cards] == expected


ANKI = (
    "#separator:tab\n#html:true\n#notetype column:1\n#deck column:2\n#tags column:5\n"
    "Basic\tBiology\tMitosis\t<b>Cell</b> division &amp; more<br>twice\tbio::cell leech\n"
    'Basic\tBiology\t"Mei""osis"\t"<ul><li>one</li>\n<li>two</li></ul>"\t\n'
    "Basic\tBiology\t\tno term\t\n"
)


def test_anki_export():
    """Anki's header lines say which columns are term, text and tags."""
    deck = read_flashcards(ANKI, path="deck.txt")
    assert [(card.term, card.text, card.topics) for card in deck.cards] == [
        ("Mitosis", "Cell division & more\n\ntwice", ("cell",)),
        ('Mei"osis', "- one\n- two", ()),
    ]
    assert [str(finding) for finding in deck.findings] == ["deck.txt:9: this card has no term and is left out; write one"]


@pytest.mark.parametrize(("name", "sign"), [("comma", ","), ("semicolon", ";"), ("pipe", "|"), (";", ";")])
def test_anki_separators(name, sign):
    """Anki names some separators and writes others out; plain text stays as it is."""
    deck = read_flashcards(f"#separator:{name}\n#html:false\n#tags:a b_c\nMitosis{sign}<Cell> division\n", path="deck.txt")
    assert [(card.term, card.text, card.topics) for card in deck.cards] == [("Mitosis", "\\<Cell> division", ("a", "b c"))]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", NO_CARDS),
        ("one line only", NO_CARDS),
        ("A sentence, and no title. It goes on.\nAnother one.", NO_CARDS),
        ("#separator:ab\nx", "deck.txt:1: the separator 'ab' is no single character; write for example '#separator:tab'"),
        ('#separator:tab\na\t"b', "deck.txt:2: the row that begins here cannot be read (unexpected end of data); check its quotes"),
    ],
)  # fmt: skip
def test_what_is_no_deck(text, message):
    """A text without cards is one sentence."""
    with pytest.raises(FormatError) as raised:
        read_flashcards(text, path="deck.txt")
    assert str(raised.value) == message


def test_cards_that_need_a_look():
    """Cards without a text and terms that come twice are told."""
    assert told("a\tb\nc\t\nd\te\nf\tg\nA\th\ni\tj\nk\tl\nm\tn\no\tp\nq\tr\ns\tt\n") == [
        "deck.txt:2: card 2, 'c', has no text; write it, or delete the card",
        "deck.txt:5: cards 1 and 5 are both called 'A'; rename one, or join them",
    ]


@given(st.one_of(st.text(), st.text(st.sampled_from('ab \n\n\t,;-:."<>&#$(12)'), max_size=80)))
def test_any_text_is_a_deck_or_a_sentence(text):
    """No text raises anything but the one error, and every card has a term on one line and an entry."""
    try:
        deck = read_flashcards(text, path="deck.txt")
    except FormatError:
        return
    assert [card.position for card in deck.cards] == list(range(1, len(deck.cards) + 1))
    for card in deck.cards:
        assert card.term
        assert card.term == " ".join(card.term.split())
        read_entry(f"---\nterm: x\n---\n\n{card.text}\n", path="x.md")
