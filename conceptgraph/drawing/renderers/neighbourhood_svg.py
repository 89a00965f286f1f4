"""The neighborhood of a concept as SVG with real links and no script; for narrow columns the same as rows of links.

`concept-pictures.css` shows one of the two. The picture is of direct neighbors, a few on each side: what it has no room for is
counted, and a link leads to where all of it is.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from html import escape

from conceptgraph.drawing.maps import Neighbourhood, Pill
from conceptgraph.drawing.renderers.palette import color_number
from conceptgraph.drawing.renderers.pills import (
    HEIGHT,
    PITCH,
    SMALL,
    WIDE,
    Box,
    Href,
    draw_lines,
    draw_pill,
    draw_text,
    n,
    pill_width,
    svg,
)
from conceptgraph.drawing.renderers.text_width import shorten, text_width
from conceptgraph.words import word

#: How many neighbors a picture shows in all, a side of it, and the row of related ones; more are counted.
SHOWN, SIDE, RELATED = 14, 5, 6

_GAP = 60  # room for lines between columns
_NOTE = 256  # the widest text below a column


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """The neighbors that a picture has room for, and how pictures lead on.

    `all_at` is the address of where all neighbors are, empty where there is none.
    """

    drawing: Neighbourhood
    before: Sequence[Pill]
    after: Sequence[Pill]
    related: Sequence[Pill]
    href: Href
    all_at: str
    titled: bool


def render_neighbourhood(drawing: Neighbourhood, *, href: Href, all_at: str = "", titled: bool = False) -> str:
    """A concept between what it builds on and what it leads to: an HTML figure with an SVG, and links for narrow columns.

    Args:
        drawing: what to show.
        href: the address of a concept's page, relative to the page the picture stands on; empty where there is none.
        all_at: where the concept stands among all of its neighbors, such as on the map.
        titled: whether all links have titles, as books ask for.
    """
    before, after = drawing.builds_on[:SIDE], drawing.leads_to[:SIDE]
    related = drawing.related[: min(RELATED, SHOWN - len(before) - len(after))]
    shown = _Shown(drawing=drawing, before=before, after=after, related=related, href=href, all_at=all_at, titled=titled)
    label = escape(_describe(drawing))
    return f'<div class="cg-neighbourhood" role="group" aria-label="{label}">{_wide(shown)}{_narrow(shown)}</div>'


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


def _wide(shown: _Shown) -> str:
    drawing = shown.drawing
    own = pill_width(drawing.concept, bold=True)
    left = _side_width(shown.before, _left_out(drawing.builds_on, shown.before, drawing.folded_builds_on))
    right = _side_width(shown.after, _left_out(drawing.leads_to, shown.after, drawing.folded_leads_to))
    # Related concepts stand below and need some room, however small the rest is.
    spare = max(0.0, (WIDE * 0.85 if shown.related else 0.0) - left - own - right)
    left, right = left + spare / 2, right + spare / 2
    width = left + own + right
    top = 26.0 if shown.before or shown.after else 2.0
    height = max(len(shown.before), len(shown.after), 1) * PITCH - (PITCH - HEIGHT)
    concept = Box(drawing.concept, left, top + (height - HEIGHT) / 2, own)
    before = _column(shown.before, left - _GAP, top, height, align_right=True)
    after = _column(shown.after, left + own + _GAP, top, height, align_right=False)
    parts = [
        draw_text(word("Builds on"), left - _GAP, 12, kind="builds", anchor="end") if before else "",
        draw_text(word("Leads to"), left + own + _GAP, 12, kind="leads", anchor="start") if after else "",
        _across("builds", ((box.x + box.width, box.middle, concept.x, concept.middle) for box in before)),
        _across("leads", ((concept.x + own, concept.middle, box.x, box.middle) for box in after)),
    ]
    bottom = top + height
    notes = [
        _note(shown, drawing.builds_on, shown.before, drawing.folded_builds_on, (left - _GAP, bottom + 17, "end")),
        _note(shown, drawing.leads_to, shown.after, drawing.folded_leads_to, (left + own + _GAP, bottom + 17, "start")),
    ]
    bottom += 22 if any(notes) else 0
    related, bottom = _related(shown, concept, width, bottom)
    pills = (draw_pill(box, shown.href, titled=shown.titled) for box in (*before, *after))
    drawn = (*parts, *notes, related, *pills, draw_pill(concept, _nowhere, own=True))
    return svg(" cg-wide", width, bottom + 2, drawn, titled=shown.titled)


def _nowhere(_concept: str) -> str:
    """The concept itself: its page is this one."""
    return ""


def _side_width(pills: Sequence[Pill], note: str) -> float:
    """The room a side needs: its pills, the note below them, and the lines to the middle."""
    if not pills:
        return 20.0
    return max(80.0, text_width(note, size=SMALL), *(pill_width(pill) for pill in pills)) + _GAP


def _column(pills: Sequence[Pill], edge: float, top: float, height: float, *, align_right: bool) -> list[Box]:
    start = top + (height - (len(pills) * PITCH - (PITCH - HEIGHT))) / 2
    widths = [pill_width(pill) for pill in pills]
    return [
        Box(pill, edge - width if align_right else edge, start + index * PITCH, width)
        for index, (pill, width) in enumerate(zip(pills, widths, strict=True))
    ]


def _across(kind: str, ends: Iterable[tuple[float, float, float, float]]) -> str:
    """Lines from left to right, level at both ends, with arrow heads."""
    ways, heads = [], []
    for x, y, to_x, to_y in ends:
        bend, far = (to_x - x) / 2, to_x - 7 - x
        ways.append(f"M{n(x)} {n(y)}c{n(bend)} 0 {n(far - bend + 7)} {n(to_y - y)} {n(far)} {n(to_y - y)}".replace(" -", "-"))
        heads.append(f"M{n(to_x - 9)} {n(to_y - 4)}l8 4-8 4z")
    return draw_lines(kind, ways, heads)


def _related(shown: _Shown, concept: Box, width: float, top: float) -> tuple[str, float]:
    """The row of related concepts below, and where it ends."""
    if not shown.related:
        return "", top
    start = max(top + 4, concept.y + HEIGHT + 26)
    boxes, bottom = _flow(shown.related, width, start + 22)
    # Below the concept where there is room, else as near as the picture's edges allow.
    ends = min(box.x for box in boxes), max(box.x + box.width for box in boxes)
    shift = min(max(concept.center - width / 2, -ends[0]), width - ends[1])
    pills = (draw_pill(replace(box, x=box.x + shift), shown.href, titled=shown.titled) for box in boxes)
    line = draw_lines("related", [f"M{n(concept.center)} {n(concept.y + HEIGHT)}V{n(start - 1)}"])
    caption = word("Related")
    if more := _more(shown.drawing.related, shown.related):
        caption = f"{caption}, {more}"
    named = draw_text(caption, concept.center, start + 12, kind="related", href=shown.all_at if more else "")
    return "".join((line, named, *pills)), bottom


def _flow(pills: Sequence[Pill], room: float, top: float) -> tuple[list[Box], float]:
    """Pills side by side in as many rows as they need, and where the last row ends."""
    rows: list[list[Pill]] = [[]]
    filled = 0.0
    for pill in pills:
        width = pill_width(pill) + 8
        if rows[-1] and filled + width - 8 > room:
            rows.append([])
            filled = 0.0
        rows[-1].append(pill)
        filled += width
    boxes = []
    for index, row in enumerate(rows):
        widths = [pill_width(pill) for pill in row]
        x = (room - sum(widths) - 8 * (len(row) - 1)) / 2
        for pill, width in zip(row, widths, strict=True):
            boxes.append(Box(pill, x, top + index * PITCH, width))
            x += width + 8
    return boxes, top + len(rows) * PITCH - (PITCH - HEIGHT)


def _narrow(shown: _Shown) -> str:
    """The same as rows of links from top to bottom, which break where the column ends."""
    drawing = shown.drawing
    own = f'<strong class="cg-own">{escape(drawing.concept.term)}</strong>'
    rows = (
        _row("builds", word("Builds on"), shown, (shown.before, drawing.builds_on, drawing.folded_builds_on)),
        own,
        _row("leads", word("Leads to"), shown, (shown.after, drawing.leads_to, drawing.folded_leads_to)),
        _row("related", word("Related"), shown, (shown.related, drawing.related, ())),
    )
    return f'<div class="cg-narrow">{"".join(rows)}</div>'


def _row(kind: str, name: str, shown: _Shown, sides: tuple[Sequence[Pill], Sequence[Pill], Sequence[Pill]]) -> str:
    pills, everything, folded = sides
    if not pills:
        return ""
    links = [_link(pill, shown.href(pill.id)) for pill in pills]
    note = _left_out(everything, pills, folded)
    rest = f'<a class="cg-more" href="{escape(shown.all_at)}">{escape(note)}</a>' if note and shown.all_at else escape(note)
    return f'<b class="cg-{kind}">{escape(name)}</b>{" ".join((*links, rest))}'


def _link(pill: Pill, address: str) -> str:
    kind = f'class="cg-dot-{color_number(pill.color)}"'
    term = escape(pill.term)
    return f'<a {kind} href="{escape(address)}">{term}</a>' if address else f"<span {kind}>{term}</span>"


def _note(shown: _Shown, pills: Sequence[Pill], drawn: Sequence[Pill], folded: Sequence[Pill], place: tuple[float, float, str]) -> str:
    """What a side leaves out: pills beyond its room, and edges that another one implies."""
    words = _left_out(pills, drawn, folded)
    x, y, anchor = place
    return draw_text(words, x, y, anchor=anchor, href=shown.all_at) if words else ""


def _more(pills: Sequence[Pill], drawn: Sequence[Pill]) -> str:
    return word("and {number} more").format(number=len(pills) - len(drawn)) if len(pills) > len(drawn) else ""


def _left_out(pills: Sequence[Pill], drawn: Sequence[Pill], folded: Sequence[Pill]) -> str:
    words = [more] if (more := _more(pills, drawn)) else []
    if folded:
        by_way = word("also {number} by way of these").format(number=len(folded))
        words.append(word("also: ") + folded[0].term if len(folded) == 1 else by_way)
    return shorten(", ".join(words), width=_NOTE, size=SMALL)
