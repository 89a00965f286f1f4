"""`check --fix`: the safe fixes of findings, shown as a diff, asked for, and written to all files or to none."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import unified_diff
from pathlib import Path
from types import MappingProxyType

import typer

from conceptgraph.cli.console import count, paint, say, tell
from conceptgraph.errors import EditError, OutputError
from conceptgraph.model import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One file as it is and as it would be; the texts hold its own line ends and byte-order mark."""

    path: Path
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What fixes come to: the files they change, the findings they mend, and why others are left."""

    changes: tuple[Change, ...] = ()
    mended: tuple[Finding, ...] = ()
    left: Mapping[Finding, str] = field(default_factory=lambda: MappingProxyType({}))


def plan_fixes(findings: Iterable[Finding]) -> Plan:
    """The changes that the fixes of these findings ask for, file by file; nothing is written.

    The fixes of one finding are made together or not at all. Those of several findings join in one file, in their order.
    """
    old: dict[str, str] = {}
    new: dict[str, str] = {}
    mended, left = [], {}
    for finding in findings:
        if not finding.fix:
            continue
        try:
            if finding.path not in old:
                old[finding.path] = new[finding.path] = _read(finding.path)
            new[finding.path] = _mend(new[finding.path], old[finding.path], finding)
            mended.append(finding)
        except EditError as problem:
            left[finding] = str(problem)
    changes = tuple(Change(path=Path(path), old=old[path], new=new[path]) for path in sorted(old) if old[path] != new[path])
    return Plan(changes=changes, mended=tuple(mended), left=MappingProxyType(left))


def _read(path: str) -> str:
    try:
        return Path(path).read_bytes().decode("utf-8")
    except OSError as error:
        raise EditError(f"{path}: cannot be read: {(error.strerror or str(error)).lower()}") from error
    except UnicodeDecodeError as error:
        raise EditError(f"{path}: is not valid UTF-8; save it as UTF-8") from error


def _mend(text: str, original: str, finding: Finding) -> str:
    """The text after the fixes of a finding.

    Raises:
        EditError: they cannot be made, or the file holds nothing of what they would change.
    """
    from conceptgraph.reading.editing import edit_front_matter

    mended = edit_front_matter(text, finding.fix, path=finding.path)
    # Two findings may ask for the same; but what changes not even the file as it was, does not fit it.
    if mended == text and edit_front_matter(original, finding.fix, path=finding.path) == original:
        fix = finding.fix[0]
        raise EditError(f"{finding.path}: {fix.key!r} does not hold {fix.value!r} as it is spelled there; change it by hand")
    return mended


def diff_lines(changes: Iterable[Change]) -> Iterator[str]:
    """A unified diff, which `git apply` reads from the current folder."""
    from conceptgraph.reading.editing import file_lines

    for change in changes:
        path = change.path.as_posix()
        old, new = (path, path) if change.path.is_absolute() else (f"a/{path}", f"b/{path}")
        for line in unified_diff(file_lines(change.old), file_lines(change.new), old, new):
            yield line if line.endswith(("\n", "\r")) else f"{line}\n\\ No newline at end of file\n"


def show_diff(changes: Iterable[Change], *, err: bool) -> None:
    """The diff, in colors on a terminal."""
    stream, write = (sys.stderr, tell) if err else (sys.stdout, say)
    colors = {"+": "green", "-": "red", "@": "cyan"}
    if err or stream.isatty():
        for line in diff_lines(changes):
            write(paint(line.rstrip("\r\n"), colors[line[0]], stream=stream) if line[0] in colors else line.rstrip("\r\n"))
        write()
    else:
        # For `git apply`: each line with its own end, and nothing made visible.
        for line in diff_lines(changes):
            typer.echo(line, nl=False)


def may_ask() -> bool:
    """Whether somebody is there to answer."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def ask(plan: Plan) -> bool:
    """Whether the user wants the changes."""
    return typer.confirm(f"Change {count(len(plan.changes), 'file')}?", default=False, err=True)


def write_changes(changes: Iterable[Change]) -> None:
    """Write all files or none.

    Raises:
        OutputError: a file was changed since it was read, or cannot be written.
    """
    from conceptgraph.reading.writing import write_texts

    changes = tuple(changes)
    for change in changes:
        try:
            same = change.path.read_bytes() == change.old.encode("utf-8")
        except OSError:
            same = False
        if not same:
            raise OutputError(f"{change.path}: was changed by somebody else meanwhile; no file is changed, run the check again")
    write_texts({change.path: change.new for change in changes})
