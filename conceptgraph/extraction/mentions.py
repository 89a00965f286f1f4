"""Where texts name concepts: spaCy's blank English pipeline with a `PhraseMatcher` over a NORM of our own.

The NORM of a word is `labels.fold_word`; the tokenizer is `labels.words`. Both are the ones labels are compared with, so that
whatever folds to the same key is found. Longest match wins. What a match may not be (an everyday word, another case, the
wrong sense) is decided afterwards, name by name, in `_allowed` and `_choose`.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from conceptgraph.extraction.names import Name, can_be_name
from conceptgraph.model import Concept, Entry, Mention, Prose, Tier
from conceptgraph.reading.glossary import Glossary
from conceptgraph.reading.labels import fold, fold_word, words
from conceptgraph.reading.sentences import split_sentences

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc

_PLACEHOLDER = "\ufffc"


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
            if name.match != "never" and (key := fold(name.text)) and can_be_name(name.text):
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
            matcher.add(key, [_pattern(nlp, key)])
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


def _pattern(nlp: "Language", key: str) -> "Doc":
    """A key as the matcher looks for it. Its words are folded already: folded again, "lars" for LARS would lose its s."""
    doc = _document(nlp, key.split())
    for token in doc:
        token.norm_ = token.text
    return doc


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
    """The spans of wordings that an author never wants linked: whole words, also in the plural."""
    patterns = (r"\s+".join(map(re.escape, wording.split())) for wording in no_link)
    return [
        match.span() for pattern in patterns if pattern for match in re.finditer(rf"(?<!\w){pattern}(?:e?s)?(?!\w)", text, re.IGNORECASE)
    ]


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
    index = bisect_right(sentences, mention.start, key=lambda span: span[0]) - 1
    # What stands in no sentence, such as a link of nothing but marks, is its own evidence.
    sentence = sentences[index] if index >= 0 and mention.start < sentences[index][1] else (mention.start, mention.end)
    return Mention(
        source=mention.source, target=mention.target, start=mention.start, end=mention.end, form=mention.form,
        tier=mention.tier, sentence=sentence, line=line, column=column,
    )  # fmt: skip
