"""Which glossary a command works on: a folder of entries or a graph.json, given or found, with the settings that hold there.

The options that several commands share are declared here, once.
"""

import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from conceptgraph.cli.console import UsageError, progress_bar
from conceptgraph.errors import FormatError
from conceptgraph.settings import Settings, read_settings

if TYPE_CHECKING:
    from conceptgraph.graph.concept_graph import ConceptGraph
    from conceptgraph.pipeline import Result


class Level(StrEnum):
    """Which prerequisites count."""

    core = "core"
    usual = "usual"


class Style(StrEnum):
    """How a result is written."""

    text = "text"
    json = "json"


GlossaryOption = Annotated[
    Path | None,
    typer.Option(
        "--glossary",
        "-g",
        metavar="PATH",
        help="Folder of entries, or graph.json. [default: what [tool.conceptgraph] names, or ./glossary]",
        show_default=False,
    ),
]
FolderOption = Annotated[
    Path | None,
    typer.Option(
        "--glossary",
        "-g",
        metavar="PATH",
        help="Folder of entries. [default: what [tool.conceptgraph] names, or ./glossary]",
        show_default=False,
    ),
]
GlossaryArgument = Annotated[
    Path | None,
    typer.Argument(
        metavar="[GLOSSARY]", help="Folder of entries. [default: what [tool.conceptgraph] names, or ./glossary]", show_default=False
    ),
]
LevelOption = Annotated[Level, typer.Option("--level", help="usual: count what is often useful, too.")]
StyleOption = Annotated[Style, typer.Option("--format", help="How the answer is written.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a glossary is, as shown to people, the settings that hold there, and the folder their paths are relative to."""

    path: Path
    settings: Settings
    base: Path = Path()

    @property
    def is_file(self) -> bool:
        """Whether it is a graph.json, and no folder."""
        return not self.path.is_dir()

    def shown(self, path: str) -> str:
        """A path of the glossary for people: behind the folder as it was given. What a graph.json tells stays as it is there."""
        from conceptgraph.reading.files import placed_path

        return path if self.is_file or not path else placed_path(path, folder=self.path)

    def folder(self, command: str) -> Path:
        """The folder of entries.

        Raises:
            UsageError: it is a graph.json, which holds no entries.
        """
        if self.is_file:
            raise UsageError(f"'{command}' needs the folder of the entries, and {str(self.path)!r} is a file; give the folder")
        return self.path


def choose(*given: Path | None) -> Path | None:
    """The one glossary of those given as argument and as option.

    Raises:
        UsageError: several are given, and they differ.
    """
    chosen = [path for path in given if path is not None]
    if len({path.resolve() for path in chosen}) > 1:
        raise UsageError(f"two glossaries are given, {str(chosen[0])!r} and {str(chosen[1])!r}; give one")
    return chosen[0] if chosen else None


def find_glossary(given: Path | None) -> Place:
    """The glossary that is given, else the one that the settings here name.

    Raises:
        UsageError: there is nothing at its path.
        SettingsError: the settings are wrong.
    """
    if given is not None:
        if not given.exists():
            raise UsageError(f"there is no glossary at {str(given)!r}; give a folder of entries or a graph.json")
        start = given if given.is_dir() else given.parent
        settings, base = read_settings(start)
        return Place(path=given, settings=settings, base=Path(os.path.relpath(base)))
    settings, base = read_settings(Path.cwd())
    base = Path(os.path.relpath(base))
    if len(settings.folders) > 1:
        listed = ", ".join(map(repr, settings.folders))
        raise UsageError(f"[tool.conceptgraph] names several glossaries, {listed}, which only a site joins; name one with --glossary")
    path = Path(os.path.relpath(base / settings.folders[0]))
    if not path.exists():
        raise UsageError(f"there is no glossary at {str(path)!r}; name one with --glossary, or make one with 'conceptgraph init'")
    return Place(path=path, settings=settings, base=base)


def find_folder(given: Path | None, command: str, *, remedy: str = "") -> Place:
    """The glossary for a command that reads entries, and so takes a folder only.

    Raises:
        UsageError: there is nothing at its path, or a file.
        SettingsError: the settings are wrong.
    """
    if given is not None and not given.exists():
        raise UsageError(f"there is no glossary at {str(given)!r}; {remedy or 'give a folder of entries'}")
    place = find_glossary(given)
    place.folder(command)
    return place


def read_graph(place: Place) -> "ConceptGraph":
    """The graph of a glossary, made from its entries or read from graph.json.

    Raises:
        GlossaryError: the entries have errors.
        FormatError: the file is no graph.json.
    """
    if place.is_file:
        return read_graph_file(place.path)
    return build_graph(place, keep_going=False).graph


def read_graph_file(path: Path) -> "ConceptGraph":
    """The graph in a graph.json.

    Raises:
        FormatError: it cannot be read, or is no graph.json.
    """
    from conceptgraph.exporters.json import read_json

    return read_json(read_file(path), path=str(path))


def read_file(path: Path) -> str:
    """The text of a file, without a byte-order mark.

    Raises:
        FormatError: it cannot be read, or is not UTF-8.
    """
    try:
        return read_bytes(path.read_bytes(), path=path)
    except OSError as error:
        raise FormatError(f"{path}: cannot be read: {(error.strerror or str(error)).lower()}") from error


def read_bytes(data: bytes, *, path: Path) -> str:
    """The text that bytes are, without a byte-order mark; `path` is their name in messages.

    Raises:
        FormatError: they are not UTF-8.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FormatError(f"{path}: byte {error.start + 1} is not UTF-8; save the file as UTF-8") from error


def build_graph(place: Place, *, keep_going: bool, jobs: int = 1) -> "Result":
    """The graph of a folder of entries, with progress where somebody watches; what the cache has is not read again.

    Raises:
        GlossaryError: the entries have errors, and `keep_going` is not set.
    """
    with progress_bar() as progress:
        from conceptgraph.cache import Cache
        from conceptgraph.pipeline import build

        cache = Cache.of(place.path)
        return build(place.path, settings=place.settings, keep_going=keep_going, progress=progress, cache=cache, jobs=jobs)
