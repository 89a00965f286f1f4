"""The findings of `check` as they are written: for people, as JSON, and as the annotations of GitHub's workflows.

SARIF is a format of its own and stands in `sarif`.
"""

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from conceptgraph.cli import answers
from conceptgraph.cli.baselines import Known
from conceptgraph.cli.console import SEVERITY_COLORS, count_findings, count_line, paint
from conceptgraph.model import Finding, Fix, Severity

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "advice")
_COMMANDS: Mapping[Severity, str] = MappingProxyType({"error": "error", "warning": "warning", "advice": "notice"})
_VERBS: Mapping[str, str] = MappingProxyType(
    {"add": "add {value} to {key}", "remove": "take {value} out of {key}", "set": "set {key} to {value}"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What there is to tell: the glossary, new findings in order, how many more are known, and what is known for nothing."""

    glossary: str
    findings: tuple[Finding, ...]
    known: int = 0
    stale: tuple[Known, ...] = ()
    declared: Mapping[str, Any] = field(default_factory=dict)


def in_order(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Errors first, then by place."""
    return tuple(sorted(findings, key=lambda one: (SEVERITIES.index(one.severity), one.path, one.line, one.code, one.message)))


def text_lines(report: Report) -> Iterator[str]:
    """For people: a line each with its code, below it the sentence and the fix; then how many there are of each."""
    for severity in SEVERITIES:
        group = [finding for finding in report.findings if finding.severity == severity]
        for before, finding in zip((None, *group), group, strict=False):
            yield f"{paint(f'{severity}:', SEVERITY_COLORS[severity])} {finding} {paint(f'[{finding.code}]', 'bright_black')}"
            again = before is not None and (before.path, before.sentence) == (finding.path, finding.sentence)
            if finding.sentence and not again and finding.sentence not in finding.message:
                yield f"    “{' '.join(finding.sentence.split())}”"
            if finding.fix:
                yield f"    --fix would {', and '.join(map(fix_text, finding.fix))}"
        if group:
            yield ""
    for severity, codes in _by_code(report.findings).items():
        yield f"{severity}: {', '.join(f'{code} {number:,}' for code, number in codes.items())}"
    yield count_line(report.findings) + _aside(report)


def fix_text(fix: Fix) -> str:
    """What a fix does, in words: add 'momentum' to 'requires'."""
    if fix.action == "remove" and not fix.value:
        return f"delete {fix.key!r}"
    return _VERBS[fix.action].format(value=repr(fix.value), key=repr(fix.key))


def _by_code(findings: Sequence[Finding]) -> dict[Severity, dict[str, int]]:
    """How often each code is told, the most frequent first."""
    counts: dict[Severity, Counter[str]] = {}
    for finding in findings:
        counts.setdefault(finding.severity, Counter())[finding.code] += 1
    return {
        severity: dict(sorted(counts[severity].items(), key=lambda pair: (-pair[1], pair[0])))
        for severity in SEVERITIES
        if severity in counts
    }


def _aside(report: Report) -> str:
    """What else the last line says: how many are known, and how many a fix would mend."""
    fixable = sum(bool(finding.fix) for finding in report.findings)
    known = f"; {report.known:,} known from the baseline" if report.known else ""
    return known + (f"; --fix would mend {fixable:,}" if fixable else "")


def json_text(report: Report) -> str:
    """For tools; docs/reference/findings.md describes the shape."""
    return answers.as_json(
        {
            "glossary": report.glossary,
            "findings": [asdict(finding) for finding in report.findings],
            "counts": count_findings(report.findings),
            "known": report.known,
            "stale": [asdict(known) for known in report.stale],
        }
    )


def github_lines(report: Report) -> Iterator[str]:
    """For GitHub's workflows, which show each at its line of a change."""
    repository = Repository()
    for finding in report.findings:
        path = repository.path(finding.path)
        # What is about no file, or a folder, is shown nowhere: its place is part of the message.
        placed = path is not None and (finding.line > 0 or not Path(finding.path).is_dir())
        properties = {"file": path if placed and path else "", "line": str(finding.line or "") if placed else "", "title": finding.code}
        said = finding.message if placed else str(finding)
        written = ",".join(f"{name}={_escape_property(value)}" for name, value in properties.items() if value)
        sentence = f"\n“{finding.sentence}”" if finding.sentence and finding.sentence not in said else ""
        yield f"::{_COMMANDS[finding.severity]} {written}::{_escape_data(said + sentence)}"


def _escape_data(text: str) -> str:
    """A message of a workflow command; what would end it, or be taken for an escape, is escaped."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape_data(text).replace(":", "%3A").replace(",", "%2C")


class Repository:
    """Where tools seek files: below the workspace of GitHub's workflow, or else below the current folder."""

    def __init__(self) -> None:
        self._here = Path(os.path.realpath("."))
        workspace = os.path.realpath(os.environ.get("GITHUB_WORKSPACE") or self._here)
        self._root = workspace if _is_inside(str(self._here), workspace) else str(self._here)
        self._known: dict[str, str | None] = {}

    def path(self, path: str) -> str | None:
        """A path as tools seek it, relative to the root; None if it is outside, or none."""
        if path not in self._known:
            full = os.path.normpath(self._here / path)
            inside = path and _is_inside(full, self._root)
            self._known[path] = Path(os.path.relpath(full, self._root)).as_posix() if inside else None
        return self._known[path]


def _is_inside(path: str, folder: str) -> bool:
    try:
        return os.path.commonpath((path, folder)) == folder
    except ValueError:  # two drives
        return False
