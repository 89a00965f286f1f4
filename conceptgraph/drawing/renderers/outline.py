"""The map as a list by topic: its equal twin for screen readers, for print, and where no script runs."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape

from conceptgraph.drawing.edges import REQUIRES, Edge
from conceptgraph.drawing.maps import ConceptMap, Node
from conceptgraph.words import word

Href = Callable[[str], str]


def render_outline(concept_map: ConceptMap, *, href: Href) -> str:
    """All concepts by topic as an HTML fragment: each with what it builds on and what it leads to, as links.

    Args:
        concept_map: what to list.
        href: the address of a concept's page; an empty one leaves the term without a link.
    """
    by_id = {node.id: node for node in concept_map.nodes}
    needs: dict[str, list[Edge]] = defaultdict(list)
    needed: dict[str, list[Edge]] = defaultdict(list)
    for edge in concept_map.edges:
        if edge.kind == REQUIRES and edge.source in by_id and edge.target in by_id:
            needs[edge.source].append(edge)
            needed[edge.target].append(edge)
    topics: dict[str, list[Node]] = defaultdict(list)
    for node in concept_map.nodes:
        topics[node.topic].append(node)
    sections = []
    for topic in sorted(topics, key=str.casefold):
        nodes = sorted(topics[topic], key=lambda node: (node.wanted, node.term.casefold(), node.id))
        items = "".join(_item(node, needs[node.id], needed[node.id], by_id, href) for node in nodes)
        sections.append(f'<section><p class="cg-outline-topic">{escape(topic)}</p><ul>{items}</ul></section>')
    return f'<div class="cg-outline-topics">{"".join(sections)}</div>'


def _item(node: Node, needs: Sequence[Edge], needed: Sequence[Edge], by_id: Mapping[str, Node], href: Href) -> str:
    if node.wanted:
        note = escape(word("has no entry yet"))
        return f'<li class="cg-wanted">{escape(node.term)} <span class="cg-outline-note">{note}</span></li>'
    rows = [
        _row(word("builds on"), (by_id[edge.target] for edge in needs), href),
        _row(word("leads to"), (by_id[edge.source] for edge in needed), href),
    ]
    return f"<li>{_link(node, href)}{''.join(rows)}</li>"


def _row(name: str, nodes: Iterable[Node], href: Href) -> str:
    links = ", ".join(_link(node, href) for node in sorted(nodes, key=lambda node: (node.term.casefold(), node.id)))
    return f'<div class="cg-outline-row"><span class="cg-outline-note">{escape(name)}</span> {links}</div>' if links else ""


def _link(node: Node, href: Href) -> str:
    address = "" if node.wanted else href(node.id)
    term = escape(node.term)
    return f'<a href="{escape(address)}">{term}</a>' if address else f"<span>{term}</span>"
