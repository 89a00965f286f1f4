"""Why one concept needs another, on graphs made by hand."""

from collections.abc import Sequence
from itertools import pairwise

from handmade_graphs import IDS, acyclic_graphs, graph_of, need
from hypothesis import given
from hypothesis import strategies as st

from conceptgraph.graph.concept_graph import ConceptGraph
from conceptgraph.graph.explanations import Explanation, explain
from conceptgraph.model import Concept, Dropped, Relation


def losing(graph: ConceptGraph, *dropped: Dropped) -> ConceptGraph:
    """The graph with some edges that were dropped."""
    return ConceptGraph(concepts=graph.concepts, prerequisites=graph.prerequisites, dropped=dropped)


def drop(text: str, *, score: float = 0.6, reason: str = "weak") -> Dropped:
    concept, requires = text.split(" > ")
    return Dropped(concept=concept, requires=requires, score=score, reason=reason)  # type: ignore[arg-type]


def lost(found: Explanation) -> list[str]:
    return [f"{loss.edge.concept} > {loss.edge.requires}" for loss in found.losses]


def test_chains_are_bounded_and_counted() -> None:
    """The shortest are given, and how many there are."""
    found = explain(graph_of("a > b > d", "a > c > d", "a > d"), concept="a", requires="d", most=1)
    assert ([len(chain) for chain in found.chains], found.total) == ([1], 3)


def test_only_dropped_edges_between_concepts_on_the_way_are_told() -> None:
    """The strongest first; those of other concepts are another question's."""
    graph = losing(graph_of("a > b > c > d", "a > x"), drop("c > a"), drop("d > b", score=0.7), drop("x > d"), drop("b > x"))
    assert lost(explain(graph, concept="a", requires="d", most=1)) == ["d > b", "c > a"]


def test_without_a_way_the_dropped_edges_that_would_make_one_are_told() -> None:
    """From what the one needs to what needs the other."""
    graph = losing(graph_of("a > b", "c > d"), drop("b > c"), drop("a > d"), drop("d > a"))
    assert lost(explain(graph, concept="a", requires="d", most=1)) == ["a > d", "b > c"]


def test_a_dropped_edge_of_a_cycle_is_told_with_the_stronger_ones_it_closes() -> None:
    """A shorter way over weaker edges is no reason to drop it."""
    weak = need("a > c", score=0.55, level="usual")
    graph = losing(graph_of(need("a > b", score=0.9), need("b > c", score=0.8), weak), drop("c > a", score=0.7, reason="cycle"))
    (loss,) = explain(graph, concept="a", requires="c", most=1).losses
    assert [(edge.concept, edge.requires) for edge in loss.closes] == [("a", "b"), ("b", "c")]


def test_edges_that_another_way_implies_are_told_with_the_way() -> None:
    """Only those of the chains."""
    found = explain(graph_of("a > b > c", "a > c", "a > x > y", "a > y"), concept="a", requires="c", most=5)
    assert [(edge.concept, edge.requires, via) for edge, via in found.folded] == [("a", "c", "b")]


def test_without_a_chain_the_relations_between_the_two_are_given() -> None:
    """Of either text."""
    relations = [Relation(subject="b", predicate="mentions", object="a"), Relation(subject="a", predicate="uses", object="c")]
    found = explain(graph_of(relations=relations, alone="abc"), concept="a", requires="b", most=1)
    assert [edge.subject for edge in found.relations] == ["b"]


def test_the_nearest_common_concepts_hide_those_behind_them() -> None:
    """What both need only over a nearer one is not named."""
    graph = graph_of("a > c > d > e", "b > c", "b > e", "x > a", "y > x > b", "z > y")
    found = explain(graph, concept="a", requires="b", most=1)
    assert [(common.concept, common.steps) for common in found.common_prerequisites] == [("c", (1, 1))]
    assert [(common.concept, common.steps) for common in found.common_dependents] == [("x", (1, 1))]


def test_one_concept_may_be_the_common_one() -> None:
    """At the wider level the one needs the other: then that is what is told."""
    graph = graph_of(need("a > b", level="usual"), "b > c")
    found = explain(graph, concept="a", requires="b", most=1)
    assert (found.chains, found.usual, found.common_prerequisites) == ((), True, ())


@given(acyclic_graphs(), st.sampled_from(IDS), st.sampled_from(IDS))
def test_a_chain_joins_the_two_or_there_is_none(graph: ConceptGraph, one: str, other: str) -> None:
    """And common concepts are reached in as many steps as said."""
    found = explain(graph, concept=one, requires=other, most=1000)
    assert bool(found.chains) == (other in graph.ancestors(one))
    assert found.total == len(found.chains)
    for chain in (*found.chains, *found.reverse):
        assert all(first.requires == second.concept for first, second in pairwise(chain))
    for common in found.common_prerequisites:
        assert common.steps == (graph.distances(one)[common.concept], graph.distances(other)[common.concept])


@given(acyclic_graphs(), st.lists(st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)), max_size=6, unique=True))
def test_what_closes_a_circle_leads_back_over_edges_no_weaker(graph: ConceptGraph, pairs: Sequence[tuple[str, str]]) -> None:
    """From the end of the dropped edge to its start."""
    dropped = [drop(f"{one} > {other}", reason="cycle", score=0.7) for one, other in pairs if one in graph.ancestors(other, level="usual")]
    graph = losing(graph, *dropped)
    for edge in dropped:
        for loss in explain(graph, concept=edge.requires, requires=edge.concept, level="usual", most=1).losses:
            if loss.closes:
                ends = (loss.closes[0].concept, loss.closes[-1].requires)
                assert ends == (loss.edge.requires, loss.edge.concept)
                assert all(other.score >= loss.edge.score for other in loss.closes)


def test_a_concept_of_another_project_is_explained_by_its_id() -> None:
    """It has no record here."""
    graph = ConceptGraph(concepts=[Concept(id="a", term="a")], prerequisites=[need("a > other:x")])
    assert explain(graph, concept="a", requires="other:x", most=1).total == 1
