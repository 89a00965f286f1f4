"""`ConceptGraph`: concepts and the edges between them, asked in full sentences.

The edges are frozen data in sorted tuples; a networkx `MultiDiGraph` over the same edges is built when first asked for.
Unless said otherwise a question about prerequisites speaks of *core* ones; `level="usual"` widens it.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

from conceptgraph.errors import AmbiguousConceptError, UnknownConceptError
from conceptgraph.graph.acronyms import find_introduced
from conceptgraph.graph.chains import count_chains, find_distances, walk_chains
from conceptgraph.graph.closure import Closure, close, count_reached, find_detours
from conceptgraph.graph.labels import LabelIndex
from conceptgraph.model import Concept, CuratedPath, Dropped, Prerequisite, Relation, Strength, Wanted
from conceptgraph.reading.labels import fold

if TYPE_CHECKING:
    import networkx as nx

#: How many chains a question is answered with at most.
MOST_CHAINS = 1000
#: So many questions about all that is reached are answered by a walk each; who asks more gets the closure of all concepts.
WALKS = 12

Edge = TypeVar("Edge", Relation, Prerequisite)

_CONCEPT, _REQUIRES, _SCORE = attrgetter("concept"), attrgetter("requires"), attrgetter("score")


class ConceptGraph:
    """A glossary as a graph. The tuples it holds are sorted, so that equal graphs export equal bytes."""

    def __init__(
        self,
        *,
        concepts: Iterable[Concept],
        relations: Iterable[Relation] = (),
        prerequisites: Iterable[Prerequisite] = (),
        dropped: Iterable[Dropped] = (),
        wanted: Iterable[Wanted] = (),
        paths: Iterable[CuratedPath] = (),
    ) -> None:
        self.concepts = tuple(sorted(concepts, key=lambda concept: concept.id))
        self.relations = tuple(sorted(relations, key=lambda edge: (edge.subject, edge.object, edge.predicate)))
        self.prerequisites = tuple(sorted(prerequisites, key=lambda edge: (edge.concept, edge.requires)))
        # A question looks edges up here: to go through all of them takes longer than most answers.
        self._subjects = [edge.concept for edge in self.prerequisites]
        self.dropped = tuple(sorted(dropped, key=lambda edge: (edge.concept, edge.requires, edge.reason)))
        self.wanted = tuple(sorted(wanted, key=lambda name: (-len(name.needed_by), name.name.casefold(), name.name)))
        self.paths = tuple(sorted(paths, key=lambda path: path.name))

    def __contains__(self, concept: object) -> bool:
        return concept in self._by_id

    def __iter__(self) -> Iterator[Concept]:
        return iter(self.concepts)

    def __len__(self) -> int:
        return len(self.concepts)

    def concept(self, concept: str) -> Concept:
        """The concept with an id.

        Raises:
            UnknownConceptError: there is none.
        """
        try:
            return self._by_id[concept]
        except KeyError:
            raise UnknownConceptError(concept, known=self._by_id) from None

    def find(self, label: str) -> Concept:
        """The concept with an id or any label, in any case, number and hyphenation.

        An exact spelling goes before another, and a full term before an alias, and any before one without its brackets. A
        short form that is nobody's label is what a text gives it for: "gradient descent (GD)".

        Raises:
            UnknownConceptError: no concept has this label.
            AmbiguousConceptError: several have, and none as its term.
        """
        if label in self._by_id:
            return self._by_id[label]
        found = self._labels.spelled(label) or self._labels.folded(label) or self._labels.shortened(label)
        # The nearer spelling goes first: "MAP" and "mAP" are two concepts, and a full term is more than an alias.
        for nearer in (
            lambda concept: label in (concept.term, *concept.aliases),
            lambda concept: label == concept.term,
            lambda concept: fold(concept.term) == fold(label),
        ):
            if len(found) > 1:
                found = tuple(concept for concept in found if nearer(concept)) or found
        if not found:
            found = tuple(map(self.concept, find_introduced(label, concepts=self.concepts, relations=self.relations)))
        if not found:
            raise UnknownConceptError(label, known=self._known_labels())
        if len(found) > 1:
            raise AmbiguousConceptError(label, candidates=[concept.term for concept in found])
        return found[0]

    def prerequisites_of(self, concept: str, *, level: Strength = "core") -> tuple[Prerequisite, ...]:
        """What must be understood directly before a concept, strongest first."""
        return self._needs_of(concept)[level == "core"]

    def dependents_of(self, concept: str, *, level: Strength = "core") -> tuple[Prerequisite, ...]:
        """The edges of the concepts that directly need a concept, strongest first."""
        return (self._needed if level == "usual" else self._core_needed).get(concept, ())

    def ancestors(self, concept: str, *, level: Strength = "core") -> frozenset[str]:
        """All that must be understood before a concept, directly or not."""
        return self._reach(concept, level=level, up=True)

    def descendants(self, concept: str, *, level: Strength = "core") -> frozenset[str]:
        """All that a concept leads to, directly or not."""
        return self._reach(concept, level=level, up=False)

    def count_around(self, concept: str) -> tuple[int, int]:
        """How many concepts must be understood before a concept, and how many it leads to, directly or not."""
        before, after = (self._closure(up=up) for up in (True, False))
        if before is None or after is None:
            return len(self.ancestors(concept)), len(self.descendants(concept))
        return before.count(concept), after.count(concept)

    def count_descendants(self) -> Mapping[str, int]:
        """How many concepts each one leads to, directly or not: for all of them at once, which is cheaper than one by one."""
        return dict.fromkeys(self._by_id, 0) | count_reached(self._steps("core", up=False))

    def implied(self) -> Mapping[tuple[str, str], str]:
        """The core edges that `reduced` folds, each as concept and requirement, with the way: for all concepts at once."""
        return find_detours(self._steps("core", up=True))

    def reduced(self, concept: str, *, level: Strength = "core") -> tuple[tuple[Prerequisite, ...], tuple[tuple[Prerequisite, str], ...]]:
        """The direct prerequisites in two parts: those to show, and those another one of them already needs, with its id.

        The second part is folded in pictures ("also: C, via B"), never hidden.
        """
        return self._fold_direct(concept, level=level, up=True)

    def reduced_dependents(
        self, concept: str, *, level: Strength = "core"
    ) -> tuple[tuple[Prerequisite, ...], tuple[tuple[Prerequisite, str], ...]]:
        """The concepts that directly need a concept, in the same two parts as `reduced`."""
        return self._fold_direct(concept, level=level, up=False)

    def relations_of(self, concept: str) -> tuple[Relation, ...]:
        """The relations whose sentence stands in a concept's own text."""
        return self._outgoing.get(concept, ())

    def relations_to(self, concept: str) -> tuple[Relation, ...]:
        """The relations in which another concept's text names a concept."""
        return self._incoming.get(concept, ())

    def related(self, concept: str) -> tuple[str, ...]:
        """The neighbors that stand in no kept prerequisite relation with a concept, best first.

        Declared and typed relations go before mere mentions, relations in both directions before one.
        """
        ordered = {edge.requires for edge in self.prerequisites_of(concept, level="usual")}
        ordered |= {edge.concept for edge in self.dependents_of(concept, level="usual")}
        weight: dict[str, float] = defaultdict(float)
        for relation in self.relations_of(concept) + self.relations_to(concept):
            other = relation.object if relation.subject == concept else relation.subject
            if other not in ordered and other != concept:
                weight[other] += 3 if relation.origin == "declared" else 1 if relation.predicate == "mentions" else 2
        return tuple(sorted(weight, key=lambda other: (-weight[other], other)))

    def chains(
        self, *, concept: str, requires: str, level: Strength = "core", most: int = MOST_CHAINS
    ) -> tuple[tuple[Prerequisite, ...], ...]:
        """The chains of prerequisites from a concept down to one it requires, shortest first, at most so many.

        A chain that another one only shortens is kept. The number of chains can grow exponentially with depth.
        """
        left = self.distances(requires, level=level, up=False)
        found = walk_chains(lambda name: self.prerequisites_of(name, level=level), left, concept, requires)
        return tuple(islice(found, most))

    def count_chains(self, *, concept: str, requires: str, level: Strength = "core") -> int:
        """How many chains there are, without walking them; from `chains.MOST_COUNTED` on nobody counts."""
        between = self.distances(requires, level=level, up=False)
        steps = self._steps(level, up=True)
        if concept not in between:
            return 0
        return count_chains(lambda name: [other for other in steps.get(name, ()) if other in between], concept, requires)

    def distances(self, concept: str, *, level: Strength = "core", up: bool = True) -> Mapping[str, int]:
        """All that a concept needs (`up`) or leads to, itself too, and the least number of steps to each, nearest first."""
        steps = self._steps(level, up=up)
        return find_distances(lambda name: steps.get(name, ()), concept)

    def depth(self, concept: str) -> int:
        """The length of the longest chain of core prerequisites below a concept; 0 where it needs nothing."""
        depths = self._depths
        stack = [] if concept in depths else [concept]
        while stack:
            below = [edge.requires for edge in self.prerequisites_of(stack[-1]) if edge.requires in self._by_id]
            missing = [name for name in below if name not in depths]
            if missing:
                stack.extend(missing)
            else:
                depths[stack.pop()] = 1 + max((depths[name] for name in below), default=-1)
        return depths[concept]

    @cached_property
    def network(self) -> "nx.MultiDiGraph[str]":
        """The graph for networkx: nodes carry a `concept`, edges a `relation` and are keyed by predicate.

        Prerequisites are edges keyed `requires` from the concept to what it needs, with a `prerequisite`.
        """
        import networkx as nx

        network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        network.add_nodes_from((concept.id, {"concept": concept}) for concept in self.concepts)
        for relation in self.relations:
            network.add_edge(relation.subject, relation.object, key=relation.predicate, relation=relation)
        for edge in self.prerequisites:
            network.add_edge(edge.concept, edge.requires, key="requires", prerequisite=edge)
        return network

    @cached_property
    def topics(self) -> tuple[str, ...]:
        """The main topics of all concepts, sorted."""
        return tuple(sorted({concept.topic for concept in self.concepts} - {""}))

    @cached_property
    def _by_id(self) -> Mapping[str, Concept]:
        return {concept.id: concept for concept in self.concepts}

    @cached_property
    def _labels(self) -> LabelIndex:
        return LabelIndex(self.concepts)

    def _needs_of(self, concept: str) -> tuple[tuple[Prerequisite, ...], tuple[Prerequisite, ...]]:
        """All prerequisites of a concept, and the core ones, strongest first.

        They are looked up where they stand among all: a path asks for few concepts of a large graph.
        """
        known = self._known_needs.get(concept)
        if known is None:
            start = bisect_left(self._subjects, concept)
            end = bisect_right(self._subjects, concept, lo=start)
            edges = tuple(sorted(self.prerequisites[start:end], key=_SCORE, reverse=True))
            known = self._known_needs[concept] = edges, tuple(edge for edge in edges if edge.level == "core")
        return known

    @cached_property
    def _known_needs(self) -> dict[str, tuple[tuple[Prerequisite, ...], tuple[Prerequisite, ...]]]:
        return {}

    @cached_property
    def _needed(self) -> Mapping[str, tuple[Prerequisite, ...]]:
        return _group(self.prerequisites, _REQUIRES, _SCORE, reverse=True)

    @cached_property
    def _outgoing(self) -> Mapping[str, tuple[Relation, ...]]:
        return _group(self.relations, attrgetter("subject"), attrgetter("object", "predicate"))

    @cached_property
    def _incoming(self) -> Mapping[str, tuple[Relation, ...]]:
        return _group(self.relations, attrgetter("object"), attrgetter("subject", "predicate"))

    @cached_property
    def _depths(self) -> dict[str, int]:
        """The depths that were asked for, and those below them."""
        return {}

    def _known_labels(self) -> list[str]:
        return [label for concept in self.concepts for label in (concept.term, *concept.aliases)]

    def _reach(self, concept: str, *, level: Strength, up: bool) -> frozenset[str]:
        steps = self._steps(level, up=up)
        seen: set[str] = set()
        stack = [concept]
        while stack:
            for other in steps.get(stack.pop(), ()):
                if other not in seen:
                    seen.add(other)
                    stack.append(other)
        return frozenset(seen)

    @cached_property
    def _core_needed(self) -> Mapping[str, tuple[Prerequisite, ...]]:
        return {concept: tuple(edge for edge in edges if edge.level == "core") for concept, edges in self._needed.items()}

    def _steps(self, level: Strength, *, up: bool) -> Mapping[str, Sequence[str]]:
        """The ids one edge away, by level and direction: walks over the whole graph read nothing else."""
        if (level, up) not in self._known_steps:
            start, end = (_CONCEPT, _REQUIRES) if up else (_REQUIRES, _CONCEPT)
            found = _group((edge for edge in self.prerequisites if level in ("usual", edge.level)), start, _SCORE, reverse=True)
            self._known_steps[level, up] = {name: tuple(map(end, edges)) for name, edges in found.items()}
        return self._known_steps[level, up]

    @cached_property
    def _known_steps(self) -> dict[tuple[Strength, bool], Mapping[str, Sequence[str]]]:
        return {}

    def _closure(self, *, up: bool) -> Closure | None:
        """What all concepts reach over core edges; none for the first that ask, and where it would be too large."""
        self._asked[up] += 1
        if self._asked[up] == WALKS:
            self._closures[up] = close(self._steps("core", up=up))
        return self._closures.get(up)

    @cached_property
    def _asked(self) -> dict[bool, int]:
        return {True: 0, False: 0}

    @cached_property
    def _closures(self) -> dict[bool, Closure | None]:
        return {}

    def _fold_direct(
        self, concept: str, *, level: Strength, up: bool
    ) -> tuple[tuple[Prerequisite, ...], tuple[tuple[Prerequisite, str], ...]]:
        direct = self.prerequisites_of(concept, level=level) if up else self.dependents_of(concept, level=level)
        kept: list[Prerequisite] = []
        folded: list[tuple[Prerequisite, str]] = []
        ends = [edge.requires if up else edge.concept for edge in direct]
        closure = self._closure(up=up) if level == "core" else None
        reach = {end: closure.reached_of(end, ends) if closure else self._reach(end, level=level, up=up) for end in ends}
        for edge, here in zip(direct, ends, strict=True):
            ways = [end for end in ends if end != here and here in reach[end]]
            if ways:
                folded.append((edge, min(ways)))
            else:
                kept.append(edge)
        return tuple(kept), tuple(folded)


def _group(
    edges: Iterable[Edge], key: Callable[[Edge], str], order: Callable[[Edge], Any], *, reverse: bool = False
) -> Mapping[str, tuple[Edge, ...]]:
    """The edges by a key, each group sorted; what is equal stays in the order that the graph holds, by id."""
    groups: dict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        groups[key(edge)].append(edge)
    # Groups are small, and to sort them takes little; to sort all edges at once takes as long as to read them.
    for group in groups.values():
        if len(group) > 1:
            group.sort(key=order, reverse=reverse)
    return {name: tuple(group) for name, group in groups.items()}
