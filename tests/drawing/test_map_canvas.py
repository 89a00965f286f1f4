"""The stage of the map in a browser: what an edge under the pointer says, and the small picture of a large map."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from conceptgraph.drawing.maps import draw_map
from conceptgraph.drawing.renderers.map_page import render_standalone
from conceptgraph.graph.concept_graph import ConceptGraph
from conceptgraph.model import Concept

pytestmark = pytest.mark.browser

MANY = tuple(
    Concept(id=f"t{topic}-{number}", term=f"concept {topic} {number}", topics=(f"topic {topic}",))
    for topic in range(17)
    for number in range(60)
)
#: Where an edge as it is drawn is farthest from its ends, on the page; a bent one has its middle beside the straight line.
MIDDLE = """([source, target]) => {
    const { canvas, model, stage } = document.querySelector('.cg-map').conceptMap;
    const [one, other] = [model.byId.get(source), model.byId.get(target)];
    const edge = model.edges.find((edge) => edge.source === one && edge.target === other);
    const held = canvas.holding.roles.has(edge) && canvas.network.body.edges[edge.index];
    const spot = held ? held.edgeType.getPoint(0.5) : { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 };
    const { x, y } = canvas.network.canvasToDOM(spot);
    const frame = stage.getBoundingClientRect();
    return [x + frame.left, y + frame.top];
}"""
CAMERA = """() => {
    const { canvas } = document.querySelector('.cg-map').conceptMap;
    return { ...canvas.network.getViewPosition(), scale: canvas.network.getScale() };
}"""


def at_rest(page: Any) -> None:
    """Wait until the camera stands and the background is painted."""
    page.wait_for_function(
        "() => { const { background } = document.querySelector('.cg-map').conceptMap.canvas; return !background.job && !background.stale; }"
    )
    page.wait_for_timeout(200)


@pytest.mark.parametrize("selected", [None, "adam"])
def test_an_edge_under_the_pointer_says_its_sentence(fresh: Any, selected: str | None) -> None:
    """Over an edge stand its two concepts, its kind and its reason, on the whole map and around a concept; beside it nothing."""
    fresh.evaluate("(id) => conceptgraph.select(id)", selected)
    at_rest(fresh)
    x, y = fresh.evaluate(MIDDLE, ["adam", "rmsprop"])
    fresh.mouse.move(x - 3, y)
    fresh.mouse.move(x, y)
    said = fresh.locator(".cg-tip")
    said.wait_for(state="visible")
    assert "Adam requires RMSprop" in said.inner_text()
    assert "its second moment" in said.inner_text()
    box = fresh.locator(".cg-stage").bounding_box()
    fresh.mouse.move(box["x"] + 4, box["y"] + box["height"] - 60)
    said.wait_for(state="hidden")


def test_roles_differ_in_form_as_in_color(fresh: Any) -> None:
    """What a concept builds on, leads to and is related to has lines of three forms on the stage, and the legend shows the same three."""
    lengths = """() => {
        const { canvas } = document.querySelector('.cg-map').conceptMap;
        const { edges, roles } = canvas.holding;
        const first = (dashes) => (dashes ? Math.round(dashes[0] * canvas.drawnScale) : 0);
        return Object.fromEntries([...roles].map(([edge, role]) => [role, first(edges.get(edge.index).dashes)]));
    }"""
    drawn = {}
    for selected in ("overfitting", "momentum"):
        fresh.evaluate("(id) => conceptgraph.select(id)", selected)
        at_rest(fresh)
        drawn |= fresh.evaluate(lengths)
    assert drawn.keys() == {"builds", "leads", "related"}
    assert drawn["builds"] == 0
    assert drawn["leads"] > 2 * drawn["related"] > 0
    styles = "(strokes) => strokes.map((stroke) => getComputedStyle(stroke).borderTopStyle)"
    assert fresh.locator(".cg-legend .cg-stroke").evaluate_all(styles) == ["solid", "dashed", "dotted"]


@pytest.fixture(scope="module")
def large(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A page with 1,020 concepts."""
    file: Path = tmp_path_factory.mktemp("large") / "map.html"
    file.write_text(render_standalone(draw_map(ConceptGraph(concepts=MANY))), encoding="utf-8")
    context = browser.new_context(viewport={"width": 1280, "height": 800}, bypass_csp=True, reduced_motion="reduce")
    page = context.new_page()
    page.goto(file.as_uri())
    page.wait_for_selector(".cg-map[data-ready]")
    yield page
    context.close()


def test_a_large_map_shows_where_one_is(large: Any) -> None:
    """The small picture comes when only a part is in sight, lies under no label, and a click in it goes there."""
    inset = large.locator(".cg-inset")
    inset.wait_for(state="attached")
    assert not inset.is_visible()
    for _ in range(4):
        large.get_by_role("button", name="Zoom in").click()
    inset.wait_for(state="visible")
    at_rest(large)
    covered = """() => {
        const { labels, stage } = document.querySelector('.cg-map').conceptMap.canvas;
        const [frame, inset] = [stage, document.querySelector('.cg-inset')].map((part) => part.getBoundingClientRect());
        const [left, top] = [inset.left - frame.left, inset.top - frame.top];
        const under = ({ box }) => box.left < left + inset.width && box.right > left && box.top < top + inset.height && box.bottom > top;
        return labels.placed.filter(under).length;
    }"""
    assert large.evaluate(covered) == 0
    before = large.evaluate(CAMERA)
    box = inset.bounding_box()
    large.mouse.click(box["x"] + box["width"] - 12, box["y"] + box["height"] / 2)
    after = large.evaluate(CAMERA)
    assert after["x"] > before["x"] + 200
    assert after["scale"] == before["scale"]
    large.get_by_role("button", name="Show the whole map").click()
    inset.wait_for(state="hidden")
