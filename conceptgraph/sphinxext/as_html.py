"""Pieces as HTML, the same that docutils and Sphinx write for the nodes of `as_nodes`, at a small part of the cost.

A test holds the two equal. Only the builders that write one page a document take this way.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from weakref import WeakKeyDictionary

from sphinx.builders.html import StandaloneHTMLBuilder

from conceptgraph.sphinxext.blocks import Asking
from conceptgraph.sphinxext.domain import domain_of
from conceptgraph.sphinxext.maths import RENDERER, formula_markup
from conceptgraph.sphinxext.pieces import Part, Piece, compact_classes
from conceptgraph.sphinxext.places import Home
from conceptgraph.sphinxext.site import Site

_WORDS = re.compile(r"[^ \n]+| +|\n")
#: Links to concepts as they have been written, by the address of the folder they are seen from, the id and the text.
_links: WeakKeyDictionary[Site, dict[tuple[str, str, str], str]] = WeakKeyDictionary()


class ForeignFormula(Exception):  # noqa: N818 - no error: it asks for the other way
    """A formula that the project's own renderer must write."""


def writes_html(asking: Asking) -> bool:
    """Whether a builder's pages can take finished HTML: one page a document, each at its own address."""
    return isinstance(asking.builder, StandaloneHTMLBuilder) and asking.builder.name in ("html", "dirhtml")


def as_html(asking: Asking, parts: Iterable[Part]) -> str:
    """The markup of some parts.

    Raises:
        ForeignFormula: there is a formula among them, and the project has chosen how formulas are written.
    """
    return "".join([_escape(part) if isinstance(part, str) else _WRITERS[part.kind](asking, part) for part in parts])


def _escape(text: str) -> str:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return escaped.replace("@", "&#64;")


def _classes(names: Iterable[str]) -> str:
    written = _escape(" ".join(dict.fromkeys(names)))
    return f' class="{written}"' if written else ""


def _attributes(piece: Piece) -> str:
    return "".join(f' {name}="{_escape(value)}"' for name, value in piece.attributes if value)


def _element(tag: str, *, before: str = "", after: str = "") -> Callable[[Asking, Piece], str]:
    def write(asking: Asking, piece: Piece) -> str:
        return f"<{tag}{_classes(piece.classes)}>{before}{as_html(asking, piece.parts)}</{tag}>{after}"

    return write


def _code(_asking: Asking, piece: Piece) -> str:
    words = [_word(word) for word in _WORDS.findall(piece.value)]
    return f'<code class="docutils literal notranslate">{"".join(words)}</code>'


def _word(word: str) -> str:
    if word.strip():
        return f'<span class="pre">{_escape(word)}</span>'
    return word if word in " \n" else "&#160;" * (len(word) - 1) + " "


def _math(asking: Asking, piece: Piece) -> str:
    if getattr(asking.builder, "math_renderer_name", RENDERER) != RENDERER:
        raise ForeignFormula
    return formula_markup(asking.site, piece.value, location=asking.docname)


def _concept(asking: Asking, piece: Piece) -> str:
    (text,) = piece.parts
    builder, concept = asking.builder, piece.value
    objects = domain_of(builder.env).objects
    if concept not in objects:
        return f"<span>{_escape(str(text))}</span>"
    home = Home(docname=objects[concept][0], anchor=objects[concept][2])
    target = home.docname
    if piece.attributes:
        # Hardly any of these comes twice: to keep them would only cost room.
        return _concept_link(asking, Home(docname=target, anchor=dict(piece.attributes)["place"]), str(text))
    folder = builder.get_target_uri(asking.docname).rpartition("/")[0] if target != asking.docname else asking.docname
    written, key = _links.setdefault(asking.site, {}), (folder, concept, str(text))
    if key not in written:
        written[key] = _concept_link(asking, home, str(text))
    return written[key]


def _concept_link(asking: Asking, home: Home, text: str) -> str:
    address = _escape(home.address(asking.builder.get_relative_uri(asking.docname, home.docname)) or "#")
    return f'<a class="concept-link reference internal" href="{address}"><span>{_escape(text)}</span></a>'


def _page(asking: Asking, piece: Piece) -> str:
    text = as_html(asking, piece.parts)
    if piece.value not in asking.builder.env.all_docs:
        return f"<span>{text}</span>"
    return _link(asking.address(piece.value) or "#", f'<span class="doc">{text}</span>', "internal")


def _place(asking: Asking, piece: Piece) -> str:
    return _link(piece.value, as_html(asking, piece.parts), "internal")


def _external(asking: Asking, piece: Piece) -> str:
    return _link(piece.value, as_html(asking, piece.parts), "external")


def _foreign(asking: Asking, piece: Piece) -> str:
    title = _escape(dict(piece.attributes).get("title", ""))
    text = f"<span{_classes(piece.classes)}>{as_html(asking, piece.parts)}</span>"
    return f'<a class="reference external" href="{_escape(piece.value)}" title="{title}">{text}</a>'


def _anchor(asking: Asking, piece: Piece) -> str:
    return _link(f"#{piece.value}", as_html(asking, piece.parts), "internal")


def _link(address: str, text: str, kind: str) -> str:
    return f'<a class="reference {kind}" href="{_escape(address)}">{text}</a>'


def _heading(asking: Asking, piece: Piece) -> str:
    name = f' id="{_escape(piece.value)}"' if piece.value else ""
    return f'<h2 class="rubric"{name}>{as_html(asking, piece.parts)}</h2>\n'


def _item(asking: Asking, piece: Piece) -> str:
    written = as_html(asking, piece.parts)
    if piece.attributes:
        return f"<li{_attributes(piece)}>\n{written}</li>\n"
    return f"<li>{written.removesuffix(chr(10)) if len(piece.parts) == 1 else written}</li>\n"


def _bullets(asking: Asking, piece: Piece) -> str:
    return f"<ul{_classes((*piece.classes, *compact_classes(piece)))}>\n{as_html(asking, piece.parts)}</ul>\n"


def _numbers(asking: Asking, piece: Piece) -> str:
    return f"<ol{_classes(('arabic', *compact_classes(piece), *piece.classes))}{_attributes(piece)}>\n{as_html(asking, piece.parts)}</ol>\n"


def _definitions(asking: Asking, piece: Piece) -> str:
    return f"<dl{_classes(('simple', *piece.classes))}>\n{as_html(asking, piece.parts)}</dl>\n"


def _table(asking: Asking, piece: Piece) -> str:
    head, *rows = [row for row in piece.parts if isinstance(row, Piece)]
    body = "".join(_row(asking, row, "td", number) for number, row in enumerate(rows, start=1))
    return (
        f"<table{_classes((*piece.classes, 'docutils', 'align-default'))}>\n<thead>\n{_row(asking, head, 'th', 0)}</thead>\n"
        f"<tbody>\n{body}</tbody>\n</table>\n"
    )


def _row(asking: Asking, row: Piece, tag: str, number: int) -> str:
    """A row; the head is the first."""
    cells = []
    for cell in row.parts:
        text = as_html(asking, cell.parts).removesuffix("\n") if isinstance(cell, Piece) else ""
        cells.append(f"<{tag}{_classes(('head',) if tag == 'th' else ())}>{text}</{tag}>\n")
    return f"<tr{_classes(('row-even' if number % 2 else 'row-odd',))}>{''.join(cells)}</tr>\n"


def _box(asking: Asking, piece: Piece) -> str:
    return f"<{piece.value}{_classes(piece.classes)}{_attributes(piece)}>\n{as_html(asking, piece.parts)}</{piece.value}>\n"


def _fold(asking: Asking, piece: Piece) -> str:
    classes, opened = _classes(("concept-fold", *piece.classes)), ' open=""' if ("open", "") in piece.attributes else ""
    opening = f"<details{classes}{_attributes(piece)}{opened}>"
    return f"{opening}<summary>{_escape(piece.value)}</summary>\n{as_html(asking, piece.parts)}</details>\n"


def _badge(asking: Asking, piece: Piece) -> str:
    return f"<span{_classes(('concept-badge', *piece.classes))}>{as_html(asking, piece.parts)}</span>"


_WRITERS: Mapping[str, Callable[[Asking, Piece], str]] = MappingProxyType(
    {
        "inline": _element("span"),
        "strong": _element("strong"),
        "badge": _badge,
        "code": _code,
        "math": _math,
        "concept": _concept,
        "page": _page,
        "place": _place,
        "external": _external,
        "foreign": _foreign,
        "anchor": _anchor,
        "paragraph": _element("p", after="\n"),
        "heading": _heading,
        "item": _item,
        "bullets": _bullets,
        "numbers": _numbers,
        "definitions": _definitions,
        "term": _element("dt"),
        "definition": _element("dd", after="\n"),
        "table": _table,
        "box": _box,
        "fold": _fold,
        "raw": lambda _asking, piece: piece.value,
    }
)
