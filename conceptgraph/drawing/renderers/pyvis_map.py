"""The concept map's data: a pyvis `Network`, and the script that brings it to the browser in compact columns.

pyvis is the data model only. None of its templates, files or addresses are used: they load from foreign hosts, write into
the current folder, and let labels become markup. What is used is held by a contract test.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from conceptgraph.drawing.bodies import render_body
from conceptgraph.drawing.edges import REQUIRES, USEFUL, Edge
from conceptgraph.drawing.formulas import render_text
from conceptgraph.drawing.maps import ConceptMap, Node
from conceptgraph.drawing.renderers.hooks import Changes, find_changes, load_hook, plain
from conceptgraph.drawing.renderers.palette import color_number
from conceptgraph.errors import OutputError
from conceptgraph.model import PREDICATES
from conceptgraph.words import marked, word

if TYPE_CHECKING:
    from pyvis.network import Network

Href = Callable[[str], str]

#: The size of the least and of the most important node, in units of the map.
SIZES = (7.0, 15.0)

#: What vis-network is told. Positions are ours, so physics is off; a hook may add to this.
OPTIONS: Mapping[str, Any] = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "nodes": {"shape": "dot", "borderWidth": 1.5},
    "edges": {"smooth": {"enabled": True, "type": "curvedCW", "roundness": 0.12}, "arrows": {"to": {"enabled": True, "scaleFactor": 0.6}}},
    "interaction": {"dragNodes": False, "hover": True, "selectConnectedEdges": False, "hideEdgesOnDrag": False, "tooltipDelay": 300},
}

#: How relations and the state of an entry are called; what reaches a page is their word in its language.
NAMES: tuple[str, ...] = (
    marked("requires"), marked("is required by"), marked("often useful"), marked("is a"), marked("has kind"), marked("extends"),
    marked("is extended by"), marked("part of"), marked("has part"), marked("uses"), marked("used by"), marked("used in"),
    marked("makes use of"), marked("mitigates"), marked("is mitigated by"), marked("mitigated by"), marked("suffers from"),
    marked("affects"), marked("contrasts with"), marked("similar to"), marked("example of"), marked("has example"),
    marked("also known as"), marked("related to"), marked("mentions"), marked("is mentioned by"),
    marked("stub"), marked("draft"), marked("reviewed"), marked("deprecated"), marked("foreign"),
)  # fmt: skip

#: What a node is that a hook adds.
_ADDED: Mapping[str, Any] = {"shape": "dot", "group": ""}

_SCRIPT_WORD = re.compile(r'\bword\("([^"\\]*)"')


def make_network(concept_map: ConceptMap, *, hook: str = "") -> "Network":
    """The map as a pyvis `Network` with positions, after the user's hook has had it.

    Args:
        concept_map: what to show.
        hook: `module:function` or an entry point that receives the network, so that any pyvis option still reaches the page.

    Raises:
        SettingsError: the hook is not written so, or does not load.
    """
    from pyvis.network import Network  # half a second: pyvis pulls in IPython

    network = Network(directed=True)
    network.nodes = [_node(node) for node in concept_map.nodes]
    network.edges = [_edge(index, edge) for index, edge in enumerate(concept_map.edges)]
    network.node_ids = [node["id"] for node in network.nodes]
    network.node_map = {node["id"]: node for node in network.nodes}
    network.options = plain(OPTIONS)
    if hook:
        load_hook(hook)(network)
    return network


def _node(node: Node) -> dict[str, Any]:
    least, most = SIZES
    return {
        "id": node.id,
        "label": node.term,
        "x": node.x,
        "y": node.y,
        "size": round(least + (most - least) * node.importance, 1),
        "shape": "diamond" if node.foreign else "dot",
        "group": node.topic,
    }


def _edge(index: int, edge: Edge) -> dict[str, Any]:
    """Arrows of prerequisites point from what is needed to what needs it: the way one learns."""
    ends = (edge.target, edge.source) if edge.kind in (REQUIRES, USEFUL) else (edge.source, edge.target)
    return {"id": index, "from": ends[0], "to": ends[1]}


def map_data_script(concept_map: ConceptMap, *, href: Href, hook: str = "", tell: Callable[[str], object] | None = None) -> str:
    """The script that hands the map to the browser: `conceptgraphData({...});`.

    Args:
        concept_map: what to show.
        href: the address of a concept's page, relative to the `base` of the fragment; empty where there is none.
        hook: see `make_network`.
        tell: receives a sentence on what the hook sets that the page does not obey, where there is such.

    Raises:
        SettingsError: the hook is not written so, or does not load.
    """
    network = make_network(concept_map, hook=hook)
    changes = _changes(concept_map, network, hook)
    if changes.unheeded and tell:
        tell(changes.unheeded)
    return _script("conceptgraphData", map_columns(concept_map, network, changes, href=href))


def _changes(concept_map: ConceptMap, network: "Network", hook: str) -> Changes:
    """What a hook changed on a network."""
    nodes, edges, _, _, _, options = network.get_network_data()
    before = {node.id: _node(node) for node in concept_map.nodes}
    return find_changes(
        nodes,
        _kept(nodes, edges),
        json.loads(options),
        usual=lambda node: before.get(node["id"], _ADDED),
        options_before=plain(OPTIONS),
        hook=hook,
    )


def _kept(nodes: Sequence[Mapping[str, Any]], edges: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
    """The edges whose ends are there; a hook may have removed nodes."""
    ids = {node["id"] for node in nodes}
    return [edge for edge in edges if edge["from"] in ids and edge["to"] in ids]


def map_text_script(concept_map: ConceptMap) -> str:
    """The script with what only the panel needs: definitions as HTML, and the sentence behind each edge.

    It may arrive after the data, and repeats no sentence.
    """
    sentences: dict[str, int] = {"": 0}
    whys = [sentences.setdefault(edge.why, len(sentences)) for edge in concept_map.edges]
    places = [sentences.setdefault(edge.place, len(sentences)) for edge in concept_map.edges]
    texts = {
        "definitions": [render_body(node.body) if node.body else render_text(node.text) for node in concept_map.nodes],
        "sentences": [render_text(sentence) for sentence in sentences],
        "whys": whys,
        "places": places,
    }
    return _script("conceptgraphTexts", texts)


def map_columns(concept_map: ConceptMap, network: "Network", changes: Changes, *, href: Href) -> dict[str, Any]:
    """The map as plain data in columns: what the network says, and what the panel and the search need besides."""
    nodes, edges, *_ = network.get_network_data()
    row = {node["id"]: index for index, node in enumerate(nodes)}
    known = {node.id: node for node in concept_map.nodes}
    topics = sorted({island.name for island in concept_map.islands}, key=lambda name: concept_map.colors.get(name, len(concept_map.colors)))
    return {
        "format": 1,
        "topics": [{"name": name, "color": color_number(concept_map.colors.get(name))} for name in topics],
        "concepts": {**_node_columns(nodes, known, {name: index for index, name in enumerate(topics)}, href), "extra": changes.nodes},
        "edges": {**_edge_columns(_kept(nodes, edges), concept_map.edges, row), "extra": changes.edges},
        "wantedTotal": concept_map.wanted_total,
        "options": changes.options,
        **({"pyvis": changes.rules} if changes.rules else {}),
        **({"words": words} if (words := map_words()) else {}),
    }


def map_words() -> dict[str, str]:
    """What the scripts of the map say, by its English wording, where the page is in another language."""
    return {text: spoken for text in (*_script_words(), *NAMES) if (spoken := word(text)) != text}


@lru_cache(maxsize=1)
def _script_words() -> tuple[str, ...]:
    """The texts that the scripts put through `word`, sorted."""
    scripts = sorted((Path(__file__).parent / "static").glob("*.js"))
    return tuple(sorted({text for script in scripts for text in _SCRIPT_WORD.findall(script.read_text(encoding="utf-8"))}))


def _node_columns(nodes: Sequence[Mapping[str, Any]], known: Mapping[str, Node], topics: Mapping[str, int], href: Href) -> dict[str, Any]:
    """One column a property; `text` is the row of a node's definition in the text script, where it is not the node's own."""
    text = {concept: index for index, concept in enumerate(known)}
    plain = [known.get(node["id"]) or Node(id=str(node["id"]), term=str(node.get("label", node["id"]))) for node in nodes]
    before, after, addresses = _short_addresses(["" if node.wanted else href(node.id) for node in plain], [node.id for node in plain])
    return {
        "id": [str(node["id"]) for node in nodes],
        "term": [str(node.get("label", node["id"])) for node in nodes],
        "aliases": {index: list(node.aliases) for index, node in enumerate(plain) if node.aliases},
        "topic": [topics.get(node.topic, -1) for node in plain],
        "level": [node.level or 0 for node in plain],
        "status": [node.status for node in plain],
        "depth": [node.depth for node in plain],
        "x": [round(float(node.get("x", 0))) for node in nodes],
        "y": [round(float(node.get("y", 0))) for node in nodes],
        "size": [_number(node.get("size", SIZES[0])) for node in nodes],
        "rank": [node.importance for node in plain],
        "wanted": [index for index, node in enumerate(plain) if node.wanted],
        "href": addresses,
        "around": [before, after],
        **_unless_own_row("text", [text.get(node.id, -1) for node in plain]),
    }


def _short_addresses(addresses: Sequence[str], ids: Sequence[str]) -> tuple[str, str, list[str | int]]:
    """What stands before and after the id in most addresses, and for each address 1 where that says it all, else itself."""
    first, own = next(((address, own) for address, own in zip(addresses, ids, strict=True) if own in address), ("", ""))
    before, _, after = first.rpartition(own) if own else ("", "", "")
    pairs = zip(addresses, ids, strict=True)
    return before, after, [1 if address and address == before + own + after else address for address, own in pairs]


def _unless_own_row(name: str, rows: Sequence[int]) -> dict[str, Sequence[int]]:
    """A column of rows in the text script; nothing where each row is its own, as without a hook."""
    return {} if list(rows) == list(range(len(rows))) else {name: rows}


def _edge_columns(edges: Sequence[Mapping[str, Any]], drawn: Sequence[Edge], row: Mapping[str, int]) -> dict[str, Any]:
    """Edges from the concept that needs or names to the other one.

    `source` is told as the step from the edge before, `score` as its place among all scores, lowest first, so that the browser
    orders by the exact ones; `text` is an edge's row in the text script, where it is not the edge's own.
    """
    plain = []
    for edge in edges:
        index = _drawn_row(edge, drawn)
        plain.append(drawn[index] if index >= 0 else Edge(source=edge["from"], target=edge["to"], kind="related to"))
    kinds = sorted({edge.kind for edge in plain}, key=_kind_order)
    labels = ["", *sorted({edge.label for edge in plain if edge.label})]
    sources = [row[edge.source] for edge in plain]
    scores = [edge.score if edge.kind == REQUIRES else 0.0 for edge in plain]
    places = {score: place for place, score in enumerate(sorted(set(scores)))}
    return {
        "kinds": [{"name": kind, "inverse": _inverse(kind)} for kind in kinds],
        "labels": labels,
        "source": [source - before for before, source in zip([0, *sources], sources, strict=False)],
        "target": [row[edge.target] for edge in plain],
        "kind": [kinds.index(edge.kind) for edge in plain],
        "label": [labels.index(edge.label) for edge in plain],
        "via": {index: row[edge.via] for index, edge in enumerate(plain) if edge.via in row},
        "score": [places[score] for score in scores],
        **_unless_own_row("text", [_drawn_row(edge, drawn) for edge in edges]),
    }


def _drawn_row(edge: Mapping[str, Any], drawn: Sequence[Edge]) -> int:
    """Which of our edges this is; -1 for one that a hook added."""
    index = edge.get("id")
    return index if isinstance(index, int) and 0 <= index < len(drawn) else -1


def _kind_order(kind: str) -> tuple[int, str]:
    order = [REQUIRES, USEFUL, *(predicate for predicate in PREDICATES if predicate != REQUIRES)]
    return (order.index(kind) if kind in order else len(order), kind)


def _inverse(kind: str) -> str:
    return "often useful for" if kind == USEFUL else PREDICATES.get(kind, kind)


def _number(value: Any) -> float | int:
    """A coordinate or size as short as it can be written; what a hook made of it may be a text."""
    number = round(float(value), 1)
    return int(number) if number.is_integer() else number


def _script(function: str, value: Any) -> str:
    """A call with data that can end neither a script element nor, in old engines, a line."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    for character, escaped in (("<", "\\u003c"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029")):
        text = text.replace(character, escaped)
    return f"{function}({text});\n"


def vis_network_source() -> Path:
    """The file `vis-network.min.js` of the installed pyvis: the newest it carries.

    Raises:
        OutputError: it carries none.
    """
    from importlib.util import find_spec  # finds pyvis without importing it

    spec = find_spec("pyvis")
    folder = Path(spec.origin).parent if spec and spec.origin else Path()
    found = sorted(folder.glob("**/vis-network.min.js"), key=lambda file: (_version(file.parent.name), file.as_posix()))
    if not found:
        raise OutputError("pyvis carries no vis-network.min.js; install pyvis 0.3.2")
    return found[-1]


def _version(folder: str) -> tuple[int, ...]:
    return tuple(int(part) for part in folder.removeprefix("vis-").split(".") if part.isdigit())
