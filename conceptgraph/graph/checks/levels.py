"""Whether difficulty rises along the order that the texts suggest. What authors declare is checked by the reader."""

from collections.abc import Iterator

from conceptgraph.graph.checks.check import Check
from conceptgraph.graph.checks.view import View
from conceptgraph.model import Finding


def find_level_contradictions(view: View) -> Iterator[Finding]:
    """Inferred core prerequisites whose level is above that of the concept that leans on them."""
    graph = view.graph
    for edge in graph.prerequisites:
        if edge.level != "core" or edge.origin == "declared" or edge.concept not in graph or edge.requires not in graph:
            continue
        concept, needed = graph.concept(edge.concept), graph.concept(edge.requires)
        if concept.level is None or needed.level is None or concept.level >= needed.level:
            continue
        sentence = edge.evidence[0].sentence if edge.evidence else ""
        says = f": {sentence!r}" if sentence else ""
        message = (
            f"level {concept.level} is below level {needed.level} of {needed.term!r}, which the text leans on{says}; "
            f"raise it, lower that, or veto the edge with 'not_requires'"
        )
        line = edge.evidence[0].line if edge.evidence else concept.line
        yield Finding(code="inferred-level", severity="advice", message=message, path=concept.path, line=line, sentence=sentence)


INFERRED_LEVEL = Check(
    code="inferred-level",
    help="an entry is easier, by its `level`, than what its text leans on",
    inspect=find_level_contradictions,
    example=(
        "glossary/bread.md:6: level 1 is below level 3 of 'dough', which the text leans on: 'Bread is a food made of dough.'; "
        "raise it, lower that, or veto the edge with 'not_requires'"
    ),
    remedy="Raise the one level, lower the other, or say with `not_requires` that the entry can be read without.",
)
