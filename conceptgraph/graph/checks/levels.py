"""Whether difficulty rises along the order that the texts suggest. What authors declare is checked by the reader."""

from collections.abc import Iterator

from conceptgraph.graph.concept_graph import ConceptGraph
from conceptgraph.model import Finding
from conceptgraph.reading.glossary import Glossary


def find_level_contradictions(_glossary: Glossary, graph: ConceptGraph) -> Iterator[Finding]:
    """Inferred core prerequisites whose level is above that of the concept that leans on them."""
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
        yield Finding(code="inferred-level", severity="advice", message=message, path=concept.path, line=line)
