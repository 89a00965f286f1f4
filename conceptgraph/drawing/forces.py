"""The numbers inside islands: where points start, the forces on them, room between them. All islands are worked on at once.

Rows of points are arrays of x and y around the middle of their island. Everything is deterministic: what stands for
chance follows from ids, and all sums run in the order of the input, which `layout` sorts. What one island becomes does
not depend on the others, except by what draws its points outward.
"""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[Any]

#: The distance nodes keep inside an island; no layout ends with less than `LEAST` of it.
SPACING = 54.0
LEAST = 0.7
#: How far to the right of what it builds on a concept is to lie, where its island is wide enough for so many steps.
STEP = 0.7 * SPACING

#: Up to so many points the distances of all pairs are computed.
_FEW = 150
_ROUNDS = 160
#: How far a point goes in a round at most, in spacings: so much by the number of an island's points, between these bounds.
_REACH, _REACHES = 50.0, (0.03, 0.5)
#: While room is made, needs push to the right for so many turns, and no more for as many.
_ORDERED = 120
_SMOOTHINGS = 30
#: How much of a point's height at first is that of its neighbors.
_TOGETHER = 0.9
#: Farther apart than any island is wide, so that no two points of different islands are near each other.
_APART = 1e7


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """What acts on points; pairs are rows of points of one island.

    `needs` holds what is needed first, then what needs it, which is to lie `steps` to the right. `outward` draws each
    point as it says all the time. Points that are not `free` stay until room is made.
    """

    island: Rows
    pulls: Rows
    strengths: Rows
    needs: Rows
    steps: Rows
    outward: Rows
    free: Rows


def chance(name: str) -> tuple[float, float]:
    """Two numbers in [-1, 1) that follow from a name, so that they stay when others come and go."""
    digest = blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return tuple(int.from_bytes(digest[at : at + 4], "big") / 2**31 - 1 for at in (0, 4))  # type: ignore[return-value]


def radius_for(count: Rows) -> Rows:
    """How large a disc so many points take when they have settled; rows of numbers."""
    return np.where(count > 1, SPACING * 0.62 * np.sqrt(count), 0.0)


def smooth(values: Rows, pairs: Rows, strengths: Rows, *, share: float) -> Rows:
    """Values drawn toward those of what they are tied to: such a share of each comes from its neighbors, the rest is its own.

    The outcome has no two solutions to waver between, so that small changes of the ties make small changes of it.
    """
    weight = np.bincount(pairs.ravel(), weights=np.repeat(strengths, 2), minlength=len(values))
    tied = (weight > 0)[:, None]
    drawn_to = values
    for _ in range(_SMOOTHINGS):
        drawn = np.zeros_like(values)
        for axis in range(values.shape[1]):
            for one, other in ((0, 1), (1, 0)):
                drawn[:, axis] += np.bincount(pairs[:, one], weights=strengths * drawn_to[pairs[:, other], axis], minlength=len(values))
        drawn_to = np.where(tied, (1 - share) * values + share * drawn / np.where(tied, weight[:, None], 1.0), values)
    return drawn_to


def ranks_along(count: int, needs: Rows) -> tuple[Rows, Rows]:
    """For each point how many steps lead to it at most, and how many lead on from it; points on cycles count as far as they are reached."""
    after: dict[int, list[int]] = defaultdict(list)
    waiting = np.bincount(needs[:, 1], minlength=count).tolist()
    for first, second in needs.tolist():
        after[first].append(second)
    order = [row for row in range(count) if not waiting[row]]
    before_it, after_it = [0] * count, [0] * count
    for row in order:
        for other in after[row]:
            before_it[other] = max(before_it[other], before_it[row] + 1)
            waiting[other] -= 1
            if not waiting[other]:
                order.append(other)
    for row in reversed(order):
        after_it[row] = max((after_it[other] + 1 for other in after[row]), default=0)
    return np.array(before_it, dtype=float), np.array(after_it, dtype=float)


def start(names: Sequence[str], island: Rows, needs: Rows, pulls: Rows, strengths: Rows) -> Rows:
    """Where points begin: what is needed on the left, what hangs together on one height, each island a full disc."""
    count = len(names)
    dice = np.array([chance(name) for name in names], dtype=float).reshape(-1, 2)
    up, down = ranks_along(count, needs)
    chain = up + down
    # Within a step those of one rank differ by chance; what no need binds lies anywhere.
    along = np.where(chain > 0, (up + 0.4 * dice[:, 0]) / np.maximum(chain, 1.0), 0.5 + 0.5 * dice[:, 0])
    height = smooth(dice[:, 1:], pulls, strengths, share=_TOGETHER)[:, 0]
    sizes = np.bincount(island)
    across = _disc_quantile(_ranks(along, island, sizes))
    radius = radius_for(sizes)
    columns = (2 * radius / SPACING)[island]
    longest = np.zeros(len(sizes))
    np.maximum.at(longest, island, up)
    # A chain with far more steps than the island has room for side by side winds up and down in columns.
    winding = np.clip(longest[island] / np.maximum(columns, 1.0) / 2 - 1, 0.0, 1.0)
    wave = 2 * np.abs(2 * (across * columns / 4 % 1) - 1) - 1
    upright = winding * wave + (1 - winding) * (2 * _ranks(height, island, sizes) - 1)
    return np.stack([across, upright * np.sqrt(1 - across**2)], axis=1) * radius[island][:, None]


def _ranks(values: Rows, island: Rows, sizes: Rows) -> Rows:
    """The place of each value among those of its island, from 0 to 1."""
    order = np.lexsort((values, island))
    first = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    ranks = np.empty(len(values))
    ranks[order] = np.arange(len(values)) - first[island[order]]
    return (ranks + 0.5) / sizes[island]


def _disc_quantile(shares: Rows) -> Rows:
    """Where a disc of radius 1 must be cut upright to have these shares of its area on the left."""
    cuts = np.sin(np.linspace(-math.pi / 2, math.pi / 2, 513))
    areas = 0.5 + (cuts * np.sqrt(1 - cuts**2) + np.arcsin(cuts)) / math.pi
    return np.interp(shares, areas, cuts)


def steps_for(count: int, island: Rows, needs: Rows) -> Rows:
    """How far to the right each need is to lead: as far as its island is wide enough for its longest chain."""
    up, _ = ranks_along(count, needs)
    longest = np.zeros(int(island.max(initial=-1)) + 1)
    np.maximum.at(longest, island, up)
    width = 2 * radius_for(np.bincount(island, minlength=len(longest)))
    return np.minimum(STEP, width / np.maximum(longest, 1.0))[island[needs[:, 0]]]


def settle(points: Rows, field: Field) -> Rows:
    """Springs along pulls, needs to the right, short-range repulsion, a draw to the middle; then no overlap at all."""
    if not len(points):
        return points
    sizes = np.bincount(field.island)
    # The middle draws no stronger at the rim of a large island than at that of a small one, or it would be crushed.
    gravity = (0.03 * np.minimum(1.0, 4.0 / np.sqrt(np.maximum(sizes, 1))))[field.island, None]
    # Large islands hardly stray from their start, or a single newcomer would stir all of one.
    reach = (SPACING * np.clip(_REACH / np.maximum(sizes, 1), *_REACHES))[field.island, None]
    moving = (field.free & (sizes[field.island] > 1))[:, None]
    near = np.empty((0, 2), dtype=int)
    for step in range(_ROUNDS if moving.any() else 0):
        heat = 1 - step / _ROUNDS
        if step % 4 == 0:
            near = near_pairs(points, field.island, SPACING * 2.6)
        force = field.outward - gravity * points
        _add_springs(force, points, field)
        _add_needs(force, points, field, 0.35)
        _add_repulsion(force, points, near)
        length = np.sqrt((force**2).sum(axis=1, keepdims=True)) + 1e-9
        points = points + np.where(moving, force / length * np.minimum(length, reach * heat), 0.0)
    return separate(points, field)


def near_pairs(points: Rows, island: Rows, distance: float) -> Rows:
    """The pairs of points of one island no farther apart than a distance, sorted.

    Importing SciPy costs more than a small table of distances.
    """
    if len(points) > _FEW:
        from scipy.spatial import cKDTree

        pairs = cKDTree(np.column_stack([points, island * _APART])).query_pairs(distance, output_type="ndarray")
        ordered: Rows = pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]
        return ordered
    apart = ((points[:, None, :] - points[None, :, :]) ** 2).sum(axis=2)
    return np.argwhere(np.triu((apart <= distance**2) & (island[:, None] == island[None, :]), k=1))


def _add_springs(force: Rows, points: Rows, field: Field) -> None:
    if len(field.pulls):
        between = points[field.pulls[:, 1]] - points[field.pulls[:, 0]]
        length = np.sqrt((between**2).sum(axis=1, keepdims=True)) + 1e-9
        add(force, field.pulls, between / length * (length - SPACING) * 0.05 * field.strengths[:, None])


def _add_needs(force: Rows, points: Rows, field: Field, strength: float) -> None:
    if len(field.needs):
        short = field.steps - (points[field.needs[:, 1], 0] - points[field.needs[:, 0], 0])
        push = np.clip(short, 0.0, SPACING) * strength
        force[:, 0] -= np.bincount(field.needs[:, 0], weights=push, minlength=len(force))
        force[:, 0] += np.bincount(field.needs[:, 1], weights=push, minlength=len(force))


def _add_repulsion(force: Rows, points: Rows, near: Rows) -> None:
    if len(near):
        apart = points[near[:, 0]] - points[near[:, 1]]
        squared = (apart**2).sum(axis=1, keepdims=True) + 1e-6
        add(force, near, apart / squared * SPACING * 0.9)


def add(rows: Rows, pairs: Rows, change: Rows) -> None:
    """Add a change to the first row of each pair, and take it from the second; much faster than `np.add.at`."""
    for axis in (0, 1):
        rows[:, axis] += np.bincount(pairs[:, 0], weights=change[:, axis], minlength=len(rows))
        rows[:, axis] -= np.bincount(pairs[:, 1], weights=change[:, axis], minlength=len(rows))


def separate(points: Rows, field: Field) -> Rows:
    """Push points apart until none is nearer to another than it may be; where that does not end, scale their island up.

    Points that stay are content with `LEAST` of the spacing, or each new one would stir all.
    """
    island = field.island
    for turn in range(2 * _ORDERED):
        near = near_pairs(points, island, SPACING * 0.995)
        both_stay = ~(field.free[near[:, 0]] | field.free[near[:, 1]])
        apart = points[near[:, 0]] - points[near[:, 1]]
        length = np.sqrt((apart**2).sum(axis=1)) + 1e-9
        wanted = np.where(both_stay, SPACING * LEAST, SPACING)
        tight = length < wanted * np.where(both_stay, 1.0, 0.995)
        if not tight.any():
            return points
        push = apart[tight] / length[tight, None] * (wanted - length)[tight, None] * 0.42
        moved = points.copy()
        add(moved, near[tight], push)
        if turn < _ORDERED:
            right = np.zeros_like(points)
            _add_needs(right, points, field, 0.05)
            moved += np.where(field.free[:, None], right, 0.0)
        points = moved
    return _scale(points, island)


def _scale(points: Rows, island: Rows) -> Rows:
    """Points of islands in which two are too near each other, farther apart."""
    near = near_pairs(points, island, SPACING * LEAST)
    length = np.sqrt(((points[near[:, 0]] - points[near[:, 1]]) ** 2).sum(axis=1))
    factor = np.ones(int(island.max(initial=-1)) + 1)
    # Some of the spacing is apart enough for the eye; only what is worse pays with a larger island.
    np.maximum.at(factor, island[near[:, 0]], SPACING * LEAST / np.maximum(length, 1e-6))
    scaled: Rows = points * factor[island][:, None]
    return scaled
