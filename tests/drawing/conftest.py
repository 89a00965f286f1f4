"""A small graph by hand, one with hostile names, and both as pages that open from disk."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from conceptgraph.drawing.maps import draw_map
from conceptgraph.drawing.renderers.map_page import render_standalone
from conceptgraph.graph.concept_graph import ConceptGraph
from conceptgraph.model import Concept, Evidence, Prerequisite, Relation, Wanted

HOSTILE = (
    "<script>window.broken = 1</script>",
    "</script><script>window.broken = 2</script>",
    '"><img src=x onerror="window.broken=3">',
    "javascript:window.broken=4",
    "{{ 7 * 7 }} ${window.broken = 5}",
    "a\u2028b\u2029c",
    "שלום\u202e עולם",
    "zero\u200bwidth 🎉 | ']]>",
)


def edge(concept: str, requires: str, *, reason: str = "", level: str = "core", score: float = 1.0) -> Prerequisite:
    return Prerequisite(concept=concept, requires=requires, score=score, level=level, origin="declared", reason=reason)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def graph() -> ConceptGraph:
    """A diamond with a shortcut: function -> derivative -> gradient -> {momentum, RMSprop} -> Adam, and gradient -> Adam."""
    concepts = [
        Concept(id="function", term="function", topics=("mathematics",), level=1, definition="A function maps $x$ to $f(x)$."),
        Concept(id="derivative", term="derivative", aliases=("dérivée",), topics=("mathematics",), definition="A slope."),
        Concept(id="gradient", term="gradient", topics=("mathematics",), definition="The direction of steepest ascent."),
        Concept(id="momentum", term="momentum", topics=("optimization",), definition="A running average of steps."),
        Concept(id="rmsprop", term="RMSprop", topics=("optimization",), definition="Scales steps."),
        Concept(id="adam", term="Adam", aliases=("Adam optimizer",), topics=("optimization",), level=3, definition="Adam is an optimizer."),
        Concept(id="overfitting", term="overfitting", definition="Learning the noise."),
    ]
    prerequisites = [
        edge("derivative", "function", reason="it is taken of one"),
        edge("gradient", "derivative", reason="it is made of them"),
        edge("momentum", "gradient", reason="it averages them"),
        edge("rmsprop", "gradient", reason="it scales by them"),
        edge("adam", "momentum", reason="its first moment"),
        edge("adam", "rmsprop", reason="its second moment"),
        edge("adam", "gradient", reason="it steps along them"),
        edge("adam", "function", level="usual", score=0.4),
    ]
    said = (Evidence(sentence="Unlike Adam, overfitting is no optimizer.", path="overfitting.md", line=9),)
    relations = [
        Relation(subject="adam", predicate="extends", object="momentum"),
        Relation(subject="overfitting", predicate="contrasts with", object="adam", evidence=said),
        Relation(subject="momentum", predicate="mentions", object="overfitting"),
    ]
    wanted = [Wanted(name="learning rate", needed_by=("adam", "momentum")), Wanted(name="epoch", needed_by=("adam",))]
    return ConceptGraph(concepts=concepts, prerequisites=prerequisites, relations=relations, wanted=wanted)


@pytest.fixture
def hostile_graph() -> ConceptGraph:
    """Every place a text can stand in holds text that would do harm as markup."""
    concepts = [
        Concept(id=f"c{index}", term=text, aliases=(f"{text} again",), topics=(text,), definition=f"{text} `{text}` $x<{text}$")
        for index, text in enumerate(HOSTILE)
    ]
    prerequisites = [edge(f"c{index + 1}", f"c{index}", reason=text) for index, text in enumerate(HOSTILE[:-1])]
    relations = [
        Relation(subject="c0", predicate="similar to", object="c5", evidence=(Evidence(sentence=HOSTILE[2], path=HOSTILE[1], line=1),))
    ]
    wanted = [Wanted(name=HOSTILE[0], needed_by=("c0", "c1"))]
    return ConceptGraph(concepts=concepts, prerequisites=prerequisites, relations=relations, wanted=wanted)


@pytest.fixture
def standalone(tmp_path: Path) -> Callable[..., str]:
    """Write a graph's map as one page and give its address."""

    def write(graph: ConceptGraph, *, base_url: str | None = None, texts: dict[str, str] | None = None) -> str:
        file = tmp_path / "map.html"
        file.write_text(render_standalone(draw_map(graph, texts=texts), base_url=base_url), encoding="utf-8")
        return file.as_uri()

    return write


@pytest.fixture(scope="module")
def tab(browser: Any, graph: ConceptGraph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A page with the small graph's map, opened once for the tests of a module that leave it as `fresh` makes it."""
    file = tmp_path_factory.mktemp("tab") / "map.html"
    file.write_text(render_standalone(draw_map(graph), base_url="./site"), encoding="utf-8")
    faults: list[str] = []
    # What waits for a page evaluates text, which its policy forbids; and a camera that jumps needs no waiting.
    context = browser.new_context(viewport={"width": 1280, "height": 800}, bypass_csp=True, reduced_motion="reduce")
    page = context.new_page()
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(file.as_uri())
    page.wait_for_selector(".cg-map[data-ready]")
    yield page
    context.close()
    assert not faults, faults


@pytest.fixture
def fresh(tab: Any) -> Any:
    """The shared page with nothing selected and the filters of the beginning."""
    tab.evaluate("() => { conceptgraph.filter(null); conceptgraph.select(null, { depth: 1 }); }")
    return tab
