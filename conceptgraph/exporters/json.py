"""graph.json, the interchange format "conceptgraph/1": written deterministically, and read back checked.

The bytes follow from the graph alone: records are sorted by the keys in `_ORDER`, scores have `SCORE_DIGITS` digits, and
each record stands on a line of its own, so that two versions of a file can be compared. The promise of the version:
within "conceptgraph/1" keys may be added, never removed, and none changes its meaning. `graph.schema.json` describes it.
"""

import json
import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from itertools import groupby
from typing import Any

from conceptgraph.errors import FormatError
from conceptgraph.exporters.schema import find_fault
from conceptgraph.graph.concept_graph import ConceptGraph
from conceptgraph.graph.difficulty import estimate_difficulties
from conceptgraph.model import Concept, CuratedPath, Dropped, Evidence, Prerequisite, Relation, Wanted

FORMAT = "conceptgraph/1"

#: Digits after the point that a score keeps.
SCORE_DIGITS = 4

_Record = dict[str, Any]

#: One record as one line.
_line = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode

#: What the records of each list are sorted by; records that agree in these are sorted by their text.
_ORDER: Mapping[str, Callable[[_Record], Any]] = {
    "concepts": lambda record: record["id"],
    "relations": lambda record: (record["subject"], record["object"], record["predicate"]),
    "prerequisites": lambda record: (record["concept"], record["requires"]),
    "dropped": lambda record: (record["concept"], record["requires"], record["reason"]),
    "wanted": lambda record: (-len(record["needed_by"]), record["name"].casefold(), record["name"]),
    "paths": lambda record: record["name"],
}


def graph_document(graph: ConceptGraph) -> dict[str, Any]:
    """The graph as plain data, ready for JSON, with every list in its stated order.

    Evidence stays in the order in which the extractor gives it: the most telling first.
    """
    difficulties = estimate_difficulties(graph)
    lists: dict[str, Iterable[_Record]] = {
        "concepts": (concept_record(concept) | {"difficulty": difficulties[concept.id]} for concept in graph.concepts),
        "relations": map(relation_record, graph.relations),
        "prerequisites": map(_prerequisite_record, graph.prerequisites),
        "dropped": map(_dropped_record, graph.dropped),
        "wanted": map(wanted_record, graph.wanted),
        "paths": map(_path_record, graph.paths),
    }
    return {"format": FORMAT} | {name: _sorted(records, by=_ORDER[name]) for name, records in lists.items()}


def export_json(graph: ConceptGraph) -> str:
    """The text of graph.json: one record a line."""
    document = graph_document(graph)
    parts = [f' "format": {_line(document.pop("format"))}']
    for name, records in document.items():
        lines = ",\n".join(f"  {_line(record)}" for record in records)
        parts.append(f' "{name}": [\n{lines}\n ]' if records else f' "{name}": []')
    return "{\n" + ",\n".join(parts) + "\n}\n"


def read_json(text: str, *, path: str) -> ConceptGraph:
    """The graph that a graph.json holds; `path` is its name in messages.

    Raises:
        FormatError: the text is not JSON, not of this format, or says what no graph can: the first fault is named.
    """
    document = _parse(text, path)
    if fault := find_fault(document):
        raise FormatError(f"{path}: {fault}")
    graph = ConceptGraph(
        concepts=map(_read_concept, document["concepts"]),
        relations=map(_read_relation, document["relations"]),
        prerequisites=map(_read_prerequisite, document["prerequisites"]),
        dropped=map(_read_dropped, document["dropped"]),
        wanted=map(_read_wanted, document["wanted"]),
        paths=map(_read_path, document["paths"]),
    )
    _check_names(graph, path)
    _check_order(graph, path)
    return graph


def _sorted(records: Iterable[_Record], *, by: Callable[[_Record], Any]) -> list[_Record]:
    """The records by a key; the few that agree in it by their text, which takes long to make for all."""
    alike = (list(group) for _, group in groupby(sorted(records, key=by), key=by))
    return [record for group in alike for record in (sorted(group, key=_line) if len(group) > 1 else group)]


def _plain(value: Any) -> Any:
    """What front matter can hold as what JSON can hold; dates become texts, and so does any other stranger."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value if value is None or isinstance(value, (str, bool, int, float)) else str(value)


def _refuse(constant: str) -> None:
    raise ValueError(constant)


def concept_record(concept: Concept) -> dict[str, Any]:
    """A concept as the format has it, but for its difficulty."""
    return {
        "id": concept.id,
        "term": concept.term,
        "aliases": list(concept.aliases),
        "topics": list(concept.topics),
        "level": concept.level,
        "status": concept.status,
        "match": concept.match,
        "definition": concept.definition,
        "path": concept.path,
        "line": concept.line,
        "stub": concept.stub,
        "foreign": concept.foreign,
        "source": _plain(concept.source),
        "contrast": dict(sorted(concept.contrast.items())),
        "minutes": concept.minutes,
        "words": concept.words,
        "formulas": concept.formulas,
    }


def evidence_records(evidence: Iterable[Evidence]) -> list[dict[str, Any]]:
    """Places as the format has them."""
    return [
        {
            "sentence": item.sentence,
            "path": item.path,
            "line": item.line,
            "start": item.start,
            "end": item.end,
            "found_by": item.found_by,
        }
        for item in evidence
    ]


def _score(score: float) -> float:
    return round(float(score), SCORE_DIGITS)


def relation_record(relation: Relation) -> dict[str, Any]:
    """A relation as the format has it."""
    return {
        "subject": relation.subject,
        "predicate": relation.predicate,
        "object": relation.object,
        "origin": relation.origin,
        "score": _score(relation.score),
        "evidence": evidence_records(relation.evidence),
    }


def _prerequisite_record(edge: Prerequisite) -> _Record:
    return {
        "concept": edge.concept,
        "requires": edge.requires,
        "score": _score(edge.score),
        "level": edge.level,
        "origin": edge.origin,
        "reason": edge.reason,
        **({"note": edge.note} if edge.note else {}),
        "evidence": evidence_records(edge.evidence),
    }


def _dropped_record(edge: Dropped) -> _Record:
    return {
        "concept": edge.concept,
        "requires": edge.requires,
        "score": _score(edge.score),
        "reason": edge.reason,
        **({"note": edge.note} if edge.note else {}),
        "evidence": evidence_records(edge.evidence),
    }


def wanted_record(wanted: Wanted) -> dict[str, Any]:
    """A wanted concept as the format has it."""
    return {"name": wanted.name, "needed_by": sorted(wanted.needed_by), "evidence": evidence_records(wanted.evidence)}


def _path_record(path: CuratedPath) -> _Record:
    return {"name": path.name, "title": path.title, "targets": list(path.targets), "steps": list(path.steps)}


def _parse(text: str, path: str) -> dict[str, Any]:
    try:
        document = json.loads(text.removeprefix("\ufeff"), parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        place = f":{error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise FormatError(f"{path}{place}: not valid JSON; make the file again with 'conceptgraph build'") from error
    found = document.get("format") if isinstance(document, dict) else None
    if isinstance(document, dict) and found == FORMAT:
        return document
    says = f"its format is {found!r}" if found else "it names no format"
    raise FormatError(f"{path}: not a graph of format {FORMAT!r}: {says}; make it with 'conceptgraph build'")


def _read_concept(record: _Record) -> Concept:
    # A file of an earlier release lacks what has been added since; the schema says what every file has.
    fields = {name: record.get(name, default) for name, default in concept_record(Concept(id="", term="")).items()}
    return Concept(**fields | {"aliases": tuple(record["aliases"]), "topics": tuple(record["topics"])})


def _read_evidence(records: Iterable[_Record]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(
            sentence=record["sentence"],
            path=record["path"],
            line=record["line"],
            start=record["start"],
            end=record["end"],
            found_by=record["found_by"],
        )
        for record in records
    )


def _read_relation(record: _Record) -> Relation:
    return Relation(
        subject=record["subject"],
        predicate=record["predicate"],
        object=record["object"],
        origin=record["origin"],
        score=record["score"],
        evidence=_read_evidence(record["evidence"]),
    )


def _read_prerequisite(record: _Record) -> Prerequisite:
    return Prerequisite(
        concept=record["concept"],
        requires=record["requires"],
        score=record["score"],
        level=record["level"],
        origin=record["origin"],
        reason=record["reason"],
        note=record.get("note", ""),
        evidence=_read_evidence(record["evidence"]),
    )


def _read_dropped(record: _Record) -> Dropped:
    return Dropped(
        concept=record["concept"],
        requires=record["requires"],
        score=record["score"],
        reason=record["reason"],
        note=record.get("note", ""),
        evidence=_read_evidence(record["evidence"]),
    )


def _read_wanted(record: _Record) -> Wanted:
    return Wanted(name=record["name"], needed_by=tuple(record["needed_by"]), evidence=_read_evidence(record["evidence"]))


def _read_path(record: _Record) -> CuratedPath:
    return CuratedPath(name=record["name"], title=record["title"], targets=tuple(record["targets"]), steps=tuple(record["steps"]))


def _check_names(graph: ConceptGraph, path: str) -> None:
    """Every id is a concept's, and no two concepts share one; a foreign `project:name` needs no record."""
    twice = [name for name, count in Counter(concept.id for concept in graph.concepts).items() if count > 1]
    if twice:
        raise FormatError(f"{path}: two concepts have the id {min(twice)!r}; ids are unique")
    uses = [
        *(("relations", name) for edge in graph.relations for name in (edge.subject, edge.object)),
        *(("prerequisites", name) for edge in graph.prerequisites for name in (edge.concept, edge.requires)),
        *(("dropped", name) for edge in graph.dropped for name in (edge.concept, edge.requires)),
        *(("wanted", name) for wanted in graph.wanted for name in wanted.needed_by),
        *(("paths", name) for curated in graph.paths for name in (*curated.targets, *curated.steps)),
    ]
    for where, name in uses:
        if name not in graph and ":" not in name:
            raise FormatError(f"{path}: {where!r} names {name!r}, which is no concept of the file")


def _check_order(graph: ConceptGraph, path: str) -> None:
    """Prerequisites are acyclic: paths and counts rest on it."""
    from graphlib import CycleError, TopologicalSorter

    sorter: TopologicalSorter[str] = TopologicalSorter()
    for edge in graph.prerequisites:
        sorter.add(edge.concept, edge.requires)
    try:
        sorter.prepare()
    except CycleError as error:
        # graphlib names the cycle from what is needed to what needs it; people read the other way.
        cycle = " -> ".join(reversed(error.args[1]))
        raise FormatError(f"{path}: these prerequisites form a cycle: {cycle}; they must have an order") from error
