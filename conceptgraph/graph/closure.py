"""What holds of all concepts at once: how many each one reaches, and which edges others imply.

What a concept reaches is a number with one bit for each concept. The whole closure of a large order is larger than anything
should hold, and takes the square of the time: `sketches` answers for these.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from conceptgraph.graph import sketches

#: With more concepts than this, how many each one reaches is estimated, but for those that reach most.
LARGE = 1 << 14

Steps = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure:
    """What each concept reaches: bit n of its number stands for the n-th concept of an order in which reached ones come first."""

    order: tuple[str, ...]
    places: Mapping[str, int]
    over: Mapping[str, int]

    def count(self, concept: str) -> int:
        """How many others a concept reaches."""
        return self.over.get(concept, 0).bit_count()

    def reached_of(self, concept: str, ends: Sequence[str]) -> frozenset[str]:
        """Those of some other concepts that a concept reaches."""
        over = self.over.get(concept, 0)
        return frozenset(end for end in ends if over >> self.places[end] & 1) if over else frozenset()

    def last(self, concept: str, most: int) -> list[str]:
        """Of what a concept reaches the last so many, in order."""
        over, found = self.over.get(concept, 0), list[str]()
        while over and len(found) < most:
            place = over.bit_length() - 1
            found.append(self.order[place])
            over ^= 1 << place
        return found[::-1]


def close(steps: Steps, order: Sequence[str] | None = None) -> Closure | None:
    """The whole closure of steps that form no circle, in this order or any; none where it would be too large to be held.

    The order, if one is given, has every concept, each after those it reaches.
    """
    if _size(steps) > LARGE:
        return None
    order = _upward(steps) if order is None else order
    over = {concept: reached | direct for concept, (reached, direct) in _sweep(steps, order, _bits(order))}
    return Closure(order=tuple(order), places={concept: place for place, concept in enumerate(order)}, over=over)


def count_reached(steps: Steps) -> dict[str, int]:
    """How many concepts each one reaches over the steps, directly or not; the steps form no circle."""
    if _size(steps) > LARGE:
        return sketches.count_reached(steps)
    order = _upward(steps)
    return {concept: (reached | direct).bit_count() for concept, (reached, direct) in _sweep(steps, order, _bits(order))}


def find_detours(steps: Steps) -> dict[tuple[str, str], str]:
    """For each step that others imply the first concept, by id, over which another way leads."""
    if _size(steps) > LARGE:
        return sketches.find_detours(steps)
    order = _upward(steps)
    bits = _bits(order)
    over: dict[str, int] = {}
    found: dict[tuple[str, str], str] = {}
    for concept, (reached, direct) in _sweep(steps, order, bits):
        over[concept] = reached | direct
        if reached & direct:
            ends = sorted(steps[concept])
            implied = (end for end in ends if bits[end] & reached)
            found |= {(concept, end): next(other for other in ends if over[other] & bits[end]) for end in implied}
    return found


def _size(steps: Steps) -> int:
    return len({*steps, *chain.from_iterable(steps.values())})


def _sweep(steps: Steps, order: Sequence[str], bits: Mapping[str, int]) -> Iterator[tuple[str, tuple[int, int]]]:
    """Each concept with what its steps' ends reach, and with those ends."""
    over: dict[str, int] = {}
    for concept in order:
        reached = direct = 0
        for end in steps.get(concept, ()):
            reached |= over[end]
            direct |= bits[end]
        over[concept] = reached | direct
        yield concept, (reached, direct)


def _bits(order: Sequence[str]) -> Mapping[str, int]:
    return {concept: 1 << index for index, concept in enumerate(order)}


def _upward(steps: Steps) -> list[str]:
    """All concepts, each after those it reaches."""
    missing = {concept: len(ends) for concept, ends in steps.items()}
    back: dict[str, list[str]] = defaultdict(list)
    for concept, ends in steps.items():
        for end in ends:
            back[end].append(concept)
    order = [end for end in back if not missing.get(end)] + [concept for concept in steps if not missing[concept] and concept not in back]
    for concept in order:
        for other in back.get(concept, ()):
            missing[other] -= 1
            if not missing[other]:
                order.append(other)
    return order
