"""What a picture of the whole map shows that nobody can zoom into: islands, concepts, lines, and the labels there is room for.

Not yet SVG or LaTeX. Pictures of large maps are bounded: their leading concepts are drawn one by one, the others are points.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from conceptgraph.drawing.edges import MENTIONS, REQUIRES, USEFUL
from conceptgraph.drawing.maps import ConceptMap, Node
from conceptgraph.drawing.renderers.palette import INKS, LIGHT, color_number
from conceptgraph.drawing.renderers.text_width import text_width
from conceptgraph.words import word

Spot = tuple[float, float]
Box = tuple[float, float, float, float]

#: The width of the shore around the concepts of an island, in units of the map.
SHORE = 34.0
#: The radius of the least and of the most important concept.
_LEAST, _MOST = 6.0, 13.0
#: Between which bounds labels are large, in units of the map.
_SMALLEST, _LARGEST = 13.0, 100.0
#: So many lines at most, those between leading concepts.
_LINES = 6000


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A concept that is drawn for itself."""

    node: Node
    color: str
    radius: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A text by the middle of its line; an island's name has a color."""

    text: str
    x: float
    y: float
    size: float
    color: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Still:
    """A picture of the map, by what lies below what: shores with their hulls, lines and points by color, dots, labels.

    `frame` holds it all: left, top, right, bottom. `told` says what was left out, empty where nothing was.
    """

    shores: tuple[tuple[str, tuple[Spot, ...]], ...]
    lines: tuple[tuple[str, float, tuple[tuple[Spot, Spot], ...]], ...]
    points: tuple[tuple[str, tuple[Spot, ...]], ...]
    dots: tuple[Dot, ...]
    labels: tuple[Label, ...]
    frame: Box
    told: str = ""


def describe_map(concept_map: ConceptMap) -> str:
    """What the map holds, in one line of plain text with true counts."""
    concepts = sum(not (node.wanted or node.foreign) for node in concept_map.nodes)
    core = sum(edge.kind == REQUIRES for edge in concept_map.edges)
    others = sum(edge.kind not in (REQUIRES, USEFUL, MENTIONS) for edge in concept_map.edges)
    told = word("{concepts} concepts in {topics} topics, {prerequisites} prerequisites and {others} other relations.")
    return told.format(concepts=concepts, topics=len(concept_map.islands), prerequisites=core, others=others)


def draw_still(concept_map: ConceptMap, *, dots: int = 1500, points: int = 10_000, label: float = 0.011) -> Still:
    """The map as it stands still.

    Args:
        concept_map: what to show.
        dots: so many concepts are drawn one by one, the leading ones.
        points: so many others are points.
        label: how large labels are, as a share of the map's width.
    """
    by_rank = sorted(concept_map.nodes, key=_rank)
    leading, others = by_rank[:dots], by_rank[dots:][:points]
    shown = {node.id for node in leading}
    size = _label_size(concept_map.nodes, label)
    names, taken = _names(concept_map, size)
    labels = _labels(leading, size, taken)
    told = word("The {number} leading concepts of {total}").format(number=len(leading), total=len(by_rank)) if len(by_rank) > dots else ""
    frame = _frame(concept_map.nodes, taken)
    closing = [Label(text=told, x=(frame[0] + frame[2]) / 2, y=frame[3] + size, size=size, color=INKS["soft"][0])] if told else []
    return Still(
        shores=tuple(_shores(concept_map)),
        lines=tuple(_lines(concept_map, shown)),
        points=tuple(_by_color(concept_map, others)),
        dots=tuple(Dot(node=node, color=_color(concept_map, node.topic), radius=_radius(node)) for node in leading),
        labels=(*names, *labels, *closing),
        frame=(*frame[:3], frame[3] + 2 * size) if told else frame,
        told=told,
    )


def _rank(node: Node) -> tuple[float, str]:
    return -node.importance, node.id


def _label_size(nodes: Sequence[Node], share: float) -> float:
    """Labels of the same size on paper however large the map is, and so fewer on a larger one."""
    width = max((node.x for node in nodes), default=0.0) - min((node.x for node in nodes), default=0.0)
    return min(max(width * share, _SMALLEST), _LARGEST)


def _color(concept_map: ConceptMap, topic: str) -> str:
    return LIGHT[color_number(concept_map.colors.get(topic))]


def _radius(node: Node) -> float:
    return _LEAST + (_MOST - _LEAST) * node.importance


def _shores(concept_map: ConceptMap) -> Iterable[tuple[str, tuple[Spot, ...]]]:
    """An island is the hull of its members, to be drawn with a thick border that rounds it off."""
    places = {node.id: (node.x, node.y) for node in concept_map.nodes}
    for island in concept_map.islands:
        yield _color(concept_map, island.name), tuple(_hull(sorted({places[member] for member in island.members})))


def _hull(points: Sequence[Spot]) -> list[Spot]:
    """The convex hull of sorted points (Andrew, 1979)."""

    def half(ordered: Iterable[Spot]) -> list[Spot]:
        chain: list[Spot] = []
        for x, y in ordered:
            while len(chain) > 1 and _turns_right(chain[-2], chain[-1], (x, y)):
                chain.pop()
            chain.append((x, y))
        return chain[:-1]

    return list(points) if len(points) < 3 else [*half(points), *half(reversed(points))]


def _turns_right(one: Spot, other: Spot, third: Spot) -> bool:
    return (other[0] - one[0]) * (third[1] - one[1]) - (other[1] - one[1]) * (third[0] - one[0]) <= 0


def _lines(concept_map: ConceptMap, shown: set[str]) -> Iterable[tuple[str, float, tuple[tuple[Spot, Spot], ...]]]:
    """What needs what, without the edges that others imply: the color, how dark it is, and the lines of each island, and between."""
    nodes = {node.id: node for node in concept_map.nodes}
    drawn = [edge for edge in concept_map.edges if edge.kind == REQUIRES and not edge.via and {edge.source, edge.target} <= shown]
    # Of too many those stay whose lesser end is the most important.
    drawn.sort(key=lambda edge: (-min(nodes[edge.source].importance, nodes[edge.target].importance), edge.source, edge.target))
    ways: dict[str, list[tuple[Spot, Spot]]] = {}
    for edge in drawn[:_LINES]:
        needed, needing = nodes[edge.target], nodes[edge.source]
        topic = needed.topic if needed.topic == needing.topic else ""
        ways.setdefault(topic, []).append(((needed.x, needed.y), (needing.x, needing.y)))
    for topic in sorted(ways):
        color, opacity = (_color(concept_map, topic), 0.45) if topic else (INKS["soft"][0], 0.16)
        yield color, opacity, tuple(sorted(ways[topic]))


def _by_color(concept_map: ConceptMap, nodes: Iterable[Node]) -> Iterable[tuple[str, tuple[Spot, ...]]]:
    spots: dict[str, list[Spot]] = {}
    for node in nodes:
        spots.setdefault(_color(concept_map, node.topic), []).append((node.x, node.y))
    return ((color, tuple(sorted(spots[color]))) for color in sorted(spots))


def _names(concept_map: ConceptMap, size: float) -> tuple[list[Label], list[Box]]:
    """The name of each island above it, and the room they take; the first to come has it."""
    places = {node.id: node for node in concept_map.nodes}
    written: list[Label] = []
    taken: list[Box] = []
    for island in concept_map.islands:
        large = size * (1.5 if len(island.members) > 2 else 1.1)
        top = min(places[member].y for member in island.members) - SHORE - large * 0.3
        middle = sum(places[member].x for member in island.members) / len(island.members)
        label = Label(text=island.name, x=middle, y=top, size=large, color=_color(concept_map, island.name))
        box = _text_box(label)
        if any(_overlap(box, other) for other in taken):
            continue
        taken.append(box)
        written.append(label)
    return written, taken


def _labels(nodes: Sequence[Node], size: float, taken: list[Box]) -> list[Label]:
    """Labels beside their nodes, the most important first, where they cover no other label and no node."""
    grid = _Grid(size * 12)
    for node in nodes:
        radius = _radius(node)
        grid.add((node.x - radius, node.y - radius, node.x + radius, node.y + radius))
    for box in taken:
        grid.add(box)
    written = []
    for node in nodes:
        for label in _places(node, size):
            box = _text_box(label)
            if grid.is_free(box):
                grid.add(box)
                taken.append(box)
                written.append(label)
                break
    return written


def _places(node: Node, size: float) -> Iterable[Label]:
    """Where a label may stand: below its node, above, to the right, to the left."""
    radius, half = _radius(node), text_width(node.term, size=size, bold=True) / 2
    shifts = ((0.0, radius + size), (0.0, -radius - size * 0.4), (radius + half + 2, size / 3), (-radius - half - 2, size / 3))
    return (Label(text=node.term, x=node.x + x, y=node.y + y, size=size) for x, y in shifts)


class _Grid:
    """Boxes by the squares they touch, so that only those nearby are compared."""

    def __init__(self, side: float) -> None:
        self._side = side
        self._squares: dict[tuple[int, int], list[Box]] = {}

    def _touched(self, box: Box) -> Iterable[tuple[int, int]]:
        left, top, right, bottom = (math.floor(value / self._side) for value in box)
        return ((x, y) for x in range(left, right + 1) for y in range(top, bottom + 1))

    def add(self, box: Box) -> None:
        """Take the room of a box."""
        for square in self._touched(box):
            self._squares.setdefault(square, []).append(box)

    def is_free(self, box: Box) -> bool:
        """Whether a box overlaps none of those that have their room."""
        return not any(_overlap(box, other) for square in self._touched(box) for other in self._squares.get(square, ()))


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _text_box(label: Label) -> Box:
    half = text_width(label.text, size=label.size, bold=True) / 2
    return label.x - half, label.y - label.size, label.x + half, label.y + label.size * 0.3


def _frame(nodes: Sequence[Node], boxes: Sequence[Box]) -> Box:
    """What holds all nodes and texts, with some room around."""
    edges = [(node.x - SHORE, node.y - SHORE, node.x + SHORE, node.y + SHORE) for node in nodes]
    lefts, tops, rights, bottoms = zip(*edges, *boxes, strict=True) if edges else ((0.0,), (0.0,), (200.0,), (100.0,))
    return min(lefts) - 12, min(tops) - 12, max(rights) + 12, max(bottoms) + 12
