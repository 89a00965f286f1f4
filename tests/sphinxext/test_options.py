"""Options from conf.py and pyproject.toml."""

from typing import Any

import pytest
from sphinx.errors import ConfigError

from conceptgraph.settings import options
from conceptgraph.sphinxext.site import site_of


def test_every_option_is_a_configuration_value(built: Any) -> None:
    """Each declared option can be set in conf.py."""
    assert [option.name for option in options() if f"conceptgraph_{option.name}" not in built.app.config] == []


@pytest.mark.parametrize(
    ("value", "message"), [("sometimes", "takes one of 'all', 'page', 'section', 'off', not 'sometimes'"), (3, "not 3")]
)
def test_a_wrong_value_stops_the_build(project: Any, value: object, message: str) -> None:
    """Option, value and what is allowed are named in one sentence."""
    with pytest.raises(ConfigError, match=r"conf\.py") as error:
        project.build(conf={"conceptgraph_links": value})
    assert message in str(error.value)


def test_a_misspelled_option_stops_the_build(project: Any) -> None:
    """A name under our prefix that nobody has declared is told with the nearest one, and with all other faults."""
    with (project.docs / "conf.py").open("a", encoding="utf-8") as file:
        file.write('conceptgraph_preview = False\nconceptgraph_links = "often"\n')
    with pytest.raises(ConfigError) as error:
        project.build()
    assert str(error.value).splitlines() == [
        "conf.py: 'conceptgraph_links' takes one of 'all', 'page', 'section', 'off', not 'often'",
        "conf.py: unknown setting 'conceptgraph_preview'; did you mean 'conceptgraph_previews'?",
    ]


def test_pyproject_is_read(project: Any) -> None:
    """`[tool.conceptgraph]` above the source holds for Sphinx as it does for the command line."""
    project.write("pyproject.toml", '[tool.conceptgraph]\nglossary = "words"\nlinks = "page"\n')
    project.glossary.rename(project.root / "words")
    site = site_of(project.build().app)
    assert site.settings.links == "page"
    assert "glossary/adam" in site.pages


def test_conf_py_wins_and_the_difference_is_told(project: Any) -> None:
    """Two files that disagree give a warning that can be silenced by name."""
    project.write("pyproject.toml", '[tool.conceptgraph]\nlinks = "page"\n')
    built = project.build(conf={"conceptgraph_links": "all"}, strict=False)
    assert site_of(built.app).settings.links == "all"
    assert "conf.py sets 'conceptgraph_links' to 'all', pyproject.toml sets 'links' to 'page'" in built.warnings
    assert "[conceptgraph.settings-differ]" in built.warnings


def test_a_flag_from_the_command_line(project: Any) -> None:
    """`-D conceptgraph_previews=0` is a text and means no."""
    assert site_of(project.build(conf={"conceptgraph_previews": "0"}).app).settings.previews is False


def test_a_changed_pyproject_is_followed(project: Any) -> None:
    """A setting outside conf.py changes pages of the next build all the same."""
    before = project.build().read("glossary/gradient-descent.html")
    project.write("pyproject.toml", '[tool.conceptgraph]\nlinks = "off"\n')
    after = project.build().read("glossary/gradient-descent.html")
    assert before.count("concept-link") > after.count("concept-link")


def test_several_folders_are_one_glossary(project: Any) -> None:
    """Entries of one folder may require those of another; the first folder goes before the second."""
    project.write("more/hessian.md", "---\nterm: Hessian\nrequires: [derivative]\n---\nA Hessian holds second derivatives.\n")
    project.write("more/adam.md", "---\nterm: Adam, again\n---\nAnother.\n")
    built = project.build(conf={"conceptgraph_glossary": ["../glossary", "../more"]}, strict=False)
    assert "builds-on" in built.read("glossary/hessian.html")
    assert f"{project.root / 'more/adam.md'}:1: WARNING: has the id 'adam' of adam.md; rename one of the files" in built.warnings
    assert "Adam, again" not in built.read("glossary/adam.html")
    assert built.warnings.count("WARNING") == 1


def test_a_site_without_a_map(project: Any) -> None:
    """With `conceptgraph_map = False` there is no such page, and no link leads to it."""
    built = project.build(conf={"conceptgraph_map": False})
    assert "concept-map" not in built.app.env.found_docs
    assert [page.name for page in built.folder.rglob("*.html") if "concept-map.html" in page.read_text(encoding="utf-8")] == []


MAP_FILES = frozenset(("concept-map-data.js", "concept-map.css", "concept-map.js", "conceptgraph-map.css", "vis-network.min.js"))


def test_a_site_without_a_map_has_none_of_its_files(project: Any) -> None:
    """Not the library, nor the data, nor a style; a map that a text asks for brings them back."""
    static = project.build(conf={"conceptgraph_map": False}).folder / "_static"
    assert MAP_FILES.isdisjoint(file.name for file in static.iterdir())
    project.write("docs/index.md", "# Welcome\n\n```{concept-map}\n```\n")
    project.build(conf={"conceptgraph_map": False})
    assert {file.name for file in static.iterdir()} >= MAP_FILES


def test_the_map_has_the_name_it_is_given(project: Any) -> None:
    """A page in a folder, too; links follow."""
    built = project.build(conf={"conceptgraph_map_page": "maps/all"})
    assert built.read("maps/all.html")
    assert 'href="../maps/all.html#concept=adam"' in built.read("glossary/adam.html")


def test_topics_in_an_order_with_labels(project: Any) -> None:
    """Those that are named come first, and are called what the table says; addresses stay."""
    labels = {"optimization": "How to get down", "mathematics": "Basics"}
    built = project.build(conf={"conceptgraph_topics": labels})
    index = built.read("glossary/index.html")
    assert index.index("How to get down") < index.index("Basics")
    assert "<h1>How to get down<" in built.read("topics/optimization.html")
    assert "Basics" in built.read("glossary/function.html")


def test_levels_have_names(project: Any) -> None:
    """On concept pages and in lists."""
    names = ["first steps", "basics", "craft", "depth", "research"]
    built = project.build(conf={"conceptgraph_levels": names})
    assert "craft" in built.read("glossary/adam.html")
    assert "first steps" in built.read("topics/mathematics.html")
    assert "of 5" not in built.read("glossary/adam.html")


def test_the_language_of_our_words(project: Any) -> None:
    """Another than Sphinx's own, where it is set."""
    assert "<h1>Begriffskarte" in project.build(conf={"conceptgraph_language": "de"}).read("concept-map.html")
