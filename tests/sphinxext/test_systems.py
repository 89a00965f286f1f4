"""What differs between systems: the ends of lines, names of files, and a server that builds whenever a file is saved."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conceptgraph.sphinxext.outline import relative_path
from conceptgraph.sphinxext.state import fingerprints_file


def test_line_ends_of_windows_give_the_same_site(project: Any, copy_project: Any) -> None:
    """Pages, search index, inventory and graph; only the copies of the sources are as their authors saved them."""
    other = copy_project(project, "windows")
    for file in [*other.glossary.rglob("*.md"), *other.docs.rglob("*.md")]:
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    ours, theirs = project.build().folder, other.build().folder
    files = [file.relative_to(ours) for file in ours.rglob("*") if file.is_file() and "_sources" not in file.parts and file.name[0] != "."]
    assert [name.as_posix() for name in files if (ours / name).read_bytes() != (theirs / name).read_bytes()] == []


def test_paths_are_told_with_forward_slashes(tmp_path: Path) -> None:
    """Whatever the system writes between folders."""
    assert relative_path(tmp_path / "one" / "two.md", tmp_path / "other") == "../one/two.md"


def test_each_output_folder_has_fingerprints_of_its_own(project: Any, tmp_path: Path) -> None:
    """Also where folders of two builders have one name."""
    from conceptgraph.sphinxext.site import site_of

    site = site_of(project.build().app)
    files = {fingerprints_file(site, builder, tmp_path / out) for builder in ("html", "dirhtml") for out in ("a", "b")}
    assert len(files) == 4


@pytest.mark.slow
def test_autobuild_follows_an_entry_and_comes_to_rest(project: Any, tmp_path: Path) -> None:
    """An entry that is saved while the site is served changes its page, and what we write ourselves starts no further build."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log, text = tmp_path / "log", (project.glossary / "adam.md").read_text(encoding="utf-8")
    command = [sys.executable, "-m", "sphinx_autobuild", "docs", "out", "--watch", "glossary", "--port", str(port)]
    with log.open("w") as stream:
        environment = os.environ | {"PYTHONUNBUFFERED": "1"}
        server = subprocess.Popen(command, cwd=project.root, stdout=stream, stderr=stream, env=environment)
    try:
        wait_for(server, lambda: "Serving" in log.read_text(encoding="utf-8"))
        # It says so before it watches: what is saved in between is not seen, so it is saved until it is.
        while not changes(log):
            project.write("glossary/adam.md", text)
            time.sleep(2)
        project.write("glossary/adam.md", text.replace("keeps two averages", "keeps three averages"))
        wait_for(server, lambda: "three averages" in fetch(f"http://127.0.0.1:{port}/glossary/adam.html"))
        time.sleep(4)
        assert set(changes(log)) == {"glossary/adam.md"}
    finally:
        server.terminate()
        server.wait()


def changes(log: Path) -> list[str]:
    """The files whose change has started a build."""
    return [file for files in re.findall(r"Detected changes \((.*)\)", log.read_text(encoding="utf-8")) for file in files.split(", ")]


def fetch(address: str) -> str:
    """A page, or nothing while there is none."""
    try:
        with urllib.request.urlopen(address) as answer:  # noqa: S310 - our own server
            return str(answer.read().decode())
    except OSError:
        return ""


def wait_for(server: "subprocess.Popen[bytes]", question: Callable[[], bool]) -> None:
    """Ask until it is so, as long as the server runs."""
    while not question():
        assert server.poll() is None, "the server has ended"
        time.sleep(0.5)
