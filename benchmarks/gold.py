"""How mentions, relations and prerequisites of our own glossary compare with marks that two readers made by hand.

    python benchmarks/gold.py [--verbose] [--write FILE]     agreement of the readers, and the program against the settled marks
    python benchmarks/gold.py --check FILE...                what is wrong with a file of marks
    python benchmarks/gold.py --sheet [ENTRY...]             what a reader sees; --names: the list of concepts
    python benchmarks/gold.py --draft FILE                   what both readers marked, and where they differ as comments
    python benchmarks/gold.py --freeze FOLDER                entries, sentences and concepts for a new set

The marks and their rules are in tests/gold. `--check`, `--sheet`, `--names`, `--draft` and `--freeze` extract nothing.
"""

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from gold_differences import differences, draft
from gold_marks import Frozen, read_frozen, read_marks, read_table
from gold_scores import Agreement, Score, agreement, read_output, score, score_blind, without
from gold_sheets import freeze, names, sheet

ROOT = Path(__file__).parent.parent
READERS = ("reader_a.tsv", "reader_b.tsv")
SETTLED = "settled.tsv"
#: Entries that were marked once the program had been measured on the others, before anything was seen of what it makes of them.
BLIND = ("blind.tsv", "blind_sentences.tsv")


def main() -> int:
    """Do what was asked for."""
    parser = argparse.ArgumentParser(description="Compare the extraction with marks made by hand.")
    parser.add_argument("--marks", type=Path, default=ROOT / "tests" / "gold", help="folder of the gold set")
    parser.add_argument("--glossary", type=Path, default=ROOT / "glossary", help="folder of entries")
    parser.add_argument("--check", type=Path, nargs="+", metavar="FILE", help="check files of marks, read as one")
    parser.add_argument("--sheet", nargs="*", metavar="ENTRY", help="print the sentences of entries, of all without a name")
    parser.add_argument("--names", action="store_true", help="print all concepts")
    parser.add_argument("--draft", type=Path, metavar="FILE", help="write what both readers agree on, and what not as comments")
    parser.add_argument("--freeze", type=Path, metavar="FOLDER", help="write the texts of a new set")
    parser.add_argument("--verbose", action="store_true", help="print every difference with its sentence")
    parser.add_argument("--write", type=Path, metavar="FILE", help="Markdown file for the table of the docs")
    arguments = parser.parse_args()
    if arguments.freeze:
        freeze(arguments.glossary, arguments.freeze)
        return 0
    frozen = read_frozen(arguments.marks)
    if arguments.check:
        return check(arguments.check, frozen)
    if arguments.names:
        print("\n".join(names(arguments.marks)))
        return 0
    if arguments.sheet is not None:
        terms = {row[0]: row[1] for row in read_table(arguments.marks / "concepts.tsv")}
        print("\n".join(line for entry in arguments.sheet or frozen.sentences for line in sheet(frozen, entry, term=terms[entry])))
        return 0
    if arguments.draft:
        one, two = (read_marks([arguments.marks / name], frozen)[0] for name in READERS)
        arguments.draft.write_text("\n".join(draft(one, two, frozen)) + "\n", encoding="utf-8")
        return 0
    return compare(arguments.marks, arguments.glossary, frozen, verbose=arguments.verbose, target=arguments.write)


def check(files: Iterable[Path], frozen: Frozen) -> int:
    """Print every problem of files of marks, and what they hold."""
    marks, problems = read_marks(files, frozen)
    print("\n".join([*problems, f"{len(marks.mentions)} mentions, {len(marks.orders)} prerequisite marks, {len(problems)} problems"]))
    return 1 if problems else 0


def compare(folder: Path, glossary: Path, frozen: Frozen, *, verbose: bool, target: Path | None) -> int:
    """Print how the readers agree and how the program compares with the settled marks."""
    missing = [name for name in (*READERS, SETTLED) if not (folder / name).exists()]
    if missing:
        print(f"gold set: NOT RUN, {folder} has no {' and no '.join(missing)}")
        return 0
    one, two = (read_marks([folder / name], frozen)[0] for name in READERS)
    gold, problems = read_marks([folder / SETTLED], frozen)
    print("\n".join(problems))
    found, edges, lost = read_output(glossary, frozen)
    concepts = {path.stem for path in glossary.glob("*.md")}
    kept = without(gold, places=lost, concepts=concepts)
    agreed, scored, blind = agreement(one, two), score(kept, found, edges), compare_blind(folder, glossary)
    sentences = sum(map(len, frozen.sentences.values()))
    left_out = len(gold.mentions) - len(kept.mentions)
    print(f"{len(frozen.sentences)} entries, {sentences} sentences; {len(lost)} changed since, {left_out} marks left out")
    print("\n".join([*agreement_lines(agreed), *score_lines(scored), *blind_lines(blind)]))
    if verbose:
        print("\n".join(["", "readers:", *differences(one, two, frozen, names=("a", "b"))]))
        print("\n".join(["", "program:", *differences(kept, found, frozen, names=("gold", "program"))]))
    if target:
        target.write_text("\n".join(markdown(agreed, scored, blind)) + "\n", encoding="utf-8")
    return 0


def compare_blind(folder: Path, glossary: Path) -> tuple[int, int, float, float]:
    """How the program compares with the marks of entries that nobody looked at while it was made."""
    marks, sentences = BLIND
    frozen = read_frozen(folder, sentences_of=sentences)
    gold, _ = read_marks([folder / marks], frozen)
    found, _, lost = read_output(glossary, frozen)
    return score_blind(without(gold, places=lost, concepts=frozen.concepts), found)


def agreement_lines(agreed: Agreement) -> Iterator[str]:
    """The agreement of the readers as text."""
    yield f"readers, mentions: {agreed.mentions[0]} and {agreed.mentions[1]}, F1 {agreed.mention_f1:.3f}"
    yield f"readers, predicate: {agreed.shared} shared, same {agreed.predicate:.3f}, kappa {agreed.predicate_kappa:.3f}"
    yield f"readers, typed relations: F1 {agreed.typed_f1:.3f}"
    yield (
        f"readers, prerequisite: {agreed.pairs} pairs, same {agreed.order:.3f}, kappa {agreed.order_kappa:.3f}, "
        f"direction {agreed.direction:.3f}"
    )


def score_lines(scored: Score) -> Iterator[str]:
    """The program's figures as text."""
    yield (
        f"program, mentions: {scored.found}, marked {scored.marked}, "
        f"precision {scored.mention_precision:.3f}, recall {scored.mention_recall:.3f}"
    )
    yield (
        f"program, typed relations: {scored.typed_found}, marked {scored.typed_marked}, precision {scored.precision:.3f} "
        f"('is a' and 'extends' apart {scored.precision_apart:.3f}), same type {scored.recall:.3f}, typed at all {scored.typed:.3f}"
    )
    yield f"program, wrong way round: {len(scored.backward)}" + "".join(f"; {' '.join(one)}" for one in scored.backward)
    for one in scored.orders:
        yield (
            f"program, prerequisites, {one.name}: {one.found}, right {one.right:.3f}, marked core {one.core:.3f}, "
            f"wrong way {one.wrong_way:.3f}, recall of core {one.recall:.3f}"
        )


def blind_lines(blind: tuple[int, int, float, float]) -> Iterator[str]:
    """The same of the entries that were marked blind."""
    marked, found, precision, recall = blind
    yield f"program, typed relations, blind entries: {found}, marked {marked}, precision {precision:.3f}, recall {recall:.3f}"


def markdown(agreed: Agreement, scored: Score, blind: tuple[int, int, float, float]) -> Iterator[str]:
    """The tables for the docs."""
    yield "| | the two readers | program against the settled marks |"
    yield "| --- | --- | --- |"
    precision, recall = scored.mention_precision, scored.mention_recall
    yield f"| mentions | F1 {agreed.mention_f1:.2f} | precision {precision:.2f}, recall {recall:.2f} |"
    yield f"| typed relations | F1 {agreed.typed_f1:.2f} | precision {scored.precision:.2f}, recall {scored.recall:.2f} |"
    yield f"| the same, twelve entries marked blind | | precision {blind[2]:.2f}, recall {blind[3]:.2f} ({blind[0]} marked) |"
    backward = f"wrong way round {len(scored.backward)} of {scored.typed_found}"
    yield f"| predicate of a shared mention | same {agreed.predicate:.2f}, kappa {agreed.predicate_kappa:.2f} | {backward} |"
    yield f"| prerequisite | same {agreed.order:.2f}, kappa {agreed.order_kappa:.2f}, direction {agreed.direction:.2f} | see below |"
    yield ""
    yield "| prerequisites | found | right | wrong way round | of those marked core |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    for one in scored.orders:
        yield f"| {one.name} | {one.found} | {one.right:.2f} | {one.wrong_way:.3f} | {one.recall:.2f} |"


if __name__ == "__main__":
    sys.exit(main())
