"""What a page with a map costs in a browser: until it can be used, while it is moved, and how fast it answers.

Each question is asked inside the page, so that nothing but the page's own work is counted. A page that is read is read in
a fresh context of the browser, so that nothing is kept from the one before.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

READY = "conceptgraph:ready"
WINDOW = {"width": 1280, "height": 900}
#: Seconds that a page may take until it can be used; only pyvis as shipped takes so many.
PATIENCE = 600
#: Tasks of more than 50 ms are noted from the first script on.
NOTE_TASKS = """
window.tasks = [];
new PerformanceObserver((list) => window.tasks.push(...list.getEntries().map((task) => task.duration)))
  .observe({ type: "longtask", buffered: true });
"""
#: Drag a map in circles and then turn the wheel over it, once a frame, and count the frames.
MOVE = """async ({ selector, drags, wheels }) => {
  const canvas = document.querySelector(selector);
  const box = canvas.getBoundingClientRect();
  const middle = { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  const frame = () => new Promise(requestAnimationFrame);
  const point = (type, x, y, target) => target.dispatchEvent(new PointerEvent(type, {
    clientX: x, clientY: y, bubbles: true, cancelable: true, pointerId: 1, pointerType: "mouse", isPrimary: true, button: 0,
    buttons: type === "pointerup" ? 0 : 1,
  }));
  await frame();
  window.tasks.length = 0;
  let begun = performance.now();
  point("pointerdown", middle.x, middle.y, canvas);
  for (let step = 0; step < drags; step += 1) {
    const turn = (step / 40) * 2 * Math.PI;
    point("pointermove", middle.x + 160 * Math.sin(turn), middle.y + 120 * (1 - Math.cos(turn)), window);
    await frame();
  }
  point("pointerup", middle.x, middle.y, window);
  const pan = (1000 * drags) / (performance.now() - begun);
  await new Promise((resolve) => setTimeout(resolve, 300));
  begun = performance.now();
  for (let step = 0; step < wheels; step += 1) {
    const deltaY = step % 40 < 20 ? -40 : 40;
    canvas.dispatchEvent(new WheelEvent("wheel", { deltaY, clientX: middle.x, clientY: middle.y, bubbles: true, cancelable: true }));
    await frame();
  }
  const zoom = (1000 * wheels) / (performance.now() - begun);
  await new Promise((resolve) => setTimeout(resolve, 400));
  return { pan, zoom, moving: Math.max(0, ...window.tasks) };
}"""
#: The middle of several times from a call until the frame that shows what it did, in milliseconds.
ASK = """async () => {
  const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  await window.conceptgraph.ready;
  const map = document.querySelector(".cg-map").conceptMap;
  const { model } = map;
  const middle = (times) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
  const leading = model.byRank.slice(0, 30).filter((concept) => !concept.wanted);
  const select = [];
  for (const concept of leading.slice(0, 9)) {
    await frame();
    const begun = performance.now();
    window.conceptgraph.select(concept.id);
    await frame();
    select.push(performance.now() - begun);
  }
  const input = map.search;
  input.focus();
  await new Promise((resolve) => setTimeout(resolve, 400));
  const keys = [];
  const term = model.concepts[Math.floor(model.concepts.length / 2)].term;
  for (let length = 1; length <= Math.min(term.length, 9); length += 1) {
    await frame();
    const begun = performance.now();
    input.value = term.slice(0, length);
    input.dispatchEvent(new InputEvent("input", { bubbles: true }));
    await Promise.resolve();
    document.body.getBoundingClientRect();
    keys.push(performance.now() - begun);
  }
  const deepest = [...model.concepts].sort((a, b) => b.depth - a.depth).slice(0, 100).map((concept) => concept.id);
  const paths = [];
  let steps = (await window.conceptgraph.findPath([model.byRank[0].id], [])).length; // what is loaded on first use is there now
  for (let time = 0; time < 5; time += 1) {
    const begun = performance.now();
    steps = (await window.conceptgraph.findPath(deepest, [])).length;
    paths.push(performance.now() - begun);
  }
  return { select: middle(select), selectMost: Math.max(...select), key: Math.max(...keys), path: paths[0], steps };
}"""


@contextmanager
def opened(browser: Any, page: Path) -> Iterator[Any]:
    """A page in a context of its own, ready to be used."""
    context = browser.new_context(viewport=WINDOW)
    shown = context.new_page()
    failed: list[str] = []
    shown.on("pageerror", lambda error: failed.append(str(error)))
    shown.add_init_script(NOTE_TASKS)
    shown.set_default_timeout(PATIENCE * 1000)
    shown.goto(page.as_uri(), wait_until="commit")
    shown.wait_for_function(f"performance.getEntriesByName('{READY}').length > 0", polling=100)
    if failed:
        raise RuntimeError(f"{page.name}: {failed[0]}")
    yield shown
    context.close()


def opening(browser: Any, page: Path) -> dict[str, float]:
    """Until a page can be used, in seconds; its longest task until a second later, in milliseconds; its heap, in megabytes."""
    with opened(browser, page) as shown:
        ready = shown.evaluate(f"performance.getEntriesByName('{READY}')[0].startTime") / 1000
        shown.wait_for_timeout(1000)
        longest = shown.evaluate("Math.max(0, ...window.tasks)")
        session = shown.context.new_cdp_session(shown)
        session.send("HeapProfiler.collectGarbage")
        heap = session.send("Runtime.getHeapUsage")["usedSize"] / 1e6
        return {"ready": ready, "task": longest, "heap": heap}


def moving(browser: Any, page: Path, *, selector: str, frames: int) -> dict[str, float]:
    """Frames a second while a map is dragged and zoomed, the fewer of both, and the longest task meanwhile."""
    with opened(browser, page) as shown:
        shown.wait_for_timeout(500)
        told = shown.evaluate(MOVE, {"selector": selector, "drags": frames, "wheels": frames})
        return {"frames": min(told["pan"], told["zoom"]), **told}


def answering(browser: Any, page: Path) -> dict[str, float]:
    """How long our map takes to select, to search and to find a path, in milliseconds."""
    with opened(browser, page) as shown:
        shown.wait_for_timeout(500)
        told: dict[str, float] = shown.evaluate(ASK)
        return told
