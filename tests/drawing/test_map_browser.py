"""The map in a browser: what a reader does with mouse, keyboard, address and search. Foreign requests and errors fail."""

from collections.abc import Callable
from typing import Any

import pytest

from conceptgraph.drawing.maps import draw_map
from conceptgraph.drawing.renderers.map_page import SCRIPTS, STYLES, Embedded, map_fragment_html, static_files
from conceptgraph.drawing.renderers.pyvis_map import map_data_script, map_text_script
from conceptgraph.graph.concept_graph import ConceptGraph
from conceptgraph.graph.paths import find_learning_path
from conceptgraph.model import Concept

pytestmark = pytest.mark.browser
Standalone = Callable[..., str]


def heading(page: Any) -> str:
    text: str = page.inner_text(".cg-panel h2")
    return text


def listed(page: Any, name: str) -> list[str]:
    """The concepts under a heading of the panel."""
    terms: list[str] = page.locator(".cg-panel section", has=page.locator("h3", has_text=name)).first.locator(".cg-link").all_inner_texts()
    return terms


def open_map(page: Any, address: str) -> None:
    page.goto(address)
    page.wait_for_selector(".cg-map[data-ready]")


def place_of(page: Any, concept: str) -> dict[str, float]:
    """Where a concept stands on the page."""
    spot: dict[str, float] = page.evaluate(
        """(id) => {
            const { canvas, model, stage } = document.querySelector('.cg-map').conceptMap;
            const { x, y } = canvas.network.canvasToDOM(model.byId.get(id));
            const frame = stage.getBoundingClientRect();
            return { x: x + frame.left, y: y + frame.top };
        }""",
        concept,
    )
    return spot


def test_a_click_selects_and_the_panel_tells(page: Any, graph: ConceptGraph, standalone: Standalone) -> None:
    """A click on Adam's node shows its definition, what it builds on with the reasons, and what is folded."""
    open_map(page, standalone(graph))
    assert heading(page) == "Explore"
    page.mouse.click(**place_of(page, "adam"))
    page.wait_for_function("document.querySelector('.cg-panel h2').textContent === 'Adam'")
    assert listed(page, "Builds on") == ["momentum", "RMSprop", "gradient"]
    panel = page.inner_text(".cg-panel")
    assert "its first moment" in panel
    assert "also, via momentum" in panel
    assert "3 direct, 5 in all" in panel
    assert page.url.endswith("#concept=adam")


def test_search_finds_aliases_without_accents(page: Any, graph: ConceptGraph, standalone: Standalone) -> None:
    """The slash key leads to the search, which finds dérivée by 'derivee', and Enter selects it."""
    open_map(page, standalone(graph))
    page.keyboard.press("/")
    page.keyboard.type("derivee")
    option = page.locator("[role=option]").first
    assert option.get_attribute("aria-selected") == "true"
    assert "also: dérivée" in option.inner_text()
    assert page.locator(".cg-search [role=combobox]").get_attribute("aria-activedescendant") == option.get_attribute("id")
    page.keyboard.press("Enter")
    assert heading(page) == "derivative"


def test_search_says_that_nothing_is_found(page: Any, graph: ConceptGraph, standalone: Standalone) -> None:
    """A name no concept has is answered, and Escape clears the field."""
    open_map(page, standalone(graph))
    page.keyboard.press("/")
    page.keyboard.type("xyzzy")
    assert page.inner_text("[role=listbox]:visible") == "No concept of this name"
    page.keyboard.press("Escape")
    assert page.input_value(".cg-search input") == ""


@pytest.mark.parametrize(("known", "target"), [([], "adam"), (["gradient"], "adam"), (["overfitting"], "momentum"), (["adam"], "adam")])
def test_paths_are_those_of_the_command_line(page: Any, graph: ConceptGraph, standalone: Standalone, known: list[str], target: str) -> None:
    """The steps computed in the browser are those of `find_learning_path`, in the same order."""
    open_map(page, f"{standalone(graph)}#path={','.join(known)}..{target}")
    expected = [graph.concept(step.concept).term for step in find_learning_path(graph, [target], known=known).steps]
    assert page.locator(".cg-steps-list .cg-link").all_inner_texts() == expected


def test_path_to_and_what_is_known(page: Any, graph: ConceptGraph, standalone: Standalone) -> None:
    """'Path here' gives six steps; with gradient known three remain, and the address says so."""
    open_map(page, f"{standalone(graph)}#concept=adam")
    page.get_by_role("button", name="Path here").click()
    assert page.locator(".cg-steps-list > li").count() == 6
    page.get_by_role("combobox", name="Add what I know").fill("gradient")
    page.keyboard.press("Enter")
    assert page.locator(".cg-steps-list > li").count() == 3
    assert page.url.endswith("#path=gradient..adam")
    page.get_by_role("button", name="Back to the map").click()
    assert heading(page) == "Explore"


def test_path_from_a_concept_to_a_goal(page: Any, graph: ConceptGraph, standalone: Standalone) -> None:
    """'Path to…' asks for a goal and starts at the concept."""
    open_map(page, f"{standalone(graph)}#concept=gradient")
    page.get_by_role("button", name="Path to…").click()
    page.get_by_role("combobox", name="Goal of the path from gradient").fill("adam opt")
    page.keyboard.press("Enter")
    assert page.url.endswith("#path=gradient..adam")
    assert "3 steps, from gradient" in page.inner_text(".cg-panel")


def test_focus_goes_on_at_the_new_heading(page: Any, graph: ConceptGraph, standalone: Standalone) -> None:
    """Who follows an edge in the panel by keyboard goes on at the heading of the concept reached."""
    open_map(page, f"{standalone(graph)}#concept=adam")
    page.locator(".cg-link", has_text="momentum").first.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "momentum"


def test_back_and_forward(page: Any, graph: ConceptGraph, standalone: Standalone) -> None:
    """Each selection is a step in the history."""
    open_map(page, f"{standalone(graph)}#concept=adam")
    page.locator(".cg-link", has_text="momentum").first.click()
    assert heading(page) == "momentum"
    page.go_back()
    page.wait_for_function("document.querySelector('.cg-panel h2').textContent === 'Adam'")
    page.go_forward()
    page.wait_for_function("document.querySelector('.cg-panel h2').textContent === 'momentum'")


def test_address_gives_depth_and_hidden_topics(page: Any, graph: ConceptGraph, standalone: Standalone) -> None:
    """An address restores the concept, how far to look, and what is hidden; nonsense in it does no harm."""
    open_map(page, f"{standalone(graph)}#concept=adam&depth=2&hide=mathematics&x=%E0%A4%A")
    assert page.locator(".cg-steps [aria-pressed=true]").inner_text() == "2"
    assert page.evaluate("conceptgraph.state().filter.topics") == ["optimization", "other"]
    open_map(page, f"{standalone(graph)}#concept=no-such-concept&depth=99")
    assert heading(page) == "Explore"


def test_keyboard_alone(page: Any, graph: ConceptGraph, standalone: Standalone) -> None:
    """Arrows select and go to related concepts, Enter opens the page, Escape clears; a live region tells."""
    open_map(page, standalone(graph, base_url="./site"))
    page.locator(".cg-stage").focus()
    page.keyboard.press("ArrowRight")
    first = heading(page)
    assert first != "Explore"
    seen = {first}
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp") * 2:
        page.keyboard.press(key)
        seen.add(heading(page))
    assert len(seen) > 1
    page.keyboard.press("Escape")
    assert heading(page) == "Explore"
    page.keyboard.press("ArrowUp")
    assert "builds on" in page.inner_text(".cg-live")
    with page.expect_request(lambda request: "/site/glossary/" in request.url):
        page.keyboard.press("Enter")


def test_topics_and_relations_filter(page: Any, graph: ConceptGraph, standalone: Standalone) -> None:
    """Unchecking a topic hides its concepts, and 'show all' brings them back."""
    open_map(page, standalone(graph))
    visible = """() => {
        const { canvas, model } = document.querySelector('.cg-map').conceptMap;
        return model.concepts.filter((concept) => canvas.visible(concept)).length;
    }"""
    before = page.evaluate(visible)
    page.get_by_label("mathematics").uncheck()
    assert page.evaluate(visible) == before - 3
    assert "hide=mathematics" in page.url
    page.get_by_label("wanted").uncheck()
    assert page.evaluate(visible) == before - 5


def test_labels_never_overlap(page: Any, graph: ConceptGraph, standalone: Standalone) -> None:
    """At any zoom no label lies over another."""
    open_map(page, standalone(graph))
    for _ in range(4):
        boxes = page.evaluate("() => document.querySelector('.cg-map').conceptMap.canvas.labels.placed.map(({ box }) => box)")
        assert boxes
        for index, one in enumerate(boxes):
            for other in boxes[index + 1 :]:
                apart = one["right"] <= other["left"] or other["right"] <= one["left"]
                assert apart or one["bottom"] <= other["top"] or other["bottom"] <= one["top"]
        page.get_by_role("button", name="Zoom out").click()
        page.wait_for_timeout(500)


def test_hostile_names_never_run(page: Any, hostile_graph: ConceptGraph, standalone: Standalone) -> None:
    """Names, topics, definitions, sentences and addresses that look like scripts are shown as typed."""
    texts = {concept.id: f"# T\n\n{concept.term} <img src=x onerror=window.broken=9>\n" for concept in hostile_graph.concepts}
    address = standalone(hostile_graph, base_url="./x", texts=texts)
    for concept in hostile_graph.concepts:
        open_map(page, f"{address}#concept={concept.id}")
        assert page.text_content(".cg-panel h2") == concept.term
    open_map(page, f"{address}#path=c0..c5")
    page.keyboard.press("/")
    page.keyboard.type("<")
    page.locator("[role=option]").first.wait_for()
    assert page.evaluate("window.broken") is None


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colors_follow_the_system(page: Any, graph: ConceptGraph, standalone: Standalone, scheme: str) -> None:
    """The page is dark where the reader's system is, also when that changes while it is open."""
    page.emulate_media(color_scheme="light" if scheme == "dark" else "dark")
    open_map(page, standalone(graph))
    page.emulate_media(color_scheme=scheme)
    bright = "(light) => (document.querySelector('.cg-map').conceptMap.canvas.colors.surface[0] > 128) === light"
    page.wait_for_function(bright, arg=scheme == "light", timeout=5000)


def test_the_list_needs_no_script(browser: Any, graph: ConceptGraph, standalone: Standalone) -> None:
    """With scripts off the list is open below a line that says so, without room for a map; with scripts it is closed."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(standalone(graph))
    assert page.locator(".cg-outline tbody tr >> visible=true").count() == 9
    assert page.locator(".cg-map-app").bounding_box()["height"] < 100
    context.close()
    context = browser.new_context()
    page = context.new_page()
    open_map(page, standalone(graph))
    assert page.locator(".cg-outline tbody tr >> visible=true").count() == 0
    context.close()


def test_a_phone_has_a_sheet(page: Any, graph: ConceptGraph, standalone: Standalone) -> None:
    """On a phone the panel lies over the lower part, grows by its handle, and nothing is wider than the screen."""
    page.set_viewport_size({"width": 390, "height": 844})
    open_map(page, f"{standalone(graph)}#concept=adam")
    low = page.locator(".cg-panel").bounding_box()
    page.get_by_role("button", name="More or less of the panel").click()
    page.wait_for_timeout(350)
    high = page.locator(".cg-panel").bounding_box()
    assert high["y"] < low["y"] - 50
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_embedded_maps_leave_the_wheel_and_the_address(page: Any, graph: ConceptGraph, tmp_path: Any) -> None:
    """Under a policy without inline scripts an embedded map starts at its concept, and the wheel scrolls the page."""
    concept_map = draw_map(graph)
    for name, file in static_files().items():
        (tmp_path / name).write_bytes(file.read_bytes())
    (tmp_path / "data.js").write_text(map_data_script(concept_map, href=str), encoding="utf-8")
    (tmp_path / "texts.js").write_text(map_text_script(concept_map), encoding="utf-8")
    scripts = "".join(f'<script defer src="{name}"></script>' for name in (*SCRIPTS, "data.js", "texts.js"))
    styles = "".join(f'<link rel="stylesheet" href="{name}">' for name in STYLES)
    fragment = map_fragment_html(concept_map, href=str, state="concept=adam", embedded=Embedded(page="map.html"))
    policy = '<meta http-equiv="Content-Security-Policy" content="script-src \'self\' file:">'
    (tmp_path / "page.html").write_text(
        f'<!DOCTYPE html><meta charset="utf-8">{policy}{styles}{scripts}{fragment}<div style="height:3000px"></div>', encoding="utf-8"
    )
    open_map(page, (tmp_path / "page.html").as_uri())
    assert heading(page) == "Adam"
    assert "#" not in page.url
    scale = "() => document.querySelector('.cg-map').conceptMap.canvas.network.getScale()"
    before = page.evaluate(scale)
    box = page.locator(".cg-stage").bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + box["height"] - 60)
    page.mouse.wheel(0, 200)
    page.wait_for_timeout(300)  # the page's policy forbids what Playwright waits with
    assert page.evaluate("window.scrollY") > 0
    assert page.evaluate(scale) == before
    box = page.locator(".cg-stage").bounding_box()
    page.mouse.click(box["x"] + 20, box["y"] + box["height"] - 60)
    page.mouse.wheel(0, 200)
    page.wait_for_timeout(300)
    assert page.evaluate(scale) < before


CROWDED = tuple(
    Concept(id=f"t{topic}-{number}", term=f"concept {topic} {number}", topics=(f"a topic with the number {topic}",))
    for topic in range(9)
    for number in range(4 + topic)
)
FOREIGN_DOTS = """() => {
    const { canvas, model } = document.querySelector('.cg-map').conceptMap;
    const names = canvas.labels.placed.filter(({ owner }) => owner.island);
    const under = ({ box, owner }) => model.concepts.filter((concept) => {
        const { x, y } = canvas.network.canvasToDOM(concept);
        return concept.topic !== owner.island.topic && x > box.left && x < box.right && y > box.top && y < box.bottom;
    }).length;
    return { names: names.length, covered: names.reduce((sum, name) => sum + under(name), 0) };
}"""
EXTENT = """() => {
    const { canvas } = document.querySelector('.cg-map').conceptMap;
    const { clientWidth: width, clientHeight: height } = canvas.stage;
    const side = (name, most) => most(...canvas.islands.map((island) => island[name]));
    const from = canvas.network.canvasToDOM({ x: side('left', Math.min), y: side('top', Math.min) });
    const to = canvas.network.canvasToDOM({ x: side('right', Math.max), y: side('bottom', Math.max) });
    const inside = from.x > 0 && from.y > 0 && to.x < width && to.y < height;
    return { wide: (to.x - from.x) / width, high: (to.y - from.y) / height, inside };
}"""


@pytest.mark.parametrize(("width", "height", "wide", "high"), [(1440, 900, 0.88, 0.8), (1100, 900, 0.88, 0.8), (390, 844, 0.88, 0.65)])
def test_the_islands_fill_the_stage(page: Any, standalone: Standalone, width: int, height: int, wide: float, high: float) -> None:
    """Whatever the shape of the window, the whole map takes most of its stage and stays inside; islands stay apart."""
    page.set_viewport_size({"width": width, "height": height})
    open_map(page, standalone(ConceptGraph(concepts=CROWDED)))
    extent = page.evaluate(EXTENT)
    assert extent["wide"] > wide
    assert extent["high"] > high
    assert extent["inside"]
    gaps = """() => {
        const { islands } = document.querySelector('.cg-map').conceptMap.canvas;
        const { gap, HULL } = window.conceptgraph.islands;
        return Math.min(...islands.flatMap((one, at) => islands.slice(at + 1).map((other) => gap(one.hull, other.hull) - 2 * HULL)));
    }"""
    assert page.evaluate(gaps) > 0


@pytest.mark.parametrize("width", [390, 1440])
def test_names_of_topics_keep_off_other_islands(page: Any, standalone: Standalone, width: int) -> None:
    """Each topic's name is on the map, and covers no concept of another topic."""
    page.set_viewport_size({"width": width, "height": 844})
    open_map(page, standalone(ConceptGraph(concepts=CROWDED)))
    assert page.evaluate(FOREIGN_DOTS) == {"names": 9, "covered": 0}
