"""Whether what a cue says is said of the entry's own concept: named as its subject, by a possessive, or left out."""

import re

from conceptgraph.extraction.clauses import is_unreal, opens_clause, speaks_of_own
from conceptgraph.extraction.cues.cue import Cue
from conceptgraph.extraction.cues.finder import Fit

_OWN = "§"
#: How far behind a mention its verb's object stands.
_NEAR = 80
#: A sentence without a subject of its own, as glossaries write them: "Used in ...", "Similar to ...", "See also ...".
_ELLIPSIS = re.compile(
    r"^(?:(?:(?:Most )?[Oo]ften|Mainly|Usually|Commonly|Frequently|Mostly|Widely|Also|Sometimes|Typically)\s+)?"
    r"(?:\w+ed|Found|Built|Known|Made|Based|Seen|Similar|Useful|Prone|Part|Susceptible|Sensitive|Common|Short for)\b"
)
#: "Its well-known" before a noun that says the relation.
_POSSESSIVE = re.compile(r"^(?:\w+,? |In [^,]+, )?(?:one of )?(?:its|their)(?: [\w-]+){0,2} ?$", re.IGNORECASE)
#: "[Model]'s weights": what is spoken of is not the model.
_POSSESSOR = re.compile(r"['’]s?\s")
#: The clause behind a mention that sets its scene: "Unlike [SGD], § adapts".
_MAIN_CLAUSE = re.compile(
    r"^(?:[^.;]{0,100}?,(?: \w+,)?)? (?:(?:an?|the|this|these|every|each|most|\w+ly) ){0,2}(?:§|it\b|they\b)", re.IGNORECASE
)
#: How far from the start of a sentence without a subject its cue may stand.
_ELLIPTIC = 60
_PLAIN = (
    r"(?:(?!\b(?:that|which|who|whose|whom|where|when|while|whereas|if|because|since|so|until|unless|before|after|as|than|how|why|what|whether"
    r"|although|though|but|instead|rather|without|like|unlike|not|never|no|it|they)\b)[^;:.?!])*+"
)
#: What a definition says behind its kind: in one relative clause, not in a clause of that.
_DEFINING = re.compile(
    rf"^(?:(?:an?|the|each|every) )?§(?: \([^()]{{0,60}}\))?,? (?:is|are|was|were|means|denotes) {_PLAIN}"
    rf"(?:(?:(?<!fact )(?<!idea )(?<!finding )(?<!observation )(?<!assumption )(?<!property )that|which|who|in which) {_PLAIN})?$",
    re.IGNORECASE,
)
#: "From one crate instead of the whole load": it is the crate that the load is set against.
_IN_PLACE = re.compile(r"^(?:instead of|rather than)$")
_IN_PHRASE = re.compile(r"\b(?:from|with|by|on|in|into|over|through)(?: (?!(?:and|or|is|are)\b)[\w-]+){1,4} $")
_IN_WHICH = re.compile(r"\bin which(?: (?:an?|the|each|every|all))? $")
_CONSEQUENCE = re.compile(r"\bso that\b")
#: What is said of a part of a concept, or of several of it, is said of the concept.
_OF_PARTS = frozenset({"has part", "suffers from"})
#: What belongs to the concept, or is one of it, though it is not named.
_OF_OWN = re.compile(
    r"\bits\b|\b(?:better|worse)\b|^[^;:.]{0,60}\b(?:is|are) (?:the|an?) (?:\w+ )?(?:cure|remedy|antidote|safeguard|special case)s?\b"
)
#: ", and it": the subject of a wording, where it begins with one.
_PRONOUN_FIRST = re.compile(r"^(?:(?:[,;:] )?(?:(?:and|but|so) )?(?:it|they)(?= (?:is|are|was|were)\b)|whose(?= ))")
_PRONOUN_SAID = re.compile(r"^.{0,30}\b(?:it|them)\b")
_ADDRESSED = re.compile(r"^(?:\w+,? )?(?:you|we|people|practitioners|one)\b[^,;]*\b(?:it|them)\b", re.IGNORECASE)


def speaks_of_concept(before: str, after: str, fit: Fit, *, definition: bool) -> bool:
    """Whether a cue speaks of the entry's own concept, and as of a fact, between what is before and after the mention."""
    cue = fit.cue
    if _POSSESSOR.match(after):
        return False
    if cue.after and not cue.before:
        return _is_subject_of(cue, before, after, definition=definition)
    at = fit.start + (named.end() if (named := _PRONOUN_FIRST.match(before[fit.start : fit.end])) else 0)
    head, wording = before[:at], before[at : fit.end]
    if is_unreal(head) or (_IN_PLACE.match(wording) and _IN_PHRASE.search(head)):
        return False
    if cue.implicit or _OWN in wording or (cue.adjunct and _MAIN_CLAUSE.search(after)):
        return not cue.owned or opens_clause(head)
    if _OWN in head:
        return (
            (cue.loose and not _CONSEQUENCE.search(head.rpartition(_OWN)[2]))
            or (definition and cue.predicate in ("uses", "mitigates") and _DEFINING.match(head) is not None)
            or speaks_of_own(head, "" if cue.adjunct else wording, definition=definition, parts=cue.predicate in _OF_PARTS)
        )
    return (definition and not before.strip()) or _leaves_out_own(before, head, cue)


def _is_subject_of(cue: Cue, before: str, after: str, *, definition: bool) -> bool:
    """Whether a mention is the subject of the cue's wording behind it, which says something of the entry's own concept."""
    if definition and cue.predicate == "uses" and _IN_WHICH.search(before):
        return speaks_of_own(before, "", definition=True)
    # What "it" stands for behind another clause is anyone's guess.
    return opens_clause(before, alone=_OWN not in after[:_NEAR] and not _OF_OWN.search(after[:_NEAR]))


def _leaves_out_own(before: str, head: str, cue: Cue) -> bool:
    """Whether the sentence speaks of the entry's own concept without naming it, by a possessive or by having no subject."""
    if _ELLIPSIS.match(before) and len(head) <= _ELLIPTIC:
        return True
    said = before[len(head) :]
    return bool(
        (cue.owned and (_POSSESSIVE.match(head) or _POSSESSIVE.match(before[: len(head) + 6])))
        or (_ADDRESSED.match(before) and _PRONOUN_SAID.search(said))
    )
