"""The whole map as one static SVG in light colors, for print, for books, and to be taken away: no script, no style sheet.

What it shows is what the map shows at first: islands with their names, all concepts, what they need, and the labels of the
leading concepts, as many as there is room for.
"""

import math
import re
from collections.abc import Callable, Iterable, Sequence
from html import escape

from conceptgraph.drawing.edges import REQUIRES
from conceptgraph.drawing.maps import ConceptMap, Node
from conceptgraph.drawing.renderers.palette import INKS, LIGHT, color_number
from conceptgraph.drawing.renderers.text_width import text_width

Href = Callable[[str], str]

#: The radius of the least and of the most important node, and the width of the shore around nodes, in units of the map.
_LEAST, _MOST, _SHORE = 6.0, 13.0, 34.0
#: How large labels are, as a share of the map's width, and between which bounds in units of the map.
_LABEL, _SMALLEST, _LARGEST = 0.0075, 13.0, 60.0
#: Above so many edges only those of the reduction are drawn, and of these so many at most.
_MANY_EDGES = 6000

_UNPRINTED = re.compile(r"[\x00-\x1f\ud800-\udfff\ufffe\uffff]")

_Box = tuple[float, float, float, float]


def render_map_svg(concept_map: ConceptMap, *, href: Href | None = None) -> str:
    """A standalone SVG of the map.

    Args:
        concept_map: what to show.
        href: the address of a concept's page; without it nothing is a link.
    """
    size = _label_size(concept_map.nodes)
    names, taken = _names(concept_map, size)
    labels = _labels(concept_map.nodes, size, taken)
    left, top, right, bottom = _frame(concept_map.nodes, taken)
    count = sum(not (node.wanted or node.foreign) for node in concept_map.nodes)
    body = "\n".join((*_shores(concept_map), *_edges(concept_map), *_dots(concept_map, href), *names, *labels))
    frame = f"{_n(left)} {_n(top)} {_n(right - left)} {_n(bottom - top)}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{frame}" width="{_n(right - left)}" height="{_n(bottom - top)}" role="img" '
        f'font-family="system-ui, sans-serif" fill="{INKS["ink"][0]}" text-anchor="middle">\n'
        f"<title>{escape(f'Concept map: {count}')}</title>\n"
        f'<rect x="{_n(left)}" y="{_n(top)}" width="{_n(right - left)}" height="{_n(bottom - top)}" fill="{INKS["surface"][0]}"/>\n'
        f"{body}\n</svg>\n"
    )


def _label_size(nodes: Sequence[Node]) -> float:
    """Labels of the same size on paper however large the map is, and so fewer on a larger one."""
    width = max((node.x for node in nodes), default=0.0) - min((node.x for node in nodes), default=0.0)
    return min(max(width * _LABEL, _SMALLEST), _LARGEST)


def _color(concept_map: ConceptMap, topic: str) -> str:
    return LIGHT[color_number(concept_map.colors.get(topic))]


def _shores(concept_map: ConceptMap) -> Iterable[str]:
    """An island is the hull of its members, with a thick border of its own color that rounds it off."""
    places = {node.id: (node.x, node.y) for node in concept_map.nodes}
    for island in concept_map.islands:
        hull = _hull(sorted({places[member] for member in island.members}))
        way = "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in hull) + "z"
        color = _color(concept_map, island.name)
        # As one group, or fill and border would be twice as dark where they overlap.
        yield (
            f'<path d="{way}" fill="{color}" stroke="{color}" stroke-width="{_n(2 * _SHORE)}" stroke-linejoin="round" '
            f'stroke-linecap="round" opacity=".09"/>'
        )


def _hull(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The convex hull of sorted points (Andrew, 1979)."""

    def half(ordered: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
        chain: list[tuple[float, float]] = []
        for x, y in ordered:
            while len(chain) > 1 and _turns_right(chain[-2], chain[-1], (x, y)):
                chain.pop()
            chain.append((x, y))
        return chain[:-1]

    return list(points) if len(points) < 3 else [*half(points), *half(reversed(points))]


def _turns_right(one: tuple[float, float], other: tuple[float, float], third: tuple[float, float]) -> bool:
    return (other[0] - one[0]) * (third[1] - one[1]) - (other[1] - one[1]) * (third[0] - one[0]) <= 0


def _edges(concept_map: ConceptMap) -> Iterable[str]:
    """What needs what, without the edges that others imply, as one path for each island and one between islands."""
    nodes = {node.id: node for node in concept_map.nodes}
    ways: dict[str, list[str]] = {}
    drawn = [edge for edge in concept_map.edges if edge.kind == REQUIRES and not edge.via][:_MANY_EDGES]
    for edge in drawn:
        source, target = nodes[edge.target], nodes[edge.source]
        topic = source.topic if source.topic == target.topic else ""
        ways.setdefault(topic, []).append(f"M{_n(source.x)} {_n(source.y)}L{_n(target.x)} {_n(target.y)}")
    for topic in sorted(ways):
        color, opacity = (_color(concept_map, topic), ".45") if topic else (INKS["soft"][0], ".16")
        yield f'<path d="{"".join(ways[topic])}" fill="none" stroke="{color}" stroke-width="1.4" opacity="{opacity}"/>'


def _radius(node: Node) -> float:
    return _LEAST + (_MOST - _LEAST) * node.importance


def _dots(concept_map: ConceptMap, href: Href | None) -> Iterable[str]:
    """Each concept with its term as its title; wanted ones are hollow."""
    for node in concept_map.nodes:
        color = _color(concept_map, node.topic)
        inside = f'fill="{INKS["surface"][0]}" stroke="{color}" stroke-width="2"' if node.wanted else f'fill="{color}"'
        place = f'cx="{_n(node.x)}" cy="{_n(node.y)}" r="{_n(_radius(node))}"'
        dot = f"<circle {place} {inside}><title>{escape(_plain(node.term))}</title></circle>"
        address = href(node.id) if href and not node.wanted else ""
        yield f'<a href="{escape(address)}">{dot}</a>' if address else dot


def _names(concept_map: ConceptMap, size: float) -> tuple[list[str], list[_Box]]:
    """The name of each island above it, and the room they take; the first to come has it."""
    places = {node.id: node for node in concept_map.nodes}
    written: list[str] = []
    taken: list[_Box] = []
    for island in concept_map.islands:
        large = size * (1.5 if len(island.members) > 2 else 1.1)
        top = min(places[member].y for member in island.members) - _SHORE - large * 0.3
        middle = sum(places[member].x for member in island.members) / len(island.members)
        box = _text_box(island.name, middle, top, large)
        if any(_overlap(box, other) for other in taken):
            continue
        taken.append(box)
        color = _color(concept_map, island.name)
        written.append(_text(island.name, middle, top, large, f' font-weight="bold" fill="{color}"'))
    return written, taken


def _labels(nodes: Sequence[Node], size: float, taken: list[_Box]) -> Iterable[str]:
    """Labels below their nodes, the most important first, where they cover no other label and no node of more importance."""
    grid = _Grid(size * 12)
    for box in taken:
        grid.add(box)
    written = []
    for node in sorted(nodes, key=lambda node: (-node.importance, node.id)):
        radius = _radius(node)
        y = node.y + radius + size
        box = _text_box(node.term, node.x, y, size)
        if not grid.is_free(box):
            continue
        grid.add(box)
        grid.add((node.x - radius, node.y - radius, node.x + radius, node.y + radius))
        taken.append(box)
        written.append(_text(node.term, node.x, y, size, ""))
    return written


class _Grid:
    """Boxes by the squares they touch, so that only those nearby are compared."""

    def __init__(self, side: float) -> None:
        self._side = side
        self._squares: dict[tuple[int, int], list[_Box]] = {}

    def _touched(self, box: _Box) -> Iterable[tuple[int, int]]:
        left, top, right, bottom = (math.floor(value / self._side) for value in box)
        return ((x, y) for x in range(left, right + 1) for y in range(top, bottom + 1))

    def add(self, box: _Box) -> None:
        """Take the room of a box."""
        for square in self._touched(box):
            self._squares.setdefault(square, []).append(box)

    def is_free(self, box: _Box) -> bool:
        """Whether a box overlaps none of those that have their room."""
        return not any(_overlap(box, other) for square in self._touched(box) for other in self._squares.get(square, ()))


def _overlap(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _text_box(text: str, middle: float, base: float, size: float) -> _Box:
    half = text_width(_plain(text), size=size, bold=True) / 2
    return middle - half, base - size, middle + half, base + size * 0.3


def _text(text: str, x: float, y: float, size: float, more: str) -> str:
    # A rim in the color of the paper keeps a label legible over lines.
    rim = f'paint-order="stroke" stroke="{INKS["surface"][0]}" stroke-width="{_n(size / 5)}" stroke-linejoin="round"'
    return f'<text x="{_n(x)}" y="{_n(y)}" font-size="{_n(size)}" {rim}{more}>{escape(_plain(text))}</text>'


def _plain(text: str) -> str:
    """A text without what XML cannot hold."""
    return _UNPRINTED.sub("", text)


def _frame(nodes: Sequence[Node], boxes: Sequence[_Box]) -> _Box:
    """What holds all nodes and texts, with some room around."""
    edges = [(node.x - _SHORE, node.y - _SHORE, node.x + _SHORE, node.y + _SHORE) for node in nodes]
    lefts, tops, rights, bottoms = zip(*edges, *boxes, strict=True) if edges else ((0.0,), (0.0,), (200.0,), (100.0,))
    return min(lefts) - 12, min(tops) - 12, max(rights) + 12, max(bottoms) + 12


def _n(number: float) -> str:
    """A coordinate as short as it can be written."""
    return f"{number:.1f}".removesuffix(".0")
