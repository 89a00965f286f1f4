"""Entries from text: every key, every bad input, and that no input does more than give findings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conceptgraph.model import Reference
from conceptgraph.reading.entries import decode, read_entry

FULL = """\
---
term: Adam
aliases: [Adam optimizer, adaptive moment estimation]
topics: optimization
requires:
  gradient descent: Adam is a form of it
  momentum: the first moment is momentum
related: [RMSprop]
level: 3
match: exact
not_requires: {loss surface: only pictured with it}
contrast: {RMSprop: has no first moment}
no_link: [the second moment]
references: ["Kingma and Ba (2015). Adam."]
status: reviewed
minutes: 6
silence: {circular-definition: best learnt together}
redirect_from: [adam-optimization]
names: {de: [Adam-Verfahren], fr: Adam}
source: {deck: seed, position: 3, seen: true, weight: 0.5, none: null}
---
# Adam

Adam is an optimizer.
"""


def entry(text, path="adam.md"):
    """The entry of a text that has no problem."""
    found, findings = read_entry(text, path=path)
    assert not findings
    assert found is not None
    return found


def complaint(text, path="adam.md"):
    """The one problem of a text."""
    _, findings = read_entry(text, path=path)
    errors = [finding for finding in findings if finding.severity == "error"]
    assert len(errors) == 1, findings
    return str(errors[0])


def test_every_key():
    """Every key of the front matter reaches the entry with its type."""
    adam = entry(FULL)
    assert (adam.id, adam.term, adam.path, adam.line) == ("adam", "Adam", "adam.md", 2)
    assert adam.aliases == ("Adam optimizer", "adaptive moment estimation")
    assert adam.topics == ("optimization",)
    assert adam.requires == (
        Reference(name="gradient descent", reason="Adam is a form of it", line=6),
        Reference(name="momentum", reason="the first moment is momentum", line=7),
    )
    assert adam.related == (Reference(name="RMSprop", line=8),)
    assert (adam.level, adam.match, adam.status, adam.minutes) == (3, "exact", "reviewed", 6)
    assert adam.not_requires == (Reference(name="loss surface", reason="only pictured with it", line=11),)
    assert adam.contrast == (Reference(name="RMSprop", reason="has no first moment", line=12),)
    assert adam.no_link == ("the second moment",)
    assert adam.references == ("Kingma and Ba (2015). Adam.",)
    assert dict(adam.silence) == {"circular-definition": "best learnt together"}
    assert adam.redirect_from == ("adam-optimization",)
    assert dict(adam.names) == {"de": ("Adam-Verfahren",), "fr": ("Adam",)}
    assert adam.source == {"deck": "seed", "position": 3, "seen": True, "weight": 0.5, "none": None}
    assert adam.prose.text == "Adam is an optimizer."
    assert adam.body_line == 22
    assert adam.lines["status"] == 15


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("requires: momentum", [("momentum", "", 3)]),
        ("requires: [momentum, gradient]", [("momentum", "", 3), ("gradient", "", 3)]),
        ("requires:\n- momentum\n- gradient: the slope", [("momentum", "", 4), ("gradient", "the slope", 5)]),
        ("requires:\n  momentum:\n  gradient: the slope", [("momentum", "", 4), ("gradient", "the slope", 5)]),
        ("requires:", []),
        ("requires: []", []),
    ],
    ids=["one", "list", "list with a mapping", "mapping with a reason left out", "nothing", "empty list"],
)
def test_requires_takes_one_a_list_or_a_mapping(written, expected):
    """A reference may be one name, a list, or a mapping to reasons, and knows its line."""
    found = entry(f"---\nterm: Adam\n{written}\n---\ntext\n").requires
    assert [(item.name, item.reason, item.line) for item in found] == expected


@pytest.mark.parametrize("term", ["yes", "no", "null", "1.0", "007", "0x1F", "2024-01-01", "~", "1e3", "on", "C#", "k-means", "F1"])
def test_terms_are_texts_as_typed(term):
    """YAML's ideas of booleans, numbers and dates do not touch a term."""
    assert entry(f"---\nterm: {term}\n---\ntext").term == term


@pytest.mark.parametrize(
    "term",
    ['say "hi"', "<script>alert(1)</script>", "</script>", "a | b", "{x}", "javascript:alert(1)", "שלום", "a\u200bb", "🧠", "ﬁt"],
)
def test_odd_labels_are_data(term):
    """Labels with signs that mean something elsewhere are kept as typed, as term, alias and heading alike."""
    quoted = "'" + term.replace("'", "''") + "'"
    found = entry(f"---\nterm: {quoted}\naliases: [{quoted}]\n---\ntext")
    assert (found.term, found.aliases) == (term, (term,))


def test_the_first_heading_is_the_default_term():
    """Without `term` the first heading that shows anything is taken, as a reader sees it, with its line."""
    found = entry("---\nlevel: 2\n---\n\nHello.\n\n## The *Adam* `opt` &amp; $\\beta$\n\n# Other\n")
    assert (found.term, found.line) == ("The Adam opt & $\\beta$", 7)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "adam.md:1: has no term; add 'term: ...' to the front matter, or a heading"),
        ("just text\n", "adam.md:1: has no term; add 'term: ...' to the front matter, or a heading"),
        ("---\nlevel: 2\n---\ntext\n", "adam.md:1: has no term; add 'term: ...' to the front matter, or a heading"),
        ("---\nterm: Adam\n", "adam.md:1: front matter that begins here is never closed; add a line '---' below it"),
        ("---\n- a\n---\n", "adam.md:2: front matter is a list, not a mapping; write 'term: ...' and so on"),
        ("---\nAdam\n---\n", "adam.md:2: front matter is 'Adam', not a mapping; write 'term: ...' and so on"),
        (
            "\n\n---\nterm: Adam\n---\n# Adam\n\ntext\n",
            "adam.md:3: front matter must begin on the first line; delete the blank lines above it",
        ),
        (
            "----\nterm: Adam\n---\n# Adam\n\ntext\n",
            "adam.md:1: front matter must begin with the line '---', not '----'; write three hyphens and nothing else",
        ),
        (
            "\u2014\nlevel: 3\nterm: Adam\n---\n# Adam\n\ntext\n",
            "adam.md:1: front matter must begin with the line '---', not '\u2014'; write three hyphens and nothing else",
        ),
        (
            "\n --\nterm: Adam\n\ntext\n",
            "adam.md:2: front matter must begin with the line '---', not ' --'; write three hyphens and nothing else",
        ),
        (
            "Adam\n---\nterm: Adam\n\naliases:\n- x\n---\n# Adam\n\ntext\n",
            "adam.md:2: front matter must begin on the first line; delete what stands above it",
        ),
        (
            "# Adam\n\n---\nlevel: 2\n---\ntext\n",
            "adam.md:3: front matter must begin on the first line; delete what stands above it",
        ),
        (
            "term: Adam\nlevel: 2\n---\n# Adam\n\ntext\n",
            "adam.md:1: front matter must begin with the line '---'; write it above the first key, as the first line",
        ),
        (
            "'---\nterm: Adam\nrequires:\n  momentum: it extends it\n---\n# Adam\n\ntext\n",
            "adam.md:1: front matter must begin with the line '---'; write it above the first key, as the first line",
        ),
        (
            "---\nterm: C++: templates\n---\n# x\n",
            'adam.md:2: front matter needs quotes around a text with such signs; write term: "C++: templates"',
        ),
        ("---\nterm: @x\n---\n", 'adam.md:2: front matter needs quotes around a text with such signs; write term: "@x"'),
        ("---\nterm: x\naliases:\n\t- y\n---\n", "adam.md:4: front matter is indented with a tab; YAML takes spaces only"),
        (
            "---\nterm: x\naliases: [a, b\n---\n",
            "adam.md:3: front matter is not valid YAML: did not find expected ',' or ']'; check brackets, quotes and indentation",
        ),
        ("---\nterm: x\nterm: y\n---\n", "adam.md:3: key 'term' already stands on line 2; keep one"),
        ("---\na: &a [x]\nb: [*a, *a]\n---\n", "adam.md:2: front matter uses the YAML anchor '&a'; leave it out, or quote a text"),
        ("---\nterm: *Adam*\n---\n", 'adam.md:2: front matter needs quotes around a text with such signs; write term: "*Adam*"'),
        (
            "---\nterm: !!python/object:os.system x\n---\n",
            "adam.md:2: front matter uses the YAML tag '!!python/object:os.system'; only texts, numbers, lists and mappings are read",
        ),
        ("---\n? [a]\n: b\n---\n", "adam.md:2: front matter has a list or mapping as a key; a key is one text"),
        ("---\nterm: x\nalias: [y]\n---\n", "adam.md:3: unknown key 'alias'; did you mean 'aliases'?"),
        (
            '---\nterm: "a\\nb"\n---\n# Fine\n',
            "adam.md:2: 'term' 'a\\nb' holds a line break or a control character; write it on one line",
        ),
        (
            '---\nterm: x\naliases: ["a\\u0007"]\n---\n',
            "adam.md:3: 'aliases' 'a\\x07' holds a line break or a control character; write it on one line",
        ),
        ("---\nterm: x\nlevel: 6\n---\n", "adam.md:3: 'level' takes a number from 1 to 5, not '6'"),
        ("---\nterm: x\nlevel: [1]\n---\n", "adam.md:3: 'level' takes a number from 1 to 5, not a list"),
        ("---\nterm: x\nminutes: soon\n---\n", "adam.md:3: 'minutes' takes a whole number of minutes above 0, not 'soon'"),
        (
            "---\nterm: x\nstatus: reviewd\n---\n",
            "adam.md:3: 'status' takes one of 'stub', 'draft', 'reviewed', 'deprecated', not 'reviewd'; did you mean 'reviewed'?",
        ),
        ("---\nterm: [x]\n---\n# Fine\n", "adam.md:2: 'term' takes a text, not a list"),
        ("---\nterm:\n---\n# Fine\n", "adam.md:2: 'term' is empty; write a text, or leave the key out"),
        (
            "---\nterm: x\naliases:\n- C++: templates\n---\n",
            "adam.md:4: 'aliases' takes a text, not a mapping; if 'C++: templates' is one text, write it in quotes: \"C++: templates\"",
        ),
        ("---\nterm: x\naliases: [a, a]\n---\n", "adam.md:3: 'aliases' names 'a' twice; keep one"),
        ("---\nterm: x\nrequires: [a, a]\n---\n", "adam.md:3: 'requires' names 'a' twice; keep one"),
        ("---\nterm: x\nsilence: [a]\n---\n", "adam.md:3: 'silence' takes a mapping from a finding's code to the reason, not a list"),
        ("---\nterm: x\nnames: [a]\n---\n", "adam.md:3: 'names' takes a mapping from a language to labels, not a list"),
        (
            "---\nterm: x\nredirect_from: ../x\n---\n",
            "adam.md:3: 'redirect_from' names '../x', which leaves the glossary's folder; write the old id alone",
        ),
        (
            "---\nterm: x\n---\n".replace("x", "x\x01"),
            "adam.md:2: front matter holds the character U+0001, which YAML does not allow; delete it",
        ),
    ],
)  # fmt: skip
def test_bad_text_is_one_sentence(text, message):
    """Whatever is wrong is said in one sentence with file and line."""
    assert complaint(text) == message


@pytest.mark.parametrize(
    "text",
    [
        "# Names\n\nnames: a word for words.\n\n---\n\nMore.\n",
        "Names\n---\nsource: see below\n\nMore.\n",
        "# Names\n\n---\n\nFirst.\n\n---\n",
        "# Names\nNames: a word.\n---\nMore.\n",
        "----\n\n# Names\n\nA text.\n",
        "# Names\n\n---\nFirst: a text.\n---\nMore.\n",
    ],
)
def test_rules_and_colons_in_a_text_are_no_front_matter(text):
    """Only a known key with a fence makes damaged front matter of what an author may well write."""
    assert entry(text).term == "Names"


def test_damaged_front_matter_makes_no_entry():
    """Its first key would be taken for the heading, and so for the term."""
    assert read_entry("----\nterm: Adam\n---\n\ntext\n", path="adam.md")[0] is None


def test_a_bad_key_alone_is_left_out():
    """The entry is made without the keys that have a problem, and every one of these is told."""
    found, findings = read_entry("---\nterm: x\nlevel: 9\nstatus: odd\naliases: [y]\nfoo: 1\n---\ntext", path="x.md")
    assert found is not None
    assert (found.level, found.status, found.aliases) == (None, None, ("y",))
    assert [finding.line for finding in findings] == [3, 4, 6]


def test_a_bomb_of_aliases_is_refused_at_once():
    """Nested aliases are refused before anything is built from them."""
    levels = "\n".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" if n else "a0: &a0 [x]" for n in range(40))
    assert "anchor" in complaint(f"---\n{levels}\n---\n")


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_deep_nesting_is_refused(opening):
    """Nesting far beyond any use is refused, however it is written."""
    found, findings = read_entry(f"---\nsource: {opening * 5000}\n---\n# x\n", path="x.md")
    assert found is None
    assert len(findings) == 1


def test_a_term_without_text_is_a_stub():
    """An entry without a text is valid and gives an advice."""
    found, findings = read_entry("---\nterm: x\n---\n", path="x.md")
    assert found is not None
    assert found.stub
    assert [(finding.severity, str(finding)) for finding in findings] == [
        ("advice", "x.md:2: 'x' is a stub: it has a term and no text; write its first paragraph")
    ]


@pytest.mark.parametrize(
    "body",
    ["# x", "x\n===", "# x\n\n## Example\n\n# Use", "<!-- write me -->\n\n# x", "# x\n\n% later\n\n(here)=\n", "# x\n\n---"],
    ids=["heading", "underlined heading", "skeleton", "comment", "MyST comment and target", "rule"],
)
def test_a_heading_is_no_text(body):
    """What shows nothing below its headings is a stub, as it is written by `new`."""
    found, findings = read_entry(f"---\nterm: x\n---\n\n{body}\n", path="x.md")
    assert found is not None
    assert found.stub
    assert [finding.code for finding in findings] == ["stub"]


@pytest.mark.parametrize(
    "body",
    [
        "$$\na\n$$",
        "\\begin{align}\na\n\\end{align}",
        "$a$",
        "```python\na = 1\n```",
        "![a picture](a.png)",
        "```{figure} a.png\n```",
        "<img src='a.png'>",
    ],
    ids=["formula", "environment", "inline formula", "code", "picture", "figure", "HTML"],
)
def test_what_shows_something_is_no_stub(body):
    """A formula, code or a figure below the heading is a text of its own, though no prose."""
    assert not entry(f"# x\n\n{body}\n").stub


def test_folders_are_only_for_order():
    """The id is the stem of the file's name, dots included."""
    assert entry("# x\n\ntext", path="deep/er/v1.2.md").id == "v1.2"


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_mark_and_line_ends_make_no_difference(mark, end):
    """A byte-order mark and other line ends are read as if they were not there."""
    assert read_entry(mark + FULL.replace("\n", end), path="adam.md") == read_entry(FULL, path="adam.md")


def test_decode_unifies():
    """Bytes become the same text with and without mark and carriage returns."""
    assert decode(b"\xef\xbb\xbfa\r\nb\rc", path="x.md") == ("a\nb\nc", ())


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"a\nb\r\nc\xff", "x.md:3: is not valid UTF-8 (byte 0xff); save it as UTF-8"),
        ("x".encode("utf-16"), "x.md:1: is UTF-16, not UTF-8; save it as UTF-8"),
    ],
)
def test_decode_places_what_is_not_utf8(data, message):
    """Bytes that are no UTF-8 are placed by line."""
    text, findings = decode(data, path="x.md")
    assert text is None
    assert [str(finding) for finding in findings] == [message]


ODD = st.text(st.sampled_from("-:[]{}#&*!|>'\"%@`,?~ \n\t\r$\\<()_ab1\u2028\x85\x00\ufeff"), max_size=60)


@given(st.one_of(st.text(), ODD), st.one_of(st.text(), ODD))
def test_any_text_gives_an_entry_or_findings(head, body):
    """No text at all raises; what gives no entry gives a finding with a line."""
    for text in (head, f"---\n{head}\n---\n{body}", f"---\nterm: x\nsource: {head}\n---\n{body}"):
        found, findings = read_entry(text, path="x.md")
        assert found is not None or findings
        assert all(finding.path == "x.md" and finding.line >= 1 for finding in findings)
        assert all(finding.line <= len(text.splitlines()) + 1 for finding in findings)
        if found is not None:
            assert "\n" not in found.term


@given(st.binary())
def test_any_bytes_give_text_or_a_finding(data):
    """Bytes either are a text or give one finding."""
    text, findings = decode(data, path="x.md")
    assert (text is None) == bool(findings)
    assert text is None or "\r" not in text
