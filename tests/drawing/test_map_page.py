"""Pages with a map: what they load is there, colors are one, and the list below says everything without a script."""

import re
import xml.etree.ElementTree as ET

import pytest

from conceptgraph.drawing.maps import draw_map
from conceptgraph.drawing.renderers.map_page import (
    LATER,
    LATER_STYLE,
    PICTURE_STYLE,
    SCRIPTS,
    STYLES,
    Embedded,
    map_fragment_html,
    render_standalone,
    static_files,
)
from conceptgraph.drawing.renderers.palette import COLORS, DARK, LIGHT, variables
from conceptgraph.drawing.renderers.still import describe_map
from conceptgraph.graph.concept_graph import ConceptGraph


def parse(markup: str) -> ET.Element:
    return ET.fromstring(markup)  # noqa: S314 (our own output)


def address(concept: str) -> str:
    return f"glossary/{concept}.html"


def test_all_static_files_are_there() -> None:
    """Each file a page names exists and is not empty."""
    files = static_files()
    assert set(files) == {*SCRIPTS, *LATER, *STYLES, LATER_STYLE, PICTURE_STYLE}
    assert all(file.stat().st_size for file in files.values())


def test_style_sheets_and_palette_agree() -> None:
    """The colors in the style sheets are those of the palette."""
    css = static_files()["concept-map.css"].read_text(encoding="utf-8")
    for dark in (False, True):
        assert re.sub(r"\s", "", variables(dark=dark)) in re.sub(r"\s", "", css)
    pictures = static_files()[PICTURE_STYLE].read_text(encoding="utf-8")
    assert all(f"var(--cg-topic-{number}, {color})" in pictures for number, color in enumerate(LIGHT))
    assert len(LIGHT) == len(DARK) == COLORS


@pytest.mark.parametrize(("colors", "ground"), [(LIGHT, "#ffffff"), (DARK, "#131416")])
def test_topic_colors_can_be_read(colors: tuple[str, ...], ground: str) -> None:
    """Each topic's name has a contrast of 4.5 to 1 or more."""

    def luminance(color: str) -> float:
        parts = [int(color[start : start + 2], 16) / 255 for start in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    for color in colors:
        low, high = sorted((luminance(color), luminance(ground)))
        assert (high + 0.05) / (low + 0.05) >= 4.5, color


def test_the_list_says_what_the_map_says(graph: ConceptGraph) -> None:
    """Below the map each concept is a link under its topic, with what it builds on, also where that is folded."""
    fragment = map_fragment_html(draw_map(graph), href=address, base="../")
    assert '<a href="../glossary/adam.html">Adam</a>' in fragment
    row = re.search(r'<tr id="cg-adam">.*?</th><td>optimization</td><td>3</td><td>(.*?)</td>', fragment)
    assert row
    assert re.findall(r">([^<]+)</a>", row[1]) == ["gradient", "momentum", "RMSprop"]
    assert "All 7 concepts as a list" in fragment
    assert "has no entry yet" in fragment


@pytest.mark.parametrize("embedded", [None, Embedded(page='"x'), Embedded(page='"x', listed={"c0", "c5"})], ids=["page", "whole", "part"])
def test_fragment_holds_no_script_and_no_style(hostile_graph: ConceptGraph, embedded: Embedded | None) -> None:
    """A page may forbid inline scripts and still show the map; hostile names stay text."""
    fragment = map_fragment_html(draw_map(hostile_graph), href=lambda concept: f'"{concept}', state='"><script>', embedded=embedded)
    root = parse(fragment)
    names = {element.tag for element in root.iter()}
    assert names <= set("div details summary section p ul li a span table thead tbody tr th td".split())
    assert not [name for element in root.iter() for name in element.attrib if name.startswith("on") or name == "style"]


def test_counts_are_true(graph: ConceptGraph) -> None:
    """The line above the map counts concepts with entries, core prerequisites and typed relations."""
    assert describe_map(draw_map(graph)) == "7 concepts in 3 topics, 7 prerequisites and 1 other relations."


def test_standalone_page_names_no_foreign_host(graph: ConceptGraph) -> None:
    """Nothing on the page is loaded from anywhere, and its policy forbids that as well."""
    html = render_standalone(draw_map(graph), base_url="https://example.org/docs")
    assert "default-src &#x27;none&#x27;" in html
    assert not re.search(r"<(script|link|img|iframe)[^>]+(src|href)=(?!\"data:)", html)
    assert "@import" not in html
    assert 'href="https://example.org/docs/glossary/adam.html"' in html


def test_same_map_gives_the_same_bytes(graph: ConceptGraph) -> None:
    """The page holds no date and no random number."""
    assert render_standalone(draw_map(graph)) == render_standalone(draw_map(graph))


def test_the_picture_stands_in_the_place_of_the_map(graph: ConceptGraph) -> None:
    """A page of the map names its picture with a text in its place, to be loaded when it is seen; an embedded map has none."""
    root = parse(map_fragment_html(draw_map(graph), href=address, picture="_static/concept-map.svg?v=1"))
    picture = root.find("img")
    assert picture is not None
    assert (picture.get("src"), picture.get("loading")) == ("_static/concept-map.svg?v=1", "lazy")
    assert picture.get("alt") == "Concept map: 7 concepts in 3 topics, 7 prerequisites and 1 other relations."
    assert parse(map_fragment_html(draw_map(graph), href=address, embedded=Embedded())).find("img") is None
