"""Foreign text as Markdown that shows the same: plain lines, and the HTML that flashcard programs export."""

import re
from collections.abc import Iterable
from html.parser import HTMLParser

_BULLET = re.compile(r"(?:[-*+•◦▪‣·–—]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s+(?=\S)")
_ACTIVE = re.compile(r"[\\`*\[$]|<(?=[A-Za-z/!?])|&(?=#?\w{1,31};)|(?<![^\W_])_|_(?![^\W_])|\](?=[(\[:])|(?<=\))=|(?<=\S)\{|\{(?=\S)")
_AT_START = re.compile(r"([#>+=:%|~-]|\d{1,9}(?=[.)]))")
#: No formula, gap or sound holds the beginning of another, so that one that never ends is not sought to the end of the text.
_FORMULA = re.compile(
    r"(?<!\\)\\\((?P<inline>(?:(?!(?<!\\)\\\().)+?)\\\)|(?<!\\)\\\[(?P<display>(?:(?!(?<!\\)\\\[).)+?)\\\]"
    r"|\[\$\](?P<latex>(?:(?!\[\$\]).)+?)\[/\$\]|\[\$\$\](?P<block>(?:(?!\[\$\$\]).)+?)\[/\$\$\]",
    re.DOTALL,
)
_CLOZE = re.compile(r"\{\{c\d+::((?:(?!\{\{c\d|::|\}\}).)*+)(?:::(?:(?!\{\{c\d|\}\}).)*+)?\}\}", re.DOTALL)
_SOUND = re.compile(r"\[sound:[^\[\]]*+\]")
#: What stands in for formulas: private characters, of which there are no more.
_KEPT = re.compile("[\U000f0000-\U0010ffff]")
_MOST_FORMULAS = 0x20000
_DECLARATION = re.compile(r"<!(?!--)[^>]*>?")
_BREAKING = frozenset("address article blockquote dd div dl dt h1 h2 h3 h4 h5 h6 hr ol p pre section table tr ul".split())
_SILENT = frozenset("script style title head".split())


def escape_line(text: str) -> str:
    """One line of plain text as Markdown that shows exactly this text."""
    escaped = _ACTIVE.sub(lambda match: "\\" + match[0], text)
    start = _AT_START.match(escaped)
    if start is None:
        return escaped
    if start[0].isdigit():
        return escaped[: start.end()] + "\\" + escaped[start.end() :]
    return "\\" + escaped


def bullet_text(line: str) -> str | None:
    """What stands behind a line's bullet or number, or None if it has neither."""
    match = _BULLET.match(line)
    return line[match.end() :] if match else None


def markdown_of_lines(lines: Iterable[str], *, headings: Iterable[str] = ()) -> str:
    """Plain lines as Markdown: each a paragraph, those with bullets a list, those in `headings` a heading."""
    named = frozenset(headings)
    parts: list[str] = []
    listing = False
    for line in filter(None, map(str.strip, lines)):
        item = bullet_text(line)
        if item is not None:
            parts += ["\n" if listing else "\n\n", f"- {escape_line(item)}"]
        else:
            parts += ["\n\n", f"## {escape_line(line)}" if line in named else escape_line(line)]
        listing = item is not None
    return "".join(parts[1:])


def markdown_of_html(source: str) -> str:
    """A field of HTML as Markdown: its words, lists and formulas; sounds, pictures and scripts are left out."""
    return markdown_with_formulas(_html_text(source))


def text_of_html(source: str) -> str:
    """The words of a field of HTML, on one line."""
    return " ".join(_html_text(source).split())


def _html_text(source: str) -> str:
    reader = _HtmlReader()
    # A declaration shows nothing, and a malformed one stops Python's parser.
    reader.feed(_DECLARATION.sub("", _SOUND.sub("", _CLOZE.sub(r"\1", source))))
    reader.close()
    return "".join(reader.parts)


def markdown_with_formulas(text: str) -> str:
    """Plain lines as Markdown, with formulas in TeX's brackets as formulas."""
    formulas: list[str] = []

    def keep(match: re.Match[str]) -> str:
        if len(formulas) >= _MOST_FORMULAS:
            return match[0]
        tex = " ".join(next(filter(None, match.groups())).split())
        display = match["display"] or match["block"]
        formulas.append(f"$${tex}$$" if display else f"${tex}$")
        # A private character stands in for the formula while the words around it are escaped.
        return chr(0xF0000 + len(formulas) - 1)

    def put_back(match: re.Match[str]) -> str:
        number = ord(match[0]) - 0xF0000
        return formulas[number] if number < len(formulas) else match[0]

    marked = _FORMULA.sub(keep, text)
    return _KEPT.sub(put_back, markdown_of_lines(marked.split("\n")))


class _HtmlReader(HTMLParser):
    """Collects the visible text of HTML, a line for a block and a bullet for an item."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 (the signature is the parser's)
        if tag in _SILENT:
            self._silent += 1
        elif tag == "br" or tag in _BREAKING:
            self.parts.append("\n")
        elif tag == "li":
            self.parts.append("\n- ")
        elif tag in ("td", "th"):
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in _BREAKING:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data.replace("\xa0", " "))
