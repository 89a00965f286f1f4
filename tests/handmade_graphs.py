"""Graphs by hand: from a few prerequisites, and any acyclic one for the laws."""

from collections.abc import Iterable
from itertools import pairwise

from hypothesis import strategies as st

from conceptgraph.graph.concept_graph import ConceptGraph
from conceptgraph.model import Concept, Prerequisite, Relation, Strength


def need(text: str, *, score: float = 1.0, level: Strength = "core") -> Prerequisite:
    """A prerequisite from a line such as "adam > momentum": what needs, and what is needed."""
    concept, requires = text.split(" > ")
    return Prerequisite(concept=concept, requires=requires, score=score, level=level)


def graph_of(*needs: str | Prerequisite, relations: Iterable[Relation] = (), alone: Iterable[str] = ()) -> ConceptGraph:
    """A graph from lines such as "adam > momentum > gradient", whose concepts are called like their ids."""
    edges = []
    for line in needs:
        if isinstance(line, Prerequisite):
            edges.append(line)
        else:
            ids = line.split(" > ")
            edges += [need(f"{concept} > {requires}") for concept, requires in pairwise(ids)]
    ends = {end for edge in edges for end in (edge.concept, edge.requires)} | set(alone)
    concepts = [Concept(id=end, term=end) for end in ends]
    return ConceptGraph(concepts=concepts, prerequisites=edges, relations=relations)


IDS = tuple("abcdefgh")


@st.composite
def acyclic_graphs(draw: st.DrawFn) -> ConceptGraph:
    """Up to eight concepts, in which the later ones may need the earlier ones, core or usual."""
    pairs = [(after, before) for position, after in enumerate(IDS) for before in IDS[:position]]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=18))
    names = draw(st.permutations(IDS))
    renamed = dict(zip(IDS, names, strict=True))
    edges = [
        Prerequisite(
            concept=renamed[after],
            requires=renamed[before],
            score=draw(st.sampled_from([0.6, 0.8, 1.0])),
            level=draw(st.sampled_from(["core", "core", "usual"])),
        )
        for after, before in chosen
    ]
    return ConceptGraph(concepts=[Concept(id=name, term=name) for name in IDS], prerequisites=edges)
