"""Does `conceptgraph wanted` find the names that are missing? Each entry of a glossary is hidden in turn.

    python benchmarks/wanted.py [GLOSSARY...] [--write FILE]

An entry is hidden with its text and all its names; found is it where a wanted name is one of them. Once the other entries are
left as their authors wrote them: whoever requires the hidden one leans on a name without an entry. And once what names it in
front matter is taken out, so that only prose is left to tell. The second is measured for the phrases in four orders: by the
number of entries that use them, by C-value, and as `wanted` ranks them, without and with what it knows of central entries.
`--write` puts the table of the first glossary into a Markdown file; the docs include it.
"""

import argparse
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from conceptgraph.extraction.mentions import Matcher, entry_mentions, find_mentions, home_of, links_of
from conceptgraph.extraction.names import collect_names
from conceptgraph.extraction.suggestions.phrases import Phrases, collect_entry_phrases
from conceptgraph.extraction.suggestions.wanted import gather_candidates, rank_wanted
from conceptgraph.model import Concept, Entry, Mention
from conceptgraph.reading.glossary import Glossary, make_glossary, read_glossary
from conceptgraph.reading.labels import fold
from conceptgraph.reading.names import short_labels
from conceptgraph.settings import Settings

FIRST = (10, 30, 100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What was read of each entry, by id: its mentions and its phrases."""

    mentions: Mapping[str, tuple[Mention, ...]]
    phrases: Mapping[str, Phrases]


def main() -> int:
    """Measure, print, and perhaps write."""
    parser = argparse.ArgumentParser(description="Hide each entry in turn and look for its name among the wanted ones.")
    parser.add_argument("glossary", nargs="*", type=Path, default=[Path("glossary")], help="folders of entries")
    parser.add_argument("--write", type=Path, help="Markdown file for the table of the first glossary")
    arguments = parser.parse_args()
    for number, folder in enumerate(arguments.glossary):
        glossary = read_glossary(folder, keep_going=True)
        places = measure(glossary)
        lines = list(table(places))
        print(f"{folder}: each of {len(glossary.entries)} entries hidden in turn")
        print("\n".join(lines))
        if arguments.write and not number:
            arguments.write.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


def measure(glossary: Glossary) -> Mapping[str, list[float]]:
    """For each way to look, the place in the list at which each hidden concept is found: from 0, infinite if nowhere."""
    names = collect_names(glossary)
    mentions: dict[str, list[Mention]] = defaultdict(list)
    for mention in find_mentions(glossary, Matcher(names)):
        mentions[mention.source].append(mention)
    whole = Read(
        mentions={entry.id: tuple(mentions[entry.id]) for entry in glossary.entries},
        phrases={entry.id: phrases_of(entry, mentions[entry.id]) for entry in glossary.entries},
    )
    places: dict[str, list[float]] = defaultdict(list)
    for concept in glossary.concepts:
        left = make_glossary(
            glossary.folder, [entry for entry in glossary.entries if entry.id != concept.id], settings=Settings(), keep_going=True
        )
        read = read_again(whole, left, lost=lost_keys(names, left))
        sought = keys_of(concept) - {key for other in left.concepts for key in keys_of(other)}
        for way, ranked in rankings(left, read):
            places[way].append(next((place for place, name in enumerate(ranked) if fold(name) in sought), math.inf))
    return places


def phrases_of(entry: Entry, mentions: Iterable[Mention]) -> Phrases:
    """The phrases of one entry beside its mentions."""
    return collect_entry_phrases(entry, [(mention.start, mention.end) for mention in mentions])


def keys_of(concept: Concept) -> set[str]:
    """All that a concept goes by."""
    return {fold(name) for label in (concept.term, *concept.aliases) for name in (label, *short_labels(label))}


def lost_keys(names: Iterable[object], left: Glossary) -> set[str]:
    """The keys of the names that are gone without the hidden entry."""
    kept = set(collect_names(left))
    return {fold(name.text) for name in names if name not in kept}  # type: ignore[attr-defined]


def read_again(whole: Read, left: Glossary, *, lost: set[str]) -> Read:
    """What is read without a hidden entry: only texts in which one of the lost names was met change."""
    matcher = Matcher(collect_names(left))
    concepts = {concept.id: concept for concept in left.concepts}
    mentions, phrases = {}, {}
    for entry in left.entries:
        mentions[entry.id], phrases[entry.id] = whole.mentions[entry.id], whole.phrases[entry.id]
        if any(fold(mention.form) in lost for mention in mentions[entry.id]):
            home = home_of(concepts[entry.id], entry, left)
            mentions[entry.id] = tuple(entry_mentions(entry, matcher, home=home, links=links_of(entry, left)))
            phrases[entry.id] = phrases_of(entry, mentions[entry.id])
    return Read(mentions=mentions, phrases=phrases)


def rankings(left: Glossary, read: Read) -> Iterator[tuple[str, Sequence[str]]]:
    """The wanted names in each order."""
    phrases = list(read.phrases.values())
    pairs = [(mention.source, mention.target) for found in read.mentions.values() for mention in found]
    taken = {fold(label) for concept in left.concepts for label in (concept.term, *concept.aliases, concept.id)}
    uses = {key: len(places) for key, places in gather_candidates(phrases, taken).items()}
    yield "prose alone, by number of entries", in_order(uses, lambda key: uses[key])
    values = c_values(uses)
    yield "prose alone, by C-value", in_order(uses, lambda key: values[key])
    # Without mentions no entry is more central than another.
    yield "prose alone, all entries alike", [wanted.name for wanted in rank_wanted(replace(left, unknown=()), phrases, ())]
    yield "prose alone", [wanted.name for wanted in rank_wanted(replace(left, unknown=()), phrases, pairs)]
    yield "prose and front matter", [wanted.name for wanted in rank_wanted(left, phrases, pairs)]


def in_order(keys: Iterable[str], value: Callable[[str], float]) -> list[str]:
    """The keys with the greatest value, greatest first."""
    return sorted(keys, key=lambda key: (-value(key), key))[: max(FIRST)]


def c_values(uses: Mapping[str, int]) -> dict[str, float]:
    """C-value of each phrase (Frantzi, Ananiadou and Mima, 2000), with entries as frequency."""
    longer: dict[str, list[int]] = defaultdict(list)
    for key, count in uses.items():
        words = key.split()
        for size in range(1, len(words)):
            for first in range(len(words) - size + 1):
                longer[" ".join(words[first : first + size])].append(count)
    return {
        key: math.log2(1 + len(key.split())) * (count - (sum(longer[key]) / len(longer[key]) if longer[key] else 0))
        for key, count in uses.items()
    }


def table(places: Mapping[str, Sequence[float]]) -> Iterator[str]:
    """The share found among the first of the list, as Markdown."""
    yield "| found again from | " + " | ".join(f"in the first {first}" for first in FIRST) + " |"
    yield "| --- |" + " ---: |" * len(FIRST)
    for way, found in places.items():
        counted = Counter({first: sum(place < first for place in found) for first in FIRST})
        yield f"| {way} | " + " | ".join(f"{counted[first] / len(found):.3f}" for first in FIRST) + " |"


if __name__ == "__main__":
    sys.exit(main())
