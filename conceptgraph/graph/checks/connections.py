"""Whether every entry hangs together with others."""

from collections import Counter
from collections.abc import Iterator

from conceptgraph.graph.concept_graph import ConceptGraph
from conceptgraph.model import Finding
from conceptgraph.reading.glossary import Glossary
from conceptgraph.reading.names import same_label


def find_orphans(_glossary: Glossary, graph: ConceptGraph) -> Iterator[Finding]:
    """Concepts without any edge: nobody comes upon them.

    A stub is reported as one, and not here. Nor is a concept whose term is a name of another: the reader tells that, and a
    mention of either is tied to none.
    """
    names = Counter(label for concept in graph for label in {same_label(name) for name in (concept.term, *concept.aliases)})
    tied = {end for edge in graph.prerequisites for end in (edge.concept, edge.requires)}
    tied |= {end for edge in graph.relations for end in (edge.subject, edge.object)}
    for concept in graph:
        if concept.id not in tied and names[same_label(concept.term)] == 1 and not concept.stub and not concept.foreign:
            message = f"{concept.term!r} names no other concept and none names it; name one in its text, or give it 'related'"
            yield Finding(code="orphan", severity="advice", message=message, path=concept.path, line=concept.line)
