"""How long a concept takes to learn, in minutes: as its author declares it, else estimated from what there is to read.

The estimate is a convention, so that paths can be compared and planned, and no measurement of people:

    (words / words a minute + minutes a formula * formulas) * times of its level

rounded to whole minutes, and at least one. `words_per_minute` is a setting; the other constants stand here alone.
"""

from collections.abc import Mapping
from types import MappingProxyType

from conceptgraph.graph.concept_graph import ConceptGraph
from conceptgraph.graph.difficulty import estimate_difficulties
from conceptgraph.model import Concept

#: What it takes to go through a formula and to see what each of its letters stands for.
MINUTES_A_FORMULA = 0.5
#: By level, from 1, vocabulary, to 5, specialized: how often a reader goes through a text before it is understood.
TIMES: Mapping[int, float] = MappingProxyType({1: 1.0, 2: 1.25, 3: 1.5, 4: 1.75, 5: 2.0})


def estimate_minutes(graph: ConceptGraph, *, words_per_minute: int) -> Mapping[str, int]:
    """The minutes that each concept takes, by id: the declared ones, else an estimate."""
    levels = estimate_difficulties(graph)
    return {concept.id: concept.minutes or _estimate(concept, levels[concept.id], words_per_minute) for concept in graph}


def _estimate(concept: Concept, level: int, words_per_minute: int) -> int:
    once = concept.words / words_per_minute + MINUTES_A_FORMULA * concept.formulas
    return max(1, round(once * TIMES[level]))
