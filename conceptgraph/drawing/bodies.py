"""The text of an entry as safe HTML, for pages that Sphinx does not make.

Only tags from a short list come out, without attributes, so that nothing an author writes can run. What only Sphinx can
show, such as a directive or a figure, is left out.
"""

from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING

from conceptgraph.drawing.formulas import to_mathml
from conceptgraph.reading.markdown import parse_markdown

if TYPE_CHECKING:
    from markdown_it.token import Token

_TAGS = frozenset("p ul ol li blockquote em strong table thead tbody tr th td dl dt dd".split())


def render_body(markdown: str) -> str:
    """The Markdown of an entry as HTML, without its title; formulas as MathML."""
    tokens = parse_markdown(markdown, {})
    parts: list[str] = []
    title = False
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            title = token.tag == "h1" and token.nesting == 1
            parts.append("" if token.tag == "h1" else "<p><strong>" if token.nesting == 1 else "</strong></p>")
        elif not title:
            parts.append(_render(token))
    return "".join(parts).replace("<p></p>", "")


def _render_all(tokens: Iterable["Token"]) -> str:
    return "".join(map(_render, tokens))


def _render(token: "Token") -> str:
    if token.nesting:
        tag = token.tag if token.tag in _TAGS and not token.hidden else ""
        return "" if not tag else f"</{tag}>" if token.nesting < 0 else f"<{tag}>"
    if token.type in ("math_block", "math_block_label", "amsmath", "math_inline_double"):
        return _formula(token.content, display=True)
    if token.type == "math_inline" or (token.type == "myst_role" and token.meta.get("name") == "math"):
        return _formula(token.content, display=False)
    if token.type in ("fence", "code_block"):
        # A fence with a name in braces is a directive.
        return "" if token.info.strip().startswith("{") else f"<pre>{escape(token.content)}</pre>"
    if token.type in ("softbreak", "hardbreak"):
        return " " if token.type == "softbreak" else "<br>"
    if token.type == "code_inline":
        return f"<code>{escape(token.content)}</code>"
    if token.children:
        return _render_all(_without_images(token.children))
    return escape(token.content) if token.type in ("text", "text_special", "inline", "myst_role", "html_inline") else ""


def _without_images(tokens: Sequence["Token"]) -> Iterable["Token"]:
    return (token for token in tokens if token.type != "image")


def _formula(latex: str, *, display: bool) -> str:
    return to_mathml(latex.strip(), display=display) or f'<code class="cg-tex">{escape(latex.strip())}</code>'
