"""graph.json: what it holds, that its bytes follow from the graph alone, and that what is read is checked."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest
from exporters.graphs import graph_parts, small_graph
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from conceptgraph.errors import FormatError
from conceptgraph.exporters.json import export_json, graph_document, read_json
from conceptgraph.exporters.schema import find_fault, schema
from conceptgraph.graph.concept_graph import ConceptGraph
from conceptgraph.model import Concept, Prerequisite

KEYS = {
    "concepts": "id term aliases topics level status match definition path line stub foreign source contrast",
    "relations": "subject predicate object origin score evidence",
    "prerequisites": "concept requires score level origin reason evidence",
    "dropped": "concept requires score reason evidence",
    "wanted": "name needed_by evidence",
    "paths": "name title targets steps",
}

LISTS = ("concepts", "relations", "prerequisites", "dropped", "wanted", "paths")


def same(one: ConceptGraph, other: ConceptGraph) -> bool:
    """Whether two graphs hold equal tuples."""
    return all(getattr(one, name) == getattr(other, name) for name in LISTS)


def broken(change: dict[str, Any]) -> str:
    """The text of the small graph's document with some keys replaced."""
    return json.dumps(graph_document(small_graph()) | change)


@pytest.mark.parametrize("name", KEYS)
def test_every_record_has_the_keys_of_the_format_in_their_order(name: str) -> None:
    """A record of each list has exactly the keys the format promises."""
    assert " ".join(graph_document(small_graph())[name][0]) == KEYS[name]


def test_evidence_has_the_keys_of_the_format() -> None:
    """Evidence has exactly the keys the format promises."""
    evidence = graph_document(small_graph())["prerequisites"][0]["evidence"][0]
    assert " ".join(evidence) == "sentence path line start end found_by"


def test_the_format_is_named_first() -> None:
    """A reader can tell the version from the first line."""
    assert export_json(small_graph()).startswith('{\n "format": "conceptgraph/1",\n')


def test_each_record_has_its_line() -> None:
    """A changed concept changes one line of the file."""
    lines = export_json(small_graph()).splitlines()
    assert sum('"term": "Adam"' in line for line in lines) == 1
    assert json.loads(next(line for line in lines if '"term": "Adam"' in line).rstrip(","))["id"] == "adam"


def test_an_empty_graph_is_valid() -> None:
    """A graph of nothing is written and read."""
    assert len(read_json(export_json(ConceptGraph(concepts=[])), path="graph.json")) == 0


def test_scores_keep_four_digits() -> None:
    """A score is rounded, so that no digit depends on the machine."""
    edge = Prerequisite(concept="b", requires="a", score=0.1 + 0.2 + 0.00004, level="usual")
    graph = ConceptGraph(concepts=[Concept(id="a", term="a"), Concept(id="b", term="b")], prerequisites=[edge])
    assert graph_document(graph)["prerequisites"][0]["score"] == 0.3


def test_what_yaml_knows_and_json_does_not_becomes_text() -> None:
    """Dates, infinities and keys that are numbers in `source` are written as texts."""
    from datetime import date

    concept = Concept(id="a", term="a", source={1: date(2024, 5, 1), "x": (float("inf"), True)})
    assert graph_document(ConceptGraph(concepts=[concept]))["concepts"][0]["source"] == {"1": "2024-05-01", "x": ["inf", True]}


@given(graph_parts())
def test_export_then_read_gives_the_same_graph(parts: dict[str, Any]) -> None:
    """Nothing is lost on the way through a file, and a second export gives equal bytes."""
    graph = ConceptGraph(**parts)
    text = export_json(graph)
    again = read_json(text, path="graph.json")
    assert same(again, graph)
    assert export_json(again) == text


@given(graph_parts(), st.randoms(use_true_random=False))
def test_the_order_of_what_goes_in_changes_no_byte(parts: dict[str, Any], random: Any) -> None:
    """Shuffled parts give equal bytes."""
    shuffled = {name: random.sample(values, len(values)) for name, values in parts.items()}
    assert export_json(ConceptGraph(**shuffled)) == export_json(ConceptGraph(**parts))


@given(graph_parts())
def test_every_export_keeps_to_the_schema(parts: dict[str, Any]) -> None:
    """What is written is valid by the shipped schema, as jsonschema reads it."""
    Draft202012Validator(schema()).validate(graph_document(ConceptGraph(**parts)))


def test_the_schema_is_a_schema() -> None:
    """The shipped schema itself is valid."""
    Draft202012Validator.check_schema(schema())


PLACES = st.sampled_from([
    *((name, key) for name, keys in KEYS.items() for key in keys.split()),
    *(("evidence", key) for key in "sentence path line start end found_by".split()),
])
VALUES = st.sampled_from([None, "", "core", "x", -1, 0, 1, 2, 5, 6, 0.5, 1.0, True, [], [1], ["a"], [""], {}, {"a": 1}, {"a": "b"}, ...])


@given(PLACES, VALUES)
def test_the_quick_check_agrees_with_jsonschema(place: tuple[str, str], value: Any) -> None:
    """With any value put anywhere, or a key taken out, a document is refused exactly when jsonschema refuses it."""
    document = graph_document(small_graph())
    record = document["dropped"][0]["evidence"][0] if place[0] == "evidence" else document[place[0]][0]
    if value is ...:
        del record[place[1]]
    else:
        record[place[1]] = value
    assert (find_fault(document) == "") == Draft202012Validator(schema()).is_valid(document)


def test_the_hash_seed_changes_no_byte() -> None:
    """Two processes with different hash seeds write equal bytes."""
    program = "from exporters.graphs import small_graph; from conceptgraph.exporters.json import export_json; print(export_json(small_graph()))"
    texts = {
        subprocess.run(
            [sys.executable, "-c", program],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(texts) == 1


REFUSED = {
    "not JSON": ("{\n,", "graph.json:2: not valid JSON; make the file again with 'conceptgraph build'"),
    "NaN": ('{"format": NaN}', "graph.json: not valid JSON; make the file again with 'conceptgraph build'"),
    "another kind of file": ("[1]", "graph.json: not a graph of format 'conceptgraph/1': it names no format; make it with 'conceptgraph build'"),
    "another version": (
        '{"format": "conceptgraph/9"}',
        "graph.json: not a graph of format 'conceptgraph/1': its format is 'conceptgraph/9'; make it with 'conceptgraph build'",
    ),
    "a list missing": ('{"format": "conceptgraph/1"}', "graph.json: the document: 'concepts' is a required property"),
    "an unknown level": (
        broken({"prerequisites": [{"concept": "adam", "requires": "momentum", "score": 1, "level": "high", "origin": "declared", "reason": "", "evidence": []}]}),
        "graph.json: prerequisites[0].level: 'high' is not one of ['core', 'usual']",
    ),
    "an unknown concept": (
        broken({"paths": [{"name": "p", "title": "P", "targets": ["sgd"], "steps": []}]}),
        "graph.json: 'paths' names 'sgd', which is no concept of the file",
    ),
    "a concept twice": (
        broken({"concepts": graph_document(small_graph())["concepts"] * 2}),
        "graph.json: two concepts have the id 'adam'; ids are unique",
    ),
    "a cycle": (
        broken({
            "prerequisites": [
                {"concept": a, "requires": b, "score": 1, "level": "core", "origin": "declared", "reason": "", "evidence": []}
                for a, b in (("adam", "momentum"), ("momentum", "adam"))
            ]
        }),
        "graph.json: these prerequisites form a cycle: adam -> momentum -> adam; they must have an order",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_faulty_file_is_refused_with_one_sentence(name: str) -> None:
    """Each fault is named with its place."""
    text, message = REFUSED[name]
    with pytest.raises(FormatError) as caught:
        read_json(text, path="graph.json")
    assert str(caught.value) == message


def test_deep_nesting_is_refused() -> None:
    """A file that would exhaust the stack is refused like any other that is not ours."""
    with pytest.raises(FormatError):
        read_json("[" * 200_000, path="graph.json")


def test_unknown_keys_are_ignored() -> None:
    """A newer file of the same version is read: keys it adds are left alone."""
    document = graph_document(small_graph())
    document["concepts"][0]["minutes"] = 6
    assert same(read_json(json.dumps(document | {"made": "later"}), path="graph.json"), small_graph())


def test_a_foreign_concept_needs_no_record() -> None:
    """`project:name` may be required without a concept of its own."""
    edge = {"concept": "adam", "requires": "numpy:array", "score": 1, "level": "core", "origin": "declared", "reason": "", "evidence": []}
    assert read_json(broken({"prerequisites": [edge]}), path="graph.json").prerequisites[0].requires == "numpy:array"
