"""Somebody who has never seen the site: finds LSTM, sees why it needs the vanishing gradient, learns, comes back, goes on.

And what the site's own data says: the browser finds the paths that Python finds.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from in_node import in_node

from conceptgraph.graph.paths import find_learning_path
from conceptgraph.pipeline import build

GLOSSARY = Path(__file__).parents[2] / "glossary"
GOAL = "long-short-term-memory"
DAY = 24 * 3600


class _Quiet(SimpleHTTPRequestHandler):
    """A handler that reports no request."""

    def log_request(self, code: object = "-", size: object = "-") -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """Our own site, served."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@contextmanager
def visit(browser: Any, address: str, *, kept: Any = None, later: int = 0) -> Iterator[Any]:
    """A page in a browser that was closed meanwhile: what it keeps is there again, and the clock is so many seconds further."""
    faults: list[str] = []
    context = browser.new_context(storage_state=kept)
    page = context.new_page()
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda request: None if request.url.startswith((address, "data:")) else faults.append(request.url))
    if later:
        page.add_init_script(f"const now = Date.now.bind(Date); Date.now = () => now() + {later * 1000};")
    yield page
    context.close()
    assert not faults


def open_steps(page: Any) -> list[str]:
    """The steps of the path on the page that are still to be learned, in order."""
    page.locator(".concept-advice ul").first.wait_for()
    items: list[str] = page.locator(".concept-path-steps > li:not(.concept-step-done)").evaluate_all(
        "(items) => items.map((item) => item.dataset.concept)"
    )
    return items


def search_and_open(page: Any, address: str) -> None:
    """Type LSTM into the search of the site, and take the first thing that is found."""
    page.goto(f"{address}/index.html")
    page.get_by_role("textbox", name="Search").or_(page.locator("input[name=q]")).first.fill("LSTM")
    page.keyboard.press("Enter")
    page.locator("#search-results li a").first.click()
    page.wait_for_url(f"**/glossary/{GOAL}.html*")


def mark_next(page: Any, *, most: int) -> list[str]:
    """Mark so many steps from the first open one on as known, one after the other, as a reader does."""
    marked = open_steps(page)[:most]
    for concept in marked:
        page.locator(f".concept-path-steps .concept-mark-button[data-id='{concept}'][data-mark=known]").click()
        page.locator(f"li[data-concept='{concept}'] .concept-told").get_by_text("Marked as known").wait_for()
    return marked


@pytest.mark.browser
def test_a_stranger_learns_lstm(browser: Any, address: str) -> None:
    """Find LSTM, see why it needs the vanishing gradient, get a path, mark five steps, come back tomorrow and go on."""
    with visit(browser, address) as page:
        search_and_open(page, address)
        need = page.locator(".builds-on li", has=page.get_by_role("link", name="vanishing gradient")).first
        assert "the problem it was made for" in need.inner_text()

        page.goto(f"{address}/find-a-path.html")
        page.get_by_role("combobox", name="What do you want to understand?").fill("lstm")
        page.keyboard.press("Enter")
        steps = open_steps(page)
        assert steps[-1] == GOAL
        assert steps.index("vanishing-gradient") < steps.index(GOAL)
        marked = mark_next(page, most=5)
        assert marked == steps[:5]
        assert f"5 of {len(steps)} steps known" in page.inner_text(".concept-progress-text")
        path, kept = page.url, page.context.storage_state()

    with visit(browser, address, kept=kept, later=DAY) as page:
        page.goto(path)
        left = open_steps(page)
        assert left == steps[5:]
        assert page.locator(f"li[data-concept='{marked[0]}']").is_hidden()
        page.locator(".concept-continue a").click()
        follow = page.locator(".concept-follow")
        follow.locator("a[rel=next]").wait_for()
        assert f"/glossary/{left[0]}.html?to={GOAL}" in page.url
        assert f"step 6 of {len(steps)}" in follow.inner_text()
        follow.get_by_role("button", name="I know this").click()
        follow.locator("a[rel=next]").click()
        page.wait_for_url(f"**/glossary/{left[1]}.html?to={GOAL}")
        days = page.evaluate("[...new Set(Object.values(conceptgraph.learner.export().known))].length")
        assert days == 2


def seen_by_axe(page: Any) -> list[str]:
    """What axe-core finds on the page as it stands, but for what the theme writes itself."""
    page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8"))
    run = """async () => {
        const { violations } = await axe.run(document, { resultTypes: ["violations"] });
        const told = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id} ${node.target.join(" ")}`));
        return told.filter((fault) => !fault.includes(".caption[role=") && !fault.includes(".back-to-top"));
    }"""
    found: list[str] = page.evaluate(run)
    return found


@pytest.mark.browser
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark"), (320, "light")])
def test_axe_finds_nothing_after_a_reader_acts(browser: Any, address: str, width: int, scheme: str) -> None:
    """An offer, a path with marks, questions with their conclusions, a search, and an address that asks: none breaks a rule of axe-core.

    Nor does any of them need scrolling sideways, or a target of less than 24 pixels.
    """
    pytest.importorskip("axe_playwright_python")
    context = browser.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()

    def look() -> None:
        assert not seen_by_axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        targets = "[class^=concept-] :is(button, summary, label):not(.toggle *)"
        small = "(all) => all.filter((one) => one.offsetParent && one.getBoundingClientRect().height < 23.5).map((one) => one.outerHTML)"
        assert page.locator(targets).and_(page.locator("button, .concept-inferred label")).evaluate_all(small) == []

    page.goto(f"{address}/glossary/gradient-descent.html")
    page.locator(".concept-learner .concept-mark-known").click()
    page.locator(".concept-learner .concept-told summary").click()
    look()
    page.goto(f"{address}/learning-paths/train-a-neural-network.html")
    mark_next(page, most=1)
    page.get_by_role("button", name="Take along in an address").click()
    carried = page.locator(".concept-address").input_value()
    look()
    page.goto(f"{address}/find-a-path.html#to=adam,{GOAL}&known=vector")
    page.get_by_role("button", name="Ask me").click()
    page.keyboard.press("Enter")
    page.locator(".concept-inferred summary").click()
    page.get_by_role("combobox").first.fill("grad")
    look()
    page.goto("about:blank")
    page.goto(carried)
    page.locator(".concept-ask").wait_for()
    look()
    context.close()


def test_the_browser_finds_the_paths_of_python(site: Path) -> None:
    """From the data of our own site, each concept's path has the same steps in the same order, with and without known ones."""
    graph = build(GLOSSARY).graph
    ids = [concept.id for concept in graph.concepts]
    code = """
    let found;
    new Function("conceptgraphLearning", data.script)((given) => (found = given));
    const row = new Map(found.ids.map((id, index) => [id, index]));
    const rows = (ids) => ids.map((id) => row.get(id));
    answer(data.asked.map(([targets, known]) => conceptgraph.paths.find(found, rows(targets), rows(known)).map((step) => found.ids[step])));
    """
    asked: list[tuple[list[str], list[str]]] = [([concept], []) for concept in ids] + [
        (ids[at : at + 3], ids[at + 3 : at + 9]) for at in range(0, len(ids) - 9, 4)
    ]
    data = {"script": (site / "_static" / "learning-data.js").read_text(encoding="utf-8"), "asked": asked}
    found = in_node(["concept-paths.js"], code, data)
    for (targets, known), steps in zip(asked, found, strict=True):
        assert steps == [step.concept for step in find_learning_path(graph, targets, known=known).steps]
