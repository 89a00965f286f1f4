"""Positions: islands by topic for the whole map, layers by depth for learning paths.

Positions follow from the graph alone, never from a clock, a random number or the order of the input. Lengths are in units
of the map: a node is some 20 wide, and nothing here knows of pixels.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from conceptgraph.graph.concept_graph import ConceptGraph

Point = tuple[float, float]
#: Two concepts and how strongly they pull at each other.
Pull = tuple[str, str, float]

#: The map is wider than high, as screens are.
ASPECT = 1.25

_NO_TOPIC = "other"


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


def group_by_topic(graph: ConceptGraph) -> Mapping[str, tuple[str, ...]]:
    """The concepts of each main topic; those without one by community, named after its leading concept."""
    groups: dict[str, list[str]] = defaultdict(list)
    homeless = []
    for concept in graph.concepts:
        if concept.topic:
            groups[concept.topic].append(concept.id)
        else:
            homeless.append(concept.id)
    for name, members in _communities(graph, homeless).items():
        groups[name if name not in groups else f"{name} ({_NO_TOPIC})"].extend(members)
    return {name: tuple(sorted(members)) for name, members in sorted(groups.items())}


def _communities(graph: ConceptGraph, concepts: Sequence[str]) -> dict[str, list[str]]:
    """Louvain communities (Blondel et al., 2008) among some concepts; communities of one are put together."""
    if not concepts:
        return {}
    import networkx as nx  # only glossaries without topics pay for it

    inside = set(concepts)
    network: nx.Graph[str] = nx.Graph()
    network.add_nodes_from(sorted(concepts))
    network.add_weighted_edges_from(pull for pull in pulls(graph) if pull[0] in inside and pull[1] in inside)
    named: dict[str, list[str]] = {}
    for community in nx.community.louvain_communities(network, seed=1):
        members = sorted(community)
        leader = min(members, key=lambda concept: (-network.degree(concept, weight="weight"), concept))
        name = graph.concept(leader).term if len(members) > 1 else _NO_TOPIC
        named.setdefault(name, []).extend(members)
    return named


def lay_out_islands(groups: Mapping[str, Sequence[str]], pulls: Iterable[Pull]) -> IslandLayout:
    """Pack one disc a group, and lay out each group's members inside its own.

    No two members come nearer than 0.7 of `forces.SPACING`, and no two discs overlap. Some 30 ms for 200 concepts.
    """
    from conceptgraph.drawing import forces  # numpy and scipy: not needed to answer a question

    names = sorted(groups, key=lambda name: (-len(groups[name]), name))
    members = {name: tuple(sorted(groups[name])) for name in names}
    home = {concept: name for name in names for concept in members[name]}
    inner: dict[str, list[Pull]] = defaultdict(list)
    outer: list[Pull] = []
    for pull in sorted(pulls):
        if pull[0] in home and pull[1] in home:
            same = home[pull[0]] == home[pull[1]]
            (inner[home[pull[0]]] if same else outer).append(pull)
    local = {name: forces.spread(members[name], inner[name]) for name in names}
    radii = forces.radii(local[name] for name in names)
    centers = forces.pack(radii, forces.ties(names, home, outer))
    middle = dict(zip(names, centers, strict=True))
    positions: dict[str, Point] = {}
    islands = []
    for name, (x, y), radius in zip(names, centers, radii, strict=True):
        turned = forces.turn(members[name], local[name], outer, {concept: middle[home[concept]] for concept in home}, home)
        for concept, (dx, dy) in zip(members[name], turned, strict=True):
            positions[concept] = (round(float((x + dx) * ASPECT), 1), round(float(y + dy), 1))
        islands.append(
            Island(name=name, members=members[name], x=round(float(x * ASPECT), 1), y=round(float(y), 1), radius=round(float(radius), 1))
        )
    return IslandLayout(islands=tuple(islands), positions=dict(sorted(positions.items())))
