"""Findings as SARIF, as annotations of GitHub's workflows, and what they are recognized by from run to run."""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from conceptgraph.cli.baselines import Baseline, Known, baseline_text, read_baseline, recognize
from conceptgraph.cli.reports import Report, github_lines, json_text, text_lines
from conceptgraph.cli.sarif import sarif_text
from conceptgraph.graph.checks.registry import CHECKS
from conceptgraph.model import Finding, Fix
from conceptgraph.reading.codes import CODES


def finding(message: str = "is wrong; mend it", **given_: Any) -> Finding:
    return Finding(**{"code": "stub", "severity": "advice", "message": message, "path": "glossary/adam.md", "line": 3} | given_)


def report(*findings: Finding, **given_: Any) -> Report:
    return Report(glossary="glossary", findings=findings, declared={**CODES, **CHECKS}, **given_)


def thing(required: str, **properties: Any) -> dict[str, Any]:
    """The schema of an object that has these properties and no others."""
    return {"type": "object", "required": required.split(), "properties": properties, "additionalProperties": False}


def many(item: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "array", "items": item, **more}


TEXT = {"type": "string"}
MESSAGE = thing("text", text=TEXT)
LEVEL = {"enum": ["none", "note", "warning", "error"]}
ARTIFACT = thing("uri", uri={"type": "string", "pattern": r"^[^\\ ]*$"}, uriBaseId={"const": "%SRCROOT%"})
ONE = {"type": "integer", "minimum": 1}
REGION = thing("startLine", startLine=ONE, startColumn=ONE, endLine=ONE, endColumn=ONE)
REPLACEMENT = thing("deletedRegion insertedContent", deletedRegion=REGION, insertedContent=thing("text", text=TEXT))
CHANGE = thing("artifactLocation replacements", artifactLocation=ARTIFACT, replacements=many(REPLACEMENT, minItems=1))
RULE = thing(
    "id",
    id=TEXT,
    shortDescription=MESSAGE,
    help=MESSAGE,
    defaultConfiguration=thing("level", level=LEVEL),
)
LOCATION = thing("physicalLocation", physicalLocation=thing("artifactLocation", artifactLocation=ARTIFACT, region=REGION))
RESULT = thing(
    "ruleId ruleIndex level message locations partialFingerprints",
    ruleId=TEXT,
    ruleIndex={"type": "integer", "minimum": 0},
    level=LEVEL,
    message=MESSAGE,
    locations=many(LOCATION),
    partialFingerprints={"type": "object", "additionalProperties": TEXT},
    properties={"type": "object"},
    fixes=many(thing("description artifactChanges", description=MESSAGE, artifactChanges=many(CHANGE, minItems=1)), minItems=1),
)
DRIVER = thing("name semanticVersion rules", name=TEXT, semanticVersion=TEXT, rules=many(RULE, uniqueItems=True))
RUN = thing(
    "tool results columnKind originalUriBaseIds",
    tool=thing("driver", driver=DRIVER),
    results=many(RESULT),
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    originalUriBaseIds={"type": "object", "additionalProperties": thing("description", description=MESSAGE)},
)
#: What SARIF 2.1.0 asks of the parts we write, and nothing beside them.
LOG = thing("version runs", **{"$schema": TEXT, "version": {"const": "2.1.0"}, "runs": many(RUN, minItems=1)})


def sarif(*findings: Finding) -> dict[str, Any]:
    """The one run of a log, after a look at the whole."""
    log = json.loads(sarif_text(report(*findings)))
    Draft202012Validator(LOG).validate(log)
    run: dict[str, Any] = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == [result["ruleId"] for result in run["results"]]
    return run


@pytest.mark.parametrize(("severity", "level"), [("error", "error"), ("warning", "warning"), ("advice", "note")])
def test_a_severity_is_a_level(severity: Any, level: str) -> None:
    """SARIF calls advice a note."""
    assert [result["level"] for result in sarif(finding(severity=severity))["results"]] == [level]


def test_a_result_has_its_place() -> None:
    """The file relative to the root, and the line; a finding about a whole file has no line, one about nothing no place."""
    one, two, three = sarif(finding(), finding(line=0), finding(path="", line=0))["results"]
    artifact = {"uri": "glossary/adam.md", "uriBaseId": "%SRCROOT%"}
    assert one["locations"] == [{"physicalLocation": {"artifactLocation": artifact, "region": {"startLine": 3}}}]
    assert two["locations"] == [{"physicalLocation": {"artifactLocation": artifact}}]
    assert three["locations"] == []


def test_paths_are_addresses() -> None:
    """Spaces, signs and letters beyond ASCII are escaped."""
    result = sarif(finding(path="glossary/a b#c%41é.md"))["results"][0]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "glossary/a%20b%23c%2541%C3%A9.md"
    assert unquote(uri) == "glossary/a b#c%41é.md"


def test_a_path_outside_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is relative to no root."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    artifact = sarif(finding(path="../x.md"))["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert set(artifact) == {"uri"}
    assert artifact["uri"].startswith("file:///")


def test_paths_begin_at_the_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a workflow that runs in a folder of the repository, for SARIF and annotations alike; not if it runs elsewhere."""
    (tmp_path / "docs").mkdir()
    monkeypatch.chdir(tmp_path / "docs")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path))
    artifact = sarif(finding())["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert artifact["uri"] == "docs/glossary/adam.md"
    assert next(github_lines(report(finding()))).startswith("::notice file=docs/glossary/adam.md,")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path / "elsewhere"))
    assert next(github_lines(report(finding()))).startswith("::notice file=glossary/adam.md,")


def test_every_code_is_a_rule() -> None:
    """With help and level, whether it is found or not; a code of nobody is a rule without words."""
    rules = {rule["id"]: rule for rule in sarif(finding(code="of-nobody"))["tool"]["driver"]["rules"]}
    assert set(rules) == {*CODES, *CHECKS, "of-nobody"}
    assert rules["of-nobody"] == {"id": "of-nobody"}
    assert rules["stub"]["help"] == {"text": CODES["stub"].remedy}
    assert rules["unknown-name"]["defaultConfiguration"] == {"level": "error"}


def test_a_fix_is_a_replacement_of_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Deleted lines, and what comes in their place with the line ends of the file."""
    monkeypatch.chdir(tmp_path)
    Path("adam.md").write_bytes(b"---\r\nterm: Adam\r\naliases: [a, b]\r\n---\r\nText.\r\n")
    fixes = (Fix(key="aliases", action="remove", value="a"), Fix(key="level", action="set", value="3"))
    (result,) = sarif(finding(path="adam.md", fix=fixes))["results"]
    (fix,) = result["fixes"]
    assert fix["description"]["text"] == "take 'a' out of 'aliases', and set 'level' to '3'"
    (change,) = fix["artifactChanges"]
    assert change["artifactLocation"] == {"uri": "adam.md", "uriBaseId": "%SRCROOT%"}
    assert change["replacements"] == [
        {
            "deletedRegion": {"startLine": 3, "startColumn": 1, "endLine": 4, "endColumn": 1},
            "insertedContent": {"text": "aliases: [b]\r\nlevel: 3\r\n"},
        }
    ]


@pytest.mark.parametrize("text", ["---\nterm: [\n---\n", "---\nterm: Adam\naliases: [b]\n---\n"], ids=["unreadable", "nothing to do"])
def test_a_fix_that_cannot_be_made_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """The result is told without it."""
    monkeypatch.chdir(tmp_path)
    Path("adam.md").write_text(text, encoding="utf-8")
    asked = finding(path="adam.md", fix=(Fix(key="aliases", action="remove", value="a"),))
    assert all("fixes" not in result for result in sarif(asked, finding(path="gone.md", fix=asked.fix))["results"])


def test_fingerprints_follow_a_finding() -> None:
    """A line further down it is the same; another message or file is another; equal ones are numbered."""

    def prints(*findings: Finding) -> list[str]:
        return [result["partialFingerprints"]["conceptgraph/v1"] for result in sarif(*findings)["results"]]

    (one,) = prints(finding())
    assert prints(finding(line=9), finding("x"), finding(path="glossary/b.md"), finding())[0] == one
    assert len(set(prints(finding(line=9), finding("x"), finding(path="glossary/b.md"), finding()))) == 4


def test_equal_findings_give_equal_text() -> None:
    """Nothing of the machine or the hour is in the log."""
    assert sarif_text(report(finding())) == sarif_text(report(finding()))
    assert str(Path.cwd()) not in sarif_text(report(finding()))


HOSTILE = {
    "signs": ("100% of a: b, c", "glossary/a,b:c%.md"),
    "a line end": ("one\n::error::two", "glossary/adam.md"),
    "a carriage return": ("one\r::set-output name=x::y", "glossary/adam.md"),
    "an escape": ("%0A::error::x %25", "glossary/%2C.md"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_message_cannot_end_its_annotation(name: str) -> None:
    """What is printed is one line, and reads back as what went in."""
    message, path = HOSTILE[name]
    (line,) = github_lines(report(finding(message, path=path)))
    assert read_back(line) == {"command": "notice", "file": path, "line": "3", "title": "stub", "message": message}


@given(st.text(max_size=40), st.text(max_size=20).map(lambda name: f"glossary/{name}x.md".replace("\0", "")), st.text(max_size=40))
def test_any_text_reads_back_from_an_annotation(message: str, path: str, sentence: str) -> None:
    """One line each, whatever is in it; a path that leads out of the folder is part of the message."""
    (line,) = github_lines(report(finding(message, path=path, sentence=sentence)))
    assert not re.search(r"[\r\n]", line)
    found = read_back(line)
    if "file" in found:
        assert found["message"].startswith(message)
    else:
        assert message in found["message"]


def read_back(line: str) -> dict[str, str]:
    """An annotation as GitHub's runner reads it."""
    match = re.fullmatch(r"::(\w+) ([^:]*?)::(.*)", line, re.DOTALL)
    assert match is not None, line
    pairs = dict(pair.split("=", 1) for pair in match[2].split(","))
    return {"command": match[1], **{key: plain(value) for key, value in pairs.items()}, "message": plain(match[3])}


def plain(text: str) -> str:
    for escaped, sign in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(escaped, sign)
    return text


def test_severities_are_commands() -> None:
    """Advice is a notice; without a line there is none, and a folder is part of the message."""
    findings = [finding(severity="error"), finding(severity="warning", line=0), finding(path=str(Path(__file__).parent), line=0)]
    one, two, three = github_lines(report(*findings))
    assert one == "::error file=glossary/adam.md,line=3,title=stub::is wrong; mend it"
    assert two == "::warning file=glossary/adam.md,title=stub::is wrong; mend it"
    assert three.startswith("::notice title=stub::")
    assert three.endswith(": is wrong; mend it")


def test_an_annotation_shows_the_sentence() -> None:
    """Below the message, unless that has it."""
    (line,) = github_lines(report(finding(sentence="Adam is.")))
    assert line.endswith("::is wrong; mend it%0A“Adam is.”")
    (line,) = github_lines(report(finding("says 'Adam is.'", sentence="Adam is.")))
    assert line.endswith("::says 'Adam is.'")


def test_the_report_for_tools() -> None:
    """Findings with all they have, counts, and what the baseline says."""
    known = Known(path="a.md", code="stub", message="gone")
    fix = Fix(key="level", action="set", value="3")
    record = json.loads(json_text(report(finding(sentence="Adam is.", fix=(fix,)), known=2, stale=(known,))))
    assert record == {
        "glossary": "glossary",
        "findings": [
            {
                "code": "stub",
                "severity": "advice",
                "message": "is wrong; mend it",
                "path": "glossary/adam.md",
                "line": 3,
                "sentence": "Adam is.",
                "fix": [{"key": "level", "action": "set", "value": "3", "reason": ""}],
            }
        ],
        "counts": {"error": 0, "warning": 0, "advice": 1},
        "known": 2,
        "stale": [{"path": "a.md", "code": "stub", "message": "gone"}],
    }


def test_the_report_for_people() -> None:
    """A line each, its sentence once, and the counts by code, the most frequent first."""
    drop = Fix(key="level", action="remove", value="")
    findings = [
        finding("one", severity="error", code="label"),
        finding("two", code="a", sentence="It\nis.", fix=(drop,)),
        finding("three", code="a", sentence="It\nis."),
        finding("four", code="b"),
        finding("five", code="c"),
        finding("six", code="c"),
        finding("seven", code="c"),
    ]
    assert list(text_lines(report(*findings, known=1_200))) == [
        "error: glossary/adam.md:3: one [label]",
        "",
        "advice: glossary/adam.md:3: two [a]",
        "    “It is.”",
        "    --fix would delete 'level'",
        "advice: glossary/adam.md:3: three [a]",
        "advice: glossary/adam.md:3: four [b]",
        "advice: glossary/adam.md:3: five [c]",
        "advice: glossary/adam.md:3: six [c]",
        "advice: glossary/adam.md:3: seven [c]",
        "",
        "error: label 1",
        "advice: c 3, a 2, b 1",
        "1 error, 0 warnings, 6 pieces of advice; 1,200 known from the baseline; --fix would mend 1",
    ]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (finding(line=1), finding(line=8)),
        (finding("is defined at glossary/b.md:12; rename"), finding("is defined at glossary/b.md:3; rename")),
        (finding("key 'level' already stands on line 3; keep one"), finding("key 'level' already stands on line 14; keep one")),
        (finding("circle (glossary/a.md:1, glossary/b.md:2)"), finding("circle (glossary/a.md:9, glossary/b.md:8)")),
    ],
)
def test_lines_do_not_matter(one: Finding, two: Finding) -> None:
    """Neither the finding's own nor those inside its message."""
    assert recognize(one, folder="glossary") == recognize(two, folder="glossary")


def test_what_is_counted_does_not_matter() -> None:
    """A finding about the whole glossary is known whatever its numbers are."""
    one, two = (finding(f"{number} names have no entry", code="wanted", path="glossary", line=0) for number in (3, 4))
    assert recognize(one, folder="glossary") == recognize(two, folder="glossary") != recognize(finding(), folder="glossary")


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (finding("level 2 is below level 3"), finding("level 1 is below level 3")),
        (finding("names 'F1'"), finding("names 'F2'")),
        (finding(code="orphan"), finding()),
        (finding(path="glossary/b/adam.md"), finding()),
    ],
)
def test_all_else_matters(one: Finding, two: Finding) -> None:
    """Other numbers are part of what is said."""
    assert recognize(one, folder="glossary") != recognize(two, folder="glossary")


FINDINGS = st.builds(
    finding, st.text(max_size=6), code=st.sampled_from("ab"), path=st.sampled_from(["glossary", "glossary/a.md", "glossary/b/c.md"])
)


@given(st.lists(FINDINGS, max_size=8), st.lists(FINDINGS, max_size=4))
def test_a_baseline_knows_what_it_was_made_of(tmp_path_factory: pytest.TempPathFactory, old: list[Finding], new: list[Finding]) -> None:
    """All of that and nothing more, as often as it was there; in any order it is the same file."""
    file = tmp_path_factory.getbasetemp() / "known.json"
    text = baseline_text(old, folder="glossary")
    assert baseline_text(reversed(old), folder="glossary") == text
    file.write_bytes(text.encode("utf-8", "surrogatepass") if "\\ud" not in text else text.encode("utf-8", "backslashreplace"))
    known = read_baseline(file)
    assert known.divide(old, folder="glossary") == ((), ())
    left, gone = known.divide([*old, *new], folder="glossary")
    assert sorted(map(str, left)) == sorted(map(str, new))
    assert gone == ()
    missed = known.divide([], folder="glossary")[1]
    assert set(missed) == {recognize(one, folder="glossary") for one in old}


def test_no_baseline_knows_nothing() -> None:
    """Everything is new."""
    assert Baseline().divide([finding()], folder="glossary") == ((finding(),), ())
