"""What stands around the text of a concept page."""

import html
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
import sphinx
from sphinx.errors import ConfigError


def panel(page: str, name: str) -> str:
    """One panel of a page as plain text."""
    markup = page.split(f'<div class="concept-panel {name}">')[1].split("</div>\n", maxsplit=1)[0]
    return " ".join(re.sub(r"<[^>]+>", "", markup).split())


def test_builds_on_tells_the_reason(built: Any) -> None:
    """A declared prerequisite stands with its author's reason."""
    assert "gradient descent: it is a form of it" in panel(built.read("glossary/adam.html"), "builds-on")


def test_leads_to_tells_the_reason(built: Any) -> None:
    """The same edge is seen from its other end."""
    assert "Adam: it is a form of it" in panel(built.read("glossary/gradient-descent.html"), "leads-to")


def test_counts_are_true(built: Any) -> None:
    """The numbers behind a heading are those of the whole graph."""
    assert "1 direct, 4 in all" in panel(built.read("glossary/adam.html"), "builds-on")


def test_an_implied_edge_is_folded_not_hidden(project: Any) -> None:
    """A prerequisite that another one already needs is named with the way it goes."""
    project.write(
        "glossary/newton.md",
        "---\nterm: Newton method\nrequires: {gradient: used, derivative: used twice}\n---\nIt uses the gradient and a derivative.\n",
    )
    assert "also: derivative, via gradient" in panel(project.build().read("glossary/newton.html"), "builds-on")


def test_mentions_come_with_their_sentence(built: Any) -> None:
    """A backlink shows the sentence, the mention marked, formulas as formulas."""
    page = built.read("glossary/function.html")
    assert "derivative: The derivative of a function" in panel(page, "mentioned-in")
    assert '<strong class="concept-mention">function</strong>' in page
    assert "<math" in page


def test_contrast_is_told_on_both_sides(built: Any) -> None:
    """What one entry says of another is shown on the other's page too."""
    assert "RMSprop: has no first moment" in panel(built.read("glossary/adam.html"), "contrast")
    assert "Adam: RMSprop has no first moment" in panel(built.read("glossary/rmsprop.html"), "contrast")


def test_status_topic_and_level(built: Any) -> None:
    """The line under the title names topic, level, status and other names."""
    page = built.read("glossary/adam.html")
    facts = re.sub(r"<[^>]+>", "", page.split('<p class="concept-facts')[1].split("</p>")[0]).split(">")[-1]
    assert facts == "optimization \N{MIDDLE DOT} level 3 of 5 \N{MIDDLE DOT} draft \N{MIDDLE DOT} also Adam optimizer"


def test_paths_references_and_ways_on(built: Any) -> None:
    """The page says on which curated paths the concept lies, gives its references, and leads to the map."""
    adam, descent = built.read("glossary/adam.html"), built.read("glossary/gradient-descent.html")
    assert "Up to Adam: step 3 of 4; before it gradient; next Adam" in panel(descent, "on-paths")
    assert 'href="https://example.org/cauchy"' in descent
    assert 'href="../concept-map.html#concept=adam"' in adam
    assert "Learn this: 5 concepts in order" in adam


def test_the_neighborhood_is_drawn_with_links(built: Any) -> None:
    """The picture is inline SVG whose pills are real links."""
    picture = built.read("glossary/gradient-descent.html").split("<svg")[1].split("</svg>")[0]
    assert 'href="gradient.html"' in picture
    assert 'href="adam.html"' in picture


@pytest.mark.skipif(sphinx.version_info < (8, 2), reason="the class no-search came with Sphinx 8.2; before it panels are searched too")
def test_panels_are_not_searched(built: Any) -> None:
    """A word that only a panel shows does not bring up the page."""
    pages = built.app.builder.indexer._mapping
    assert pages["slope"] == {"glossary/derivative"}


@pytest.mark.parametrize("builder", ["text", "latex", "man", "texinfo", "epub", "singlehtml", "dirhtml", "xml", "gettext"])
def test_other_builders_show_the_same_as_lists(project: Any, builder: str) -> None:
    """Every builder passes without a warning; what cannot be drawn is a list."""
    project.write(
        "docs/index.md", "# Welcome\n\n```{learning-path} Adam\n```\n\n```{concept-map}\n:root: gradient\n```\n\n```{concept-map}\n```\n"
    )
    conf = {"man_pages": [("index", "try", "Try", "Me", 1)], "epub_copyright": "me", "version": "1"}
    built = project.build(builder, conf=conf)
    if builder == "text":
        page = built.read("glossary/adam.txt")
        assert "Builds on" in page
        assert "gradient descent" in page.split("Builds on")[1]


def test_text_sets_notes_off_by_parentheses(project: Any) -> None:
    """Where looks cannot tell a goal and a count from what stands before them, parentheses do."""
    project.write("docs/index.md", "# Welcome\n\n```{learning-path} Adam\n```\n")
    built = project.build("text")
    assert "Adam (goal)" in built.read("index.txt")
    assert "Builds on (1 direct, 4 in all)" in built.read("glossary/adam.txt")
    assert "optimization (3)" in built.read("topics.txt")


@pytest.mark.parametrize(("builder", "pages"), [("singlehtml", "index.html"), ("epub", "**/*.xhtml")])
def test_books_have_no_dead_places(project: Any, builder: str, pages: str) -> None:
    """Where no script runs nothing leads into the map, and on one page for all each place has a name of its own."""
    project.write("docs/index.md", "# Welcome\n\n```{toctree}\nglossary/index\n```\n\n```{learning-path} Adam\n```\n")
    folder = project.build(builder, conf={"epub_copyright": "me", "version": "1"}).folder
    for file in folder.glob(pages):
        text = file.read_text(encoding="utf-8")
        assert "#concept=" not in text
        assert "#path=" not in text
        names = re.findall(r'\sid="([^"]+)"', text)
        ours = [name for name in names if "panel-" in name]
        assert len(ours) == len(set(ours))
        assert builder == "epub" or "adam-panel-builds-on" in ours


def dead_places(folder: Path) -> list[str]:
    """The addresses in the panels of a built site that name a place which is not there."""
    dead = []
    for file in folder.rglob("*.*html"):
        for address in re.findall(r'href="([^"#:]*#[^"]*mention-[^"]*)"', file.read_text(encoding="utf-8")):
            page, _, place = address.partition("#")
            target = (file.parent / page) if page else file
            target = target / "index.html" if target.is_dir() else target
            if target.read_text(encoding="utf-8").count(f'id="{place}"') != 1:
                dead.append(f"{file.name}: {address}")
    return dead


#: Definitions that name others in every way: in prose, by role, by Markdown link, over two text nodes, in a caption alone.
MENTIONING = {
    "glossary/one.md": "---\nterm: beating\n---\nBeating is like Adam, {term}`RMSprop` and [the slope](derivative.md).\n",
    "glossary/two.md": "---\nterm: boom vang\n---\nA boom vang goes *gradient* descent, and the **gradient**\ndescent again.\n",
    "glossary/three.md": "---\nterm: luff\n---\nA luff is an edge.\n\n:::{figure} sail.png\nHere is Adam.\n:::\n",
    "glossary/four.md": "---\nterm: leech\n---\nA leech is a `gradient`, then {concept}`the other one <Adam>`, then Adam.\n",
}


@pytest.mark.filterwarnings("ignore:.*MystReferenceResolver")
@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml", "epub"])
def test_a_backlink_leads_to_the_place(project: Any, builder: str) -> None:
    """The names under *Mentioned in* lead to the first mention, and every such place is there, once."""
    for path, text in MENTIONING.items():
        project.write(path, text)
    (project.glossary / "sail.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    project.write("docs/index.md", "# Welcome\n\n```{toctree}\nglossary/index\n```\n")
    conf = {"epub_copyright": "me", "version": "1", "suppress_warnings": ["image", "epub.unknown_project_files"]}
    folder = project.build(builder, conf=conf, strict=False).folder
    assert dead_places(folder) == []
    page, address = {
        "html": ("glossary/adam.html", "four.html#mention-adam"),
        "dirhtml": ("glossary/adam/index.html", "../four/#mention-adam"),
        "singlehtml": ("index.html", "#four-mention-adam"),
        "epub": ("glossary/adam.xhtml", "four.xhtml#mention-adam"),
    }[builder]
    assert f'href="{address}"' in (folder / page).read_text(encoding="utf-8")


def test_pages_without_links_have_no_places(project: Any) -> None:
    """Where links are off a backlink leads to the page."""
    built = project.build(conf={"conceptgraph_links": "off"})
    assert "mention-" not in built.read("glossary/gradient.html").replace("concept-mention", "")


def test_definitions_on_one_page_keep_their_places_apart(project: Any) -> None:
    """Two definitions on a page that name the same concept have a place each."""
    luff = "````{concept} luff\nA luff is near Adam.\n````\n"
    leech = "````{concept} leech\nA leech is near Adam, behind the luff.\n````\n"
    project.write("docs/index.md", f"# Welcome\n\n{luff}\n{leech}")
    built = project.build()
    assert dead_places(built.folder) == []
    adam, page = built.read("glossary/adam.html"), built.read("index.html")
    for owner in ("luff", "leech"):
        assert f'href="../index.html#{owner}-mention-adam"' in adam
        assert f'id="{owner}-mention-adam"' in page


#: Where a project says where its repository is, and what the page of an entry links to.
REPOSITORIES = {
    "the setting": (
        {"conceptgraph_repository": "https://github.com/me/it.git/"},
        "https://github.com/me/it/edit/main/glossary/adam.md",
    ),
    "furo": (
        {"html_theme_options": {"source_repository": "https://github.com/me/it/", "source_branch": "dev", "source_directory": "docs/"}},
        "https://github.com/me/it/edit/dev/glossary/adam.md",
    ),
    "the book theme": (
        {"html_theme_options": {"repository_url": "https://gitlab.com/me/it", "repository_branch": "dev", "path_to_docs": "docs"}},
        "https://gitlab.com/me/it/-/edit/dev/glossary/adam.md",
    ),
    "html_context": (
        {"html_context": {"github_user": "me", "github_repo": "it", "github_version": "a b", "conf_py_path": "/doc/source/"}},
        "https://github.com/me/it/edit/a%20b/doc/glossary/adam.md",
    ),
    "a glossary outside of it": (
        {"html_context": {"github_user": "me", "github_repo": "it", "conf_py_path": "/"}},
        "",
    ),
}


@pytest.mark.parametrize(("conf", "edited"), REPOSITORIES.values(), ids=REPOSITORIES.keys())
@pytest.mark.filterwarnings("ignore")
def test_an_entry_can_be_edited_and_a_wrong_link_told(project: Any, conf: dict[str, Any], edited: str) -> None:
    """The page leads to the entry's file in the repository, and to a new issue that says where the link leads."""
    page = project.build(conf={"html_theme": "alabaster", **conf}, strict=False).read("glossary/adam.html")
    line = page.split('<p class="concept-repository">')[1].split("</p>")[0]
    found = [html.unescape(address) for address in re.findall(r'href="([^"]*)"', line)]
    assert found[:-1] == ([edited] if edited else [])
    issue = urlsplit(found[-1])
    assert issue.path == ("/me/it/-/issues/new" if "gitlab" in issue.netloc else "/me/it/issues/new")
    fields = {name.removeprefix("issue[").rstrip("]"): value for name, value in parse_qsl(issue.query)}
    assert fields["title"] == 'Wrong link to "Adam"'
    assert 'It leads to "Adam" (adam)' in fields["body" if "body" in fields else "description"]


def test_what_an_entry_says_stays_data_in_the_issue(project: Any) -> None:
    """A term with marks of addresses and of HTML is written as text of the issue."""
    term = "a&title=b#c <script>?"
    project.write("glossary/hard.md", f"---\nterm: {term!r}\n---\nIt is hard.\n")
    page = project.build(conf={"conceptgraph_repository": "https://github.com/me/it"}).read("glossary/hard.html")
    address = html.unescape(re.findall(r'href="([^"]*issues/new[^"]*)"', page)[0])
    assert dict(parse_qsl(urlsplit(address).query))["title"] == f'Wrong link to "{term}"'


@pytest.mark.parametrize("repository", ["", "javascript:alert(1)"])
def test_without_a_repository_there_are_no_such_links(project: Any, repository: str) -> None:
    """No address of the project's, no link; what is no address of the web is none."""
    built = project.build(conf={"conceptgraph_repository": repository})
    assert "concept-repository" not in built.read("glossary/adam.html")


def test_panels_are_chosen_and_ordered(project: Any) -> None:
    """The setting names the panels in their order; a wrong name is told with those there are."""
    page = project.build(conf={"conceptgraph_panels": ["mentions", "edges"]}).read("glossary/gradient.html")
    assert re.findall(r'id="panel-([\w-]+)"', page) == ["mentioned-in", "builds-on", "leads-to"]
    assert "<svg" not in page
    with pytest.raises(ConfigError, match="panels' takes a list of 'picture', 'edges'"):
        project.build(conf={"conceptgraph_panels": ["edgs"]})
