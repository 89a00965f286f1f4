"""The door of the importers: each turns the text of one file into a deck of cards, from which drafts are written.

Another package adds a format by an entry point in the group `conceptgraph.importers` that names an `Importer`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from conceptgraph.doors import pick, with_plugins
from conceptgraph.reading.importers.deck import Deck
from conceptgraph.reading.importers.flashcards import read_flashcards
from conceptgraph.reading.importers.tables import read_table

GROUP = "conceptgraph.importers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Importer:
    """A format to import from: its name, one line about it, and the function that reads it.

    `read(text, path=...)` gives the cards in their order and findings placed by `path`; it raises `FormatError` with one
    sentence if the text is not of the format.
    """

    name: str
    help: str
    read: Callable[..., Deck]


IMPORTERS: Mapping[str, Importer] = MappingProxyType(
    {
        importer.name: importer
        for importer in (
            Importer(
                name="csv",
                help="a table with the columns term, definition, aliases, topics and requires; definitions are Markdown",
                read=read_table,
            ),
            Importer(
                name="flashcards",
                help="plain text with title lines, term and text with a tab or comma between, Anki's and Quizlet's exports",
                read=read_flashcards,
            ),
        )
    }
)


def importers() -> Mapping[str, Importer]:
    """The built-in importers and those of other packages, by name."""
    return with_plugins(IMPORTERS, group=GROUP)


def find_importer(name: str) -> Importer:
    """The importer of a format.

    Raises:
        DoorError: there is none; the formats there are, are listed.
    """
    return pick(importers(), name, kind="format")
