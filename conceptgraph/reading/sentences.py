"""Where sentences begin and end in glossary prose.

A sentence never crosses a block, and never ends inside an opaque span (a formula, a piece of code). Rules, not a model:
a stop ends a sentence when what follows can begin one and what precedes is no abbreviation, initial or number label.
"""

import re

from conceptgraph.model import Prose

_STOP = re.compile(r"[.!?…]+[)\]\"'”’»*_]*(?=\s+\S)|;(?=\s*\n)")

#: Abbreviations after which a sentence goes on even before a capital letter.
_INSIDE = frozenset(
    "e.g i.e cf vs viz al ca approx resp fig figs eq eqs sec ch vol no nos nr pp ref refs tab thm def lem prop dr mr mrs ms "
    "prof st sr jr gen col lt sgt capt rev hon esp incl aka a.k.a w.r.t wrt s.t i.i.d ph.d m.sc b.sc jan feb mar apr jun jul "
    "aug sep sept oct nov dec".split()
)
#: Abbreviations that may also close a sentence: only a capital afterwards makes them a stop.
_EITHER = frozenset("etc inc ltd co corp u.s u.k a.m p.m et".split())

_LAST_WORD = re.compile(r"([^\s(\[\"'“‘]+)$")


def split_sentences(prose: Prose) -> tuple[tuple[int, int], ...]:
    """The spans of the sentences of a text, in order: half-open, without the white space around them."""
    spans: list[tuple[int, int]] = []
    opaque = sorted(prose.opaque)
    for block in prose.blocks:
        start = block.start
        for stop in _STOP.finditer(prose.text, block.start, block.end):
            if _inside(opaque, stop.start()) or not _ends_sentence(prose.text[start : block.end], stop, start):
                continue
            spans.append((start, stop.end()))
            start = stop.end()
        spans.append((start, block.end))
    return tuple(span for raw in spans if (span := _strip(prose.text, raw)))


def first_sentence(prose: Prose) -> str:
    """The definition: the first sentence on one line, or an empty string."""
    spans = split_sentences(prose)
    return sentence_text(prose.text, spans[0]) if spans else ""


def sentence_text(text: str, span: tuple[int, int]) -> str:
    """A sentence as it is shown: on one line."""
    return " ".join(text[span[0] : span[1]].split())


def _ends_sentence(rest: str, stop: re.Match[str], start: int) -> bool:
    before = rest[: stop.start() - start]
    after = rest[stop.end() - start :].lstrip()
    opener = after.lstrip("\"'“‘«([*_`")[:1]
    if stop[0][0] in "!?;":
        return bool(after) and (stop[0][0] == ";" or not opener.islower())
    match = _LAST_WORD.search(before)
    word = match[1].rstrip(".").casefold() if match else ""
    if opener.islower() or word in _INSIDE:
        return False
    if word in _EITHER:
        return opener.isupper()
    # An initial ("J. Smith"), but not a name of one letter that closes a sentence ("the matrix A. It").
    if len(word) == 1 and word.isalpha() and match and match[1].isupper():
        return _closes_with_letter(before, after)
    return not (word.isdigit() and len(before.strip()) == len(word))


def _closes_with_letter(before: str, after: str) -> bool:
    """Whether a single capital before a stop is the last word of its sentence and no initial of a name."""
    previous = before.split()[-2:-1]
    return bool(previous) and previous[0][:1].islower() and not re.match(r"[A-Z][a-z]+ (?:and|et|&|\()", after)


def _inside(opaque: list[tuple[int, int]], offset: int) -> bool:
    return any(start <= offset < end for start, end in opaque)


def _strip(text: str, span: tuple[int, int]) -> tuple[int, int] | tuple[()]:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else ()
