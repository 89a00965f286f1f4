"""The list below the map in a browser: its columns sort, and its rows and the map lead to one another."""

from collections.abc import Callable
from typing import Any

import pytest

from conceptgraph.graph.concept_graph import ConceptGraph

pytestmark = pytest.mark.browser
Standalone = Callable[..., str]


def open_list(page: Any, address: str) -> None:
    page.goto(address)
    page.wait_for_selector(".cg-map[data-ready]")
    page.locator("details.cg-outline > summary").click()
    page.locator(".cg-table th button").first.wait_for()


def order(page: Any) -> list[str]:
    """The concepts in the order of the rows."""
    return [text.strip() for text in page.locator(".cg-table tbody th").all_text_contents()]


def test_columns_sort_by_keyboard(page: Any, graph: ConceptGraph, standalone: Standalone) -> None:
    """Enter on a column's name sorts by it, a second time the other way round; blanks stay last, and readers are told."""
    open_list(page, standalone(graph))
    first = order(page)
    level = page.get_by_role("columnheader", name="Level")
    level.get_by_role("button").focus()
    page.keyboard.press("Enter")
    assert level.get_attribute("aria-sort") == "ascending"
    assert order(page)[:2] == ["function", "Adam"]
    page.keyboard.press("Enter")
    assert level.get_attribute("aria-sort") == "descending"
    assert order(page)[:2] == ["Adam", "function"]
    assert sorted(order(page)) == sorted(first)
    page.get_by_role("columnheader", name="Builds on").get_by_role("button").click()
    assert order(page)[0] == "Adam"
    page.get_by_role("columnheader", name="Topic").get_by_role("button").click()
    assert order(page) == first
    assert page.locator(".cg-table [aria-sort]").count() == 1


def test_a_row_leads_to_the_map(page: Any, graph: ConceptGraph, standalone: Standalone) -> None:
    """Each row has a link of 24 pixels and more that says where it leads, and selects the concept on the map."""
    open_list(page, standalone(graph))
    link = page.get_by_role("link", name="Show momentum on the map")
    box = link.bounding_box()
    assert min(box["width"], box["height"]) >= 24
    link.click()
    page.wait_for_function("document.querySelector('.cg-panel h2').textContent === 'momentum'")
    assert page.url.endswith("#concept=momentum")


def test_names_lead_to_rows_and_leave_the_address(page: Any, graph: ConceptGraph, standalone: Standalone) -> None:
    """A name in another row goes to its own row, focused and marked, and the map's state stays as it was."""
    open_list(page, f"{standalone(graph, base_url='./site')}#concept=adam")
    page.locator("#cg-adam td a", has_text="gradient").click()
    assert page.evaluate("document.activeElement.textContent") == "gradient"
    assert page.locator(".cg-here").get_attribute("id") == "cg-gradient"
    assert page.url.endswith("#concept=adam")


def test_the_panel_leads_to_the_row(page: Any, graph: ConceptGraph, standalone: Standalone) -> None:
    """From the panel of a concept one comes to its row; the list opens for it."""
    page.goto(f"{standalone(graph, base_url='./site')}#concept=adam")
    page.wait_for_selector(".cg-map[data-ready]")
    page.get_by_role("button", name="In the list").click()
    page.locator(".cg-here#cg-adam").wait_for()
    assert page.locator("details.cg-outline").evaluate("(list) => list.open")
    assert page.locator("#cg-adam a").first.evaluate("(link) => link === document.activeElement")


@pytest.mark.parametrize("width", [320, 640])
def test_nothing_of_the_list_is_cut(page: Any, graph: ConceptGraph, standalone: Standalone, width: int) -> None:
    """At 320 pixels, and at twice the size of text on a small screen, the list needs no scrolling sideways."""
    page.set_viewport_size({"width": width, "height": 640})
    open_list(page, standalone(graph))
    page.locator("details.cg-reading > summary").click()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    wide = "(width) => [...document.querySelectorAll('.cg-outline *')].filter((one) => one.getBoundingClientRect().right > width).length"
    assert page.evaluate(wide, width) == 0


def test_hostile_names_are_listed_as_typed(page: Any, hostile_graph: ConceptGraph, standalone: Standalone) -> None:
    """Terms, topics and relations that look like markup are texts in the list, in the names of its links, and run nothing."""
    open_list(page, standalone(hostile_graph))
    page.get_by_role("columnheader", name="Concept").get_by_role("button").click()
    assert set(order(page)) >= {concept.term for concept in hostile_graph.concepts if concept.term.strip() == concept.term}
    assert page.evaluate("window.broken") is None
