"""What two sets of marks have in common: the two readers', or the program's and the settled ones.

All figures are shares; a share of nothing is 0.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from gold_marks import Frozen, Mark, Marks, Pair, Place, match_marks

from conceptgraph.model import Prerequisite
from conceptgraph.pipeline import Result, build

#: The same predicate seen from the other end: what a relation taken the wrong way round looks like.
BACK = {
    "is a": ("has example",), "extends": ("has example",), "example of": ("has example",), "has example": ("is a", "extends", "example of"),
    "part of": ("has part",), "has part": ("part of",), "uses": ("used in",), "used in": ("uses",),
    "mitigates": ("mitigated by", "suffers from"), "mitigated by": ("mitigates",), "suffers from": ("mitigates",),
}  # fmt: skip
#: One type with two wordings: a waltz is a dance, and a fantasia extends one.
JOINED = {"extends": "is a"}

Triple = tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far two readers agree. Kappa is Cohen's: 0 is chance, 1 is always."""

    mentions: tuple[int, int]
    mention_f1: float
    shared: int
    predicate: float
    predicate_kappa: float
    typed_f1: float
    pairs: int
    order: float
    order_kappa: float
    direction: float


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderScore:
    """How inferred or all prerequisites of one strength compare with the marks.

    `right` is the share marked core or useful, `core` the share marked core, `wrong_way` the share marked reverse; `recall` is
    the share of the pairs marked core that is found.
    """

    name: str
    found: int
    right: float
    core: float
    wrong_way: float
    recall: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How the program's output compares with the settled marks.

    A relation is a triple of entry, predicate and concept that some sentence of the set states; *is a* and *extends* are one
    type, except in `precision_apart`. `precision` is the share of the program's typed triples that are marked, `recall` the
    share of the marked ones that the program gives, and `typed` the share of marked pairs that it types at all.
    """

    marked: int
    found: int
    mention_precision: float
    mention_recall: float
    typed_marked: int
    typed_found: int
    precision: float
    precision_apart: float
    recall: float
    typed: float
    backward: tuple[Triple, ...]
    orders: tuple[OrderScore, ...]


def share(part: float, whole: float) -> float:
    """A ratio; 0 of nothing."""
    return part / whole if whole else 0.0


def kappa(pairs: Sequence[tuple[str, str]]) -> float:
    """Cohen's kappa of two readers' labels for the same things; 1 where both use one and the same label throughout.

    References: Cohen (1960).
    """
    if not pairs:
        return 0.0
    ours, theirs = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    chance = sum(ours[label] * theirs[label] for label in ours) / len(pairs) ** 2
    agreed = sum(one == other for one, other in pairs) / len(pairs)
    return 1.0 if chance == 1 else (agreed - chance) / (1 - chance)


def agreement(ours: Marks, theirs: Marks) -> Agreement:
    """How far two readers agree: on mentions, on predicates and orders where both have a mark."""
    matched = match_marks(ours.mentions, theirs.mentions)
    mine, other = predicates(ours.mentions), predicates(theirs.mentions)
    labels = [(mine[key], other[key]) for key in sorted(mine.keys() & other.keys())]
    orders = [(ours.orders[pair], theirs.orders[pair]) for pair in sorted(ours.orders.keys() & theirs.orders.keys())]
    ordered = [(one == "reverse", two == "reverse") for one, two in orders if "no" not in (one, two)]
    typed = triples(ours.mentions), triples(theirs.mentions)
    return Agreement(
        mentions=(len(ours.mentions), len(theirs.mentions)),
        mention_f1=share(2 * len(matched), len(ours.mentions) + len(theirs.mentions)),
        shared=len(labels),
        predicate=share(sum(one == two for one, two in labels), len(labels)),
        predicate_kappa=kappa(labels),
        typed_f1=share(2 * len(typed[0] & typed[1]), len(typed[0]) + len(typed[1])),
        pairs=len(orders),
        order=share(sum(one == two for one, two in orders), len(orders)),
        order_kappa=kappa(orders),
        direction=share(sum(one == two for one, two in ordered), len(ordered)),
    )


def predicates(marks: Iterable[Mark]) -> dict[tuple[Place, str], str]:
    """The predicate of each concept in each sentence."""
    return {(mark.place, mark.concept): mark.predicate for mark in marks}


def triples(marks: Iterable[Mark], *, joined: Mapping[str, str] = JOINED) -> set[Triple]:
    """The typed relations that marks state: entry, predicate, concept."""
    return {(mark.entry, joined.get(mark.predicate, mark.predicate), mark.concept) for mark in marks if mark.predicate != "mentions"}


def score(gold: Marks, found: Marks, edges: Iterable[Prerequisite]) -> Score:
    """How mentions, relations and prerequisites of a program compare with the settled marks."""
    matched = match_marks(found.mentions, gold.mentions)
    wanted, given = triples(gold.mentions), triples(found.mentions)
    apart = triples(found.mentions, joined={})
    pairs = {(entry, concept) for entry, _, concept in wanted}
    typed = {(entry, concept) for entry, _, concept in given}
    backward = (one for one in given - wanted if any((one[0], back, one[2]) in wanted for back in BACK.get(one[1], ())))
    return Score(
        marked=len(gold.mentions),
        found=len(found.mentions),
        mention_precision=share(len(matched), len(found.mentions)),
        mention_recall=share(len(matched), len(gold.mentions)),
        typed_marked=len(wanted),
        typed_found=len(given),
        precision=share(len(given & wanted), len(given)),
        precision_apart=share(len(apart & triples(gold.mentions, joined={})), len(apart)),
        recall=share(len(given & wanted), len(wanted)),
        typed=share(len(pairs & typed), len(pairs)),
        backward=tuple(sorted(backward)),
        orders=tuple(score_orders(gold.orders, tuple(edges))),
    )


def score_blind(gold: Marks, found: Marks) -> tuple[int, int, float, float]:
    """Marked and found typed relations of entries of which only those are marked, with precision and recall."""
    entries = {mark.entry for mark in gold.mentions}
    wanted, given = triples(gold.mentions), triples(mark for mark in found.mentions if mark.entry in entries)
    return len(wanted), len(given), share(len(given & wanted), len(given)), share(len(given & wanted), len(wanted))


def score_orders(orders: Mapping[Pair, str], edges: Sequence[Prerequisite]) -> Iterable[OrderScore]:
    """One score for each strength, of inferred prerequisites alone and of all.

    Only pairs that are marked count. Where inferred ones are looked at alone, pairs that an author declared are left out.
    """
    declared = {(edge.concept, edge.requires) for edge in edges if edge.origin != "inferred"}
    for name, hidden in (("inferred", declared), ("inferred and declared", set[Pair]())):
        judged = {pair: order for pair, order in orders.items() if pair not in hidden}
        needed = {pair for pair, order in judged.items() if order == "core"}
        for level, kept in (("core", ("core",)), ("core or usual", ("core", "usual"))):
            pairs = {(edge.concept, edge.requires) for edge in edges if edge.level in kept} & judged.keys()
            said = Counter(judged[pair] for pair in pairs)
            yield OrderScore(
                name=f"{name}, {level}",
                found=len(pairs),
                right=share(said["core"] + said["useful"], len(pairs)),
                core=share(said["core"], len(pairs)),
                wrong_way=share(said["reverse"], len(pairs)),
                recall=share(len(pairs & needed), len(needed)),
            )


def read_output(glossary: Path, frozen: Frozen) -> tuple[Marks, tuple[Prerequisite, ...], set[Place]]:
    """What the program makes of the frozen sentences, its prerequisites, and the sentences that are no longer in the glossary.

    A sentence is found by its text, so that the glossary may change around it, and so may the splitting into sentences.
    """
    result = build(glossary)
    spans: dict[Place, tuple[int, int]] = {}
    for entry in result.glossary.entries:
        at = 0
        for sentence in frozen.sentences.get(entry.id, ()):
            pattern = r"\s+".join(map(re.escape, sentence.text.split()))
            match = re.compile(pattern).search(entry.prose.text, at)
            if match:
                at = match.end()
                spans[entry.id, sentence.number] = match.span()
    lost = {(entry, sentence.number) for entry, found in frozen.sentences.items() for sentence in found} - spans.keys()
    return Marks(mentions=tuple(_output_marks(result, spans)), orders={}), tuple(result.graph.prerequisites), lost


def _output_marks(result: Result, spans: Mapping[Place, tuple[int, int]]) -> Iterable[Mark]:
    """The program's mentions and typed relations inside the sentences, in the characters of the sentences."""
    said = {
        (relation.subject, relation.object, evidence.start): relation.predicate
        for relation in result.graph.relations
        for evidence in relation.evidence
        if evidence.end and relation.predicate != "mentions"
    }
    texts = {entry.id: entry.prose.text for entry in result.glossary.entries}
    places: dict[str, list[tuple[int, int, int]]] = {}
    for (entry, number), (start, end) in sorted(spans.items()):
        places.setdefault(entry, []).append((number, start, end))
    for mention in result.mentions:
        for number, start, end in places.get(mention.source, ()):
            if start <= mention.start < end:
                at = len(" ".join(texts[mention.source][start : mention.start + 1].split())) - 1
                yield Mark(
                    entry=mention.source, number=number, start=at, end=at + mention.end - mention.start, form=mention.form,
                    concept=mention.target, predicate=said.get((mention.source, mention.target, mention.start), "mentions"),
                )  # fmt: skip


def without(marks: Marks, *, places: set[Place], concepts: Iterable[str]) -> Marks:
    """Marks without those in some sentences, and without those of concepts other than these."""
    known = set(concepts)
    kept = tuple(mark for mark in marks.mentions if mark.place not in places and mark.concept in known)
    pairs = {(mark.entry, mark.concept) for mark in kept}
    return replace(marks, mentions=kept, orders={pair: order for pair, order in marks.orders.items() if pair in pairs})
