"""Discs side by side: islands that belong together lie near each other, and none overlaps another.

Everything is deterministic, and small changes of the input make small changes of the outcome: discs begin where their
names put them, drawn toward what they are tied to, and only then need room.
"""

import math
from collections.abc import Sequence

import numpy as np

from conceptgraph.drawing.forces import SPACING, Rows, chance, smooth

#: The room between two islands, for their names; no two end with less than half of it.
GAP = 62.0

#: Up to so many discs the distances of all pairs are computed.
_FEW = 60
#: So many of the largest discs are compared with all; the others with those near them.
_LARGE = 24
_ROUNDS = 300
#: How much of a disc's place at first is that of what it is tied to.
_TOGETHER = 0.7
#: How much of its way to the middle a disc goes in a round; less upright, which makes the whole wider than high.
_INWARD = np.array([0.003, 0.0046])


def arrange(names: Sequence[str], radii: Rows, pairs: Rows, strengths: Rows) -> Rows:
    """Centers of discs: tied ones (rows of pairs, how strongly) near each other, all near the middle, with room between them."""
    count = len(names)
    if count < 2:
        return np.zeros((count, 2))
    dice = np.array([chance(name) for name in names], dtype=float)
    centers = _spread_out(smooth(dice, pairs, strengths, share=_TOGETHER), radii)
    # Ties act on the start alone: were they to pull all the time, one more concept would shuffle the islands.
    for _ in range(_ROUNDS if count <= _FEW else _ROUNDS // 2):
        centers = centers - _INWARD * centers
        for _ in range(4):
            centers = centers + collisions(centers, radii, GAP)
    centers = make_room(centers, radii)
    return centers - _balance(centers, radii)


def _balance(centers: Rows, radii: Rows) -> Rows:
    """The middle of all discs, the larger ones counting for more: small ones that come and go do not move it."""
    balance: Rows = (centers * (radii**2)[:, None]).sum(axis=0) / (radii**2).sum()
    return balance


def _spread_out(places: Rows, radii: Rows) -> Rows:
    """Places with the same spread in both directions and none between them, over the area that the discs need."""
    places = places - _balance(places, radii)
    values, vectors = np.linalg.eigh(np.cov(places.T, aweights=radii**2) + 1e-9 * np.eye(2))
    # The symmetric root turns nothing, so that a small change of the places stays one.
    even = places @ (vectors * values**-0.5) @ vectors.T
    spread: Rows = even * float(np.sqrt(((radii + GAP / 2) ** 2).sum())) * 0.88
    return spread


def make_room(centers: Rows, radii: Rows, *, gap: float = GAP) -> Rows:
    """Centers moved until no two discs are nearer than a gap; where that does not end, all are scaled up."""
    if len(radii) < 2:
        return centers
    for _ in range(400):
        push = collisions(centers, radii, gap)
        if not np.abs(push).max() > 0.05:
            break
        centers = centers + push
    return centers * _scale(centers, radii)


def _scale(centers: Rows, radii: Rows) -> float:
    """How much farther from the middle all discs must lie so that half the gap is kept."""
    pairs = _near(centers, radii, GAP / 2)
    length = np.sqrt(((centers[pairs[:, 0]] - centers[pairs[:, 1]]) ** 2).sum(axis=1))
    room = radii[pairs[:, 0]] + radii[pairs[:, 1]] + GAP / 2
    return float((room / np.maximum(length, 1e-6)).max(initial=1.0))


def collisions(centers: Rows, radii: Rows, gap: float) -> Rows:
    """How far each disc must move so that none stands in another's room: somewhat less than all the way, and the smaller ones more."""
    push = np.zeros_like(centers)
    pairs = _near(centers, radii, gap)
    if len(pairs):
        apart = centers[pairs[:, 0]] - centers[pairs[:, 1]]
        length = np.sqrt((apart**2).sum(axis=1)) + 1e-9
        room = radii[pairs[:, 0]] + radii[pairs[:, 1]] + gap
        part = apart / length[:, None] * (room - length)[:, None] * 0.8
        weights = radii[pairs] ** 2
        share = weights / weights.sum(axis=1, keepdims=True)
        for axis in (0, 1):
            push[:, axis] += np.bincount(pairs[:, 0], weights=part[:, axis] * share[:, 1], minlength=len(push))
            push[:, axis] -= np.bincount(pairs[:, 1], weights=part[:, axis] * share[:, 0], minlength=len(push))
    return push


def _near(centers: Rows, radii: Rows, gap: float) -> Rows:
    """The pairs of discs that are nearer to each other than a gap, sorted."""
    if len(radii) <= _FEW:
        pairs = np.argwhere(np.triu(np.ones((len(radii), len(radii)), dtype=bool), k=1))
    else:
        pairs = _candidates(centers, radii, gap)
    apart = centers[pairs[:, 0]] - centers[pairs[:, 1]]
    near: Rows = pairs[(apart**2).sum(axis=1) < (radii[pairs[:, 0]] + radii[pairs[:, 1]] + gap) ** 2]
    return near


def _candidates(centers: Rows, radii: Rows, gap: float) -> Rows:
    """Pairs that may be near: each of the largest discs with all, and the others with those around them; sorted."""
    from scipy.spatial import cKDTree

    count = len(radii)
    large = np.flatnonzero(radii > max(2 * float(np.median(radii)), float(np.sort(radii)[-_LARGE])))
    small = np.setdiff1d(np.arange(count), large)
    among = small[cKDTree(centers[small]).query_pairs(2 * float(radii[small].max()) + gap, output_type="ndarray")]
    pairs = np.concatenate([np.stack([np.repeat(large, count), np.tile(np.arange(count), len(large))], axis=1), among])
    # As single numbers, which sort much faster than rows.
    keys = np.unique(pairs.min(axis=1) * count + pairs.max(axis=1))
    found = np.stack([keys // count, keys % count], axis=1)
    kept: Rows = found[found[:, 0] != found[:, 1]]
    return kept


def find_room(wish: Rows, radius: float, centers: Rows, radii: Rows) -> Rows:
    """The place nearest to a wished center where a disc has room among others that stay."""
    room = radii + radius + GAP
    step = max(radius, SPACING) / 2
    farthest = float(np.sqrt(((centers - wish) ** 2).sum(axis=1)).max(initial=0.0) + room.max(initial=0.0))
    for distance in np.arange(0.0, farthest + step, step):
        count = math.ceil(math.tau * distance / step) or 1
        angles = np.arange(count) * (math.tau / count)
        tried = wish + distance * np.stack([np.cos(angles), np.sin(angles)], axis=1)
        free = (((tried[:, None, :] - centers[None, :, :]) ** 2).sum(axis=2) >= room**2).all(axis=1)
        if free.any():
            place: Rows = tried[int(np.argmax(free))]
            return place
    outside: Rows = wish + np.array([farthest + step, 0.0])
    return outside
