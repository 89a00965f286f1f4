"""What `stats` prints."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from conceptgraph.cli import answers
from conceptgraph.cli.console import count

if TYPE_CHECKING:
    from conceptgraph.graph.concept_graph import ConceptGraph
    from conceptgraph.graph.statistics import Statistics

_NEEDS_FOLDER = "needs the folder of the entries"
#: How many concepts without edges are named.
_MOST_LONELY = 10


def figure_lines(graph: "ConceptGraph", figures: "Statistics") -> Iterator[str]:
    """One line for each figure, its name first."""
    lines = _size(figures) | _edges(figures) | _shape(graph, figures) | _coverage(figures)
    width = max(map(len, lines))
    yield from (f"{name:{width}}  {line}" for name, line in lines.items())


def _size(figures: "Statistics") -> dict[str, str]:
    declared = f"; declared for {sum(figures.levels.values()):,}"
    return {
        "concepts": f"{figures.concepts:,} with {count(figures.aliases, 'other name')}",
        "words": _NEEDS_FOLDER if figures.words is None else f"{figures.words:,}",
        "status": _listed(figures.statuses),
        "topics": _listed(figures.topics),
        "difficulty": f"{_listed({f'level {level}:': number for level, number in figures.difficulties.items()})}{declared}",
        "wanted": f"{figures.wanted:,}",
        "paths": f"{figures.paths:,}",
    }


def _edges(figures: "Statistics") -> dict[str, str]:
    by_origin = {f"{origin} relations": _listed(predicates) for origin, predicates in figures.edges.items()}
    return {
        "relations": f"{sum(figures.relations.values()):,}",
        **by_origin,
        "prerequisites": f"core: {_listed(figures.core)}; usual: {_listed(figures.usual)}",
        "dropped": _listed(figures.dropped),
    }


def _shape(graph: "ConceptGraph", figures: "Statistics") -> dict[str, str]:
    chain = " -> ".join(answers.term(graph, concept) for concept in figures.longest_chain)
    lonely = [answers.term(graph, concept) for concept in figures.lonely[:_MOST_LONELY]]
    if len(figures.lonely) > _MOST_LONELY:
        lonely.append(f"and {len(figures.lonely) - _MOST_LONELY:,} more")
    return {
        "direct": f"{figures.direct_mean:.2f} core prerequisites a concept{_at_most(graph, figures.direct_most)}",
        "neighbors": f"{figures.neighbors_mean:.2f} by any edge{_at_most(graph, figures.neighbors_most)}",
        "depth": f"{figures.depth}{f': {chain}' if figures.depth else ''}",
        "most needed": _ranked(graph, figures.most_needed, "by "),
        "least connected": _ranked(graph, figures.least_connected, ""),
        "parts": f"{figures.parts}, the largest of {count(figures.largest_part, 'concept')}",
        "without edges": ", ".join(lonely) or "none",
    }


def _coverage(figures: "Statistics") -> dict[str, str]:
    density = figures.mentions_per_100_words
    return {
        "words and mentions": _NEEDS_FOLDER if density is None else f"{density:.2f} mentions in 100 words",
        "mentions": f"{figures.mentions:,}, of which {figures.mentions_typed:.0%} say how the two are related",
        "coverage": f"{figures.entries_mentioning:.0%} of the texts name another concept, {figures.entries_mentioned:.0%} are named by one",
    }


def _at_most(graph: "ConceptGraph", most: tuple[str, int]) -> str:
    concept, number = most
    return f", at most {number}{f' ({answers.term(graph, concept)})' if number else ''}"


def _ranked(graph: "ConceptGraph", ranked: Iterable[tuple[str, int]], by: str) -> str:
    return ", ".join(f"{answers.term(graph, concept)} ({by}{number:,})" for concept, number in ranked) or "none"


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {number:,}" for name, number in counts.items()) or "none"
