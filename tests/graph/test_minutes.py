"""How long a concept takes: declared, else by words, formulas and level."""

from dataclasses import replace

import pytest
from handmade_graphs import acyclic_graphs, graph_of
from hypothesis import given
from hypothesis import strategies as st

from conceptgraph.graph.concept_graph import ConceptGraph
from conceptgraph.graph.minutes import TIMES, estimate_minutes
from conceptgraph.model import Concept


def minutes_of(concept: Concept, *, words_per_minute: int = 100) -> int:
    return estimate_minutes(ConceptGraph(concepts=[concept]), words_per_minute=words_per_minute)[concept.id]


@pytest.mark.parametrize(
    ("words", "formulas", "level", "minutes"),
    [(0, 0, 1, 1), (100, 0, 1, 1), (300, 0, 1, 3), (300, 0, 3, 4), (300, 0, 5, 6), (300, 4, 1, 5), (300, 4, 5, 10), (0, 0, 5, 1)],
)
def test_words_formulas_and_level_make_the_time(words: int, formulas: int, level: int, minutes: int) -> None:
    """In whole minutes, and at least one."""
    assert minutes_of(Concept(id="a", term="a", words=words, formulas=formulas, level=level)) == minutes


def test_what_an_author_declares_stays() -> None:
    """However long the text is."""
    assert minutes_of(Concept(id="a", term="a", words=5000, level=5, minutes=7)) == 7


def test_the_pace_is_a_setting() -> None:
    """Twice as fast is half the time, of words."""
    concept = Concept(id="a", term="a", words=1000, level=1)
    assert (minutes_of(concept), minutes_of(concept, words_per_minute=200)) == (10, 5)


def test_a_level_that_nobody_declares_is_estimated() -> None:
    """By what the concept builds on."""
    chain = graph_of("e > d > c > b > a")
    graph = ConceptGraph(concepts=[replace(concept, words=400) for concept in chain], prerequisites=chain.prerequisites)
    assert estimate_minutes(graph, words_per_minute=100) == {"a": 4, "b": 5, "c": 6, "d": 7, "e": 8}


@given(acyclic_graphs(), st.integers(min_value=1, max_value=1000))
def test_every_concept_takes_a_while(graph: ConceptGraph, pace: int) -> None:
    """Each has a time, and each level one of its own."""
    found = estimate_minutes(graph, words_per_minute=pace)
    assert list(found) == [concept.id for concept in graph]
    assert min(found.values()) >= 1
    assert list(TIMES) == [1, 2, 3, 4, 5]
    assert sorted(TIMES.values()) == list(TIMES.values())
