"""Names that are everyday words: most texts that use them do not speak of the concept."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from conceptgraph.graph.checks.check import Check
from conceptgraph.graph.checks.view import View
from conceptgraph.model import Concept, Evidence, Finding
from conceptgraph.reading.labels import fold

#: A name in more than this share of all entries, and in no fewer than so many, is looked at.
SHARE = 0.2
FEWEST = 5
#: It is an everyday word where more than this share of those entries have nothing to do with the concept.
STRANGERS = 0.5


def find_everyday_words(view: View) -> Iterator[Finding]:
    """One-word names in more than a fifth of all entries, most of which are strangers to the concept."""
    least = max(FEWEST, SHARE * len(view.entries))
    for target, naming in sorted(_naming(view).items()):
        concept = view.graph.concept(target)
        if len(naming) <= least or concept.match != "normal":
            continue
        for word, sources in sorted(_by_word(naming, view).items()):
            if " " in word or len(sources) <= least:
                continue
            strangers = [source for source in sources if not _at_home(view, source, concept)]
            if len(strangers) > STRANGERS * len(sources):
                yield _finding(view, concept, word, sources, len(strangers))


def _naming(view: View) -> Mapping[str, Mapping[str, tuple[Evidence, ...]]]:
    """The mentions of each concept, by the concept whose text has them."""
    found: dict[str, dict[str, tuple[Evidence, ...]]] = defaultdict(dict)
    for (source, target), places in view.mentions.items():
        if source in view.entries and target in view.entries and target in view.graph:
            found[target][source] = places
    return found


def _by_word(sources: Mapping[str, tuple[Evidence, ...]], view: View) -> dict[str, dict[str, str]]:
    """The folded forms by which texts name a concept, each with the texts and a sentence of theirs."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for source, places in sources.items():
        text = view.glossary.entry(source).prose.text
        for place in places:
            found[fold(text[place.start : place.end])].setdefault(source, place.sentence)
    return found


def _at_home(view: View, source: str, concept: Concept) -> bool:
    """Whether an entry has to do with a concept: by its main topic, by what it requires, or by something both name."""
    if concept.topic and view.graph.concept(source).topic == concept.topic:
        return True
    if view.company.get(source, frozenset()) & view.company.get(concept.id, frozenset()):
        return True
    return view.rests_on(view.declared.get(source, ()), concept.id)


def _finding(view: View, concept: Concept, word: str, sources: Mapping[str, str], strangers: int) -> Finding:
    entry = view.glossary.entry(concept.id)
    source, sentence = next((source, sentence) for source, sentence in sorted(sources.items()) if not _at_home(view, source, concept))
    remedy = "topic" if concept.topic else "never"
    gives = "only entries of its topic" if concept.topic else "only links you write"
    message = (
        f"{word!r} is taken for {concept.term!r} in {len(sources)} of {len(view.entries)} entries, {strangers} of which have nothing to "
        f"do with it, such as {view.graph.concept(source).term!r}: {sentence!r}; with 'match: {remedy}' {gives} name it"
    )
    return Finding(
        code=EVERYDAY_WORD.code, severity="advice", message=message, path=concept.path, sentence=sentence,
        line=entry.lines.get("match", entry.line),
    )  # fmt: skip


EVERYDAY_WORD = Check(
    code="everyday-word",
    help="a one-word name is found in more than a fifth of all entries, most of which have nothing to do with the concept",
    inspect=find_everyday_words,
    example=(
        "glossary/step.md:2: 'step' is taken for 'step' in 6 of 7 entries, 6 of which have nothing to do with it, such as "
        "'bread': 'Each step of its making is easy.'; with 'match: topic' only entries of its topic name it"
    ),
    remedy=(
        "`match: topic` lets only entries of its main topic name it, `match: exact` only the spelling of the entry (good for names "
        "with a capital), `match: never` only links you write. Which of them is right only an author knows, so `--fix` sets none."
    ),
)
