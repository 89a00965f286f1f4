"""Ways from a concept down to what it needs: how far, how many, and which ones, the shortest first.

Walks over any acyclic prerequisites; `ConceptGraph` asks them. A graph may hold more chains than anyone can count to, so
that they are counted without being walked, and walked only as far as somebody reads.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from heapq import heappop, heappush

from conceptgraph.model import Prerequisite

#: Counts stop here: chains double with each fork, and nobody needs to know the rest.
MOST_COUNTED = 10**12

Near = Callable[[str], Sequence[str]]
Needs = Callable[[str], Sequence[Prerequisite]]

_Chain = tuple[Prerequisite, "_Chain"] | None


def find_distances(near: Near, start: str) -> dict[str, int]:
    """The concepts that can be reached from one, itself too, and the least number of steps to each, in rising order."""
    found = {start: 0}
    frontier = [start]
    while frontier:
        following = dict.fromkeys(other for concept in frontier for other in near(concept) if other not in found)
        found |= dict.fromkeys(following, found[frontier[0]] + 1)
        frontier = list(following)
    return found


def count_chains(near: Near, start: str, end: str) -> int:
    """How many ways lead from one concept to another, at most `MOST_COUNTED`."""
    ways = {end: 1}
    stack = [start]
    while stack:
        below = near(stack[-1])
        missing = [concept for concept in below if concept not in ways]
        if stack[-1] in ways:
            stack.pop()
        elif missing:
            stack.extend(missing)
        else:
            ways[stack.pop()] = min(MOST_COUNTED, sum(ways[concept] for concept in below))
    return ways[start] if start != end else 0


def walk_chains(needs: Needs, left: Mapping[str, int], start: str, end: str) -> Iterator[tuple[Prerequisite, ...]]:
    """Every way from one concept to another, the shortest first; `left` says how far the end is from each on a way.

    No step is taken that cannot be completed, and of ways of one length the one that is nearest its end is completed first.
    """
    if start == end or start not in left:
        return
    count = 0
    frontier: list[tuple[int, int, int, str, _Chain]] = [(left[start], 0, count, start, None)]
    while frontier:
        _, behind, _, here, chain = heappop(frontier)
        if here == end:
            yield _unfold(chain)
            continue
        for edge in needs(here):
            if edge.requires in left:
                count += 1
                length = 1 - behind + left[edge.requires]
                heappush(frontier, (length, behind - 1, count, edge.requires, (edge, chain)))


def _unfold(chain: _Chain) -> tuple[Prerequisite, ...]:
    edges: list[Prerequisite] = []
    while chain is not None:
        edge, chain = chain
        edges.append(edge)
    return tuple(reversed(edges))
