"""`init --sphinx`: what an existing Sphinx project lacks is added, after a look at it, and can be taken back byte for byte."""

import base64
import difflib
import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import typer

from conceptgraph.cli.conf_editing import add_extensions, assigned_texts, decode_conf, line_to_add, listed_extensions
from conceptgraph.cli.console import UsageError, paint, say, tell
from conceptgraph.cli.fixing import may_ask
from conceptgraph.cli.sites import SOURCES
from conceptgraph.errors import EditError, OutputError
from conceptgraph.reading.files import entry_files
from conceptgraph.reading.scanning import find_definitions
from conceptgraph.reading.writing import write_texts
from conceptgraph.settings import read_settings

#: What was before, kept beside conf.py until it is taken back.
BACKUP = ".conceptgraph-init.json"
EXTENSION, MARKDOWN = "conceptgraph.sphinxext", "myst_parser"
#: Extensions that read Markdown.
_READERS = frozenset((MARKDOWN, "myst_nb"))
_SUFFIXES = (".rst", ".md", ".txt")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A file to write: its text before, None where there is none, and its text after."""

    path: Path
    before: str | None
    after: str


def set_up(folder: Path, *, yes: bool) -> None:
    """Add what a Sphinx project lacks; the changes are shown first.

    Raises:
        UsageError: there is no conf.py, or nobody is there to answer.
        EditError: conf.py cannot be added to; the line to add is told.
        OutputError: a file cannot be written.
    """
    source = find_conf(folder)
    changes = plan(source)
    if not changes:
        say(f"{source / 'conf.py'}: everything is there; nothing to do")
        return
    for change in changes:
        for line in show(change):
            say(line)
    if not yes:
        _must_agree(f"Write {'this file' if len(changes) == 1 else f'these {len(changes)} files'}?")
    _keep(source, changes)
    for change in changes:
        change.path.parent.mkdir(parents=True, exist_ok=True)
    write_texts({change.path: change.after for change in changes})
    tell(f"Build the site with 'python -m sphinx {source} {source / '_build/html'}'.")
    tell(f"Take it all back with 'conceptgraph init --sphinx --undo {source}'.")


def undo(folder: Path) -> None:
    """Put back what was there before, where nobody has changed it since.

    Raises:
        UsageError: there is nothing to take back.
        OutputError: a file has been changed since, or cannot be written.
    """
    source = find_conf(folder)
    kept = source / BACKUP
    try:
        record = json.loads(kept.read_text(encoding="utf-8"))
        before = {source / name: None if data is None else base64.b64decode(data) for name, data in record["before"].items()}
        after = {source / name: str(digest) for name, digest in record["after"].items()}
    except FileNotFoundError as error:
        raise UsageError(f"{source}: nothing to take back, since there is no {BACKUP}") from error
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise OutputError(f"{kept}: cannot be read; compare conf.py with your version history, and delete this file") from error
    # A file may be as it was before, where writing the others failed.
    changed = [
        path for path, digest in after.items() if path.exists() and _digest(path.read_bytes()) not in (digest, _digest(before[path]))
    ]
    if changed:
        listed = ", ".join(map(str, changed))
        raise OutputError(f"{listed}: changed since; take back the rest by hand, or undo those changes first")
    for path, data in before.items():
        _restore(path, data)
        say(f"{'removed' if data is None else 'restored'} {path}")
    kept.unlink()


def find_conf(folder: Path) -> Path:
    """The folder of the conf.py: this one, or where projects keep their documentation in it.

    Raises:
        UsageError: there is none.
    """
    for place in SOURCES:
        if (folder / place / "conf.py").is_file():
            return folder / place
    looked = ", ".join(place for place in SOURCES if place)
    raise UsageError(f"there is no conf.py in {folder} nor in {looked}; name its folder, or make a new glossary with 'conceptgraph init'")


def plan(source: Path) -> tuple[Change, ...]:
    """What a project lacks: an extension or two in conf.py, and a first entry where neither folder nor pages define a concept.

    Raises:
        EditError: conf.py cannot be added to.
    """
    conf = source / "conf.py"
    try:
        text = decode_conf(conf.read_bytes())
        present = listed_extensions(text)
    except EditError as error:
        raise EditError(f"{conf}: {error}; mend it first") from error
    folder = _find_glossary(source, assigned_texts(text, "conceptgraph_glossary"))
    entries = entry_files(folder) if folder is not None else ()
    begins = not entries and not find_definitions(_pages(source), listed=True)
    first = (folder or source / "glossary") / "prerequisite.md"
    wanted = [MARKDOWN] if (entries or begins) and not present & _READERS else []
    names = [*wanted, *([EXTENSION] if EXTENSION not in present else [])]
    changes = [Change(path=conf, before=text, after=_with(conf, text, names))] if names else []
    if begins:
        starter = files("conceptgraph.cli") / "starter" / "glossary" / first.name
        changes.append(Change(path=first, before=None, after=starter.read_text(encoding="utf-8")))
    return tuple(changes)


def show(change: Change) -> Iterator[str]:
    """The change as a unified diff."""
    before = (change.before or "").splitlines()
    old = str(change.path) if change.before is not None else "/dev/null"
    colors = {"+": "green", "-": "red", "@": "cyan"}
    for line in difflib.unified_diff(before, change.after.splitlines(), old, str(change.path), lineterm=""):
        yield paint(line, colors[line[0]]) if line[:1] in colors else line


def _with(conf: Path, text: str, names: Sequence[str]) -> str:
    try:
        return add_extensions(text, names)
    except EditError as error:
        raise EditError(f"{conf}: {error}, and is left alone; add this line at its end: {line_to_add(names)}") from error


def _find_glossary(source: Path, named: Sequence[str]) -> Path | None:
    """The folder of the entries, where the site will look for it; `named` are the folders that conf.py itself names."""
    settings, base = read_settings(source)
    places = [source] if named else [base, source, source.resolve().parent]
    folders = [place / name for name in named or settings.folders for place in places]
    return next((folder for folder in folders if folder.is_dir()), None)


def _pages(source: Path) -> Iterator[Path]:
    """The pages of a project, but for what is built and what is hidden."""
    for file in sorted(source.rglob("*")):
        if file.suffix in _SUFFIXES and not any(part.startswith((".", "_build")) for part in file.relative_to(source).parts):
            yield file


def _must_agree(question: str) -> None:
    """Go on only if the user wants it.

    Raises:
        UsageError: nobody is there to answer.
        Abort: the answer is no.
    """
    if not may_ask():
        raise UsageError("nobody is there to answer; write without asking by --yes")
    typer.confirm(question, abort=True, err=True)


def _keep(source: Path, changes: Sequence[Change]) -> None:
    """Keep what was before; a second run adds to what the first has kept."""
    kept = source / BACKUP
    record: dict[str, dict[str, str | None]] = {"before": {}, "after": {}}
    if kept.is_file():
        try:
            record = json.loads(kept.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise OutputError(f"{kept}: cannot be read; delete it") from error
    for change in changes:
        name = Path(os.path.relpath(change.path, source)).as_posix()
        data = change.path.read_bytes() if change.before is not None else None
        record["before"].setdefault(name, None if data is None else base64.b64encode(data).decode())
        record["after"][name] = _digest(change.after.encode("utf-8"))
    write_texts({kept: json.dumps(record, indent=1) + "\n"})


def _restore(path: Path, data: bytes | None) -> None:
    try:
        if data is not None:
            path.write_bytes(data)
            return
        path.unlink(missing_ok=True)
        if path.parent.is_dir() and not any(path.parent.iterdir()):
            path.parent.rmdir()
    except OSError as error:
        raise OutputError(f"{path}: cannot be restored: {(error.strerror or str(error)).lower()}") from error


def _digest(data: bytes | None) -> str:
    return "" if data is None else hashlib.blake2b(data, digest_size=16).hexdigest()
