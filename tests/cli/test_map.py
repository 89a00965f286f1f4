"""`conceptgraph map`: a page, a picture, and a file of positions that keeps later maps as they were."""

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

SVG = "{http://www.w3.org/2000/svg}"
PLACES = re.compile(r'cx="(\S+)" cy="(\S+)" r="\S+" [^>]*><title[^>]*>([^<]*)<')


def places(file: Path) -> dict[str, tuple[str, str]]:
    """Where each concept lies on a picture."""
    return {term: (x, y) for x, y, term in PLACES.findall(file.read_text(encoding="utf-8"))}


def test_the_map_as_a_picture(run: Any, here: Path) -> None:
    """A file that is named so is an SVG, with every concept on it, no script and no address but the name of its format."""
    ran = run("map", "-o", "map.svg")
    assert (ran.status, ran.err) == (0, "6 concepts in map.svg\n")
    text = (here / "map.svg").read_text(encoding="utf-8")
    root = ET.fromstring(text)  # noqa: S314 - our own output
    assert root.tag == f"{SVG}svg"
    assert {title.text for title in root.iter(f"{SVG}title")} >= {"Adam", "gradient descent", "function"}
    assert re.findall(r"https?://[^\"]*", text) == ["http://www.w3.org/2000/svg"]
    assert "script" not in text


def test_the_ending_may_be_in_capitals(run: Any, here: Path) -> None:
    """`.SVG` is a picture as well."""
    assert run("map", "-o", "MAP.SVG").status == 0
    assert (here / "MAP.SVG").read_text(encoding="utf-8").startswith("<svg")


def test_a_file_or_positions_are_asked_for(run: Any) -> None:
    """Without either there is nothing to do, which is told with both ways out."""
    ran = run("map")
    assert ran.status == 2
    assert "name one with -o, or write positions with --keep-positions" in ran.err


def test_positions_are_kept(run: Any, here: Path) -> None:
    """The file names every concept, and is the same when it is written again; later maps lie as it says."""
    ran = run("map", "-o", "before.svg", "--keep-positions")
    assert (ran.status, ran.err) == (0, "6 concepts in before.svg and glossary/_positions.json\n")
    kept = (here / "glossary" / "_positions.json").read_text(encoding="utf-8")
    document = json.loads(kept)
    assert sum(len(island["concepts"]) for island in document["islands"].values()) >= 6
    assert run("map", "--keep-positions", "-o", "again.svg").status == 0
    assert (here / "glossary" / "_positions.json").read_text(encoding="utf-8") == kept
    assert places(here / "again.svg") == places(here / "before.svg")


def test_newcomers_leave_others_in_peace(run: Any, here: Path) -> None:
    """With kept positions all others lie where they lay when a concept comes, but for a shift of the whole."""
    assert run("map", "-o", "before.svg", "--keep-positions").status == 0
    (here / "glossary" / "nadam.md").write_text("---\nterm: Nadam\nrequires: [Adam]\n---\n\nNadam looks ahead.\n", encoding="utf-8")
    assert run("map", "-o", "after.svg").status == 0
    before, after = places(here / "before.svg"), places(here / "after.svg")
    assert "Nadam" in after
    shifts = {
        (round(float(after[term][0]) - float(x)), round(float(after[term][1]) - float(y)))
        for term, (x, y) in before.items() if term in after
    }  # fmt: skip
    assert len(shifts) == 1


def test_only_a_folder_keeps_positions(run: Any, graph_file: str) -> None:
    """A graph.json has no place for the file, which is told."""
    ran = run("map", "--keep-positions", "-g", graph_file)
    assert ran.status != 0
    assert "map --keep-positions" in ran.err


def test_a_broken_file_is_told(run: Any, here: Path) -> None:
    """The map is drawn without it; the line says which file, and how to mend it."""
    (here / "glossary" / "_positions.json").write_text("{", encoding="utf-8")
    ran = run("map", "-o", "map.svg")
    assert ran.status == 0
    assert "glossary/_positions.json" in ran.err
    assert "conceptgraph map --keep-positions" in ran.err
