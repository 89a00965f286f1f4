"""From a folder to a graph: the same for any order of files, with progress, and going on where something is wrong."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from handmade import glossary_of, write_entries
from hypothesis import given
from hypothesis import strategies as st
from work import growth

from conceptgraph.errors import GlossaryError
from conceptgraph.exporters.json import export_json
from conceptgraph.pipeline import STAGES, build, extract
from conceptgraph.settings import Settings

ROOT = Path(__file__).parents[1]
ENTRIES = (
    "---\nterm: Adam\nrequires: [momentum]\n---\nAn optimizer that uses momentum and a gradient.\n\nUnlike SGD, it adapts.",
    "---\nterm: momentum\n---\nA running mean of the gradient (GR).\n\nIt is used in Adam.",
    "---\nterm: gradient\n---\nA vector of slopes; GR for short.",
    "---\nterm: optimizer\n---\nA rule that follows the gradient, such as Adam.",
    "---\nterm: SGD\naliases: [kernel]\n---\nAn optimizer that takes a GR.",
    "---\nterm: filter\naliases: [kernel]\n---\nA kernel.",
)
EXPORT = """
import sys
from pathlib import Path
from conceptgraph.exporters.json import export_json
from conceptgraph.pipeline import build
sys.stdout.write(export_json(build(Path(sys.argv[1])).graph))
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_entries(tmp_path / "glossary", *ENTRIES)


def test_a_folder_becomes_a_graph(folder: Path) -> None:
    """Its concepts, what their texts say, and what must be understood first."""
    graph = build(folder).graph
    assert [concept.id for concept in graph] == ["adam", "filter", "gradient", "momentum", "optimizer", "sgd"]
    assert {(edge.concept, edge.requires, edge.origin) for edge in graph.prerequisites_of("adam")} >= {("adam", "momentum", "declared")}
    assert {relation.predicate for relation in graph.relations_of("adam") if relation.object == "sgd"} == {"contrasts with"}


def test_mentions_are_those_of_other_concepts(folder: Path) -> None:
    """Where a text names itself is nobody's business."""
    result = build(folder)
    assert result.mentions
    assert all(mention.source != mention.target for mention in result.mentions)


def test_progress_is_told_stage_by_stage(folder: Path) -> None:
    """In order, from none done to all done."""
    told: list[tuple[str, int, int]] = []
    build(folder, progress=lambda stage, done, total: told.append((stage, done, total)))
    assert [done for _, done, _ in told] == list(range(len(STAGES) + 1))
    assert [stage for stage, _, _ in told[:-1]] == list(STAGES)
    assert {total for _, _, total in told} == {len(STAGES)}


def test_curated_paths_get_their_steps(folder: Path) -> None:
    """Those that lead to their targets, or the author's own."""
    (folder / "_paths").mkdir()
    (folder / "_paths" / "short.md").write_text("---\ntitle: Short\ntargets: [Adam]\nknown: [gradient]\n---\nDone.", encoding="utf-8")
    (folder / "_paths" / "own.md").write_text("---\ntitle: Own\ntargets: [Adam]\nsteps: [momentum, Adam]\n---\nDone.", encoding="utf-8")
    steps = {path.name: path.steps for path in build(folder).graph.paths}
    assert steps["own"] == ("momentum", "adam")
    assert steps["short"][-1] == "adam"
    assert "gradient" not in steps["short"]


def test_an_error_stops_everything(folder: Path) -> None:
    """Nothing is half-built."""
    write_entries(folder, "---\nterm: RMSprop\nrequires: [movement]\n---\nText.")
    with pytest.raises(GlossaryError, match="'requires' names 'movement'"):
        build(folder)


def test_keep_going_builds_what_is_valid(folder: Path) -> None:
    """What is wrong is among the findings, and the unknown name is wanted."""
    write_entries(folder, "---\nterm: RMSprop\nrequires: [movement]\n---\nText.")
    (folder / "broken.md").write_text("---\nterm: [\n---\nText.", encoding="utf-8")
    result = build(folder, keep_going=True)
    assert "rmsprop" in result.graph
    assert "broken" not in result.graph
    assert {Path(finding.path).name for finding in result.findings if finding.severity == "error"} == {"broken.md", "rmsprop.md"}
    assert [wanted.needed_by for wanted in result.graph.wanted if wanted.name == "movement"] == [("rmsprop",)]


def test_keep_going_changes_nothing_where_nothing_is_wrong(folder: Path) -> None:
    """The same graph."""
    assert export_json(build(folder, keep_going=True).graph) == export_json(build(folder).graph)


def test_settings_reach_the_files(folder: Path) -> None:
    """What is excluded is no concept."""
    assert "filter" not in build(folder, settings=Settings(exclude=("filter.md",))).graph


@given(st.permutations(ENTRIES))
def test_the_order_of_entries_changes_nothing(texts: Sequence[str]) -> None:
    """Shuffled, they give the same bytes."""
    assert export_json(extract(glossary_of(*texts)).graph) == export_json(extract(glossary_of(*ENTRIES)).graph)


def test_an_entry_is_the_same_wherever_its_folder_stands(folder: Path, tmp_path: Path) -> None:
    """No path of this machine is in a graph."""
    other = write_entries(tmp_path / "another" / "place", *ENTRIES)
    assert export_json(build(other).graph) == export_json(build(folder).graph)


def export_with_seed(seed: int, glossary: Path) -> bytes:
    environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
    done = subprocess.run([sys.executable, "-c", EXPORT, str(glossary)], cwd=ROOT, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def test_our_glossary_gives_the_same_bytes_for_any_hash_seed(tmp_path: Path) -> None:
    """Nor does it matter in which order its files were made."""
    again = tmp_path / "glossary"
    for file in sorted((ROOT / "glossary").rglob("*.md"), key=lambda file: file.name[::-1], reverse=True):
        target = again / file.relative_to(ROOT / "glossary")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.read_bytes())
    assert export_with_seed(1, ROOT / "glossary") == export_with_seed(2, again)


SHAPES = {
    "words": "word ",
    "one word": "a",
    "hyphens": "a-",
    "brackets": "( ",
    "one sentence full of settings": "In a thing with a thing for a vector ",
    "one sentence full of openings": "As a result, ",
    "one sentence full of names": "vector and ",
    "one sentence full of its own name": "other vector (OT) ",
    "sentences": "A vector. ",
    "clauses": "It uses vectors; ",
    "list items": "- vector\n",
    "paragraphs": "\n\nvector",
    "code": "`code` vector ",
    "links": "[it](vector.md) ",
    "acronyms": "A (AB) ",
    "introductions": "known as such as ",
}


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_a_text_of_any_shape_is_extracted_in_proportion_to_its_length(shape: str) -> None:
    """Four times the text takes less than eight times the work; quadratic would be sixteen."""

    def extracted(size: int) -> object:
        return extract(glossary_of("# vector\n\nA list.", "# other\n\n" + (shape * (size // len(shape) + 1))[:size]))

    assert growth(extracted, 20_000, times=4) < 8
