"""How many hand-made sentences are read as people read them, and what it saves to try only the cues that a word calls for.

    python benchmarks/relations.py [CASES] [GLOSSARY]

The cases are those of the test (tests/extraction/grammar.txt): an entry's term, a sentence of its text with each mention in
brackets, and what it says of the entry's concept. Behind them, the cues are tried on every mention of a glossary, ours by
default: only those that a word calls for, and all. Times are ratios, each the best of several rounds in one run.
"""

import re
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from conceptgraph.extraction.cues.finder import CueFinder
from conceptgraph.extraction.cues.registry import all_cues
from conceptgraph.extraction.mentions import Matcher, find_mentions
from conceptgraph.extraction.names import collect_names
from conceptgraph.extraction.relations import read_statements
from conceptgraph.model import Entry
from conceptgraph.reading.entries import read_entry
from conceptgraph.reading.glossary import Glossary, make_glossary, read_glossary
from conceptgraph.reading.labels import fold, slug
from conceptgraph.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
CASES = ROOT / "tests" / "extraction" / "grammar.txt"
ROUNDS = 5
BRACKETS = re.compile(r"\[([^\]]+)\]")
#: An entry's definition, where the sentence to read stands later.
OPENING = "Something with a place of its own here."

#: What is before a mention, after it, and the mention itself.
Place = tuple[str, str, str]


@dataclass(frozen=True)
class Reading:
    """One case. `beyond` says that it is known not to be read right."""

    phenomenon: str
    term: str
    sentence: str
    expected: tuple[str, ...]
    beyond: bool

    @property
    def names(self) -> list[str]:
        """The mentions, in the order of the sentence."""
        return BRACKETS.findall(self.sentence)

    @property
    def text(self) -> str:
        """What the entry says, the sentence in its place."""
        plain = BRACKETS.sub(r"\1", self.sentence)
        return plain[1:].strip() if plain.startswith("=") else f"{OPENING}\n\n{plain}"


def main() -> int:
    """Print the table of phenomena for the docs, then what the words save."""
    readings = read_cases(Path(sys.argv[1]) if len(sys.argv) > 1 else CASES)
    glossary = read_glossary(Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT / "glossary", settings=Settings(), keep_going=True)
    print("| phenomenon | sentences | read right |")
    print("| --- | ---: | ---: |")
    for phenomenon in dict.fromkeys(reading.phenomenon for reading in readings):
        print(row(phenomenon, [reading for reading in readings if reading.phenomenon == phenomenon]))
    print(row("all", readings))
    places = find_places(glossary)
    called, every = CueFinder(all_cues()), CueFinder(all_cues())
    every.candidates = lambda *_, **__: every.cues  # type: ignore[method-assign]
    ratio = best_time(every.find, places) / best_time(called.find, places)
    tried = sum(len(called.candidates(before, after)) for before, after, _ in places) / len(places)
    print(f"\n{len(places):,} mentions: of {len(all_cues())} cues {tried:.1f} are tried at one; trying all takes {ratio:.1f} times as long")
    return 0


def row(name: str, readings: list[Reading]) -> str:
    """One line of the table."""
    right = sum(predicates(reading) == reading.expected for reading in readings)
    return f"| {name} | {len(readings)} | {right} |"


def read_cases(path: Path) -> list[Reading]:
    """The lines of the table, under their headings."""
    found, phenomenon = [], ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            phenomenon = line[3:]
        elif line and not line.startswith("#"):
            term, sentence, expected = (part.strip() for part in line.split(" | "))
            beyond = term.startswith("? ")
            found.append(Reading(phenomenon, term.removeprefix("? "), sentence, tuple(expected.split(", ")), beyond=beyond))
    return found


def predicates(reading: Reading) -> tuple[str, ...]:
    """What the package reads of each mention in brackets."""
    others = {fold(name): name for name in reading.names if fold(name) != fold(reading.term)}
    texts = {reading.term: reading.text, **dict.fromkeys(others.values(), "Text.")}
    entries = [entry_of(term, text) for term, text in texts.items()]
    glossary = make_glossary(Path("entries"), entries, settings=Settings(), keep_going=False)
    statements = read_statements(glossary, find_mentions(glossary, Matcher(collect_names(glossary))))
    found, start = [], 0
    for name in reading.names:
        start = reading.text.index(name, start)
        found.append(next((said.predicate for said in statements if said.mention.start == start), "not met"))
        start += len(name)
    return tuple(found)


def entry_of(term: str, text: str) -> Entry:
    """An entry of a term and a text."""
    entry, findings = read_entry(f"# {term}\n\n{text}", path=f"{slug(term)}.md")
    if entry is None:
        raise ValueError(f"no entry of {term!r}: {findings[0]}")
    return entry


def find_places(glossary: Glossary) -> list[Place]:
    """What stands around each mention of another concept: sentence by sentence, as far as any cue looks."""
    found = []
    for mention in find_mentions(glossary, Matcher(collect_names(glossary))):
        text, (start, end) = glossary.entry(mention.source).prose.text, mention.sentence
        if mention.target != mention.source:
            found.append(
                (text[max(start, mention.start - 160) : mention.start], text[mention.end : min(end, mention.end + 160)], mention.form)
            )
    return found


def best_time(find: Callable[[str, str, str], object], places: list[Place]) -> float:
    """The least seconds that all places take."""
    return min(seconds(find, places) for _ in range(ROUNDS))


def seconds(find: Callable[[str, str, str], object], places: list[Place]) -> float:
    """The seconds of one round."""
    begun = time.process_time()
    for place in places:
        find(*place)
    return time.process_time() - begun


if __name__ == "__main__":
    raise SystemExit(main())
