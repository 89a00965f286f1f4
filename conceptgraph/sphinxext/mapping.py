"""The concept map on pages: the whole map on its own page, an embedded one where a directive asks for it.

Other builders than HTML show the same as lists; so does the page itself, below the canvas, to readers without script.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from docutils import nodes
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from conceptgraph.reading.positions import read_positions
from conceptgraph.sphinxext.blocks import Asking, picture, shows_maps
from conceptgraph.sphinxext.domain import domain_of
from conceptgraph.sphinxext.inventories import inventories_of
from conceptgraph.sphinxext.nodes import concept_box, concept_html
from conceptgraph.sphinxext.pages import answer_topics
from conceptgraph.sphinxext.pieces import Part, box, paragraph, raw
from conceptgraph.sphinxext.site import Site, digest_of

if TYPE_CHECKING:
    from conceptgraph.drawing.maps import ConceptMap
    from conceptgraph.drawing.renderers.map_page import Embedded

#: The map's data, in the order in which it is loaded.
DATA_SCRIPT, TEXT_SCRIPT = "concept-map-data.js", "concept-map-texts.js"
logger = logging.getLogger(__name__)

#: The map as a picture, for paper and for browsers that run no scripts.
PICTURE = "concept-map.svg"

_CLASS = "concept-map-frame"
_FRAME = f'<div class="{_CLASS} '
_maps: WeakKeyDictionary[Site, "ConceptMap"] = WeakKeyDictionary()
_scripts: WeakKeyDictionary[Site, tuple[str, Mapping[str, str]]] = WeakKeyDictionary()


def concept_map_of(site: Site) -> "ConceptMap":
    """The map of a site, drawn once a build."""
    if site not in _maps:
        from conceptgraph.drawing.maps import draw_map

        _maps[site] = draw_map(site.graph, kept=read_positions(site.base)[0])
    return _maps[site]


def map_scripts(site: Site, builder: Builder) -> Mapping[str, str]:
    """The map's data as scripts, and its picture, by file name."""
    if site not in _scripts or _scripts[site][0] != builder.name:
        from conceptgraph.drawing.renderers.map_svg import render_map_svg
        from conceptgraph.drawing.renderers.pyvis_map import map_data_script, map_text_script

        concept_map = concept_map_of(site)
        data = map_data_script(
            concept_map, href=lambda concept: concept_address(site, builder, concept), hook=site.settings.map_hook, tell=_warn
        )
        _scripts[site] = builder.name, {DATA_SCRIPT: data, TEXT_SCRIPT: map_text_script(concept_map), PICTURE: render_map_svg(concept_map)}
    return _scripts[site][1]


def _warn(message: str) -> None:
    logger.warning("%s", message, type="conceptgraph", subtype="map-hook")


def may_show_map(env: BuildEnvironment, docname: str) -> bool:
    """Whether a document asks for a map."""
    return any(kind in ("map", "concept-map") for kind, _ in domain_of(env).data["queries"].get(docname, ()))


def is_map_page(doctree: object) -> bool:
    """Whether a page holds a map."""
    if not isinstance(doctree, nodes.document):
        return False
    finished = any(_FRAME in node["markup"] for node in doctree.findall(concept_html))
    return finished or any(_CLASS in node["classes"] for node in doctree.findall(concept_box))


def answer_map_page(asking: Asking) -> list[Part]:
    """The whole map with a line on what it holds; in books, which run no scripts, a picture and the concepts by topic."""
    from conceptgraph.drawing.renderers.still import describe_map

    lead = paragraph([describe_map(concept_map_of(asking.site))], classes=["concept-map-lead"])
    parts = frame(asking) if shows_maps(asking.builder) else [*_still(asking), *answer_topics(asking)]
    return [box([lead], "no-search"), *parts]


def _still(asking: Asking) -> list[Part]:
    """The map as a picture, where a format can hold one."""
    concept_map = concept_map_of(asking.site)
    if asking.html:
        from conceptgraph.drawing.renderers.map_svg import render_map_svg

        return picture(asking, render_map_svg(concept_map, href=asking.href))
    if asking.builder.format == "latex":
        from sphinx.util.texescape import escape

        from conceptgraph.drawing.renderers.map_tikz import render_map_tikz

        engine = asking.builder.config.latex_engine
        return [raw(render_map_tikz(concept_map, escape=lambda text: escape(text, engine)), form="latex")]
    return []


def answer_embedded(asking: Asking, *, state: str = "", listed: AbstractSet[str] | None = None) -> list[Part]:
    """A map inside a text.

    Args:
        asking: what is asked; `name` and `height` among its options are the map's.
        state: what it shows at first, as addresses say it.
        listed: the concepts below it as a list; None lists all.
    """
    if not shows_maps(asking.builder):
        return answer_topics(asking)
    from conceptgraph.drawing.renderers.map_page import Embedded

    page = asking.address(asking.site.settings.map_page) if asking.site.settings.map else ""
    name, height = asking.options.get("name", ""), asking.options.get("height", "")
    return frame(asking, state=state, embedded=Embedded(page=page, name=name, height=height, listed=listed))


def around(site: Site, concept: str, depth: int) -> AbstractSet[str]:
    """A concept with what lies around it as the map shows it: prerequisites within some steps both ways, and what is related to it."""
    from conceptgraph.drawing.edges import MENTIONS, REQUIRES, USEFUL

    edges = [edge for edge in concept_map_of(site).edges if edge.kind not in (MENTIONS, USEFUL)]
    found = {concept}
    for edge in edges:
        if edge.kind != REQUIRES and concept in (edge.source, edge.target):
            found |= {edge.source, edge.target}
    ordered = [(edge.source, edge.target) for edge in edges if edge.kind == REQUIRES]
    for pairs in (ordered, [(target, source) for source, target in ordered]):
        ring = {concept}
        for _ in range(depth):
            ring = {end for start, end in pairs if start in ring}
            found |= ring
    return found


def frame(asking: Asking, *, state: str = "", embedded: "Embedded | None" = None) -> list[Part]:
    """The map's fragment; the box carries a digest of its data, so that a page follows when positions change."""
    from conceptgraph.drawing.renderers.map_page import map_fragment_html

    site, builder = asking.site, asking.builder
    version = digest_of(sorted(map_scripts(site, builder).items()))
    root = way_to_root(builder, asking.docname)
    fragment = map_fragment_html(
        concept_map_of(site),
        href=lambda concept: concept_address(site, builder, concept),
        base=root,
        state=state,
        embedded=embedded,
        list_page=root + builder.get_target_uri(list_page_of(site)) if has_list_page(site, builder) else "",
        picture="" if embedded else f"{root}_static/{PICTURE}?v={version[:8]}",
    )
    kind = "concept-map-embedded" if embedded else "concept-map-page"
    return [box([raw(fragment)], _CLASS, kind, "no-search", **{"data-version": version})]


def has_list_page(site: Site, builder: Builder) -> bool:
    """Whether the list of the map is too long to stand below it, and has a page of its own."""
    if not (site.has_concepts and site.settings.map and shows_maps(builder)):
        return False
    from conceptgraph.drawing.renderers.map_page import LISTED

    # The domain knows without the graph, which a build without change does not load.
    return len(domain_of(builder.env).objects) > LISTED


def list_page_of(site: Site) -> str:
    """The name of the page with the list of a large map."""
    return f"{site.settings.map_page}-list"


def concept_address(site: Site, builder: Builder, concept: str) -> str:
    """The address of a concept from the root of the site; of one of another project its address there."""
    if concept not in site.concepts:
        term = inventories_of(site).find(concept)
        return term.address if term is not None else ""
    home = site.home_of(concept)
    return home.address(builder.get_target_uri(home.docname))


def way_to_root(builder: Builder, docname: str) -> str:
    """What leads from a page to the root of the site."""
    return "../" * builder.get_target_uri(docname).count("/")
