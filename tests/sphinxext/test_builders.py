"""One project through every builder: no warning of ours, and nothing that cannot be interactive leaves an empty space."""

import json
import pickle
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from conceptgraph.sphinxext.epub import declare_properties

# Other extensions' builders use what Sphinx has renamed.
pytestmark = pytest.mark.filterwarnings("ignore:.*(Builder.app' is deprecated|a required keyword argument)")

GUIDE = """# Guide

Steepest descent, {math}`x^2 < 1`, {concept}`Adam` and {term}`RMSprop`.

```{concept} momentum
:requires: gradient descent
:level: 3
Momentum keeps part of the last step.
```

## Map

BeginMap.

```{concept-map}
```

EndMap.

## Part

BeginPart.

```{concept-map} Adam
:depth: 2
```

EndPart.

## Around

BeginAround.

```{concept-neighbourhood} gradient
```

EndAround.

## Path

BeginPath.

```{learning-path} Adam
```

EndPath.

## List

BeginList.

```{concept-list}
:topic: optimization
```

EndList.
"""
CONF = {"version": "1", "copyright": "2026, the authors", "applehelp_bundle_id": "org.example.try", "linkcheck_ignore": ["https://"]}
#: Every builder of Sphinx, and those of the extensions it brings.
BUILDERS = (
    "html", "dirhtml", "singlehtml", "epub", "latex", "text", "man", "texinfo", "gettext", "xml", "pseudoxml", "json", "pickle",
    "doctest", "linkcheck", "htmlhelp", "qthelp", "devhelp", "changes", "coverage", "dummy",
)  # fmt: skip


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(scope="module")
def everything(fresh: Any) -> Any:
    project = fresh("builders")
    conf = (project.docs / "conf.py").read_text(encoding="utf-8")
    project.write(
        "docs/conf.py", conf.replace('"conceptgraph.sphinxext"', '"conceptgraph.sphinxext", "sphinx.ext.doctest", "sphinx.ext.coverage"')
    )
    project.write("docs/guide.md", GUIDE)
    project.write("docs/index.md", "# Welcome\n\n```{toctree}\nguide\n```\n\nA page of gradient descent.\n")
    return project


@pytest.fixture(scope="module")
def made(everything: Any) -> Any:
    """What a builder gives, built once."""
    done: dict[str, Any] = {}

    def build(builder: str) -> Any:
        if builder not in done:
            done[builder] = everything.build(builder, out=builder, doctrees=f"doctrees-{builder}", conf=CONF)
        return done[builder]

    return build


@pytest.mark.parametrize("builder", BUILDERS)
def test_no_warning(made: Any, builder: str) -> None:
    """With every reference checked, a builder warns of nothing."""
    assert made(builder).warnings == ""


def guide_of(built: Any, builder: str) -> str:
    """What stands for the guide in a builder's output, with the whole of it where all pages are one."""
    files = {
        "singlehtml": "index.html", "epub": "guide.xhtml", "latex": "try.tex", "text": "guide.txt", "man": "try.1", "texinfo": "try.texi",
        "xml": "guide.xml", "pseudoxml": "guide.pseudoxml", "json": "guide.fjson", "htmlhelp": "guide.html", "dirhtml": "guide/index.html",
    }  # fmt: skip
    return str(built.read(files.get(builder, "guide.html")))


@pytest.mark.parametrize("builder", ["singlehtml", "epub", "latex", "text", "man", "texinfo", "xml", "json", "html", "dirhtml", "htmlhelp"])
def test_nothing_is_an_empty_space(made: Any, builder: str) -> None:
    """Where the guide asks for a map, a picture, a path or a list, there stand the concepts that they hold.

    A whole map with scripts leads to its page, which lists them all: no page repeats that list.
    """
    text = guide_of(made(builder), builder)
    for title, shown in {
        "Map": "concepts as a list" if builder in ("html", "dirhtml") else "RMSprop",
        "Part": "gradient descent",
        "Around": "derivative",
        "Path": "derivative",
        "List": "RMSprop",
    }.items():
        between = text[text.index(f"Begin{title}.") : text.index(f"End{title}.")]
        assert shown in words(between), title


@pytest.mark.parametrize("builder", ["latex", "text", "man", "texinfo", "xml", "pseudoxml", "gettext"])
def test_no_markup_of_pages(made: Any, builder: str) -> None:
    """Formats without HTML hold no tag, no style and no script of ours."""
    for file in made(builder).folder.rglob("*"):
        if file.suffix in (".tex", ".txt", ".1", ".texi", ".pot", ".xml", ".pseudoxml"):
            text = file.read_text(encoding="utf-8")
            assert not re.search(r"<(?:div|svg|script|details|span)\b|concept-map-frame|cg-map", text), file.name


def test_text_says_what_a_page_says(made: Any) -> None:
    """A concept page as text has its facts, what it builds on and leads to with the reasons, and where it is mentioned."""
    text = words(made("text").read("glossary/gradient-descent.txt"))
    for said in (
        "level 3 of 5",
        "also steepest descent",
        "Builds on",
        "each step goes against it",
        "Leads to",
        "RMSprop",
        "Mentioned in",
        "References",
    ):
        assert said in text


def test_a_book_has_each_page_as_a_chapter(made: Any) -> None:
    """The LaTeX document holds all entries, and links between them are links inside it."""
    tex = made("latex").read("try.tex")
    assert all(f"glossary/{name}" in tex for name in ("adam", "rmsprop", "gradient-descent"))
    assert re.search(r"\\hyperref\[\\detokenize\{glossary/gradient", tex)


@pytest.mark.parametrize(
    ("builder", "file", "drawn"),
    [
        ("html", "concept-map.html", '<img class="cg-map-print" src="_static/concept-map.svg?v='),
        ("dirhtml", "concept-map/index.html", '<img class="cg-map-print" src="../_static/concept-map.svg?v='),
        ("singlehtml", "index.html", 'class="cg-still"'),
        ("epub", "concept-map.xhtml", 'class="cg-still"'),
        ("latex", "try.tex", r"\begin{tikzpicture}"),
    ],
)
def test_the_map_is_a_picture_where_there_are_pictures(made: Any, builder: str, file: str, drawn: str) -> None:
    """On paper and in books the page of the map holds it as a picture, beside the list."""
    text = made(builder).read(file)
    assert drawn in text
    assert "7 concepts in 3 topics" in words(text)
    if builder in ("html", "dirhtml"):
        assert "gradient descent</title>" in made(builder).read("_static/concept-map.svg")
    if builder == "latex":
        assert 0 < text.index("{tikz.sty}") < text.index(r"\begin{document}") < text.index(drawn)


@pytest.mark.slow
def test_the_pdf(made: Any) -> None:
    """Where a TeX is installed, the document becomes a PDF."""
    if shutil.which("latexmk") is None or shutil.which("pdflatex") is None:
        pytest.skip("NOT RUN: no latexmk and pdflatex")
    folder = made("latex").folder
    done = subprocess.run(["latexmk", "-pdf", "-interaction=nonstopmode", "try.tex"], cwd=folder, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:]
    assert (folder / "try.pdf").read_bytes().startswith(b"%PDF")


def test_xml_is_well_formed(made: Any) -> None:
    """Each page of the XML builder can be parsed."""
    for file in made("xml").folder.rglob("*.xml"):
        ET.parse(file)  # noqa: S314 - our own file


def test_json_and_pickle_hold_the_same_page(made: Any) -> None:
    """What other programs put into their own pages is a finished page: panels in it, and no question left."""
    page = json.loads(made("json").read("glossary/adam.fjson"))
    with (made("pickle").folder / "glossary/adam.fpickle").open("rb") as file:
        pickled = pickle.load(file)  # noqa: S301
    assert page["body"] == pickled["body"]
    assert "concept-panels" in page["body"]


def test_gettext_has_the_entries(made: Any) -> None:
    """Translators are given the text of the entries, and none of the words that are ours."""
    text = "".join(file.read_text(encoding="utf-8") for file in made("gettext").folder.rglob("*.pot"))
    assert "Adam is a form of gradient" in words(text.replace('"\n"', ""))
    assert "Mentioned in" not in text


def test_linkcheck_finds_our_links_whole(everything: Any) -> None:
    """The addresses of references are checked, and no place on our own pages is called broken."""
    built = everything.build(
        "linkcheck", out="links", doctrees="doctrees-linkcheck", strict=False, conf={**CONF, "linkcheck_ignore": ["https://example"]}
    )
    results = [json.loads(line) for line in built.read("output.json").splitlines()]
    assert {result["uri"] for result in results} >= {"https://example.org/cauchy"}
    assert [result for result in results if result["status"] == "broken"] == []


class TestBooks:
    """EPUB."""

    def test_pages_with_formulas_and_pictures_say_so(self, made: Any) -> None:
        """The package declares MathML and SVG for just the pages that hold them."""
        folder = made("epub").folder
        items = re.findall(r'<item id="[^"]*" href="([^"]*xhtml)"[^>]*?(?:properties="([^"]*)")? ?/>', made("epub").read("content.opf"))
        assert len(items) > 10
        for name, properties in items:
            if name != "nav.xhtml":
                text = (folder / name).read_text(encoding="utf-8")
                assert set(properties.split()) == {kind for kind, begin in (("mathml", "<math"), ("svg", "<svg")) if begin in text}, name
        assert {"mathml svg", "svg", ""} <= {properties for _, properties in items}

    def test_the_packed_book_is_the_declared_one(self, made: Any) -> None:
        """The archive holds the completed package, and no script of ours."""
        with zipfile.ZipFile(made("epub").folder / "Try.epub") as book:
            assert book.read("content.opf").decode() == made("epub").read("content.opf")
            assert [name for name in book.namelist() if "concept" in name and name.endswith(".js")] == []
            for name in book.namelist():
                if name.endswith(".xhtml"):
                    ET.fromstring(book.read(name))  # noqa: S314
                    assert b"<script" not in book.read(name), name

    def test_what_is_declared_stays(self, tmp_path: Path) -> None:
        """A list that is complete, or names a file that is gone, is not changed."""
        items = '<item id="a" href="a.xhtml" media-type="application/xhtml+xml" properties="svg"/>\n'
        items += '<item id="b" href="b.xhtml" media-type="application/xhtml+xml" />\n'
        (tmp_path / "content.opf").write_text(items, encoding="utf-8")
        (tmp_path / "a.xhtml").write_text("<math>", encoding="utf-8")
        declare_properties(tmp_path)
        assert (tmp_path / "content.opf").read_text(encoding="utf-8") == items

    def test_epubcheck_finds_nothing(self, made: Any) -> None:
        """The check that shops and readers run finds no error and no warning."""
        jar = next((path for path in map(Path, ("/usr/share/java/epubcheck.jar", "/usr/bin/epubcheck")) if path.exists()), None)
        if jar is None or shutil.which("java") is None:
            pytest.skip("NOT RUN: no epubcheck")
        command = ["java", "-jar", str(jar), "--failonwarnings", str(made("epub").folder / "Try.epub")]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
