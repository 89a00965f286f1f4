"""How difficult each concept is, from 1, vocabulary, to 5, specialized: as declared, else estimated.

The rule for a concept without a declared level:

1. its depth says where it stands between 1, for what needs nothing, and 5, for the deepest of the glossary;
2. where its direct neighbors (core prerequisites and what needs it) declare levels, their mean counts as much as the depth;
3. it is not above the lowest declared level of what needs it, directly or over other estimated ones;
4. it is never below a core prerequisite's level: this goes before all else.

A declared level stays as it is, even below a prerequisite's; that contradiction is a finding of the checks.
"""

from collections.abc import Mapping, Sequence
from statistics import fmean

from conceptgraph.graph.concept_graph import ConceptGraph

EASIEST, HARDEST = 1, 5


def estimate_difficulties(graph: ConceptGraph) -> Mapping[str, int]:
    """The level of each concept, by id: the declared one, else an estimate that is no lower than any core prerequisite's."""
    declared = {concept.id: concept.level for concept in graph if concept.level is not None}
    upward = sorted((concept.id for concept in graph), key=graph.depth)
    deepest = graph.depth(upward[-1]) if upward else 0
    most = _upper_bounds(graph, declared, upward)
    levels: dict[str, int] = {}
    for concept in upward:
        if concept in declared:
            levels[concept] = declared[concept]
            continue
        suggested = _suggest(graph, concept, declared, deepest)
        least = max((levels[edge.requires] for edge in graph.prerequisites_of(concept) if edge.requires in levels), default=EASIEST)
        levels[concept] = max(least, min(suggested, most[concept]))
    return {concept.id: levels[concept.id] for concept in graph}


def _upper_bounds(graph: ConceptGraph, declared: Mapping[str, int], upward: Sequence[str]) -> Mapping[str, int]:
    """For each concept its declared level, or the lowest declared level of what needs it, as far as the next declared ones."""
    most: dict[str, int] = {}
    for concept in reversed(upward):
        needing = (most[edge.concept] for edge in graph.dependents_of(concept) if edge.concept in most)
        most[concept] = declared[concept] if concept in declared else min(needing, default=HARDEST)
    return most


def _suggest(graph: ConceptGraph, concept: str, declared: Mapping[str, int], deepest: int) -> int:
    depth = graph.depth(concept)
    # In a shallow glossary a step of depth is a step of level, and nothing is specialized.
    by_depth = EASIEST + min(depth, (HARDEST - EASIEST) * depth // deepest) if deepest else EASIEST
    ends = (*(edge.requires for edge in graph.prerequisites_of(concept)), *(edge.concept for edge in graph.dependents_of(concept)))
    near = [declared[end] for end in ends if end in declared]
    return round((by_depth + fmean(near)) / 2) if near else by_depth
