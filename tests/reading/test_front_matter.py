"""Front matter by itself: where it ends, what each kind of value comes to, and the edges of what a key takes."""

from typing import Any

import pytest

from conceptgraph.model import Reference
from conceptgraph.reading.front_matter import KEYS, PATH_KEYS, FrontMatter, label_problem, read_front_matter


def front_of(*lines: str) -> FrontMatter:
    """The front matter of some lines between fences."""
    return read_front_matter("\n".join(["---", *lines, "---", "text", ""]), path="x.md")


def value_of(line: str) -> Any:
    """The value of the one key of a line that has no problem."""
    front = front_of(*line.split("\n"))
    assert front.findings == ()
    (value,) = front.values.values()
    return value


def complaints(*lines: str) -> list[str]:
    return [str(finding) for finding in front_of(*lines).findings]


BODIES = {
    "no front matter": ("# x\n", {}, "# x\n", 1),
    "empty front matter": ("---\n---\n# x\n", {}, "# x\n", 3),
    "a comment alone": ("---\n# later\n---\n# x\n", {}, "# x\n", 4),
    "blanks behind the fences": ("--- \nterm: x\n---\t\ntext", {"term": "x"}, "text", 4),
    "nothing below": ("---\nterm: x\n---", {"term": "x"}, "", 4),
    "a rule below": ("---\nterm: x\n---\na\n\n---\n\nb", {"term": "x"}, "a\n\n---\n\nb", 4),
}


@pytest.mark.parametrize(("text", "values", "body", "line"), BODIES.values(), ids=BODIES)
def test_the_body_begins_below_the_closing_fence(text: str, values: dict[str, Any], body: str, line: int) -> None:
    """On the line that is told, so that lines of the body are lines of the file."""
    front = read_front_matter(text, path="x.md")
    assert (front.values, front.body, front.body_line, front.findings, front.readable) == (values, body, line, (), True)


@pytest.mark.parametrize("keys", [KEYS, PATH_KEYS], ids=["entries", "curated paths"])
def test_each_key_says_what_it_takes_and_is_for(keys: Any) -> None:
    """The reference in the docs is made of it."""
    assert [name for name, key in keys.items() if not key.takes or not key.help.endswith(".")] == []


def test_a_wrong_value_leaves_its_key_out_and_its_line_in() -> None:
    """Whoever complains later still knows where the key stands."""
    front = front_of("term: x", "level: high", "status: draft")
    assert (dict(front.values), dict(front.lines)) == ({"term": "x", "status": "draft"}, {"term": 2, "level": 3, "status": 4})
    assert front.readable


def test_what_is_unreadable_has_no_values() -> None:
    """Not even those above the fault."""
    front = front_of("term: x", "aliases: [")
    assert (front.readable, dict(front.values), front.body) == (False, {}, "")


def test_no_key_is_lost_behind_a_line_that_only_looks_like_a_fence() -> None:
    """What YAML takes for a second document is an error, and no end."""
    assert complaints("term: x", "--- # more", "level: 2") == ["x.md:3: front matter holds a second YAML document; keep one"]


@pytest.mark.parametrize(
    ("label", "problem"),
    [
        ("C++", None), (" a ", None), ("a\n", None), ("a\u00a0b", None), ("", "is empty"), (" \t", "is empty"),
        ("a\tb", "'a\\tb' holds"), ("a\u2028b", "'a\\u2028b' holds"), ("a\x7f", "'a\\x7f' holds"), ("\ud800", "'\\ud800' holds"),
    ],
)  # fmt: skip
def test_a_label_is_one_visible_line(label: str, problem: str | None) -> None:
    """Blanks around it make no difference."""
    found = label_problem(label)
    assert found is None if problem is None else found is not None and found.startswith(problem)


@pytest.mark.parametrize(("written", "minutes"), [("1", 1), ("007", 7), ("999999", 999999)])
def test_minutes_are_whole(written: str, minutes: int) -> None:
    """And as decimal digits say."""
    assert value_of(f"minutes: {written}") == minutes


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("minutes: 0", "'minutes' takes a whole number of minutes above 0, not '0'"),
        ("minutes: 1000000", "'minutes' takes a whole number of minutes above 0, not '1000000'"),
        ("minutes: ٣", "'minutes' takes a whole number of minutes above 0, not '٣'"),
        ("level: 0", "'level' takes a number from 1 to 5, not '0'"),
        ("level: 2.0", "'level' takes a number from 1 to 5, not '2.0'"),
        ("level:", "'level' takes a number from 1 to 5, not ''"),
        ("match: Exact", "'match' takes one of 'normal', 'exact', 'topic', 'never', not 'Exact'; did you mean 'exact'?"),
        ('requires: ""', "'requires' is empty; write a text, or leave the key out"),
        ("requires: {a: [b]}", "'requires' takes a text, not a list"),
        ("requires: [a, {a: why}]", "'requires' names 'a' twice; keep one"),
        ("aliases: [a, ' a']", "'aliases' names 'a' twice; keep one"),
        ("silence: {a: b, a: c}", "'silence' has 'a' twice; keep one"),
        ("source: {deep: {a: 1, a: 2}}", "'source' has 'a' twice; keep one"),
        ("redirect_from: /a", "'redirect_from' names '/a', which leaves the glossary's folder; write the old id alone"),
        ("redirect_from: 'C:a'", "'redirect_from' names 'C:a', which leaves the glossary's folder; write the old id alone"),
        ("redirect_from: a\\b", "'redirect_from' names 'a\\\\b', which leaves the glossary's folder; write the old id alone"),
    ],
)  # fmt: skip
def test_the_edges_of_what_a_key_takes(line: str, complaint: str) -> None:
    """Just beyond them is a complaint on the line."""
    assert complaints(line) == [f"x.md:2: {complaint}"]


def test_a_complaint_stands_on_the_line_of_the_fault() -> None:
    """Which in a list or a mapping is not that of the key."""
    assert complaints("requires:", "- a", "- b: why", "- a", "silence:", "  stub: [x]") == [
        "x.md:5: 'requires' names 'a' twice; keep one",
        "x.md:7: 'silence' takes a text, not a list",
    ]


def test_a_reason_is_one_line() -> None:
    """However its author broke it."""
    assert value_of("requires:\n  a: |\n    first\n      second\n  b: null") == (
        Reference(name="a", reason="first second", line=3),
        Reference(name="b", line=6),
    )


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1", 1), ("'1'", "1"), ("-07", -7), ("1.5", 1.5), (".5", 0.5), ("1e3", 1000.0), ("0x1F", "0x1F"), ("1_000", "1_000"),
        (".inf", ".inf"), ("true", True), ("yes", "yes"), ("~", None), ("", None), ("''", ""), ("{}", {}), ("[]", []),
        ("2024-01-01", "2024-01-01"), ("{a: [1, {b: no}]}", {"a": [1, {"b": "no"}]}),
    ],
)  # fmt: skip
def test_a_source_is_json_by_the_core_schema(written: str, value: Any) -> None:
    """What is quoted, and what only older YAML took for a number, a date or a truth value, is a text."""
    found = value_of(f"source: {written}")
    assert (found, type(found)) == (value, type(value))
