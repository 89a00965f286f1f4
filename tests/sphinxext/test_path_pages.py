"""Learning paths on pages: what stands there without a script, in books, and within a budget."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from in_node import in_node

from conceptgraph.cache import Cache
from conceptgraph.graph.paths import find_learning_path, learning_order
from conceptgraph.pipeline import build
from conceptgraph.sphinxext.learning import DATA_SCRIPT, learning_data
from conceptgraph.sphinxext.site import site_of

GLOSSARY = Path(__file__).parents[2] / "glossary"
ASKED = (
    "# Welcome\n\n```{learning-path} Adam, RMSprop\n:known: function\n```\n\n"
    "```{learning-path} Adam\n:budget: 2 steps\n```\n\n```{learning-path} Adam\n:level: usual\n:budget: 1 h\n```\n"
)


@pytest.fixture(scope="module")
def pages(fresh: Any) -> Any:
    """The project with three paths on its first page, two of them within a budget."""
    project = fresh("paths")
    project.write("docs/index.md", ASKED)
    project.write("glossary/function.md", "---\nterm: function\ntopics: [mathematics]\nlevel: 1\nminutes: 7\n---\nA function is a rule.\n")
    return project.build()


def lists(page: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """The lists of steps on a page: their attributes, and the id and the minutes of each step."""
    found = re.findall(r'<ol class="[^"]*concept-path-steps"([^>]*)>(.*?)</ol>', page, re.DOTALL)
    return [(attributes.strip(), re.findall(r'<li data-concept="([^"]*)" data-minutes="(\d+)">', body)) for attributes, body in found]


def test_steps_carry_what_scripts_read(pages: Any) -> None:
    """Goals, what is known, and of each step its id and its minutes, declared ones too."""
    first, _, last = lists(pages.read("index.html"))
    assert first[0] == 'data-targets="adam,rmsprop" data-known="function"'
    assert [step for step, _ in first[1]] == ["derivative", "gradient", "gradient-descent", "adam", "rmsprop"]
    assert last[1][0] == ("function", "7")
    curated = lists(pages.read("learning-paths/up-to-adam.html"))
    assert [attributes for attributes, _ in curated] == ['data-targets="adam" data-known="function" data-path="up-to-adam"']


def test_a_budget_takes_a_part_and_names_the_rest(pages: Any) -> None:
    """With how many steps there are, and how long both take."""
    page = pages.read("index.html")
    assert [step for step, _ in lists(page)[1][1]] == ["function", "derivative"]
    assert "2 of 5 steps fit, about 8 min." in page
    assert "Left for later: 3 steps, about 3 min" in page
    assert "6 steps, about 12 min." in page


@pytest.mark.parametrize(
    ("option", "message"),
    [
        (":budget: a while", "a budget is minutes or steps, such as '30 min', '2 h' or '8 steps', not 'a while'"),
        (":level: hard", "'level' takes 'core' or 'usual', not 'hard'"),
    ],
)
def test_wrong_options_are_told_at_their_place(project: Any, option: str, message: str) -> None:
    """In one sentence, as a warning with the line of the directive."""
    project.write("docs/index.md", f"# Welcome\n\n```{{learning-path}} Adam\n{option}\n```\n")
    warnings = project.build("text", strict=False).warnings
    assert f"index.md:3: WARNING: learning-path: {message}" in warnings


def test_find_a_path_is_whole_without_script(pages: Any) -> None:
    """It lists every concept after what it builds on, with the way to the path on its own page."""
    page = pages.read("find-a-path.html")
    listed = re.search(r'<ol class="[^"]*concept-order[^"]*">(.*?)</ol>', page, re.DOTALL)
    assert listed is not None
    names = re.findall(r'href="glossary/([\w-]+)\.html"', listed[1])
    assert names == list(learning_order(site_of(pages.app).graph))
    assert 'href="glossary/adam.html#learn-this">path of 5 steps</a>' in listed[1]
    assert 'id="learn-this"' in pages.read("glossary/adam.html")


def test_places_for_scripts_stay_empty(pages: Any) -> None:
    """Each kind of page has its own, and the bar of a path one follows is hidden."""
    entry, find, path = (pages.read(name) for name in ("glossary/adam.html", "find-a-path.html", "learning-paths/up-to-adam.html"))
    assert '<nav class="concept-follow" hidden="hidden" data-concept="adam">\n</nav>' in entry
    assert '<div class="concept-learner" data-concept="adam">\n</div>' in entry
    assert all(f'<div class="{name}">' in find for name in ("concept-find", "concept-start", "concept-learner-tools"))
    assert '<div class="concept-learner-tools">\n</div>' in path


@pytest.mark.parametrize(
    ("page", "loaded"),
    [("glossary/adam.html", True), ("find-a-path.html", True), ("index.html", True), ("concept-map.html", False), ("search.html", False)],
)
def test_pages_load_what_they_need(pages: Any, page: str, loaded: bool) -> None:
    """Two small scripts, deferred; the data is loaded by them, and by no page."""
    text = pages.read(page)
    scripts = re.findall(r'<script defer="defer" src="_static/([\w-]+\.js)', text.replace("../_static", "_static"))
    assert [name for name in scripts if "learn" in name] == (["concept-learner.js", "concept-learning.js"] if loaded else [])


def test_the_data_is_that_of_the_graph(pages: Any) -> None:
    """In columns, with rows for ids and addresses from the root of the site; the file holds just this."""
    data = learning_data(site_of(pages.app), pages.app.builder)
    row = {concept: number for number, concept in enumerate(data["ids"])}
    assert data["ids"] == sorted(row)
    assert data["href"][row["adam"]] == "glossary/adam.html"
    assert data["needs"][row["adam"]] == [[row["gradient-descent"], 1.0]]
    assert data["minutes"][row["function"]] == 7
    assert (data["depth"][row["adam"]], data["topics"][data["topic"][row["adam"]]]) == (4, "optimization")
    assert data["find"] == "find-a-path.html"
    (path,) = data["paths"]
    assert (path["name"], path["href"]) == ("up-to-adam", "learning-paths/up-to-adam.html")
    assert [data["ids"][step] for step in path["steps"]] == ["derivative", "gradient", "gradient-descent", "adam"]
    written = pages.read(f"_static/{DATA_SCRIPT}")
    assert json.loads(written.removeprefix("conceptgraphLearning(").removesuffix(");\n")) == data


def test_books_and_plain_text_have_the_steps(fresh: Any) -> None:
    """Numbered, each with its minutes, its sentence, and why; nothing that asks for a script."""
    project = fresh("books")
    project.write("docs/index.md", ASKED)
    text = " ".join(project.build("text").read("index.txt").split())
    assert "1. derivative (1 min) The derivative" in text
    assert "needed for gradient: it holds one for every variable" in text
    assert "2 of 5 steps fit" in text
    assert "Left for later: 3 steps, about 3 min:" in text
    tex = next((project.root / "tex").glob("*.tex")) if project.build("latex", out="tex") else None
    assert tex is not None
    assert "(1 min)" in tex.read_text(encoding="utf-8")


def test_the_browser_finds_the_paths_of_python_in_our_glossary() -> None:
    """To every concept, from nothing and from what a third of the others leave: the same steps in the same order."""
    graph = build(GLOSSARY, cache=Cache.of(GLOSSARY)).graph
    ids = [concept.id for concept in graph]
    row = {concept: number for number, concept in enumerate(ids)}
    plain = {
        "ids": ids,
        "terms": [concept.term for concept in graph],
        "depth": [graph.depth(concept) for concept in ids],
        "needs": [[[row[edge.requires], edge.score] for edge in graph.prerequisites_of(concept)] for concept in ids],
    }
    asked = [([concept], []) for concept in ids] + [(ids[at : at + 3], ids[at % 3 :: 3]) for at in range(len(ids))]
    code = "answer(data.asked.map((one) => conceptgraph.paths.find(data.graph, ...one).map((row) => data.graph.ids[row])));"
    rows = [[[row[concept] for concept in part] for part in parts] for parts in asked]
    found = in_node(["concept-paths.js"], code, {"graph": plain, "asked": rows})
    assert found == [[step.concept for step in find_learning_path(graph, targets, known=known).steps] for targets, known in asked]
