"""Where things are on a site: the pages that a glossary gives, and the places at which concepts are defined."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from conceptgraph.model import Entry, Finding

PageKind = Literal["entry", "index", "letters", "topics", "topic", "map", "paths", "path", "find"]

#: Generated pages have no file of their own: this one stands for it, and a parser of ours fills them.
GENERATED_FILE = Path(__file__).parent / "templates" / "generated.conceptgraph"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A document that the glossary gives: its kind, what it is about (an id, a topic, a path's name), and its file."""

    docname: str
    kind: PageKind
    name: str = ""
    title: str = ""
    file: Path = GENERATED_FILE

    @property
    def generated(self) -> bool:
        """Whether no author wrote a file for it."""
        return self.file == GENERATED_FILE


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """Where a concept is defined: a document, and the anchor on it; no anchor stands for the whole page."""

    docname: str
    anchor: str = ""

    def address(self, page: str) -> str:
        """The address of the place on its page, whose own address is given."""
        return f"{page}#{self.anchor}" if self.anchor else page


@dataclass(frozen=True, slots=True, kw_only=True)
class Defined:
    """The concepts that pages define beside the folder's entries, sorted by id: which of them stand, where, and what is wrong.

    Paths are relative to the glossary's base.
    """

    entries: tuple[Entry, ...] = ()
    homes: Mapping[str, Home] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
