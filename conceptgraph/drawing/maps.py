"""What to draw, as data: the whole map, the neighborhood of a concept, a learning path. Not yet SVG or HTML.

Pictures show the transitive reduction of prerequisites, and never hide the rest: an edge that another chain already
says carries the concept it goes by (`via`), and all counts are of the whole graph.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from conceptgraph.drawing.edges import MENTIONS, REQUIRES, Edge, map_edges, prerequisite_edge, quote, reason, telling
from conceptgraph.drawing.layout import Island, Point, group_by_topic, lay_out_islands, needs, pulls
from conceptgraph.graph.concept_graph import ConceptGraph
from conceptgraph.graph.paths import LearningPath
from conceptgraph.model import Concept, Evidence
from conceptgraph.reading.positions import Positions, gather_positions

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
    foreign: bool = False


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


def draw_map(graph: ConceptGraph, *, texts: Mapping[str, str] | None = None, wanted: int = 12, kept: Positions | None = None) -> ConceptMap:
    """The whole map of a graph.

    Args:
        graph: what to draw.
        texts: by id the Markdown of whole entries, where the panel is to show more than definitions.
        wanted: how many of the wanted concepts to show, the most wanted first.
        kept: where concepts lay before, so that they stay; see `reading.positions`.
    """
    groups = {name: list(members) for name, members in group_by_topic(graph, kept=kept).items()}
    home = {concept: name for name, members in groups.items() for concept in members}
    edges = tuple(map_edges(graph))
    nodes = [_node(graph, concept, home[concept.id], (texts or {}).get(concept.id, "")) for concept in graph.concepts]
    foreign, abroad = _foreign(graph, home)
    nodes += foreign
    edges += tuple(abroad)
    extra = [(edge.target, edge.source, 1.0) for edge in abroad]
    for node in foreign:
        groups[node.topic].append(node.id)
    for name in graph.wanted[:wanted]:
        needing = [concept for concept in name.needed_by if concept in home]
        if needing and groups:
            node = _wanted_node(name.name, [home[concept] for concept in needing])
            groups[node.topic].append(node.id)
            nodes.append(node)
            sentences = {evidence.path: evidence for evidence in reversed(name.evidence)}
            edges += tuple(_wanted_edge(node.id, graph.concept(concept), sentences) for concept in sorted(needing))
            extra += [(node.id, concept, 0.5) for concept in needing]
    order = (*needs(graph), *((edge.target, edge.source) for edge in abroad))
    layout = lay_out_islands(groups, (*pulls(graph), *extra), needs=order, kept=kept)
    return ConceptMap(
        nodes=tuple(_place(nodes, layout.positions, _importance(nodes, edges))),
        edges=tuple(sorted(edges, key=lambda edge: (edge.kind, edge.source, edge.target))),
        islands=layout.islands,
        colors=_island_colors(graph, layout.islands),
        wanted_total=len(graph.wanted),
    )


def map_positions(concept_map: ConceptMap) -> Positions:
    """What the positions file says of a map: all of its nodes, wanted and foreign ones too."""
    places = {node.id: (node.x, node.y) for node in concept_map.nodes}
    return gather_positions(
        (island.name, (island.x, island.y), {node: places[node] for node in island.members}) for island in concept_map.islands
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


def foreign_term(concept: str) -> str:
    """What `project:name` is called on pictures."""
    project, _, name = concept.partition(":")
    return f"{name.strip()} ({project})" if name.strip() else concept


def _foreign(graph: ConceptGraph, home: Mapping[str, str]) -> tuple[list[Node], list[Edge]]:
    """What entries require of other projects: a node for each, on the island that needs it most, and the edges to it."""
    edges = [edge for edge in graph.prerequisites if edge.requires not in graph and ":" in edge.requires and edge.concept in home]
    topics: dict[str, list[str]] = {}
    for edge in edges:
        topics.setdefault(edge.requires, []).append(home[edge.concept])
    nodes = [
        Node(id=concept, term=foreign_term(concept), topic=_most_common(found), status="foreign", foreign=True)
        for concept, found in sorted(topics.items())
    ]
    return nodes, [prerequisite_edge(edge) for edge in edges]


def _most_common(topics: list[str]) -> str:
    return min(set(topics), key=lambda topic: (-topics.count(topic), topic))


def _wanted_node(name: str, topics: list[str]) -> Node:
    return Node(id=WANTED_MARK + name, term=name, topic=_most_common(topics), status="wanted", wanted=True)


def _wanted_edge(node: str, concept: Concept, sentences: Mapping[str, Evidence]) -> Edge:
    why, place = quote((sentences[concept.path],) if concept.path in sentences else ())
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


def topic_colors(graph: ConceptGraph) -> Mapping[str, int]:
    """For each main topic the number of its color: by name, so that a topic keeps it on every page and in the map."""
    return {name: index for index, name in enumerate(graph.topics)}


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
    before, after = graph.count_around(concept)
    return Neighbourhood(
        concept=_pill(graph, colors, graph.concept(concept).id),
        builds_on=tuple(_pill(graph, colors, edge.requires, reason(edge)) for edge in kept),
        folded_builds_on=tuple(_pill(graph, colors, edge.requires, reason(edge), via) for edge, via in folded),
        all_builds_on=before,
        leads_to=tuple(_pill(graph, colors, edge.concept, reason(edge)) for edge in later),
        folded_leads_to=tuple(_pill(graph, colors, edge.concept, reason(edge), via) for edge, via in folded_later),
        all_leads_to=after,
        related=tuple(_pill(graph, colors, other, _relation_sentence(graph, concept, other)) for other in graph.related(concept)),
    )


def _relation_sentence(graph: ConceptGraph, concept: str, other: str) -> str:
    own = (relation for relation in graph.relations_of(concept) if relation.object == other)
    back = (relation for relation in graph.relations_to(concept) if relation.subject == other)
    for relation in sorted((*own, *back), key=telling):
        if sentence := quote(relation.evidence)[0]:
            return sentence
    return ""


def _pill(graph: ConceptGraph, colors: Mapping[str, int], concept: str, why: str = "", via: str = "") -> Pill:
    """A pill; a concept of another project that the graph does not hold goes by its name there."""
    if concept not in graph:
        return Pill(id=concept, term=foreign_term(concept), why=why, via=via, foreign=True)
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
