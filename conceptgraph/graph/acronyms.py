"""Short forms that only a text gives for a concept, "long form (SHORT)", read off the sentences that a graph keeps.

The extraction finds mentions by them (`extraction.names`); whoever asks a graph for such a name means that concept, also
where the entries are not at hand.
"""

import re
from collections.abc import Iterable

from conceptgraph.model import Concept, Relation
from conceptgraph.reading.labels import fold, initials_match

_ACRONYM = re.compile(r"(?=.*[A-Z])[A-Za-z][\w./&-]{0,9}")
#: How far before the brackets the long form is looked for.
_BEFORE = 120


def find_introduced(short: str, *, concepts: Iterable[Concept], relations: Iterable[Relation]) -> tuple[str, ...]:
    """The ids of the concepts for which a definition or a sentence of evidence gives a short form, sorted; every sentence is read."""
    if not _ACRONYM.fullmatch(short):
        return ()
    by_id = {concept.id: concept for concept in concepts}
    bracketed = f"({short})"
    found = {concept.id for concept in by_id.values() if bracketed in concept.definition and _gives(concept.definition, short, concept)}
    for relation in relations:
        concept = by_id.get(relation.object)
        if concept is not None and concept.id not in found:
            sentences = (evidence.sentence for evidence in relation.evidence if bracketed in evidence.sentence)
            if any(_gives(sentence, short, concept) for sentence in sentences):
                found.add(concept.id)
    return tuple(sorted(found))


def _gives(sentence: str, short: str, concept: Concept) -> bool:
    """Whether a name of the concept stands before the short form, and reads as what it abbreviates."""
    labels = [label for label in (concept.term, *concept.aliases) if initials_match(long=label, short=short)]
    if not labels:
        return False
    before, *others = sentence.split(f"({short})")[:-1]
    texts = (f" {fold(text[-_BEFORE:])}" for text in (before, *others))
    return any(text.endswith(f" {fold(label)}") for text in texts for label in labels)
