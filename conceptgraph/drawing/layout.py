"""Positions of the whole map: islands by topic, and on each what a concept builds on to the left of it.

Positions follow from the graph, and from the positions file where there is one; never from a clock, a random number or the
order of the input. Lengths are in units of the map: a node is some 20 wide, and nothing here knows of pixels.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from conceptgraph.drawing.communities import NO_TOPIC, find_communities
from conceptgraph.graph.concept_graph import ConceptGraph
from conceptgraph.reading.positions import Positions, homes

Point = tuple[float, float]
#: Two concepts and how strongly they pull at each other.
Pull = tuple[str, str, float]
#: What is needed, and what needs it.
Need = tuple[str, str]

#: The map is wider than high, as screens are.
ASPECT = 1.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Island:
    """A topic's place: a disc that holds all its members. `members` is sorted by id."""

    name: str
    members: tuple[str, ...]
    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True, kw_only=True)
class IslandLayout:
    """Where the islands lie, the largest first, and each concept on them."""

    islands: tuple[Island, ...]
    positions: Mapping[str, Point]


def pulls(graph: ConceptGraph) -> tuple[Pull, ...]:
    """What draws concepts together: prerequisites most, typed relations less, mere mentions least. Sorted."""
    strength: dict[tuple[str, str], float] = defaultdict(float)
    for relation in graph.relations:
        pair = min(relation.subject, relation.object), max(relation.subject, relation.object)
        strength[pair] += 0.25 if relation.predicate == "mentions" else 0.6
    for edge in graph.prerequisites:
        pair = min(edge.concept, edge.requires), max(edge.concept, edge.requires)
        strength[pair] += 2.0 if edge.level == "core" else 0.5
    return tuple((one, other, min(value, 3.0)) for (one, other), value in sorted(strength.items()) if one != other)


def needs(graph: ConceptGraph) -> tuple[Need, ...]:
    """The core prerequisites, each as what is needed and what needs it."""
    return tuple((edge.requires, edge.concept) for edge in graph.prerequisites if edge.level == "core")


def group_by_topic(graph: ConceptGraph, *, kept: Positions | None = None) -> Mapping[str, tuple[str, ...]]:
    """The concepts of each main topic; those without one by community, named after its leading concept.

    Concepts that have no topic stay with the community they had when the positions were kept.
    """
    groups: dict[str, list[str]] = defaultdict(list)
    homeless = []
    for concept in graph.concepts:
        if concept.topic:
            groups[concept.topic].append(concept.id)
        else:
            homeless.append(concept.id)
    if homeless:
        known = {concept: name for concept, name in homes(kept or {}).items() if name not in groups}
        found = find_communities(homeless, pulls(graph), term=lambda concept: graph.concept(concept).term, known=known)
        for name, members in found.items():
            groups[name if name not in groups else f"{name} ({NO_TOPIC})"].extend(members)
    return {name: tuple(sorted(members)) for name, members in sorted(groups.items())}


def lay_out_islands(
    groups: Mapping[str, Sequence[str]], pulls: Iterable[Pull], *, needs: Iterable[Need] = (), kept: Positions | None = None
) -> IslandLayout:
    """Pack one disc a group, and lay out each group's members inside its own.

    No two members come nearer than 0.7 of `forces.SPACING`, and no two discs overlap.

    Args:
        groups: the members of each island by its name.
        pulls: how strongly members pull at each other.
        needs: of two members of one island the first is to lie to the left of the second.
        kept: where islands and their members lay; there they stay, but for the room that newcomers need.
    """
    from conceptgraph.drawing import archipelago  # numpy and scipy: not needed to answer a question

    chart = archipelago.chart(groups, pulls, needs)
    found = archipelago.settle(chart, archipelago.remember(chart, kept or {}, aspect=ASPECT))
    positions = {concept: (round(x * ASPECT, 1), round(y, 1)) for concept, (x, y) in zip(chart.members, found.places.tolist(), strict=True)}
    islands = [
        Island(name=name, members=tuple(sorted(groups[name])), x=round(x * ASPECT, 1), y=round(y, 1), radius=round(radius, 1))
        for name, (x, y), radius in zip(chart.names, found.middles.tolist(), found.radii.tolist(), strict=True)
    ]
    return IslandLayout(
        islands=tuple(sorted(islands, key=lambda island: (-len(island.members), island.name))), positions=dict(sorted(positions.items()))
    )
