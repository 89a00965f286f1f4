"""Sums over the whole order, in blocks of any size."""

import networkx as nx
import pytest
from handmade_graphs import acyclic_graphs
from hypothesis import given
from hypothesis import strategies as st

from conceptgraph.graph import closure
from conceptgraph.graph.closure import count_reached, find_detours
from conceptgraph.graph.concept_graph import ConceptGraph

BLOCKS = st.sampled_from([1, 3, closure.BLOCK])


@given(acyclic_graphs(), BLOCKS)
def test_what_a_concept_reaches_is_counted(graph: ConceptGraph, block: int) -> None:
    """As many as there are when each is asked alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(closure, "BLOCK", block)
        counts = graph.count_descendants()
    assert counts == {concept.id: len(graph.descendants(concept.id)) for concept in graph}


@given(acyclic_graphs(), BLOCKS)
def test_implied_edges_are_those_that_each_concept_folds(graph: ConceptGraph, block: int) -> None:
    """With the same way around, and as networkx reduces."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(closure, "BLOCK", block)
        detours = graph.implied()
    assert detours == {(edge.concept, edge.requires): via for concept in graph for edge, via in graph.reduced(concept.id)[1]}
    network = nx.DiGraph((edge.concept, edge.requires) for edge in graph.prerequisites if edge.level == "core")
    assert set(detours) == set(network.edges) - set(nx.transitive_reduction(network).edges)


def test_nothing_reaches_nothing() -> None:
    """Without steps there is nothing to count."""
    assert (count_reached({}), find_detours({})) == ({}, {})


def test_ends_without_steps_of_their_own_are_counted() -> None:
    """They reach nothing."""
    assert count_reached({"b": ["a"], "c": []}) == {"a": 0, "b": 1, "c": 0}


def test_a_long_chain_is_swept_in_time() -> None:
    """No recursion, and no closure of the whole in memory."""
    chain = {f"c{step + 1}": [f"c{step}"] for step in range(30_000)}
    assert count_reached(chain)["c30000"] == 30_000
