"""What must be known of a glossary's folders before anything is read: entries, curated paths, topics; never the graph.

The outline is kept from build to build beside the doctrees, under a digest of the files and the settings.
"""

import hashlib
import json
import os
import posixpath
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from conceptgraph.cache import Cache
from conceptgraph.model import Entry, Finding
from conceptgraph.reading.curated_paths import path_title
from conceptgraph.reading.files import entry_files, path_files, shown_path
from conceptgraph.reading.folder import Contents, read_file, read_folder
from conceptgraph.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """Entries as ids with their paths and terms, curated paths as names with their paths and titles, and the main topics in order.

    Paths are relative to the first folder.
    """

    entries: tuple[tuple[str, str, str], ...] = ()
    paths: tuple[tuple[str, str, str], ...] = ()
    topics: tuple[str, ...] = ()


def read_contents(folders: Sequence[Path], *, settings: Settings, cache: Cache) -> Contents:
    """The entries of all folders, with paths relative to the first; of two entries with one id the first folder's stays."""
    entries: dict[str, Entry] = {}
    findings: list[Finding] = []
    digests: dict[str, bytes] = {}
    for folder in folders:
        if not entry_files(folder, exclude=settings.exclude):
            continue
        found, place = read_folder(folder, settings=settings, cache=cache), relative_path(folder, folders[0])
        findings += [replace(finding, path=joined_path(place, finding.path)) for finding in found.findings]
        for entry in found.entries:
            path = joined_path(place, entry.path)
            if entry.id in entries:
                message = f"has the id {entry.id!r} of {entries[entry.id].path}; rename one of the files"
                findings.append(Finding(code="duplicate-id", severity="error", message=message, path=path))
            else:
                entries[entry.id] = entry if path == entry.path else replace(entry, path=path)
                digests[entry.id] = found.digests[entry.id] + (b"" if path == entry.path else path.encode())
    return Contents(entries=tuple(entries.values()), findings=tuple(findings), digests=digests)


def make_outline(folders: Sequence[Path], contents: Contents) -> Outline:
    """The outline of what has been read."""
    entries = sorted((entry.id, entry.path, entry.term) for entry in contents.entries)
    topics = {entry.topics[0] for entry in contents.entries if entry.topics}
    return Outline(
        entries=tuple(entries),
        paths=tuple(_paths(folders[0])) if entries else (),
        topics=tuple(sorted(topics, key=lambda topic: (topic.casefold(), topic))),
    )


def load_outline(file: Path, *, key: str) -> Outline | None:
    """The outline in a file; None where it is missing, damaged, or was made of something else."""
    try:
        text = file.read_text(encoding="utf-8")
        head, _, kept = text.partition("\n")
        if head != _head(key, kept):
            return None
        document = json.loads(kept)
        return Outline(
            entries=tuple((str(concept), str(path), str(term)) for concept, path, term in document["entries"]),
            paths=tuple((str(name), str(path), str(title)) for name, path, title in document["paths"]),
            topics=tuple(map(str, document["topics"])),
        )
    except (OSError, KeyError, ValueError, TypeError):
        return None


def save_outline(outline: Outline, file: Path, *, key: str) -> None:
    """Keep an outline for the next build."""
    file.parent.mkdir(parents=True, exist_ok=True)
    kept = json.dumps({"entries": outline.entries, "paths": outline.paths, "topics": outline.topics})
    file.write_text(f"{_head(key, kept)}\n{kept}", encoding="utf-8", newline="\n")


def _head(key: str, kept: str) -> str:
    """What stands before the outline: the key, and a checksum, as a term that differs in a letter would be shown to readers."""
    return f"{key} {hashlib.blake2b(kept.encode(), digest_size=16).hexdigest()}"


def glossary_files(folders: Iterable[Path]) -> tuple[Path, ...]:
    """The files that a graph may follow from, sorted within each folder."""
    return tuple(file for folder in folders for file in sorted(_walk(folder)) if file.suffix in (".md", ".json"))


def digest_file(file: Path) -> str:
    """A digest of a file's bytes, or why there is none."""
    try:
        return hashlib.blake2b(file.read_bytes(), digest_size=12).hexdigest()
    except OSError as error:
        return f"unreadable: {error.errno}"


def relative_path(path: Path, folder: Path) -> str:
    """A path seen from a folder, with forward slashes; whole where no way leads there, as between drives."""
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:
        return path.as_posix()


def joined_path(place: str, path: str) -> str:
    """A path seen from where another leads to its folder."""
    return path if place == "." else posixpath.normpath(posixpath.join(place, path))


def _paths(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Each curated path: its name, its file, its title."""
    for file in path_files(folder):
        path = shown_path(file.relative_to(folder))
        text, _ = read_file(file, path=path)
        title = path_title(text, path=path) if text is not None else None
        if title is not None:
            yield file.stem, path, title


def _walk(folder: Path) -> Iterator[Path]:
    """The files below a folder; four times as fast as `Path.rglob`, which counts in builds without change."""
    folders = [str(folder)]
    while folders:
        with os.scandir(folders.pop()) as found:
            for entry in found:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                elif entry.is_file():
                    yield Path(entry.path)
