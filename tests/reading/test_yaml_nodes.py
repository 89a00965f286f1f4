"""YAML as plain nodes: texts as typed, lines, and what is refused and where."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conceptgraph.reading.yaml_nodes import DEEPEST, Mapping, Node, Scalar, Sequence, YamlError, read_yaml


def shape(node: Node | None) -> object:
    """A node without lines: texts, lists and pairs."""
    if isinstance(node, Sequence):
        return [shape(item) for item in node.items]
    if isinstance(node, Mapping):
        return tuple((key.text, shape(value)) for key, value in node.items)
    return node and node.text


@pytest.mark.parametrize("text", ["", "\n\n", "# a comment\n"])
def test_nothing_is_none(text: str) -> None:
    """Which is no empty text."""
    assert read_yaml(text) is None


@pytest.mark.parametrize(
    ("written", "text", "plain"),
    [
        ("1.0", "1.0", True), ("no", "no", True), ("~", "~", True), ("a # b", "a", True), ("'1.0'", "1.0", False),
        ('"a\\tb"', "a\tb", False), ("|\n a\n b", "a\nb", False), (">\n a\n b", "a b", False), ("!!str 1", "1", True),
    ],
)  # fmt: skip
def test_a_value_is_the_text_as_typed(written: str, text: str, plain: bool) -> None:
    """And known as plain where no quotes or block say that it is a text."""
    assert read_yaml(written) == Scalar(text=text, line=1, plain=plain)


def test_keys_keep_their_order_and_stand_twice() -> None:
    """Whether that is a mistake is for others to say."""
    assert shape(read_yaml("b: 1\na: [x, {y: z}]\nb: 2\n")) == (("b", "1"), ("a", ["x", (("y", "z"),)]), ("b", "2"))


def test_every_node_has_its_line() -> None:
    """Comments and blank lines counted."""
    assert read_yaml("# top\n\na:\n  - x\n\n  - y: z\n") == Mapping(
        line=3,
        items=(
            (
                Scalar(text="a", line=3),
                Sequence(
                    line=4,
                    items=(
                        Scalar(text="x", line=4),
                        Mapping(line=6, items=((Scalar(text="y", line=6), Scalar(text="z", line=6)),)),
                    ),
                ),
            ),
        ),
    )


REFUSED = {
    "a second document": ("a: 1\n---\nb: 2", 2, "holds a second YAML document; keep one"),
    "an anchor": ("a: 1\nb: &c d", 2, "uses the YAML anchor '&c'; leave it out, or quote a text"),
    "a tag of one's own": ("a: !b c", 1, "uses the YAML tag '!b'; only texts, numbers, lists and mappings are read"),
    "a tag that makes objects": ("a: !!set {b}", 1, "uses the YAML tag '!!set'; only texts, numbers, lists and mappings are read"),
    "a mapping as a key": ("a: 1\n? {b: c}\n: d", 2, "has a list or mapping as a key; a key is one text"),
    "a tab": ("a:\n\tb: c", 2, "is indented with a tab; YAML takes spaces only"),
    "quotes to be escaped": ('a: b: "c"', 1, 'needs quotes around a text with such signs; write a: "b: \\"c\\""'),
    "an item to be quoted": ("a:\n- `b`", 2, 'needs quotes around a text with such signs; write - "`b`"'),
    "a control character": ("a: 1\nä: \x01", 2, "holds the character U+0001, which YAML does not allow; delete it"),
    "half a character": ("a: 1\n\nb: \ud800", 3, "holds the character U+D800, which YAML does not allow; delete it"),
}


@pytest.mark.parametrize(("text", "line", "message"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused_is_told_with_its_line(text: str, line: int, message: str) -> None:
    """In an author's words, with what to write instead where that is plain."""
    with pytest.raises(YamlError) as caught:
        read_yaml(text)
    assert (str(caught.value), caught.value.line) == (message, line)


def test_an_open_bracket_is_told_where_it_opens() -> None:
    """Not at the end, where it is noticed."""
    with pytest.raises(YamlError, match="is not valid YAML") as caught:
        read_yaml("a: 1\nb: [c,\n  d\ne: 2\n")
    assert caught.value.line == 2


@pytest.mark.parametrize("opening", ["[", "{a: "])
def test_nesting_ends_at_the_deepest_level(opening: str) -> None:
    """As many levels are read, one more is not."""
    closing = {"[": "]", "{a: ": "}"}[opening]
    assert read_yaml(opening * DEEPEST + closing * DEEPEST) is not None
    with pytest.raises(YamlError, match=f"nests more than {DEEPEST} levels deep"):
        read_yaml(opening * (DEEPEST + 1) + closing * (DEEPEST + 1))


def test_collections_side_by_side_are_not_deep() -> None:
    """Depth goes down again."""
    assert shape(read_yaml("[" + "[], " * 50 + "]")) == [[]] * 50


@given(st.text(st.sampled_from("ab: -[]{},'\"#&*!|>%@`?\n\t\x00\x85\u2028\ud800"), max_size=30))
def test_any_text_gives_a_node_or_an_error_with_a_line_of_it(text: str) -> None:
    """No other error comes through."""
    try:
        line = getattr(read_yaml(text), "line", 1)
    except YamlError as error:
        line = error.line
    assert 1 <= line <= len(text.splitlines()) + 1
