"""Pieces: what a generated part of a page consists of, before any format is chosen.

A panel of links is thousands of doctree nodes on a large site, and each costs as much as a line of prose. Pieces are plain
data; `as_html` writes them for HTML pages, `as_nodes` makes doctree nodes of them for every other builder.
"""

from collections.abc import Iterable
from typing import NamedTuple, TypeAlias


class Piece(NamedTuple):
    """An element: its kind, what is in it, its classes, and the one value that its kind has.

    Values are: `concept` the id, `page` the document name, `place`, `external` and `anchor` an address, `code` and `math`
    and `raw` their text, `heading` its anchor, `box` its HTML element, `fold` its summary. Attributes are those of the HTML element.
    """

    kind: str
    parts: "tuple[Part, ...]" = ()
    classes: tuple[str, ...] = ()
    value: str = ""
    attributes: tuple[tuple[str, str], ...] = ()


#: Text stands for itself.
Part: TypeAlias = Piece | str

#: Kinds that stand beside paragraphs, not in them.
BLOCKS = frozenset({"paragraph", "bullets", "numbers", "definitions", "heading", "box", "fold", "raw", "table"})


def inline(parts: Iterable[Part], *classes: str) -> Piece:
    """A run of text with classes."""
    return Piece("inline", tuple(parts), classes)


def strong(text: str, *classes: str) -> Piece:
    """A text that stands out."""
    return Piece("strong", (text,), classes)


def badge(text: str, *classes: str) -> Piece:
    """A word about a concept: its level, topic or status."""
    return Piece("badge", (text,), classes)


def external(address: str, text: str) -> Piece:
    """A link out of the site."""
    return Piece("external", (text,), value=address)


def anchor(name: str, text: str) -> Piece:
    """A link to a place on the same page."""
    return Piece("anchor", (text,), value=name)


def paragraph(parts: Iterable[Part], *, classes: Iterable[str] = ()) -> Piece:
    """A paragraph of inline parts."""
    return Piece("paragraph", tuple(parts), tuple(classes))


def heading(text: str, *, anchor: str = "", note: str = "") -> Piece:
    """A heading inside generated contents, with a note in smaller type."""
    parts: tuple[Part, ...] = (text, " ", inline([note], "concept-note")) if note else (text,)
    return Piece("heading", parts, value=anchor)


def bullet_list(items: Iterable[Iterable[Part]], *, classes: Iterable[str] = ()) -> Piece:
    """A list of paragraphs."""
    return Piece("bullets", tuple(Piece("item", (paragraph(item),)) for item in items), ("concept-list", *classes))


def numbered_list(items: Iterable[Iterable[Part]], *, classes: Iterable[str] = ()) -> Piece:
    """A numbered list; in an item the inline parts are one paragraph, the blocks follow it."""
    return Piece("numbers", tuple(_numbered_item(tuple(item)) for item in items), ("concept-steps", *classes))


def with_data(piece: Piece, **data: str) -> Piece:
    """A numbered list or one of its items with what scripts read; other formats than HTML leave it out."""
    return piece._replace(attributes=tuple((f"data-{name}", value) for name, value in data.items() if value))


def definition_list(items: Iterable[tuple[Iterable[Part], Iterable[Part]]], *, classes: Iterable[str] = ()) -> Piece:
    """Names with a paragraph each."""
    found = []
    for name, definition in items:
        found += [Piece("term", tuple(name)), Piece("definition", (paragraph(definition),))]
    return Piece("definitions", tuple(found), tuple(classes))


def table(heads: Iterable[Iterable[Part]], rows: Iterable[Iterable[Iterable[Part]]], *, classes: Iterable[str] = ()) -> Piece:
    """A table with one row of heads; a cell is a paragraph, or empty."""
    cells = [[Piece("cell", (paragraph(cell),) if (cell := tuple(one)) else ()) for one in row] for row in (tuple(heads), *rows)]
    return Piece("table", tuple(Piece("row", tuple(row)) for row in cells), tuple(classes))


def box(parts: Iterable[Part], *classes: str, tag: str = "div", **attributes: str) -> Piece:
    """An element around blocks."""
    return Piece("box", tuple(parts), classes, tag, tuple(attributes.items()))


def fold(summary: str, parts: Iterable[Part], *classes: str, opened: bool = False, anchor: str = "") -> Piece:
    """Blocks under a summary that opens; where it has an anchor, links can lead to it."""
    attributes = ((("id", anchor),) if anchor else ()) + ((("open", ""),) if opened else ())
    return Piece("fold", tuple(parts), classes, summary, attributes)


def raw(markup: str, *, form: str = "html") -> Piece:
    """Finished markup of one format, HTML or LaTeX; other formats leave it out."""
    return Piece("raw", value=markup, attributes=(("format", form),))


def separated(parts: Iterable[Part], separator: str = ", ") -> list[Part]:
    """Parts with a text between each two."""
    found: list[Part] = []
    for part in parts:
        if found:
            found.append(separator)
        found.append(part)
    return found


def compact_classes(piece: Piece) -> tuple[str, ...]:
    """Lists whose items are one paragraph each are `simple`."""
    single = all(isinstance(item, Piece) and len(item.parts) == 1 for item in piece.parts)
    return ("simple",) if single else ()


def _numbered_item(parts: tuple[Part, ...]) -> Piece:
    blocks = tuple(part for part in parts if isinstance(part, Piece) and part.kind in BLOCKS)
    return Piece("item", (paragraph(part for part in parts if part not in blocks), *blocks))
