"""What each text says, entry by entry: mentions, statements, phrases. Kept, and read again only when the answer may differ.

A reading follows from the entry's file, from what the names in it mean elsewhere, and from the cues. Of all names only
those count whose words all stand in the text: a new entry makes those texts be read again that could name it, and no other.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from conceptgraph.cache import Cache, digest_of
from conceptgraph.extraction.cues.registry import all_cues
from conceptgraph.extraction.mentions import Matcher, home_of, links_of, read_entry_names
from conceptgraph.extraction.names import Name
from conceptgraph.extraction.phrase_index import PhraseIndex
from conceptgraph.extraction.relations import Statement, read_entry_statements
from conceptgraph.extraction.senses import Home
from conceptgraph.extraction.suggestions.phrases import Phrases, collect_entry_phrases
from conceptgraph.extraction.tokens import tokenize
from conceptgraph.model import Concept, Entry, Mention, Undecided
from conceptgraph.processes import spread
from conceptgraph.reading.glossary import Glossary
from conceptgraph.reading.labels import fold
from conceptgraph.reading.sentences import split_sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one entry's text says; the mentions of its own concept are among the mentions."""

    mentions: tuple[Mention, ...]
    undecided: tuple[Undecided, ...]
    statements: tuple[Statement, ...]
    phrases: Phrases


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """An entry's text with all that it is read with, but the names."""

    entry: Entry
    home: Home
    links: tuple[Mention, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """A reading, the folded words of its text, and a digest of all else that it followed from."""

    words: str
    origin: bytes
    reading: Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class _Means:
    """What texts are read by: all names, and whether the readings are to be kept, which asks for their origins."""

    names: tuple[Name, ...]
    kept: bool


def read_texts(glossary: Glossary, names: Sequence[Name], *, cache: Cache | None = None, jobs: int = 1) -> tuple[Reading, ...]:
    """What the text of each entry says, in the entries' order; texts that the cache does not have are read by so many processes."""
    cache = cache or Cache()
    tasks = [make_task(entry, concept, glossary) for entry, concept in zip(glossary.entries, glossary.concepts, strict=True)]
    keys = [glossary.digests.get(task.entry.id, b"") for task in tasks]
    kept: dict[bytes, _Kept] = cache.recall("reading", [key for key in keys if key])
    readings = dict(_valid(kept, keys, tasks, names)) if kept else {}
    missing = [index for index in range(len(tasks)) if index not in readings]
    if missing:
        means = _Means(names=tuple(names), kept=cache.file is not None)
        read = spread(_make_reader, means, [tasks[index] for index in missing], jobs=jobs)
        readings |= {index: one.reading for index, one in zip(missing, read, strict=True)}
        cache.keep("reading", {keys[index]: one for index, one in zip(missing, read, strict=True) if keys[index]}, used=kept.keys())
    return tuple(readings[index] for index in range(len(tasks)))


def read_again(tasks: Sequence[Task], keys: Sequence[bytes], names: Sequence[Name], *, cache: Cache) -> list[Reading]:
    """What some texts say that have changed, while the names are those of the last build; kept under their keys."""
    read = list(map(_make_reader(_Means(names=tuple(names), kept=True)), tasks))
    cache.keep("reading", dict(zip(keys, read, strict=True)))
    return [one.reading for one in read]


def make_task(entry: Entry, concept: Concept, glossary: Glossary) -> Task:
    """What an entry's text is read with."""
    return Task(entry=entry, home=home_of(concept, entry, glossary), links=links_of(entry, glossary))


def _valid(
    kept: Mapping[bytes, _Kept], keys: Sequence[bytes], tasks: Sequence[Task], names: Sequence[Name]
) -> Iterator[tuple[int, Reading]]:
    """The readings that still hold, with their numbers."""
    vocabulary, cues = Vocabulary(names), _cues_digest()
    for index, (key, task) in enumerate(zip(keys, tasks, strict=True)):
        one = kept.get(key)
        if one is not None and one.origin == _origin(task, vocabulary.around(one.words), cues):
            yield index, one.reading


class Vocabulary:
    """Tells which names could stand in a text: those all of whose words can be read in it."""

    def __init__(self, names: Iterable[Name]) -> None:
        by_key: dict[str, list[Name]] = defaultdict(list)
        for name in names:
            by_key[fold(name.text)].append(name)
        self._index = PhraseIndex(by_key.keys())
        self._by_word: dict[str, list[tuple[frozenset[str], bytes]]] = defaultdict(list)
        for key, alike in by_key.items():
            first, *others = key.split(" ")
            self._by_word[first].append((frozenset(others), digest_of(key, *alike)))

    def around(self, words: str) -> list[bytes]:
        """Digests of the names that could stand in a text of these folded words: they change when one changes, comes or goes."""
        reach = self._index.reach(words.split(" "))
        return sorted({digest for word in reach & self._by_word.keys() for others, digest in self._by_word[word] if others <= reach})


def _make_reader(means: _Means) -> Callable[[Task], _Kept]:
    matcher, vocabulary, cues = Matcher(means.names), Vocabulary(means.names if means.kept else ()), _cues_digest()

    def read(task: Task) -> _Kept:
        prose = task.entry.prose
        tokens, sentences = tokenize(prose.text, prose.opaque), split_sentences(prose)
        named = read_entry_names(task.entry, matcher, home=task.home, links=task.links, tokens=tokens, sentences=sentences)
        spans = [(mention.start, mention.end) for mention in named.mentions]
        reading = Reading(
            mentions=named.mentions,
            undecided=named.undecided,
            statements=read_entry_statements(task.entry, named.mentions, sentences=sentences),
            phrases=collect_entry_phrases(task.entry, spans, sentences=sentences),
        )
        origin = _origin(task, vocabulary.around(tokens.words), cues) if means.kept else b""
        return _Kept(words=tokens.words, origin=origin, reading=reading)

    return read


def _origin(task: Task, names: Sequence[bytes], cues: bytes) -> bytes:
    home = task.home
    return digest_of(b"".join(names), cues, home.source, home.topics, sorted(home.named), task.links)


def _cues_digest() -> bytes:
    return digest_of(*(replace(cue, holds=(), fails=()) for cue in all_cues()))
