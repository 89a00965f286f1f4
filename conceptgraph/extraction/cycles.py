"""Which edges to leave out so that no cycle is left: the strongest are kept first.

An edge is left out if the stronger ones that are kept already lead from its end back to its start. The kept edges only grow,
so an order of the nodes is kept along with them: an edge that runs with the order closes no cycle and costs nothing.
This leaves prerequisites and scores to others: nodes are any strings, and edges come strongest first.

References:
    Haeupler, Kavitha, Mathew, Sen and Tarjan (2012), Incremental cycle detection, topological ordering, and strong
    component maintenance: the two-way search and how the order is mended. Added are the landmarks: an edge that closes a
    cycle leaves the order as it is, so nothing bounds how often such edges are searched for, and in large knots they are many.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from heapq import heappop, heappush

#: How many landmarks a knot has at most: more of them answer more, and take longer to follow.
LANDMARKS = 64
#: Room between two neighbors in the order: so many halvings until the places are dealt out anew.
_ROOM = 1 << 256

_Pair = tuple[str, str]
_Edge = tuple[int, int]


def closing_edges(pairs: Sequence[_Pair]) -> Iterator[_Pair]:
    """Those of some edges, the strongest first, that close a cycle with stronger ones that are none of them.

    Takes little more than linear time: see the architecture page for the figures.
    """
    number: dict[str, int] = {}
    edges = [(number.setdefault(tail, len(number)), number.setdefault(head, len(number))) for tail, head in pairs]
    knot_of = find_knots(len(number), edges)
    knots: dict[int, list[int]] = defaultdict(list)
    for index, (tail, head) in enumerate(edges):
        if knot_of[tail] == knot_of[head]:
            knots[knot_of[tail]].append(index)
    for inner in knots.values():
        place: dict[int, int] = {}
        local = []
        for tail, head in map(edges.__getitem__, inner):
            local.append((place.setdefault(tail, len(place)), place.setdefault(head, len(place))))
        order = _GrowingOrder(len(place), local)
        yield from (pairs[index] for index, (tail, head) in zip(inner, local, strict=True) if not order.add(tail, head))


def find_knots(size: int, edges: Iterable[_Edge]) -> list[int]:
    """For each node one that stands for its knot: those that lead to it and are led to by it.

    Kosaraju's two passes, as Sharir (1981) has them. SciPy is many times faster, and takes longer to load than this to run on
    a glossary that people wrote.
    """
    below: list[list[int]] = [[] for _ in range(size)]
    above: list[list[int]] = [[] for _ in range(size)]
    for tail, head in edges:
        below[tail].append(head)
        above[head].append(tail)
    knot_of = [-1] * size
    for root in reversed(_finishing_order(below)):
        if knot_of[root] >= 0:
            continue
        knot_of[root] = root
        waiting = [root]
        while waiting:
            for other in above[waiting.pop()]:
                if knot_of[other] < 0:
                    knot_of[other] = root
                    waiting.append(other)
    return knot_of


def _finishing_order(below: Sequence[Sequence[int]]) -> list[int]:
    """The nodes in the order in which a walk that goes deep first leaves them."""
    finished: list[int] = []
    seen = bytearray(len(below))
    for root in range(len(below)):
        if seen[root]:
            continue
        seen[root] = True
        stack = [(root, iter(below[root]))]
        while stack:
            node, ends = stack[-1]
            for other in ends:
                if not seen[other]:
                    seen[other] = True
                    stack.append((other, iter(below[other])))
                    break
            else:
                finished.append(node)
                stack.pop()
    return finished


class _GrowingOrder:
    """Edges that are added one by one, and an order of their nodes in which each leads from earlier to later.

    `to_come` are the edges that may be added, which only helps to begin with a good order and good landmarks.
    """

    def __init__(self, size: int, to_come: Sequence[_Edge]) -> None:
        leaving, entering = [0] * size, [0] * size
        for tail, head in to_come:
            leaving[tail] += 1
            entering[head] += 1
        self._line = _Line(sorted(range(size), key=lambda node: (entering[node] - leaving[node], node)))
        self._below: list[list[int]] = [[] for _ in range(size)]
        self._above: list[list[int]] = [[] for _ in range(size)]
        # The busiest nodes lie on most ways of a net; evenly spread ones on those of a long chain.
        busiest = sorted(range(size), key=lambda node: (-leaving[node] * entering[node], node))[: LANDMARKS // 2]
        chosen = list(dict.fromkeys([*busiest, *range(0, size, max(1, 2 * size // LANDMARKS))]))
        self._from_landmarks = _Reached(chosen, self._below)
        self._to_landmarks = _Reached(chosen, self._above)

    def add(self, tail: int, head: int) -> bool:
        """Whether the edge was added, as it closes no cycle."""
        place = self._line.place
        if place[tail] >= place[head] and (tail == head or self._known_way(head, tail) or not self._make_way(tail, head)):
            return False
        self._below[tail].append(head)
        self._above[head].append(tail)
        self._from_landmarks.follow(tail, head)
        self._to_landmarks.follow(head, tail)
        return True

    def _known_way(self, start: int, end: int) -> bool:
        """Whether a way leads from one node to another over a landmark; there may be others."""
        return bool(self._to_landmarks.of[start] & self._from_landmarks.of[end])

    def _make_way(self, tail: int, head: int) -> bool:
        """Change the order so that one node comes before another; false if there is a way from the latter to the former.

        The search runs forward from `head` and backward from `tail` in turn, an edge each, the nearest nodes first, until
        what it would look at next has passed: whatever is left is in order.
        """
        place = self._line.place
        forward = [(place[head], head, iter(self._below[head]))]
        backward = [(-place[tail], tail, iter(self._above[tail]))]
        onward, back = {head}, {tail}
        while forward and backward and forward[0][0] <= -backward[0][0]:
            if _step(forward, onward, back, self._below, place, 1) or _step(backward, back, onward, self._above, place, -1):
                return False
        limit = forward[0][1] if forward and forward[0][0] < place[tail] else tail
        bound = place[limit]
        moved = sorted((node for node in onward if place[node] < bound), key=place.__getitem__)
        if limit == tail:
            self._line.move(moved, before=self._line.after(tail))
        else:
            moved = sorted((node for node in back if place[node] > bound), key=place.__getitem__) + moved
            self._line.move(moved, before=limit)
        return True


_Frontier = list[tuple[int, int, Iterator[int]]]


def _step(frontier: _Frontier, seen: set[int], goal: set[int], near: Sequence[Sequence[int]], place: Sequence[int], sign: int) -> bool:
    """Follow one edge from the first node of a frontier; true if it leads to the goal."""
    node = next(frontier[0][2], None)
    if node is None:
        heappop(frontier)
    elif node in goal:
        return True
    elif node not in seen:
        seen.add(node)
        heappush(frontier, (sign * place[node], node, iter(near[node])))
    return False


class _Reached:
    """Which of some landmarks lead to each node over the edges in `near`, which grows, as bits of a number in `of`."""

    def __init__(self, landmarks: Sequence[int], near: Sequence[Sequence[int]]) -> None:
        self._near = near
        self.of = [0] * len(near)
        for bit, landmark in enumerate(landmarks):
            self.of[landmark] = 1 << bit

    def follow(self, tail: int, head: int) -> None:
        """Take into account that `head` is now near `tail`."""
        of, near = self.of, self._near
        if not of[tail] & ~of[head]:
            return
        of[head] |= of[tail]
        stack = [head]
        while stack:
            node = stack.pop()
            bits = of[node]
            for other in near[node]:
                if bits & ~of[other]:
                    of[other] |= bits
                    stack.append(other)


class _Line:
    """Nodes in a line that can be moved along it: `place` grows from each to the next."""

    def __init__(self, nodes: Sequence[int]) -> None:
        # The last index stands for both ends.
        self._end = len(nodes)
        self.place = [0] * (len(nodes) + 1)
        self._next = [0] * (len(nodes) + 1)
        self._previous = [0] * (len(nodes) + 1)
        for one, other in zip((self._end, *nodes), (*nodes, self._end), strict=True):
            self._next[one], self._previous[other] = other, one
        self._deal()

    def after(self, node: int) -> int:
        """The next node, or the end of the line."""
        return self._next[node]

    def move(self, nodes: Sequence[int], *, before: int) -> None:
        """Put some nodes, in this order, right before another one, or at the end of the line."""
        for node in nodes:
            self._join(self._previous[node], self._next[node])
        last = self._previous[before]
        start = self.place[last]
        stop = self.place[before] if before != self._end else start + _ROOM * (len(nodes) + 1)
        room = (stop - start) // (len(nodes) + 1)
        for count, node in enumerate(nodes, start=1):
            self.place[node] = start + count * room
            self._join(last, node)
            last = node
        self._join(last, before)
        if not room:
            self._deal()

    def _join(self, one: int, other: int) -> None:
        self._next[one], self._previous[other] = other, one

    def _deal(self) -> None:
        """Give all places anew, with equal room."""
        node, place = self._next[self._end], _ROOM
        while node != self._end:
            self.place[node] = place
            node, place = self._next[node], place + _ROOM
