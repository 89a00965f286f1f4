"""A glossary of six entries, and the command line run in the folder above it."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from conceptgraph.cli.app import main

ENTRIES = {
    "function": """---
term: function
topics: [calculus]
level: 1
---

# Function

A function gives one value for each input.
""",
    "derivative": """---
term: derivative
aliases: [slope]
topics: [calculus]
requires:
  function: it is taken of one
level: 2
---

# Derivative

The derivative says how fast a function changes. With a small learning rate one follows it.
""",
    "gradient": """---
term: gradient
topics: [calculus]
level: 2
---

# Gradient

A gradient is a vector of every derivative of a function.
""",
    "gradient-descent": """---
term: gradient descent
topics: [optimization]
level: 3
---

# Gradient descent

Gradient descent is an algorithm that follows the negative gradient. Its step is set by the learning rate.
""",
    "momentum": """---
term: momentum
topics: [optimization]
level: 3
---

# Momentum

Momentum extends gradient descent by a memory of past steps. It suffers from a bad learning rate, too.
""",
    "adam": """---
term: Adam
aliases: [Adam optimizer]
topics: [optimization]
match: exact
requires: [momentum]
level: 4
---

# Adam

Adam is an optimizer that extends momentum.
""",
}

PATH = """---
title: Train by gradients
targets: [gradient descent]
---

You can minimize a function.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """How a command ended: its status, and what it wrote on both streams."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)


Run = Callable[..., Ran]


def write_glossary(folder: Path) -> Path:
    folder.mkdir(parents=True)
    for name, text in ENTRIES.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    (folder / "_paths").mkdir()
    (folder / "_paths" / "train.md").write_text(PATH, encoding="utf-8")
    return folder


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with a `glossary` in it."""
    write_glossary(tmp_path / "glossary")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(here: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in the folder and give its end."""
    assert (here / "glossary").is_dir()

    def run(*arguments: str) -> Ran:
        capsys.readouterr()
        status = main(arguments)
        out, err = capsys.readouterr()
        return Ran(status=status, out=out, err=err)

    return run


@pytest.fixture
def graph_file(here: Path, run: Run) -> str:
    """The name of the graph.json of the folder."""
    assert run("build", "-o", "graph.json").status == 0
    assert (here / "graph.json").is_file()
    return "graph.json"
