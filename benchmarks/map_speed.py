"""What the concept map costs in a browser, beside pyvis: until it can be used, while it is moved, and how fast it answers.

    python benchmarks/map_speed.py [--sizes 300 1000 3000 10000 30000] [--rounds 3] [--write FILE]

All pages show the same made-up graph. "Plain" is pyvis' data with our positions in the plainest page, physics off; "shipped" is
the page pyvis itself writes, which is opened up to 1,000 concepts: it lets its nodes move until they rest. The pages take turns,
and of several rounds the middle counts.
"""

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from map_browser import answering, moving, opening
from map_graphs import made_graph
from map_pages import write_ours, write_plain, write_shipped
from playwright.sync_api import Error, sync_playwright

from conceptgraph.drawing.maps import draw_map

SIZES = (300, 1000, 3000, 10000, 30000)
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
#: Above so many concepts pyvis as shipped is not opened: it blocks the page for minutes.
SHIPPED = 1000
#: Frames that are counted; of the plain page fewer, as it may need seconds for one.
FRAMES, PLAIN_FRAMES = 120, 12
OURS, PLAIN = ".cg-stage canvas", "#net canvas"

Cost = Mapping[str, float]


def main() -> int:
    """Measure each size, and print or write the table."""
    parser = argparse.ArgumentParser(description="Measure the concept map in a browser, beside pyvis.")
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--write", type=Path, help="a file for the table")
    arguments = parser.parse_args()
    path = os.environ.get("CONCEPTGRAPH_BROWSER") or next(filter(None, map(shutil.which, BROWSERS)), None)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        except Error as error:
            print(f"the map in a browser: NOT RUN, there is no browser: {str(error).splitlines()[0]}")
            return 1
        costs = {}
        for size in arguments.sizes:
            costs[size] = measure(browser, size, Path(folder) / str(size), rounds=arguments.rounds)
            print(f"{size}: {', '.join(f'{name} {value:.3g}' for name, value in costs[size].items())}", flush=True)
        told = f"{table(costs)}\n\nChromium {browser.version}, {os.cpu_count()} cores, no graphics card.\n"
        browser.close()
    print(told)
    if arguments.write:
        arguments.write.write_text(told, encoding="utf-8")
    return 0


def measure(browser: Any, size: int, folder: Path, *, rounds: int) -> Cost:
    """All figures of one size; those of pyvis begin with "plain" and "shipped"."""
    begun = time.perf_counter()
    concept_map = draw_map(made_graph(size))
    cost = {"layout": time.perf_counter() - begun}
    ours, weights = write_ours(concept_map, folder)
    plain = write_plain(concept_map, folder)
    opened = [(opening(browser, ours), opening(browser, plain)) for _ in range(rounds)]
    for name in ("ready", "task", "heap"):
        cost[name] = median(own[name] for own, _ in opened)
        cost[f"plain {name}"] = median(other[name] for _, other in opened)
    if size <= SHIPPED:
        cost["shipped ready"] = opening(browser, write_shipped(concept_map, folder))["ready"]
    moved, plainly = moving(browser, ours, selector=OURS, frames=FRAMES), moving(browser, plain, selector=PLAIN, frames=PLAIN_FRAMES)
    cost |= {"frames": moved["frames"], "moving": moved["moving"], "plain frames": plainly["frames"], "plain moving": plainly["moving"]}
    return cost | weights | answering(browser, ours)


def table(costs: Mapping[int, Cost]) -> str:
    """The figures as a table in Markdown, one column a size."""
    rows: list[tuple[str, Sequence[str]]] = [
        ("ready", each(costs, "ready", "{:.2f} s")),
        ("plain page ready", beside(costs, "plain ready", "ready", "{:.1f} s")),
        ("pyvis as shipped ready", beside(costs, "shipped ready", "ready", "{:.0f} s")),
        ("data, compressed", each(costs, "data", "{:.0f} KB", by=1000)),
        ("frames a second, pan and zoom", each(costs, "frames", "{:.0f}")),
        ("plain page, frames a second", each(costs, "plain frames", "{:.1f}")),
        ("longest task while it opens", each(costs, "task", "{:.0f} ms")),
        ("plain page, longest task", beside(costs, "plain task", "task", "{:,.0f} ms")),
        ("longest task while it is moved", each(costs, "moving", "{:.0f} ms")),
        ("heap", each(costs, "heap", "{:.1f} MB")),
        ("plain page, heap", beside(costs, "plain heap", "heap", "{:.0f} MB")),
        ("a concept selected", each(costs, "select", "{:.0f} ms")),
        ("a key of the search, slowest", each(costs, "key", "{:.1f} ms")),
        ("a path to the hundred deepest found", [f"{cost['path']:.1f} ms, {cost['steps']:,.0f} steps" for cost in costs.values()]),
        ("layout at build", each(costs, "layout", "{:.1f} s")),
    ]
    head = f"| concepts | {' | '.join(f'{size:,}' for size in costs)} |\n| --- |{' ---: |' * len(costs)}\n"
    return head + "\n".join(f"| {name} | {' | '.join(cells)} |" for name, cells in rows)


def each(costs: Mapping[int, Cost], name: str, form: str, *, by: float = 1) -> list[str]:
    """One figure at each size; empty where it was not measured."""
    return [form.format(cost[name] / by) if name in cost else "" for cost in costs.values()]


def beside(costs: Mapping[int, Cost], name: str, own: str, form: str) -> list[str]:
    """What another page takes at each size, and how many times ours that is."""
    return [
        f"{form.format(cost[name])}, {cost[name] / max(cost[own], 1e-9):,.0f} ×" if name in cost and cost[own] else ""
        for cost in costs.values()
    ]


if __name__ == "__main__":
    sys.exit(main())
