"""The recipes of the guide for GitHub's workflows and pre-commit: files of the right shape, whose commands run."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

GUIDE = Path(__file__).parents[2] / "docs" / "guide" / "checks.md"
RECIPES = [
    yaml.safe_load(block) for block in re.findall(r"^```yaml\n(.*?)^```$", GUIDE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
]
WORKFLOWS = [recipe for recipe in RECIPES if "jobs" in recipe]
HOOKS = [hook for recipe in RECIPES if "repos" in recipe for repo in recipe["repos"] for hook in repo["hooks"]]


def steps(workflow: Any) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def commands() -> Iterator[str]:
    """What the recipes run of ours, without where the shell puts it."""
    for line in (*(step.get("run", "") for workflow in WORKFLOWS for step in steps(workflow)), *(hook["entry"] for hook in HOOKS)):
        if line.startswith("conceptgraph "):
            yield line.partition(" > ")[0]


def test_the_guide_has_recipes() -> None:
    """Else the tests below would hold of nothing."""
    assert (len(WORKFLOWS), len(HOOKS), len(list(commands()))) == (2, 1, 3)


@pytest.mark.parametrize("workflow", WORKFLOWS)
def test_a_workflow_has_the_keys_of_one(workflow: Any) -> None:
    """It says when and where it runs, and each step either uses an action of a fixed version or runs a command."""
    # YAML 1.1 reads the key `on` as true; GitHub does not.
    assert set(workflow) - {"permissions"} == {"name", True, "jobs"}
    assert all(set(job) == {"runs-on", "steps"} for job in workflow["jobs"].values())
    for step in steps(workflow):
        assert ("uses" in step) != ("run" in step)
        assert set(step) <= {"uses", "with", "run", "if"}
        assert re.fullmatch(r"[\w-]+/[\w/-]+@v\d+", step.get("uses", "a/b@v1"))


def test_what_is_uploaded_is_what_is_written() -> None:
    """Also when the check fails, and with the permission for it."""
    (workflow,) = (workflow for workflow in WORKFLOWS if "permissions" in workflow)
    *_, check, upload = steps(workflow)
    assert check["run"].partition(" > ")[2] == upload["with"]["sarif_file"]
    assert upload["if"] == "always()"
    assert workflow["permissions"] == {"contents": "read", "security-events": "write"}


@pytest.mark.parametrize("hook", HOOKS)
def test_a_hook_runs_for_the_glossary_as_a_whole(hook: Any) -> None:
    """Whenever one of its files changes, and without their names, which `check` would take for its folder."""
    assert hook.keys() >= {"id", "name", "entry", "language"}
    assert re.search(hook["files"], "glossary/a/b.md")
    assert not re.search(hook["files"], "src/glossary/b.md")
    assert hook["pass_filenames"] is False


@pytest.mark.parametrize("command", list(commands()))
def test_the_commands_of_the_recipes_run(run: Any, here: Path, command: str) -> None:
    """A sound glossary passes; one with an error fails."""
    assert run(*shlex.split(command)[1:]).status == 0
    (here / "glossary" / "bad.md").write_text("---\nterm: bad\nrequires: [nowhere]\n---\n\nA text.\n", encoding="utf-8")
    failed = run(*shlex.split(command)[1:])
    assert (failed.status, "nowhere" in failed.out) == (1, True)
