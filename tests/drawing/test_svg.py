"""Pictures are well-formed, keep labels inside their pills, link where they can, and count what they leave out."""

import re
import xml.etree.ElementTree as ET
import zlib
from typing import Any

import pytest

from conceptgraph.drawing.maps import Neighbourhood, PathPicture, Pill, draw_neighbourhood, draw_path
from conceptgraph.drawing.renderers.neighbourhood_svg import SHOWN, SIDE, render_neighbourhood
from conceptgraph.drawing.renderers.path_svg import render_path
from conceptgraph.drawing.renderers.text_width import shorten, text_width
from conceptgraph.graph.concept_graph import ConceptGraph
from conceptgraph.graph.paths import find_learning_path


def parse(markup: str) -> ET.Element:
    return ET.fromstring(markup)  # noqa: S314 (our own output)


SVG = "{http://www.w3.org/2000/svg}"


def address(concept: str) -> str:
    return f"{concept}.html"


def test_neighbourhood_is_well_formed_with_real_links(graph: ConceptGraph) -> None:
    """Each neighbor is a link, in the picture and in the rows for narrow columns; the concept itself is none."""
    root = parse(render_neighbourhood(draw_neighbourhood(graph, "adam"), href=address))
    rows = root.find("div")
    assert rows is not None
    for links in (root.iter(f"{SVG}a"), rows.iter("a")):
        assert {link.get("href") for link in links} == {"momentum.html", "rmsprop.html", "overfitting.html"}
    assert [strong.text for strong in rows.iter("strong")] == ["Adam"]
    assert "builds on 3 concepts directly and 5 in all" in (root.get("aria-label") or "")


@pytest.mark.parametrize("concept", [f"c{number}" for number in range(8)])
def test_hostile_labels_stay_text(hostile_graph: ConceptGraph, concept: str) -> None:
    """Labels that look like markup are shown as typed."""
    for html in (
        render_neighbourhood(draw_neighbourhood(hostile_graph, concept), href=lambda other: f'"><script>{other}'),
        render_path(draw_path(hostile_graph, find_learning_path(hostile_graph, [concept])), href=address),
    ):
        root = parse(html)
        tags = {element.tag.rpartition("}")[2] for element in root.iter()}
        assert not tags - set("div svg g a b span strong title rect circle text path".split())


def neighbors(count: int, name: str) -> tuple[Pill, ...]:
    return tuple(Pill(id=f"{name}{number}", term=f"{name} {number}") for number in range(count))


def test_what_is_left_out_is_counted() -> None:
    """Of nine prerequisites the picture shows five, says that four more are there and one is implied, and leads to where they are."""
    folded = (Pill(id="f", term="folded", via="p0"),)
    drawing = Neighbourhood(concept=Pill(id="x", term="x"), builds_on=neighbors(9, "p"), folded_builds_on=folded, all_builds_on=12)
    root = parse(render_neighbourhood(drawing, href=address, all_at="map.html#concept=x"))
    for links in (list(root.iter(f"{SVG}a")), list(root.iter("a"))):
        assert sum(link.get("href") != "map.html#concept=x" for link in links) == SIDE
        more = [link for link in links if link.get("href") == "map.html#concept=x"]
        assert ["".join(link.itertext()) for link in more] == ["and 4 more, also: folded"]


@pytest.mark.parametrize(("before", "after", "related"), [(9, 9, 9), (0, 0, 20), (1, 9, 9), (9, 0, 9), (2, 2, 2)])
def test_neighbors_are_few(before: int, after: int, related: int) -> None:
    """However many there are, a picture shows at most fourteen, and says of each kind how many it leaves out."""
    drawing = Neighbourhood(
        concept=Pill(id="x", term="x"), builds_on=neighbors(before, "b"), leads_to=neighbors(after, "l"), related=neighbors(related, "r")
    )
    root = parse(render_neighbourhood(drawing, href=address))
    shown = sum(1 for _ in root.iter(f"{SVG}a"))
    assert shown <= SHOWN
    texts = [text.text or "" for text in root.iter(f"{SVG}text")]
    left_out = sum(int(number) for text in texts for number in re.findall(r"and (\d+) more", text))
    assert shown + left_out == before + after + related


def test_without_a_map_what_is_left_out_is_text() -> None:
    """Where there is no map, it is told without a link."""
    drawing = Neighbourhood(concept=Pill(id="x", term="x"), builds_on=neighbors(9, "p"))
    html = render_neighbourhood(drawing, href=address)
    assert "and 4 more" in html
    assert "cg-more" not in html


def test_lonely_concepts_have_a_picture() -> None:
    """A concept without any neighbor is drawn alone."""
    root = parse(render_neighbourhood(Neighbourhood(concept=Pill(id="x", term="x")), href=address))
    assert len(list(root.iter(f"{SVG}rect"))) == 1


def test_pills_stay_inside_their_picture(graph: ConceptGraph) -> None:
    """No pill of any picture leaves its frame."""
    pictures = [render_neighbourhood(draw_neighbourhood(graph, concept.id), href=address) for concept in graph.concepts]
    pictures += [render_path(draw_path(graph, find_learning_path(graph, [concept.id])), href=address) for concept in graph.concepts]
    for picture in (svg for html in pictures for svg in parse(html).iter(f"{SVG}svg")):
        _, _, width, height = map(float, (picture.get("viewBox") or "").split())
        for box in picture.iter(f"{SVG}rect"):
            x, y, w, h = (float(box.get(name) or 0) for name in ("x", "y", "width", "height"))
            assert 0 <= x <= x + w <= width + 0.1
            assert 0 <= y <= y + h <= height + 0.1


def test_long_labels_end_in_an_ellipsis() -> None:
    """A label is cut to the room it has, and its title, which is the name of the link, says it whole."""
    long = "truncated backpropagation through very many time steps indeed"
    html = render_path(PathPicture(steps=(Pill(id="x", term=long),), edges=(), targets=()), href=address)
    shown = [text.text or "" for text in parse(html).iter(f"{SVG}text")]
    assert all(text.endswith("…") for text in shown)
    assert long in html


@pytest.mark.parametrize("text", ["e\u0301" * 40, "👩‍🔬" * 20, "漢字" * 30, "W" * 90, ""])
def test_shortened_text_fits(text: str) -> None:
    """Whatever the script, a shortened text is no wider than its room and ends in no half letter."""
    short = shorten(text, width=150, size=13)
    assert text_width(short, size=13) <= 150
    assert not short.removesuffix("…").endswith("\u200d")


def test_pictures_are_small() -> None:
    """A full neighborhood with rows for phones takes less than six kilobytes, and one and a half on the wire."""
    drawing = Neighbourhood(
        concept=Pill(id="x", term="x"), builds_on=neighbors(9, "concept"), leads_to=neighbors(9, "other"), related=neighbors(9, "third")
    )
    html = render_neighbourhood(drawing, href=address, all_at="../concept-map.html#concept=x").encode()
    assert len(html) < 6000
    assert len(zlib.compress(html)) < 1500


def test_earlier_steps_are_told(graph: ConceptGraph) -> None:
    """A picture that shows the end of a path says how many steps come before."""
    html = render_path(draw_path(graph, find_learning_path(graph, ["adam"]), limit=2), href=address)
    assert "4 earlier steps come before these" in html
    assert re.search(r'aria-label="Learning path to Adam in 6 steps, the last 2 shown"', html)


@pytest.mark.browser
def test_labels_fit_their_pills_in_a_browser(page: Any) -> None:
    """The estimated widths hold for the fonts of a real browser."""
    terms = ["backpropagation through time", "Wasserstein GAN MMMM", "illicit filling", "convolutional neural network", "RMSprop"]
    steps = tuple(Pill(id=str(index), term=term) for index, term in enumerate(terms))
    page.set_content(render_path(PathPicture(steps=steps, edges=(("0", "4"), ("1", "4")), targets=("4",)), href=address))
    boxes = page.evaluate("""() => [...document.querySelectorAll('svg a')].map((pill) => {
        const [box, text] = [pill.querySelector('rect').getBBox(), pill.querySelector('text').getBBox()];
        return box.x + box.width - (text.x + text.width);
    })""")
    assert len(boxes) == 2 * len(terms)
    assert min(boxes) >= 4
