"""Tables for spreadsheets and databases: one of the edges, one of the concepts.

Comma-separated with a header, quoted where needed, lines ending in CR LF (RFC 4180). An edge's `kind` is "prerequisite" or
"relation"; `because` is its author's reason or its most telling sentence. Lists are joined by "; ".
"""

import csv
import io
from collections.abc import Iterable, Sequence

from conceptgraph.exporters.json import SCORE_DIGITS
from conceptgraph.graph.concept_graph import ConceptGraph
from conceptgraph.model import Evidence

EDGE_COLUMNS = ("kind", "subject", "predicate", "object", "level", "score", "origin", "because", "path", "line")
CONCEPT_COLUMNS = ("id", "term", "aliases", "topics", "level", "status", "definition", "path", "line", "stub", "foreign")

_Row = tuple[object, ...]


def export_edges(graph: ConceptGraph) -> str:
    """One row an edge, the prerequisites first, in the order of graph.json."""
    return _table(EDGE_COLUMNS, [*_prerequisite_rows(graph), *_relation_rows(graph)])


def export_concepts(graph: ConceptGraph) -> str:
    """One row a concept, sorted by id."""
    return _table(
        CONCEPT_COLUMNS,
        (
            (
                concept.id,
                concept.term,
                "; ".join(concept.aliases),
                "; ".join(concept.topics),
                "" if concept.level is None else concept.level,
                concept.status,
                concept.definition,
                concept.path,
                concept.line,
                str(concept.stub).lower(),
                str(concept.foreign).lower(),
            )
            for concept in graph.concepts
        ),
    )


def _prerequisite_rows(graph: ConceptGraph) -> Iterable[_Row]:
    for edge in graph.prerequisites:
        score = round(edge.score, SCORE_DIGITS)
        sentence, path, line = _place(edge.evidence)
        because = edge.reason or sentence
        yield "prerequisite", edge.concept, "requires", edge.requires, edge.level, score, edge.origin, because, path, line


def _relation_rows(graph: ConceptGraph) -> Iterable[_Row]:
    for edge in graph.relations:
        score = round(edge.score, SCORE_DIGITS)
        yield "relation", edge.subject, edge.predicate, edge.object, "", score, edge.origin, *_place(edge.evidence)


def _place(evidence: Sequence[Evidence]) -> tuple[str, str, object]:
    """The most telling sentence, its file and its line; empty where nothing stands behind an edge."""
    return (evidence[0].sentence, evidence[0].path, evidence[0].line) if evidence else ("", "", "")


def _table(columns: Sequence[str], rows: Iterable[_Row]) -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue()
