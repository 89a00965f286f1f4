"""What pictures of concepts are made of: pills with a label, lines with a head, texts, as SVG.

Colors and the looks of all that is alike stand in `concept-pictures.css`, once for all pages; without it the same lines and
texts are gray.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape

from conceptgraph.drawing.maps import Pill
from conceptgraph.drawing.renderers.palette import INKS, color_number
from conceptgraph.drawing.renderers.text_width import shorten, text_width

Href = Callable[[str], str]

#: How wide the pictures for wide and for narrow columns are, in pixels.
WIDE, NARROW = 720, 340
#: The height of a pill, and of what stands below another with the room between.
HEIGHT, PITCH = 30, 38
#: The sizes of labels and of smaller texts.
SIZE, SMALL = 13, 11.5

_DOT = 24  # room for the dot, before the label
_PAD = 12
_WIDEST = 256
_WIDEST_OWN = 300
_QUIET = "nohighlight"  # Sphinx marks what was searched for, and its script fails at a `title` inside an SVG


@dataclass(frozen=True, slots=True)
class Box:
    """A pill at its place: left, top, width."""

    pill: Pill
    x: float
    y: float
    width: float

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return self.y + HEIGHT / 2

    @property
    def center(self) -> float:
        """The middle from left to right."""
        return self.x + self.width / 2


def pill_width(pill: Pill, *, bold: bool = False) -> float:
    """The width of a pill around its label, in whole pixels."""
    return float(round(min(text_width(pill.term, size=SIZE, bold=bold) + _DOT + _PAD, _WIDEST_OWN if bold else _WIDEST)))


def svg(kind: str, width: float, height: float, parts: Iterable[str], *, titled: bool) -> str:
    """A picture of a size; `kind` is its class. To readers it is what is in it, links; books may not say so."""
    role = "" if titled else ' role="none"'
    return (
        f'<svg class="cg-picture{kind}"{role} xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {n(width)} {n(height)}" width="{n(width)}" '
        f'height="{n(height)}" font-size="{SIZE}" font-family="system-ui,sans-serif" text-anchor="middle" fill="none" '
        f'stroke="{INKS["soft"][0]}">{"".join(parts)}</svg>'
    )


def draw_pill(box: Box, href: Href, *, own: bool = False, titled: bool = False) -> str:
    """A pill: a link with a dot of its topic's color and its label; a label that is cut has the whole one as its title.

    In books every link must have one, hence `titled`.
    """
    pill = box.pill
    label = shorten(pill.term, width=box.width - _DOT - _PAD + 0.5, size=SIZE, bold=own)
    title = f'<title class="{_QUIET}">{escape(pill.term)}</title>' if titled or label != pill.term else ""
    middle = box.x + _DOT + (box.width - _DOT - _PAD) / 2
    content = (
        f'{title}<rect x="{n(box.x)}" y="{n(box.y)}" width="{n(box.width)}" height="{HEIGHT}" rx="7"/>'
        f'<circle class="cg-dot-{color_number(pill.color)}" cx="{n(box.x + 14)}" cy="{n(box.middle)}" r="4.5"/>'
        f'<text class="{_QUIET}" x="{n(middle)}" y="{n(box.middle + 4.5)}">{escape(label)}</text>'
    )
    address = href(pill.id)
    kind = ' class="cg-foreign"' if pill.foreign else ""
    if own:
        return f'<a class="cg-own" href="{escape(address)}">{content}</a>' if address else f'<g class="cg-own">{content}</g>'
    return f'<a{kind} href="{escape(address)}">{content}</a>' if address else f"<g{kind}>{content}</g>"


def draw_lines(kind: str, ways: Sequence[str], heads: Iterable[str] = ()) -> str:
    """Lines of a kind as one path, and their heads as another; heads at one place are one."""
    drawn = f'<path class="cg-{kind}" d="{"".join(ways)}"/>' if ways else ""
    head = "".join(dict.fromkeys(heads))
    return drawn + (f'<path class="cg-head cg-{kind}" d="{head}"/>' if head else "")


def draw_text(text: str, x: float, y: float, *, kind: str = "note", anchor: str = "", href: str = "") -> str:
    """A small text, such as a caption; with an address it is a link."""
    placed = f' text-anchor="{anchor}"' if anchor else ""
    drawn = f'<text class="cg-{kind} {_QUIET}" x="{n(x)}" y="{n(y)}" font-size="{SMALL}"{placed}>{escape(text)}</text>'
    return f'<a class="cg-more" href="{escape(href)}">{drawn}</a>' if href else drawn


def n(number: float) -> str:
    """A coordinate as short as it can be written: to half a pixel."""
    return f"{round(number * 2) / 2:.1f}".removesuffix(".0")
