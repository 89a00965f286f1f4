"""What holds of all concepts at once: how many each one reaches, and which edges others imply.

What a concept reaches is a number with one bit for each concept, in blocks of `BLOCK` concepts, so that memory grows with the
graph and not with its square. The whole closure of a large graph is larger than anything should hold; its sums are not.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

#: Concepts that are looked at together: the bits of one number.
BLOCK = 1 << 14

Steps = Mapping[str, Sequence[str]]


def count_reached(steps: Steps) -> dict[str, int]:
    """How many concepts each one reaches over the steps, directly or not; the steps form no circle."""
    order = _upward(steps)
    counts = dict.fromkeys(order, 0)
    for bits in _blocks(order):
        for concept, (reached, direct) in _sweep(steps, order, bits):
            counts[concept] += (reached | direct).bit_count()
    return counts


def find_detours(steps: Steps) -> dict[tuple[str, str], str]:
    """For each step that others imply the first concept, by id, over which another way leads."""
    order = _upward(steps)
    found: dict[tuple[str, str], str] = {}
    for bits in _blocks(order):
        over: dict[str, int] = {}
        for concept, (reached, direct) in _sweep(steps, order, bits):
            over[concept] = reached | direct
            if reached & direct:
                ends = sorted(steps[concept])
                implied = (end for end in ends if bits.get(end, 0) & reached)
                found |= {(concept, end): next(other for other in ends if over[other] & bits[end]) for end in implied}
    return found


def _sweep(steps: Steps, order: Sequence[str], bits: Mapping[str, int]) -> Iterator[tuple[str, tuple[int, int]]]:
    """Each concept with what its steps' ends reach, and with those ends, as far as they are in the block."""
    over: dict[str, int] = {}
    for concept in order:
        reached = direct = 0
        for end in steps.get(concept, ()):
            reached |= over[end]
            direct |= bits.get(end, 0)
        over[concept] = reached | direct
        yield concept, (reached, direct)


def _blocks(order: Sequence[str]) -> Iterator[Mapping[str, int]]:
    for start in range(0, len(order), BLOCK):
        yield {concept: 1 << index for index, concept in enumerate(order[start : start + BLOCK])}


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
