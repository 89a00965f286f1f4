"""Pictures of the whole map: well-formed, whole up to a size and bounded above it, with labels that cover nothing."""

import re
import xml.etree.ElementTree as ET

import pytest

from conceptgraph.drawing.maps import ConceptMap, draw_map
from conceptgraph.drawing.renderers.map_svg import render_map_svg
from conceptgraph.drawing.renderers.map_tikz import render_map_tikz
from conceptgraph.drawing.renderers.still import draw_still
from conceptgraph.drawing.renderers.text_width import text_width
from conceptgraph.graph.concept_graph import ConceptGraph
from conceptgraph.model import Concept, Prerequisite, Wanted

SVG = "{http://www.w3.org/2000/svg}"


def parse(markup: str) -> ET.Element:
    return ET.fromstring(markup)  # noqa: S314 (our own output)


def titles(root: ET.Element) -> list[str]:
    return [circle.findtext(f"{SVG}title") or "" for circle in root.iter(f"{SVG}circle")]


def grown(count: int) -> ConceptGraph:
    """Concepts in ten topics; each needs one before it."""
    concepts = [Concept(id=f"c{number}", term=f"concept {number}", topics=(f"topic {number % 10}",)) for number in range(count)]
    pairs = ((number, number // 2) for number in range(1, count))
    return ConceptGraph(
        concepts=concepts,
        prerequisites=[Prerequisite(concept=f"c{one}", requires=f"c{other}", score=1.0, level="core") for one, other in pairs],
    )


@pytest.fixture(scope="module")
def large() -> ConceptMap:
    return draw_map(grown(2500))


def test_every_concept_is_drawn(graph: ConceptGraph) -> None:
    """The SVG is well-formed, has a title for each concept and a text for each island, and says what it is."""
    root = parse(render_map_svg(draw_map(graph)))
    assert sorted(titles(root)) == sorted(node.term for node in draw_map(graph).nodes)
    assert {"mathematics", "optimization"} <= {text.text for text in root.iter(f"{SVG}text")}
    assert root.get("role") == "img"
    assert root.get("aria-label") == "7 concepts in 3 topics, 7 prerequisites and 1 other relations"


def test_links_lead_where_they_say(graph: ConceptGraph) -> None:
    """Inside a page each concept is a link, and the picture is a group of links with a name, no image."""
    root = parse(render_map_svg(draw_map(graph), href=lambda concept: f"{concept}.html"))
    assert {link.get("href") for link in root.iter(f"{SVG}a")} == {f"{concept.id}.html" for concept in graph.concepts}
    assert (root.get("role"), root.find(f"{SVG}svg").get("role")) == ("group", None)  # type: ignore[union-attr]


def test_wanted_concepts_are_hollow() -> None:
    """What has no entry yet is a ring and no link."""
    graph = ConceptGraph(concepts=[Concept(id="a", term="a")], wanted=[Wanted(name="b", needed_by=("a",))])
    root = parse(render_map_svg(draw_map(graph), href=str))
    fills = {circle.findtext(f"{SVG}title"): circle.get("fill") for circle in root.iter(f"{SVG}circle")}
    assert fills["b"] == "#ffffff" != fills["a"]
    assert [link.get("href") for link in root.iter(f"{SVG}a")] == ["a"]


@pytest.mark.parametrize("count", [0, 1, 2])
def test_few_concepts_are_a_picture(count: int) -> None:
    """None, one and two concepts, which have no hull, are drawn all the same."""
    assert len(titles(parse(render_map_svg(draw_map(grown(count)))))) == count


def test_hostile_labels_stay_text(hostile_graph: ConceptGraph) -> None:
    """Labels that look like markup are shown as typed, and nothing else comes of them."""
    root = parse(render_map_svg(draw_map(hostile_graph), href=lambda concept: f'"><script>{concept}'))
    assert {element.tag.rpartition("}")[2] for element in root.iter()} == set("div svg g a title rect circle text path".split())
    assert set(titles(root)) >= {concept.term for concept in hostile_graph.concepts}


def test_large_maps_are_bounded(large: ConceptMap) -> None:
    """Of 2,500 concepts the leading 1,500 are drawn one by one, the others are points, and the picture says so."""
    markup = render_map_svg(large)
    root = parse(markup)
    assert len(titles(root)) == 1500
    assert sum((path.get("d") or "").count("h0") for path in root.iter(f"{SVG}path")) == 1000
    assert "The 1500 leading concepts of 2500" in [text.text for text in root.iter(f"{SVG}text")]
    assert (root.get("aria-label") or "").endswith("The 1500 leading concepts of 2500")
    assert {"concept 0", "concept 1", "concept 2"} <= set(titles(root))


def test_the_size_is_bounded(large: ConceptMap) -> None:
    """Whatever the size of the map, no more lines, dots and points are drawn than a picture can hold."""
    still = draw_still(large, dots=100, points=200)
    assert (len(still.dots), sum(len(spots) for _, spots in still.points)) == (100, 200)
    drawn = {(dot.node.x, dot.node.y) for dot in still.dots}
    assert all(end in drawn for _, _, pairs in still.lines for pair in pairs for end in pair)


def test_labels_cover_nothing(large: ConceptMap) -> None:
    """No label lies over another one or over a concept, and all are inside the frame."""
    still = draw_still(large)
    boxes = []
    for label in still.labels:
        half = text_width(label.text, size=label.size, bold=True) / 2
        boxes.append((label.x - half, label.y - label.size, label.x + half, label.y + label.size * 0.3))
    assert len(boxes) > 50
    names = len({label.color for label in still.labels if label.color})
    for index, (left, top, right, bottom) in enumerate(boxes):
        assert still.frame[0] <= left < right <= still.frame[2]
        assert still.frame[1] <= top < bottom <= still.frame[3]
        for other in boxes[:index]:
            assert not (left < other[2] and other[0] < right and top < other[3] and other[1] < bottom)
        if index > names + 1:
            assert not any(left < dot.node.x < right and top < dot.node.y < bottom for dot in still.dots)


def test_pictures_are_the_same_every_time(graph: ConceptGraph) -> None:
    """The same map gives the same bytes."""
    assert render_map_svg(draw_map(graph)) == render_map_svg(draw_map(graph))
    assert render_map_tikz(draw_map(graph), escape=str) == render_map_tikz(draw_map(graph), escape=str)


def test_latex_is_balanced_and_escaped(hostile_graph: ConceptGraph) -> None:
    """Each label goes through the escape of the document, braces are balanced, and without the package nothing is asked of it."""
    source = render_map_tikz(draw_map(hostile_graph), escape=lambda text: re.sub(r"[^\w ]", "", text))
    assert source.startswith("\\ifdefined\\tikzpicture\n")
    assert source.rstrip().endswith("\\fi")
    assert source.count("{") == source.count("}")
    assert "<script>" not in source
    assert {found[2:] for found in re.findall(r"!?cg\w+", source) if found.startswith("cg")} == set(
        re.findall(r"\\definecolor\{cg(\w+)\}", source)
    )
