"""What is missed of the links that people made, and what each rule of the matching gains, glossary by glossary.

    python benchmarks/mentions.py --data FOLDER [--verbose]

Prints the misses by class, the figures without each rule that is kept and with each that was tried and is not
(`mentions_tried.py`), and how often the words of a text tell two concepts apart. `--verbose` prints every miss. The form of
the data is described in README.md beside this file; a link may carry its span: `"links": [[start, end, "id"]]`.
"""

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path
from statistics import fmean
from typing import Any, NamedTuple
from unittest.mock import patch

from extraction import make_entry, share
from mentions_tried import TRIED, Set

from conceptgraph.extraction import names as names_module
from conceptgraph.extraction.mentions import Matcher, find_mentions
from conceptgraph.extraction.names import Name, collect_names
from conceptgraph.extraction.phrase_index import PhraseIndex
from conceptgraph.extraction.senses import NOWHERE, Company, Senses
from conceptgraph.model import Mention
from conceptgraph.reading.glossary import make_glossary
from conceptgraph.reading.labels import fold
from conceptgraph.settings import Settings

Pair = tuple[str, str]


class Figures(NamedTuple):
    """Recall and F1 of one glossary, and the pairs that were found."""

    recall: float
    f1: float
    found: frozenset[Pair]


def main() -> int:
    """Print all of it."""
    parser = argparse.ArgumentParser(description="Look at what is found and missed.")
    parser.add_argument("--data", type=Path, help="folder with data sets as JSON files")
    parser.add_argument("--verbose", action="store_true", help="print every miss")
    arguments = parser.parse_args()
    if arguments.data is None:
        print("misses and rules: NOT RUN; name a folder with --data (its form: benchmarks/README.md)")
        return 0
    sets = list(read_sets(arguments.data))
    base = [figures(one, find(one)) for one in sets]
    print_misses(sets, base, verbose=arguments.verbose)
    print_rules(sets, base)
    print_senses(sets)
    return 0


def read_sets(folder: Path) -> Iterator[Set]:
    """The data sets below a folder in which people made links."""
    for file in sorted(folder.rglob("*.json")):
        document = json.loads(file.read_text(encoding="utf-8"))
        if "entries" in document and any(record.get("gold") for record in document["entries"]):
            entries = tuple(make_entry(record) for record in document["entries"])
            yield Set(document, make_glossary(Path(document["name"]), entries, settings=Settings(), keep_going=True))


def find(one: Set, names: Sequence[Name] | None = None) -> list[Mention]:
    """The mentions of other concepts."""
    matcher = Matcher(collect_names(one.glossary) if names is None else names)
    return [mention for mention in find_mentions(one.glossary, matcher) if mention.source != mention.target]


def figures(one: Set, mentions: Iterable[Mention]) -> Figures:
    """How mentions compare with what people linked."""
    found = frozenset((mention.source, mention.target) for mention in mentions)
    recall, precision = share(len(found & one.gold), len(one.gold)), share(len(found & one.linked), len(found))
    return Figures(recall, share(2 * precision * recall, precision + recall), found)


def print_misses(sets: Sequence[Set], base: Sequence[Figures], *, verbose: bool) -> None:
    """Each class of misses with its count in each glossary."""
    counts: dict[str, Counter[str]] = {}
    for one, measured in zip(sets, base, strict=True):
        matcher = Matcher(collect_names(one.glossary))
        for source, target in sorted(one.gold - measured.found):
            anchor = one.anchor(source, target)
            label = classify(anchor, one.labels(target), matcher, target)
            counts.setdefault(label, Counter())[one.name] += 1
            if verbose:
                print(f"{one.name}: {source} -> {target}: {anchor!r} is {label}")
    print(f"\n| misses | {' | '.join(one.name for one in sets)} | all |\n| --- |{' ---: |' * (len(sets) + 1)}")
    for label, count in sorted(counts.items(), key=lambda item: -item[1].total()):
        print(f"| {label} | {' | '.join(str(count[one.name]) for one in sets)} | {count.total()} |")


def classify(anchor: str, labels: Sequence[str], matcher: Matcher, target: str) -> str:
    """Why a link was not found, by the words that people linked."""
    if not anchor:
        return "no words are linked"
    if target in matcher.shared(anchor):
        return "its name, part of a longer one or of another sense"
    spoken = set(fold(anchor).split())
    known = {word for label in labels for word in fold(label).split()}
    if spoken < known:
        return "a short name"
    if any(one != other and one[:4] == other[:4] and min(len(one), len(other)) > 3 for one in spoken for other in known):
        return "another form of a word"
    return "another wording"


def print_rules(sets: Sequence[Set], base: Sequence[Figures]) -> None:
    """What each rule changes: those that are kept, then those that are not."""
    names = " | ".join(f"{one.name} R / F1" for one in sets)
    print(f"\n| rule | {names} | mean R | mean F1 |\n| --- |{' ---: |' * (len(sets) + 2)}")
    print_row("all that is kept", base, [Figures(0, 0, frozenset())] * len(sets))
    for title, without in KEPT.items():
        print_row(f"kept: {title}", base, [figures(one, without(one)) for one in sets])
    for title, tried in TRIED.items():
        print_row(f"not kept: {title}", [figures(one, tried(one, find)) for one in sets], base)


def print_row(title: str, one: Sequence[Figures], other: Sequence[Figures]) -> None:
    """By how much the one is better than the other, in thousandths."""
    gains = [(1000 * (a.recall - b.recall), 1000 * (a.f1 - b.f1)) for a, b in zip(one, other, strict=True)]
    cells = " | ".join(f"{recall:+.0f} / {f1:+.0f}" for recall, f1 in gains)
    print(f"| {title} | {cells} | {fmean(recall for recall, _ in gains):+.1f} | {fmean(f1 for _, f1 in gains):+.1f} |")


def without_names(change: Callable[[Name], Name | None]) -> Callable[[Set], list[Mention]]:
    """Finding with other names: changed ones, and without those for which the change gives none."""
    return lambda one: find(one, [changed for name in collect_names(one.glossary) if (changed := change(name))])


def without(*patches: Callable[[], AbstractContextManager[Any]]) -> Callable[[Set], list[Mention]]:
    """Finding while something else is in place of a rule."""

    def search(one: Set) -> list[Mention]:
        with patches[0](), (patches[1] if len(patches) > 1 else nullcontext)():
            return find(one)

    return search


def nothing(*_: object, **__: object) -> tuple[()]:
    """In place of a rule that finds something."""
    return ()


KEPT: Mapping[str, Callable[[Set], list[Mention]]] = {
    "an entry that only points to another names both": without_names(lambda name: replace(name, also=())),
    "forms of verbs": without_names(lambda name: None if name.kind == "verb" else name),
    "homonyms by the company of words": without_names(lambda name: replace(name, company=())),
    "acronyms that any text defines": without(lambda: patch.object(names_module, "_defined_acronyms", nothing)),
    "words cut otherwise, null_hypothesis": without(lambda: patch.object(PhraseIndex, "_recut", nothing)),
    "a word in common, left and right inverse": without(lambda: patch.object(PhraseIndex, "_in_common", nothing)),
    "fixed phrases, for example": without(lambda: patch("conceptgraph.extraction.phrase_index._FIXED", {})),
}


def print_senses(sets: Sequence[Set]) -> None:
    """How often the words of a text tell which of two concepts it names: each found link, with a concept drawn beside it."""
    for one in sets:
        chance = random.Random(1)
        targets = sorted({target for _, target in one.gold})
        company = {entry.id: names_module._content_words(entry) for entry in one.glossary.entries}  # noqa: SLF001
        told: Counter[str] = Counter()
        for source, target in sorted(one.gold):
            other = chance.choice([another for another in targets if another not in (source, target)])
            shared = {word for concept in (target, other) for label in one.labels(concept) for word in fold(label).split()}
            senses = Senses(
                [
                    Name(text="x", concept=concept, company=tuple(sorted({*company[concept]} - shared)))
                    for concept in sorted((target, other))
                ]
            )
            meanings = senses.meanings("x", Company(" ".join({*company[source]} - shared)), NOWHERE)
            told["left open" if len(meanings) > 1 else "right" if meanings[0].concept == target else "wrong"] += 1
        right = share(told["right"], told["right"] + told["wrong"])
        left = f"{told['left open']} of {told.total()} links stay open between two concepts"
        print(f"{one.name}: {left}, of the others {right:.2f} are right")


if __name__ == "__main__":
    sys.exit(main())
