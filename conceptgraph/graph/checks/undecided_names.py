"""Where a text uses a shared name that nothing decides: such a place links to nothing, and says nothing of what the entry needs.

Names that no text could tell apart are told at their concepts, by `shared_names`; here it is the text that says too little.
"""

from collections.abc import Iterator, Sequence

from conceptgraph.extraction.names import concept_names
from conceptgraph.graph.checks.check import Check
from conceptgraph.graph.checks.view import View, listed
from conceptgraph.model import Concept, Finding
from conceptgraph.reading.labels import fold
from conceptgraph.reading.sentences import sentence_text


def find_undecided_names(view: View) -> Iterator[Finding]:
    """Names in texts that may mean several concepts; one finding for a name and an entry, at the first place."""
    told: set[tuple[str, str]] = set()
    for one in view.undecided:
        key = one.source, fold(one.form)
        candidates = [view.graph.concept(concept) for concept in one.candidates if concept in view.graph]
        if key in told or one.source not in view.entries or len(candidates) < 2:
            continue
        told.add(key)
        text, entry = view.glossary.entry(one.source).prose.text, view.entries[one.source]
        sentence = sentence_text(text, one.sentence, around=(one.start, one.end))
        message = describe_undecided(one.form, candidates)
        yield Finding(code=UNDECIDED_NAME.code, severity="advice", message=message, path=entry.path, line=one.line, sentence=sentence)


def describe_undecided(form: str, candidates: Sequence[Concept]) -> str:
    """What to say about a name that may mean one of several concepts, with the remedy; also for texts that are no entries."""
    terms = listed([concept.term for concept in candidates], last="or")
    qualified = (name.qualifier for one in candidates for name in concept_names(one) if name.qualifier and fold(name.text) == fold(form))
    qualifier = next(qualified, "")
    say = f"use a word of its qualifier, such as {qualifier!r}" if qualifier else f"write {candidates[0].term!r} if that is meant"
    return f"{form!r} may mean {terms}, and nothing here decides; {say}, link it by hand, or give the other 'match: topic'"


UNDECIDED_NAME = Check(
    code="undecided-name",
    help="a text uses a name of several concepts, and neither its words nor its topic nor its front matter decide which it means",
    inspect=find_undecided_names,
    example=(
        "glossary/rope.md:5: 'block' may mean 'block (city)' or 'block (pulley)', and nothing here decides; use a word of its "
        "qualifier, such as 'city', link it by hand, or give the other 'match: topic'"
    ),
    remedy=(
        "Use a word of the qualifier in the text, link the name by hand, or name the concept under `requires` or `related`; each decides "
        "for the whole entry. `match: topic` at a concept leaves its name to entries of its topic, and `no_link` in the entry makes the "
        "name an everyday word there."
    ),
)
