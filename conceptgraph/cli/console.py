"""What people see: results on standard output, everything else on standard error; colors and progress on a terminal only."""

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import IO, Any

import typer

from conceptgraph.errors import ConceptGraphError
from conceptgraph.model import Finding, Severity

#: The color of each severity on a terminal.
SEVERITY_COLORS: Mapping[Severity, str] = MappingProxyType({"error": "red", "warning": "yellow", "advice": "cyan"})


#: Characters that steer a terminal, but for line ends, tabs and colors: from an entry's text they are shown, not obeyed.
_STEERING = re.compile(r"(?!\x1b\[[0-9;]*m)[\x00-\x08\x0b-\x1f\x7f-\x9f]")


class UsageError(ConceptGraphError, ValueError):
    """The command was given something it cannot work with: status 2."""


def say(text: str = "") -> None:
    """A line of the result."""
    typer.echo(_tame(text), color=True)


def tell(text: str = "") -> None:
    """A line about the result: what was done, what to do next."""
    typer.echo(_tame(text), err=True, color=True)


def _tame(text: str) -> str:
    return _STEERING.sub(lambda match: f"\\x{ord(match[0]):02x}", text)


def complain(text: str) -> None:
    """The sentences of an error."""
    for line in text.splitlines():
        tell(f"{paint('error:', 'red', stream=sys.stderr)} {line}")


def paint(text: str, color: str, *, stream: IO[Any] | None = None) -> str:
    """The text in a color, where the stream is a terminal and nobody asked for none (https://no-color.org)."""
    stream = sys.stdout if stream is None else stream
    return typer.style(text, fg=color) if stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb" else text


def show_findings(findings: Iterable[Finding], *, err: bool = False) -> None:
    """Each finding on its line, its severity first."""
    stream, write = (sys.stderr, tell) if err else (sys.stdout, say)
    for finding in findings:
        write(f"{paint(f'{finding.severity}:', SEVERITY_COLORS[finding.severity], stream=stream)} {finding}")


def count_findings(findings: Iterable[Finding]) -> dict[str, int]:
    """How many there are of each severity."""
    counts = {"error": 0, "warning": 0, "advice": 0}
    for finding in findings:
        counts[finding.severity] += 1
    return counts


def count_line(findings: Iterable[Finding]) -> str:
    """`2 errors, 1 warning, 0 pieces of advice`, for people."""
    counts = count_findings(findings)
    pieces = f"{counts['advice']} {'piece' if counts['advice'] == 1 else 'pieces'} of advice"
    return f"{count(counts['error'], 'error')}, {count(counts['warning'], 'warning')}, {pieces}"


def count(number: int, noun: str) -> str:
    """`1 entry`, `2 entries`: a number with its noun in the right form."""
    if number == 1:
        return f"1 {noun}"
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{number:,} {plural}"


@contextmanager
def progress_bar() -> Iterator[Callable[[str, int, int], None] | None]:
    """A bar that follows the stages of a build, gone when they are done; nothing where standard error is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    with Progress(TextColumn("{task.description}"), BarColumn(), console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("starting", total=None)

        def follow(stage: str, done: int, total: int) -> None:
            progress.update(task, description=stage, completed=done, total=total)

        yield follow
