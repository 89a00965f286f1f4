"""Concepts that pages define: which stand, what is said of the others, and builds that follow their pages."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from sphinx.util.parallel import parallel_available

from conceptgraph.sphinxext.concept_directive import read_options

TERMS = """Terms
=====

.. glossary::

   momentum
   heavy ball
      Momentum keeps an average of each gradient.

   tensor
      A tensor is an array of numbers.
"""
#: Pages that define concepts beside the folder's entries.
PAGES = {"docs/terms.rst": TERMS, "docs/index.md": "# Welcome\n\n```{toctree}\nterms\nglossary/index\n```\n\n{term}`heavy ball`\n"}


def with_pages(project: Any, pages: Mapping[str, str] = PAGES) -> Any:
    for path, text in pages.items():
        project.write(path, text)
    return project


def concepts(built: Any) -> dict[str, Any]:
    return {concept["id"]: concept for concept in json.loads(built.read("graph.json"))["concepts"]}


def test_terms_of_a_list_are_no_concepts_where_that_is_off(project: Any) -> None:
    """With `conceptgraph_glossaries = False` a list is Sphinx's own alone; a directive of ours defines all the same."""
    project.write("docs/own.rst", "Own\n===\n\n.. concept:: Nesterov momentum\n\n   It looks ahead.\n")
    built = with_pages(project).build(conf={"conceptgraph_glossaries": False}, strict=False)
    assert "momentum" not in concepts(built)
    assert concepts(built)["nesterov-momentum"]["term"] == "Nesterov momentum"


def test_an_entry_goes_before_a_term_of_the_same_id(project: Any) -> None:
    """The folder's entry stands, and the finding names both places."""
    project.write("docs/terms.rst", TERMS.replace("tensor\n", "gradient\n"))
    project.write("docs/index.md", PAGES["docs/index.md"])
    built = project.build(strict=False)
    assert concepts(built)["gradient"]["path"] == "gradient.md"
    place = f"{project.docs / 'terms.rst'}:10: WARNING: term 'gradient' has the id 'gradient' of the concept at"
    assert (
        f"{place} {project.glossary / 'gradient.md'}:1; delete one of the two, or rename a term [conceptgraph.concept-clash]"
        in built.warnings
    )


def test_the_first_page_by_name_has_an_id(project: Any) -> None:
    """Of two directives with one id the second is told to take another, and shows no facts of the first."""
    project.write("docs/a.rst", ":orphan:\n\nA\n=\n\n.. concept:: step size\n   :level: 2\n\n   How far a step goes.\n")
    project.write("docs/b.rst", ":orphan:\n\nB\n=\n\n.. concept:: step size\n\n   Another.\n")
    built = project.build(strict=False)
    assert concepts(built)["step-size"]["definition"] == "How far a step goes."
    assert "b.rst:6: WARNING: term 'step size' has the id 'step-size' of the concept at" in built.warnings
    assert "give this one an ':id:'" in built.warnings
    assert "level 2 of 5" in built.read("a.html")
    assert "level 2 of 5" not in built.read("b.html")


WRONG = {
    "level": ("7", "'level' takes a number from 1 to 5, not '7'"),
    "status": ("finished", "'status' takes one of 'stub', 'draft', 'reviewed', 'deprecated', not 'finished'"),
    "match": ("Exact", "did you mean 'exact'?"),
    "aliases": ("a, a", "'aliases' names 'a' twice; keep one"),
    "minutes": ("0", "'minutes' takes a whole number of minutes above 0"),
    "id": ("../x", "'id' takes letters, digits, '-', '_' and '.', and no name that a system has taken, not '../x'"),
}


def test_a_wrong_option_is_told_at_its_place(project: Any) -> None:
    """Each is named with its value and what is allowed; the concept stands without it, and no file leaves its folder."""
    options = "".join(f"   :{name}: {value}\n" for name, (value, _) in WRONG.items())
    project.write("docs/own.rst", f":orphan:\n\nOwn\n===\n\n.. concept:: step size\n{options}\n   How far a step goes.\n")
    built = project.build(strict=False)
    assert [message for _, message in WRONG.values() if message not in built.warnings] == []
    assert f"{project.docs / 'own.rst'}:6: WARNING: " in built.warnings
    assert concepts(built)["step-size"]["level"] is None
    assert (built.folder / "_concepts/step-size.js").is_file()


WRITTEN: dict[str, tuple[dict[str, str], dict[str, Any]]] = {
    "commas": ({"aliases": "a, b c"}, {"aliases": ("a", "b c")}),
    "one a line": ({"topics": "one\ntwo"}, {"topics": ("one", "two")}),
    "names": ({"requires": "a, b"}, {"requires": [("a", ""), ("b", "")]}),
    "a reason": ({"requires": "a: why, and how"}, {"requires": [("a", "why, and how")]}),
    "reasons": ({"contrast": "a: why\nb"}, {"contrast": [("a", "why"), ("b", "")]}),
    "brackets": ({"aliases": "[a, b]"}, {"aliases": ("a", "b")}),
    "nothing": ({"aliases": ""}, {"aliases": ()}),
    "sources": ({"references": "A (1847), p. 5\nB"}, {"references": ("A (1847), p. 5", "B")}),
}


@pytest.mark.parametrize("case", WRITTEN)
def test_how_options_are_written(case: str) -> None:
    """Lists have commas or lines; a name with a reason has a line of its own."""
    options, expected = WRITTEN[case]
    values, findings = read_options(options, line=1)
    plain = {
        name: [(one.name, one.reason) for one in value] if name in ("requires", "contrast") else value for name, value in values.items()
    }
    assert (plain, findings) == (expected, [])


EDITS: dict[str, Callable[[Any], object]] = {
    "a term is added": lambda project: project.write("docs/terms.rst", TERMS + "\n   scalar\n      A scalar is a tensor of one number.\n"),
    "a term is renamed": lambda project: project.write("docs/terms.rst", TERMS.replace("   tensor\n", "   array\n")),
    "a definition changes": lambda project: project.write("docs/terms.rst", TERMS.replace("array of", "table of")),
    "an alias becomes a term": lambda project: project.write(
        "docs/terms.rst", TERMS.replace("   heavy ball\n", "").replace("   tensor", "   heavy ball\n      A ball.\n\n   tensor")
    ),
    "an entry names a term": lambda project: project.write("glossary/function.md", "---\nterm: function\n---\nIt takes a tensor.\n"),
    "the page of terms goes": lambda project: (project.docs / "terms.rst").unlink() or project.write("docs/index.md", "# Welcome\n"),
    "a plural of ours becomes a term": lambda project: project.write(
        "docs/more.rst", ":orphan:\n\nMore\n====\n\n.. glossary::\n\n   tensors\n      Several.\n"
    ),
}  # fmt: skip


def snapshot(folder: Path) -> dict[str, bytes]:
    """What a reader gets; the search index keeps words without a page in Sphinx itself."""
    left = ("searchindex.js", ".buildinfo", ".stamp")
    return {
        str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file() and file.name not in left
    }


@pytest.mark.parametrize("edit", EDITS)
def test_a_build_after_an_edit_equals_a_clean_one(project: Any, copy_project: Callable[[Any, str], Any], edit: str) -> None:
    """Pages that define concepts are read again alone, and all that shows them follows."""
    with_pages(project).build(strict=False)
    EDITS[edit](project)
    after = project.build(strict=False)
    clean = copy_project(project, "another").build(strict=False)
    assert "Traceback" not in after.warnings
    first, second = snapshot(after.folder), snapshot(clean.folder)
    assert first.keys() - {"terms.html", "_sources/terms.rst.txt"} == second.keys() - {"terms.html", "_sources/terms.rst.txt"}
    assert [name for name in second if first[name] != second[name] and "conceptgraph-stamp" not in name] == []


@pytest.mark.skipif(not parallel_available, reason="this system reads in one process")
def test_parallel_readers_give_the_same(project: Any, copy_project: Callable[[Any, str], Any]) -> None:
    """What several processes have read of concepts is joined: the pages are the same byte for byte."""
    with_pages(project)
    for number in range(6):
        project.write(f"docs/p{number}.rst", f":orphan:\n\nP\n=\n\n.. concept:: item {number}\n\n   An item, and no tensor.\n")
    first = snapshot(project.build().folder)
    second = snapshot(copy_project(project, "another").build(parallel=2).folder)
    assert [name for name in second if first.get(name) != second[name] and "conceptgraph-stamp" not in name] == []
    assert any("item-5" in name for name in second)


def test_a_build_without_change_imports_nothing_heavy(project: Any) -> None:
    """What pages define is kept too: neither spaCy nor networkx nor pyvis is imported, and no page is written."""
    with_pages(project)
    code = (
        "import sys; from sphinx.cmd.build import main; status = main(sys.argv[1:]);"
        "print('heavy:', sorted({'spacy', 'networkx', 'pyvis'} & sys.modules.keys())); sys.exit(status)"
    )
    command = [sys.executable, "-c", code, "-W", "-d", str(project.root / "doctrees"), str(project.docs), str(project.root / "out")]
    for _ in range(2):
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ | {"NO_COLOR": "1"})
        assert done.returncode == 0, done.stderr
    assert "heavy: []" in done.stdout
    assert "writing output... [" not in done.stdout
