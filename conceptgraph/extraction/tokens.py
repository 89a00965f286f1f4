"""Texts as words: cut once, folded as labels are, each with its place. What they name is found in `mentions`.

Tokens depend on a text and on nothing else, neither on names nor on settings, so they can be kept by the text's content.
"""

import re
from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field

from conceptgraph.reading.labels import POSSESSIVES, WORD, fold_word

#: Stands for what no name reaches over: an opaque span, or the gap between two blocks.
WALL = "\ufffc"

_GAP = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """The folded words of a text, a space between two, and the place of each: half-open, in characters of the text."""

    words: str = ""
    starts: "array[int]" = field(default_factory=lambda: array("I"))
    ends: "array[int]" = field(default_factory=lambda: array("I"))

    def __len__(self) -> int:
        return len(self.starts)


def tokenize(text: str, opaque: Iterable[tuple[int, int]] = ()) -> Tokens:
    """The words of a text. An opaque span, and the gap between two blocks, is one word that no name has."""
    # A name is the same with a possessive and without: "Bayes's rule", "the model's parameters".
    words: list[str] = []
    starts, ends = array("I"), array("I")
    at = 0
    for start, end in [*_walls(text, opaque), (len(text), len(text))]:
        for word in WORD.finditer(text, at, start) if start > at else ():
            if word[0] in POSSESSIVES:
                continue
            words.append(fold_word(word[0]))
            starts.append(word.start())
            ends.append(word.end())
        if end > max(at, start):
            words.append(WALL)
            starts.append(max(at, start))
            ends.append(end)
        at = max(at, end)
    return Tokens(words=" ".join(words), starts=starts, ends=ends)


def _walls(text: str, opaque: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    return sorted([*opaque, *(gap.span() for gap in _GAP.finditer(text))])
