"""Made-up glossaries of any size, the same each time: entries whose sentences name other entries.

Texts are as long-winded as people's, or whatever reads word by word would look too fast: of our own glossary's 1,991
sentences one in ten is shorter than 7 words and one in ten longer than 30, the mean is 18.4; they name 1.07 other
concepts each, and their 36,600 words are 3,600 different ones. Here a sentence in four is of a fixed shape that says a
relation, the others have 5 to 32 words; 5,000 words are drawn by Zipf's law, the 40 most frequent being English ones.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path

SYLLABLES = "ba cor del fen gra hol ist jun kel lor mer nov ost pel qui ron sta tal urb vel".split()
PLAIN = "small early second outer formal common steady narrow".split()
#: Sentences with places for other terms; `{0}` is the entry's own.
SHAPES = (
    ("{0} is a form of ", " that is built from ", "."),
    ("It uses ", " at every step, and the result is compared with ", " before it is kept."),
    ("On long runs it suffers from ", ", which a ", " one does less."),
    ("Unlike ", ", it needs no table of values and can be computed by hand."),
    ("A typical value is 0.5; with 0.9 the ", " becomes slow, and with 0.1 it hardly changes anything at all."),
    ("Nothing else has to be known about it, and most people meet it early, in exercises with two or three numbers.",),
)  # fmt: skip
#: The most frequent words, as in our own glossary, the most frequent first.
FREQUENT = (
    "the a is and of it to that in with one for as by are an its on at from so each be which has or two all not if can same what"
    " every no them times only number this"
).split()  # fmt: skip
WORDS = 5000
#: How many of ten thousand sentences name no other entry, one, two, and three.
NAMED = (3300, 3800, 2000, 900)


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A made-up entry: sentences are texts and, between them, numbers of the entries they name."""

    number: int
    id: str
    term: str
    topic: str
    sentences: tuple[tuple[str | int, ...], ...]


def make_entries(count: int, *, seed: int = 1, sentences: int = 8) -> tuple[Made, ...]:
    """So many entries of so many sentences; each names somewhat more others than it has sentences, most of them earlier ones."""
    chance = random.Random(seed)
    terms = make_terms(count, chance)
    words = make_words(chance)
    return tuple(make_entry(number, terms, words, chance, sentences) for number in range(count))


def make_words(chance: random.Random) -> tuple[list[str], list[float]]:
    """Words for sentences, the most frequent first, and how often each is met, added up."""
    words = dict.fromkeys(FREQUENT)
    while len(words) < WORDS:
        words["".join(chance.choices(SYLLABLES, k=chance.choice((1, 2, 2, 3, 3)))) + chance.choice(("ed", "ing", "al", "ic", "ly"))] = None
    return list(words), list(accumulate(1 / (rank + 2) for rank in range(WORDS)))


def make_terms(count: int, chance: random.Random) -> list[str]:
    """Distinct terms of one to three words, in a fixed order."""
    terms: dict[str, None] = {}
    while len(terms) < count:
        words = ["".join(chance.choices(SYLLABLES, k=chance.choice((2, 3)))) for _ in range(chance.choice((1, 2, 2, 3)))]
        terms[" ".join(words)] = None
    return list(terms)


def make_entry(
    number: int, terms: Sequence[str], words: tuple[list[str], list[float]], chance: random.Random, count: int
) -> Made:  # fmt: skip
    """One entry of `count` sentences: a definition and others."""
    sentences: list[tuple[str | int, ...]] = []
    for place in range(count):
        texts = SHAPES[0] if place == 0 else chance.choice(SHAPES[1:]) if chance.random() < 0.25 else make_texts(words, chance)
        sentence: list[str | int] = [texts[0].format(terms[number].capitalize())]
        for text in texts[1:]:
            sentence += [pick_other(number, len(terms), chance), text]
        sentences.append(tuple(sentence))
    topic = f"{PLAIN[number % len(PLAIN)]} things"
    return Made(number=number, id=terms[number].replace(" ", "-"), term=terms[number], topic=topic, sentences=tuple(sentences))


def make_texts(words: tuple[list[str], list[float]], chance: random.Random) -> tuple[str, ...]:
    """A sentence of any words, in pieces between which other entries are named."""
    spoken = chance.choices(words[0], cum_weights=words[1], k=chance.randint(5, 32))
    for place in range(9, len(spoken) - 1, 10):
        spoken[place] += ","
    named = chance.choices(range(len(NAMED)), NAMED)[0]
    cuts = [1, *sorted(chance.sample(range(2, len(spoken)), named)), len(spoken)]
    pieces = [" ".join(spoken[start:end]) for start, end in pairwise(cuts)]
    texts = [f"{piece} " if index == 0 else f" {piece} " for index, piece in enumerate(pieces)]
    texts[0] = f"{spoken[0].capitalize()} {texts[0]}"
    texts[-1] = f"{texts[-1].rstrip()}."
    return tuple(texts)


def pick_other(number: int, count: int, chance: random.Random) -> int:
    """Another entry: four of five times an earlier one, if there is one."""
    other = chance.randrange(number) if number and chance.random() < 0.8 else chance.randrange(count)
    return other if other != number else (other + 1) % count


def prose(entry: Made, entries: Sequence[Made], *, roles: bool) -> str:
    """The text of an entry; with `roles`, every name is a `{term}` role as an author would write it."""
    spelled = ("{{term}}`{}`" if roles else "{}").format
    written = ["".join(spelled(entries[part].term) if isinstance(part, int) else part for part in sentence) for sentence in entry.sentences]
    return " ".join(written[:4]) + "\n\n" + " ".join(written[4:])


def write_plain_entries(entries: Sequence[Made], folder: Path) -> None:
    """Files as conceptgraph reads them: plain prose."""
    folder.mkdir(parents=True)
    for entry in entries:
        head = f"---\nterm: {entry.term}\ntopics: [{entry.topic}]\n---\n# {entry.term.capitalize()}\n\n"
        (folder / f"{entry.id}.md").write_text(head + prose(entry, entries, roles=False) + "\n", encoding="utf-8")


def write_role_pages(entries: Sequence[Made], folder: Path) -> None:
    """The same pages for plain Sphinx: each defines its term in a `glossary` directive, and all links are written out."""
    folder.mkdir(parents=True)
    for entry in entries:
        first, rest = prose(entry, entries, roles=True).split("\n\n")
        page = f"# {entry.term.capitalize()}\n\n```{{glossary}}\n{entry.term}\n    {first}\n```\n\n{rest}\n"
        (folder / f"{entry.id}.md").write_text(page, encoding="utf-8")
    index = "# Glossary\n\n```{toctree}\n:hidden:\n\n" + "".join(f"{entry.id}\n" for entry in entries) + "```\n"
    (folder / "index.md").write_text(index, encoding="utf-8")
