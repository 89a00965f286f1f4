"""A hundred relations of our own glossary, drawn by a fixed seed, and what two readers said of each.

    python benchmarks/verdicts.py [--draw FILE --of all|typed|earlier] [--write FILE]

There are three samples: of all relations of the site, *mentions* and an author's own among them; of those that the prose says
and that a cue typed, which is the harder one; and an earlier one of the typed, by which the cues were mended since. `--draw`
writes the sheet that readers judge: a hundred relations at random, each read aloud with its sentences. A verdict is `right` if
one of the sentences says just that of the entry's concept, else `wrong` with a word on why. The verdicts are kept in
tests/gold/verdicts_SAMPLE_a.tsv and verdicts_SAMPLE_b.tsv. Without an option the shares are printed, and how many of the
judged relations the program still gives.
"""

import argparse
import random
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from conceptgraph.graph.concept_graph import ConceptGraph
from conceptgraph.model import Relation
from conceptgraph.pipeline import build

GLOSSARY = Path("glossary")
FOLDER = Path("tests/gold")
DRAWN = 100
#: The seed of each sample.
SEEDS = {"all": 400, "typed": 200, "earlier": 100}

NAMES = {"all": "drawn of all", "typed": "drawn of those typed by cues", "earlier": "drawn of those typed earlier"}
HEAD = (
    "| | relations | right by one reader | right by the other | right by both | readers alike |",
    "| --- | ---: | ---: | ---: | ---: | ---: |",
)

Key = tuple[str, str, str]


class Verdict(NamedTuple):
    """What a reader said of a relation."""

    right: bool
    why: str


def main() -> int:
    """Draw a sheet, or print what the readers said."""
    parser = argparse.ArgumentParser(description="Draw relations to judge, or count the verdicts.")
    parser.add_argument("--draw", type=Path, help="file for the sheet")
    parser.add_argument("--of", choices=SEEDS, default="all", help="the sample")
    parser.add_argument("--write", type=Path, help="Markdown file for the figures")
    arguments = parser.parse_args()
    graph = build(GLOSSARY).graph
    if arguments.draw:
        drawn = draw(graph, arguments.of)
        terms = {concept.id: concept.term for concept in graph.concepts}
        arguments.draw.write_text("\n".join(sheet(drawn, terms)) + "\n", encoding="utf-8")
        print(f"{len(drawn)} relations in {arguments.draw}")
        return 0
    given = {key_of(one) for one in graph.relations}
    lines = [*HEAD, *chain.from_iterable(count(sample, given) for sample in SEEDS)]
    print("\n".join(lines))
    if arguments.write:
        arguments.write.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


def draw(graph: ConceptGraph, sample: str) -> list[Relation]:
    """A hundred relations, the same ones whenever the graph is the same."""
    found = sorted((one for one in graph.relations if sample == "all" or is_typed(one)), key=key_of)
    return random.Random(SEEDS[sample]).sample(found, min(DRAWN, len(found)))


def is_typed(relation: Relation) -> bool:
    """Whether the prose says the relation, by a cue."""
    return relation.origin == "inferred" and relation.predicate != "mentions"


def key_of(relation: Relation) -> Key:
    """What tells a relation from others."""
    return relation.subject, relation.predicate, relation.object


def sheet(drawn: list[Relation], terms: dict[str, str]) -> Iterator[str]:
    """The drawn relations, read aloud, with their sentences."""
    for number, relation in enumerate(drawn, start=1):
        yield f"{number}\t{relation.subject}\t{relation.predicate}\t{relation.object}"
        yield f"\t{terms[relation.subject]} {relation.predicate} {terms[relation.object]}"
        for sentence in dict.fromkeys(one.sentence for one in relation.evidence):
            yield f"\t“{sentence}”"


def read_verdicts(file: Path) -> dict[Key, Verdict]:
    """A reader's verdicts: subject, predicate, object, `right` or `wrong`, and why."""
    found = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        subject, predicate, target, verdict, *why = line.split("\t")
        if verdict not in ("right", "wrong"):
            sys.exit(f"{file}: {verdict!r} is no verdict; write 'right' or 'wrong'")
        found[subject, predicate, target] = Verdict(verdict == "right", " ".join(why))
    return found


def count(sample: str, given: set[Key]) -> Iterator[str]:
    """A sample's rows of the table."""
    one, other = (read_verdicts(FOLDER / f"verdicts_{sample}_{name}.tsv") for name in "ab")
    if one.keys() != other.keys():
        sys.exit(f"the two readers of the sample {sample!r} judged different relations")
    still = [key for key in one if key in given]
    for name, keys in ((NAMES[sample], list(one)), ("of these, still given", still)):
        first, second = (sum(verdicts[key].right for key in keys) for verdicts in (one, other))
        both = sum(one[key].right and other[key].right for key in keys)
        alike = sum(one[key].right == other[key].right for key in keys)
        yield f"| {name} | {len(keys)} | {first} | {second} | {both} | {alike} |"


if __name__ == "__main__":
    sys.exit(main())
