"""The list of a large map on a page of its own: below the map it would hold up the map's scripts (see `map_page.LISTED`)."""

from collections.abc import Iterator
from typing import Any

from sphinx.application import Sphinx

from conceptgraph.sphinxext.assets import MAP_STYLE
from conceptgraph.sphinxext.mapping import concept_address, has_list_page, list_page_of, way_to_root
from conceptgraph.sphinxext.site import site_of
from conceptgraph.sphinxext.state import is_unchanged


def setup_list_page(app: Sphinx) -> None:
    """Write the page where there is one, with its style and script."""
    app.connect("html-collect-pages", collect_list)
    app.connect("html-page-context", add_list_files, priority=400)


def collect_list(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """The page with the whole list, in the theme of the site."""
    site, builder = site_of(app), app.builder
    # Where nothing else is written, it stands as it should; to ask for it would already load the map.
    if is_unchanged(app) or not has_list_page(site, builder):
        return
    from html import escape

    from conceptgraph.drawing.renderers.map_page import list_html, list_title
    from conceptgraph.sphinxext.mapping import concept_map_of

    concept_map, name = concept_map_of(site), list_page_of(site)
    base = way_to_root(builder, name)

    def href(concept: str) -> str:
        address = concept_address(site, builder, concept)
        return base + address if address and "://" not in address else address

    title = escape(list_title(concept_map))
    listed = list_html(concept_map, href=href, map_page=base + builder.get_target_uri(site.settings.map_page))
    yield name, {"title": title, "body": f'<section class="concept-map-page"><h1>{title}</h1>\n{listed}</section>'}, "page.html"


def add_list_files(app: Sphinx, pagename: str, _template: str, _context: dict[str, Any], _doctree: object) -> None:
    """Load what the list needs on its page."""
    site = site_of(app)
    if pagename != list_page_of(site) or not has_list_page(site, app.builder):
        return
    from conceptgraph.drawing.renderers.map_files import SERVED_STYLES

    for style in (*SERVED_STYLES, MAP_STYLE):
        app.add_css_file(style)
    app.add_js_file("concept-map-list.js", loading_method="defer")
