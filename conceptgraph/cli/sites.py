"""Sites that `serve` shows: which one, how it is built, when it must be built again, and over what address it is seen.

Sphinx runs as a process of its own, so that a build never meddles with the server, and always starts from clean modules.
"""

import errno
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from conceptgraph.cli.console import UsageError
from conceptgraph.errors import OutputError
from conceptgraph.reading.writing import write_text

#: Where a project keeps the source of its documentation, seen from a folder above the glossary.
SOURCES = ("", "docs", "doc", "docs/source", "doc/source", "source")

#: The first port that is tried; the next free one otherwise.
PORT = 8000

_CONF = '''"""A site made for the occasion by `conceptgraph serve`."""

project = {title!r}
extensions = ["myst_parser", "conceptgraph.sphinxext"]
conceptgraph_glossary = {glossary!r}
'''

_INDEX = "# {title}\n"

Snapshot = Mapping[Path, tuple[int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """What became of a build: Sphinx's status, and the lines of its warnings and errors."""

    status: int
    lines: tuple[str, ...]


def find_source(glossary: Path) -> Path | None:
    """The nearest folder with a conf.py: at or above the glossary, or where projects keep their documentation beside it.

    The search ends at the project's root: the first folder with a pyproject.toml or a version history.
    """
    glossary = glossary.resolve()
    for folder in (glossary, *glossary.parents):
        for place in SOURCES:
            if (folder / place / "conf.py").is_file():
                return folder / place
        if (folder / "pyproject.toml").exists() or (folder / ".git").exists():
            return None
    return None


def make_source(folder: Path, *, glossary: Path) -> Path:
    """Write a site for a glossary that has none into a folder, and give that."""
    title = glossary.resolve().name.replace("-", " ").replace("_", " ").capitalize() or "Glossary"
    write_text(folder / "conf.py", _CONF.format(title=title, glossary=str(glossary.resolve())))
    write_text(folder / "index.md", _INDEX.format(title=title))
    return folder


def build_site(source: Path, output: Path) -> Build:
    """Build a site into `output`/html, reusing what an earlier build left there."""
    done = subprocess.run(  # noqa: S603 - our own interpreter, and paths as single arguments
        [sys.executable, "-m", "sphinx", "-q", "-b", "html", "-d", output / "doctrees", source, output / "html"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        errors="backslashreplace",
        env=os.environ | {"NO_COLOR": "1"},
        check=False,
    )
    return Build(status=done.returncode, lines=tuple(line for line in done.stderr.splitlines() if line.strip()))


def take_snapshot(folders: Iterable[Path]) -> Snapshot:
    """When each file under some folders was changed, and its size; hidden, built and foreign folders are left out."""
    found: dict[Path, tuple[int, int]] = {}
    for folder in folders:
        for here, inside, names in os.walk(folder):
            inside[:] = [name for name in inside if not _is_foreign(Path(here, name))]
            for name in names:
                path = Path(here, name)
                try:
                    status = path.stat()
                except OSError:
                    # Gone since the folder was listed, or a link to nowhere.
                    continue
                found[path] = (status.st_mtime_ns, status.st_size)
    return found


def _is_foreign(folder: Path) -> bool:
    return folder.name.startswith((".", "_build")) or folder.name in {"__pycache__", "node_modules"} or (folder / "pyvenv.cfg").exists()


def watch(folders: Iterable[Path], *, pause: Callable[[], None]) -> Iterator[tuple[Path, ...]]:
    """The files that changed, each time some did and the next look finds them at rest; `pause` is called between looks."""
    folders = tuple(folders)
    seen = now = take_snapshot(folders)
    while True:
        pause()
        before, now = now, take_snapshot(folders)
        if now != seen and now == before:
            yield tuple(sorted(path for path in seen.keys() | now.keys() if seen.get(path) != now.get(path)))
            seen = now


class _Handler(SimpleHTTPRequestHandler):
    """Files as they are now, without a line for each request."""

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        pass


class _Server(ThreadingHTTPServer):
    """A server whose threads never hold the program back, and which never shares a port."""

    daemon_threads = True
    allow_reuse_address = os.name == "posix"

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that leaves early is no error of ours."""


def open_server(folder: Path, *, port: int | None) -> ThreadingHTTPServer:
    """A server of a folder on this machine alone; without a port the first that is free, from `PORT` on.

    Raises:
        UsageError: the port is taken, or may not be used.
    """
    handler = partial(_Handler, directory=str(folder))
    for candidate in (port,) if port is not None else (PORT, 0):
        try:
            return _Server(("127.0.0.1", candidate), handler)
        except OSError as error:
            if port is not None or error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise UsageError(f"port {candidate} cannot be used: {(error.strerror or str(error)).lower()}; try another") from error
    raise OutputError("no port is free on this machine")
