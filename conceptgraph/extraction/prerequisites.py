"""Relations become a scored, acyclic prerequisite order.

Where a concept is named matters more than how: a definition leans on what it names. Every constant stands in the tables
below; the docs show them with the figures they come from.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from conceptgraph.extraction.cycles import closing_edges
from conceptgraph.extraction.relations import Statement
from conceptgraph.model import Dropped, DropReason, Entry, Evidence, Prerequisite, Strength
from conceptgraph.reading.glossary import Glossary
from conceptgraph.reading.labels import fold

#: For each cue the score of a mention in the definition, and in a later sentence: the share of such mentions whose target
#: people confirm as a prerequisite, rounded. The key "" is a mention without a cue, "opens" one that opens its sentence.
SCORES: Mapping[str, tuple[float, float]] = MappingProxyType({
    "": (0.90, 0.70),
    "opens": (0.90, 0.65),
    "uses": (0.90, 0.80),
    "computes": (0.90, 0.80),
    "by-way-of": (0.90, 0.70),
    "applied-by": (0.90, 0.70),
    "takes-part": (0.90, 0.70),
    "acts-on": (0.90, 0.70),
    "process-of": (0.90, 0.70),
    "quantity-of": (0.90, 0.70),
    "purpose": (0.90, 0.70),
    "turns-into": (0.90, 0.70),
    "has": (0.90, 0.70),
    "part-of-it": (0.90, 0.65),
    "usual-choice": (0.90, 0.65),
    "instead": (0.90, 0.70),
    "is-taken": (0.90, 0.65),
    "remedies": (0.30, 0.30),
    "by-process": (0.90, 0.70),
    "has-part": (0.90, 0.80),
    "extends": (0.90, 0.65),
    "is-a": (0.85, 0.60),
    "kind-of": (0.85, 0.60),
    "apposition": (0.85, 0.60),
    "like-others": (0.85, 0.60),
    "example-of": (0.85, 0.60),
    "similar": (0.90, 0.70),
    "used-in": (0.80, 0.35),
    "used-by": (0.80, 0.35),
    "used-to": (0.80, 0.35),
    "uses-it": (0.35, 0.35),
    "part-of": (0.80, 0.35),
    "whole-of-it": (0.35, 0.35),
    "application": (0.35, 0.35),
    "setting": (0.90, 0.70),
    "mitigates": (0.80, 0.60),
    "mitigated-by": (0.30, 0.30),
    "mitigates-it": (0.30, 0.30),
    "contrasts": (0.60, 0.60),
    "see-also": (0.30, 0.30),
    "such-as": (0.50, 0.30),
    "includes": (0.50, 0.30),
    "has-component": (0.90, 0.70),
    "has-example": (0.30, 0.30),
    "is-one-of-it": (0.30, 0.30),
    "suffers-from": (0.0, 0.0),
    "weakness": (0.0, 0.0),
    "struggles": (0.0, 0.0),
    "affects": (0.0, 0.0),
    "not-spared": (0.0, 0.0),
    "also-known-as": (0.0, 0.0),
})  # fmt: skip

#: Cues that settle a pair whatever its other mentions say.
CAPS = frozenset({"suffers-from", "weakness", "struggles", "affects", "not-spared", "also-known-as"})

#: The score of a concept whose term stands whole inside the other's.
NAME_IN_NAME = 0.85
#: What a second mention adds.
MENTIONED_AGAIN = 0.04
#: What a pair loses whose other side leans on this one too, and does so in its definition or name where this one does not.
LOSES_MUTUAL = 0.5
#: What both lose where that decides nothing.
UNDECIDED_MUTUAL = 0.2
#: Where an author declares what an entry requires, only its definition and its name add to what orders: a later sentence
#: reaches this at most, so that it is shown as useful and never lengthens a path the author has thought about.
LATER_BESIDE_DECLARED = 0.74
#: The least score of each strength.
STRENGTHS: Mapping[Strength, float] = MappingProxyType({"core": 0.75, "usual": 0.55})
DIGITS = 2

_LOST = "each leans on the other, and the other does so in its definition or name"
_UNDECIDED = "each leans on the other, and nothing says which comes first"
_BESIDE_DECLARED = "stands in a later sentence, and its author declares what it requires"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """The prerequisites that are kept, and those that were found and dropped."""

    prerequisites: tuple[Prerequisite, ...]
    dropped: tuple[Dropped, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    score: float
    definite: bool
    evidence: tuple[Evidence, ...]
    note: str = ""


def order_concepts(glossary: Glossary, statements: Iterable[Statement]) -> Order:
    """The prerequisites of a glossary: declared ones first, then what the prose shows, without cycles."""
    declared = [edge for entry in glossary.entries for edge in _declared(entry, glossary)]
    fixed = {(edge.concept, edge.requires) for edge in declared}
    vetoes = dict(veto for entry in glossary.entries for veto in _vetoes(entry, glossary))
    candidates = _respect_authors(_settle_mutual(_candidates(glossary, statements)), {edge.concept for edge in declared})
    kept: list[Prerequisite] = []
    dropped: list[Dropped] = []
    for (concept, requires), candidate in sorted(candidates.items()):
        if (concept, requires) in fixed:
            continue
        level = _level(candidate.score)
        if veto := vetoes.get((concept, requires)):
            dropped.append(_drop(concept, requires, replace(candidate, evidence=(veto, *candidate.evidence)), "veto"))
        elif level is not None:
            kept.append(_keep(concept, requires, candidate, level))
        elif candidate.score >= STRENGTHS["usual"] - LOSES_MUTUAL:
            dropped.append(_drop(concept, requires, candidate, "weak"))
    declared = [replace(edge, evidence=edge.evidence + _evidence_of(candidates, edge)) for edge in declared]
    acyclic, cut = _break_cycles([*declared, *kept])
    return Order(prerequisites=acyclic, dropped=tuple(sorted((*dropped, *cut), key=lambda edge: (edge.concept, edge.requires))))


def _declared(entry: Entry, glossary: Glossary) -> list[Prerequisite]:
    return [
        Prerequisite(
            concept=entry.id, requires=target, score=1.0, level="core", origin="declared", reason=reference.reason,
            evidence=(Evidence(sentence=reference.reason, path=entry.path, line=reference.line, found_by="declared"),),
        )
        for reference in entry.requires
        for target in glossary.resolve(reference.name, topics=entry.topics)[:1]
        if target != entry.id
    ]  # fmt: skip


def _vetoes(entry: Entry, glossary: Glossary) -> Iterator[tuple[tuple[str, str], Evidence]]:
    """The pairs that an entry's author turns away, each with the reason as evidence."""
    for reference in entry.not_requires:
        evidence = Evidence(sentence=reference.reason, path=entry.path, line=reference.line, found_by="vetoed")
        yield from (((entry.id, target), evidence) for target in glossary.resolve(reference.name, topics=entry.topics))


def _evidence_of(candidates: Mapping[tuple[str, str], _Candidate], edge: Prerequisite) -> tuple[Evidence, ...]:
    candidate = candidates.get((edge.concept, edge.requires))
    return candidate.evidence if candidate else ()


def _candidates(glossary: Glossary, statements: Iterable[Statement]) -> dict[tuple[str, str], _Candidate]:
    """Every pair that mentions or names suggest, with its best score."""
    pairs: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for statement in statements:
        pairs[statement.mention.source, statement.mention.target].append(statement)
    found = {pair: _score(group) for pair, group in pairs.items()}
    for (concept, requires), evidence in _names_in_names(glossary):
        known = found.get((concept, requires))
        if known is None:
            found[concept, requires] = _Candidate(score=NAME_IN_NAME, definite=True, evidence=(evidence,))
        elif not any(item.found_by in CAPS for item in known.evidence):
            found[concept, requires] = _Candidate(score=max(known.score, NAME_IN_NAME), definite=True, evidence=(*known.evidence, evidence))
    return found


def _score(group: Sequence[Statement]) -> _Candidate:
    scores = [_statement_score(statement) for statement in group]
    best = max(scores)
    capped = any(statement.cue in CAPS for statement in group)
    if best > 0 and len(group) > 1:
        best = min(1.0, best + MENTIONED_AGAIN)
    ranked = sorted(range(len(group)), key=lambda index: (-scores[index], index))
    return _Candidate(
        score=0.0 if capped else round(best, DIGITS),
        definite=any(statement.first and statement.cue not in CAPS for statement in group),
        evidence=tuple(group[index].evidence for index in ranked),
    )


def _statement_score(statement: Statement) -> float:
    key = "opens" if not statement.cue and statement.opens else statement.cue
    return SCORES.get(key, SCORES[""])[0 if statement.first else 1]


def _names_in_names(glossary: Glossary) -> list[tuple[tuple[str, str], Evidence]]:
    """Pairs where one concept's term stands whole inside the other's: "backpropagation" in "backpropagation through time"."""
    by_key = {fold(concept.term): concept for concept in glossary.concepts if concept.match in ("normal", "exact")}
    sizes: dict[str, set[int]] = defaultdict(set)
    for key in by_key:
        words = key.split()
        sizes[words[0] if words else ""].add(len(words))
    found = []
    for concept in glossary.concepts:
        words = fold(concept.term).split()
        spans = ((start, start + size) for start, word in enumerate(words) for size in sorted(sizes.get(word, ())))
        for start, end in spans:
            inner = by_key.get(" ".join(words[start:end]))
            if inner and inner.id != concept.id and end - start < len(words) >= end:
                evidence = Evidence(sentence=concept.term, path=concept.path, line=concept.line, found_by="name")
                found.append(((concept.id, inner.id), evidence))
    return found


def _settle_mutual(candidates: Mapping[tuple[str, str], _Candidate]) -> dict[tuple[str, str], _Candidate]:
    """Where two entries name each other, the side that does so in its definition or name wins."""
    settled = {}
    for (concept, requires), candidate in candidates.items():
        other = candidates.get((requires, concept))
        loss, note = 0.0, candidate.note
        if other is not None and other.score > 0:
            if candidate.definite == other.definite:
                loss, note = UNDECIDED_MUTUAL, _UNDECIDED
            elif other.definite:
                loss, note = LOSES_MUTUAL, _LOST
        settled[concept, requires] = replace(candidate, score=round(max(0.0, candidate.score - loss), DIGITS), note=note)
    return settled


def _respect_authors(candidates: Mapping[tuple[str, str], _Candidate], declaring: Collection[str]) -> dict[tuple[str, str], _Candidate]:
    """The candidates, with those from later sentences held below core in entries whose authors declare prerequisites."""
    return {
        pair: replace(candidate, score=LATER_BESIDE_DECLARED, note=_BESIDE_DECLARED)
        if pair[0] in declaring and not candidate.definite and candidate.score > LATER_BESIDE_DECLARED
        else candidate
        for pair, candidate in candidates.items()
    }


def _level(score: float) -> Strength | None:
    return next((level for level, least in STRENGTHS.items() if score >= least), None)


def _keep(concept: str, requires: str, candidate: _Candidate, level: Strength) -> Prerequisite:
    return Prerequisite(
        concept=concept, requires=requires, score=candidate.score, level=level, note=candidate.note, evidence=candidate.evidence
    )


def _drop(concept: str, requires: str, candidate: _Candidate | Prerequisite, reason: DropReason) -> Dropped:
    return Dropped(
        concept=concept, requires=requires, score=candidate.score, reason=reason, note=candidate.note, evidence=candidate.evidence
    )


def _break_cycles(edges: Sequence[Prerequisite]) -> tuple[tuple[Prerequisite, ...], list[Dropped]]:
    """The edges without those that close a cycle of stronger ones.

    Declared edges go before inferred ones; of equally strong ones the first by id goes. A dropped edge is the weakest of a
    cycle whose others are all kept.
    """
    by_pair = {(edge.concept, edge.requires): edge for edge in edges}
    strongest = sorted(sorted(by_pair, reverse=True), key=lambda pair: (by_pair[pair].origin != "declared", -by_pair[pair].score))
    gone = set(closing_edges(strongest))
    dropped = [_drop(*pair, by_pair[pair], "cycle") for pair in sorted(gone)]
    return tuple(by_pair[pair] for pair in sorted(by_pair) if pair not in gone), dropped
