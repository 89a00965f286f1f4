"""Findings as SARIF 2.1.0, which code hosts and editors read.

Equal findings give equal text: no time, no folder of this machine. Paths are relative to `%SRCROOT%`.

References:
    OASIS (2020). Static Analysis Results Interchange Format (SARIF) Version 2.1.0.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import quote

from conceptgraph import __version__
from conceptgraph.cli import answers
from conceptgraph.cli.baselines import recognize
from conceptgraph.cli.reports import Report, Repository, fix_text
from conceptgraph.errors import EditError
from conceptgraph.model import Finding, Severity

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
ROOT = "%SRCROOT%"
_LEVELS: Mapping[Severity, str] = MappingProxyType({"error": "error", "warning": "warning", "advice": "note"})


def sarif_text(report: Report) -> str:
    """The log of one run."""
    codes = sorted({finding.code for finding in report.findings} | set(report.declared))
    run = {
        "tool": {
            "driver": {
                "name": "conceptgraph",
                "semanticVersion": __version__,
                "rules": [_rule(code, report) for code in codes],
            }
        },
        "originalUriBaseIds": {ROOT: {"description": {"text": "The root of the repository, or the folder that was checked from."}}},
        "columnKind": "unicodeCodePoints",
        "results": list(_results(report, codes)),
    }
    return answers.as_json({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(code: str, report: Report) -> dict[str, Any]:
    declared = report.declared.get(code)
    if declared is None:
        return {"id": code}
    return {
        "id": code,
        "shortDescription": {"text": declared.help},
        "help": {"text": declared.remedy or declared.help},
        "defaultConfiguration": {"level": _LEVELS[declared.severity]},
    }


def _results(report: Report, codes: Sequence[str]) -> Iterator[dict[str, Any]]:
    """The findings in their order, each with what it is followed by from run to run."""
    rules = {code: index for index, code in enumerate(codes)}
    repository = Repository()
    seen: Counter[str] = Counter()
    for finding in report.findings:
        known = recognize(finding, folder=report.glossary).fingerprint
        seen[known] += 1
        # Two equal findings of one file are told apart by their order.
        prints = {"conceptgraph/v1": f"{known}:{seen[known]}"}
        yield _result(finding, repository) | {"ruleIndex": rules[finding.code], "partialFingerprints": prints}


def _result(finding: Finding, repository: Repository) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [_location(finding, repository)] if finding.path else [],
    }
    if finding.sentence:
        result["properties"] = {"sentence": finding.sentence}
    if fix := _fix(finding, repository):
        result["fixes"] = [fix]
    return result


def _location(finding: Finding, repository: Repository) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": _artifact(finding.path, repository)}
    if finding.line:
        physical["region"] = {"startLine": finding.line}
    return {"physicalLocation": physical}


def _artifact(path: str, repository: Repository) -> dict[str, str]:
    inside = repository.path(path)
    if inside is None:
        return {"uri": Path(path).absolute().as_uri()}
    return {"uri": quote(inside), "uriBaseId": ROOT}


def _fix(finding: Finding, repository: Repository) -> dict[str, Any] | None:
    """The change of the file that mends a finding, if there is one and it can be made."""
    from conceptgraph.reading.editing import edit_front_matter, file_lines

    if not finding.fix:
        return None
    try:
        old = Path(finding.path).read_bytes().decode("utf-8")
        new = edit_front_matter(old, finding.fix, path=finding.path)
    except (OSError, UnicodeDecodeError, EditError):
        return None
    replacements = _replacements(file_lines(old), file_lines(new))
    if not replacements:
        return None
    change = {"artifactLocation": _artifact(finding.path, repository), "replacements": replacements}
    return {"description": {"text": ", and ".join(map(fix_text, finding.fix))}, "artifactChanges": [change]}


def _replacements(old: Sequence[str], new: Sequence[str]) -> list[dict[str, Any]]:
    """The lines that are deleted, each run of them with what comes in its place."""
    found = []
    for tag, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            region = {"startLine": start + 1, "startColumn": 1, "endLine": end + 1, "endColumn": 1}
            found.append({"deletedRegion": region, "insertedContent": {"text": "".join(new[new_start:new_end])}})
    return found
