"""Whether the first sentence of an entry can serve as its definition: in previews, on cards, and for what is built on it.

These are rules for wordings, made to be silent when in doubt: a definition may be a sentence ("X is ...", "X does ..."), or
a phrase, as in dictionaries ("A kind of ...", "Returns the ...").
"""

import re
from collections.abc import Iterator

from conceptgraph.extraction.names import FUNCTION_WORDS
from conceptgraph.graph.checks.check import Check
from conceptgraph.graph.checks.view import View, definition_line
from conceptgraph.model import Concept, Entry, Finding
from conceptgraph.reading.labels import fold, fold_word, initials_match, words

_POINTER = re.compile(
    r"(?:see|see also|cf\.?|compare|refer to)\s+\S+(?:\s+\S+){0,7}"
    r"|(?:also|formerly|otherwise|previously|sometimes) (?:known as|called)\s.{1,80}",
    re.IGNORECASE,
)
_COUNT = r"(?:(?:so |very )?many|several|various|numerous|countless|a (?:number|variety|lot) of|two|three|four|five|different)"
_EXISTS = re.compile(rf"there (?:is|are|exists?|have been|has been)\s+{_COUNT}\b", re.IGNORECASE)
_ADVERB = r"(?:(?:very|quite|also|often|usually|always|particularly|especially|extremely|increasingly|really|so|now|still)\s+)*"
_VALUE = (
    r"(?:important|useful|helpful|popular|common|essential|crucial|necessary|interesting|powerful|widespread|everywhere|ubiquitous|easy"
    r"|hard|difficult|great|fun)"
)
_PRAISE = re.compile(
    rf"^(?P<subject>.{{1,60}}?)\s+(?:is|are|has been|have been|can be|may be)\s+{_ADVERB}{_VALUE}"
    r"(?=[.,:;!]|\s+(?:for|in|because|when|to|and|but|as|if|since|with)\b|$)",
    re.IGNORECASE,
)
_ORIGIN = re.compile(
    r"^(?P<subject>.{1,60}?)\s+(?:was|were)\s+(?:first\s+|originally\s+)?"
    r"(?:invented|introduced|proposed|developed|discovered|published|created|coined|described|released)\s+(?:by|in|at|around)\b"
    r"(?!.*\b(?:as|is|are)\b)",
    re.IGNORECASE,
)
#: Openings that set a scene or speak of others. What they open defines only where it comes to the name.
_ELSEWHERE = re.compile(
    r"(?:(?P<scene>in|on|at|when|whenever|if|while|since|because|although|during|before|after|once|with|without|for|to)\b"
    r"|(?P<others>many|most|some|several|all|every|each|few|people|today|now|we|you|i|let|let's|consider|suppose|imagine|recall|note"
    r"|remember|assume|given|there|here)\b)",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|can|could|may|might|must|should|will|would|do|does|did|requires?|uses?|makes?|needs?|get)\b"
)
#: What follows such a scene and is surely not the concept: "it", "this" or a noun may stand for it.
_SUBJECT = re.compile(r"^(?:we|you|they|there|many|most|some|all|each|every|people|researchers)\b", re.IGNORECASE)
#: Where a clause about the words before it begins; its verb makes no sentence of a phrase.
_RELATIVE = re.compile(r"\b(?:that|which|who|whose|whom|where)\b")
_OF_THE_WORD = re.compile(r"\b(?:this|the) (?:term|word|name|expression)\b", re.IGNORECASE)
_COPULA = re.compile(r"^\s*(?:\([^()]*\)\s*)?(?:is|are)\s+(?:an?|the|one|any)\b")

_ENDING = re.compile(r"(?:[iy][sz]ation|ation|[iy][sz]er|[iy][sz]e|ing|er|or|ment|ness|e)$")

#: Words that stand for whatever is defined, and say nothing of it.
_EMPTY = frozenset(
    "kind type form sort way method process procedure thing something someone anything act action result name named term word concept "
    "idea technique operation approach notion use used using call called mean meaning refer referred defined denote describe said case "
    "simply just basically".split()
)


def find_long_definitions(view: View) -> Iterator[Finding]:
    """First sentences of more words than the setting `definition_words` allows."""
    most = view.settings.definition_words
    for entry, concept in view.pairs:
        count = len(concept.definition.split())
        if count > most:
            message = (
                f"the first sentence has {count} words, above {most}, and is shown wherever {concept.term!r} is explained in one; divide it"
            )
            yield _finding("long-definition", message, entry, concept)


def find_other_sentences(view: View) -> Iterator[Finding]:
    """First sentences that say something else than what the concept is."""
    for entry, concept in view.pairs:
        if concept.definition and (fault := _fault(concept, view)):
            remedy = "" if ";" in fault else f"; open with what {concept.term!r} is"
            message = f"the first sentence {fault}{remedy}"
            yield _finding("not-a-definition", message, entry, concept)


def find_own_names(view: View) -> Iterator[Finding]:
    """Definitions in which nothing but the words of the name itself carries any meaning."""
    for entry, concept in view.pairs:
        own = {_stem(part) for name in view.called(concept.id) for part in name.split()} - FUNCTION_WORDS
        said = [fold_word(word[0]) for word in words(concept.definition) if word[0][0].isalnum()]
        carrying = [_stem(word) for word in said if word not in FUNCTION_WORDS and word not in _EMPTY]
        # The name itself takes as many words as it has; any more of them are the explanation.
        if len(carrying) > len(fold(concept.term).split()) and own.issuperset(carrying):
            message = f"the first sentence explains {concept.term!r} by its own words alone; say it in others"
            yield _finding("own-name", message, entry, concept)


def _finding(code: str, message: str, entry: Entry, concept: Concept) -> Finding:
    return Finding(code=code, severity="advice", message=message, path=entry.path, line=definition_line(entry), sentence=concept.definition)


def _fault(concept: Concept, view: View) -> str:
    """What is wrong with a definition, as the rest of a sentence about it; empty where nothing is."""
    text = concept.definition
    if text.endswith("?"):
        return "asks"
    if _POINTER.fullmatch(text):
        return f"only points elsewhere; make {concept.term!r} an alias there, or open with what it is"
    if _EXISTS.match(text):
        return "counts kinds"
    for pattern, fault in ((_PRAISE, "says what it is like, not what it is"), (_ORIGIN, "says where it comes from, not what it is")):
        if (match := pattern.match(text)) and _is_named(concept, match["subject"], view) and not _CLAUSE.search(match["subject"]):
            return fault
    return "" if _is_named(concept, text, view) else _other_subject(concept, view)


def _other_subject(concept: Concept, view: View) -> str:
    """What is wrong with a definition that does not name its concept; a phrase, as dictionaries have them, need not."""
    if other := _defined_instead(concept, view):
        return f"defines {other!r}"
    return "speaks of something else, and never names it" if _speaks_elsewhere(concept.definition) else ""


def _speaks_elsewhere(text: str) -> bool:
    opening = _ELSEWHERE.match(text)
    if opening is None or _OF_THE_WORD.search(text):
        return False
    if opening["others"]:
        return _CLAUSE.search(_RELATIVE.split(text, maxsplit=1)[0]) is not None
    _, comma, rest = text.partition(", ")
    return bool(comma) and _SUBJECT.match(rest) is not None


def _is_named(concept: Concept, text: str, view: View) -> bool:
    """Whether a text has any word of a concept's names, or a word of its family, or letters that they are the initials of."""
    own = {part for name in (*view.called(concept.id), fold(concept.id)) for part in name.split()} - FUNCTION_WORDS
    spoken = {fold_word(part) for word in words(text) for part in word[0].split(".")}
    if own & spoken or any(_same_family(word, part) for word in spoken for part in own):
        return True
    if any(initials_match(long=concept.term, short=short) for short in re.findall(r"[A-Z]{2,}s?\b", text)):
        return True
    letters = "".join(word[0][0] for word in words(text)).casefold()
    return any(name.text.casefold() in letters for name in view.names.get(concept.id, ()) if name.text.isupper())


def _defined_instead(concept: Concept, view: View) -> str:
    """The term of another concept that opens the definition and is what the sentence says something of."""
    for other in view.company.get(concept.id, ()):
        for place in view.mentions.get((concept.id, other), ()):
            if place.sentence != concept.definition or other not in view.graph:
                continue
            text = view.glossary.entry(concept.id).prose.text
            before = text[: place.start].strip().casefold()
            if before in ("", "a", "an", "the") and _COPULA.match(text[place.end : place.end + 80]):
                return view.graph.concept(other).term
    return ""


def _same_family(word: str, part: str) -> bool:
    """Whether two words look like forms of one: "tokenizer" and "tokenization"."""
    if word == part:
        return True
    shared = 0
    for one, other in zip(word, part, strict=False):
        if one != other:
            break
        shared += 1
    return shared >= 4 and shared >= max(len(word), len(part)) - 5 and shared >= min(len(word), len(part)) - 3


def _stem(word: str) -> str:
    """A word without an ending that makes an agent or an action of it: "tokenizer" and "tokenization" are of "token"."""
    return _ENDING.sub("", word) if len(word) > 6 else word


LONG = Check(
    code="long-definition",
    help="the first sentence is longer than the setting `definition_words` allows",
    inspect=find_long_definitions,
    example=(
        "glossary/bread.md:5: the first sentence has 47 words, above 45, and is shown wherever 'bread' is explained in one; divide it"
    ),
    remedy="Say in it what the concept is, and leave the rest to the second sentence.",
)
NO_DEFINITION = Check(
    code="not-a-definition",
    help="the first sentence does not say what the concept is: it asks, points elsewhere, praises, tells a story or defines another",
    inspect=find_other_sentences,
    example="glossary/dough.md:5: the first sentence says what it is like, not what it is; open with what 'dough' is",
    remedy="Open with what it is: *Dropout is a form of regularization that ...*; a mere pointer can be an alias of the other entry.",
)
OWN_NAME = Check(
    code="own-name",
    help="the first sentence explains the name by nothing but the words of the name",
    inspect=find_own_names,
    example="glossary/rate-plan.md:5: the first sentence explains 'rate plan' by its own words alone; say it in others",
    remedy="Say it in other words: what changes, when, and by which rule.",
)
