"""Whether difficulty rises along the order that is declared or that the texts suggest.

Where an author declares both levels and the prerequisite, the reader tells. What is told here is inferred, the edge or the
level: a concept without a level cannot be easier than what it rests on.
"""

from collections.abc import Iterator, Mapping

from conceptgraph.graph.checks.check import Check
from conceptgraph.graph.checks.view import View
from conceptgraph.graph.concept_graph import ConceptGraph
from conceptgraph.graph.difficulty import estimate_difficulties
from conceptgraph.model import Concept, Finding, Prerequisite


def find_level_contradictions(view: View) -> Iterator[Finding]:
    """Core prerequisites that are harder, as declared or by what they rest on, than the declared level of what needs them."""
    graph = view.graph
    levels = estimate_difficulties(graph) if any(concept.level for concept in graph) else {}
    for edge in graph.prerequisites:
        if edge.level != "core" or edge.concept not in graph or edge.requires not in graph:
            continue
        concept, needed = graph.concept(edge.concept), graph.concept(edge.requires)
        if concept.level is None or concept.level >= levels[needed.id] or (edge.origin == "declared" and needed.level is not None):
            continue
        yield _finding(concept, edge, _told_by(graph, needed, levels))


def _told_by(graph: ConceptGraph, needed: Concept, levels: Mapping[str, int]) -> str:
    """What is harder, with the concept whose declared level makes it so."""
    source = needed
    while source.level is None:
        below = (graph.concept(edge.requires) for edge in graph.prerequisites_of(source.id) if edge.requires in graph)
        harder = next((other for other in below if levels[other.id] == levels[needed.id]), None)
        if harder is None:
            break
        source = harder
    rests = "" if source is needed else f" (it rests on {source.term!r}, which has it)"
    return f"level {levels[needed.id]} of {needed.term!r}{rests}"


def _finding(concept: Concept, edge: Prerequisite, harder: str) -> Finding:
    first = edge.evidence[0] if edge.evidence else None
    if edge.origin == "declared":
        message = f"level {concept.level} is below {harder}, which it requires; raise it, lower that, or delete the requirement"
        return Finding(
            code=INFERRED_LEVEL.code, severity="advice", message=message, path=concept.path, line=first.line if first else concept.line
        )
    says = f": {first.sentence!r}" if first and first.sentence else ""
    message = (
        f"level {concept.level} is below {harder}, which the text leans on{says}; "
        f"raise it, lower that, or veto the edge with 'not_requires'"
    )
    return Finding(
        code=INFERRED_LEVEL.code, severity="advice", message=message, path=concept.path, line=first.line if first else concept.line,
        sentence=first.sentence if first else "",
    )  # fmt: skip


INFERRED_LEVEL = Check(
    code="inferred-level",
    help="an entry is easier, by its `level`, than what its text leans on, or than what its prerequisites rest on",
    inspect=find_level_contradictions,
    example=(
        "glossary/bread.md:6: level 1 is below level 3 of 'dough', which the text leans on: 'Bread is a food made of dough.'; "
        "raise it, lower that, or veto the edge with 'not_requires'"
    ),
    remedy="Raise the one level, lower the other, or say with `not_requires` that the entry can be read without.",
)
