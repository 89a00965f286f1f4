"""Runs of words that could be names: what one entry says besides the names that are known.

Found without a tagger: words between function words, verbs of explaining prose and punctuation. A known name counts as one
word of a run, so that "gradient descent" is met although "gradient" is known. What is collected of an entry depends on
nothing but its text and the spans of its mentions, is small, and can be pickled.
"""

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from conceptgraph.extraction.names import FUNCTION_WORDS
from conceptgraph.model import Entry
from conceptgraph.reading.labels import fold, initials_match
from conceptgraph.reading.sentences import split_sentences

#: How many words a name may have.
LONGEST = 4

#: Verbs of explaining prose, numbers, and words that say nothing by themselves: no name has them.
BREAKERS = FUNCTION_WORDS | frozenset(
    "able about achieve achieves act acts actual add adds adjusts aim aims allow allows another applied applies apply assess available "
    "become becomes begin begins billion bring brings build builds call called calls capture captures choose chooses combine combines "
    "come comes commonly consist consists contain contains convert converts create created creates decide decides define defined "
    "defines depend depends describe described describes determine determines differ differs divide divided divides does done dozen "
    "drops due eight employ enable enables enough ensure ensures ensuring etc even everything exist explain explains extract extracts "
    "fail fails far find finds fits five follow follows found four gather get gets give given gives go goes grow grows half handle "
    "happens helps hold holds hundred hundreds identify improve improves include included includes including indicate instead involve "
    "involves involving keep keeps know known lead leads learn learns leave leaves less let lets lies like likes look looks made make "
    "makes manage means million minimize minimizes mitigate modifies moves need needed needs never nine nothing obtain obtains occur "
    "occurs offer one otherwise passes perform performs plays predict predicts prefer prefers preserve preserves prevent prevents "
    "produce produced produces provide provided provides providing put puts quantifies quantify reach reaches reads receive receives "
    "reduce reduces refer referred refers relate remain remains remove removes represent represents require required requires rescale "
    "rescales respond returns say says see seen sends serve serves seven show shown shows sit six something stay suffer suffers suggest "
    "take taken takes tell tells ten tend tends thing things think thousand thousands three together treat treats trillion try turn "
    "turns two typical understand unlike updates use used uses using usual various vary want wants way ways works write writes written "
    "yes zero".split()
)
#: Words that are as often no part of a name as they are: vague adjectives and nouns, and nouns that are verbs, too.
DOUBTFUL = frozenset(
    "adding additional already applying appropriate arbitrary balance based basic being best better big building built careful certain "
    "change changes clear close common complex compute computed computes computing control controls corresponding cover crucial current "
    "desired different difficult early easy efficient end ends entire essential example examples existing extracted fast few fewer "
    "final finished first fixed following force forces form forms full fundamental general good great hard have help helping high "
    "higher highly huge important inappropriate increase increases individual instance intermediate key large larger last late later "
    "leading learned left leveraging likely link links little long lot low lower main major making many mean measure measures much "
    "multiple necessary new next non note number numbers old optimal ordinary original outputs overall part particular parts passed "
    "past plain play possible potential powerful practice previous proper quick rather read real reducing relevant repeat repeated "
    "return reusable right run runs same save saved search second select selected separate separates set sets several short significant "
    "similar simple single situation small smaller specific standard start starts stop stops store stored stores subset suitable "
    "support supports test third time times traditional treating true trying turning type types underlying update updated useful well "
    "whole wide widely word words work wrong year years".split()
)
#: Nouns that end like adverbs.
_NO_ADVERBS = frozenset("anomaly assembly butterfly family homily jelly monopoly multiply poly reply supply tally".split())

#: A known name stands in a text as a run of the first character, and what is never searched as a run of the second.
_KNOWN, _WALL = "\ue000", "\ue001"
#: A run of words with nothing but a space between: a hyphen joins, and so does the possessive of a name ("Bayes' theorem").
_LETTER = rf"[\w{_KNOWN}]"
_WORD = rf"(?:[A-Z]\w*['’](?:s\b|(?=\s))|{_LETTER}+(?:[-‐‑–]{_LETTER}+)*)"
_SEGMENT = re.compile(rf"(?<![\w{_KNOWN}'’‐‑–-]){_WORD}(?:[ \n]{_WORD})*")
_SPACE = re.compile("[ \\n]")
_HYPHEN = re.compile("[-‐‑–]")
_ABBREVIATED = re.compile(r"\((?P<short>[A-Z][\w-]{1,7})\)")
_BEFORE_ABBREVIATION = 80

_ARTICLES = frozenset(("a", "an", "the", "so-called"))
_PREPOSITIONS = frozenset("across against along among around at beneath beside between by for from in into of on under with".split())
_NAMING = frozenset("called named termed dubbed".split())
_NAMING_AS = frozenset(("known", "referred", "to"))
_LEANING = frozenset("by computes extends from minimizes minimises maximizes maximises needs requires use uses using via with".split())
#: How a text ends before an example that stands behind a stop.
_LISTING = ("e.g. ", "e.g., ", "for example, ", "for instance, ")
_BEFORE_VERBS = frozenset("can could i it may might must not shall should they to we which who will would you".split())
_LEANING_PAIRS = frozenset(
    (*((noun, "of") for noun in ("case", "extension", "form", "generalization", "kind", "type", "variant", "version")),
     *((verb, "on") for verb in ("based", "builds", "depends", "relies", "rests"))),
)  # fmt: skip


#: What an entry says about a phrase by the way it uses it; flags, added up. NAMED: "called X"; SPELLED_OUT: "X (ABC)"; LEANT_ON:
#: "uses X", "a form of X"; DEFINES: in the definition; ALONE: not inside a longer phrase; CAPITAL: has a capital inside.
#: VERBAL: stands where a verb would ("can X", "they X"); LISTED: "such as X", which names it if it has a capital inside.
#: DETERMINED: stands behind an article or a preposition, as a noun does.
NAMED, SPELLED_OUT, LEANT_ON, DEFINES, ALONE, CAPITAL, VERBAL, LISTED, DETERMINED = 1, 2, 4, 8, 16, 32, 512, 1024, 2048
#: What a phrase is made of: its first or last word is as often no part of a name; it is nothing but known names.
DOUBTFUL_START, DOUBTFUL_END, COMPOSED = 64, 128, 256
#: The kinds of a word as bits.
_CONTENT, _DOUBTFUL, _MENTION = 1, 2, 4

#: A word of a run: its key, where it starts and ends, and its kind.
_Word = tuple[str, int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """The phrases of one entry: folded keys, one a line, and for each of them its start, end and marks, one after the other.

    `acronyms` are pairs of keys: a short form and the phrase it stands for. All is packed, since a large glossary has half a
    million phrases.
    """

    keys: str
    numbers: "array[int]"
    acronyms: tuple[tuple[str, str], ...] = ()

    def __iter__(self) -> Iterator[tuple[str, int, int, int]]:
        """Each phrase: its key, start, end and marks."""
        numbers = self.numbers
        return zip(self.keys.split("\n") if self.keys else (), numbers[::3], numbers[1::3], numbers[2::3], strict=True)


def collect_entry_phrases(
    entry: Entry, covered: Iterable[tuple[int, int]], *, sentences: Sequence[tuple[int, int]] | None = None
) -> Phrases:
    """The runs of words of an entry that could be names, each once.

    `covered` are the spans of the mentions in its text, `sentences` those of its sentences where they are known already.
    """
    text = entry.prose.text
    if sentences is None:
        sentences = split_sentences(replace(entry.prose, blocks=entry.prose.blocks[:1]))
    found: dict[str, list[int]] = {}
    for run, cue in _runs(text, _masked(entry, covered)):
        _meet(found, run, cue, text)
    definition = sentences[0][1] if sentences else 0
    for place in found.values():
        if place[0] < definition:
            place[2] |= DEFINES
    acronyms = tuple(_abbreviated(text, found))
    numbers = array("I", (number for place in found.values() for number in place))
    return Phrases(keys="\n".join(found), numbers=numbers, acronyms=acronyms)


def _masked(entry: Entry, covered: Iterable[tuple[int, int]]) -> str:
    """The text of an entry with known names, and what is never searched, as runs of one character each."""
    links = {(link.start, link.end) for link in entry.prose.links}
    spans = sorted((*((start, end, _WALL) for start, end in entry.prose.opaque),
                    *((start, end, _WALL if (start, end) in links else _KNOWN) for start, end in covered)))  # fmt: skip
    parts: list[str] = []
    at = 0
    for start, end, letter in spans:
        if end > at:
            first = max(start, at)
            parts += (entry.prose.text[at:first], letter * (end - first))
            at = end
    parts.append(entry.prose.text[at:])
    return "".join(parts)


def _runs(text: str, masked: str) -> Iterator[tuple[list[_Word], int]]:
    """Each run of words that could be in a name, with what the words before it say about it."""
    for segment in _SEGMENT.finditer(masked):
        at = segment.start()
        run: list[_Word] = []
        cue, before, last = LISTED if text.endswith(_LISTING, 0, at) else 0, "", ""
        for piece in segment[0].replace("\n", " ").split(" "):
            end = at + len(piece)
            kind, key = _read_word(piece)
            if kind:
                run.append((key or _fold(text[at:end]), at, end, kind))
                last = piece
            else:
                if run:
                    # "called positive if" describes, "called pruning." names.
                    yield run, cue & ~NAMED if len(run) == 1 and text[run[0][1] : run[0][2]].islower() else cue
                    run, cue, before = [], 0, last.lower()
                if key in _ARTICLES:
                    cue |= DETERMINED
                else:
                    cue, before = _read_cue(before, key) | (DETERMINED if key in _PREPOSITIONS else 0), key
            at = end + 1
        if run:
            yield run, cue


@lru_cache(maxsize=1 << 16)
def _fold(spelled: str) -> str:
    return fold(spelled)


@lru_cache(maxsize=1 << 16)
def _read_word(piece: str) -> tuple[int, str]:
    """The kind of a word of masked text and its key, empty where it holds a known name; kind 0 ends a run."""
    if _KNOWN in piece:
        return (_CONTENT if piece.strip(_KNOWN) else _MENTION), ""
    lowered = piece.casefold()
    if len(piece) < 2 or "_" in piece or lowered in BREAKERS or not any(map(str.isalpha, piece)):
        return 0, lowered
    parts = _HYPHEN.split(lowered)
    if len(parts) > 1:
        return (0, lowered) if all(part in BREAKERS or not part.isalpha() for part in parts) else (_CONTENT, fold(piece))
    doubtful = lowered in DOUBTFUL or (lowered.endswith("ly") and lowered not in _NO_ADVERBS)
    return _DOUBTFUL if doubtful else _CONTENT, fold(piece)


@lru_cache(maxsize=1 << 12)
def _read_cue(before: str, word: str) -> int:
    """What the last words before a run say about it."""
    if word in _NAMING or (word == "as" and before in _NAMING_AS):
        return NAMED
    if word == "like" or (word == "as" and before == "such"):
        return LISTED
    if word in _LEANING or (before, word) in _LEANING_PAIRS:
        return LEANT_ON
    return VERBAL if word in _BEFORE_VERBS else 0


def _meet(found: dict[str, list[int]], run: Sequence[_Word], cue: int, text: str) -> None:
    """Note every phrase of a run: its first place, or the one that names it, and all its marks."""
    length = len(run)
    for first, (key, start, end, kind) in enumerate(run):
        marks = DOUBTFUL_START if kind == _DOUBTFUL else 0
        if first == 0:
            marks |= cue if length == 1 else cue & ~NAMED
        # What joins a known name may be more words than it looks: "0:1-known name".
        if kind == _CONTENT and key.count(" ") < LONGEST:
            _note(found, key, start, end, marks | ALONE if length == 1 else marks, text)
        kinds, words = kind, [key]
        for word, _, stop, other in run[first + 1 : first + LONGEST]:
            words.append(word)
            longer = " ".join(words)
            if longer.count(" ") >= LONGEST:
                break
            kinds |= other
            more = marks | DOUBTFUL_END if other == _DOUBTFUL else marks
            if not kinds & _CONTENT:
                more |= COMPOSED
            if len(words) == length:
                more |= cue | ALONE
            _note(found, longer, start, stop, more, text)


def _note(found: dict[str, list[int]], key: str, start: int, end: int, marks: int, text: str) -> None:
    if not text[start + 1 : end].islower() and any(map(str.isupper, text[start + 1 : end])):
        # "such as AdaGrad" names it, "such as t-SNE keep" does not name what t-SNE does.
        named = marks & LISTED and not text[text.rfind(" ", start, end) + 1 : end].islower()
        marks |= CAPITAL | NAMED if named else CAPITAL
    place = found.get(key)
    if place is None:
        found[key] = [start, end, marks]
        return
    if marks & ~place[2] & NAMED:
        place[0], place[1] = start, end
    place[2] |= marks


def _abbreviated(text: str, found: dict[str, list[int]]) -> Iterator[tuple[str, str]]:
    """The phrases whose short form stands in brackets behind them, marked; with the short form."""
    for match in _ABBREVIATED.finditer(text):
        spoken = text[max(0, match.start() - _BEFORE_ABBREVIATION) : match.start()].split()[-LONGEST:]
        for first in range(len(spoken)):
            long = " ".join(spoken[first:])
            key = fold(long)
            if key in found and initials_match(long=long, short=match["short"]):
                found[key][2] |= SPELLED_OUT
                yield fold(match["short"]), key
                break
