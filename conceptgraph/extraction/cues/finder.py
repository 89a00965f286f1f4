"""Which of many cues fits a mention, and which of them need be tried at all.

Each cue can be found in some ways, read off its pattern once (see `triggers`). A way is open where the text before the
mention and the text behind it have the words that it cannot do without, and where its wording's last word stands near
enough: no farther back than what `GAP` lets stand between. That changes nothing but the time it takes.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from conceptgraph.extraction.cues.cue import GAP, STOPS, Cue
from conceptgraph.extraction.cues.triggers import STRANGE_LETTERS, find_heads, find_ways

_WORD = re.compile(r"\w+")
_STRANGE = re.compile(f"[{STRANGE_LETTERS}]")
#: As many words are remembered with the ways they open; a language has fewer that matter.
_REMEMBERED = 1 << 16
#: How many parts `GAP` lets stand between a wording and a mention.
_PARTS = 4
#: A part that is one word: most words are, but for those that end a noun phrase and those that look like verbs.
_PART = re.compile(rf"(?!(?:{STOPS}|of|\w+ing)\b)[\w§'’%-]+")
#: How many more words a part has that ends in "of", as "any other number of"; they may be any.
_MEASURE = 3
_ARTICLES = frozenset({"a", "an", "the"})
_QUOTES = frozenset("\"'“‘(")


@dataclass(frozen=True, slots=True)
class Fit:
    """A cue that fits a mention, and the span of its wording in the text before it."""

    cue: Cue
    start: int
    end: int


class CueFinder:
    """Finds the cue that fits a mention best among some, in the order of which they are preferred."""

    def __init__(self, cues: Iterable[Cue]) -> None:
        """The words that call for each cue are read off its pattern once."""
        self.cues = tuple(cues)
        ways = [(index, way) for index, cue in enumerate(self.cues) for way in find_ways(cue.before, gap=GAP)]
        self._of_ways = tuple(index for index, _ in ways)
        self._heads = _Heads(way.heads for _, way in ways)
        self._tails = _Tails(way.tails for _, way in ways)
        self._behind = _Heads(find_heads(self.cues[index].after) for index, _ in ways)
        self._open: dict[tuple[int, bool], tuple[Cue, ...]] = {}

    def find(self, before: str, after: str, mention: str, *, definition: bool = True) -> Fit | None:
        """The cue that fits a mention best: nearest wording first, then the order of the cues.

        Behind a definition those are not tried that say nothing there.
        """
        best: Fit | None = None
        for cue in self.candidates(before, after, definition=definition):
            if cue.fallback and best is not None:
                continue
            span = cue.span(before, after, mention)
            if span is not None and (best is None or span[1] > best.end):
                best = Fit(cue, *span)
        return best

    def candidates(self, before: str, after: str, *, definition: bool = True) -> tuple[Cue, ...]:
        """The cues that may hold between two texts, by their words; no other one does."""
        ways = (1 << len(self._of_ways)) - 1
        if before.isascii() or not _STRANGE.search(before):
            text = before.lower()
            ways &= self._heads.open_anywhere(text) & self._tails.open_near(text)
        if after.isascii() or not _STRANGE.search(after):
            ways &= self._behind.open_anywhere(after.lower())
        found = self._open.get((ways, definition))
        return found if found is not None else self._remember(ways, definition=definition)

    def _remember(self, ways: int, *, definition: bool) -> tuple[Cue, ...]:
        if len(self._open) >= _REMEMBERED:
            self._open.clear()
        cues = (self.cues[index] for index in sorted({index for way, index in enumerate(self._of_ways) if ways >> way & 1}))
        found = self._open[ways, definition] = tuple(cue for cue in cues if definition or not cue.definition_only)
        return found


class _Heads:
    """Which ways the words of a text open by their beginnings."""

    def __init__(self, heads: Iterable[frozenset[str] | None]) -> None:
        self._always, self._by_head = _ways_by(heads)
        self._longest = max(map(len, self._by_head), default=0)
        self._by_word: dict[str, int] = {}

    def open_anywhere(self, text: str) -> int:
        """The ways that a text in small letters leaves open: one bit each."""
        ways, by_word = self._always, self._by_word
        for word in _WORD.findall(text):
            ways |= by_word[word] if word in by_word else self._remember(word)
        return ways

    def _remember(self, word: str) -> int:
        if len(self._by_word) >= _REMEMBERED:
            self._by_word.clear()
        ways = 0
        for size in range(1, self._longest + 1):
            ways |= self._by_head.get(f"{word} "[:size], 0)
        self._by_word[word] = ways
        return ways


class _Tails:
    """Which ways are open by the last word of their wording, given how far before the end of a text it may stand."""

    def __init__(self, tails: Iterable[frozenset[str] | None]) -> None:
        self._always, self._by_tail = _ways_by(tails)
        self._longest = max(map(len, self._by_tail), default=0)
        self._by_word: dict[str, tuple[int, str]] = {}

    def open_near(self, text: str) -> int:
        """The ways that a text in small letters leaves open: one bit each."""
        words = text.split()
        if words and words[-1] in _QUOTES:
            words.pop()
        ways, left, free = self._always, _PARTS + 1, 0
        for index in range(len(words) - 1, -1, -1):
            opened, kind = self._by_word.get(words[index]) or self._remember(words[index])
            ways |= opened
            left -= 1
            inside, free = free > 0, max(0, free - 1)
            if kind != "part":
                before = words[index - 1] if index else ""
                if kind == "formula":
                    return -1
                if kind == "of":
                    left, free = left + _MEASURE, _MEASURE
                elif (kind == "ing" and before in _ARTICLES) or (kind == "but" and before == "nothing"):
                    left, free = left + 1, max(free, 1)
                elif not inside:
                    break
            if not left:
                break
        return ways

    def _remember(self, word: str) -> tuple[int, str]:
        if len(self._by_word) >= _REMEMBERED:
            self._by_word.clear()
        ways, run = 0, " " + (_WORD.findall(word) or [""])[-1]
        for size in range(1, min(len(run), self._longest) + 1):
            ways |= self._by_tail.get(run[-size:], 0)
        found = self._by_word[word] = (ways, _kind(word))
        return found


def _kind(word: str) -> str:
    """What `GAP` does with a word: a part of its own, or the end of a longer one, or nothing."""
    if "$" in word:
        return "formula"
    if _PART.fullmatch(word):
        return "part"
    if word in ("of", "but"):
        return word
    return "ing" if word.endswith("ing") and _WORD.fullmatch(word) else ""


def _ways_by(words: Iterable[frozenset[str] | None]) -> tuple[int, dict[str, int]]:
    """The ways that are always open, and those that each part of a word opens."""
    always, by_part = 0, dict[str, int]()
    for index, parts in enumerate(words):
        if parts is None:
            always |= 1 << index
        for part in parts or ():
            by_part[part] = by_part.get(part, 0) | 1 << index
    return always, by_part
