"""Layers for learning paths: each concept stands above what needs it, goals at the bottom, with few crossings.

The method of Sugiyama, Tagawa and Toda (1981) in its usual four steps: layers by longest path with limited room, bends for
edges that span layers, an order with few crossings, and places by isotonic regression.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from conceptgraph.drawing.crossings import order_rows

Edge = tuple[str, str]
#: A bend of an edge in a layer: the edge, and the layer.
Bend = tuple[str, str, int]
Item = str | Bend
Neighbors = Mapping[Item, Sequence[Item]]

#: Less than nothing: lines that pass may be nearer to each other, and to boxes, than boxes are.
_BEND_WIDTH = -7.0
_SWEEPS = 12
#: How often boxes may move to a row where their lines are shorter.
_ROUNDS = 6


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
    layer = _assign(boxes, edges, _Room(widths=widths, room=room, most=most, gap=gap))
    depth = max(layer.values(), default=-1) + 1
    rows: list[list[Item]] = [[] for _ in range(depth)]
    for box in boxes:
        rows[layer[box]].append(box)
    bends = {edge: [(*edge, row) for row in range(layer[edge[0]] + 1, layer[edge[1]])] for edge in sorted(edges)}
    for bend in (bend for bent in bends.values() for bend in bent):
        rows[bend[2]].append(bend)
    chains: dict[Edge, tuple[Item, ...]] = {edge: (edge[0], *bent, edge[1]) for edge, bent in bends.items()}
    above, below = _neighbors(chains.values())
    rows = order_rows(rows, above, below)
    places = _place(rows, (above, below), lambda item: _BEND_WIDTH if isinstance(item, tuple) else widths[item], room, gap)
    return Layers(
        rows=tuple(tuple(item for item in row if isinstance(item, str)) for row in rows),
        places={box: places[box] for box in boxes},
        routes={edge: tuple((places[item], layer[edge[0]] + step) for step, item in enumerate(chain)) for edge, chain in chains.items()},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Room:
    """How many boxes a row may hold, and how wide they may be together."""

    widths: Mapping[str, float]
    room: float
    most: int
    gap: float

    def holds(self, boxes: Sequence[str]) -> bool:
        """Whether boxes may share a row; one alone may be as wide as it is."""
        width = sum(self.widths[box] for box in boxes) + self.gap * (len(boxes) - 1)
        return len(boxes) < 2 or (len(boxes) <= self.most and width <= self.room)


def _assign(boxes: Sequence[str], edges: Sequence[Edge], room: _Room) -> dict[str, int]:
    """The row of each box, 0 at the top: as low as what it leads to and the room in a row allow, then where lines are short."""
    lower, upper = defaultdict(set), defaultdict(set)
    for above, under in edges:
        lower[above].add(under)
        upper[under].add(above)
    height: dict[str, int] = {}
    rows: dict[int, list[str]] = defaultdict(list)
    # What is nearest to the goals goes first; a box comes after all that it leads to.
    for box in reversed(boxes):
        row = 1 + max((height[under] for under in lower[box]), default=-1)
        while not room.holds([*rows[row], box]):
            row += 1
        height[box] = row
        rows[row].append(box)
    _shorten(boxes, (lower, upper), height, rows, room)
    # Rows that stayed empty, since wide boxes passed them by, are left out.
    used = {row: index for index, row in enumerate(sorted(set(height.values()), reverse=True))}
    return {box: used[row] for box, row in height.items()}


def _shorten(
    boxes: Sequence[str],
    around: tuple[Mapping[str, set[str]], Mapping[str, set[str]]],
    height: dict[str, int],
    rows: Mapping[int, list[str]],
    room: _Room,
) -> None:
    """Move boxes to where more lines pull them than hold them back, as far as there is room, while any moves."""
    lower, upper = around
    top = max(height.values(), default=0)
    for _ in range(_ROUNDS):
        before = dict(height)
        for box in (*boxes, *reversed(boxes)):
            least = 1 + max((height[under] for under in lower[box]), default=-1)
            most = min((height[above] for above in upper[box]), default=top + 1) - 1
            # A goal, which leads to nothing, stays at the bottom.
            pull = len(upper[box]) - len(lower[box]) if lower[box] else 0
            wished = range(most, height[box], -1) if pull > 0 else range(least, height[box]) if pull < 0 else ()
            row = next((row for row in wished if room.holds([*rows[row], box])), height[box])
            rows[height[box]].remove(box)
            rows[row].append(box)
            height[box] = row
        if height == before:
            return


def _neighbors(chains: Iterable[tuple[Item, ...]]) -> tuple[dict[Item, list[Item]], dict[Item, list[Item]]]:
    above: dict[Item, list[Item]] = defaultdict(list)
    below: dict[Item, list[Item]] = defaultdict(list)
    for chain in chains:
        for upper, under in pairwise(chain):
            above[under].append(upper)
            below[upper].append(under)
    return above, below


def _place(
    rows: Sequence[Sequence[Item]], neighbors: tuple[Neighbors, Neighbors], width: Callable[[Item], float], room: float, gap: float
) -> dict[Item, float]:
    """Middles: each row in turn goes as near to its neighbors' middles as its order, the gaps and the room allow."""
    above, below = neighbors
    places: dict[Item, float] = {}
    half = max([room, *(_total(row, width, gap) for row in rows)]) / 2
    for row in rows:
        left = -_total(row, width, gap) / 2
        for item in row:
            places[item] = left + width(item) / 2
            left += width(item) + gap
    for sweep in range(_SWEEPS):
        for row in rows if sweep % 2 else reversed(rows):
            wishes = []
            for item in row:
                near = [*above.get(item, ()), *below.get(item, ())]
                wishes.append(sum(places[other] for other in near) / len(near) if near else places[item])
            places.update(zip(row, _apart(wishes, [width(item) for item in row], gap, half), strict=True))
    return places


def _total(row: Sequence[Item], width: Callable[[Item], float], gap: float) -> float:
    return sum(map(width, row)) + gap * (len(row) - 1)


def _apart(wishes: Sequence[float], widths: Sequence[float], gap: float, half: float) -> list[float]:
    """The middles nearest to some wishes (least squares) that keep their order, a gap, and half the room to each side of 0.

    By pooling of violators; that the room is kept to is a limit on each pool.
    """
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
    least = widths[0] / 2 - half if widths else 0.0
    most = half - widths[-1] / 2 - offsets[-1] if widths else 0.0
    starts = [min(max(mean, least), most) for mean, count in pools for _ in range(count)]
    return [start + offset for start, offset in zip(starts, offsets, strict=False)]
