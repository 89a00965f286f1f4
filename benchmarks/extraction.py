"""How long each stage from files to graph takes, and how many of the links that people made are found.

    python benchmarks/extraction.py [--data FOLDER] [--glossary FOLDER] [--write FILE]

The form of the data is described in README.md beside this file. `--write` puts the table of the data into a Markdown file;
the docs include it.
"""

import argparse
import json
import platform
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from statistics import mean
from typing import Any, NamedTuple

import spacy

import conceptgraph
from conceptgraph.graph.concept_graph import ConceptGraph
from conceptgraph.model import Block, Entry, Prose
from conceptgraph.pipeline import build, extract
from conceptgraph.reading.glossary import make_glossary
from conceptgraph.settings import Settings

Pair = tuple[str, str]


class Clock:
    """Times the stages of a build by its progress."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._stage, self._since = "", time.perf_counter()

    def __call__(self, stage: str, _done: int, _total: int) -> None:
        """A stage begins; the one before has ended."""
        now = time.perf_counter()
        if self._stage:
            self.seconds[self._stage] = self.seconds.get(self._stage, 0.0) + now - self._since
        self._stage, self._since = stage, now

    def lines(self, characters: int) -> Iterator[str]:
        """One line a stage, and the whole."""
        for stage, seconds in self.seconds.items():
            yield f"  {stage:24} {seconds:7.2f} s"
        total = sum(self.seconds.values())
        yield f"  {'all':24} {total:7.2f} s   {characters:,} characters, {characters / total:,.0f} a second"


class Score(NamedTuple):
    """What was found of what people linked."""

    name: str
    entries: int
    gold: int
    recall: float
    precision: float
    f1: float
    cyclic: bool

    def __str__(self) -> str:
        measured = f"recall {self.recall:.3f}, precision at least {self.precision:.3f}, F1 {self.f1:.3f}"
        return f"{self.name}: {self.entries:,} entries, {self.gold:,} links by people, {measured}{', CYCLIC' if self.cyclic else ''}"


def main() -> int:
    """Measure, print, and perhaps write."""
    parser = argparse.ArgumentParser(description="Measure the extraction.")
    parser.add_argument("--data", type=Path, help="folder with data sets as JSON files")
    parser.add_argument("--glossary", type=Path, default=Path("glossary"), help="folder of entries for the times")
    parser.add_argument("--write", type=Path, help="Markdown file for the table of the data")
    arguments = parser.parse_args()
    print(f"conceptgraph {conceptgraph.__version__}, spaCy {spacy.__version__}, Python {platform.python_version()}")
    time_stages(arguments.glossary)
    if arguments.data is None:
        print("recall on linked glossaries: NOT RUN; name a folder with --data (its form: benchmarks/README.md)")
        return 0
    return score_data(arguments.data, arguments.write)


def time_stages(folder: Path) -> None:
    """Print how long each stage takes on a folder of entries: the first run with the import of spaCy, and a second without."""
    for title in ("first run, with imports", "second run in the same process"):
        clock = Clock()
        result = build(folder, progress=clock)
        characters = sum(len(entry.prose.text) for entry in result.glossary.entries)
        print(f"{folder}: {len(result.graph.concepts)} concepts, {len(result.mentions)} mentions; {title}")
        print("\n".join(clock.lines(characters)))


def score_data(folder: Path, target: Path | None) -> int:
    """Print recall, precision and F1 for every data set below a folder, and how the order compares where people set one."""
    sets = [document for file in sorted(folder.rglob("*.json")) if "entries" in (document := json.loads(file.read_text(encoding="utf-8")))]
    if not sets:
        print(f"{folder} holds no data set; its form is described in benchmarks/README.md", file=sys.stderr)
        return 1
    scores = []
    for document in sets:
        clock = Clock()
        graph = graph_of(document, clock)
        if document.get("prerequisites"):
            print_order(document, graph)
        else:
            scores.append(score_mentions(document, graph))
            print(scores[-1])
        print("\n".join(clock.lines(sum(len(entry["text"]) for entry in document["entries"]))))
    if scores:
        print(f"mean of {len(scores)}: recall {mean(s.recall for s in scores):.3f}, F1 {mean(s.f1 for s in scores):.3f}")
        if target:
            target.write_text("\n".join(markdown(scores)) + "\n", encoding="utf-8")
    return 1 if any(score.cyclic for score in scores) else 0


def graph_of(document: Mapping[str, Any], clock: Clock) -> ConceptGraph:
    """The graph of a data set, from its texts as readers see them."""
    clock("making entries", 0, 0)
    entries = tuple(make_entry(record) for record in document["entries"])
    glossary = make_glossary(Path(document["name"]), entries, settings=Settings(), keep_going=True)
    return extract(glossary, progress=clock).graph


def make_entry(record: Mapping[str, Any]) -> Entry:
    """An entry without any of the answers."""
    text = record["text"]
    blocks, at = [], 0
    for paragraph in text.split("\n\n"):
        blocks.append(Block(start=at, end=at + len(paragraph)))
        at += len(paragraph) + 2
    opaque = tuple(sorted((start, end) for start, end, *_ in record.get("verbatim", ())))
    prose = Prose(text=text, blocks=tuple(blocks), opaque=opaque)
    return Entry(
        id=record["id"], term=record["term"], aliases=tuple(record.get("aliases", ())), path=f"{record['id']}.md", prose=prose, body=text
    )


def score_mentions(document: Mapping[str, Any], graph: ConceptGraph) -> Score:
    """How the mentions compare with what people linked."""
    gold = {(record["id"], target) for record in document["entries"] for target in record["gold"]}
    also = {(record["id"], target) for record in document["entries"] for target in record.get("related", ())}
    found = {(relation.subject, relation.object) for relation in graph.relations if relation.subject != relation.object}
    recall, precision = share(len(found & gold), len(gold)), share(len(found & (gold | also)), len(found))
    f1 = share(2 * precision * recall, precision + recall)
    edges = {(edge.concept, edge.requires) for edge in graph.prerequisites}
    cyclic = bool(on_cycle(edges))
    return Score(document["name"], len(document["entries"]), len(gold), recall, precision, f1, cyclic)


def print_order(document: Mapping[str, Any], graph: ConceptGraph) -> None:
    """Print how the inferred order compares with the one people declared."""
    gold = {(concept, requires) for concept, requires in document["prerequisites"]}
    above = closure(gold)
    judged = {concept for concept, _ in gold}
    for level, kept in (("core", ("core",)), ("usual", ("core", "usual"))):
        edges = {(edge.concept, edge.requires) for edge in graph.prerequisites if edge.level in kept}
        here = {edge for edge in edges if edge[0] in judged}
        right = {(concept, requires) for concept, requires in here if requires in above.get(concept, ())}
        wrong = {(concept, requires) for concept, requires in edges if concept in above.get(requires, ())}
        recall, agreed = share(len(edges & gold), len(gold)), share(len(right), len(here))
        print(
            f"{document['name']}, {level}: {len(edges)} edges, direct recall {recall:.3f}, in people's order {agreed:.3f} of {len(here)}, "
            f"wrong way {len(wrong)}, on a cycle {len(on_cycle(edges))}"
        )


def closure(edges: Iterable[Pair]) -> dict[str, set[str]]:
    """All that each concept needs, directly or through others."""
    needs: dict[str, list[str]] = {}
    for concept, requires in edges:
        needs.setdefault(concept, []).append(requires)
    reached: dict[str, set[str]] = {}
    for start, direct in needs.items():
        seen, waiting = set[str](), list(direct)
        while waiting:
            if (concept := waiting.pop()) not in seen:
                seen.add(concept)
                waiting += needs.get(concept, ())
        reached[start] = seen
    return reached


def on_cycle(edges: Iterable[Pair]) -> set[str]:
    """The concepts that need themselves."""
    return {concept for concept, above in closure(edges).items() if concept in above}


def share(part: float, whole: float) -> float:
    """A ratio; 0 of nothing."""
    return part / whole if whole else 0.0


def markdown(scores: Iterable[Score]) -> Iterator[str]:
    """The table for the docs."""
    scores = list(scores)
    yield "| glossary | entries | links by people | recall | precision, at least | F1 |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: |"
    for score in scores:
        yield f"| {score.name} | {score.entries:,} | {score.gold:,} | {score.recall:.3f} | {score.precision:.3f} | {score.f1:.3f} |"
    means = (mean(column) for column in zip(*((s.recall, s.precision, s.f1) for s in scores), strict=True))
    yield "| mean | | | " + " | ".join(f"{value:.3f}" for value in means) + " |"


if __name__ == "__main__":
    sys.exit(main())
