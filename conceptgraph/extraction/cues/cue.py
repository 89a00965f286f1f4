"""What a cue is, and where it holds.

A cue looks at the words before a mention and, where it says so, after it and at the mention itself. In the former, the text's own concept and pronouns that
stand for it are written `§`, other mentions stay as they are. `before` must end at the mention, with at most four words
between (see `GAP`); `after` must begin at it. In `holds` and `fails` the mention stands in [brackets] and the own concept
is §.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from conceptgraph.extraction.cues.triggers import is_anchored, needs_letter

#: Words that end a noun phrase.
STOPS = (
    "that|which|who|whose|whom|where|when|how|why|what|because|if|but|while|whereas|than|as|so|and|or|is|are|was|were|be|has|have|had|can|will|may|not"
    "|by|in|on|at|for|with|from|to|into|within|over|under|through|between|against|without|unlike|like|about|after|before|during|until|via|around|across|near|toward|towards|upon|along|it|they|them|each other"
)
#: Up to four words of a noun phrase between a cue and the mention; no punctuation but hyphens, no clause of its own, and no
#: preposition but a measure's "of" ("a number of", "some kind of").
#: The empty group marks where the cue's wording ends; other groups in a cue do not capture.
GAP = (
    rf"()(?:\s+(?!(?:{STOPS}|of|\w+ing)\b)[\w§$'’%-]+|\s+\$[^$]{{1,80}}\$|\s+(?:an?|the) \w+ing\b|\s+(?:an?|the|some|any|many) (?:\w+ )?(?:number|set|sets|series|sequence|pair|kind|form|type|sort|list|collection|group"
    r"|piece|amount|lot|couple|variety|combination|mixture|family|stack|few|pair) of\b|\s+(?:most|much|all|some|many|half|part) of\b|\s+nothing but\b){0,4}?\s+[\"'“‘(]?$"
)
#: Names of no concept of ours that stand before a mention in a list: "such as A, B and [C]".
LISTED = rf"()(?:(?:\s+(?!(?:{STOPS}|of)\b)[\w§'’%-]+){{1,3}},?){{0,4}}(?:\s+(?:and|or))?(?:\s+(?!(?:{STOPS}|of)\b)[\w§'’%-]+){{0,3}}?\s+[\"'“‘(]?$"
#: Behind a mention: it is the head of its phrase, not what a further noun is called after ("the [lute] family").
HEAD = (
    r"^[\"'”’]*(?:\)|\s*(?:$|[.,;:(!?—–]|(?:that|which|who|whose|such|in|for|of|with|by|where|when|used|designed|and|or|to|on|from|between|over|made|built|trained|applied|at|because"
    r"|as|since|but|so|plus|minus|times|after|before|inside|without|found|is|are|was|were|has|have|can|may|will|cut|\w+ed|than|if|while|under|into|through|only|itself|rather|unless|during|within|against|only|usually|often|especially|typically|mainly|mostly|generally|directly|simply|entirely|completely|partly|exactly|even|also|not|again|today|too|alone|altogether|together|itself|more|less|most|best)\b))"
)
#: Behind a mention that is the subject: what may stand between it and its verb; no denial, and no other verb.
BETWEEN = r"(?:\s+(?:(?!(?:rely|apply|supply|imply|multiply)\b)\w+ly|often|also|always|sometimes|can|could|may|might|must|should|will|all|both|then|now|today|still|usually|help|helps|to))*+"
#: Behind a verb: the own concept is its object, with an article, a number or an adjective before it.
OWN_NEXT = rf"(?:\s+(?!(?:{STOPS}|no|nothing|of)\b)[\w-]+){{0,3}}?\s+§"
#: Verbs that deny what follows them, near the mention.
NEGATION = re.compile(
    r"\b(?:not|never|no longer|cannot|can't|don't|doesn't|isn't|aren't|neither|nor|without|hardly|rarely|instead of|rather than|nothing|no)\b(?! only\b| just\b| merely\b| but\b)",
    re.IGNORECASE,
)

#: How many characters before a wording a denial of it begins.
_DENIAL = 25

_OWN = "§"


@dataclass(frozen=True, kw_only=True)
class Cue:
    """One group of wordings that say the same: what is before and after a mention, and the predicate it gives."""

    name: str
    predicate: str
    before: str = ""
    after: str = ""
    #: What the mention itself must look like, if that tells more than its place ("by convolving", not "by a judge").
    mention: str = ""
    #: Whether the wording says its relation also, or only, where the clause is negated ("is not a").
    negated: bool = False
    #: Whether the wording speaks of the entry's own concept without naming it ("a typical application is").
    implicit: bool = False
    #: Whether the wording is a noun the entry's own concept may have ("its weakness is"), not a verb or an apposition.
    owned: bool = False
    #: Whether the wording tells of the entry's own concept wherever the clause names it ("whoever trains § has to fight").
    loose: bool = False
    #: Whether the wording sets a scene for the clause behind the mention ("unlike") as well as for the one before it.
    adjunct: bool = False
    #: Whether the wording says its relation only in a definition, where little stands between it and the concept.
    definition_only: bool = False
    #: Whether it is tried only where no cue before it in the order fits.
    fallback: bool = False
    holds: tuple[str, ...] = ()
    fails: tuple[str, ...] = ()

    @cached_property
    def _before(self) -> re.Pattern[str]:
        return re.compile(self.before, re.IGNORECASE)

    @cached_property
    def _find_after(self) -> Callable[[str], re.Match[str] | None]:
        pattern = re.compile(self.after, re.IGNORECASE)
        # A search does not know that "^" holds nowhere else, and tries every letter.
        return pattern.match if is_anchored(self.after) else pattern.search

    @cached_property
    def _names_own(self) -> bool:
        return needs_letter(self.before, _OWN)

    @cached_property
    def _mention(self) -> re.Pattern[str]:
        return re.compile(self.mention, re.IGNORECASE)

    def span(self, before: str, after: str, mention: str) -> tuple[int, int] | None:
        """Where in the text before a mention the cue's wording stands, or None where the cue does not hold.

        A wording that stands behind the mention ends where the mention begins.
        """
        if (self.after and not self._find_after(after)) or (self.mention and not self._mention.search(mention)):
            return None
        start = end = len(before)
        if self.before:
            if self._names_own and _OWN not in before:
                return None
            match = self._before.search(before)
            if match is None:
                return None
            start, end = match.start(), match.start(match.lastindex or 0)
        if not self.negated and NEGATION.search(before[_clause_start(before, start) :]):
            return None
        return start, end

    def fits_behind(self, after: str) -> bool:
        """Whether what stands after a mention allows this cue."""
        return not self.after or bool(self._find_after(after))


def _clause_start(before: str, at: int) -> int:
    """From where on a denial concerns a wording: near it, and not in a clause before its own subject."""
    near = max(0, at - _DENIAL)
    comma = before.rfind(", ", near, at)
    return comma if comma >= 0 and "§" in before[comma:at] else near
