"""Lists that directives ask for: who mentions a concept, which names have no entry yet, and concepts in a table."""

from collections.abc import Iterable

from conceptgraph.errors import ConceptGraphError
from conceptgraph.model import Concept, Evidence, Wanted
from conceptgraph.sphinxext.backlinks import mention_items
from conceptgraph.sphinxext.blocks import Asking, concept_reference, definition_of, sentence_parts
from conceptgraph.sphinxext.domain import domain_of
from conceptgraph.sphinxext.inventories import inventories_of
from conceptgraph.sphinxext.pieces import Part, bullet_list, inline, paragraph, separated, table
from conceptgraph.words import word

#: So many wanted names are listed unless the page says otherwise, and so many concepts that lean on each.
WANTED_SHOWN, NEEDING_SHOWN = 20, 5


def answer_backlinks(asking: Asking) -> list[Part]:
    """Who mentions a concept, each with the sentence; without a name it is the concept of the page."""
    concept = asking.site.graph.find(asking.options.get("concept") or _own_concept(asking))
    items = mention_items(asking, concept)
    if not items:
        return [paragraph([word("No entry mentions it.")])]
    return [bullet_list(_limited(asking, items), classes=["concept-sentences", "concept-backlinks", "no-search"])]


def answer_wanted(asking: Asking) -> list[Part]:
    """The names that entries lean on without one of their own, the most needed first, with who needs them."""
    wanted = asking.site.graph.wanted[: int(asking.options.get("limit") or WANTED_SHOWN)]
    if not wanted:
        return [paragraph([word("Every name that the entries lean on has an entry.")])]
    return [bullet_list((_wanted_item(asking, one) for one in wanted), classes=["concept-wanted", "no-search"])]


def concept_rows(asking: Asking, concepts: Iterable[Concept]) -> Part:
    """Concepts as a table: name, level, topics, definition."""
    heads = (word("Concept"), word("Level"), word("Topics"), word("Definition"))
    rows = [
        (
            [concept_reference(asking, concept.id)],
            [str(concept.level)] if concept.level is not None else [],
            [", ".join(concept.topics)] if concept.topics else [],
            sentence_parts(definition_of(concept)),
        )
        for concept in concepts
    ]
    return table([[head] for head in heads], rows, classes=["concept-table", "no-search"])


def _own_concept(asking: Asking) -> str:
    """The concept of the page that asks."""
    page = asking.site.mounted(asking.builder.env, asking.docname)
    if page is not None and page.kind == "entry":
        return page.name
    here = [concept for concept, (docname, _, _) in domain_of(asking.builder.env).objects.items() if docname == asking.docname]
    if len(here) == 1:
        return here[0]
    raise ConceptGraphError("needs a concept; write ':concept:' and its name")


def _limited(asking: Asking, items: list[list[Part]]) -> list[list[Part]]:
    limit = asking.options.get("limit")
    return items[: int(limit)] if limit else items


def _wanted_item(asking: Asking, wanted: Wanted) -> list[Part]:
    """A name, where another project has it, who needs it, and the first sentence."""
    parts: list[Part] = [inline([wanted.name], "concept-wanted-name")]
    if term := inventories_of(asking.site).anywhere(wanted.name):
        link = concept_reference(asking, term.id, wanted.name)
        parts = [link, word(" in {project}").format(project=term.title or term.project)]
    needing = [concept_reference(asking, one) for one in wanted.needed_by[:NEEDING_SHOWN]]
    more = len(wanted.needed_by) - len(needing)
    parts += [": ", word("needed by "), *separated(needing)]
    if more:
        parts.append(word(" and {number} more").format(number=more))
    evidence: Evidence | None = next((one for one in wanted.evidence if one.sentence), None)
    if evidence is not None:
        parts += [". ", inline(sentence_parts(evidence.sentence, marked=wanted.name), "concept-sentence")]
    return parts
