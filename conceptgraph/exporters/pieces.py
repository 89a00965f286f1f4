"""graph.json in pieces of text that stay as they are while the rest of a glossary changes.

What `json` writes of a whole graph is put together here from the evidence of single pairs, the relations of single
subjects and the concepts without their difficulty. The bytes are the same.
"""

import json
from collections.abc import Iterable, Mapping

from conceptgraph.exporters.json import FORMAT, SCORE_DIGITS, concept_record, evidence_records, graph_document, relation_record
from conceptgraph.extraction.prerequisites import Pair, Verdict
from conceptgraph.graph.concept_graph import ConceptGraph
from conceptgraph.model import Concept, Evidence, Relation, Wanted

#: One value as one line.
_text = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def concept_head(concept: Concept) -> str:
    """The record of a concept up to its difficulty."""
    return _text(concept_record(concept))[:-1]


def concept_line(head: str, difficulty: int) -> str:
    """The whole record of a concept."""
    return f'{head}, "difficulty": {difficulty}}}'


def relation_line(relation: Relation) -> str:
    """The record of a relation."""
    return _text(relation_record(relation))


def evidence_text(evidence: Iterable[Evidence]) -> str:
    """Places as the inside of a JSON list: two such texts are joined by `join_evidence`."""
    return _text(evidence_records(evidence))[1:-1]


def join_evidence(*texts: str) -> str:
    """One such text of several; empty ones are none."""
    return ", ".join(filter(None, texts))


def order_lines(verdicts: Mapping[Pair, Verdict], evidence: Mapping[Pair, str], reasons: Mapping[Pair, str]) -> tuple[list[str], list[str]]:
    """The records of the prerequisites, and of those that are dropped, from what was decided, in its order.

    `reasons` are those of the declared ones.
    """
    names = {name: _text(name) for pair in verdicts for name in pair}
    notes = {verdict.note: f'"note": {_text(verdict.note)}, ' if verdict.note else "" for verdict in verdicts.values()}
    kept: list[str] = []
    dropped: list[str] = []
    for pair, (score, level, reason, note, declared) in verdicts.items():
        if level is None and reason is None:
            continue
        line = f'{{"concept": {names[pair[0]]}, "requires": {names[pair[1]]}, "score": {round(float(score), SCORE_DIGITS)}, '
        if reason is not None:
            dropped.append(f'{line}"reason": "{reason}", {notes[note]}"evidence": [{evidence[pair]}]}}')
        else:
            said, origin = (_text(reasons[pair]), "declared") if declared else ('""', "inferred")
            about = f'"level": "{level}", "origin": "{origin}", "reason": {said}, {notes[note]}'
            kept.append(f'{line}{about}"evidence": [{evidence[pair]}]}}')
    return kept, dropped


def wanted_lines(wanted: Iterable[Wanted]) -> list[str]:
    """The records of the wanted concepts, in their order."""
    return [_text(record) for record in graph_document(ConceptGraph(concepts=(), wanted=wanted))["wanted"]]


def join_lines(lists: Mapping[str, Iterable[str]]) -> str:
    """The text of graph.json from the lines of each of its lists."""
    parts = [f' "format": {_text(FORMAT)}']
    for name, lines in lists.items():
        inside = ",\n  ".join(lines)
        parts.append(f' "{name}": [\n  {inside}\n ]' if inside else f' "{name}": []')
    return "{\n" + ",\n".join(parts) + "\n}\n"
