"""Decks with a separator between term and text: tables, Anki's text export with its header lines, Quizlet's export."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from types import MappingProxyType

from conceptgraph.errors import FormatError
from conceptgraph.model import Finding
from conceptgraph.reading.importers.as_markdown import markdown_of_html, markdown_with_formulas, text_of_html
from conceptgraph.reading.importers.deck import Card, Deck, make_deck, warning

_ANKI_NAMES: Mapping[str, str] = MappingProxyType({
    "tab": "\t", "comma": ",", "semicolon": ";", "space": " ", "pipe": "|", "colon": ":",
})  # fmt: skip
_HEADER = re.compile(r"#\s*+([a-z ]+):(.*)")
_HEADERS = frozenset("separator html tags columns notetype deck guid tags column notetype column deck column guid column".split())
_SPECIAL_COLUMNS = ("tags column", "notetype column", "deck column", "guid column")
#: Tags that flashcard programs set for themselves.
_OWN_TAGS = frozenset(("leech", "marked"))
#: What may stand between term and text, and between cards, from the least to the most likely to occur inside a text.
_BETWEEN = ("\t", "::", "|", ";", " - ", " – ", " — ", " = ", ",", ": ")
_LONGEST_TERM = 100
_MOST_WORDS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    fields: Sequence[str]
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Columns:
    """Which fields of a row hold what; the rest are term, text and more text, in this order."""

    tags: int = -1
    others: frozenset[int] = frozenset()
    tags_of_all: tuple[str, ...] = ()
    html: bool = False
    named: Sequence[str] = field(default=())


def read_anki(text: str, *, path: str) -> Deck | None:
    """The deck of an Anki text export, or None if the text does not begin with its header lines."""
    headers: dict[str, str] = {}
    lines = text.split("\n")
    size = 0
    for line in lines:
        match = _HEADER.match(line)
        if match is None or not set(match[1].split()) <= _HEADERS:
            break
        headers[match[1].strip()] = match[2]
        size += 1
    if not headers:
        return None
    separator = headers.get("separator", "\t").strip(" \n") or "\t"
    separator = _ANKI_NAMES.get(separator.strip().lower(), separator)
    if len(separator) != 1:
        raise FormatError(f"{path}:1: the separator {separator!r} is no single character; write for example '#separator:tab'")
    tags_column = _column(headers, "tags column")
    columns = _Columns(
        tags=tags_column,
        others=frozenset(_column(headers, name) for name in _SPECIAL_COLUMNS) - {-1},
        tags_of_all=tuple(headers.get("tags", "").split()),
        html=headers.get("html", "true").strip().lower() != "false",
    )
    rows = list(_csv_rows("\n".join(lines[size:]), separator, path=path, first_line=size + 1))
    return _deck(rows, columns, path)


def read_separated(text: str, *, path: str) -> Deck | None:
    """The deck of a text in which one separator parts term and text of every card, or None if there is no such one."""
    for between in _BETWEEN:
        for rows in _splits(text, between, path):
            if _reads_as_cards(rows, fewest=1 if between == "\t" else 2):
                return _deck(_without_header(rows), _Columns(html=_is_html(rows)), path)
    return None


def csv_rows(text: str, separator: str, *, path: str) -> list[tuple[Sequence[str], int]]:
    """The rows of a table that are not empty, and the line each begins on.

    Raises:
        FormatError: a quoted field never ends or is too long.
    """
    return [(row.fields, row.line) for row in _csv_rows(text, separator, path=path, first_line=1)]


def _column(headers: Mapping[str, str], name: str) -> int:
    number = headers.get(name, "").strip()
    return int(number) - 1 if re.fullmatch(r"[1-9][0-9]?", number) else -1


def _csv_rows(text: str, separator: str, *, path: str, first_line: int) -> Iterator[_Row]:
    previous = csv.field_size_limit(max(len(text) + 1, 131072))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    begins = 1
    try:
        for fields in reader:
            if any(map(str.strip, fields)):
                yield _Row(fields=fields, line=first_line + begins - 1)
            begins = reader.line_num + 1
    except csv.Error as error:
        message = f"{path}:{first_line + begins - 1}: the row that begins here cannot be read ({error}); check its quotes"
        raise FormatError(message) from error
    finally:
        csv.field_size_limit(previous)


def _splits(text: str, between: str, path: str) -> Iterator[list[_Row]]:
    """The ways to part a text into rows by a separator: lines, cards parted by blank lines or semicolons."""
    if between in ("\t", ",", ";", "|"):
        # A text with loose quotes is no table; its lines may still be cards.
        with suppress(FormatError):
            yield list(_csv_rows(text, between, path=path, first_line=1))
    if between not in (",", ";"):
        yield list(_piece_rows(text, between, r"\n"))
    yield list(_piece_rows(text, between, r"\n[ \t]*(?:\n[ \t]*)+"))
    if between not in (";", ": ") and text.count(";") > text.strip().count("\n"):
        yield list(_piece_rows(text, between, r";\s*"))


def _piece_rows(text: str, between: str, cards: str) -> Iterator[_Row]:
    at = 0
    for match in [*re.finditer(cards, text), None]:
        piece = text[at : match.start() if match else len(text)]
        if piece.strip():
            # Only the first separator parts: the text may hold more of them.
            yield _Row(fields=piece.strip("\n").split(between, 1), line=text.count("\n", 0, at) + 1)
        at = match.end() if match else len(text)


def _reads_as_cards(rows: Sequence[_Row], *, fewest: int) -> bool:
    """Whether nearly every row has a term as short as terms are, and a text."""
    if len(rows) < fewest:
        return False
    good = sum(len(row.fields) >= 2 and _is_term(row.fields[0]) and bool(row.fields[1].strip()) for row in rows)
    widths = sorted(len(row.fields) for row in rows)
    different = len({row.fields[0].strip().casefold() for row in rows})
    return min(good, different) >= 0.9 * len(rows) and widths[-1] <= widths[len(widths) // 2] + 1


def _is_term(text: str) -> bool:
    shown = text_of_html(text) if "<" in text else text.strip()
    closed = shown.endswith((".", "!", ";")) and not shown.endswith("...")
    return bool(shown) and len(shown) <= _LONGEST_TERM and len(shown.split()) <= _MOST_WORDS and not closed


def _without_header(rows: Sequence[_Row]) -> Sequence[_Row]:
    """The rows without one that names the columns."""
    names = {name.strip().casefold() for name in rows[0].fields}
    return rows[1:] if len(rows) > 1 and names & {"term", "front", "word", "question"} and len(names) > 1 else rows


def _is_html(rows: Sequence[_Row]) -> bool:
    text = "\n".join(field for row in rows for field in row.fields)
    return bool(re.search(r"</?(?:br|div|b|i|u|p|ul|ol|li|span|img|strong|em)\b[^<>]*>|&(?:nbsp|lt|gt|amp|quot);", text))


def _deck(rows: Iterable[_Row], columns: _Columns, path: str) -> Deck:
    cards: list[Card] = []
    findings: list[Finding] = []
    for row in rows:
        own = [text for index, text in enumerate(row.fields) if index not in columns.others]
        term = text_of_html(own[0]) if columns.html and own else " ".join(own[0].split()) if own else ""
        if not term:
            findings.append(warning("no-term", "this card has no term and is left out; write one", path, row.line))
            continue
        convert = markdown_of_html if columns.html else markdown_with_formulas
        text = "\n\n".join(filter(None, (convert(part) for part in own[1:])))
        tags = row.fields[columns.tags].split() if 0 <= columns.tags < len(row.fields) else []
        topics = tuple(dict.fromkeys(_topic(tag) for tag in (*columns.tags_of_all, *tags) if tag not in _OWN_TAGS))
        cards.append(Card(term=term, text=text, position=len(cards) + 1, line=row.line, topics=topics))
    return make_deck(cards, path=path, findings=findings)


def _topic(tag: str) -> str:
    """A tag as a topic: underscores stand for spaces, and the last part of a tree of tags is the narrowest."""
    return tag.rpartition("::")[2].replace("_", " ") or tag
