"""The names entries give one another in front matter: each must mean one concept, and what is required must not come round.

A reference that means nothing is taken out, so that whoever comes later can resolve the rest without asking.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from conceptgraph.errors import did_you_mean
from conceptgraph.model import Entry, Finding, Reference
from conceptgraph.reading.names import NameIndex

_KEYS = ("requires", "related", "not_requires", "contrast")
#: Beyond so many unknown names the nearest known one is no longer sought: it costs a look at every label.
_MOST_SUGGESTIONS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """Entries whose references all mean one concept, the problems, and the references to nothing with their entry's id."""

    entries: tuple[Entry, ...]
    findings: tuple[Finding, ...]
    unknown: tuple[tuple[str, Reference], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Edge:
    source: str
    target: str
    reference: Reference


def check_references(entries: Sequence[Entry], names: NameIndex, *, place: Callable[[Entry, int], str]) -> Checked:
    """The entries with what their references mean checked; `place` says where a line of an entry stands."""
    suggest = Suggestions(names)
    findings: list[Finding] = []
    unknown: list[tuple[str, Reference]] = []
    checked = []
    for entry in entries:
        kept: dict[str, tuple[Reference, ...]] = {}
        for key in _KEYS:
            good = []
            for reference in getattr(entry, key):
                found = names.resolve(reference.name, topics=entry.topics)
                problem = _problem(entry, key, reference, found, suggest)
                if problem is None:
                    good.append(reference)
                    continue
                findings.append(problem)
                if not found and key in ("requires", "related"):
                    unknown.append((entry.id, reference))
            if len(good) < len(getattr(entry, key)):
                kept[key] = tuple(good)
        checked.append(_keep(entry, kept))
    acyclic, cycles = _break_cycles(checked, names, place)
    findings += cycles
    for entry in acyclic:
        findings += _level_findings(entry, names)
        findings += _contradictions(entry, names)
    return Checked(entries=acyclic, findings=tuple(findings), unknown=tuple(unknown))


class Suggestions:
    """The nearest known name for an unknown one, each sought once, and not for ever."""

    def __init__(self, names: NameIndex) -> None:
        self._names = names
        self._labels: tuple[str, ...] | None = None
        self._found: dict[str, str] = {}

    def near(self, name: str) -> str:
        """`; did you mean '...'?`, or an empty string."""
        if self._labels is None:
            self._labels = self._names.labels()
        if name not in self._found:
            self._found[name] = did_you_mean(name, self._labels) if len(self._found) < _MOST_SUGGESTIONS else ""
        return self._found[name]


def _keep(entry: Entry, kept: Mapping[str, tuple[Reference, ...]]) -> Entry:
    return replace(
        entry,
        requires=kept.get("requires", entry.requires),
        related=kept.get("related", entry.related),
        not_requires=kept.get("not_requires", entry.not_requires),
        contrast=kept.get("contrast", entry.contrast),
    ) if kept else entry  # fmt: skip


def _problem(entry: Entry, key: str, reference: Reference, found: Sequence[str], suggest: Suggestions) -> Finding | None:
    if not found:
        near = suggest.near(reference.name) or "; write an entry for it, or delete the name"
        code, message = "unknown-name", f"{key!r} names {reference.name!r}, which is no concept{near}"
    elif len(found) > 1:
        choices = " or ".join(map(repr, found))
        code, message = "ambiguous-name", f"{key!r} names {reference.name!r}, which several concepts are called; write {choices}"
    elif found[0] == entry.id:
        code, message = "self-reference", f"{key!r} names {reference.name!r}, which is this concept itself; delete the name"
    else:
        return None
    return Finding(code=code, severity="error", message=message, path=entry.path, line=reference.line or entry.line)


def _break_cycles(
    entries: Sequence[Entry], names: NameIndex, place: Callable[[Entry, int], str]
) -> tuple[tuple[Entry, ...], list[Finding]]:
    """The entries without the last edge of each cycle of declared prerequisites, and the cycles."""
    edges = {entry.id: tuple(_edges(entry, names)) for entry in entries}
    by_id = {entry.id: entry for entry in entries}
    findings = []
    for cycle in _cycles(edges):
        last = cycle[-1]
        entry = by_id[last.source]
        kept = tuple(reference for reference in entry.requires if reference is not last.reference)
        by_id[last.source] = replace(entry, requires=kept)
        around = " -> ".join([edge.source for edge in cycle] + [last.target])
        places = ", ".join(place(by_id[edge.source], edge.reference.line) for edge in cycle)
        message = f"these declared prerequisites form a cycle: {around} ({places}); delete one of them"
        findings.append(Finding(code="declared-cycle", severity="error", message=message, path=entry.path, line=last.reference.line))
    return tuple(by_id[entry.id] for entry in entries), findings


def _edges(entry: Entry, names: NameIndex) -> Iterator[_Edge]:
    for reference in entry.requires:
        for target in names.resolve(reference.name, topics=entry.topics):
            if target in names.entries:
                yield _Edge(source=entry.id, target=target, reference=reference)


def _cycles(edges: Mapping[str, Sequence[_Edge]]) -> Iterator[tuple[_Edge, ...]]:
    """One cycle for each edge that leads back onto a depth-first walk; without these edges there is none left."""
    done: set[str] = set()
    for start in sorted(edges):
        trail: list[_Edge] = []
        steps = [iter(edges[start])] if start not in done else []
        depth = {start: 0}
        while steps:
            edge = next(steps[-1], None)
            if edge is None:
                steps.pop()
                source = trail.pop().target if trail else start
                depth.pop(source)
                done.add(source)
            elif edge.target in depth:
                yield (*trail[depth[edge.target] :], edge)
            elif edge.target not in done:
                depth[edge.target] = len(steps)
                trail.append(edge)
                steps.append(iter(edges[edge.target]))


def _level_findings(entry: Entry, names: NameIndex) -> Iterator[Finding]:
    for edge in _edges(entry, names):
        needed = names.entries[edge.target]
        if entry.level is not None and needed.level is not None and entry.level < needed.level:
            message = f"level {entry.level} is below level {needed.level} of {needed.term!r}, which it requires; raise it, or lower that"
            line = entry.lines.get("level", entry.line)
            yield Finding(code="level-order", severity="warning", message=message, path=entry.path, line=line)


def _contradictions(entry: Entry, names: NameIndex) -> Iterator[Finding]:
    required = {edge.target for edge in _edges(entry, names)}
    for reference in entry.not_requires:
        if required & set(names.resolve(reference.name, topics=entry.topics)):
            message = f"'not_requires' names {reference.name!r}, which 'requires' names too; delete one"
            yield Finding(code="contradiction", severity="warning", message=message, path=entry.path, line=reference.line)
