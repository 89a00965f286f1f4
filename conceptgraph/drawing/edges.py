"""The lines of the map: each prerequisite, and for every other pair of concepts its most telling relation, with the reason."""

from collections.abc import Iterable
from dataclasses import dataclass

from conceptgraph.graph.concept_graph import ConceptGraph
from conceptgraph.model import Evidence, Prerequisite, Relation

#: The kind of the edges that order, and of those that are "often useful"; other edges are of their predicate's kind.
REQUIRES, USEFUL, MENTIONS = "requires", "often useful", "mentions"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A line on the map, from the concept that needs or names to the one that is needed or named.

    `kind` is "requires", "often useful" or a predicate; `label` how a prerequisite reads beside that ("part of"), if
    it does; `why` the sentence or reason behind it, and `place` where that stands; `via` the id of the concept by which
    a folded prerequisite is said already; `score` in [0, 1].
    """

    source: str
    target: str
    kind: str
    label: str = ""
    why: str = ""
    place: str = ""
    via: str = ""
    score: float = 0.0


def map_edges(graph: ConceptGraph) -> Iterable[Edge]:
    """Prerequisites, and for each other ordered pair its most telling relation."""
    labels: dict[tuple[str, str], Relation] = {}
    for relation in graph.relations:
        pair = relation.subject, relation.object
        if relation.subject in graph and relation.object in graph and relation.subject != relation.object:
            labels[pair] = min(labels.get(pair, relation), relation, key=telling)
    ordered = set()
    via = graph.implied()
    for concept in graph.concepts:
        for edge in graph.prerequisites_of(concept.id, level="usual"):
            if edge.requires in graph:
                pair = edge.concept, edge.requires
                ordered |= {pair, pair[::-1]}
                yield prerequisite_edge(edge, labels.get(pair), via.get(pair, "") if edge.level == "core" else "")
    for pair, relation in sorted(labels.items()):
        if pair not in ordered:
            why, place = quote(relation.evidence)
            yield Edge(source=pair[0], target=pair[1], kind=relation.predicate, why=why, place=place, score=relation.score)


def telling(relation: Relation) -> tuple[bool, bool, bool, float, str]:
    """Declared before inferred, typed before a bare "requires", that before a mere mention."""
    return (
        relation.predicate == MENTIONS,
        relation.origin != "declared",
        relation.predicate in (REQUIRES, "related to"),
        -relation.score,
        relation.predicate,
    )


def prerequisite_edge(edge: Prerequisite, relation: Relation | None = None, via: str = "") -> Edge:
    """The line of a prerequisite, with how else it reads and by way of what it is said already."""
    why, place = quote(edge.evidence)
    label = relation.predicate if relation and relation.predicate not in (REQUIRES, MENTIONS) else ""
    return Edge(
        source=edge.concept,
        target=edge.requires,
        kind=REQUIRES if edge.level == "core" else USEFUL,
        label=label,
        why=reason(edge) or why,
        place=place,
        via=via,
        score=edge.score,
    )


def quote(evidence: Iterable[Evidence]) -> tuple[str, str]:
    """The first sentence there is, and where it stands."""
    for item in evidence:
        if item.sentence:
            return item.sentence, f"{item.path}:{item.line}" if item.line else item.path
    return "", ""


def reason(edge: Prerequisite) -> str:
    """Why a prerequisite is believed, in one line: the author's reason, else the sentence, else an empty string."""
    return edge.reason or quote(edge.evidence)[0]
