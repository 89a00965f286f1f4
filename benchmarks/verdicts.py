"""A hundred relations of our own glossary, drawn by a fixed seed, and what two readers said of each.

    python benchmarks/verdicts.py [--draw FILE] [--write FILE]

`--draw` writes the sheet that readers judge: of the relations that the prose says and that a cue typed, a hundred at random,
each read aloud with its sentences. A verdict is `right` if one of the sentences says just that of the entry's concept, else
`wrong` with a word on why. The verdicts are kept in tests/gold/verdicts_a.tsv and verdicts_b.tsv. Without an option the
shares are printed, and how many of the judged relations the program still gives.
"""

import argparse
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from conceptgraph.model import Relation
from conceptgraph.pipeline import build

GLOSSARY = Path("glossary")
FOLDER = Path("tests/gold")
SEED = 100
DRAWN = 100

Key = tuple[str, str, str]


class Verdict(NamedTuple):
    """What a reader said of a relation."""

    right: bool
    why: str


def main() -> int:
    """Draw a sheet, or print what the readers said."""
    parser = argparse.ArgumentParser(description="Draw relations to judge, or count the verdicts.")
    parser.add_argument("--draw", type=Path, help="file for the sheet")
    parser.add_argument("--write", type=Path, help="Markdown file for the figures")
    arguments = parser.parse_args()
    graph = build(GLOSSARY).graph
    typed = sorted((one for one in graph.relations if is_typed(one)), key=key_of)
    terms = {concept.id: concept.term for concept in graph.concepts}
    if arguments.draw:
        drawn = random.Random(SEED).sample(typed, min(DRAWN, len(typed)))
        arguments.draw.write_text("\n".join(sheet(drawn, terms)) + "\n", encoding="utf-8")
        print(f"{len(drawn)} of {len(typed)} typed relations in {arguments.draw}")
        return 0
    readers = [read_verdicts(FOLDER / f"verdicts_{name}.tsv") for name in "ab"]
    lines = [*count(readers, {key_of(one) for one in typed})]
    print("\n".join(lines))
    if arguments.write:
        arguments.write.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


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


def count(readers: list[dict[Key, Verdict]], given: set[Key]) -> Iterator[str]:
    """The shares, as Markdown."""
    one, other = readers
    if one.keys() != other.keys():
        sys.exit("the two readers judged different relations")
    alike = sum(one[key].right == other[key].right for key in one)
    still = [key for key in one if key in given]
    yield "| | relations | right by one reader | right by the other | right by both |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    for name, keys in (("drawn", list(one)), ("of these, still given", still)):
        both = sum(one[key].right and other[key].right for key in keys)
        yield f"| {name} | {len(keys)} | {sum(one[key].right for key in keys)} | {sum(other[key].right for key in keys)} | {both} |"
    yield ""
    yield f"The readers agree on {alike} of {len(one)}."


if __name__ == "__main__":
    sys.exit(main())
