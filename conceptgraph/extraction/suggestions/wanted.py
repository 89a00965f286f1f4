"""Wanted concepts: names that entries lean on but that have no entry.

Candidates are found without a tagger: runs of words between function words, verbs and punctuation, ranked by C-value
(Frantzi, Ananiadou and Mima, 2000, with entries instead of occurrences as frequency), and names that a pattern introduces
("known as X", "such as X", "X (ABC)").
"""

import math
import re
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from conceptgraph.extraction.names import FUNCTION_WORDS
from conceptgraph.model import Entry, Evidence, Mention, Wanted
from conceptgraph.reading.glossary import Glossary
from conceptgraph.reading.labels import fold, fold_word, initials_match, words
from conceptgraph.reading.sentences import sentence_text, split_sentences

#: How many words a wanted name may have, and how many names are reported at most.
LONGEST = 4
MOST = 200
#: The least C-value, and the least share of the entries, of a phrase that nothing marks as a name: neither a pattern that
#: introduces it nor a last word that ends other names of the glossary ("... function", "... loss").
LEAST_VALUE = 4.0
LEAST_SHARE = 0.05

#: Words that end a noun phrase or say nothing by themselves: verbs of explaining prose, adverbs, vague nouns and adjectives.
_STOPPERS = frozenset(
    "achieve achieves act acts add adds aim aims allow allows applied applies apply applying assess balance become becomes begin "
    "begins being bring brings build builds built call called calls capture captures change changes come comes commonly compute "
    "computed computes computing consist consists contain contains controls convert converts cover create created creates "
    "decide decides defined define defines depend depends describe described describes designed determine determines differ "
    "differs divide divided divides does done drops employ enable enables end ends ensure ensures ensuring exist explain explains "
    "extract extracts fail fails find finds follow follows forces form forms found gather gets give given gives go goes grow grows "
    "handle happens has have help helping helps hold holds identify improve improves include included includes including increase "
    "increases indicate involve involves involving keep keeps know known lead leading leads learn learned learns leave leaves let "
    "lets leverage leveraging lies like likes link links look looks made make makes making manage mean means measure measures "
    "minimize minimizes mitigate move moves need needed needs note obtain occur occurs offer outputs perform performs play plays "
    "predict predicts prevent prevents produce produced produces provide provides providing put puts quantify quantifies reach "
    "reaches read reads receive receives reduce reduces reducing refer referred refers relate remain remains remove removes "
    "repeat repeated represent represented represents require required requires respond return returns run runs save saved say "
    "says search see seen select selected sends separate separates serve serves set sets show shown shows sit start starts stay "
    "stop stops store stores suffer suffers suggest take taken takes tell tells tend tends think treat treating treats try trying "
    "turn turns understand update updated updates use used useful uses using vary want wants work works write writes written "
    "able about actual additional another available based basic best better big certain clear close common complex crucial current "
    "different difficult due early easy efficient enough entire essential example examples existing far fast few fewer final "
    "first fixed following full fundamental general good great hard high higher highly huge important individual instance instead "
    "key large larger last late later left less likely little long lot low lower main major many much multiple necessary new next "
    "non number numbers old optimal original overall part particular parts past possible potential powerful practice previous "
    "proper rather real relevant right second several short significant similar simple single situation small smaller specific "
    "standard subset thing things third thousand time times traditional true two type types typical unlike usual various way ways "
    "well whole wide widely word words wrong years yes zero one three four five six seven eight nine ten hundred half".split()
)

_PHRASE_BREAK = re.compile(r"[^\w\s'’-]|\n\s*\n")
_INTRODUCED = re.compile(
    r"\b(?:(?P<naming>known as|called|named|termed|referred to as)|such as|like|e\.g\.,?|for example,?)\s+(?:an?\s+|the\s+)?"
    r"(?P<name>[\w'’-]+(?: [\w'’-]+){0,3})",
    re.IGNORECASE,
)
_ABBREVIATED = re.compile(r"(?<![\w'’-])(?P<long>(?:[\w'’-]+ ){1,6})\((?P<short>[A-Z][\w-]{1,7})\)")


@dataclass(slots=True)
class _Candidate:
    """A phrase as it was met: its spellings, and for each entry the place it was first met at."""

    spellings: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    places: dict[str, tuple[int, int]] = field(default_factory=dict)
    introduced: set[str] = field(default_factory=set)

    def meet(self, entry: Entry, start: int, end: int) -> None:
        self.spellings[entry.prose.text[start:end]] += 1
        self.places.setdefault(entry.id, (start, end))


def find_wanted(glossary: Glossary, mentions: Iterable[Mention]) -> tuple[Wanted, ...]:
    """Wanted concepts, most needed first: unresolved references, then names found in the prose."""
    taken = {fold(label) for concept in glossary.concepts for label in (concept.term, *concept.aliases, concept.id)}
    referred = _from_references(glossary)
    candidates = _collect(glossary, mentions, taken | set(referred))
    heads = {key.split()[-1] for key in taken if key}
    values = _c_values(candidates)
    ranked = sorted(
        (key for key, candidate in candidates.items() if _worth(key, candidate, values[key], heads=heads, entries=len(glossary.entries))),
        key=lambda key: (-values[key] - (key.split()[-1] in heads), key),
    )
    entries = {entry.id: entry for entry in glossary.entries}
    found = [_wanted(candidates[key], entries) for key in ranked[:MOST]]
    return (*(referred[key] for key in sorted(referred)), *found)


def _from_references(glossary: Glossary) -> dict[str, Wanted]:
    """Names in front matter that are no concept's."""
    needed: dict[str, list[tuple[str, Evidence]]] = defaultdict(list)
    spelled: dict[str, str] = {}
    entries = {entry.id: entry for entry in glossary.entries}
    for concept, reference in glossary.unknown:
        key = fold(reference.name)
        spelled.setdefault(key, reference.name)
        evidence = Evidence(sentence=reference.reason, path=entries[concept].path, line=reference.line, found_by="declared")
        needed[key].append((concept, evidence))
    return {
        key: Wanted(
            name=spelled[key],
            needed_by=tuple(sorted({concept for concept, _ in places})),
            evidence=tuple(evidence for _, evidence in places),
        )
        for key, places in needed.items()
    }


def _collect(glossary: Glossary, mentions: Iterable[Mention], taken: set[str]) -> dict[str, _Candidate]:
    candidates: dict[str, _Candidate] = defaultdict(_Candidate)
    covered: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for mention in mentions:
        covered[mention.source].append((mention.start, mention.end))
    for entry in glossary.entries:
        spans = covered[entry.id] + list(entry.prose.opaque)
        for run in _runs(entry.prose.text, spans):
            for size in range(1, min(LONGEST, len(run)) + 1):
                for first in range(len(run) - size + 1):
                    _meet(candidates, entry, run[first : first + size], taken)
        for pattern, group in ((_INTRODUCED, "name"), (_ABBREVIATED, "short")):
            for match in pattern.finditer(entry.prose.text):
                _introduce(candidates, entry, match, group, taken)
    return candidates


def _runs(text: str, covered: Sequence[tuple[int, int]]) -> list[list[re.Match[str]]]:
    """The longest runs of words that could be names, outside of known mentions."""
    hidden = bytearray(len(text))
    for start, end in covered:
        hidden[start:end] = b"\1" * (end - start)
    runs: list[list[re.Match[str]]] = [[]]
    last = 0
    hiding = deque(sorted(covered))
    for word in words(text):
        while hiding and hiding[0][1] <= word.start():
            hiding.popleft()
        start, end = word.span()
        usable = _is_content(word[0]) and not any(hidden[start:end])
        # A possessive stands between two names: "the model's parameters".
        if not usable or _PHRASE_BREAK.search(text, last, start):
            runs.append([])
        if usable:
            runs[-1].append(word)
        last = end
    return [run for run in runs if run]


@lru_cache(maxsize=1 << 16)
def _is_content(word: str) -> bool:
    lowered = word.casefold()
    if lowered in FUNCTION_WORDS or lowered in _STOPPERS or lowered.endswith("ly"):
        return False
    return len(word) > 1 and word[0] not in "'’" and any(letter.isalpha() for letter in word) and "_" not in word


def _meet(candidates: dict[str, _Candidate], entry: Entry, run: Sequence[re.Match[str]], taken: set[str]) -> None:
    key = " ".join(fold_word(word[0]) for word in run)
    if key not in taken:
        candidates[key].meet(entry, run[0].start(), run[-1].end())


def _introduce(candidates: Mapping[str, _Candidate], entry: Entry, match: re.Match[str], group: str, taken: set[str]) -> None:
    """Mark the candidate that a pattern introduces: the longest known phrase at its place, or an acronym's long form."""
    if group == "short":
        spoken = match["long"].split()
        longs = (" ".join(spoken[first:]) for first in range(len(spoken)))
        names = [long for long in longs if initials_match(long=long, short=match["short"])]
    else:
        spoken = match["name"].split()
        names = [" ".join(spoken[:size]) for size in range(len(spoken), 0, -1)]
    for name in names:
        key = fold(name)
        if key in taken:
            return
        # "such as dogs" introduces no name, "such as RMSprop" and "called pruning" do.
        named = group == "short" or (match["naming"] and _closes(match, name)) or any(letter.isupper() for letter in name[1:])
        if named and key in candidates and entry.id in candidates[key].places:
            candidates[key].introduced.add(entry.id)
            return


def _closes(match: re.Match[str], name: str) -> bool:
    """Whether a name that a text introduces ends its clause: "called pruning." names, "called positive if" describes."""
    rest = match.string[match.start("name") + len(name) :]
    return " " in name or re.match(r"\s*(?:[.,;:)]|$)", rest) is not None


def _c_values(candidates: Mapping[str, _Candidate]) -> dict[str, float]:
    """C-value of each phrase: its frequency in entries, less the mean of the longer phrases it stands in, by its length."""
    longer: dict[str, list[int]] = defaultdict(list)
    for key, candidate in candidates.items():
        parts = key.split()
        for size in range(1, len(parts)):
            for first in range(len(parts) - size + 1):
                longer[" ".join(parts[first : first + size])].append(len(candidate.places))
    values = {}
    for key, candidate in candidates.items():
        frequency: float = len(candidate.places)
        if longer[key]:
            frequency -= sum(longer[key]) / len(longer[key])
        values[key] = math.log2(1 + len(key.split())) * frequency
    return values


def _worth(key: str, candidate: _Candidate, value: float, *, heads: set[str], entries: int) -> bool:
    parts = key.split()
    if candidate.introduced:
        return True
    if len(parts) == 1:
        # A single word is a name only if it is written as one: inner capitals, or an acronym.
        spelled = max(candidate.spellings, key=lambda spelling: (candidate.spellings[spelling], spelling))
        return len(candidate.places) > 1 and any(letter.isupper() for letter in spelled[1:])
    if len(candidate.places) < 2:
        return False
    return parts[-1] in heads or (value >= LEAST_VALUE and len(candidate.places) >= LEAST_SHARE * entries)


def _wanted(candidate: _Candidate, entries: Mapping[str, Entry]) -> Wanted:
    """A candidate as it is reported. A common word leans on a name only where the text introduces it as one."""
    spelled = min(candidate.spellings, key=lambda spelling: (-candidate.spellings[spelling], not spelling.islower(), spelling))
    common = spelled.islower() and " " not in spelled
    places = {concept: span for concept, span in candidate.places.items() if not common or concept in candidate.introduced}
    return Wanted(
        name=" ".join(spelled.split()),
        needed_by=tuple(sorted(places)),
        evidence=tuple(_place(entries[concept], *span) for concept, span in sorted(places.items())[:3]),
    )


def _place(entry: Entry, start: int, end: int) -> Evidence:
    sentences = split_sentences(entry.prose)
    span = next(((first, last) for first, last in sentences if first <= start < last), (start, end))
    line, _ = entry.prose.place(start)
    return Evidence(sentence=sentence_text(entry.prose.text, span), path=entry.path, line=line, start=start, end=end, found_by="wanted")
