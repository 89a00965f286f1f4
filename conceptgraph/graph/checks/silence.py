"""Whether what authors silence is still there to be silenced. `run_checks` asks, as it alone knows all findings."""

from collections.abc import Collection, Iterable, Iterator

from conceptgraph.errors import did_you_mean
from conceptgraph.graph.checks.check import Check
from conceptgraph.model import Entry, Finding, Fix


def find_unknown_codes(entries: Iterable[Entry], known: Collection[str]) -> Iterator[Finding]:
    """Codes in `silence` that no finding has."""
    for entry in entries:
        for code in entry.silence:
            if code not in known:
                near = did_you_mean(code, known) or "; delete it"
                message = f"'silence' names {code!r}, which is no code of a finding{near}"
                yield Finding(code=UNKNOWN_SILENCE.code, severity="warning", message=message, path=entry.path, line=_line(entry))


def find_stale_codes(entries: Iterable[Entry], *, asked: Collection[str], found: Collection[tuple[str, str]]) -> Iterator[Finding]:
    """Codes in `silence` of checks that were asked and found nothing in the entry; `found` pairs paths with codes."""
    for entry in entries:
        for code in entry.silence:
            if code in asked and (entry.path, code) not in found:
                message = f"'silence' names {code!r}, of which there is no finding here any more; delete it"
                fix = (Fix(key="silence", action="remove", value=code),)
                yield Finding(code=STALE_SILENCE.code, severity="advice", message=message, path=entry.path, line=_line(entry), fix=fix)


def _line(entry: Entry) -> int:
    return entry.lines.get("silence", entry.line)


UNKNOWN_SILENCE = Check(
    code="unknown-silence",
    help="`silence` names a code that no finding has",
    severity="warning",
    example="glossary/poem.md:3: 'silence' names 'orfan', which is no code of a finding; did you mean 'orphan'?",
    remedy="Write the code as the finding shows it.",
)
STALE_SILENCE = Check(
    code="stale-silence",
    help="`silence` names a code of which the entry has no finding any more",
    example="glossary/bread.md:3: 'silence' names 'orphan', of which there is no finding here any more; delete it",
    remedy="Delete it: the next finding of this kind should be heard.",
    fixes="Removes the code with its reason.",
)
