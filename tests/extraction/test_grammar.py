"""What sentences say of a concept: a table of hand-written ones, each phenomenon of grammar with several subjects."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from handmade import glossary_of

from conceptgraph.extraction.mentions import Matcher, find_mentions
from conceptgraph.extraction.names import collect_names
from conceptgraph.extraction.relations import read_statements
from conceptgraph.model import PREDICATES
from conceptgraph.reading.labels import fold

FIXTURE = Path(__file__).with_name("grammar.txt")
BRACKETS = re.compile(r"\[([^\]]+)\]")
#: An entry's definition, where the sentence to read stands later.
OPENING = "Something with a place of its own here."


@dataclass(frozen=True)
class Reading:
    """One line of the table."""

    phenomenon: str
    term: str
    sentence: str
    expected: tuple[str, ...]
    beyond: bool = False

    @property
    def names(self) -> list[str]:
        """The mentions, in the order of the sentence."""
        return BRACKETS.findall(self.sentence)

    @property
    def text(self) -> str:
        """What the entry says, the sentence in its place."""
        plain = BRACKETS.sub(r"\1", self.sentence)
        return plain[1:].strip() if plain.startswith("=") else f"{OPENING}\n\n{plain}"


def read_table() -> list[Reading]:
    """The lines of the table, under their headings."""
    found, phenomenon = [], ""
    for line in FIXTURE.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            phenomenon = line[3:]
        elif line and not line.startswith("#"):
            term, sentence, expected = (part.strip() for part in line.split(" | "))
            found.append(Reading(phenomenon, term.removeprefix("? "), sentence, tuple(expected.split(", ")), beyond=term.startswith("? ")))
    return found


READINGS = read_table()


def predicates(reading: Reading) -> tuple[str, ...]:
    """What the code reads of each mention in brackets."""
    others = {fold(name): name for name in reading.names if fold(name) != fold(reading.term)}
    glossary = glossary_of(f"# {reading.term}\n\n{reading.text}", *(f"# {name}\n\nText." for name in others.values()))
    statements = read_statements(glossary, find_mentions(glossary, Matcher(collect_names(glossary))))
    start = 0
    found = []
    for name in reading.names:
        start = reading.text.index(name, start)
        found.append(next((said.predicate for said in statements if said.mention.start == start), "not met"))
        start += len(name)
    return tuple(found)


@pytest.mark.parametrize(
    "reading",
    [
        pytest.param(
            reading, id=f"{reading.phenomenon}: {reading.sentence}", marks=[pytest.mark.xfail(strict=True)] if reading.beyond else []
        )
        for reading in READINGS
    ],
)
def test_a_sentence_is_read_as_people_read_it(reading: Reading) -> None:
    """Right, or untyped where it says nothing of the entry's own concept."""
    assert predicates(reading) == reading.expected


def test_the_table_is_broad() -> None:
    """At least 120 sentences, ten phenomena, each with several, and known predicates only."""
    assert len(READINGS) >= 120
    by_phenomenon = [reading.phenomenon for reading in READINGS]
    assert len(set(by_phenomenon)) >= 10
    assert min(by_phenomenon.count(name) for name in by_phenomenon) >= 5
    assert {predicate for reading in READINGS for predicate in reading.expected} <= set(PREDICATES)
    assert sum(reading.beyond for reading in READINGS) <= len(READINGS) // 20
    assert all(len(reading.names) == len(reading.expected) for reading in READINGS)
