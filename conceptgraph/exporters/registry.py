"""The door of the exporters: each turns a whole graph into the text of one file.

Another package adds a format by an entry point in the group `conceptgraph.exporters` that names an `Exporter`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from conceptgraph.doors import pick, with_plugins
from conceptgraph.exporters.csv import export_concepts, export_edges
from conceptgraph.exporters.graphml import export_graphml
from conceptgraph.exporters.json import export_json
from conceptgraph.graph.concept_graph import ConceptGraph

GROUP = "conceptgraph.exporters"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exporter:
    """A format to export to: its name, one line about it, the usual suffix of its files, and the function that writes it.

    `export` depends on the graph alone: equal graphs give equal text, whatever the order they were built in.
    """

    name: str
    help: str
    suffix: str
    export: Callable[[ConceptGraph], str]


EXPORTERS: Mapping[str, Exporter] = MappingProxyType(
    {
        exporter.name: exporter
        for exporter in (
            Exporter(name="json", help="graph.json, everything the extractor saw", suffix=".json", export=export_json),
            Exporter(name="graphml", help="for Gephi, yEd, networkx and other graph tools", suffix=".graphml", export=export_graphml),
            Exporter(name="csv", help="a table of the edges, for spreadsheets", suffix=".csv", export=export_edges),
            Exporter(name="csv-concepts", help="a table of the concepts, for spreadsheets", suffix=".csv", export=export_concepts),
        )
    }
)


def exporters() -> Mapping[str, Exporter]:
    """The built-in exporters and those of other packages, by name."""
    return with_plugins(EXPORTERS, group=GROUP)


def find_exporter(name: str) -> Exporter:
    """The exporter of a format.

    Raises:
        DoorError: there is none; the formats there are, are listed.
    """
    return pick(exporters(), name, kind="format")
