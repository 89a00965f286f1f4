"""Previews in a browser, opened from disk: for each way to a concept, by pointer, keyboard and finger."""

import re
from typing import Any

import pytest

from conceptgraph.sphinxext.previews import NAMES_SHOWN, preview_files
from conceptgraph.sphinxext.site import site_of

TIP = "#concept-preview"
WORDS = """# Words

```{glossary}
learning rate
  The learning rate is how far a step of gradient descent goes.
```

```{concept} momentum
:requires: gradient descent
Momentum keeps `beta` of the last {concept}`step <gradient>` where {math}`x^2 < 1` holds.
```

On its own page: {concept}`momentum` and {term}`learning rate`.
"""
INDEX = """# Welcome

```{toctree}
guide/words
guide/far
```

By role {concept}`momentum`, by term {term}`learning rate` and {term}`Adam optimizer`.
"""
FAR = "# Far\n\nNames steepest descent, momentum and the learning rate.\n"


@pytest.fixture(scope="module")
def wide(fresh: Any) -> Any:
    """A project whose concepts are at home on an ordinary page too, and whose pages link to them in every way."""
    project = fresh("previews")
    project.write("docs/guide/words.md", WORDS)
    project.write("docs/guide/far.md", FAR)
    project.write("docs/index.md", INDEX)
    return project


@pytest.fixture(scope="module")
def site(wide: Any) -> Any:
    return wide.build(conf={"conceptgraph_link_pages": "all"})


def test_files_are_named_after_the_places_of_links(site: Any) -> None:
    """A concept with a page or an anchor of ours has a file of its id, a term of Sphinx's glossary one of its anchor."""
    names = {file.name for file in (site.folder / "_concepts").glob("*.js")}
    assert {"adam.js", "momentum.js", "term-learning-rate.js"} <= names
    for name in names:
        assert f'conceptgraphPreview("{name.removesuffix(".js")}"' in site.read(f"_concepts/{name}")


def test_a_preview_names_a_few_prerequisites(project: Any) -> None:
    """Of many prerequisites the first are named, the others counted, and a foreign one is no link."""
    terms = ("gradient", "Adam", "RMSprop", "function", "derivative")
    project.write("glossary/all.md", f"---\nterm: all of it\nrequires: [{', '.join(terms)}]\n---\nAll of it.\n")
    built = project.build()
    text = built.read("_concepts/all.js")
    assert text.count("<a href=") == NAMES_SHOWN
    assert "and 1 more" in text


@pytest.mark.filterwarnings("ignore:.*MystReferenceResolver.app")  # MyST-Parser's own, for every link to a file
def test_what_an_author_marks_is_marked(project: Any) -> None:
    """Code, formulas and links to entries are what they are; an address, a foreign link and markup typed as text are words."""
    project.write(
        "glossary/all.md",
        "---\nterm: all\n---\nAll `a < b` of $x < 1$, [one](adam.md), [two](derivative.md), "
        "[three](https://example.org/x), https://example.org/y and \\<b> it:\n\n$$x$$\n",
    )
    text = project.build(strict=False).read("_concepts/all.js")
    shown = re.search(r"<p>(All.*?)<..p>", text)[1].replace("\\", "")  # type: ignore[index]
    assert "<code>a &lt; b</code> of <math" in shown
    assert '<a href="glossary/adam.html">one</a>, <a href="glossary/derivative.html">two</a>, three, ' in shown
    assert shown.endswith("https://example.org/y and &lt;b&gt; it.")


def test_two_places_of_one_name_have_no_preview(site: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a disk that is blind to case would give two concepts one file, neither shows the other's text."""
    found = site_of(site.app)
    monkeypatch.setattr("conceptgraph.sphinxext.previews.preview_name", lambda _site, concept: "G" if concept == "adam" else concept[:1])
    names = set(preview_files(found, site.app.builder))
    assert names == {"f.js", "d.js", "r.js", "m.js", "l.js"}


LINKS = [
    ("glossary/adam.html", ".concept-panels a.concept-link >> text=gradient descent", "steps against"),
    ("glossary/adam.html", "svg.cg-wide a >> text=gradient descent", "steps against"),
    ("glossary/adam.html", "section p a.concept-link >> text=RMSprop", "running average"),
    ("index.html", "a >> text=momentum", "Momentum keeps"),
    ("index.html", "a >> text=learning rate", "how far a step"),
    ("index.html", "a >> text=Adam optimizer", "a form of gradient"),
    ("guide/far.html", "a >> text=steepest descent", "steps against"),
    ("guide/far.html", "a >> text=momentum", "Momentum keeps"),
    ("guide/far.html", "a >> text=learning rate", "how far a step"),
    ("a-to-z.html", "a >> text=momentum", "Momentum keeps"),
]


@pytest.mark.browser
@pytest.mark.parametrize("builder", ["html", "dirhtml"])
@pytest.mark.parametrize(("where", "link", "said"), LINKS)
def test_every_link_to_a_concept_has_one(page: Any, wide: Any, builder: str, where: str, link: str, said: str) -> None:
    """Panels, pictures, roles, automatic links on entries and ordinary pages: pointed at, each shows the definition."""
    folder = wide.root / builder
    if not folder.exists():
        wide.build(builder, out=builder, doctrees=f"doctrees-{builder}", conf={"conceptgraph_link_pages": "all"})
    if builder == "dirhtml":
        where = where.replace(".html", "/index.html") if where != "index.html" else where
    page.goto((folder / where).as_uri())
    page.locator(link).first.hover()
    page.locator(TIP).wait_for()
    assert said in page.locator(TIP).inner_text()


@pytest.mark.browser
class TestPreviews:
    """What WCAG 1.4.13 asks of content on hover and focus, and what sphinx.md promises."""

    def open(self, page: Any, site: Any) -> Any:
        page.goto((site.folder / "glossary/adam.html").as_uri())
        return page.locator("section p a.concept-link", has_text="gradient").first

    def test_the_pointer_can_enter(self, page: Any, site: Any) -> None:
        """The preview stays while the pointer is in it, and goes when it leaves."""
        self.open(page, site).hover()
        page.locator(TIP).wait_for()
        page.locator(TIP).hover()
        page.wait_for_timeout(400)
        assert page.locator(TIP).count() == 1
        page.mouse.move(2, 2)
        page.locator(TIP).wait_for(state="detached")

    def test_focus_shows_and_escape_closes(self, page: Any, site: Any) -> None:
        """A keyboard user sees it too, a screen reader hears it, and Escape closes it without moving the focus."""
        link = self.open(page, site)
        page.keyboard.press("Tab")
        link.focus()
        page.locator(TIP).wait_for()
        assert link.get_attribute("aria-describedby") == TIP[1:]
        page.keyboard.press("Escape")
        page.locator(TIP).wait_for(state="detached")
        assert link.evaluate("(link) => link === document.activeElement && !link.hasAttribute('aria-describedby')")

    def test_escape_closes_under_the_pointer(self, page: Any, site: Any) -> None:
        """What was opened by the pointer is dismissed without moving it."""
        self.open(page, site).hover()
        page.locator(TIP).wait_for()
        page.keyboard.press("Escape")
        page.locator(TIP).wait_for(state="detached")

    def test_the_focus_that_goes_on_takes_it_away(self, page: Any, site: Any) -> None:
        """With the focus on something else the preview goes."""
        link = self.open(page, site)
        page.keyboard.press("Tab")
        link.focus()
        page.locator(TIP).wait_for()
        page.locator(".concept-facts a").first.focus()
        page.locator(TIP).wait_for(state="detached")

    def test_a_tap_shows_and_a_second_follows(self, browser: Any, site: Any) -> None:
        """A finger has no hover: the first tap shows the preview, the second goes to the page."""
        context = browser.new_context(has_touch=True, viewport={"width": 390, "height": 800})
        page = context.new_page()
        link = self.open(page, site)
        link.tap()
        page.locator(TIP).wait_for()
        assert page.url.endswith("adam.html")
        box = page.locator(TIP).bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
        link.tap()
        page.wait_for_url("**/gradient-descent.html")
        context.close()

    @pytest.mark.parametrize(
        ("where", "link"),
        [("glossary/adam.html", "details.concept-learn a >> text=Adam"), ("guide/words.html", "p a >> text=momentum"),
         ("guide/words.html", "p a >> text=learning rate"), ("index.html", "a >> text=Words")],
    )  # fmt: skip
    def test_none_on_the_page_itself(self, page: Any, site: Any, where: str, link: str) -> None:
        """A link that stays on its page shows nothing, nor does one to a page that is no concept."""
        page.goto((site.folder / where).as_uri())
        page.evaluate("document.querySelectorAll('details').forEach((fold) => (fold.open = true))")
        page.locator(link).first.hover()
        page.wait_for_timeout(500)
        assert page.locator(TIP).count() == 0

    def test_formulas_code_and_links_are_right(self, page: Any, site: Any) -> None:
        """A formula is MathML, code is code, and a link inside leads where it says from whatever page."""
        page.goto((site.folder / "guide/far.html").as_uri())
        page.locator("a >> text=momentum").first.hover()
        tip = page.locator(TIP)
        tip.wait_for()
        assert tip.locator("math msup").count() == 1
        assert tip.locator("code").inner_text() == "beta"
        assert tip.locator("a").evaluate_all("(links) => links.map((link) => link.textContent)")[:2] == ["step", "gradient descent"]
        inside = tip.locator("a", has_text="gradient descent")
        inside.hover()
        page.wait_for_timeout(300)
        inside.click()
        page.wait_for_url(re.compile(r"/glossary/gradient-descent\.html$"))

    def test_it_stays_in_sight(self, page: Any, site: Any) -> None:
        """At the lower edge it opens above the link, at the right one beside it: nothing of it is cut off."""
        link = self.open(page, site)
        box = link.bounding_box()
        page.set_viewport_size({"width": int(box["x"] + box["width"] + 10), "height": int(box["y"] + box["height"] + 8)})
        link.scroll_into_view_if_needed()
        link.hover()
        tip = page.locator(TIP)
        tip.wait_for()
        seen, at = tip.bounding_box(), link.bounding_box()
        assert seen["y"] + seen["height"] <= at["y"]
        assert seen["x"] >= 0
        assert seen["x"] + seen["width"] <= page.viewport_size["width"]

    def test_without_script_the_link_works(self, browser: Any, site: Any) -> None:
        """Where no script runs there is no preview, and the link is a link."""
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        link = self.open(page, site)
        link.hover()
        link.click()
        page.wait_for_url("**/gradient-descent.html")
        context.close()
