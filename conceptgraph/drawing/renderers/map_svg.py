"""The whole map as one static SVG in light colors, for print, for books, and to be taken away: no script, no style sheet.

What it shows is what the map shows at first: islands with their names, all concepts, what they need, and the labels of the
leading concepts, as many as there is room for.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from html import escape

from conceptgraph.drawing.maps import ConceptMap
from conceptgraph.drawing.renderers.palette import INKS
from conceptgraph.drawing.renderers.still import SHORE, Dot, Label, Spot, Still, describe_map, draw_still

Href = Callable[[str], str]

_UNPRINTED = re.compile(r"[\x00-\x1f\ud800-\udfff\ufffe\uffff]")


def render_map_svg(concept_map: ConceptMap, *, href: Href | None = None) -> str:
    """A standalone SVG of the map, or with links a figure to stand inside a page.

    Args:
        concept_map: what to show. Of more than 1,500 concepts the leading ones are drawn, and the others are points.
        href: the address of a concept's page, relative to the page the picture stands on.
    """
    still = draw_still(concept_map)
    left, top, right, bottom = still.frame
    width, height = _n(right - left), _n(bottom - top)
    told = escape(". ".join(filter(None, (describe_map(concept_map).removesuffix("."), still.told))))
    # In a page the rims of labels are the style sheet's: books may not hold this attribute.
    named, rims = ("", "") if href else (f' role="img" aria-label="{told}"', ' paint-order="stroke"')
    dots = _dots(still.dots, href)
    body = "\n".join((*_shores(still), *_lines(still), *_points(still), *dots, *_labels(still.labels, rims)))
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{_n(left)} {_n(top)} {width} {height}" width="{width}" height="{height}"{named} '
        f'font-family="system-ui, sans-serif" fill="{INKS["ink"][0]}" text-anchor="middle">\n'
        f'<rect x="{_n(left)}" y="{_n(top)}" width="{width}" height="{height}" fill="{INKS["surface"][0]}"/>\n'
        f"{body}\n</svg>\n"
    )
    return f'<div class="cg-still" role="group" aria-label="{told}">{svg}</div>' if href else svg


def _shores(still: Still) -> Iterable[str]:
    """An island with a thick border of its own color that rounds it off."""
    for color, hull in still.shores:
        way = "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in hull) + "z"
        # The opacity is the group's, or fill and border would be twice as dark where they overlap.
        yield (
            f'<path d="{way}" fill="{color}" stroke="{color}" stroke-width="{_n(2 * SHORE)}" stroke-linejoin="round" '
            f'stroke-linecap="round" opacity=".09"/>'
        )


def _lines(still: Still) -> Iterable[str]:
    """The lines of an island as one path."""
    for color, opacity, pairs in still.lines:
        way = "".join(f"M{_n(x)} {_n(y)}L{_n(to_x)} {_n(to_y)}" for (x, y), (to_x, to_y) in pairs)
        yield f'<path d="{way}" fill="none" stroke="{color}" stroke-width="1.4" opacity="{_n(opacity, digits=2)}"/>'


def _points(still: Still) -> Iterable[str]:
    """The points of a color as one path: lines of no length with round ends."""
    for color, spots in still.points:
        yield f'<path d="{_spots(spots)}" stroke="{color}" stroke-width="11" stroke-linecap="round"/>'


def _spots(spots: Sequence[Spot]) -> str:
    return "".join(f"M{x:.0f} {y:.0f}h0" for x, y in spots)


def _dots(dots: Iterable[Dot], href: Href | None) -> Iterable[str]:
    """Each concept with its term as its title; wanted ones are hollow."""
    for dot in dots:
        node = dot.node
        inside = f'fill="{INKS["surface"][0]}" stroke="{dot.color}" stroke-width="2"' if node.wanted else f'fill="{dot.color}"'
        place = f'cx="{_n(node.x)}" cy="{_n(node.y)}" r="{_n(dot.radius)}"'
        drawn = f'<circle {place} {inside}><title class="nohighlight">{escape(_plain(node.term))}</title></circle>'
        address = href(node.id) if href and not node.wanted else ""
        yield f'<a href="{escape(address)}">{drawn}</a>' if address else drawn


def _labels(labels: Sequence[Label], rims: str) -> Iterable[str]:
    """Texts, by their size; a rim in the color of the paper keeps them legible over lines."""
    for size in sorted({label.size for label in labels}, reverse=True):
        rim = f'stroke="{INKS["surface"][0]}" stroke-width="{_n(size / 5)}" stroke-linejoin="round"'
        yield f'<g font-size="{_n(size)}" {rim}{rims}>' + "".join(_label(label) for label in labels if label.size == size) + "</g>"


def _label(label: Label) -> str:
    more = f' font-weight="bold" fill="{label.color}"' if label.color else ""
    return f'<text class="nohighlight" x="{_n(label.x)}" y="{_n(label.y)}"{more}>{escape(_plain(label.text))}</text>'


def _plain(text: str) -> str:
    """A text without what XML cannot hold."""
    return _UNPRINTED.sub("", text)


def _n(number: float, *, digits: int = 1) -> str:
    """A number as short as it can be written."""
    text = f"{number:.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
