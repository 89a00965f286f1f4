"""The text of a definition on a page: the same as if it were the text of an entry."""

from typing import Any

import pytest
from docutils import nodes
from docutils.core import publish_doctree

from conceptgraph.model import Prose
from conceptgraph.sphinxext.definitions import read_definition
from conceptgraph.sphinxext.site import site_of


def read(text: str) -> Prose:
    """The prose of a definition in reStructuredText that begins on line 1."""
    tree = publish_doctree(text, settings_overrides={"report_level": 5})
    return read_definition(tree.children, line=1)


TEXTS = {
    "a paragraph": ("A vector has a length.", "A vector has a length."),
    "a line break": ("A vector\nhas a length.", "A vector has a length."),
    "two blocks": ("One.\n\nTwo.", "One.\n\nTwo."),
    "emphasis": ("A *long* **vector**.", "A long vector."),
    "code": ("Call ``norm`` of it.", "Call norm of it."),
    "a formula": (":math:`x^2` is\na square.", "$x^2$ is a square."),
    "a displayed formula": ("It is\n\n.. math:: x^2\n\nhere.", "It is\n\nhere."),
    "code in a block": ("So::\n\n   x = 1\n\nit is.", "So:\n\nit is."),
    "a list": ("- one\n- two", "one\n\ntwo"),
    "a comment": ("One.\n\n.. two", "One."),
    "a footnote": ("One [1]_.\n\n.. [1] Two.", "One ."),
    "an image": ("One.\n\n.. image:: x.png", "One."),
    "nothing": ("", ""),
}


@pytest.mark.parametrize("case", TEXTS)
def test_the_text(case: str) -> None:
    """Markup is dropped, displays are left out, blocks are joined by a blank line."""
    text, expected = TEXTS[case]
    assert read(text).text == expected


def test_spans_that_are_not_searched() -> None:
    """Code, formulas and addresses are opaque; links of the author are known by their targets."""
    prose = read("Call ``norm``, :math:`x`, https://example.org and `this one <other.html>`__.")
    assert [prose.text[start:end] for start, end in prose.opaque] == ["norm", "$x$", "https://example.org"]
    assert [(prose.text[link.start : link.end], link.target) for link in prose.links][-1] == ("this one", "other.html")


def test_every_line_of_the_source_is_known() -> None:
    """The place of a character is its line, in a paragraph of several lines too."""
    prose = read("A vector\nhas a length.\n\nAnd a\ndirection.")
    assert [prose.place(prose.text.index(word))[0] for word in ("vector", "has", "And", "direction")] == [1, 2, 4, 5]


def test_what_displays_without_words() -> None:
    """A definition of a formula alone is no stub; one of a comment alone is."""
    assert read(".. math:: x^2").displays
    assert read(".. math:: x^2").formulas == 1
    assert not read(".. nothing").displays
    assert not read_definition([nodes.comment("", "x")], line=1).displays


BODIES = (
    "The norm of a vector is its *length*, $\\|x\\|$,\nas `norm(x)` gives it.",
    "One sentence. Another one,\nover three\nlines.",
    "A norm:\n\n- is at least zero,\n- is zero for the zero vector alone.\n\n> It grows with the vector.",
    "A norm, see [the gradient](gradient.md) and {term}`the function <function>`.",
    "It is\n\n$$x^2$$\n\nand more.\n\n```python\nx = 1\n```",
)


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.filterwarnings("ignore:.*MystReferenceResolver.app")  # MyST-Parser's own, under Sphinx 9
def test_a_directive_reads_as_an_entry_does(project: Any, body: str) -> None:
    """The same words give the same text, the same spans that are not searched, and the same targets of links."""
    project.write("glossary/norm.md", f"---\nterm: norm\n---\n{body}\n")
    project.write("docs/index.md", f"# Welcome\n\n`````{{concept}} other norm\n\n{body}\n`````\n")
    site = site_of(project.build(conf={"myst_enable_extensions": ["dollarmath"]}, strict=False).app)
    entry, record = site.entry("norm").prose, site.entry("other-norm").prose
    assert (record.text, record.opaque) == (entry.text, entry.opaque)
    assert [(link.start, link.end) for link in record.links] == [(link.start, link.end) for link in entry.links]
    assert [block.end for block in record.blocks] == [block.end for block in entry.blocks]
