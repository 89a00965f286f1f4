"""Where texts name concepts: what `phrase_index` finds in the words of a text (`tokens`), the longest match first.

What a match may not be (an everyday word, another case, the wrong sense) is decided name by name in `senses`.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from conceptgraph.extraction.names import Name, can_be_name
from conceptgraph.extraction.phrase_index import PhraseIndex
from conceptgraph.extraction.senses import NOWHERE, Company, Home, Senses
from conceptgraph.extraction.tokens import Tokens, tokenize
from conceptgraph.model import Concept, Entry, Link, Mention, Prose, Tier, Undecided
from conceptgraph.reading.glossary import Glossary
from conceptgraph.reading.labels import fold
from conceptgraph.reading.sentences import split_sentences

Span = tuple[int, int]
#: So many concepts are told that a name may mean, and so many names are looked at for them.
_MOST_CANDIDATES, _MOST_NAMES = 10, 50
#: A place, and the names that it may be.
_Found = tuple[int, int, tuple[Name, ...]]

#: A single letter beside a sign is part of something else: the C of "C++", "C#" and "R&C".
_SIGNED = re.compile(r"[^\w\s()\[\]{}'\"‘’“”.,;:!?…-].|.?\w[^\w\s()\[\]{}'\"‘’“”.,;:!?…-]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What a text names: mentions, and names between whose concepts nothing decides. Both are sorted, and none overlaps another."""

    mentions: tuple[Mention, ...] = ()
    undecided: tuple[Undecided, ...] = ()


class Matcher:
    """Finds the concepts that texts name. Made once for a set of names, asked for any number of texts."""

    def __init__(self, names: Iterable[Name]) -> None:
        by_key: dict[str, list[Name]] = {}
        for name in names:
            if name.match != "never" and (key := fold(name.text)) and can_be_name(name.text):
                by_key.setdefault(key, []).append(name)
        self._senses = {key: Senses(by_key[key]) for key in by_key}
        self._index = PhraseIndex(self._senses)

    def find(self, text: str, *, home: Home = NOWHERE, opaque: Iterable[Span] = (), no_link: Iterable[str] = ()) -> tuple[Mention, ...]:
        """The mentions of other concepts in a text, sorted and without overlaps.

        `opaque` spans are not searched; wordings in `no_link` give no mention.
        """
        return self.read(text, home=home, opaque=opaque, no_link=no_link).mentions

    def read(self, text: str, *, home: Home = NOWHERE, opaque: Iterable[Span] = (), no_link: Iterable[str] = ()) -> Named:
        """The mentions of other concepts in a text as `find` gives them, and what stays undecided."""
        found = tuple(self._search(tokenize(text, opaque), text, home, find_wordings(text, no_link)))
        return Named(
            mentions=tuple(
                _mention(names[0], names[0].concept, text[start:end], start, home.source)
                for start, end, names in found
                if len(names) == 1 and names[0].concept != home.source
            ),
            undecided=_undecided(found, text, home),
        )

    def find_in(self, tokens: Tokens, text: str, *, home: Home = NOWHERE, closed: Iterable[Span] = ()) -> tuple[Mention, ...]:
        """The mentions that `read_in` gives."""
        return self.read_in(tokens, text, home=home, closed=closed).mentions

    def read_in(self, tokens: Tokens, text: str, *, home: Home = NOWHERE, closed: Iterable[Span] = ()) -> Named:
        """What a text names that is cut into words already; nothing of it touches a `closed` span.

        Mentions of the text's own concept are among them. Mentions do not overlap, unless they are one: a name whose entry
        only points to another one is a mention of both.
        """
        found = tuple(self._search(tokens, text, home, closed))
        return Named(
            mentions=tuple(
                _mention(names[0], target, text[start:end], start, home.source)
                for start, end, names in found
                if len(names) == 1
                for target in (names[0].concept, *(also for also in names[0].also if also != home.source))
            ),
            undecided=_undecided(found, text, home),
        )

    def _search(self, tokens: Tokens, text: str, home: Home, closed: Iterable[Span]) -> Iterator[_Found]:
        """Where names stand, and which, from left to right and without overlaps; several where nothing decides between them."""
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
                yield start, end, meanings

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


def _undecided(found: Iterable[_Found], text: str, home: Home) -> tuple[Undecided, ...]:
    return tuple(
        Undecided(source=home.source, candidates=_first_concepts(names), start=start, end=end, form=text[start:end])
        for start, end, names in found
        if len(names) > 1
    )


def _first_concepts(names: Iterable[Name]) -> tuple[str, ...]:
    """The first few concepts: of thousands that share a name nobody reads all, at each of thousands of places."""
    return tuple(sorted(islice(dict.fromkeys(name.concept for name in islice(names, _MOST_NAMES)), _MOST_CANDIDATES)))


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
    """Where an entry's text is at home, with what its front matter names and its links lead to found in the glossary."""
    references = (*entry.requires, *entry.related, *entry.contrast, *entry.not_requires)
    named = frozenset(found for reference in references for found in glossary.resolve(reference.name))
    linked = frozenset(link.target for link in links_of(entry, glossary))
    return Home(source=concept.id, topics=concept.topics, named=named, linked=linked)


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
    """The mentions that `read_entry_names` gives."""
    return read_entry_names(entry, matcher, home=home, links=links, tokens=tokens, sentences=sentences).mentions


def read_entry_names(
    entry: Entry,
    matcher: Matcher,
    *,
    home: Home,
    links: Sequence[Mention],
    tokens: Tokens | None = None,
    sentences: Sequence[Span] | None = None,
) -> Named:
    """What one entry names. `tokens` and `sentences` are those of its prose, made here where they are not at hand."""
    prose = entry.prose
    closed = [*((link.start, link.end) for link in links), *find_wordings(prose.text, entry.no_link)]
    tokens = tokenize(prose.text, prose.opaque) if tokens is None else tokens
    sentences = split_sentences(prose) if sentences is None else sentences
    found = matcher.read_in(tokens, prose.text, home=home, closed=closed)
    mentions = sorted((*links, *found.mentions), key=lambda mention: mention.start)
    return Named(
        mentions=tuple(_placed(mention, prose, sentences) for mention in mentions),
        undecided=tuple(_place_undecided(one, prose, sentences) for one in found.undecided),
    )


def _explicit(link: Link, entry: Entry, glossary: Glossary) -> Mention | None:
    stem = re.sub(r"(?:.*/)?([^/#]+?)(?:\.md)?(?:#.*)?$", r"\1", link.target)
    resolved = glossary.resolve(stem)
    if len(resolved) != 1 or resolved[0] == entry.id or "://" in link.target:
        return None
    form = entry.prose.text[link.start : link.end]
    return Mention(source=entry.id, target=resolved[0], start=link.start, end=link.end, form=form, tier="explicit")


def _placed(mention: Mention, prose: Prose, sentences: Sequence[tuple[int, int]]) -> Mention:
    line, column = prose.place(mention.start)
    return Mention(
        source=mention.source, target=mention.target, start=mention.start, end=mention.end, form=mention.form,
        tier=mention.tier, sentence=_sentence_at(mention.start, mention.end, sentences), line=line, column=column,
    )  # fmt: skip


def _place_undecided(one: Undecided, prose: Prose, sentences: Sequence[Span]) -> Undecided:
    line, column = prose.place(one.start)
    return replace(one, sentence=_sentence_at(one.start, one.end, sentences), line=line, column=column)


def _sentence_at(start: int, end: int, sentences: Sequence[Span]) -> Span:
    index = bisect_right(sentences, start, key=lambda span: span[0]) - 1
    # What stands in no sentence, such as a link of nothing but marks, is its own evidence.
    return sentences[index] if index >= 0 and start < sentences[index][1] else (start, end)
