"""Front matter changed by fixes: what is asked for stands there after, in the form of what is beside it, and nothing else moves."""

import textwrap
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from conceptgraph.errors import EditError
from conceptgraph.model import Fix
from conceptgraph.reading.editing import SHAPES, edit_front_matter
from conceptgraph.reading.entries import KEYS, read_entry
from conceptgraph.reading.front_matter import read_front_matter
from conceptgraph.reading.yaml_text import flow_text, scalar_text


def add(key: str, value: str, reason: str = "") -> Fix:
    return Fix(key=key, action="add", value=value, reason=reason)


def remove(key: str, value: str) -> Fix:
    return Fix(key=key, action="remove", value=value)


def put(key: str, value: str) -> Fix:
    return Fix(key=key, action="set", value=value)


#: Front matter before, what is asked for, front matter after.
CASES: dict[str, tuple[str, Fix, str]] = {
    "a list in brackets grows": (
        "term: x\naliases: [a, b c]  # two\n",
        add("aliases", "d"),
        "term: x\naliases: [a, b c, d]  # two\n",
    ),
    "padding stays": ("aliases: [ a ]\n", add("aliases", "b"), "aliases: [ a, b ]\n"),
    "a last comma stays": ("aliases: [a,]\n", add("aliases", "b"), "aliases: [a, b,]\n"),
    "an empty list": ("aliases: []\n", add("aliases", "b"), "aliases: [b]\n"),
    "an empty key": ("aliases:  # none yet\n", add("aliases", "b"), "aliases: [b]  # none yet\n"),
    "an empty key with a reason": ("requires: ~\n", add("requires", "b", "why"), "requires: {b: why}\n"),
    "one name becomes a list": ("aliases: a\n", add("aliases", "b"), "aliases: [a, b]\n"),
    "one name with a comma": ("aliases: a, b\n", add("aliases", "c"), 'aliases: ["a, b", c]\n'),
    "quotes of the neighbors": ("aliases: ['a', 'b']\n", add("aliases", "it's"), "aliases: ['a', 'b', 'it''s']\n"),
    "double quotes of the neighbors": ('aliases: ["a"]\n', add("aliases", "b"), 'aliases: ["a", "b"]\n'),
    "quotes where they are needed": ("aliases: [a]\n", add("aliases", "f(x, y): z"), 'aliases: [a, "f(x, y): z"]\n'),
    "words that are no text": ("aliases: [a]\n", add("aliases", "no"), 'aliases: [a, "no"]\n'),
    "a line each": (
        "aliases:\n  # short\n  - a  # one\n# next\nlevel: 3\n",
        add("aliases", "b"),
        "aliases:\n  # short\n  - a  # one\n  - b\n# next\nlevel: 3\n",
    ),
    "a line each, not indented": ("aliases:\n-   a\nlevel: 3\n", add("aliases", "b"), "aliases:\n-   a\n-   b\nlevel: 3\n"),
    "brackets over lines": ("aliases: [\n  a,\n  b  # c, d\n]\n", add("aliases", "e"), "aliases: [\n  a,\n  b,  # c, d\n  e\n]\n"),
    "brackets over lines, last comma": ("aliases: [\n  a,  # c\n]\n", add("aliases", "e"), "aliases: [\n  a,  # c\n  e,\n]\n"),
    "brackets hanging": ("aliases: [a,\n          b]\n", add("aliases", "e"), "aliases: [a,\n          b,\n          e]\n"),
    "a reason": (
        "requires:\n    a: it is one  # so\n    b:\nlevel: 2\n",
        add("requires", "c", "it comes first"),
        "requires:\n    a: it is one  # so\n    b:\n    c: it comes first\nlevel: 2\n",
    ),
    "no reason among reasons": ("requires:\n  a: why\n", add("requires", "b"), "requires:\n  a: why\n  b:\n"),
    "no reason among reasons in braces": ("requires: {a: why}\n", add("requires", "b"), "requires: {a: why, b}\n"),
    "a reason in braces": ("requires: {a: why, b: }\n", add("requires", "c", "so"), "requires: {a: why, b: , c: so}\n"),
    "a reason in a list": ("requires: [a]\n", add("requires", "b", "why"), "requires: [a, {b: why}]\n"),
    "a reason in a list of lines": ("requires:\n  - a\n", add("requires", "b", "why"), "requires:\n  - a\n  - b: why\n"),
    "a label takes no reason": ("aliases: [a]\n", add("aliases", "b", "why"), "aliases: [a, b]\n"),
    "a new key in its order": ("term: x\n# hard\nlevel: 3\n", add("topics", "t"), "term: x\ntopics: [t]\n# hard\nlevel: 3\n"),
    "a new key before all": ("# about\nlevel: 3\n", add("aliases", "a"), "# about\naliases: [a]\nlevel: 3\n"),
    "a new key as other keys are": ("topics:\n  - t\nlevel: 3\n", add("aliases", "a"), "aliases:\n  - a\ntopics:\n  - t\nlevel: 3\n"),
    "a new key with a reason": ("level: 3\n", add("requires", "a b", "x: y"), 'requires:\n  a b: "x: y"\nlevel: 3\n'),
    "a finding is silenced": ("level: 3\n", add("silence", "orphan", "so be it"), "level: 3\nsilence: {orphan: so be it}\n"),
    "another finding is silenced": ("silence: {a: b}\n", add("silence", "orphan", "no"), 'silence: {a: b, orphan: "no"}\n'),
    "front matter in braces": ("{term: x}\n", add("aliases", "a"), "{term: x, aliases: [a]}\n"),
    "front matter of comments": ("# nothing\n", add("aliases", "a"), "# nothing\naliases: [a]\n"),
    "behind a block of text": ("term: |\n  x\n\nlevel: 3\n", add("aliases", "a"), "term: |\n  x\naliases: [a]\n\nlevel: 3\n"),
    "one of a list": ("aliases: [a, b, c] # d\n", remove("aliases", "b"), "aliases: [a, c] # d\n"),
    "the last of a list": ("aliases: [a, b,]\n", remove("aliases", "b"), "aliases: [a,]\n"),
    "all of a list": ("term: x\naliases: [a]\nlevel: 3\n", remove("aliases", "a"), "term: x\nlevel: 3\n"),
    "one name": ("term: x\naliases: 'a'\n", remove("aliases", "a"), "term: x\n"),
    "a line": ("aliases:\n  - a\n  # about b\n  - b  # b\n  - c\n", remove("aliases", "b"), "aliases:\n  - a\n  # about b\n  - c\n"),
    "all lines": ("aliases:  # some\n  # one\n  - a\nlevel: 3\n", remove("aliases", "a"), "  # one\nlevel: 3\n"),
    "a line in brackets": ("aliases: [\n  a,  # A\n  b   # B\n]\n", remove("aliases", "b"), "aliases: [\n  a  # A\n]\n"),
    "the first line in brackets": ("aliases: [\n  a,  # A\n  b   # B\n]\n", remove("aliases", "a"), "aliases: [\n  b   # B\n]\n"),
    "a name with its reason": ("requires:\n  a: x\n  b: y\n", remove("requires", "a"), "requires:\n  b: y\n"),
    "a name with its reason in braces": ("requires: {a: x, b: y}\n", remove("requires", "b"), "requires: {a: x}\n"),
    "a reason over two lines": ("requires:\n  a: x\n    y\n  b: z\n", remove("requires", "a"), "requires:\n  b: z\n"),
    "a name in a mapping in a list": ("requires:\n- a: x\n  b: y\n- c\n", remove("requires", "a"), "requires:\n- b: y\n- c\n"),
    "a mapping in a list": ("requires: [a: x, b]\n", remove("requires", "a"), "requires: [b]\n"),
    "a value": ("level: 3  # hard\n", put("level", "4"), "level: 4  # hard\n"),
    "a value in quotes": ("match: 'normal'\n", put("match", "exact"), "match: 'exact'\n"),
    "a value that was wrong": ("level: hard\n", put("level", "4"), "level: 4\n"),
    "a value that was missing": ("term: x\nmatch:\n", put("match", "exact"), "term: x\nmatch: exact\n"),
    "a new value": ("term: x\nstatus: draft\n", put("level", "4"), "term: x\nlevel: 4\nstatus: draft\n"),
    "what is there": ("aliases: [a, 'b']\n", add("aliases", "b"), "aliases: [a, 'b']\n"),
    "what is there with a reason": ("requires: {a: x}\n", add("requires", "a", "y"), "requires: {a: x}\n"),
    "what is not there": ("aliases: [a]\n", remove("aliases", "b"), "aliases: [a]\n"),
}

BODY = "\n# X\n\n---\nterm: no front matter  \n---\nText\twithout end"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "bom"])
@pytest.mark.parametrize("name", CASES)
def test_a_change_keeps_the_form(name: str, mark: str, newline: str) -> None:
    """To the character, for any line end and with a byte-order mark; made twice it is as made once."""
    before, fix, after = (part.replace("\n", newline) if isinstance(part, str) else part for part in CASES[name])
    body = f"---  {newline}" + BODY.replace("\n", newline)
    given_text, wanted = f"{mark}---{newline}{before}{body}", f"{mark}---{newline}{after}{body}"
    assert edit_front_matter(given_text, [fix], path="x.md") == wanted  # type: ignore[list-item]
    assert edit_front_matter(wanted, [fix], path="x.md") == wanted  # type: ignore[list-item]


@pytest.mark.parametrize(
    ("body", "gap"),
    [("# X\n\nText", "\n"), ("\n# X\n", ""), ("", ""), ("  \n\nText\n", ""), ("# X\r\nText\r\n", "\r\n"), ("Text: x", "\n")],
)
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "bom"])
def test_front_matter_is_made(body: str, gap: str, mark: str) -> None:
    """Above the text, which stays as it is, with the line ends of the file."""
    end = "\r\n" if "\r" in body else "\n"
    changed = edit_front_matter(mark + body, [add("aliases", "a"), put("level", "2")], path="x.md")
    assert changed == f"{mark}---{end}aliases: [a]{end}level: 2{end}---{end}{gap}{body}"


#: What is asked for and cannot be done, with what the author is told.
REFUSED: dict[str, tuple[str, Fix, str]] = {
    "a key that does not exist": (
        "term: x",
        add("alias", "a"),
        "x.md:1: 'alias' is not changed, since it is no key of front matter; did you",
    ),
    "no front matter to be read": ("term: [x", add("aliases", "a"), "x.md:2: front matter is not valid YAML"),
    "a wrong value": (
        "aliases: {a: b}",
        add("aliases", "c"),
        "x.md:2: 'aliases' is not changed, since its value has an error; change it by hand",
    ),
    "a key twice": ("level: 1\nlevel: 2", put("level", "3"), "since a key stands twice"),
    "a block of text": (
        "term: x\naliases: |\n  a",
        add("aliases", "b"),
        "x.md:3: 'aliases' is not changed, since its value is a block of text",
    ),
    "a value for a list": ("aliases: [a]", put("aliases", "b"), "since nothing can be set there"),
    "a list for a value": ("level: 1", add("level", "2"), "since nothing can be added there"),
    "an importer's data": ("source: x", add("source", "y"), "since nothing can be added there"),
    "a silence without a reason": ("term: x", add("silence", "orphan"), "since a reason is needed there"),
    "nothing": ("term: x", add("aliases", " "), "since there is nothing to write"),
    "a label on two lines": ("term: x", add("aliases", "a\nb"), r"since 'a\nb' cannot be added there"),
    "a value that is none": ("level: 1", put("level", "9"), "since '9' cannot be set there"),
    "an explicit key": ("? aliases\n: [a]", remove("aliases", "a"), "x.md:2: 'aliases' is not changed, since "),
    "a comment between": ("aliases: [a, # A\n  b, c]", remove("aliases", "a"), "since a comment stands between its items"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_done_is_said(name: str) -> None:
    """Place, key, reason and remedy in one sentence."""
    before, fix, says = REFUSED[name]
    with pytest.raises(EditError) as caught:
        edit_front_matter(f"---\n{before}\n---\n", [fix], path="x.md")
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_front_matter_that_lost_its_first_line_is_not_made_anew() -> None:
    """The file is refused as the reader refuses it."""
    with pytest.raises(EditError, match=r"x\.md:1: front matter must begin with the line '---'"):
        edit_front_matter("term: x\nlevel: 3\n---\nText\n", [add("aliases", "a")], path="x.md")


def test_every_key_has_a_shape() -> None:
    """A key that is new in the reader is a decision here."""
    assert set(SHAPES) == set(KEYS)


LABELS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=8).map(str.strip)
LABELS = LABELS.filter(bool) | st.sampled_from(
    ["no", "3", "a: b", "- x", "# c", "it's", "[a", "{b}", "a,b", "*", "&a", "!t", "%", "@", "~", "null"]
)
NAMES = st.lists(LABELS, min_size=1, max_size=3, unique=True)
COMMENTS = st.sampled_from(["", "", "  # about: it, [all]", " # '", "  #"])
BODIES = st.text(st.sampled_from("ab -#:\n\r\t'[\u2028é"), max_size=20)


@st.composite
def scalars(draw: Any, label: str) -> str:
    """A label as an author may write it."""
    if draw(st.booleans()):
        return scalar_text(label)
    return scalar_text(label, quote=draw(st.sampled_from("'\"")))


@st.composite
def keys(draw: Any, key: str, *, reasons: bool) -> str:
    """A key with some names, in any of the forms that are read."""
    written = [draw(scalars(label)) for label in draw(NAMES)]
    indent, comment, note = " " * draw(st.integers(1, 4)), draw(COMMENTS), draw(COMMENTS)
    form = draw(st.sampled_from(["flow", "block", "lines", "one", "map", "flow map"] if reasons else ["flow", "block", "lines", "one"]))
    if form == "one":
        return f"{key}: {written[0]}{comment}\n"
    if form == "flow":
        return f"{key}: [{', '.join(written)}]{comment}\n"
    if form == "lines":
        return f"{key}: [{note}\n" + f",{comment}\n".join(f"{indent}{one}" for one in written) + f"{note}\n{indent}]\n"
    if form == "flow map":
        return f"{key}: {{{', '.join(f'{one}: why' for one in written)}}}{comment}\n"
    line = "{indent}{one}: its reason{comment}\n" if form == "map" else "{indent}- {one}{comment}\n"
    return f"{key}:{note}\n" + "".join(
        (f"{indent}# {note}\n" if note else "") + line.format(indent=indent, one=one, comment=comment) for one in written
    )


@st.composite
def files(draw: Any) -> str:
    """A file with front matter as authors write it, with comments anywhere and any text below."""
    parts = [f"term: {draw(scalars(draw(LABELS)))}{draw(COMMENTS)}\n"]
    parts += [draw(keys(key, reasons=key != "aliases")) for key in ("aliases", "requires", "related") if draw(st.booleans())]
    parts += [part for part in ("level: 3 # x\n", "# a comment\n", "\n", "source:\n  - {a: 'b'}\n  # c\n") if draw(st.booleans())]
    front = "".join(draw(st.permutations(parts)))
    text = f"---\n{front}---\n"
    if draw(st.booleans()):
        text = text.replace("\n", "\r\n")
    return draw(st.sampled_from(["", "\ufeff"])) + text + draw(BODIES)


@st.composite
def fixes(draw: Any) -> Fix:
    """A change to a key that the files have, or have not."""
    key = draw(st.sampled_from(["aliases", "requires", "related", "topics", "level"]))
    if key == "level":
        return put("level", draw(st.sampled_from("12345")))
    reason = draw(st.sampled_from(["", "why: so", "it's how"]))
    return add(key, draw(LABELS), reason) if draw(st.booleans()) else remove(key, draw(LABELS))


def split(text: str) -> tuple[str, str]:
    """The front matter with its fences, and the rest."""
    lines = text.removeprefix("\ufeff").splitlines(keepends=True)
    closing = next(number for number, line in enumerate(lines[1:], 1) if line.rstrip("\r\n") == "---")
    return "".join(lines[: closing + 1]), "".join(lines[closing + 1 :])


@given(files(), st.data())
def test_a_change_stays_inside_front_matter(text: str, data: st.DataObject) -> None:
    """Whatever stands there: the text below is the same, all other keys and comments too, and the same again changes nothing."""
    before, _ = read_entry(text, path="x.md")
    assert before is not None
    present = [(key, item) for key in ("aliases", "requires", "related") for item in getattr(before, key)]
    fix = data.draw(fixes())
    if present and data.draw(st.booleans()):
        key, item = data.draw(st.sampled_from(present))
        fix = remove(key, item if isinstance(item, str) else item.name)
    try:
        changed = edit_front_matter(text, [fix], path="x.md")
    except EditError:
        return
    assert split(changed)[1] == split(text)[1]
    assert edit_front_matter(changed, [fix], path="x.md") == changed
    after, findings = read_entry(changed, path="x.md")
    assert after is not None
    assert not [finding for finding in findings if finding.severity == "error"]
    for key in ("term", "aliases", "topics", "requires", "related", "level", "source"):
        old, new = (names(getattr(entry, key)) for entry in (before, after))
        if key != fix.key:
            assert old == new
        elif fix.action == "add":
            assert new == (old if fix.value in old else (*old, fix.value))
        elif fix.action == "remove":
            assert new == tuple(name for name in old if name != fix.value)
    lost = set(split(text)[0].splitlines()) - set(split(changed)[0].splitlines())
    assert not [line for line in lost if line.lstrip().startswith("#")]


def names(value: Any) -> Any:
    """The names alone, without reasons and lines."""
    return tuple(getattr(item, "name", item) for item in value) if isinstance(value, tuple) else value


@given(files(), NAMES)
def test_what_is_written_is_yaml_to_others(text: str, labels: list[str]) -> None:
    """Another reader of YAML finds the same aliases as ours."""
    changed = edit_front_matter(text, [add("topics", label) for label in labels], path="x.md")
    front = split(changed)[0].replace("\r\n", "\n").removeprefix("---\n").removesuffix("---\n")
    entry, _ = read_entry(changed, path="x.md")
    assert entry is not None
    assert YAML(typ="safe", pure=True).load(front)["topics"] == list(entry.topics) == labels


@given(st.text(max_size=60), fixes())
def test_any_text_is_changed_or_refused(text: str, fix: Fix) -> None:
    """Never a traceback, and what stands below is always there still."""
    try:
        changed = edit_front_matter(text, [fix], path="x.md")
    except EditError:
        return
    assert changed.endswith(text.removeprefix("\ufeff")) or text.startswith(("---", "\ufeff---"))


def test_a_whole_entry_as_an_example() -> None:
    """Several changes, each in its own place."""
    text = textwrap.dedent("""\
        ---
        term: Adam           # 2015
        aliases: [Adam optimizer]
        # what comes first
        requires:
          momentum: its first moment is momentum
        level: 3
        ---
        # Adam
        """)
    asked = [
        add("aliases", "AMSGrad-free Adam"),
        add("requires", "RMSprop", "it scales steps alike"),
        put("level", "4"),
        add("topics", "o"),
    ]
    assert edit_front_matter(text, asked, path="adam.md") == textwrap.dedent("""\
        ---
        term: Adam           # 2015
        aliases: [Adam optimizer, AMSGrad-free Adam]
        topics: [o]
        # what comes first
        requires:
          momentum: its first moment is momentum
          RMSprop: it scales steps alike
        level: 4
        ---
        # Adam
        """)


def test_values_on_one_line() -> None:
    """Texts, numbers, lists and mappings, quoted where they must be."""
    assert flow_text({"a": ["b", 1, "c, d"], "e": None}) == '{a: [b, 1, "c, d"], e: null}'


YAMLISH = st.lists(
    st.sampled_from(
        [
            *("aliases", "requires", "level", "a", "b", ": ", ":", "- ", "\n", "\n  ", "[", "]", "{", "}", ", ", ",", "'", '"', "# c", " "),
            *("|", ">-", "? ", "~", "&x ", "*x", "!!str ", "\t", "%", "---", "...", "\u2028", "\x85", "\r\n", "aliases: ", "requires:\n"),
        ]
    ),
    max_size=14,
).map("".join)


@given(YAMLISH, fixes())
def test_any_front_matter_is_changed_or_refused(front: str, fix: Fix) -> None:
    """However strange it is: never a traceback, all other keys stay, and the same again changes nothing."""
    text = f"---\nterm: x\n{front}\n---\n# X\n"
    try:
        changed = edit_front_matter(text, [fix], path="x.md")
    except EditError:
        return
    before, after = read_front_matter(unified(text), path="x.md"), read_front_matter(unified(changed), path="x.md")
    assert after.readable
    assert after.body == before.body
    assert {key: names(value) for key, value in before.values.items() if key != fix.key} == {
        key: names(value) for key, value in after.values.items() if key != fix.key
    }
    assert edit_front_matter(changed, [fix], path="x.md") == changed


def unified(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
