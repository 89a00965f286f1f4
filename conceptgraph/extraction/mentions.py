"""Where texts name concepts: what `phrase_index` finds in the words of a text (`tokens`), the longest match first.

What a match may not be (an everyday word, another case, the wrong sense) is decided name by name in `senses`.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence

from conceptgraph.extraction.names import Name, can_be_name
from conceptgraph.extraction.phrase_index import PhraseIndex
from conceptgraph.extraction.senses import NOWHERE, Company, Home, Senses
from conceptgraph.extraction.tokens import Tokens, tokenize
from conceptgraph.model import Concept, Entry, Link, Mention, Prose, Tier
from conceptgraph.reading.glossary import Glossary
from conceptgraph.reading.labels import fold
from conceptgraph.reading.sentences import split_sentences

Span = tuple[int, int]

#: A single letter beside a sign is part of something else: the C of "C++", "C#" and "R&C".
_SIGNED = re.compile(r"[^\w\s()\[\]{}'\"‘’“”.,;:!?…-].|.?\w[^\w\s()\[\]{}'\"‘’“”.,;:!?…-]")


class Matcher:
    """Finds the concepts that texts name. Made once for a set of names, asked for any number of texts."""

    def __init__(self, names: Iterable[Name]) -> None:
        by_key: dict[str, list[Name]] = {}
        for name in names:
            if name.match != "never" and (key := fold(name.text)) and can_be_name(name.text):
                by_key.setdefault(key, []).append(name)
        self._senses = {key: Senses(by_key[key]) for key in by_key}
        self._index = PhraseIndex(self._senses)

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
        return tuple(
            _mention(name, name.concept, text[start:end], start, source)
            for start, end, name in self._search(tokenize(text, opaque), text, home, find_wordings(text, no_link))
            if name.concept != source
        )

    def find_in(self, tokens: Tokens, text: str, *, home: Home = NOWHERE, closed: Iterable[Span] = ()) -> tuple[Mention, ...]:
        """The mentions in a text that is cut into words already, sorted; none touches a `closed` span.

        Those of the text's own concept are among them. Mentions do not overlap, unless they are one: a name whose entry
        only points to another one is a mention of both.
        """
        return tuple(
            _mention(name, target, text[start:end], start, home.source)
            for start, end, name in self._search(tokens, text, home, closed)
            for target in (name.concept, *(also for also in name.also if also != home.source))
        )

    def _search(self, tokens: Tokens, text: str, home: Home, closed: Iterable[Span]) -> Iterator[tuple[int, int, Name]]:
        """Where names stand, and which, from left to right and without overlaps."""
        company, shut = Company(tokens.words), _joined_spans(closed)
        free = 0
        for first, stop, key in self._index.find(tokens.words):
            if first < free:
                continue
            start, end = tokens.starts[first], tokens.ends[stop - 1]
            if (shut and _touches(shut, start, end)) or (end - start == 1 and _SIGNED.match(text, max(0, start - 1), end + 1)):
                continue
            meanings = self._senses[key].meanings(text[start:end], company, home)
            if meanings:
                # What the text does not decide, and a longer name of its own concept, hide the shorter names inside them.
                free = stop
            if len(meanings) == 1:
                yield start, end, meanings[0]

    def shared(self, text: str) -> tuple[str, ...]:
        """The ids of all concepts that may go by a wording."""
        senses = self._senses.get(fold(text))
        return tuple(sorted(senses.concepts)) if senses else ()


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


def _mention(name: Name, target: str, form: str, start: int, source: str) -> Mention:
    tier: Tier = "form"
    if name.kind == "acronym":
        tier = "acronym"
    elif name.kind == "verb":
        tier = "form"
    elif form == name.text:
        tier = "exact"
    elif form.casefold() == name.text.casefold():
        tier = "case"
    return Mention(source=source, target=target, start=start, end=start + len(form), form=form, tier=tier)


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
