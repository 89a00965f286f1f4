"""Whole sites: from nothing, unchanged, and with one file changed, beside plain Sphinx on the same pages.

    python benchmarks/site_builds.py [--sizes 300 1000] [--rounds 2]

Plain Sphinx gets pages whose authors wrote every link as a `{term}` role and every definition in a `glossary` directive.
Both sides use the same theme without a navigation tree, one process, and take turns; the best of the rounds counts.
The third pair is our own glossary against its pages without the extension.
"""

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import sphinx
from generated import make_entries, write_plain_entries, write_role_pages

import conceptgraph

OWN = Path(__file__).parent.parent / "glossary"
CONFIGURATION = """\
extensions = {extensions}
project = "measured"
myst_enable_extensions = ["dollarmath", "amsmath", "colon_fence", "deflist"]
exclude_patterns = ["_build", "_paths"]
html_theme = "alabaster"
html_sidebars = {{"**": ["searchbox.html"]}}
suppress_warnings = ["myst.xref_missing", "toc.not_included"]
"""
STEPS = ("from nothing", "unchanged", "one file changed")


class Project(NamedTuple):
    """A Sphinx project, and the file of it that is changed."""

    name: str
    source: Path
    changed: Path


class Seconds(NamedTuple):
    """What a build took: on the clock, and in the processor."""

    wall: float
    processor: float


def main() -> int:
    """Measure every pair and print the ratios."""
    parser = argparse.ArgumentParser(description="Measure site builds against plain Sphinx.")
    parser.add_argument("--sizes", type=int, nargs="*", default=[300, 1000])
    parser.add_argument("--rounds", type=int, default=2)
    arguments = parser.parse_args()
    versions = f"conceptgraph {conceptgraph.__version__}, Sphinx {sphinx.__version__}, Python {platform.python_version()}"
    print(f"{versions}; one process, seconds on the clock (in the processor)")
    with tempfile.TemporaryDirectory() as folder:
        for size in arguments.sizes:
            make = {"plain": plain_project, "ours": own_project}
            pair = [build(Path(folder) / f"{size}-{name}", size) for name, build in make.items()]
            measure(f"{size} generated entries, plain Sphinx with {{term}} roles", pair, rounds=arguments.rounds)
        pair = [real_project(Path(folder) / f"real-{name}", ours=name == "ours") for name in ("plain", "ours")]
        measure("our own glossary, its pages without the extension", pair, rounds=arguments.rounds)
    return 0


def plain_project(folder: Path, size: int) -> Project:
    """Generated pages with roles."""
    entries = make_entries(size)
    write_role_pages(entries, folder / "glossary")
    return finish(folder, extensions=["myst_parser"], changed=folder / "glossary" / f"{entries[size // 2].id}.md")


def own_project(folder: Path, size: int) -> Project:
    """Generated entries in plain prose."""
    entries = make_entries(size)
    write_plain_entries(entries, folder / "glossary")
    return finish(folder, extensions=["myst_parser", "conceptgraph.sphinxext"], changed=folder / "glossary" / f"{entries[size // 2].id}.md")


def real_project(folder: Path, *, ours: bool) -> Project:
    """Our own glossary, with or without the extension."""
    shutil.copytree(OWN, folder / "glossary")
    extensions = ["myst_parser", "conceptgraph.sphinxext"] if ours else ["myst_parser"]
    return finish(folder, extensions=extensions, changed=folder / "glossary" / "adam.md")


def finish(folder: Path, *, extensions: list[str], changed: Path) -> Project:
    """A project around a glossary folder."""
    (folder / "conf.py").write_text(CONFIGURATION.format(extensions=extensions), encoding="utf-8")
    (folder / "index.md").write_text("# Measured\n\n```{toctree}\nglossary/index\n```\n", encoding="utf-8")
    return Project(folder.name, folder, changed)


def measure(title: str, pair: list[Project], *, rounds: int) -> None:
    """Print what each step takes on both sides, and how they compare."""
    best: dict[tuple[str, str], Seconds] = {}
    for _ in range(rounds):
        for project in pair:
            shutil.rmtree(project.source / "_build", ignore_errors=True)
            for step in STEPS:
                if step == STEPS[2]:
                    change(project.changed)
                taken = timed(lambda source=project.source: run_sphinx(source))  # type: ignore[misc]
                best[project.name, step] = min(taken, best.get((project.name, step), taken))
    print(f"\n{title} (left) and with conceptgraph (right)")
    for step in STEPS:
        left, right = (best[project.name, step] for project in pair)
        shown = "   ".join(f"{side.wall:6.2f} s ({side.processor:6.2f})" for side in (left, right))
        print(f"  {step:18} {shown}   {right.wall / left.wall:5.2f} times ({right.processor / left.processor:.2f})")


def change(file: Path) -> None:
    """Add a sentence to the end of a file."""
    file.write_text(file.read_text(encoding="utf-8") + "\nOne more sentence stands here.\n", encoding="utf-8")


def timed(work: Callable[[], None]) -> Seconds:
    """What a piece of work took, in this process's children."""
    before, begun = os.times(), time.perf_counter()
    work()
    wall, after = time.perf_counter() - begun, os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return Seconds(wall, spent or wall)  # Windows does not count children


def run_sphinx(source: Path) -> None:
    """One build in a process of its own."""
    out = source / "_build"
    command = [sys.executable, "-m", "sphinx", "-q", "-j1", "-d", str(out / "doctrees"), str(source), str(out / "html")]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"the build of {source.name} failed:\n{done.stderr[-3000:]}")


if __name__ == "__main__":
    sys.exit(main())
