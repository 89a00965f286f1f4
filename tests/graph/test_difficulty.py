"""Levels of difficulty: declared ones stay, the others follow depth and neighbors, and none is below a prerequisite's."""

from dataclasses import replace

import pytest
from handmade_graphs import IDS, acyclic_graphs, graph_of, need
from hypothesis import given
from hypothesis import strategies as st

from conceptgraph.graph.concept_graph import ConceptGraph
from conceptgraph.graph.difficulty import estimate_difficulties


def leveled(graph: ConceptGraph, **levels: int | None) -> ConceptGraph:
    """The graph with some declared levels."""
    concepts = [replace(concept, level=levels.get(concept.id)) for concept in graph.concepts]
    return ConceptGraph(concepts=concepts, prerequisites=graph.prerequisites)


@pytest.mark.parametrize(
    ("chain", "levels", "expected"),
    [
        ("a", {}, "1"),
        ("b > a", {}, "12"),
        ("c > b > a", {}, "123"),
        ("i > h > g > f > e > d > c > b > a", {}, "112233445"),
        ("c > b > a", {"a": 2}, "223"),
        ("c > b > a", {"c": 5}, "145"),
        ("c > b > a", {"c": 1}, "111"),
        ("d > c > b > a", {"d": 2}, "1222"),
        ("c > b > a", {"a": 4, "c": 2}, "442"),
        ("b > a", {"a": 5, "b": 1}, "51"),
    ],
    ids=[
        "alone",
        "a step",
        "shallow",
        "deep",
        "hard below",
        "hard above",
        "easy above",
        "over an estimated one",
        "contradiction around",
        "declared contradiction",
    ],
)
def test_levels_follow_depth_and_neighbors(chain: str, levels: dict[str, int], expected: str) -> None:
    """Along one chain, from what is learned first."""
    graph = leveled(graph_of(chain) if " > " in chain else graph_of(alone=chain), **levels)
    found = estimate_difficulties(graph)
    assert "".join(str(found[concept]) for concept in sorted(found)) == expected


def test_usual_prerequisites_raise_no_level() -> None:
    """Only core ones order."""
    assert estimate_difficulties(graph_of(need("b > a", level="usual"))) == {"a": 1, "b": 1}


def test_a_concept_of_another_project_has_no_level() -> None:
    """Nor does it keep those that need it from having one."""
    graph = ConceptGraph(concepts=graph_of("b > a").concepts, prerequisites=[need("b > a"), need("b > other:x")])
    assert estimate_difficulties(graph) == {"a": 1, "b": 2}


def test_an_empty_graph_has_no_levels() -> None:
    """Nothing divides by zero."""
    assert estimate_difficulties(ConceptGraph(concepts=[])) == {}


LEVELS = st.fixed_dictionaries({concept: st.none() | st.integers(1, 5) for concept in IDS})


@given(acyclic_graphs(), LEVELS)
def test_no_estimate_is_below_a_core_prerequisite(graph: ConceptGraph, declared: dict[str, int | None]) -> None:
    """Declared levels stay, whatever they are, and all lie between 1 and 5."""
    graph = leveled(graph, **declared)
    found = estimate_difficulties(graph)
    assert list(found) == sorted(IDS)
    assert all(1 <= level <= 5 for level in found.values())
    assert all(found[concept] == level for concept, level in declared.items() if level is not None)
    for edge in graph.prerequisites:
        if edge.level == "core" and declared[edge.concept] is None:
            assert found[edge.requires] <= found[edge.concept]


@given(acyclic_graphs(), LEVELS)
def test_where_declared_levels_agree_with_the_order_all_levels_do(graph: ConceptGraph, declared: dict[str, int | None]) -> None:
    """Estimates between two declared ones lie between them."""
    needs = {concept: graph.ancestors(concept) for concept in IDS}
    levels = {
        concept: level
        for concept, level in declared.items()
        if level is not None and all((declared[other] or 1) <= level for other in needs[concept])
    }
    levels = {concept: level for concept, level in levels.items() if all(levels.get(other, 1) <= level for other in needs[concept])}
    found = estimate_difficulties(leveled(graph, **levels))
    assert all(found[edge.requires] <= found[edge.concept] for edge in graph.prerequisites if edge.level == "core")
