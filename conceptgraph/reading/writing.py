"""Files are made here, whole or not at all: entries, drafts from an importer, and any other text."""

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any, Literal

from conceptgraph.errors import OutputError
from conceptgraph.model import Status
from conceptgraph.reading.entries import decode, read_entry
from conceptgraph.reading.files import can_be_entry, entry_files
from conceptgraph.reading.labels import slug
from conceptgraph.reading.names import same_label
from conceptgraph.reading.yaml_text import flow_text, scalar_text

#: What stands beside a file while it is written.
_PART = re.compile(r"(?P<stem>\..*\.)(?P<process>[0-9]{1,10})\.part", re.DOTALL)

Fate = Literal["written", "replaced", "kept"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An entry to be: what an importer found on one card. `source` says where, and goes into the front matter."""

    term: str
    text: str = ""
    aliases: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()
    source: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What became of a draft: its file, and whether that was written, replaced an older one, or kept the older one."""

    path: Path
    term: str
    fate: Fate


def write_text(path: Path, text: str) -> None:
    """Write a text file whole: a reader finds the old file or the new one, never a part, whatever happens meanwhile.

    Folders that are missing are made. What is no regular file (a terminal, a pipe) is written to directly.

    Raises:
        OutputError: the file cannot be written; the old one is as it was.
    """
    try:
        data = text.encode("utf-8")
        target = Path(os.path.realpath(path))
        if target.exists() and not target.is_file() and not target.is_dir():
            target.write_bytes(data)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            _replace(target, data)
    except UnicodeEncodeError as error:
        raise OutputError(f"{path}: cannot be written: it would hold half a character ({error.object[error.start]!r})") from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise OutputError(f"{path}: cannot be written: {reason}; choose another place, or make this one writable") from error


def write_texts(texts: Mapping[Path, str]) -> None:
    """Write several text files, all of them or none: the new texts are written beside the old ones before any is replaced.

    Raises:
        OutputError: a file cannot be written; all are as they were, or the message names those that are new.
    """
    staged: list[tuple[Path, Path, Path]] = []
    replaced: list[Path] = []
    path = Path()
    _sweep(Path(os.path.realpath(path)) for path in texts)
    try:
        for path, text in texts.items():
            target = Path(os.path.realpath(path))
            staged.append((path, target, _beside(target)))
            _stage(target, staged[-1][2], text.encode("utf-8"))
        for path, target, beside in staged:
            beside.replace(target)
            replaced.append(path)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        done = f"; already changed: {', '.join(map(str, replaced))}" if replaced else "; no file is changed"
        raise OutputError(f"{path}: cannot be written: {reason}{done}") from error
    finally:
        for _, _, beside in staged[len(replaced) :]:
            with suppress(OSError):
                beside.unlink(missing_ok=True)


def entry_id(term: str) -> str:
    """The id a new entry gets from its term, good as an entry's file name on any system; empty if no letter is in it."""
    name = slug(term)
    return f"{name}-entry" if name and not can_be_entry(f"{name}.md") else name


def entry_source(draft: Draft, *, status: Status = "draft") -> str:
    """The text of a new entry's file: front matter with what is known, a heading, and the text."""
    lines = ["---", f"term: {scalar_text(draft.term)}"]
    lines += [
        f"{key}: {flow_text(values)}"
        for key, values in (("aliases", draft.aliases), ("topics", draft.topics), ("requires", draft.requires))
        if values
    ]
    lines.append(f"status: {status}")
    if draft.source is not None:
        lines.append(f"source: {flow_text(draft.source)}")
    parts = ["\n".join([*lines, "---"]), f"# {_heading(draft.term)}", draft.text.strip()]
    return "\n\n".join(part for part in parts if part) + "\n"


def new_path(term: str, folder: Path) -> Path:
    """Where a new entry of a term goes in a glossary's folder: no file, and no entry in a folder inside, has its name.

    Raises:
        OutputError: the term gives no file name.
    """
    there = {file.name.casefold() for file in (*entry_files(folder), *folder.glob("*.md"))}
    return folder / next(name for name in _numbered(term) if name not in there)


def write_drafts(drafts: Iterable[Draft], folder: Path, *, force: bool = False, dry_run: bool = False) -> tuple[Written, ...]:
    """Write each draft to a file of its own in a folder, and say what became of each, in the order given.

    A draft's file that is there is kept unless `force` is set, by whatever case its name is written; drafts with one id,
    and one whose id is that of an entry with another term, are numbered. `dry_run` writes nothing and says what would
    happen.

    Raises:
        OutputError: a term gives no file name, or a file cannot be written.
    """
    there = {file.name.casefold(): file for file in sorted(folder.glob("*.md"))}
    planned = tuple(_plan(drafts, folder, there))
    report = []
    for draft, path in planned:
        present = path.name.casefold() in there
        fate: Fate = "written" if not present else "replaced" if force else "kept"
        report.append(Written(path=path, term=draft.term, fate=fate))
        if fate != "kept" and not dry_run:
            write_text(path, entry_source(draft))
    return tuple(report)


def _replace(target: Path, data: bytes) -> None:
    """Write beside the target and put the whole in its place; leave no litter if that fails or is interrupted."""
    beside = _beside(target)
    _sweep((target,))
    try:
        _stage(target, beside, data)
        beside.replace(target)
    except BaseException:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise


def _beside(target: Path) -> Path:
    return target.with_name(f"{_stem(target)}{os.getpid()}.part")


def _stem(target: Path) -> str:
    return f".{target.name[:80]}."


def _sweep(targets: Iterable[Path]) -> None:
    """Delete what processes that were killed have left beside some files; what others are writing now stays."""
    stems: dict[Path, set[str]] = defaultdict(set)
    for target in targets:
        stems[target.parent].add(_stem(target))
    for folder, known in stems.items():
        with suppress(OSError), os.scandir(folder) as found:
            for file in found:
                match = _PART.fullmatch(file.name)
                if match and match["stem"] in known and not _lives(int(match["process"])):
                    with suppress(OSError):
                        Path(file.path).unlink()


def _lives(process: int) -> bool:
    """Whether a process is there; where that cannot be asked, it is taken to be."""
    if os.name != "posix":  # there a signal 0 would end it
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True


def _stage(target: Path, beside: Path, data: bytes) -> None:
    """Write what is to replace a file, with that file's permissions."""
    beside.write_bytes(data)
    if target.exists():
        beside.chmod(target.stat().st_mode & 0o777)


def _plan(drafts: Iterable[Draft], folder: Path, there: Mapping[str, Path]) -> Iterable[tuple[Draft, Path]]:
    taken: set[str] = set()
    for draft in drafts:
        name = next(name for name in _numbered(draft.term) if name not in taken and (name not in there or _may_be_of(draft, there[name])))
        taken.add(name)
        yield draft, folder / name


def _numbered(term: str) -> Iterator[str]:
    """The file names an entry of a term may get, in order: C++ is called like C, and numbered."""
    name = entry_id(term)
    if not name:
        raise OutputError(f"the term {term!r} gives no file name, since it has no letter or digit; rename it")
    yield f"{name}.md"
    for number in count(2):
        yield f"{name}-{number}.md"


def _may_be_of(draft: Draft, file: Path) -> bool:
    """Whether a file is that of a draft, and not of another concept whose term gives the same id.

    An entry whose term gives another id was renamed by its author, and stays that of the draft.
    """
    try:
        text, _ = decode(file.read_bytes(), path=file.name)
    except OSError:
        return True
    entry, _ = read_entry(text or "", path=file.name)
    return entry is None or entry_id(entry.term) != entry_id(draft.term) or same_label(entry.term) == same_label(draft.term)


def _heading(term: str) -> str:
    """A term as a Markdown heading shows it: characters with a meaning there are escaped."""
    return re.sub(r"([\\`*_\[\]<>$#{}])", r"\\\1", term)
