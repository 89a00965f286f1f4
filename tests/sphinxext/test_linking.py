"""Automatic links: where they are made, where never, and that they are the graph's own mentions."""

import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from conceptgraph.sphinxext.linking import linker_of, read_page
from conceptgraph.sphinxext.site import site_of

LINK = re.compile(r'<a class="concept-link reference internal" href="(?:glossary/)?([\w-]+)\.html">')


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
    document = app.env.get_doctree(docname)
    leaves = read_page(document).leaves
    found = linker_of(site_of(app)).links(app.env, docname, read_page(document))
    return [(link.concept, " ".join(leaves[link.leaf].node.astext()[link.start : link.end].split())) for link in found]


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
