"""Paths, what is ready, what to review and what to ask, as the browser finds them: the scripts, run by Node."""

import random
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from handmade_graphs import graph_of, need
from in_node import in_node

from conceptgraph.graph.concept_graph import ConceptGraph
from conceptgraph.graph.paths import find_learning_path
from conceptgraph.model import Concept, Prerequisite

SCRIPTS = ("concept-paths.js", "concept-start.js")
#: Terms of which some stand elsewhere by code points than by the halves that JavaScript counts.
TERMS = ("a", "B", "b", "é", "\uffee", "\U0001f389", "\U00010000", "ab", "a b", "ß", "Z", "\U0001f389x", "\uffeex")
OPTIMIZERS = ("adam > momentum > gradient > derivative", "adam > rmsprop > mean", "rmsprop > gradient", "adam > gradient")


def plain(graph: ConceptGraph) -> dict[str, Any]:
    """A graph as the scripts take it."""
    ids = [concept.id for concept in graph.concepts]
    row = {concept: index for index, concept in enumerate(ids)}
    return {
        "ids": ids,
        "terms": [concept.term for concept in graph.concepts],
        "depth": [graph.depth(concept) for concept in ids],
        "needs": [[[row[edge.requires], edge.score] for edge in graph.prerequisites_of(concept)] for concept in ids],
    }


def random_graph(chance: random.Random) -> ConceptGraph:
    """Up to forty concepts with up to five prerequisites each, many of equal depth and score, some called alike."""
    count = chance.randint(1, 40)
    ids = [f"c{number}" for number in range(count)]
    chance.shuffle(ids)
    concepts = [Concept(id=name, term=chance.choice(TERMS) + chance.choice(TERMS)) for name in ids]
    edges = [
        Prerequisite(concept=ids[after], requires=ids[before], score=chance.choice([0.6, 0.8, 0.8000001, 1.0]), level="core")
        for after in range(1, count)
        for before in chance.sample(range(after), min(after, chance.randint(0, 5)))
    ]
    return ConceptGraph(concepts=concepts, prerequisites=edges)


def ask(graph: ConceptGraph, calls: Sequence[Sequence[Any]]) -> list[Any]:
    """Answers of functions of `cg.paths`; concepts go in and come out by id."""
    code = """
    const { ids } = data.graph, row = new Map(ids.map((id, index) => [id, index]));
    const each = (value, change) => Object.fromEntries(Object.entries(value).map(([key, other]) => [key, change(other)]));
    const into = (value) => {
      if (Array.isArray(value)) return value.map(into);
      return value !== null && typeof value === "object" ? each(value, into) : row.has(value) ? row.get(value) : value;
    };
    const out = (value) => {
      if (value instanceof Map) return Object.fromEntries([...value].map((pair) => pair.map(out)));
      if (Array.isArray(value) || value instanceof Set) return [...value].map(out);
      return typeof value === "object" ? each(value, out) : ids[value] ?? null;
    };
    answer(data.calls.map(([name, ...rest]) => out(conceptgraph.paths[name](data.graph, ...into(rest)))));
    """
    answers: list[Any] = in_node(SCRIPTS, code, {"graph": plain(graph), "calls": calls})
    return answers


def test_paths_are_those_of_python() -> None:
    """On 200 random graphs the browser finds the same steps in the same order, from any goals and anything known."""
    chance = random.Random(6)
    graphs = [random_graph(chance) for _ in range(200)]
    rows = [range(len(graph.concepts)) for graph in graphs]
    asked = [
        (graph, chance.choices(every, k=chance.randint(1, 3)), chance.choices(every, k=chance.randint(0, 4)))
        for graph, every in zip(graphs, rows, strict=True)
    ]
    code = "answer(data.map(({ graph, targets, known }) => conceptgraph.paths.find(graph, targets, known).map((row) => graph.ids[row])));"
    found = in_node(SCRIPTS[:1], code, [{"graph": plain(graph), "targets": targets, "known": known} for graph, targets, known in asked])
    for (graph, targets, known), steps in zip(asked, found, strict=True):
        ids = [concept.id for concept in graph.concepts]
        expected = find_learning_path(graph, [ids[row] for row in targets], known=[ids[row] for row in known])
        assert steps == [step.concept for step in expected.steps]


@pytest.mark.parametrize(
    ("lines", "call", "expected"),
    [
        (OPTIMIZERS, ["closure", "adam"], "derivative gradient momentum mean rmsprop"),
        (OPTIMIZERS, ["closure", "derivative"], ""),
        (OPTIMIZERS, ["dependents", "gradient"], "adam momentum rmsprop"),
        (OPTIMIZERS, ["dependents", "adam"], ""),
        (OPTIMIZERS, ["ready", ["adam"], []], "derivative mean"),
        (OPTIMIZERS, ["ready", ["adam"], ["derivative", "gradient"]], "mean momentum"),
        (OPTIMIZERS, ["ready", ["adam"], ["gradient"]], "mean momentum"),
        (OPTIMIZERS, ["ready", ["momentum"], []], "derivative"),
        (OPTIMIZERS, ["ready", ["adam"], ["adam"]], ""),
        (OPTIMIZERS, ["review", ["derivative", "gradient", "mean"]], "gradient mean"),
        (OPTIMIZERS, ["review", ["adam", "derivative"]], "adam"),
        (OPTIMIZERS, ["review", ["derivative", "mean"], ["momentum"]], "derivative"),
        (OPTIMIZERS, ["review", []], ""),
        (OPTIMIZERS, ["spared", ["adam"], [], ["rmsprop"]], "mean"),
        (OPTIMIZERS, ["spared", ["adam"], [], ["gradient", "mean"]], "derivative"),
        (OPTIMIZERS, ["spared", ["adam"], ["gradient"], ["rmsprop"]], "mean"),
        (OPTIMIZERS, ["spared", ["adam"], [], []], ""),
        (OPTIMIZERS, ["spared", ["adam"], [], ["adam", "momentum"]], "derivative gradient mean rmsprop"),
    ],
)  # fmt: skip
def test_neighbours_of_what_is_known(lines: Sequence[str], call: list[Any], expected: str) -> None:
    """Ready builds on known ones only; no known one builds on what is to be reviewed; spared is what only known ones need."""
    (found,) = ask(graph_of(*lines), [call])
    assert (sorted(found) if call[0] == "dependents" else found) == expected.split()


def test_what_is_ready_unlocks_first_what_leads_far() -> None:
    """Of two ready concepts the one that more of the path builds on comes first, whatever the order of the path."""
    graph = graph_of("goal > long > middle > wide", "goal > a > wide", "goal > b > wide", need("goal > deep"), "deep > deeper")
    (ready, steps) = ask(graph, [["ready", ["goal"], []], ["find", ["goal"], []]])
    assert ready == ["wide", "deeper"]
    assert steps.index("deeper") > steps.index("wide")


CHAIN = ("g > f > e > d > c > b > a",)


@pytest.mark.parametrize(
    ("answers", "flipped", "known", "unknown", "open_"),
    [
        ({}, [], "", "g", "a b c d e f"),
        ({"c": True}, [], "a b c", "g", "d e f"),
        ({"c": False}, [], "", "c d e f g", "a b"),
        ({"c": True, "e": False}, [], "a b c", "e f g", "d"),
        ({"c": True}, ["b"], "a c", "b g", "d e f"),
        ({"e": False}, ["f"], "f", "e g", "a b c d"),
        ({"c": True, "b": False}, [], "a c", "b d e f g", ""),
    ],
    ids=["nothing", "yes", "no", "both", "not inferred after all", "known after all", "an answer goes before what another infers"],
)
def test_answers_settle_what_lies_below_and_above(
    answers: Mapping[str, bool], flipped: list[str], known: str, unknown: str, open_: str
) -> None:
    """Yes says that what a concept builds on is known, no that what builds on it is not; the goal counts as not known."""
    told = [{"concept": concept, "knows": knows} for concept, knows in answers.items()]
    (settled,) = ask(graph_of(*CHAIN), [["settle", ["g"], [], told, flipped]])
    assert (settled["known"], settled["unknown"], settled["open"]) == (known.split(), unknown.split(), open_.split())


def test_each_inference_has_an_answer_behind_it() -> None:
    """What is settled names the concept whose answer settled it, an answered one itself."""
    (settled,) = ask(graph_of(*CHAIN), [["settle", ["g"], ["a"], [{"concept": "c", "knows": True}]]])
    assert settled["why"] == {"b": "c", "c": "c", "g": "g"}


def test_the_question_splits_what_is_open() -> None:
    """In a chain the middle one is asked for; where nothing is open, nothing is."""
    (middle, none) = ask(graph_of(*CHAIN), [["question", list("abcde")], ["question", []]])
    assert middle == "c"
    assert none is None


def test_a_long_path_is_found_at_once() -> None:
    """Ten thousand concepts in a chain, and in the usual width, take less than 50 ms once the order is made."""
    chance = random.Random(1)
    wide = [sorted({(chance.randrange(row), 1.0) for _ in range(3)}) if row else [] for row in range(10_000)]
    chain = [[(row - 1, 1.0)] if row else [] for row in range(10_000)]
    names = [str(row) for row in range(10_000)]
    code = """
    answer(data.map((graph) => {
      conceptgraph.paths.find(graph, [1], []);
      const time = () => {
        const start = performance.now();
        conceptgraph.paths.find(graph, [9999], []);
        return performance.now() - start;
      };
      return Math.min(time(), time(), time());
    }));
    """
    graphs = [{"ids": names, "terms": names, "depth": list(range(10_000)), "needs": needs} for needs in (wide, chain)]
    assert max(in_node(SCRIPTS[:1], code, graphs)) < 50


def test_the_question_is_the_one_that_settles_most() -> None:
    """On random graphs, larger than a block of bits too, no open concept settles more in the mean than the one that is asked for."""
    chance = random.Random(3)
    graphs = []
    for count in (1, 2, 7, 40, 40, 300, 1500):
        names = [str(row) for row in range(count)]
        needs = [
            sorted({(chance.randrange(max(0, row - 30), row), 1.0) for _ in range(chance.randint(0, 3))}) if row else []
            for row in range(count)
        ]
        graphs.append({"ids": names, "terms": names, "depth": [0] * count, "needs": needs})
    code = """
    const { find, neighbours, question } = conceptgraph.paths;
    answer(data.map((graph) => {
      const open = find(graph, graph.ids.map((_, row) => row)).filter((_, at) => at % 7 !== 3);
      const { needs, needed } = neighbours(graph);
      const reach = (row, edges) => {
        const seen = new Set([row]);
        for (const other of seen) for (const next of edges[other]) if (open.includes(next)) seen.add(next);
        return seen.size;
      };
      const gain = (row) => { const yes = reach(row, needs), no = reach(row, needed); return (yes * no) / (yes + no); };
      const gains = open.map(gain);
      return [question(graph, open), open[gains.indexOf(Math.max(...gains))]];
    }));
    """
    assert [asked == best for asked, best in in_node(SCRIPTS, code, graphs)] == [True] * 7
