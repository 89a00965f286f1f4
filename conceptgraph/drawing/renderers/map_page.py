"""The interactive map as HTML: a fragment for a site's page with its files, and one self-contained page.

The fragment holds no script and no style. A page that shows it loads `STYLES` and, in this order and deferred, `SCRIPTS`,
the data script and the text script (see `pyvis_map`). Any number of fragments on a page share them. The scripts of `LATER`
lie beside them and are loaded by the map when they are first used.
"""

import base64
import hashlib
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import lru_cache
from html import escape
from pathlib import Path
from urllib.parse import quote

from conceptgraph.drawing.maps import ConceptMap
from conceptgraph.drawing.renderers.map_svg import render_map_svg
from conceptgraph.drawing.renderers.outline import render_outline
from conceptgraph.drawing.renderers.pyvis_map import map_data_script, map_text_script, vis_network_source
from conceptgraph.drawing.renderers.still import describe_map
from conceptgraph.words import counted, word

Href = Callable[[str], str]

VIS_NETWORK = "vis-network.min.js"
#: The scripts of the map in the order they are loaded; the data comes after them.
SCRIPTS: tuple[str, ...] = (
    VIS_NETWORK,
    "concept-map-model.js",
    "concept-map-state.js",
    "concept-map-islands.js",
    "concept-map-labels.js",
    "concept-map-dots.js",
    "concept-map-background.js",
    "concept-map-naming.js",
    "concept-map-canvas.js",
    "concept-map-panel.js",
    "concept-map.js",
)
#: What the map loads on first use, such as search and the panel's details.
LATER: tuple[str, ...] = (
    "concept-learner.js",
    "concept-paths.js",
    "concept-map-address.js",
    "concept-map-api.js",
    "concept-map-details.js",
    "concept-map-edges.js",
    "concept-map-embedded.js",
    "concept-map-focus.js",
    "concept-map-held.js",
    "concept-map-keys.js",
    "concept-map-list.js",
    "concept-map-overview.js",
    "concept-map-picture.js",
    "concept-map-pyvis.js",
    "concept-map-search.js",
    "concept-map-tools.js",
)
STYLES: tuple[str, ...] = ("concept-map.css", "concept-map-list.css")
#: The style of what is loaded on first use.
LATER_STYLE = "concept-map-more.css"
#: The style sheet of the SVG pictures (see `svg`), for every page that shows one.
PICTURE_STYLE = "concept-pictures.css"

#: Above so many concepts the list does not stand below the map: browsers read it whole before they run the map's scripts,
#: which takes a second at ten thousand.
LISTED = 1500

_STATIC = Path(__file__).parent / "static"


def static_files() -> Mapping[str, Path]:
    """The files a page with a map needs, by the name they are served under. vis-network comes from the installed pyvis.

    Raises:
        OutputError: pyvis carries no vis-network.
    """
    own = {name: _STATIC / name for name in (*STYLES, LATER_STYLE, PICTURE_STYLE, *SCRIPTS, *LATER) if name != VIS_NETWORK}
    return {**own, VIS_NETWORK: vis_network_source()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Embedded:
    """A smaller map inside a text, which leaves the wheel and the address to its page.

    `page` is the address of the page with the whole map, `name` how scripts call this one among several (the id of its
    element), `height` a length of CSS, `listed` the ids of the concepts below it as a list; None lists all.
    """

    page: str = ""
    name: str = ""
    height: str = ""
    listed: AbstractSet[str] | None = None


def map_fragment_html(
    concept_map: ConceptMap,
    *,
    href: Href,
    base: str = "",
    state: str = "",
    embedded: Embedded | None = None,
    list_page: str = "",
    picture: str = "",
) -> str:
    """The map as a fragment: a place for the canvas, and the equal list below it, open until the script closes it.

    Args:
        concept_map: what to show.
        href: the address of a concept's page, relative to `base`; the same as for the data script.
        base: what comes before addresses on the page the fragment stands on, such as "../".
        state: what is shown at first, as addresses say it: `concept=adam&depth=2`.
        embedded: how it stands in a text; without it the map is the page's own.
        list_page: the address of the list where it does not stand below the map; see `LISTED`.
        picture: the address of the map as an SVG, which stands in its place on paper and where no script runs.
    """
    frame = embedded or Embedded()
    attributes = {
        "id": frame.name, "data-base": base, "data-state": state, "data-page": frame.page, "data-height": frame.height,
        "data-scripts": _later_version(),
    }  # fmt: skip
    written = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items() if value)
    kind = ' cg-map-embedded" data-embedded="' if embedded else ""
    told = word("The interactive map needs JavaScript; the list below says the same.")
    return (
        f'<div class="cg-map{kind}"{written}>\n'
        f'<div class="cg-map-app"><p class="cg-map-note">{escape(told)}</p></div>\n'
        f"{_still(concept_map, picture)}"
        f"{_twin(concept_map, embedded, lambda concept: _from_page(base, href(concept)), list_page)}\n</div>"
    )


def _still(concept_map: ConceptMap, address: str) -> str:
    """The picture in the map's place, which browsers load when it is to be seen."""
    told = escape(word("Concept map: {told}").format(told=describe_map(concept_map)))
    return f'<img class="cg-map-print" src="{escape(address)}" alt="{told}" loading="lazy" />\n' if address else ""


def is_long(concept_map: ConceptMap) -> bool:
    """Whether the list of a map is too long to stand below it."""
    return len(concept_map.nodes) > LISTED


def list_html(concept_map: ConceptMap, *, href: Href, map_page: str = "") -> str:
    """The list as a fragment that stands by itself, with the map on another page or before it."""
    outline = render_outline(concept_map, href=href, map_page=map_page)
    return f'<div class="cg-map" data-list=""><div class="cg-outline">{outline}</div></div>'


def _twin(concept_map: ConceptMap, embedded: Embedded | None, href: Href, list_page: str) -> str:
    """The list below a map: of the whole map, of a part where one is embedded, or the way to the page that has it."""
    listed = embedded.listed if embedded else None
    page = embedded.page.partition("#")[0] + "#cg-list" if embedded and embedded.page else list_page
    if page and listed is None:
        return f'<p class="cg-outline"><a class="cg-all" href="{escape(page)}">{escape(list_title(concept_map))}</a></p>'
    shown = concept_map if listed is None else replace(concept_map, nodes=tuple(node for node in concept_map.nodes if node.id in listed))
    outline = render_outline(shown, href=href, rows=embedded is None)
    title = list_title(concept_map) if listed is None else _part_title(shown)
    return f'<details class="cg-outline" open=""><summary>{escape(title)}</summary>\n{outline}\n</details>'


def list_title(concept_map: ConceptMap) -> str:
    """What the list of a whole map is called, with how many concepts stand in it."""
    return counted("{number} concept as a list", "All {number} concepts as a list", _own(concept_map))


def _part_title(concept_map: ConceptMap) -> str:
    return counted("{number} concept listed", "{number} concepts listed", _own(concept_map))


def _own(concept_map: ConceptMap) -> int:
    """How many concepts have entries here."""
    return sum(not (node.wanted or node.foreign) for node in concept_map.nodes)


@lru_cache(maxsize=1)
def _later_version() -> str:
    """What changes with the scripts that are loaded later, so that no browser keeps old ones."""
    return hashlib.blake2b(b"".join((_STATIC / name).read_bytes() for name in (*LATER, LATER_STYLE)), digest_size=4).hexdigest()


def _from_page(base: str, address: str) -> str:
    """An address that is seen from the root of the site, seen from a page; another site's stays as it is."""
    return base + address if address and "://" not in address else address


def render_standalone(
    concept_map: ConceptMap,
    *,
    base_url: str | None = None,
    title: str = "Concept map",
    hook: str = "",
    tell: Callable[[str], object] | None = None,
) -> str:
    """The map as one self-contained page that opens from disk and asks no host for anything.

    Args:
        concept_map: what to show.
        base_url: the address of a site of this glossary, to which "Open page" leads; without it there are no such links.
        title: the page's heading.
        hook: see `pyvis_map.make_network`.
        tell: see `pyvis_map.map_data_script`.

    Raises:
        SettingsError: the hook is not written as it must be, or does not load.
        OutputError: pyvis carries no vis-network.
    """
    base = base_url.rstrip("/") + "/" if base_url else ""

    def href(concept: str) -> str:
        return f"glossary/{quote(concept)}.html" if base else ""

    files = static_files()
    *first, last = SCRIPTS
    scripts = [files[name].read_text(encoding="utf-8") for name in (*first, *LATER, last)]
    scripts += [map_data_script(concept_map, href=href, hook=hook, tell=tell), map_text_script(concept_map)]
    styles = "\n".join(files[name].read_text(encoding="utf-8") for name in (*STYLES, LATER_STYLE))
    policy = f"default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src {' '.join(map(_digest, scripts))}"
    picture = "data:image/svg+xml;base64," + base64.b64encode(render_map_svg(concept_map).encode()).decode()
    written = "\n".join(f"<script>{script}</script>" for script in scripts)
    return f"""<!DOCTYPE html>
<html lang="en" class="cg-page">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{escape(title)}</title>
<style>
{styles}
</style>
</head>
<body>
<main>
<h1>{escape(title)}</h1>
<p class="cg-page-lead">{escape(describe_map(concept_map))}</p>
{map_fragment_html(concept_map, href=href, base=base, list_page="#cg-list" if is_long(concept_map) else "", picture=picture)}
</main>
{written}
{list_html(concept_map, href=lambda concept: _from_page(base, href(concept))) if is_long(concept_map) else ""}
</body>
</html>
"""


def _digest(script: str) -> str:
    """A script as a content security policy names it, so that no other script on the page may run."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
