"""Figures of graphs that are small enough to count by hand."""

from conceptgraph.graph.concept_graph import ConceptGraph
from conceptgraph.graph.statistics import gather_statistics
from conceptgraph.model import Concept, Dropped, Prerequisite, Relation, Strength, Wanted


def concept(name: str, *, topic: str = "calculus") -> Concept:
    return Concept(id=name, term=name, topics=(topic,), aliases=(f"{name}s",))


def need(what: str, requires: str, *, level: Strength = "core") -> Prerequisite:
    return Prerequisite(concept=what, requires=requires, score=0.9, level=level)


#: function <- derivative <- gradient <- descent; descent also needs derivative; vector is often useful for gradient.
GRAPH = ConceptGraph(
    concepts=[*map(concept, ("derivative", "descent", "function", "gradient", "vector")), concept("poem", topic="arts")],
    prerequisites=[
        need("derivative", "function"),
        need("gradient", "derivative"),
        need("descent", "gradient"),
        need("descent", "derivative"),
        need("gradient", "vector", level="usual"),
    ],
    relations=[
        Relation(subject="gradient", predicate="mentions", object="vector"),
        Relation(subject="gradient", predicate="is a", object="vector"),
        Relation(subject="descent", predicate="mentions", object="gradient", origin="declared"),
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


def test_an_empty_graph_has_figures() -> None:
    """Nothing divides by zero."""
    figures = gather_statistics(ConceptGraph(concepts=[]))
    assert (figures.concepts, figures.words, figures.depth, figures.longest_chain, figures.parts) == (0, None, 0, (), 0)
    assert figures.direct_most == ("", 0)
