"""Maps as data: counts are of the whole graph, and nothing is hidden."""

import random

import pytest

from conceptgraph.drawing.edges import REQUIRES, USEFUL
from conceptgraph.drawing.maps import draw_map, draw_neighbourhood, draw_path, topic_colors
from conceptgraph.errors import UnknownConceptError
from conceptgraph.graph.concept_graph import ConceptGraph
from conceptgraph.graph.paths import find_learning_path
from conceptgraph.model import Concept, Prerequisite


def test_folded_edges_carry_what_they_go_by(graph: ConceptGraph) -> None:
    """Adam needs gradient by way of momentum: the edge is there, and says so."""
    edges = {(edge.source, edge.target): edge for edge in draw_map(graph).edges if edge.kind == REQUIRES}
    assert edges["adam", "gradient"].via == "momentum"
    assert len(edges) == sum(edge.level == "core" for edge in graph.prerequisites)


@pytest.mark.parametrize("seed", range(5))
def test_all_edges_fold_as_the_graph_folds_them(seed: int) -> None:
    """In any graph the map folds the edges `ConceptGraph.reduced` folds, by way of the same concepts."""
    dice = random.Random(seed)
    pairs = {(max(pair), min(pair)) for pair in (dice.sample(range(25), 2) for _ in range(80))}
    graph = ConceptGraph(
        concepts=[Concept(id=f"c{number}", term=f"c{number}", topics=("t",)) for number in range(25)],
        prerequisites=[Prerequisite(concept=f"c{one}", requires=f"c{other}", score=1.0, level="core") for one, other in pairs],
    )
    expected = {(edge.concept, edge.requires): via for concept in graph for edge, via in graph.reduced(concept.id)[1]}
    assert expected
    assert {(edge.source, edge.target): edge.via for edge in draw_map(graph).edges if edge.via} == expected


def test_edges_say_why(graph: ConceptGraph) -> None:
    """A prerequisite gives its reason and how else it reads; a relation its sentence and place."""
    edges = {(edge.source, edge.target): edge for edge in draw_map(graph).edges}
    assert (edges["adam", "momentum"].why, edges["adam", "momentum"].label) == ("its first moment", "extends")
    assert edges["overfitting", "adam"].kind == "contrasts with"
    assert edges["overfitting", "adam"].place == "overfitting.md:9"
    assert edges["adam", "function"].kind == USEFUL


def test_wanted_concepts_are_nodes_without_a_page(graph: ConceptGraph) -> None:
    """The most wanted names stand on the island of those that need them, and the number of all is kept."""
    concept_map = draw_map(graph, wanted=1)
    wanted = [node for node in concept_map.nodes if node.wanted]
    assert [(node.term, node.topic) for node in wanted] == [("learning rate", "optimization")]
    assert concept_map.wanted_total == 2


def test_shuffled_graphs_give_equal_maps(graph: ConceptGraph) -> None:
    """The order in which concepts and edges come changes nothing."""
    dice = random.Random(4)
    parts = {name: list(getattr(graph, name)) for name in ("concepts", "relations", "prerequisites", "wanted")}
    for part in parts.values():
        dice.shuffle(part)
    assert draw_map(ConceptGraph(**parts)) == draw_map(graph)


def test_neighbourhood_counts_everything(graph: ConceptGraph) -> None:
    """Two direct prerequisites are drawn, one is folded, and four lie before in all."""
    drawing = draw_neighbourhood(graph, "adam")
    assert [pill.id for pill in drawing.builds_on] == ["momentum", "rmsprop"]
    assert [(pill.id, pill.via) for pill in drawing.folded_builds_on] == [("gradient", "momentum")]
    assert drawing.all_builds_on == 5
    assert [pill.why for pill in drawing.related] == ["Unlike Adam, overfitting is no optimizer."]


def test_neighbourhood_of_nothing_fails(graph: ConceptGraph) -> None:
    """An unknown id is an error with the nearest one named."""
    with pytest.raises(UnknownConceptError, match="adam"):
        draw_neighbourhood(graph, "adm")


def test_paths_show_the_reduction_only(graph: ConceptGraph) -> None:
    """The shortcut from gradient to Adam is not drawn beside the chains that say it."""
    picture = draw_path(graph, find_learning_path(graph, ["adam"]))
    assert ("gradient", "adam") not in picture.edges
    assert {("momentum", "adam"), ("rmsprop", "adam")} <= set(picture.edges)


def test_an_edge_is_drawn_where_the_chain_that_says_it_is_not_shown(graph: ConceptGraph) -> None:
    """With momentum and RMSprop known, gradient leads to Adam directly, and the picture says so."""
    picture = draw_path(graph, find_learning_path(graph, ["adam"], known=["momentum", "rmsprop"]))
    assert ("gradient", "adam") in picture.edges


def test_long_paths_show_their_end_and_count_the_rest(graph: ConceptGraph) -> None:
    """Of six steps the last three are shown, and three come before."""
    picture = draw_path(graph, find_learning_path(graph, ["adam"]), limit=3)
    assert (len(picture.steps), picture.earlier, picture.steps[-1].id) == (3, 3, "adam")
    shown = {pill.id for pill in picture.steps}
    assert all({upper, lower} <= shown for upper, lower in picture.edges)


def test_a_topic_keeps_its_color(graph: ConceptGraph) -> None:
    """A topic has the same color in the map and in pictures; what has none is not counted."""
    assert topic_colors(graph) == {"mathematics": 0, "optimization": 1}
    assert draw_map(graph).colors["optimization"] == draw_neighbourhood(graph, "adam").concept.color
