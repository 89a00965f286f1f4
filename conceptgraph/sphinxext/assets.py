"""Style and script of the pages, and what the concept map needs.

They lie in the output folder before the first page is written: Sphinx puts their checksums into the pages.
"""

from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.builders import Builder

from conceptgraph.drawing.renderers.hooks import hook_digest
from conceptgraph.sphinxext.blocks import shows_maps
from conceptgraph.sphinxext.inventories import inventories_of
from conceptgraph.sphinxext.mapping import DATA_SCRIPT, TEXT_SCRIPT, is_map_page, map_scripts, may_show_map
from conceptgraph.sphinxext.outputs import write_changed
from conceptgraph.sphinxext.site import digest_of, site_of
from conceptgraph.words import spoken_digest

STATIC = Path(__file__).parent / "static"
STYLE, COLORS, SCRIPT = "conceptgraph.css", "conceptgraph-colors.css", "conceptgraph.js"
#: What only the pages with a map load; it lies apart, as no book may hold it.
MAP_STYLE = "conceptgraph-map.css"

#: The style of the drawings, as `drawing.renderers.map_page` names it; importing that would cost a build without change.
PICTURE_STYLE = "concept-pictures.css"


def setup_assets(app: Sphinx) -> None:
    """Add the style and the script to all pages, the map's to the pages with a map."""
    app.connect("builder-inited", add_files)
    app.connect("write-started", copy_files)
    app.connect("html-page-context", add_map_files, priority=400)


def add_files(app: Sphinx) -> None:
    """Serve our static folder."""
    if app.builder.format != "html" or not site_of(app).has_concepts:
        return
    app.config.html_static_path = [*app.config.html_static_path, str(STATIC)]
    for style in (COLORS, PICTURE_STYLE, STYLE):
        app.add_css_file(style)
    if site_of(app).settings.previews and app.builder.name in ("html", "dirhtml"):
        app.add_js_file(SCRIPT, loading_method="defer")


def copy_files(app: Sphinx, builder: Builder) -> None:
    """Put the drawings' style, and the map's files, into the output folder where they are not there already."""
    site = site_of(app)
    if not site.has_concepts or builder.format != "html":
        return
    folder = Path(app.outdir) / "_static"
    maps = holds_maps(app, builder)
    hook = hook_digest(site.settings.map_hook)
    parts = (site.key, site.settings_digest, hook, inventories_of(site).digest, spoken_digest(), builder.name, maps)
    stamp, stamp_file = digest_of(*parts), folder / ".conceptgraph-stamp"
    if stamp_file.is_file() and stamp_file.read_text(encoding="utf-8") == stamp:
        return
    from conceptgraph.drawing.renderers.map_files import serve, served_files

    folder.mkdir(parents=True, exist_ok=True)
    for name, contents in served_files().items():
        if name == PICTURE_STYLE or maps:
            _write(contents, folder / name)
    if maps:
        _write(serve([Path(__file__).parent / "static_maps" / MAP_STYLE]), folder / MAP_STYLE)
    write_changed(folder / COLORS, color_rules())
    for name, text in map_scripts(site, builder).items() if maps else ():
        write_changed(folder / name, text)
    if shows_maps(builder):
        stamp_file.write_text(stamp, encoding="utf-8")


def holds_maps(app: Sphinx, builder: Builder) -> bool:
    """Whether a page of a site shows a map; without a page of its own, one in a text may."""
    return shows_maps(builder) and (site_of(app).settings.map or any(may_show_map(app.env, docname) for docname in app.env.all_docs))


def color_rules() -> str:
    """The colors of the drawings, light and dark, as themes tell: furo on the body, pydata on the root; paper is white."""
    from conceptgraph.drawing.renderers.palette import variables

    light, dark = variables(dark=False), variables(dark=True)
    return (
        f":root{{{light}}}\n"
        f'[data-theme="dark"]{{{dark}}}\n'
        f'@media (prefers-color-scheme:dark){{[data-theme="auto"]{{{dark}}}}}\n'
        "@media (prefers-contrast:more){:root,[data-theme]{--cg-line:var(--cg-ink)!important;--cg-soft:var(--cg-ink)!important}}\n"
        f"@media print{{:root,[data-theme]{{{light}}}}}\n"
    )


def add_map_files(app: Sphinx, pagename: str, _template: str, _context: dict[str, Any], doctree: object) -> None:
    """Load the map's style and scripts on pages that hold a map."""
    if not may_show_map(app.env, pagename) or not is_map_page(doctree):
        return
    from conceptgraph.drawing.renderers.map_files import SERVED_SCRIPTS, SERVED_STYLES

    for style in (*SERVED_STYLES, MAP_STYLE):
        app.add_css_file(style)
    for script in (*SERVED_SCRIPTS, DATA_SCRIPT, TEXT_SCRIPT):
        app.add_js_file(script, loading_method="defer")


def _write(contents: bytes, target: Path) -> None:
    if not target.is_file() or target.read_bytes() != contents:
        target.write_bytes(contents)
