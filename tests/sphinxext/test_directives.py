"""Directives on ordinary pages."""

import re
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
    """The whole map, what lies around a concept, and a topic: each is a map in its state, with a list of what it shows or the way to it."""
    asked = ("{concept-map}", "{concept-map} gradient\n:depth: 2\n:height: 20rem\n:name: small", "{concept-map}\n:topic: optimization")
    html = page(project, *asked).read("index.html")
    maps = re.findall(r'<div class="cg-map cg-map-embedded" data-embedded=""([^>]*)>(.*?)</(?:details|p)>\n</div>', html, re.DOTALL)
    whole, around, topic = [attributes for attributes, _ in maps]
    assert "data-state" not in whole
    assert 'id="small"' in around
    assert 'data-state="concept=gradient&amp;depth=2"' in around
    assert 'data-height="20rem"' in around
    assert 'data-state="topics=optimization"' in topic
    links = [set(re.findall(r"glossary/([\w-]+)\.html", contents)) for _, contents in maps]
    assert 'href="concept-map.html#cg-list"' in maps[0][1]
    assert links[1] == {"function", "derivative", "gradient", "gradient-descent", "adam", "rmsprop"}
    assert links[2] == {"gradient-descent", "adam", "rmsprop"}
    assert 'src="_static/vis-network.min.js' in html


@pytest.mark.parametrize(
    ("option", "message"),
    [
        (":height: tall", "'tall' is no height"),
        (":depth: 4", 'unknown; choose from "1", "2", or "3"'),
        (":name: 4 maps", "'4 maps' is no name"),
    ],
)
def test_options_of_a_map_say_what_they_take(project: Any, option: str, message: str) -> None:
    """An option with a value it cannot take is an error at its line that says what would do."""
    warnings = page(project, f"{{concept-map}} gradient\n{option}", strict=False).warnings
    assert message in warnings
    assert "index.md:" in warnings


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


def both(project: Any, myst: str, rst: str) -> None:
    """The same directive on a page of either language."""
    project.write("docs/index.md", f"# Welcome\n\n{myst}\n")
    project.write("docs/plain.rst", f":orphan:\n\nPlain\n=====\n\n{rst}\n")


def texts(built: Any, start: str, end: str) -> list[str]:
    """A part of both pages as plain text."""
    pages = (built.read(page).split('role="main">')[1] for page in ("index.html", "plain.html"))
    return [" ".join(re.sub(r"<[^>]+>", "", page.split(start)[1].split(end)[0]).split()) for page in pages]


def test_backlinks(project: Any) -> None:
    """Who mentions a concept is listed by name, each with its sentence, and leads to the place."""
    both(project, "```{concept-backlinks} function\n```", ".. concept-backlinks:: Function")
    built = project.build()
    derivative = "derivative: The derivative of a function"
    for text in texts(built, '<ul class="concept-list concept-sentences concept-backlinks', "</ul>"):
        assert derivative in text
        assert text.index(derivative) < text.index("gradient: A gradient is the vector")
    assert 'href="glossary/derivative.html#mention-function"' in built.read("index.html")


@pytest.mark.parametrize(("options", "count"), [("", 2), (":limit: 1", 1)])
def test_backlinks_are_limited_on_request(project: Any, options: str, count: int) -> None:
    """`:limit:` says how many are shown at most."""
    both(
        project, f"```{{concept-backlinks}} gradient descent\n{options}\n```", f".. concept-backlinks:: GD\n   :concept: adam\n   {options}"
    )
    adam = project.glossary / "function.md"
    adam.write_text(adam.read_text(encoding="utf-8") + "\nUnlike gradient descent and Adam.\n", encoding="utf-8")
    assert project.build().read("index.html").count('class="concept-sentence"') == count


def test_backlinks_of_the_page_itself(project: Any) -> None:
    """On the page of a concept the directive needs no name; elsewhere it says so."""
    gradient = project.glossary / "gradient.md"
    gradient.write_text(gradient.read_text(encoding="utf-8") + "\n```{concept-backlinks}\n```\n", encoding="utf-8")
    project.write("docs/index.md", "# Welcome\n\n```{concept-backlinks}\n```\n")
    built = project.build(strict=False)
    assert "concept-backlinks" in built.read("glossary/gradient.html")
    assert "index.md:3: WARNING: concept-backlinks: needs a concept; write ':concept:' and its name" in built.warnings


def test_wanted_concepts(project: Any) -> None:
    """Names that entries lean on without an entry stand with who needs them, and go when the entry comes."""
    for number in range(3):
        text = f"---\nterm: sail {number}\n---\nA sail {number} is held by the boom vang, and the boom vang holds it.\n"
        project.write(f"glossary/sail-{number}.md", text)
    both(project, "```{wanted-concepts}\n```", ".. wanted-concepts::\n   :limit: 1")
    built = project.build()
    for text in texts(built, '<ul class="concept-list concept-wanted no-search simple">', "</ul>"):
        assert text.startswith("boom vang: needed by sail 0, sail 1, sail 2")
        assert "is held by the boom vang" in text
    project.write("glossary/boom-vang.md", "---\nterm: boom vang\n---\nA boom vang holds a boom down.\n")
    again = project.build()
    assert "boom vang: needed by" not in re.sub(r"<[^>]+>", "", again.read("index.html") + again.read("plain.html"))


def test_a_list_as_a_table(project: Any) -> None:
    """`:as: table` gives name, level, topics and definition in columns; filters work as before."""
    both(project, "```{concept-list} optimization\n:as: table\n:level: 3\n```", ".. concept-list:: optimization\n   :as: table")
    built = project.build()
    for text in texts(built, "<table", "</table>"):
        assert "Concept Level Topics Definition Adam 3 optimization Adam is a form of gradient descent" in text
        assert "function" not in text.split("Definition")[1].split()
    assert re.search(r"\| Concept +\| Level +\| Topics", project.build("text").read("index.txt"))
    project.build("latex")


def test_a_wrong_shape_is_told(project: Any) -> None:
    """`:as:` takes two words, and the message has both."""
    warnings = page(project, "{concept-list}\n:as: tabel", strict=False).warnings
    assert '"tabel"' in warnings
    assert "list" in warnings


@pytest.mark.parametrize(
    ("directive", "edited", "old", "new"),
    [
        ("{concept-backlinks} gradient", "gradient-descent", "steps against the gradient", "goes down the gradient"),
        ("{concept-list} optimization\n:as: table", "rmsprop", "RMSprop divides", "RMSprop shrinks"),
        ("{concept-list} optimization", "rmsprop", "term: RMSprop", "term: RMSProp"),
        ("{learning-path} Adam", "adam", "it is a form of it", "it adds to it"),
        ("{concept-neighbourhood} gradient", "gradient-descent", "term: gradient descent", "term: gradient descent method"),
    ],
)
def test_a_page_follows_what_it_asks(project: Any, directive: str, edited: str, old: str, new: str) -> None:
    """A change in another file rewrites the page that shows it, and the page is what a clean build gives."""
    file = project.glossary / f"{edited}.md"
    before = page(project, directive, conf={"suppress_warnings": ["conceptgraph"]}, strict=False).read("index.html")
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    conf = {"suppress_warnings": ["conceptgraph"]}
    after = project.build(conf=conf, strict=False).read("index.html")
    assert after != before
    assert after == project.build(out="clean", doctrees="clean-doctrees", conf=conf, strict=False).read("index.html")


def test_a_shared_name_is_told_apart_in_a_to_z(project: Any) -> None:
    """A name of several concepts stands once, with all it may mean and their topics; full terms stand as well."""
    project.write("glossary/block-city.md", "---\nterm: block (city)\ntopics: [towns]\n---\nA block is a group of houses.\n")
    project.write("glossary/block-pulley.md", "---\nterm: block (pulley)\naliases: [tackle]\n---\nA block is a case with a wheel.\n")
    project.write("glossary/rig.md", "---\nterm: rig\naliases: [tackle]\n---\nA rig is what holds sails.\n")
    built = project.build(strict=False)
    items = [re.sub(r"<[^>]+>", "", item) for item in re.findall(r"<li><p>(.*?)</p>", built.read("a-to-z.html"))]
    assert "block may mean: block (city) towns, block (pulley)" in items
    assert "tackle may mean: block (pulley), rig" in items
    assert not [item for item in items if item.startswith("tackle \N{RIGHTWARDS ARROW}")]
    assert {"block (city)", "block (pulley)", "rig", "Adam optimizer \N{RIGHTWARDS ARROW} Adam"} <= set(items)
