"""Where two sets of marks differ: as a list to read, and as a draft of the settled marks."""

from collections import defaultdict
from collections.abc import Iterator

from gold_marks import Frozen, Mark, Marks, Place, find_form, match_marks


def differences(ours: Marks, theirs: Marks, frozen: Frozen, *, names: tuple[str, str]) -> Iterator[str]:
    """Every mark that only one side has, or that has another predicate or order on the other, with its sentence."""
    lines = _mark_lines(ours, theirs, names)
    for entry, sentences in frozen.sentences.items():
        for sentence in sentences:
            if found := lines.get((entry, sentence.number)):
                yield f"{entry} {sentence.number}: {sentence.text}"
                yield from found
        for pair in sorted(ours.orders.keys() & theirs.orders.keys()):
            if pair[0] == entry and ours.orders[pair] != theirs.orders[pair]:
                yield f"{' | '.join(pair)}: {names[0]} {ours.orders[pair]}, {names[1]} {theirs.orders[pair]}"


def _mark_lines(ours: Marks, theirs: Marks, names: tuple[str, str]) -> dict[Place, list[str]]:
    """What differs in each sentence."""
    matched = match_marks(ours.mentions, theirs.mentions)
    mine, other = {id(one) for one, _ in matched}, {id(two) for _, two in matched}
    lines: dict[Place, list[str]] = defaultdict(list)
    for name, marks, known in ((names[0], ours.mentions, mine), (names[1], theirs.mentions, other)):
        for mark in marks:
            if id(mark) not in known:
                lines[mark.place].append(f"  only {name}: {_describe(mark)}")
    for one, two in matched:
        if one.predicate != two.predicate:
            lines[one.place].append(f"  {names[0]}: {_describe(one)}; {names[1]}: {two.predicate}")
    return lines


def _describe(mark: Mark) -> str:
    return f"{mark.form!r} {mark.concept} | {mark.predicate}"


def draft(ours: Marks, theirs: Marks, frozen: Frozen) -> Iterator[str]:
    """Records of what both readers marked alike; where they differ, both versions as comments to choose from."""
    pairs = {id(one): two for one, two in match_marks(ours.mentions, theirs.mentions)}
    partners = {id(two) for two in pairs.values()}
    for entry, sentences in frozen.sentences.items():
        for sentence in sentences:
            here = [mark for mark in ours.mentions if mark.place == (entry, sentence.number)]
            there = [mark for mark in theirs.mentions if mark.place == (entry, sentence.number) and id(mark) not in partners]
            lines = [(mark.start, line) for mark in here for line in _choices(mark, pairs.get(id(mark)), sentence.text)]
            lines += [(mark.start, f"#b {_record(mark, sentence.text)}") for mark in there]
            lines.sort(key=lambda line: line[0])
            if any(line.startswith("#") for _, line in lines):
                yield f"# {sentence.text}"
            yield from (line for _, line in lines)
        if not any(mark.entry == entry for mark in (*ours.mentions, *theirs.mentions)):
            yield f"{entry}\t-"
        for pair in sorted({pair for pair in (*ours.orders, *theirs.orders) if pair[0] == entry}):
            one, two = ours.orders.get(pair, "-"), theirs.orders.get(pair, "-")
            yield "\t".join((*pair, one)) if one == two else f"#ab {' | '.join(pair)} | {one} or {two}"


def _choices(mark: Mark, partner: Mark | None, text: str) -> Iterator[str]:
    """One reader's mark as a record if the other has the same, else as comments."""
    if partner and (mark.start, mark.end, mark.predicate) == (partner.start, partner.end, partner.predicate):
        yield _record(mark, text)
    else:
        yield f"#a {_record(mark, text)}"
        if partner:
            yield f"#b {_record(partner, text)}"


def _record(mark: Mark, text: str) -> str:
    """A mark as a line of a file, its form with the number of its place where it stands there more than once."""
    spans = find_form(mark.form, text)
    form = mark.form if len(spans) == 1 else f"{mark.form}#{spans.index((mark.start, mark.end)) + 1}"
    return "\t".join((mark.entry, str(mark.number), form, mark.concept, mark.predicate))
