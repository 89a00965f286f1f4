"""Bad input, one by one, through the command line: one sentence each with file and line, no traceback, nothing half-written."""

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Spoil = Callable[[Path], None]


def file(name: str, data: str | bytes) -> Spoil:
    """Write one more entry."""

    def spoil(glossary: Path) -> None:
        (glossary / name).write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))

    return spoil


def files(**texts: str) -> Spoil:
    """Write several more entries."""

    def spoil(glossary: Path) -> None:
        for name, text in texts.items():
            (glossary / f"{name}.md").write_text(text, encoding="utf-8")

    return spoil


def front(*lines: str) -> str:
    return "\n".join(["---", *lines, "---", "", "Some text.", ""])


def same_id(glossary: Path) -> None:
    for folder in ("a", "b"):
        (glossary / folder).mkdir()
        (glossary / folder / "vector.md").write_text(f"# vector {folder}\n\nText.\n", encoding="utf-8")


BOMB = front(
    "a: &a [x, x, x, x, x, x, x, x, x]", *(f"{n}: &{n} [{', '.join([f'*{p}'] * 9)}]" for p, n in zip("abcdefg", "bcdefgh", strict=True))
)

#: What is done to the glossary, and what the first sentence about it says.
ERRORS: dict[str, tuple[Spoil, str]] = {
    "a dangling link": (lambda glossary: (glossary / "bad.md").symlink_to("nowhere.md"), r"glossary/bad\.md"),
    "invalid UTF-8": (file("bad.md", b"# bad\n\nText \xff.\n"), r"glossary/bad\.md:3: "),
    "unclosed front matter": (file("bad.md", "---\nterm: bad\n\nText.\n"), r"glossary/bad\.md:1: "),
    "front matter that is no mapping": (file("bad.md", "---\n- term\n---\n\nText.\n"), r"glossary/bad\.md:\d: "),
    "a colon in a term": (file("bad.md", front("term: C++: templates")), r"glossary/bad\.md:2: "),
    "a tab": (file("bad.md", front("term: bad", "requires:", "\tadam: x")), r"glossary/bad\.md:\d: "),
    "a key twice": (file("bad.md", front("term: bad", "level: 1", "level: 2")), r"glossary/bad\.md:4: .*level"),
    "an alias bomb": (file("bad.md", BOMB), r"glossary/bad\.md:\d+: "),
    "a Python object": (file("bad.md", front("term: !!python/object:os.system bad")), r"glossary/bad\.md:2: "),
    "an unknown key": (file("bad.md", front("term: bad", "alias: [x]")), r"glossary/bad\.md:3: .*'alias'.*did you mean 'aliases'"),
    "a wrong type": (file("bad.md", front("term: bad", "level: hard")), r"glossary/bad\.md:3: 'level'"),
    "an unknown name": (
        file("bad.md", front("term: bad", "requires: [momentun]")),
        r"glossary/bad\.md:3: .*'momentun'.*did you mean 'momentum'",
    ),
    "an ambiguous name": (
        files(
            one=front("term: kernel (filter)", "aliases: [kernel]"),
            two=front("term: kernel (trick)", "aliases: [kernel]"),
            bad=front("term: bad", "requires: [kernel]"),
        ),
        r"glossary/bad\.md:3: .*'kernel'",
    ),
    "requiring itself": (file("bad.md", front("term: bad", "requires: [bad]")), r"glossary/bad\.md:3: "),
    "a declared cycle": (
        files(one=front("term: one", "requires: [two]"), two=front("term: two", "requires: [one]")),
        r"cycle: one -> two -> one \(glossary/one\.md:3, glossary/two\.md:3\)",
    ),
    "equal terms": (file("bad.md", front("term: Adam")), r"'Adam' is already defined at glossary/"),
    "an alias that is another's term": (file("bad.md", front("term: bad", "aliases: [momentum]")), r"glossary/bad\.md:3: .*'momentum'"),
    "two files with one id": (same_id, r"vector"),
    "a label on two lines": (file("bad.md", front('term: "two\\nlines"')), r"glossary/bad\.md:2: "),
    "a control character": (file("bad.md", front('term: "bell\\a"')), r"glossary/bad\.md:2: "),
}


@pytest.mark.parametrize("name", ERRORS)
def test_an_error_is_a_sentence_and_no_file(run: Any, here: Path, name: str) -> None:
    """Each line names a file, nobody sees a traceback, and no output is there."""
    spoil, says = ERRORS[name]
    spoil(here / "glossary")
    ran = run("build", "-o", "graph.json")
    assert (ran.status, ran.out) == (1, "")
    assert all(line.startswith("error: ") for line in ran.err.splitlines())
    assert re.search(says, ran.err), ran.err
    assert "Traceback" not in ran.err
    assert [path.name for path in here.iterdir()] == ["glossary"]


@pytest.mark.parametrize("name", [name for name in ERRORS if name not in ("equal terms", "an alias that is another's term")])
def test_going_on_leaves_out_only_what_is_wrong(run: Any, here: Path, name: str) -> None:
    """The six entries are in the file, the problem is told, and the status is 1."""
    ERRORS[name][0](here / "glossary")
    ran = run("build", "-o", "graph.json", "--keep-going")
    assert ran.status == 1
    assert "error: " in ran.err
    assert run("path", "adam", "-g", "graph.json").out.startswith("To learn Adam: 6 steps, about 6 min.\n")


@pytest.mark.parametrize(
    "command", [["check"], ["build", "-o", "x.json"], ["stats"], ["path", "adam"], ["map", "-o", "x.html"]], ids=" ".join
)
def test_all_problems_are_told_at_once(run: Any, here: Path, command: list[str]) -> None:
    """Two broken files are two lines, whatever the command; nothing is written."""
    files(one=front("term: one", "level: 9"), two=front("term: two", "requires: [nothing]"))(here / "glossary")
    ran = run(*command)
    told = ran.out + ran.err
    assert ran.status == 1
    assert "error: glossary/one.md:3: " in told
    assert "error: glossary/two.md:3: " in told
    assert [path.name for path in here.iterdir()] == ["glossary"]


def test_files_that_clash_by_case_are_a_finding(run: Any, here: Path) -> None:
    """It builds here, and the author is told that it would not elsewhere."""
    (here / "glossary" / "Vector.md").write_text("# one\n\nText.\n", encoding="utf-8")
    if (here / "glossary" / "vector.md").exists():
        pytest.skip("this disk takes both for one file")
    (here / "glossary" / "vector.md").write_text("# two\n\nText.\n", encoding="utf-8")
    ran = run("build", "-o", "graph.json")
    assert ran.status == 0
    assert "warning: glossary/vector.md: its id 'vector' and that of Vector.md differ only in case" in ran.err


LABELS = [
    'say "hi"',
    "it's",
    "<script>alert(1)</script>",
    "</script>",
    "a|b",
    "{x}",
    "{{ y }}",
    "javascript:alert(1)",
    "שלום",
    "zero\u200bwidth",
    "\U0001f600 smile",
    "C++",
    "$x$",
]


@pytest.mark.parametrize("label", LABELS)
def test_odd_labels_are_data(run: Any, here: Path, label: str) -> None:
    """They are accepted, and shown and exported as typed."""
    quoted = label.replace("'", "''")
    file("odd.md", front(f"term: '{quoted}'", "related: [adam]"))(here / "glossary")
    assert run("build", "-o", "graph.json").status == 0
    assert f"To learn {label}: 1 step, about " in run("path", "odd", "-g", "graph.json").out
    assert run("export", "--format", "graphml").status == 0
    assert run("map", "-o", "map.html").status == 0


def test_a_byte_order_mark_and_other_line_ends_change_nothing(run: Any, here: Path) -> None:
    """The graph is the same to the byte."""
    plain = run("build", "-o", "-").out
    for path in (here / "glossary").glob("*.md"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert run("build", "-o", "-").out == plain


@pytest.mark.slow
def test_an_entry_of_two_megabytes(run: Any, here: Path) -> None:
    """It is read like any other, or refused with a sentence."""
    file("long.md", "# long\n\n" + "A long text about momentum and much else. " * 50_000)(here / "glossary")
    ran = run("build", "-o", "graph.json")
    assert ran.status in (0, 1)
    assert "Traceback" not in ran.err
    assert ran.status == 0 or "glossary/long.md" in ran.err


def test_a_link_to_a_parent_folder_is_not_followed_for_ever(run: Any, here: Path) -> None:
    """A loop in the folders ends."""
    (here / "glossary" / "loop").symlink_to("..", target_is_directory=True)
    ran = run("build", "-o", "graph.json")
    assert ran.status in (0, 1)
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("command", [["check"], ["build", "-o", "x.json"], ["stats"], ["wanted"], ["path", "adam"]], ids=" ".join)
def test_a_folder_without_entries(run: Any, here: Path, command: list[str]) -> None:
    """What an entry is, is said."""
    (here / "empty").mkdir()
    ran = run(*command, *([] if command[0] in ("check", "build") else ["-g"]), "empty")
    assert ran.status == 1
    assert "error: empty: has no entries; write one" in ran.out + ran.err


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="whoever may do everything may read anything")
def test_a_file_without_the_right_to_read(run: Any, here: Path) -> None:
    """The reason of the system is passed on, with the file."""
    (here / "glossary" / "adam.md").chmod(0)
    ran = run("build", "-o", "graph.json")
    assert ran.status == 1
    assert "glossary/adam.md" in ran.err


GRAPH_FILES = {
    "empty": b"",
    "no JSON": b"hello",
    "no UTF-8": b'{"format": "\xff"}',
    "another document": b'{"a": 1}',
    "cut short": b'{"format": "conceptgraph/1", "concepts": [',
}


@pytest.mark.parametrize("name", GRAPH_FILES)
def test_a_graph_file_that_is_none(run: Any, here: Path, name: str) -> None:
    """File and remedy are named."""
    (here / "graph.json").write_bytes(GRAPH_FILES[name])
    ran = run("stats", "-g", "graph.json")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith("error: graph.json:")
    assert len(ran.err.splitlines()) == 1
