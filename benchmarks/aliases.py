"""How many more of the links that people made are found once the suggested aliases are accepted, and how many were right.

    python benchmarks/aliases.py --data FOLDER [--write FILE]

The form of the data is described in README.md beside this file. The first so many suggestions of each glossary are written into
its entries without a look, and the mentions found anew. A suggestion counts as right if people linked the concept in an entry
that gains: a lower bound, since most mentions nobody links. `--write` puts the table into a Markdown file; the docs include it.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import mean
from typing import Any

from extraction import make_entry

from conceptgraph.extraction.mentions import Matcher, find_mentions
from conceptgraph.extraction.names import collect_names
from conceptgraph.extraction.suggestions.aliases import AliasSuggestion, suggest_aliases
from conceptgraph.reading.glossary import Glossary, make_glossary
from conceptgraph.settings import Settings

FIRST = (10, 20, 50)


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """One glossary: recall before, and by how many suggestions are accepted; and of those how many there were and were right."""

    name: str
    before: float
    after: Mapping[int, float]
    given: Mapping[int, int]
    right: Mapping[int, int]


def main() -> int:
    """Measure, print, and perhaps write."""
    parser = argparse.ArgumentParser(description="Accept the suggested aliases and count the links that people made.")
    parser.add_argument("--data", type=Path, help="folder with data sets as JSON files")
    parser.add_argument("--write", type=Path, help="Markdown file for the table")
    arguments = parser.parse_args()
    if arguments.data is None:
        print("aliases on linked glossaries: NOT RUN; name a folder with --data (its form: benchmarks/README.md)")
        return 0
    documents = [json.loads(file.read_text(encoding="utf-8")) for file in sorted(arguments.data.rglob("*.json"))]
    scores = [measure(document) for document in documents if "entries" in document and not document.get("prerequisites")]
    if not scores:
        print(f"{arguments.data} holds no linked glossary; the form of data is described in benchmarks/README.md", file=sys.stderr)
        return 1
    lines = list(table(scores))
    print("\n".join(lines))
    if arguments.write:
        arguments.write.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


def measure(document: Mapping[str, Any]) -> Score:
    """One glossary, before and after."""
    glossary = glossary_of(document, {})
    gold = {(record["id"], target) for record in document["entries"] for target in record["gold"]}
    linked = gold | {(record["id"], target) for record in document["entries"] for target in record.get("related", ())}
    suggestions = suggest_aliases(glossary)
    return Score(
        name=document["name"],
        before=recall(glossary, gold),
        after={first: recall(glossary_of(document, by_concept(suggestions[:first])), gold) for first in FIRST},
        given={first: len(suggestions[:first]) for first in FIRST},
        right={first: sum(any((entry, one.concept) in linked for entry in one.gains) for one in suggestions[:first]) for first in FIRST},
    )


def glossary_of(document: Mapping[str, Any], aliases: Mapping[str, Sequence[str]]) -> Glossary:
    """The glossary of a data set, with further aliases by id."""
    entries = (make_entry(record) for record in document["entries"])
    named = [replace(entry, aliases=(*entry.aliases, *aliases.get(entry.id, ()))) for entry in entries]
    return make_glossary(Path(document["name"]), named, settings=Settings(), keep_going=True)


def by_concept(suggestions: Iterable[AliasSuggestion]) -> dict[str, list[str]]:
    """The suggested names of each concept."""
    found: dict[str, list[str]] = {}
    for one in suggestions:
        found.setdefault(one.concept, []).append(one.alias)
    return found


def recall(glossary: Glossary, gold: set[tuple[str, str]]) -> float:
    """The share of the links by people that are found."""
    found = {(mention.source, mention.target) for mention in find_mentions(glossary, Matcher(collect_names(glossary)))}
    return len(gold & found) / len(gold) if gold else 0.0


def table(scores: Sequence[Score]) -> Iterator[str]:
    """Recall and right suggestions as Markdown."""
    yield "| glossary | recall without | " + " | ".join(f"with the first {first} | of them right" for first in FIRST) + " |"
    yield "| --- | ---: |" + " ---: | ---: |" * len(FIRST)
    for score in scores:
        cells = " | ".join(f"{score.after[first]:.3f} | {score.right[first]} of {score.given[first]}" for first in FIRST)
        yield f"| {score.name} | {score.before:.3f} | {cells} |"
    cells = " | ".join(
        f"{mean(score.after[first] for score in scores):.3f} | "
        f"{sum(score.right[first] for score in scores)} of {sum(score.given[first] for score in scores)}"
        for first in FIRST
    )
    yield f"| mean | {mean(score.before for score in scores):.3f} | {cells} |"


if __name__ == "__main__":
    sys.exit(main())
