"""Cycles are cut strongest first: the same edges as the plain algorithm leaves out, in knots of any form."""

import random
from collections.abc import Sequence

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conceptgraph.extraction import cycles
from conceptgraph.extraction.cycles import closing_edges, find_knots

Pair = tuple[str, str]


def plain_closing_edges(pairs: Sequence[Pair]) -> list[Pair]:
    """What `closing_edges` must give, found by a search for each edge over all that are kept."""
    kept = nx.DiGraph()
    closing = []
    for tail, head in pairs:
        kept.add_nodes_from((tail, head))
        if nx.has_path(kept, head, tail):
            closing.append((tail, head))
        else:
            kept.add_edge(tail, head)
    return closing


NAMES = [f"c{number:02}" for number in range(12)]
PAIRS = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), unique=True, max_size=80)


@given(PAIRS)
def test_the_same_edges_go_as_with_a_search_for_each(pairs: list[Pair]) -> None:
    """Whatever the knots look like."""
    assert sorted(closing_edges(pairs)) == sorted(plain_closing_edges(pairs))


@given(PAIRS)
def test_nothing_depends_on_the_room_between_places(pairs: list[Pair]) -> None:
    """Places are dealt anew when there is none left."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cycles, "_ROOM", 2)
        assert sorted(closing_edges(pairs)) == sorted(plain_closing_edges(pairs))


@given(PAIRS, st.sampled_from([2, 6]))
def test_nothing_depends_on_the_landmarks(pairs: list[Pair], number: int) -> None:
    """They only save searches."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cycles, "LANDMARKS", number)
        assert sorted(closing_edges(pairs)) == sorted(plain_closing_edges(pairs))


def knot(shape: str, size: int, chance: random.Random) -> list[Pair]:
    """Edges of one knot in a random order of strength: between any nodes, along a ring, or mostly toward hubs."""
    edges = {(str(node), str((node + 1) % size)) for node in range(size)}
    while len(edges) < 6 * size:
        one = chance.randrange(1, size)
        other = {
            "anywhere": chance.randrange(size),
            "ring": (one + chance.randrange(-5, 16)) % size,
            "hubs": int(one * chance.random() ** 2),
        }[shape]
        if one != other:
            edges.add((str(one), str(other)) if chance.random() < 0.9 else (str(other), str(one)))
    ordered = sorted(edges)
    chance.shuffle(ordered)
    return ordered


@pytest.mark.parametrize("shape", ["anywhere", "ring", "hubs"])
@given(st.integers().map(random.Random))
@settings(max_examples=5)
def test_a_large_knot_is_cut_as_with_a_search_for_each(shape: str, chance: random.Random) -> None:
    """With more nodes than landmarks, so that both ways of finding a cycle are taken."""
    pairs = knot(shape, 200, chance)
    assert sorted(closing_edges(pairs)) == sorted(plain_closing_edges(pairs))


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=40))
def test_knots_are_the_strong_components(edges: list[tuple[int, int]]) -> None:
    """As networkx finds them."""
    knot_of = find_knots(10, edges)
    network = nx.DiGraph(edges)
    network.add_nodes_from(range(10))
    found = {frozenset(node for node in range(10) if knot_of[node] == root) for root in knot_of}
    assert found == set(map(frozenset, nx.strongly_connected_components(network)))


def test_a_ring_loses_its_last_edge_however_long_it_is() -> None:
    """No recursion."""
    pairs = [(f"c{node:05}", f"c{(node + 1) % 20_000:05}") for node in range(20_000)]
    assert list(closing_edges(pairs)) == [pairs[-1]]
