"""Every kind of page of our own site under axe-core, light and dark, on a desktop and on a phone: it finds nothing of ours."""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

#: Each kind of page, and what a reader has done on it.
PAGES = {
    "home": "index.html",
    "concept": "glossary/backpropagation.html",
    "concept, on a path": "glossary/backpropagation.html?path=train-a-neural-network",
    "map": "concept-map.html",
    "map, selection": "concept-map.html#concept=adam&depth=2",
    "map, path": "concept-map.html#path=gradient..long-short-term-memory",
    "map, help": "concept-map.html#",
    "map, search": "concept-map.html#",
    "map, list": "concept-map.html#",
    "path": "learning-paths/train-a-neural-network.html",
    "paths": "learning-paths.html",
    "find a path": "find-a-path.html",
    "A to Z": "a-to-z.html",
    "glossary": "glossary/index.html",
}
#: What is done on a page before it is looked at: the keys pressed on the map, and what then is to be seen.
DONE = {
    "map, help": ("?", ".cg-map .cg-help"),
    "map, search": ("/grad", ".cg-map [role=option]"),
}
SIZES = {"desktop": (1280, 900), "phone": (390, 844)}
#: Only colors differ between light and dark; the other rules need not be asked twice.
OF_COLOR = ["color-contrast", "link-in-text-block"]
#: Faults that are not ours, by rule and by what their element's address begins with. Sphinx itself writes the captions of the
#: contents as headings without a level (`html.py` of its toctree), in every theme; Furo's button "Back to top", which shows once a
#: page was scrolled, lies in no landmark.
NOT_OURS = {"aria-required-attr": '.caption[role="heading"]', "region": ".back-to-top"}
#: Of hundreds of rows and branches that are made alike, axe looks at so many of each topic; all of them take it a minute.
FEW_ROWS = 2
FEW = """(few) => document.querySelectorAll(".cg-table tbody, .cg-tree ul")
    .forEach((rows) => [...rows.children].slice(few).forEach((row) => row.remove()))"""
RUN = """async ({ rules }) => {
    const options = { resultTypes: ["violations"], ...(rules.length ? { runOnly: { type: "rule", values: rules } } : {}) };
    const { violations } = await axe.run(document, options);
    const told = (node) => [node.target.join(" "), node.html.slice(0, 120), node.failureSummary];
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => [id, ...told(node)]));
}"""


@pytest.fixture(scope="module")
def axe() -> str:
    """The script of axe-core, which a package carries."""
    pytest.importorskip("axe_playwright_python")
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module", params=[(size, scheme) for scheme in ("light", "dark") for size in SIZES], ids="-".join)
def looked_at(request: pytest.FixtureRequest, browser: Any) -> Iterator[tuple[Any, str]]:
    """A page of a size and a scheme, which all tests of both share."""
    size, scheme = request.param
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce")
    yield context.new_page(), scheme
    context.close()


def open_kind(page: Any, site: Path, kind: str) -> None:
    """Go to a page and do there what its kind says."""
    page.goto("about:blank")
    page.goto(f"{site.as_uri()}/{PAGES[kind]}")
    if not kind.startswith("map"):
        page.wait_for_load_state("load")
        return
    page.wait_for_selector(".cg-map[data-ready]")
    if "#concept" in PAGES[kind] or "#path" in PAGES[kind]:
        page.locator(".cg-map.cg-focused").wait_for()
    if kind in DONE:
        keys, shown = DONE[kind]
        page.locator(".cg-stage").focus()
        page.keyboard.type(keys)
        page.locator(shown).first.wait_for()
    if kind == "map, list":
        page.locator("details.cg-outline > summary").click()
        page.locator("details.cg-reading > summary").click()
        page.locator(".cg-table th button").first.wait_for()
        page.evaluate(FEW, FEW_ROWS)


@pytest.mark.parametrize("kind", PAGES)
def test_axe_finds_nothing_of_ours(looked_at: tuple[Any, str], site: Path, axe: str, kind: str) -> None:
    """On each kind of page no rule of axe-core is broken but by what the theme or Sphinx writes themselves."""
    page, scheme = looked_at
    open_kind(page, site, kind)
    page.evaluate(axe)
    found = page.evaluate(RUN, {"rules": OF_COLOR if scheme == "dark" else []})
    ours = [fault for fault in found if not fault[1].startswith(NOT_OURS.get(fault[0], "\0"))]
    assert not ours, "\n".join(" | ".join(fault) for fault in ours)


def test_axe_sees_faults(looked_at: tuple[Any, str], site: Path, axe: str) -> None:
    """The same question finds a picture without a text and a text that is too pale."""
    page, scheme = looked_at
    open_kind(page, site, "glossary")
    page.evaluate("document.querySelector('article').insertAdjacentHTML('afterbegin', '<img src=\"x.png\"><p class=pale>pale</p>')")
    page.add_style_tag(content=".pale { color: #888 !important; background: #999; }")
    page.evaluate(axe)
    rules = {fault[0] for fault in page.evaluate(RUN, {"rules": OF_COLOR if scheme == "dark" else []})}
    assert rules >= ({"color-contrast"} if scheme == "dark" else {"color-contrast", "image-alt"})
