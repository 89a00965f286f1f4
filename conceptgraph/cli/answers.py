"""What the asking commands answer: records for tools, and the wording for people."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from conceptgraph.model import Evidence, Prerequisite, Wanted

if TYPE_CHECKING:
    from conceptgraph.cli.glossaries import Place
    from conceptgraph.graph.concept_graph import ConceptGraph
    from conceptgraph.graph.paths import LearningPath


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Why an edge is believed: `kind` is "sentence" or "reason", an author's; and where that stands."""

    kind: str
    said: str
    path: str
    line: int

    def record(self) -> dict[str, Any]:
        """For tools."""
        return {self.kind: self.said, "path": self.path, "line": self.line}

    def text(self, place: "Place") -> str:
        """For people, with a path that can be opened from where they are."""
        quoted = f"“{self.said}”" if self.kind == "sentence" else self.said or "its author says so"
        return f"{quoted} ({place.shown(self.path)}:{self.line})" if self.path else quoted


def ground(edge: Prerequisite) -> Ground:
    """The author's reason where one is given, else the most telling sentence, else that it is declared."""
    return evidence_ground(edge.evidence, reason=edge.reason)


def evidence_ground(evidence: Sequence[Evidence], *, reason: str = "") -> Ground:
    """The reason or the first sentence that the evidence gives, with its place."""
    declared = next((item for item in evidence if item.found_by == "declared"), None)
    if reason or (declared and declared.sentence):
        place = declared or next(iter(evidence), None)
        said = reason or (declared.sentence if declared else "")
        return Ground(kind="reason", said=said, path=place.path if place else "", line=place.line if place else 0)
    telling = next((item for item in evidence if item.sentence), None)
    if telling:
        return Ground(kind="sentence", said=telling.sentence, path=telling.path, line=telling.line)
    return Ground(kind="reason", said="", path=declared.path if declared else "", line=declared.line if declared else 0)


def term(graph: "ConceptGraph", concept: str) -> str:
    """What people call a concept; a foreign one without a record goes by its id."""
    return graph.concept(concept).term if concept in graph else concept


def path_record(graph: "ConceptGraph", learning_path: "LearningPath") -> dict[str, Any]:
    """What `path --format json` writes."""
    return {
        "targets": list(learning_path.targets),
        "known": list(learning_path.known),
        "steps": [
            {
                "id": step.concept,
                "term": term(graph, step.concept),
                "because": [{"for": edge.concept, **ground(edge).record()} for edge in step.because],
            }
            for step in learning_path.steps
        ],
    }


def wanted_records(names: Iterable[Wanted]) -> list[dict[str, Any]]:
    """What `wanted --format json` lists: the records of graph.json."""
    from conceptgraph.exporters.json import wanted_record

    return [wanted_record(name) for name in names]


def as_json(record: Any) -> str:
    """A record for tools, indented for those who look at it."""
    return json.dumps(record, ensure_ascii=False, indent=2)
