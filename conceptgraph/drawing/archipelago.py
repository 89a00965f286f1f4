"""Islands and their members put together: what is where at first, what was kept, and what all of it becomes.

`forces` knows what happens inside islands, `packing` how they lie beside each other; here are the concepts' names.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from conceptgraph.drawing import forces, packing
from conceptgraph.drawing.forces import SPACING, Field, Rows
from conceptgraph.reading.positions import KeptIsland, Positions

#: How strongly an island's rim draws members that are tied to others, and how much one of them is drawn at most.
_OUTWARD, _MOST_OUTWARD = 0.35, 4.0
#: Directions are rounded to so many, so that an island that moves a little changes nothing inside another.
_COMPASS = 8
#: So many new islands are each given a free place among those that stay; further ones push.
_PLACED = 40
_DISC_STEPS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Islands by name, their members in one list, and rows of pairs of members; `island` has each member's row of `names`."""

    names: tuple[str, ...]
    members: tuple[str, ...]
    island: Rows
    sizes: Rows
    pulls: Rows
    strengths: Rows
    outer: Rows
    outer_strengths: Rows
    needs: Rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What was kept, with NaN where nothing was: middles of islands, and members as seen from their island's middle."""

    middles: Rows
    places: Rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Archipelago:
    """Rows of a chart's members on the map, and the middles and radii of its islands."""

    places: Rows
    middles: Rows
    radii: Rows


def chart(groups: Mapping[str, Sequence[str]], pulls: Iterable[tuple[str, str, float]], needs: Iterable[tuple[str, str]]) -> Chart:
    """The rows of groups, of the pulls between their members, and of the needs inside one; sorted by name and id."""
    names = tuple(sorted(name for name, members in groups.items() if members))
    members = tuple(concept for name in names for concept in sorted(groups[name]))
    sizes = np.array([len(groups[name]) for name in names], dtype=int)
    island = np.repeat(np.arange(len(names)), sizes)
    row = {concept: index for index, concept in enumerate(members)}
    known = sorted(pull for pull in pulls if pull[0] in row and pull[1] in row)
    pairs = np.array([(row[one], row[other]) for one, other, _ in known], dtype=int).reshape(-1, 2)
    strengths = np.array([strength for _, _, strength in known], dtype=float)
    same = island[pairs[:, 0]] == island[pairs[:, 1]]
    needed = sorted((row[one], row[other]) for one, other in set(needs) if one in row and other in row and one != other)
    inner = np.array(needed, dtype=int).reshape(-1, 2)
    return Chart(
        names=names,
        members=members,
        island=island,
        sizes=sizes,
        pulls=pairs[same],
        strengths=strengths[same],
        outer=pairs[~same],
        outer_strengths=strengths[~same],
        needs=inner[island[inner[:, 0]] == island[inner[:, 1]]],
    )


def remember(chart: Chart, kept: Positions, *, aspect: float) -> Memory:
    """What was kept of a chart's islands: those of which half the members have a place, and that not far out at sea.

    Of others the middle is kept alone. `aspect` is how much wider than high the kept map was drawn.
    """
    middles, places = np.full((len(chart.names), 2), np.nan), np.full((len(chart.members), 2), np.nan)
    first = 0
    for index, name in enumerate(chart.names):
        members = chart.members[first : first + chart.sizes[index]]
        found = kept.get(name, KeptIsland(middle=(0.0, 0.0)))
        reach = 3 * (float(forces.radius_for(chart.sizes[index])) + SPACING)
        offsets = np.array([found.offsets.get(concept, (np.nan, np.nan)) for concept in members], dtype=float) / (aspect, 1)
        offsets[~((offsets**2).sum(axis=1) < reach**2)] = np.nan
        there = int((~np.isnan(offsets[:, 0])).sum())
        if there:
            middles[index] = np.array(found.middle) / (aspect, 1)
        if 2 * there >= len(members):
            places[first : first + len(members)] = offsets
        first += len(members)
    return Memory(middles=middles, places=places)


def settle(chart: Chart, memory: Memory) -> Archipelago:
    """Where all islands and members come to lie."""
    middles = _middles(chart, memory)
    free = np.isnan(memory.places[:, 0])
    field = Field(
        island=chart.island,
        pulls=chart.pulls,
        strengths=chart.strengths,
        needs=chart.needs,
        steps=forces.steps_for(len(chart.members), chart.island, chart.needs),
        outward=_outward(chart, middles),
        free=free,
    )
    begin = forces.start(chart.members, chart.island, chart.needs, chart.pulls, chart.strengths)
    points = forces.settle(_begin_beside(begin, memory.places, field), field)
    mine = np.bincount(chart.island, weights=~free, minlength=len(chart.names)) > 0
    points = points - np.where(mine[:, None], 0.0, _disc_middles(points, chart))[chart.island]
    radii = _radii(points, chart)
    middles = _make_room(middles, radii, kept=not np.isnan(memory.middles).all())
    return Archipelago(places=middles[chart.island] + points, middles=middles, radii=radii)


def _disc_middles(points: Rows, chart: Chart) -> Rows:
    """The middle of the smallest disc around each island's members, nearly: each step goes toward the farthest (Bădoiu, Clarkson, 2003)."""
    middles = np.zeros((len(chart.names), 2))
    first = 0
    for index, size in enumerate(chart.sizes.tolist()):
        mine = points[first : first + size]
        middle = mine.mean(axis=0)
        for step in range(2, _DISC_STEPS if size > 1 else 0):
            middle = middle + (mine[int(np.argmax(((mine - middle) ** 2).sum(axis=1)))] - middle) / step
        middles[index] = middle
        first += size
    return middles


def _radii(points: Rows, chart: Chart) -> Rows:
    """How large a disc each island needs around its middle."""
    radii = np.zeros(len(chart.names))
    np.maximum.at(radii, chart.island, np.sqrt((points**2).sum(axis=1)))
    return radii + SPACING / 2


def _ties(chart: Chart) -> tuple[Rows, Rows]:
    """Pairs of islands, sorted, and how strongly the members of each pull at each other in all."""
    if not len(chart.outer):
        return np.empty((0, 2), dtype=int), np.empty(0)
    ends = np.sort(chart.island[chart.outer], axis=1)
    pairs, place = np.unique(ends, axis=0, return_inverse=True)
    return pairs, np.bincount(place.ravel(), weights=chart.outer_strengths)


def _middles(chart: Chart, memory: Memory) -> Rows:
    """Where islands lie before it is known how large they become: where they were, or beside what they are tied to."""
    radii = forces.radius_for(chart.sizes) + SPACING / 2
    pairs, strengths = _ties(chart)
    there = ~np.isnan(memory.places[:, 0])
    np.maximum.at(radii, chart.island[there], np.sqrt((memory.places[there] ** 2).sum(axis=1)) + SPACING / 2)
    middles = memory.middles.copy()
    new = np.flatnonzero(np.isnan(middles[:, 0]))
    if len(new) == len(middles):
        return packing.arrange(chart.names, radii, pairs, strengths)
    for count, index in enumerate(sorted(new.tolist(), key=lambda index: (-radii[index], index))):
        there = np.flatnonzero(~np.isnan(middles[:, 0]))
        wish = _beside(index, pairs, strengths, middles, there)
        middles[index] = packing.find_room(wish, float(radii[index]), middles[there], radii[there]) if count < _PLACED else wish
    return middles


def _beside(index: int, pairs: Rows, strengths: Rows, middles: Rows, there: Rows) -> Rows:
    """Amid the islands that one is tied to, else amid all."""
    weight = np.zeros(len(middles))
    for own, other in ((0, 1), (1, 0)):
        mine = pairs[:, own] == index
        np.add.at(weight, pairs[mine, other], strengths[mine])
    weight = weight[there] if weight[there].any() else np.ones(len(there))
    beside: Rows = (middles[there] * weight[:, None]).sum(axis=0) / weight.sum()
    return beside


def _make_room(middles: Rows, radii: Rows, *, kept: bool) -> Rows:
    """Islands that were kept move only where two come too near each other."""
    if kept and not np.abs(packing.collisions(middles, radii, packing.GAP / 2 - 0.5)).max(initial=0.0) > 0:
        return middles
    return packing.make_room(middles, radii, gap=packing.GAP / 2 if kept else packing.GAP)


def _outward(chart: Chart, middles: Rows) -> Rows:
    """What draws members toward the islands that they are tied to."""
    outward = np.zeros((len(chart.members), 2))
    for own, other in ((0, 1), (1, 0)):
        toward = middles[chart.island[chart.outer[:, other]]] - middles[chart.island[chart.outer[:, own]]]
        angle = np.round(np.arctan2(toward[:, 1], toward[:, 0]) / (2 * np.pi) * _COMPASS) / _COMPASS * 2 * np.pi
        pull = _OUTWARD * chart.outer_strengths
        for axis, part in ((0, np.cos(angle)), (1, np.sin(angle))):
            outward[:, axis] += np.bincount(chart.outer[:, own], weights=pull * part, minlength=len(outward))
    length = np.sqrt((outward**2).sum(axis=1, keepdims=True)) + 1e-9
    limited: Rows = outward / length * np.minimum(length, _MOST_OUTWARD)
    return limited


def _begin_beside(begin: Rows, places: Rows, field: Field) -> Rows:
    """Kept members where they were, newcomers amid the kept ones they are tied to: right of what they need, left of what needs them."""
    points = np.where(field.free[:, None], begin, places)
    kept = ~field.free
    if not kept.any() or kept.all():
        return points
    neighbors: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for (one, other), strength in zip(field.pulls.tolist(), field.strengths.tolist(), strict=True):
        if kept[one] != kept[other]:
            new, old = (other, one) if kept[one] else (one, other)
            neighbors[new].append((old, strength))
    for new, found in neighbors.items():
        weights = np.array([strength for _, strength in found])
        points[new] = (points[[old for old, _ in found]] * weights[:, None]).sum(axis=0) / weights.sum()
    for (first, second), step in zip(field.needs.tolist(), field.steps.tolist(), strict=True):
        if kept[first] and not kept[second]:
            points[second, 0] = max(points[second, 0], points[first, 0] + step)
        elif kept[second] and not kept[first]:
            points[first, 0] = min(points[first, 0], points[second, 0] - step)
    return points
