"""Questions to a concept graph, on graphs made by hand."""

import random

import networkx as nx
import pytest
from handmade_graphs import acyclic_graphs, graph_of, need
from hypothesis import given
from hypothesis import strategies as st

from conceptgraph.errors import AmbiguousConceptError, ConceptGraphError, UnknownConceptError
from conceptgraph.graph.chains import MOST_COUNTED
from conceptgraph.graph.concept_graph import ConceptGraph
from conceptgraph.model import Concept, CuratedPath, Dropped, Evidence, Prerequisite, Relation, Wanted

OPTIMIZERS = (
    "adam > momentum > gradient > derivative",
    "adam > rmsprop > gradient",
    "adam > gradient",
)


def ends(edges: tuple[Prerequisite, ...]) -> list[str]:
    return [f"{edge.concept} > {edge.requires}" for edge in edges]


def relation(text: str, *, declared: bool = False) -> Relation:
    subject, predicate, target = text.split(" | ")
    return Relation(subject=subject, predicate=predicate, object=target, origin="declared" if declared else "inferred", score=0.9)


def test_a_graph_knows_its_concepts() -> None:
    """By id, in the order of ids."""
    graph = graph_of(*OPTIMIZERS)
    assert [concept.id for concept in graph] == ["adam", "derivative", "gradient", "momentum", "rmsprop"]
    assert len(graph) == 5
    assert "adam" in graph
    assert "Adam" not in graph
    assert graph.concept("adam").term == "adam"


def test_an_unknown_id_is_told_with_the_nearest() -> None:
    """As an error of ours that is also a LookupError."""
    with pytest.raises(UnknownConceptError, match=r"^unknown concept 'momentun'; did you mean 'momentum'\?$") as caught:
        graph_of(*OPTIMIZERS).concept("momentun")
    assert isinstance(caught.value, LookupError)
    assert isinstance(caught.value, ConceptGraphError)


LABELED = ConceptGraph(
    concepts=[
        Concept(id="gradient-descent", term="gradient descent", aliases=("steepest descent", "GD")),
        Concept(id="kernel-machine", term="kernel (machine)", aliases=("kernel",)),
        Concept(id="kernel-convolution", term="kernel (convolution)", aliases=("kernel", "filter")),
        Concept(id="filter", term="filter"),
        Concept(id="matrix", term="matrix"),
    ]
)


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("gradient-descent", "gradient-descent"),
        ("gradient descent", "gradient-descent"),
        ("Gradient Descents", "gradient-descent"),
        ("Steepest-descent", "gradient-descent"),
        ("GD", "gradient-descent"),
        ("GDs", "gradient-descent"),
        ("matrices", "matrix"),
        ("kernel (machine)", "kernel-machine"),
        ("filter", "filter"),
        ("Filters", "filter"),
    ],
)
def test_a_concept_is_found_by_any_label(label: str, expected: str) -> None:
    """In any case, number and hyphenation; a full term goes before an alias."""
    assert LABELED.find(label).id == expected


def test_a_label_written_as_it_is_goes_before_its_forms() -> None:
    """Also where another concept's label is the plural of it."""
    graph = ConceptGraph(
        concepts=[Concept(id="a", term="mean"), Concept(id="b", term="means"), Concept(id="c", term="x", aliases=("Means",))]
    )
    assert [graph.find(label).id for label in ("mean", "means", "Means")] == ["a", "b", "c"]


def test_a_label_that_is_nobodys_is_told_with_the_nearest() -> None:
    """Aliases are offered too."""
    with pytest.raises(UnknownConceptError, match=r"^unknown concept 'steepest decent'; did you mean 'steepest descent'\?$"):
        LABELED.find("steepest decent")


def test_a_label_without_a_near_one_is_told_alone() -> None:
    """No guess is better than a wild one."""
    with pytest.raises(UnknownConceptError, match=r"^unknown concept 'zzz'$"):
        LABELED.find("zzz")


def test_a_label_of_several_concepts_is_told_with_all_of_them() -> None:
    """Their full terms are what to write."""
    with pytest.raises(AmbiguousConceptError, match=r"write 'kernel \(convolution\)' or 'kernel \(machine\)'$"):
        LABELED.find("kernels")


@pytest.mark.parametrize(
    ("label", "concept"),
    [("VMG", "vmg"), ("velocity made good", "vmg"), ("luffs", "luff"), ("tack", "tack")],
    ids=["an acronym", "what it is short for", "in the plural", "a term goes before one with a qualifier"],
)
def test_a_label_is_found_without_its_brackets(label: str, concept: str) -> None:
    """As texts and front matter may write it, where no full label is meant."""
    terms = {"vmg": "velocity made good (VMG)", "luff": "luff (sail)", "tack": "tack", "corner": "tack (corner)"}
    graph = ConceptGraph(concepts=[Concept(id=name, term=term) for name, term in terms.items()])
    assert graph.find(label).id == concept


GIVEN = "Adam extends gradient descents (GD) by a momentum (M)."
DESCENT = Concept(id="gradient-descent", term="gradient descent", definition="Gradient descent (GraD) follows a slope.")
ASCENT = Concept(id="ascent", term="gradient deposit", definition="A gradient deposit (GraD) grows.")


def graph_of_sentence(sentence: str, *others: Concept) -> ConceptGraph:
    """Adam, in whose text the sentence names gradient descent."""
    evidence = (Evidence(sentence=sentence, path="adam.md", line=5),)
    mention = Relation(subject="adam", predicate="mentions", object="gradient-descent", evidence=evidence)
    return ConceptGraph(concepts=(Concept(id="adam", term="Adam"), DESCENT, *others), relations=(mention,))


@pytest.mark.parametrize("short", ["GD", "GraD"])
def test_a_short_form_that_only_a_text_gives_is_a_name(short: str) -> None:
    """In the sentence that names the concept, or in its own definition."""
    assert graph_of_sentence(GIVEN).find(short).id == "gradient-descent"


@pytest.mark.parametrize(
    ("short", "sentence"),
    [
        ("gd", "It extends gradient descent (gd)."),
        ("SGD", "It extends gradient descent (SGD)."),
        ("GD", "It extends gradient descent, as Gene does (GD)."),
        ("GD", "Gradient descent goes on. See Gide (GD)."),
        ("M", GIVEN),
        ("", "It extends gradient descent ()."),
    ],
    ids=["no capital", "other initials", "not behind it", "another sentence", "another name", "nothing"],
)
def test_a_short_form_that_is_given_for_something_else_is_none(short: str, sentence: str) -> None:
    """The brackets stand behind the name, and read as its initials."""
    with pytest.raises(UnknownConceptError):
        graph_of_sentence(sentence).find(short)


def test_a_short_form_of_two_concepts_is_told_with_both() -> None:
    """And one that is a label is that of its concept."""
    with pytest.raises(AmbiguousConceptError, match="write 'gradient deposit' or 'gradient descent'"):
        graph_of_sentence(GIVEN, ASCENT).find("GraD")
    assert graph_of_sentence(GIVEN, Concept(id="gd", term="GD")).find("GD").id == "gd"


def test_a_qualifier_alone_names_nothing_and_a_shared_name_is_told() -> None:
    """Without brackets two labels may be one: their full terms are what to write."""
    graph = ConceptGraph(concepts=[Concept(id="anchor", term="sheet (anchor)"), Concept(id="rope", term="sheet (rope)")])
    with pytest.raises(AmbiguousConceptError, match=r"write 'sheet \(anchor\)' or 'sheet \(rope\)'$"):
        graph.find("sheets")
    assert graph.find("rope").id == "rope"
    with pytest.raises(UnknownConceptError):
        graph.find("ropes")


def test_direct_prerequisites_come_strongest_first() -> None:
    """Equal ones by id."""
    graph = graph_of(need("a > b", score=0.8), need("a > d", score=0.9), need("a > c", score=0.8))
    assert ends(graph.prerequisites_of("a")) == ["a > d", "a > b", "a > c"]
    assert ends(graph.dependents_of("b")) == ["a > b"]


def test_usual_prerequisites_are_left_out_unless_asked_for() -> None:
    """In every question."""
    graph = graph_of("a > b", need("b > c", score=0.6, level="usual"))
    assert ends(graph.prerequisites_of("b")) == []
    assert ends(graph.prerequisites_of("b", level="usual")) == ["b > c"]
    assert ends(graph.dependents_of("c")) == []
    assert graph.ancestors("a") == {"b"}
    assert graph.ancestors("a", level="usual") == {"b", "c"}
    assert graph.descendants("c") == frozenset()
    assert graph.descendants("c", level="usual") == {"a", "b"}
    assert graph.chains(concept="a", requires="c") == ()
    assert len(graph.chains(concept="a", requires="c", level="usual")) == 1


def test_ancestors_and_descendants_are_all_there_are() -> None:
    """Directly or not, without the concept itself."""
    graph = graph_of(*OPTIMIZERS)
    assert graph.ancestors("adam") == {"momentum", "rmsprop", "gradient", "derivative"}
    assert graph.descendants("gradient") == {"momentum", "rmsprop", "adam"}
    assert graph.ancestors("derivative") == frozenset()


def test_a_prerequisite_that_another_one_needs_is_folded_with_the_way() -> None:
    """It is explained in place: "also: gradient, via momentum"."""
    kept, folded = graph_of(*OPTIMIZERS).reduced("adam")
    assert ends(kept) == ["adam > momentum", "adam > rmsprop"]
    assert [(edge.requires, via) for edge, via in folded] == [("gradient", "momentum")]


def test_dependents_are_folded_alike() -> None:
    """Adam needs a gradient, and so does momentum, which it needs."""
    kept, folded = graph_of(*OPTIMIZERS).reduced_dependents("gradient")
    assert ends(kept) == ["momentum > gradient", "rmsprop > gradient"]
    assert [(edge.concept, via) for edge, via in folded] == [("adam", "momentum")]


def test_chains_are_all_ways_down_the_shortest_first() -> None:
    """A way that another only shortens is one too."""
    chains = graph_of(*OPTIMIZERS).chains(concept="adam", requires="derivative")
    assert [[chain[0].concept, *(edge.requires for edge in chain)] for chain in chains] == [
        ["adam", "gradient", "derivative"],
        ["adam", "momentum", "gradient", "derivative"],
        ["adam", "rmsprop", "gradient", "derivative"],
    ]


@pytest.mark.parametrize(("concept", "requires"), [("derivative", "adam"), ("momentum", "rmsprop"), ("adam", "adam")])
def test_there_is_no_chain_where_nothing_is_needed(concept: str, requires: str) -> None:
    """Upward, sideward, or to itself."""
    assert graph_of(*OPTIMIZERS).chains(concept=concept, requires=requires) == ()


def test_chains_are_never_more_than_a_thousand() -> None:
    """Their number doubles with each of these steps."""
    steps = [line for step in range(20) for line in (f"a{step} > b{step} > a{step + 1}", f"a{step} > c{step} > a{step + 1}")]
    assert len(graph_of(*steps).chains(concept="a0", requires="a20")) == 1000


def test_chains_are_counted_without_being_walked() -> None:
    """All of them, up to a number nobody counts to."""
    steps = [line for step in range(60) for line in (f"a{step} > b{step} > a{step + 1}", f"a{step} > c{step} > a{step + 1}")]
    graph = graph_of(*steps)
    assert graph.count_chains(concept="a0", requires="a20") == 2**20
    assert graph.count_chains(concept="a0", requires="a60") == MOST_COUNTED
    assert graph.count_chains(concept="a20", requires="a0") == 0
    assert len(graph.chains(concept="a0", requires="a60", most=3)) == 3


def test_distances_are_the_least_numbers_of_steps() -> None:
    """In either direction, the concept itself first."""
    graph = graph_of(*OPTIMIZERS)
    assert graph.distances("adam") == {"adam": 0, "gradient": 1, "momentum": 1, "rmsprop": 1, "derivative": 2}
    assert next(iter(graph.distances("adam"))) == "adam"
    assert graph.distances("gradient", up=False) == {"gradient": 0, "adam": 1, "momentum": 1, "rmsprop": 1}


def test_depth_is_the_longest_chain_below() -> None:
    """Nought where nothing is needed; usual prerequisites do not count."""
    graph = graph_of(*OPTIMIZERS, need("derivative > limit", level="usual"))
    assert {concept.id: graph.depth(concept.id) for concept in graph} == {
        "adam": 3, "momentum": 2, "rmsprop": 2, "gradient": 1, "derivative": 0, "limit": 0,
    }  # fmt: skip


def test_depth_has_no_bound() -> None:
    """A chain may be longer than Python's stack."""
    graph = graph_of(" > ".join(f"c{step}" for step in range(5000)))
    assert graph.depth("c0") == 4999


def test_relations_are_asked_from_both_ends() -> None:
    """Those of a concept's own text, and those in which others name it."""
    graph = graph_of(relations=[relation("a | uses | b"), relation("a | mentions | c"), relation("b | mentions | a")], alone="abc")
    assert [edge.object for edge in graph.relations_of("a")] == ["b", "c"]
    assert [edge.subject for edge in graph.relations_to("a")] == ["b"]
    assert graph.relations_of("c") == ()


def test_related_concepts_are_those_without_an_order() -> None:
    """Declared ones first, then typed ones, then mere mentions; those named in both directions before others."""
    relations = [
        relation("a | mentions | b"),
        relation("a | mentions | c"),
        relation("c | uses | a"),
        relation("a | related to | d", declared=True),
        relation("d | related to | a", declared=True),
        relation("e | contrasts with | a"),
        relation("a | uses | f"),
        relation("g | uses | a"),
    ]
    graph = graph_of("a > f", need("g > a", level="usual"), relations=relations, alone="abcdefg")
    assert graph.related("a") == ("d", "c", "e", "b")


def test_the_network_holds_concepts_relations_and_prerequisites() -> None:
    """Keyed by predicate; a prerequisite is an edge called requires, and joins a declared relation of that name."""
    graph = graph_of("a > b", relations=[relation("a | uses | b"), relation("a | requires | b", declared=True)], alone="abc")
    assert set(graph.network.nodes) == {"a", "b", "c"}
    assert sorted(graph.network.edges(keys=True)) == [("a", "b", "requires"), ("a", "b", "uses")]
    assert graph.network.nodes["a"]["concept"] == graph.concept("a")
    assert set(graph.network.edges["a", "b", "requires"]) == {"relation", "prerequisite"}
    assert graph.network.edges["a", "b", "uses"]["relation"].predicate == "uses"


def test_what_a_graph_holds_is_sorted() -> None:
    """By ids; wanted names by how many need them."""
    graph = ConceptGraph(
        concepts=[Concept(id="b", term="b"), Concept(id="a", term="a")],
        dropped=[Dropped(concept=end, requires="x", score=0.5, reason="weak") for end in "ba"],
        wanted=[Wanted(name="y", needed_by=("a",)), Wanted(name="X", needed_by=("a",)), Wanted(name="z", needed_by=("a", "b"))],
        paths=[CuratedPath(name=name, title=name, targets=()) for name in "ba"],
    )
    assert [edge.concept for edge in graph.dropped] == ["a", "b"]
    assert [wanted.name for wanted in graph.wanted] == ["z", "X", "y"]
    assert [path.name for path in graph.paths] == ["a", "b"]


@given(acyclic_graphs(), st.randoms(use_true_random=False))
def test_the_order_in_which_a_graph_is_given_changes_nothing(graph: ConceptGraph, shuffled: random.Random) -> None:
    """Equal graphs hold equal tuples and give equal answers."""
    concepts, edges = list(graph.concepts), list(graph.prerequisites)
    shuffled.shuffle(concepts)
    shuffled.shuffle(edges)
    again = ConceptGraph(concepts=concepts, prerequisites=edges)
    assert (again.concepts, again.prerequisites) == (graph.concepts, graph.prerequisites)
    assert all(again.reduced(concept.id) == graph.reduced(concept.id) for concept in graph)


@given(acyclic_graphs(), st.sampled_from(["core", "usual"]))
def test_questions_agree_with_networkx(graph: ConceptGraph, level: str) -> None:
    """What is below and above, the longest chain, and which edges the transitive reduction keeps."""
    network = nx.DiGraph((edge.concept, edge.requires) for edge in graph.prerequisites if level == "usual" or edge.level == "core")
    network.add_nodes_from(concept.id for concept in graph)
    reduction = nx.transitive_reduction(network)
    for concept in (concept.id for concept in graph):
        assert graph.ancestors(concept, level=level) == nx.descendants(network, concept)  # type: ignore[arg-type]
        assert graph.descendants(concept, level=level) == nx.ancestors(network, concept)  # type: ignore[arg-type]
        kept, folded = graph.reduced(concept, level=level)  # type: ignore[arg-type]
        assert {edge.requires for edge in kept} == set(reduction.successors(concept))
        assert {edge.requires for edge, _ in folded} == set(network.successors(concept)) - set(reduction.successors(concept))
        assert all(nx.has_path(network, via, edge.requires) for edge, via in folded)
        dependents, others = graph.reduced_dependents(concept, level=level)  # type: ignore[arg-type]
        assert {edge.concept for edge in dependents} == set(reduction.predecessors(concept))
        assert len(dependents) + len(others) == network.in_degree(concept)


@given(acyclic_graphs())
def test_chains_are_the_simple_paths_of_networkx(graph: ConceptGraph) -> None:
    """None is missing, none twice, and the shortest come first."""
    network = nx.DiGraph((edge.concept, edge.requires) for edge in graph.prerequisites if edge.level == "core")
    network.add_nodes_from(concept.id for concept in graph)
    for concept, requires in (("a", "h"), ("h", "a"), ("c", "d")):
        chains = graph.chains(concept=concept, requires=requires)
        found = [(concept, *(edge.requires for edge in chain)) for chain in chains]
        assert graph.count_chains(concept=concept, requires=requires) == len(found)
        assert sorted(found) == sorted(map(tuple, nx.all_simple_paths(network, concept, requires)))
        assert [len(chain) for chain in chains] == sorted(len(chain) for chain in chains)


@given(acyclic_graphs())
def test_depth_is_one_more_than_that_of_the_deepest_prerequisite(graph: ConceptGraph) -> None:
    """And nought where there is none."""
    for concept in graph:
        below = [graph.depth(edge.requires) for edge in graph.prerequisites_of(concept.id)]
        assert graph.depth(concept.id) == (1 + max(below) if below else 0)
