"""How far apart a learning path puts what belongs together: our order against Kahn's, level by level, on every goal of a glossary.

    python benchmarks/path_order.py [GLOSSARY]

For each concept that needs at least five others, both orders of the same concepts are made, and three figures are taken: the
share of steps that do not build on the step before, the mean number of steps between a concept and what it needs, and the
mean number of steps between learning a concept and using it first. Printed are the means over all goals.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean

import networkx as nx

from conceptgraph.graph.concept_graph import ConceptGraph
from conceptgraph.graph.paths import find_learning_path
from conceptgraph.pipeline import build

#: Shorter paths leave no choice of order.
LEAST_STEPS = 6


def main() -> int:
    """Print both orders' figures as a table for the docs."""
    graph = build(Path(sys.argv[1] if len(sys.argv) > 1 else "glossary")).graph
    goals = [concept.id for concept in graph if len(graph.ancestors(concept.id)) >= LEAST_STEPS - 1]
    ours = [figures(graph, [step.concept for step in find_learning_path(graph, [goal]).steps]) for goal in goals]
    kahn = [figures(graph, level_by_level(graph, goal)) for goal in goals]
    print(f"{len(goals)} goals, {LEAST_STEPS} steps or more")
    print("| order | next step does not build on the last | distance to what is needed | from learning to first use |")
    print("| --- | ---: | ---: | ---: |")
    for name, measured in (("depth first", ours), ("level by level", kahn)):
        apart, distance, wait = (fmean(column) for column in zip(*measured, strict=True))
        print(f"| {name} | {apart:.2f} | {distance:.1f} | {wait:.1f} |")
    return 0


def level_by_level(graph: ConceptGraph, goal: str) -> list[str]:
    """Kahn's algorithm (1962): first all that needs nothing, then all that needs only those, and so on; ties by term."""
    inside = graph.ancestors(goal) | {goal}
    network = nx.DiGraph((edge.requires, concept) for concept in inside for edge in graph.prerequisites_of(concept))
    return [concept for level in nx.topological_generations(network) for concept in sorted(level)]


def figures(graph: ConceptGraph, order: Sequence[str]) -> tuple[float, float, float]:
    """Share of steps not built on the last one, mean distance to what is needed, mean wait until first use; in steps."""
    place = {concept: position for position, concept in enumerate(order)}
    needs = {concept: [place[edge.requires] for edge in graph.prerequisites_of(concept)] for concept in order}
    apart = [place[concept] - 1 not in needs[concept] for concept in order[1:]]
    distances = [place[concept] - below for concept in order for below in needs[concept]]
    first_use: dict[int, int] = {}
    for concept in order:
        for below in needs[concept]:
            first_use.setdefault(below, place[concept])
    return fmean(apart), fmean(distances), fmean(use - below for below, use in first_use.items())


if __name__ == "__main__":
    raise SystemExit(main())
