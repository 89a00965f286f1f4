"""`build`, `stats`, `map` and `export`: results, findings and exit statuses."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from conceptgraph.exporters.schema import schema

UNKNOWN = "---\nterm: RMSprop\nrequires: [second moment]\n---\n\nRMSprop extends gradient descent.\n"


def add(here: Path, name: str, text: str) -> None:
    (here / "glossary" / name).write_text(text, encoding="utf-8")


def test_build_writes_the_graph(run: Any, here: Path) -> None:
    """The file keeps to the schema, and a line says what is in it."""
    ran = run("build", "glossary", "-o", "out/graph.json")
    assert (ran.status, ran.out) == (0, "")
    assert ran.err.startswith("6 concepts, ")
    assert " in out/graph.json; 0 errors, 0 warnings" in ran.err
    document = json.loads((here / "out" / "graph.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema()).validate(document)
    assert [path["steps"][-1] for path in document["paths"]] == ["gradient-descent"]


def test_build_to_standard_output(run: Any) -> None:
    """`-o -` writes the file there, and nothing else."""
    assert run("build", "-o", "-").json["format"] == "conceptgraph/1"


@pytest.mark.parametrize("seed", ["1", "2"])
def test_build_is_the_same_for_any_hash_seed(run: Any, here: Path, seed: str) -> None:
    """Equal bytes from another process, from files created in another order."""
    assert run("build", "-o", "here.json").status == 0
    (here / "copy").mkdir()
    for file in sorted((here / "glossary").glob("*.md"), reverse=seed == "1"):
        (here / "copy" / file.name).write_bytes(file.read_bytes())
    (here / "glossary" / "_paths").rename(here / "copy" / "_paths")
    command = [sys.executable, "-m", "conceptgraph", "build", "copy", "-o", "there.json"]
    subprocess.run(command, cwd=here, env=os.environ | {"PYTHONHASHSEED": seed}, check=True, capture_output=True)
    assert (here / "there.json").read_bytes() == (here / "here.json").read_bytes()


def test_an_error_means_no_output(run: Any, here: Path) -> None:
    """Status 1, every problem on a line, and the old file as it was."""
    add(here, "rmsprop.md", UNKNOWN)
    (here / "graph.json").write_text("old", encoding="utf-8")
    ran = run("build", "-o", "graph.json")
    assert ran.status == 1
    assert ran.err.startswith("error: glossary/rmsprop.md:3: 'requires' names 'second moment', which is no concept")
    assert (here / "graph.json").read_text(encoding="utf-8") == "old"


def test_keep_going_writes_what_is_valid(run: Any, here: Path) -> None:
    """Status 1 all the same; the reference is dropped, its name wanted, its entry there."""
    add(here, "rmsprop.md", UNKNOWN)
    ran = run("build", "-o", "graph.json", "--keep-going")
    assert ran.status == 1
    assert "error: glossary/rmsprop.md:3:" in ran.err
    document = json.loads((here / "graph.json").read_text(encoding="utf-8"))
    assert "rmsprop" in [concept["id"] for concept in document["concepts"]]
    assert "second moment" in [wanted["name"] for wanted in document["wanted"]]
    assert not [edge for edge in document["prerequisites"] if edge["requires"] == "second-moment"]


def test_homonyms_alone_leave_the_status_0(run: Any, here: Path) -> None:
    """Two entries of one term are an error, and under --keep-going a warning."""
    add(here, "adam-again.md", "---\nterm: Adam\n---\n\nAnother Adam extends momentum.\n")
    assert run("build", "-o", "graph.json").status == 1
    ran = run("build", "-o", "graph.json", "--keep-going")
    assert ran.status == 0
    assert "warning: glossary/adam" in ran.err


def test_a_stub_is_no_error(run: Any, here: Path) -> None:
    """A term without a text builds, with a finding for those who check."""
    add(here, "vector.md", "---\nterm: vector\n---\n")
    assert run("build", "-o", "graph.json").status == 0
    assert "glossary/vector.md" in run("check").out


def test_stats_in_words(run: Any) -> None:
    """Each figure on a line of its own."""
    lines = dict(line.split("  ", 1) for line in run("stats").out.splitlines())
    assert lines["concepts"].strip() == "6 with 2 other names"
    assert lines["topics"].strip() == "calculus 3, optimization 3"
    assert lines["depth"].strip() == "5: function -> derivative -> gradient -> gradient descent -> momentum -> Adam"
    assert int(lines["words"]) > 50


def test_stats_for_tools(run: Any, graph_file: str) -> None:
    """The same figures; what needs the words is null where only the graph is at hand."""
    folder, file = run("stats", "--format", "json").json, run("stats", "--format", "json", "-g", graph_file).json
    assert folder["longest_chain"] == ["function", "derivative", "gradient", "gradient-descent", "momentum", "adam"]
    assert folder["words"] > 50
    assert file == folder | {"words": None, "mentions_per_100_words": None}
    assert "needs the folder of the entries" in run("stats", "-g", graph_file).out


def test_the_map_is_one_file(run: Any, here: Path) -> None:
    """It names every concept, holds the whole text of entries, and asks no host for anything."""
    ran = run("map", "-o", "map.html")
    assert (ran.status, ran.err) == (0, "6 concepts in map.html\n")
    page = (here / "map.html").read_text(encoding="utf-8")
    assert "gradient descent" in page
    assert "a bad learning rate, too" in page
    assert not [part for part in page.split("src=")[1:] if part[1:5] == "http"]


def test_the_map_links_to_pages(run: Any, here: Path) -> None:
    """With --base-url its panel leads to the pages of a site."""
    assert run("map", "-o", "map.html", "--base-url", "https://example.org/docs").status == 0
    assert "https://example.org/docs/" in (here / "map.html").read_text(encoding="utf-8")


def test_export_to_a_file_and_to_standard_output(run: Any, here: Path) -> None:
    """Both hold the same text."""
    printed = run("export", "--format", "csv").out
    assert run("export", "--format", "csv", "-o", "edges.csv").status == 0
    assert (here / "edges.csv").read_bytes().decode().replace("\r\n", "\n") == printed.replace("\r\n", "\n")
    assert printed.startswith("kind,subject,predicate,object,")


def test_an_output_that_cannot_be_written(run: Any, here: Path) -> None:
    """A folder in the place of the file is one sentence, and stays."""
    (here / "graph.json").mkdir()
    ran = run("build", "-o", "graph.json")
    assert ran.status == 1
    assert ran.err == "error: graph.json: cannot be written: is a directory; choose another place, or make this one writable\n"
    assert list((here / "graph.json").iterdir()) == []


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="whoever may do everything may write anywhere")
def test_a_folder_without_the_right_to_write(run: Any, here: Path) -> None:
    """The reason of the system is passed on."""
    (here / "locked").mkdir()
    (here / "locked").chmod(stat.S_IRUSR | stat.S_IXUSR)
    ran = run("build", "-o", "locked/graph.json")
    assert ran.status == 1
    assert ran.err.startswith("error: locked/graph.json: cannot be written: permission denied")
