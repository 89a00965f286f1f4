"""The pages that the map's benchmark opens: our own, pyvis' data with positions in a plain page, and pyvis as it is shipped.

All show the same nodes and edges. Those of pyvis tell that they can be used as ours does, by a performance mark.
"""

import gzip
import json
from pathlib import Path
from typing import Any

from conceptgraph.drawing.maps import ConceptMap
from conceptgraph.drawing.renderers.map_files import SERVED_SCRIPTS, SERVED_STYLES, served_files
from conceptgraph.drawing.renderers.map_page import VIS_NETWORK, is_long, map_fragment_html
from conceptgraph.drawing.renderers.pyvis_map import make_network, map_data_script, map_text_script

DATA, TEXTS = "map-data.js", "map-texts.js"
#: What a page needs so that nothing is asked of a server that is not there.
HEAD = '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>map</title><link rel="icon" href="data:,">'
READY = "conceptgraph:ready"

PLAIN = """{head}<script src="{vis}"></script></head><body><div id="net" style="width: 1200px; height: 760px"></div>
<script>
const nodes = new vis.DataSet({nodes}), edges = new vis.DataSet({edges});
const network = new vis.Network(document.getElementById("net"), {{ nodes, edges }}, {options});
network.once("afterDrawing", () => performance.mark("{ready}"));
</script></body></html>"""

#: pyvis moves its nodes until they rest, and shows them then.
NOTE_RESTED = f'network.once("stabilizationIterationsDone", () => requestAnimationFrame(() => performance.mark("{READY}")));'


def write_ours(concept_map: ConceptMap, folder: Path) -> tuple[Path, dict[str, int]]:
    """Our map as a page of a site with its files, and what these weigh compressed, in bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in served_files().items():
        (folder / name).write_bytes(content)
    (folder / DATA).write_text(map_data_script(concept_map, href=address), encoding="utf-8")
    (folder / TEXTS).write_text(map_text_script(concept_map), encoding="utf-8")
    styles = "".join(f'<link rel="stylesheet" href="{name}">' for name in SERVED_STYLES)
    scripts = "".join(f'<script src="{name}" defer></script>' for name in (*SERVED_SCRIPTS, DATA, TEXTS))
    page = folder / "ours.html"
    fragment = map_fragment_html(concept_map, href=address, list_page="list.html" if is_long(concept_map) else "")
    page.write_text(f"{HEAD}{styles}{scripts}</head><body>{fragment}</body></html>", encoding="utf-8")
    own = sum(weight(folder / name) for name in SERVED_SCRIPTS if name != VIS_NETWORK)
    return page, {"data": weight(folder / DATA), "texts": weight(folder / TEXTS), "script": own}


def address(concept: str) -> str:
    """Where a concept's page would be."""
    return f"glossary/{concept}.html"


def weight(file: Path) -> int:
    """Bytes of a file as servers send it."""
    return len(gzip.compress(file.read_bytes(), 6))


def write_plain(concept_map: ConceptMap, folder: Path) -> Path:
    """The nodes and edges of pyvis with our positions, in the plainest page, physics off."""
    nodes, edges, *_rest, options = make_network(concept_map).get_network_data()
    page = folder / "plain.html"
    filled = PLAIN.format(
        head=HEAD, vis=VIS_NETWORK, nodes=script_of(nodes), edges=script_of(edges), options=script_of(json.loads(options)), ready=READY
    )
    page.write_text(filled, encoding="utf-8")
    return page


def script_of(value: Any) -> str:
    """A value inside a script element."""
    return json.dumps(value).replace("<", "\\u003c")


def write_shipped(concept_map: ConceptMap, folder: Path) -> Path:
    """What pyvis itself writes for these nodes and edges, with all its scripts in the page, since there is no net."""
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line")
    for node in concept_map.nodes:
        network.add_node(node.id, label=node.term)
    for edge in concept_map.edges:
        network.add_edge(edge.source, edge.target)
    html = network.generate_html(notebook=False)
    opened = "network = new vis.Network(container, data, options);"
    if opened not in html:
        raise LookupError(f"pyvis' page no longer says {opened!r}; tell the benchmark where its network begins")
    page = folder / "shipped.html"
    page.write_text(html.replace(opened, f"{opened}\n{NOTE_RESTED}"), encoding="utf-8")
    return page
