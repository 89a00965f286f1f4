"""Directives on ordinary pages."""

from typing import Any

import pytest


def page(project: Any, *directives: str, **options: Any) -> Any:
    project.write("docs/index.md", "# Welcome\n\n" + "\n\n".join(f"```{directive}\n```" for directive in directives) + "\n")
    return project.build(**options)


def steps(html: str) -> list[str]:
    """The names of the steps of the first path on a page."""
    listed = html.split('<ol class="arabic')[1].split("</ol>", maxsplit=1)[0]
    return [part.split('.html"><span>')[1].split("<")[0] for part in listed.split('<span class="step-name">')[1:]]


def test_a_learning_path(project: Any) -> None:
    """Steps come before what needs them, with the picture and the reasons."""
    html = page(project, "{learning-path}\n:to: adam").read("index.html")
    assert steps(html) == ["function", "derivative", "gradient", "gradient descent", "Adam"]
    assert "each step goes against it" in html
    assert "cg-path-picture" in html


@pytest.mark.parametrize("option", ["known", "from"])
def test_what_is_known_is_left_out(project: Any, option: str) -> None:
    """`:known:` and `:from:` mean the same."""
    html = page(project, f"{{learning-path}}\n:to: Adam, RMSprop\n:{option}: derivatives, function").read("index.html")
    assert steps(html) == ["gradient", "gradient descent", "Adam", "RMSprop"]


def test_a_concept_list_filters(project: Any) -> None:
    """Topic, level and status each narrow the list."""
    html = page(project, "{concept-list}\n:topic: optimization\n:level: 3\n:status: draft").read("index.html")
    listed = html.split("concept-definitions")[1].split("</dl>")[0]
    assert 'href="glossary/adam.html"' in listed
    assert "rmsprop" not in listed


def test_a_list_of_names(project: Any) -> None:
    """With `:names-only:` there are no definitions."""
    html = page(project, "{concept-list} optimization\n:names-only:").read("index.html")
    assert html.count('<a class="concept-link') == 3


def test_maps_in_a_text(project: Any) -> None:
    """The whole map is embedded, a root is drawn, a topic is listed; each leads to the map."""
    html = page(project, "{concept-map}", "{concept-map}\n:root: gradient", "{concept-map}\n:topic: optimization").read("index.html")
    assert 'class="cg-map cg-map-embedded"' in html
    assert 'href="concept-map.html#concept=gradient"' in html
    assert 'src="_static/vis-network.min.js' in html


def test_only_pages_with_a_map_load_it(project: Any) -> None:
    """The map's scripts are no weight on other pages."""
    built = page(project, "{concept-neighbourhood} gradient")
    assert "vis-network" not in built.read("index.html")
    assert "vis-network" in built.read("concept-map.html")
    assert "cg-neighbourhood" in built.read("index.html")


@pytest.mark.parametrize(
    ("directive", "message"),
    [
        ("{learning-path} gradiant", "learning-path: unknown concept 'gradiant'; did you mean 'gradient'?"),
        ("{learning-path}", "learning-path: needs a goal; write ':to:' and a concept"),
        ("{concept-list} optimisation", "no concept has the topic 'optimisation'; did you mean 'optimization'?"),
    ],
)
def test_a_wrong_name_is_a_warning_with_its_place(project: Any, directive: str, message: str) -> None:
    """Page and line, what was written, and the nearest that exists; never a traceback."""
    warnings = page(project, directive, strict=False).warnings
    assert message in warnings
    assert "index.md:3" in warnings
