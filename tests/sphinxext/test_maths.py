"""Formulas on pages: MathML, and no script from anywhere."""

from typing import Any


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
