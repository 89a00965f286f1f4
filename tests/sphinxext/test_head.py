"""What machines read of the pages: linked data, descriptions, canonical addresses, and llms.txt."""

import json
import re
from html import unescape
from typing import Any

import pytest

from conceptgraph.sphinxext.head import shorten

#: Of the vocabulary schema.org, the properties that our two types have of their own or by what they inherit from.
THING = {"name", "alternateName", "description", "url", "identifier", "sameAs"}
VOCABULARY = {
    "DefinedTerm": THING | {"inDefinedTermSet", "termCode"},
    "DefinedTermSet": THING | {"hasDefinedTerm", "inLanguage", "license", "version"},
}

CONCEPTS = """\
Concepts
========

.. glossary::

   tide
      A tide is the rise and fall of the sea.

   ebb
   ebb tide
      An ebb is a falling tide.
"""


def linked_data(page: str) -> dict[str, Any]:
    """The JSON-LD of a page."""
    found: dict[str, Any] = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)[0])
    return found


def check_terms(value: Any) -> None:
    """Fail where a property is not one of its type."""
    assert set(value) - {"@type", "@context", "@id"} <= VOCABULARY[value["@type"]]
    for inner in value.values():
        if isinstance(inner, dict):
            check_terms(inner)


def test_a_concept_is_a_defined_term(built: Any) -> None:
    """A concept page holds its term, names, definition and address in the words of the vocabulary."""
    data = linked_data(built.read("glossary/adam.html"))
    check_terms(data)
    assert data["@context"] == "https://schema.org"
    assert data["@type"] == "DefinedTerm"
    assert (data["name"], data["termCode"], data["alternateName"]) == ("Adam", "adam", ["Adam optimizer"])
    assert data["description"] == "Adam is a form of gradient descent with step \\eta."
    assert data["url"] == "../glossary/adam.html"
    assert data["inDefinedTermSet"] == {"@type": "DefinedTermSet", "name": "Try: Glossary", "url": "../glossary/index.html"}


def test_the_glossary_is_a_set(built: Any) -> None:
    """The glossary's first page holds the set, with its language."""
    data = linked_data(built.read("glossary/index.html"))
    check_terms(data)
    assert (data["@type"], data["inLanguage"]) == ("DefinedTermSet", "en")


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_addresses_are_whole_where_the_site_has_one(project: Any, builder: str) -> None:
    """With `html_baseurl` addresses are whole and the canonical link is the same one."""
    built = project.build(builder, conf={"html_baseurl": "https://example.org/docs"})
    name = "glossary/adam.html" if builder == "html" else "glossary/adam/index.html"
    page = built.read(name)
    address = "https://example.org/docs/glossary/adam" + (".html" if builder == "html" else "/")
    assert linked_data(page)["url"] == address
    assert f"]({address}): Adam is a form" in built.read("llms.txt")


def test_each_concept_on_a_page_is_a_term(project: Any) -> None:
    """A page where several concepts are at home holds them all, each with the address of its place."""
    project.write("docs/sea.rst", CONCEPTS)
    project.write("docs/index.md", "# Welcome\n\n```{toctree}\nsea\n```\n")
    data = linked_data(project.build().read("sea.html"))
    assert data["@context"] == "https://schema.org"
    terms = {term["name"]: term["url"] for term in data["@graph"]}
    assert terms == {"tide": "sea.html#term-tide", "ebb": "sea.html#term-ebb"}


def test_a_page_without_concepts_says_nothing(built: Any) -> None:
    """An ordinary page has neither linked data nor a description of ours."""
    page = built.read("index.html")
    assert "ld+json" not in page
    assert 'name="description"' not in page


def test_data_ends_no_script(project: Any) -> None:
    """Markup in a term is data: no character of it can end the script."""
    project.write("glossary/odd.md", "---\nterm: </script><b>odd\n---\n# </script>&lt;b>odd\n\nIt is `<!--` odd.\n")
    page = project.build(strict=False).read("glossary/odd.html")
    script = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)[0]
    assert "<" not in script
    assert json.loads(script)["name"] == "</script><b>odd"


def test_a_description_is_the_definition(built: Any) -> None:
    """Search engines are given the definition, as plain text."""
    found = re.findall(r'<meta name="description" content="([^"]*)" ?/?>', built.read("glossary/derivative.html"))
    assert [unescape(one) for one in found] == ["The derivative of a function f is its slope, f'(x)."]


def test_a_description_of_the_authors_own_stays(project: Any) -> None:
    """Where a page has a description already, there is no second."""
    entry = project.glossary / "adam.md"
    meta = "\n```{eval-rst}\n.. meta::\n   :description: My own words.\n```\n"
    entry.write_text(entry.read_text(encoding="utf-8") + meta, encoding="utf-8")
    page = project.build().read("glossary/adam.html")
    assert page.count('name="description"') == 1
    assert "My own words." in page


def test_llms_txt_is_in_reading_order(built: Any) -> None:
    """llms.txt lists each concept after those it builds on, and then the paths."""
    text = built.read("llms.txt")
    names = re.findall(r"^- \[(.+?)\]\(", text, re.MULTILINE)
    assert text.startswith("# Try\n\n> A glossary of 6 concepts")
    assert names == ["function", "derivative", "gradient", "gradient descent", "Adam", "RMSprop", "Up to Adam"]
    assert "- [function](glossary/function.html): A function is a rule that gives one output.\n" in text


def test_what_is_written_is_a_choice(project: Any) -> None:
    """`conceptgraph_write` names what is written; what is left out goes from a build that had it."""
    project.build()
    built = project.build(conf={"conceptgraph_write": ["llms.txt"]})
    assert (built.folder / "llms.txt").is_file()
    assert not (built.folder / "graph.json").exists()
    assert "ld+json" not in built.read("glossary/adam.html")


def test_a_file_of_the_projects_own_is_left_alone(project: Any) -> None:
    """An llms.txt that the project brings is neither replaced nor removed."""
    project.write("docs/extra/llms.txt", "ours\n")
    for chosen in (["llms.txt"], ["graph.json"]):
        built = project.build(conf={"html_extra_path": ["extra"], "conceptgraph_write": chosen})
        assert built.read("llms.txt") == "ours\n"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("short", "short", id="what fits stays"),
        pytest.param("one two three", "one two…", id="cut after a word"),
        pytest.param("one, two three", "one…", id="without the comma before it"),
        pytest.param("unbreakable-word", "unbreakab…", id="a long word is cut"),
    ],
)
def test_descriptions_are_cut_after_a_word(text: str, shown: str) -> None:
    """A text that is too long ends after a whole word."""
    assert shorten(text, 8) == shown
