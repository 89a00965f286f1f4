"""The marks of the gold set as data: frozen sentences and concepts, what a reader marked, and what is wrong with it.

The form of the files is described in tests/gold/rules.md. Nothing here extracts anything.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from conceptgraph.model import PREDICATES

#: What a reader may write about a sentence: `requires` is declared by authors, never read.
MARKED = tuple(predicate for predicate in PREDICATES if predicate != "requires")
#: What a reader may write about an entry and a concept.
ORDERS = ("core", "useful", "no", "reverse")

Span = tuple[int, int]
Pair = tuple[str, str]
Place = tuple[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence as the readers saw it; `opaque` spans (formulas, code) are half-open, in its own characters."""

    entry: str
    number: int
    text: str
    opaque: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A concept named in a sentence, the span of the name in the sentence, and what is said about the two."""

    entry: str
    number: int
    start: int
    end: int
    form: str
    concept: str
    predicate: str = "mentions"

    @property
    def place(self) -> Place:
        """The sentence the mark stands in."""
        return self.entry, self.number


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """All that one reader marked: mentions in the order of the text, and the order of each pair of entry and concept."""

    mentions: tuple[Mark, ...] = ()
    orders: Mapping[Pair, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One line of a file of marks: its place ("file:line"), and its fields."""

    where: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frozen:
    """What the readers had before them: the sentences of each entry in order, and the ids of all concepts."""

    sentences: Mapping[str, tuple[Sentence, ...]]
    concepts: frozenset[str]


def read_frozen(folder: Path, *, sentences_of: str = "sentences.tsv") -> Frozen:
    """The sentences and concepts of a gold set."""
    sentences: dict[str, list[Sentence]] = defaultdict(list)
    for entry, number, opaque, text in read_table(folder / sentences_of):
        spans = tuple((int(start), int(end)) for start, end in (span.split("-") for span in opaque.split()))
        sentences[entry].append(Sentence(entry=entry, number=int(number), text=text, opaque=spans))
    concepts = frozenset(row[0] for row in read_table(folder / "concepts.tsv"))
    return Frozen(sentences={entry: tuple(found) for entry, found in sentences.items()}, concepts=concepts)


def read_table(file: Path) -> Iterator[list[str]]:
    """The rows of a file of tab-separated values without a header."""
    return (line.split("\t") for line in file.read_text(encoding="utf-8").splitlines() if line)


def read_marks(files: Iterable[Path], frozen: Frozen) -> tuple[Marks, list[str]]:
    """What a reader marked, and every problem with it as a sentence with its place; what has a problem is left out."""
    problems: list[str] = []
    named: dict[Place, list[Record]] = defaultdict(list)
    orders: dict[Pair, str] = {}
    nothing: set[str] = set()
    for record in _records(files):
        fault = _fault(record.fields, frozen)
        if fault:
            problems.append(f"{record.where}: {fault}")
        elif len(record.fields) == 5:
            named[record.fields[0], int(record.fields[1])].append(record)
        elif len(record.fields) == 2:
            nothing.add(record.fields[0])
        else:
            pair = record.fields[0], record.fields[1]
            if orders.get(pair, record.fields[2]) != record.fields[2]:
                problems.append(f"{record.where}: {' and '.join(pair)} are marked {orders[pair]!r} and {record.fields[2]!r}; keep one")
            orders[pair] = record.fields[2]
    mentions: list[Mark] = []
    for entry, sentences in frozen.sentences.items():
        for sentence in sentences:
            marks, faults = place_marks(named[entry, sentence.number], sentence)
            mentions += marks
            problems += faults
    problems += _gaps(mentions, orders, nothing, frozen)
    return Marks(mentions=tuple(mentions), orders=orders), problems


def _records(files: Iterable[Path]) -> Iterator[Record]:
    for file in files:
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if line.strip() and not line.lstrip().startswith("#"):
                yield Record(where=f"{file.name}:{number}", fields=tuple(re.split(r"\s*[\t|]\s*", line.strip())))


def _fault(fields: Sequence[str], frozen: Frozen) -> str:
    """What is wrong with a record by itself, or an empty string."""
    if len(fields) not in (2, 3, 5) or (len(fields) == 2 and fields[1] != "-"):
        return f"{len(fields)} fields; write entry, sentence, form, concept, predicate, or entry, concept, prerequisite, or entry and '-'"
    if fields[0] not in frozen.sentences:
        return f"{fields[0]!r} is none of the entries to be marked"
    if len(fields) == 2:
        return ""
    concept = fields[3] if len(fields) == 5 else fields[1]
    faults = {
        f"{concept!r} is the id of no concept": concept not in frozen.concepts,
        f"{concept!r} is the entry's own concept, which is no mention; take the record out": concept == fields[0],
        f"{fields[2]!r} is no prerequisite mark; write {', '.join(ORDERS)}": len(fields) == 3 and fields[2] not in ORDERS,
        f"{fields[0]} has no sentence {fields[1]!r}": len(fields) == 5 and fields[1] not in _numbers(fields[0], frozen),
        f"{fields[-1]!r} is no predicate; write one of {', '.join(MARKED)}": len(fields) == 5 and fields[4] not in MARKED,
    }
    return "; ".join(fault for fault, holds in faults.items() if holds)


def _numbers(entry: str, frozen: Frozen) -> set[str]:
    return {str(sentence.number) for sentence in frozen.sentences[entry]}


def place_marks(records: Sequence[Record], sentence: Sentence) -> tuple[list[Mark], list[str]]:
    """The marks of one sentence in the order of the text, and what is wrong with them.

    A form with a number is at that place. One without is at its first place that no longer form of the sentence has taken, so
    that "scales" after "major scales" needs no number.
    """
    marks: list[Mark] = []
    problems: list[str] = []
    for record in sorted(records, key=lambda record: ("#" not in record.fields[2], -len(record.fields[2]))):
        form, _, number = record.fields[2].partition("#")
        places = find_form(form, sentence.text)
        taken = [(mark.start, mark.end) for mark in marks]
        free = [span for span in places if not any(_overlap(span, other) for other in taken)]
        free = free or [span for span in places if span not in taken]
        if number:
            free = places[int(number) - 1 : int(number)] if number.isdigit() and int(number) else []
        if not free:
            problems.append(f"{record.where}: {record.fields[2]!r} does not stand in sentence {sentence.number} so often: {sentence.text}")
            continue
        start, end = free[0]
        marks.append(
            Mark(
                entry=sentence.entry, number=sentence.number, start=start, end=end,
                form=form, concept=record.fields[3], predicate=record.fields[4],
            )
        )  # fmt: skip
    marks.sort(key=lambda mark: (mark.start, -mark.end, mark.concept))
    return marks, problems + list(_clashes(marks, sentence))


def find_form(form: str, text: str) -> list[Span]:
    """Where a wording stands as whole words, also where the places overlap."""
    if not form:
        return []
    pattern = re.compile(rf"(?=(?<!\w){re.escape(form)}(?!\w))")
    return [(match.start(), match.start() + len(form)) for match in pattern.finditer(text)]


def _clashes(marks: Sequence[Mark], sentence: Sentence) -> Iterator[str]:
    """What is wrong with the marks of a sentence taken together."""
    where = f"{sentence.entry}, sentence {sentence.number}"
    for mark in marks:
        if any(_overlap((mark.start, mark.end), span) for span in sentence.opaque):
            yield f"{where}: {mark.form!r} stands in a formula or code, where nothing is marked"
        for other in marks:
            # Only a name that shares a word with another, "major and minor scales", may hold another form.
            listed = re.search(r"\b(?:and|or|nor|to)\b|,|/", other.form)
            if other is not mark and other.start <= mark.start and mark.end <= other.end and not listed:
                yield f"{where}: {mark.form!r} stands inside {other.form!r}; keep the longer name"
    predicates: dict[str, set[str]] = defaultdict(set)
    for mark in marks:
        predicates[mark.concept].add(mark.predicate)
    for concept, found in sorted(predicates.items()):
        if len(found) > 1:
            yield f"{where}: {concept} has the predicates {', '.join(sorted(found))}; a concept has one in a sentence"


def _gaps(mentions: Iterable[Mark], orders: Mapping[Pair, str], nothing: set[str], frozen: Frozen) -> Iterator[str]:
    """Marks that are missing, and marks of pairs that are no pairs."""
    pairs = Counter((mark.entry, mark.concept) for mark in mentions)
    for entry, concept in sorted(pairs.keys() - orders.keys()):
        yield f"{entry}: the prerequisite mark for {concept} is missing; add '{entry} | {concept} | {' or '.join(ORDERS)}'"
    for entry, concept in sorted(orders.keys() - pairs.keys()):
        yield f"{entry}: {concept} has a prerequisite mark but no mention; add the mention or take the mark out"
    marked = {entry for entry, _ in pairs}
    for entry in sorted(nothing & marked):
        yield f"{entry}: is said to mention nothing, and has mentions; take out one of the two"
    if missing := [entry for entry in frozen.sentences if entry not in marked | nothing]:
        yield f"no marks for {len(missing)} entries: {', '.join(missing)}"


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def match_marks(ours: Iterable[Mark], theirs: Iterable[Mark]) -> list[tuple[Mark, Mark]]:
    """Pairs of marks of the same concept whose spans overlap, each mark in one pair at most."""
    waiting: dict[tuple[Place, str], list[Mark]] = defaultdict(list)
    for mark in theirs:
        waiting[mark.place, mark.concept].append(mark)
    pairs = []
    for mark in ours:
        others = waiting[mark.place, mark.concept]
        found = next((other for other in others if _overlap((mark.start, mark.end), (other.start, other.end))), None)
        if found is not None:
            others.remove(found)
            pairs.append((mark, found))
    return pairs
