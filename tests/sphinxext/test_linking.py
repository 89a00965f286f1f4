"""Automatic links: where they are made, where never, and that they are the graph's own mentions."""

import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from conceptgraph.sphinxext.linker import linker_of
from conceptgraph.sphinxext.site import site_of

LINK = re.compile(r'<a class="concept-link reference internal" href="(?:glossary/)?([\w-]+)\.html"(?: id="[\w-]+")?>')


def text_of(page: str) -> str:
    """The page without what is generated above and below an entry's text."""
    return page.split('<div class="body" role="main">')[1].split('<div class="concept-panels', maxsplit=1)[0]


def links(page: str) -> list[str]:
    return LINK.findall(text_of(page))


def test_a_name_over_a_line_break_is_linked(built: Any) -> None:
    """A paragraph's line break is a space to readers, and to the matcher."""
    assert "gradient-descent" in links(built.read("glossary/adam.html"))


def test_the_first_mention_in_each_section_is_linked(built: Any) -> None:
    """By default a concept is linked once a section."""
    assert links(built.read("glossary/gradient-descent.html")) == ["gradient", "gradient"]


@pytest.mark.parametrize(("density", "count"), [("all", 3), ("page", 1), ("off", 0)])
def test_density(project: Any, density: str, count: int) -> None:
    """The setting says how often a concept is linked."""
    page = project.build(conf={"conceptgraph_links": density}).read("glossary/gradient-descent.html")
    assert links(page).count("gradient") == count


def test_the_same_mentions_as_the_graph(project: Any) -> None:
    """On entries the links of every density are the mentions that the core has found in the same text."""
    built = project.build(conf={"conceptgraph_links": "all"})
    site = site_of(built.app)
    expected: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for mention in site.result.mentions:
        expected[mention.source].append((mention.target, " ".join(mention.form.split())))
    assert {name: found_links(built.app, f"glossary/{name}") for name in site.concepts} == {name: expected[name] for name in site.concepts}


def found_links(app: Sphinx, docname: str) -> list[tuple[str, str]]:
    linker = linker_of(site_of(app))
    page_text = linker.read(app.env, docname, app.env.get_doctree(docname))
    found = [link for link in linker.links(app.env, docname, page_text).links if link.end > link.start]
    texts = [page_text.zones[link.zone].leaves[link.leaf].node.astext()[link.start : link.end] for link in found]
    return [(link.concept, " ".join(text.split())) for link, text in zip(found, texts, strict=True)]


UNLINKED = """# The gradient

```{rubric} A rubric on the gradient
```

`gradient` and $gradient$ and [gradient](https://example.org) and {term}`gradient`[^1]

```python
gradient = 1
```

```{figure} picture.png
A caption on the gradient.
```

::::{container} no-concept-links
Here the gradient is not wanted.
::::

```{raw} html
<span>gradient</span>
```

[^1]: A footnote on the gradient.
"""


def test_what_is_never_linked(project: Any) -> None:
    """Titles, code, formulas, links, captions, footnotes, raw parts and blocks of class `no-concept-links` stay as they are."""
    project.write("docs/index.md", UNLINKED)
    (project.docs / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    conf = {"conceptgraph_link_pages": "all", "myst_enable_extensions": ["dollarmath", "colon_fence"]}
    built = project.build(conf=conf, strict=False)
    assert links(built.read("index.html")) == []


def test_ordinary_pages_are_linked_on_request_only(project: Any) -> None:
    """Pages of the host have links where `conceptgraph_link_pages` names them."""
    assert links(project.build(out="plain").read("index.html")) == []
    assert links(project.build(out="all", conf={"conceptgraph_link_pages": "all"}).read("index.html")) == ["gradient-descent"]
    assert links(project.build(out="globs", conf={"conceptgraph_link_pages": ["ind*"]}).read("index.html")) == ["gradient-descent"]


@pytest.mark.parametrize("front", ["conceptgraph: {links: off}", "conceptgraph-links: off"])
def test_a_page_opts_out(project: Any, front: str) -> None:
    """A page's own front matter turns links off."""
    project.write("docs/index.md", f"---\n{front}\n---\n# Welcome\n\nThe gradient.\n")
    assert links(project.build(conf={"conceptgraph_link_pages": "all"}).read("index.html")) == []


def test_an_rst_page_opts_out_by_a_field(project: Any) -> None:
    """`:conceptgraph-links: off` at the top of an rst page turns links off."""
    (project.docs / "index.md").unlink()
    project.write("docs/index.rst", ":conceptgraph-links: off\n\nWelcome\n=======\n\nThe gradient.\n")
    assert links(project.build(conf={"conceptgraph_link_pages": "all"}).read("index.html")) == []


def test_an_rst_page_is_linked(project: Any) -> None:
    """The doctree is read, whatever it was written in."""
    (project.docs / "index.md").unlink()
    project.write("docs/index.rst", "Welcome\n=======\n\nThe *gradient* and more gradient\ndescent.\n")
    page = project.build(conf={"conceptgraph_link_pages": "all"}).read("index.html")
    assert links(page) == ["gradient", "gradient-descent"]


def test_the_source_is_not_touched(project: Any) -> None:
    """Doctrees on disk, and so translations, hold no automatic link."""
    built = project.build()
    assert not list(built.app.env.get_doctree("glossary/adam").findall(nodes.reference))


#: Where a name on a page of the host is a link, and where not: what stands there in MyST and in reStructuredText, and the links.
PLACES: dict[str, tuple[str, str, list[str]]] = {
    "a paragraph": ("Of the gradient.", "Of the gradient.", ["gradient"]),
    "a title": ("## On the gradient\n\nText.", "On the gradient\n---------------\n\nText.", []),
    "a rubric": ("```{rubric} On the gradient\n```", ".. rubric:: On the gradient", []),
    "code": ("`gradient`", "``gradient``", []),
    "a block of code": ("```python\ngradient = 1\n```", ".. code-block:: python\n\n   gradient = 1", []),
    "a formula": ("{math}`gradient`", ":math:`gradient`", []),
    "a block of maths": ("```{math}\ngradient\n```", ".. math:: gradient", []),
    "a link": ("[gradient](https://example.org)", "`gradient <https://example.org>`_", []),
    "a role": ("{term}`down <gradient>`, gradient", ":term:`down <gradient>`, gradient", ["gradient"]),
    "a caption": ("```{figure} picture.png\nOf the gradient.\n```", ".. figure:: picture.png\n\n   Of the gradient.", []),
    "a table": ("| a |\n| --- |\n| gradient |", "=  ========\na  gradient\n=  ========", ["gradient"]),
    "a list": ("- the gradient", "- the gradient", ["gradient"]),
    "a quotation": ("> the gradient", "    the gradient", ["gradient"]),
    "a note": ("```{note}\nThe gradient.\n```", ".. note:: The gradient.", ["gradient"]),
    "a footnote": ("Text[^1]\n\n[^1]: The gradient.", "Text [1]_\n\n.. [1] The gradient.", []),
    "raw HTML": ("```{raw} html\ngradient\n```", ".. raw:: html\n\n   gradient", []),
    "a comment": ("% gradient\n\nText.", ".. the gradient\n\nText.", []),
    "a block that opts out": (
        "```{container} no-concept-links\nThe gradient.\n```", ".. container:: no-concept-links\n\n   The gradient.", []
    ),
    "a paragraph that opts out": (
        "```{rst-class} no-concept-links\n```\n\nThe gradient.", ".. rst-class:: no-concept-links\n\nThe gradient.", []
    ),
    "the definition of the concept": (
        "```{concept} heeling\nHeeling is heeling by the gradient.\n```",
        ".. concept:: heeling too\n\n   Heeling too is heeling too, by the gradient.",
        ["gradient"],
    ),
    "a list of terms": (
        "```{glossary}\nluff\n    The luff, and the gradient, is a luff.\n```",
        ".. glossary::\n\n   leech\n      The leech, and the gradient, is a leech.",
        ["gradient"],
    ),
    "a list of definitions": ("Text", "word\n   The gradient.", []),
}  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_where_links_are_made(project: Any, place: str) -> None:
    """Titles, code, maths, links, captions, notes, what opts out and a concept's own definition have no links; other text has."""
    myst, rst, expected = PLACES[place]
    project.write("docs/index.md", f"# Welcome\n\n{myst}\n")
    project.write("docs/plain.rst", f":orphan:\n\nPlain\n=====\n\n{rst}\n")
    (project.docs / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    built = project.build("xml", conf={"conceptgraph_link_pages": "all"}, strict=False)
    assert [line for line in built.warnings.splitlines() if "conceptgraph" in line] == []
    found = [re.findall(r'concept="([\w-]+)"', built.read(page)) for page in ("index.xml", "plain.xml")]
    if place == "a list of definitions":
        assert found == [[], ["gradient"]]
    else:
        assert found == [expected, expected]


@pytest.mark.parametrize(
    "front", ["conceptgraph: {no_link: [gradient, steepest descent]}", "conceptgraph-no-link: gradient, steepest descent"]
)
def test_a_page_wants_no_links_to_a_concept(project: Any, front: str) -> None:
    """Front matter names concepts, by any label, that a page is not linked to."""
    text = "The gradient, gradient descent and the derivative.\n"
    project.write("docs/index.md", f"---\n{front}\n---\n# Welcome\n\n{text}")
    project.write("docs/plain.rst", f":orphan:\n:conceptgraph-no-link: gradient, steepest descent\n\nPlain\n=====\n\n{text}")
    built = project.build(conf={"conceptgraph_link_pages": "all"})
    assert [links(built.read(page)) for page in ("index.html", "plain.html")] == [["derivative"], ["derivative"]]


def test_a_concept_that_is_never_linked(project: Any) -> None:
    """`match: never` in its entry keeps a concept out of all automatic links."""
    gradient = project.glossary / "gradient.md"
    gradient.write_text(gradient.read_text(encoding="utf-8").replace("level: 2", "level: 2\nmatch: never"), encoding="utf-8")
    project.write("docs/index.md", "# Welcome\n\nThe gradient and the derivative.\n")
    assert links(project.build(conf={"conceptgraph_link_pages": "all"}).read("index.html")) == ["derivative"]


def test_definitions_are_linked_wherever_they_stand(project: Any) -> None:
    """On a page that is not linked itself, the definitions on it are, as entries are."""
    project.write("docs/index.md", "# Welcome\n\nThe derivative.\n\n```{concept} luff\nA luff has a gradient.\n```\n")
    assert links(project.build().read("index.html")) == ["gradient"]


BOX = re.compile(r'<div class="concept-panel page-concepts no-search">\n<p>(.*?)</p>', re.DOTALL)


def box_of(page: str) -> list[str]:
    """The lists of concepts on a page, as plain text."""
    return [re.sub(r"<[^>]+>", "", found) for found in BOX.findall(page)]


def test_concepts_on_this_page(project: Any) -> None:
    """The setting ends each linked page of the host with a list of what it names, links written by hand among it."""
    project.write("docs/index.md", "# Welcome\n\nOf {term}`Adam` and the gradient, the gradient.\n")
    project.write("docs/plain.rst", ":orphan:\n\nPlain\n=====\n\nOf nothing.\n")
    assert box_of(project.build(out="off", conf={"conceptgraph_link_pages": "all"}).read("index.html")) == []
    built = project.build(conf={"conceptgraph_link_pages": "all", "conceptgraph_page_concepts": True})
    assert box_of(built.read("index.html")) == ["Concepts on this page: Adam, gradient"]
    assert box_of(built.read("plain.html")) == box_of(built.read("glossary/adam.html")) == []
    text = project.build("text", conf={"conceptgraph_link_pages": "all", "conceptgraph_page_concepts": True}).read("index.txt")
    assert text.rstrip().endswith("**Concepts on this page:** Adam, gradient")


def test_concepts_on_this_page_where_a_directive_stands(project: Any) -> None:
    """A directive puts the list elsewhere, in both languages; it follows the text."""
    project.write("docs/index.md", "# Welcome\n\n```{page-concepts}\n```\n\nOf the gradient.\n")
    project.write("docs/plain.rst", ":orphan:\n\nPlain\n=====\n\n.. page-concepts::\n\nOf the gradient.\n")
    conf = {"conceptgraph_link_pages": "all"}
    built = project.build(conf=conf)
    for page in ("index.html", "plain.html"):
        assert box_of(built.read(page)) == ["Concepts on this page: gradient"]
        assert built.read(page).index("page-concepts") < built.read(page).index("Of the")
    gradient = project.glossary / "gradient.md"
    gradient.write_text(gradient.read_text(encoding="utf-8").replace("term: gradient", "term: slope\naliases: [gradient]"))
    assert box_of(project.build(conf=conf).read("plain.html")) == ["Concepts on this page: slope"]


HOMONYMS = {
    "glossary/block-city.md": "---\nterm: block (city)\n---\nA block is a group of houses between streets.\n",
    "glossary/block-pulley.md": "---\nterm: block (pulley)\n---\nA block is a case with a wheel that a rope runs over.\n",
}


@pytest.mark.parametrize(("setting", "warned"), [("advice", False), ("warning", True)])
def test_a_name_that_nothing_decides_is_told_once_a_page(project: Any, setting: str, warned: bool) -> None:
    """There is no link, and one finding for a name and a page, with both candidates: advice, or a warning where that is asked for."""
    for path, text in HOMONYMS.items():
        project.write(path, text)
    project.write("docs/index.md", "# Welcome\n\nA block, and a second block.\n")
    project.write("docs/plain.rst", ":orphan:\n\nPlain\n=====\n\nA block in the city.\n")
    project.write("glossary/kettle.md", "---\nterm: kettle\n---\nA kettle is near a block.\n")
    built = project.build(conf={"conceptgraph_link_pages": "all", "conceptgraph_undecided": setting}, strict=False)
    told = [line for line in (built.warnings if warned else built.status).splitlines() if "'block' may mean" in line]
    assert len(told) == 2
    assert all("'block (city)' or 'block (pulley)'" in line for line in told)
    assert any("docs/index.md:3" in line for line in told)
    assert any("kettle.md" in line for line in told)
    assert ("[conceptgraph.undecided-name]" in built.warnings) == warned
    assert (links(built.read("index.html")), links(built.read("plain.html"))) == ([], ["block-city"])


@pytest.mark.parametrize(
    ("edited", "old", "new"),
    [
        ("gradient", "term: gradient", "term: slope\naliases: [gradient]"),
        ("gradient", "level: 2", "level: 2\nmatch: never"),
        ("adam", "aliases: [Adam optimizer]", "aliases: [Adam optimizer, luff]"),
        ("adam", "Unlike RMSprop", "Unlike gradients and RMSprop"),
    ],
)
@pytest.mark.parametrize("parallel", [0, 2])
def test_pages_follow_names(project: Any, copy_project: Any, edited: str, old: str, new: str, parallel: int) -> None:
    """After an edit elsewhere, links, places and lists of an ordinary page and of definitions on it are those of a clean build."""
    project.write(
        "docs/index.md", "# Welcome\n\nThe gradient, Adam and a luff.\n\n```{concept} leech\nA leech has a gradient and a luff.\n```\n"
    )
    conf = {"conceptgraph_link_pages": "all", "conceptgraph_page_concepts": True}
    project.build(conf=conf, parallel=parallel, strict=False)
    file = project.glossary / f"{edited}.md"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    again = project.build(conf=conf, parallel=parallel, strict=False)
    clean = copy_project(project, "cleaned").build(conf=conf, strict=False)
    for page in ("index.html", "glossary/gradient.html", "glossary/adam.html"):
        assert again.read(page) == clean.read(page)


def test_our_own_glossary_reads_the_same_in_both_front_ends(site: Path) -> None:
    """On every file of `glossary/` the doctree gives just the mentions that the command line finds in the source."""
    docs = Path(__file__).parents[2] / "docs"
    with patch_docutils(docs), docutils_namespace():
        conf = {"conceptgraph_links": "all"}
        app = Sphinx(docs, docs, site, site.parent / "doctrees", "html", confoverrides=conf, status=None, warning=None)
    app.env.find_files(app.config, app.builder)
    ours = site_of(app)
    expected: dict[str, list[tuple[str, str]]] = {name: [] for name in ours.concepts}
    for mention in ours.result.mentions:
        expected[mention.source].append((mention.target, " ".join(mention.form.split())))
    found = {
        name: [(concept, form.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")) for concept, form in found_links(app, f"glossary/{name}")]
        for name in ours.concepts
    }
    assert [name for name in expected if found[name] != expected[name]] == []
