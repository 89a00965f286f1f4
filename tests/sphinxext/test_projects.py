"""Trial projects, each set up as a new user would: one line in `extensions`, no other setting, built with `-n -W`."""

import json
import os
import shutil
import subprocess
import sys
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

PROJECTS = Path(__file__).parent / "projects"
#: Where each project has its source.
SOURCES = {"both": "docs"}
#: Projects in reStructuredText alone: built where myst_parser cannot be imported.
RST_ONLY = ("rst", "rst-lists", "none")


@dataclass(frozen=True, kw_only=True)
class Trial:
    """A project after its build."""

    out: Path
    told: str

    def read(self, page: str) -> str:
        return (self.out / page).read_text(encoding="utf-8")

    @property
    def graph(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = json.loads(self.read("graph.json"))
        return found

    @property
    def concepts(self) -> Mapping[str, Any]:
        return {concept["id"]: concept for concept in self.graph["concepts"]}

    @property
    def inventory(self) -> set[str]:
        lines = zlib.decompress((self.out / "objects.inv").read_bytes().split(b"zlib.\n")[1]).decode().splitlines()
        return set(lines)


def build_trial(source: Path, out: Path, *, without: str = "") -> Trial:
    """Build as `python -m sphinx -n -W` does, where a package cannot be imported."""
    block = f"import sys; sys.modules[{without!r}] = None\n" if without else "import sys\n"
    code = block + "from sphinx.cmd.build import main; sys.exit(main(sys.argv[1:]))"
    done = subprocess.run(
        [sys.executable, "-c", code, "-n", "-W", "--keep-going", "-d", out / "doctrees", source, out / "html"],
        capture_output=True, text=True, check=False, env=os.environ | {"NO_COLOR": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return Trial(out=out / "html", told=done.stdout)


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Trial]:
    """A trial project by name, built once."""
    built: dict[str, Trial] = {}

    def get(name: str) -> Trial:
        if name not in built:
            root = tmp_path_factory.mktemp(name) / "project"
            shutil.copytree(PROJECTS / name, root)
            if name == "quickstart":
                start_project(root)
            without = "myst_parser" if name in RST_ONLY else ""
            built[name] = build_trial(root / SOURCES.get(name, ""), root.parent / "out", without=without)
        return built[name]

    return get


def start_project(root: Path) -> None:
    """Let Sphinx's own command write a project, and ours add what it lacks."""
    command = [sys.executable, "-m", "sphinx.cmd.quickstart", "-q", "-p", "Fresh", "-a", "Somebody", "-v", "1", str(root)]
    subprocess.run(command, capture_output=True, check=True)
    assert "extensions = []" in (root / "conf.py").read_text(encoding="utf-8")
    subprocess.run([sys.executable, "-m", "conceptgraph", "init", "--sphinx", "--yes", root], capture_output=True, check=True)
    assert 'extensions = ["myst_parser", "conceptgraph.sphinxext"]' in (root / "conf.py").read_text(encoding="utf-8")


CONCEPTS = {
    "quickstart": {"limit": "limit.md:2", "derivative": "derivative.md:2"},
    "rst": {
        "starter": "doughs.rst:4", "sourdough": "doughs.rst:14", "proof": "doughs.rst:23", "flour": "doughs.rst:34",
        "fermentation": "doughs.rst:38",
    },
    "myst-lists": {
        "soil": "words.md:4", "humus": "words.md:8", "compost": "words.md:11", "hoe": "tools.md:4", "spade": "tools.md:7",
        "broadfork": "tools.md:10",
    },
    "rst-lists": {
        "sloop": "ships.rst:7", "mast": "ships.rst:10", "hull": "ships.rst:13", "shroud": "ropes.rst:8", "c": "ropes.rst:11",
        "c-2": "ropes.rst:14",
    },
    "both": {"chord": "chord.md:2", "scale": "scale.md:2", "note": "../docs/theory.md:4", "interval": "../docs/theory.md:7"},
}  # fmt: skip


@pytest.mark.parametrize("name", CONCEPTS)
def test_the_graph_has_each_concept_with_its_place(trial: Callable[[str], Trial], name: str) -> None:
    """graph.json holds what the folder and the pages define, with file and line, and nothing else."""
    found = {one: f"{concept['path']}:{concept['line']}" for one, concept in trial(name).concepts.items()}
    assert found == CONCEPTS[name]


PLACES = {
    "quickstart": {"derivative": "glossary/derivative.html"},
    "rst": {"starter": "doughs.html#concept-starter", "proof": "doughs.html#concept-proof"},
    "myst-lists": {"soil": "words.html#term-soil", "hoe": "tools.html#term-hoe", "broadfork": "tools.html#concept-broadfork"},
    "rst-lists": {"hull": "ships.html#term-hull", "c-2": "ropes.html#term-0"},
    "both": {"chord": "glossary/chord.html", "note": "theory.html#term-note"},
}


@pytest.mark.parametrize("name", PLACES)
def test_each_concept_is_listed_where_it_is(trial: Callable[[str], Trial], name: str) -> None:
    """A to Z and inventory lead to the page, and to the place on it where several are on one page."""
    built = trial(name)
    letters = built.read("a-to-z.html")
    for concept, address in PLACES[name].items():
        assert f'href="{address}"' in letters
        assert any(line.startswith(f"{concept} concept:concept -1 {address} ") for line in shown(built.inventory))


def shown(inventory: set[str]) -> set[str]:
    """Lines of an inventory with their addresses written out: `$` stands for the name."""
    found = set()
    for line in inventory:
        name, _, rest = line.partition(" concept:concept ")
        found.add(f"{name} concept:concept {rest.replace('$', name)}" if rest else line)
    return found


LINKS = {
    "rst": ["doughs.html#concept-sourdough", "doughs.html#concept-proof"],
    "myst-lists": ["words.html#term-soil", "words.html#term-compost", "tools.html#term-hoe"],
    "rst-lists": ["ships.html#term-sloop", "ships.html#term-mast"],
    "both": ["glossary/chord.html", "theory.html#term-note", "glossary/scale.html"],
}


@pytest.mark.parametrize("name", LINKS)
def test_roles_lead_to_each_kind(trial: Callable[[str], Trial], name: str) -> None:
    """`{term}` and `{concept}` reach entries, directives and terms of lists alike, in any number."""
    page = trial(name).read("index.html")
    assert [address for address in LINKS[name] if f'href="{address}"' not in page] == []


@pytest.mark.parametrize("name", CONCEPTS)
def test_the_map_holds_them(trial: Callable[[str], Trial], name: str) -> None:
    """The data of the map names each concept."""
    built = trial(name)
    data = built.read("_static/concept-map-data.js")
    assert [concept["term"] for concept in built.concepts.values() if concept["term"] not in data] == []


PREREQUISITES = {
    "quickstart": {("derivative", "limit"): "it is one of a quotient"},
    "rst": {("sourdough", "starter"): "it makes the dough rise", ("sourdough", "flour"): "", ("proof", "sourdough"): ""},
    "myst-lists": {("broadfork", "spade"): "it does the same without turning"},
    "both": {("chord", "interval"): "two of them make a triad"},
}


@pytest.mark.parametrize("name", PREREQUISITES)
def test_declared_prerequisites_are_edges(trial: Callable[[str], Trial], name: str) -> None:
    """Options of the directive mean what the keys of an entry mean."""
    declared = {
        (edge["concept"], edge["requires"]): edge["reason"] for edge in trial(name).graph["prerequisites"] if edge["origin"] == "declared"
    }
    assert declared == PREREQUISITES[name]


def test_terms_of_a_list_are_mentioned_in_entries(trial: Callable[[str], Trial]) -> None:
    """An entry's text links a term that only a list defines, and says so in the graph."""
    built = trial("both")
    assert 'href="../theory.html#term-note"' in built.read("glossary/scale.html")
    mentions = {(edge["subject"], edge["object"]) for edge in built.graph["relations"]}
    assert {("scale", "note"), ("interval", "note")} <= mentions


def test_a_path_may_begin_with_a_term_of_a_list(trial: Callable[[str], Trial]) -> None:
    """Curated paths name concepts wherever they are defined."""
    page = trial("both").read("learning-paths/first-chord.html")
    assert 'href="../theory.html#term-interval"' in page


def test_definitions_are_plain_text_with_formulas(trial: Callable[[str], Trial]) -> None:
    """The first sentence is the definition; emphasis is dropped, formulas stay."""
    assert trial("rst").concepts["sourdough"]["definition"].endswith("about $20\\,\\%$ of it by weight.")
    assert trial("myst-lists").concepts["broadfork"]["aliases"] == ["grelinette"]
    assert trial("myst-lists").concepts["broadfork"]["definition"] == "A broadfork loosens the soil without turning it over."
    assert trial("rst-lists").concepts["hull"]["definition"] == "The hull is what swims; it carries the mast:"


def test_a_list_looks_as_it_did(trial: Callable[[str], Trial]) -> None:
    """The project's own list has Sphinx's own anchors, and each further term its own."""
    page = trial("rst-lists").read("ships.html")
    assert all(f'id="{anchor}"' in page for anchor in ("term-hull", "term-ship-s-body", "term-sloop"))
    assert trial("rst-lists").concepts["hull"]["aliases"] == ["ship's body"]


def test_a_project_without_concepts_gets_a_hint(trial: Callable[[str], Trial]) -> None:
    """Nothing is added, and what to do is said; a list that is only shown is no list."""
    built = trial("none")
    assert "no folder 'glossary'" in built.told
    assert not (built.out / "a-to-z.html").exists()
    assert not (built.out / "graph.json").exists()
