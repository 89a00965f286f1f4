"""Old addresses of entries that have another id now."""

from typing import Any

import pytest

MOVED = "---\nterm: Newton's <method>\nredirect_from: [newton-raphson, tangent-method]\n---\nIt uses the derivative.\n"


@pytest.fixture
def moved(project: Any) -> Any:
    """A project with an entry that had two other ids."""
    project.write("glossary/newton.md", MOVED)
    return project


@pytest.mark.parametrize(("builder", "page", "href"), [
    ("html", "glossary/newton-raphson.html", "newton.html"), ("dirhtml", "glossary/tangent-method/index.html", "../newton/"),
])  # fmt: skip
def test_the_old_address_leads_to_the_page(moved: Any, builder: str, page: str, href: str) -> None:
    """The page goes on by itself, names the new address to search engines, and holds a link whose text is escaped."""
    text = moved.build(builder, conf={"html_baseurl": "https://example.org/docs/"}).read(page)
    assert f'<meta http-equiv="refresh" content="1; url={href}">' in text
    assert f'<a href="{href}">Newton&#x27;s &lt;method&gt;</a>' in text
    assert f'<link rel="canonical" href="https://example.org/docs/glossary/newton{".html" if builder == "html" else "/"}">' in text


def test_a_page_is_never_overwritten(moved: Any) -> None:
    """An old id that is a page of its own, or that two entries claim, is reported."""
    moved.write("glossary/newton.md", MOVED.replace("tangent-method", "adam"))
    moved.write("glossary/secant.md", "---\nterm: secant method\nredirect_from: newton-raphson\n---\nIt needs no derivative.\n")
    built = moved.build(strict=False)
    assert "concept-panels" in built.read("glossary/adam.html")
    assert "glossary/newton.md:3: WARNING: 'redirect_from' names 'adam', which is a page of its own" in built.warnings
    assert "'redirect_from' names 'newton-raphson', which leads to newton.md already" in built.warnings
    assert built.warnings.count("conceptgraph.redirect-clash") == 2


def test_a_redirect_goes_when_nothing_names_it(moved: Any) -> None:
    """An old address that is no longer given is taken away, a page that has its name now stays."""
    moved.build()
    moved.write("glossary/newton.md", MOVED.replace("newton-raphson, tangent-method", ""))
    moved.write("glossary/tangent-method.md", "---\nterm: tangent method\n---\nAnother way to use the derivative.\n")
    built = moved.build(strict=False)
    assert not (built.folder / "glossary/newton-raphson.html").exists()
    assert "concept-panels" in built.read("glossary/tangent-method.html")


def test_a_redirect_that_is_lost_comes_back(moved: Any) -> None:
    """A build without change writes what somebody has deleted, and does not touch what is there."""
    file, other = ((moved.build().folder / "glossary" / f"{name}.html") for name in ("newton-raphson", "tangent-method"))
    file.unlink()
    time = other.stat().st_mtime_ns
    moved.build()
    assert file.is_file()
    assert other.stat().st_mtime_ns == time


@pytest.mark.browser
def test_the_fragment_is_kept(page: Any, moved: Any) -> None:
    """A link to a place on the old page arrives at that place."""
    page.goto((moved.build().folder / "glossary/newton-raphson.html").as_uri() + "#panel-builds-on")
    page.wait_for_url("**/glossary/newton.html#panel-builds-on")


@pytest.mark.browser
def test_a_concept_on_a_page_is_arrived_at(page: Any, project: Any) -> None:
    """Its place stands in the new address, and no fragment of the old page behind it."""
    project.write("docs/index.md", "# Welcome\n\n```{concept} leech\n:redirect_from: bloodsucker\n\nA leech has a gradient.\n```\n")
    page.goto((project.build().folder / "glossary/bloodsucker.html").as_uri() + "#panel-builds-on")
    page.wait_for_url("**/index.html#concept-leech")
