"""The Markdown parser of entries: that it reads what MyST reads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

from conceptgraph.reading.markdown import parse_markdown
from conceptgraph.settings import MYST_EXTENSIONS


def myst() -> MarkdownIt:
    """myst-parser's own parser with the syntax of entries."""
    return create_md_parser(MdParserConfig(enable_extensions=set(MYST_EXTENSIONS)), RendererHTML)


MYST = myst()


def shape(tokens):
    """What tokens say, with neighboring texts as one, whatever our places add to them."""
    shown = []
    for token in tokens:
        inner = shape(token.children or ())
        kind = "text" if token.type == "text_special" else token.type
        if kind == "text" and not token.content:
            continue
        if kind == "text" and shown and shown[-1][0] == "text":
            shown[-1] = ("text", "", shown[-1][2] + token.content, [])
            continue
        shown.append((kind, token.tag, token.content, inner))
    return shown


EXAMPLES = [
    "a *b* **c** `d` \\* &amp; $x$ {math}`y` [l](t) ![i](s) <http://a.b> <b>x</b>",
    "# h\n\n- a\n- b\n\n1. c\n\n> q\n> r\n\n| a | b |\n|---|---|\n| c | d |",
    "term\n: definition\n\n:::{note}\nx\n:::\n\n```{tip}\ny\n```\n\n$$\nz\n$$ (eq)\n\n\\begin{align}a\\end{align}",
    '% comment\n+++ {"a": 1}\n(target)=\nnote[^1] {a}`b` {a}``b`c`` {a}`b\n\n[^1]: foot',
    "a{b}`c`d {x `y` {}`z` {term}`a <b>`",
]


@pytest.mark.parametrize("text", EXAMPLES)
def test_reads_what_myst_reads(text):
    """The tokens are those of myst-parser, whatever is noted beside them."""
    assert shape(parse_markdown(text, {})) == shape(MYST.parse(text, {}))


@given(st.text(st.sampled_from("ab1 \n\t*_`$[]()!<>{}&;:#-+|\\\\~.=%^\"'"), max_size=40))
def test_reads_any_text_as_myst_does(text):
    """No run of signs is read in another way than myst-parser reads it."""
    # What follows the fence of front matter is the one thing cut off before, and so it is not read here.
    if not text.startswith("---"):
        assert shape(parse_markdown(text, {})) == shape(MYST.parse(text, {}))
