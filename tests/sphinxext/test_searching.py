"""The search index after builds that write few pages."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest


def index_of(built: Any) -> dict[str, Any]:
    """The search index of a site."""
    found: dict[str, Any] = json.loads(built.read("searchindex.js").removeprefix("Search.setIndex(").removesuffix(")"))
    return found


def places(built: Any) -> dict[str, list[str]]:
    """The pages that the names in the search index lead to."""
    index = index_of(built)
    return {name: [index["docnames"][page] for page, _anchor, _main in found] for name, found in index["indexentries"].items()}


def test_names_are_found_after_a_build_without_change(project: Any) -> None:
    """Sphinx alone forgets the index entries of every page that it does not write."""
    entries = "```{index} single: a name of its own\n```\n\n```{index} see: this; that\n```\n"
    project.write("docs/more.md", f"---\norphan: true\n---\n# More\n\n{entries}")
    first = places(project.build())
    assert first["steepest descent"] == ["glossary/gradient-descent"]
    assert places(project.build()) == first


def test_names_that_go_are_found_no_more(project: Any) -> None:
    """What was restored is what pages hold now."""
    project.build()
    text = project.glossary.joinpath("gradient-descent.md").read_text(encoding="utf-8")
    project.write("glossary/gradient-descent.md", text.replace("[steepest descent]", "[descent]"))
    found = places(project.build())
    assert "steepest descent" not in found
    assert found["descent"] == ["glossary/gradient-descent"]


@pytest.mark.parametrize("key", ["no-search", "nosearch"])
def test_pages_that_hide_from_search_stay_hidden(project: Any, key: str) -> None:
    """Their entries are not restored either."""
    project.write("docs/more.md", f"---\norphan: true\n{key}: true\n---\n# More\n\n```{{index}} single: hidden name\n```\n")
    assert "hidden name" not in places(project.build())
    assert "hidden name" not in places(project.build())


def test_files_of_mounted_pages_have_names_inside_the_project(project: Any) -> None:
    """Neither the place of the glossary nor that of this package is told to readers."""
    assert [name for name in index_of(project.build())["filenames"] if ".." in name] == []


#: Sphinx's own search in Node: what it asks of a browser is stubbed, and its answers are printed, best first.
ASK = """
const fs = require("fs"), vm = require("vm");
const [folder, ...queries] = process.argv.slice(1);
const context = vm.createContext({
  document: { getElementById: () => ({ lastChild: null }) },
  location: { search: "" }, localStorage: { setItem() {} }, SPHINX_HIGHLIGHT_ENABLED: false,
  DOCUMENTATION_OPTIONS: {}, _ready: () => {}, _: (text) => text, console, URLSearchParams,
});
context.window = context;
const load = (file) => vm.runInContext(fs.readFileSync(`${folder}/${file}`, "utf-8"), context);
load("_static/language_data.js");
load("_static/searchtools.js");
load("searchindex.js");
const ask = (query) => {
  context.query = query;
  return vm.runInContext("Search._performSearch(...Search._parseQuery(query)).reverse().map((found) => found[0])", context);
};
console.log(JSON.stringify(queries.map((query) => ask(query))));
"""


def ask(folder: Path, *queries: str) -> list[list[str]]:
    """The documents that the search of a built site gives for each query, best first."""
    done = subprocess.run(["node", "-e", ASK, str(folder), *queries], capture_output=True, text=True, check=True)
    found: list[list[str]] = json.loads(done.stdout)
    return found


QUERIES = {
    "Adam": "adam",
    "adam optimizer": "adam",
    "Steepest Descent": "gradient-descent",
    "gradient descent": "gradient-descent",
    "rmsprop": "rmsprop",
    "derivative": "derivative",
    "luff round": "heeling",
    "kernel (SVM)": "kernel-svm",
}


@pytest.mark.skipif(shutil.which("node") is None, reason="there is no Node to run the script of the search in")
def test_any_name_finds_the_concept_first(project: Any) -> None:
    """Sphinx's own search puts the concept's page before all others that say the name, each page once."""
    project.write("docs/index.md", "# Steepest descent\n\n" + "Steepest descent, gradient descent, Adam, the derivative, RMSprop. " * 5)
    project.write("docs/more.md", "---\norphan: true\n---\n# Luff round\n\n```{concept} heeling\n:aliases: luff round\n\nIt leans.\n```\n")
    project.write("glossary/kernel-svm.md", "---\nterm: kernel (SVM)\n---\nA kernel compares two points.\n")
    found = dict(zip(QUERIES, ask(project.build().folder, *QUERIES), strict=True))
    expected = {name: "more" if concept == "heeling" else f"glossary/{concept}" for name, concept in QUERIES.items()}
    assert {name: pages[0] for name, pages in found.items()} == expected
    assert [name for name, pages in found.items() if name != "luff round" and len(pages) > len(set(pages))] == []
