"""The map for every reader and every glossary: small screens, fingers, no scripts, odd shapes. Errors and foreign requests fail."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from conceptgraph.graph.concept_graph import ConceptGraph
from conceptgraph.model import Concept, Prerequisite

pytestmark = pytest.mark.browser
Standalone = Callable[..., str]

#: Our controls that are smaller than a finger needs (WCAG 2.5.8), those within a sentence excepted.
TOO_SMALL = """() => [...document.querySelectorAll('.cg-map :is(button, summary, input, a, label)')].filter((one) => {
    const { width, height } = one.getBoundingClientRect();
    const label = one.closest('label') && one.tagName === 'INPUT';
    return one.checkVisibility() && width && !label && !one.closest('td, .cg-tree, .cg-definition') && (width < 24 || height < 24);
}).map((one) => [one.className, one.textContent.slice(0, 30), one.getBoundingClientRect().width, one.getBoundingClientRect().height])"""
#: What has no name for who cannot see it.
NAMELESS = """() => [...document.querySelectorAll('.cg-map :is(button, a, input)')]
    .filter((one) => one.checkVisibility() && !(one.textContent.trim() || one.getAttribute('aria-label') || one.closest('label')))
    .map((one) => one.outerHTML)"""


def named(count: int, *, topics: Callable[[int], str]) -> list[Concept]:
    return [Concept(id=f"c{number}", term=f"concept {number}", topics=(topics(number),)) for number in range(count)]


def chained(concepts: Sequence[Concept]) -> list[Prerequisite]:
    """Each builds on the one before it."""
    pairs = zip(concepts[1:], concepts, strict=False)
    return [Prerequisite(concept=one.id, requires=other.id, score=1.0, level="core", origin="declared") for one, other in pairs]


LONG = named(2000, topics=lambda _: "chain")
SHAPES = {
    "nothing": ConceptGraph(concepts=[]),
    "one": ConceptGraph(concepts=named(1, topics=str)),
    "no edges": ConceptGraph(concepts=named(30, topics=lambda number: f"topic {number % 3}")),
    "300 topics with one": ConceptGraph(concepts=named(300, topics=lambda number: f"topic {number}")),
}
LARGE = {
    "a topic with 3,000": ConceptGraph(concepts=named(3000, topics=lambda _: "all")),
    "a chain of 2,000": ConceptGraph(concepts=LONG, prerequisites=chained(LONG)),
}


def open_map(page: Any, address: str) -> None:
    page.goto("about:blank")
    page.goto(address)
    page.wait_for_selector(".cg-map[data-ready]")


def looks_right(page: Any, graph: ConceptGraph, address: str) -> None:
    """The map opens, keeps to its width, lists all, and selects a concept where there is one."""
    open_map(page, f"{address}#concept=c0")
    if len(graph.concepts):
        assert page.inner_text(".cg-panel h2") == "concept 0"
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.locator(".cg-table tbody tr").count() == len(graph.concepts)


@pytest.mark.parametrize("shape", SHAPES)
def test_any_shape_is_drawn(page: Any, standalone: Standalone, shape: str) -> None:
    """Nothing, one concept, concepts without edges, and as many topics as concepts are a map and a list."""
    looks_right(page, SHAPES[shape], standalone(SHAPES[shape]))


@pytest.mark.long
@pytest.mark.parametrize("shape", LARGE)
def test_large_shapes_are_drawn(page: Any, standalone: Standalone, shape: str) -> None:
    """One topic with thousands and one chain of thousands are a map and a list; a path through the chain holds all of it."""
    looks_right(page, LARGE[shape], standalone(LARGE[shape]))
    if "chain" in shape:
        open_map(page, f"{standalone(LARGE[shape])}#path=..c1999")
        assert page.locator(".cg-steps-list > li").count() > 0
        assert len(page.evaluate("window.conceptgraph.findPath(['c1999'], [])")) == 2000


@pytest.mark.parametrize(("width", "height"), [(320, 640), (390, 844), (640, 450), (1280, 900)])
def test_fingers_meet_every_control(page: Any, graph: ConceptGraph, standalone: Standalone, width: int, height: int) -> None:
    """On every screen, and at twice the size on a small desktop, controls are 24 pixels and more, named, and within the screen."""
    page.set_viewport_size({"width": width, "height": height})
    address = standalone(graph, base_url="./site")
    for state in ("", "#concept=adam", "#path=gradient..adam"):
        open_map(page, address + state)
        page.wait_for_timeout(100)
        assert page.evaluate(TOO_SMALL) == [], state
        assert page.evaluate(NAMELESS) == [], state
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), state


def test_focus_is_seen(page: Any, graph: ConceptGraph, standalone: Standalone) -> None:
    """Whatever the tab key reaches in the map has an outline or a ring around it."""
    open_map(page, f"{standalone(graph, base_url='./site')}#concept=adam")
    ringed = """() => {
        const one = document.activeElement;
        const around = one.closest('.cg-combobox') || one;
        const { outlineStyle, outlineWidth } = getComputedStyle(one);
        const ring = (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1) || getComputedStyle(around).boxShadow !== 'none';
        return one === document.body || ring ? '' : one.outerHTML;
    }"""
    for _ in range(25):
        page.keyboard.press("Tab")
        assert page.evaluate(ringed) == ""


def test_one_file_works_under_its_policy(browser: Any, hostile_graph: ConceptGraph, standalone: Standalone) -> None:
    """In the self-contained file of a hostile glossary map, search, panel, list and help work, and nothing breaks the policy."""
    page = browser.new_context().new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: refused.append(str(error)))
    open_map(page, f"{standalone(hostile_graph)}#concept=c0")
    page.get_by_role("button", name="In the list").click()
    page.locator(".cg-here").wait_for()
    page.locator(".cg-stage").focus()
    page.keyboard.type("?")
    page.locator(".cg-map .cg-help").wait_for()
    page.keyboard.press("Escape")
    page.locator(".cg-stage").focus()
    page.keyboard.type("/<")
    page.locator("[role=option]").first.wait_for()
    assert page.evaluate("window.broken") is None
    page.context.close()
    assert refused == []


def test_system_colors_keep_all_in_sight(page: Any, graph: ConceptGraph, standalone: Standalone) -> None:
    """Where the system sets the colors, texts of the panel have the system's, and dots and strokes of the legend stay."""
    page.emulate_media(forced_colors="active")
    open_map(page, f"{standalone(graph)}#concept=adam")
    colors = page.evaluate(
        """() => {
            const probe = document.body.appendChild(document.createElement('i'));
            probe.style.color = 'CanvasText';
            const own = (query) => getComputedStyle(document.querySelector(query));
            return [getComputedStyle(probe).color, own('.cg-panel h2').color, own('.cg-panel .cg-dot').forcedColorAdjust];
        }"""
    )
    assert colors[0] == colors[1]
    assert colors[2] == "none"
