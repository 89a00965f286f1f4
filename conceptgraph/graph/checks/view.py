"""What checks look at: a glossary, its graph, and what several of them need of both, made once.

Mentions are read off the graph, which holds each of them as evidence, so that a check finds the same from a fresh build and
from a graph that was kept.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from conceptgraph.extraction.names import Name, concept_names
from conceptgraph.graph.concept_graph import ConceptGraph
from conceptgraph.model import Concept, Entry, Evidence, Undecided, Wanted
from conceptgraph.reading.files import placed_path
from conceptgraph.reading.glossary import Glossary
from conceptgraph.reading.labels import fold
from conceptgraph.settings import Settings


@dataclass(frozen=True, kw_only=True)
class View:
    """A glossary and its graph, as checks see them. Every mapping is by concept id, or by pairs of them.

    `wanted` has the most wanted names first; left out, it is the graph's, by the number of entries. `undecided` are the uses of
    shared names that nothing decides.
    """

    glossary: Glossary
    graph: ConceptGraph
    settings: Settings = field(default_factory=Settings)
    wanted: tuple[Wanted, ...] = ()
    undecided: tuple[Undecided, ...] = ()

    #: Texts that somebody asked for: folding them all would take longer than most checks together.
    _folded: dict[str, str] = field(default_factory=dict, init=False, repr=False, compare=False)

    @cached_property
    def pairs(self) -> tuple[tuple[Entry, Concept], ...]:
        """Each entry with its concept, sorted by id; concepts that no file of the glossary holds are not among them."""
        return tuple((entry, self.graph.concept(entry.id)) for entry in self.glossary.entries if entry.id in self.graph)

    @cached_property
    def names(self) -> Mapping[str, tuple[Name, ...]]:
        """What each concept may be called in prose."""
        return {concept.id: concept_names(concept) for concept in self.graph if not concept.foreign}

    def shown(self, path: str) -> str:
        """A path of the glossary as messages have it: behind the folder as it was given. Empty stands for the folder."""
        return placed_path(path, folder=self.glossary.folder)

    @cached_property
    def entries(self) -> Mapping[str, Entry]:
        """The entries by id."""
        return {entry.id: entry for entry in self.glossary.entries}

    @cached_property
    def mentions(self) -> Mapping[tuple[str, str], tuple[Evidence, ...]]:
        """The places where one concept's text names another, by the two ids."""
        found: dict[tuple[str, str], tuple[Evidence, ...]] = {}
        for relation in self.graph.relations:
            if places := tuple(evidence for evidence in relation.evidence if evidence.end):
                pair = relation.subject, relation.object
                found[pair] = found.get(pair, ()) + places
        return found

    @cached_property
    def company(self) -> Mapping[str, frozenset[str]]:
        """What each concept's text names, and front matter as well."""
        found: dict[str, set[str]] = {}
        for relation in self.graph.relations:
            found.setdefault(relation.subject, set()).add(relation.object)
        return {concept: frozenset(others) for concept, others in found.items()}

    @cached_property
    def leaning(self) -> Mapping[tuple[str, str], Evidence]:
        """The inferred core prerequisites that a concept's definition names, each with that mention."""
        found = {}
        for edge in self.graph.prerequisites:
            if edge.level == "core" and edge.origin != "declared" and edge.concept in self.graph and edge.requires in self.graph:
                definition = self.graph.concept(edge.concept).definition
                named = (evidence for evidence in edge.evidence if evidence.end and evidence.sentence == definition)
                if evidence := next(named, None):
                    found[edge.concept, edge.requires] = evidence
        return found

    @cached_property
    def declared(self) -> Mapping[str, tuple[str, ...]]:
        """The ids that each entry's `requires` names, in its order."""
        return {
            entry.id: tuple(
                found
                for reference in entry.requires
                for found in self.glossary.resolve(reference.name, topics=entry.topics)[:1]
                if found in self.graph and found != entry.id
            )
            for entry in self.glossary.entries
            if entry.requires
        }

    def text(self, concept: str) -> str:
        """The folded text of an entry, between spaces: a folded name is in it if it stands there as whole words."""
        if concept not in self._folded:
            self._folded[concept] = f" {fold(self.entries[concept].prose.text)} "
        return self._folded[concept]

    def occurring(self, keys: Iterable[str]) -> frozenset[str]:
        """Those of some folded names that stand in any text as whole words; every text is read once."""
        by_first: dict[str, list[list[str]]] = {}
        for key in sorted(set(keys)):
            if parts := key.split():
                by_first.setdefault(parts[0], []).append(parts)
        found: set[str] = set()
        for concept in self.entries if by_first else ():
            spoken = self.text(concept).split()
            for place, word in enumerate(spoken):
                if (waiting := by_first.get(word)) is None:
                    continue
                met = [parts for parts in waiting if spoken[place : place + len(parts)] == parts]
                for parts in met:
                    found.add(" ".join(parts))
                    waiting.remove(parts)
        return frozenset(found)

    def rests_on(self, starts: Iterable[str], goal: str) -> bool:
        """Whether one of some concepts is a concept or has it, directly or not, among its core prerequisites.

        Only concepts that lie deeper than the goal are walked through, so that asking it of each entry stays cheap.
        """
        seen = {start for start in starts if start in self.graph}
        if goal in seen:
            return True
        floor = self.graph.depth(goal)
        stack = [start for start in seen if self.graph.depth(start) > floor]
        while stack:
            for edge in self.graph.prerequisites_of(stack.pop()):
                if edge.requires == goal:
                    return True
                if edge.requires not in seen and edge.requires in self.graph:
                    seen.add(edge.requires)
                    if self.graph.depth(edge.requires) > floor:
                        stack.append(edge.requires)
        return False

    def declares(self, start: str, goal: str) -> bool:
        """Whether what authors declare leads from a concept to another."""
        seen, stack = {start}, [start]
        while stack:
            for other in self.declared.get(stack.pop(), ()):
                if other == goal:
                    return True
                if other not in seen and self.graph.depth(other) > self.graph.depth(goal):
                    seen.add(other)
                    stack.append(other)
        return False

    def called(self, concept: str) -> tuple[str, ...]:
        """The folded names of a concept, the term first."""
        return self._called.get(concept, ())

    @cached_property
    def _called(self) -> Mapping[str, tuple[str, ...]]:
        return {concept: tuple(dict.fromkeys(key for name in names if (key := fold(name.text)))) for concept, names in self.names.items()}


def definition_line(entry: Entry) -> int:
    """The line on which an entry's first sentence begins."""
    return entry.prose.place(entry.prose.blocks[0].start)[0] if entry.prose.blocks else entry.line


def listed(names: Sequence[str], *, most: int = 4, last: str = "and") -> str:
    """Names in quotes as a sentence has them, the first few of many."""
    shown = [repr(name) for name in names[:most]]
    if len(names) > most:
        shown.append(f"{len(names) - most} more")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} {last} {shown[-1]}"
