"""What a concept graph is made of: frozen data that knows nothing of files, spaCy, networkx or Sphinx.

Offsets are half-open and count characters of an entry's plain text (`Prose.text`). Lines and columns count from 1.
Paths are relative to the glossary's folder, with forward slashes. Work on this data is done by plain functions elsewhere.
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

Status = Literal["stub", "draft", "reviewed", "deprecated"]
MatchRule = Literal["normal", "exact", "topic", "never"]
Tier = Literal["explicit", "exact", "case", "form", "acronym"]
Strength = Literal["core", "usual"]
Origin = Literal["declared", "inferred", "imported"]
DropReason = Literal["cycle", "veto", "weak"]
Severity = Literal["error", "warning", "advice"]

STATUSES: tuple[Status, ...] = ("stub", "draft", "reviewed", "deprecated")
MATCH_RULES: tuple[MatchRule, ...] = ("normal", "exact", "topic", "never")
STRENGTHS: tuple[Strength, ...] = ("core", "usual")

#: Each predicate, and how the same relation reads aloud from its object: "X requires Y", "Y is required by X".
PREDICATES: Mapping[str, str] = MappingProxyType({
    "requires": "is required by",
    "is a": "has kind",
    "extends": "is extended by",
    "part of": "has part",
    "has part": "part of",
    "uses": "used by",
    "used in": "makes use of",
    "mitigates": "is mitigated by",
    "mitigated by": "mitigates",
    "suffers from": "affects",
    "contrasts with": "contrasts with",
    "similar to": "similar to",
    "example of": "has example",
    "has example": "example of",
    "also known as": "also known as",
    "related to": "related to",
    "mentions": "is mentioned by",
})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """A change to one entry's front matter: under `key`, a value is added to what is there, taken out of it, or set.

    `reason` is written beside a value that is added to a mapping ("requires: {name: reason}").
    """

    key: str
    action: Literal["add", "remove", "set"]
    value: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something an author should know: where, what, and how to mend it, in one sentence.

    `sentence` is the one it is about, if any; `fix` holds changes that mend it without a second thought, and is empty where
    an author has to decide.
    """

    code: str
    severity: Severity
    message: str
    path: str = ""
    line: int = 0
    sentence: str = ""
    fix: tuple[Fix, ...] = ()

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}: " if self.line else f"{self.path}: " if self.path else ""
        return place + self.message


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A name an author wrote in front matter, its reason, and the line it stands on."""

    name: str
    reason: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph, list item, table cell and so on: a run of prose no sentence crosses."""

    start: int
    end: int
    kind: str = "paragraph"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link an author wrote: the span of its visible text, and its target as written."""

    start: int
    end: int
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """From character `start` on, the plain text stands in the file at `line` and `column`."""

    start: int
    line: int
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """What a reader sees of an entry, without headings and displayed code or formulas.

    `text` joins the blocks with a blank line. `opaque` spans (inline code and formulas, addresses) are part of the text,
    so that sentences read whole, but are never searched for names. `runs` is sorted by start. `displays` says whether
    anything is shown below the headings, were it only a formula, code or a picture; `formulas` counts those on lines of their own.
    """

    text: str = ""
    blocks: tuple[Block, ...] = ()
    opaque: tuple[tuple[int, int], ...] = ()
    links: tuple[Link, ...] = ()
    runs: tuple[Run, ...] = ()
    displays: bool = False
    formulas: int = 0

    def place(self, offset: int) -> tuple[int, int]:
        """The line and column in the file of a character of the text."""
        index = bisect_right(self.runs, offset, key=lambda run: run.start) - 1
        if index < 0:
            return 1, 1
        run = self.runs[index]
        return run.line, run.column + offset - run.start


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One glossary entry as its author wrote it; `lines` says on which line each key of its front matter stands."""

    id: str
    term: str
    path: str
    line: int = 1
    aliases: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    requires: tuple[Reference, ...] = ()
    related: tuple[Reference, ...] = ()
    level: int | None = None
    match: MatchRule = "normal"
    not_requires: tuple[Reference, ...] = ()
    contrast: tuple[Reference, ...] = ()
    no_link: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    status: Status | None = None
    minutes: int | None = None
    silence: Mapping[str, str] = field(default_factory=dict)
    redirect_from: tuple[str, ...] = ()
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    source: Any = None
    prose: Prose = field(default_factory=Prose)
    body: str = ""
    body_line: int = 1
    lines: Mapping[str, int] = field(default_factory=dict)

    @property
    def stub(self) -> bool:
        """Whether the entry has a term and nothing to read: a heading is no text."""
        return not self.prose.text.strip() and not self.prose.displays


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """A unit of thought: a node of the graph, with one preferred label and any number of others.

    `words` and `formulas` say how much its text has to read; `minutes` is the time its author gives for it, if any.
    """

    id: str
    term: str
    aliases: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    level: int | None = None
    status: Status = "reviewed"
    match: MatchRule = "normal"
    definition: str = ""
    path: str = ""
    line: int = 1
    stub: bool = False
    foreign: bool = False
    source: Any = None
    contrast: Mapping[str, str] = field(default_factory=dict)
    minutes: int | None = None
    words: int = 0
    formulas: int = 0

    @property
    def topic(self) -> str:
        """The main topic, or an empty string."""
        return self.topics[0] if self.topics else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Why a relation is believed: a sentence and its place, or an author's reason, and what found it.

    `found_by` is "declared", "vetoed", "name" (one concept's name inside the other's), a cue's name, or, where no cue fits,
    the tier of the mention.
    `start` and `end` are the span of the mention in the plain text; both 0 where no mention stands behind it.
    """

    sentence: str
    path: str
    line: int
    start: int = 0
    end: int = 0
    found_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A place where one concept's text names another."""

    source: str
    target: str
    start: int
    end: int
    form: str
    tier: Tier
    sentence: tuple[int, int] = (0, 0)
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Undecided:
    """A place where a text uses a name of several concepts, and nothing there decides which of them it means.

    `candidates` are the ids of the first ten of them, sorted; the rest is as in a `Mention`.
    """

    source: str
    candidates: tuple[str, ...]
    start: int
    end: int
    form: str
    sentence: tuple[int, int] = (0, 0)
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """Subject, predicate, object; the subject is the concept whose text holds the sentence. Score in [0, 1]."""

    subject: str
    predicate: str
    object: str
    origin: Origin = "inferred"
    score: float = 0.0
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Prerequisite:
    """`requires` must be understood before `concept`. Score in [0, 1]; declared ones have score 1.

    `reason` is the author's; `note` says in words what lowered the score of an inferred one, if anything did.
    """

    concept: str
    requires: str
    score: float
    level: Strength
    origin: Origin = "inferred"
    reason: str = ""
    note: str = ""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """A prerequisite that was found and not kept, and why.

    Of a veto the first evidence is the author's; `note` says in words what lowered the score, if anything did.
    """

    concept: str
    requires: str
    score: float
    reason: DropReason
    note: str = ""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A name that entries lean on but that has no entry."""

    name: str
    needed_by: tuple[str, ...]
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CuratedPath:
    """A learning path an author chose: goals, what may be taken as known, the order, and what one can do at its end.

    `targets`, `known` and `steps` are concept ids; `steps` is in learning order and complete, and empty until the graph gives it
    where no author does. `lines` says on which line each key stands.
    """

    name: str
    title: str
    targets: tuple[str, ...]
    steps: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    body: str = ""
    path: str = ""
    lines: Mapping[str, int] = field(default_factory=dict)
