"""Where sentences begin and end in glossary prose.

A sentence never crosses a block, and never ends inside an opaque span (a formula, a piece of code). Rules, not a model:
a stop ends a sentence when what follows can begin one and what precedes is no abbreviation, initial or number label.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from conceptgraph.model import Prose

#: A stop with the marks that close with it and its footnotes. It begins where a run of stops begins, and what is read is
#: never read again another way ("++"): a long run of dots has more ways than anyone can wait for.
_STOP = re.compile(r"(?<![.!?…])[.!?…]++[)\]\"'”’»*_]*+(?:\[[\d,–-]{1,12}\]|[¹²³⁰⁴-⁹])*+(?=\s++\S)")

#: Abbreviations after which a sentence goes on even before a capital letter.
_INSIDE = frozenset(
    "e.g i.e cf vs viz ca approx resp dr mr mrs ms prof st sr jr messrs esp incl excl aka a.k.a w.r.t wrt w.l.o.g wlog s.t n.b "
    "ph.d m.sc b.sc dept univ".split()
)
#: Labels of a number or letter: the sentence goes on where one follows, and before a word that opens no sentence.
_LABELS = frozenset("fig figs eq eqs sec secs ch vol vols nos nr pp p ref refs tab thm def lem prop cor ex op art v ver".split())
#: Labels that are words as well ("the answer is no. Others ..."): the sentence goes on only where a number follows.
_WORD_LABELS = frozenset(["no"])
#: Abbreviations that may also close a sentence: they do where the next word is one that opens sentences.
_EITHER = frozenset(
    "al i.i.d inc ltd co corp bros u.s u.k u.n e.u a.m p.m b.c a.d et gen col lt sgt capt maj adm rev hon sen rep gov pres jan feb mar "
    "apr jun jul aug sep sept oct nov dec mt ft".split()
)
#: Words that open sentences and are no names: what tells "in the U.S. It is" from "the U.S. Government".
_OPENERS = frozenset(
    "a after all also although an and another any as at because before both but by during each either even every few finally first "
    "for from given he hence here how however i if in instead it its like many more most neither no nobody none nor not now of "
    "often on once one only or other others our over she since so some sometimes still such that the their then there therefore "
    "these they this those though thus to today together two under unlike until usually we what when where whereas whether which "
    "while who why with within without yet you".split()
)
#: Words before a single capital that make it the initial of a name: "due to A. Kolmogorov", "the test of R. Fisher".
_BEFORE_NAMES = frozenset("after and as at but by e.g for from i.e in of on or than that to via when where while with".split())

#: Of a sentence with more characters than this, evidence shows what stands near, so that a text of one long sentence with
#: many names is not kept as often as it has names; and so many characters are near.
LONGEST_SHOWN = 800
_AROUND = 300

#: How many characters before and after a stop are looked at.
_VIEW = 80

_INITIALS = re.compile(r"[A-Z](?:\.[A-Z])*")
_INITIAL = re.compile(r"[^\W\d_]\.")
_YEAR = re.compile(r"\(\d{4}")
#: What can be the surname behind an initial: no acronym, number or sign.
_SURNAME = re.compile(r"[^\W\d_]['’]?[a-zß-ÿ\u0101-\u024f]")
_NUMBER = re.compile(r"[\d(\[$§#]")
_NUMERAL = re.compile(r"(?:[A-Z]|[IVXLC]+)\b(?!['’])")
#: "(b) It is", behind a stop: an item of a list in running text.
_ITEM = re.compile(r"\((?:[a-z]|[ivx]{1,4}|\d{1,2})\)\s+[^\W\da-z_]")
#: What goes on with a sentence (". . .") and is no name (".NET").
_MARKS = re.compile(r"[.,;:!?…)](?!\w)")
_LAST_WORD = re.compile(r"(?<![^\s(\[\"'“‘])([^\s(\[\"'“‘]++)$")


def split_sentences(prose: Prose) -> tuple[tuple[int, int], ...]:
    """The spans of the sentences of a text, in order: half-open, without the white space around them."""
    return tuple(_sentences(prose))


def first_sentence(prose: Prose) -> str:
    """The definition: the first sentence on one line, or an empty string."""
    span = first_span(prose)
    return sentence_text(prose.text, span) if span else ""


def first_span(prose: Prose) -> tuple[int, int] | None:
    """Where the first sentence stands in the text; None where there is none."""
    return next(_sentences(prose), None)


def _sentences(prose: Prose) -> Iterator[tuple[int, int]]:
    opaque = sorted(prose.opaque)
    for block in prose.blocks:
        start = block.start
        for stop in _STOP.finditer(prose.text, block.start, block.end):
            if not _inside(opaque, stop.start()) and _ends_sentence(prose.text, stop, (start, block.end), opaque):
                if span := _strip(prose.text, (start, stop.end())):
                    yield span
                start = stop.end()
        if span := _strip(prose.text, (start, block.end)):
            yield span


def sentence_text(text: str, span: tuple[int, int], *, around: tuple[int, int] | None = None) -> str:
    """A sentence as it is shown: on one line, and one that is very long only around a part of it, "… like this …"."""
    start, end = span
    if around is None or end - start <= LONGEST_SHOWN:
        return " ".join(text[start:end].split())
    left, right = max(start, around[0] - _AROUND), min(end, around[1] + _AROUND)
    words = text[left:right].split()
    # A word that is cut is left out, unless that leaves nothing.
    if left > start and not text[left - 1].isspace() and left + len(words[0]) < around[0]:
        del words[0]
    if right < end and not text[right].isspace() and right - len(words[-1]) > around[1]:
        del words[-1]
    return f"{'… ' if left > start else ''}{' '.join(words)}{' …' if right < end else ''}"


def _ends_sentence(text: str, stop: re.Match[str], span: tuple[int, int], opaque: Sequence[tuple[int, int]]) -> bool:
    """Whether a stop ends the sentence that begins with the span, whose end is that of the block."""
    before = text[max(span[0], stop.start() - _VIEW) : stop.start()]
    after = text[stop.end() : min(span[1], stop.end() + _VIEW)].lstrip()
    opener = after.lstrip("\"'“‘«([*_`")[:1]
    # What follows in code may begin with a small letter and open a sentence all the same.
    goes_on = opener.islower() and not _inside(opaque, text.find(after, stop.end()))
    if stop[0][0] in "!?":
        return bool(after) and not goes_on
    if _MARKS.match(after) or (goes_on and not _ITEM.match(after)):
        return False
    match = _LAST_WORD.search(before)
    return _closes(match[1].rstrip(".") if match else "", before, after)


def _closes(word: str, before: str, after: str) -> bool:
    """Whether a dot behind a word ends the sentence, when what follows could begin one."""
    known = word.casefold()
    if known in _INSIDE:
        return False
    if known in _WORD_LABELS or (known in _LABELS and _follows_number(before)):
        return _NUMBER.match(after) is None
    if known in _LABELS:
        return _next_word(after) in _OPENERS and not (_NUMBER.match(after) or _NUMERAL.match(after))
    if known in _EITHER:
        return _next_word(after) in _OPENERS
    if _INITIALS.fullmatch(word):
        return _closes_with_letter(before, after)
    return not (word.isdigit() and before.strip()[: -len(word)].rstrip()[-1:] in ("", ":"))


def _follows_number(before: str) -> bool:
    """Whether the last word stands behind a number ("300 pp."), so that it labels none."""
    return any(word[-1:].isdigit() for word in before.split()[-2:-1])


def _closes_with_letter(before: str, after: str) -> bool:
    """Whether a capital is the last word of its sentence ("the matrix A. Consider it"), no initial ("J. Smith")."""
    if _INITIAL.match(after) or _YEAR.match(after):
        return False
    if _next_word(after) in _OPENERS or not _SURNAME.match(after):
        return True
    *_, paired, previous = "", "", *before.split()[-3:-1]
    if not (previous[:1].islower() or previous[-1:].isdigit()) or (previous in _BEFORE_NAMES and len(paired) != 1):
        return False
    return not re.match(r"[A-Z]\.|[A-Z][a-z]+ (?:and|et|&|\()", after)


def _next_word(after: str) -> str:
    match = re.search(r"\w+", after)
    return match[0].casefold() if match else ""


def _inside(opaque: Sequence[tuple[int, int]], offset: int) -> bool:
    index = bisect_right(opaque, offset, key=lambda span: span[0]) - 1
    return index >= 0 and offset < opaque[index][1]


def _strip(text: str, span: tuple[int, int]) -> tuple[int, int] | tuple[()]:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else ()
