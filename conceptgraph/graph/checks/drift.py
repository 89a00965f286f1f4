"""Whether `requires` and the text still say the same: they are written once each, and then only one of them is changed."""

from collections.abc import Iterator

from conceptgraph.graph.checks.check import Check
from conceptgraph.graph.checks.view import View
from conceptgraph.model import Concept, Entry, Finding, Fix, Reference


def find_missing_requirements(view: View) -> Iterator[Finding]:
    """What a definition leans on, and neither `requires` names nor anything that is named there rests on.

    Only entries whose authors declare prerequisites are asked: elsewhere the text alone decides, and nothing drifts.
    """
    for (concept, needed), evidence in view.leaning.items():
        declared = view.declared.get(concept, ())
        if not declared or view.rests_on(declared, needed):
            continue
        here, target = view.graph.concept(concept), view.graph.concept(needed)
        message = (
            f"the definition leans on {target.term!r}, and 'requires' names neither it nor anything that rests on it; "
            f"add it there with its reason, or to 'not_requires'"
        )
        yield Finding(
            code="missing-requirement", severity="advice", message=message, path=here.path, line=evidence.line, sentence=evidence.sentence
        )


def find_unmentioned_requirements(view: View) -> Iterator[Finding]:
    """What `requires` names and no word of the text leads to: neither its name nor anything that rests on it."""
    named: dict[str, list[str]] = {}
    for source, target in view.mentions:
        named.setdefault(source, []).append(target)
    for entry, concept, reference, needed in _requirements(view):
        if entry.stub or (entry.id, needed) in view.mentions or _spelled(view, concept, needed):
            continue
        if view.rests_on((other for other in named.get(entry.id, ()) if other != entry.id), needed):
            continue
        message = (
            f"'requires' names {reference.name!r}, and the text names neither it nor anything that rests on it; "
            f"say in the text what it is needed for, or delete it"
        )
        yield Finding(code="unmentioned-requirement", severity="advice", message=message, path=entry.path, line=reference.line)


def find_redundant_requirements(view: View) -> Iterator[Finding]:
    """What `requires` names without a reason, and another name there already requires by what authors declare.

    A reason is shown to readers, so that whoever gives one has a use for the line.
    """
    for entry, _, reference, needed in _requirements(view):
        if reference.reason:
            continue
        others = (other for other in view.declared[entry.id] if other != needed)
        if way := next((other for other in others if view.declares(other, needed)), None):
            term = view.graph.concept(way).term
            message = f"'requires' names {reference.name!r}, which {term!r} requires already; delete it, or write why it is needed here"
            fix = Fix(key="requires", action="remove", value=reference.name)
            yield Finding(
                code="redundant-requirement", severity="advice", message=message, path=entry.path, line=reference.line, fix=(fix,)
            )


def _requirements(view: View) -> Iterator[tuple[Entry, Concept, Reference, str]]:
    """Each name in `requires` with its entry and the concept it means, foreign ones left out."""
    for entry, concept in view.pairs:
        for reference in entry.requires:
            for needed in view.glossary.resolve(reference.name, topics=entry.topics)[:1]:
                if needed in view.graph and needed != entry.id:
                    yield entry, concept, reference, needed


def _spelled(view: View, concept: Concept, needed: str) -> bool:
    """Whether a name of what is needed stands in the text or in the concept's own names, whatever its `match` says.

    A longer name counts for the shorter one inside it: "gradient descent" names the gradient.
    """
    texts = [view.text(concept.id), *(f" {name} " for name in view.called(concept.id))]
    return any(f" {name} " in text for name in view.called(needed) for text in texts)


MISSING = Check(
    code="missing-requirement",
    help="a definition leans on a concept that `requires` does not name, nor anything that rests on it",
    inspect=find_missing_requirements,
    example=(
        "glossary/baking.md:6: the definition leans on 'dough', and 'requires' names neither it nor anything that rests on it; "
        "add it there with its reason, or to 'not_requires'"
    ),
    remedy="Add it to `requires` with the reason; or to `not_requires`, if the definition can be read without.",
)
UNMENTIONED = Check(
    code="unmentioned-requirement",
    help="`requires` names a concept, and the text names neither it nor anything that rests on it",
    inspect=find_unmentioned_requirements,
    example=(
        "glossary/baking.md:3: 'requires' names 'heat', and the text names neither it nor anything that rests on it; say in the "
        "text what it is needed for, or delete it"
    ),
    remedy="Say in the text what it is needed for, or delete the line.",
)
REDUNDANT = Check(
    code="redundant-requirement",
    help="`requires` names, without a reason, what another name there requires already",
    inspect=find_redundant_requirements,
    example="glossary/bread.md:3: 'requires' names 'flour', which 'dough' requires already; delete it, or write why it is needed here",
    remedy="Delete it, or write the reason why it is needed here.",
    fixes="Removes the name. A name with a reason is never reported, so no reason is lost.",
)
