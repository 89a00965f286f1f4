"""Laws of positions: nothing overlaps, nothing is random, all is finite."""

import math
import random
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from conceptgraph.drawing.forces import SPACING
from conceptgraph.drawing.layout import ASPECT, IslandLayout, group_by_topic, lay_out_islands, pulls
from conceptgraph.graph.concept_graph import ConceptGraph
from conceptgraph.model import Concept, Prerequisite


@st.composite
def clusters(draw: st.DrawFn) -> tuple[dict[str, list[str]], list[tuple[str, str, float]]]:
    """Groups of concepts, and pulls between any two of them."""
    sizes = draw(st.lists(st.integers(1, 30), min_size=1, max_size=7))
    groups = {f"topic {index}": [f"t{index}c{number}" for number in range(size)] for index, size in enumerate(sizes)}
    concepts = [concept for members in groups.values() for concept in members]
    ends = st.tuples(st.sampled_from(concepts), st.sampled_from(concepts)).filter(lambda pair: pair[0] != pair[1])
    pairs = draw(st.lists(ends, max_size=60)) if len(concepts) > 1 else []
    return groups, [(one, other, 1.0) for one, other in pairs]


def unstretched(layout: IslandLayout) -> dict[str, tuple[float, float]]:
    return {concept: (x / ASPECT, y) for concept, (x, y) in layout.positions.items()}


@settings(max_examples=25, deadline=None)
@given(clusters())
def test_no_two_nodes_overlap(drawn: tuple[dict[str, list[str]], list[tuple[str, str, float]]]) -> None:
    """Whatever pulls at them, all nodes have finite places, and no two are nearer than 0.7 of the spacing."""
    layout = lay_out_islands(*drawn)
    points = list(unstretched(layout).values())
    assert all(math.isfinite(value) for point in points for value in point)
    assert all(math.dist(one, other) > 0.69 * SPACING for one, other in combinations(points, 2))


@settings(max_examples=25, deadline=None)
@given(clusters())
def test_islands_hold_their_members_and_nothing_else(drawn: tuple[dict[str, list[str]], list[tuple[str, str, float]]]) -> None:
    """Each concept lies inside its own topic's disc, and discs do not overlap."""
    layout = lay_out_islands(*drawn)
    places = unstretched(layout)
    for island in layout.islands:
        middle = (island.x / ASPECT, island.y)
        assert all(math.dist(places[concept], middle) <= island.radius + 0.2 for concept in island.members)
    for one, other in combinations(layout.islands, 2):
        assert math.dist((one.x / ASPECT, one.y), (other.x / ASPECT, other.y)) >= one.radius + other.radius - 0.2


@settings(max_examples=10, deadline=None)
@given(clusters(), st.randoms(use_true_random=False))
def test_order_of_input_does_not_matter(drawn: tuple[dict[str, list[str]], list[tuple[str, str, float]]], dice: random.Random) -> None:
    """Shuffled groups, members and pulls give the same positions."""
    groups, ties = drawn
    names = list(groups)
    dice.shuffle(names)
    shuffled = {name: dice.sample(groups[name], len(groups[name])) for name in names}
    assert lay_out_islands(groups, ties) == lay_out_islands(shuffled, dice.sample(ties, len(ties)))


def test_nothing_gives_nothing() -> None:
    """A graph without concepts has no islands."""
    assert lay_out_islands({}, []).islands == ()


def test_every_concept_has_a_place(graph: ConceptGraph) -> None:
    """Concepts with and without a topic are placed."""
    assert set(lay_out_islands(group_by_topic(graph), pulls(graph)).positions) == {concept.id for concept in graph.concepts}


def test_concepts_without_topics_are_grouped_by_community() -> None:
    """Two knots of concepts without topics become two islands, each called after its leading concept."""
    names = [f"{knot}{number}" for knot in "ab" for number in range(5)]
    edges = [(f"{knot}{number}", f"{knot}0") for knot in "ab" for number in range(1, 5)]
    edges += [(f"{knot}{number + 1}", f"{knot}{number}") for knot in "ab" for number in range(1, 4)]
    graph = ConceptGraph(
        concepts=[Concept(id=name, term=name.upper()) for name in names],
        prerequisites=[Prerequisite(concept=one, requires=other, score=1.0, level="core") for one, other in edges],
    )
    assert {name: len(members) for name, members in group_by_topic(graph).items()} == {"A0": 5, "B0": 5}


def test_prerequisites_pull_most(graph: ConceptGraph) -> None:
    """A core prerequisite draws two concepts together more than a mention does."""
    strength = {(one, other): value for one, other, value in pulls(graph)}
    assert strength["adam", "rmsprop"] > strength["momentum", "overfitting"]
