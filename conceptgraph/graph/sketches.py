"""The same questions as in `closure` for orders too large for one block: by short rows of numbers, level by level.

What each of n concepts reaches takes n times n bits, however they are packed. Whether one concept reaches another, and about
how many it reaches, can be read from rows of fixed length that are joined along the steps, which takes linear time: bits that
rule out most pairs, so that few ways have to be walked, and least random numbers, from which the number of those they were
drawn for is estimated. numpy comes with spaCy; it is loaded here only when a graph is large.

References:
    Cohen (1997), Size-estimation framework with applications to transitive closure and reachability: the estimate. Added is
    that the highest ones are counted.
    Su, Zhu, Wei and Yu (2017), Reachability querying: can it be even faster?: bits that rule out. Changed is that the concepts
    at which most steps end have a bit of their own.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import accumulate, chain
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    _Rows = NDArray[Any]

#: Random numbers a concept: the error of an estimate (its standard deviation) is one part in the root of two fewer, 8.9 %.
DRAWS = 128
#: How many of the highest estimates are replaced by counts.
COUNTED = 1024
#: Bits a concept, half of them for one concept alone.
BITS = 4096
#: Numbers that are joined at once: more columns take more memory.
_COLUMNS = 64

Steps = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Levels:
    """The steps in numbers: concepts by rising depth, the ends of each one's steps, and where each level begins.

    The steps of concept `i` end at `ends[first[i]:first[i + 1]]`; those of a level `a:b` stand together. Concepts of the
    lowest level have no steps.
    """

    concepts: tuple[str, ...]
    ends: "NDArray[np.int64]"
    first: tuple[int, ...]
    starts: tuple[int, ...]

    @property
    def joined(self) -> Iterator[tuple[int, int]]:
        """Each level but the lowest, the lower ones first."""
        yield from zip(self.starts[1:-1], self.starts[2:], strict=True)


def arrange(steps: Steps) -> Levels:
    """The steps by level, and by name within each."""
    import numpy as np

    names = sorted({*steps, *chain.from_iterable(steps.values())})
    place = {name: index for index, name in enumerate(names)}
    counts = np.fromiter((len(steps.get(name, ())) for name in names), dtype=np.int64, count=len(names))
    all_ends = chain.from_iterable(steps.get(name, ()) for name in names)
    ends = np.fromiter(map(place.__getitem__, all_ends), dtype=np.int64, count=int(counts.sum()))
    return _by_level(names, counts, ends)


def turn(levels: Levels) -> Levels:
    """The same steps, each from its end to its start."""
    import numpy as np

    tails = np.repeat(np.arange(len(levels.concepts)), np.diff(levels.first))
    counts = np.bincount(levels.ends, minlength=len(levels.concepts))
    return _by_level(levels.concepts, counts, tails[np.argsort(levels.ends, kind="stable")])


def _by_level(names: Sequence[str], counts: "_Rows", ends: "_Rows") -> Levels:
    """The levels of some names, for each of which `counts` says how many of the ends are its own."""
    import numpy as np

    depth = _depths(counts, ends)
    order = np.argsort(depth, kind="stable")
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    return Levels(
        concepts=tuple(map(names.__getitem__, order.tolist())),
        ends=place[ends[_ranges((np.cumsum(counts) - counts)[order], counts[order])]],
        first=tuple(accumulate(counts[order].tolist(), initial=0)),
        starts=tuple(accumulate(np.bincount(depth).tolist(), initial=0)),
    )


def _depths(counts: "_Rows", ends: "_Rows") -> "_Rows":
    """The most steps from each concept down to one that has none; `counts` says how many of the ends are each concept's."""
    import numpy as np

    back = np.repeat(np.arange(len(counts)), counts)[np.argsort(ends, kind="stable")]
    entering = np.bincount(ends, minlength=len(counts))
    first = np.cumsum(entering) - entering
    missing, depth = counts.copy(), np.zeros_like(counts)
    level, here = 0, np.flatnonzero(counts == 0)
    while len(here):
        depth[here] = level
        level += 1
        above, times = np.unique(back[_ranges(first[here], entering[here])], return_counts=True)
        missing[above] -= times
        here = above[missing[above] == 0]
    return depth


def _ranges(starts: "_Rows", lengths: "_Rows") -> "_Rows":
    """The numbers of several ranges, one behind the other."""
    import numpy as np

    before = np.cumsum(lengths) - lengths
    ranges: _Rows = np.repeat(starts - before, lengths) + np.arange(int(lengths.sum()))
    return ranges


def count_reached(steps: Steps) -> dict[str, int]:
    """How many concepts each one reaches over the steps: counted for the highest, and about as many for the others."""
    levels = arrange(steps)
    found = estimate_reached(levels)
    highest = nsmallest(COUNTED, found, key=lambda concept: (-found[concept], concept))
    return found | count_reaching(turn(levels), highest)


def estimate_reached(levels: Levels) -> dict[str, int]:
    """About how many concepts each one reaches: the same numbers for the same steps, whatever their order."""
    import numpy as np

    sums = np.zeros(len(levels.concepts))
    chance = np.random.default_rng(1997)
    for _ in range(0, DRAWS, _COLUMNS):
        drawn = chance.standard_exponential((len(levels.concepts), _COLUMNS), dtype=np.float32)
        for start, stop in levels.joined:
            least = _join(np.minimum, drawn, levels, start, stop)
            sums[start:stop] = sums[start:stop] + least.sum(axis=1)
            drawn[start:stop] = np.minimum(drawn[start:stop], least)
    counts = np.divide(DRAWS - 1, sums, out=np.zeros_like(sums), where=sums > 0)
    return dict(zip(levels.concepts, np.rint(counts).astype(int).tolist(), strict=True))


def count_reaching(levels: Levels, concepts: Sequence[str]) -> dict[str, int]:
    """How many concepts reach each of a few, exactly."""
    import numpy as np

    place = {concept: index for index, concept in enumerate(levels.concepts)}
    rows = np.zeros((len(levels.concepts), -(-len(concepts) // 8)), dtype=np.uint8)
    for bit, concept in enumerate(concepts):
        rows[place[concept], bit >> 3] |= 128 >> (bit & 7)
    for start, stop in levels.joined:
        rows[start:stop] |= _join(np.bitwise_or, rows, levels, start, stop)
    counts = np.zeros(8 * rows.shape[1], dtype=np.int64)
    for start in range(0, len(rows), 1 << 12):
        counts += np.unpackbits(rows[start : start + (1 << 12)], axis=1).sum(axis=0, dtype=np.int64)
    # Each has its own bit, and does not reach itself.
    return {concept: int(counts[bit]) - 1 for bit, concept in enumerate(concepts)}


def find_detours(steps: Steps) -> dict[tuple[str, str], str]:
    """For each step that others imply the first concept, by id, over which another way leads."""
    import numpy as np

    levels = arrange(steps)
    tails, overs, ends = _doubtful_pairs(levels)
    bits = _reached_bits(levels)
    own = _bits_of(levels)
    possible = np.zeros(len(tails), dtype=bool)
    for start in range(0, len(tails), 1 << 14):
        part = slice(start, start + (1 << 14))
        possible[part] = (bits[overs[part], own[ends[part]] >> 6] >> (own[ends[part]] & 63).astype(np.uint64)) & np.uint64(1) == 1
    walk = _Walk(levels, bits, own)
    found: dict[tuple[str, str], str] = {}
    for tail, over, end in zip(tails[possible].tolist(), overs[possible].tolist(), ends[possible].tolist(), strict=True):
        key, via = (levels.concepts[tail], levels.concepts[end]), levels.concepts[over]
        if via < found.get(key, "\U0010ffff") and walk.leads(over, end):
            found[key] = via
    return found


class _Walk:
    """Ways from concept to concept, with the bits of each as one number."""

    def __init__(self, levels: Levels, bits: "_Rows", own: "_Rows") -> None:
        self._ends = levels.ends.tolist()
        self._first = levels.first
        self._own = own.tolist()
        self._rows = bits

    def leads(self, start: int, goal: int) -> bool:
        """Whether a way leads from one concept to another: none leads on from a concept that lacks the goal's bit."""
        word, shift = self._own[goal] >> 6, self._own[goal] & 63
        seen = {start}
        stack = [start]
        while stack:
            here = stack.pop()
            for end in self._ends[self._first[here] : self._first[here + 1]]:
                if end == goal:
                    return True
                if end > goal and end not in seen and int(self._rows[end, word]) >> shift & 1:
                    seen.add(end)
                    stack.append(end)
        return False


def _doubtful_pairs(levels: Levels) -> tuple["_Rows", "_Rows", "_Rows"]:
    """Every concept with two ends of its steps, the deeper of which may lead to the other."""
    import numpy as np

    first = np.array(levels.first)
    counts = np.diff(first)
    level = np.repeat(np.arange(len(levels.starts) - 1), np.diff(levels.starts))
    tails = np.repeat(np.arange(len(counts)), counts)
    # Each step beside all steps of its concept.
    again = counts[tails]
    one, other = np.repeat(np.arange(len(tails)), again), _ranges(first[tails], again)
    overs, ends = levels.ends[one], levels.ends[other]
    deeper = level[overs] > level[ends]
    return tails[one][deeper], overs[deeper], ends[deeper]


def _bits_of(levels: Levels) -> "_Rows":
    """Which bit each concept has: those at which most steps end have one alone, the others share."""
    import numpy as np

    count = len(levels.concepts)
    ranked = np.argsort(-np.bincount(levels.ends, minlength=count), kind="stable")
    bit = np.empty(count, dtype=np.int64)
    half = BITS // 2
    bit[ranked] = np.where(np.arange(count) < half, np.arange(count), half + np.arange(count) % half)
    return bit


def _reached_bits(levels: Levels) -> "_Rows":
    """The bits of all that each concept reaches, in words."""
    import numpy as np

    count, bit = len(levels.concepts), _bits_of(levels)
    own = np.uint64(1) << (bit & 63).astype(np.uint64)
    rows = np.zeros((count, BITS // 64), dtype=np.uint64)
    rows[np.arange(count), bit >> 6] = own
    for start, stop in levels.joined:
        rows[start:stop] |= _join(np.bitwise_or, rows, levels, start, stop)
    return rows


def _join(join: "np.ufunc", rows: "_Rows", levels: Levels, start: int, stop: int) -> "_Rows":
    """The rows of the ends of each concept's steps in one, for a level of concepts."""
    import numpy as np

    low, high = levels.first[start], levels.first[stop]
    at = np.array(levels.first[start:stop]) - low
    joined: _Rows = join.reduceat(rows[levels.ends[low:high]], at, axis=0)
    return joined
