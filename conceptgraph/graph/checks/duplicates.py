"""Two entries for one concept: names that differ in spelling only, or texts that are mostly the same."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from conceptgraph.extraction.names import FUNCTION_WORDS
from conceptgraph.graph.checks.check import Check
from conceptgraph.graph.checks.view import View
from conceptgraph.model import Finding
from conceptgraph.reading.labels import fold
from conceptgraph.reading.names import same_label

#: Words in the runs that texts are compared by, and the share of such runs that two texts have in common. Only runs that
#: begin with a long word are taken: they are a fifth of all, and the same ones wherever a passage is copied to.
RUN = 4
ALIKE = 0.7
_LONG_WORD = 8
#: A run in more texts than this is a phrase of the glossary, and no sign of a copy.
_COMMON_RUN = 8
#: The fewest runs a text needs to be compared; below it two definitions of one pattern would look alike.
_FEWEST_RUNS = 5
#: The fewest letters of a word in which one of them may be a slip of the pen.
_FEWEST_LETTERS = 8
_SLIP = "one letter"


Key = TypeVar("Key")
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class _Label:
    text: str
    concept: str
    is_term: bool


def find_near_duplicates(view: View) -> Iterator[Finding]:
    """Pairs of concepts that look like one; each is told once, at the later, for the first reason that holds."""
    told: set[tuple[str, str]] = set()
    for one, other, why in (*_by_name(view), *_by_text(view)):
        first, second = sorted((one, other))
        if (first, second) in told:
            continue
        told.add((first, second))
        earlier, later = view.graph.concept(first), view.graph.concept(second)
        message = f"{later.term!r} and {earlier.term!r} may be one concept: {why}; join the entries, or say in both how they differ"
        yield Finding(code=NEAR_DUPLICATE.code, severity="advice", message=message, path=later.path, line=later.line)


def _by_name(view: View) -> Iterator[tuple[str, str, str]]:
    """Pairs with names that differ only in number, spacing, the order of words, or one letter of a long word."""
    labels = [
        _Label(text, concept.id, not position)
        for concept in view.graph
        if concept.id in view.entries
        for position, text in enumerate((concept.term, *concept.aliases))
    ]
    keyed = ((key, label) for label in labels for key in _keys(label))
    for (kind, _), group in _together(keyed).items():
        yield from _pairs(kind, group)


def _keys(label: _Label) -> Iterator[tuple[str, str]]:
    """What two names have in common that differ only in the first of each pair."""
    key = fold(label.text)
    yield "number, case or hyphens", key
    yield "spacing", key.replace(" ", "")
    if len(content := [word for word in key.split() if word not in FUNCTION_WORDS]) > 1:
        yield "the order of words", " ".join(sorted(content))
    if label.is_term:
        yield from ((_SLIP, slip) for slip in _slips(key))


def _together(keyed: Iterable[tuple[Key, Item]]) -> dict[Key, list[Item]]:
    """The items of each key that has several; nearly all have one, and no list is made for these."""
    first: dict[Key, Item] = {}
    found: dict[Key, list[Item]] = {}
    for key, item in keyed:
        if key in found:
            found[key].append(item)
        elif key in first:
            found[key] = [first[key], item]
        else:
            first[key] = item
    return found


def _pairs(kind: str, group: list[_Label]) -> Iterator[tuple[str, str, str]]:
    """Each label with the first of its group, if they are of two concepts and not the same name to the reader."""
    first, *others = group
    for label in others:
        if label.concept == first.concept or not (label.is_term or first.is_term) or same_label(label.text) == same_label(first.text):
            continue
        if kind != _SLIP or _is_slip(fold(label.text), fold(first.text)):
            yield first.concept, label.concept, _by_which(label, first, kind)


def _by_which(label: _Label, other: _Label, kind: str) -> str:
    if label.is_term and other.is_term:
        return f"the names differ only in {kind}"
    return f"{label.text!r} and {other.text!r} differ only in {kind}"


def _slips(key: str) -> Iterator[str]:
    """A name, and it with one letter of a long word left out: two that differ by one letter share one of these.

    The first two letters and the last two stay, since "underfitting" is no slip for "overfitting", nor "encoded" for "encoder".
    """
    yield key
    parts = key.split()
    for place, word in enumerate(parts):
        if len(word) >= _FEWEST_LETTERS and word.isalpha():
            before, after = " ".join((*parts[:place], "")), " ".join(("", *parts[place + 1 :]))
            for at in range(2, len(word) - 2):
                yield f"{before}{word[:at]}{word[at + 1 :]}{after}"


def _is_slip(one: str, other: str) -> bool:
    """Whether two names are one letter apart: another, one more, or two in the wrong order."""
    head = next((at for at, (left, right) in enumerate(zip(one, other, strict=False)) if left != right), min(len(one), len(other)))
    if len(one) != len(other):
        shorter, longer = sorted((one, other), key=len)
        return shorter[head:] == longer[head + 1 :]
    swapped = one[head + 1 : head + 2] + one[head : head + 1] == other[head : head + 2]
    return one[head + 1 :] == other[head + 1 :] or (swapped and one[head + 2 :] == other[head + 2 :])


def _by_text(view: View) -> Iterator[tuple[str, str, str]]:
    """Pairs whose texts share most of their runs of words. Only runs that few texts have are looked up, so time is linear."""
    runs = {entry.id: found for entry, _ in view.pairs if len(found := _runs(entry.prose.text)) >= _FEWEST_RUNS}
    shared: dict[tuple[str, str], int] = defaultdict(int)
    for concepts in _together((run, concept) for concept, own in runs.items() for run in own).values():
        if len(concepts) > _COMMON_RUN:
            continue
        for place, concept in enumerate(concepts):
            for other in concepts[place + 1 :]:
                shared[concept, other] += 1
    for (one, other), count in sorted(shared.items()):
        share = count / (len(runs[one]) + len(runs[other]) - count)
        if share >= ALIKE:
            yield one, other, f"{share:.0%} of their texts is the same"


def _runs(text: str) -> frozenset[str]:
    spoken = text.casefold().split()
    starts = (place for place, word in enumerate(spoken) if len(word) >= _LONG_WORD)
    return frozenset(" ".join(spoken[start : start + RUN]) for start in starts)


NEAR_DUPLICATE = Check(
    code="near-duplicate",
    help=("two entries look like one: names that differ only in number, spacing, order of words or a letter, or texts mostly the same"),
    inspect=find_near_duplicates,
    example=(
        "glossary/dataset.md:2: 'dataset' and 'data set' may be one concept: the names differ only in spacing; join the entries, "
        "or say in both how they differ"
    ),
    remedy="Join them, and list the other name under `aliases`; or say in both texts how the concepts differ.",
)
