"""The numbers behind islands: forces inside one, room between them. Rows of points are arrays of x and y.

Everything is deterministic: no start is random, and all sums run in the order of the input, which `layout` sorts.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[Any]
#: Two concepts and how strongly they pull at each other.
Pull = tuple[str, str, float]

#: The distance nodes keep inside an island; no layout ends with less than 0.7 of it.
SPACING = 54.0
#: The room between two islands, for their names.
GAP = 62.0

#: Up to so many points the distances of all pairs are computed.
_FEW = 150

_GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))


def radii(islands: Iterable[Rows]) -> Rows:
    """How large a disc each island needs around its middle."""
    return np.array([np.sqrt((points**2).sum(axis=1)).max(initial=0.0) + SPACING / 2 for points in islands], dtype=float)


def _sunflower(count: int, step: float) -> Rows:
    """Evenly spread points, from the middle outwards, in rows of x and y."""
    index = np.arange(count, dtype=float)
    distance = step * np.sqrt(index + (0.5 if count > 1 else 0.0))
    return np.stack([distance * np.cos(index * _GOLDEN_ANGLE), distance * np.sin(index * _GOLDEN_ANGLE)], axis=1)


def spread(members: Sequence[str], pulls: Sequence[Pull]) -> Rows:
    """Force layout of one island around its middle: springs along pulls, short-range repulsion, then no overlap at all."""
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
    # The middle draws no stronger at the rim of a large island than at that of a small one, or it would be crushed.
    gravity = 0.03 * min(1.0, 4.0 / math.sqrt(max(len(order), 1)))
    near = np.empty((0, 2), dtype=int)
    for step in range(rounds):
        heat = 1 - step / rounds
        if step % 4 == 0:
            near = _near(points, SPACING * 2.6)
        force = -gravity * points
        _add_springs(force, points, ends, strengths)
        _add_repulsion(force, points, near)
        length = np.sqrt((force**2).sum(axis=1, keepdims=True)) + 1e-9
        points += force / length * np.minimum(length, SPACING * 0.5 * heat)
    points -= points.mean(axis=0) if len(order) > 1 else 0.0
    points = _separate(points, SPACING)
    return points[[row[concept] for concept in members]]


def _near(points: Rows, distance: float) -> Rows:
    """The pairs of points no farther apart than a distance, sorted; importing SciPy costs more than a small table of distances."""
    if len(points) > _FEW:
        from scipy.spatial import cKDTree

        pairs = cKDTree(points).query_pairs(distance, output_type="ndarray")
        ordered: Rows = pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]
        return ordered
    apart = ((points[:, None, :] - points[None, :, :]) ** 2).sum(axis=2)
    return np.argwhere(np.triu(apart <= distance**2, k=1))


def _add_springs(force: Rows, points: Rows, ends: Rows, strengths: Rows) -> None:
    if len(ends):
        between = points[ends[:, 1]] - points[ends[:, 0]]
        length = np.sqrt((between**2).sum(axis=1, keepdims=True)) + 1e-9
        pull = between / length * (length - SPACING) * 0.05 * strengths[:, None]
        _add(force, ends, pull)


def _add_repulsion(force: Rows, points: Rows, near: Rows) -> None:
    if len(near):
        apart = points[near[:, 0]] - points[near[:, 1]]
        squared = (apart**2).sum(axis=1, keepdims=True) + 1e-6
        push = apart / squared * SPACING * 0.9
        _add(force, near, push)


def _add(rows: Rows, pairs: Rows, change: Rows) -> None:
    """Add a change to the first row of each pair, and take it from the second; much faster than `np.add.at`."""
    for axis in (0, 1):
        rows[:, axis] += np.bincount(pairs[:, 0], weights=change[:, axis], minlength=len(rows))
        rows[:, axis] -= np.bincount(pairs[:, 1], weights=change[:, axis], minlength=len(rows))


def _separate(points: Rows, distance: float) -> Rows:
    """Push points apart until none is nearer to another than a distance; where that does not end, scale up."""
    if len(points) < 2:
        return points
    for _ in range(240):
        near = _near(points, distance * 0.995)
        if not len(near):
            return points
        apart = points[near[:, 0]] - points[near[:, 1]]
        length = np.sqrt((apart**2).sum(axis=1, keepdims=True)) + 1e-9
        push = apart / length * (distance - length) * 0.42
        _add(points, near, push)
    near = _near(points, distance * 0.995)
    apart = points[near[:, 0]] - points[near[:, 1]]
    least = float(np.sqrt((apart**2).sum(axis=1)).min(initial=distance))
    # Two thirds are apart enough for the eye; only what is worse pays with a larger island.
    return points * max(1.0, distance * 0.7 / max(least, 1e-6))


def ties(names: Sequence[str], home: Mapping[str, str], outer: Iterable[Pull]) -> Rows:
    """How strongly each pair of islands belongs together, from 0 to 1: one row and one column per island."""
    row = {name: index for index, name in enumerate(names)}
    ties = np.zeros((len(names), len(names)))
    for one, other, strength in outer:
        ties[row[home[one]], row[home[other]]] += strength
        ties[row[home[other]], row[home[one]]] += strength
    return ties / ties.max() if ties.size and ties.max() else ties


def pack(radii: Rows, ties: Rows) -> Rows:
    """Centers of discs that do not overlap: tied ones near each other, all near the middle."""
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


def _collisions(centers: Rows, room: Rows) -> Rows:
    """How far each disc must move so that none stands in another's room, half a way each."""
    between = centers[:, None, :] - centers[None, :, :]
    length = np.sqrt((between**2).sum(axis=2)) + 1e-9
    overlap = np.maximum(0.0, room - length)
    np.fill_diagonal(overlap, 0.0)
    push: Rows = (between / length[:, :, None] * overlap[:, :, None] * 0.4).sum(axis=1)
    return push


def turn(members: Sequence[str], points: Rows, outer: Iterable[Pull], middle: Mapping[str, Rows], home: Mapping[str, str]) -> Rows:
    """Turn an island so that concepts tied to other islands face them; the best angle has a closed form."""
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
    turned: Rows = points @ np.array([[cosine, sine], [-sine, cosine]])
    return turned
