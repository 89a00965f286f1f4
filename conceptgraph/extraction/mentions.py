"""Where texts name concepts: spaCy's `PhraseMatcher` over words that are folded as labels are (`tokens`).

Whatever folds to the same key is found, and the longest match wins. What a match may not be (an everyday word, another
case, the wrong sense) is decided afterwards, name by name, in `senses`.
"""

import operator
import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from conceptgraph.extraction.names import Name, can_be_name
from conceptgraph.extraction.senses import NOWHERE, Company, Home, Senses
from conceptgraph.extraction.tokens import Tokens, tokenize
from conceptgraph.model import Concept, Entry, Link, Mention, Prose, Tier
from conceptgraph.reading.glossary import Glossary
from conceptgraph.reading.labels import fold
from conceptgraph.reading.sentences import split_sentences

if TYPE_CHECKING:
    from spacy.matcher import PhraseMatcher
    from spacy.vocab import Vocab

Span = tuple[int, int]

#: So many patterns go into the phrase matcher at once: each is a `Doc`, and all of them would take more room than the matcher.
_BATCH = 1000
#: The fewest letters of either part of a name that is found written apart ("data set" for "dataset").
_PART = 3


class Matcher:
    """Finds the concepts that texts name. Made once for a set of names, asked for any number of texts."""

    def __init__(self, names: Iterable[Name]) -> None:
        by_key: dict[str, list[Name]] = {}
        for name in names:
            if name.match != "never" and (key := fold(name.text)) and can_be_name(name.text):
                by_key.setdefault(key, []).append(name)
        self._senses = {key: Senses(by_key[key]) for key in by_key}
        self._joined = _joined_keys(by_key)
        self._apart = frozenset(key for key in by_key if key.isalpha() and len(key) >= 2 * _PART)

    def find(
        self,
        text: str,
        *,
        source: str = "",
        topics: Sequence[str] = (),
        named: Collection[str] = (),
        opaque: Iterable[Span] = (),
        no_link: Iterable[str] = (),
    ) -> tuple[Mention, ...]:
        """The mentions of other concepts in a text, sorted and without overlaps.

        `topics` are those of the text's own concept, `source`, main topic first, and `named` the ids its front matter
        names: both open names whose rule is `topic`. `opaque` spans are not searched; wordings in `no_link` give no mention.
        """
        home = Home(source=source, topics=tuple(topics), named=frozenset(named))
        mentions = self.find_in(tokenize(text, opaque), text, home=home, closed=find_wordings(text, no_link))
        return tuple(mention for mention in mentions if mention.target != source)

    def find_in(self, tokens: Tokens, text: str, *, home: Home = NOWHERE, closed: Iterable[Span] = ()) -> tuple[Mention, ...]:
        """The mentions in a text that is cut into words already, sorted and without overlaps; none touches a `closed` span.

        Those of the text's own concept are among them.
        """
        company = Company(tokens.words)
        shut = _joined_spans(closed)
        found: list[Mention] = []
        last = 0
        for first, stop, key in self._matches(tokens.words.split()):
            start, end = tokens.starts[first], tokens.ends[stop - 1]
            if start < last or (shut and _touches(shut, start, end)):
                continue
            meanings = self._senses[key].meanings(form := text[start:end], company, home)
            if meanings:
                # What the text does not decide, and a longer name of its own concept, hide the shorter names inside them.
                last = end
            if len(meanings) == 1:
                found.append(
                    Mention(source=home.source, target=meanings[0].concept, start=start, end=end, form=form, tier=_tier(meanings[0], form))
                )
        return tuple(found)

    def shared(self, text: str) -> tuple[str, ...]:
        """The ids of all concepts that may go by a wording."""
        senses = self._senses.get(fold(text))
        return tuple(sorted(senses.concepts)) if senses else ()

    def _matches(self, words: list[str]) -> list[tuple[int, int, str]]:
        """Where words are those of a name, with its key: by place, the longer first."""
        from spacy.tokens import Doc

        if not words or not self._senses:
            return []
        vocab, phrases = self._phrases
        found = {(first, stop) for _, first, stop in phrases(Doc(vocab, words=words))}
        matches = [(first, -stop, " ".join(words[first:stop])) for first, stop in found]
        matches = [(first, stop, self._joined.get(key, key)) for first, stop, key in matches]
        if not self._apart.isdisjoint(map(operator.add, words, words[1:])):
            matches += self._written_apart(words)
        return [(first, -stop, key) for first, stop, key in sorted(matches)]

    def _written_apart(self, words: Sequence[str]) -> Iterator[tuple[int, int, str]]:
        """Two words that are a name written as one, unless they are another name as they stand."""
        for first, (one, other) in enumerate(pairwise(words)):
            if min(len(one), len(other)) >= _PART and one + other in self._apart and f"{one} {other}" not in self._senses:
                yield first, -first - 2, one + other

    @cached_property
    def _phrases(self) -> tuple["Vocab", "PhraseMatcher"]:
        from spacy.matcher import PhraseMatcher
        from spacy.tokens import Doc
        from spacy.vocab import Vocab

        # A vocabulary of its own goes when the matcher goes. All phrases share one id: which one it is, its words tell.
        vocab = Vocab()
        matcher = PhraseMatcher(vocab, attr="ORTH")
        keys = iter((*self._senses, *self._joined))
        while batch := [Doc(vocab, words=key.split()) for key in islice(keys, _BATCH)]:
            matcher.add("name", batch)
        return vocab, matcher


def _joined_spans(spans: Iterable[Span]) -> list[Span]:
    """Spans by place, those that overlap made one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        elif start < end:
            joined.append((start, end))
    return joined


def _touches(spans: Sequence[Span], start: int, end: int) -> bool:
    """Whether any of the spans, which are sorted and apart, overlaps the one from start to end."""
    index = bisect_left(spans, end, key=lambda span: span[0]) - 1
    return index >= 0 and spans[index][1] > start


def _joined_keys(keys: Collection[str]) -> dict[str, str]:
    """Names of two words written as one, "minibatch" for "mini batch", unless that is another name's own key."""
    found: dict[str, str] = {}
    for key in sorted(keys):
        parts = key.split(" ")
        if len(parts) == 2 and all(part.isalpha() and len(part) > 1 for part in parts):
            found.setdefault("".join(parts), key)
    return {joined: key for joined, key in found.items() if joined not in keys}


def _tier(name: Name, form: str) -> Tier:
    if name.kind == "acronym":
        return "acronym"
    if form == name.text:
        return "exact"
    return "case" if form.casefold() == name.text.casefold() else "form"


def find_wordings(text: str, wordings: Iterable[str]) -> list[Span]:
    """Where wordings stand in a text: whole words, in any case, also in the plural."""
    patterns = (r"\s+".join(map(re.escape, wording.split())) for wording in wordings)
    return [
        match.span() for pattern in patterns if pattern for match in re.finditer(rf"(?<!\w){pattern}(?:e?s)?(?!\w)", text, re.IGNORECASE)
    ]


def find_mentions(glossary: Glossary, matcher: Matcher) -> tuple[Mention, ...]:
    """Every mention in every entry, by source and place, with its sentence, line and column.

    Those of a text's own concept are among them: they tell what a sentence speaks of.
    """
    return tuple(
        mention
        for entry, concept in zip(glossary.entries, glossary.concepts, strict=True)
        for mention in entry_mentions(entry, matcher, home=home_of(concept, entry, glossary), links=links_of(entry, glossary))
    )


def home_of(concept: Concept, entry: Entry, glossary: Glossary) -> Home:
    """Where an entry's text is at home, with what its front matter names found in the glossary."""
    references = (*entry.requires, *entry.related, *entry.contrast, *entry.not_requires)
    named = frozenset(found for reference in references for found in glossary.resolve(reference.name))
    return Home(source=concept.id, topics=concept.topics, named=named)


def links_of(entry: Entry, glossary: Glossary) -> tuple[Mention, ...]:
    """The mentions that an author's own links are, those that lead to another entry."""
    return tuple(mention for link in entry.prose.links if (mention := _explicit(link, entry, glossary)))


def entry_mentions(
    entry: Entry,
    matcher: Matcher,
    *,
    home: Home,
    links: Sequence[Mention],
    tokens: Tokens | None = None,
    sentences: Sequence[Span] | None = None,
) -> tuple[Mention, ...]:
    """The mentions in one entry. `tokens` and `sentences` are those of its prose, made here where they are not at hand."""
    prose = entry.prose
    closed = [*((link.start, link.end) for link in links), *find_wordings(prose.text, entry.no_link)]
    tokens = tokenize(prose.text, prose.opaque) if tokens is None else tokens
    sentences = split_sentences(prose) if sentences is None else sentences
    found = matcher.find_in(tokens, prose.text, home=home, closed=closed)
    return tuple(_placed(mention, prose, sentences) for mention in sorted((*links, *found), key=lambda mention: mention.start))


def _explicit(link: Link, entry: Entry, glossary: Glossary) -> Mention | None:
    stem = re.sub(r"(?:.*/)?([^/#]+?)(?:\.md)?(?:#.*)?$", r"\1", link.target)
    resolved = glossary.resolve(stem)
    if len(resolved) != 1 or resolved[0] == entry.id or "://" in link.target:
        return None
    form = entry.prose.text[link.start : link.end]
    return Mention(source=entry.id, target=resolved[0], start=link.start, end=link.end, form=form, tier="explicit")


def _placed(mention: Mention, prose: Prose, sentences: Sequence[tuple[int, int]]) -> Mention:
    line, column = prose.place(mention.start)
    index = bisect_right(sentences, mention.start, key=lambda span: span[0]) - 1
    # What stands in no sentence, such as a link of nothing but marks, is its own evidence.
    sentence = sentences[index] if index >= 0 and mention.start < sentences[index][1] else (mention.start, mention.end)
    return Mention(
        source=mention.source, target=mention.target, start=mention.start, end=mention.end, form=mention.form,
        tier=mention.tier, sentence=sentence, line=line, column=column,
    )  # fmt: skip
