"""Wanted concepts: names that entries lean on but that have no entry.

Names in front matter that are no concept's come first; then phrases of the prose, as `phrases` collects them, ranked by
points: how many entries use a phrase, how central these are, and how much it looks like a name (`POINTS`).
"""

import math
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import or_
from types import MappingProxyType
from typing import NamedTuple

from conceptgraph.extraction.suggestions import phrases
from conceptgraph.extraction.suggestions.phrases import Phrases
from conceptgraph.model import Entry, Evidence, Wanted
from conceptgraph.reading.glossary import Glossary
from conceptgraph.reading.labels import fold
from conceptgraph.reading.sentences import sentence_text, split_sentences

#: How many names are reported at most, and how many sentences each.
MOST = 200
SENTENCES = 3

#: What a phrase gets for what speaks for or against it; logarithms are natural, and of one more than a count that may be 0.
#: Near to a conditional logit over the hidden entries of five glossaries; benchmarks/wanted.py measures what they give.
POINTS: Mapping[str, float] = MappingProxyType({
    "entries": 1.0,  # log of how many entries use it
    "central": 0.5,  # log of their mean centrality
    "alone": 0.5,  # log of the share of entries where it stands in no longer phrase
    "nested": -0.3,  # log of how many entries use the longer phrases it stands in, on average
    "inside": 1.6,  # log of how many labels hold it whole: "neural network" in "deep neural network"
    "word inside": 0.4,  # the same for a single word
    "head": 1.3,  # log of how many labels end in its last word
    "modifier": 0.9,  # log of how many labels begin with its first word
    "bound": 0.5,  # log of how much more often its first and last word meet in an entry than by chance
    "defines": 0.35,  # log of how many definitions use it
    "leant on": 0.25,  # log of how many entries use it behind "uses", "based on", "a form of"
    "named": 0.6,  # log of how many entries introduce it: "called X"
    "spelled out": 0.6,  # log of how many entries give its short form: "X (ABC)"
    "capital": 0.3,  # has capitals inside
    "acronym": 1.5,  # and is a single word
    "doubtful start": -0.6,  # begins with "early", "simple"
    "superlative": -1.6,  # begins with "highest"
    "verbal": -1.0,  # the share of entries where it stands as a verb would
    "verb": -1.5,  # the share of entries that use its first or last word as a verb
    "composed": -1.2,  # is nothing but known names
    "word": 0.2,  # is a single word
    "compound": 0.8,  # in a small glossary, ends in the last word of a label: "mainsail" beside "sail"
    "unlike labels": -1.5,  # in a small glossary, is a single word that nothing but its use speaks for
})  # fmt: skip

#: A single word in a greater share of the entries is an everyday word, and no name; in few entries any word may be one.
EVERYDAY = 0.15
ALWAYS_ALLOWED = 5
#: How many entries must use a phrase that is built like no label.
UNLIKE_LABELS = 3
#: Marks that count by how many entries give them, and those that count once.
_COUNTED = (("defines", phrases.DEFINES), ("leant on", phrases.LEANT_ON), ("named", phrases.NAMED), ("spelled out", phrases.SPELLED_OUT))
_HELD = (("capital", phrases.CAPITAL), ("doubtful start", phrases.DOUBTFUL_START), ("composed", phrases.COMPOSED))
INTRODUCED = phrases.NAMED | phrases.SPELLED_OUT
_SHORTEST_SUPERLATIVE = 5
#: Up to so many entries a glossary is small: most of its names are in no label yet, so that use alone may speak for a word.
SMALL = 60
#: How many letters of a compound must stand before the word it ends in, and how many that word must have.
_SHORTEST_BEFORE, _SHORTEST_HEAD = 3, 4
#: "data derived" ends in a participle, "speed" does not.
_SHORTEST_PARTICIPLE = 5

#: The entries that use a phrase, as indices, each with the place that shows it best: start, end and marks.
_Places = dict[int, tuple[int, int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """What the words of a glossary are like.

    How many labels hold a run of words, not being it, or begin or end with a word; how many entries use a word, and as a verb; by how
    many entries the longer phrases around a phrase are used, on average.
    """

    inside: Mapping[str, int]
    firsts: Mapping[str, int]
    heads: Mapping[str, int]
    entries: Mapping[str, int]
    verbs: Mapping[str, int]
    longer: Mapping[str, float]
    size: int


class _Shown(NamedTuple):
    """An entry and the spans of its sentences."""

    entry: Entry
    sentences: Sequence[tuple[int, int]]


def rank_wanted(
    glossary: Glossary, entry_phrases: Sequence[Phrases], pairs: Iterable[tuple[str, str]], *, full: Callable[[int], Entry] | None = None
) -> tuple[Wanted, ...]:
    """Wanted concepts from what was collected of each entry, in the order of the glossary's entries.

    `pairs` are the ids of the entries that name others, and of those they name. `full` gives an entry by its number where
    those of the glossary hold nothing but names and the text.
    """
    entries = full or glossary.entries.__getitem__
    referred = _from_references(glossary)
    taken = {fold(label) for concept in glossary.concepts for label in (concept.term, *concept.aliases, concept.id)}
    candidates = gather_candidates(entry_phrases, taken | referred.keys() | _abroad(glossary))
    words = _weigh_words(taken, candidates, entry_phrases)
    central = _centralities(glossary.entries, pairs)
    points = {key: score_phrase(key, places, words, central) for key, places in candidates.items() if _worth(key, places, words)}
    ranked = sorted(points, key=lambda key: (-points[key], key))
    shown = lru_cache(maxsize=None)(lambda index: _Shown(entry := entries(index), split_sentences(entry.prose)))
    found = [_wanted(candidates[key], glossary.entries, shown) for key in ranked[:MOST]]
    declared = sorted(referred.values(), key=lambda name: (-len(name.needed_by), name.name.casefold(), name.name))
    return (*declared, *found)


def _from_references(glossary: Glossary) -> dict[str, Wanted]:
    """Names in front matter that are no concept's."""
    needed: dict[str, list[tuple[str, Evidence]]] = defaultdict(list)
    spelled: dict[str, str] = {}
    entries = {entry.id: entry for entry in glossary.entries}
    for concept, reference in glossary.unknown:
        key = fold(reference.name)
        spelled.setdefault(key, reference.name)
        evidence = Evidence(sentence=reference.reason, path=entries[concept].path, line=reference.line, found_by="declared")
        needed[key].append((concept, evidence))
    return {
        key: Wanted(
            name=spelled[key],
            needed_by=tuple(sorted({concept for concept, _ in places})),
            evidence=tuple(evidence for _, evidence in places),
        )
        for key, places in needed.items()
    }


def _abroad(glossary: Glossary) -> frozenset[str]:
    """The names that front matter takes from other projects, as `project:name`: they have their entry there."""
    named = {reference.name for entry in glossary.entries for reference in (*entry.requires, *entry.related) if ":" in reference.name}
    foreign = (name for name in named if glossary.resolve(name) == (name,) and name not in glossary.names.concepts)
    return frozenset(fold(name.partition(":")[2]) for name in foreign)


def gather_candidates(entry_phrases: Sequence[Phrases], known: Container[str]) -> dict[str, _Places]:
    """The phrases that may be wanted, with their places: those of several entries, and those that an entry introduces."""
    entries = Counter[str]()
    long_forms: dict[str, str] = {}
    for collected in entry_phrases:
        entries.update(collected.keys.split("\n"))
        long_forms.update(collected.acronyms)
    found: dict[str, _Places] = defaultdict(dict)
    for index, collected in enumerate(entry_phrases):
        for key, start, end, marks in collected:
            if (entries[key] > 1 or marks & INTRODUCED) and key not in known:
                name = long_forms.get(key, key)
                # An entry that has a long form and its short one uses one name.
                if name not in known and (name == key or index not in found[name]):
                    found[name][index] = (start, end, marks)
    return found


def _weigh_words(labels: Iterable[str], candidates: Mapping[str, _Places], entry_phrases: Sequence[Phrases]) -> _Words:
    inside, firsts, heads, entries = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for label in labels:
        parts = label.split()
        if parts:
            firsts[parts[0]] += 1
            heads[parts[-1]] += 1
            inside.update(_parts(parts))
    verbs = Counter[str]()
    for collected in entry_phrases:
        entries.update(set(collected.keys.split()))
        verbs.update(key for key, _, _, marks in collected if marks & phrases.VERBAL and " " not in key)
    longer: dict[str, list[int]] = defaultdict(list)
    for key, places in candidates.items():
        if len(places) > 1 and " " in key:
            for part in _parts(key.split()):
                longer[part].append(len(places))
    return _Words(
        inside=inside, firsts=firsts, heads=heads, entries=entries, verbs=verbs, size=len(entry_phrases),
        longer={part: sum(uses) / len(uses) for part, uses in longer.items()},
    )  # fmt: skip


def _parts(words: Sequence[str]) -> set[str]:
    """The runs of words inside a longer one."""
    sizes = range(1, min(len(words), phrases.LONGEST + 1))
    return {" ".join(words[first : first + size]) for size in sizes for first in range(len(words) - size + 1)}


def _centralities(entries: Sequence[Entry], pairs: Iterable[tuple[str, str]]) -> list[float]:
    """How central each entry is: one, and the logarithm of how many others name it."""
    named_by = Counter(target for source, target in set(pairs) if source != target)
    return [1 + math.log1p(named_by[entry.id]) for entry in entries]


def _worth(key: str, places: _Places, words: _Words) -> bool:
    """Whether a phrase can be a name at all: a text introduces it, or it is built like a label or from the words of labels."""
    marks, parts = _all_marks(places), key.split()
    if marks & INTRODUCED:
        return True
    never_alone = not marks & phrases.ALONE and words.longer.get(key, 0) >= len(places)
    participle = parts[-1].endswith("ed") and len(parts[-1]) > _SHORTEST_PARTICIPLE
    if never_alone or participle:
        return False
    capital = bool(marks & phrases.CAPITAL)
    if len(parts) == 1:
        everyday = len(places) > max(ALWAYS_ALLOWED, EVERYDAY * words.size)
        noun = marks & phrases.DETERMINED and not marks & phrases.VERBAL
        used = words.size <= SMALL and len(places) >= UNLIKE_LABELS and noun
        return capital or (not everyday and (words.inside[key] > 0 or bool(used) or _is_compound(key, words)))
    if marks & phrases.DOUBTFUL_END and not words.heads[parts[-1]]:
        return False
    return capital or len(places) >= UNLIKE_LABELS or any(words.heads[word] or words.firsts[word] for word in parts)


def _is_compound(word: str, words: _Words) -> bool:
    """Whether a word ends in the last word of a label, as "mainsail" does in "sail"; asked in small glossaries only."""
    places = range(_SHORTEST_BEFORE, len(word) - _SHORTEST_HEAD + 1) if words.size <= SMALL else ()
    return any(word[at:] in words.heads for at in places)


def _all_marks(places: _Places) -> int:
    return reduce(or_, (marks for _, _, marks in places.values()))


def score_phrase(key: str, places: _Places, words: _Words, central: Sequence[float]) -> float:
    """The points of a phrase, by the table."""
    uses, parts, marks = len(places), key.split(), _all_marks(places)

    def marked(mark: int) -> int:
        return sum(1 for _, _, one in places.values() if one & mark)

    points = POINTS["entries"] * math.log(uses) + POINTS["central"] * math.log(sum(central[index] for index in places) / uses)
    points += POINTS["alone"] * math.log((marked(phrases.ALONE) + 0.3) / uses) + POINTS["nested"] * math.log1p(words.longer.get(key, 0))
    points += sum(POINTS[name] * math.log1p(marked(mark)) for name, mark in _COUNTED)
    points += sum(POINTS[name] for name, mark in _HELD if marks & mark) + POINTS["verbal"] * marked(phrases.VERBAL) / uses
    if len(parts) == 1:
        acronym = POINTS["acronym"] if marks & phrases.CAPITAL else 0
        compound = _is_compound(key, words)
        points += POINTS["compound"] if compound else 0
        points += POINTS["unlike labels"] if not (compound or acronym or words.inside[key] or marks & INTRODUCED) else 0
        return points + POINTS["word"] + POINTS["word inside"] * math.log1p(words.inside[key]) + acronym
    first, last = (max(words.entries[word], uses) for word in (parts[0], parts[-1]))
    points += POINTS["head"] * math.log1p(words.heads[parts[-1]]) + POINTS["modifier"] * math.log1p(words.firsts[parts[0]])
    points += POINTS["inside"] * math.log1p(words.inside[key]) + POINTS["bound"] * math.log(uses * words.size / (first * last))
    points += POINTS["verb"] * max(words.verbs[word] / max(words.entries[word], 1) for word in (parts[0], parts[-1]))
    superlative = parts[0].endswith("est") and len(parts[0]) > _SHORTEST_SUPERLATIVE
    return points + (POINTS["superlative"] if superlative else 0)


def _wanted(places: _Places, entries: Sequence[Entry], shown: Callable[[int], _Shown]) -> Wanted:
    """A candidate as it is reported, with the sentences that show it best: those that introduce it, and definitions, first."""
    spelled = Counter(" ".join(entries[index].prose.text[start:end].split()) for index, (start, end, _) in places.items())
    name = min(spelled, key=lambda spelling: (-spelled[spelling], not spelling.islower(), spelling))
    told = sorted(places.items(), key=lambda item: (not item[1][2] & INTRODUCED, not item[1][2] & phrases.DEFINES, entries[item[0]].id))
    return Wanted(
        name=name,
        needed_by=tuple(sorted(entries[index].id for index in places)),
        evidence=tuple(_place(shown(index), start, end) for index, (start, end, _) in told[:SENTENCES]),
    )


def _place(shown: _Shown, start: int, end: int) -> Evidence:
    entry, sentences = shown
    at = bisect_right(sentences, start, key=lambda span: span[0]) - 1
    span = sentences[at] if at >= 0 and start < sentences[at][1] else (start, end)
    line, _ = entry.prose.place(start)
    sentence = sentence_text(entry.prose.text, span, around=(start, end))
    return Evidence(sentence=sentence, path=entry.path, line=line, start=start, end=end, found_by="wanted")
