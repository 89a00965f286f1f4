"""The quick way to HTML writes what docutils and Sphinx write."""

import re
from typing import Any

import pytest

from conceptgraph.sphinxext import answers

DIRECTIVES = (
    "# Welcome\n\n```{learning-path} Adam\n```\n\n```{concept-map}\n:root: gradient\n```\n\n```{concept-list}\n```\n\n"
    "```{concept-list} optimization\n:names-only:\n```\n\n```{concept-map}\n:topic: optimization\n```\n\n"
    "```{concept-neighbourhood} Adam\n```\n\n```{concept-list}\n:as: table\n```\n\n"
    "```{concept-backlinks} gradient\n```\n\n```{wanted-concepts}\n```\n"
)
HARD = (
    "---\nterm: \"R & D <x> @ 'home'\"\naliases: ['\"quoted\"']\ntopics: [a <b> & c]\nlevel: 2\nstatus: stub\n"
    "requires: {gradient: 'see `x  <y>` and $a < b$ & \"c\"', derivative: plain, function: twice}\n"
    "references: ['https://example.org/?a=1&b=2.']\n---\nIt uses Adam, `a  b` and the gradient.\n"
)


def bodies(built: Any) -> dict[str, str]:
    """The contents of all pages; the search does not count."""
    pages = built.folder.rglob("*.html")
    return {page.relative_to(built.folder).as_posix(): re.sub(r"\?v=\w+", "", page.read_text(encoding="utf-8")) for page in pages}


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_both_ways_to_html_are_equal(project: Any, monkeypatch: pytest.MonkeyPatch, builder: str) -> None:
    """Every page is the same, character by character, whether its answers pass through doctree nodes or not."""
    project.write("docs/index.md", DIRECTIVES)
    project.write("glossary/hard.md", HARD)
    quick = bodies(project.build(builder, out="quick"))
    monkeypatch.setattr(answers, "writes_html", lambda _asking: False)
    slow = bodies(project.build(builder, out="slow", doctrees="again"))
    assert quick.keys() == slow.keys()
    assert [name for name in quick if quick[name] != slow[name]] == []


def test_a_renderer_of_the_project_writes_formulas(project: Any) -> None:
    """Where the project has chosen a renderer for formulas, those in panels are written by it."""
    page = project.build(conf={"html_math_renderer": "mathjax"}).read("glossary/function.html")
    assert r'<span class="math notranslate nohighlight">\(f\)</span>' in page
