"""The order in rows: what stands to the left of what, so that few lines cross.

The sweeps by barycenter of Sugiyama, Tagawa and Toda (1981) bring each row near to its best, and sifting (Rudell, 1993, here by
the table of how often each two cross) finds the best place of each item; from several orders to begin with, since each ends at
another of many good ones. The dice are always the same, and so is the order.
"""

import random
from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Mapping, Sequence
from itertools import pairwise
from typing import TypeVar

Item = TypeVar("Item", bound=Hashable)
Rows = list[list[Item]]
Neighbors = Mapping[Item, Sequence[Item]]

_SWEEPS = 8
#: So many orders to begin with, at most; after so many that were no better, more of them seldom are.
_STARTS, _IDLE = 40, 12


def order_rows(rows: Sequence[Sequence[Item]], above: Neighbors[Item], below: Neighbors[Item]) -> list[list[Item]]:
    """Rows in an order in which few lines cross.

    Args:
        rows: items from top to bottom, in any order within a row.
        above: by item, those in the row above that it is joined to.
        below: the same for the row below.
    """
    dice = random.Random(1)  # noqa: S311 - no secret
    best = _sifted([list(row) for row in rows], above, below)
    fewest = count_crossings(best, below)
    idle = 0
    for start in range(_STARTS):
        if not fewest or idle == _IDLE:
            break
        begun = _begin(rows, start, dice)
        found = _sifted(_swept(begun, above, below, downward=start % 2 == 0), above, below)
        crossings = count_crossings(found, below)
        idle += 1
        if crossings < fewest:
            best, fewest, idle = found, crossings, 0
    return best


def count_crossings(rows: Sequence[Sequence[Item]], below: Neighbors[Item]) -> int:
    """How often lines between neighboring rows cross."""
    return sum(_pair_crossings(upper, lower, below) for upper, lower in pairwise(rows))


def _begin(rows: Sequence[Sequence[Item]], start: int, dice: random.Random) -> Rows[Item]:
    """As they come, then backward, then as the dice fall."""
    begun = [list(row) for row in rows]
    for row in begun if start else ():
        row.reverse() if start == 1 else dice.shuffle(row)
    return begun


def _swept(rows: Rows[Item], above: Neighbors[Item], below: Neighbors[Item], *, downward: bool) -> Rows[Item]:
    for sweep in range(_SWEEPS):
        down = (sweep % 2 == 0) == downward
        for index in range(1, len(rows)) if down else range(len(rows) - 2, -1, -1):
            fixed = rows[index - 1 if down else index + 1]
            rows[index] = _by_barycenter(rows[index], fixed, above if down else below)
    return rows


def _by_barycenter(row: Sequence[Item], fixed: Sequence[Item], neighbors: Neighbors[Item]) -> list[Item]:
    position = {item: index for index, item in enumerate(fixed)}

    def barycenter(pair: tuple[int, Item]) -> tuple[float, int]:
        index, item = pair
        ends = [position[other] for other in neighbors.get(item, ())]
        return (sum(ends) / len(ends) if ends else index * len(fixed) / max(len(row), 1), index)

    return [item for _, item in sorted(enumerate(row), key=barycenter)]


def _sifted(rows: Rows[Item], above: Neighbors[Item], below: Neighbors[Item]) -> Rows[Item]:
    """Each item of each row at its best place, as long as that saves crossings with the rows beside it."""
    better = True
    while better:
        better = False
        for index in (*range(len(rows)), *reversed(range(len(rows)))):
            sides = [
                _ends(rows[index], rows[beside], neighbors)
                for neighbors, beside in ((above, index - 1), (below, index + 1))
                if 0 <= beside < len(rows)
            ]
            order = _sift(_table(sides, len(rows[index])))
            if order != sorted(order):
                rows[index] = [rows[index][place] for place in order]
                better = True
    return rows


def _ends(row: Sequence[Item], beside: Sequence[Item], neighbors: Neighbors[Item]) -> list[list[int]]:
    """The places in the row beside that each item is joined to, sorted."""
    position = {item: at for at, item in enumerate(beside)}
    return [sorted(position[other] for other in neighbors.get(item, ())) for item in row]


def _table(sides: Sequence[Sequence[Sequence[int]]], count: int) -> list[list[int]]:
    """How many crossings each item to the left of each other one saves against its standing to the right; below 0 it costs."""
    crossed = [[sum(_inversions(ends[one], ends[other]) for ends in sides) for other in range(count)] for one in range(count)]
    return [[crossed[other][one] - crossed[one][other] for other in range(count)] for one in range(count)]


def _sift(saved: Sequence[Sequence[int]]) -> list[int]:
    """The order in which moving any one item alone saves nothing more."""
    order = list(range(len(saved)))
    better = True
    while better:
        better = False
        for item in range(len(saved)):
            place = order.index(item)
            most, target = 0, place
            for step in (-1, 1):
                gain, at = 0, place + step
                while 0 <= at < len(order):
                    gain += saved[item][order[at]] if step < 0 else saved[order[at]][item]
                    if gain > most:
                        most, target = gain, at
                    at += step
            if target != place:
                order.insert(target, order.pop(place))
                better = True
    return order


def _inversions(left: Sequence[int], right: Sequence[int]) -> int:
    """How many lines of a left item cross lines of a right one, by the sorted places of their other ends."""
    return sum(bisect_left(right, end) for end in left)


def _pair_crossings(upper: Sequence[Item], lower: Sequence[Item], below: Neighbors[Item]) -> int:
    position = {item: index for index, item in enumerate(lower)}
    seen: list[int] = []
    crossings = 0
    for item in upper:
        ends = sorted(position[other] for other in below.get(item, ()))
        crossings += sum(len(seen) - bisect_right(seen, end) for end in ends)
        seen = sorted((*seen, *ends))
    return crossings
