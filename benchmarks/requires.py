"""Does `conceptgraph suggest-requires` find a prerequisite that is missing? Each declared one of a glossary is hidden in turn.

    python benchmarks/requires.py [GLOSSARY] [--write FILE]

All that texts say stays as it is. A prerequisite that the entry requires through others all the same is counted apart, as it is
not suggested. `--write` puts the table into a Markdown file; the docs include it.
"""

import argparse
import math
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from conceptgraph.extraction.mentions import Matcher, find_mentions
from conceptgraph.extraction.names import collect_names
from conceptgraph.extraction.prerequisites import order_concepts
from conceptgraph.extraction.relations import Statement, extract_relations, read_statements
from conceptgraph.extraction.suggestions.requires import Surroundings
from conceptgraph.model import Entry, Reference
from conceptgraph.reading.glossary import Glossary, make_glossary, read_glossary
from conceptgraph.settings import Settings

FIRST = (1, 5, 10)


def main() -> int:
    """Measure, print, and perhaps write."""
    parser = argparse.ArgumentParser(description="Hide each declared prerequisite in turn and look for it among the suggested ones.")
    parser.add_argument("glossary", nargs="?", type=Path, default=Path("glossary"), help="folder of entries")
    parser.add_argument("--write", type=Path, help="Markdown file for the table")
    arguments = parser.parse_args()
    places = measure(read_glossary(arguments.glossary))
    lines = list(table(places))
    print(f"{arguments.glossary}: each of {max(map(len, places.values()))} declared prerequisites hidden in turn")
    print("\n".join(lines))
    if arguments.write:
        arguments.write.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


def measure(glossary: Glossary) -> Mapping[str, list[float]]:
    """For each way to look, where each hidden prerequisite stands: from 0, infinite if nowhere, -1 if others require it."""
    statements = read_statements(glossary, find_mentions(glossary, Matcher(collect_names(glossary))))
    places: dict[str, list[float]] = defaultdict(list)
    for entry in glossary.entries:
        for reference in entry.requires:
            for way, place in find_again(glossary, entry, reference, statements):
                places[way].append(place)
    return places


def find_again(glossary: Glossary, entry: Entry, hidden: Reference, statements: Sequence[Statement]) -> Iterator[tuple[str, float]]:
    """Where one prerequisite stands once it is hidden: with all that is known, and without what the entry's own text says."""
    target = glossary.resolve(hidden.name, topics=entry.topics)[0]
    without = replace(entry, requires=tuple(one for one in entry.requires if one != hidden))
    entries = [without if one.id == entry.id else one for one in glossary.entries]
    left = make_glossary(glossary.folder, entries, settings=Settings(), keep_going=True)
    for way, said in (
        ("the entry and all others", statements),
        ("the others alone", [one for one in statements if one.mention.source != entry.id]),
    ):
        order = order_concepts(left, said)
        surroundings = Surroundings(left, prerequisites=order.prerequisites, relations=extract_relations(left, said), dropped=order.dropped)
        if surroundings.requires_through_others(entry.id, target):
            yield way, -1
        else:
            suggested = [one.concept for one in surroundings.advise(entry.id).suggestions]
            yield way, suggested.index(target) if target in suggested else math.inf


def table(places: Mapping[str, Sequence[float]]) -> Iterator[str]:
    """The shares as Markdown."""
    yield "| found again from | number | required through others | " + " | ".join(f"else in the first {first}" for first in FIRST) + " |"
    yield "| --- |" + " ---: |" * (len(FIRST) + 2)
    for way, found in places.items():
        missing = [place for place in found if place >= 0]
        shares = (sum(place < first for place in missing) / max(len(missing), 1) for first in FIRST)
        yield f"| {way} | {len(found)} | {1 - len(missing) / len(found):.3f} | " + " | ".join(f"{share:.3f}" for share in shares) + " |"


if __name__ == "__main__":
    sys.exit(main())
