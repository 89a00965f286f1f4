"""Learning paths: what is on them, in which order, and why."""

from collections.abc import Sequence

import pytest
from handmade_graphs import IDS, acyclic_graphs, graph_of, need
from hypothesis import given
from hypothesis import strategies as st

from conceptgraph.errors import UnknownConceptError
from conceptgraph.graph.concept_graph import ConceptGraph
from conceptgraph.graph.paths import LearningPath, find_learning_path, fold_reasons

OPTIMIZERS = ("adam > momentum > gradient > derivative", "adam > rmsprop > mean", "rmsprop > gradient", "adam > gradient")


def order(learning_path: LearningPath) -> list[str]:
    return [step.concept for step in learning_path.steps]


@pytest.mark.parametrize(
    ("lines", "targets", "expected"),
    [
        (["b > a"], "b", "a b"),
        (["b > a"], "a", "a"),
        (["c > b > a"], "c", "a b c"),
        (["d > b > a", "d > c"], "d", "a b c d"),
        (["d > c > a", "d > b"], "d", "a c b d"),
        (["d > b > a", "d > c > a"], "d", "a b c d"),
        (["c > a", "c > b"], "c", "a b c"),
        (["b > a", "d > c"], "b d", "a b c d"),
        (["b > a", "d > c"], "d b", "c d a b"),
        (["b > a", "c > a"], "b c", "a b c"),
    ],
    ids=["one", "nothing needed", "chain", "deepest first", "deepest first, not by id", "diamond", "by id", "two", "two turned", "shared"],
)
def test_a_path_goes_down_the_deepest_branch_first(lines: list[str], targets: str, expected: str) -> None:
    """What is learned stands next to where it is used."""
    assert order(find_learning_path(graph_of(*lines), targets.split())) == expected.split()


def test_of_equally_deep_branches_the_surest_comes_first() -> None:
    """Then the order is by term."""
    graph = graph_of(need("d > a", score=0.8), need("d > b", score=0.9), need("d > c", score=0.8))
    assert order(find_learning_path(graph, ["d"])) == ["b", "a", "c", "d"]


def test_a_known_concept_is_left_out_with_what_only_it_needs() -> None:
    """What something else needs too is kept."""
    graph = graph_of(*OPTIMIZERS)
    assert order(find_learning_path(graph, ["adam"], known=["rmsprop"])) == ["derivative", "gradient", "momentum", "adam"]
    assert order(find_learning_path(graph, ["adam"], known=["gradient"])) == ["momentum", "mean", "rmsprop", "adam"]


def test_a_target_that_is_known_is_no_step() -> None:
    """There is nothing left to learn."""
    found = find_learning_path(graph_of(*OPTIMIZERS), ["adam"], known=["adam"])
    assert found.steps == ()
    assert (found.targets, found.known) == (("adam",), ("adam",))


def test_usual_prerequisites_are_on_a_path_only_when_asked_for() -> None:
    """They are often useful, and never counted."""
    graph = graph_of("c > b", need("c > a", score=0.6, level="usual"))
    assert order(find_learning_path(graph, ["c"])) == ["b", "c"]
    assert order(find_learning_path(graph, ["c"], level="usual")) == ["b", "a", "c"]


def test_each_step_says_what_needs_it_on_this_path() -> None:
    """By edges to later steps, strongest first; a target needs no reason."""
    graph = graph_of(*OPTIMIZERS, need("other > gradient"))
    because = {step.concept: [edge.concept for edge in step.because] for step in find_learning_path(graph, ["adam"]).steps}
    assert because["gradient"] == ["adam", "momentum", "rmsprop"]
    assert because["adam"] == []


def test_each_step_says_which_targets_it_serves() -> None:
    """In the order of the targets."""
    graph = graph_of("b > a", "c > a", "c > d")
    serves = {step.concept: step.serves for step in find_learning_path(graph, ["c", "b"]).steps}
    assert serves == {"a": ("c", "b"), "b": ("b",), "c": ("c",), "d": ("c",)}


def test_a_target_named_twice_counts_once() -> None:
    """The first naming gives its place."""
    assert find_learning_path(graph_of("b > a"), ["b", "a", "b"]).targets == ("b", "a")


@pytest.mark.parametrize(("targets", "known"), [(["addam"], []), (["adam"], ["addam"])])
def test_an_unknown_name_is_told_with_the_nearest(targets: list[str], known: list[str]) -> None:
    """Whether it is to be learned or known."""
    with pytest.raises(UnknownConceptError, match=r"^unknown concept 'addam'; did you mean 'adam'\?$"):
        find_learning_path(graph_of(*OPTIMIZERS), targets, known=known)


def test_a_concept_of_another_project_is_no_step() -> None:
    """It is needed, but learned elsewhere."""
    graph = ConceptGraph(concepts=graph_of("b > a").concepts, prerequisites=[need("b > a"), need("b > other:x")])
    assert order(find_learning_path(graph, ["b"])) == ["a", "b"]


def test_a_path_may_be_longer_than_the_stack() -> None:
    """No recursion."""
    graph = graph_of(" > ".join(f"c{step:04}" for step in range(5000)))
    assert len(find_learning_path(graph, ["c0000"]).steps) == 5000


TARGETS = st.lists(st.sampled_from(IDS), min_size=1, max_size=3)
KNOWN = st.lists(st.sampled_from(IDS), max_size=3)
LEVELS = st.sampled_from(["core", "usual"])


@given(acyclic_graphs(), TARGETS, KNOWN, LEVELS)
def test_a_path_never_names_a_concept_before_its_prerequisites(
    graph: ConceptGraph, targets: Sequence[str], known: Sequence[str], level: str
) -> None:
    """All that is not known comes earlier, and nothing comes twice."""
    learned = list(known)
    for step in find_learning_path(graph, targets, known=known, level=level).steps:  # type: ignore[arg-type]
        assert step.concept not in learned
        assert {edge.requires for edge in graph.prerequisites_of(step.concept, level=level)} <= set(learned)  # type: ignore[arg-type]
        learned.append(step.concept)
    assert set(targets) <= set(learned)


@given(acyclic_graphs(), TARGETS, KNOWN, LEVELS)
def test_a_path_is_minimal(graph: ConceptGraph, targets: Sequence[str], known: Sequence[str], level: str) -> None:
    """Each step is a target or needed by a later step, and so is reached from a target without passing what is known."""
    steps = find_learning_path(graph, targets, known=known, level=level).steps  # type: ignore[arg-type]
    place = {step.concept: index for index, step in enumerate(steps)}
    for index, step in enumerate(steps):
        assert step.concept in targets or step.because
        assert all(edge.requires == step.concept and place[edge.concept] > index for edge in step.because)


@given(acyclic_graphs(), TARGETS, KNOWN)
def test_a_step_serves_the_targets_whose_own_path_it_is_on(graph: ConceptGraph, targets: Sequence[str], known: Sequence[str]) -> None:
    """The path to several targets is the union of the paths to each."""
    alone = {target: set(order(find_learning_path(graph, [target], known=known))) for target in targets}
    together = find_learning_path(graph, targets, known=known)
    for step in together.steps:
        assert set(step.serves) == {target for target in targets if step.concept in alone[target]}
    assert set(order(together)) == set().union(*alone.values())


@given(acyclic_graphs(), TARGETS, st.permutations(IDS[:3]))
def test_the_order_in_which_known_concepts_are_given_changes_nothing(
    graph: ConceptGraph, targets: Sequence[str], known: Sequence[str]
) -> None:
    """Nor that in which the graph was."""
    again = ConceptGraph(concepts=reversed(graph.concepts), prerequisites=reversed(graph.prerequisites))
    assert find_learning_path(again, targets, known=known) == find_learning_path(graph, targets, known=sorted(known))


@pytest.mark.parametrize(
    ("lines", "known", "direct", "by_way"),
    [
        (["c > b > a", "c > a"], [], "b", "c/b"),
        (["c > b > a", "c > a"], ["b"], "c", ""),
        (["d > c > b > a", "d > a", "c > a"], [], "b", "c/b d/b"),
        (["d > b > a", "d > c > a"], [], "b c", ""),
    ],
    ids=["by way of one", "over what is known leads no way", "by way of the direct one", "two ways"],
)
def test_what_other_steps_imply_is_told_by_way_of_them(lines: list[str], known: list[str], direct: str, by_way: str) -> None:
    """A direct edge is one that no other step on the path implies."""
    graph = graph_of(*lines)
    reasons = fold_reasons(find_learning_path(graph, [max(concept.id for concept in graph)], known=known))["a"]
    assert [edge.concept for edge in reasons.direct] == direct.split()
    assert [f"{edge.concept}/{via}" for edge, via in reasons.by_way] == by_way.split()


@given(acyclic_graphs(), TARGETS, KNOWN, LEVELS)
def test_reasons_are_complete_in_two_parts(graph: ConceptGraph, targets: Sequence[str], known: Sequence[str], level: str) -> None:
    """Together they are all edges, each once; a way leads over a direct one, and a step that is needed has a direct one."""
    path = find_learning_path(graph, targets, known=known, level=level)  # type: ignore[arg-type]
    for step in path.steps:
        reasons = fold_reasons(path)[step.concept]
        both = [*reasons.direct, *(edge for edge, _ in reasons.by_way)]
        assert sorted(both, key=lambda edge: edge.concept) == sorted(step.because, key=lambda edge: edge.concept)
        assert bool(reasons.direct) == bool(step.because)
        assert {via for _, via in reasons.by_way} <= {edge.concept for edge in reasons.direct}
