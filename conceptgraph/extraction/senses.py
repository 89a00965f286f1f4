"""What a name means at a place: what its author's rule allows there, and which of several homonyms the text decides for.

Where names stand is found in `mentions`.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nlargest
from itertools import chain, dropwhile

from conceptgraph.extraction.names import FUNCTION_WORDS, Name
from conceptgraph.reading.labels import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """Whose text it is: a concept, its topics, main topic first, and the ids its front matter names and its links lead to.

    Its main topic and what its front matter names open names whose rule is `topic`.
    """

    source: str = ""
    topics: tuple[str, ...] = ()
    named: frozenset[str] = frozenset()
    linked: frozenset[str] = frozenset()


#: The home of a text that belongs to no concept.
NOWHERE = Home()


_SYMBOL = re.compile(r"[^\w\s'’\u2010-\u2015-]")
#: Among more senses than these a text is not asked which of them its words are like.
_MOST_SENSES = 50
#: How much the second best sense must fall behind the best, as a share of it.
_MARGIN = 0.2


class Company:
    """The folded words of a text, asked which of them stand in it."""

    def __init__(self, words: str) -> None:
        self._text = f" {words} "

    @cached_property
    def words(self) -> frozenset[str]:
        """Each word once."""
        return frozenset(self._text.split())

    def has(self, phrase: str) -> bool:
        """Whether a folded phrase stands in the text, word for word."""
        return f" {phrase} " in self._text

    def likeness(self, name: Name) -> float:
        """How many of the words that a concept is explained in stand in the text, for the length of the explanation."""
        return len(self.words.intersection(name.company)) / math.sqrt(1 + len(name.company))


class Senses:
    """The names that are one name to a reader, whatever they mean."""

    __slots__ = ("_homonyms", "_names")

    def __init__(self, names: Iterable[Name]) -> None:
        self._names = tuple(names)
        self._homonyms: dict[str, _Homonyms] | None = None
        if len({name.concept for name in self._names}) > 1 and not any(name.match == "topic" for name in self._names):
            self._homonyms = {}

    @property
    def concepts(self) -> frozenset[str]:
        """The ids of all concepts that go by one of the names."""
        return frozenset(name.concept for name in self._names)

    def meanings(self, form: str, company: Company, home: Home) -> tuple[Name, ...]:
        """What a form means in a text: one name, none where no rule allows one, several where the text does not decide."""
        if len(self._names) == 1:
            return self._names if _allowed(self._names[0], form, home) else ()
        if self._homonyms is None:
            allowed = [name for name in self._names if _allowed(name, form, home)]
            if not allowed:
                return ()
            if len({name.concept for name in allowed}) > 1:
                return _Homonyms(allowed, form).told(company, home)
            return (min(allowed, key=lambda name: _distance(name, form)),)
        # What may stand for a form does not depend on the text here: thousands of homonyms are sorted once.
        if form not in self._homonyms:
            self._homonyms[form] = _Homonyms([name for name in self._names if _allowed(name, form, home)], form)
        return self._homonyms[form].told(company, home)


class _Homonyms:
    """Names that a form may stand for, by their numbers, sorted by what a text may decide by."""

    __slots__ = ("_names", "_numbered", "_own", "_plain", "_qualified", "_topics")

    def __init__(self, allowed: Sequence[Name], form: str) -> None:
        self._own = {name.concept: name for name in reversed(allowed)}
        self._names = tuple(name for name in allowed if name.text == form) or tuple(allowed)
        self._topics: dict[str, list[int]] = defaultdict(list)
        self._plain: tuple[list[int], list[int]] = ([], [])
        qualifiers: dict[str, list[int]] = defaultdict(list)
        for number, name in enumerate(self._names):
            if qualifier := _content(name.qualifier):
                qualifiers[qualifier].append(number)
            if name.topics:
                self._topics[name.topics[0]].append(number)
            if not name.qualifier:
                self._plain[1].append(number)
                if name.kind == "term":
                    self._plain[0].append(number)
        self._qualified = _by_rarest_word(qualifiers)
        self._numbered = not qualifiers and any(name.qualifier for name in self._names)

    def told(self, company: Company, home: Home) -> tuple[Name, ...]:
        """The one name that the text decides for, or all that it leaves."""
        # A sense is not told from itself: the text's own concept is what the word means in its own entry.
        if home.source in self._own:
            return (self._own[home.source],)
        left: Sequence[int] = range(len(self._names))
        for hint in chain((left,), self._hints(company, home)):
            kept = hint if len(left) == len(self._names) else [number for number in hint if number in left]
            if kept and all(self._names[number].concept == self._names[kept[0]].concept for number in kept):
                return (self._names[kept[0]],)
            left = kept or left
        return tuple(self._names[number] for number in self._alike(left, company)) if left else ()

    def _hints(self, company: Company, home: Home) -> Iterator[Sequence[int]]:
        """What speaks for some of the names, the surest first."""
        if chosen := (home.named | home.linked) & self._own.keys():
            # Authors who require one of them, or link it once, mean it.
            yield [number for number, name in enumerate(self._names) if name.concept in chosen]
        near = [one for word in self._qualified.keys() & company.words for one in self._qualified[word]]
        yield sorted(number for qualifier, numbers in near if company.has(qualifier) for number in numbers)
        yield self._topics.get(home.topics[0], ()) if home.topics else ()
        if self._numbered:
            # Neither "kernel" nor "kernel (2)" is the usual one.
            yield self._alike(range(len(self._names)), company)
        yield from self._plain

    def _alike(self, numbers: Sequence[int], company: Company) -> Sequence[int]:
        """The name whose concept is explained in the words of the text, clearly more than the others are; else all of them."""
        if len(numbers) > _MOST_SENSES:
            return numbers
        likeness: dict[str, tuple[float, int]] = {}
        for number in numbers:
            likeness.setdefault(self._names[number].concept, (company.likeness(self._names[number]), number))
        first, second = nlargest(2, likeness.values())
        return [first[1]] if second[0] < (1 - _MARGIN) * first[0] else numbers


def _by_rarest_word(qualifiers: Mapping[str, list[int]]) -> dict[str, list[tuple[str, list[int]]]]:
    """Qualifiers with their names under the word of each that the fewest have: a text is asked for few of thousands."""
    common = Counter(word for qualifier in qualifiers for word in set(qualifier.split()))
    found: dict[str, list[tuple[str, list[int]]]] = defaultdict(list)
    for qualifier, numbers in qualifiers.items():
        rarest = min(qualifier.split(), key=lambda word: (common[word], word))
        found[rarest].append((qualifier, numbers))
    return found


def _content(qualifier: str) -> str:
    """A folded qualifier without what only ties it to the name: "in software" is software. A number says nothing."""
    return "" if qualifier.isdigit() else " ".join(dropwhile(FUNCTION_WORDS.__contains__, fold(qualifier).split()))


def _allowed(name: Name, form: str, home: Home) -> bool:
    """Whether a name may stand for this form in this text."""
    if name.match == "topic" and not _at_home(name, home):
        return False
    if form == name.text:
        return True
    if name.match == "exact" or len(name.text) == 1:
        return False
    return " " in name.text or _is_written_as(name.text, form)


def _is_written_as(name: str, form: str) -> bool:
    """Whether another form of a name of one word may stand for it."""
    if name.casefold() in FUNCTION_WORDS:
        return form.isupper()
    # GAN and MAP are not everyday words only as long as they are written as names.
    if form.islower() and sum(map(str.isupper, name)) > 1:
        return False
    # Symbols join what they stand between: "A*" is not "A * B", and ".NET" no net after a stop.
    return not (_SYMBOL.search(name) and re.search(r"\s", form))


def _at_home(name: Name, home: Home) -> bool:
    return name.concept == home.source or name.concept in home.named or (bool(name.topics) and name.topics[:1] == home.topics[:1])


def _distance(name: Name, form: str) -> tuple[bool, bool, bool, str]:
    return name.text != form, name.text.casefold() != form.casefold(), name.kind == "acronym", name.text
