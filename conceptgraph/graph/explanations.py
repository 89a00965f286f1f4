"""Why one concept needs another: every chain, what was left out on the way, and, where there is none, what holds instead.

All of it follows from the graph alone, so that a graph.json explains as well as its folder.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from conceptgraph.graph.chains import find_distances, walk_chains
from conceptgraph.graph.concept_graph import ConceptGraph
from conceptgraph.model import Dropped, Prerequisite, Relation, Strength

#: How many common concepts are named in each direction.
MOST_COMMON = 3

Chains = tuple[tuple[Prerequisite, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Common:
    """A concept that two others both need, or that needs both, and how many steps it is from the one and from the other."""

    concept: str
    steps: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """An edge that was found and dropped; for one that closes a cycle the chain of stronger edges it closes it with."""

    edge: Dropped
    closes: tuple[Prerequisite, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What connects a concept with one it may require.

    `chains` are the shortest of `total`. Where there are none, `reverse` holds those of the other direction, `usual` says
    whether there is a chain at the wider level, `relations` what their texts say of each other, and the common concepts are
    the nearest ones, by the sum of the steps. `losses` are the dropped edges between concepts on the way, or those that
    would make one; `folded` the edges of the chains that another way implies, each with a concept on that way.
    """

    concept: str
    requires: str
    level: Strength
    chains: Chains = ()
    total: int = 0
    reverse: Chains = ()
    reverse_total: int = 0
    usual: bool = False
    relations: tuple[Relation, ...] = ()
    common_prerequisites: tuple[Common, ...] = ()
    common_dependents: tuple[Common, ...] = ()
    losses: tuple[Loss, ...] = ()
    folded: tuple[tuple[Prerequisite, str], ...] = ()


def explain(graph: ConceptGraph, *, concept: str, requires: str, level: Strength = "core", most: int) -> Explanation:
    """Why a concept requires another, both as ids, with at most so many chains."""
    total = graph.count_chains(concept=concept, requires=requires, level=level)
    if total:
        chains = graph.chains(concept=concept, requires=requires, level=level, most=most)
        return Explanation(
            concept=concept, requires=requires, level=level, chains=chains, total=total,
            losses=_losses(graph, concept, requires, level), folded=_folded(graph, chains, level),
        )  # fmt: skip
    reverse = graph.chains(concept=requires, requires=concept, level=level, most=most)
    ends = (requires, concept) if reverse else (concept, requires)
    between = [edge for edge in graph.relations_of(concept) if edge.object == requires]
    between += [edge for edge in graph.relations_of(requires) if edge.object == concept]
    return Explanation(
        concept=concept, requires=requires, level=level, reverse=reverse,
        reverse_total=graph.count_chains(concept=requires, requires=concept, level=level),
        usual=level == "core" and requires in graph.ancestors(concept, level="usual"),
        relations=tuple(between),
        common_prerequisites=() if reverse else _common(graph, concept, requires, level, up=True),
        common_dependents=() if reverse else _common(graph, concept, requires, level, up=False),
        losses=_losses(graph, *ends, level),
        folded=_folded(graph, reverse, level),
    )  # fmt: skip


def _common(graph: ConceptGraph, one: str, other: str, level: Strength, *, up: bool) -> tuple[Common, ...]:
    """The nearest concepts that both reach; one that is only reached over a nearer common one is not named."""
    here, there = graph.distances(one, level=level, up=up), graph.distances(other, level=level, up=up)
    found = sorted((Common(concept=name, steps=(here[name], there[name])) for name in here.keys() & there.keys()), key=_nearness)
    named: list[Common] = []
    behind: set[str] = set()
    for common in found:
        if common.concept not in behind:
            named.append(common)
            behind |= graph.distances(common.concept, level=level, up=up).keys()
        if len(named) == MOST_COMMON:
            break
    return tuple(named)


def _nearness(common: Common) -> tuple[int, int, str]:
    return sum(common.steps), max(common.steps), common.concept


def _losses(graph: ConceptGraph, concept: str, requires: str, level: Strength) -> tuple[Loss, ...]:
    """The dropped edges between concepts on the way; where there is no way, those by which alone there would be one.

    The strongest come first.
    """
    if not graph.dropped:
        return ()
    below = graph.ancestors(concept, level=level) | {concept}
    above = graph.descendants(requires, level=level) | {requires}
    if requires in below:
        below = above = below & above
    found = [edge for edge in graph.dropped if edge.concept in below and edge.requires in above]
    found.sort(key=lambda edge: (-edge.score, edge.concept, edge.requires))
    return tuple(Loss(edge=edge, closes=_closed_by(graph, edge) if edge.reason == "cycle" else ()) for edge in found)


def _closed_by(graph: ConceptGraph, edge: Dropped) -> tuple[Prerequisite, ...]:
    """The shortest chain of kept edges, none of them weaker, that leads from the end of a dropped edge back to its start."""

    def stronger(concept: str) -> Sequence[Prerequisite]:
        edges = graph.prerequisites_of(concept, level="usual")
        return [other for other in edges if other.origin == "declared" or other.score >= edge.score]

    down = find_distances(lambda concept: [other.requires for other in stronger(concept)], edge.requires)
    left = _distances_to(edge.concept, {concept: [other.requires for other in stronger(concept)] for concept in down})
    return next(walk_chains(stronger, left, edge.requires, edge.concept), ())


def _distances_to(end: str, steps: Mapping[str, Sequence[str]]) -> dict[str, int]:
    back: dict[str, list[str]] = {}
    for concept, others in steps.items():
        for other in others:
            back.setdefault(other, []).append(concept)
    return find_distances(lambda concept: back.get(concept, ()), end)


def _folded(graph: ConceptGraph, chains: Chains, level: Strength) -> tuple[tuple[Prerequisite, str], ...]:
    """The edges of some chains that pictures leave out, each with a concept over which another way leads."""
    used = {edge for chain in chains for edge in chain}
    names = sorted({edge.concept for edge in used})
    return tuple((edge, via) for name in names for edge, via in graph.reduced(name, level=level)[1] if edge in used)
