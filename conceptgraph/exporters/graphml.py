"""GraphML for Gephi, yEd, networkx and other graph tools: prerequisites and relations as edges of one directed multigraph.

An edge's `kind` is "prerequisite" or "relation". Lists are joined by "; ", what is empty is left out, and characters that
XML cannot hold are left out too. What was dropped, what is wanted and the curated paths are in graph.json alone.
"""

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from conceptgraph.exporters.json import SCORE_DIGITS
from conceptgraph.graph.concept_graph import ConceptGraph
from conceptgraph.model import Concept, Evidence, Prerequisite, Relation

if TYPE_CHECKING:
    import networkx as nx

_Value = str | int | float | bool

#: What XML 1.0 has no way to write.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def export_graphml(graph: ConceptGraph) -> str:
    """The text of a GraphML file that `networkx.read_graphml` reads again."""
    import networkx as nx

    return "\n".join(nx.generate_graphml(as_network(graph), encoding="utf-8", named_key_ids=True)) + "\n"


def as_network(graph: ConceptGraph) -> "nx.MultiDiGraph[str]":
    """The graph as GraphML can hold it: nodes and edges with plain attributes, in the graph's own order."""
    import networkx as nx

    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for concept in graph.concepts:
        network.add_node(_clean(concept.id), **_attributes(_concept(concept)))
    edges = [
        *((edge.concept, edge.requires, _prerequisite(edge)) for edge in graph.prerequisites),
        *((edge.subject, edge.object, _relation(edge)) for edge in graph.relations),
    ]
    for number, (source, target, values) in enumerate(edges):
        network.add_edge(_clean(source), _clean(target), key=f"e{number}", **_attributes(values))
    return network


def _concept(concept: Concept) -> Mapping[str, _Value | None]:
    return {
        "term": concept.term,
        "aliases": "; ".join(concept.aliases),
        "topics": "; ".join(concept.topics),
        "level": concept.level,
        "status": concept.status,
        "definition": concept.definition,
        "path": concept.path,
        "line": concept.line,
        "stub": concept.stub,
        "foreign": concept.foreign,
    }


def _prerequisite(edge: Prerequisite) -> Mapping[str, _Value | None]:
    return {
        "kind": "prerequisite",
        "predicate": "requires",
        "strength": edge.level,
        "score": round(edge.score, SCORE_DIGITS),
        "origin": edge.origin,
        "reason": edge.reason,
        **_place(edge.evidence),
    }


def _relation(edge: Relation) -> Mapping[str, _Value | None]:
    return {
        "kind": "relation",
        "predicate": edge.predicate,
        "score": round(edge.score, SCORE_DIGITS),
        "origin": edge.origin,
        **_place(edge.evidence),
    }


def _place(evidence: Iterable[Evidence]) -> Mapping[str, _Value]:
    """The most telling sentence and where it stands."""
    for item in evidence:
        return {"sentence": item.sentence, "path": item.path, "line": item.line}
    return {}


def _attributes(values: Mapping[str, _Value | None]) -> dict[str, _Value]:
    cleaned = {name: _clean(value) if isinstance(value, str) else value for name, value in values.items()}
    return {name: value for name, value in cleaned.items() if value is not None and value != ""}


def _clean(text: str) -> str:
    return _NOT_XML.sub("", text)
