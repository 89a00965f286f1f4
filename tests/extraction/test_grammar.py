"""What sentences say of a concept: a table of hand-written ones, each phenomenon of grammar with several subjects."""

import pytest
from relations import CASES, Reading, predicates, read_cases

from conceptgraph.model import PREDICATES

READINGS = read_cases(CASES)


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
    """At least 120 sentences, ten phenomena, each with several; known predicates only, and few that are beyond us."""
    assert len(READINGS) >= 120
    by_phenomenon = [reading.phenomenon for reading in READINGS]
    assert len(set(by_phenomenon)) >= 10
    assert min(by_phenomenon.count(name) for name in by_phenomenon) >= 5
    assert {predicate for reading in READINGS for predicate in reading.expected} <= set(PREDICATES)
    assert sum(reading.beyond for reading in READINGS) <= len(READINGS) // 20
    assert all(len(reading.names) == len(reading.expected) for reading in READINGS)
