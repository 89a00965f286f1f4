"""Where texts name concepts: spaCy's blank English pipeline with a `PhraseMatcher` over a NORM of our own.

The NORM of a word is `labels.fold_word`; the tokenizer is `labels.words`. Both are the ones labels are compared with, so that
whatever folds to the same key is found. Longest match wins. What a match may not be (an everyday word, another case, the
wrong sense) is decided afterwards, name by name, in `_allowed` and `_choose`.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Literal

from conceptgraph.model import Concept, Entry, MatchRule, Mention, Prose, Tier
from conceptgraph.reading.glossary import Glossary
from conceptgraph.reading.labels import fold, fold_word, initials_match, words
from conceptgraph.reading.sentences import split_sentences

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc

Kind = Literal["term", "alias", "acronym"]

#: Words that only hold sentences together; alone they are nobody's name in prose.
FUNCTION_WORDS = frozenset(
    "a about above after again against all also although am an and any are as at be because been before being below between "
    "both but by can cannot could did do does doing down during each either else ever every few for from further had has have "
    "having he hence her here hers him his how however i if in into is it its itself just let like many may me might mine more "
    "most much must my neither no nor not of off often on once one only onto or other others ought our ours out over own per "
    "rather same shall she should since so some still such than that the their theirs them then there therefore these they "
    "this those though through thus to too toward towards two under unless until up upon us very via was we were what when "
    "where whereas whether which while who whom whose why will with within without would yet you your yours".split()
)

_PLACEHOLDER = "\ufffc"
_BRACKETED = re.compile(r"^(?P<name>.*\S)\s*\((?P<inner>[^()]+)\)$", re.DOTALL)
_DEFINED = re.compile(r"\(\s*(?P<short>[A-Za-z][\w./&-]{0,9})\s*\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One way a concept may be named in prose, and the rule its author gave."""

    text: str
    concept: str
    match: MatchRule = "normal"
    topics: tuple[str, ...] = ()
    kind: Kind = "term"
    qualifier: str = ""


def collect_names(glossary: Glossary) -> tuple[Name, ...]:
    """Every name of every concept, with the acronyms that any text defines for a known name."""
    names = [name for concept in glossary.concepts if not concept.foreign for name in concept_names(concept)]
    return (*names, *_defined_acronyms(glossary.entries, names))


def concept_names(concept: Concept) -> tuple[Name, ...]:
    """The names in a concept's own labels; "X (ACR)" gives X and ACR, "X (qualifier)" gives X with the qualifier."""
    found: dict[str, Name] = {}
    for position, label in enumerate((concept.term, *concept.aliases)):
        for text, qualifier, kind in _readings(label, kind="alias" if position else "term"):
            name = Name(text=text, concept=concept.id, match=concept.match, topics=concept.topics, kind=kind, qualifier=qualifier)
            found.setdefault(text, name)
    return tuple(found.values())


def _readings(label: str, *, kind: Kind) -> list[tuple[str, str, Kind]]:
    bracketed = _BRACKETED.match(label)
    if bracketed is None:
        return [(label, "", kind)]
    name, inner = bracketed["name"], bracketed["inner"]
    if initials_match(long=name, short=inner):
        return [(label, "", kind), (name, "", kind), (inner, "", "acronym")]
    if initials_match(long=inner, short=name):
        return [(label, "", kind), (name, "", "acronym"), (inner, "", kind)]
    return [(label, "", kind), (name, inner, kind)]


def _defined_acronyms(entries: Iterable[Entry], names: Sequence[Name]) -> list[Name]:
    """Acronyms that a text gives for a known name: "long form (SHORT)" (Schwartz and Hearst, 2003).

    An acronym that is somebody's label already, or that two long forms claim, is left alone.
    """
    known: dict[str, Name] = {}
    for name in names:
        known.setdefault(fold(name.text), name)
    longest = max((len(key.split()) for key in known), default=0)
    claims: dict[str, dict[str, Name]] = defaultdict(dict)
    for entry in entries:
        for match in _DEFINED.finditer(entry.prose.text):
            short = match["short"]
            if fold(short) in known or not any(letter.isupper() for letter in short):
                continue
            before = [word[0] for word in words(entry.prose.text[max(0, match.start() - 120) : match.start()])]
            long = _known_ending(before, known, longest)
            if long and initials_match(long=long.text, short=short):
                claims[short][long.concept] = long
    return [
        Name(text=short, concept=long.concept, match=long.match, topics=long.topics, kind="acronym")
        for short, longs in sorted(claims.items())
        if len(longs) == 1
        for long in longs.values()
    ]


def _known_ending(before: Sequence[str], known: Mapping[str, Name], longest: int) -> Name | None:
    for size in range(min(longest, len(before)), 0, -1):
        if found := known.get(" ".join(fold_word(word) for word in before[-size:])):
            return found
    return None


@dataclass(frozen=True, slots=True)
class _Source:
    """Where a text comes from: what decides between names."""

    concept: str
    topics: tuple[str, ...]
    named: frozenset[str]
    folded: Callable[[], str]


class Matcher:
    """Finds the concepts that texts name. Made once for a set of names, asked for any number of texts."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._by_key: dict[str, list[Name]] = defaultdict(list)
        for name in names:
            if name.match != "never" and (key := fold(name.text)) and _can_be_name(name.text):
                self._by_key[key].append(name)
        self._joined = _joined_keys(self._by_key)

    def find(
        self,
        text: str,
        *,
        source: str = "",
        topics: Sequence[str] = (),
        named: Collection[str] = (),
        opaque: Iterable[tuple[int, int]] = (),
        no_link: Iterable[str] = (),
        own: bool = False,
    ) -> tuple[Mention, ...]:
        """The mentions in a text, sorted and without overlaps; of a text's own concept, `source`, only where `own` asks for it.

        `topics` are the source's, main topic first, and `named` the ids its front matter names: both open names whose rule
        is `topic`. `opaque` spans are not searched; wordings in `no_link` give no mention.
        """
        spans = self._spans(text, opaque)
        origin = _Source(source, tuple(topics), frozenset(named), lru_cache(1)(lambda: f" {fold(text)} "))
        closed = _wordings(text, no_link)
        found: list[Mention] = []
        last = 0
        for start, end, key in spans:
            # A longer name of the text's own concept hides the shorter ones inside it.
            if start < last or any(start < stop and begin < end for begin, stop in closed):
                continue
            allowed = [name for name in self._by_key[key] if _allowed(name, text[start:end], origin)]
            if not allowed:
                continue
            last = end
            chosen = _choose(allowed, text[start:end], origin)
            if chosen and (own or chosen.concept != source):
                found.append(_mention(chosen, text, start, end, source))
        return tuple(found)

    def shared(self, text: str) -> tuple[str, ...]:
        """The ids of all concepts that may go by a wording."""
        return tuple(sorted({name.concept for name in self._by_key.get(fold(text), ())}))

    def _spans(self, text: str, opaque: Iterable[tuple[int, int]]) -> list[tuple[int, int, str]]:
        """Candidate spans with their keys: by start, the longer first."""
        tokens, places = _cut(text, opaque)
        if not tokens or not self._by_key:
            return []
        nlp = _pipeline()
        doc = _document(nlp, tokens)
        spans = set()
        for key_hash, first, stop in self._phrases(doc):
            key = nlp.vocab.strings[key_hash]
            spans.add((places[first][0], places[stop - 1][1], self._joined.get(key, key)))
        return sorted(spans, key=lambda span: (span[0], -span[1], span[2]))

    @cached_property
    def _phrases(self) -> "PhraseMatcher":
        from spacy.matcher import PhraseMatcher

        nlp = _pipeline()
        matcher = PhraseMatcher(nlp.vocab, attr="NORM")
        for key in {**self._by_key, **self._joined}:
            matcher.add(key, [_document(nlp, key.split())])
        return matcher


@lru_cache(maxsize=1)
def _pipeline() -> "Language":
    """The blank English pipeline whose NORM is ours. One for the process: a vocabulary costs memory, not correctness."""
    import spacy
    from spacy.attrs import NORM

    nlp = spacy.blank("en")
    nlp.vocab.lex_attr_getters[NORM] = fold_word  # type: ignore[attr-defined]
    return nlp


def _document(nlp: "Language", tokens: Sequence[str]) -> "Doc":
    from spacy.tokens import Doc

    return Doc(nlp.vocab, words=list(tokens))


def _cut(text: str, opaque: Iterable[tuple[int, int]]) -> tuple[list[str], list[tuple[int, int]]]:
    """The words of a text and their spans. An opaque span, and the gap between two blocks, is one word no name has."""
    tokens: list[str] = []
    places: list[tuple[int, int]] = []
    walls = sorted([*opaque, *(gap.span() for gap in re.finditer(r"\n\s*\n", text))])
    at = 0
    for start, end in [*walls, (len(text), len(text))]:
        for word in words(text[at:start]) if start > at else ():
            tokens.append(word[0])
            places.append((at + word.start(), at + word.end()))
        if end > max(at, start):
            tokens.append(_PLACEHOLDER)
            places.append((start, end))
        at = max(at, end)
    return tokens, places


def _can_be_name(text: str) -> bool:
    """Whether a label says enough to be found in prose: function words, numbers and symbols do not."""
    key = fold(text)
    if key in FUNCTION_WORDS or key.replace(" ", "").isdigit() or text in ("A", "I", "a"):
        return False
    return any(letter.isalpha() for letter in text)


def _joined_keys(keys: Iterable[str]) -> dict[str, str]:
    """Other cuts of a name into words: "minibatch" for "mini batch", and "data set" for "dataset".

    A cut that is another name's own key stays that name's.
    """
    known = set(keys)
    found: dict[str, str] = {}
    for key in sorted(known):
        parts = key.split()
        if len(parts) == 2 and all(part.isalpha() and len(part) > 1 for part in parts):
            found.setdefault("".join(parts), key)
        elif len(parts) == 1 and key.isalpha():
            for cut in range(3, len(key) - 2):
                found.setdefault(f"{key[:cut]} {key[cut:]}", key)
    return {cut: key for cut, key in found.items() if cut not in known}


def _allowed(name: Name, form: str, source: _Source) -> bool:
    """Whether a name may stand for this form in this text."""
    if name.match == "exact" and form != name.text:
        return False
    at_home = name.concept == source.concept or name.concept in source.named or (bool(name.topics) and name.topics[:1] == source.topics[:1])
    if name.match == "topic" and not at_home:
        return False
    if len(name.text) == 1 and form != name.text:
        return False
    # GAN and MAP are not everyday words only as long as they are written as names.
    capitals = sum(letter.isupper() for letter in name.text)
    return not (capitals > 1 and " " not in name.text and form.islower())


def _choose(names: Sequence[Name], form: str, source: _Source) -> Name | None:
    """The one sense of a name that the text decides for, or None where it does not."""
    if len({name.concept for name in names}) == 1:
        return min(names, key=lambda name: (name.text != form, name.text.casefold() != form.casefold(), name.kind == "acronym", name.text))
    # A sense is not told from itself: the text's own concept is what the word means in its own entry.
    if own := [name for name in names if name.concept == source.concept]:
        return own[0]
    rules: tuple[Callable[[Name], bool], ...] = (
        lambda name: name.text == form,
        lambda name: bool(name.qualifier) and f" {fold(name.qualifier)} " in source.folded(),
        lambda name: bool(name.topics) and name.topics[:1] == source.topics[:1],
        lambda name: not name.qualifier and name.kind == "term",
        lambda name: not name.qualifier,
    )
    left = list(names)
    for rule in rules:
        kept = [name for name in left if rule(name)]
        if len({name.concept for name in kept}) == 1:
            return kept[0]
        left = kept or left
    return None


def _mention(name: Name, text: str, start: int, end: int, source: str) -> Mention:
    form = text[start:end]
    tier: Tier = "form"
    if name.kind == "acronym":
        tier = "acronym"
    elif form == name.text:
        tier = "exact"
    elif form.casefold() == name.text.casefold():
        tier = "case"
    return Mention(source=source, target=name.concept, start=start, end=end, form=form, tier=tier)


def _wordings(text: str, no_link: Iterable[str]) -> list[tuple[int, int]]:
    """The spans of wordings that an author never wants linked."""
    folded = text.casefold()
    spans: list[tuple[int, int]] = []
    for wording in no_link:
        if wording.strip():
            spans.extend(match.span() for match in re.finditer(re.escape(wording.casefold()), folded))
    return spans


def find_mentions(glossary: Glossary, matcher: Matcher) -> tuple[Mention, ...]:
    """Every mention in every entry, by source and place, with its sentence, line and column.

    Those of a text's own concept are among them: they tell what a sentence speaks of.
    """
    concepts = {concept.id: concept for concept in glossary.concepts}
    return tuple(mention for entry in glossary.entries for mention in _entry_mentions(entry, concepts[entry.id], glossary, matcher))


def _entry_mentions(entry: Entry, concept: Concept, glossary: Glossary, matcher: Matcher) -> list[Mention]:
    prose = entry.prose
    named = {
        found
        for reference in (*entry.requires, *entry.related, *entry.contrast, *entry.not_requires)
        for found in glossary.resolve(reference.name)
    }
    explicit = [mention for link in prose.links if (mention := _explicit(link.start, link.end, link.target, entry, concepts_of=glossary))]
    found = matcher.find(
        prose.text, source=entry.id, topics=concept.topics, named=named,
        opaque=(*prose.opaque, *((mention.start, mention.end) for mention in explicit)), no_link=entry.no_link, own=True,
    )  # fmt: skip
    sentences = split_sentences(prose)
    return [_placed(mention, prose, sentences) for mention in sorted((*explicit, *found), key=lambda mention: mention.start)]


def _explicit(start: int, end: int, target: str, entry: Entry, *, concepts_of: Glossary) -> Mention | None:
    """The mention that an author's own link to another entry is, if it leads to one."""
    stem = re.sub(r"(?:.*/)?([^/#]+?)(?:\.md)?(?:#.*)?$", r"\1", target)
    resolved = concepts_of.resolve(stem)
    if len(resolved) != 1 or resolved[0] == entry.id or "://" in target:
        return None
    return Mention(source=entry.id, target=resolved[0], start=start, end=end, form=entry.prose.text[start:end], tier="explicit")


def _placed(mention: Mention, prose: Prose, sentences: Sequence[tuple[int, int]]) -> Mention:
    line, column = prose.place(mention.start)
    sentence = next(((start, end) for start, end in sentences if start <= mention.start < end), (mention.start, mention.end))
    return Mention(
        source=mention.source, target=mention.target, start=mention.start, end=mention.end, form=mention.form,
        tier=mention.tier, sentence=sentence, line=line, column=column,
    )  # fmt: skip
