"""Who mentions a concept: each with the sentence, and with a link to the place."""

from collections.abc import Iterable

from conceptgraph.model import Concept, Evidence, Relation
from conceptgraph.sphinxext.blocks import Asking, concept_reference, sentence_parts
from conceptgraph.sphinxext.linker import links_wanted, place_of
from conceptgraph.sphinxext.pieces import Part, Piece, box, bullet_list, fold, heading, inline
from conceptgraph.words import word

#: So many concepts that mention one are shown at once; the others are folded.
MENTIONS_SHOWN = 6


def answer_mentions(asking: Asking, concept: Concept) -> list[Part]:
    """The panel with the concepts whose texts mention one, the first of them open."""
    items = mention_items(asking, concept)
    if not items:
        return []
    parts: list[Part] = [heading(word("Mentioned in"), anchor="panel-mentioned-in", note=str(len(items)))]
    parts.append(bullet_list(items[:MENTIONS_SHOWN], classes=["concept-sentences"]))
    if len(items) > MENTIONS_SHOWN:
        rest = bullet_list(items[MENTIONS_SHOWN:], classes=["concept-sentences"])
        parts.append(fold(word("{number} more").format(number=len(items) - MENTIONS_SHOWN), [rest]))
    return [box(parts, "concept-panel", "mentioned-in")]


def mention_items(asking: Asking, concept: Concept) -> list[list[Part]]:
    """The concepts whose texts mention one, by name, each with the first sentence that does."""
    found = [(relation.subject, item) for relation, item in _mentions(asking.site.graph.relations_to(concept.id))]
    first: dict[str, Evidence] = {}
    for subject, item in found:
        if subject != concept.id and subject in asking.site.concepts:
            first[subject] = min(first.get(subject, item), item, key=lambda evidence: evidence.start)
    subjects = sorted(first, key=lambda subject: (asking.site.concepts[subject].term.casefold(), subject))
    return [_mention_item(asking, subject, concept.id, first[subject]) for subject in subjects]


def _mentions(relations: Iterable[Relation]) -> Iterable[tuple[Relation, Evidence]]:
    return ((relation, item) for relation in relations for item in relation.evidence if item.sentence and item.end > item.start)


def _mention_item(asking: Asking, subject: str, mentioned: str, evidence: Evidence) -> list[Part]:
    quoted = sentence_parts(evidence.sentence, marked=wording(asking, subject, evidence))
    return [_mention_reference(asking, subject, mentioned), ": ", inline(quoted, "concept-sentence")]


def _mention_reference(asking: Asking, subject: str, mentioned: str) -> Part:
    """A link to the place where a concept's text first names another; to the concept where its page marks no places."""
    link, site, builder = concept_reference(asking, subject), asking.site, asking.builder
    if not isinstance(link, Piece) or not asking.html or not links_wanted(site, builder.env, site.home_of(subject).docname):
        return link
    place = place_of(site, builder, mention=mentioned, source=subject)
    return link._replace(attributes=(("place", place),))


def wording(asking: Asking, subject: str, evidence: Evidence) -> str:
    """How the mention is written, to be marked in its sentence."""
    if subject not in asking.site.concepts:
        return ""
    return " ".join(asking.site.entry(subject).prose.text[evidence.start : evidence.end].split())
