"""What a reader does on built pages in a browser, served as a web server would: search, arrive from it, move by keys."""

from typing import Any

import pytest

pytestmark = pytest.mark.browser


def found(page: Any, served: str, query: str) -> list[str]:
    """The addresses that the site's search finds, best first."""
    page.goto(f"{served}/search.html?q={query}")
    page.wait_for_function("document.querySelector('#search-results .search-summary')?.textContent.includes('found')")
    links: list[str] = page.locator("#search-results li > a").evaluate_all("(links) => links.map((a) => a.getAttribute('href'))")
    return [link.partition("?")[0] for link in links]


def test_an_alias_finds_its_page_first(page: Any, served: str) -> None:
    """The page of the concept that has the alias stands before the pages that name it."""
    assert found(page, served, "steepest+descent")[0].startswith("glossary/gradient-descent.html")


def test_each_page_is_found_once(page: Any, served: str) -> None:
    """A term brings up the page of its concept once, and every anchor that is found is on its page."""
    links = found(page, served, "adam")
    pages = [link.partition("#")[0] for link in links]
    assert pages.count("glossary/adam.html") == 1
    for link in links:
        page.goto(f"{served}/{link}")
        assert page.evaluate("!location.hash || Boolean(document.querySelector(location.hash))"), link


@pytest.mark.parametrize("word", ["gradient", "Adam"])
def test_arriving_from_search_marks_the_word(page: Any, served: str, word: str) -> None:
    """Sphinx marks the word searched for in the text, and leaves the pictures alone."""
    page.goto(f"{served}/glossary/gradient-descent.html?highlight={word.lower()}")
    page.locator("span.highlighted >> visible=true").first.wait_for()
    assert page.locator("svg .highlighted").count() == 0


def test_arrows_stay_on_the_map(page: Any, served: str) -> None:
    """Where Sphinx turns pages by the arrow keys, the map's own arrows do not leave its page."""
    page.goto(f"{served}/concept-map.html")
    page.wait_for_selector(".cg-map[data-ready]")
    assert page.locator("link[rel=prev], link[rel=next]").count() > 0
    page.locator(".cg-stage").focus()
    for key in ("ArrowRight", "ArrowLeft", "ArrowRight"):
        page.keyboard.press(key)
    page.wait_for_timeout(200)
    assert page.url.startswith(f"{served}/concept-map.html#concept=")


def test_links_to_other_pages_have_no_preview(page: Any, served: str) -> None:
    """A link to the glossary's index asks for no preview; one by any name of a concept does."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "_concepts/" in request.url else None)
    page.goto(f"{served}/index.html")
    page.locator("a[href='glossary/index.html']").last.hover()
    page.wait_for_timeout(400)
    assert asked == []
    page.locator("a[href='glossary/adam.html']").last.hover()
    page.locator("#concept-preview").wait_for()
    assert asked == [f"{served}/_concepts/adam.js"]


def test_paper_shows_pictures(page: Any, served: str) -> None:
    """Printed, the map's page shows its picture instead of the map, and the list below it."""
    page.goto(f"{served}/concept-map.html")
    page.wait_for_selector(".cg-map[data-ready]")
    assert not page.locator(".cg-map-print").is_visible()
    page.emulate_media(media="print")
    page.wait_for_function("document.querySelector('.cg-map-print').naturalWidth > 100")
    assert page.locator(".cg-map-print").is_visible()
    assert not page.locator(".cg-map-app").is_visible()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".cg-table").is_visible()


def test_no_script_no_empty_space(browser: Any, served: str) -> None:
    """Where scripts do not run, the map's page shows its picture and the list, and says what is missing."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}/concept-map.html")
    assert page.locator(".cg-map-note").is_visible()
    assert page.locator(".cg-map-print").is_visible()
    assert page.locator(".cg-table").is_visible()
    context.close()
