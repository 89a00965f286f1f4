"""The sites that `serve` shows: which is found, how it is built and watched, and the whole command in a process."""

import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import ProxyHandler, build_opener

import pytest

from conceptgraph.cli import sites
from conceptgraph.cli.console import UsageError


def write(path: Path, text: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("place", ["glossary/conf.py", "conf.py", "docs/conf.py", "doc/source/conf.py", "source/conf.py"])
def test_the_nearest_conf_is_found(tmp_path: Path, place: str) -> None:
    """In the glossary, above it, or in a docs folder beside it."""
    (tmp_path / "glossary").mkdir()
    conf = write(tmp_path / place)
    assert sites.find_source(tmp_path / "glossary") == conf.parent


def test_the_nearer_conf_wins(tmp_path: Path) -> None:
    """A folder that is closer goes first."""
    write(tmp_path / "conf.py")
    near = write(tmp_path / "part" / "docs" / "conf.py")
    (tmp_path / "part" / "glossary").mkdir()
    assert sites.find_source(tmp_path / "part" / "glossary") == near.parent


@pytest.mark.parametrize("root", ["pyproject.toml", ".git/HEAD"])
def test_the_search_ends_at_the_project(tmp_path: Path, root: str) -> None:
    """A conf.py above the project's root is another project's."""
    write(tmp_path / "conf.py")
    write(tmp_path / "project" / root)
    (tmp_path / "project" / "glossary").mkdir()
    assert sites.find_source(tmp_path / "project" / "glossary") is None


def test_a_snapshot_leaves_out_what_nobody_writes(tmp_path: Path) -> None:
    """Hidden folders, built pages and environments are not watched."""
    seen = [write(tmp_path / "a.md"), write(tmp_path / "deep" / "b.rst")]
    for name in (".git/HEAD", "_build/html/a.html", "__pycache__/conf.pyc", "venv/pyvenv.cfg", "venv/lib/x.py"):
        write(tmp_path / name)
    assert sorted(sites.take_snapshot([tmp_path])) == seen


def changes_after(folder: Path, *acts: Any) -> Iterator[tuple[Path, ...]]:
    """What `watch` tells when one act is done in each pause; when there are no more, it is interrupted."""
    left = iter(acts)

    def pause() -> None:
        act = next(left, None)
        if act is None:
            raise KeyboardInterrupt
        act()

    return sites.watch([folder], pause=pause)


def nothing() -> None:
    pass


def test_a_change_is_told_once_it_rests(tmp_path: Path) -> None:
    """New, changed and deleted files are named; a file still being written is waited for."""
    old = write(tmp_path / "old.md", "old")
    gone = write(tmp_path / "gone.md")
    new = tmp_path / "new.md"
    changes = changes_after(
        tmp_path,
        nothing,
        lambda: write(new, "a"),
        lambda: write(new, "a and more"),
        nothing,
        lambda: (write(old, "changed"), gone.unlink()),
        nothing,
        nothing,
    )
    assert next(changes) == (new,)
    assert next(changes) == (gone, old)
    with pytest.raises(KeyboardInterrupt):
        next(changes)


def test_a_change_made_during_a_build_is_told(tmp_path: Path) -> None:
    """What happens between two looks, however long, is seen at the next."""
    changes = changes_after(tmp_path, lambda: write(tmp_path / "a.md"), nothing, nothing, nothing)
    assert next(changes) == (tmp_path / "a.md",)
    write(tmp_path / "b.md")
    assert next(changes) == (tmp_path / "b.md",)


def test_a_port_that_is_taken(tmp_path: Path) -> None:
    """One that was asked for is refused, else the next free one is taken."""
    with sites.open_server(tmp_path, port=0) as first:
        with pytest.raises(UsageError, match=f"port {first.server_port} cannot be used: .*; try another"):
            sites.open_server(tmp_path, port=first.server_port)
        with sites.open_server(tmp_path, port=None) as second:
            assert second.server_port != first.server_port


def fetch(address: str) -> str:
    """A page from this machine, whatever proxy is set."""
    with build_opener(ProxyHandler({})).open(address, timeout=20) as answer:
        return str(answer.read().decode("utf-8"))


def test_the_server_gives_what_is_there_now(tmp_path: Path) -> None:
    """A page that was built again is seen at once."""
    with sites.open_server(tmp_path, port=0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/a.html"
        for text in ("one", "two"):
            write(tmp_path / "a.html", text)
            assert fetch(address) == text
        server.shutdown()


def test_a_build_that_fails_is_told(tmp_path: Path) -> None:
    """Status and lines are Sphinx's own."""
    write(tmp_path / "source" / "conf.py", "extensions = ['no.such.extension']\n")
    built = sites.build_site(tmp_path / "source", tmp_path / "output")
    assert built.status != 0
    assert any("no.such.extension" in line for line in built.lines)


class Serving:
    """The command in a process, and the lines it writes."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-u", "-m", "conceptgraph", "serve", *arguments],
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.lines: queue.Queue[str] = queue.Queue()
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.put(line)

    def end(self) -> int:
        """Interrupt it as Ctrl-C does, and give its status."""
        self.process.send_signal(signal.SIGINT)
        status = self.process.wait(timeout=60)
        self.reader.join(timeout=60)
        assert self.process.stdout is not None
        self.process.stdout.close()
        return status

    def until(self, part: str) -> str:
        """The next line that holds a text."""
        while part not in (line := self.lines.get(timeout=120)):
            pass
        return line


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="signals are others there")
def test_serve_follows_what_is_written(here: Path) -> None:
    """Without a conf.py a site is made; a changed entry is built again; Ctrl-C ends it with status 0 and no litter."""
    before = sorted(path.name for path in here.rglob("*"))
    serving = Serving(here, "--port", "0")
    try:
        serving.until("a site made for the occasion")
        address = serving.until("Serving http://127.0.0.1:").split()[1]
        assert "Momentum" in fetch(f"{address}glossary/momentum.html")
        entry = here / "glossary" / "momentum.md"
        entry.write_text(entry.read_text(encoding="utf-8") + "\nA freshly written line.\n", encoding="utf-8")
        serving.until("momentum.md changed: building")
        serving.until("Built")
        assert "A freshly written line." in fetch(f"{address}glossary/momentum.html")
    finally:
        status = serving.end()
    assert status == 0
    assert sorted(path.name for path in here.rglob("*")) == before
