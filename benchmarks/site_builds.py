"""Whole sites: from nothing, unchanged, and after edits, beside plain Sphinx on the same pages.

    python benchmarks/site_builds.py [--sizes 300 1000 10000] [--rounds 3] [--write FILE]

Plain Sphinx gets pages whose authors wrote every link as a `{term}` role and every definition in a `glossary` directive; ours
get plain prose. Both use the same theme without a navigation tree and take turns; of each step the least of all rounds counts.
Seconds are those of the processor, of all processes of a build; memory is the most that its first process held. The last pair
is our own glossary against its pages without the extension.
"""

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median
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
#: From so many entries on a step is measured once a round, and not by two processes.
LARGE = 5000


class Project(NamedTuple):
    """A Sphinx project, the file of it that is changed, and one that can be added, with its text."""

    name: str
    source: Path
    changed: Path
    added: tuple[Path, str] | None = None


class Cost(NamedTuple):
    """What a build took: seconds of the processor, and megabytes."""

    seconds: float
    memory: float


Costs = Mapping[str, Cost]


def main() -> int:
    """Measure every pair, print a table, and perhaps write it."""
    parser = argparse.ArgumentParser(description="Measure site builds against plain Sphinx.")
    parser.add_argument("--sizes", type=int, nargs="*", default=[300, 1000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--write", type=Path, help="Markdown file for the table")
    arguments = parser.parse_args()
    print(f"conceptgraph {conceptgraph.__version__}, Sphinx {sphinx.__version__}, Python {platform.python_version()}")
    lines = ["| pages | step | plain Sphinx | conceptgraph | times |", "| --- | --- | ---: | ---: | ---: |"]
    with tempfile.TemporaryDirectory() as scratch:
        for title, pair in pairs(arguments.sizes, Path(scratch)):
            for line in rows(title, pair, rounds=arguments.rounds):
                print(line, flush=True)
                lines.append(line)
    spacy = min(run([sys.executable, "-c", "import spacy"]).seconds for _ in range(3))
    lines += ["", f"`import spacy` alone takes {spacy:.1f} s, and is part of every build that reads a text anew."]
    print(lines[-1])
    if arguments.write:
        arguments.write.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


def pairs(sizes: Sequence[int], scratch: Path) -> Iterator[tuple[str, tuple[Project, Project]]]:
    """The pairs to measure, plain Sphinx first."""
    for size in sizes:
        yield f"{size:,} generated", (plain_project(scratch / f"{size}-plain", size), own_project(scratch / f"{size}-ours", size))
    yield "our own glossary", (real_project(scratch / "real-plain", ours=False), real_project(scratch / "real-ours", ours=True))


def rows(title: str, pair: tuple[Project, Project], *, rounds: int) -> Iterator[str]:
    """The rows of the table for one pair."""
    found: tuple[dict[str, Cost], dict[str, Cost]] = ({}, {})
    large = sum(1 for _ in pair[1].source.rglob("*.md")) > LARGE
    for _ in range(1 if large else rounds):
        for project, best in zip(pair, found, strict=True):
            for step, cost in measure(project, large=large).items():
                best[step] = min(cost, best.get(step, cost))
    left, right = found
    for step in right:
        plain = left.get(step)
        shown = (f"{plain.seconds:.2f} s", f"{right[step].seconds / plain.seconds:.2f}") if plain else ("", "")
        yield f"| {title} | {step} | {shown[0]} | {right[step].seconds:.2f} s | {shown[1]} |"
    memory = [max(cost.memory for cost in costs.values()) for costs in found]
    yield f"| {title} | memory | {memory[0]:.0f} MB | {memory[1]:.0f} MB | {memory[1] / memory[0]:.2f} |"
    weight = [page_weight(project) for project in pair]
    yield f"| {title} | a page, median | {weight[0]:.1f} KB | {weight[1]:.1f} KB | +{weight[1] - weight[0]:.1f} KB |"


def measure(project: Project, *, large: bool) -> Costs:
    """What each step takes, once, from nothing on."""
    build = project.source / "_build"
    found: dict[str, Cost] = {}
    if not large:
        shutil.rmtree(build, ignore_errors=True)
        found["from nothing, -j2"] = run_sphinx(project.source, jobs=2)
    shutil.rmtree(build, ignore_errors=True)
    found["from nothing"] = run_sphinx(project.source)
    found["unchanged"] = run_sphinx(project.source)
    change(project.changed)
    found["one file changed"] = run_sphinx(project.source)
    if project.added is not None:
        file, text = project.added
        file.write_text(text, encoding="utf-8")
        found["one concept added"] = run_sphinx(project.source)
        file.unlink()
    return found


def page_weight(project: Project) -> float:
    """The kilobytes of a concept's page, in the median."""
    pages = [file for file in (project.source / "_build" / "html" / "glossary").glob("*.html") if file.stem != "index"]
    return median(file.stat().st_size for file in pages) / 1024


def plain_project(folder: Path, size: int) -> Project:
    """Generated pages with roles."""
    entries = make_entries(size)
    write_role_pages(entries, folder / "glossary")
    return finish(folder, extensions=["myst_parser"], changed=folder / "glossary" / f"{entries[size // 2].id}.md")


def own_project(folder: Path, size: int) -> Project:
    """Generated entries in plain prose; the one that can be added has a name that no text holds."""
    entries = make_entries(size)
    write_plain_entries(entries, folder / "glossary")
    made = finish(folder, extensions=["myst_parser", "conceptgraph.sphinxext"], changed=folder / "glossary" / f"{entries[size // 2].id}.md")
    text = f"---\nterm: zyxwv\n---\n# Zyxwv\n\nZyxwv is a form of {entries[0].term}.\n"
    return made._replace(added=(folder / "glossary" / "zyxwv.md", text))


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


def change(file: Path) -> None:
    """Add a sentence to the end of a file."""
    file.write_text(file.read_text(encoding="utf-8") + "\nOne more sentence stands here.\n", encoding="utf-8")


def run_sphinx(source: Path, *, jobs: int = 1) -> Cost:
    """One build in a process of its own."""
    out = source / "_build"
    return run([sys.executable, "-m", "sphinx", "-q", f"-j{jobs}", "-d", str(out / "doctrees"), str(source), str(out / "html")])


def run(command: list[str]) -> Cost:
    """What a command takes."""
    before, begun = os.times(), time.perf_counter()
    with tempfile.TemporaryFile("w+", encoding="utf-8") as errors, subprocess.Popen(command, stdout=errors, stderr=errors) as process:
        memory = waited(process)
        if process.returncode:
            errors.seek(0)
            raise SystemExit(f"{' '.join(command)} failed:\n{errors.read()[-3000:]}")
    wall, after = time.perf_counter() - begun, os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return Cost(spent or wall, memory)  # Windows does not count children


def waited(process: "subprocess.Popen[bytes]") -> float:
    """Wait for a process; the megabytes it held at most, where the system tells."""
    wait4: Callable[..., tuple[int, int, object]] | None = getattr(os, "wait4", None)
    if wait4 is None:
        process.wait()
        return 0.0
    _, status, usage = wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return float(getattr(usage, "ru_maxrss", 0)) / unit


if __name__ == "__main__":
    sys.exit(main())
