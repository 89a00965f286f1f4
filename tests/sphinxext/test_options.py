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
