"""The whole map as a LaTeX picture, for PDFs: TikZ without libraries, in the fonts of the document.

The document loads the package where there is one; without it the picture is left out, and the list of concepts stands alone.
"""

from collections.abc import Callable, Iterable

from conceptgraph.drawing.maps import ConceptMap
from conceptgraph.drawing.renderers.palette import INKS
from conceptgraph.drawing.renderers.still import SHORE, Box, Label, Spot, Still, draw_still

#: What the preamble must hold.
PREAMBLE = r"\IfFileExists{tikz.sty}{\usepackage{tikz}}{}"

#: So many concepts are drawn one by one, and so many others are points: TeX takes long over more.
_DOTS, _POINTS = 400, 3000
#: How large labels are as a share of the picture's width, and in points on the usual page.
_LABEL, _POINT_SIZE = 0.0125, 5.6
#: The height of a picture in widths, at most.
_TALLEST = 1.3


def render_map_tikz(concept_map: ConceptMap, *, escape: Callable[[str], str]) -> str:
    """The map, as wide as the text.

    Args:
        concept_map: what to show. Of more than 400 concepts the leading ones are drawn, and the others are points.
        escape: how a text is written in LaTeX.
    """
    still = draw_still(concept_map, dots=_DOTS, points=_POINTS, label=_LABEL)
    left, top, right, bottom = still.frame
    shrunk = min(1.0, _TALLEST * (right - left) / (bottom - top))
    unit = f"{0.001 * shrunk:.6f}\\linewidth"
    scale = 1000 / (right - left)
    drawing = _Drawing(frame=still.frame, scale=scale, escape=escape)
    label = min((label.size for label in still.labels), default=1.0)
    parts = (*_colors(still), *_shapes(still, drawing), *(drawing.text(one, one.size / label * _POINT_SIZE) for one in still.labels))
    body = "\n".join(parts)
    # Without the package none of this is read.
    return (
        "\\ifdefined\\tikzpicture\n\\begin{center}\\sffamily\n"
        f"\\begin{{tikzpicture}}[x={{{unit}}},y={{-{unit}}},line cap=round,line join=round,inner sep=0.5pt]\n"
        f"{body}\n\\end{{tikzpicture}}\n\\end{{center}}\n\\fi\n"
    )


class _Drawing:
    """Where things come on a picture that is a thousand units wide."""

    def __init__(self, *, frame: Box, scale: float, escape: Callable[[str], str]) -> None:
        self._left, self._top = frame[:2]
        self._scale = scale
        self._escape = escape

    def at(self, spot: Spot) -> str:
        """A place."""
        return f"({(spot[0] - self._left) * self._scale:.1f},{(spot[1] - self._top) * self._scale:.1f})"

    def length(self, length: float) -> str:
        """A length in points on the usual page."""
        return f"{length * self._scale * 0.45:.1f}pt"

    def text(self, label: Label, size: float) -> str:
        """A text on a ground that lets lines below it shine through a little."""
        look = f"\\bfseries\\color{{{_name(label.color)}}}" if label.color else ""
        font = f"font=\\fontsize{{{size:.1f}}}{{{size * 1.2:.1f}}}\\selectfont{look}"
        place = self.at((label.x, label.y))
        return f"\\node[anchor=base,fill=white,fill opacity=.6,text opacity=1,{{{font}}}] at {place} {{{self._escape(label.text)}}};"


def _name(color: str) -> str:
    return "cg" + color.removeprefix("#")


def _colors(still: Still) -> Iterable[str]:
    used = {INKS["soft"][0], *(color for color, _ in still.shores), *(dot.color for dot in still.dots)}
    used |= {label.color for label in still.labels if label.color} | {color for color, _ in still.points}
    return (f"\\definecolor{{{_name(color)}}}{{HTML}}{{{color.removeprefix('#').upper()}}}" for color in sorted(used))


def _shapes(still: Still, drawing: _Drawing) -> Iterable[str]:
    """Islands, lines and concepts; colors are mixed with white, which prints as it looks."""
    for color, hull in still.shores:
        pale = f"{_name(color)}!9!white"
        way = " -- ".join(map(drawing.at, hull))
        yield f"\\filldraw[fill={pale},draw={pale},line width={drawing.length(2 * SHORE)}] {way} -- cycle;"
    for color, opacity, pairs in still.lines:
        way = " ".join(f"{drawing.at(one)} -- {drawing.at(other)}" for one, other in pairs)
        yield f"\\draw[{_name(color)}!{opacity * 100:.0f}!white,line width=.4pt] {way};"
    for color, spots in still.points:
        way = " ".join(f"{drawing.at(spot)} circle[radius={drawing.length(4)}]" for spot in spots)
        yield f"\\fill[{_name(color)}] {way};"
    for dot in still.dots:
        look = f"\\filldraw[fill=white,draw={_name(dot.color)},line width=.5pt]" if dot.node.wanted else f"\\fill[{_name(dot.color)}]"
        yield f"{look} {drawing.at((dot.node.x, dot.node.y))} circle[radius={drawing.length(dot.radius)}];"
