"""Where the words of a text are those of a name: spaCy's `PhraseMatcher` over folded words, and the other ways to write a name.

A name is also found cut into words otherwise ("minibatch" for "mini batch", "data set" for "dataset", "null_hypothesis"), and
with a word in common with another ("geometric and harmonic means" names the geometric mean). What a name means is decided in
`senses`.
"""

import operator
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from conceptgraph.extraction.names import FIXED_PHRASES, FUNCTION_WORDS
from conceptgraph.extraction.tokens import WALL
from conceptgraph.reading.labels import fold_word

if TYPE_CHECKING:
    from spacy.matcher import PhraseMatcher
    from spacy.vocab import Vocab

#: So many patterns go into the phrase matcher at once: each is a `Doc`, and all of them would take more room than the matcher.
_BATCH = 1000
#: So many texts are searched without the phrase matcher: to load spaCy takes longer.
_FEW = 40
#: The most words that two names joined by "and" or "or" may share.
_SHARED = 2

#: Words from the first to before the stop, and the key they are.
Match = tuple[int, int, str]


class PhraseIndex:
    """Finds keys in texts: folded words with a space between two, as `labels.fold` makes them."""

    def __init__(self, keys: Collection[str]) -> None:
        self._keys = frozenset(keys)
        self._asked = 0
        self._words = frozenset(word for key in keys for word in key.split())
        longer = [key for key in self._keys if " " in key]
        self._firsts = frozenset(key.partition(" ")[0] for key in self._keys)
        self._beginnings = frozenset(key[: key.index(" ")] for key in longer)
        self._endings = frozenset(key[key.rindex(" ") + 1 :] for key in longer)
        self._cuts: dict[str, tuple[str, str]] = {}
        for key in sorted(longer):
            for one, other in pairwise(key.split(" ")):
                if (joined := one + other) not in self._keys and _may_join(one, other):
                    self._cuts.setdefault(joined, (one, other))

    def find(self, text: str) -> list[Match]:
        """All matches in a text of folded words, a space between two: by place, the longer first."""
        words = text.split()
        found = [(first, -stop, " ".join(words[first:stop])) for first, stop in self._spans(words)]
        if others := {*self._recut(words, underscores="_" in text), *self._in_common(words)}:
            # What is a name as it stands is no other one.
            taken = {match[:2] for match in found}
            found += [match for match in others if match[:2] not in taken]
        found.sort()
        return [(first, -stop, key) for first, stop, key in found if key not in _FIXED or not _is_fixed(words, first, key)]

    def reach(self, words: Sequence[str]) -> frozenset[str]:
        """All words of which a key may consist that is found in a text: with a word outside of these, it is not."""
        spoken = frozenset(words)
        others = [word for word in spoken if "_" in word or word in self._cuts]
        return spoken.union(*map(self._cut, others), map(operator.add, words, islice(words, 1, None)))

    def _spans(self, words: Sequence[str]) -> list[tuple[int, int]]:
        """Where keys stand. Words that no key has are left out: one wall stands for all between two others."""
        known: list[str] = []
        origins: list[int] = []
        last = -2
        for place in [index for index, word in enumerate(words) if word in self._words]:
            if last < place - 1:
                if words[place] not in self._firsts:
                    continue
                known.append(WALL)
                origins.append(last)
            known.append(words[place])
            origins.append(place)
            last = place
        return [(origins[first], origins[stop - 1] + 1) for first, stop in self._phrases(known)] if known else []

    def _phrases(self, words: list[str]) -> Iterator[tuple[int, int]]:
        self._asked += 1
        return self._look_up(words) if self._asked <= _FEW else self._match(words)

    def _look_up(self, words: list[str]) -> Iterator[tuple[int, int]]:
        for first, word in enumerate(words):
            for size in self._sizes.get(word, ()):
                if " ".join(words[first : first + size]) in self._keys and first + size <= len(words):
                    yield first, first + size

    @cached_property
    def _sizes(self) -> dict[str, set[int]]:
        """How many words the keys have that begin with a word."""
        sizes: dict[str, set[int]] = {}
        for key in self._keys:
            first, *others = key.split(" ")
            sizes.setdefault(first, set()).add(1 + len(others))
        return sizes

    def _match(self, words: list[str]) -> Iterator[tuple[int, int]]:
        from spacy.tokens import Doc

        vocab, matcher = self._matcher
        return ((first, stop) for _, first, stop in matcher(Doc(vocab, words=words)))

    @cached_property
    def _matcher(self) -> tuple["Vocab", "PhraseMatcher"]:
        from spacy.matcher import PhraseMatcher
        from spacy.tokens import Doc
        from spacy.vocab import Vocab

        # A vocabulary of its own goes when the index goes. All phrases share one id: which one it is, its words tell.
        vocab = Vocab()
        matcher = PhraseMatcher(vocab, attr="ORTH")
        keys = iter(sorted(self._keys))
        while batch := [Doc(vocab, words=key.split()) for key in islice(keys, _BATCH)]:
            matcher.add("name", batch)
        return vocab, matcher

    def _recut(self, words: Sequence[str], *, underscores: bool) -> Iterator[Match]:
        """Matches that the text shows when its words are cut as those of the names."""
        joined = map(operator.add, words, islice(words, 1, None))
        if not underscores and self._cuts.keys().isdisjoint(words) and self._words.isdisjoint(joined):
            return
        pieces, origins = self._pieces(words)
        for first, stop in self._spans(pieces):
            begin, end = origins[first][0], origins[stop - 1][1]
            # A word that was cut is matched whole or not at all.
            whole = (first == 0 or origins[first - 1][1] <= begin) and (stop == len(pieces) or origins[stop][0] >= end)
            if whole and stop - first != end - begin:
                yield begin, -end, " ".join(pieces[first:stop])

    def _pieces(self, words: Sequence[str]) -> tuple[list[str], list[tuple[int, int]]]:
        """The words cut otherwise, and for each which of the words it comes from."""
        pieces: list[str] = []
        origins: list[tuple[int, int]] = []
        index = 0
        while index < len(words):
            word, after = words[index], words[index + 1] if index + 1 < len(words) else ""
            if after and word + after in self._words and _may_join(word, after):
                pieces.append(word + after)
                origins.append((index, index + 2))
                index += 2
                continue
            pieces += self._cut(word)
            origins += [(index, index + 1)] * (len(pieces) - len(origins))
            index += 1
        return pieces, origins

    def _cut(self, word: str) -> Sequence[str]:
        """A word cut as a name is, or at its underscores: an identifier that is no name itself may spell one."""
        if word in self._keys or not (word in self._cuts or "_" in word):
            return (word,)
        return self._cuts.get(word) or [fold_word(part) for part in word.split("_") if part] or (word,)

    def _in_common(self, words: Sequence[str]) -> Iterator[Match]:
        """Names that share a word with another name: "left and right inverse", "HTTP request or response"."""
        if _JOINING.isdisjoint(words):
            return
        places = (index for index, word in enumerate(words) if word in _JOINING)
        for index in (index for index in places if 0 < index < len(words) - 1):
            before, after = words[index - 1], words[index + 1]
            for size in range(1, _SHARED + 1):
                ending = words[index + 2 : index + 2 + size]
                if len(ending) == size:
                    yield from self._with_ending(words, index, ending)
                beginning = " ".join(words[max(0, index - 1 - size) : index - 1])
                if after in self._endings and f"{beginning} {before}" in self._keys and (key := f"{beginning} {after}") in self._keys:
                    yield index + 1, -index - 2, key

    def _with_ending(self, words: Sequence[str], index: int, ending: Sequence[str]) -> Iterator[Match]:
        """The words before a joining word, in a row with commas, that an ending behind it makes names."""
        place = index - 1
        while place >= 0 and words[place] in self._beginnings and (key := " ".join((words[place], *ending))) in self._keys:
            yield place, -place - 1, key
            place -= 2 if place and words[place - 1] == "," else len(words)


_JOINING = frozenset(("and", "or"))


#: For each word of a fixed phrase that could be a name, the phrases, and how many words stand before it.
_FIXED: dict[str, list[tuple[int, list[str]]]] = {}
for phrase in sorted(FIXED_PHRASES):
    for place, word in enumerate(phrase.split()):
        if word not in FUNCTION_WORDS:
            _FIXED.setdefault(word, []).append((place, phrase.split()))


def _is_fixed(words: Sequence[str], index: int, word: str) -> bool:
    """Whether a word means nothing of its own where it stands: "example" in "for example"."""
    return any(words[max(0, index - before) : index - before + len(phrase)] == phrase for before, phrase in _FIXED[word])


def _may_join(one: str, other: str) -> bool:
    """Whether two words may be written as one: "over fitting", "e mail", "2 d", but not "a long"."""
    if one.isalpha() and other.isalpha() and min(len(one), len(other)) > 2:
        return True
    if not (one.isalnum() and other.isalnum() and FUNCTION_WORDS.isdisjoint((one, other))):
        return False
    return one.isdigit() != other.isdigit() or (one.isalpha() and other.isalpha() and len(one + other) > 4)
