"""Builds that follow an edit: an incremental build gives the same bytes as a clean one, and writes no more than it must."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sphinx

from conceptgraph.sphinxext import state

#: What plain Sphinx itself leaves behind: words without a page in the search index, and pages of documents that are gone.
_IGNORED = ("searchindex.js", ".buildinfo")


def add(project: Any) -> None:
    project.write(
        "glossary/momentum.md", "---\nterm: momentum\ntopics: [optimization]\n---\nMomentum helps gradient descent along a derivative.\n"
    )


def delete(project: Any) -> None:
    (project.glossary / "rmsprop.md").unlink()


def rename(project: Any) -> None:
    (project.glossary / "rmsprop.md").rename(project.glossary / "root-mean-square.md")


def retitle(project: Any) -> None:
    edit(project, "glossary/gradient.md", "# Gradient", "# The gradient")


def change_alias(project: Any) -> None:
    edit(project, "glossary/gradient-descent.md", "steepest descent", "running average")


def change_term(project: Any) -> None:
    edit(project, "glossary/function.md", "term: function", "term: mapping")


def change_body(project: Any) -> None:
    edit(project, "glossary/derivative.md", "is its slope", "is its slope, which the gradient collects")


def change_requires(project: Any) -> None:
    edit(project, "glossary/adam.md", "gradient descent: it is a form of it", "RMSprop: it goes on from there")


def change_topic(project: Any) -> None:
    edit(project, "glossary/adam.md", "topics: [optimization]", "topics: [optimizers]")


def change_path(project: Any) -> None:
    edit(project, "glossary/_paths/up-to-adam.md", "title: Up to Adam", "title: All the way to Adam")


def change_page(project: Any) -> None:
    project.write("docs/index.md", "# Hello\n\nA page on the derivative, with {term}`steepest descent` and {term}`rmsprops`.\n")


def name_the_index(project: Any) -> None:
    project.write("docs/index.md", "# Welcome\n\n```{toctree}\nglossary/index\n```\n")


EDITS = (
    add, delete, rename, retitle, change_alias, change_term, change_body, change_requires, change_topic, change_path, change_page,
    name_the_index,
)  # fmt: skip


def edit(project: Any, path: str, old: str, new: str) -> None:
    file = project.root / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    later = file.stat().st_mtime_ns + 2_000_000_000
    os.utime(file, ns=(later, later))


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of an output folder; addresses of missing pages are none of ours."""
    files = (file for file in folder.rglob("*") if file.is_file() and file.name not in _IGNORED)
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def stale(incremental: Path, clean: Path) -> list[str]:
    """The files of a clean build that an incremental one has otherwise or not at all."""
    old, new = contents(incremental), contents(clean)
    return sorted(name for name in new if old.get(name) != new[name])


CONF = {"conceptgraph_link_pages": "all", "html_theme": "alabaster"}


@pytest.mark.parametrize("change", EDITS, ids=lambda change: change.__name__)
def test_an_incremental_build_equals_a_clean_one(project: Any, copy_project: Callable[..., Any], change: Callable[[Any], None]) -> None:
    """After an edit the site is what a build from nothing gives, byte for byte."""
    project.build(conf=CONF)
    change(project)
    project.build(conf=CONF, strict=False)
    clean = copy_project(project, "cleaned").build(conf=CONF, strict=False)
    assert stale(project.root / "out", clean.folder) == []


def test_an_entry_that_moves_is_read_again(project: Any, copy_project: Callable[..., Any]) -> None:
    """Its document and its time are the same, but what it includes lies elsewhere now."""
    project.write("glossary/part.txt", "first\n")
    project.write("glossary/below/part.txt", "other\n")
    with (project.glossary / "adam.md").open("a", encoding="utf-8") as file:
        file.write("\n```{literalinclude} part.txt\n```\n")
    assert "first" in project.build(conf=CONF).read("glossary/adam.html")
    (project.glossary / "adam.md").rename(project.glossary / "below" / "adam.md")
    assert "other" in project.build(conf=CONF).read("glossary/adam.html")
    assert stale(project.root / "out", copy_project(project, "cleaned").build(conf=CONF).folder) == []


def test_builders_that_share_doctrees(project: Any, copy_project: Callable[..., Any]) -> None:
    """The second builder after an edit is as right as the first, though the environment is up to date by then."""
    for builder in ("html", "dirhtml"):
        project.build(builder, out=builder, conf=CONF)
    change_alias(project)
    clean = copy_project(project, "cleaned")
    for builder in ("html", "dirhtml"):
        project.build(builder, out=builder, conf=CONF, strict=False)
        clean.build(builder, out=builder, doctrees=f"doctrees-{builder}", conf=CONF, strict=False)
        assert stale(project.root / builder, clean.root / builder) == []


def test_edits_in_a_row(project: Any, copy_project: Callable[..., Any]) -> None:
    """Several edits, each built in parallel, end where a clean serial build ends."""
    project.build(conf=CONF, parallel=2)
    for change in (add, change_alias, change_body, change_topic, delete):
        change(project)
        project.build(conf=CONF, parallel=2, strict=False)
    clean = copy_project(project, "cleaned").build(conf=CONF, strict=False)
    assert stale(project.root / "out", clean.folder) == []


def test_parallel_equals_serial(project: Any, copy_project: Callable[..., Any]) -> None:
    """Two processes give the same bytes as one."""
    parallel = copy_project(project, "parallel").build(conf=CONF, parallel=2)
    assert stale(parallel.folder, project.build(conf=CONF).folder) == []


@pytest.mark.parametrize("change", [add, change_requires], ids=lambda change: change.__name__)
def test_without_fingerprints_pages_are_stale(
    project: Any, copy_project: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, change: Callable[[Any], None]
) -> None:
    """The comparison above can fail: with fingerprints switched off it does."""
    monkeypatch.setattr(state, "_is_stale", lambda *_arguments: False)
    project.build(conf=CONF)
    change(project)
    project.build(conf=CONF, strict=False)
    clean = copy_project(project, "cleaned").build(conf=CONF, strict=False)
    assert stale(project.root / "out", clean.folder) != []


def written(project: Any, **options: Any) -> set[str]:
    """The documents that the next build writes."""
    built = project.build(conf=CONF, strict=False, **options)
    return set(re.findall(r"writing output\.\.\. \[ *\d+%\] (\S+)", built.status.replace("\r", "\n")))


def test_a_build_without_change_writes_nothing(project: Any) -> None:
    """A second build writes no page, and none of our files."""
    project.build(conf=CONF)
    before = {file: file.stat().st_mtime_ns for file in (project.root / "out").rglob("*") if file.is_file()}
    assert written(project) == set()
    ours = ("graph.json", "_concepts", "concept-map", "glossary", "topics", "learning-paths", "a-to-z")
    changed = [file for file, time in before.items() if file.stat().st_mtime_ns != time]
    assert [file for file in changed if any(part.startswith(ours) for part in file.relative_to(project.root / "out").parts)
            and "_static" not in file.parts] == []  # fmt: skip


def test_an_edited_word_rewrites_only_pages_that_show_it(project: Any) -> None:
    """A word that no other page quotes is written on its own page, and on the index that lists the document."""
    project.build(conf=CONF)
    edit(project, "glossary/adam.md", "it keeps two averages", "it holds two averages")
    # Sphinx before 8.2 also writes every page whose toctree leads to a page that was read, however far above.
    above = {"index"} if sphinx.version_info < (8, 2) else set()
    assert written(project) <= {"glossary/adam", "glossary/rmsprop", "glossary/index", "concept-map"} | above


def test_a_failed_build_is_made_good(project: Any, copy_project: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """What a build that broke off has not written is written by the next one."""
    from sphinx.builders.html import StandaloneHTMLBuilder

    project.build(conf=CONF)
    change_alias(project)

    def fail(*_arguments: object) -> None:
        raise RuntimeError("power cut")

    with monkeypatch.context() as patch:
        patch.setattr(StandaloneHTMLBuilder, "write_doc", fail)
        with pytest.raises(RuntimeError):
            project.build(conf=CONF, strict=False)
    project.build(conf=CONF, strict=False)
    clean = copy_project(project, "cleaned").build(conf=CONF, strict=False)
    assert stale(project.root / "out", clean.folder) == []


def test_damaged_state_is_rebuilt(project: Any, copy_project: Callable[..., Any]) -> None:
    """Files of ours that hold nonsense cost time, not correctness."""
    project.build(conf=CONF)
    for file in (project.root / "doctrees/conceptgraph").iterdir():
        file.write_bytes(b"nonsense")
    change_body(project)
    project.build(conf=CONF, strict=False)
    clean = copy_project(project, "cleaned").build(conf=CONF, strict=False)
    assert stale(project.root / "out", clean.folder) == []


NO_OP = """
import sys
from sphinx.cmd.build import main
from conceptgraph.sphinxext import site
site._engine_stamp = lambda: ""  # the code may change beside a test run
assert main(["-q", "-n", "-W", "docs", "out"]) == 0
print(*[name for name in ("spacy", "pyvis", "networkx", "IPython", "conceptgraph.pipeline") if name in sys.modules])
"""


def test_a_build_without_change_loads_nothing_heavy(project: Any) -> None:
    """Neither spaCy nor pyvis nor networkx is imported where nothing has changed, nor is the glossary's graph loaded."""
    runs = [subprocess.run([sys.executable, "-c", NO_OP], cwd=project.root, capture_output=True, text=True, check=True) for _ in range(2)]
    assert "conceptgraph.pipeline" in runs[0].stdout
    assert runs[1].stdout.strip() == ""
