"""What the asking commands answer: records for tools, and the wording for people."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from conceptgraph.model import Evidence, Prerequisite, Wanted

if TYPE_CHECKING:
    from conceptgraph.cli.glossaries import Place
    from conceptgraph.graph.budgets import Fitted
    from conceptgraph.graph.concept_graph import ConceptGraph


#: How many sentences stand below a suggestion, and of one with more characters than this, so many are shown.
SENTENCES = 3
LONGEST = 200


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

    def text(self, place: "Place", *, around: Sequence[str] = ()) -> str:
        """For people, with a path that can be opened from where they are.

        Where names are given, a long sentence is cut around the first of them that stands in it.
        """
        near = next((name for name in around if _find_name(name, self.said)[1]), "")
        said = shorten(self.said, around=near) if around else self.said
        quoted = f"“{said}”" if self.kind == "sentence" else self.said or "its author says so"
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


def names_of(graph: "ConceptGraph", concept: str) -> tuple[str, ...]:
    """What a sentence may call a concept: its term, then the longest alias, each also without its brackets."""
    from conceptgraph.reading.names import short_labels

    if concept not in graph:
        return (concept,)
    found = graph.concept(concept)
    labels = (found.term, *sorted(found.aliases, key=lambda label: (-len(label), label)))
    return tuple(dict.fromkeys(name for label in labels for name in (label, *short_labels(label))))


def sentence_lines(evidence: Sequence[Evidence], place: "Place", *, around: str | Callable[[Evidence], str]) -> list[str]:
    """The first sentences with their places, each once: one may name a concept twice. Long ones are cut around a name."""
    lines = []
    for item in evidence:
        found = evidence_ground([item])
        name = around if isinstance(around, str) else around(item)
        lines.append(replace(found, said=shorten(found.said, around=name)).text(place))
    return list(dict.fromkeys(lines))[:SENTENCES]


def shorten(sentence: str, *, around: str) -> str:
    """A sentence for people: a long one only around a name, "… like this …", cut between words."""
    if len(sentence) <= LONGEST:
        return sentence
    start, end = _find_name(" ".join(around.split()), sentence)
    left = max(0, min(start - (LONGEST - (end - start)) // 2, len(sentence) - LONGEST))
    right = max(end, min(len(sentence), left + LONGEST))
    # Where a word is longer than what is shown, it is cut.
    if left:
        left = max(left, sentence.find(" ", left - 1, start) + 1)
    if right < len(sentence):
        space = sentence.rfind(" ", end, right + 1)
        right = space if space > left else right
    return f"{'… ' if left else ''}{sentence[left:right]}{' …' if right < len(sentence) else ''}"


def _find_name(name: str, sentence: str) -> tuple[int, int]:
    """Where a name stands in a sentence, in any case: rather as a word or the beginning of one, such as its plural."""
    folded, wanted = sentence.lower(), name.lower()
    if (len(folded), len(wanted)) != (len(sentence), len(name)):  # a few letters are longer in lower case
        folded, wanted = sentence, name
    start = f" {folded}".find(f" {wanted}")
    start = folded.find(wanted) if start < 0 else start
    return (start, start + len(name)) if start >= 0 else (0, 0)


def evidence_record(item: Evidence) -> dict[str, Any]:
    """A sentence whole and its place, for tools."""
    return {"sentence": item.sentence, "path": item.path, "line": item.line}


def term(graph: "ConceptGraph", concept: str) -> str:
    """What people call a concept; a foreign one without a record goes by its id."""
    return graph.concept(concept).term if concept in graph else concept


def path_record(graph: "ConceptGraph", fitted: "Fitted", minutes: Mapping[str, int]) -> dict[str, Any]:
    """What `path --format json` writes; `left` has what a budget leaves out."""
    learning_path = fitted.path
    return {
        "targets": list(learning_path.targets),
        "known": list(learning_path.known),
        "steps": [
            {
                "id": step.concept,
                "term": term(graph, step.concept),
                "minutes": minutes[step.concept],
                "because": [{"for": edge.concept, **ground(edge).record()} for edge in step.because],
            }
            for step in learning_path.steps
        ],
        "minutes": sum(minutes[step.concept] for step in learning_path.steps),
        "left": [{"id": step.concept, "term": term(graph, step.concept), "minutes": minutes[step.concept]} for step in fitted.left],
    }


def wanted_records(names: Iterable[Wanted]) -> list[dict[str, Any]]:
    """What `wanted --format json` lists: the records of graph.json."""
    from conceptgraph.exporters.json import wanted_record

    return [wanted_record(name) for name in names]


def as_json(record: Any) -> str:
    """A record for tools, indented for those who look at it."""
    return json.dumps(record, ensure_ascii=False, indent=2)
