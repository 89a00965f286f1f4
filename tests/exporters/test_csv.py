"""The tables: their columns, and that a reader of CSV gets back what was written."""

import csv
import io

from conceptgraph.exporters.csv import export_concepts, export_edges
from conceptgraph.graph.concept_graph import ConceptGraph
from conceptgraph.model import Concept, Prerequisite


def read(text: str) -> list[dict[str, str]]:
    """The rows of a table."""
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_prerequisites_come_first_with_their_sentence(graph: ConceptGraph) -> None:
    """The first row is the prerequisite, complete."""
    assert read(export_edges(graph))[0] == {
        "kind": "prerequisite",
        "subject": "adam",
        "predicate": "requires",
        "object": "momentum",
        "level": "core",
        "score": "0.94",
        "origin": "inferred",
        "because": "Adam extends momentum.",
        "path": "adam.md",
        "line": "9",
    }


def test_every_edge_has_a_row(graph: ConceptGraph) -> None:
    """Relations follow, also those without evidence."""
    assert [row["predicate"] for row in read(export_edges(graph))] == ["requires", "extends", "contrasts with"]


def test_a_reason_goes_before_a_sentence() -> None:
    """What the author says is why."""
    edge = Prerequisite(concept="b", requires="a", score=1, level="core", origin="declared", reason="it is a form of it")
    graph = ConceptGraph(concepts=[Concept(id="a", term="a"), Concept(id="b", term="b")], prerequisites=[edge])
    assert read(export_edges(graph))[0]["because"] == "it is a form of it"


def test_every_concept_has_a_row(graph: ConceptGraph) -> None:
    """Concepts without edges are in the table too, with joined lists."""
    rows = read(export_concepts(graph))
    assert [row["id"] for row in rows] == ["adam", "momentum", "rmsprop"]
    assert rows[0]["topics"] == "optimization; training"
    assert (rows[1]["level"], rows[2]["level"], rows[2]["stub"]) == ("2", "", "true")


def test_quotes_commas_and_line_ends_survive() -> None:
    """A label that CSV must quote comes back as it was."""
    label = 'a "b", c\nd; e'
    assert read(export_concepts(ConceptGraph(concepts=[Concept(id="a", term=label)])))[0]["term"] == label
