"""What concepts may be called in prose: every name of every concept, and the rule its author gave.

Which names stand in a text, and for which concept, is decided in `mentions`.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from conceptgraph.extraction.tokens import tokenize
from conceptgraph.extraction.verbs import is_doing, verb_forms
from conceptgraph.model import Concept, Entry, MatchRule
from conceptgraph.reading.glossary import Glossary
from conceptgraph.reading.labels import fold, fold_word, initials_match, words

Kind = Literal["term", "alias", "acronym", "verb"]

#: Words that only hold sentences together; alone they are nobody's name in prose.
FUNCTION_WORDS = frozenset(
    "a about above after again against all also although am an and any are as at be because been before being below between "
    "both but by can cannot could did do does doing down during each either else ever every few for from further had has have "
    "having he hence her here hers him his how however i if in into is it its itself just let like many may me might mine more "
    "most much must my neither no nor not of off often on once one only onto or other others ought our ours out over own per "
    "rather same shall she should since so some still such than that the their theirs them then there therefore these they "
    "this those though through thus to too toward towards two under unless until up upon us very via was we were what when "
    "where whereas whether which while who whom whose why will with within without would yet you your yours".split()
)

#: Turns in which a word means nothing of its own: no name is read inside them.
FIXED_PHRASES = frozenset(
    fold(phrase)
    for phrase in (
        "for example, for instance, in order to, in order that, in case of, in this case, in that case, in which case, in any case, "
        "in fact, in general, in particular, in addition, in terms of, in turn, in short, in effect, in principle, in theory, "
        "in practice, "
        "in response to, in place of, in contrast, in view of, in light of, in spite of, in front of, in favor of, in common with, "
        "in the sense that, in the event of, in the end, in the long run, in the first place, in the course of, in the process of, "
        "in conjunction with, in other words, in this way, in such a way, in many ways, as a result, as a rule, as a whole, "
        "as a matter of fact, as part of, as opposed to, as well as, as long as, as far as, on the other hand, "
        "on the one hand, on the basis of, on behalf of, on top of, on purpose, of course, at the same time, "
        "at this point, at that point, at some point, at hand, at a time, at any time, from time to time, over time, "
        "each time, every time, by means of, by hand, by chance, by accident, by default, by contrast, to some degree, "
        "to a degree, to date, up to date, from scratch, with respect to, with regard to, without regard to, for the sake of, "
        "point of view, state of the art, rule of thumb, more or less, side by side, step by step, hand in hand, take place, take part, "
        "take the form of, takes the form of, in the form of, make sure, make sense, make use of, make it, make up, "
        "play a role, plays a role, note that, "
        "the process of, the rest of, a number of, a variety of, a collection of, a kind of, a sort of, a type of"
    ).split(", ")
)

#: A definition that only points to another entry.
_POINTER = re.compile(
    r"(?:see(?: also)?:?|same as|(?:an? |another |an? (?:older|archaic|alternative|former|short) )?"
    r"(?:abbreviation|acronym|alias|form|name|shorthand|spelling|synonym|term|variant|word) (?:of|for))"
    r" (?:an? |the )?(?P<name>.+?)\.?",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"^(?P<name>.*\S)(?:\s*\((?P<round>[^()]+)\)|\s+\[(?P<square>[^\[\]]+)\]|\s+<(?P<angle>[^<>]+)>)$", re.DOTALL)
#: "K8s" for Kubernetes, "i18n" for internationalization: the first letter, how many are left out, the last.
_COUNTED = re.compile(r"(?P<first>\w)(?P<left>\d+)(?P<last>\w)")
_DEFINED = re.compile(r"\(\s*(?P<short>[A-Za-z][\w./&-]{0,9})\s*\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One way a concept may be named in prose, and the rule its author gave.

    `also` are concepts that are named by it too: an entry that says no more than "See tuple" points to them. `company` are
    the words the concept is explained in, folded and sorted; only homonyms have them.
    """

    text: str
    concept: str
    match: MatchRule = "normal"
    topics: tuple[str, ...] = ()
    kind: Kind = "term"
    qualifier: str = ""
    also: tuple[str, ...] = ()
    company: tuple[str, ...] = ()


def collect_names(glossary: Glossary) -> tuple[Name, ...]:
    """Every name of every concept, with acronyms that any text defines for a known name, and forms of verbs."""
    names = [name for concept in glossary.concepts if not concept.foreign for name in concept_names(concept)]
    names += _defined_acronyms(glossary.entries, names)
    names += _forms_of_verbs(glossary.concepts, names)
    pointers = _pointers(glossary)
    company = _company_of_homonyms(glossary, names)
    return tuple(
        replace(name, also=pointers.get(name.concept, ()), company=company.get(name.concept, ()))
        if name.concept in pointers or name.concept in company
        else name
        for name in names
    )


def seen_by_others(entry: Entry, definition: str, *, homonym: bool) -> tuple[object, ...]:
    """What other texts depend on in an entry's text: as long as this and its front matter stay, all names stay.

    A `homonym` is told from others by all of its words.
    """
    text = entry.prose.text
    pointer = _POINTER.fullmatch(definition)
    defined = [(match["short"], _before(text, match.start())) for match in _DEFINED.finditer(text)]
    return is_doing(definition), pointer and pointer["name"], defined, _content_words(entry) if homonym else ()


def _forms_of_verbs(concepts: Iterable[Concept], names: Sequence[Name]) -> list[Name]:
    """The forms of one-word names whose concept is something one does, unless they are names already or two verbs'."""
    doing = {concept.id for concept in concepts if is_doing(concept.definition)}
    if not doing:
        return []
    known = {fold(name.text) for name in names}
    claims: dict[str, dict[str, Name]] = defaultdict(dict)
    for name in names:
        if name.concept in doing and name.match == "normal" and name.kind == "term":
            for form in verb_forms(name.text.casefold()):
                if (key := fold(form)) not in known:
                    claims[key][name.concept] = replace(name, text=form, kind="verb")
    return [name for claim in claims.values() if len(claim) == 1 for name in claim.values()]


def _pointers(glossary: Glossary) -> dict[str, tuple[str, ...]]:
    """Entries that only point to another one, with all that they lead to, step by step."""
    steps: dict[str, str] = {}
    for concept in glossary.concepts:
        if match := _POINTER.fullmatch(concept.definition):
            found = glossary.resolve(match["name"])
            if len(found) == 1 and found[0] != concept.id:
                steps[concept.id] = found[0]
    pointers: dict[str, tuple[str, ...]] = {}
    for start in steps:
        way = [start]
        while (goal := steps.get(way[-1])) and goal not in way:
            way.append(goal)
        pointers[start] = tuple(way[1:])
    return pointers


def _company_of_homonyms(glossary: Glossary, names: Iterable[Name]) -> dict[str, tuple[str, ...]]:
    """The words that concepts which share a name are explained in."""
    owners: dict[str, set[str]] = defaultdict(set)
    for name in names:
        owners[fold(name.text)].add(name.concept)
    homonyms = {concept for concepts in owners.values() if len(concepts) > 1 for concept in concepts}
    return {entry.id: _content_words(entry) for entry in glossary.entries if entry.id in homonyms}


def _content_words(entry: Entry) -> tuple[str, ...]:
    spoken = set(tokenize(f"{entry.term}\n\n{entry.prose.text}").words.split())
    return tuple(sorted(word for word in spoken if len(word) > 1 and word[0].isalpha() and word not in FUNCTION_WORDS))


def concept_names(concept: Concept) -> tuple[Name, ...]:
    """The names in a concept's own labels; "X (ACR)" gives X and ACR, "X (qualifier)" gives X with the qualifier."""
    found: dict[str, Name] = {}
    for position, label in enumerate((concept.term, *concept.aliases)):
        for text, qualifier, kind in _readings(label, kind="alias" if position else "term"):
            name = Name(text=text, concept=concept.id, match=concept.match, topics=concept.topics, kind=kind, qualifier=qualifier)
            found.setdefault(text, name)
    return tuple(found.values())


def _readings(label: str, *, kind: Kind) -> list[tuple[str, str, Kind]]:
    bracketed = _BRACKETED.match(label)
    if bracketed is None:
        return [(label, "", kind)]
    name, inner = bracketed["name"], next(filter(None, bracketed.groups()[1:]))
    if initials_match(long=name, short=inner) or _counts(name, inner):
        return [(label, "", kind), (name, "", kind), (inner, "", "acronym")]
    if initials_match(long=inner, short=name):
        return [(label, "", kind), (name, "", "acronym"), (inner, "", kind)]
    if label.endswith(f"{name}({inner})"):
        # "kernel(s)" and "O(n)" are one word.
        return [(label, "", kind), (name, "", kind)] if inner in ("s", "es") else [(label, "", kind)]
    return [(label, "", kind), (name, inner, kind)]


def _counts(name: str, short: str) -> bool:
    match = _COUNTED.fullmatch(short.casefold())
    spoken = name.casefold()
    return match is not None and spoken[0] == match["first"] and spoken[-1] == match["last"] and len(spoken) == 2 + int(match["left"])


def _defined_acronyms(entries: Iterable[Entry], names: Sequence[Name]) -> list[Name]:
    """Acronyms that a text gives for a known name: "long form (SHORT)" (Schwartz and Hearst, 2003).

    An acronym that is somebody's label already, or that two long forms claim, is left alone.
    """
    known: dict[str, Name] = {}
    for name in names:
        known.setdefault(fold(name.text), name)
    longest = max((len(key.split()) for key in known), default=0)
    claims: dict[str, dict[str, Name]] = defaultdict(dict)
    for entry in entries:
        for match in _DEFINED.finditer(entry.prose.text):
            short = match["short"]
            if fold(short) in known or not any(letter.isupper() for letter in short):
                continue
            before = [word[0] for word in words(_before(entry.prose.text, match.start()))]
            long = _known_ending(before, known, longest)
            if long and initials_match(long=long.text, short=short):
                claims[short][long.concept] = long
    return [
        Name(text=short, concept=long.concept, match=long.match, topics=long.topics, kind="acronym")
        for short, longs in sorted(claims.items())
        if len(longs) == 1
        for long in longs.values()
    ]


def _before(text: str, end: int) -> str:
    return text[max(0, end - 120) : end]


def _known_ending(before: Sequence[str], known: Mapping[str, Name], longest: int) -> Name | None:
    for size in range(min(longest, len(before)), 0, -1):
        if found := known.get(" ".join(fold_word(word) for word in before[-size:])):
            return found
    return None


def can_be_name(text: str) -> bool:
    """Whether a label says enough to be found in prose: function words, numbers and symbols do not.

    A function word in capitals is an acronym or an operator (IT, AND), and found only so.
    """
    key = fold(text)
    if key in FUNCTION_WORDS:
        return len(text) > 1 and text.isupper()
    return not key.replace(" ", "").isdigit() and any(letter.isalpha() for letter in text)
