"""What scripts of a page may ask of its maps: `window.conceptgraph`, in a browser."""

import re
from typing import Any

import pytest

from conceptgraph.graph.concept_graph import ConceptGraph
from conceptgraph.graph.paths import find_learning_path

pytestmark = pytest.mark.browser


def state_after(page: Any, call: str) -> dict[str, Any]:
    """The state after a call, as `state()` says it."""
    found: dict[str, Any] = page.evaluate(f"() => {{ conceptgraph.{call}; return conceptgraph.state(); }}")
    return found


def test_ready_is_a_promise_and_a_mark(fresh: Any) -> None:
    """`ready` gives the object itself, and the mark says once when the map was drawn."""
    assert fresh.evaluate("conceptgraph.ready.then((given) => given === window.conceptgraph)")
    assert fresh.evaluate("performance.getEntriesByName('conceptgraph:ready').length") == 1


def test_select_tells_its_state(fresh: Any) -> None:
    """Selecting by id shows the concept in panel and address, `depth` how far around it; null ends it."""
    state = state_after(fresh, "select('adam', { depth: 2 })")
    assert (state["concept"], state["depth"], state["path"], state["address"]) == ("adam", 2, None, "#concept=adam&depth=2")
    fresh.wait_for_function("document.querySelector('.cg-panel h2').textContent === 'Adam'")
    assert fresh.url.endswith("#concept=adam&depth=2")
    assert state_after(fresh, "select(null)")["concept"] is None


@pytest.mark.parametrize(
    ("targets", "known"), [(["adam"], []), (["adam"], ["gradient"]), (["rmsprop", "momentum"], []), (["adam"], ["adam"])]
)
def test_find_path_is_that_of_python(fresh: Any, graph: ConceptGraph, targets: list[str], known: list[str]) -> None:
    """`findPath` gives the ids of `find_learning_path`, in its order, the target last."""
    found = fresh.evaluate("([targets, known]) => conceptgraph.findPath(targets, known)", [targets, known])
    assert found == [step.concept for step in find_learning_path(graph, targets, known=known).steps]


def test_a_path_may_be_asked_for_by_single_ids(fresh: Any) -> None:
    """One id stands for a list of one, and nothing known may be left out."""
    assert fresh.evaluate("conceptgraph.findPath('derivative')") == ["function", "derivative"]
    assert fresh.evaluate("conceptgraph.findPath('derivative', 'function')") == ["derivative"]


def test_show_path(fresh: Any) -> None:
    """`showPath` draws the path, and the state says what it starts from, its goals and its steps."""
    state = state_after(fresh, "showPath(['adam'], ['gradient'])")
    assert state["path"] == {"known": ["gradient"], "targets": ["adam"], "steps": ["rmsprop", "momentum", "adam"]}
    assert state["address"] == "#path=gradient..adam"
    fresh.wait_for_function("document.querySelector('.cg-panel h2').textContent === 'Path to Adam'")


VISIBLE = """() => {
    const { canvas, model } = document.querySelector('.cg-map').conceptMap;
    return model.concepts.filter((concept) => canvas.visible(concept)).map((concept) => concept.id).sort();
}"""


@pytest.mark.parametrize(
    ("wanted", "seen"),
    [
        ("{topics: ['mathematics'], wanted: false}", ["derivative", "function", "gradient"]),
        ("{levels: [3], wanted: false}", ["adam"]),
        ("{levels: [1, 3], wanted: false}", ["adam", "function"]),
        ("{topics: ['optimization'], levels: [0], wanted: false}", ["momentum", "rmsprop"]),
        ("{topics: [], wanted: false}", []),
        ("{learned: ['known'], wanted: false}", []),
    ],
)
def test_filters_say_what_is_shown(fresh: Any, wanted: str, seen: list[str]) -> None:
    """A filter names what passes; what it does not name stays as it was."""
    fresh.evaluate(f"conceptgraph.filter({wanted})")
    assert fresh.evaluate(VISIBLE) == seen


def test_a_filter_can_be_kept_and_given_back(fresh: Any) -> None:
    """The filter in `state()` is one `filter` takes; null shows all of a facet, no filter is that of the beginning."""
    kept = state_after(fresh, "filter({topics: ['mathematics'], relations: ['requires'], wanted: false})")["filter"]
    assert kept["topics"] == ["mathematics"]
    assert kept["relations"] == ["requires"]
    assert kept["wanted"] is False
    first = state_after(fresh, "filter()")["filter"]
    assert first["topics"] is None
    assert first["wanted"] is True
    assert "mentions" not in first["relations"]
    fresh.evaluate("(kept) => conceptgraph.filter(kept)", kept)
    assert fresh.evaluate("conceptgraph.state().filter") == kept
    assert state_after(fresh, "filter({topics: null})")["filter"] == kept | {"topics": None}


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("select('adan')", "unknown concept 'adan'; did you mean 'adam'?"),
        ("select('Adam optimizer')", "unknown concept 'Adam optimizer'; did you mean 'adam'?"),
        ("select('xyzzy')", "unknown concept 'xyzzy'"),
        ("findPath(['adam', 'gradeint'])", "unknown concept 'gradeint'; did you mean 'gradient'?"),
        ("findPath('adam', ['functoin'])", "unknown concept 'functoin'; did you mean 'function'?"),
        ("showPath([])", "a path needs a target; name a concept's id"),
        ("filter({topic: ['mathematics']})", "unknown filter 'topic'; did you mean 'topics'?"),
        ("filter({topics: ['optimisation']})", "unknown topic 'optimisation'; did you mean 'optimization'?"),
        ("filter({levels: [7]})", "unknown level '7'"),
        ("map('other')", "unknown map 'other'"),
    ],
)
def test_what_is_unknown_is_said_with_what_was_meant(fresh: Any, call: str, message: str) -> None:
    """A call with an unknown name throws an error that names it and the nearest known one, and changes nothing."""
    before = fresh.evaluate("conceptgraph.state()")
    caught = f"try {{ conceptgraph.{call}; }} catch (fault) {{ return [fault instanceof Error, fault.message]; }}"
    said = fresh.evaluate(f"() => {{ {caught} }}")
    assert said == [True, message]
    assert fresh.evaluate("conceptgraph.state()") == before


def test_changes_are_told(fresh: Any) -> None:
    """Whatever changes the state sends `conceptgraph:change` with the new state, once."""
    hear = "document.addEventListener('conceptgraph:change', (event) => window.told.push(event.detail))"
    fresh.evaluate(f"() => {{ window.told = []; {hear}; }}")
    fresh.evaluate("() => { conceptgraph.select('momentum'); conceptgraph.filter({levels: [3]}); conceptgraph.showPath('adam'); }")
    told = fresh.evaluate("window.told")
    assert [state["concept"] for state in told] == ["momentum", "momentum", None]
    assert told[1]["filter"]["levels"] == [3]
    assert told[2]["path"]["targets"] == ["adam"]


def test_plain_data_comes_out(fresh: Any) -> None:
    """All that the functions give survives as JSON."""
    for call in ("state()", "select('adam')", "findPath('adam')", "showPath('adam')", "filter({levels: [3]})"):
        fresh.evaluate(f"() => {{ window.given = conceptgraph.{call}; }}")
        assert fresh.evaluate("JSON.stringify(given) === JSON.stringify(structuredClone(given))")


def test_the_address_leads_back(fresh: Any) -> None:
    """The address in a state leads to the same state in a fresh page."""
    state = state_after(fresh, "filter({topics: ['optimization'], levels: [0, 3], relations: ['requires'], wanted: false})")
    state = state_after(fresh, "select('momentum', {depth: 3})")
    assert re.search(r"#concept=momentum&depth=3&topics=optimization", state["address"])
    fresh.goto(fresh.url.split("#")[0] + "?again" + state["address"])
    fresh.wait_for_selector(".cg-map[data-ready]")
    assert fresh.evaluate("conceptgraph.state()") == state
