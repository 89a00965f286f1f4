"""How the order of prerequisites compares with what people say must come first, and what each of its constants gains.

    python benchmarks/prerequisites.py [--glossary FOLDER] [--data FOLDER] [--cues] [--write FILE]

Of our own glossary the declared prerequisites are hidden: what the texts alone give is compared with them. The form of other
data is described in README.md beside this file; only those with `prerequisites` count. `--cues` prints, for each wording and
place, how many of the pairs it joins people confirm, directly or not, and how many they see the other way round.
"""

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple
from unittest.mock import patch

from extraction import Pair, closure, make_entry, share

from conceptgraph.extraction import prerequisites
from conceptgraph.extraction.mentions import Matcher, find_mentions
from conceptgraph.extraction.names import collect_names
from conceptgraph.extraction.prerequisites import order_concepts
from conceptgraph.extraction.relations import Statement, read_statements
from conceptgraph.reading.glossary import Glossary, make_glossary, read_glossary
from conceptgraph.settings import Settings

#: Constants as they might be; `SCORES` rows by their cue.
TRIED: Mapping[str, Mapping[str, Any]] = {
    "as it is": {},
    "used-in and part-of .74 in a definition: never core": {"used-in": (0.74, 0.35), "part-of": (0.74, 0.35)},
    "setting .74 / .65": {"setting": (0.74, 0.65)},
    "what opens a later sentence .70, as any mention": {"opens": (0.90, 0.70)},
    "what opens a later sentence .54: none": {"opens": (0.90, 0.54)},
    "by-way-of .80 later, as uses": {"by-way-of": (0.90, 0.80)},
    "uses .70 later, as any mention": {"uses": (0.90, 0.70)},
    "later sentences beside declared ones may be core": {"LATER_BESIDE_DECLARED": 1.0},
    "nothing for a second mention": {"MENTIONED_AGAIN": 0.0},
    "nothing off for leaning on each other": {"LOSES_MUTUAL": 0.0, "UNDECIDED_MUTUAL": 0.0},
    "no names in names": {"NAME_IN_NAME": 0.0},
}


class Judged(NamedTuple):
    """A glossary with what its texts state, and the pairs that people say."""

    name: str
    glossary: Glossary
    statements: Sequence[Statement]
    gold: frozenset[Pair]


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--glossary", type=Path, default=Path("glossary"))
    parser.add_argument("--data", type=Path)
    parser.add_argument("--cues", action="store_true")
    parser.add_argument("--write", type=Path)
    given = parser.parse_args()
    judged = [*own(given.glossary), *(read_data(given.data) if given.data else ())]
    lines = [line for one in judged for line in rows(one)]
    print("\n".join(lines))
    if given.write:
        given.write.write_text("\n".join(lines) + "\n", encoding="utf-8")
    if given.cues:
        for one in judged:
            print(f"\n{one.name}", *cue_lines(one), sep="\n")
    return 0


def own(folder: Path) -> Iterator[Judged]:
    """Our glossary with its declarations hidden, and with half of them, every other one, in place."""
    glossary = read_glossary(folder, settings=Settings(), keep_going=True)
    statements = tuple(read_statements(glossary, find_mentions(glossary, Matcher(collect_names(glossary)))))
    gold = frozenset(
        (entry.id, target)
        for entry in glossary.entries
        for reference in entry.requires
        for target in glossary.resolve(reference.name, topics=entry.topics)[:1]
    )
    for name, step in (("our own glossary, declared ones hidden", 0), ("our own glossary, half of them hidden", 2)):
        entries = tuple(
            replace(entry, not_requires=(), requires=entry.requires[index % step :: step] if step else ())
            for index, entry in enumerate(glossary.entries)
        )
        yield Judged(name, replace(glossary, entries=entries), statements, gold)


def read_data(folder: Path) -> Iterator[Judged]:
    """The glossaries of a folder whose prerequisites people gave."""
    for path in sorted(folder.rglob("*.json")):
        document = json.loads(path.read_text(encoding="utf-8"))
        if document.get("prerequisites"):
            entries = [make_entry(record) for record in document["entries"]]
            glossary = make_glossary(folder, entries, settings=Settings(), keep_going=True)
            statements = tuple(read_statements(glossary, find_mentions(glossary, Matcher(collect_names(glossary)))))
            gold = frozenset((concept, requires) for concept, requires in document["prerequisites"])
            yield Judged(document["name"], glossary, statements, gold)


def rows(one: Judged) -> Iterator[str]:
    """A table: for each change of the constants what becomes of core edges, and of all."""
    columns = "edges | people's own | in people's closure | wrong way"
    yield f"| {one.name} | core: {columns} | all: {columns} |"
    yield f"| --- |{' ---: |' * 8}"
    for title, changes in TRIED.items():
        with ExitStack() as stack:
            constants = {name: value for name, value in changes.items() if name.isupper()}
            scores = MappingProxyType({**prerequisites.SCORES, **{name: value for name, value in changes.items() if not name.isupper()}})
            for name, value in ({"SCORES": scores} | constants).items():
                stack.enter_context(patch.object(prerequisites, name, value))
            found = order_concepts(one.glossary, one.statements).prerequisites
        cells = (
            figures({(e.concept, e.requires) for e in found if e.level in levels}, one.gold) for levels in (("core",), ("core", "usual"))
        )
        yield f"| {title} | {' | '.join(cells)} |"
    yield ""


def figures(edges: set[Pair], gold: frozenset[Pair]) -> str:
    """Edges, recall of the people's own pairs, share in their closure where they judged, share the wrong way round."""
    above, judged = closure(gold), {concept for concept, _ in gold}
    here = [pair for pair in edges if pair[0] in judged]
    forward = sum(requires in above.get(concept, ()) for concept, requires in here)
    backward = sum(concept in above.get(requires, ()) for concept, requires in edges)
    return f"{len(edges)} | {share(len(edges & gold), len(gold)):.3f} | {share(forward, len(here)):.3f} | {share(backward, len(edges)):.3f}"


def cue_lines(one: Judged) -> Iterator[str]:
    """One line for each wording and place."""
    above, judged = closure(one.gold), {concept for concept, _ in one.gold}
    pairs: dict[tuple[str, str], set[Pair]] = defaultdict(set)
    for said in one.statements:
        if said.mention.source in judged:
            wording = said.cue or ("opens" if said.opens else "none")
            pairs[wording, "definition" if said.first else "later"].add((said.mention.source, said.mention.target))
    for (wording, place), joined in sorted(pairs.items()):
        forward = sum(requires in above.get(concept, ()) for concept, requires in joined)
        backward = sum(concept in above.get(requires, ()) for concept, requires in joined)
        yield f"  {wording:16} {place:10} {len(joined):5} pairs  forward {forward / len(joined):.2f}  backward {backward / len(joined):.2f}"


if __name__ == "__main__":
    sys.exit(main())
