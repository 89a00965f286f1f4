"""The command `serve`: a site that follows what is written."""

import threading
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from conceptgraph.cli.console import count, paint, say, tell
from conceptgraph.cli.glossaries import FolderOption, find_folder

if TYPE_CHECKING:
    from conceptgraph.cli.sites import Build

#: Seconds between two looks at the files.
PAUSE = 0.4


def serve(
    port: Annotated[
        int | None, typer.Option("--port", min=0, max=65535, help="Port on this machine. [default: 8000, or a free one]")
    ] = None,
    glossary: FolderOption = None,
) -> None:
    """Show the site while you write.

    It is built, shown at an address on this machine, and built again when a file changes. Ctrl-C ends it. The site is the
    one of the nearest conf.py, at or above the glossary or in a docs folder beside it; where there is none, one is made for
    the occasion.
    """
    from conceptgraph.cli import sites

    folder = find_folder(glossary, "serve").path
    with TemporaryDirectory(prefix="conceptgraph-", ignore_cleanup_errors=True) as temporary:
        source = sites.find_source(folder)
        if source is None:
            source = sites.make_source(Path(temporary, "source"), glossary=folder)
            tell(f"No conf.py is near {folder}: this is a site made for the occasion.")
        else:
            tell(f"The site of {source / 'conf.py'}")
        output = Path(temporary, "output")
        (output / "html").mkdir(parents=True)
        server = sites.open_server(output / "html", port=port)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with suppress(KeyboardInterrupt):
            _follow(source, folder, output, address=f"http://127.0.0.1:{server.server_port}/")
        server.shutdown()
        server.server_close()
    tell("\nStopped.")


def _follow(source: Path, glossary: Path, output: Path, *, address: str) -> None:
    """Build, say where the site is, and build again at each change, until interrupted."""
    from conceptgraph.cli import sites

    # Looked at before the first build, so that a change made during it is not missed.
    changes = sites.watch(_apart(source, glossary), pause=lambda: time.sleep(PAUSE))
    _report(sites.build_site(source, output))
    say(f"Serving {address} (Ctrl-C to stop)")
    for changed in changes:
        others = f" and {count(len(changed) - 1, 'other file')}" if changed[1:] else ""
        tell(f"{changed[0].name}{others} changed: building")
        _report(sites.build_site(source, output))


def _apart(*folders: Path) -> Iterable[Path]:
    """The folders without those that lie in another of them."""
    known = {folder.resolve() for folder in folders}
    return sorted(folder for folder in known if not known.intersection(folder.parents))


def _report(build: "Build") -> None:
    for line in build.lines:
        tell(line)
    if build.status:
        tell(paint("The build failed: what is served is from before.", "red"))
    else:
        tell(f"Built, with {count(len(build.lines), 'finding')}.")
