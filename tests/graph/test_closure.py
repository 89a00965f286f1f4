"""What holds of the whole order, of a small one and as it is found of large ones."""

import random
from statistics import fmean

import networkx as nx
import pytest
from handmade_graphs import acyclic_graphs
from hypothesis import given
from hypothesis import strategies as st

from conceptgraph.graph import closure, sketches
from conceptgraph.graph.closure import count_reached, find_detours
from conceptgraph.graph.concept_graph import WALKS, ConceptGraph
from conceptgraph.graph.paths import close_paths, find_learning_path

LIMITS = st.sampled_from([0, closure.LARGE])


@given(acyclic_graphs(), LIMITS)
def test_what_a_concept_reaches_is_counted(graph: ConceptGraph, limit: int) -> None:
    """As many as there are when each is asked alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(closure, "LARGE", limit)
        counts = graph.count_descendants()
    assert counts == {concept.id: len(graph.descendants(concept.id)) for concept in graph}


@given(acyclic_graphs(), LIMITS)
def test_implied_edges_are_those_that_each_concept_folds(graph: ConceptGraph, limit: int) -> None:
    """With the same way around, and as networkx reduces."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(closure, "LARGE", limit)
        detours = graph.implied()
    assert detours == {(edge.concept, edge.requires): via for concept in graph for edge, via in graph.reduced(concept.id)[1]}
    network = nx.DiGraph((edge.concept, edge.requires) for edge in graph.prerequisites if edge.level == "core")
    assert set(detours) == set(network.edges) - set(nx.transitive_reduction(network).edges)


@given(acyclic_graphs(), LIMITS)
def test_who_asks_often_is_answered_as_who_asks_once(graph: ConceptGraph, limit: int) -> None:
    """What lies around a concept, and what is folded, is the same by walks, over the closure, and where that is too large."""
    names = [concept.id for concept in graph]
    walked = [(graph.reduced(name), graph.reduced_dependents(name)) for name in names[:2]]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(closure, "LARGE", limit)
        for _ in range(WALKS):
            counts = [graph.count_around(name) for name in names]
        assert [(graph.reduced(name), graph.reduced_dependents(name)) for name in names[:2]] == walked
    assert counts == [(len(graph.ancestors(name)), len(graph.descendants(name))) for name in names]


@given(acyclic_graphs())
def test_the_last_of_what_a_concept_needs_are_a_path_to_it(graph: ConceptGraph) -> None:
    """All of it is a path in order, and the last ones are its end."""
    closed = close_paths(graph)
    assert closed is not None
    for concept in graph:
        steps = closed.last(concept.id, len(graph))
        assert set(steps) == {step.concept for step in find_learning_path(graph, [concept.id]).steps} - {concept.id}
        assert all(graph.ancestors(step) & set(steps) <= set(steps[:at]) for at, step in enumerate(steps))
        assert closed.last(concept.id, 2) == steps[-2:]
        assert closed.count(concept.id) == len(steps)


@pytest.mark.parametrize("limit", [-1, closure.LARGE])
def test_nothing_reaches_nothing(limit: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without steps there is nothing to count."""
    monkeypatch.setattr(closure, "LARGE", limit)
    assert (count_reached({}), find_detours({})) == ({}, {})


@pytest.mark.parametrize("limit", [0, closure.LARGE])
def test_ends_without_steps_of_their_own_are_counted(limit: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """They reach nothing."""
    monkeypatch.setattr(closure, "LARGE", limit)
    assert count_reached({"b": ["a"], "c": []}) == {"a": 0, "b": 1, "c": 0}


def test_a_long_chain_is_swept_in_time() -> None:
    """No recursion, and no closure of the whole in memory."""
    chain = {f"c{step + 1}": [f"c{step}"] for step in range(30_000)}
    assert count_reached(chain)["c30000"] == 30_000


def made_steps(size: int) -> dict[str, list[str]]:
    """Steps of random concepts to earlier ones, mostly to the first."""
    chance = random.Random(5)
    return {f"c{one:04}": sorted({f"c{int(one * chance.random() ** 3):04}" for _ in range(3)}) for one in range(1, size)}


def test_few_bits_only_make_more_ways_to_walk(monkeypatch: pytest.MonkeyPatch) -> None:
    """When most concepts share a bit, the implied steps are the same."""
    steps = made_steps(600)
    expected = find_detours(steps)
    monkeypatch.setattr(closure, "LARGE", 0)
    monkeypatch.setattr(sketches, "BITS", 128)
    assert len(expected) > 100
    assert find_detours(steps) == expected


def test_estimates_err_as_little_as_they_say(monkeypatch: pytest.MonkeyPatch) -> None:
    """The highest counts are exact, and the others off by 8.9 %, in the root of the mean square."""
    steps = made_steps(1500)
    exact = count_reached(steps)
    monkeypatch.setattr(closure, "LARGE", 0)
    monkeypatch.setattr(sketches, "COUNTED", 50)
    found = count_reached(steps)
    highest = sorted(exact, key=exact.__getitem__)[-20:]
    assert all(found[concept] == exact[concept] for concept in highest)
    errors = [found[concept] / exact[concept] - 1 for concept in exact if exact[concept] > 10 and found[concept] != exact[concept]]
    assert len(errors) > 500
    assert fmean(error**2 for error in errors) ** 0.5 < 0.12


def test_estimates_do_not_depend_on_the_order_of_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is told does not change with the order in which files are read."""
    steps = made_steps(300)
    monkeypatch.setattr(closure, "LARGE", 0)
    monkeypatch.setattr(sketches, "COUNTED", 1)
    assert count_reached(dict(reversed(steps.items()))) == count_reached(steps)
