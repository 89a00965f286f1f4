"""Figures about a glossary: its size, how its concepts hang together, and what most of it rests on.

Counts of prerequisites speak of core ones unless their name says otherwise; "parts" are what stays together when edges
of every kind, mentions too, are followed in either direction.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from conceptgraph.graph.concept_graph import ConceptGraph
from conceptgraph.graph.difficulty import estimate_difficulties
from conceptgraph.model import STRENGTHS


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """The figures. Mappings are sorted by falling count, then by name, and levels by level; ids stand for concepts.

    `words` and `mentions_per_100_words` are None where the texts are not at hand. `direct_mean` and `direct_most` count
    direct prerequisites. `longest_chain` goes from what is learned first to what is learned last. `most_needed` counts what a
    concept leads to, directly or not. Neighbors are joined by an edge of any kind; `lonely` are the concepts without any.
    `edges` counts relations by origin and predicate. `mentions_typed` is the share of mentions of which the text says more
    than that they are one; the shares of entries are of those that have a text, or could be named. `levels` are declared,
    `difficulties` those of all concepts.
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
    neighbors_mean: float
    neighbors_most: tuple[str, int]
    least_connected: tuple[tuple[str, int], ...]
    parts: int
    largest_part: int
    lonely: tuple[str, ...]
    edges: Mapping[str, Mapping[str, int]]
    mentions: int
    mentions_per_100_words: float | None
    mentions_typed: float
    entries_mentioning: float
    entries_mentioned: float
    levels: Mapping[int, int]
    difficulties: Mapping[int, int]


def gather_statistics(graph: ConceptGraph, *, words: int | None = None, top: int = 5) -> Statistics:
    """The figures of a graph; `words` is the size of its texts, `top` how many of the most needed are listed."""
    direct = {concept.id: len(graph.prerequisites_of(concept.id)) for concept in graph}
    near = _neighbors(graph)
    parts = _parts(graph, near)
    degrees = {concept.id: len(near[concept.id]) for concept in graph}
    spans = _mention_spans(graph)
    by_level = {level: Counter(edge.origin for edge in graph.prerequisites if edge.level == level) for level in STRENGTHS}
    leads_to = graph.count_descendants()
    chain = _longest_chain(graph)
    origins = _ranked(relation.origin for relation in graph.relations)
    mentioning, mentioned = ({span[end] for span in spans} for end in (0, 1))
    return Statistics(
        concepts=len(graph),
        aliases=sum(len(concept.aliases) for concept in graph),
        words=words,
        statuses=_ranked(concept.status for concept in graph),
        topics=_ranked(concept.topic for concept in graph if concept.topic),
        relations=_ranked(relation.predicate for relation in graph.relations),
        origins=origins,
        core=_ranked(by_level["core"].elements()),
        usual=_ranked(by_level["usual"].elements()),
        dropped=_ranked(edge.reason for edge in graph.dropped),
        wanted=len(graph.wanted),
        paths=len(graph.paths),
        direct_mean=_mean(direct.values()),
        direct_most=min(direct.items(), key=lambda item: (-item[1], item[0]), default=("", 0)),
        depth=max(len(chain) - 1, 0),
        longest_chain=chain,
        most_needed=tuple(sorted(((name, count) for name, count in leads_to.items() if count), key=lambda item: (-item[1], item[0]))[:top]),
        neighbors_mean=_mean(degrees.values()),
        neighbors_most=min(degrees.items(), key=lambda item: (-item[1], item[0]), default=("", 0)),
        least_connected=tuple(sorted(degrees.items(), key=lambda item: (item[1], item[0]))[:top]),
        parts=len(parts),
        largest_part=max(map(len, parts), default=0),
        lonely=tuple(sorted(name for part in parts if len(part) == 1 for name in part)),
        edges={origin: _ranked(edge.predicate for edge in graph.relations if edge.origin == origin) for origin in origins},
        mentions=len(spans),
        mentions_per_100_words=round(100 * len(spans) / words, 2) if words else None,
        mentions_typed=_share(spans.values()),
        entries_mentioning=_share(concept.id in mentioning for concept in graph if not (concept.stub or concept.foreign)),
        entries_mentioned=_share(concept.id in mentioned for concept in graph if not concept.foreign),
        levels=_by_level(concept.level for concept in graph if concept.level is not None),
        difficulties=_by_level(estimate_difficulties(graph).values()),
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


def _mean(numbers: Collection[int]) -> float:
    return round(sum(numbers) / len(numbers), 2) if numbers else 0.0


def _share(answers: Iterable[bool]) -> float:
    """How many of some answers are yes; 0 where there are none."""
    given = list(answers)
    return round(sum(given) / len(given), 3) if given else 0.0


def _by_level(levels: Iterable[int]) -> Mapping[int, int]:
    return dict(sorted(Counter(levels).items()))


def _mention_spans(graph: ConceptGraph) -> Mapping[tuple[str, str, int, int], bool]:
    """Each mention as who names whom and where, and whether the text says more of it."""
    spans: dict[tuple[str, str, int, int], bool] = {}
    for relation in graph.relations:
        for item in relation.evidence:
            if item.end > item.start:
                span = (relation.subject, relation.object, item.start, item.end)
                spans[span] = spans.get(span, False) or relation.predicate != "mentions"
    return spans


def _neighbors(graph: ConceptGraph) -> Mapping[str, set[str]]:
    """For each concept those that an edge of any kind joins it to."""
    near: dict[str, set[str]] = defaultdict(set)
    # Most prerequisites join what a relation joins as well.
    ends = {(edge.subject, edge.object) for edge in graph.relations}
    ends.update((edge.concept, edge.requires) for edge in graph.prerequisites)
    for one, other in ends:
        if one != other:
            near[one].add(other)
            near[other].add(one)
    return near


def _parts(graph: ConceptGraph, near: Mapping[str, set[str]]) -> list[set[str]]:
    """The connected parts over all edges."""
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
