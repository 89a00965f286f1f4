"""Whatever stands in a glossary's folder or in a graph file, there are findings or one sentence of an error, never a traceback."""

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from conceptgraph.cache import Cache
from conceptgraph.errors import ConceptGraphError
from conceptgraph.exporters.json import export_json, read_json
from conceptgraph.model import Prose, Run
from conceptgraph.pipeline import build
from conceptgraph.reading.prose import read_prose

SIGNS = st.text(st.sampled_from("ab ()[]{}<>:#-*_`$|\"'\\.,;\n\t\0\ufeff\u2028\u0301é🙂"), max_size=60)
KEYS = st.sampled_from("term aliases topics requires related level match contrast no_link silence names source status title".split())
FRONT = st.lists(st.tuples(KEYS, SIGNS), max_size=4).map(lambda pairs: "".join(f"{key}: {value}\n" for key, value in pairs))
TEXTS = st.one_of(SIGNS, st.tuples(FRONT, SIGNS).map(lambda parts: f"---\n{parts[0]}---\n# x {parts[1]}\n\n{parts[1]} uses x.\n"))
BYTES = st.one_of(st.binary(max_size=80), TEXTS.map(str.encode))


@settings(max_examples=60)
@given(st.lists(BYTES, min_size=1, max_size=3), st.booleans())
def test_any_bytes_in_files_make_a_graph_and_findings(contents: list[bytes], paths: bool) -> None:
    """Also as a curated path; from a cache the same as without one; and the graph can be written and read."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "glossary"
        (folder / "_paths").mkdir(parents=True)
        (folder / "good.md").write_text("# good\n\nA good entry uses x.\n", encoding="utf-8")
        for number, content in enumerate(contents):
            (folder / ("_paths" if paths else "") / f"entry{number}.md").write_bytes(content)
        first = build(folder, keep_going=True)
        assert "good" in {concept.id for concept in first.graph}
        cache = Cache(Path(place) / "cache.sqlite")
        again = [build(folder, keep_going=True, cache=cache) for _ in range(2)]
    text = export_json(first.graph)
    assert [export_json(result.graph) for result in again] == [text, text]
    assert [result.findings for result in again] == [first.findings, first.findings]
    assert export_json(read_json(text, path="graph.json")) == text


WORDS = st.sampled_from("format concepts relations prerequisites id term subject object evidence x".split())
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=5),
)


@given(st.one_of(st.text(), JSON.map(json.dumps)))
@example("[" * 100_000)
@example('{"format": "conceptgraph/1"' + ', "a": [' * 5000)
@example('{"format": "conceptgraph/1", "concepts": ' + "9" * 5000 + "}")
@example('{"format": "conceptgraph/1", "concepts": 1e999}')
@example('"\ud800"')
def test_any_text_as_a_graph_file_is_refused_in_one_sentence(text: str) -> None:
    """What is no graph is said to be none, with its file."""
    with pytest.raises(ConceptGraphError) as told:
        read_json(text, path="graph.json")
    assert str(told.value).startswith("graph.json")
    assert "\n" not in str(told.value)


@given(st.text(max_size=60), st.integers(-10, 200))
def test_any_offset_has_a_place(text: str, offset: int) -> None:
    """Before the text, in it and behind it: on a line of the file, in a column from 1 on."""
    line, column = read_prose(text).place(offset)
    assert 1 <= line <= text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    assert column >= 1 or offset < 0


def test_an_offset_before_all_runs_has_a_place() -> None:
    """The first character of the file."""
    assert Prose(text="a", runs=(Run(start=3, line=2, column=1),)).place(0) == (1, 1)
