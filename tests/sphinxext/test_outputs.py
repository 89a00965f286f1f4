"""Files beside the pages: graph.json and previews."""

import json
import re
from typing import Any

from conceptgraph.exporters.json import export_json
from conceptgraph.pipeline import build
from conceptgraph.sphinxext.assets import PICTURE_STYLE
from conceptgraph.sphinxext.previews import preview_script
from conceptgraph.sphinxext.site import site_of


def test_the_graph_is_the_command_lines(project: Any) -> None:
    """graph.json beside objects.inv has the bytes that the engine exports from the same folder."""
    built = project.build()
    expected = export_json(build(project.glossary, keep_going=True).graph)
    assert (built.folder / "graph.json").read_bytes() == expected.encode()
    assert (built.folder / "objects.inv").is_file()


def test_a_preview_is_a_small_script(built: Any) -> None:
    """Each concept has a file of one call with its id and its HTML."""
    text = built.read("_concepts/derivative.js")
    name, html = json.loads("[" + re.fullmatch(r"conceptgraphPreview\((.*)\)\n", text)[1] + "]")  # type: ignore[index]
    assert name == "derivative"
    assert "<math" in html
    assert 'builds on <a href="glossary/function.html">function</a>' in html
    assert len(text) < 2000


def test_the_script_is_small(built: Any) -> None:
    """The script that shows previews is below 2 KB."""
    assert (built.folder / "_static/conceptgraph.js").stat().st_size < 2048


def test_data_is_never_markup(project: Any) -> None:
    """Terms, reasons and definitions that look like HTML are shown as typed."""
    project.write(
        "glossary/odd.md",
        "---\nterm: '<script>alert(1)</script>'\naliases: ['a\" onload=\"x']\ntopics: ['<b>']\n"
        "requires: {gradient: '</li><img src=x>'}\n---\n"
        "It is `</script>` here.\n",
    )
    built = project.build(strict=False)
    page = built.read("glossary/odd.html")
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert 'onload="x' not in page
    site = site_of(built.app)
    assert "<script>alert" not in preview_script(site, built.app.builder, site.concepts["odd"])
    assert "</script>" not in preview_script(site, built.app.builder, site.concepts["odd"])


def test_previews_of_deleted_concepts_go(project: Any) -> None:
    """A concept that is gone leaves no preview behind."""
    project.build()
    (project.glossary / "rmsprop.md").unlink()
    assert not (project.build(strict=False).folder / "_concepts/rmsprop.js").exists()


def test_no_previews_where_they_are_off(project: Any) -> None:
    """`conceptgraph_previews = False` leaves out the script and the files."""
    built = project.build(conf={"conceptgraph_previews": False})
    assert not list((built.folder / "_concepts").glob("*.js"))
    assert "conceptgraph.js" not in built.read("glossary/adam.html")


def test_nothing_comes_from_elsewhere(built: Any) -> None:
    """No page loads a script, a style, a font or a picture from a foreign host."""
    loads = re.compile(r'<(?:script|img|link|iframe)\b[^>]*(?:src|href)="((?:https?:)?//[^"]+)"')
    assert [(file.name, found) for file in built.folder.rglob("*.html") for found in loads.findall(file.read_text(encoding="utf-8"))] == []


def test_the_drawings_style_has_its_name() -> None:
    """The name written out here, to load nothing heavy, is the drawing's own."""
    from conceptgraph.drawing.renderers import map_page

    assert map_page.PICTURE_STYLE == PICTURE_STYLE
