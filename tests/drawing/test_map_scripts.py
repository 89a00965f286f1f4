"""The scripts of the map as they are served: how much a first look costs, and the parts that need no page, in Node."""

import gzip
import json
from functools import cache
from typing import Any

import pytest

from conceptgraph.drawing.maps import draw_map
from conceptgraph.drawing.renderers.map_files import SCRIPT, STYLE, serve, served_files
from conceptgraph.drawing.renderers.pyvis_map import map_data_script
from conceptgraph.graph.concept_graph import ConceptGraph
from conceptgraph.model import Concept, Relation, Wanted
from tests.drawing.conftest import edge
from tests.in_node import STATIC, in_node

#: Bytes that travel, compressed as web servers do.
BUDGETS = {SCRIPT: 20_000, STYLE: 4_000}
PAGE = 3_000  # of a concept: what a reader knows, and its two buttons


def compressed(contents: bytes) -> int:
    return len(gzip.compress(contents, compresslevel=9, mtime=0))


@pytest.mark.parametrize("name", BUDGETS)
def test_a_first_look_is_small(name: str) -> None:
    """The script and the style that a page with a map loads at first, vis-network aside, stay within their budget."""
    assert compressed(served_files()[name]) <= BUDGETS[name]


def test_a_concept_page_is_small() -> None:
    """What each page of a glossary loads to know its reader stays within three kilobytes."""
    assert sum(compressed(serve([STATIC / name])) for name in ("concept-learner.js", "concept-learning.js")) <= PAGE


MODEL = (
    "concept-map-model.js",
    "concept-paths.js",
    "concept-map-state.js",
    "concept-map-address.js",
    "concept-map-focus.js",
    "concept-map-search.js",
)
START = "const cg = conceptgraph; const model = new cg.Model(data.raw);\n"


@cache
def raw() -> dict[str, Any]:
    """The data of a map: c builds on b, b on a; a is like c, b names a wanted concept; ids and topics with odd signs."""
    last = "se..cond, & last"
    concepts = [
        Concept(id="a", term="Alpha", topics=("first",), level=1),
        Concept(id="b,1", term="Béta", aliases=("second one",), topics=("first",), level=2),
        Concept(id="c..d", term="Gamma-ray", topics=(last,), level=3),
    ]
    graph = ConceptGraph(
        concepts=concepts,
        prerequisites=[edge("b,1", "a"), edge("c..d", "b,1", score=0.5)],
        relations=[Relation(subject="a", predicate="similar to", object="c..d")],
        wanted=[Wanted(name="epsilon", needed_by=("b,1", "c..d"))],
    )
    script = map_data_script(draw_map(graph), href=lambda concept: f"{concept}.html")
    data: dict[str, Any] = json.loads(script[script.index("(") + 1 : script.rindex(")")])
    return data


def asked(code: str, **data: Any) -> Any:
    """What some code answers about the map of three concepts."""
    return in_node(MODEL, START + code, {"raw": raw(), **data})


ADDRESSES = {
    "nothing": ("", None),
    "of another page": ("#cg-list", None),
    "a concept": ("#concept=a", "#concept=a"),
    "a concept with signs in its id": ("#concept=b%2C1&depth=3", "#concept=b%2C1&depth=3"),
    "as many steps as there are": ("#concept=a&depth=17", "#concept=a&depth=3"),
    "a path": ("#path=a..c.%2Ed", "#path=a..c.%2Ed"),
    "a path from nothing": ("#path=..a,b%2C1", "#path=..a,b%2C1"),
    "a path goes before a concept": ("#path=..a&concept=b%2C1", "#path=..a"),
    "what is hidden": ("#hide=se.%2Econd%2C%20%26%20last", "#hide=se.%2Econd%2C%20%26%20last"),
    "all topics but none": ("#topics=", "#topics="),
    "levels": ("#levels=1,2", "#levels=1,2"),
    "relations of one's own": ("#without=requires,wanted", "#without=requires,wanted"),
    "unknown names": ("#concept=nobody&hide=nothing&levels=99", ""),
    "what is no encoding": ("#concept=%E0%A4%A", ""),
}


def test_addresses() -> None:
    """An address that says something is read, and written again in its shortest form; others say nothing."""
    code = """answer(Object.fromEntries(Object.entries(data.all).map(([name, [fragment]]) => {
      const state = cg.address.read(model, fragment);
      return [name, state && cg.address.of(model, state)];
    })));"""
    assert asked(code, all=ADDRESSES) == {name: again for name, (_, again) in ADDRESSES.items()}


def test_a_map_nobody_touched_has_no_address() -> None:
    """The state at first hides what is only mentioned, and its address is empty."""
    code = "const state = cg.states.start(model); answer([cg.address.of(model, state), [...state.hidden.relations]]);"
    assert asked(code) == ["", ["mentions"]]


def test_what_is_chosen_is_seen() -> None:
    """A concept that filters hide is let through once it is chosen, and others it shares no level with stay hidden."""
    code = """
    const state = cg.address.read(model, "#topics=&levels=3");
    const shown = (hidden) => model.concepts.filter(cg.states.passes(model, { ...state, hidden })).map((concept) => concept.id);
    answer([shown(state.hidden), shown(cg.states.revealing(model, state, model.byId.get("b,1")))]);
    """
    assert asked(code) == [[], ["b,1", "?epsilon"]]


def test_around_a_concept() -> None:
    """Steps before and behind a concept are counted along prerequisites; what is related lies beside it, once."""
    code = """
    const around = (id, depth) => {
      const { builds, leads, related } = model.neighbourhood(model.byId.get(id), depth, () => true);
      return [builds, leads, related].map((steps) => [...steps].map(([concept, step]) => [concept.id, step]));
    };
    answer([around("a", 1), around("a", 2), around("b,1", 1)]);
    """
    assert asked(code) == [
        [[], [["b,1", 1]], [["c..d", 1]]],
        [[], [["b,1", 1], ["c..d", 2]], []],
        [[["a", 1]], [["c..d", 1]], [["?epsilon", 1]]],
    ]


def test_a_path_and_its_lines() -> None:
    """A path over the map's data goes from what is first to its goal, without what is known."""
    code = """
    const [a, b, c] = model.concepts;
    const ids = (known) => model.path([c], known).map((concept) => concept.id);
    answer([ids([]), ids([a]), model.pathEdges([a, b, c]).length]);
    """
    assert asked(code) == [["a", "b,1", "c..d"], ["b,1", "c..d"], 2]


SEARCHES = {
    "beginnings": ("al", ["a"]),
    "without accents": ("beta", ["b,1"]),
    "with accents": ("BÉTA", ["b,1"]),
    "aliases": ("second", ["b,1"]),
    "hyphens are spaces": ("gamma ray", ["c..d"]),
    "inside of words": ("psil", ["?epsilon"]),
    "the more important first": ("a", ["a", "b,1", "c..d"]),
    "nothing": ("", []),
    "no name": ("omega", []),
}


def test_search() -> None:
    """Names and aliases are found without accents, case or hyphens, each query by itself."""
    code = "answer(data.queries.map((query) => cg.search.find(new cg.Model(data.raw), query).map((hit) => hit.concept.id)));"
    found = asked(code, queries=[query for query, _ in SEARCHES.values()])
    assert dict(zip(SEARCHES, found, strict=True)) == {name: ids for name, (_, ids) in SEARCHES.items()}


def test_search_goes_on_where_it_ended() -> None:
    """Typing on, typing back and typing anew find what each query finds by itself."""
    code = """
    const find = (model) => (query) => cg.search.find(model, query).map((hit) => hit.concept.id);
    answer([data.queries.map(find(model)), data.queries.map((query) => find(new cg.Model(data.raw))(query))]);
    """
    going_on, anew = asked(code, queries=["a", "al", "alp", "a", "gam", ""])
    assert going_on == anew


def test_words_take_values() -> None:
    """Values stand in the place of their names; what no value is given for stays."""
    code = 'cg.words["so {a}"] = "ainsi {a} {b}"; answer([cg.word("so {a}", { a: 1 }), cg.word("{toString}")]);'
    assert asked(code) == ["ainsi 1 {b}", "{toString}"]
