"""What assistive technology is told of our pages, and what readers get who ask for contrast, for stillness, or for twice the size.

The trees stand in `aria/`. Where one changes on purpose, write it anew with `CONCEPTGRAPH_SNAPSHOTS=write` in the environment, and read
what changed.
"""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

TREES = Path(__file__).parent / "aria"
#: The part of each page that is ours.
PAGES = {
    "map": ("concept-map.html#concept=gradient-descent", ".cg-map"),
    "concept": ("glossary/gradient-descent.html", ".concept-panels"),
    "path": ("learning-paths/up-to-adam.html", ".concept-path"),
}
#: What of ours lies outside of the screen or has no room for its text, by class.
LOST = """(root) => {
    const all = [...document.querySelectorAll(`${root}, ${root} *`)].filter((one) => one.checkVisibility() && !one.closest('svg, canvas'));
    const scrolls = (one) => one.closest('.cg-list, .cg-reading, .cg-neighbourhood, .cg-path-picture, .cg-stage, .cg-panel');
    const out = all.filter((one) => !scrolls(one) && one.getBoundingClientRect().right > innerWidth + 1);
    const cut = all.filter((one) => one.matches('button, summary, h1, h2, h3, p') && one.scrollWidth > one.clientWidth + 1
        && getComputedStyle(one).overflowX === 'hidden' && getComputedStyle(one).textOverflow !== 'ellipsis');
    return [...out, ...cut].map((one) => `${one.tagName}.${one.className}`);
}"""
#: Our controls that are smaller than a finger needs (WCAG 2.5.8), but for those in a sentence or a list of links.
SMALL = """(root) => [...document.querySelectorAll(`${root} :is(button, summary, input, .cg-narrow a)`)].filter((one) => {
    const { width, height } = one.getBoundingClientRect();
    return one.checkVisibility() && width && !(one.tagName === 'INPUT' && one.closest('label')) && (width < 24 || height < 24);
}).map((one) => `${one.getAttribute('class')} ${one.textContent.slice(0, 30)}`)"""


@pytest.fixture(scope="module")
def opened(browser: Any, served: str) -> Iterator[Callable[..., Any]]:
    """Opens a page of ours in a tab of some width and settings; tests share the tabs."""
    tabs: dict[int, Any] = {}

    def open_page(kind: str, *, width: int = 1280, **media: str) -> Any:
        if width not in tabs:
            tabs[width] = browser.new_context(viewport={"width": width, "height": 900}).new_page()
        page = tabs[width]
        page.emulate_media(**{"contrast": "no-preference", "reduced_motion": "reduce"} | media)
        page.goto("about:blank")
        page.goto(f"{served}/{PAGES[kind][0]}")
        if kind == "map":
            page.wait_for_selector(".cg-map[data-ready]")
            page.locator(".cg-panel h2").wait_for()
        return page

    yield open_page
    for page in tabs.values():
        page.context.close()


def tree_of(page: Any, part: str) -> str:
    """What is told of a part of a page, without addresses and what scrolls."""
    text: str = page.locator(part).first.aria_snapshot()
    return re.sub(r"\n +- /url: .*", "", text) + "\n"


@pytest.mark.parametrize("kind", PAGES)
def test_the_tree_is_as_it_was(opened: Any, kind: str) -> None:
    """Roles, names and states on the map with a selection, on a concept's page and on a path's are those that were read and found good."""
    found = tree_of(opened(kind), PAGES[kind][1])
    file = TREES / f"{kind}.yaml"
    if os.environ.get("CONCEPTGRAPH_SNAPSHOTS") == "write":
        file.write_text(found, encoding="utf-8")
    assert found == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", PAGES)
def test_nothing_is_without_a_name(opened: Any, kind: str) -> None:
    """Every link, button, picture and region that is told of has a name, and no link of ours is called by its address."""
    found = tree_of(opened(kind), PAGES[kind][1])
    nameless = [line for line in found.splitlines() if re.search(r"- (link|button|img|region|combobox|searchbox)(?: \[|:?$)", line)]
    assert nameless == []
    assert not re.search(r'link "(?:\.\./|[\w/-]+\.html)', found)


@pytest.fixture(scope="module", params=[(640, 450), (320, 640)], ids=["twice the size", "320 pixels"])
def enlarged(request: pytest.FixtureRequest, browser: Any) -> Iterator[Any]:
    """A tab in which a small desktop is seen at 200 %, and one of the narrowest screens."""
    width, height = request.param
    context = browser.new_context(viewport={"width": width, "height": height}, device_scale_factor=2, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(
    ("address", "part"),
    [
        ("concept-map.html#concept=adam", ".cg-map"),
        ("glossary/backpropagation.html", ".concept-panels"),
        ("learning-paths/train-a-neural-network.html", ".concept-path"),
        ("find-a-path.html", ".concept-paths"),
        ("a-to-z.html", ".concept-a-to-z"),
    ],
)
def test_twice_the_size_without_loss(enlarged: Any, site: Path, address: str, part: str) -> None:
    """At 200 % of a small desktop and at 320 pixels nothing of ours leaves the screen or is cut, and controls fit fingers."""
    enlarged.goto("about:blank")
    enlarged.goto(f"{site.as_uri()}/{address}")
    if "map" in address:
        enlarged.wait_for_selector(".cg-map.cg-focused")
    assert enlarged.evaluate(LOST, part) == []
    assert enlarged.evaluate(SMALL, part) == []
    assert enlarged.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_narrow_columns_have_rows_of_links(opened: Any) -> None:
    """At 320 pixels a neighborhood is rows of links in their order, instead of a picture with small letters."""
    page = opened("concept", width=320)
    assert not page.locator("svg.cg-wide").first.is_visible()
    assert page.locator("div.cg-narrow a").all_inner_texts()[0] == "gradient"
    page = opened("concept")
    assert page.locator("svg.cg-wide").first.is_visible()
    assert not page.locator("div.cg-narrow").first.is_visible()


@pytest.mark.parametrize("kind", PAGES)
def test_more_contrast_is_more(opened: Any, kind: str) -> None:
    """Who asks for contrast gets borders at least as dark as the text beside them is soft."""
    borders = """() => [...document.querySelectorAll('.cg-picture.cg-wide a rect, .cg-map .cg-combobox, .cg-map .cg-zoom')]
        .filter((one) => one.checkVisibility()).map((one) => {
            const style = getComputedStyle(one);
            const [r, g, b] = (one.tagName === 'rect' ? style.stroke : style.borderTopColor).match(/[\\d.]+/g).map(Number);
            return (r + g + b) / 3;
        })"""
    usual, more = (opened(kind, contrast=contrast).evaluate(borders) for contrast in ("no-preference", "more"))
    assert len(usual) == len(more) > 0
    assert max(more) < 130 < max(usual)


@pytest.mark.parametrize("kind", PAGES)
def test_stillness_is_kept(opened: Any, kind: str) -> None:
    """Who asks for less motion sees no transition and no animation of ours."""
    moving = """(root) => [...document.querySelectorAll(`${root} *`)].filter((one) => {
        const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(one);
        const moves = transitionDuration.split(',').some((time) => parseFloat(time) > 0);
        return moves || animationName !== 'none' || scrollBehavior === 'smooth';
    }).map((one) => `${one.tagName}.${one.getAttribute('class')}`)"""
    page = opened(kind)
    assert page.evaluate(moving, PAGES[kind][1]) == []


def test_paper_shows_one_picture_of_a_path(enlarged: Any, site: Path) -> None:
    """A screen shows the end of a long path and folds the whole; paper shows the whole, and not its end as well."""
    shown = "[...document.querySelectorAll('.concept-path .cg-picture')].filter((one) => one.checkVisibility()).length"
    enlarged.goto(f"{site.as_uri()}/learning-paths/train-a-neural-network.html")
    steps = enlarged.locator(".concept-path-steps > li").count()
    assert enlarged.evaluate(shown) == 1
    assert enlarged.locator(".concept-path-end svg a >> visible=true").count() == 20
    enlarged.emulate_media(media="print")
    assert enlarged.evaluate(shown) == 1
    assert enlarged.locator(".concept-path-whole svg a >> visible=true").count() == steps > 20
    enlarged.emulate_media(media="screen")
