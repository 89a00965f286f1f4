"""What a build keeps for the next one: the pieces of graph.json by entry, and what decided how they are put together.

`Fixed` follows from front matter and names, and stays while only texts change; `Moving` has what each text adds. Both are
columns of plain data, in the order of the entries, so that they are read back faster than the objects they stand for.
`rebuilding` says when they may be used.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from conceptgraph.cache import digest_of
from conceptgraph.exporters import pieces
from conceptgraph.extraction.names import Name
from conceptgraph.extraction.prerequisites import (
    Candidate,
    Pair,
    Verdict,
    decide,
    declared_edges,
    find_vetoes,
    names_in_names,
)
from conceptgraph.extraction.suggestions.phrases import Phrases
from conceptgraph.graph.concept_graph import ConceptGraph
from conceptgraph.graph.difficulty import estimate_difficulties
from conceptgraph.model import Concept, Evidence, Finding, Mention, Prerequisite
from conceptgraph.pipeline import Stages
from conceptgraph.reading.folder import Sources


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """The text of graph.json, how many records of the main kinds it has, and what authors should know."""

    text: str
    concepts: int
    prerequisites: int
    relations: int
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed:
    """What stays while only texts change.

    `labels` has term, aliases, topics and level of each entry, `inner` by id the terms that stand in the entry's own,
    `declared` reason and evidence of each declared pair, `vetoes` the evidence of each pair that is turned away.
    """

    stamp: bytes
    ids: tuple[str, ...]
    paths: tuple[str, ...]
    labels: tuple[tuple[str, tuple[str, ...], tuple[str, ...], int | None], ...]
    names: tuple[Name, ...]
    inner: Mapping[str, tuple[tuple[Pair, Evidence], ...]]
    declared: Mapping[Pair, tuple[str, str]]
    vetoes: Mapping[Pair, str]
    folder_findings: tuple[Finding, ...]
    findings: tuple[Finding, ...]

    @property
    def homonyms(self) -> frozenset[str]:
        """The concepts that share a name with another one."""
        return frozenset(name.concept for name in self.names if name.company)


@dataclass(slots=True, kw_only=True)
class Moving:
    """What each text adds, in the order of the entries; changed in place.

    `targets` are the ids that a text names, `weighed` has score, definiteness and evidence of every candidate, `verdicts`
    what was decided of candidates and declared pairs, sorted by pair.
    """

    stamp: bytes
    digests: list[bytes]
    texts: list[str]
    heads: list[str]
    difficulties: list[int]
    relations: list[tuple[str, ...]]
    targets: list[tuple[str, ...]]
    phrases: list[Phrases]
    weighed: dict[Pair, tuple[float, bool, str]]
    verdicts: list[tuple[Any, ...]]
    wanted: list[str]


def gather(stages: Stages, sources: Sources, findings: tuple[Finding, ...]) -> tuple[Fixed, Moving]:
    """What the next build can use of this one."""
    glossary, graph = stages.result.glossary, stages.result.graph
    entries = glossary.entries
    inner: dict[str, list[tuple[Pair, Evidence]]] = defaultdict(list)
    for pair, evidence in names_in_names(glossary):
        inner[pair[0]].append((pair, evidence))
    declared = {(edge.concept, edge.requires): edge for entry in entries for edge in declared_edges(entry, glossary)}
    digests = [glossary.digests[entry.id] for entry in entries]
    stamp = digest_of(*digests)
    fixed = Fixed(
        stamp=stamp,
        ids=tuple(entry.id for entry in entries),
        paths=tuple(entry.path for entry in entries),
        labels=tuple((entry.term, entry.aliases, entry.topics, entry.level) for entry in entries),
        names=stages.names,
        inner={concept: tuple(found) for concept, found in inner.items()},
        declared={pair: (edge.reason, pieces.evidence_text(edge.evidence)) for pair, edge in declared.items()},
        vetoes={pair: pieces.evidence_text((evidence,)) for entry in entries for pair, evidence in find_vetoes(entry, glossary)},
        folder_findings=sources.findings,
        findings=findings,
    )
    lines = {subject: tuple(map(pieces.relation_line, group)) for subject, group in groupby(graph.relations, lambda one: one.subject)}
    difficulties = estimate_difficulties(graph)
    return fixed, Moving(
        stamp=stamp,
        digests=digests,
        texts=[entry.prose.text for entry in entries],
        heads=list(map(pieces.concept_head, glossary.concepts)),
        difficulties=[difficulties[concept] for concept in fixed.ids],
        relations=[lines.get(concept, ()) for concept in fixed.ids],
        targets=[targets_of(reading.mentions) for reading in stages.readings],
        phrases=[reading.phrases for reading in stages.readings],
        weighed=weigh(stages.order.candidates),
        verdicts=list(map(tuple, stages.order.verdicts.values())),
        wanted=pieces.wanted_lines(graph.wanted),
    )


def weigh(candidates: Mapping[Pair, Candidate]) -> dict[Pair, tuple[float, bool, str]]:
    """Candidates as they are kept."""
    return {pair: (one.score, one.definite, pieces.evidence_text(one.evidence)) for pair, one in candidates.items()}


def targets_of(mentions: Iterable[Mention]) -> tuple[str, ...]:
    """What a text names, each once."""
    return tuple(dict.fromkeys(mention.target for mention in mentions))


def put_together(fixed: Fixed, moving: Moving) -> Built:
    """The graph.json of these pieces."""
    verdicts = {pair: Verdict(*verdict) for pair, verdict in zip(_pairs(fixed, moving), moving.verdicts, strict=True)}
    evidence = {pair: one[2] for pair, one in moving.weighed.items()}
    for pair, (_, text) in fixed.declared.items():
        evidence[pair] = pieces.join_evidence(text, evidence.get(pair, ""))
    for pair, text in fixed.vetoes.items():
        if pair in verdicts and verdicts[pair].reason == "veto":
            evidence[pair] = pieces.join_evidence(text, evidence[pair])
    kept, dropped = pieces.order_lines(verdicts, evidence, {pair: reason for pair, (reason, _) in fixed.declared.items()})
    relations = [line for lines in moving.relations for line in lines]
    text = pieces.join_lines({
        "concepts": map(pieces.concept_line, moving.heads, moving.difficulties),
        "relations": relations,
        "prerequisites": kept,
        "dropped": dropped,
        "wanted": moving.wanted,
        "paths": (),
    })  # fmt: skip
    return Built(text=text, concepts=len(moving.heads), prerequisites=len(kept), relations=len(relations), findings=fixed.findings)


def weigh_again(fixed: Fixed, moving: Moving, changed: Mapping[str, Mapping[Pair, Candidate]]) -> None:
    """Put candidates of some entries in place of what is kept of them, and decide anew where that makes a difference."""
    core = _core_pairs(fixed, moving)
    old = {pair: moving.weighed.pop(pair) for pair in [pair for pair in moving.weighed if pair[0] in changed]}
    new = {pair: one for candidates in changed.values() for pair, one in weigh(candidates).items()}
    moving.weighed |= new
    if {pair: one[:2] for pair, one in old.items()} == {pair: one[:2] for pair, one in new.items()}:
        return
    scores = {pair: one[:2] for pair, one in moving.weighed.items()}
    moving.verdicts = list(map(tuple, decide(scores, declared=fixed.declared, vetoed=fixed.vetoes).values()))
    if core != (core := _core_pairs(fixed, moving)):
        graph = ConceptGraph(
            concepts=(Concept(id=concept, term=label[0], level=label[3]) for concept, label in zip(fixed.ids, fixed.labels, strict=True)),
            prerequisites=(Prerequisite(concept=concept, requires=requires, score=1.0, level="core") for concept, requires in core),
        )
        difficulties = estimate_difficulties(graph)
        moving.difficulties = [difficulties[concept] for concept in fixed.ids]


def _core_pairs(fixed: Fixed, moving: Moving) -> list[Pair]:
    return [pair for pair, verdict in zip(_pairs(fixed, moving), moving.verdicts, strict=True) if verdict[1] == "core"]


def _pairs(fixed: Fixed, moving: Moving) -> list[Pair]:
    """All pairs that something was decided of, in the order of the verdicts."""
    return sorted({*moving.weighed, *fixed.declared})
