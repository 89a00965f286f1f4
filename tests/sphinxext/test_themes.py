"""Our pages in the themes that projects use, light and dark: read well, and neither side styles what is the other's.

The themes are no dependencies of the suite: `nox -s themes` installs them and runs this.
"""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.themes, pytest.mark.browser]

PLAIN = """# Plain

A paragraph with `code`, *stress* and [a link](index.md).

- one
- two

1. first
2. second

| a | b |
| - | - |
| 1 | 2 |

## More

> quoted

```python
x = 1
```

```{note}
Noted.
```

term
: Definition.
"""
#: Each theme with what it needs in conf.py, and whether it has a dark mode.
THEMES = {
    "furo": ("", True),
    "pydata_sphinx_theme": ("", True),
    "sphinx_book_theme": ("", True),
    "sphinx_rtd_theme": ("", False),
    "alabaster": ("", False),
    "sphinx_immaterial": ('extensions.append("sphinx_immaterial")\nhtml_theme_options = {"font": False}\n', True),
}
CASES = [(theme, mode) for theme, (_, dark) in THEMES.items() for mode in ("light", "dark") if dark or mode == "light"]
PAGES = ("glossary/adam.html", "glossary/index.html", "a-to-z.html", "learning-paths/up-to-adam.html", "concept-map.html")

#: The texts of ours whose contrast is too low, with the ratio; links have the theme's color and are its own affair.
TOO_PALE = """() => {
  const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 });
  const ink = canvas.getContext("2d", { willReadFrequently: true });
  const rgba = (color) => {
    ink.clearRect(0, 0, 1, 1);
    ink.fillStyle = color;
    ink.fillRect(0, 0, 1, 1);
    return [...ink.getImageData(0, 0, 1, 1).data];
  };
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, at) => sum + v * [0.2126, 0.7152, 0.0722][at], 0);
  const behind = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const color = rgba(getComputedStyle(at).backgroundColor);
      if (color[3] > 250) return color;
    }
    return [255, 255, 255];
  };
  const ours = ".concept-facts, .concept-panels, .concept-index, .concept-a-to-z, .concept-path, .cg-map-app, #concept-preview";
  const found = [];
  for (const node of document.querySelectorAll(`:is(${ours}), :is(${ours}) *`)) {
    const text = [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim());
    if (!text || node.closest("a, svg, button[disabled]") || !node.getClientRects().length) continue;
    const style = getComputedStyle(node), [a, b] = [light(rgba(style.color)), light(behind(node))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05), large = parseFloat(style.fontSize) >= 24;
    const told = `${node.className || node.tagName} ${ratio.toFixed(2)}: ${node.textContent.trim().slice(0, 30)}`;
    if (ratio < (large ? 3 : 4.5)) found.push(told);
  }
  return found;
}"""
#: The computed style of what the text of a page consists of.
STYLES = """() => [...document.querySelectorAll("h1, h2, p, ul, ol, li, table, td, blockquote, pre, code, em, dl, dt, dd, a, .admonition")]
  .filter((node) => node.closest("main, [role=main], article, .document"))
  .filter((node) => !node.closest("nav, footer, header, aside, .sphinxsidebar, .md-sidebar, .related"))
  .map((node) => [node, getComputedStyle(node)])
  .map(([node, style]) => node.tagName + [...style].filter((name) => !name.startsWith("--")).map((name) => style[name]).join("|"))"""


@pytest.fixture(scope="module")
def built(fresh: Any) -> Any:
    """Builds the project in a theme, with or without us, in a process of its own."""
    done: dict[tuple[str, bool], Path] = {}

    def build(theme: str, *, ours: bool = True) -> Path:
        if (theme, ours) not in done:
            project = fresh(f"{theme}-{ours}")
            ending = ', "conceptgraph.sphinxext"' if ours else ""
            conf = f'project = "Try"\nextensions = ["myst_parser"{ending}]\nmyst_enable_extensions = ["deflist"]\nhtml_theme = "{theme}"\n'
            project.write("docs/conf.py", conf + THEMES[theme][0])
            project.write("docs/index.md", "# Welcome\n\n```{toctree}\nplain\n```\n")
            project.write("docs/plain.md", PLAIN)
            out = project.root / "out"
            command = [sys.executable, "-m", "sphinx", "-n", "-W", "--keep-going", "-q", "-j", "1", str(project.docs), str(out)]
            made = subprocess.run(command, capture_output=True, text=True, check=False)
            assert made.returncode == 0, made.stderr
            done[theme, ours] = out
        return done[theme, ours]

    return build


def show(page: Any, file: Path, mode: str) -> None:
    """Open a page, in the mode that its theme's switch would choose."""
    page.emulate_media(color_scheme=mode)
    page.goto(file.as_uri())
    page.evaluate(
        "(mode) => { for (const node of [document.documentElement, document.body]) {"
        " if ('theme' in node.dataset) node.dataset.theme = mode; if ('mode' in node.dataset) node.dataset.mode = mode;"
        " if ('mdColorScheme' in node.dataset) node.dataset.mdColorScheme = mode === 'dark' ? 'slate' : 'default'; } }",
        mode,
    )


@pytest.mark.parametrize(("theme", "mode"), CASES)
def test_texts_can_be_read(browser: Any, built: Any, theme: str, mode: str) -> None:
    """Every text of ours has a contrast of at least 4.5 to what is behind it: pages, map, path and preview."""
    page = browser.new_page()
    for name in PAGES:
        show(page, built(theme) / name, mode)
        if name == "concept-map.html":
            page.wait_for_selector(".cg-map[data-ready]")
        if name == "glossary/adam.html":
            page.locator("p > a.concept-link").first.hover()
            page.locator("#concept-preview").wait_for()
        page.wait_for_timeout(250)
        assert page.evaluate(TOO_PALE) == [], name
    page.close()


@pytest.mark.parametrize("theme", THEMES)
def test_our_styles_stay_with_us(browser: Any, built: Any, theme: str) -> None:
    """On a page without concepts every element looks the same with us and without us."""
    page = browser.new_page()
    looks = []
    for ours in (True, False):
        show(page, built(theme, ours=ours) / "plain.html", "light")
        page.wait_for_timeout(100)
        looks.append(page.evaluate(STYLES))
    assert len(looks[0]) > 20
    assert looks[0] == looks[1]
    page.close()


@pytest.mark.parametrize("theme", THEMES)
def test_their_styles_stay_with_them(browser: Any, built: Any, theme: str) -> None:
    """A theme that styles every list does not number our steps twice, nor put bullets before our cards, names and boxes."""
    page = browser.new_page()
    lists = {
        "learning-paths/up-to-adam.html": "ol.concept-path-steps > li",
        "glossary/index.html": "ul.concept-ways > li",
        "a-to-z.html": "ul.concept-columns > li",
        "concept-map.html": ".cg-checks > li",
    }
    for name, items in lists.items():
        show(page, built(theme) / name, "light")
        if name == "concept-map.html":
            page.wait_for_selector(".cg-map[data-ready]")
        kinds = page.locator(items).evaluate_all("(items) => items.map((item) => getComputedStyle(item).listStyleType)")
        assert set(kinds) == {"none"}, name
    margins = page.locator(".cg-checks > li").evaluate_all("(items) => items.map((item) => getComputedStyle(item).marginLeft)")
    assert set(margins) == {"0px"}
    page.close()


@pytest.mark.parametrize("theme", THEMES)
def test_the_map_has_its_room(browser: Any, built: Any, theme: str) -> None:
    """On its own page the map is wider than a column of text, and nothing of the page runs out at the right."""
    page = browser.new_page(viewport={"width": 1600, "height": 900})
    show(page, built(theme) / "concept-map.html", "light")
    page.wait_for_selector(".cg-map[data-ready]")
    assert page.locator(".cg-map").bounding_box()["width"] > 800
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.close()
