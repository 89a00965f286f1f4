"""Pieces as doctree nodes, for builders of every format; references are resolved by the domains."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from docutils import nodes
from sphinx import addnodes

from conceptgraph.sphinxext.blocks import Asking, link_to_concept
from conceptgraph.sphinxext.nodes import concept_badge, concept_box, concept_fold
from conceptgraph.sphinxext.pieces import Part, Piece, compact_classes

Maker = Callable[[Asking, Piece], nodes.Node]


def as_nodes(asking: Asking, parts: Iterable[Part]) -> list[nodes.Node]:
    """The nodes of some parts."""
    return [nodes.Text(part) if isinstance(part, str) else _MAKERS[part.kind](asking, part) for part in parts]


def _simple(node: type[nodes.TextElement]) -> Maker:
    """A maker of nodes that take a raw source and text before their contents."""
    return lambda asking, piece: node("", "", *as_nodes(asking, piece.parts), classes=list(piece.classes))


def _block(node: type[nodes.Element], **attributes: str) -> Maker:
    """A maker of nodes that hold other blocks."""
    return lambda asking, piece: node("", *as_nodes(asking, piece.parts), classes=list(piece.classes), **attributes)


def _concept(asking: Asking, piece: Piece) -> nodes.Node:
    node = link_to_concept(asking.docname, piece.value, _text(piece))
    if piece.attributes and asking.html:
        node.attributes |= dict(piece.attributes)
    return node


def _page(asking: Asking, piece: Piece) -> nodes.Node:
    reference = addnodes.pending_xref(
        "", refdomain="std", reftype="doc", reftarget=f"/{piece.value}", refexplicit=True, refwarn=True, refdoc=asking.docname
    )
    reference += nodes.inline("", _text(piece))
    return reference


def _place(_asking: Asking, piece: Piece) -> nodes.Node:
    return nodes.reference("", _text(piece), refuri=piece.value, internal=True)


def _external(_asking: Asking, piece: Piece) -> nodes.Node:
    return nodes.reference("", _text(piece), refuri=piece.value)


def _foreign(_asking: Asking, piece: Piece) -> nodes.Node:
    reference = nodes.reference("", "", refuri=piece.value, internal=False, reftitle=dict(piece.attributes).get("title", ""))
    reference += nodes.inline("", _text(piece), classes=list(piece.classes))
    return reference


def _anchor(asking: Asking, piece: Piece) -> nodes.Node:
    return nodes.reference("", _text(piece), refid=piece.value, internal=True) if asking.html else nodes.Text(_text(piece))


def _heading(asking: Asking, piece: Piece) -> nodes.Node:
    rubric = nodes.rubric("", "", *as_nodes(asking, piece.parts))
    if asking.html:
        rubric["heading-level"] = 2
        if piece.value:
            rubric["ids"] = [_one_of_its_kind(asking, piece.value)]
    return rubric


def _one_of_its_kind(asking: Asking, name: str) -> str:
    """The name of a place on a page; where all pages are one, it says of which concept the place is."""
    concept = asking.options.get("concept", "")
    return f"{concept}-{name}" if concept and asking.builder.name == "singlehtml" else name


def _aside(asking: Asking, piece: Piece) -> nodes.Node:
    """A badge or a note: HTML pages set it off by its looks, others by parentheses."""
    node = concept_badge if piece.kind == "badge" else nodes.inline
    parts = as_nodes(asking, piece.parts)
    if not asking.html:
        parts = [nodes.Text("("), *parts, nodes.Text(")")]
    return node("", "", *parts, classes=list(piece.classes))


def _inline(asking: Asking, piece: Piece) -> nodes.Node:
    return (_aside if "concept-note" in piece.classes else _simple(nodes.inline))(asking, piece)


def _definitions(asking: Asking, piece: Piece) -> nodes.Node:
    made = as_nodes(asking, piece.parts)
    items = [nodes.definition_list_item("", *made[at : at + 2]) for at in range(0, len(made), 2)]
    return nodes.definition_list("", *items, classes=list(piece.classes))


def _table(asking: Asking, piece: Piece) -> nodes.Node:
    head, *rows = [_row(asking, row) for row in piece.parts if isinstance(row, Piece)]
    # Plain text is set in columns so wide; other formats find widths themselves.
    widths = (min(50, max(len(cell.astext()) for cell in column) + 2) for column in zip(head, *rows, strict=True))
    columns = [nodes.colspec(colwidth=width) for width in widths]
    group = nodes.tgroup("", *columns, nodes.thead("", head), nodes.tbody("", *rows), cols=len(columns))
    return nodes.table("", group, classes=["colwidths-auto", *piece.classes])


def _row(asking: Asking, row: Piece) -> nodes.row:
    cells = (cell for cell in row.parts if isinstance(cell, Piece))
    return nodes.row("", *(nodes.entry("", *as_nodes(asking, cell.parts)) for cell in cells))


def _box(asking: Asking, piece: Piece) -> nodes.Node:
    attributes = dict(piece.attributes)
    return concept_box("", *as_nodes(asking, piece.parts), classes=list(piece.classes), tag=piece.value, attributes=attributes)


def _fold(asking: Asking, piece: Piece) -> nodes.Node:
    made = as_nodes(asking, piece.parts)
    attributes = dict(piece.attributes)
    anchor = attributes.get("id", "") if asking.html else ""
    return concept_fold("", *made, summary=piece.value, classes=list(piece.classes), open="open" in attributes, anchor=anchor)


def _numbers(asking: Asking, piece: Piece) -> nodes.Node:
    """A numbered list; one that scripts read is written as it is, since docutils drops what it does not know."""
    if not (asking.html and piece.attributes):
        return _block(nodes.enumerated_list, enumtype="arabic", prefix="", suffix=".")(asking, piece)
    return _box(asking, piece._replace(value="ol", classes=("arabic", *compact_classes(piece), *piece.classes)))


def _item(asking: Asking, piece: Piece) -> nodes.Node:
    if asking.html and piece.attributes:
        return _box(asking, piece._replace(value="li"))
    return _block(nodes.list_item)(asking, piece)


def _text(piece: Piece) -> str:
    return "".join(part if isinstance(part, str) else _text(part) for part in piece.parts)


_MAKERS: Mapping[str, Maker] = MappingProxyType(
    {
        "inline": _inline,
        "strong": _simple(nodes.strong),
        "badge": _aside,
        "code": lambda _asking, piece: nodes.literal("", piece.value),
        "math": lambda _asking, piece: nodes.math("", piece.value),
        "concept": _concept,
        "page": _page,
        "place": _place,
        "external": _external,
        "foreign": _foreign,
        "anchor": _anchor,
        "paragraph": _simple(nodes.paragraph),
        "heading": _heading,
        "item": _item,
        "bullets": _block(nodes.bullet_list, bullet="-"),
        "numbers": _numbers,
        "definitions": _definitions,
        "term": _simple(nodes.term),
        "definition": _block(nodes.definition),
        "table": _table,
        "box": _box,
        "fold": _fold,
        "raw": lambda _asking, piece: nodes.raw("", piece.value, format=dict(piece.attributes)["format"]),
    }
)
