"""What to learn first: the smallest set of concepts that leads to a goal, in an order that can be learned.

The order is a depth-first post-order with the deepest branch first. Against Kahn's algorithm by level it keeps what is
learned next to where it is used: see the architecture page for the figures.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from graphlib import TopologicalSorter
from operator import or_

from conceptgraph.graph.closure import Closure, close
from conceptgraph.graph.concept_graph import ConceptGraph
from conceptgraph.model import Prerequisite, Strength


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One concept of a path: the edges that make it needed on this path, and the targets it serves, as ids.

    `because` holds prerequisites whose `requires` is this concept, strongest first; it is empty for a target nothing needs.
    """

    concept: str
    because: tuple[Prerequisite, ...] = ()
    serves: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LearningPath:
    """Concepts in an order in which each comes after what it needs."""

    targets: tuple[str, ...]
    known: tuple[str, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasons:
    """Why a step is on a path: the edges that no other steps imply, and those that others do, each with one of these steps."""

    direct: tuple[Prerequisite, ...]
    by_way: tuple[tuple[Prerequisite, str], ...]


def find_learning_path(graph: ConceptGraph, targets: Sequence[str], *, known: Iterable[str] = (), level: Strength = "core") -> LearningPath:
    """The path to some targets, as ids, from what is known already.

    A known concept is left out, and so is what only it needs. A target that is known is no step.

    Raises:
        UnknownConceptError: a target or a known concept is no concept of the graph.
    """
    goals = tuple(dict.fromkeys(graph.concept(target).id for target in targets))
    have = tuple(sorted({graph.concept(concept).id for concept in known}))
    order = _post_order(graph, goals, frozenset(have), level)
    because = _reasons(graph, order, level)
    serves = _served_targets(graph, goals, order, level)
    steps = tuple(
        Step(
            concept=concept,
            because=because[concept],
            serves=goals if len(serves[concept]) == len(goals) else tuple(goal for goal in goals if goal in serves[concept]),
        )
        for concept in order
    )
    return LearningPath(targets=goals, known=have, steps=steps)


def fold_reasons(learning_path: LearningPath) -> Mapping[str, Reasons]:
    """For each step of a whole path its edges in two parts, each in the order of `because`: together they are all of them.

    An edge is implied where what needs the step needs another step that needs it. What is implied on this path alone counts: over
    a known concept leads no way.
    """
    needed_for = {step.concept: [edge.concept for edge in step.because] for step in learning_path.steps}
    bits = {concept: 1 << place for place, concept in enumerate(needed_for)}
    above: dict[str, int] = {}
    for concept in TopologicalSorter(needed_for).static_order():
        above[concept] = reduce(or_, (bits[other] | above[other] for other in needed_for[concept]), 0)
    return {step.concept: _reasons_of(step, bits, above) for step in learning_path.steps}


def _reasons_of(step: Step, bits: Mapping[str, int], above: Mapping[str, int]) -> Reasons:
    implied = reduce(or_, (above[edge.concept] for edge in step.because), 0)
    direct = tuple(edge for edge in step.because if not bits[edge.concept] & implied)
    others = (edge for edge in step.because if bits[edge.concept] & implied)
    # Each way leads over a step that is needed directly; the first of them is named.
    by_way = ((edge, next(one.concept for one in direct if bits[edge.concept] & above[one.concept])) for edge in others)
    return Reasons(direct=direct, by_way=tuple(by_way))


def learning_order(graph: ConceptGraph, *, level: Strength = "core") -> tuple[str, ...]:
    """All concepts, as ids, each after those it builds on and near them."""
    return tuple(_post_order(graph, [concept.id for concept in graph.concepts], frozenset(), level))


def close_paths(graph: ConceptGraph) -> Closure | None:
    """What each concept needs, in the order of `learning_order`: with a concept after it, what it needs is a path to it."""
    order = learning_order(graph)
    return close(
        {concept: [edge.requires for edge in graph.prerequisites_of(concept) if edge.requires in graph] for concept in order}, order
    )


def _post_order(graph: ConceptGraph, goals: Sequence[str], known: frozenset[str], level: Strength) -> list[str]:
    """The concepts to learn; without recursion, since chains may be longer than Python's stack."""
    order: list[str] = []
    seen = set(known)
    stack: list[tuple[str, bool]] = [(goal, False) for goal in reversed(goals)]
    while stack:
        concept, finished = stack.pop()
        if finished:
            order.append(concept)
        elif concept not in seen and concept in graph:
            seen.add(concept)
            stack.append((concept, True))
            needs = [edge for edge in graph.prerequisites_of(concept, level=level) if edge.requires in graph]
            if len(needs) > 1:
                needs.sort(key=lambda edge: (-graph.depth(edge.requires), -edge.score, graph.concept(edge.requires).term))
            stack.extend((edge.requires, False) for edge in reversed(needs) if edge.requires not in seen)
    return order


def _reasons(graph: ConceptGraph, order: Sequence[str], level: Strength) -> Mapping[str, tuple[Prerequisite, ...]]:
    """For each concept of the order the edges to it from others of the order, strongest first: no other edge is looked at."""
    because: dict[str, list[Prerequisite]] = {concept: [] for concept in order}
    for concept in order:
        for edge in graph.prerequisites_of(concept, level=level):
            if edge.requires in because:
                because[edge.requires].append(edge)
    return {concept: tuple(sorted(edges, key=lambda edge: (-edge.score, edge.concept))) for concept, edges in because.items()}


def _served_targets(graph: ConceptGraph, goals: Sequence[str], order: Sequence[str], level: Strength) -> dict[str, set[str]]:
    """For each concept of the order the goals that need it on this path."""
    serves: dict[str, set[str]] = {concept: set() for concept in order}
    for goal in goals:
        if goal in serves:
            serves[goal].add(goal)
    for concept in reversed(order):
        for edge in graph.prerequisites_of(concept, level=level):
            if edge.requires in serves:
                serves[edge.requires] |= serves[concept]
    return serves
