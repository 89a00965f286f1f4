"""Baselines: findings that are known and left for later, so that `check` tells only what is new.

A finding is known by file, code and message, and by no line: what is written above it does not bring it back. The file is
sorted, with one finding a line, so that a diff of it reads as what was mended and what was let in.
"""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from conceptgraph.cli.console import UsageError
from conceptgraph.errors import FormatError
from conceptgraph.model import Finding

FORMAT = "conceptgraph-baseline/1"

#: Line numbers inside messages: behind a file's name, and in words.
_LINE = re.compile(r"(?<=\.md):\d+|(?<=\bline )\d+")

#: Codes whose messages tell how many entries use a name, and the first of them: both change with other entries.
_COUNTING = frozenset(("everyday-word",))


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Known:
    """What a finding is recognized by, wherever it stands; `path` is relative to the glossary's folder."""

    path: str
    code: str
    message: str

    @property
    def fingerprint(self) -> str:
        """The same in a few letters, for tools that follow a finding from run to run."""
        return hashlib.sha256(f"{self.path}\0{self.code}\0{self.message}".encode("utf-8", "backslashreplace")).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """How often each finding is known."""

    counts: Mapping[Known, int] = field(default_factory=lambda: MappingProxyType({}))

    def divide(self, findings: Iterable[Finding], *, folder: str) -> tuple[tuple[Finding, ...], tuple[Known, ...]]:
        """The findings that are new, and what is known and no longer found, sorted."""
        left = Counter(self.counts)
        new = []
        for finding in findings:
            known = recognize(finding, folder=folder)
            if left[known] > 0:
                left[known] -= 1
            else:
                new.append(finding)
        return tuple(new), tuple(sorted(known for known, count in left.items() if count > 0))


def recognize(finding: Finding, *, folder: str) -> Known:
    """What a finding is known by; `folder` is the glossary's as its paths begin with it.

    One that counts, in the whole glossary or in other entries, is known by file and code: what it counts changes with them.
    """
    if finding.path in (folder, ""):
        return Known(path=".", code=finding.code, message="")
    inside = f"{folder.rstrip('/')}/"
    path = finding.path.removeprefix(inside) if folder != "." else finding.path
    if finding.code in _COUNTING:
        return Known(path=path, code=finding.code, message="")
    message = finding.message if folder == "." else finding.message.replace(inside, "")
    return Known(path=path, code=finding.code, message=_LINE.sub("", message).replace("  ", " "))


def baseline_text(findings: Iterable[Finding], *, folder: str) -> str:
    """The file that makes these findings known."""
    counts = Counter(recognize(finding, folder=folder) for finding in findings)
    lines = (json.dumps(_record(known, count), ensure_ascii=False) for known, count in sorted(counts.items()))
    return f'{{"format": "{FORMAT}", "findings": [\n' + ",\n".join(lines) + "\n]}\n"


def read_baseline(file: Path) -> Baseline:
    """The baseline in a file.

    Raises:
        UsageError: there is no such file.
        FormatError: it cannot be read, or is no baseline.
    """
    try:
        document = json.loads(file.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError as error:
        raise UsageError(f"there is no baseline at {str(file)!r}; write it with --write-baseline {file}") from error
    except OSError as error:
        raise FormatError(f"{file}: cannot be read: {(error.strerror or str(error)).lower()}") from error
    except (ValueError, RecursionError) as error:
        raise FormatError(f"{file}: is no JSON; write it anew with --write-baseline {file}") from error
    records = document.get("findings") if isinstance(document, dict) and document.get("format") == FORMAT else None
    if not isinstance(records, list) or not all(map(_is_record, records)):
        raise FormatError(f"{file}: is no baseline of the format {FORMAT!r}; write it anew with --write-baseline {file}")
    return _baseline(records)


def _baseline(records: Sequence[Mapping[str, Any]]) -> Baseline:
    counts: Counter[Known] = Counter()
    for record in records:
        counts[Known(path=record["path"], code=record["code"], message=record["message"])] += record.get("count", 1)
    return Baseline(counts=MappingProxyType(dict(counts)))


def _record(known: Known, count: int) -> dict[str, Any]:
    record: dict[str, Any] = {"path": known.path, "code": known.code, "message": known.message}
    return record | {"count": count} if count > 1 else record


def _is_record(record: Any) -> bool:
    if not isinstance(record, dict) or not all(isinstance(record.get(key), str) for key in ("path", "code", "message")):
        return False
    count = record.get("count", 1)
    return isinstance(count, int) and not isinstance(count, bool) and count > 0
