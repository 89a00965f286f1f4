"""The prose of an entry: what a reader sees, as plain text whose every character knows its place in the file.

Headings, displayed code and formulas, raw HTML, comments, images and footnotes are left out; inline code, formulas and
addresses stay in, so that sentences read whole, and are marked opaque.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from urllib.parse import unquote

from markdown_it.token import Token
from markdown_it.utils import EnvType

from conceptgraph.model import Block, Link, Prose, Run
from conceptgraph.reading.inline import LINK_ROLES, role_parts, visible_pieces
from conceptgraph.reading.markdown import parse_markdown

#: Directives whose body is prose; True where the words behind the name are prose too (others have a title there).
PROSE_DIRECTIVES = {
    **dict.fromkeys("note tip hint important warning caution attention danger error seealso todo".split(), True),
    **dict.fromkeys("admonition topic sidebar card dropdown grid grid-item grid-item-card tab-set tab-item".split(), False),
    **dict.fromkeys("container compound div aside epigraph highlights pull-quote margin exercise solution".split(), False),
    **dict.fromkeys("versionadded versionchanged versionremoved deprecated list-table table".split(), False),
}  # fmt: skip

_KINDS = {
    "list_item_open": "item", "th_open": "cell", "td_open": "cell", "dt_open": "term", "dd_open": "definition",
    "blockquote_open": "quote",
}  # fmt: skip
_DISPLAYED_FORMULAS = ("math_block", "math_block_label", "amsmath")
_UNSEEN = ("heading_open", "footnote_reference_open")
_SHOWS_NOTHING = frozenset("heading_open myst_line_comment myst_target myst_block_break hr".split())
_DEEPEST_DIRECTIVE = 12

_DIRECTIVE = re.compile(r"\{([^\s}]+)\}[ \t]*(.*)")
_OPTION = re.compile(r"\s*:[\w-]+:(\s|$)")
_ADDRESS = re.compile(r"\b(?:(?:https?|ftp)://|www\.)[^\s<>\"]*[^\s<>\"'.,;:!?)\]}]")
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")

#: From a character of a block's content on, the line and column in the file.
_Place = tuple[int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """The first heading of an entry and its line."""

    text: str
    line: int


def read_prose(body: str, *, first_line: int = 1) -> Prose:
    """The prose of a Markdown text that begins on `first_line` of its file."""
    return read_body(body, first_line=first_line)[0]


def read_body(body: str, *, first_line: int = 1) -> tuple[Prose, Heading | None]:
    """The prose of a Markdown text, and its first heading that shows anything."""
    # markdown-it reads NUL so, and the places are sought in the lines as it saw them.
    body = body.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    reader = _Reader(lines=body.split("\n"), first_line=first_line)
    env: EnvType = {}
    tokens = parse_markdown(body, env)
    reader.read(tokens, start=0, env=env, kind="paragraph", depth=0)
    return replace(reader.writer.prose(), displays=_displays(tokens), formulas=reader.formulas), _first_heading(tokens, first_line)


def _displays(tokens: Sequence[Token]) -> bool:
    """Whether anything but headings and comments is shown."""
    shown = (token for token in tokens if token.level == 0 and token.nesting >= 0 and token.type not in _SHOWS_NOTHING)
    return any(token.type != "html_block" or not re.fullmatch(r"<!--.*-->", token.content.strip(), re.DOTALL) for token in shown)


def _first_heading(tokens: Sequence[Token], first_line: int) -> Heading | None:
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open" and inline.map:
            writer = _Writer()
            writer.write_inline(inline, ((0, 1, 1),))
            text = " ".join("".join(writer.parts).split())
            if text:
                return Heading(text=text, line=first_line + inline.map[0])
    return None


@dataclass(slots=True, kw_only=True)
class _Writer:
    """The plain text as it grows, with what is known of its spans."""

    parts: list[str] = field(default_factory=list)
    size: int = 0
    blocks: list[Block] = field(default_factory=list)
    opaque: list[tuple[int, int]] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)

    def prose(self) -> Prose:
        text = "".join(self.parts)
        addresses = [match.span() for match in _ADDRESS.finditer(text)]
        if "@" in text:
            addresses += [match.span() for match in _MAIL.finditer(text)]
        return Prose(
            text=text,
            blocks=tuple(self.blocks),
            opaque=tuple(_union(self.opaque + addresses)),
            links=tuple(sorted(self.links, key=lambda link: (link.start, link.end, link.target))),
            runs=tuple(self.runs),
        )

    def write_block(self, token: Token, places: Sequence[_Place], kind: str) -> None:
        """Add a block's inline content, if it shows anything."""
        draft = _Writer(size=self.size + 2 if self.size else 0)
        start = draft.size
        draft.write_inline(token, places)
        text = "".join(draft.parts)
        if not text.strip():
            return
        if self.size:
            self.parts.append("\n\n")
        self.parts.append(text)
        self.size = draft.size
        head, tail = len(text) - len(text.lstrip()), len(text.rstrip())
        self.blocks.append(Block(start=start + head, end=start + tail, kind=kind))
        self.opaque += draft.opaque
        self.links += draft.links
        self.runs += draft.runs

    def write_inline(self, token: Token, places: Sequence[_Place]) -> None:
        """Add the visible text of an inline token's children."""
        opened: list[tuple[int, Token]] = []
        for child in token.children or ():
            if child.type == "link_open":
                opened.append((self.size, child))
            elif child.type == "link_close" and opened:
                self._close_link(opened.pop())
            else:
                for text, at, opaque in visible_pieces(child, token.content):
                    start = self.size
                    self._write(text, at, places)
                    if opaque and text:
                        self.opaque.append((start, self.size))
                    if child.type == "myst_role" and child.meta["name"] in LINK_ROLES and text:
                        target = role_parts(child.content)[1]
                        self.links.append(Link(start=start, end=self.size, target=target))

    def _close_link(self, opened: tuple[int, Token]) -> None:
        start, link = opened
        target = str(link.attrs.get("href", ""))
        if start == self.size:
            return
        local = "://" not in target and not target.startswith("mailto:")
        self.links.append(Link(start=start, end=self.size, target=unquote(target) if local else target))
        if link.info == "auto":
            self.opaque.append((start, self.size))

    def _write(self, text: str, at: int, places: Sequence[_Place]) -> None:
        """Add text that stands at a character of the block's content."""
        index = max(bisect_right(places, at, key=lambda place: place[0]) - 1, 0)
        offset, line, column = places[index]
        self._run(self.size, line, column + at - offset)
        while index + 1 < len(places) and places[index + 1][0] < at + len(text):
            index += 1
            offset, line, column = places[index]
            self._run(self.size + offset - at, line, column)
        self.parts.append(text)
        self.size += len(text)

    def _run(self, start: int, line: int, column: int) -> None:
        if self.runs:
            last = self.runs[-1]
            if last.line == line and column - last.column == start - last.start:
                return
            if last.start == start:
                self.runs.pop()
        self.runs.append(Run(start=start, line=line, column=column))


@dataclass(slots=True, kw_only=True)
class _Reader:
    """Walks the block tokens of an entry, directives included; `lines` are those of the body."""

    lines: Sequence[str]
    first_line: int
    writer: _Writer = field(default_factory=_Writer)
    formulas: int = 0
    cells: dict[int, int] = field(default_factory=dict)

    def read(self, tokens: Sequence[Token], *, start: int, env: EnvType, kind: str, depth: int) -> None:
        """Add the prose of tokens whose first line is `lines[start]`."""
        kinds, unseen = [kind], 0
        for token in tokens:
            if token.nesting == 1:
                kinds.append(_KINDS.get(token.type, kinds[-1]))
                unseen += bool(unseen) or token.type in _UNSEEN
            elif token.nesting == -1:
                kinds.pop()
                unseen -= bool(unseen)
            elif token.type in _DISPLAYED_FORMULAS:
                self.formulas += not unseen
            elif unseen or token.map is None:
                continue
            elif token.type == "inline":
                self.writer.write_block(token, self._places(token, start + token.map[0], kinds[-1]), kinds[-1])
            elif token.type in ("fence", "colon_fence") and depth < _DEEPEST_DIRECTIVE:
                self._read_directive(token, start=start + token.map[0], env=env, depth=depth)

    def _read_directive(self, token: Token, *, start: int, env: EnvType, depth: int) -> None:
        match = _DIRECTIVE.fullmatch(token.info.strip())
        self.formulas += match is not None and match[1] == "math"
        if match is None or match[1] not in PROSE_DIRECTIVES:
            return
        if match[2] and PROSE_DIRECTIVES[match[1]]:
            self.read(parse_markdown(match[2], env), start=start, env=env, kind=match[1], depth=depth + 1)
        lines = token.content.split("\n")
        skipped = _option_lines(lines)
        tokens = parse_markdown("\n".join(lines[skipped:]), env)
        self.read(tokens, start=start + 1 + skipped, env=env, kind=match[1], depth=depth + 1)

    def _places(self, token: Token, index: int, kind: str) -> tuple[_Place, ...]:
        """Where each line of a block's content stands in the file; `index` is the first one's, in `lines`."""
        if kind == "cell" and index < len(self.lines):
            return self._cell_places(token.content, index)
        places, offset = [], 0
        for number, line in enumerate(token.content.split("\n")):
            words = line.strip()
            source = self.lines[min(index + number, len(self.lines) - 1)].rstrip()
            # A block's content is what follows the markers and the indentation, so the end of the line decides.
            found = len(source) - len(words) if source.endswith(words) else max(source.find(words), 0)
            lead = len(line) - len(line.lstrip())
            places.append((offset, self.first_line + index + number, found - lead + 1))
            offset += len(line) + 1
        return tuple(places)

    def _cell_places(self, content: str, index: int) -> tuple[_Place, ...]:
        """Cells of a row stand on one line in order, and their pipes are escaped there."""
        pattern = re.escape(content).replace(r"\|", r"\\?\|")
        match = re.compile(pattern).search(self.lines[index], self.cells.get(index, 0)) if content else None
        if match is None:
            return ((0, self.first_line + index, 1),)
        self.cells[index] = match.end()
        places, column = [(0, self.first_line + index, match.start() + 1)], match.start()
        for offset, character in enumerate(content):
            if character == "|" and self.lines[index][column] == "\\":
                column += 1
                places.append((offset, self.first_line + index, column + 1))
            column += 1
        return tuple(places)


def _option_lines(lines: Sequence[str]) -> int:
    """How many lines at the head of a directive's body are its options."""
    if lines and lines[0].rstrip() == "---":
        closing = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
        return len(lines) if closing is None else closing + 1
    return next((number for number, line in enumerate(lines) if not _OPTION.match(line)), len(lines))


def _union(spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The spans in order, those that overlap made one."""
    start = end = -1
    for low, high in sorted(spans):
        if low < end:
            end = max(end, high)
            continue
        if end > start:
            yield start, end
        start, end = low, high
    if end > start:
        yield start, end
