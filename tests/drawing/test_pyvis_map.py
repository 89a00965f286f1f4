"""The map's data: what we use of pyvis is there, columns say what the network says, and nothing in them is markup."""

import json
import sys
from importlib.metadata import EntryPoint
from itertools import accumulate
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from conceptgraph.drawing.maps import draw_map
from conceptgraph.drawing.renderers.hooks import MOST, hook_digest, load_hook
from conceptgraph.drawing.renderers.pyvis_map import make_network, map_data_script, map_text_script, vis_network_source
from conceptgraph.errors import SettingsError
from conceptgraph.graph.concept_graph import ConceptGraph
from conceptgraph.model import Concept, Prerequisite


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
    for name in ("id", "term", "topic", "level", "status", "depth", "x", "y", "size", "rank", "href"):
        assert len(concepts[name]) == len(concept_map.nodes), name
    for name in ("source", "target", "kind", "label", "score"):
        assert len(edges[name]) == len(concept_map.edges), name
    sources = list(accumulate(edges["source"]))
    for index, edge in enumerate(concept_map.edges):
        ends = concepts["id"][sources[index]], concepts["id"][edges["target"][index]]
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


def test_without_a_hook_nothing_is_for_vis_network(graph: ConceptGraph) -> None:
    """What our painting does itself, hollow and foreign nodes too, is not told a second time."""
    data = columns(map_data_script(draw_map(graph), href=address))
    assert data["concepts"]["extra"] == data["edges"]["extra"] == {}
    assert "pyvis" not in data


def physics(network: Any) -> None:
    network.options["physics"] = {"enabled": True}


def stars(network: Any) -> None:
    for node in network.nodes:
        node["shape"] = "star"


def groups(network: Any) -> None:
    for node in network.nodes:
        node["group"] = "mine"
    network.options["groups"] = {"mine": {"shape": "square"}}


def rests(network: Any) -> None:
    network.options["nodes"]["shape"] = "star"


@pytest.mark.parametrize(("change", "named"), [(physics, "physics"), (stars, "shape"), (groups, "group"), (rests, "nodes.shape")])
def test_above_a_thousand_one_message_says_what_is_not_obeyed(hook: ModuleType, change: Any, named: str) -> None:
    """With more nodes than vis-network can draw, their settings are left out and one sentence names them and their number."""
    concepts = [Concept(id=f"c{number}", term=f"c {number}", topics=(f"t{number % 9}",)) for number in range(MOST + 1)]
    hook.change = change  # type: ignore[attr-defined]
    told: list[str] = []
    data = columns(map_data_script(draw_map(ConceptGraph(concepts=concepts)), href=address, hook="my_hooks:change", tell=told.append))
    assert len(told) == 1
    assert f"sets {named}" in told[0]
    assert "1,001 concepts" in told[0]
    assert "pyvis" not in data
    assert data["concepts"]["extra"] == {}
    assert data["options"]["physics"]["enabled"] is False
    assert data["options"]["nodes"]["shape"] == "dot"


def test_scores_order_as_exactly_as_in_python(graph: ConceptGraph) -> None:
    """Two scores that differ in the tenth digit still differ in the browser."""
    near = [
        Prerequisite(concept="adam", requires=other, score=score, level="core")
        for other, score in (("momentum", 0.5), ("rmsprop", 0.5 + 1e-10))
    ]
    concept_map = draw_map(ConceptGraph(concepts=graph.concepts, prerequisites=near))
    scores = columns(map_data_script(concept_map, href=address))["edges"]["score"]
    places = {edge.target: scores[row] for row, edge in enumerate(concept_map.edges)}
    assert places["momentum"] < places["rmsprop"]


def test_the_source_of_a_hook_is_in_its_digest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A change in the module of a hook is a change for the build; a hook that is not found has a digest, too."""
    monkeypatch.syspath_prepend(tmp_path)
    module = tmp_path / "hooks_of_a_site.py"
    module.write_text("def change(network): ...\n", encoding="utf-8")
    before = hook_digest("hooks_of_a_site:change")
    module.write_text("def change(network): network.nodes.clear()\n", encoding="utf-8")
    assert hook_digest("hooks_of_a_site:change") != before
    assert hook_digest("no_such_module_of_mine:x")
    assert not hook_digest("")


@pytest.mark.usefixtures("hook")
def test_an_entry_point_names_a_hook(monkeypatch: pytest.MonkeyPatch, hook: ModuleType) -> None:
    """A package may offer its hook under a name of its own."""
    hook.change = physics  # type: ignore[attr-defined]
    point = EntryPoint(name="restless", value="my_hooks:change", group="conceptgraph.map_hooks")
    monkeypatch.setattr("conceptgraph.drawing.renderers.hooks.entry_points", lambda group: [point] if group == point.group else [])
    assert load_hook("restless") is physics
    with pytest.raises(SettingsError, match="did you mean 'restless'"):
        load_hook("restles")


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
