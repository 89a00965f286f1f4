"""The same text twice: as the core reads an entry's file, and as its page shows it.

What the core has found in a text holds on the page too, at places that differ by what stands between: a formula has its dollar
signs in the file, and quotation marks become curly. Where the texts differ in anything else, nothing is said.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from conceptgraph.model import Mention, Prose

Span = tuple[int, int]

#: A page keeps line breaks where the core has blanks, and Sphinx makes quotation marks curly, each way a language has.
_ALIKE = str.maketrans({"\n": " ", **dict.fromkeys("'‘’‚‹›“”„«»", '"')})


def align(prose: Prose, text: str, opaque: Iterable[Span]) -> tuple[tuple[int, int, int], ...] | None:
    """The stretches that may be linked: where each begins in the core's text, where it ends, and what leads to its place in the other.

    `opaque` are the spans of the other text that are not searched; of the core's these are its own, and its links. None where
    the texts do not correspond.
    """
    closed = chain(prose.opaque, ((link.start, link.end) for link in prose.links))
    ours, theirs = list(_between(closed, len(prose.text))), list(_between(opaque, len(text)))
    if len(ours) != len(theirs):
        return None
    found = []
    for (start, end), (other, other_end) in zip(ours, theirs, strict=True):
        if not _alike(prose.text[start:end], text[other:other_end]):
            return None
        found.append((start, end, other - start))
    return tuple(found)


def carry_over(mentions: Iterable[Mention], stretches: Sequence[tuple[int, int, int]], text: str) -> Iterator[Mention]:
    """The mentions that stand in these stretches of the core's text, one a place, at their places in the other."""
    last = -1
    for mention in mentions:
        at = bisect_right(stretches, mention.start, key=lambda stretch: stretch[0]) - 1
        if mention.start == last or at < 0 or mention.end > stretches[at][1]:
            continue
        last, lead = mention.start, stretches[at][2]
        start, end = mention.start + lead, mention.end + lead
        yield Mention(source=mention.source, target=mention.target, start=start, end=end, form=text[start:end], tier=mention.tier)


def _between(spans: Iterable[Span], length: int) -> Iterator[Span]:
    """What lies between spans, from the beginning of a text to its end; spans that touch are one."""
    at = 0
    for start, end in sorted(spans):
        if start > at:
            yield at, start
        at = max(at, end)
    if length > at:
        yield at, length


def _alike(one: str, other: str) -> bool:
    return one == other or (len(one) == len(other) and one.translate(_ALIKE) == other.translate(_ALIKE))
