"""Where the map's data does not arrive, or arrives in part, readers get a message and the list, and the rest of the page works."""

from typing import Any

import pytest

pytestmark = pytest.mark.browser

#: What comes instead of the data: nothing, its beginning, a page of an error, or data without columns.
ANSWERS = {
    "missing": {"status": 404, "body": ""},
    "truncated": {"status": 200, "content_type": "text/javascript", "body": 'conceptgraphData({"concepts":{"id":["adam"'},
    "a page": {"status": 200, "content_type": "text/javascript", "body": "<!DOCTYPE html><title>Sign in</title>"},
    "empty": {"status": 200, "content_type": "text/javascript", "body": ""},
    "no columns": {"status": 200, "content_type": "text/javascript", "body": 'conceptgraphData({"format":1});'},
}


@pytest.mark.parametrize("answer", ANSWERS)
def test_the_list_stays(browser: Any, served: str, answer: str) -> None:
    """The page says that something is missing, and its list is open and leads to the pages of concepts."""
    context = browser.new_context()
    page = context.new_page()
    page.route("**/concept-map-data.js*", lambda route: route.fulfill(**ANSWERS[answer]))
    page.goto(f"{served}/concept-map.html")
    page.wait_for_timeout(300)
    assert page.locator(".cg-map").inner_text().strip()
    assert page.locator(".cg-map-note").is_visible()
    assert page.locator(".cg-table").is_visible()
    page.locator(".cg-table tbody th a", has_text="gradient descent").click()
    assert page.url.endswith("glossary/gradient-descent.html")
    context.close()
