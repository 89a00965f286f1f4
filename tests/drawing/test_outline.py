"""The list below the map: a table and a tree that hold all that the map holds, in an order that can be read."""

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conceptgraph.drawing.edges import REQUIRES, Edge
from conceptgraph.drawing.maps import ConceptMap, Node, draw_map
from conceptgraph.drawing.renderers.outline import STEPS, render_outline
from conceptgraph.graph.concept_graph import ConceptGraph


def address(concept: str) -> str:
    return f"glossary/{concept}.html"


def parsed(concept_map: ConceptMap, *, rows: bool = True) -> ET.Element:
    return ET.fromstring(f"<div>{render_outline(concept_map, href=address, rows=rows)}</div>")  # noqa: S314 (our own output)


def cells(outline: ET.Element, concept: str) -> list[str]:
    """The texts of a row."""
    row = outline.find(f".//tr[@id='cg-{concept}']")
    assert row is not None
    return ["".join(cell.itertext()) for cell in row]


def chain(count: int, *, topic: str = "all") -> ConceptMap:
    """Each concept builds on the one before."""
    nodes = tuple(Node(id=f"c{number}", term=f"concept {number}", topic=topic, depth=number) for number in range(count))
    edges = tuple(Edge(source=f"c{number + 1}", target=f"c{number}", kind=REQUIRES) for number in range(count - 1))
    return ConceptMap(nodes=nodes, edges=edges, islands=())


@pytest.mark.parametrize(
    ("concept", "expected"),
    [
        ("adam", ["Adam", "optimization", "3", "gradient, momentum, RMSprop", "", "contrasts with overfitting"]),
        ("function", ["function", "mathematics", "1", "", "derivative", ""]),
        ("momentum", ["momentum", "optimization", "", "gradient", "Adam", ""]),
        ("overfitting", ["overfitting", "other", "", "", "", "contrasts with Adam"]),
        ("?epoch", ["epoch has no entry yet", "optimization", "", "", "Adam", ""]),
    ],
)
def test_a_row_says_all_of_a_concept(graph: ConceptGraph, concept: str, expected: list[str]) -> None:
    """Topic, level, direct prerequisites whether folded or not, what needs it, and other relations as seen from it."""
    assert cells(parsed(draw_map(graph)), concept) == expected


def test_every_name_leads_to_a_row(graph: ConceptGraph) -> None:
    """Each fragment that a row or the tree names is the id of a row, and each concept has one row and one place in the tree."""
    outline = parsed(draw_map(graph))
    ids = [row.get("id") for row in outline.iter("tr") if row.get("id")]
    assert len(ids) == len(set(ids)) == 9
    fragments = [link.get("href", "")[1:] for link in outline.iter("a") if link.get("href", "").startswith("#")]
    assert set(fragments) <= set(ids)
    tree = outline.find(".//div[@class='cg-tree']")
    assert tree is not None
    assert sorted(link.get("href", "") for link in tree.iter("a")) == sorted(f"#{one}" for one in ids if "?" not in str(one))


def test_beside_an_embedded_map_names_lead_to_pages(graph: ConceptGraph) -> None:
    """Without rows of its own no id is written, so that several lists may stand on a page."""
    outline = parsed(draw_map(graph), rows=False)
    assert not [element for element in outline.iter() if element.get("id")]
    assert {link.get("href") for link in outline.iter("a")} == {address(concept.id) for concept in graph.concepts}


def test_the_tree_goes_from_basics_on(graph: ConceptGraph) -> None:
    """Topics that build on least come first, and each concept stands below what it builds on last."""
    outline = parsed(draw_map(graph))
    topics = [element.text for element in outline.iter("p")]
    assert topics.index("mathematics") < topics.index("optimization")
    item = next(item for item in outline.iter("li") if item[0].text == "derivative")
    assert [link.text for link in item.iter("a")] == ["derivative", "gradient"]


def depth_of(element: ET.Element) -> int:
    return max((depth_of(child) for child in element), default=0) + (element.tag == "ul")


@pytest.mark.parametrize("count", [1, STEPS, 2000])
def test_long_chains_stay_in_view(count: int) -> None:
    """A chain of any length is written in order and never deeper than a phone or a browser can take."""
    outline = parsed(chain(count))
    tree = outline.find(".//div[@class='cg-tree']")
    assert tree is not None
    assert [link.text for link in tree.iter("a")] == [f"concept {number}" for number in range(count)]
    assert depth_of(tree) == min(count, STEPS)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=60))
def test_any_tree_is_well_formed_and_whole(pairs: list[tuple[int, int]]) -> None:
    """Whatever the prerequisites, each concept stands in the tree once, after one of its topic that it builds on."""
    edges = tuple(Edge(source=f"c{max(pair)}", target=f"c{min(pair)}", kind=REQUIRES) for pair in pairs if pair[0] != pair[1])
    nodes = tuple(Node(id=f"c{number}", term=f"c{number}", topic=f"t{number % 2}", depth=number) for number in range(31))
    tree = parsed(ConceptMap(nodes=nodes, edges=edges, islands=())).find(".//div[@class='cg-tree']")
    assert tree is not None
    order = [link.text for link in tree.iter("a")]
    assert sorted(map(str, order)) == sorted(node.id for node in nodes)
    needs = {(edge.source, edge.target) for edge in edges}
    for item in tree.iter("li"):
        for below in item.findall("ul/li"):
            assert (below[0].text, item[0].text) in needs or depth_of(item) == 1


@pytest.mark.parametrize("count", [0, 1])
def test_hardly_anything_is_still_a_list(count: int) -> None:
    """A map of nothing, and of one concept without relations, are listed."""
    outline = parsed(chain(count))
    assert len(list(outline.iter("tr"))) == 1 + count
