"""Formulas become MathML that parses as XML, and text never becomes markup."""

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conceptgraph.drawing.bodies import render_body
from conceptgraph.drawing.formulas import render_text, to_mathml


def parse(markup: str) -> ET.Element:
    return ET.fromstring(markup)  # noqa: S314 (our own output)


READABLE = (
    r"\tfrac12",
    r"\dfrac{a}{b}",
    r"\operatorname*{arg\,max}_x f(x)",
    r"\argmin_w L(w)",
    r"\lVert x \rVert_2",
    r"\bm{x}^\top y",
    r"\big( x \big)",
    r"\hat m_t / \sqrt{\hat v_t}",
    r"\begin{aligned} a &= b \\ c &= d \end{aligned}",
    r"\begin{cases} 1 & x > 0 \\ 0 & \text{else} \end{cases}",
    r"\mathbb{E}[x] \sim \mathcal{N}(0, 1)",
)


@pytest.mark.parametrize("latex", READABLE)
def test_common_formulas_become_mathml(latex: str) -> None:
    """What authors write becomes one well-formed math element."""
    element = to_mathml(latex)
    assert element is not None
    assert parse(element).tag == "{http://www.w3.org/1998/Math/MathML}math"


def test_scripts_stand_beside_an_accent() -> None:
    """The t of m-hat-t is a subscript, and does not hang below the m as a limit."""
    assert "<msub>" in (to_mathml(r"\hat m_t") or "")
    assert "under" not in (to_mathml(r"\hat{m}_t") or "")


def test_displayed_formulas_say_so() -> None:
    """A formula on its own line is a block."""
    assert 'display="block"' in (to_mathml("x", display=True) or "")


@pytest.mark.parametrize("latex", [r"\nosuchcommand x", "x^", "a & b", r"\frac{1}", "}{"])
def test_unreadable_formulas_are_none(latex: str) -> None:
    """A formula the converter cannot read is no error."""
    assert to_mathml(latex) is None


@given(st.text(max_size=60))
def test_any_text_gives_markup_that_parses(text: str) -> None:
    """Whatever stands in a definition, the result is well-formed and holds no element but ours."""
    clean = "".join(character for character in text if character.isprintable())
    root = parse(f"<p>{render_text(clean)}</p>")
    names = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert not names & {"script", "img", "a", "style", "iframe"}


def test_money_is_no_formula() -> None:
    """Two prices in a sentence stay prices."""
    assert render_text("It costs $5 or $6 <now>.") == "It costs $5 or $6 &lt;now&gt;."


def test_formula_and_code_in_text() -> None:
    """Formulas and code are marked up, and a formula that cannot be read stays as typed."""
    html = render_text(r"With $x_t$ and `a<b`, not $\nosuch$.")
    assert "<msub>" in html
    assert "<code>a&lt;b</code>" in html
    assert r'<code class="cg-tex">\nosuch</code>' in html


def test_bodies_keep_prose_and_drop_the_title() -> None:
    """Paragraphs, lists and formulas of an entry are shown; its title, directives and raw HTML are not."""
    html = render_body(
        "# Adam\n\nAn *optimizer*.\n\n- one\n- `two`\n\n$$\nx^2\n$$\n\n```{figure} x.png\n```\n\n<script>bad()</script>\n\n<b>x</b>\n"
    )
    assert "<em>optimizer</em>" in html
    assert "<li>one</li>" in html
    assert 'display="block"' in html
    assert "Adam" not in html
    assert "<script" not in html
    assert "<b>" not in html
    assert "figure" not in html


def test_links_and_images_of_bodies_are_text_only() -> None:
    """An address an author wrote can lead nowhere from the map."""
    assert render_body("See [here](https://example.org) ![there](http://example.org/x.png)").strip() == "<p>See here </p>"
