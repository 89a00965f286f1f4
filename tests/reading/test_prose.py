"""Prose: what a reader sees, and the place of each character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from work import growth

from conceptgraph.reading.prose import read_body, read_prose


def blocks(text):
    """The blocks of a text as pairs of kind and words."""
    prose = read_prose(text)
    return [(block.kind, prose.text[block.start : block.end]) for block in prose.blocks]


def opaque(text):
    """The opaque words of a text."""
    prose = read_prose(text)
    return [prose.text[start:end] for start, end in prose.opaque]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one\ntwo\n\nthree", [("paragraph", "one two"), ("paragraph", "three")]),
        ("- one\n- two\n\n1. three", [("item", "one"), ("item", "two"), ("item", "three")]),
        ("- one\n\n  > two", [("item", "one"), ("quote", "two")]),
        ("> one\n> two", [("quote", "one two")]),
        ("| a | b |\n|---|---|\n| c | d |", [("cell", "a"), ("cell", "b"), ("cell", "c"), ("cell", "d")]),
        ("Term\n: one\n  two", [("term", "Term"), ("definition", "one two")]),
        ("```{note}\none\n```", [("note", "one")]),
        ("```{note} one\ntwo\n```", [("note", "one"), ("note", "two")]),
        (":::{admonition} Title\n:class: tip\none\n:::", [("admonition", "one")]),
        (":::{admonition} Title\n---\nclass: tip\n---\none\n:::", [("admonition", "one")]),
        ("::::{note}\n:::{tip}\none\n:::\n::::", [("tip", "one")]),
        ("- one\n\n  ```{note}\n  two\n  ```", [("item", "one"), ("note", "two")]),
        ("```{list-table}\n* - one\n  - two\n```", [("item", "one"), ("item", "two")]),
        ("a  \nb\\\nc<br>d", [("paragraph", "a\nb\nc\nd")]),
        ("*a* **b** ~c~ _d_", [("paragraph", "a b ~c~ d")]),
        ("\\*a\\* &amp; &eacute; \\q", [("paragraph", "*a* & é \\q")]),
        ("[a](b.md) [c][d] ![e](f.png)\n\n[d]: g.md", [("paragraph", "a c")]),
        ("{term}`a <b>` {abbr}`BPTT (long form)` {sub}`2` {index}`x`", [("paragraph", "a BPTT 2")]),
        ("a <b>b</b> <!-- c --> d[^1]\n\n[^1]: e", [("paragraph", "a b  d")]),
    ],
    ids=lambda value: value[:20] if isinstance(value, str) else "",
)
def test_what_is_read(text, expected):
    """Each kind of block gives its words, without the marks around them."""
    assert blocks(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "# heading", "heading\n===", "```\ncode\n```", "```python\ncode\n```", "    code", "~~~\ncode\n~~~", "$$\nx\n$$", "$$x$$ (eq)",
        "\\begin{align}x\\end{align}", "<div>\nraw\n</div>", "<!-- comment -->", "% comment", "(target)=", "+++",
        "[^1]: footnote\n\n    and more", "[ref]: address", "![alt](picture.png)", "---", "```{code-block} python\ncode\n```",
        "```{math}\nx\n```", "```{figure} a.png\ncaption\n```", "```{mermaid}\na --> b\n```", ":::{unknown}\ntext\n:::", "", " \n\n",
        "- # heading", "> ```\n> code\n> ```",
    ],
)  # fmt: skip
def test_what_is_not_read(text):
    """What is no prose gives no text at all."""
    assert read_prose(text).text == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a `code` b", ["code"]),
        ("a $x + y$ b", ["$x + y$"]),
        ("a {math}`x` {code}`y` b {term}`c`", ["$x$", "y"]),
        ("see https://a.org/x(y).html, or www.b.org. Mail c@d.org!", ["https://a.org/x(y).html", "www.b.org", "c@d.org"]),
        ("<https://a.org>", ["https://a.org"]),
        ("{ref}`shown <target>`", []),
        ("\\$5 and \\$6", []),
    ],
)
def test_what_is_opaque(text, expected):
    """Code, formulas and addresses stay in the text and are told apart."""
    assert opaque(text) == expected


def test_links_are_recorded():
    """A link keeps its visible words in the text, and its target as written."""
    prose = read_prose("A [chain *rule*](chain-rule.md#x) and {term}`gradients <gradient>`, [é](é%20x.md).")
    found = [(prose.text[link.start : link.end], link.target) for link in prose.links]
    assert found == [("chain rule", "chain-rule.md#x"), ("gradients", "gradient"), ("é", "é x.md")]


def test_blocks_are_joined_by_a_blank_line():
    """The text is the blocks with a blank line between them."""
    prose = read_prose("# h\n\none\n\n- two\n\n![](x.png)\n\nthree\n")
    assert prose.text == "one\n\ntwo\n\nthree"


def test_first_heading():
    """The first heading that shows anything is found with its line."""
    heading = read_body("text\n\n#\n\nTwo *words*\n---\n", first_line=4)[1]
    assert heading is not None
    assert (heading.text, heading.line) == ("Two words", 8)


PLACES = """\
First *emphasized words* with [a link](target.md "title") and **more**
   words on an indented line, `code span` here, $formula + x$ there.

> quoted words
lazy continuation \\*escaped\\* &amp; entity

- item one
  continued
    - nested item with **bold _both_ kinds** end
1. number

| head | second |
|------|--------|
| same | same   |
| a \\| pipe | {term}`role <target>` |

Term
: definition words
  second line

:::{note} argument words
:class: option

inside *the* note
- listed inside
:::

> ```{tip}
> deep words
> ```

\ttabbed

Setext
===
end <https://address.org> words ** * loose
"""


@pytest.mark.parametrize("first_line", [1, 12])
def test_every_character_knows_its_place(first_line):
    """Each visible character stands in the file where its place says."""
    prose = read_prose(PLACES, first_line=first_line)
    lines = PLACES.split("\n")
    checked = 0
    for offset, character in enumerate(prose.text):
        if character.isspace() or character == "&":
            continue
        line, column = prose.place(offset)
        assert lines[line - first_line][column - 1] == character, (prose.text[offset : offset + 9], line, column)
        checked += 1
    assert checked > 300


WORD = st.text("abcdefgh", min_size=1, max_size=6)
LINE = st.lists(
    st.one_of(WORD, WORD.map("*{}*".format), WORD.map("`{}`".format), WORD.map("[{}](x.md)".format), st.just("\\#"), st.just("&lt;")),
    min_size=1,
    max_size=6,
).map(" ".join)
PREFIX = st.sampled_from(["", "- ", "> ", "> - ", "1. ", "  ", "   - "])
TEXT = st.lists(st.tuples(PREFIX, LINE, st.sampled_from(["\n", "\n\n"])), max_size=8).map(
    lambda rows: "".join(prefix + line + end for prefix, line, end in rows)
)


@given(TEXT)
def test_places_of_plain_words(text):
    """For words, the character at the place in the file is the character of the text."""
    prose = read_prose(text)
    lines = text.split("\n")
    for offset, character in enumerate(prose.text):
        if character.isalpha():
            line, column = prose.place(offset)
            assert lines[line - 1][column - 1] == character


@given(st.one_of(st.text(), st.text(st.sampled_from("ab \n\t*_`$[]()!<>{}&;:#-+|\\~.=%^1\r\x00\u2028"), max_size=80)))
def test_any_text_has_sound_spans(text):
    """Blocks, opaque spans and links lie inside the text, in order, and every place is a line of the file."""
    prose = read_prose(text, first_line=3)
    ends = [-2]
    for block in prose.blocks:
        assert ends[-1] + 2 <= block.start < block.end <= len(prose.text)
        ends.append(block.end)
    for start, end in (*prose.opaque, *((link.start, link.end) for link in prose.links)):
        assert 0 <= start < end <= len(prose.text)
    assert list(prose.runs) == sorted(prose.runs, key=lambda run: run.start)
    height = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    for offset in range(len(prose.text)):
        line, _ = prose.place(offset)
        assert 3 <= line < 3 + height


@pytest.mark.parametrize(
    "piece",
    [
        "A plain sentence about *one* thing and `another`.\n\n", "word ", "word *x* {a} `b` ", "- item\n", "> quote\n", "line\n", "[",
        "*a ",
        "`a ", "$a ", "<a ", "{a}`", "![", "&", "| a | b |\n", ":::{note}\nx\n:::\n", "\\$", "# h\n", "(a)=\n", "[^a] ", "[^",
        "http://a.b/c ", "a@b.cd ", "_a", "<!-- ", "> ",
    ],
)  # fmt: skip
def test_work_grows_with_length(piece):
    """Eight times the text takes at most sixteen times the work, for anything that repeats; quadratic would be 64."""
    assert growth(lambda size: read_prose(piece * (size // len(piece))), 32_000, times=8) < 16
