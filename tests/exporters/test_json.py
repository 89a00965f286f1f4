"""graph.json: what it holds, that its bytes follow from the graph alone, and that what is read is checked."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from conceptgraph.errors import FormatError
from conceptgraph.exporters.json import export_json, graph_document, read_json
from conceptgraph.exporters.schema import find_fault, schema
from conceptgraph.graph.concept_graph import ConceptGraph
from conceptgraph.model import Concept, Prerequisite

#: Graphs take a while to draw, and longer on a busy machine.
law = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])

KEYS = {
    "concepts": (
        "id term aliases topics level status match definition path line stub foreign source contrast minutes words formulas difficulty"
    ),
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


def shuffle(graph: ConceptGraph, random: Any) -> ConceptGraph:
    """The same graph, built from its parts in another order."""
    return ConceptGraph(**{name: random.sample(getattr(graph, name), len(getattr(graph, name))) for name in LISTS})


def edge(concept: str, requires: str, **change: Any) -> dict[str, Any]:
    """The record of a prerequisite."""
    return {
        "concept": concept,
        "requires": requires,
        "score": 1,
        "level": "core",
        "origin": "declared",
        "reason": "",
        "evidence": [],
    } | change


@pytest.mark.parametrize("name", KEYS)
def test_every_record_has_the_keys_of_the_format_in_their_order(graph: ConceptGraph, name: str) -> None:
    """A record of each list has exactly the keys the format promises."""
    assert " ".join(graph_document(graph)[name][0]) == KEYS[name]


def test_evidence_has_the_keys_of_the_format(graph: ConceptGraph) -> None:
    """Evidence has exactly the keys the format promises."""
    evidence = graph_document(graph)["prerequisites"][0]["evidence"][0]
    assert " ".join(evidence) == "sentence path line start end found_by"


def test_the_format_is_named_first(graph: ConceptGraph) -> None:
    """A reader can tell the version from the first line."""
    assert export_json(graph).startswith('{\n "format": "conceptgraph/1",\n')


def test_each_record_has_its_line(graph: ConceptGraph) -> None:
    """A changed concept changes one line of the file."""
    lines = export_json(graph).splitlines()
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


@law
@given(st.from_type(ConceptGraph))
def test_export_then_read_gives_the_same_graph(graph: ConceptGraph) -> None:
    """Nothing is lost on the way through a file, and a second export gives equal bytes."""
    text = export_json(graph)
    again = read_json(text, path="graph.json")
    assert same(again, graph)
    assert export_json(again) == text


@law
@given(st.from_type(ConceptGraph), st.randoms(use_true_random=False))
def test_the_order_of_what_goes_in_changes_no_byte(graph: ConceptGraph, random: Any) -> None:
    """Shuffled parts give equal bytes."""
    assert export_json(shuffle(graph, random)) == export_json(graph)


@law
@given(st.from_type(ConceptGraph))
def test_every_export_keeps_to_the_schema(graph: ConceptGraph) -> None:
    """What is written is valid by the shipped schema, as jsonschema reads it."""
    Draft202012Validator(schema()).validate(graph_document(graph))


def test_the_schema_is_a_schema() -> None:
    """The shipped schema itself is valid."""
    Draft202012Validator.check_schema(schema())


PLACES = st.sampled_from(
    [
        *((name, key) for name, keys in KEYS.items() for key in keys.split()),
        *(("evidence", key) for key in "sentence path line start end found_by".split()),
    ]
)
VALUES = st.sampled_from([None, "", "core", "x", -1, 0, 1, 2, 5, 6, 0.5, 1.0, True, [], [1], ["a"], [""], {}, {"a": 1}, {"a": "b"}, ...])


def put(document: dict[str, Any], place: tuple[str, str], value: Any) -> None:
    """Change the first record of a list; `...` takes the key out."""
    record = document["dropped"][0]["evidence"][0] if place[0] == "evidence" else document[place[0]][0]
    record[place[1]] = value
    if value is ...:
        del record[place[1]]


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=PLACES, value=VALUES)
def test_the_quick_check_agrees_with_jsonschema(graph: ConceptGraph, place: tuple[str, str], value: Any) -> None:
    """With any value put anywhere, or a key taken out, a document is refused exactly when jsonschema refuses it."""
    document = graph_document(graph)
    put(document, place, value)
    assert (find_fault(document) == "") == Draft202012Validator(schema()).is_valid(document)


SEEDED = """
from conceptgraph.exporters.json import export_json
from conceptgraph.graph.concept_graph import ConceptGraph
from conceptgraph.model import Concept, Relation
ids = {"adam", "momentum", "gradient", "rmsprop", "vector"}
relations = {Relation(subject=a, predicate="mentions", object=b) for a in ids for b in ids}
print(export_json(ConceptGraph(concepts=[Concept(id=name, term=name) for name in ids], relations=relations)))
"""


def test_the_hash_seed_changes_no_byte() -> None:
    """Two processes with different hash seeds write equal bytes, though the parts come out of sets."""
    texts = {
        subprocess.run([sys.executable, "-c", SEEDED], env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, check=True).stdout
        for seed in ("1", "2")
    }
    assert len(texts) == 1


ALIEN = "graph.json: not a graph of format 'conceptgraph/1': {}; make it with 'conceptgraph build'"

NOT_OURS = {
    "not JSON": ("{\n,", "graph.json:2: not valid JSON; make the file again with 'conceptgraph build'"),
    "NaN": ('{"format": NaN}', "graph.json: not valid JSON; make the file again with 'conceptgraph build'"),
    "another kind of file": ("[1]", ALIEN.format("it names no format")),
    "another version": ('{"format": "conceptgraph/9"}', ALIEN.format("its format is 'conceptgraph/9'")),
    "a list missing": ('{"format": "conceptgraph/1"}', "graph.json: the document: 'concepts' is a required property"),
}


@pytest.mark.parametrize("name", NOT_OURS)
def test_a_file_that_is_not_ours_is_refused_with_one_sentence(name: str) -> None:
    """What is wrong is said, and how to make the file."""
    text, message = NOT_OURS[name]
    with pytest.raises(FormatError) as caught:
        read_json(text, path="graph.json")
    assert str(caught.value) == message


REFUSED = {
    "an unknown level": (
        {"prerequisites": [edge("adam", "momentum", level="high")]},
        "graph.json: prerequisites[0].level: 'high' is not one of ['core', 'usual']",
    ),
    "an unknown concept": (
        {"paths": [{"name": "p", "title": "P", "targets": ["sgd"], "steps": []}]},
        "graph.json: 'paths' names 'sgd', which is no concept of the file",
    ),
    "a cycle": (
        {"prerequisites": [edge("adam", "momentum"), edge("momentum", "adam")]},
        "graph.json: these prerequisites form a cycle: adam -> momentum -> adam; they must have an order",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_fault_is_named_with_its_place(graph: ConceptGraph, name: str) -> None:
    """A document of the right shape that no graph can have is refused."""
    change, message = REFUSED[name]
    with pytest.raises(FormatError) as caught:
        read_json(json.dumps(graph_document(graph) | change), path="graph.json")
    assert str(caught.value) == message


def test_ids_are_unique(graph: ConceptGraph) -> None:
    """A concept that stands twice is named."""
    document = graph_document(graph)
    document["concepts"] *= 2
    with pytest.raises(FormatError, match="two concepts have the id 'adam'; ids are unique"):
        read_json(json.dumps(document), path="graph.json")


def test_deep_nesting_is_refused() -> None:
    """A file that would exhaust the stack is refused like any other that is not ours."""
    with pytest.raises(FormatError):
        read_json("[" * 200_000, path="graph.json")


def test_unknown_keys_are_ignored(graph: ConceptGraph) -> None:
    """A newer file of the same version is read: keys it adds are left alone."""
    document = graph_document(graph)
    document["concepts"][0]["weight"] = 6
    assert same(read_json(json.dumps(document | {"made": "later"}), path="graph.json"), graph)


def test_a_file_of_before_is_read(graph: ConceptGraph) -> None:
    """What a later release has added to a record may be missing, and then is what an empty entry has."""
    document = graph_document(graph)
    for record in document["concepts"]:
        for name in ("minutes", "words", "formulas", "difficulty"):
            del record[name]
    concepts = read_json(json.dumps(document), path="graph.json").concepts
    assert [concept.id for concept in concepts] == [concept.id for concept in graph.concepts]
    assert {(concept.minutes, concept.words, concept.formulas) for concept in concepts} == {(None, 0, 0)}


def test_a_foreign_concept_needs_no_record(graph: ConceptGraph) -> None:
    """`project:name` may be required without a concept of its own."""
    document = graph_document(graph) | {"prerequisites": [edge("adam", "numpy:array")]}
    assert read_json(json.dumps(document), path="graph.json").prerequisites[0].requires == "numpy:array"
