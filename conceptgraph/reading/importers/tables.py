"""Tables with named columns, as spreadsheets save them: term, definition, aliases, topics, requires."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from conceptgraph.errors import FormatError, did_you_mean
from conceptgraph.model import Finding
from conceptgraph.reading.importers.deck import Card, Deck, make_deck, warning
from conceptgraph.reading.importers.separated import csv_rows

#: Each column, and the other names it is known by.
COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "term": ("name", "concept", "label"),
    "definition": ("text", "description", "meaning"),
    "aliases": ("alias", "synonyms", "also known as"),
    "topics": ("topic", "tags", "category"),
    "requires": ("prerequisites", "needs"),
})  # fmt: skip


def read_table(text: str, *, path: str) -> Deck:
    """The deck in a table; its definitions are Markdown, and several names in a cell stand apart by semicolons or bars.

    Raises:
        FormatError: there is no column of terms, or the table is malformed.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    separator = _separator(text)
    rows = csv_rows(text, separator, path=path)
    if not rows:
        raise FormatError(f"{path}: is empty; its first row names the columns: {', '.join(COLUMNS)}")
    (header, line), *rest = rows
    places, findings = _places(header, line, path)
    if "term" not in places:
        raise FormatError(f"{path}:{line}: has no column 'term'; its first row names the columns: {', '.join(COLUMNS)}")
    cards: list[Card] = []
    for fields, line in rest:
        cells = {name: fields[place].strip() for name, place in places.items() if place < len(fields)}
        if any(field.strip() for field in fields[len(header) :]):
            message = f"this row has {len(fields)} cells under {len(header)} columns; put quotes around a cell with {separator!r}"
            findings.append(warning("wide-row", message, path, line))
        if not cells.get("term"):
            findings.append(warning("no-term", "this row has no term and is left out; write one", path, line))
            continue
        several = {name: _several(cells.get(name, "")) for name in ("aliases", "topics", "requires")}
        term, definition = " ".join(cells["term"].split()), cells.get("definition", "")
        cards.append(Card(term=term, text=definition, position=len(cards) + 1, line=line, **several))
    if not cards:
        raise FormatError(f"{path}: has no row with a term below its first; write one")
    return make_deck(cards, path=path, findings=findings)


def _separator(text: str) -> str:
    """What stands between the columns of the first row that is not empty."""
    header = next((line for line in text.split("\n") if line.strip()), "")
    return max((",", ";", "\t", "|"), key=lambda separator: (header.count(separator), separator == ","))


def _places(header: Sequence[str], line: int, path: str) -> tuple[dict[str, int], list[Finding]]:
    """Which cell of a row belongs to which column, and the columns that are none of ours."""
    names = {other: name for name, others in COLUMNS.items() for other in (name, *others)}
    places: dict[str, int] = {}
    findings = []
    for place, title in enumerate(header):
        name = names.get(title.strip().casefold())
        if name is None and title.strip():
            near = did_you_mean(title.strip(), names) or f"; there are {', '.join(COLUMNS)}"
            findings.append(warning("unknown-column", f"column {title.strip()!r} is left out{near}", path, line))
        elif name in places:
            message = f"column {title.strip()!r} comes after another column for {name!r} and is left out; join them"
            findings.append(warning("unknown-column", message, path, line))
        elif name:
            places[name] = place
    return places, findings


def _several(cell: str) -> tuple[str, ...]:
    """The names in a cell: parted by semicolons, else bars, else commas."""
    separator = next((mark for mark in (";", "|") if mark in cell), ",")
    return tuple(dict.fromkeys(name for part in cell.split(separator) if (name := " ".join(part.split()))))
