"""The search index after builds that write few pages."""

import json
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
