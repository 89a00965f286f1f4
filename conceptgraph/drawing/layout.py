"""Positions: islands by topic for the whole map, layers by depth for learning paths.

Positions follow from the graph alone, never from a clock, a random number or the order of the input. Lengths are in units
of the map: a node is some 20 wide, and nothing here knows of pixels.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from conceptgraph.graph.concept_graph import ConceptGraph

if TYPE_CHECKING:
    from numpy.typing import NDArray

Point = tuple[float, float]
#: Two concepts and how strongly they pull at each other.
Pull = tuple[str, str, float]

#: The distance nodes keep inside an island, and the least one a layout may end with.
SPACING = 54.0
#: The room between two islands, for their names.
GAP = 62.0
#: The map is wider than high, as screens are.
ASPECT = 1.25

_GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))
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


def island_positions(graph: ConceptGraph) -> Mapping[str, Point]:
    """The place of each concept of a graph on its topic's island."""
    return lay_out_islands(group_by_topic(graph), pulls(graph)).positions


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
    import networkx as nx  # noqa: PLC0415 - only glossaries without topics pay for it

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

    No two members come nearer than two thirds of `SPACING`, and no two discs overlap. Some 30 ms for 200 concepts.
    """
    import numpy as np  # noqa: PLC0415 - drawing is not needed to answer a question

    names = sorted(groups, key=lambda name: (-len(groups[name]), name))
    members = {name: tuple(sorted(groups[name])) for name in names}
    home = {concept: name for name in names for concept in members[name]}
    inner: dict[str, list[Pull]] = defaultdict(list)
    outer: list[Pull] = []
    for pull in sorted(pulls):
        if pull[0] in home and pull[1] in home:
            same = home[pull[0]] == home[pull[1]]
            (inner[home[pull[0]]] if same else outer).append(pull)
    local = {name: _spread(members[name], inner[name]) for name in names}
    radii = np.array([_reach(local[name]) + SPACING / 2 for name in names], dtype=float)
    centers = _pack(radii, _ties(names, home, outer))
    middle = dict(zip(names, centers, strict=True))
    positions: dict[str, Point] = {}
    islands = []
    for name, (x, y), radius in zip(names, centers, radii, strict=True):
        turned = _turn(members[name], local[name], outer, {concept: middle[home[concept]] for concept in home}, home)
        for concept, (dx, dy) in zip(members[name], turned, strict=True):
            positions[concept] = (round(float((x + dx) * ASPECT), 1), round(float(y + dy), 1))
        islands.append(
            Island(name=name, members=members[name], x=round(float(x * ASPECT), 1), y=round(float(y), 1), radius=round(float(radius), 1))
        )
    return IslandLayout(islands=tuple(islands), positions=dict(sorted(positions.items())))


def _reach(points: "NDArray[Any]") -> float:
    import numpy as np  # noqa: PLC0415

    return float(np.sqrt((points**2).sum(axis=1)).max()) if len(points) else 0.0


def _sunflower(count: int, step: float) -> "NDArray[Any]":
    """Evenly spread points, from the middle outwards, in rows of x and y."""
    import numpy as np  # noqa: PLC0415

    index = np.arange(count, dtype=float)
    distance = step * np.sqrt(index + (0.5 if count > 1 else 0.0))
    return np.stack([distance * np.cos(index * _GOLDEN_ANGLE), distance * np.sin(index * _GOLDEN_ANGLE)], axis=1)


def _spread(members: Sequence[str], pulls: Sequence[Pull]) -> "NDArray[Any]":
    """Force layout of one island around its middle: springs along pulls, short-range repulsion, then no overlap at all."""
    import numpy as np  # noqa: PLC0415
    from scipy.spatial import cKDTree  # noqa: PLC0415

    degree: dict[str, float] = defaultdict(float)
    for one, other, strength in pulls:
        degree[one] += strength
        degree[other] += strength
    order = sorted(members, key=lambda concept: (-degree[concept], concept))
    row = {concept: index for index, concept in enumerate(order)}
    points = _sunflower(len(order), SPACING * 0.62)
    ends = np.array([(row[one], row[other]) for one, other, _ in pulls], dtype=int).reshape(-1, 2)
    strengths = np.array([strength for _, _, strength in pulls], dtype=float)
    rounds = 160 if len(order) > 2 else 0
    for step in range(rounds):
        heat = 1 - step / rounds
        force = -0.03 * points
        _add_springs(force, points, ends, strengths)
        near = cKDTree(points).query_pairs(SPACING * 2.6, output_type="ndarray")
        _add_repulsion(force, points, near)
        length = np.sqrt((force**2).sum(axis=1, keepdims=True)) + 1e-9
        points += force / length * np.minimum(length, SPACING * 0.5 * heat)
    points -= points.mean(axis=0) if len(order) > 1 else 0.0
    points = _separate(points, SPACING)
    return points[[row[concept] for concept in members]]


def _add_springs(force: "NDArray[Any]", points: "NDArray[Any]", ends: "NDArray[Any]", strengths: "NDArray[Any]") -> None:
    import numpy as np  # noqa: PLC0415

    if len(ends):
        between = points[ends[:, 1]] - points[ends[:, 0]]
        length = np.sqrt((between**2).sum(axis=1, keepdims=True)) + 1e-9
        pull = between / length * (length - SPACING) * 0.05 * strengths[:, None]
        np.add.at(force, ends[:, 0], pull)
        np.add.at(force, ends[:, 1], -pull)


def _add_repulsion(force: "NDArray[Any]", points: "NDArray[Any]", near: "NDArray[Any]") -> None:
    import numpy as np  # noqa: PLC0415

    if len(near):
        apart = points[near[:, 0]] - points[near[:, 1]]
        squared = (apart**2).sum(axis=1, keepdims=True) + 1e-6
        push = apart / squared * SPACING * 0.9
        np.add.at(force, near[:, 0], push)
        np.add.at(force, near[:, 1], -push)


def _separate(points: "NDArray[Any]", distance: float) -> "NDArray[Any]":
    """Push points apart until none is nearer to another than a distance; where that does not end, scale up."""
    import numpy as np  # noqa: PLC0415
    from scipy.spatial import cKDTree  # noqa: PLC0415

    if len(points) < 2:
        return points
    for _ in range(240):
        near = cKDTree(points).query_pairs(distance * 0.995, output_type="ndarray")
        if not len(near):
            return points
        apart = points[near[:, 0]] - points[near[:, 1]]
        length = np.sqrt((apart**2).sum(axis=1, keepdims=True)) + 1e-9
        push = apart / length * (distance - length) * 0.42
        np.add.at(points, near[:, 0], push)
        np.add.at(points, near[:, 1], -push)
    least = float(cKDTree(points).query(points, k=2)[0][:, 1].min())
    # Two thirds are apart enough for the eye; only what is worse pays with a larger island.
    return points * max(1.0, distance * 0.7 / max(least, 1e-6))


def _ties(names: Sequence[str], home: Mapping[str, str], outer: Iterable[Pull]) -> "NDArray[Any]":
    """How strongly each pair of islands belongs together, from 0 to 1: one row and one column per island."""
    import numpy as np  # noqa: PLC0415

    row = {name: index for index, name in enumerate(names)}
    ties = np.zeros((len(names), len(names)))
    for one, other, strength in outer:
        ties[row[home[one]], row[home[other]]] += strength
        ties[row[home[other]], row[home[one]]] += strength
    return ties / ties.max() if ties.size and ties.max() else ties


def _pack(radii: "NDArray[Any]", ties: "NDArray[Any]") -> "NDArray[Any]":
    """Centers of discs that do not overlap: tied ones near each other, all near the middle."""
    import numpy as np  # noqa: PLC0415

    if len(radii) < 2:
        return np.zeros((len(radii), 2))
    centers = _sunflower(len(radii), float(radii.max()) * 1.5)
    room = radii[:, None] + radii[None, :] + GAP
    rounds = 300
    for step in range(rounds):
        heat = 1 - step / rounds
        between = centers[None, :, :] - centers[:, None, :]
        move = (ties[:, :, None] * between).sum(axis=1) / (1 + ties.sum(axis=1, keepdims=True))
        # A little pull stays to the end, so that collisions do not drive discs apart for good; it is stronger upright,
        # which makes the whole wider than high.
        centers += heat * 0.12 * move - (0.008 + 0.03 * heat) * centers * np.array([0.75, 1.15])
        for _ in range(6):
            centers += _collisions(centers, room)
    for _ in range(400):
        push = _collisions(centers, room)
        if not np.abs(push).max() > 0.05:
            break
        centers += push
    between = centers[None, :, :] - centers[:, None, :]
    length = np.sqrt((between**2).sum(axis=2)) + np.diag(np.full(len(radii), np.inf))
    return centers * max(1.0, float(((room - GAP / 2) / length).max()))


def _collisions(centers: "NDArray[Any]", room: "NDArray[Any]") -> "NDArray[Any]":
    """How far each disc must move so that none stands in another's room, half a way each."""
    import numpy as np  # noqa: PLC0415

    between = centers[:, None, :] - centers[None, :, :]
    length = np.sqrt((between**2).sum(axis=2)) + 1e-9
    overlap = np.maximum(0.0, room - length)
    np.fill_diagonal(overlap, 0.0)
    push: NDArray[Any] = (between / length[:, :, None] * overlap[:, :, None] * 0.4).sum(axis=1)
    return push


def _turn(
    members: Sequence[str], points: "NDArray[Any]", outer: Iterable[Pull], middle: Mapping[str, "NDArray[Any]"], home: Mapping[str, str]
) -> "NDArray[Any]":
    """Turn an island so that concepts tied to other islands face them; the best angle has a closed form."""
    import numpy as np  # noqa: PLC0415

    row = {concept: index for index, concept in enumerate(members)}
    total = 0j
    for one, other, strength in outer:
        for near, far in ((one, other), (other, one)):
            if near in row and home[far] != home[near]:
                toward = complex(*(middle[far] - middle[near]))
                place = complex(*points[row[near]])
                total += strength * toward / (abs(toward) + 1e-9) * place.conjugate()
    if not abs(total) > 1e-9:
        return points
    cosine, sine = total.real / abs(total), total.imag / abs(total)
    turned: NDArray[Any] = points @ np.array([[cosine, sine], [-sine, cosine]])
    return turned
