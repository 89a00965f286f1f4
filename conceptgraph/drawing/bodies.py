"""The text of an entry as safe HTML, for pages that Sphinx does not make.

Only tags from a short list come out, without attributes, so that nothing an author writes can run. What only Sphinx can
show, such as a directive or a figure, is left out.
"""

from collections.abc import Callable, Iterable, Mapping
from html import escape
from types import MappingProxyType
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
    if token.type in _LEAVES:
        return _LEAVES[token.type](token)
    return _render_all(token for token in token.children or () if token.type != "image")


def _fence(token: "Token") -> str:
    """Code as it stands; a fence with a name in braces is a directive."""
    return "" if token.info.strip().startswith("{") else f"<pre>{escape(token.content)}</pre>"


def _role(token: "Token") -> str:
    return _inline_formula(token) if token.meta.get("name") == "math" else escape(token.content)


def _display_formula(token: "Token") -> str:
    return _formula(token.content, display=True)


def _inline_formula(token: "Token") -> str:
    return _formula(token.content, display=False)


def _formula(latex: str, *, display: bool) -> str:
    return to_mathml(latex.strip(), display=display) or f'<code class="cg-tex">{escape(latex.strip())}</code>'


#: What becomes of a token without children, by its type; what is not named here is left out.
_LEAVES: Mapping[str, Callable[["Token"], str]] = MappingProxyType(
    {
        "text": lambda token: escape(token.content),
        "text_special": lambda token: escape(token.content),
        "html_inline": lambda token: escape(token.content),
        "softbreak": lambda _: " ",
        "hardbreak": lambda _: "<br>",
        "code_inline": lambda token: f"<code>{escape(token.content)}</code>",
        "fence": _fence,
        "code_block": _fence,
        "math_block": _display_formula,
        "math_block_label": _display_formula,
        "amsmath": _display_formula,
        "math_inline_double": _display_formula,
        "math_inline": _inline_formula,
        "myst_role": _role,
    }
)
