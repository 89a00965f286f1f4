"""A learning path in layers as SVG with real links and no script: once for wide and once for narrow columns.

`concept-pictures.css` shows one of the two.
"""

from collections.abc import Sequence
from html import escape

from conceptgraph.drawing.layers import lay_out_layers
from conceptgraph.drawing.maps import PathPicture
from conceptgraph.drawing.renderers.pills import HEIGHT, NARROW, WIDE, Box, Href, draw_lines, draw_pill, draw_text, n, pill_width, svg
from conceptgraph.words import counted, word

_ROW = 64  # from one layer of a path to the next


def render_path(drawing: PathPicture, *, href: Href, titled: bool = False) -> str:
    """A learning path in layers, goals at the bottom: an HTML figure with a wide and a narrow SVG.

    Args:
        drawing: what to show.
        href: the address of a concept's page, relative to the page the picture stands on; empty where there is none.
        titled: whether all links have titles, as books ask for.
    """
    goals = ", ".join(pill.term for pill in drawing.steps if pill.id in drawing.targets)
    count = len(drawing.steps) + drawing.earlier
    told = word("Learning path to {goals} in {number} steps").format(goals=goals, number=count)
    told += word(", the last {number} shown").format(number=len(drawing.steps)) if drawing.earlier else ""
    pictures = "".join(_layered(drawing, href, room, kind, titled=titled) for room, kind in ((WIDE, " cg-wide"), (NARROW, " cg-narrow")))
    return f'<div class="cg-path-picture" role="group" aria-label="{escape(told)}">{pictures}</div>'


def _layered(drawing: PathPicture, href: Href, room: float, kind: str, *, titled: bool) -> str:
    widths = {pill.id: pill_width(pill, bold=pill.id in drawing.targets) for pill in drawing.steps}
    steps = [pill.id for pill in drawing.steps]
    layers = lay_out_layers(steps, drawing.edges, widths=widths, room=room)
    left = min((layers.places[step] - widths[step] / 2 for step in steps), default=0.0)
    left = min([left, *(x for route in layers.routes.values() for x, _ in route)])
    right = max((layers.places[step] + widths[step] / 2 for step in steps), default=0.0)
    right = max([right, *(x for route in layers.routes.values() for x, _ in route)])
    top = 24.0 if drawing.earlier else 1.0
    row_of = {box: index for index, row in enumerate(layers.rows) for box in row}
    boxes = [
        Box(pill, layers.places[pill.id] - widths[pill.id] / 2 - left + 1, top + row_of[pill.id] * _ROW, widths[pill.id])
        for pill in drawing.steps
    ]
    routes = [[(x - left + 1, top + row * _ROW) for x, row in route] for route in layers.routes.values()]
    lines = draw_lines("step", [_way(route) for route in routes], [_head(*route[-1]) for route in routes])
    width = max(right - left + 2, 200.0)
    earlier = counted("{number} earlier step comes before these", "{number} earlier steps come before these", drawing.earlier)
    note = draw_text(earlier, width / 2, 12) if drawing.earlier else ""
    pills = (draw_pill(box, href, own=box.pill.id in drawing.targets, titled=titled) for box in boxes)
    return svg(kind, width, top + len(layers.rows) * _ROW - _ROW + HEIGHT + 1, (note, lines, *pills), titled=titled)


def _way(points: Sequence[tuple[float, float]]) -> str:
    """A line from the bottom of a box through its bends to the top of another, upright at both ends."""
    (x, y), *bends = points
    y += HEIGHT
    way = f"M{n(x)} {n(y)}"
    for index, (to_x, to_y) in enumerate(bends):
        last = index == len(bends) - 1
        end = to_y - (7 if last else 0)
        middle = (y + end) / 2
        way += f"C{n(x)} {n(middle)} {n(to_x)} {n(middle)} {n(to_x)} {n(end)}"
        x, y = to_x, end
        if not last:
            way += f"V{n(to_y + HEIGHT)}"
            y = to_y + HEIGHT
    return way


def _head(x: float, y: float) -> str:
    return f"M{n(x - 4)} {n(y - 9)}l4 8 4-8z"
