"""The README's commands do what it says, and its parts are there for the docs to include."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
FENCE = re.compile(r"^```(?P<language>\w+)\n(?P<code>.*?)^```$", re.DOTALL | re.MULTILINE)
BLOCKS = [(match["language"], match["code"]) for match in FENCE.finditer(README)]
#: Run elsewhere: the first two by `.ci/run` in a fresh clone, the installation by tests/test_wheel.py.
ELSEWHERE = ("nox", "pip")
#: These serve until they are stopped; started here, and stopped once they say where.
SERVING = ("serve",)


def commands(*, after: str) -> list[list[str]]:
    """The commands of the first shell block after a heading, as words."""
    block = FENCE.search(README, README.index(f"\n## {after}\n"))
    assert block is not None
    assert block["language"] == "sh"
    return [shlex.split(line) for line in block["code"].splitlines()]


def run(words: list[str], *, folder: Path) -> str:
    """What one of our commands prints; it must succeed."""
    assert words[0] == "conceptgraph"
    command = [sys.executable, "-m", "conceptgraph", *words[1:]]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, encoding="utf-8", env=plain_environment())
    assert done.returncode == 0, f"{shlex.join(words)}\n{done.stdout}{done.stderr}"
    return done.stdout


def plain_environment() -> dict[str, str]:
    """The environment without colors and with one encoding everywhere."""
    return os.environ | {"NO_COLOR": "1", "PYTHONUTF8": "1", "COLUMNS": "200"}


def test_every_shell_command_is_run_somewhere() -> None:
    """No shell block holds a command that neither these tests nor `.ci/run` nor the wheel's tests know."""
    lines = [line for language, code in BLOCKS if language == "sh" for line in code.splitlines()]
    assert lines
    assert {word for line in lines if (word := shlex.split(line)[0]) not in ("conceptgraph", "python", "cd")} == set()
    assert all(any(name in line for name in ELSEWHERE) for line in lines if line.startswith("python"))


def test_the_continuous_integration_runs_the_readme_command() -> None:
    """`.ci/run` holds the test command exactly as the README has it."""
    tests = next(code.strip() for language, code in BLOCKS if "nox -s tests" in code)
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert tests == "python -m nox -s tests"
    assert f"python -m pip install nox && {tests}" in script


def test_your_own_glossary(tmp_path: Path) -> None:
    """The five lines make a glossary that passes its check and can be served."""
    folder = tmp_path
    for words in commands(after="Your own glossary"):
        if words[0] == "cd":
            folder /= words[1]
        elif words[1] not in SERVING:
            run(words, folder=folder)
    assert (folder / "glossary" / "gradient-descent.md").is_file()


def test_questions_to_the_graph(tmp_path: Path) -> None:
    """Every question is answered on our own glossary, and files come into being."""
    shutil.copytree(ROOT / "glossary", tmp_path / "glossary")
    answers = {words[1]: run(words, folder=tmp_path) for words in commands(after="Ask the graph")}
    assert "derivative" in answers["why"]
    assert "Adam" in answers["path"]
    assert answers["wanted"].strip()
    assert "<script" in (tmp_path / "map.html").read_text(encoding="utf-8")
    assert "<graphml" in (tmp_path / "glossary.graphml").read_text(encoding="utf-8")


def test_the_lines_for_another_project_are_a_configuration() -> None:
    """The lines for conf.py are Python and name the inventory of a site."""
    code = next(code for language, code in BLOCKS if language == "python" and "intersphinx" in code)
    values: dict[str, object] = {}
    exec(code, values)  # noqa: S102 - our own README
    assert values["extensions"] == ["sphinx.ext.intersphinx"]
    assert values["intersphinx_mapping"] == {"ml": ("https://ml.example.org/", None)}


@pytest.mark.parametrize("part", ["what", "install", "own", "link", "table", "how", "limits"])
def test_parts_for_the_docs(part: str) -> None:
    """Each part that the docs include has both of its markers, once and in order."""
    start, end = f"<!-- {part} -->", f"<!-- end {part} -->"
    assert (README.count(start), README.count(end)) == (1, 1)
    assert README.index(start) < README.index(end)
    assert any(start in page.read_text(encoding="utf-8") for page in (ROOT / "docs").rglob("*.md"))


def test_its_links_lead_somewhere() -> None:
    """Each relative address in the README is a file of the repository."""
    addresses = re.findall(r"\]\((?!https?:|#)([^)]+)\)", README)
    assert addresses
    assert [address for address in addresses if not (ROOT / address).exists()] == []
