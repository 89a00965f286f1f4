"""What the graph's stages cost as it grows: cycles, reduction, closure, paths, centrality, loading; and networkx beside them.

    python benchmarks/graph.py [--sizes 1000,10000,100000] [--glossary FOLDER] [--write FOLDER]

Made graphs have six relations a concept. `--write` puts the tables into Markdown files that the docs include.
"""

import argparse
import gc
import platform
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import scipy
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from conceptgraph.exporters.json import export_json, read_json
from conceptgraph.extraction.cycles import closing_edges, find_knots
from conceptgraph.graph.concept_graph import ConceptGraph
from conceptgraph.graph.difficulty import estimate_difficulties
from conceptgraph.graph.explanations import explain
from conceptgraph.graph.paths import find_learning_path
from conceptgraph.graph.statistics import gather_statistics
from conceptgraph.model import Concept, Evidence, Prerequisite, Relation
from conceptgraph.pipeline import build

Pair = tuple[str, str]
DEGREE = 6
TOPIC = 25
SCORES = (0.94, 0.9, 0.89, 0.85, 0.84, 0.8, 0.74, 0.7, 0.65, 0.6)


def make_pairs(size: int, *, knot: bool, seed: int = 7) -> list[Pair]:
    """Pairs of concepts, the strongest first: mostly toward earlier ones, some of which nearly all need, or any way at all.

    In the former one of ten edges runs against the others, as later sentences do: it is among the weaker half. In the
    latter nearly all concepts are one knot.
    """
    chance = random.Random(seed)
    pairs: dict[Pair, float] = {}
    while len(pairs) < DEGREE * size:
        one = chance.randrange(1, size)
        # Half of the names are of the same topic, half are anywhere, most of them basic.
        near = one - one % TOPIC + int(one % TOPIC * chance.random() ** 2)
        other = chance.randrange(size) if knot else near if chance.random() < 0.5 else int(one * chance.random() ** 3)
        if one != other:
            against = not knot and chance.random() < 0.1
            ends = (other, one) if against else (one, other)
            pairs.setdefault((f"c{ends[0]:06}", f"c{ends[1]:06}"), chance.random() / (2 if against else 1))
    return sorted(pairs, key=lambda pair: (-pairs[pair], pair))


def make_graph(size: int, pairs: Sequence[Pair]) -> ConceptGraph:
    """A graph of as many concepts, whose relations are all pairs and whose prerequisites those that close no cycle."""
    closing = set(closing_edges(pairs))
    kept = [pair for pair in pairs if pair not in closing]
    evidence = {pair: (Evidence(sentence=f"It uses {pair[1]}.", path=f"{pair[0]}.md", line=9, end=7, found_by="uses"),) for pair in pairs}
    names = [f"c{number:06}" for number in range(size)]
    return ConceptGraph(
        concepts=[Concept(id=name, term=f"concept {name[1:]}", path=f"{name}.md", definition="A thing.") for name in names],
        relations=[Relation(subject=a, predicate="uses", object=b, score=0.9, evidence=evidence[a, b]) for a, b in pairs],
        prerequisites=[
            Prerequisite(
                concept=a, requires=b, score=SCORES[i * len(SCORES) // len(kept)], level=level_of(i, kept), evidence=evidence[a, b]
            )
            for i, (a, b) in enumerate(kept)
        ],
    )


def level_of(index: int, kept: Sequence[Pair]) -> Any:
    """Four of ten are core, the strongest."""
    return "core" if index < 0.4 * len(kept) else "usual"


def seconds(work: Callable[[], object]) -> float:
    """Processor time of one call: other processes do not count."""
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start


def stages(size: int) -> dict[str, float]:
    """The time of each stage, in seconds."""
    pairs, knot = make_pairs(size, knot=False), make_pairs(size, knot=True)
    took = {
        "cycles, one edge of ten against the others": seconds(lambda: list(closing_edges(pairs))),
        "cycles, all concepts in one knot": seconds(lambda: list(closing_edges(knot))),
    }
    made = make_graph(size, pairs)
    text = export_json(made)
    del made
    loaded: list[ConceptGraph] = []
    took["loading of graph.json"] = seconds(lambda: loaded.append(read_json(text, path="graph.json")))
    (graph,) = loaded
    target, other = f"c{size - 1:06}", f"c{size // 2:06}"
    took["a path, the first question"] = seconds(lambda: find_learning_path(graph, [target]))
    took["a path, the next question"] = seconds(lambda: find_learning_path(graph, [other]))
    took["closure: all that one concept leads to"] = seconds(lambda: graph.descendants("c000000"))
    took["`why`: the shortest ten chains"] = seconds(lambda: explain(graph, concept=target, requires="c000000", most=10))
    took["reduction: every implied edge"] = seconds(graph.implied)
    took["centrality: how many concepts each one leads to"] = seconds(graph.count_descendants)
    took["levels of difficulty"] = seconds(lambda: estimate_difficulties(graph))
    took["`stats`"] = seconds(lambda: gather_statistics(graph))
    return took


def rivals(size: int) -> dict[str, dict[str, float]]:
    """The same questions to other libraries, on the same edges, without the time to hand the edges over."""
    pairs = make_pairs(size, knot=True)
    graph = make_graph(size, make_pairs(size, knot=False))
    core = [(edge.concept, edge.requires) for edge in graph.prerequisites if edge.level == "core"]
    number = {f"c{index:06}": index for index in range(size)}
    numbered = [(number[a], number[b]) for a, b in pairs]
    found: dict[str, dict[str, float]] = {
        "knots": {"ours": seconds(lambda: find_knots(size, numbered))},
        "all that one concept leads to": {"ours": min(seconds(lambda: graph.descendants("c000000")) for _ in range(2))},
        "every implied edge": {"ours": seconds(graph.implied)},
    }
    network, order = nx.DiGraph(pairs), nx.DiGraph(core)
    found["knots"]["networkx"] = seconds(lambda: list(nx.strongly_connected_components(network)))
    found["all that one concept leads to"]["networkx"] = seconds(lambda: nx.ancestors(order, "c000000"))
    if size <= 10_000:
        found["every implied edge"]["networkx"] = seconds(lambda: nx.transitive_reduction(order))
    matrix = csr_array((np.ones(len(pairs), dtype=np.int8), tuple(zip(*numbered, strict=True))), (size, size))
    found["knots"]["SciPy"] = seconds(lambda: connected_components(matrix, directed=True, connection="strong"))
    try:
        import rustworkx as rx
    except ImportError:
        return found
    for name, edges, ask in (
        ("knots", pairs, rx.strongly_connected_components),
        ("all that one concept leads to", core, lambda built: rx.ancestors(built, 0)),
        ("every implied edge", core, rx.transitive_reduction if size <= 10_000 else None),
    ):
        if ask is not None:
            built = rx.PyDiGraph()
            built.add_nodes_from(range(size))
            built.add_edges_from_no_data([(number[a], number[b]) for a, b in edges])
            found[name]["rustworkx"] = seconds(lambda ask=ask, built=built: ask(built))  # type: ignore[misc]
    return found


def levels_table(folder: Path, *, seeds: int = 20) -> list[str]:
    """How near the estimates are to declared levels that were hidden, for several shares of declared ones."""
    graph = build(folder, keep_going=True).graph
    declared = {concept.id: concept.level for concept in graph if concept.level is not None}
    lines = ["| levels left | estimated right | off by, in the mean |", "| ---: | ---: | ---: |"]
    for share in (0.0, 0.5, 0.9):
        off: list[int] = []
        for seed in range(seeds):
            chance = random.Random(seed)
            left = {name: level for name, level in declared.items() if chance.random() < share}
            concepts = [replace(concept, level=left.get(concept.id)) for concept in graph]
            found = estimate_difficulties(ConceptGraph(concepts=concepts, prerequisites=graph.prerequisites))
            off += [abs(found[name] - level) for name, level in declared.items() if name not in left]
        lines.append(f"| {share:.0%} | {off.count(0) / len(off):.0%} | {statistics.fmean(off):.2f} |")
    return lines


def growth_table(sizes: Sequence[int]) -> list[str]:
    """Seconds by size, and the growth over the last step against that of n log n."""
    columns = [stages(size) for size in sizes]
    heads = [f"{size:,} concepts" for size in sizes]
    lines = [f"| stage | {' | '.join(heads)} | growth |", f"| --- |{' ---: |' * (len(sizes) + 1)}"]
    for name in columns[0]:
        times = [column[name] for column in columns]
        growth = f"{times[-1] / times[-2]:.0f}" if len(times) > 1 and times[-2] > 0.001 else ""
        lines.append(f"| {name} | {' | '.join(spell(took) for took in times)} | {growth} |")
    return lines


def rivals_table(size: int) -> list[str]:
    """Seconds by library."""
    names = ("ours", "networkx", "SciPy", "rustworkx")
    lines = [f"| {size:,} concepts | {' | '.join(names)} |", f"| --- |{' ---: |' * len(names)}"]
    for question, took in rivals(size).items():
        lines.append(f"| {question} | {' | '.join(spell(took[name]) if name in took else '' for name in names)} |")
    return lines


def spell(took: float) -> str:
    """A time as people read it."""
    return f"{took:.2f} s" if took >= 0.1 else f"{took * 1000:.1f} ms"


def versions() -> str:
    """What it was measured with."""
    return f"Python {platform.python_version()}, networkx {nx.__version__}, SciPy {scipy.__version__}, {platform.machine()}"


def show(title: str, lines: Iterable[str], write: Path | None, name: str) -> None:
    """Print a table, and put it into a file."""
    text = "\n".join(lines)
    print(f"{title}\n{text}\n")
    if write is not None:
        (write / f"{name}.md").write_text(text + "\n", encoding="utf-8")


def main(arguments: Sequence[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="1000,10000,100000")
    parser.add_argument("--glossary", type=Path, default=Path("glossary"))
    parser.add_argument("--write", type=Path)
    given = parser.parse_args(arguments)
    sizes = [int(size) for size in given.sizes.split(",")]
    print(versions())
    show("levels of difficulty that were hidden", levels_table(given.glossary), given.write, "levels")
    show(f"seconds of processor time; {DEGREE} relations a concept; n log n grows by 12.5", growth_table(sizes), given.write, "graph")
    show("beside other libraries", [*rivals_table(min(10_000, sizes[-1])), "", *rivals_table(sizes[-1])], given.write, "libraries")


if __name__ == "__main__":
    main(sys.argv[1:])
