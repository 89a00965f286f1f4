"""Which words a regular expression cannot do without, so that it need not be tried where none of them stands.

A *head* is the beginning of a word, in small letters; it ends in a space where the word ends with it. `find_heads` gives heads of which at least one begins a word of every
text in which the expression is found. A *tail* is the end of a word; it begins with a space where the word begins with it.
They are read off the expression itself, by the parser of `re`; where it does not show them, or has changed, there is
nothing to save and the expression is always tried.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

#: How many letters of a word are told apart.
_LETTERS = 7
#: Letters that stand for one of a to z where case is ignored: where a text holds one, heads say nothing about it.
STRANGE_LETTERS = "ıİſ\u212a"

#: Words that nearly every clause has: a rarer one is worth looking for.
_COMMON = frozenset("a an and are as at be by for from had has have in into is it its not of on or that the their to was were with".split())

_REPEATS = frozenset({"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"})
_BOUNDARIES = frozenset({"AT_BOUNDARY", "AT_BEGINNING", "AT_BEGINNING_STRING"})
_NO_WIDTH = frozenset({"AT", "ASSERT", "ASSERT_NOT"})

#: What stands for a character that belongs to no word and is no blank, and what tails without a letter are made of.
_MARK = "."
_BARE = f" {_MARK}"

_Items = tuple[tuple[Any, Any], ...]


def find_heads(pattern: str) -> frozenset[str] | None:
    """The beginnings of words of which each text that fits holds one, or None where there are no such words."""
    try:
        parsed = import_module("re._parser").parse(pattern)
        return _needed(tuple(parsed), starts=False)
    except (ImportError, AttributeError, TypeError, ValueError):
        return None


@dataclass(frozen=True, slots=True)
class Way:
    """One of the ways in which an expression can be found.

    `heads` are as `find_heads` gives them, `tails` the ends of the words of which one stands where the wording ends. Both
    are None where the expression does not show them, and so are the tails where something else than `gap` follows there.
    """

    heads: frozenset[str] | None
    tails: frozenset[str] | None


def find_ways(pattern: str, *, gap: str) -> tuple[Way, ...]:
    """The ways in which an expression can be found: in any text, one of them holds.

    The empty group in it marks where the wording ends; `gap` begins with it, and says what stands behind.
    """
    try:
        parse = import_module("re._parser").parse
        behind = repr(parse(gap)[1:])
        return tuple(Way(_needed(items, starts=False), _find_tails(items, behind)) for items in _alternatives(tuple(parse(pattern))))
    except (ImportError, AttributeError, TypeError, ValueError):
        return (Way(None, None),)


def is_anchored(pattern: str) -> bool:
    """Whether an expression can be found at the beginning of a text only."""
    try:
        ways = _alternatives(tuple(import_module("re._parser").parse(pattern)))
        return all(bool(items) and str(items[0][0]) == "AT" and str(items[0][1]) == "AT_BEGINNING" for items in ways)
    except (ImportError, AttributeError, TypeError, ValueError):
        return False


def needs_letter(pattern: str, letter: str) -> bool:
    """Whether every text in which an expression is found holds a letter (or any other single character)."""
    try:
        return _needs(tuple(import_module("re._parser").parse(pattern)), ord(letter))
    except (ImportError, AttributeError, TypeError, ValueError):
        return False


def _alternatives(items: _Items) -> Iterator[_Items]:
    """An expression without the choices at its end: one for each."""
    if items and str(items[-1][0]) == "BRANCH":
        for part in items[-1][1][1]:
            yield from _alternatives((*items[:-1], *part))
    else:
        yield items


def _find_tails(items: _Items, behind: str) -> frozenset[str] | None:
    """The tails of what stands before the empty group, if what follows it is what is looked for."""
    for index, (op, argument) in enumerate(items):
        if str(op) == "SUBPATTERN" and argument[0] is not None and not argument[3]:
            tails = _tails(items[:index], "") if repr(list(items[index + 1 :])) == behind else frozenset({""})
            return None if any(not tail.strip(_BARE) for tail in tails) else tails
    return None


def _tails(items: _Items, tail: str) -> frozenset[str]:
    """The ends of words that a sequence ends with, as far as they are certain, before a tail that is known."""
    if not items or len(tail) >= _LETTERS or tail.startswith(" "):
        return frozenset({tail})
    before, (kind, argument) = items[:-1], items[-1]
    op = str(kind)
    if op in ("LITERAL", "IN"):
        return frozenset().union(*(_tails_behind(before, letter, tail) for letter in _last_letters(op, argument)))
    if op in _NO_WIDTH:
        return frozenset({f" {tail}"}) if tail.strip(_MARK) and str(argument) in _BOUNDARIES else _tails(before, tail)
    if op == "BRANCH":
        return frozenset().union(*(_tails((*before, *part), tail) for part in argument[1]))
    inner = _inner(op, argument)
    if inner is None:
        return frozenset({tail})
    once = op not in _REPEATS or argument[1] == 1
    tails = _tails((*before, *inner), tail) if once else _tails(inner, tail)
    return tails | _tails(before, tail) if op in _REPEATS and argument[0] == 0 else tails


def _tails_behind(before: _Items, letter: str, tail: str) -> frozenset[str]:
    """The tails where a letter stands before one, or a blank, or a mark: "vs." ends in "vs", but "uses -" in no word."""
    if letter == " " and tail == _MARK:
        return frozenset({""})
    if letter in (" ", _MARK):
        return frozenset({f" {tail}"}) if tail.strip(_MARK) else _tails(before, tail or letter.strip())
    return _tails(before, letter + tail.strip(_MARK)) if letter else frozenset({tail})


def _last_letters(op: str, argument: Any) -> list[str]:
    """The letters a single place may hold, a blank or a mark for what is none, or an empty string where it may hold anything."""
    members = [("LITERAL", argument)] if op == "LITERAL" else [(str(kind), code) for kind, code in argument]
    return [_last_letter(code) if kind == "LITERAL" else " " if str(code) == "CATEGORY_SPACE" else "" for kind, code in members]


def _last_letter(code: int) -> str:
    letter = chr(code)
    if _in_word(code):
        return letter.lower() if letter.isascii() else ""
    return " " if letter.isspace() else _MARK


def _needs(items: _Items, code: int) -> bool:
    for kind, argument in items:
        op, inner = str(kind), _inner(str(kind), argument)
        if op == "LITERAL" and argument == code:
            return True
        if op == "BRANCH" and all(_needs(tuple(part), code) for part in argument[1]):
            return True
        if inner is not None and not (op in _REPEATS and argument[0] == 0) and _needs(inner, code):
            return True
    return False


def _needed(items: _Items, *, starts: bool) -> frozenset[str] | None:
    """The rarest heads that a sequence needs. `starts` says that a letter at its beginning would begin a word."""
    found: list[frozenset[str]] = []
    for index, (op, argument) in enumerate(items):
        if starts:
            found.append(_heads(items[index:], _LETTERS))
        found.append(_needed_within(str(op), argument, starts=starts) or frozenset())
        starts = _starts_after(str(op), argument, starts=starts)
    sure = [heads for heads in found if heads and all(head.strip() for head in heads)]
    return min(sure, key=_commonness, default=None)


def _commonness(heads: frozenset[str]) -> tuple[int, list[str]]:
    return sum(100 if head.strip() in _COMMON else 1 for head in heads), sorted(heads)


def _needed_within(op: str, argument: Any, *, starts: bool) -> frozenset[str] | None:
    if op == "BRANCH":
        parts = [_needed(tuple(part), starts=starts) for part in argument[1]]
        return frozenset().union(*(part or {""} for part in parts))
    inner = _inner(op, argument)
    return _needed(inner, starts=starts) if inner is not None and not (op in _REPEATS and argument[0] == 0) else None


def _inner(op: str, argument: Any) -> _Items | None:
    if op == "SUBPATTERN":
        return tuple(argument[3])
    if op == "ATOMIC_GROUP":
        return tuple(argument)
    return tuple(argument[2]) if op in _REPEATS else None


def _heads(items: _Items, size: int) -> frozenset[str]:
    """The first letters of what a sequence matches, as far as they are certain; an empty one may go on in any way."""
    if not items or not size:
        return frozenset({""})
    (kind, argument), rest = items[0], items[1:]
    op = str(kind)
    if op in ("LITERAL", "IN"):
        letters = _letters(op, argument)
        return frozenset(first + more for first in letters for more in (_heads(rest, size - 1) if first.strip() else ("",)))
    if op in _NO_WIDTH:
        return _heads(rest, size)
    if op == "BRANCH":
        return frozenset().union(*(_heads((*part, *rest), size) for part in argument[1]))
    inner = _inner(op, argument)
    if inner is None:
        return frozenset({""})
    once = op not in _REPEATS or argument[1] == 1
    heads = _heads((*inner, *rest) if once else inner, size)
    return heads | _heads(rest, size) if op in _REPEATS and argument[0] == 0 else heads


def _letters(op: str, argument: Any) -> list[str]:
    """The letters a single place may hold, a space where it ends a word, or an empty string where it may hold anything."""
    if _starts_after(op, argument, starts=False):
        return [" "]
    codes = [argument] if op == "LITERAL" else [code if str(kind) == "LITERAL" else None for kind, code in argument]
    return [chr(code).lower() if code is not None and chr(code).isascii() and _in_word(code) else "" for code in codes]


def _starts_after(op: str, argument: Any, *, starts: bool) -> bool:
    """Whether a letter behind this part would begin a word."""
    if op in _NO_WIDTH:
        return starts or str(argument) in _BOUNDARIES
    if op == "LITERAL":
        return not _in_word(argument)
    if op == "IN":
        return all(str(code) == "CATEGORY_SPACE" or (str(kind) == "LITERAL" and not _in_word(code)) for kind, code in argument)
    if op == "BRANCH":
        return all(_starts_behind(tuple(part), starts=starts) for part in argument[1])
    inner = _inner(op, argument)
    after = inner is not None and _starts_behind(inner, starts=starts)
    if op in _REPEATS and inner is not None:
        return after and _starts_behind(inner, starts=False) and (starts or argument[0] > 0)
    return after


def _starts_behind(items: _Items, *, starts: bool) -> bool:
    for op, argument in items:
        starts = _starts_after(str(op), argument, starts=starts)
    return starts


def _in_word(code: int) -> bool:
    return chr(code).isalnum() or chr(code) == "_"
