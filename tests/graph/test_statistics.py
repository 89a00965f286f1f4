"""Figures of graphs that are small enough to count by hand."""

import re
from dataclasses import fields
from pathlib import Path

from conceptgraph.graph.concept_graph import ConceptGraph
from conceptgraph.graph.statistics import Statistics, gather_statistics
from conceptgraph.model import Concept, Dropped, Evidence, Prerequisite, Relation, Strength, Wanted


def concept(name: str, *, topic: str = "calculus", level: int | None = None) -> Concept:
    return Concept(id=name, term=name, topics=(topic,), aliases=(f"{name}s",), level=level)


def at(*starts: int) -> tuple[Evidence, ...]:
    """Mentions at some places of a text."""
    return tuple(Evidence(sentence="It says so.", path="x.md", line=9, start=start, end=start + 3) for start in starts)


def need(what: str, requires: str, *, level: Strength = "core") -> Prerequisite:
    return Prerequisite(concept=what, requires=requires, score=0.9, level=level)


#: function <- derivative <- gradient <- descent; descent also needs derivative; vector is often useful for gradient.
GRAPH = ConceptGraph(
    concepts=[
        *map(concept, ("derivative", "descent", "gradient", "vector")),
        concept("function", level=1),
        concept("poem", topic="arts"),
    ],
    prerequisites=[
        need("derivative", "function"),
        need("gradient", "derivative"),
        need("descent", "gradient"),
        need("descent", "derivative"),
        need("gradient", "vector", level="usual"),
    ],
    relations=[
        Relation(subject="gradient", predicate="mentions", object="vector", evidence=at(5, 20)),
        Relation(subject="gradient", predicate="is a", object="vector", evidence=at(40)),
        Relation(subject="descent", predicate="mentions", object="gradient", origin="declared", evidence=at(5)),
    ],
    dropped=[Dropped(concept="vector", requires="gradient", score=0.3, reason="weak")],
    wanted=[Wanted(name="slope", needed_by=("derivative",))],
)
FIGURES = gather_statistics(GRAPH, words=120)


def test_size() -> None:
    """Concepts, aliases, words, wanted names and paths are counted."""
    assert (FIGURES.concepts, FIGURES.aliases, FIGURES.words, FIGURES.wanted, FIGURES.paths) == (6, 6, 120, 1, 0)


def test_topics_and_predicates_are_ranked() -> None:
    """The most frequent comes first."""
    assert list(FIGURES.topics.items()) == [("calculus", 5), ("arts", 1)]
    assert list(FIGURES.relations.items()) == [("mentions", 2), ("is a", 1)]
    assert FIGURES.origins == {"inferred": 2, "declared": 1}


def test_core_and_usual_are_counted_apart() -> None:
    """What is often useful never adds to what is needed."""
    assert (FIGURES.core, FIGURES.usual, FIGURES.dropped) == ({"inferred": 4}, {"inferred": 1}, {"weak": 1})


def test_degree() -> None:
    """Direct core prerequisites, on average and at most."""
    assert (FIGURES.direct_mean, FIGURES.direct_most) == (0.67, ("descent", 2))


def test_the_longest_chain_runs_from_first_to_last() -> None:
    """Its length is the depth."""
    assert FIGURES.longest_chain == ("function", "derivative", "gradient", "descent")
    assert FIGURES.depth == 3


def test_the_most_needed_leads_to_most() -> None:
    """Indirect ones count, and what leads nowhere is not listed."""
    assert FIGURES.most_needed == (("function", 3), ("derivative", 2), ("gradient", 1))


def test_parts() -> None:
    """Any edge holds concepts together; the lonely one is named."""
    assert (FIGURES.parts, FIGURES.largest_part, FIGURES.lonely) == (2, 5, ("poem",))


def test_edges_are_counted_by_origin_and_predicate() -> None:
    """The most frequent first."""
    assert FIGURES.edges == {"inferred": {"is a": 1, "mentions": 1}, "declared": {"mentions": 1}}


def test_neighbors_are_joined_by_any_edge() -> None:
    """Each counts once, in either direction; the least connected come first."""
    assert (FIGURES.neighbors_mean, FIGURES.neighbors_most) == (1.67, ("derivative", 3))
    assert FIGURES.least_connected == (("poem", 0), ("function", 1), ("vector", 1), ("descent", 2), ("derivative", 3))


def test_coverage_counts_mentions_and_who_makes_them() -> None:
    """Places in texts, how many of them say more, and the shares of entries that name others or are named."""
    assert (FIGURES.mentions, FIGURES.mentions_per_100_words, FIGURES.mentions_typed) == (4, 3.33, 0.25)
    assert (FIGURES.entries_mentioning, FIGURES.entries_mentioned) == (0.333, 0.333)


def test_a_stub_need_name_nobody() -> None:
    """It has no text; it can be named."""
    figures = gather_statistics(ConceptGraph(concepts=[Concept(id="a", term="a", stub=True)]))
    assert (figures.entries_mentioning, figures.entries_mentioned) == (0.0, 0.0)


def test_levels_are_counted_as_declared_and_as_estimated() -> None:
    """From the easiest on."""
    assert FIGURES.levels == {1: 1}
    assert list(FIGURES.difficulties.items()) == [(1, 3), (2, 1), (3, 1), (4, 1)]


def test_every_figure_is_described() -> None:
    """On the page of the reference."""
    page = (Path(__file__).parents[2] / "docs" / "reference" / "statistics.md").read_text(encoding="utf-8")
    described = set(re.findall(r"`(\w+)`", page))
    assert {field.name for field in fields(Statistics)} <= described


def test_an_empty_graph_has_figures() -> None:
    """Nothing divides by zero."""
    figures = gather_statistics(ConceptGraph(concepts=[]))
    assert (figures.concepts, figures.words, figures.depth, figures.longest_chain, figures.parts) == (0, None, 0, (), 0)
    assert figures.direct_most == ("", 0)
