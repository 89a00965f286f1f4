"""Other projects: how they link to our concepts with intersphinx alone, and how a glossary uses theirs."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conceptgraph.sphinxext.site import site_of

ADDRESS = "https://example.org/words/"

GLOSSARY = {
    "vanishing-gradient": "---\nterm: vanishing gradient\n---\nA vanishing gradient is too small.\n",
    "bptt": "---\nterm: backpropagation through time\naliases: [BPTT]\n---\nBackpropagation through time has the vanishing gradient.\n",
    "bayes-theorem": "---\nterm: Bayes' theorem\n---\nBayes' theorem turns a condition round.\n",
    "kernel-svm": "---\nterm: kernel (SVM)\n---\nA kernel compares two points.\n",
    "c-sharp": "---\nterm: 'C#: a language'\n---\nC#: a language is spoken.\n",
}

#: What a page writes in MyST and in reStructuredText, the page it leads to, and what is read.
LINKS: dict[str, tuple[str, str, str, str]] = {
    "the term": ("{term}`Adam`", ":term:`Adam`", "adam", "Adam"),
    "another case": ("{term}`ADAM OPTIMIZER`", ":term:`ADAM OPTIMIZER`", "adam", "ADAM OPTIMIZER"),
    "an alias": ("{term}`steepest descent`", ":term:`Steepest Descent`", "gradient-descent", "steepest descent"),
    "an acronym": ("{term}`Bptt`", ":term:`BPTT`", "bptt", "bptt"),
    "a plural": ("{term}`vanishing gradients`", ":term:`Vanishing gradients`", "vanishing-gradient", "vanishing gradients"),
    "an id": ("{term}`gradient-descent`", ":term:`gradient-descent`", "gradient-descent", "gradient-descent"),
    "an apostrophe": ("{term}`Bayes' theorem`", ":term:`Bayes’ theorem`", "bayes-theorem", "bayes' theorem"),
    "brackets": ("{term}`kernel (SVM)`", ":term:`kernel (svm)`", "kernel-svm", "kernel (svm)"),
    "signs": ("{term}`C#: a language`", ":term:`c#: a language`", "c-sharp", "c#: a language"),
    "a title": ("{term}`the one <adam>`", ":term:`the one <Adam>`", "adam", "the one"),
    "a named project": ("{external+words:term}`Adam`", ":external+words:term:`adam`", "adam", "adam"),
    "a named project and a title": ("{external+words:std:term}`it <Adam>`", ":external+words:std:term:`it <ADAM>`", "adam", "it"),
    "any project": ("{external:term}`Adam`", ":external:term:`Adam`", "adam", "adam"),
    "an address of MyST": ("[it](inv:words:std:term#Adam)", ":term:`it <adam>`", "adam", "it"),
    "an address of MyST by id": ("[it](inv:words:concept:concept#adam)", ":term:`it <adam optimizer>`", "adam", "it"),
    "an address with a pattern": ("<inv:words:*:term#steep*descent>", ":term:`Steepest descent`", "gradient-descent", "steepest descent"),
}  # fmt: skip


@pytest.fixture
def words(project: Any) -> Path:
    """The inventory of a glossary."""
    for name, text in GLOSSARY.items():
        project.write(f"glossary/{name}.md", text)
    return Path(project.build().folder) / "objects.inv"


@pytest.fixture
def make_other(project: Any, tmp_path: Path) -> Callable[..., Any]:
    """A second project that maps inventories and has pages of its own."""

    def make(mapping: dict[str, tuple[str, str]], pages: dict[str, str], *, extensions: str = "'sphinx.ext.intersphinx'") -> Any:
        other = type(project)(root=tmp_path / "other")
        conf = f"project = 'Other'\nextensions = ['myst_parser', {extensions}]\nintersphinx_mapping = {mapping!r}\n"
        other.write("docs/conf.py", conf + "html_theme = 'basic'\n")
        for path, text in pages.items():
            other.write(path, text)
        return other

    return make


def read(markup: str) -> str:
    return re.sub(r"<[^>]+>", "", markup).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").casefold().strip()


def test_another_project_needs_intersphinx_alone(words: Path, make_other: Callable[..., Any]) -> None:
    """Every name leads to its entry in any case, in both languages and by every way to write it, with nothing of ours installed."""
    pages = {
        "docs/index.md": "# Elsewhere\n\n" + "".join(f"- {myst}\n" for myst, _, _, _ in LINKS.values()),
        "docs/plain.rst": ":orphan:\n\nElsewhere\n=========\n\n" + "".join(f"- {rst}\n" for _, rst, _, _ in LINKS.values()),
    }
    built = make_other({"words": (ADDRESS, str(words))}, pages).build()
    for page in ("index.html", "plain.html"):
        shown = re.findall(r"<li><p>(.*?)</p>", built.read(page).split('role="main">')[1], re.DOTALL)
        found = {
            name: (re.search(rf'href="{ADDRESS}glossary/([\w-]+)\.html"', item), item) for name, item in zip(LINKS, shown, strict=True)
        }
        wrong = [
            name
            for name, (match, item) in found.items()
            if match is None or (match[1], read(item)) != (LINKS[name][2], read(LINKS[name][3]))
        ]
        assert wrong == []


def test_sphinx_itself_lists_the_inventory(words: Path) -> None:
    """`python -m sphinx.ext.intersphinx` reads it: terms and concepts with their pages."""
    command = [sys.executable, "-W", "ignore", "-m", "sphinx.ext.intersphinx", str(words)]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert re.search(r"^std:term$", listed, re.MULTILINE)
    assert re.search(r"^\s+Adam optimizer\s*: glossary/adam\.html$", listed, re.MULTILINE)
    assert re.search(r"^\s+kernel-svm\s+kernel \(SVM\)\s*: glossary/kernel-svm\.html$", listed, re.MULTILINE)


def test_sphobjinv_reads_the_inventory(words: Path) -> None:
    """Another reader of inventories finds the same objects, and writes them back unchanged."""
    sphobjinv = pytest.importorskip("sphobjinv")
    inventory = sphobjinv.Inventory(words)
    terms = {found.name: found.uri_expanded for found in inventory.objects if (found.domain, found.role) == ("std", "term")}
    assert terms["BPTT"] == "glossary/bptt.html"
    assert terms["C#: a language"] == "glossary/c-sharp.html"
    concepts = {found.name: found.dispname_expanded for found in inventory.objects if found.domain == "concept"}
    assert concepts["kernel-svm"] == "kernel (SVM)"
    assert sphobjinv.Inventory(zlib=sphobjinv.compress(inventory.data_file())).objects == inventory.objects


@pytest.mark.parametrize(
    ("name", "lost"),
    [
        ("ISO 9001", False),
        ("release 2019 b", False),
        ("server release 2019", True),
        ("a b -3 c", True),
        ("one two 3rd", False),
        ("X 1 2", True),
    ],
)
def test_names_that_inventories_lose_are_told(project: Any, make_other: Callable[..., Any], name: str, lost: bool) -> None:
    """Sphinx reads some numbers in a name as something else: such a name is told, and its id reaches the concept all the same."""
    project.write("glossary/numbered.md", f"---\nterm: {name}\n---\nThis has a number.\n")
    built = project.build()
    assert (f"numbered.md:2: other projects cannot link {name!r}" in built.status) == lost
    page = {"docs/index.md": f"# Other\n\n{{term}}`{name}`\n\n{{term}}`numbered`\n"}
    other = make_other({"words": (ADDRESS, str(built.folder / "objects.inv"))}, page).build(strict=False)
    assert other.read("index.html").count(f"{ADDRESS}glossary/numbered.html") == (1 if lost else 2)


LANGUAGE = """Language
========

.. glossary::

   generator
      A function that hands out values one by one.

   duck-typing
      A style.

   gradient
      Another gradient.

   Adam
      Another Adam.

   iterator
      What hands out.
"""
USING = (
    "---\nterm: pipeline\nrequires: {python:generator: it is made of some, python:Duck typing: x, function: y}\n---\n"
    "A pipeline joins generators. Iterator objects feed it, and an ITERATOR too. A gradient is no generator.\n"
)


def make_language(project: Any, root: Path) -> str:
    """The inventory of a plain project with a glossary."""
    language = type(project)(root=root)
    language.write("docs/conf.py", "project = 'Snake'\nhtml_theme = 'basic'\n")
    language.write("docs/index.rst", LANGUAGE)
    return str(language.build().folder / "objects.inv")


@pytest.fixture
def using(project: Any, tmp_path: Path) -> Any:
    """The project of the six entries, and one that builds on terms of another project."""
    inventory = make_language(project, tmp_path / "language")
    conf = f"intersphinx_mapping = {{'python': ('https://example.org/py/', {inventory!r})}}\n"
    extensions = 'extensions = ["myst_parser", "sphinx.ext.intersphinx", "conceptgraph.sphinxext"]\n'
    project.write("docs/conf.py", f'project = "Try"\n{extensions}html_theme = "basic"\n{conf}')
    project.write("glossary/pipeline.md", USING)
    return project


FOREIGN = re.compile(r'<a class="reference external" href="https://example.org/py/index.html#term-([\w-]+)" title="Snake">')


def test_a_required_term_of_another_project_is_a_link(using: Any) -> None:
    """`requires: python:generator` leads there by any case and hyphenation, with the project as title, on the page and in the picture."""
    page = using.build().read("glossary/pipeline.html")
    panel = page.split('<div class="concept-panel builds-on">')[1].split("</div>")[0]
    assert FOREIGN.findall(panel) == ["duck-typing", "generator"]
    assert "it is made of some" in panel
    picture = page.split("<svg")[1].split("</svg>")[0]
    assert 'href="https://example.org/py/index.html#term-generator"' in picture
    assert "cg-foreign" in picture


def test_a_required_term_is_no_wanted_name(using: Any) -> None:
    """What another project has is not asked for here."""
    using.write("docs/index.md", "# Welcome\n\n```{wanted-concepts}\n:limit: 100\n```\n")
    for number in range(3):
        using.write(f"glossary/loop-{number}.md", f"---\nterm: loop {number}\n---\nA loop {number} uses a generator and an iterator.\n")
    built = using.build()
    assert "iterator" in [wanted.name for wanted in site_of(built.app).graph.wanted]
    assert "generator" not in [wanted.name for wanted in site_of(built.app).graph.wanted]
    assert "generator: needed by" not in re.sub(r"<[^>]+>", "", built.read("index.html"))


def test_an_unknown_term_of_another_project_is_told(using: Any) -> None:
    """The finding has the file and line, the inventory, and the nearest name in it."""
    using.write("glossary/pipeline.md", USING.replace("python:generator", "python:generatr"))
    built = using.build(strict=False)
    assert (
        "pipeline.md:3: WARNING: the inventory 'python' has no term 'generatr'; did you mean 'generator'? [conceptgraph.unknown-foreign]"
        in (built.warnings)
    )
    assert "generatr (python)" in built.read("glossary/pipeline.html")


def test_without_the_inventory_it_is_text(using: Any, tmp_path: Path) -> None:
    """Where the inventory cannot be loaded nothing fails: the name stands there, without a link and without a finding of ours."""
    conf = {"intersphinx_mapping": {"python": ("https://example.org/py/", str(tmp_path / "missing.inv"))}}
    built = using.build(conf=conf, strict=False)
    assert "conceptgraph" not in built.warnings
    assert '<span class="concept-foreign">generator (python)</span>' in built.read("glossary/pipeline.html")


def test_without_intersphinx_the_setting_names_the_project(project: Any) -> None:
    """`inventories` alone makes `project:name` a valid name."""
    project.write("glossary/pipeline.md", USING)
    built = project.build(conf={"conceptgraph_inventories": {"python": "https://docs.python.org/3/"}})
    assert "generator (python)" in built.read("glossary/pipeline.html")


@pytest.mark.parametrize(("opted", "expected"), [([], []), (["python"], ["generator", "iterator"])])
def test_terms_of_another_project_are_linked_on_request(using: Any, opted: list[str], expected: list[str]) -> None:
    """Prose is linked to the inventories that are named; our own concepts go first, and only the term's own writing counts."""
    built = using.build(conf={"conceptgraph_inventory_links": opted})
    text = built.read("glossary/pipeline.html").split("<p>A pipeline joins")[1].split("</p>")[0]
    assert FOREIGN.findall(text) == expected
    assert 'href="gradient.html"' in text
    assert "ITERATOR</span></a>" not in text


@pytest.mark.parametrize("suffix", ["md", "rst"])
def test_ordinary_pages_are_linked_to_other_projects(using: Any, suffix: str) -> None:
    """Pages of the host that have automatic links have these too, in both languages."""
    (using.docs / "index.md").unlink()
    title = "# Welcome" if suffix == "md" else "Welcome\n======="
    using.write(f"docs/index.{suffix}", f"{title}\n\nA generator, and a gradient.\n")
    page = using.build(conf={"conceptgraph_inventory_links": ["python"], "conceptgraph_link_pages": "all"}).read("index.html")
    assert FOREIGN.findall(page) == ["generator"]


def test_a_wanted_name_leads_to_the_project_that_has_it(using: Any) -> None:
    """A name without an entry that another project has is a link there, and the list says whose it is."""
    for number in range(3):
        using.write(f"glossary/loop-{number}.md", f"---\nterm: loop {number}\n---\nA loop {number} takes values from an iterator.\n")
    using.write("docs/index.md", "# Welcome\n\n```{wanted-concepts}\n:limit: 100\n```\n")
    page = using.build().read("index.html")
    item = next(item for item in re.findall(r"<li>(.*?)</li>", page, re.DOTALL) if "iterator</span></a>" in item)
    assert FOREIGN.findall(item) == ["iterator"]
    assert "in Snake: needed by" in re.sub(r"<[^>]+>", "", item)


def test_the_role_reaches_other_projects(using: Any) -> None:
    """`{concept}` takes `project:name` too."""
    using.write("docs/index.md", "# Welcome\n\n{concept}`python:Generator` and {concept}`those <python:iterator>`\n")
    page = using.build().read("index.html")
    assert FOREIGN.findall(page) == ["generator", "iterator"]
    assert "those" in page


def test_pages_follow_an_inventory(using: Any, project: Any, tmp_path: Path) -> None:
    """When the other project's terms change, the pages that show them are written again, as a clean build writes them."""
    conf = {"conceptgraph_inventory_links": ["python"], "intersphinx_cache_limit": 0}
    using.build(conf=conf)
    (tmp_path / "language/docs/index.rst").write_text(LANGUAGE.replace("iterator", "cursor").replace("generator", "iterator generator"))
    type(project)(root=tmp_path / "language").build()
    again = using.build(conf=conf, strict=False).read("glossary/pipeline.html")
    assert again == using.build(out="clean", doctrees="clean-doctrees", conf=conf, strict=False).read("glossary/pipeline.html")
    assert '#term-iterator"' not in again


def test_the_map_draws_what_is_foreign(using: Any) -> None:
    """On the map a required term of another project is a node with its status, which the stage draws as a diamond, and its address."""
    data = using.build().read("_static/concept-map-data.js")
    concepts = json.loads(data.removeprefix("conceptgraphData(").rstrip().removesuffix(");"))["concepts"]
    place = concepts["id"].index("python:generator")
    assert concepts["status"][place] == "foreign"
    assert concepts["href"][place] == "https://example.org/py/index.html#term-generator"
