"""The files of a folder become entries: each is read once, and again only when its bytes change.

What entries are to one another is left to `glossary`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from conceptgraph.cache import Cache, digest_of
from conceptgraph.errors import GlossaryError
from conceptgraph.model import Entry, Finding
from conceptgraph.processes import spread
from conceptgraph.reading.entries import decode, read_entry
from conceptgraph.reading.files import find_entry_files, shown_path
from conceptgraph.reading.front_matter import read_front_matter
from conceptgraph.reading.positions import read_positions
from conceptgraph.settings import Settings

#: A file's path, relative to the folder, and its bytes.
Source = tuple[str, bytes]
#: The entry that a file makes, if it makes one, and what is wrong with it.
Read = tuple[Entry | None, tuple[Finding, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """The files of a folder's entries, each under a digest of its path and bytes, by path; and what is wrong with the folder."""

    files: Mapping[bytes, Source]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """The entries in a folder, what is wrong with its files, and for each entry's id a digest of its path and bytes.

    Paths are relative to the folder.
    """

    entries: tuple[Entry, ...]
    findings: tuple[Finding, ...]
    digests: Mapping[str, bytes] = field(default_factory=dict)


def read_sources(folder: Path, *, settings: Settings) -> Sources:
    """The files of a folder's entries.

    Raises:
        GlossaryError: the folder is missing, or holds no file that could be an entry.
    """
    if not folder.is_dir():
        message = "is no folder; give the folder of the entries" if folder.exists() else "there is no such folder"
        raise GlossaryError([Finding(code="no-folder", severity="error", message=message, path=shown_path(folder))])
    files, findings = find_entry_files(folder, exclude=settings.exclude)
    if not files and not any(finding.severity == "error" for finding in findings):
        message = "has no entries; write one, a file such as 'gradient.md' with a heading and a first paragraph"
        raise GlossaryError([Finding(code="no-entries", severity="error", message=message, path=shown_path(folder))])
    found: dict[bytes, Source] = {}
    unread: list[Finding] = []
    for file in files:
        path = shown_path(file.relative_to(folder))
        data = _read_bytes(file, path)
        if isinstance(data, Finding):
            unread.append(data)
        else:
            found[digest_of(path, data)] = (path, data)
    return Sources(files=found, findings=(*findings, *_index_findings(folder), *read_positions(folder)[1], *unread))


def read_folder(folder: Path, *, settings: Settings, cache: Cache, jobs: int = 1, sources: Sources | None = None) -> Contents:
    """The entries in a folder; `sources` are its files, where they have been read.

    Raises:
        GlossaryError: the folder is missing, or holds no file that could be an entry.
    """
    sources = sources or read_sources(folder, settings=settings)
    known: dict[bytes, Read] = cache.recall("entry", sources.files.keys())
    missing = [digest for digest in sources.files if digest not in known]
    read = dict(zip(missing, spread(_make_reader, None, [sources.files[digest] for digest in missing], jobs=jobs), strict=True))
    cache.keep("entry", read, used=known.keys())
    found = list(sources.findings)
    entries: dict[str, Entry] = {}
    digests: dict[str, bytes] = {}
    for digest in sources.files:
        entry, problems = known[digest] if digest in known else read[digest]
        found += problems
        # Two files with one id are an error of the file names; the first by path stays.
        if entry is not None and entry.id not in entries:
            entries[entry.id] = entry
            digests[entry.id] = digest
    return Contents(entries=tuple(entries.values()), findings=tuple(found), digests=digests)


def read_file(file: Path, *, path: str) -> tuple[str | None, tuple[Finding, ...]]:
    """The text of a file, or None and the finding that says why not."""
    data = _read_bytes(file, path)
    return (None, (data,)) if isinstance(data, Finding) else decode(data, path=path)


def _make_reader(_shared: None) -> Callable[[Source], Read]:
    return read_source


def read_source(source: Source) -> Read:
    """What a file makes."""
    path, data = source
    text, problems = decode(data, path=path)
    if text is None:
        return None, problems
    entry, found = read_entry(text, path=path)
    return entry, (*problems, *found)


def _read_bytes(file: Path, path: str) -> bytes | Finding:
    try:
        # A buffer costs more than most files.
        with file.open("rb", buffering=0) as unbuffered:
            return unbuffered.readall()
    except OSError as error:
        message = f"cannot be read: {(error.strerror or str(error)).lower()}"
        return Finding(code="unreadable", severity="error", message=message, path=path)


def _index_findings(folder: Path) -> Iterator[Finding]:
    """A concept called "index" is easily written into the one file that is no entry."""
    index = folder / "index.md"
    if not index.is_file():
        return
    text, _ = read_file(index, path=index.name)
    front = read_front_matter(text or "", path=index.name)
    if "term" in front.values:
        message = "has a term, but 'index.md' introduces the index page and is no entry; rename the file"
        yield Finding(code="index-entry", severity="warning", message=message, path=index.name, line=front.lines["term"])
