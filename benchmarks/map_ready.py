"""How long the concept map takes in a browser, from opening the file until it answers.

    python benchmarks/map_ready.py [--sizes 300 1000] [--rounds 5]

Our own glossary and generated ones, each as the single file that `conceptgraph map` writes.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

from generated import make_entries, write_plain_entries
from playwright.sync_api import Error, sync_playwright

OWN = Path(__file__).parent.parent / "glossary"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
#: Notes when the map says of itself that it can be used.
NOTE_READY = """
new MutationObserver(() => {
  if (!window.mapReady && document.querySelector(".cg-map[data-ready]")) window.mapReady = performance.now();
}).observe(document, { attributes: true, attributeFilter: ["data-ready"], subtree: true });
"""


def main() -> int:
    """Write the maps, open each several times, and print the median."""
    parser = argparse.ArgumentParser(description="Measure the concept map in a browser.")
    parser.add_argument("--sizes", type=int, nargs="*", default=[300, 1000])
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    path = os.environ.get("CONCEPTGRAPH_BROWSER") or next(filter(None, map(shutil.which, BROWSERS)), None)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        except Error as error:
            print(f"map ready time: NOT RUN, there is no browser: {str(error).splitlines()[0]}")
            return 1
        print(f"Chromium {browser.version}, without a graphics card")
        glossaries = {"our own glossary": OWN}
        for count in arguments.sizes:
            glossaries[f"{count} generated entries"] = Path(folder) / str(count)
            write_plain_entries(make_entries(count), Path(folder) / str(count))
        for name, glossary in glossaries.items():
            file = Path(folder) / f"{glossary.name}.html"
            write_map(glossary, file)
            times = [ready_time(browser, file) for _ in range(arguments.rounds)]
            size = f"{file.stat().st_size / 1e6:.2f} MB"
            print(f"  {name:24} {size:>8}, ready after {median(times):.2f} s (best {min(times):.2f} of {len(times)})")
        browser.close()
    return 0


def write_map(glossary: Path, file: Path) -> None:
    """The map of a glossary, as one file."""
    command = [sys.executable, "-m", "conceptgraph", "map", "--glossary", str(glossary), "-o", str(file)]
    subprocess.run(command, check=True, capture_output=True)


def ready_time(browser: Any, file: Path) -> float:
    """Seconds from opening the file until the map can be used, in a fresh page."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.add_init_script(NOTE_READY)
    page.goto(file.as_uri())
    page.locator(".cg-map[data-ready]").wait_for(state="attached")
    milliseconds: float = page.evaluate("window.mapReady")
    page.close()
    return milliseconds / 1000


if __name__ == "__main__":
    sys.exit(main())
