"""What a project's hook sets on the pyvis network is seen in the browser: physics, shapes, groups, edges, options."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from conceptgraph.drawing.maps import draw_map
from conceptgraph.drawing.renderers.map_page import render_standalone
from conceptgraph.graph.concept_graph import ConceptGraph

pytestmark = pytest.mark.browser

#: What vis-network itself holds of a concept, or nothing.
HELD = """(id) => {
    const { canvas, model } = document.querySelector('.cg-map').conceptMap;
    const { index } = model.byId.get(id);
    const node = canvas.network.body.nodes[index];
    return node ? { shape: node.options.shape, color: node.options.color.background, label: node.options.label } : null;
}"""


@pytest.fixture
def opened(browser: Any, graph: ConceptGraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Open the small graph's map after a hook has had it."""

    @contextmanager
    def open_with(change: Callable[[Any], None]) -> Iterator[Any]:
        module = ModuleType("my_hooks")
        module.change = change  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, "my_hooks", module)
        file = tmp_path / "map.html"
        file.write_text(render_standalone(draw_map(graph), hook="my_hooks:change"), encoding="utf-8")
        faults: list[str] = []
        context = browser.new_context(viewport={"width": 1280, "height": 800}, bypass_csp=True, reduced_motion="reduce")
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        page.goto(file.as_uri())
        page.wait_for_selector(".cg-map[data-ready]")
        page.wait_for_function("() => document.querySelector('.cg-map').conceptMap.canvas.changed")
        yield page
        context.close()
        assert not faults, faults

    return open_with


def test_own_shapes(opened: Any) -> None:
    """A star and a box are drawn by vis-network before anything is selected; the box holds its label, and the others stay ours."""

    def change(network: Any) -> None:
        network.get_node("adam")["shape"] = "star"
        network.get_node("momentum").update(shape="box", color="#ffd54f")

    with opened(change) as page:
        assert page.evaluate(HELD, "adam")["shape"] == "star"
        assert page.evaluate(HELD, "momentum") == {"shape": "box", "color": "#ffd54f", "label": "momentum"}
        assert page.evaluate(HELD, "gradient") is None
        named = "() => document.querySelector('.cg-map').conceptMap.canvas.labels.placed.map(({ text }) => text)"
        assert "Adam" in page.evaluate(named)
        assert "momentum" not in page.evaluate(named)


def test_own_groups(opened: Any) -> None:
    """The style of a group of the hook's goes before the color of the topic, and stays when a concept is selected."""

    def change(network: Any) -> None:
        for concept in ("derivative", "gradient"):
            network.get_node(concept)["group"] = "calculus"
        network.options["groups"] = {"calculus": {"shape": "hexagon", "color": {"background": "#008080", "border": "#004040"}}}

    with opened(change) as page:
        for selected in (None, "adam"):
            page.evaluate("(id) => conceptgraph.select(id)", selected)
            told = page.evaluate(HELD, "gradient")
            assert (told["shape"], told["color"]) == ("hexagon", "#008080")


def test_physics_on(opened: Any) -> None:
    """With physics on vis-network moves all nodes, and what is painted and clicked follows them."""

    def change(network: Any) -> None:
        network.options["physics"] = {"enabled": True, "solver": "repulsion", "repulsion": {"nodeDistance": 300}}

    places = "() => conceptgraph.model.concepts.map(({ x, y }) => [x, y])"
    with opened(change) as page:
        assert all(page.evaluate(HELD, concept) for concept in ("function", "adam", "overfitting"))
        before = page.evaluate(places)
        page.wait_for_timeout(700)
        after = page.evaluate(places)
        assert any(abs(one[0] - other[0]) + abs(one[1] - other[1]) > 20 for one, other in zip(before, after, strict=True))
        apart = """() => {
            const { canvas, model } = document.querySelector('.cg-map').conceptMap;
            const { nodes } = canvas.network.body;
            return Math.max(...model.concepts.map(({ index, x, y }) => Math.hypot(x - nodes[index].x, y - nodes[index].y)));
        }"""
        assert page.evaluate(apart) < 30


def test_own_edges_and_options(opened: Any) -> None:
    """A red dashed edge and one that was added are drawn without a selection, and options of the canvas reach it."""

    def change(network: Any) -> None:
        next(edge for edge in network.edges if (edge["from"], edge["to"]) == ("gradient", "momentum")).update(color="#ff0000", dashes=True)
        network.add_edge("overfitting", "function", label="mine")
        network.options["interaction"]["zoomView"] = False

    drawn = """() => Object.values(document.querySelector('.cg-map').conceptMap.canvas.network.body.edges)
        .map((edge) => [edge.options.color.color, edge.options.dashes, edge.options.label])"""
    with opened(change) as page:
        edges = page.evaluate(drawn)
        assert ["#ff0000", True] in [edge[:2] for edge in edges]
        assert "mine" in [edge[2] for edge in edges]
        zooms = "() => document.querySelector('.cg-map').conceptMap.canvas.network.interactionHandler.options.zoomView"
        assert page.evaluate(zooms) is False
