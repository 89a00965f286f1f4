"""Maps of a built site for those who write scripts, and for those whose browser cannot read ours or gets no data."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

GUIDE = Path(__file__).parents[2] / "docs" / "guide" / "scripting.md"
BROKEN = {
    "no data": ("concept-map-data.js", ""),
    "half of the data": ("concept-map-data.js", 'conceptgraphData({"format":1,"concepts":{"id":["ad'),
    "columns that are too short": ("concept-map-data.js", 'conceptgraphData({"format":1,"concepts":{"id":["adam"]}});'),
    "a browser that is too old": ("concept-map.js", "let let = new syntax;"),
    "no vis-network": ("vis-network.min.js", ""),
}


@pytest.fixture
def lenient(browser: Any) -> Iterator[Any]:
    """A page on which scripts may fail."""
    page = browser.new_page()
    yield page
    page.close()


def test_the_example_of_the_guide(page: Any, served: str) -> None:
    """The guide's script makes a button for each week, which shows its path and tells it in the title; other pages stay."""
    [script] = re.findall(r"```javascript\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    page.goto(f"{served}/concept-map.html")
    page.add_script_tag(content=script)
    page.get_by_role("button", name="Week 2: 2 concepts").click()
    page.wait_for_function("document.title === 'To adam'")
    assert page.url.endswith("#path=function,derivative,gradient..adam")
    assert page.evaluate("conceptgraph.state().path.steps") == ["gradient-descent", "adam"]
    page.goto(f"{served}/glossary/adam.html")
    page.add_script_tag(content=script)
    assert page.get_by_role("button", name="Week 2").count() == 0


def test_what_scripts_call_comes_when_it_is_asked_for(page: Any, served: str) -> None:
    """A call before `ready` says what to wait for; afterwards it is there."""
    page.goto(f"{served}/concept-map.html")
    page.wait_for_selector(".cg-map[data-ready]")
    fault = page.evaluate("() => { try { conceptgraph.state(); } catch (fault) { return fault.message; } }")
    assert "await conceptgraph.ready" in fault
    assert page.evaluate("async () => (await conceptgraph.ready).state().concept") is None


@pytest.mark.parametrize(("file", "body"), BROKEN.values(), ids=BROKEN)
def test_without_a_map_there_is_the_list(lenient: Any, served: str, file: str, body: str) -> None:
    """Where data or script cannot be read, a line says so, and the list below it is open."""
    lenient.route(f"**/_static/{file}*", lambda route: route.fulfill(body=body, content_type="text/javascript"))
    lenient.goto(f"{served}/concept-map.html")
    lenient.wait_for_function("document.querySelector('.cg-outline').open && document.querySelector('.cg-map-note')")
    assert "the list below says the same" in lenient.locator(".cg-map-note").inner_text()
    assert lenient.locator(".cg-table tbody a", has_text="Adam").first.is_visible()
