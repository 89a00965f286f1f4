"""Names of concepts as objects: in the inventory, for roles, and for other projects."""

import zlib
from pathlib import Path
from typing import Any

import pytest

from conceptgraph.model import Concept
from conceptgraph.sphinxext.domain import inventory_names


def names(*concepts: Concept) -> dict[str, str]:
    return dict(inventory_names(concepts))


def test_every_name_is_in_the_inventory() -> None:
    """Term, aliases, id and plurals lead to the concept."""
    found = names(Concept(id="gradient-descent", term="gradient descent", aliases=("GD",)))
    assert set(found) == {"gradient descent", "GD", "gradient-descent", "gradient descents", "GDs"}


def test_a_plural_that_another_concept_claims_is_left_to_it() -> None:
    """The plural of one term that is the name of another concept is not taken."""
    found = names(Concept(id="datum", term="datum", aliases=("statistic",)), Concept(id="statistics", term="statistics"))
    assert found["statistics"] == "statistics"


def test_a_shared_alias_leads_nowhere() -> None:
    """An alias of two concepts is no name for other projects; each term still is."""
    found = names(Concept(id="a", term="kernel trick", aliases=("kernel",)), Concept(id="b", term="filter", aliases=("kernel",)))
    assert "kernel" not in found
    assert found["filter"] == "b"


def test_names_that_differ_in_case_only_are_one() -> None:
    """Intersphinx folds case, so that a name stands once, with the concept whose term it is."""
    assert names(Concept(id="map", term="map"), Concept(id="precision", term="precision", aliases=("Map",))) == {
        "map": "map", "precision": "precision", "precisions": "precision",
    }  # fmt: skip


def test_both_apostrophes_are_names() -> None:
    """A term with an apostrophe is found in either spelling."""
    found = names(Concept(id="bayes-theorem", term="Bayes' theorem"))
    assert found["Bayes' theorem"] == found["Bayes\u2019 theorem"] == "bayes-theorem"


def test_the_inventory_holds_both_kinds(built: Any) -> None:
    """objects.inv has `std:term` with display name `-` and `concept:concept` with the term."""
    lines = zlib.decompress((built.folder / "objects.inv").read_bytes().split(b"zlib.\n")[1]).decode().splitlines()
    assert "Adam optimizer std:term -1 glossary/adam.html -" in lines
    assert "adam concept:concept -1 glossary/adam.html Adam" in lines


ROLES = {
    "{term}`Adam`": "glossary/adam.html",
    "{term}`adam optimizer`": "glossary/adam.html",
    "{term}`gradient-descents`": "glossary/gradient-descent.html",
    "{concept}`adam`": "glossary/adam.html",
    "{concept}`Steepest Descent`": "glossary/gradient-descent.html",
    "{concept}`this one <gradient>`": "glossary/gradient.html",
    "{concept:concept}`rmsprop`": "glossary/rmsprop.html",
}


def test_roles_find_any_label(project: Any) -> None:
    """`{term}` and `{concept}` resolve ids and labels in any case, number and hyphenation."""
    project.write("docs/index.md", "# Welcome\n\n" + "\n\n".join(ROLES) + "\n")
    page = project.build().read("index.html")
    assert [href for href in ROLES.values() if f'href="{href}"' not in page] == []
    assert page.count("this one") == 1


def test_an_unknown_concept_is_named_with_the_nearest(project: Any) -> None:
    """A role that names nothing says what is nearest."""
    project.write("docs/index.md", "# Welcome\n\n{concept}`gradiant descent`\n")
    warnings = project.build(strict=False).warnings
    assert "unknown concept 'gradiant descent'; did you mean 'gradient descent'?" in warnings
    assert "docs/index.md:3" in warnings


CONSUMER = """# Elsewhere

{term}`Adam`, {term}`adam optimizer`, {term}`BPTT`, {term}`Bptt`, {term}`vanishing gradients`,
{external+words:term}`backpropagation through time`
"""


def test_another_project_needs_intersphinx_alone(project: Any, tmp_path: Path) -> None:
    """Terms, aliases, acronyms and plurals resolve in any case in a project without the extension."""
    project.write("glossary/vanishing-gradient.md", "---\nterm: vanishing gradient\n---\nA vanishing gradient is too small.\n")
    project.write(
        "glossary/backpropagation-through-time.md",
        "---\nterm: backpropagation through time\naliases: [BPTT]\n---\nBackpropagation through time has the vanishing gradient.\n",
    )
    words = project.build().folder
    consumer = type(project)(root=tmp_path / "consumer")
    consumer.write("docs/index.md", CONSUMER)
    consumer.write(
        "docs/conf.py",
        'project = "Other"\nextensions = ["myst_parser", "sphinx.ext.intersphinx"]\n'
        f"intersphinx_mapping = {{'words': ('https://example.org/words', {str(words / 'objects.inv')!r})}}\n",
    )
    page = consumer.build().read("index.html")
    assert page.count("https://example.org/words/glossary/adam.html") == 2
    assert page.count("https://example.org/words/glossary/backpropagation-through-time.html") == 3
    assert page.count("https://example.org/words/glossary/vanishing-gradient.html") == 1


@pytest.mark.parametrize("query", ["Steepest", "steepest descent"])
def test_aliases_are_index_entries(built: Any, query: str) -> None:
    """The general index, which the search reads, has a page under all of its names."""
    assert query.casefold() in built.read("genindex.html").casefold()
