"""What an entry may require and does not say: from its text, and from what entries like it require.

Suggested is what the entry neither declares nor requires through others already. What its text alone makes it require is
suggested, too, and marked: declared it keeps, whatever becomes of the text, and tells the author's reason. What would close
a cycle, or was vetoed by the author, is refused and told.
"""

import math
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from conceptgraph.model import Dropped, Evidence, Prerequisite, Relation
from conceptgraph.reading.glossary import Glossary

#: What each ground gives at most; they add up, and a suggestion needs `LEAST`.
WEIGHTS: Mapping[str, float] = MappingProxyType({
    "text": 1.0,  # times the score that the text gives the pair as a prerequisite
    "definition": 0.3,  # its definition names it
    "alike": 1.5,  # times the share of the entries most like it that require it, by likeness
    "topic": 0.5,  # times the share of the entries of its topic that require it
    "beside": 0.5,  # times the share of the entries with a prerequisite in common that require it
})  # fmt: skip
LEAST = 0.15
#: How many entries like it are asked what they require, and how many of them are named.
NEIGHBORS = 10
NAMED = 3

RefusalReason = Literal["cycle", "veto"]

#: A concept that something speaks for, with how much, and the reason in words.
_Ground = tuple[str, float, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RequiresSuggestion:
    """A concept that an entry may require: why, what its own text says first, and the sentences of the entry that name it.

    `named` says that the text or the entry's own name names it, so that not only other entries speak for it; `inferred`, that
    its text makes the entry require it already.
    """

    concept: str
    score: float
    reasons: tuple[str, ...]
    evidence: tuple[Evidence, ...] = ()
    named: bool = False
    inferred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A concept that something speaks for and that is not suggested: it needs the entry itself, by `way`, or the author said no."""

    concept: str
    reason: RefusalReason
    told: str = ""
    way: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RequiresAdvice:
    """What one entry may require, best first, and what was refused."""

    concept: str
    suggestions: tuple[RequiresSuggestion, ...]
    refused: tuple[Refusal, ...]


class Surroundings:
    """A glossary as its entries see one another: made once, asked about any concept."""

    def __init__(
        self,
        glossary: Glossary,
        *,
        prerequisites: Iterable[Prerequisite],
        relations: Iterable[Relation],
        dropped: Iterable[Dropped] = (),
    ) -> None:
        self._glossary = glossary
        self._concepts = {concept.id: concept for concept in glossary.concepts}
        self._edges: dict[str, dict[str, Prerequisite]] = defaultdict(dict)
        for edge in prerequisites:
            self._edges[edge.concept][edge.requires] = edge
        self._core = {concept: {end for end, edge in edges.items() if edge.level == "core"} for concept, edges in self._edges.items()}
        self._named: dict[str, dict[str, list[Evidence]]] = defaultdict(lambda: defaultdict(list))
        for relation in relations:
            if relation.subject != relation.object:
                self._named[relation.subject][relation.object] += [item for item in relation.evidence if item.found_by != "declared"]
        self._dropped = {(edge.concept, edge.requires): edge for edge in dropped}
        self._spread = Counter(end for ends in self._named.values() for end in ends)

    def advise(self, concept: str) -> RequiresAdvice:
        """What a concept may require."""
        direct = self._core.get(concept, set())
        declared = {other for other, edge in self._edges[concept].items() if edge.origin == "declared"}
        covered = {concept, *declared}.union(*(self._above(other) for other in direct))
        scores: dict[str, float] = defaultdict(float)
        reasons: dict[str, list[str]] = defaultdict(list)
        grounds = (*self._by_text(concept), *self._by_likeness(concept), *self._by_topic(concept), *self._by_siblings(concept))
        for other, points, reason in grounds:
            if other in self._concepts and other not in covered:
                scores[other] += points
                reasons[other].append(reason)
        enough = [other for other in scores if scores[other] >= LEAST]
        refused = {other: told for other in enough if (told := self._refuse(concept, other))}
        ranked = sorted((other for other in enough if other not in refused), key=lambda other: (-scores[other], other))
        return RequiresAdvice(
            concept=concept,
            suggestions=tuple(
                RequiresSuggestion(
                    concept=other,
                    score=round(scores[other], 2),
                    reasons=tuple(reasons[other]),
                    evidence=tuple(self._sentences(concept, other)),
                    named=self._names(concept, other),
                    inferred=other in direct,
                )
                for other in ranked
            ),
            # What others alone speak for is worth no word if it needs the entry.
            refused=tuple(told for other, told in sorted(refused.items()) if told.reason == "veto" or other in self._named[concept]),
        )

    def requires_through_others(self, concept: str, other: str) -> bool:
        """Whether a concept requires another by core prerequisites of what it requires directly."""
        return any(other in self._above(direct) for direct in self._core.get(concept, ()) if direct != other)

    def _above(self, concept: str) -> set[str]:
        """All that a concept requires by core prerequisites."""
        seen: set[str] = set()
        waiting = [concept]
        while waiting:
            for other in self._core.get(waiting.pop(), ()):
                if other not in seen:
                    seen.add(other)
                    waiting.append(other)
        return seen

    def _refuse(self, concept: str, other: str) -> Refusal | None:
        entry = self._glossary.entry(concept)
        for reference in entry.not_requires:
            if other in self._glossary.resolve(reference.name, topics=entry.topics):
                return Refusal(concept=other, reason="veto", told=reference.reason)
        if concept in self._above(other):
            return Refusal(concept=other, reason="cycle", way=(concept, *self._way(other, concept)))
        return None

    def _way(self, start: str, end: str) -> list[str]:
        """A shortest chain of core prerequisites from one concept to another that it requires."""
        came_from = {start: ""}
        waiting = deque([start])
        while end not in came_from:
            here = waiting.popleft()
            for other in sorted(self._core.get(here, ())):
                if other not in came_from:
                    came_from[other] = here
                    waiting.append(other)
        way = [end]
        while came_from[way[-1]]:
            way.append(came_from[way[-1]])
        return way[::-1]

    def _by_text(self, concept: str) -> Iterator[_Ground]:
        """What the entry's own text names, by the score it gives, and more where its definition does."""
        definition = self._concepts[concept].definition
        for other, evidence in self._named[concept].items():
            edge = self._edges[concept].get(other) or self._dropped.get((concept, other))
            if any(item.sentence == definition for item in evidence):
                yield other, WEIGHTS["definition"], "its definition names it"
            yield other, WEIGHTS["text"] * (edge.score if edge else 0.0), f"its text names it {_times(len(evidence))}"

    def _by_likeness(self, concept: str) -> Iterator[_Ground]:
        """What the entries most like it require, those that name and require the same."""
        likeness = self._likeness(concept)
        near = sorted(likeness, key=lambda other: (-likeness[other], other))[:NEIGHBORS]
        whole = sum(likeness[other] for other in near)
        votes: dict[str, list[str]] = defaultdict(list)
        for neighbor in near:
            for other in self._core.get(neighbor, ()):
                votes[other].append(neighbor)
        for other, voters in votes.items():
            points = WEIGHTS["alike"] * sum(likeness[voter] for voter in voters) / whole
            yield other, points, f"entries like it require it: {self._listed(voters)}"

    def _by_topic(self, concept: str) -> Iterator[_Ground]:
        topic = self._concepts[concept].topic
        if not topic:
            return
        others = [other.id for other in self._glossary.concepts if other.topic == topic and other.id != concept]
        for other, count in self._required_by(others).items():
            points = WEIGHTS["topic"] * count / len(others)
            yield other, points, f"{count} of {len(others)} other entries on {topic} require it"

    def _by_siblings(self, concept: str) -> Iterator[_Ground]:
        """What entries require that have a prerequisite in common with it: those that build on the same."""
        shared = self._core.get(concept, set())
        others = [other for other, ends in self._core.items() if other != concept and not shared.isdisjoint(ends)]
        for other, count in self._required_by(others).items():
            points = WEIGHTS["beside"] * count / len(others)
            yield other, points, f"{count} of {len(others)} entries that share a prerequisite with it require it"

    def _required_by(self, concepts: Iterable[str]) -> Counter[str]:
        """How many of some concepts directly require each other one; what only one of them does says nothing."""
        counts = Counter(end for concept in concepts for end in self._core.get(concept, ()))
        return Counter({end: count for end, count in counts.items() if count > 1})

    def _likeness(self, concept: str) -> dict[str, float]:
        """For each concept that names or requires what this one does how alike they are, in (0, 1]; rare names count more."""
        own = self._features(concept)
        found: dict[str, float] = {}
        for other in self._concepts:
            features = self._features(other) if other != concept else frozenset()
            shared = sum(map(self._rarity, own & features))
            if shared:
                found[other] = shared / math.sqrt(sum(map(self._rarity, own)) * sum(map(self._rarity, features)))
        return found

    def _features(self, concept: str) -> frozenset[str]:
        return frozenset(self._named.get(concept, ())) | frozenset(self._core.get(concept, ())) | {concept}

    def _rarity(self, concept: str) -> float:
        return math.log((len(self._concepts) + 1) / (self._spread[concept] + 1))

    def _sentences(self, concept: str, other: str) -> list[Evidence]:
        """The sentences of an entry that name another, its definition first."""
        definition = self._concepts[concept].definition
        found = self._named.get(concept, {}).get(other, ())
        return sorted(dict.fromkeys(found), key=lambda item: (item.sentence != definition, item.line, item.start))[:NAMED]

    def _names(self, concept: str, other: str) -> bool:
        """Whether an entry's text names another concept, or its own name does."""
        edge = self._edges[concept].get(other) or self._dropped.get((concept, other))
        mentions = self._named.get(concept, {}).get(other, ())
        return any(item.end for item in mentions) or (edge is not None and any(item.found_by == "name" for item in edge.evidence))

    def _listed(self, concepts: Sequence[str]) -> str:
        names = [self._concepts[concept].term for concept in concepts[:NAMED]]
        more = len(concepts) - len(names)
        return ", ".join(names) + (f" and {more} more" if more else "")


def _times(count: int) -> str:
    return "once" if count == 1 else "twice" if count == 2 else f"{count} times"
