"""The map's data: what we use of pyvis is there, columns say what the network says, and nothing in them is markup."""

import json
import sys
from types import ModuleType
from typing import Any

import pytest

from conceptgraph.drawing.maps import draw_map
from conceptgraph.drawing.renderers.pyvis_map import load_hook, make_network, map_data_script, map_text_script, vis_network_source
from conceptgraph.errors import SettingsError
from conceptgraph.graph.concept_graph import ConceptGraph


def address(concept: str) -> str:
    return f"glossary/{concept}.html"


def columns(script: str, function: str = "conceptgraphData") -> Any:
    assert script.startswith(f"{function}(")
    return json.loads(script.removeprefix(f"{function}(").rstrip().removesuffix(");"))


@pytest.fixture
def hook(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """A module of a user's own with hooks in it."""
    module = ModuleType("my_hooks")
    monkeypatch.setitem(sys.modules, "my_hooks", module)
    return module


def test_pyvis_keeps_what_we_use() -> None:
    """The attributes we assign and the data we read are pyvis' own, in the order we read them."""
    from pyvis.network import Network

    network = Network(directed=True)
    for name in ("nodes", "edges", "node_ids", "node_map", "options"):
        assert hasattr(network, name)
    network.options = {"physics": {"enabled": False}}
    network.nodes = [{"id": 1}]
    nodes, edges, _heading, _height, _width, options = network.get_network_data()
    assert (nodes, edges, json.loads(options)) == ([{"id": 1}], [], {"physics": {"enabled": False}})


def test_the_network_is_a_pyvis_network_users_can_ask(graph: ConceptGraph) -> None:
    """A hook can use pyvis' own questions on the network it is given."""
    network = make_network(draw_map(graph))
    assert network.get_node("adam")["label"] == "Adam"
    assert network.num_nodes() == 9
    assert network.get_adj_list()["gradient"] >= {"momentum", "rmsprop"}


def test_nothing_is_written_where_the_user_stands(graph: ConceptGraph, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """No folder of pyvis' own is left behind."""
    monkeypatch.chdir(tmp_path)
    map_data_script(draw_map(graph), href=address)
    assert not list(tmp_path.iterdir())


def test_columns_are_as_long_as_their_rows(graph: ConceptGraph) -> None:
    """Each column has one value a concept or edge, and rows meet."""
    concept_map = draw_map(graph)
    data = columns(map_data_script(concept_map, href=address))
    concepts, edges = data["concepts"], data["edges"]
    for name in ("id", "term", "aliases", "topic", "level", "status", "depth", "x", "y", "size", "rank", "href", "text"):
        assert len(concepts[name]) == len(concept_map.nodes), name
    for name in ("source", "target", "kind", "label", "score", "text"):
        assert len(edges[name]) == len(concept_map.edges), name
    for index, edge in enumerate(concept_map.edges):
        ends = concepts["id"][edges["source"][index]], concepts["id"][edges["target"][index]]
        assert (*ends, edges["kinds"][edges["kind"][index]]["name"]) == (edge.source, edge.target, edge.kind)


def test_physics_is_off(graph: ConceptGraph) -> None:
    """Positions are ours, and the map stands still."""
    assert columns(map_data_script(draw_map(graph), href=address))["options"]["physics"] == {"enabled": False}


def test_wanted_concepts_have_no_address(graph: ConceptGraph) -> None:
    """A concept without an entry leads to no page."""
    concepts = columns(map_data_script(draw_map(graph), href=address))["concepts"]
    assert {concepts["href"][row] for row in concepts["wanted"]} == {""}


def test_a_hook_reaches_the_page(graph: ConceptGraph, hook: ModuleType) -> None:
    """What a hook sets on nodes, edges and options is in the data; what it removes is not."""

    def change(network: Any) -> None:
        network.get_node("adam")["shape"] = "star"
        network.nodes = [node for node in network.nodes if node["id"] != "function"]
        network.edges[0]["dashes"] = True
        network.options["interaction"]["navigationButtons"] = True
        network.nodes.append({"id": "extra", "label": "mine", "x": 1, "y": 2})
        network.edges.append({"from": "extra", "to": "adam"})

    hook.change = change  # type: ignore[attr-defined]
    data = columns(map_data_script(draw_map(graph), href=address, hook="my_hooks:change"))
    row = data["concepts"]["id"].index("adam")
    assert data["concepts"]["extra"][str(row)] == {"shape": "star"}
    assert "function" not in data["concepts"]["id"]
    assert data["concepts"]["term"][-1] == "mine"
    assert {"dashes": True} in data["edges"]["extra"].values()
    assert data["options"]["interaction"]["navigationButtons"] is True


@pytest.mark.usefixtures("hook")
@pytest.mark.parametrize("setting", ["nonsense", "my_hooks:missing", "no_such_module_of_mine:x", "my_hooks:"])
def test_a_wrong_hook_is_a_setting_to_mend(setting: str) -> None:
    """A hook that does not load is named in one sentence."""
    with pytest.raises(SettingsError, match="map_hook"):
        load_hook(setting)


def test_hostile_text_is_data(hostile_graph: ConceptGraph) -> None:
    """No script element can end inside the data, and all texts come back as they were written."""
    concept_map = draw_map(hostile_graph)
    for script in (map_data_script(concept_map, href=lambda concept: concept), map_text_script(concept_map)):
        assert "<" not in script
        assert "\u2028" not in script
        assert "\u2029" not in script
    terms = columns(map_data_script(concept_map, href=lambda concept: concept))["concepts"]["term"]
    assert set(terms) == {node.term for node in concept_map.nodes}


def test_sentences_are_kept_once_and_found_by_their_edge(graph: ConceptGraph) -> None:
    """An edge's row in the texts gives its own reason, as safe HTML."""
    concept_map = draw_map(graph)
    texts = columns(map_text_script(concept_map), "conceptgraphTexts")
    assert [texts["sentences"][row] for row in texts["whys"]] == [edge.why for edge in concept_map.edges]
    assert len(set(texts["sentences"])) == len(texts["sentences"])
    assert "<math" in texts["definitions"][[node.id for node in concept_map.nodes].index("function")]


def test_vis_network_comes_with_pyvis() -> None:
    """The newest canvas of the installed wheel is taken, and it asks no host for anything."""
    source = vis_network_source()
    assert source.parent.name == "vis-9.1.2"
    assert "</script" not in source.read_text(encoding="utf-8")
