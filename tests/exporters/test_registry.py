"""The contract of the exporters' door, run over every exporter."""

from importlib.metadata import EntryPoint, EntryPoints
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conceptgraph.doors import DoorError
from conceptgraph.exporters.json import export_json
from conceptgraph.exporters.registry import EXPORTERS, exporters, find_exporter
from conceptgraph.graph.concept_graph import ConceptGraph

#: Graphs take a while to draw, and longer on a busy machine.
law = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])

each_exporter = pytest.mark.parametrize("name", EXPORTERS)


@each_exporter
def test_an_exporter_says_what_it_is(name: str) -> None:
    """It is registered under its own name, with a line of help and a suffix."""
    exporter = EXPORTERS[name]
    assert exporter.name == name
    assert exporter.help
    assert exporter.suffix.startswith(".")


@each_exporter
@law
@given(graph=st.from_type(ConceptGraph), random=st.randoms(use_true_random=False))
def test_equal_graphs_give_equal_text(name: str, graph: ConceptGraph, random: Any) -> None:
    """The order in which a graph was built changes nothing."""
    lists = {key: getattr(graph, key) for key in ("concepts", "relations", "prerequisites", "dropped", "wanted", "paths")}
    shuffled = {key: random.sample(values, len(values)) for key, values in lists.items()}
    assert EXPORTERS[name].export(ConceptGraph(**shuffled)) == EXPORTERS[name].export(graph)


@each_exporter
@law
@given(graph=st.from_type(ConceptGraph))
def test_any_graph_is_exported_as_utf8(name: str, graph: ConceptGraph) -> None:
    """Whatever labels hold, the text can be written."""
    assert EXPORTERS[name].export(graph).encode("utf-8")


@each_exporter
def test_the_text_ends_with_a_line_end(name: str, graph: ConceptGraph) -> None:
    """Files end as text files do."""
    assert EXPORTERS[name].export(graph).endswith("\n")


def test_an_unknown_format_lists_what_there_is() -> None:
    """The nearest name and all others are in the message."""
    with pytest.raises(DoorError) as caught:
        find_exporter("graphm")
    assert str(caught.value) == "unknown format 'graphm'; did you mean 'graphml'?; there are csv, csv-concepts, graphml, json"


def plug(monkeypatch: pytest.MonkeyPatch, *, name: str, value: str) -> None:
    """Let it seem as if an installed package had an entry point."""
    point = EntryPoint(name=name, value=value, group="conceptgraph.exporters")
    monkeypatch.setattr("importlib.metadata.entry_points", lambda **_: EntryPoints([point]))


def test_another_package_adds_a_format(monkeypatch: pytest.MonkeyPatch) -> None:
    """An entry point is found beside the built-ins."""
    plug(monkeypatch, name="also-json", value="conceptgraph.exporters.json:export_json")
    assert exporters()["also-json"] is export_json  # type: ignore[comparison-overlap]
    assert set(EXPORTERS) < set(exporters())


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [("json", "x:y", "that name is taken"), ("new", "conceptgraph.nowhere:x", "does not load"), ("new", "json:nothing", "does not load")],
)
def test_a_faulty_package_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str, says: str) -> None:
    """A name that is taken or an object that is missing gives a sentence with the entry point."""
    plug(monkeypatch, name=name, value=value)
    with pytest.raises(DoorError, match=says):
        exporters()
