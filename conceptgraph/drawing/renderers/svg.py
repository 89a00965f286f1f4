"""Pictures made at build time: the neighborhood of a concept and a learning path, as SVG with real links and no script.

Each picture comes twice, for wide and for narrow columns; `concept-pictures.css` shows one of them, and colors both by
variables. Attributes carry the light colors, so that a reader of books without that style sheet sees the same picture.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from html import escape

from conceptgraph.drawing.layers import lay_out_layers
from conceptgraph.drawing.maps import Neighbourhood, PathPicture, Pill
from conceptgraph.drawing.renderers.palette import INKS, LIGHT, color_number
from conceptgraph.drawing.renderers.text_width import shorten, text_width
from conceptgraph.words import counted, word

Href = Callable[[str], str]

#: How many pills a side of a neighborhood shows; more are counted.
SHOWN = 6

_SIZE = 13
_SMALL = 11.5
_HEIGHT = 30
_PITCH = 38
_DOT = 24  # room for the dot, before the label
_PAD = 12
_WIDEST = 256
_WIDEST_OWN = 300
_GAP = 60  # room for lines between columns
_WIDE, _NARROW = 720, 340
_ROW = 64  # from one layer of a path to the next
_QUIET = "nohighlight"  # Sphinx marks what was searched for, and its script fails at a `title` inside an SVG


@dataclass(frozen=True, slots=True)
class _Box:
    """A pill at its place: left, top, width."""

    pill: Pill
    x: float
    y: float
    width: float

    @property
    def middle(self) -> float:
        return self.y + _HEIGHT / 2

    @property
    def center(self) -> float:
        return self.x + self.width / 2


def render_neighbourhood(drawing: Neighbourhood, *, href: Href) -> str:
    """A concept between what it builds on and what it leads to: an HTML figure with a wide and a narrow SVG.

    Args:
        drawing: what to show.
        href: the address of a concept's page, relative to the page the picture stands on; empty where there is none.
    """
    label = escape(_describe(drawing), quote=True)
    wide, narrow = _wide(drawing, href), _narrow(drawing, href)
    return f'<div class="cg-neighbourhood" role="group" aria-label="{label}">{wide}{narrow}</div>'


def render_path(drawing: PathPicture, *, href: Href) -> str:
    """A learning path in layers, goals at the bottom: an HTML figure with a wide and a narrow SVG.

    Args:
        drawing: what to show.
        href: the address of a concept's page, relative to the page the picture stands on; empty where there is none.
    """
    goals = ", ".join(pill.term for pill in drawing.steps if pill.id in drawing.targets)
    count = len(drawing.steps) + drawing.earlier
    told = word("Learning path to {goals} in {number} steps").format(goals=goals, number=count)
    told += word(", the last {number} shown").format(number=len(drawing.steps)) if drawing.earlier else ""
    label = escape(told)
    pictures = "".join(_layered(drawing, href, room, kind) for room, kind in ((_WIDE, "wide"), (_NARROW, "narrow")))
    return f'<div class="cg-path-picture" role="group" aria-label="{label}">{pictures}</div>'


def _describe(drawing: Neighbourhood) -> str:
    """The picture in words, with counts of the whole graph."""
    before = len(drawing.builds_on) + len(drawing.folded_builds_on)
    after = len(drawing.leads_to) + len(drawing.folded_leads_to)
    told = word(
        "{term} builds on {before} concepts directly and {all_before} in all, "
        "leads to {after} directly and {all_after} in all, and is related to {related}."
    )
    return told.format(
        term=drawing.concept.term, before=before, all_before=drawing.all_builds_on,
        after=after, all_after=drawing.all_leads_to, related=len(drawing.related),
    )  # fmt: skip


def _wide(drawing: Neighbourhood, href: Href) -> str:
    before, after = drawing.builds_on[:SHOWN], drawing.leads_to[:SHOWN]
    own = _pill_width(drawing.concept, bold=True)
    left = _side_width(drawing.builds_on, drawing.folded_builds_on)
    right = _side_width(drawing.leads_to, drawing.folded_leads_to)
    # Related concepts stand below and need some room, however small the rest is.
    spare = max(0.0, (_WIDE * 0.85 if drawing.related else 0.0) - left - own - right)
    left, right = left + spare / 2, right + spare / 2
    width = left + own + right
    top = 26.0 if before or after else 2.0
    height = max(len(before), len(after), 1) * _PITCH - (_PITCH - _HEIGHT)
    concept = _Box(drawing.concept, left, top + (height - _HEIGHT) / 2, own)
    boxes_before = _column(before, left - _GAP, top, height, align_right=True)
    boxes_after = _column(after, left + own + _GAP, top, height, align_right=False)
    parts = [
        _caption(word("Builds on"), left - _GAP, 12, "end", "builds") if before else "",
        _caption(word("Leads to"), left + own + _GAP, 12, "start", "leads") if after else "",
        *(_across(box.x + box.width, box.middle, concept.x, concept.middle, "builds") for box in boxes_before),
        *(_across(concept.x + own, concept.middle, box.x, box.middle, "leads") for box in boxes_after),
    ]
    bottom = top + height
    notes = [
        _note(drawing.builds_on, drawing.folded_builds_on, left - _GAP, bottom + 17, "end"),
        _note(drawing.leads_to, drawing.folded_leads_to, left + own + _GAP, bottom + 17, "start"),
    ]
    bottom += 22 if any(notes) else 0
    related, bottom = _related(drawing.related, concept, width, bottom, href)
    pills = "".join(_pill(box, href) for box in (*boxes_before, *boxes_after))
    return _svg("wide", width, bottom + 2, "".join((*parts, *notes, related, pills, _pill(concept, href, own=True))))


def _narrow(drawing: Neighbourhood, href: Href) -> str:
    """The same from top to bottom, for phones."""
    parts: list[str] = []
    y = 0.0
    rows = (
        (word("Builds on"), "builds", drawing.builds_on, drawing.folded_builds_on),
        ("", "", (), ()),
        (word("Leads to"), "leads", drawing.leads_to, drawing.folded_leads_to),
        (word("Related"), "related", drawing.related, ()),
    )
    for name, kind, pills, folded in rows:
        if not name:
            width = min(_pill_width(drawing.concept, bold=True), _NARROW)
            parts.append(_pill(_Box(drawing.concept, (_NARROW - width) / 2, y + 4, width), href, own=True))
            y += _HEIGHT + 14
        elif pills:
            of = _some_of(pills) if kind == "related" else ""
            parts.append(_caption(name + of, 0, y + 12, "start", kind))
            boxes, bottom = _flow(pills[:SHOWN], _NARROW, y + 22, centered=False)
            parts += [_pill(box, href) for box in boxes]
            note = _note(pills, folded, 0, bottom + 17, "start") if kind != "related" else ""
            y = bottom + (30 if note else 14)
            parts.append(note)
    return _svg("narrow", _NARROW, y, "".join(parts))


def _related(pills: Sequence[Pill], concept: _Box, width: float, top: float, href: Href) -> tuple[str, float]:
    """The row of related concepts below, and where it ends."""
    if not pills:
        return "", top
    start = max(top + 4, concept.y + _HEIGHT + 26)
    boxes, bottom = _flow(pills[:SHOWN], width, start + 22, centered=True)
    # Below the concept where there is room, else as near as the picture's edges allow.
    ends = min(box.x for box in boxes), max(box.x + box.width for box in boxes)
    shift = min(max(concept.center - width / 2, -ends[0]), width - ends[1])
    boxes = [replace(box, x=box.x + shift) for box in boxes]
    caption = word("Related") + _some_of(pills)
    way = f"M{_n(concept.center)} {_n(concept.y + _HEIGHT)}V{_n(start - 1)}"
    line = f'<path class="cg-line cg-related" d="{way}" {_stroke("soft", dashed=True)}/>'
    return line + _caption(caption, concept.center, start + 12, "middle", "related") + "".join(_pill(box, href) for box in boxes), bottom


def _side_width(pills: Sequence[Pill], folded: Sequence[Pill]) -> float:
    """The room a side needs: its pills, the note below them, and the lines to the middle."""
    if not pills:
        return 20.0
    note = text_width(_left_out(pills, folded), size=_SMALL)
    return max(80.0, note, *(_pill_width(pill) for pill in pills[:SHOWN])) + _GAP


def _pill_width(pill: Pill, *, bold: bool = False) -> float:
    return min(text_width(pill.term, size=_SIZE, bold=bold) + _DOT + _PAD, _WIDEST_OWN if bold else _WIDEST)


def _column(pills: Sequence[Pill], edge: float, top: float, height: float, *, align_right: bool) -> list[_Box]:
    start = top + (height - (len(pills) * _PITCH - (_PITCH - _HEIGHT))) / 2
    widths = [_pill_width(pill) for pill in pills]
    return [
        _Box(pill, edge - width if align_right else edge, start + index * _PITCH, width)
        for index, (pill, width) in enumerate(zip(pills, widths, strict=True))
    ]


def _flow(pills: Sequence[Pill], room: float, top: float, *, centered: bool) -> tuple[list[_Box], float]:
    """Pills side by side in as many rows as they need, and where the last row ends."""
    rows: list[list[Pill]] = [[]]
    filled = 0.0
    for pill in pills:
        width = _pill_width(pill) + 8
        if rows[-1] and filled + width - 8 > room:
            rows.append([])
            filled = 0.0
        rows[-1].append(pill)
        filled += width
    boxes = []
    for index, row in enumerate(rows):
        widths = [_pill_width(pill) for pill in row]
        x = (room - sum(widths) - 8 * (len(row) - 1)) / 2 if centered else 0.0
        for pill, width in zip(row, widths, strict=True):
            boxes.append(_Box(pill, x, top + index * _PITCH, width))
            x += width + 8
    return boxes, top + len(rows) * _PITCH - (_PITCH - _HEIGHT)


def _layered(drawing: PathPicture, href: Href, room: float, kind: str) -> str:
    widths = {pill.id: _pill_width(pill, bold=pill.id in drawing.targets) for pill in drawing.steps}
    steps = [pill.id for pill in drawing.steps]
    layers = lay_out_layers(steps, drawing.edges, widths=widths, room=room)
    left = min((layers.places[step] - widths[step] / 2 for step in steps), default=0.0)
    left = min([left, *(x for route in layers.routes.values() for x, _ in route)])
    right = max((layers.places[step] + widths[step] / 2 for step in steps), default=0.0)
    right = max([right, *(x for route in layers.routes.values() for x, _ in route)])
    top = 24.0 if drawing.earlier else 1.0
    row_of = {box: index for index, row in enumerate(layers.rows) for box in row}
    boxes = [
        _Box(pill, layers.places[pill.id] - widths[pill.id] / 2 - left + 1, top + row_of[pill.id] * _ROW, widths[pill.id])
        for pill in drawing.steps
    ]
    lines = "".join(_down([(x - left + 1, top + row * _ROW) for x, row in route]) for route in layers.routes.values())
    width = max(right - left + 2, 200.0)
    earlier = counted("{number} earlier step comes before these", "{number} earlier steps come before these", drawing.earlier)
    note = _words(earlier, width / 2, 12, "middle") if drawing.earlier else ""
    pills = "".join(_pill(box, href, own=box.pill.id in drawing.targets) for box in boxes)
    return _svg(kind, width, top + len(layers.rows) * _ROW - _ROW + _HEIGHT + 1, note + lines + pills)


def _svg(kind: str, width: float, height: float, content: str) -> str:
    return (
        f'<svg class="cg-picture cg-{kind}" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_n(width)} {_n(height)}" '
        f'width="{_n(width)}" height="{_n(height)}" font-size="{_SIZE}" font-family="system-ui, sans-serif">{content}</svg>'
    )


def _pill(box: _Box, href: Href, *, own: bool = False) -> str:
    """A pill: a link with a dot of its topic's color and its label, and the reason it is there as its title."""
    pill = box.pill
    number = color_number(pill.color)
    label = shorten(pill.term, width=box.width - _DOT - _PAD + 0.5, size=_SIZE, bold=own)
    title = " · ".join(filter(None, (pill.term if label != pill.term else "", pill.topic, pill.why))) or pill.term
    fill, stroke = (INKS["surface"][0], INKS["ink"][0]) if own else (INKS["raised"][0], INKS["line"][0])
    middle = box.x + _DOT + (box.width - _DOT - _PAD) / 2
    content = (
        _title(title)
        + f'<rect x="{_n(box.x)}" y="{_n(box.y)}" width="{_n(box.width)}" height="{_HEIGHT}" rx="7" fill="{fill}" stroke="{stroke}"'
        + (' stroke-dasharray="4 3"/>' if pill.foreign else "/>")
        + f'<circle cx="{_n(box.x + 14)}" cy="{_n(box.middle)}" r="4.5" fill="{LIGHT[number]}" class="cg-dot-{number}"/>'
        + f'<text class="{_QUIET}" x="{_n(middle)}" y="{_n(box.middle + 4.5)}" text-anchor="middle" fill="{INKS["ink"][0]}"'
        + (' font-weight="bold"' if own else "")
        + f">{escape(label)}</text>"
    )
    address = href(pill.id)
    kind = "cg-pill cg-own" if own else "cg-pill cg-foreign" if pill.foreign else "cg-pill"
    if address and not own:
        return f'<a class="{kind}" href="{escape(address)}">{content}</a>'
    return f'<g class="{kind}">{content}</g>'


def _across(x: float, y: float, to_x: float, to_y: float, kind: str) -> str:
    """A line from left to right, level at both ends, with an arrow head."""
    bend = (to_x - x) / 2
    curve = f"M{_n(x)} {_n(y)}C{_n(x + bend)} {_n(y)} {_n(to_x - bend)} {_n(to_y)} {_n(to_x - 7)} {_n(to_y)}"
    head = f"M{_n(to_x - 9)} {_n(to_y - 4)}L{_n(to_x - 1)} {_n(to_y)}L{_n(to_x - 9)} {_n(to_y + 4)}z"
    return _line(curve, head, kind)


def _down(points: Sequence[tuple[float, float]]) -> str:
    """A line from the bottom of a box through its bends to the top of another, upright at both ends."""
    (x, y), *bends = points
    y += _HEIGHT
    curve = f"M{_n(x)} {_n(y)}"
    for index, (to_x, to_y) in enumerate(bends):
        last = index == len(bends) - 1
        end = to_y - (7 if last else 0)
        middle = (y + end) / 2
        curve += f"C{_n(x)} {_n(middle)} {_n(to_x)} {_n(middle)} {_n(to_x)} {_n(end)}"
        x, y = to_x, end
        if not last:
            curve += f"V{_n(to_y + _HEIGHT)}"
            y = to_y + _HEIGHT
    y = points[-1][1]
    return _line(curve, f"M{_n(x - 4)} {_n(y - 9)}L{_n(x)} {_n(y - 1)}L{_n(x + 4)} {_n(y - 9)}z", "step")


def _line(curve: str, head: str, kind: str) -> str:
    ink = "soft" if kind == "step" else kind
    arrow = f'<path class="cg-head cg-{kind}" d="{head}" fill="{INKS[ink][0]}"/>'
    return f'<path class="cg-line cg-{kind}" d="{curve}" {_stroke(ink)}/>{arrow}'


def _stroke(ink: str, *, dashed: bool = False) -> str:
    dashes = ' stroke-dasharray="4 4"' if dashed else ""
    return f'fill="none" stroke="{INKS[ink][0]}" stroke-width="1.5"{dashes}'


def _caption(text: str, x: float, y: float, anchor: str, kind: str) -> str:
    color = INKS["soft" if kind == "related" else kind][0]
    return (
        f'<text class="cg-caption cg-{kind} {_QUIET}" x="{_n(x)}" y="{_n(y)}" text-anchor="{anchor}" font-size="{_SMALL}" '
        f'font-weight="bold" fill="{color}">{escape(text)}</text>'
    )


def _words(text: str, x: float, y: float, anchor: str, title: str = "") -> str:
    return (
        f'<text class="cg-note {_QUIET}" x="{_n(x)}" y="{_n(y)}" text-anchor="{anchor}" font-size="{_SMALL}" '
        f'fill="{INKS["soft"][0]}">{_title(title)}{escape(text)}</text>'
    )


def _title(text: str) -> str:
    return f'<title class="{_QUIET}">{escape(text)}</title>' if text else ""


def _note(pills: Sequence[Pill], folded: Sequence[Pill], x: float, y: float, anchor: str) -> str:
    """What the picture leaves out: pills beyond its room, and edges that another one implies."""
    told = "; ".join((*(pill.term for pill in pills[SHOWN:]), *_by_way(folded, (*pills, *folded))))
    words = _left_out(pills, folded)
    return _words(words, x, y, anchor, told) if words else ""


def _left_out(pills: Sequence[Pill], folded: Sequence[Pill]) -> str:
    words = []
    if len(pills) > SHOWN:
        words.append(word("and {number} more").format(number=len(pills) - SHOWN))
    if folded:
        by_way = word("also {number} by way of these").format(number=len(folded))
        words.append(word("also: ") + folded[0].term if len(folded) == 1 else by_way)
    return shorten(", ".join(words), width=_WIDEST, size=_SMALL)


def _some_of(pills: Sequence[Pill]) -> str:
    """How many of the related concepts there is room for, where it is not all."""
    return word(", {number} of {total}").format(number=SHOWN, total=len(pills)) if len(pills) > SHOWN else ""


def _by_way(folded: Iterable[Pill], known: Sequence[Pill]) -> Iterable[str]:
    terms = {pill.id: pill.term for pill in known}
    return (f"{pill.term}{word(', via ')}{terms.get(pill.via, pill.via)}" for pill in folded)


def _n(number: float) -> str:
    """A coordinate as short as it can be written."""
    return f"{number:.1f}".removesuffix(".0")
