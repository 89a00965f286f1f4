"""The map as a table and as a tree: its equal twin for screen readers, for print, and where no script runs.

Both are whole without a script. `concept-map-list.js` sorts the table, and leads from its rows to the map and back.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from conceptgraph.drawing.edges import MENTIONS, REQUIRES, USEFUL, Edge
from conceptgraph.drawing.maps import ConceptMap, Node
from conceptgraph.drawing.renderers.palette import color_number
from conceptgraph.model import PREDICATES
from conceptgraph.words import word

Href = Callable[[str], str]

#: How many steps the tree goes in: deeper ones would leave no room for names on a phone, and browsers stop at some depth.
STEPS = 6
#: What a fragment may hold as it is.
_SAFE = "!$&'()*+,;=:@/?-._~"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Listing:
    """What a list is made of: the concepts, and by concept the edges that start and that end at it.

    `relations` holds those of other kinds than prerequisites, but no mere mentions; `href` gives the address of a concept's
    page; with `rows` names lead to rows of the table.
    """

    by_id: Mapping[str, Node]
    needs: Mapping[str, Sequence[Edge]]
    needed: Mapping[str, Sequence[Edge]]
    relations: Mapping[str, Sequence[Edge]]
    href: Href
    rows: bool

    def link(self, node: Node) -> str:
        """A concept's name, leading to its row or to its page."""
        address = f"#cg-{quote(node.id, safe=_SAFE)}" if self.rows else "" if node.wanted else self.href(node.id)
        return _named(node, address)


def render_outline(concept_map: ConceptMap, *, href: Href, rows: bool = True, map_page: str = "") -> str:
    """All concepts as a table, and folded below it as a tree: an HTML fragment.

    The table is by topic, then by name, and says of each concept what it builds on, leads to and is related to. The tree is
    for reading from top to bottom: basics first, each concept below what of its topic it builds on last.

    Args:
        concept_map: what to list.
        href: the address of a concept's page; an empty one leaves the term without a link.
        rows: whether each row has an id, `cg-` and the concept's own, to which the other names lead; else these lead to pages.
        map_page: the address of the page with the map, where the list stands on another.
    """
    listing = _listing(concept_map, href, rows=rows)
    told = escape(word("Reading tree: basics first, each concept below what it builds on"))
    own = ' id="cg-list"' if rows else ""
    return (
        f'<div class="cg-list"{own}>{_table(concept_map, listing, map_page)}</div>\n'
        f'<details class="cg-reading"><summary>{told}</summary>{_tree(concept_map, listing)}</details>'
    )


def _listing(concept_map: ConceptMap, href: Href, *, rows: bool) -> _Listing:
    by_id = {node.id: node for node in concept_map.nodes}
    needs: dict[str, list[Edge]] = defaultdict(list)
    needed: dict[str, list[Edge]] = defaultdict(list)
    relations: dict[str, list[Edge]] = defaultdict(list)
    for edge in concept_map.edges:
        if edge.source not in by_id or edge.target not in by_id:
            continue
        if edge.kind == REQUIRES:
            needs[edge.source].append(edge)
        if edge.kind == REQUIRES or by_id[edge.target].wanted:
            needed[edge.target].append(edge)
        elif edge.kind not in (USEFUL, MENTIONS):
            relations[edge.source].append(edge)
            relations[edge.target].append(edge)
    return _Listing(by_id=by_id, needs=needs, needed=needed, relations=relations, href=href, rows=rows)


def _table(concept_map: ConceptMap, listing: _Listing, map_page: str) -> str:
    columns = (word("Concept"), word("Topic"), word("Level"), word("Builds on"), word("Leads to"), word("Related"))
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in columns)
    bodies = []
    for topic, members in _by_topic(concept_map).items():
        rows = "\n".join(_row(node, listing) for node in sorted(members, key=_by_name))
        bodies.append(f'<tbody class="cg-topic-{color_number(concept_map.colors.get(topic))}">\n{rows}\n</tbody>')
    data = {"data-map": map_page, "data-show": word("Show {term} on the map")}
    written = "".join(f' {name}="{escape(value)}"' for name, value in data.items() if value)
    return f'<table class="cg-table"{written}><thead><tr>{head}</tr></thead>{"".join(bodies)}</table>'


def _tree(concept_map: ConceptMap, listing: _Listing) -> str:
    sections = []
    for topic, members in sorted(_by_topic(concept_map).items(), key=_basics_first):
        nodes = sorted((node for node in members if not (node.wanted or node.foreign)), key=_by_depth)
        if nodes:
            number = color_number(concept_map.colors.get(topic))
            name = f'<p class="cg-tree-topic">{escape(topic)}</p>'
            sections.append(f'<section class="cg-topic-{number}">{name}{_branches(nodes, listing)}</section>')
    return f'<div class="cg-tree">{"".join(sections)}</div>'


def _by_topic(concept_map: ConceptMap) -> Mapping[str, Sequence[Node]]:
    topics: dict[str, list[Node]] = defaultdict(list)
    for node in concept_map.nodes:
        topics[node.topic].append(node)
    return {topic: topics[topic] for topic in sorted(topics, key=lambda name: (name.casefold(), name))}


def _by_name(node: Node) -> tuple[bool, str, str]:
    return node.wanted, node.term.casefold(), node.id


def _by_depth(node: Node) -> tuple[int, str, str]:
    return node.depth, node.term.casefold(), node.id


def _basics_first(topic: tuple[str, Sequence[Node]]) -> tuple[float, str]:
    """Topics whose concepts build on least come first."""
    name, members = topic
    return sum(node.depth for node in members) / len(members), name.casefold()


def _row(node: Node, listing: _Listing) -> str:
    cells = (
        escape(node.topic),
        "" if node.level is None else str(node.level),
        _links((listing.by_id[edge.target] for edge in listing.needs.get(node.id, ())), listing),
        _links((listing.by_id[edge.source] for edge in listing.needed.get(node.id, ())), listing),
        _related(node, listing),
    )
    term = _named(node, "" if node.wanted else listing.href(node.id))
    wanted = word("has no entry yet")
    note = f' <span class="cg-outline-note">{escape(wanted)}</span>' if node.wanted else ""
    written = "".join(f"<td>{cell}</td>" for cell in cells)
    own = f' id="cg-{escape(node.id)}"' if listing.rows else ""
    return f'<tr{own}><th scope="row">{term}{note}</th>{written}</tr>'


def _named(node: Node, address: str) -> str:
    return f'<a href="{escape(address)}">{escape(node.term)}</a>' if address else escape(node.term)


def _links(nodes: Iterable[Node], listing: _Listing) -> str:
    """Each concept once, by name."""
    unique = {node.id: node for node in nodes}
    return ", ".join(listing.link(node) for node in sorted(unique.values(), key=_by_name))


def _related(node: Node, listing: _Listing) -> str:
    """By kind of relation, as seen from one of its ends."""
    kinds: dict[str, list[Node]] = defaultdict(list)
    for edge in listing.relations.get(node.id, ()):
        own = edge.source == node.id
        kind = edge.kind if own else PREDICATES.get(edge.kind, edge.kind)
        kinds[kind].append(listing.by_id[edge.target if own else edge.source])
    return "; ".join(f"{escape(word(kind))} {_links(kinds[kind], listing)}" for kind in sorted(kinds))


def _branches(nodes: Sequence[Node], listing: _Listing) -> str:
    """Concepts in reading order as nested lists; written without recursion, since chains may be thousands long."""
    place = {node.id: index for index, node in enumerate(nodes)}
    below: dict[int, list[int]] = defaultdict(list)
    for index, node in enumerate(nodes):
        before = [place[edge.target] for edge in listing.needs.get(node.id, ()) if place.get(edge.target, index) < index]
        below[max(before, default=-1)].append(index)
    written: list[str] = []
    lists = 0
    waiting = [(index, 1) for index in reversed(below[-1])]
    while waiting:
        index, step = waiting.pop()
        written.append("<ul>" if step > lists else "</li>" + "</ul></li>" * (lists - step))
        lists = step
        written.append(f"<li>{listing.link(nodes[index])}")
        waiting += [(child, min(step + 1, STEPS)) for child in reversed(below[index])]
    return "".join(written) + "</li></ul>" * lists
