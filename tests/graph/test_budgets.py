"""Budgets: how they are written, and what of a path they allow."""

import re
from collections.abc import Sequence

import pytest
from handmade_graphs import IDS, acyclic_graphs, graph_of
from hypothesis import given
from hypothesis import strategies as st

from conceptgraph.errors import OptionError
from conceptgraph.graph.budgets import Budget, fit_path, read_budget
from conceptgraph.graph.concept_graph import ConceptGraph
from conceptgraph.graph.paths import find_learning_path

READ = {
    "30 min": (30, "minutes"), "30min": (30, "minutes"), "1 minute": (1, "minutes"), " 45  Minutes ": (45, "minutes"),
    "5 min.": (5, "minutes"), "2 h": (120, "minutes"), "1 hour": (60, "minutes"), "8 steps": (8, "steps"), "1 step": (1, "steps"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "meant"), READ.items(), ids=READ)
def test_a_budget_is_minutes_or_steps(text: str, meant: tuple[int, str]) -> None:
    """In the words of people."""
    found = read_budget(text)
    assert (found.amount, found.unit) == meant


@pytest.mark.parametrize("text", ["", "30", "min", "0 min", "-3 steps", "1.5 h", "a while", "8 steps 2", "30 days", "1" * 9 + " min"])
def test_anything_else_is_told_with_what_to_write(text: str) -> None:
    """In one sentence, with the value."""
    message = f"a budget is minutes or steps, such as '30 min', '2 h' or '8 steps', not {text!r}"
    with pytest.raises(OptionError, match=f"^{re.escape(message)}$"):
        read_budget(text)


def steps(graph: ConceptGraph, targets: str, budget: str, minutes: dict[str, int] | None = None) -> tuple[str, str]:
    path = find_learning_path(graph, targets.split())
    fitted = fit_path(path, read_budget(budget), minutes or {concept.id: 1 for concept in graph})
    return " ".join(step.concept for step in fitted.path.steps), " ".join(step.concept for step in fitted.left)


@pytest.mark.parametrize(
    ("targets", "budget", "taken", "left"),
    [
        ("d", "4 steps", "a b c d", ""),
        ("d", "2 steps", "a b", "c d"),
        ("d z", "3 steps", "y z a", "b c d"),
        ("d z", "5 steps", "a y z b c", "d"),
        ("d z", "6 steps", "a b c d y z", ""),
        ("z d", "4 steps", "y z a b", "c d"),
        ("c d z", "5 steps", "a b c y z", "d"),
    ],
    ids=["all", "the beginning", "the near goal", "and part of the next", "both", "near goal first", "what both need"],
)
def test_as_many_goals_as_can_be_are_reached(targets: str, budget: str, taken: str, left: str) -> None:
    """The nearest first; then as much of the next as fits."""
    found = steps(graph_of("d > c > b > a", "z > y"), targets, budget)
    assert (sorted(found[0].split()), sorted(found[1].split())) == (sorted(taken.split()), sorted(left.split()))


def test_what_is_taken_keeps_the_order_of_the_whole() -> None:
    """Whichever goal it was taken for."""
    assert steps(graph_of("d > c > b > a", "z > y"), "d z", "4 steps") == ("a b y z", "c d")


def test_minutes_are_those_of_the_concepts() -> None:
    """A step that takes too long ends the path, whatever comes after it."""
    assert steps(graph_of("d > c > b > a"), "d", "9 min", {"a": 4, "b": 5, "c": 1, "d": 1}) == ("a b", "c d")
    assert steps(graph_of("d > c > b > a"), "d", "8 min", {"a": 4, "b": 5, "c": 1, "d": 1}) == ("a", "b c d")
    assert steps(graph_of("b > a"), "b", "3 min", {"a": 4, "b": 1}) == ("", "a b")


@given(
    acyclic_graphs(),
    st.lists(st.sampled_from(IDS), min_size=1, max_size=3),
    st.lists(st.sampled_from(IDS), max_size=2),
    st.sampled_from(["minutes", "steps"]),
    st.integers(min_value=1, max_value=20),
    st.lists(st.integers(min_value=1, max_value=5), min_size=len(IDS), max_size=len(IDS)),
)
def test_a_part_of_a_path_is_a_path_within_the_budget(
    graph: ConceptGraph, targets: Sequence[str], known: Sequence[str], unit: str, amount: int, costs: Sequence[int]
) -> None:
    """Nothing in it lacks what it needs, nothing is lost, and a larger budget never gives less of it."""
    minutes = dict(zip(IDS, costs, strict=True))
    whole = find_learning_path(graph, targets, known=known)
    fitted = fit_path(whole, Budget(amount=amount, unit=unit), minutes)  # type: ignore[arg-type]
    taken = [step.concept for step in fitted.path.steps]
    assert sum(1 if unit == "steps" else minutes[concept] for concept in taken) <= amount
    assert sorted([*taken, *(step.concept for step in fitted.left)]) == sorted(step.concept for step in whole.steps)
    learned = set(known)
    for concept in taken:
        assert {edge.requires for edge in graph.prerequisites_of(concept)} <= learned
        learned.add(concept)
    more = fit_path(whole, Budget(amount=amount + 1, unit=unit), minutes)  # type: ignore[arg-type]
    assert set(taken) <= {step.concept for step in more.path.steps}
