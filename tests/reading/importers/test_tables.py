"""Tables with named columns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conceptgraph.errors import FormatError
from conceptgraph.reading.importers.deck import Card
from conceptgraph.reading.importers.tables import read_table

TABLE = (
    "Term,definition,Aliases,topics,requires\n"
    'Adam,"An optimizer, with $m$ and $v$.",Adam optimizer; AMSGrad,optimization,momentum;RMSprop\n'
    'momentum,"Two\nlines.",,,\n'
)


def test_columns():
    """Each column reaches the card; a definition is Markdown as it stands."""
    assert read_table(TABLE, path="t.csv").cards == (
        Card(
            term="Adam", text="An optimizer, with $m$ and $v$.", position=1, line=2, aliases=("Adam optimizer", "AMSGrad"),
            topics=("optimization",), requires=("momentum", "RMSprop"),
        ),
        Card(term="momentum", text="Two\nlines.", position=2, line=3),
    )  # fmt: skip


@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_separators(separator):
    """The separator is the one of the first row."""
    text = separator.join(["term", "definition"]) + "\n" + separator.join(["a", "b, c"]) + "\n"
    assert [(card.term, card.text) for card in read_table(text, path="t.csv").cards] == [("a", "b, c")]


def test_columns_in_any_order_and_by_other_names():
    """Columns are found by name, whatever their order and case."""
    (card,) = read_table('\ufeffDescription,NAME,Tags\r\nb,a,"x, y"\r\n', path="t.csv").cards
    assert (card.term, card.text, card.topics) == ("a", "b", ("x", "y"))


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("term,defintion\na,b\n", ["t.csv:1: column 'defintion' is left out; did you mean 'definition'?",
                                   "t.csv:2: card 1, 'a', has no text; write it, or delete the card"]),
        ("term,definition\na,b,c\n", ["t.csv:2: this row has 3 cells under 2 columns; put quotes around a cell with ','"]),
        ("term,definition\n,b\na,c\n", ["t.csv:2: this row has no term and is left out; write one"]),
        ("term,definition\na,b\nA,c\n", ["t.csv:3: cards 1 and 2 are both called 'A'; rename one, or join them"]),
        ("term,name,text\na,b,c\n", ["t.csv:1: column 'name' comes after another column for 'term' and is left out; join them"]),
        ("term,definition\na,b\n\n,\n", []),
    ],
)  # fmt: skip
def test_findings(text, messages):
    """What is odd in a table is told with its line, and the rest is read."""
    assert [str(finding) for finding in read_table(text, path="t.csv").findings] == messages


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "t.csv: is empty; its first row names the columns: term, definition, aliases, topics, requires"),
        ("a,b\nc,d\n", "t.csv:1: has no column 'term'; its first row names the columns: term, definition, aliases, topics, requires"),
        ("term,definition\n", "t.csv: has no row with a term below its first; write one"),
        ('term,definition\na,"b\nc\n', "t.csv:2: the row that begins here cannot be read (unexpected end of data); check its quotes"),
    ],
)
def test_what_is_no_table(text, message):
    """A text that is no such table is one sentence."""
    with pytest.raises(FormatError) as raised:
        read_table(text, path="t.csv")
    assert str(raised.value) == message


def test_a_long_cell():
    """A cell may be longer than Python's own limit."""
    (card,) = read_table(f"term,definition\na,{'b' * 200_000}\n", path="t.csv").cards
    assert len(card.text) == 200_000


@given(st.one_of(st.text(), st.text(st.sampled_from('term,definition\n;\t|"a '), max_size=60).map("term,definition\n".__add__)))
def test_any_text_is_a_table_or_a_sentence(text):
    """No text raises anything but the one error."""
    try:
        deck = read_table(text, path="t.csv")
    except FormatError:
        return
    assert all(card.term for card in deck.cards)
