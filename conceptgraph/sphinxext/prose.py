"""What a page says, as texts that can be searched: the prose of its doctree, apart from titles, code, formulas and links.

The text of a doctree is put together as the core puts together an entry's prose. Each definition on a page is a text of its
own, since its concept decides what names in it mean; all other prose of the page is one.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from docutils import nodes
from sphinx import addnodes

from conceptgraph.sphinxext.nodes import concept_query, page_concepts

#: Blocks with this class hold no automatic links.
OPT_OUT_CLASS = "no-concept-links"

_SKIPPED = (
    nodes.title, nodes.subtitle, nodes.rubric, nodes.caption, nodes.literal_block, nodes.doctest_block, nodes.math_block, nodes.raw,
    nodes.comment, nodes.footnote, nodes.citation, nodes.docinfo, nodes.field_list, nodes.image, nodes.Invisible, nodes.system_message,
    addnodes.start_of_file, addnodes.desc_signature, addnodes.productionlist, addnodes.toctree, addnodes.index,
    concept_query, page_concepts,
)  # fmt: skip
_OPAQUE = (
    nodes.reference, addnodes.pending_xref, nodes.literal, nodes.math, nodes.problematic, nodes.raw, nodes.target,
    nodes.abbreviation, addnodes.literal_emphasis, addnodes.download_reference,
)  # fmt: skip
_UNSEEN = (nodes.footnote_reference, nodes.citation_reference, nodes.image, nodes.raw)
#: Other extensions have headings that are no titles to docutils, and tell by a class: `sd-card-title`, `sd-tab-label`, `sphinx-tabs-tab`.
_HEADING_CLASS = re.compile(r"[-_](?:title|label|header|heading|caption|tab)$")
_NO_ANCHORS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A text node, where its text begins in the text it belongs to, and the scope in which a first mention counts."""

    node: nodes.Text
    start: int
    scope: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Explicit:
    """A reference that an author wrote, and where it stands in its text."""

    node: addnodes.pending_xref
    start: int


@dataclass(slots=True, kw_only=True)
class Zone:
    """The prose that belongs to one concept, or to none: the leaves that may be linked, and the spans that are not searched.

    `leaves` and `explicit` are sorted by their starts.
    """

    owner: str = ""
    text: str = ""
    leaves: list[Leaf] = field(default_factory=list)
    opaque: list[tuple[int, int]] = field(default_factory=list)
    explicit: list[Explicit] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class PageText:
    """The prose of a page by owner; `boxed` tells that the page asks for a list of its concepts."""

    zones: dict[str, Zone] = field(default_factory=dict)
    boxed: bool = False
    scopes: int = 1

    def zone(self, owner: str) -> Zone:
        """The zone of an owner."""
        return self.zones.setdefault(owner, Zone(owner=owner))


def read_page(document: nodes.Element, *, owner: str = "", anchors: Mapping[str, str] = _NO_ANCHORS) -> PageText:
    """The prose of a doctree, blocks joined by a blank line. Adjoining text nodes become one.

    Where a builder has put several documents into one, each is read alone. `owner` is the concept that the whole page is
    about, and `anchors` lead to those that are defined on it.
    """
    found = PageText(boxed=next(document.findall(page_concepts), None) is not None)
    reader = _Reader(found, anchors)
    for child in document.children:
        if isinstance(child, nodes.Element):
            reader.read_block(child, owner, 0)
    return found


def _is_closed(node: nodes.Element) -> bool:
    """Whether a class keeps links out: the author's opt-out, or that of a heading."""
    classes: list[str] = node.get("classes", [])
    return any(name == OPT_OUT_CLASS or _HEADING_CLASS.search(name) is not None for name in classes)


class _Reader:
    """Walks through a doctree; knows where definitions begin."""

    def __init__(self, found: PageText, anchors: Mapping[str, str]) -> None:
        self.found = found
        self.anchors = anchors

    def read_block(self, node: nodes.Element, owner: str, scope: int) -> None:
        if isinstance(node, _SKIPPED) or _is_closed(node) or (isinstance(node, nodes.term) and node["ids"]):
            return
        if isinstance(node, (nodes.section, addnodes.only)):
            scope = self.found.scopes
            self.found.scopes += 1
        if isinstance(node, nodes.definition_list_item):
            owner = self._defined(node) or owner
        if isinstance(node, nodes.TextElement):
            self._read_inline_block(node, self.found.zone(owner), scope)
            return
        for child in node.children:
            if isinstance(child, nodes.Element):
                self.read_block(child, owner, scope)

    def _defined(self, item: nodes.definition_list_item) -> str:
        """The concept that a definition defines, or an empty string."""
        names = (name for term in item.children if isinstance(term, nodes.term) for name in term["ids"])
        return next((self.anchors[name] for name in names if name in self.anchors), "")

    def _read_inline_block(self, node: nodes.TextElement, zone: Zone, scope: int) -> None:
        if not node.astext().strip():
            return
        if zone.text:
            zone.text += "\n\n"
        self._read_inline(node, zone, scope, opaque=False)

    def _read_inline(self, node: nodes.Element, zone: Zone, scope: int, *, opaque: bool) -> None:
        _join_texts(node)
        for child in node.children:
            if isinstance(child, nodes.Text):
                start = len(zone.text)
                zone.text += child.astext()
                if opaque:
                    zone.opaque.append((start, len(zone.text)))
                else:
                    zone.leaves.append(Leaf(node=child, start=start, scope=scope))
            elif isinstance(child, nodes.Element) and not isinstance(child, _UNSEEN):
                if isinstance(child, addnodes.pending_xref):
                    zone.explicit.append(Explicit(node=child, start=len(zone.text)))
                self._read_inline(child, zone, scope, opaque=opaque or isinstance(child, _OPAQUE) or _is_closed(child))


def _join_texts(node: nodes.Element) -> None:
    """Make one text node of those that adjoin: a line break inside a paragraph is a node of its own."""
    joined: list[nodes.Node] = []
    for child in node.children:
        if isinstance(child, nodes.Text) and joined and isinstance(joined[-1], nodes.Text):
            joined[-1] = nodes.Text(joined[-1].astext() + child.astext())
        else:
            joined.append(child)
    if len(joined) < len(node.children):
        node[:] = joined
