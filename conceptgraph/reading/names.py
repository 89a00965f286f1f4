"""Which label names which concept: the most exact match wins, and who shares a name is told."""

import unicodedata
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from re import compile as pattern
from types import MappingProxyType

from conceptgraph.model import Concept, Entry, Finding, Severity
from conceptgraph.reading.labels import fold, initials_match, words

_QUALIFIED = pattern(r"(.*\S)\s*+\(([^()]+)\)")
_EMPTY: Mapping[str, tuple[str, ...]] = MappingProxyType({})


def _exact(label: str) -> str:
    return " ".join(label.split())


def _caseless(label: str) -> str:
    return _exact(label).casefold()


def _joined(label: str) -> str:
    return fold(label.casefold()).replace(" ", "")


#: How a name may match, most exact first: the labels of an entry that are compared, and how both sides are written for it.
_TIERS: tuple[tuple[Callable[[Entry], Iterable[str]], Callable[[str], str]], ...] = (
    (lambda entry: (entry.id,), str),
    (lambda entry: (entry.term,), _exact),
    (lambda entry: entry.aliases, _exact),
    (lambda entry: (entry.term,), _caseless),
    (lambda entry: entry.aliases, _caseless),
    (lambda entry: (entry.id, entry.term), fold),
    (lambda entry: entry.aliases, fold),
    (lambda entry: (short for label in (entry.term, *entry.aliases) for short in short_labels(label)), fold),
    (lambda entry: (entry.term,), _joined),
    (lambda entry: entry.aliases, _joined),
    (lambda entry: (short for label in (entry.term, *entry.aliases) for short in short_labels(label)), _joined),
)


def short_labels(label: str) -> tuple[str, ...]:
    """What a label with brackets is called without them: "X (ACR)" X and ACR, "X (qualifier)" X alone."""
    match = _QUALIFIED.fullmatch(label)
    if match is None:
        return ()
    return (match[1], match[2]) if initials_match(long=match[1], short=match[2]) else (match[1],)


@dataclass(frozen=True, slots=True, kw_only=True)
class NameIndex:
    """The names of a glossary; `foreign` are the projects whose concepts may be named as `project:name`."""

    entries: Mapping[str, Entry] = field(default_factory=dict)
    concepts: Mapping[str, Concept] = field(default_factory=dict)
    foreign: Container[str] = ()
    tiers: tuple[Mapping[str, tuple[str, ...]], ...] = ()

    @classmethod
    def of(cls, entries: Iterable[Entry], *, foreign: Container[str] = ()) -> "NameIndex":
        """The index of entries whose concepts are not made yet."""
        entries = tuple(entries)
        return cls(
            entries=MappingProxyType({entry.id: entry for entry in entries}),
            foreign=foreign,
            tiers=tuple(_tier(entries, labels, written) for labels, written in _TIERS),
        )

    def with_concepts(self, entries: Iterable[Entry], concepts: Iterable[Concept]) -> "NameIndex":
        """The same names, with entries of the same labels and their concepts."""
        return replace(
            self,
            entries=MappingProxyType({entry.id: entry for entry in entries}),
            concepts=MappingProxyType({concept.id: concept for concept in concepts}),
        )

    def resolve(self, name: str, *, topics: Sequence[str] = ()) -> tuple[str, ...]:
        """The ids a name means, sorted: those it matches most exactly, among them those that share a topic, if any do."""
        for tier, (_, written) in zip(self.tiers, _TIERS, strict=False):
            if found := tier.get(written(name), ()):
                near = tuple(one for one in found if set(topics) & set(self.entries[one].topics))
                return near or found
        project, colon, rest = name.partition(":")
        return (name,) if colon and rest.strip() and project in self.foreign else ()

    def labels(self) -> tuple[str, ...]:
        """Every id, term and alias, sorted."""
        return tuple(sorted({one for entry in self.entries.values() for one in (entry.id, entry.term, *entry.aliases)}))


def _tier(
    entries: Iterable[Entry], labels: Callable[[Entry], Iterable[str]], written: Callable[[str], str]
) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for entry in entries:
        for label in labels(entry):
            if key := written(label):
                found.setdefault(key, set()).add(entry.id)
    return MappingProxyType({key: tuple(sorted(ids)) for key, ids in found.items()}) if found else _EMPTY


#: The findings about a name that only one of two entries can keep.
SHARED_NAME_CODES = frozenset(("duplicate-term", "alias-is-term"))


def same_label(label: str) -> str:
    """The key under which two full terms are the same: case, hyphens and spacing make no difference, number does.

    A word with a capital inside keeps its case, so that MAP and mAP stay apart; so do "statistic" and "statistics".
    """
    spoken = [unicodedata.normalize("NFKC", match[0]) for match in words(label)]
    key = " ".join(word if any(map(str.isupper, word[1:])) else word.casefold() for word in spoken)
    return key or label


def shared_name_findings(entries: Sequence[Entry], *, place: Callable[[Entry], str], keep_going: bool) -> Iterator[Finding]:
    """Entries with the same full term, or with an alias that is another's: homonyms that should be told apart.

    `place` says where an entry stands. With `keep_going` they are warnings, and else errors.
    """
    severity: Severity = "warning" if keep_going else "error"
    owners: dict[str, Entry] = {}
    for entry in entries:
        first = owners.setdefault(same_label(entry.term), entry)
        if first is not entry:
            message = f"term {entry.term!r} is already defined at {place(first)}; rename one, or make it an alias there"
            yield Finding(code="duplicate-term", severity=severity, message=message, path=entry.path, line=entry.line)
    for entry in entries:
        for alias in entry.aliases:
            owner = owners.get(same_label(alias), entry)
            if owner is not entry and same_label(alias) != same_label(entry.term):
                message = f"alias {alias!r} is the term defined at {place(owner)}; delete the alias, or rename one"
                line = entry.lines.get("aliases", entry.line)
                yield Finding(code="alias-is-term", severity=severity, message=message, path=entry.path, line=line)
