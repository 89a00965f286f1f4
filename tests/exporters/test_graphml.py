"""GraphML: networkx reads back what was written."""

import io
from typing import Any

import networkx as nx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conceptgraph.exporters.graphml import as_network, export_graphml
from conceptgraph.graph.concept_graph import ConceptGraph
from conceptgraph.model import Concept

#: Graphs take a while to draw, and longer on a busy machine.
law = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read(text: str) -> Any:
    """The network of a GraphML text."""
    return nx.read_graphml(io.BytesIO(text.encode("utf-8")), force_multigraph=True)


def test_a_concept_carries_its_labels(graph: ConceptGraph) -> None:
    """A node has the term and joined aliases, and nothing for what is empty."""
    node = read(export_graphml(graph)).nodes["adam"]
    assert node["term"] == "Adam"
    assert node["aliases"] == "Adam optimizer; adaptive moment estimation"
    assert "level" not in node


def test_a_prerequisite_carries_its_sentence(graph: ConceptGraph) -> None:
    """An edge has kind, strength, score and place."""
    edges = read(export_graphml(graph)).get_edge_data("adam", "momentum").values()
    edge = next(edge for edge in edges if edge["kind"] == "prerequisite")
    assert (edge["strength"], edge["score"], edge["sentence"], edge["line"]) == ("core", 0.94, "Adam extends momentum.", 9)


@law
@given(st.from_type(ConceptGraph))
def test_networkx_reads_back_what_was_written(graph: ConceptGraph) -> None:
    """Nodes, edges and all their attributes survive (line ends as XML has them)."""
    written = as_network(graph)
    again = read(export_graphml(graph))
    assert as_lines(again.nodes(data=True)) == as_lines(written.nodes(data=True))
    assert as_lines(again.edges(keys=True, data=True)) == as_lines(written.edges(keys=True, data=True))


def as_lines(items: Any) -> list[str]:
    """Comparable texts; XML reads a carriage return as a line feed."""
    return sorted(f"{item[:-1]} {sorted(item[-1].items())}".replace("\\r\\n", "\\n").replace("\\r", "\\n") for item in items)


def test_characters_xml_cannot_hold_are_left_out() -> None:
    """A control character in a label does not spoil the file."""
    graph = ConceptGraph(concepts=[Concept(id="a", term="be\x00ll\x07 <b>&amp;")])
    assert read(export_graphml(graph)).nodes["a"]["term"] == "bell <b>&amp;"
