"""Further names that texts use for concepts: an author looks at each, and adds it to the entry or not.

Names are made from the labels there are (a label without a word, a verb for a noun, initials, another spelling), and looked for
in the texts exactly as the next build would, behind all names that are known. None is suggested that is somebody's name, or
that could be made from the labels of two concepts.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from conceptgraph.extraction.mentions import Matcher, entry_mentions, find_mentions, home_of, links_of
from conceptgraph.extraction.names import FUNCTION_WORDS, Name, can_be_name, collect_names
from conceptgraph.extraction.suggestions.phrases import BREAKERS, DOUBTFUL
from conceptgraph.model import Entry, Evidence, Mention
from conceptgraph.reading.glossary import Glossary
from conceptgraph.reading.labels import fold, fold_word, words
from conceptgraph.reading.names import short_labels
from conceptgraph.reading.sentences import sentence_text

Kind = Literal["last words", "first words", "other form", "acronym", "other order", "other spelling"]

#: How sure a name of each kind is: the share of those it would link that people linked, measured on linked glossaries, by which
#: the number of entries that gain is multiplied for the ranking.
SURE: Mapping[Kind, float] = MappingProxyType({
    "other spelling": 1.0,
    "acronym": 0.8,
    "other order": 0.7,
    "other form": 0.5,
    "last words": 0.4,
    "first words": 0.4,
})  # fmt: skip
#: Kinds that are a part of a name; one counts by how many uses of its words stand inside names of the concept, plus this.
_PARTS = frozenset(("last words", "first words"))
LEAST_BOUND = 0.03
BOUND_ALONE = 0.5
#: What an entry counts that has no concept in common with the one whose name it would use.
STRANGER = 0.3
#: A word used in a greater share of all entries is an everyday word, and names nothing; in few entries any word may.
EVERYDAY = 0.2
ALWAYS_ALLOWED = 5
#: The fewest letters of a word that is suggested, and of what two forms of a word share.
LEAST_LETTERS = 3
LEAST_STEM = 4

#: Endings of forms of one word, by family: forms are related if they differ by two endings of one family. One who does a thing is
#: another concept than what is done: "classifier" is no form of "classification".
_FAMILIES: tuple[tuple[str, ...], ...] = (
    ("ification", "ify", "ifie", "ified", "ifying"),
    ("ization", "isation", "ize", "ise", "ized", "ised", "izing", "ising"),
    ("ation", "ate", "ated", "ating", "ative", "ing", "ed", "e", ""),
    ("ition", "e", "ed", "ing", "ite"),
    ("ion", "", "e", "ed", "ing", "ive"),
    ("ution", "ve", "ved", "ving", "ute", "uted", "uting"),
    ("ption", "be", "bed", "bing", "ve", "ved"),
    ("ment", "", "ed", "ing"),
    ("ance", "ant", "ence", "ent", "ancy", "ency", "", "e", "ed", "ing"),
    ("ity", "", "e"),
    ("ness", ""),
    ("ly", ""),
    ("ily", "y"),
    ("al", "", "e"),
    ("ing", "", "e", "ed"),
    ("ying", "y", "ied", "ier"),
)  # fmt: skip

#: A final consonant is doubled before these: "commit", "committed".
_DOUBLING = frozenset(("ed", "ing", "er"))

#: British and American endings, each for the other.
_SPELLINGS: tuple[tuple[str, str], ...] = (
    ("our", "or"), ("oured", "ored"), ("ouring", "oring"), ("oural", "oral"), ("ise", "ize"), ("ised", "ized"), ("ising", "izing"),
    ("iser", "izer"), ("isation", "ization"), ("yse", "yze"), ("ysed", "yzed"), ("ysing", "yzing"), ("yser", "yzer"), ("tre", "ter"),
    ("bre", "ber"), ("ogue", "og"), ("ence", "ense"), ("lled", "led"), ("lling", "ling"), ("ller", "ler"), ("gramme", "gram"),
)  # fmt: skip

_WORD_BEFORE = re.compile(r"(?<![\w'’-])([\w'’-]*[\w'’])[ \n-]$")
_WORD_AFTER = re.compile(r"[ \n-]([\w'’-]+)")
_VIEW = 40
#: Names that could be, by key: the concepts whose labels give them, and how.
_Claims = dict[str, dict[str, Kind]]


@dataclass(frozen=True, slots=True, kw_only=True)
class AliasSuggestion:
    """A name that entries use for a concept and that its entry lacks.

    `gains` are the ids of the entries that would be linked to the concept and are not so far, sorted; `evidence` has one
    sentence for each. `weight` is what the ranking goes by: the entries that gain, each by how sure it is.
    """

    alias: str
    concept: str
    kind: Kind
    gains: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    weight: float


def suggest_aliases(glossary: Glossary, *, concept: str = "") -> tuple[AliasSuggestion, ...]:
    """Names for all concepts, or for the one with an id, those from which most is gained first."""
    names = collect_names(glossary)
    spoken = Counter(fold_word(word[0]) for entry in glossary.entries for word in words(entry.prose.text))
    claims = _claims(glossary, spoken)
    company = _Company(find_mentions(glossary, Matcher(names)), spoken)
    taken = {fold(name.text) for name in names}
    candidates = [
        Name(text=key.upper() if kind == "acronym" else key, concept=owner, match=owned.match, topics=owned.topics, kind="alias")
        for key, owners in claims.items()
        if len(owners) == 1 and key not in taken and can_be_name(key)
        for owner, kind in owners.items()
        if concept in ("", owner)
        for owned in (glossary.concept(owner),)
    ]
    places: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for mention in _new_mentions(glossary, names, candidates):
        key = fold(mention.form)
        kind = claims.get(key, {}).get(mention.target)
        if kind and not company.linked(mention) and (kind not in _PARTS or _stands_alone(mention, kind, glossary)):
            places[key, mention.target].append(mention)
    made = [_suggestion(claims[key][target], key, found, glossary, company) for (key, target), found in places.items()]
    most = max(ALWAYS_ALLOWED, EVERYDAY * len(glossary.entries))
    telling = (one for one in made if one.weight > 0 and len(one.gains) <= most)
    return tuple(sorted(telling, key=lambda one: (-one.weight, one.alias.casefold(), one.alias, one.concept)))


class _Company:
    """Who names whom, and which words only stand inside a concept's names: what tells whether a short name means it."""

    def __init__(self, mentions: Iterable[Mention], spoken: Mapping[str, int]) -> None:
        self._spoken = spoken
        self._near: dict[str, set[str]] = defaultdict(set)
        self._named: dict[str, set[str]] = defaultdict(set)
        self._inside: dict[str, Counter[str]] = defaultdict(Counter)
        for mention in mentions:
            self._inside[mention.target].update(set(fold(mention.form).split()))
            if mention.source != mention.target:
                self._named[mention.source].add(mention.target)
                self._near[mention.target].add(mention.source)
                self._near[mention.source].add(mention.target)

    def linked(self, mention: Mention) -> bool:
        """Whether an entry names a concept already."""
        return mention.target in self._named[mention.source]

    def close(self, source: str, target: str) -> bool:
        """Whether an entry names what another one names or is named by, or the two name each other."""
        return source in self._near[target] or not self._named[source].isdisjoint(self._near[target])

    def bound(self, key: str, target: str) -> float:
        """The share of the uses of a key's rarest word that stand inside names of a concept."""
        return max(self._inside[target][word] / max(self._spoken[word], 1) for word in key.split())


def _stands_alone(mention: Mention, kind: Kind, glossary: Glossary) -> bool:
    """Whether a part of a name stands by itself: "the request", and no "pull request"; "its softmax", and no "softmax layer"."""
    text = glossary.entry(mention.source).prose.text
    if kind == "last words":
        before = _WORD_BEFORE.search(text[max(0, mention.start - _VIEW) : mention.start])
        return before is None or not _can_modify(before[1])
    after = _WORD_AFTER.match(text, mention.end)
    return after is None or not _can_modify(after[1])


def _can_modify(word: str) -> bool:
    lowered = word.casefold()
    return lowered not in BREAKERS and lowered not in DOUBTFUL and not lowered.endswith("ly")


def _claims(glossary: Glossary, spoken: Container[str]) -> _Claims:
    """The keys that could be names. A concept whose names are matched exactly, or never, wants no others."""
    claims: _Claims = defaultdict(dict)
    for concept in glossary.concepts:
        if concept.foreign or concept.match in ("exact", "never"):
            continue
        for label in (concept.term, *concept.aliases):
            for short in short_labels(label) or (label,):
                for key, kind in _made_from(short, spoken):
                    known = claims[key].get(concept.id)
                    if known is None or SURE[kind] > SURE[known]:
                        claims[key][concept.id] = kind
    return claims


def _made_from(label: str, spoken: Container[str]) -> Iterator[tuple[str, Kind]]:
    """The keys that may stand for a label, made of words that the texts have."""
    parts = fold(label).split()
    if not parts:
        return
    made: list[tuple[Sequence[str], Kind]] = [([*parts[:at], other, *parts[at + 1 :]], "other spelling") for at, other in _spellings(parts)]
    made += [((*parts[:-1], form), "other form") for form in _forms(parts[-1], spoken)]
    if len(parts) > 1:
        made.append((("".join(part[0] for part in parts),), "acronym"))
        made += [((*parts[at:], link, *parts[:at]), "other order") for at in range(1, len(parts)) for link in ("of", "for", "in")]
        made += [(parts[at:], "last words") for at in range(1, len(parts))]
        made += [(parts[:at], "first words") for at in range(1, len(parts))]
    for words_, kind in made:
        if all(word in spoken for word in words_) and _says_enough(words_):
            yield " ".join(words_), kind


def _says_enough(parts: Sequence[str]) -> bool:
    if len(parts) > 1:
        return not {parts[0], parts[-1]} <= FUNCTION_WORDS
    return len(parts[0]) >= LEAST_LETTERS and parts[0] not in BREAKERS and parts[0] not in DOUBTFUL


def _spellings(parts: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The words of a label that are spelled otherwise elsewhere: in British or American English, without accents, "and" for &."""
    for at, word in enumerate(parts):
        for british, american in _SPELLINGS:
            for one, other in ((british, american), (american, british)):
                if word.endswith(one) and len(word) > len(one) + 1:
                    yield at, word.removesuffix(one) + other
        plain = "".join(letter for letter in unicodedata.normalize("NFKD", word) if not unicodedata.combining(letter))
        if plain != word:
            yield at, plain
        if word in ("&", "and"):
            yield at, "and" if word == "&" else "&"


@lru_cache(maxsize=1 << 14)
def _derived(word: str) -> frozenset[str]:
    """What other forms of a word could be, by its endings, whether or not there are such words."""
    made: set[str] = set()
    for endings in _FAMILIES:
        for ending in endings:
            stem = word.removesuffix(ending)
            if not word.endswith(ending) or len(stem) < LEAST_STEM:
                continue
            stems = [stem]
            if ending in _DOUBLING and stem[-1] == stem[-2]:
                stems.append(stem[:-1])
            made.update(base + other for base in stems for other in endings)
            made.update(stem + stem[-1] + other for other in endings if other in _DOUBLING)
    return frozenset(made - {word})


def _forms(word: str, spoken: Container[str]) -> list[str]:
    """Other forms of a word that the texts have: "convolve" and "convolving" for "convolution"."""
    return sorted(form for form in _derived(word) if form in spoken)


def _new_mentions(glossary: Glossary, names: Sequence[Name], candidates: Sequence[Name]) -> Iterator[Mention]:
    """The mentions by the candidates alone, where no name that is known stands: as if all of them were aliases already."""
    matcher = Matcher([*names, *candidates])
    keys = {fold(name.text) for name in candidates}
    for entry, concept in zip(glossary.entries, glossary.concepts, strict=True):
        found = entry_mentions(entry, matcher, home=home_of(concept, entry, glossary), links=links_of(entry, glossary))
        yield from (
            mention for mention in found if mention.target != entry.id and mention.tier != "explicit" and fold(mention.form) in keys
        )


def _suggestion(kind: Kind, key: str, found: Sequence[Mention], glossary: Glossary, company: _Company) -> AliasSuggestion:
    target = found[0].target
    spelled = Counter(" ".join(mention.form.split()) for mention in found)
    first: dict[str, Mention] = {}
    for mention in found:
        first.setdefault(mention.source, mention)
    bound = company.bound(key, target)
    sure = SURE[kind] * (LEAST_BOUND + bound if kind in _PARTS else 1)
    if kind == "first words" and " " not in key and key.islower() and bound < BOUND_ALONE:
        # "recurrent" of "recurrent neural network": what describes a thing is seldom its name.
        sure = 0
    return AliasSuggestion(
        alias=min(spelled, key=lambda form: (-spelled[form], not form.islower(), form)),
        concept=target,
        kind=kind,
        gains=tuple(sorted(first)),
        evidence=tuple(_evidence(glossary.entry(source), mention) for source, mention in sorted(first.items())),
        weight=sure * sum(1 if company.close(source, target) else STRANGER for source in first),
    )


def _evidence(entry: Entry, mention: Mention) -> Evidence:
    sentence = sentence_text(entry.prose.text, mention.sentence, around=(mention.start, mention.end))
    return Evidence(sentence=sentence, path=entry.path, line=mention.line, start=mention.start, end=mention.end, found_by="alias")
