"""The list of a large map: on a page of its own in a site, behind the scripts in one file; it leads to the map and back."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conceptgraph.drawing.maps import draw_map
from conceptgraph.drawing.renderers import map_page
from conceptgraph.graph.concept_graph import ConceptGraph
from conceptgraph.model import Concept

ENTRIES = ("function", "derivative", "gradient", "gradient-descent", "adam", "rmsprop")

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def large(fresh: Callable[[str], Any]) -> Any:
    """A site for which six concepts are many."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(map_page, "LISTED", 5)
        yield fresh("large").build()


def test_the_list_is_on_a_page_of_its_own(large: Any) -> None:
    """The map's page holds no row but the way to the list; that page holds all of them, with addresses of pages."""
    assert "<tr" not in large.read("concept-map.html")
    assert 'href="concept-map-list.html"' in large.read("concept-map.html")
    listed = large.read("concept-map-list.html")
    assert '<tr id="cg-adam"><th scope="row"><a href="glossary/adam.html">Adam</a>' in listed
    assert all(f'<tr id="cg-{name}">' in listed for name in ENTRIES)


def test_both_pages_lead_to_one_another(page: Any, large: Any) -> None:
    """From the map's panel one comes to the row on the list's page, from a row to the concept on the map."""
    page.goto((large.folder / "concept-map.html").as_uri() + "#concept=adam")
    page.wait_for_selector(".cg-map[data-ready]")
    page.get_by_role("button", name="In the list").click()
    page.wait_for_url("**/concept-map-list.html#cg-adam")
    page.get_by_role("columnheader", name="Level").get_by_role("button").click()
    assert page.locator(".cg-table tbody th").first.inner_text().strip() == "function"
    page.get_by_role("link", name="Show gradient on the map").click()
    page.wait_for_url("**/concept-map.html#concept=gradient")


def test_one_file_draws_before_it_reads_the_list(page: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a self-contained file the list of a large map stands behind the scripts, sorts, and leads to the map."""
    monkeypatch.setattr(map_page, "LISTED", 1)
    graph = ConceptGraph(concepts=[Concept(id=name, term=name, topics=("one",)) for name in ("alpha", "beta")])
    html = map_page.render_standalone(draw_map(graph))
    assert html.rindex("</script>") < html.index('<tr id="cg-')
    (tmp_path / "map.html").write_text(html, encoding="utf-8")
    page.goto((tmp_path / "map.html").as_uri())
    page.wait_for_selector(".cg-map[data-ready]")
    page.get_by_role("link", name="Show beta on the map").click()
    page.wait_for_function("document.querySelector('.cg-panel h2').textContent === 'beta'")
