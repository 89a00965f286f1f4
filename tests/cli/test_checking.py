"""`check`: what is told, how it is written, what fails, and what is left out."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.main import get_command

from conceptgraph.cli.app import make_app
from conceptgraph.graph.checks.registry import CHECKS
from conceptgraph.reading.codes import CODES

UNKNOWN = "---\nterm: RMSprop\nrequires: [second moment]\n---\n\nRMSprop extends gradient descent.\n"
POEM = "# poem\n\nA poem sings.\n"
STALE = "---\nterm: vector  # an arrow\nsilence: {orphan: it was alone}\nlevel: 2\n---\n\nA vector is made by a function.\n"


def add(here: Path, name: str, text: str) -> None:
    (here / "glossary" / name).write_text(text, encoding="utf-8")


def settings(here: Path, *lines: str) -> None:
    (here / "pyproject.toml").write_text("\n".join(["[tool.conceptgraph]", *lines, ""]), encoding="utf-8")


def lines_of(out: str) -> list[str]:
    """The findings of a report for people, without what stands below them."""
    return [line for line in out.splitlines() if re.match(r"(error|warning|advice): .*\[[a-z-]+\]$", line)]


def test_check_of_a_sound_glossary(run: Any) -> None:
    """Nothing wrong is status 0, and a line that counts."""
    ran = run("check")
    assert ran.status == 0
    assert ran.out.splitlines()[-1].startswith("0 errors, 0 warnings, ")


def test_check_lists_all_findings(run: Any, here: Path) -> None:
    """Errors and advice are told together, and an error is status 1."""
    add(here, "rmsprop.md", UNKNOWN)
    add(here, "poem.md", "# poem\n\nA poem sings.\n")
    ran = run("check", "glossary")
    assert ran.status == 1
    lines = ran.out.splitlines()
    assert any(line.startswith("error: glossary/rmsprop.md:3: 'requires' names 'second moment', which is no concept") for line in lines)
    assert any(line.startswith("advice: glossary/poem.md:1: 'poem' names no other concept") for line in lines)
    assert lines[-1].startswith("1 error, 0 warnings, ")


def test_errors_come_first(run: Any, here: Path) -> None:
    """Then warnings, then advice, each sorted by file and line; the same for tools."""
    add(here, "rmsprop.md", UNKNOWN)
    add(here, "algebra.md", "# algebra\n\nAlgebra is old.\n")
    add(here, "vector.md", "---\nterm: vector\nlevel: 1\nrequires: [momentum, adma]\n---\n\nA vector has a learning rate.\n")
    add(here, "zoo.md", "---\nterm: zoo\nlevel: 7\n---\n")
    findings = run("check", "--format", "json").json["findings"]
    ranks = [("error", "warning", "advice").index(finding["severity"]) for finding in findings]
    assert set(ranks) == {0, 1, 2}
    assert [(rank, finding["path"], finding["line"]) for rank, finding in zip(ranks, findings, strict=True)] == sorted(
        (rank, finding["path"], finding["line"]) for rank, finding in zip(ranks, findings, strict=True)
    )
    assert [line.partition(": ")[2].rpartition(" [")[0] for line in lines_of(run("check").out)] == [
        ":".join(filter(None, (finding["path"], str(finding["line"] or "")))) + ": " + finding["message"] for finding in findings
    ]


def wanted_in(out: str) -> int:
    """How many names a report says have no entry."""
    found = re.search(r"(\d+) names? that entries lean on ha", out)
    return int(found[1]) if found else 0


def test_a_slip_is_not_wanted(run: Any, here: Path) -> None:
    """A name in front matter that is nearly another's is an error, and no advice to write an entry for it."""
    add(here, "vector.md", "---\nterm: vector\nrequires: [functoin]\n---\n\nA vector is made by a function.\n")
    out = run("check").out
    assert "'functoin', which is no concept; did you mean 'function'?" in out
    slip = wanted_in(out)
    add(here, "vector.md", "---\nterm: vector\nrequires: [function]\n---\n\nA vector is made by a function.\n")
    assert wanted_in(run("check").out) == slip
    add(here, "matrix.md", "---\nterm: matrix\nrequires: [xyz]\n---\n\nA matrix is made by a function.\n")
    assert wanted_in(run("check").out) == slip + 1


@pytest.mark.parametrize("name", ["a-sauce.md", "sauce-again.md"])
def test_equal_terms_draw_no_advice(run: Any, here: Path, name: str) -> None:
    """Which of the two others name is not known before one is renamed: neither is told to hang alone."""
    add(here, "sauce.md", "# sauce\n\nA thing poured over food.\n")
    add(here, name, "# Sauce\n\nA thing eaten with food.\n")
    add(here, "meal.md", "# meal\n\nA meal has a sauce. It follows momentum.\n")
    out = run("check").out
    assert "is already defined at" in out
    assert "names no other concept" not in out


def test_what_stands_below_a_finding(run: Any, here: Path) -> None:
    """Its sentence, where the message has none, and what --fix would do; then the count of each code, and of each severity."""
    add(here, "vector.md", STALE)
    add(here, "poem.md", POEM)
    out = run("check", "--select", "stale-silence,orphan").out
    lines = out.splitlines()
    place = next(number for number, line in enumerate(lines) if line.endswith("[stale-silence]"))
    assert lines[place + 1] == "    --fix would take 'orphan' out of 'silence'"
    assert lines[-3:] == ["", "advice: orphan 1, stale-silence 1", "0 errors, 0 warnings, 2 pieces of advice; --fix would mend 1"]


def test_no_colors_where_nobody_looks(run: Any, here: Path) -> None:
    """A pipe gets plain text, and a text of an entry cannot color it either."""
    add(here, "poem.md", "# poem\n\nA poem \x1b[31msings.\n")
    assert "\x1b" not in run("check").out.replace("\\x1b", "")


def test_check_for_tools(run: Any, here: Path) -> None:
    """Each finding with code, severity, message and place, and the counts."""
    add(here, "rmsprop.md", UNKNOWN)
    answer = run("check", "--format", "json").json
    finding = next(finding for finding in answer["findings"] if finding["severity"] == "error")
    assert set(finding) == {"code", "severity", "message", "path", "line", "sentence", "fix"}
    assert (finding["path"], finding["line"]) == ("glossary/rmsprop.md", 3)
    assert (answer["glossary"], answer["counts"]["error"]) == ("glossary", 1)


def test_equal_terms_are_one_error_each(run: Any, here: Path) -> None:
    """What going on would make a warning is told once, as the error it is."""
    add(here, "adam-again.md", "---\nterm: Adam\n---\n\nAnother Adam extends momentum.\n")
    ran = run("check")
    assert ran.status == 1
    assert sum("is already defined at" in line for line in ran.out.splitlines()) == 1


def codes(ran: Any) -> set[str]:
    """The codes of a report for tools."""
    return {finding["code"] for finding in ran.json["findings"]}


def test_only_selected_codes(run: Any, here: Path) -> None:
    """With commas or repeated; what is not shown does not count."""
    add(here, "rmsprop.md", UNKNOWN)
    add(here, "poem.md", POEM)
    add(here, "vector.md", "---\nterm: vector\n---\n")
    ran = run("check", "--select", "orphan,stub", "--format", "json")
    assert (ran.status, codes(ran)) == (0, {"orphan", "stub"})
    assert codes(run("check", "--select", "orphan", "--select", "unknown-name", "--format", "json")) == {"orphan", "unknown-name"}
    assert run("check", "--select", "unknown-name").status == 1


def test_all_but_ignored_codes(run: Any, here: Path) -> None:
    """They are left out of what is selected, too."""
    add(here, "poem.md", POEM)
    add(here, "vector.md", "---\nterm: vector\n---\n")
    assert "orphan" not in codes(run("check", "--ignore", "orphan", "--format", "json"))
    assert codes(run("check", "--select", "orphan, stub", "--ignore", "orphan", "--format", "json")) == {"stub"}


def test_a_space_in_a_list_of_codes_is_told(run: Any) -> None:
    """What follows it is taken for the folder; told where it is the name of a code."""
    told = "error: there is no glossary at 'stub'; write codes without a space between them: --select CODE,stub\n"
    ran = run("check", "--select", "orphan,", "stub")
    assert (ran.status, ran.out, ran.err) == (2, "", told)


@pytest.mark.parametrize("command", [["check"], ["wanted", "-g"], ["build", "-o", "-"]], ids=lambda one: one[0])
def test_only_a_folder_is_asked_for_where_a_file_will_not_do(run: Any, command: list[str]) -> None:
    """A command that reads entries does not send anybody to a graph.json."""
    assert run(*command, "stubs").err == "error: there is no glossary at 'stubs'; give a folder of entries\n"


@pytest.mark.parametrize("option", ["--select", "--ignore", "--also"])
def test_a_code_that_is_none(run: Any, option: str) -> None:
    """It is refused with the nearest, and the beginning of a code is no code."""
    ran = run("check", option, "orfan")
    assert (ran.status, ran.out, ran.err) == (2, "", f"error: {option}: unknown code 'orfan'; did you mean 'orphan'?\n")
    assert run("check", option, "orph").status == 2
    assert run("check", option, "").status == 2


def test_a_code_of_the_importers_is_none_of_the_check(run: Any) -> None:
    """It would be waited for in vain."""
    assert run("check", "--select", "cut-text").status == 2


def test_checks_that_are_off_run_when_they_are_asked_for(run: Any, here: Path) -> None:
    """By --also besides the others, by --select alone."""
    off = [code for code, check in CHECKS.items() if not check.by_default]
    assert "unused-alias" in off
    add(here, "vector.md", "---\nterm: vector\naliases: [xyzzy arrow]\n---\n\nA vector is made by a function.\n")
    assert "unused-alias" not in codes(run("check", "--format", "json"))
    assert "unused-alias" in codes(run("check", "--also", "unused-alias", "--format", "json"))
    assert codes(run("check", "--select", "unused-alias", "--format", "json")) == {"unused-alias"}


@pytest.mark.parametrize(
    ("file", "options", "status"),
    [
        (POEM, [], 0),
        (POEM, ["--fail-on", "warning"], 0),
        (POEM, ["--strict"], 0),
        (POEM, ["--fail-on", "advice"], 1),
        (POEM, ["--strict", "--fail-on", "advice"], 1),
        ("---\nterm: poem\nlevel: 1\nrequires: [Adam]\n---\n\nA poem.\n", [], 0),
        ("---\nterm: poem\nlevel: 1\nrequires: [Adam]\n---\n\nA poem.\n", ["--fail-on", "warning"], 1),
        ("---\nterm: poem\nlevel: 1\nrequires: [Adam]\n---\n\nA poem.\n", ["--strict"], 1),
        (UNKNOWN, [], 1),
        (UNKNOWN, ["--fail-on", "error"], 1),
    ],
)
def test_what_fails(run: Any, here: Path, file: str, options: list[str], status: int) -> None:
    """Errors alone, or from the severity on that is asked for."""
    add(here, "poem.md", file)
    assert run("check", *options).status == status


def test_settings_say_the_same(run: Any, here: Path) -> None:
    """Select, ignore and also stand in pyproject.toml; an option selects anew, and ignores more."""
    add(here, "poem.md", POEM)
    add(here, "vector.md", "---\nterm: vector\naliases: [xyzzy arrow]\n---\n")
    settings(here, 'check_select = ["stub", "orphan"]', 'check_ignore = ["orphan"]')
    assert codes(run("check", "--format", "json")) == {"stub"}
    assert codes(run("check", "--ignore", "stub", "--format", "json")) == set()
    settings(here, 'check_also = ["unused-alias"]')
    assert "unused-alias" in codes(run("check", "--format", "json"))
    settings(here, 'check_ignore = ["orfan"]')
    ran = run("check")
    assert ran.status == 1
    assert ran.err == "error: [tool.conceptgraph]: 'check_ignore': unknown code 'orfan'; did you mean 'orphan'?\n"


def test_a_baseline_leaves_what_is_new(run: Any, here: Path) -> None:
    """What it holds is neither shown nor counted, but told; edits above do not bring it back."""
    add(here, "poem.md", POEM)
    add(here, "rmsprop.md", UNKNOWN)
    ran = run("check", "--write-baseline", "known.json")
    assert (ran.status, ran.out) == (0, "")
    written = (here / "known.json").read_bytes()
    number = len(json.loads(written)["findings"])
    assert ran.err == f"{number} findings in known.json; with --baseline known.json only others are told\n"
    ran = run("check", "--baseline", "known.json")
    assert (ran.status, ran.out) == (0, f"0 errors, 0 warnings, 0 pieces of advice; {number} known from the baseline\n")
    add(here, "rmsprop.md", UNKNOWN.replace("term:", "# a comment\n# and another\nterm:"))
    add(here, "song.md", "# song\n\nA song rings.\n")
    ran = run("check", "--baseline", "known.json", "--format", "json")
    assert [(finding["code"], finding["path"]) for finding in ran.json["findings"] if finding["code"] != "wanted"] == [
        ("orphan", "glossary/song.md")
    ]


def test_what_counts_other_entries_stays_known(run: Any, here: Path) -> None:
    """An entry that is added changes no finding of another."""
    add(here, "poem.md", "# poem\n\nA poem is a text in verse.\n")
    add(here, "verse.md", "# verse\n\nA verse is a line.\n")
    add(here, "step.md", "---\nterm: step\ntopics: [dance]\n---\n\nA step is a move of the foot.\n")
    for number in range(8):
        add(here, f"food-{number}.md", f"---\nterm: food {number}\ntopics: [baking]\n---\n\nIt is a food. Each step of it is easy.\n")
    counting = ("check", "--select", "everyday-word,unreachable", "--format", "json")
    told = [finding["message"] for finding in run(*counting).json["findings"]]
    run("check", "--write-baseline", "known.json")
    add(here, "apple.md", "---\nterm: apple\ntopics: [baking]\n---\n\nAn apple is a food. Each step of cutting it is easy.\n")
    findings = run(*counting).json["findings"]
    assert {finding["code"] for finding in findings} == {"everyday-word", "unreachable"}
    assert [finding["message"] for finding in findings] != told
    assert run(*counting, "--baseline", "known.json").json["findings"] == []


def test_a_baseline_is_written_the_same_again(run: Any, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also from another folder, whose paths to the glossary are others; and it knows the same there."""
    add(here, "poem.md", POEM)
    add(here, "adam-again.md", "---\nterm: Adam\n---\n\nAnother Adam extends momentum.\n")
    run("check", "--write-baseline", "known.json")
    written = (here / "known.json").read_bytes()
    run("check", "--write-baseline", "known.json")
    assert (here / "known.json").read_bytes() == written
    monkeypatch.chdir(here / "glossary")
    assert run("check", ".", "--baseline", "../known.json").status == 0
    (here / "elsewhere").mkdir()
    monkeypatch.chdir(here / "elsewhere")
    run("check", "../glossary", "--write-baseline", "known.json")
    assert Path("known.json").read_bytes() == written
    run("check", str(here / "glossary"), "--write-baseline", "known.json")
    assert Path("known.json").read_bytes() == written


def test_what_is_no_longer_there_is_told(run: Any, here: Path) -> None:
    """Mended findings should leave the baseline; what was not asked for is not missed."""
    add(here, "poem.md", POEM)
    add(here, "song.md", "# song\n\nA song rings.\n")
    run("check", "--write-baseline", "known.json")
    add(here, "poem.md", "# poem\n\nA poem has a function.\n")
    ran = run("check", "--baseline", "known.json", "--select", "orphan")
    assert ran.status == 0
    assert ran.err == "1 finding of the baseline is no longer there, first poem.md [orphan]; write it anew with --write-baseline\n"
    assert run("check", "--baseline", "known.json", "--select", "stub").err == ""
    stale = run("check", "--baseline", "known.json", "--format", "json").json["stale"]
    assert [(known["path"], known["code"]) for known in stale if known["code"] == "orphan"] == [("poem.md", "orphan")]


def test_the_baseline_of_the_settings(run: Any, here: Path) -> None:
    """Its path is relative to pyproject.toml; a file that is not there yet is asked for."""
    add(here, "poem.md", POEM)
    settings(here, 'check_baseline = "known.json"')
    ran = run("check")
    assert ran.status == 2
    assert ran.err == "error: there is no baseline at 'known.json'; write it with --write-baseline known.json\n"
    assert run("check", "--write-baseline", "known.json").status == 0
    assert "orphan" not in codes(run("check", "--format", "json"))


BASELINES = {
    "no JSON": b"known",
    "no UTF-8": b'{"format": "\xff"}',
    "another document": b'{"findings": []}',
    "a list": b"[]",
    "no findings": b'{"format": "conceptgraph-baseline/1"}',
    "a finding without a message": b'{"format": "conceptgraph-baseline/1", "findings": [{"path": "a", "code": "b"}]}',
    "a wrong count": b'{"format": "conceptgraph-baseline/1", "findings": [{"path": "a", "code": "b", "message": "c", "count": 0}]}',
    "too deep": b"[" * 100_000,
}


@pytest.mark.parametrize("name", BASELINES)
def test_a_baseline_that_is_none(run: Any, here: Path, name: str) -> None:
    """File and remedy are named in one sentence."""
    (here / "known.json").write_bytes(BASELINES[name])
    ran = run("check", "--baseline", "known.json")
    assert (ran.status, ran.out) == (1, "")
    assert re.fullmatch(r"error: known\.json: is no .*; write it anew with --write-baseline known\.json\n", ran.err)


def test_a_baseline_that_cannot_be_written(run: Any, here: Path) -> None:
    """A folder in its place is one sentence."""
    (here / "known.json").mkdir()
    ran = run("check", "--write-baseline", "known.json")
    assert (ran.status, ran.err.count("\n")) == (1, 1)
    assert "error: known.json: cannot be written: is a directory" in ran.err


def test_a_finding_is_silenced_in_its_entry(run: Any, here: Path) -> None:
    """The code with a reason, in front matter."""
    add(here, "poem.md", "---\nsilence: {orphan: it stands for itself}\n---\n# poem\n\nA poem sings.\n")
    assert "orphan" not in codes(run("check", "--format", "json"))


def test_all_codes_are_listed(run: Any) -> None:
    """The reader's, the importers' and the checks', with severity and help; the same for tools."""
    lines = [line.split(maxsplit=2) for line in run("check", "--list-codes").out.splitlines()]
    assert [code for code, _, _ in lines] == sorted({*CODES, *CHECKS})
    assert {severity for _, severity, _ in lines} == {"error", "warning", "advice"}
    records = run("check", "--list-codes", "--format", "json").json
    assert [[record["code"], record["severity"], record["help"]] for record in records] == lines
    assert set(records[0]) == {"code", "severity", "help", "example", "remedy", "fixes"}


@pytest.mark.parametrize("code", sorted({*CODES, *CHECKS}))
def test_every_code_is_explained(run: Any, code: str) -> None:
    """What it means, an example, what to do about it, and how to silence it unless it is an error."""
    about = CODES.get(code) or CHECKS[code]
    out = run("check", "--explain", code).out
    assert out.startswith(f"{code} ({about.severity}): {about.help}\n\n    {about.example}\n\n{about.remedy}\n")
    assert (f"silence: {{{code}: the reason}}" in out) == (about.severity != "error")


def test_a_code_that_cannot_be_explained(run: Any) -> None:
    """The nearest is named."""
    ran = run("check", "--explain", "stubs")
    assert (ran.status, ran.err) == (2, "error: unknown code 'stubs'; did you mean 'stub'?\n")
    assert run("check", "--list-codes", "--format", "sarif").status == 2


@pytest.mark.parametrize(
    "options", [["--yes"], ["--fix", "--write-baseline", "x"], ["--diff", "--write-baseline", "x"], ["--fail-on", "stub"]]
)
def test_options_that_say_nothing_together(run: Any, here: Path, options: list[str]) -> None:
    """Status 2, and nothing is written."""
    ran = run("check", *options)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err
    assert not (here / "x").exists()


def test_a_graph_file_is_no_folder(run: Any, graph_file: str) -> None:
    """It holds no entries to check."""
    ran = run("check", graph_file)
    assert ran.status == 2
    assert ran.err == "error: 'check' needs the folder of the entries, and 'graph.json' is a file; give the folder\n"


@pytest.mark.parametrize("style", ["text", "json", "sarif", "github"])
def test_a_folder_without_entries_in_every_form(run: Any, here: Path, style: str) -> None:
    """One error, status 1."""
    (here / "empty").mkdir()
    ran = run("check", "empty", "--format", style)
    assert ran.status == 1
    assert "has no entries" in ran.out
    assert "Traceback" not in ran.err


def test_a_reader_that_goes_away(here: Path) -> None:
    """As `head` does: no complaint, though there is much to tell."""
    for number in range(400):
        add(here, f"poem-{number}.md", f"# poem {number}\n\nIt sings.\n")
    command = [sys.executable, "-m", "conceptgraph", "check"]
    with subprocess.Popen(command, cwd=here, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""


def test_the_check_needs_nothing_heavy_to_say_what_it_is() -> None:
    """Help and wrong usage come before spaCy, Sphinx and pyvis."""
    program = "import sys; from conceptgraph.cli.app import main; main(sys.argv[1:]); print(*sys.modules, file=sys.stderr)"
    for arguments in (["check", "--help"], ["check", "--list-codes"], ["check", "nowhere"], ["check", "--yes"]):
        ran = subprocess.run([sys.executable, "-c", program, *arguments], check=True, capture_output=True, text=True, env=os.environ | {})
        assert not {"spacy", "sphinx", "pyvis"} & set(ran.stderr.split())


GUIDE = (Path(__file__).parents[2] / "docs" / "guide" / "checks.md").read_text(encoding="utf-8")


def snippets(language: str) -> list[str]:
    """The blocks of the guide in one language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", GUIDE, re.DOTALL | re.MULTILINE)


def test_the_commands_of_the_guide(run: Any, here: Path) -> None:
    """Each runs on a glossary, in the order of the page."""
    add(here, "poem.md", POEM)
    add(here, "vector.md", STALE)
    commands = [line.removeprefix("$ conceptgraph ") for block in snippets("console") for line in block.splitlines()]
    assert len(commands) > 5
    statuses = {command: run(*command.split()).status for command in commands}
    assert statuses.pop("check --diff") == statuses.pop("check --fix") == 1
    assert set(statuses.values()) == {0}


def test_the_settings_of_the_guide(run: Any, here: Path) -> None:
    """They are settings, and its file of known findings is the one that is written above."""
    add(here, "poem.md", POEM)
    run("check", "--write-baseline", "glossary-baseline.json")
    for block in snippets("toml"):
        (here / "pyproject.toml").write_text(block, encoding="utf-8")
        assert run("check").status == 0


def test_the_files_of_the_guide() -> None:
    """Workflows and hooks are YAML, and the commands in them exist."""
    documents = [yaml.safe_load(block) for block in snippets("yaml")]
    steps = [step for document in documents for job in document.get("jobs", {}).values() for step in job["steps"]]
    hooks = [hook for document in documents for repo in document.get("repos", ()) for hook in repo["hooks"]]
    lines = [step["run"] for step in steps if "conceptgraph check" in step.get("run", "")] + [hook["entry"] for hook in hooks]
    assert len(lines) == 3
    options = {word for line in lines for word in line.split() if word.startswith("--")}
    assert options <= {name for option in get_command(make_app()).commands["check"].params for name in option.opts}  # type: ignore[attr-defined]
