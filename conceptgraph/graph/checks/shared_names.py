"""Whether a mention of a shared name can be told apart: by its spelling, a qualifier in brackets, or the topic it stands in."""

from collections import defaultdict
from collections.abc import Iterator

from conceptgraph.extraction.names import Name
from conceptgraph.graph.checks.check import Check
from conceptgraph.graph.checks.view import View
from conceptgraph.model import Concept, Finding
from conceptgraph.reading.labels import fold
from conceptgraph.reading.names import same_label


def find_shared_names(view: View) -> Iterator[Finding]:
    """Names of two concepts that nothing tells apart; each is told once, at the later concept.

    Two equal terms, and an alias that is another's term, are told by the reader.
    """
    sharing = _sharing(view)
    qualifiers = {fold(name.qualifier) for names in sharing.values() for name in names if name.qualifier}
    telling = view.occurring(qualifiers)
    for _, names in sorted(sharing.items()):
        first_by_sign: dict[tuple[str, ...], Name] = {}
        told: set[tuple[str, str]] = set()
        for name in names:
            other = first_by_sign.setdefault(_sign(name, telling), name)
            pair = other.concept, name.concept
            if other.concept == name.concept or pair in told or _is_readers(view.graph.concept(pair[0]), view.graph.concept(pair[1])):
                continue
            told.add(pair)
            yield _finding(view, name, other)


def _sharing(view: View) -> dict[str, list[Name]]:
    """The names that several concepts go by, by their folded form."""
    found: dict[str, list[Name]] = defaultdict(list)
    for names in view.names.values():
        for name in names:
            if name.match != "never" and (key := fold(name.text)):
                found[key].append(name)
    return {key: names for key, names in found.items() if len({name.concept for name in names}) > 1}


def _sign(name: Name, telling: frozenset[str]) -> tuple[str, ...]:
    """All that a mention can go by: two names with the same sign are one to any text."""
    topic = name.topics[0] if name.topics else ""
    if not name.qualifier:
        return name.text, topic, "term" if name.kind == "term" else "other"
    qualifier = fold(name.qualifier)
    return name.text, topic, "qualified", qualifier if qualifier in telling else ""


def _is_readers(one: Concept, other: Concept) -> bool:
    """Whether one concept's term is a name of the other."""
    terms = same_label(one.term), same_label(other.term)
    return terms[1] in map(same_label, (one.term, *one.aliases)) or terms[0] in map(same_label, (other.term, *other.aliases))


def _finding(view: View, name: Name, other: Name) -> Finding:
    concept, first = view.graph.concept(name.concept), view.graph.concept(other.concept)
    if name.qualifier:
        why, remedy = "no text has a word of their qualifiers", "choose qualifiers that the texts use, or give them different topics"
    else:
        why = "a mention of it cannot be told apart"
        remedy = f"give both a qualifier, such as '{name.text} ({concept.term})', or drop one"
    place = "in the same topic" if concept.topic else "and neither has a topic"
    message = f"{name.text!r} also names {first.term!r} {place}, and {why}; {remedy}"
    entry = view.glossary.entry(concept.id) if concept.id in view.entries else None
    aliased = entry is not None and name.text in entry.aliases
    line = entry.lines.get("aliases", entry.line) if entry is not None and aliased else concept.line
    return Finding(code=SHARED_NAME.code, severity="advice", message=message, path=concept.path, line=line)


SHARED_NAME = Check(
    code="shared-name",
    help="two concepts share a name, and neither spelling nor qualifier nor topic tells which of them a text means",
    inspect=find_shared_names,
    example=(
        "glossary/cross-validation.md:3: 'CV' also names 'computer vision' in the same topic, and a mention of it cannot be told "
        "apart; give both a qualifier, such as 'CV (cross-validation)', or drop one"
    ),
    remedy="Give both names a qualifier that the texts use, such as `CV (vision)`, or drop one of them.",
)
