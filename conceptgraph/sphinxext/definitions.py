"""The text of a definition, read from the doctree of the page that holds it: the same plain text as of an entry.

Titles, displayed code and formulas, captions, footnotes and raw parts are left out; code and formulas in a line stay in, so
that sentences read whole, and are marked opaque. Lines are those of the source, as far as the parser tells them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from docutils import nodes
from sphinx import addnodes

from conceptgraph.model import Block, Link, Prose, Run
from conceptgraph.sphinxext.nodes import concept_query

_SKIPPED = (
    nodes.title, nodes.subtitle, nodes.rubric, nodes.caption, nodes.literal_block, nodes.doctest_block, nodes.math_block, nodes.raw,
    nodes.comment, nodes.footnote, nodes.citation, nodes.image, nodes.Invisible, nodes.system_message,
    addnodes.desc_signature, addnodes.productionlist, addnodes.toctree, addnodes.index, concept_query,
)  # fmt: skip
_OPAQUE = (nodes.literal, nodes.math, nodes.problematic, addnodes.literal_emphasis)
_UNSEEN = (nodes.footnote_reference, nodes.citation_reference, nodes.image, nodes.raw, nodes.target, addnodes.index)
_KINDS = ((nodes.list_item, "item"), (nodes.entry, "cell"), (nodes.definition, "definition"), (nodes.block_quote, "quote"))


def read_definition(parts: Sequence[nodes.Node], *, line: int) -> Prose:
    """The prose of some blocks of a page, joined by a blank line; `line` is where they begin, for those that do not say."""
    writer = _Writer(line=line)
    for part in parts:
        if isinstance(part, nodes.Element):
            writer.read_block(part, "paragraph")
    shown = any(not isinstance(part, (nodes.Invisible, concept_query, addnodes.index, nodes.system_message)) for part in parts)
    return Prose(
        text="".join(writer.parts), blocks=tuple(writer.blocks), opaque=tuple(writer.opaque), links=tuple(writer.links),
        runs=tuple(writer.runs), displays=shown, formulas=writer.formulas,
    )  # fmt: skip


@dataclass(slots=True, kw_only=True)
class _Writer:
    """The plain text as it grows, with what is known of its spans."""

    line: int
    parts: list[str] = field(default_factory=list)
    size: int = 0
    blocks: list[Block] = field(default_factory=list)
    opaque: list[tuple[int, int]] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    formulas: int = 0

    def read_block(self, node: nodes.Element, kind: str) -> None:
        """Add the prose of a block and of those inside it."""
        if isinstance(node, _SKIPPED):
            self.formulas += isinstance(node, nodes.math_block)
            return
        if isinstance(node, nodes.TextElement):
            self._write_block(node, kind)
            return
        kind = next((name for sort, name in _KINDS if isinstance(node, sort)), kind)
        for child in node.children:
            if isinstance(child, nodes.Element):
                self.read_block(child, kind)

    def _write_block(self, node: nodes.TextElement, kind: str) -> None:
        if not node.astext().strip():
            return
        if self.size:
            self._write("\n\n", opaque=False)
        start, self.line = self.size, node.line or self.line
        self.runs.append(Run(start=start, line=self.line, column=1))
        self._read_inline(node, opaque=False)
        text = "".join(self.parts)[start:]
        head, tail = len(text) - len(text.lstrip()), len(text.rstrip())
        self.blocks.append(Block(start=start + head, end=start + tail, kind=kind))

    def _read_inline(self, node: nodes.Element, *, opaque: bool) -> None:
        for child in node.children:
            if isinstance(child, nodes.Text):
                self._write_lines(child.astext(), opaque=opaque)
            elif isinstance(child, nodes.math):
                self._write(f"${' '.join(child.astext().split())}$", opaque=True)
            elif isinstance(child, nodes.Element) and not isinstance(child, _UNSEEN):
                start = self.size
                self._read_inline(child, opaque=opaque or isinstance(child, _OPAQUE) or _is_address(child))
                if self.size > start and (target := _target(child)):
                    self.links.append(Link(start=start, end=self.size, target=target))

    def _write_lines(self, text: str, *, opaque: bool) -> None:
        """Add text; a line break of the source is a blank, and what follows stands a line further down."""
        first, *others = text.split("\n")
        self._write(first, opaque=opaque)
        for line in others:
            self._write(" ", opaque=opaque)
            self.line += 1
            self.runs.append(Run(start=self.size, line=self.line, column=1))
            self._write(line, opaque=opaque)

    def _write(self, text: str, *, opaque: bool) -> None:
        if opaque and text:
            start = self.opaque.pop()[0] if self.opaque and self.opaque[-1][1] == self.size else self.size
            self.opaque.append((start, self.size + len(text)))
        self.parts.append(text)
        self.size += len(text)


def _target(node: nodes.Element) -> str:
    """Where a link of the author leads, as written."""
    if isinstance(node, addnodes.pending_xref):
        return str(node.get("reftarget", ""))
    return str(node.get("refuri", "")) if isinstance(node, nodes.reference) else ""


def _is_address(node: nodes.Element) -> bool:
    """Whether a link shows its own address."""
    return isinstance(node, nodes.reference) and node.get("refuri", "").removeprefix("mailto:") == node.astext()
