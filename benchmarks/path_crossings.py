"""How often lines cross in the pictures of learning paths: ours against Graphviz dot on ten paths of 10 to 60 steps.

    python benchmarks/path_crossings.py [GLOSSARY]

Both draw the same boxes and the same edges from top to bottom. Ours puts at most four boxes side by side, as many as there is
room for on a page; dot is free. Crossings are counted in the drawings, the same way in both: the points at which two lines
meet, but for their common ends. dot is the program of that name: `apt install graphviz`, `brew install graphviz`.
"""

import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, pairwise
from pathlib import Path

from conceptgraph.drawing.layers import lay_out_layers
from conceptgraph.drawing.maps import PathPicture, draw_path
from conceptgraph.drawing.renderers.pills import NARROW, WIDE, pill_width
from conceptgraph.graph.concept_graph import ConceptGraph
from conceptgraph.graph.paths import LearningPath, find_learning_path
from conceptgraph.pipeline import build

#: How many steps the paths are to have.
SIZES = (10, 15, 20, 25, 30, 35, 40, 45, 50, 60)
_PIECES = 8

Spot = tuple[float, float]
Lines = Mapping[tuple[str, str], Sequence[Spot]]


def main() -> int:
    """Print the crossings of each path as a table for the docs."""
    if shutil.which("dot") is None:
        print("NOT RUN: there is no program 'dot'; install Graphviz, as by 'apt install graphviz'", file=sys.stderr)
        return 0
    graph = build(Path(sys.argv[1] if len(sys.argv) > 1 else "glossary")).graph
    rows = []
    for size in SIZES:
        drawing = draw_path(graph, path_of(graph, size), limit=None)
        start = time.perf_counter()
        ours, narrow = (crossings(layered(drawing, room)) for room in (WIDE, NARROW))
        seconds = time.perf_counter() - start
        rows.append((len(drawing.steps), len(drawing.edges), ours, narrow, crossings(dotted(drawing)), seconds))
    print("| steps | lines | ours | ours, on a phone | dot |")
    print("| ---: | ---: | ---: | ---: | ---: |")
    for steps, edges, ours, narrow, dots, _ in rows:
        print(f"| {steps} | {edges} | {ours} | {narrow} | {dots} |")
    wide, phone, theirs = (sum(row[column] for row in rows) for column in (2, 3, 4))
    print(f"| **all** | {sum(row[1] for row in rows)} | **{wide}** | {phone} | **{theirs}** |")
    ratios = f"{wide / max(theirs, 1):.2f}, on a phone {phone / max(theirs, 1):.2f}"
    print(f"\nours to dot: {ratios}; all of ours took {sum(row[5] for row in rows):.2f} s")
    return 0


def path_of(graph: ConceptGraph, size: int) -> LearningPath:
    """A path of about so many steps: to the goal whose own path comes nearest, and to more goals where that is too short."""
    goals: list[str] = []
    count = 0
    while count < size:
        found = {
            concept.id: len(find_learning_path(graph, [*goals, concept.id]).steps) for concept in graph.concepts if concept.id not in goals
        }
        best = min(found, key=lambda goal: (found[goal] <= count, abs(found[goal] - size), goal))
        if found[best] <= count or abs(found[best] - size) >= abs(count - size):
            break
        goals, count = [*goals, best], found[best]
    return find_learning_path(graph, goals)


def layered(drawing: PathPicture, room: float) -> Lines:
    """Our lines, straight from row to row."""
    widths = {pill.id: pill_width(pill, bold=pill.id in drawing.targets) for pill in drawing.steps}
    layers = lay_out_layers([pill.id for pill in drawing.steps], drawing.edges, widths=widths, room=room)
    return {edge: [(x, float(row)) for x, row in route] for edge, route in layers.routes.items()}


def dotted(drawing: PathPicture) -> Lines:
    """The lines of dot, its curves in short pieces."""
    names = {pill.id: f"n{index}" for index, pill in enumerate(drawing.steps)}
    boxes = (f"{names[pill.id]} [width={pill_width(pill) / 72:.3f}, height={30 / 72:.3f}];" for pill in drawing.steps)
    edges = (f"{names[upper]} -> {names[lower]};" for upper, lower in drawing.edges)
    source = f'digraph {{ node [shape=box, fixedsize=true, label=""]; {" ".join((*boxes, *edges))} }}'
    done = subprocess.run(["dot", "-Tplain"], input=source, capture_output=True, text=True, check=True)
    concepts = {name: concept for concept, name in names.items()}
    lines = {}
    for words in (line.split() for line in done.stdout.splitlines()):
        if words[0] == "edge":
            numbers = [float(word) for word in words[4 : 4 + 2 * int(words[3])]]
            lines[concepts[words[1]], concepts[words[2]]] = list(_curve(list(zip(numbers[::2], numbers[1::2], strict=True))))
    return lines


def _curve(points: Sequence[Spot]) -> Iterable[Spot]:
    """Points on a chain of cubic curves."""
    yield points[0]
    for start in range(0, len(points) - 3, 3):
        for piece in range(1, _PIECES + 1):
            t = piece / _PIECES
            weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
            corners = points[start : start + 4]
            yield (
                sum(weight * corner[0] for weight, corner in zip(weights, corners, strict=True)),
                sum(weight * corner[1] for weight, corner in zip(weights, corners, strict=True)),
            )


def crossings(lines: Lines) -> int:
    """The points at which two lines meet, but for their common ends."""
    pieces = {edge: list(pairwise(way)) for edge, way in lines.items()}
    return sum(
        _meet(first, second)
        for one, other in combinations(pieces, 2)
        for first in pieces[one]
        for second in pieces[other]
    )  # fmt: skip


def _meet(first: tuple[Spot, Spot], second: tuple[Spot, Spot]) -> bool:
    """Whether two straight pieces cross; pieces that end at one spot do so at a box."""
    (a, b), (c, d) = first, second
    if max(a[1], b[1]) < min(c[1], d[1]) or max(c[1], d[1]) < min(a[1], b[1]) or {a, b} & {c, d}:
        return False
    return _side(a, b, c) != _side(a, b, d) and _side(c, d, a) != _side(c, d, b)


def _side(one: Spot, other: Spot, third: Spot) -> bool:
    return (other[0] - one[0]) * (third[1] - one[1]) - (other[1] - one[1]) * (third[0] - one[0]) > 0


if __name__ == "__main__":
    raise SystemExit(main())
