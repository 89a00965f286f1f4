"""Curated paths: what a file makes, what is only told, and when it makes nothing."""

import pytest

from conceptgraph.model import CuratedPath, Entry
from conceptgraph.reading.curated_paths import read_path
from conceptgraph.reading.names import NameIndex

NAMES = NameIndex.of(
    [
        Entry(id="loss", term="loss function", aliases=("cost",), path="loss.md"),
        Entry(id="step", term="step size", path="step.md"),
        Entry(id="svm", term="kernel (SVM)", path="svm.md"),
        Entry(id="image", term="kernel (image)", path="image.md"),
    ]
)


def read(*lines: str, body: str = "# Train it\n", path: str = "_paths/first-steps.md") -> tuple[CuratedPath | None, list[str]]:
    """The path of a file with these lines of front matter, and what its author is told."""
    made, findings = read_path("\n".join(["---", *lines, "---", body]), path=path, names=NAMES)
    return made, [str(finding).removeprefix(f"{path}:") for finding in findings]


@pytest.mark.parametrize(
    ("lines", "body", "title"),
    [
        (["title: Learn"], "# Train it\n", "Learn"),
        ([], "Hello.\n\n## Train *it*\n", "Train it"),
        ([], "Hello.\n", "first steps"),
    ],
    ids=["the key", "the first heading", "the file"],
)
def test_a_path_has_a_title(lines: list[str], body: str, title: str) -> None:
    """The key's before the heading's before the file's; its name is always the file's."""
    made, told = read("targets: loss", *lines, body=body)
    assert made is not None
    assert (made.title, made.name, made.body, told) == (title, "first-steps", body, [])


def test_names_become_ids_in_the_order_of_the_file() -> None:
    """By whatever label they are written."""
    made, told = read("targets: [Step sizes, cost]", "known: kernel (SVM)", "steps: [image, Loss functions, step]")
    assert made is not None
    assert (made.targets, made.known, made.steps, told) == (("step", "loss"), ("svm",), ("image", "loss", "step"), [])


TOLD = {
    "a name that is unknown": (["targets: loss", "known: los"], "3: 'known' names 'los', which is no concept; did you mean 'loss'?"),
    "a name of several": (
        ["targets: loss", "known: kernel"],
        "3: 'known' names 'kernel', which several concepts are called; write 'image' or 'svm'",
    ),
    "two names of one": (["targets: loss", "known: [step, step sizes]"], "3: 'known' names 'step' twice; keep one"),
    "a target that is known": (["known: [cost, step]", "targets: loss"], "2: 'loss' is both a target and known; delete one"),
    "a target out of reach": (
        ["steps: [step]", "targets: cost"],
        "2: 'steps' never reaches the target 'loss'; add it, or leave 'steps' out",
    ),
    "a last step that is known": (["steps: [step, loss]", "known: loss"], "3: 'loss' is both a target and known; delete one"),
    "an entry's key": (["targets: loss", "level: 2"], "3: unknown key 'level'; there are title, targets, known, steps"),
}


@pytest.mark.parametrize(("lines", "message"), TOLD.values(), ids=TOLD)
def test_what_is_wrong_is_told_and_the_rest_is_kept(lines: list[str], message: str) -> None:
    """On the line of its key."""
    made, told = read(*lines)
    assert made is not None
    assert made.targets == ("loss",)
    assert told == [message]


NOTHING = {
    "no targets": ([], ["1: has no targets; add 'targets: [...]' with the concepts the path leads to"]),
    "empty targets": (["title: x", "targets: []"], ["3: has no targets; add 'targets: [...]' with the concepts the path leads to"]),
    "unknown targets alone": (
        ["targets: zzz"],
        ["2: 'targets' names 'zzz', which is no concept; write an entry for it, or delete the name"],
    ),
    "front matter never read": (["targets: {"], None),
}


@pytest.mark.parametrize(("lines", "messages"), NOTHING.values(), ids=NOTHING)
def test_a_file_that_leads_nowhere_makes_no_path(lines: list[str], messages: list[str] | None) -> None:
    """Why is told once."""
    made, told = read(*lines)
    assert made is None
    assert len(told) == 1 if messages is None else told == messages
