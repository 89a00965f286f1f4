"""Take the pictures of the README from the built site.

    python docs/pictures.py FOLDER-OF-THE-SITE

Writes docs/_static/concept-page.png and docs/_static/map.png. The browser is the one that CONCEPTGRAPH_BROWSER names, else one
on the path, else Playwright's own.
"""

import os
import shutil
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

PICTURES = Path(__file__).parent / "_static"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SIZE = {"width": 1280, "height": 860}


def main() -> int:
    """Open both pages and take their pictures."""
    site = Path(sys.argv[1]).resolve()
    browser_path = os.environ.get("CONCEPTGRAPH_BROWSER") or next(filter(None, map(shutil.which, BROWSERS)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport=SIZE, color_scheme="light", reduced_motion="reduce")
        take_concept_page(page, site)
        take_map(page, site)
        browser.close()
    return 0


def take_concept_page(page: Any, site: Path) -> None:
    """A concept page with the preview of one of its links open."""
    page.goto((site / "glossary" / "backpropagation-through-time.html").as_uri())
    page.get_by_role("link", name="vanishing gradient").first.hover()
    page.locator("[role=tooltip]").first.wait_for(state="visible")
    page.screenshot(path=PICTURES / "concept-page.png")


def take_map(page: Any, site: Path) -> None:
    """The map with a concept chosen."""
    page.goto((site / "concept-map.html").as_uri() + "#concept=backpropagation")
    page.locator(".cg-map[data-ready]").wait_for(state="visible")
    page.wait_for_timeout(1500)  # the camera is still on its way
    page.screenshot(path=PICTURES / "map.png")


if __name__ == "__main__":
    sys.exit(main())
