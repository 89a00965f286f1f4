"""Relations become a scored, acyclic prerequisite order.

Where a concept is named matters more than how: a definition leans on what it names. Every constant stands in the tables
below; the docs show them with the figures they come from.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import NamedTuple

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
    "turned-into": (0.90, 0.70),
    "to-get": (0.90, 0.70),
    "used-to-get": (0.80, 0.35),
    "brings-on": (0.90, 0.70),
    "turns-into": (0.90, 0.70),
    "has": (0.90, 0.70),
    "part-of-it": (0.90, 0.65),
    "usual-choice": (0.90, 0.65),
    "instead": (0.90, 0.70),
    "is-taken": (0.90, 0.65),
    "passive-step": (0.90, 0.70),
    "place-in": (0.90, 0.70),
    "means-to": (0.90, 0.70),
    "set-apart": (0.90, 0.70),
    "set-against": (0.90, 0.65),
    "better-choice": (0.90, 0.65),
    "others-compared": (0.90, 0.65),
    "goes-with": (0.90, 0.70),
    "too-much": (0.90, 0.70),
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

Pair = tuple[str, str]

_LOST = "each leans on the other, and the other does so in its definition or name"
_UNDECIDED = "each leans on the other, and nothing says which comes first"
_BESIDE_DECLARED = "stands in a later sentence, and its author declares what it requires"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What suggests a prerequisite: the score of all its places together, whether one of them settles it, and the places."""

    score: float
    definite: bool
    evidence: tuple[Evidence, ...]


class Verdict(NamedTuple):
    """What becomes of a candidate: its strength, or why it is dropped, or neither where it is too weak to be told of."""

    score: float
    level: Strength | None = None
    reason: DropReason | None = None
    note: str = ""
    declared: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """The prerequisites that are kept, and those that were found and dropped; and all that was weighed, with its verdict."""

    prerequisites: tuple[Prerequisite, ...]
    dropped: tuple[Dropped, ...]
    candidates: Mapping[Pair, Candidate] = field(default_factory=dict, repr=False, compare=False)
    verdicts: Mapping[Pair, Verdict] = field(default_factory=dict, repr=False, compare=False)


def order_concepts(glossary: Glossary, statements: Iterable[Statement]) -> Order:
    """The prerequisites of a glossary: declared ones first, then what the prose shows, without cycles."""
    declared = {(edge.concept, edge.requires): edge for entry in glossary.entries for edge in declared_edges(entry, glossary)}
    vetoes = dict(veto for entry in glossary.entries for veto in find_vetoes(entry, glossary))
    candidates = find_candidates(statements, names_in_names(glossary))
    verdicts = decide({pair: (one.score, one.definite) for pair, one in candidates.items()}, declared=declared, vetoed=vetoes)
    kept: list[Prerequisite] = []
    dropped: list[Dropped] = []
    for pair, verdict in verdicts.items():
        found = candidates[pair].evidence if pair in candidates else ()
        if verdict.declared:
            found = declared[pair].evidence + found
        elif verdict.reason == "veto":
            found = (vetoes[pair], *found)
        (concept, requires), (score, level, reason, note, _) = pair, verdict
        if reason is not None:
            dropped.append(Dropped(concept=concept, requires=requires, score=score, reason=reason, note=note, evidence=found))
        elif verdict.declared:
            kept.append(replace(declared[pair], evidence=found))
        elif level is not None:
            kept.append(Prerequisite(concept=concept, requires=requires, score=score, level=level, note=note, evidence=found))
    return Order(prerequisites=tuple(kept), dropped=tuple(dropped), candidates=candidates, verdicts=verdicts)


def decide(found: Mapping[Pair, tuple[float, bool]], *, declared: Collection[Pair], vetoed: Collection[Pair]) -> dict[Pair, Verdict]:
    """What becomes of candidates, each with its score and whether it is definite, and of declared pairs; sorted by pair."""
    declaring = {concept for concept, _ in declared}
    verdicts: dict[Pair, Verdict] = {}
    for pair in sorted({*found, *declared}):
        if pair in declared:
            verdicts[pair] = Verdict(1.0, "core", declared=True)
            continue
        score, definite = found[pair]
        score, note = _settle_mutual(score, definite, found.get((pair[1], pair[0])))
        if score > LATER_BESIDE_DECLARED and not definite and pair[0] in declaring:
            # What the author has thought about outranks a later sentence.
            score, note = LATER_BESIDE_DECLARED, _BESIDE_DECLARED
        level = _level(score)
        reason: DropReason | None = "veto" if pair in vetoed else None
        if reason is None and level is None and score >= STRENGTHS["usual"] - LOSES_MUTUAL:
            reason = "weak"
        verdicts[pair] = Verdict(score, level if reason is None else None, reason, note)
    for pair in _closing_pairs(verdicts):
        verdicts[pair] = verdicts[pair]._replace(level=None, reason="cycle")
    return verdicts


def declared_edges(entry: Entry, glossary: Glossary) -> list[Prerequisite]:
    """The prerequisites that an entry's author declares."""
    return [
        Prerequisite(
            concept=entry.id, requires=target, score=1.0, level="core", origin="declared", reason=reference.reason,
            evidence=(Evidence(sentence=reference.reason, path=entry.path, line=reference.line, found_by="declared"),),
        )
        for reference in entry.requires
        for target in glossary.resolve(reference.name, topics=entry.topics)[:1]
        if target != entry.id
    ]  # fmt: skip


def find_vetoes(entry: Entry, glossary: Glossary) -> Iterator[tuple[tuple[str, str], Evidence]]:
    """The pairs that an entry's author turns away, each with the reason as evidence."""
    for reference in entry.not_requires:
        evidence = Evidence(sentence=reference.reason, path=entry.path, line=reference.line, found_by="vetoed")
        yield from (((entry.id, target), evidence) for target in glossary.resolve(reference.name, topics=entry.topics))


def find_candidates(statements: Iterable[Statement], named: Iterable[tuple[Pair, Evidence]]) -> dict[Pair, Candidate]:
    """Every pair that mentions, or terms within terms (`names_in_names`), suggest, with its best score."""
    pairs: dict[Pair, list[Statement]] = defaultdict(list)
    for statement in statements:
        pairs[statement.mention.source, statement.mention.target].append(statement)
    found = {pair: _score(group) for pair, group in pairs.items()}
    for pair, evidence in named:
        known = found.get(pair)
        if known is None:
            found[pair] = Candidate(score=NAME_IN_NAME, definite=True, evidence=(evidence,))
        elif not any(item.found_by in CAPS for item in known.evidence):
            found[pair] = Candidate(score=max(known.score, NAME_IN_NAME), definite=True, evidence=(*known.evidence, evidence))
    return found


def _score(group: Sequence[Statement]) -> Candidate:
    scores = [_statement_score(statement) for statement in group]
    best = max(scores)
    capped = any(statement.cue in CAPS for statement in group)
    if best > 0 and len(group) > 1:
        best = min(1.0, best + MENTIONED_AGAIN)
    ranked = sorted(range(len(group)), key=lambda index: (-scores[index], index))
    return Candidate(
        score=0.0 if capped else round(best, DIGITS),
        definite=any(statement.first and statement.cue not in CAPS for statement in group),
        evidence=tuple(group[index].evidence for index in ranked),
    )


def _statement_score(statement: Statement) -> float:
    key = "opens" if not statement.cue and statement.opens else statement.cue
    return SCORES.get(key, SCORES[""])[0 if statement.first else 1]


def names_in_names(glossary: Glossary) -> list[tuple[Pair, Evidence]]:
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


def _settle_mutual(score: float, definite: bool, other: tuple[float, bool] | None) -> tuple[float, str]:  # noqa: FBT001
    """The score and what is told of it: where two entries name each other, the side that does so in its definition or name wins."""
    loss, note = 0.0, ""
    if other is not None and other[0] > 0:
        if definite == other[1]:
            loss, note = UNDECIDED_MUTUAL, _UNDECIDED
        elif other[1]:
            loss, note = LOSES_MUTUAL, _LOST
    return round(max(0.0, score - loss), DIGITS), note


def _level(score: float) -> Strength | None:
    return next((level for level, least in STRENGTHS.items() if score >= least), None)


def _closing_pairs(verdicts: Mapping[Pair, Verdict]) -> Iterator[Pair]:
    """The kept pairs that close a cycle of stronger ones.

    Declared pairs go before inferred ones; of equally strong ones the first by id goes. A dropped pair is the weakest of a
    cycle whose others are all kept.
    """
    kept = [pair for pair, verdict in reversed(tuple(verdicts.items())) if verdict.level is not None]
    return closing_edges(sorted(kept, key=lambda pair: (not verdicts[pair].declared, -verdicts[pair].score)))
