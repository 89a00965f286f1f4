"""Whether a mention of a shared name can be told apart: by a qualifier in brackets, or by the topic it stands in."""

from collections import defaultdict
from collections.abc import Iterator

from conceptgraph.graph.concept_graph import ConceptGraph
from conceptgraph.model import Concept, Finding
from conceptgraph.reading.glossary import Glossary
from conceptgraph.reading.labels import fold


def find_shared_names(glossary: Glossary, graph: ConceptGraph) -> Iterator[Finding]:
    """Names without a qualifier that two concepts of one main topic share; each is told once, at the later concept.

    An alias that is another's term is told by the reader.
    """
    sharing: dict[str, list[tuple[str, Concept]]] = defaultdict(list)
    for concept in graph:
        if concept.foreign:
            continue
        for label in dict.fromkeys((concept.term, *concept.aliases)):
            if key := fold(label):
                sharing[key].append((label, concept))
    for _, owners in sorted(sharing.items()):
        first_by_topic: dict[str, Concept] = {}
        for label, concept in owners:
            other = first_by_topic.setdefault(concept.topic, concept)
            told = label == concept.term or fold(other.term) == fold(label)
            if other is concept or told:
                continue
            entry = glossary.entry(concept.id)
            message = (
                f"{label!r} also names {other.term!r} in the same topic, and a mention of it cannot be told apart; "
                f"give both a qualifier, such as '{label} ({concept.term})', or drop one"
            )
            line = entry.lines.get("aliases", entry.line)
            yield Finding(code="shared-name", severity="advice", message=message, path=concept.path, line=line)
