"""Entries and generated pages as documents of a project: where they come from and what is said of their files."""

import shutil
from typing import Any

import pytest


def test_a_fresh_project_gets_all_pages(built: Any) -> None:
    """The glossary beside the source gives entries, index, A to Z, topics, map and paths without a warning."""
    expected = (
        "glossary/adam", "glossary/index", "a-to-z", "topics", "topics/optimization", "concept-map", "learning-paths",
        "learning-paths/up-to-adam",
    )  # fmt: skip
    assert all((built.folder / f"{name}.html").is_file() for name in expected)


@pytest.mark.parametrize(("page", "title"), [("a-to-z", "A to Z"), ("concept-map", "Concept map"), ("learning-paths", "Learning paths")])
def test_generated_pages_are_headed(built: Any, page: str, title: str) -> None:
    """The pages around the entries carry their titles as headings."""
    assert f"<h1>{title}<" in built.read(f"{page}.html")


def test_the_index_is_in_the_navigation(built: Any) -> None:
    """No toctree names the glossary, so that the root document leads to it."""
    assert built.app.env.toctree_includes["index"] == ["glossary/index"]


def test_a_glossary_inside_the_source_is_mounted_all_the_same(project: Any) -> None:
    """A folder under the source is not read a second time by Sphinx itself."""
    shutil.move(project.glossary, project.docs / "glossary")
    built = project.build()
    assert built.app.env.doc2path("glossary/adam", base=False).as_posix() == "glossary/adam.md"
    assert "learning-paths/up-to-adam" in built.app.env.found_docs
    assert "glossary/_paths/up-to-adam" not in built.app.env.found_docs


def test_folders_inside_the_glossary_are_only_for_order(project: Any) -> None:
    """An entry in a subfolder keeps the address its id gives it."""
    (project.glossary / "deep").mkdir()
    shutil.move(project.glossary / "adam.md", project.glossary / "deep" / "adam.md")
    assert project.build().read("glossary/adam.html")


def test_source_files_are_copied_inside_the_output(built: Any) -> None:
    """The source of a mounted entry lies under `_sources`, not beside the output folder."""
    assert (built.folder / "_sources/glossary/adam.md.txt").read_text(encoding="utf-8").startswith("---\nterm: Adam")
    assert not (built.folder.parent / "glossary/adam.md.txt").exists()


def test_the_edit_link_names_the_real_file(project: Any) -> None:
    """A theme that joins folder and document name still leads to the entry's own file."""
    options = {"source_repository": "https://github.com/me/it/", "source_branch": "main", "source_directory": "docs/"}
    built = project.build(conf={"html_theme": "furo", "html_theme_options": options})
    assert "https://github.com/me/it/edit/main/glossary/adam.md" in built.read("glossary/adam.html")
    assert "https://github.com/me/it/edit/main/docs/index.md" in built.read("index.html")
    assert "/edit/" not in built.read("a-to-z.html")


def test_front_matter_is_not_shown(built: Any) -> None:
    """What the core reads of an entry is neither text nor metadata of its page."""
    page = built.read("glossary/adam.html")
    assert "requires" not in page
    assert "topics" not in built.app.env.metadata["glossary/adam"]


def test_entries_have_the_same_syntax_whatever_the_host_enables(project: Any) -> None:
    """Formulas work in entries of a project that enables no MyST extension, and stay off on its own pages."""
    project.write("docs/index.md", "# Welcome\n\nIt costs $5 and then $6.\n")
    built = project.build(conf={"myst_enable_extensions": []})
    assert "<math" in built.read("glossary/derivative.html")
    assert "$5 and then $6" in built.read("index.html")


def test_an_entry_without_a_heading_is_headed_by_its_term(project: Any) -> None:
    """The term in the front matter is the title where the text has none."""
    project.write("glossary/plain.md", "---\nterm: plain term\n---\nA plain term is a term.\n")
    assert "<h1>plain term<" in project.build().read("glossary/plain.html")


def test_a_page_of_the_project_goes_before_a_generated_one(project: Any) -> None:
    """A project that has its own page of a name keeps it."""
    project.write("docs/a-to-z.md", "# My own list\n")
    project.write("docs/index.md", "# Welcome\n\n```{toctree}\na-to-z\nglossary/index\n```\n")
    assert "My own list" in project.build().read("a-to-z.html")


def test_an_introduction_heads_the_index(project: Any) -> None:
    """The text of index.md stands on the index page, with its own title and links."""
    project.write("glossary/index.md", "# Words we use\n\nBegin with the gradient.\n")
    page = project.build().read("glossary/index.html")
    assert "<h1>Words we use<" in page
    assert 'href="gradient.html"' in page


def test_a_project_without_a_glossary_is_left_alone(project: Any) -> None:
    """No folder gives a hint and no warning, and nothing is added."""
    shutil.rmtree(project.glossary)
    built = project.build()
    assert "no folder 'glossary'" in built.status
    assert built.app.env.found_docs == {"index"}


def test_a_glossary_without_entries_gives_a_hint(project: Any) -> None:
    """An empty folder gives a hint and no error."""
    shutil.rmtree(project.glossary)
    project.glossary.mkdir()
    assert "no entry in" in project.build().status


def test_nothing_is_hung_where_navigation_is_none(project: Any) -> None:
    """With `conceptgraph_navigation = "none"` the root document is not touched."""
    project.write("docs/index.md", "# Welcome\n\n```{toctree}\nglossary/index\n```\n")
    page = project.build(conf={"conceptgraph_navigation": "none"}).read("index.html")
    assert page.count('href="glossary/index.html"') >= 1


def test_sidebars_do_not_list_the_concepts(project: Any) -> None:
    """The hidden toctree of concepts is not drawn into each page's navigation."""
    built = project.build(conf={"html_theme": "furo"})
    tree = built.read("index.html").split('class="sidebar-tree"')[1].split("</aside>")[0]
    assert "glossary/index.html" in tree
    assert "glossary/adam.html" not in tree


def test_pages_named_by_the_project_are_not_listed_twice(project: Any) -> None:
    """A generated page that a toctree of the project names is left out of the index's own."""
    project.write("docs/index.md", "# Welcome\n\n```{toctree}\nconcept-map\nglossary/index\n```\n")
    includes = project.build().app.env.toctree_includes
    assert "concept-map" not in includes["glossary/index"]
    assert includes["glossary/index"][:3] == ["a-to-z", "topics", "learning-paths"]


@pytest.mark.filterwarnings("ignore:.*MystReferenceResolver.app")  # MyST-Parser's own, under Sphinx 9
def test_markdown_links_reach_mounted_pages(project: Any) -> None:
    """A link by path works from ordinary pages and between entries, as authors expect."""
    project.write("docs/index.md", "# Welcome\n\n[Adam](glossary/adam.md), [map](concept-map.md)\n")
    project.write("glossary/plain.md", "---\nterm: plain term\n---\nSee [this one](adam.md) on the [map](../concept-map.md).\n")
    built = project.build()
    assert 'href="glossary/adam.html"' in built.read("index.html")
    assert 'href="concept-map.html"' in built.read("index.html")
    assert '<a class="reference internal" href="adam.html"' in built.read("glossary/plain.html")
