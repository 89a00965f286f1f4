"""Which files of a glossary's folder are entries, and what is wrong with their names. Nothing is read here."""

import os
import posixpath
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path, PurePosixPath

from conceptgraph.model import Finding, Severity

#: The folder of the curated paths, inside the glossary's.
PATHS_FOLDER = "_paths"
_NO_ENTRIES = frozenset(("index.md", "README.md"))
_NO_ENTRIES_BLIND = frozenset(map(str.casefold, _NO_ENTRIES))
#: How Markdown files are called elsewhere: an author who meant an entry would wait for it in vain.
_OTHER_SUFFIXES = (".md", ".markdown", ".mdown", ".mkd")
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)
#: What would be markup where a page names its file; tools that make pages do not all write it as text.
_MARKUP = re.compile(r'[<>"\x00-\x1f\x7f]')
_UNSAFE = re.compile(r'[<>:"\\|?*\x00-\x1f\x7f]|[. ]$')


def entry_id(path: str) -> str:
    """The id of an entry at a path: the file's stem; folders are only for order."""
    return path.rpartition("/")[2].removesuffix(".md")


def can_be_entry(name: str) -> bool:
    """Whether a file of this name is read as an entry, and on any system."""
    return name.casefold() not in _NO_ENTRIES_BLIND and not name.startswith((".", "_")) and not _RESERVED.fullmatch(name)


def entry_files(folder: Path, *, exclude: Iterable[str] = ()) -> tuple[Path, ...]:
    """The files of the entries, sorted by path."""
    return find_entry_files(folder, exclude=exclude)[0]


def find_entry_files(folder: Path, *, exclude: Iterable[str] = ()) -> tuple[tuple[Path, ...], tuple[Finding, ...]]:
    """The files of the entries, sorted by path, and the links and names that cannot stand; paths in findings are relative."""
    globs = tuple(exclude)
    root = folder.resolve()
    files: list[str] = []
    findings: list[Finding] = []

    def visit(inside: str) -> None:
        try:
            found = sorted(os.scandir(folder / inside), key=lambda item: item.name)
        except OSError as error:
            findings.append(_finding("unreadable", f"cannot be read: {_reason(error)}", inside))
            return
        for item in found:
            path = f"{inside}/{item.name}" if inside else item.name
            if item.name.startswith((".", "_")) or item.name in _NO_ENTRIES or (globs and is_excluded(path, globs)):
                continue
            wrong = _wrong_link(Path(item), root) if item.is_symlink() else None
            if wrong and (item.name.endswith(".md") or "no file" not in wrong):
                severity: Severity = "error" if item.name.endswith(".md") else "warning"
                findings.append(_finding("link", wrong, path, severity=severity))
            elif not wrong and item.is_dir():
                visit(path)
            elif not wrong and item.name.endswith(".md") and _MARKUP.search(item.name):
                findings.append(_markup_finding(path))
            elif not wrong and item.name.endswith(".md"):
                files.append(path)
            elif not wrong and Path(item.name).suffix.casefold() in _OTHER_SUFFIXES:
                stem = shown_path(Path(item.name).stem)
                message = f"is no entry, since its name does not end in '.md'; rename it to {stem}.md, or exclude it"
                findings.append(_finding("suffix", message, path, severity="advice"))

    visit("")
    files.sort()
    findings += _name_findings(files)
    findings += [_markup_finding(f"{PATHS_FOLDER}/{name}") for name in _path_names(folder) if _MARKUP.search(name)]
    return tuple(folder / file for file in files), tuple(findings)


def path_files(folder: Path) -> tuple[Path, ...]:
    """The files of the curated paths, sorted by name."""
    return tuple(folder / PATHS_FOLDER / name for name in _path_names(folder) if not _MARKUP.search(name))


def _path_names(folder: Path) -> list[str]:
    inside = folder / PATHS_FOLDER
    found = sorted(file.name for file in inside.glob("*.md")) if inside.is_dir() else []
    return [name for name in found if not name.startswith((".", "_")) and name != "README.md"]


def shown_path(path: str | Path) -> str:
    """A path as it can be printed, with forward slashes: bytes that are not UTF-8 are escaped."""
    text = path.as_posix() if isinstance(path, Path) else path
    return os.fsencode(text).decode("utf-8", "backslashreplace")


def placed_path(path: str, *, folder: str | Path) -> str:
    """A path of a folder as messages have it, so that editors can open it: behind the folder as it was given.

    Empty stands for the folder, and a path that leads out of it is told without the way back.
    """
    shown = shown_path(folder)
    if path.startswith("../"):
        return posixpath.normpath(f"{shown}/{path}")
    return path if shown == "." else f"{shown.rstrip('/')}/{path}" if path else shown


def is_excluded(path: str, globs: Sequence[str]) -> bool:
    """Whether a relative path, or a folder above it, matches a glob; one without a slash is meant at any depth."""
    parts = PurePosixPath(path).parts
    above = ["/".join(parts[: size + 1]) for size in range(len(parts))]
    return any(_pattern(glob).fullmatch(candidate) for glob in globs for candidate in above)


@lru_cache(maxsize=256)
def _pattern(glob: str) -> re.Pattern[str]:
    glob = glob.removeprefix("./").rstrip("/")
    anywhere = "" if "/" in glob else r"(?:.*/)?"
    pieces = re.split(r"(\*\*/|\*\*|\*|\?)", glob)
    meaning = {"**/": r"(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    return re.compile(anywhere + "".join(meaning.get(piece, re.escape(piece)) for piece in pieces), re.DOTALL)


def _wrong_link(link: Path, root: Path) -> str | None:
    """Why a symbolic link is not followed, or None."""
    try:
        target = link.resolve(strict=True)
    except FileNotFoundError:
        return f"is a link to {shown_path(link.readlink())!r}, where there is no file; mend or delete it"
    except (OSError, RuntimeError):
        return "is a link that leads to itself; delete it"
    if target == root or target in link.parent.resolve().parents or target == link.parent.resolve():
        return "is a link to a folder above it, which would never end; delete it"
    if not target.is_relative_to(root):
        return "is a link that leaves the glossary's folder; copy the file into the folder"
    if target.is_dir() and (link.name.endswith(".md") or link.resolve() != link):
        return "is a link to a folder of the glossary, whose entries would be read twice; delete it"
    return None


def _markup_finding(path: str) -> Finding:
    message = f"the name {path.rpartition('/')[2]!r} could be taken for markup, and the file is not read; rename it"
    return _finding("reserved-name", message, path)


def _name_findings(files: Sequence[str]) -> Iterator[Finding]:
    """Paths that cannot stand on every disk, and ids that are not one entry's own."""
    by_id: dict[str, list[str]] = {}
    for file in files:
        by_id.setdefault(_blind(entry_id(file)), []).append(file)
        for part in file.split("/"):
            if _RESERVED.fullmatch(part):
                yield _finding("reserved-name", f"the name {part!r} is reserved on Windows; rename it", file, severity="warning")
            elif _UNSAFE.search(part):
                message = f"the name {shown_path(part)!r} is not allowed on every disk; rename it"
                yield _finding("reserved-name", message, file, severity="warning")
            elif shown_path(part) != part:
                yield _finding("reserved-name", f"the name {shown_path(part)!r} is not UTF-8; rename it", file)
    for first, *others in by_id.values():
        for other in others:
            if entry_id(first) == entry_id(other):
                message = f"has the id {shown_path(entry_id(other))!r} of {shown_path(first)}; rename one of the files"
                yield _finding("duplicate-id", message, other)
            else:
                message = f"its id {entry_id(other)!r} and that of {shown_path(first)} differ only in case; rename one of the files"
                yield _finding("case-clash", message, other, severity="warning")
    yield from _clashing_folders(files)


def _clashing_folders(files: Sequence[str]) -> Iterator[Finding]:
    spellings: dict[str, str] = {}
    seen = ""
    for file in files:
        folder = file.rpartition("/")[0]
        if folder == seen:
            continue
        seen = folder
        for parent in map(str, (*reversed(PurePosixPath(folder).parents), PurePosixPath(folder))):
            first = spellings.setdefault(_blind(parent), parent)
            if first != parent:
                spellings[_blind(parent)] = parent
                message = f"the folders {shown_path(first)!r} and {shown_path(parent)!r} differ only in case; rename one"
                yield _finding("case-clash", message, file, severity="warning")


def _blind(name: str) -> str:
    """A name as a disk that sees no case compares it."""
    return unicodedata.normalize("NFC", name).casefold()


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _finding(code: str, message: str, path: str, *, severity: Severity = "error") -> Finding:
    return Finding(code=code, severity=severity, message=message, path=shown_path(path))
