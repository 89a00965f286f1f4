"""What to draw, as data: the whole map, the neighborhood of a concept, a learning path. Not yet SVG or HTML.

Pictures show the transitive reduction of prerequisites, and never hide the rest: an edge that another chain already
says carries the concept it goes by (`via`), and all counts are of the whole graph.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from conceptgraph.drawing.layout import Island, Point, group_by_topic, lay_out_islands, pulls
from conceptgraph.graph.concept_graph import ConceptGraph
from conceptgraph.graph.paths import LearningPath
from conceptgraph.model import Concept, Evidence, Prerequisite, Relation

#: The kind of the edges that order, and of those that are "often useful"; other edges are of their predicate's kind.
REQUIRES, USEFUL, MENTIONS = "requires", "often useful", "mentions"

#: A wanted concept has no id; its node gets its name behind this mark, which no id begins with.
WANTED_MARK = "?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A concept on the map. `importance` in [0, 1].

    `text` is its definition, plain with `$...$` and backticks; `body` the Markdown of its whole entry, where the map is to
    hold that.
    """

    id: str
    term: str
    aliases: tuple[str, ...] = ()
    topic: str = ""
    level: int | None = None
    status: str = "reviewed"
    text: str = ""
    body: str = ""
    x: float = 0.0
    y: float = 0.0
    importance: float = 0.0
    depth: int = 0
    wanted: bool = False
    stub: bool = False
    foreign: bool = False


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


@dataclass(frozen=True, slots=True, kw_only=True)
class ConceptMap:
    """The whole map. Nodes are sorted by id, with wanted ones last; edges by kind and ends; islands by size.

    `colors` gives each island the number of its color.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    islands: tuple[Island, ...]
    colors: Mapping[str, int] = field(default_factory=dict)
    wanted_total: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Pill:
    """A concept in a picture: its label, its topic's color, why it is there, and `via` where it is folded."""

    id: str
    term: str
    topic: str = ""
    color: int | None = None
    why: str = ""
    via: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbourhood:
    """A concept between what it builds on and what it leads to, each direct and best first, and related concepts.

    `folded_*` holds direct edges that another direct edge implies; `all_*` count everything, direct or not.
    """

    concept: Pill
    builds_on: tuple[Pill, ...] = ()
    folded_builds_on: tuple[Pill, ...] = ()
    all_builds_on: int = 0
    leads_to: tuple[Pill, ...] = ()
    folded_leads_to: tuple[Pill, ...] = ()
    all_leads_to: int = 0
    related: tuple[Pill, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PathPicture:
    """A learning path to be drawn in layers, goals last: steps in learning order, edges (needed, needing) of the reduction.

    `earlier` counts the steps that come before those in view; `targets` are ids.
    """

    steps: tuple[Pill, ...]
    edges: tuple[tuple[str, str], ...]
    targets: tuple[str, ...]
    earlier: int = 0


def draw_map(graph: ConceptGraph, *, texts: Mapping[str, str] | None = None, wanted: int = 12) -> ConceptMap:
    """The whole map of a graph.

    Args:
        graph: what to draw.
        texts: by id the Markdown of whole entries, where the panel is to show more than definitions.
        wanted: how many of the wanted concepts to show, the most wanted first.
    """
    groups = {name: list(members) for name, members in group_by_topic(graph).items()}
    home = {concept: name for name, members in groups.items() for concept in members}
    edges = tuple(_edges(graph))
    nodes = [_node(graph, concept, home[concept.id], (texts or {}).get(concept.id, "")) for concept in graph.concepts]
    extra: list[tuple[str, str, float]] = []
    for name in graph.wanted[:wanted]:
        needing = [concept for concept in name.needed_by if concept in home]
        if needing and groups:
            node = _wanted_node(name.name, [home[concept] for concept in needing])
            groups[node.topic].append(node.id)
            nodes.append(node)
            sentences = {evidence.path: evidence for evidence in reversed(name.evidence)}
            edges += tuple(_wanted_edge(node.id, graph.concept(concept), sentences) for concept in sorted(needing))
            extra += [(node.id, concept, 0.5) for concept in needing]
    layout = lay_out_islands(groups, (*pulls(graph), *extra))
    return ConceptMap(
        nodes=tuple(_place(nodes, layout.positions, _importance(nodes, edges))),
        edges=tuple(sorted(edges, key=lambda edge: (edge.kind, edge.source, edge.target))),
        islands=layout.islands,
        colors=_island_colors(graph, layout.islands),
        wanted_total=len(graph.wanted),
    )


def _node(graph: ConceptGraph, concept: Concept, topic: str, body: str) -> Node:
    return Node(
        id=concept.id,
        term=concept.term,
        aliases=concept.aliases,
        topic=topic,
        level=concept.level,
        status=concept.status,
        text=concept.definition,
        body=body,
        depth=graph.depth(concept.id),
        stub=concept.stub,
        foreign=concept.foreign,
    )


def _wanted_node(name: str, topics: list[str]) -> Node:
    topic = min(set(topics), key=lambda topic: (-topics.count(topic), topic))
    return Node(id=WANTED_MARK + name, term=name, topic=topic, status="wanted", wanted=True)


def _wanted_edge(node: str, concept: Concept, sentences: Mapping[str, Evidence]) -> Edge:
    why, place = _quote((sentences[concept.path],) if concept.path in sentences else ())
    return Edge(source=concept.id, target=node, kind=MENTIONS, why=why, place=place)


def _place(nodes: Iterable[Node], positions: Mapping[str, Point], importance: Mapping[str, float]) -> Iterable[Node]:
    for node in nodes:
        x, y = positions[node.id]
        yield Node(
            **{name: getattr(node, name) for name in Node.__slots__ if name not in ("x", "y", "importance")},
            x=x,
            y=y,
            importance=importance[node.id],
        )


def _importance(nodes: Iterable[Node], edges: Iterable[Edge]) -> Mapping[str, float]:
    """How much leans on each node, against the one most leant on: the square root, so that few do not dwarf the rest."""
    weight = {node.id: 0.0 for node in nodes}
    for edge in edges:
        weight[edge.target] += 1.0 if edge.kind == REQUIRES else 0.1
        weight[edge.source] += 0.2 if edge.kind == REQUIRES else 0.0
    most = max(weight.values(), default=0.0) or 1.0
    return {concept: round((value / most) ** 0.5, 3) for concept, value in weight.items()}


def _edges(graph: ConceptGraph) -> Iterable[Edge]:
    """Prerequisites, and for each other ordered pair its most telling relation."""
    labels: dict[tuple[str, str], Relation] = {}
    for relation in graph.relations:
        pair = relation.subject, relation.object
        if relation.subject in graph and relation.object in graph and relation.subject != relation.object:
            labels[pair] = min(labels.get(pair, relation), relation, key=_telling)
    ordered = set()
    via = _folded(graph)
    for concept in graph.concepts:
        for edge in graph.prerequisites_of(concept.id, level="usual"):
            if edge.requires in graph:
                pair = edge.concept, edge.requires
                ordered |= {pair, pair[::-1]}
                yield _prerequisite_edge(edge, labels.get(pair), via.get(pair, "") if edge.level == "core" else "")
    for pair, relation in sorted(labels.items()):
        if pair not in ordered:
            why, place = _quote(relation.evidence)
            yield Edge(source=pair[0], target=pair[1], kind=relation.predicate, why=why, place=place, score=relation.score)


def _folded(graph: ConceptGraph) -> Mapping[tuple[str, str], str]:
    """For each core edge another one implies the concept it goes by: as `graph.reduced`, for all concepts at once.

    What lies before a concept is a number with one bit a concept, so that ten thousand concepts take a moment.
    """
    bit = {concept.id: 1 << index for index, concept in enumerate(graph.concepts)}
    before: dict[str, int] = {}
    via = {}
    for concept in sorted(bit, key=graph.depth):
        needs = [edge.requires for edge in graph.prerequisites_of(concept) if edge.requires in bit]
        before[concept] = 0
        for need in needs:
            before[concept] |= bit[need] | before[need]
            ways = [other for other in needs if before[other] & bit[need]]
            if ways:
                via[concept, need] = min(ways)
    return via


def _telling(relation: Relation) -> tuple[bool, bool, bool, float, str]:
    """Declared before inferred, typed before a bare "requires", that before a mere mention."""
    return (
        relation.predicate == MENTIONS,
        relation.origin != "declared",
        relation.predicate in (REQUIRES, "related to"),
        -relation.score,
        relation.predicate,
    )


def _prerequisite_edge(edge: Prerequisite, relation: Relation | None, via: str) -> Edge:
    why, place = _quote(edge.evidence)
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


def _quote(evidence: Iterable[Evidence]) -> tuple[str, str]:
    """The first sentence there is, and where it stands."""
    for item in evidence:
        if item.sentence:
            return item.sentence, f"{item.path}:{item.line}" if item.line else item.path
    return "", ""


def reason(edge: Prerequisite) -> str:
    """Why a prerequisite is believed, in one line: the author's reason, else the sentence, else an empty string."""
    return edge.reason or _quote(edge.evidence)[0]


def topic_colors(graph: ConceptGraph) -> Mapping[str, int]:
    """For each main topic the number of its color: by name, so that a topic keeps it on every page and in the map."""
    return {name: index for index, name in enumerate(sorted({concept.topic for concept in graph.concepts} - {""}))}


def _island_colors(graph: ConceptGraph, islands: Iterable[Island]) -> Mapping[str, int]:
    """The colors of topics, and further ones for communities."""
    colors = dict(topic_colors(graph))
    for island in sorted(islands, key=lambda island: island.name):
        colors.setdefault(island.name, len(colors))
    return colors


def draw_neighbourhood(graph: ConceptGraph, concept: str) -> Neighbourhood:
    """What a concept builds on, what it leads to, and what it is related to.

    Raises:
        UnknownConceptError: there is no concept with this id.
    """
    colors = topic_colors(graph)
    kept, folded = graph.reduced(concept)
    later, folded_later = graph.reduced_dependents(concept)
    return Neighbourhood(
        concept=_pill(graph, colors, graph.concept(concept).id),
        builds_on=tuple(_pill(graph, colors, edge.requires, reason(edge)) for edge in kept),
        folded_builds_on=tuple(_pill(graph, colors, edge.requires, reason(edge), via) for edge, via in folded),
        all_builds_on=len(graph.ancestors(concept)),
        leads_to=tuple(_pill(graph, colors, edge.concept, reason(edge)) for edge in later),
        folded_leads_to=tuple(_pill(graph, colors, edge.concept, reason(edge), via) for edge, via in folded_later),
        all_leads_to=len(graph.descendants(concept)),
        related=tuple(_pill(graph, colors, other, _relation_sentence(graph, concept, other)) for other in graph.related(concept)),
    )


def _relation_sentence(graph: ConceptGraph, concept: str, other: str) -> str:
    own = (relation for relation in graph.relations_of(concept) if relation.object == other)
    back = (relation for relation in graph.relations_to(concept) if relation.subject == other)
    for relation in sorted((*own, *back), key=_telling):
        if sentence := _quote(relation.evidence)[0]:
            return sentence
    return ""


def _pill(graph: ConceptGraph, colors: Mapping[str, int], concept: str, why: str = "", via: str = "") -> Pill:
    """A pill; a foreign concept that the graph does not hold is its own label."""
    if concept not in graph:
        return Pill(id=concept, term=concept, why=why, via=via)
    found = graph.concept(concept)
    return Pill(id=found.id, term=found.term, topic=found.topic, color=colors.get(found.topic), why=why, via=via)


def draw_path(graph: ConceptGraph, learning_path: LearningPath, *, limit: int | None = 20) -> PathPicture:
    """A learning path's steps and the edges between them, at most `limit` steps: the last ones, nearest the goal."""
    colors = topic_colors(graph)
    steps = learning_path.steps if limit is None else learning_path.steps[-limit:]
    shown = [step.concept for step in steps]
    inside = set(shown)
    edges = []
    # What lies before a step on this picture: a chain by way of a concept that is not shown says nothing here.
    before: dict[str, set[str]] = {}
    for concept in shown:
        needs = {edge.requires for edge in graph.prerequisites_of(concept)} & inside
        implied = {other for need in needs for other in before[need]}
        before[concept] = needs | implied
        edges += [(need, concept) for need in sorted(needs - implied)]
    because = {step.concept: reason(step.because[0]) if step.because else "" for step in steps}
    return PathPicture(
        steps=tuple(_pill(graph, colors, concept, because[concept]) for concept in shown),
        edges=tuple(sorted(edges)),
        targets=tuple(target for target in learning_path.targets if target in inside),
        earlier=len(learning_path.steps) - len(steps),
    )
