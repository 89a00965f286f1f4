"""Layers for learning paths: each concept stands above what needs it, goals at the bottom, with few crossings.

The method of Sugiyama, Tagawa and Toda (1981) in its usual four steps: layers by longest path with limited room, bends for
edges that span layers, order by barycenter and transposition, and places by isotonic regression.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

Edge = tuple[str, str]
#: A bend of an edge in a layer: the edge, and the layer.
Bend = tuple[str, str, int]
Item = str | Bend

_BEND_WIDTH = 14.0
_SWEEPS = 12
#: After so many sweeps that saved nothing, more of them save nothing either.
_IDLE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Layers:
    """Rows from top to bottom, each box's middle, and for each edge the middles it passes, as (x, row)."""

    rows: tuple[tuple[str, ...], ...]
    places: Mapping[str, float]
    routes: Mapping[Edge, tuple[tuple[float, int], ...]]


def lay_out_layers(
    boxes: Sequence[str], edges: Sequence[Edge], *, widths: Mapping[str, float], room: float, most: int = 4, gap: float = 16.0
) -> Layers:
    """Put boxes in rows, so that both ends of each edge (upper, lower) are in that order.

    Args:
        boxes: what to place, each below all that its edges come from.
        edges: pairs of boxes, acyclic.
        widths: the width of each box.
        room: how wide a row may be; one box alone may be wider.
        most: how many boxes a row may hold.
        gap: the least room between two neighbors in a row.
    """
    layer = _assign(boxes, edges, widths, room, most, gap)
    depth = max(layer.values(), default=-1) + 1
    rows: list[list[Item]] = [[] for _ in range(depth)]
    for box in boxes:
        rows[layer[box]].append(box)
    bends = {edge: [(*edge, row) for row in range(layer[edge[0]] + 1, layer[edge[1]])] for edge in sorted(edges)}
    for bend in (bend for bent in bends.values() for bend in bent):
        rows[bend[2]].append(bend)
    chains: dict[Edge, tuple[Item, ...]] = {edge: (edge[0], *bent, edge[1]) for edge, bent in bends.items()}
    above, below = _neighbors(chains.values())
    rows = _order(rows, above, below)
    places = _place(rows, above, below, lambda item: _BEND_WIDTH if isinstance(item, tuple) else widths[item], gap)
    return Layers(
        rows=tuple(tuple(item for item in row if isinstance(item, str)) for row in rows),
        places={box: places[box] for box in boxes},
        routes={edge: tuple((places[item], layer[edge[0]] + step) for step, item in enumerate(chain)) for edge, chain in chains.items()},
    )


def _assign(boxes: Sequence[str], edges: Sequence[Edge], widths: Mapping[str, float], room: float, most: int, gap: float) -> dict[str, int]:
    """The row of each box, 0 at the top: as low as what it leads to and the room in a row allow."""
    lower = defaultdict(set)
    for upper, under in edges:
        lower[upper].add(under)
    height: dict[str, int] = {}
    filled: dict[int, list[float]] = defaultdict(list)
    # What is nearest to the goals goes first; a box comes after all that it leads to.
    for box in reversed(boxes):
        row = 1 + max((height[under] for under in lower[box]), default=-1)
        while filled[row] and (len(filled[row]) >= most or sum(filled[row]) + widths[box] + gap * len(filled[row]) > room):
            row += 1
        height[box] = row
        filled[row].append(widths[box])
    # Rows that stayed empty, since wide boxes passed them by, are left out.
    used = {row: index for index, row in enumerate(sorted(set(height.values()), reverse=True))}
    return {box: used[row] for box, row in height.items()}


def _neighbors(chains: Iterable[tuple[Item, ...]]) -> tuple[dict[Item, list[Item]], dict[Item, list[Item]]]:
    above: dict[Item, list[Item]] = defaultdict(list)
    below: dict[Item, list[Item]] = defaultdict(list)
    for chain in chains:
        for upper, under in pairwise(chain):
            above[under].append(upper)
            below[upper].append(under)
    return above, below


def _order(rows: list[list[Item]], above: Mapping[Item, list[Item]], below: Mapping[Item, list[Item]]) -> list[list[Item]]:
    """The best of some sweeps down and up, each by barycenter and then by exchanging neighbors."""
    best, fewest = [list(row) for row in rows], _crossings(rows, below)
    idle = 0
    for sweep in range(_SWEEPS):
        if not fewest or idle == _IDLE:
            break
        down = sweep % 2 == 0
        order = range(1, len(rows)) if down else range(len(rows) - 2, -1, -1)
        for index in order:
            fixed = rows[index - 1 if down else index + 1]
            rows[index] = _by_barycenter(rows[index], fixed, above if down else below)
        _transpose(rows, above, below)
        crossings = _crossings(rows, below)
        if crossings < fewest:
            best, fewest, idle = [list(row) for row in rows], crossings, 0
        else:
            idle += 1
    return best


def _by_barycenter(row: list[Item], fixed: list[Item], neighbors: Mapping[Item, list[Item]]) -> list[Item]:
    position = {item: index for index, item in enumerate(fixed)}

    def barycenter(pair: tuple[int, Item]) -> tuple[float, int]:
        index, item = pair
        ends = [position[other] for other in neighbors.get(item, ())]
        return (sum(ends) / len(ends) if ends else index * len(fixed) / max(len(row), 1), index)

    return [item for _, item in sorted(enumerate(row), key=barycenter)]


def _transpose(rows: list[list[Item]], above: Mapping[Item, list[Item]], below: Mapping[Item, list[Item]]) -> None:
    """Exchange neighbors in a row as long as that saves crossings with the rows beside it."""
    for _ in range(4):
        better = False
        for index, row in enumerate(rows):
            sides = []
            for neighbors, beside in ((above, index - 1), (below, index + 1)):
                if 0 <= beside < len(rows):
                    position = {item: at for at, item in enumerate(rows[beside])}
                    sides.append({item: sorted(position[other] for other in neighbors.get(item, ())) for item in row})
            for left in range(len(row) - 1):
                one, other = row[left], row[left + 1]
                if sum(_inversions(ends[one], ends[other]) - _inversions(ends[other], ends[one]) for ends in sides) > 0:
                    row[left], row[left + 1] = other, one
                    better = True
        if not better:
            return


def _inversions(left: Sequence[int], right: Sequence[int]) -> int:
    """How many lines of a left item cross lines of a right one, by the sorted places of their other ends."""
    return sum(bisect_left(right, end) for end in left)


def _crossings(rows: Sequence[Sequence[Item]], below: Mapping[Item, list[Item]]) -> int:
    return sum(_pair_crossings(upper, lower, below) for upper, lower in pairwise(rows))


def _pair_crossings(upper: Sequence[Item], lower: Sequence[Item], below: Mapping[Item, list[Item]]) -> int:
    position = {item: index for index, item in enumerate(lower)}
    seen: list[int] = []
    crossings = 0
    for item in upper:
        ends = sorted(position[other] for other in below.get(item, ()))
        crossings += sum(len(seen) - bisect_right(seen, end) for end in ends)
        seen = sorted((*seen, *ends))
    return crossings


def _place(
    rows: Sequence[Sequence[Item]],
    above: Mapping[Item, list[Item]],
    below: Mapping[Item, list[Item]],
    width: Callable[[Item], float],
    gap: float,
) -> dict[Item, float]:
    """Middles: each row in turn goes as near to its neighbors' middles as its order and the gaps allow."""
    places: dict[Item, float] = {}
    for row in rows:
        total = sum(map(width, row)) + gap * (len(row) - 1)
        left = -total / 2
        for item in row:
            places[item] = left + width(item) / 2
            left += width(item) + gap
    for sweep in range(_SWEEPS):
        for row in rows if sweep % 2 else reversed(rows):
            wishes = []
            for item in row:
                near = [*above.get(item, ()), *below.get(item, ())]
                wishes.append(sum(places[other] for other in near) / len(near) if near else places[item])
            places.update(zip(row, _apart(wishes, [width(item) for item in row], gap), strict=True))
    return places


def _apart(wishes: Sequence[float], widths: Sequence[float], gap: float) -> list[float]:
    """The middles nearest to some wishes (least squares) that keep their order and a gap: pooling of violators."""
    offsets = [0.0]
    for left, right in pairwise(widths):
        offsets.append(offsets[-1] + (left + right) / 2 + gap)
    pools: list[tuple[float, int]] = []
    for wish, offset in zip(wishes, offsets, strict=False):
        mean, count = wish - offset, 1
        while pools and pools[-1][0] > mean:
            other, others = pools.pop()
            mean, count = (mean * count + other * others) / (count + others), count + others
        pools.append((mean, count))
    starts = [mean for mean, count in pools for _ in range(count)]
    return [start + offset for start, offset in zip(starts, offsets, strict=False)]
