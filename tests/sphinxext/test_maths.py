"""Formulas on pages: MathML, and no script from anywhere."""

import re
from typing import Any

import pytest


def test_formulas_are_mathml(built: Any) -> None:
    """Inline formulas become MathML, and no page asks for MathJax."""
    page = built.read("glossary/derivative.html")
    assert "<math" in page
    assert "mathjax.js" not in page
    assert "cdn" not in page


def test_a_chosen_renderer_is_left_alone(project: Any) -> None:
    """A project that names or loads MathJax keeps it."""
    named = project.build(out="named", conf={"html_math_renderer": "mathjax"})
    assert 'class="math notranslate nohighlight"' in named.read("glossary/derivative.html")


def test_displayed_formulas_keep_their_numbers(project: Any) -> None:
    """A labeled formula is numbered, and references lead to it."""
    project.write("docs/index.md", "# Welcome\n\n```{math}\n:label: area\na = b^2\n```\n\nSee {eq}`area`.\n")
    page = project.build().read("index.html")
    assert '<span class="eqno">(1)' in page
    assert 'href="#equation-area"' in page


def test_what_cannot_be_converted_is_readable(project: Any) -> None:
    """The source of such a formula is shown; it is advice, or a warning where the project asks for one."""
    project.write("docs/index.md", "# Welcome\n\n```{math}\n\\unknowncommand{<b>x</b>}\n```\n")
    assert "\\unknowncommand{&lt;b&gt;x&lt;/b&gt;}" in project.build(out="quiet").read("index.html")
    loud = project.build(out="loud", doctrees="other", conf={"conceptgraph_math_fallback": "warning"}, strict=False)
    assert "no MathML for the formula" in loud.warnings
    assert "[conceptgraph.formula]" in loud.warnings


@pytest.mark.parametrize(("extension", "chosen"), [("sphinx.ext.mathjax", "mathjax"), ("sphinx.ext.imgmath", "imgmath")])
@pytest.mark.parametrize("named", [True, False])
def test_an_extension_for_formulas_is_respected(project: Any, extension: str, chosen: str, named: bool) -> None:
    """A project that loads a renderer has its formulas by that one, named or not, in texts and in our panels."""
    conf = (
        (project.docs / "conf.py")
        .read_text(encoding="utf-8")
        .replace('"conceptgraph.sphinxext"', f'"conceptgraph.sphinxext", "{extension}"')
    )
    project.write("docs/conf.py", conf + (f'html_math_renderer = "{chosen}"\n' if named else ""))
    built = project.build(strict=False)  # imgmath warns where there is no LaTeX
    assert built.app.builder.math_renderer_name == chosen
    page = built.read("glossary/adam.html")
    assert "<math" not in page
    assert "eta" in page


def test_formulas_need_no_foreign_host(built: Any) -> None:
    """Ours load no script for formulas: there are MathML elements, and no page names MathJax."""
    pages = [file.read_text(encoding="utf-8") for file in built.folder.rglob("*.html")]
    assert any("<math" in page for page in pages)
    assert not any(re.search(r"<script[^>]*mathjax", page, re.IGNORECASE) for page in pages)
