"""`check --fix`: what is shown, asked and written; all files or none, and nothing outside front matter."""

import io
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from conceptgraph.cli import fixing
from conceptgraph.cli.fixing import Change, diff_lines, plan_fixes, write_changes
from conceptgraph.errors import OutputError
from conceptgraph.graph.checks.registry import CHECKS
from conceptgraph.model import Finding, Fix

VECTOR = b"---\nterm: vector  # an arrow\nsilence: {orphan: it was alone}\nlevel: 2\n---\n\nA vector is made by a function.\n"
MATRIX = b"\xef\xbb\xbf---\r\nsilence:\r\n  orphan: 'it was alone'\r\n  stub: no more\r\n---\r\n# matrix\r\n\r\nA matrix is a function"


def findings(path: str, *fixes: Fix) -> list[Finding]:
    return [Finding(code="stub", severity="advice", message="m", path=path, line=2, fix=(fix,)) for fix in fixes]


def add(value: str, key: str = "aliases") -> Fix:
    return Fix(key=key, action="add", value=value)


@pytest.fixture
def spoiled(here: Path) -> Path:
    """The folder of a glossary with two entries that hold what is no longer needed."""
    (here / "glossary" / "vector.md").write_bytes(VECTOR)
    (here / "glossary" / "matrix.md").write_bytes(MATRIX)
    return here / "glossary"


DIFF = """\
--- a/glossary/matrix.md
+++ b/glossary/matrix.md
@@ -1,7 +1,4 @@
 \ufeff---\r
-silence:\r
-  orphan: 'it was alone'\r
-  stub: no more\r
 ---\r
 # matrix\r
 \r
--- a/glossary/vector.md
+++ b/glossary/vector.md
@@ -1,6 +1,5 @@
 ---
 term: vector  # an arrow
-silence: {orphan: it was alone}
 level: 2
 ---
~
""".replace("~", " ")


def test_the_diff_alone(spoiled: Path, run: Any) -> None:
    """--diff writes what `git apply` reads, changes nothing, and is status 1 as long as there is something to mend."""
    command = [sys.executable, "-m", "conceptgraph", "check", "--select", "stale-silence", "--diff"]
    ran = subprocess.run(command, cwd=spoiled.parent, capture_output=True, check=False)
    assert (ran.returncode, ran.stdout.decode()) == (1, DIFF)
    assert ran.stderr.decode() == "nothing is changed; --fix --yes would change 2 files, for 3 findings\n"
    assert (spoiled / "vector.md").read_bytes() == VECTOR
    assert run("check", "--select", "stub", "--diff").status == 0


def test_what_the_diff_says_is_what_is_done(spoiled: Path, run: Any) -> None:
    """`git apply` and --fix --yes give the same bytes."""
    copy = spoiled.parent / "copy" / "glossary"
    copy.mkdir(parents=True)
    for name in ("vector.md", "matrix.md"):
        (copy / name).write_bytes((spoiled / name).read_bytes())
    subprocess.run(["git", "apply", "--whitespace=nowarn", "-"], cwd=copy.parent, input=DIFF.encode(), check=True)
    assert run("check", "--fix", "--yes").status == 0
    for name in ("vector.md", "matrix.md"):
        assert (copy / name).read_bytes() == (spoiled / name).read_bytes()


def test_fixing_mends(spoiled: Path, run: Any) -> None:
    """What was found is gone, the rest is told, comments and line ends stay, and a second time changes nothing."""
    ran = run("check", "--fix", "--yes")
    assert ran.err == "changed 2 files, for 3 findings\n"
    assert "stale-silence" not in ran.out.partition("+++ b/glossary/vector.md")[2].partition("advice:")[2]
    assert (spoiled / "vector.md").read_bytes() == VECTOR.replace(b"silence: {orphan: it was alone}\n", b"")
    assert (spoiled / "matrix.md").read_bytes() == b"\xef\xbb\xbf---\r\n---\r\n# matrix\r\n\r\nA matrix is a function"
    again = run("check", "--fix", "--yes")
    assert again.err == "nothing to mend by itself\n"
    assert "stale-silence" not in again.out


#: For each check that says what --fix does: an entry in which it has something to do, and the entry after.
MENDED = {
    "redundant-requirement": (
        "---\nterm: Adam\nrequires:\n  # the basics\n  - gradient descent\n  - momentum  # closest\n---\n\nAdam extends momentum.\n",
        "---\nterm: Adam\nrequires:\n  # the basics\n  - momentum  # closest\n---\n\nAdam extends momentum.\n",
    ),
    "stale-silence": (
        "---\nterm: Adam\nsilence:\n  stub: 'it was short'\n---\n\nAdam extends momentum.\n",
        "---\nterm: Adam\n---\n\nAdam extends momentum.\n",
    ),
}


def test_every_fix_is_tried() -> None:
    """A check that says what --fix does has its case below."""
    assert {code for code, check in CHECKS.items() if check.fixes} == set(MENDED)


@pytest.mark.parametrize("code", MENDED)
def test_what_is_mended_is_not_found_again(here: Path, run: Any, code: str) -> None:
    """The check that asked for the fix is content with it, and there is nothing left to do."""
    before, after = MENDED[code]
    entry = here / "glossary" / "adam.md"
    entry.write_text(before, encoding="utf-8")
    momentum = here / "glossary" / "momentum.md"
    momentum.write_text(momentum.read_text(encoding="utf-8").replace("level: 3", "level: 3\nrequires: gradient descent"), encoding="utf-8")
    assert f"[{code}]" in run("check").out
    ran = run("check", "--select", code, "--fix", "--yes")
    assert (ran.status, ran.err) == (0, "changed 1 file, for 1 finding\n")
    assert entry.read_text(encoding="utf-8") == after
    assert run("check", "--select", code, "--fix", "--yes").err == "nothing to mend by itself\n"


def test_nobody_to_ask_means_no_change(spoiled: Path, run: Any) -> None:
    """In a pipe --fix shows the diff, says how to go on, and is status 1."""
    ran = run("check", "--select", "stale-silence", "--fix")
    assert ran.status == 1
    assert ran.out.startswith("--- a/glossary/matrix.md\n")
    assert ran.err == "nothing is changed; --fix --yes would change 2 files, for 3 findings\n"
    assert "[stale-silence]" in ran.out
    assert (spoiled / "vector.md").read_bytes() == VECTOR


@pytest.mark.parametrize(("answer", "status"), [("y\n", 0), ("n\n", 1), ("\n", 1)])
def test_the_question(spoiled: Path, run: Any, monkeypatch: pytest.MonkeyPatch, answer: str, status: int) -> None:
    """Yes changes, no and nothing do not."""
    monkeypatch.setattr(fixing, "may_ask", lambda: True)
    monkeypatch.setattr(sys, "stdin", io.StringIO(answer))
    ran = run("check", "--select", "stale-silence", "--fix")
    assert ran.status == status
    assert "Change 2 files? [y/N]:" in ran.err
    assert ((spoiled / "vector.md").read_bytes() != VECTOR) == (status == 0)


@pytest.mark.parametrize("style", ["json", "sarif", "github"])
def test_tools_get_their_form_alone(spoiled: Path, run: Any, style: str) -> None:
    """The diff goes to standard error."""
    ran = run("check", "--fix", "--yes", "--format", style)
    assert "+++ b/glossary/vector.md" in ran.err
    assert "+++" not in ran.out
    assert b"silence" not in (spoiled / "vector.md").read_bytes()


def test_only_what_is_told_is_mended(spoiled: Path, run: Any) -> None:
    """Neither ignored codes nor findings of the baseline are touched."""
    assert run("check", "--ignore", "stale-silence", "--fix", "--yes").err == "nothing to mend by itself\n"
    run("check", "--write-baseline", "known.json")
    assert "nothing to mend by itself\n" in run("check", "--baseline", "known.json", "--fix", "--yes").err
    assert (spoiled / "vector.md").read_bytes() == VECTOR


def test_fixes_of_several_findings_join(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In one file, each of them counted; what two ask for is done once."""
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text("---\nterm: a\n---\n", encoding="utf-8")
    plan = plan_fixes(findings("a.md", add("b"), add("c"), add("b"), add("t", "topics")))
    assert [change.new for change in plan.changes] == ["---\nterm: a\naliases: [b, c]\ntopics: [t]\n---\n"]
    assert len(plan.mended) == 4
    assert not plan.left


LEFT = {
    "a list where a text is": (b"---\naliases: |\n  a\n---\n", add("b"), "its value is a block of text; change it by hand"),
    "something that is not there": (
        b"---\naliases: [a]\n---\n",
        Fix(key="aliases", action="remove", value="b"),
        "a.md: 'aliases' does not hold 'b' as it is spelled there; change it by hand",
    ),
    "a file that is gone": (None, add("b"), "a.md: cannot be read: no such file or directory"),
    "bytes": (b"\xff", add("b"), "a.md: is not valid UTF-8; save it as UTF-8"),
    "broken front matter": (b"---\na: [\n---\n", add("b"), "front matter is not valid YAML"),
}


@pytest.mark.parametrize("name", LEFT)
def test_what_cannot_be_mended_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """The finding stays, and so does the file; other files are mended all the same."""
    monkeypatch.chdir(tmp_path)
    data, fix, why = LEFT[name]
    if data is not None:
        Path("a.md").write_bytes(data)
    Path("b.md").write_text("# b\n", encoding="utf-8")
    plan = plan_fixes([*findings("a.md", fix), *findings("b.md", add("c"))])
    assert [str(change.path) for change in plan.changes] == ["b.md"]
    (reason,) = plan.left.values()
    assert why in reason


def test_the_fixes_of_one_finding_belong_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If one cannot be made, none is."""
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text("---\nterm: a\naliases: |\n  b\n---\n", encoding="utf-8")
    both = Finding(code="stub", severity="advice", message="m", path="a.md", fix=(add("t", "topics"), add("c")))
    plan = plan_fixes([both])
    assert plan.changes == ()
    assert list(plan.left) == [both]


def test_a_file_without_a_last_line_end(tmp_path: Path) -> None:
    """The diff says so, as others do."""
    change = Change(path=tmp_path / "a.md", old="# a", new="---\nlevel: 1\n---\n\n# a")
    assert list(diff_lines([change]))[2:] == [
        "@@ -1 +1,5 @@\n",
        "+---\n",
        "+level: 1\n",
        "+---\n",
        "+\n",
        " # a\n\\ No newline at end of file\n",
    ]


def test_somebody_else_was_faster(tmp_path: Path) -> None:
    """A file that is no longer what was read stops all."""
    one, two = tmp_path / "1.md", tmp_path / "2.md"
    one.write_text("old", encoding="utf-8")
    two.write_text("newer", encoding="utf-8")
    changes = [Change(path=one, old="old", new="new"), Change(path=two, old="old", new="new")]
    with pytest.raises(OutputError, match=r"2\.md: was changed by somebody else meanwhile; no file is changed, run the check again"):
        write_changes(changes)
    assert one.read_text(encoding="utf-8") == "old"


def test_a_disk_that_is_full(spoiled: Path, run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """One sentence, status 1, and every file as it was, with nothing beside it."""
    real, calls = Path.write_bytes, []

    def fail(self: Path, data: bytes) -> int:
        calls.append(self)
        if len(calls) > 1:
            raise OSError(28, "No space left on device")
        return real(self, data)

    monkeypatch.setattr(Path, "write_bytes", fail)
    ran = run("check", "--fix", "--yes")
    assert ran.status == 1
    assert ran.err.endswith("vector.md: cannot be written: no space left on device; no file is changed\n")
    assert ((spoiled / "vector.md").read_bytes(), (spoiled / "matrix.md").read_bytes()) == (VECTOR, MATRIX)
    assert not [path for path in spoiled.iterdir() if path.suffix == ".part"]
