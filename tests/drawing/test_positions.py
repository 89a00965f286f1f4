"""Kept positions: what lay somewhere stays there, and newcomers find room; a file that cannot be used is told."""

import random
from math import dist
from pathlib import Path
from statistics import median

import pytest
from map_graphs import made_graph

from conceptgraph.drawing.layout import needs
from conceptgraph.drawing.maps import ConceptMap, draw_map, map_positions
from conceptgraph.graph.concept_graph import ConceptGraph
from conceptgraph.model import Concept, Prerequisite
from conceptgraph.reading.positions import POSITIONS_FILE, positions_source, read_positions


def made(count: int, *, without: int = -1, plus: tuple[str, ...] = ()) -> ConceptGraph:
    """A graph of some topics; it may lack one concept, and have one more that needs others, in a topic of those or its own."""
    dice = random.Random(7)
    pairs = {(number, dice.randrange(number)) for number in range(1, count) for _ in range(2)}
    concepts = [Concept(id=f"c{number}", term=f"c{number}", topics=(f"topic {number * 7 % 12}",)) for number in range(count)]
    edges = [Prerequisite(concept=f"c{one}", requires=f"c{other}", score=1.0, level="core") for one, other in sorted(pairs)]
    if plus:
        concepts.append(Concept(id="new", term="new", topics=(plus[0],)))
        edges += [Prerequisite(concept="new", requires=other, score=1.0, level="core") for other in plus[1:]]
    gone = f"c{without}"
    return ConceptGraph(
        concepts=[concept for concept in concepts if concept.id != gone],
        prerequisites=[edge for edge in edges if gone not in (edge.concept, edge.requires)],
    )


CHANGES = {
    "a leaf": {"plus": ("topic 3", "c200", "c40")},
    "a concept that nothing binds": {"plus": ("topic 5",)},
    "a new topic": {"plus": ("a new topic", "c200")},
    "one less": {"without": 400},
}


@pytest.fixture(scope="module")
def drawn() -> ConceptMap:
    return draw_map(made(1000))


def moved(one: ConceptMap, other: ConceptMap) -> float:
    """How far a concept has moved in the median, as a share of the map's width."""
    places = {node.id: (node.x, node.y) for node in other.nodes}
    width = max(node.x for node in one.nodes) - min(node.x for node in one.nodes)
    return median(dist((node.x, node.y), places[node.id]) for node in one.nodes if node.id in places) / width


@pytest.mark.parametrize("change", CHANGES)
def test_others_stay_where_they_were(drawn: ConceptMap, change: str) -> None:
    """One concept more or less of 1,000 moves the others by less than 5 % of the width, and with the file by less than 1 %."""
    graph = made(1000, **CHANGES[change])  # type: ignore[arg-type]
    assert moved(drawn, draw_map(graph)) < 0.05
    assert moved(drawn, draw_map(graph, kept=map_positions(drawn))) < 0.01


def test_others_stay_where_they_were_without_topics() -> None:
    """Where islands are communities, one concept more of 1,000 moves the others by less than 5 % of the width as well."""
    graph = made_graph(1000)
    concepts = [Concept(id=concept.id, term=concept.term) for concept in graph.concepts]
    before = draw_map(ConceptGraph(concepts=concepts, prerequisites=graph.prerequisites, relations=graph.relations))
    new = Concept(id="new", term="new")
    for needed in (("c00200", "c00040"), ("c00700",), ()):
        more = (Prerequisite(concept="new", requires=other, score=1.0, level="core") for other in needed)
        after = ConceptGraph(concepts=[*concepts, new], prerequisites=[*graph.prerequisites, *more], relations=graph.relations)
        assert moved(before, draw_map(after)) < 0.05
        assert moved(before, draw_map(after, kept=map_positions(before))) < 0.01


def test_kept_positions_are_kept(drawn: ConceptMap, tmp_path: Path) -> None:
    """Written, read, and drawn again, every concept lies where it lay, and the file is the same to the byte."""
    text = positions_source(map_positions(drawn))
    (tmp_path / POSITIONS_FILE).write_text(text, encoding="utf-8")
    kept, findings = read_positions(tmp_path)
    again = draw_map(made(1000), kept=kept)
    assert not findings
    assert [(node.id, node.x, node.y) for node in again.nodes] == [(node.id, node.x, node.y) for node in drawn.nodes]
    assert positions_source(map_positions(again)) == text


def test_prerequisites_lie_to_the_left(drawn: ConceptMap) -> None:
    """On an island nine of ten concepts lie to the right of what they build on."""
    nodes = {node.id: node for node in drawn.nodes}
    inner = [(nodes[one], nodes[other]) for one, other in needs(made(1000)) if nodes[one].topic == nodes[other].topic]
    assert sum(one.x < other.x for one, other in inner) > 0.9 * len(inner) > 0


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "is no JSON"),
        ("[]", "has no table 'islands'"),
        ('{"format": 2, "islands": {}}', "has the format 2, and this version reads 1"),
        ('{"format": 1, "islands": {"a": {"middle": [0, NaN], "concepts": {}}}}', "the middle of 'a' is [0, NaN]"),
        ('{"format": 1, "islands": {"a": {"middle": [0, 0], "concepts": {"x": [true, 1]}}}}', "the place of 'x' is [true, 1]"),
        ('{"format": 1, "islands": {"a": {"middle": [0, 0], "concepts": {"x": [0, 1], "x": [0, 1]}}}}', "names 'x' twice"),
        ("[" * 100_000, "is"),
    ],
)
def test_a_file_that_cannot_be_used_is_told(tmp_path: Path, text: str, fault: str) -> None:
    """Place, fault and remedy are told as a warning, and nothing is kept."""
    (tmp_path / POSITIONS_FILE).write_text(text, encoding="utf-8")
    kept, (finding,) = read_positions(tmp_path)
    assert not kept
    assert (finding.path, finding.severity) == (POSITIONS_FILE, "warning")
    assert fault in finding.message
    assert "conceptgraph map --keep-positions" in finding.message
