"""Figures about a glossary: its size, how its concepts hang together, and what most of it rests on.

Counts of prerequisites speak of core ones unless their name says otherwise; "parts" are what stays together when edges
of every kind, mentions too, are followed in either direction.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from conceptgraph.graph.concept_graph import ConceptGraph
from conceptgraph.model import STRENGTHS


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """The figures. Mappings are sorted by falling count, then by name; ids stand for concepts.

    `words` is None where the texts are not at hand. `direct_mean` and `direct_most` count direct prerequisites.
    `longest_chain` goes from what is learned first to what is learned last. `most_needed` counts what a concept leads to,
    directly or not. `lonely` are the concepts with no edge at all.
    """

    concepts: int
    aliases: int
    words: int | None
    statuses: Mapping[str, int]
    topics: Mapping[str, int]
    relations: Mapping[str, int]
    origins: Mapping[str, int]
    core: Mapping[str, int]
    usual: Mapping[str, int]
    dropped: Mapping[str, int]
    wanted: int
    paths: int
    direct_mean: float
    direct_most: tuple[str, int]
    depth: int
    longest_chain: tuple[str, ...]
    most_needed: tuple[tuple[str, int], ...]
    parts: int
    largest_part: int
    lonely: tuple[str, ...]


def gather_statistics(graph: ConceptGraph, *, words: int | None = None, top: int = 5) -> Statistics:
    """The figures of a graph; `words` is the size of its texts, `top` how many of the most needed are listed."""
    direct = {concept.id: len(graph.prerequisites_of(concept.id)) for concept in graph}
    parts = _parts(graph)
    by_level = {level: Counter(edge.origin for edge in graph.prerequisites if edge.level == level) for level in STRENGTHS}
    leads_to = graph.count_descendants()
    chain = _longest_chain(graph)
    return Statistics(
        concepts=len(graph),
        aliases=sum(len(concept.aliases) for concept in graph),
        words=words,
        statuses=_ranked(concept.status for concept in graph),
        topics=_ranked(concept.topic for concept in graph if concept.topic),
        relations=_ranked(relation.predicate for relation in graph.relations),
        origins=_ranked(relation.origin for relation in graph.relations),
        core=_ranked(by_level["core"].elements()),
        usual=_ranked(by_level["usual"].elements()),
        dropped=_ranked(edge.reason for edge in graph.dropped),
        wanted=len(graph.wanted),
        paths=len(graph.paths),
        direct_mean=round(sum(direct.values()) / len(direct), 2) if direct else 0.0,
        direct_most=min(direct.items(), key=lambda item: (-item[1], item[0]), default=("", 0)),
        depth=max(len(chain) - 1, 0),
        longest_chain=chain,
        most_needed=tuple(sorted(((name, count) for name, count in leads_to.items() if count), key=lambda item: (-item[1], item[0]))[:top]),
        parts=len(parts),
        largest_part=max(map(len, parts), default=0),
        lonely=tuple(sorted(name for part in parts if len(part) == 1 for name in part)),
    )


def _ranked(items: Iterable[str]) -> Mapping[str, int]:
    return dict(sorted(Counter(items).items(), key=lambda item: (-item[1], item[0])))


def _longest_chain(graph: ConceptGraph) -> tuple[str, ...]:
    """One longest chain of core prerequisites, first learned first; of equal ones the one whose ids sort first."""
    if not len(graph):
        return ()
    here = min((concept.id for concept in graph), key=lambda name: (-graph.depth(name), name))
    chain = [here]
    while graph.depth(here):
        below = [edge.requires for edge in graph.prerequisites_of(here) if edge.requires in graph]
        here = min((name for name in below if graph.depth(name) == graph.depth(here) - 1), key=str)
        chain.append(here)
    return tuple(reversed(chain))


def _parts(graph: ConceptGraph) -> list[set[str]]:
    """The connected parts over all edges."""
    near: dict[str, set[str]] = defaultdict(set)
    ends = [*((edge.concept, edge.requires) for edge in graph.prerequisites), *((edge.subject, edge.object) for edge in graph.relations)]
    for one, other in ends:
        near[one].add(other)
        near[other].add(one)
    parts, seen = [], set[str]()
    for concept in graph:
        if concept.id in seen:
            continue
        part, stack = {concept.id}, [concept.id]
        while stack:
            new = near[stack.pop()] - part
            part |= new
            stack.extend(new)
        seen |= part
        parts.append({name for name in part if name in graph})
    return parts
