"""What stands around a mention in its sentence, made ready for the cues: the entry's own concept is written §.

The own concept is found where a label names it, its initials, the first words of a sentence that stand for its term, or a
pronoun that a sentence opens with.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from conceptgraph.extraction.cues.cue import STOPS
from conceptgraph.model import Entry, Mention
from conceptgraph.reading.labels import fold, initials_match

#: How many characters before and after a mention the cues see.
CONTEXT = 160
#: In a definition they see more: what is behind its kind belongs to it.
DEFINITION_CONTEXT = 320
#: Farther back than this a sentence is not read again for each of its mentions.
_FARTHEST = 2000
_OWN = "§"

_ADVERB = (
    r"(?:However|Moreover|Besides|Therefore|Thus|Hence|Often|Usually|Today|Still|Instead|Also|Then|Unfortunately|Yet|But|And|So|Here"
    r"|As a (?:result|consequence)|At heart),?\s+"
)
_SETTING = r"(?:In|On|Over|When|Because|With|By|For|Unlike|Without|Like|Despite|Since|As|At) "
#: "This is overfitting" speaks of what happens, "this is part of" and "this uses" of the concept.
_PRONOUN = (
    r"(?P<pronoun>it|they|(?:this|these)(?! (?:is|are|was|were) (?!\w+ (?:by|for|from|in|of|to|with)\b))"
    r"|an? (?:classic|typical|usual|common|simple|modern|good|full|plain|small|large) one"
    r"|the (?:usual|classic|common|simplest|basic|plain|original|standard|same)"
    r" (?:form|version|variant|formula|recipe|rule|idea|trick|procedure|method)"
    r"|(?:the|this|these|such(?: an?)?|any|each|every)\s+(?:method|technique|algorithm"
    r"|approach|procedure|process|idea|trick|operation|rule|measure|quantity|name|concept|term|tool|strategy|principle|component|construct"
    r"|variant|scheme|mechanism)s?)\b"
)
#: Openings by which a sentence goes on speaking of the entry's own concept: behind clauses that set the scene, or within
#: the first of them. What is read of them is never read again another way ("*+"): a long sentence full of "in" and "with"
#: has more ways than anyone can wait for.
_OPENINGS = (
    re.compile(rf"^(?:{_ADVERB}|{_SETTING}[^,]+,\s+)*+(?:{_SETTING}(?:[^,]*\s)?)?{_PRONOUN}", re.IGNORECASE),
    re.compile(rf"^(?:{_ADVERB})*+{_SETTING}(?:[^,]*\s)?{_PRONOUN}", re.IGNORECASE),
    # "With two poles, a sail and a rope it has ...": a setting with commas of its own, and a verb that says where it ends.
    re.compile(rf"^(?:{_ADVERB})*+{_SETTING}[^;:.]{{0,80}}? (?P<pronoun>it|they)(?= (?:has|have|is|are|uses?|needs?)\b)", re.IGNORECASE),
)
#: "The bottleneck", "these lifecycle hooks": the first words of a sentence that may stand for a longer term.
_OPENING = re.compile(r"(?:the|this|these|such)\s+([\w-]+(?:\s+[\w-]+){0,2})", re.IGNORECASE)
#: "..., the bottleneck": the same behind a comma or a word that begins a clause.
_POINTED = re.compile(
    r"(?:[,;:]|\b(?:and|but|so|because|since|when|while|if|that|which|where)) (?:the|this)\s+([\w-]+(?:\s+[\w-]+){0,2})", re.IGNORECASE
)
#: "The variance of a random variable is": what it is of does not change what it is.
_OF_SOMETHING = re.compile(rf"^((?:an?|the) )?{_OWN} of [^,.;§]{{1,60}}? (is|are)\b", re.IGNORECASE)
#: How far from the beginning of a sentence the own concept stands behind nothing but an article.
_ARTICLE = len("the §")
_DICTIONARY = re.compile(r"^(?:An?|The|One of)\b", re.IGNORECASE)
#: Blanks that are not one space already.
_BLANKS = re.compile(r"\s{2,}|[^\S ]")
_INITIALS = re.compile(r"\b[A-Z]{2,6}s?\b")
_EXAMPLE = re.compile(r"^(?:,? such as|, for (?:example|instance),?|, e\.g\.,?)(?: (?:an?|the))? $")
#: A formula behind the noun that it stands for: "the input $x$ of", "two boxes $A$ and".
_APPOSED = re.compile(r"(?<=\w) \$[^$]{1,80}\$(?= (?:and|or|of|that|which|is|are|has|have|with|from|by|in|to|for)\b|[,.;:)])")
_LEADING = re.compile(r"^ \$[^$]{1,80}\$")
#: What makes the next name of a list the subject of a clause of its own.
_VERB_NEXT = re.compile(
    r"^(?:\s*\([^()]*\))?(?:\s+\w+ly)?\s+(?:is|are|was|were|has|have|had|does|do|did|can|could|will|would|may|might|must|should"
    r"|uses?|needs?|contains?|requires?)\b",
    re.IGNORECASE,
)
#: What stands between two names of one list: an article and what may follow it, or words that look like adjectives. A
#: bare word might be a verb ("X and provides Y").
_LIST = re.compile(
    rf"^, (?!(?:{STOPS}|then|also|\w+ing|\w+ly|\w+s)\s)[\w-]+ $|"
    r"^[\"'”’)\]]*(?:\s*,|(?:\s*,)?\s*(?:and|or|as well as|and/or|nor|&))\s+(?:(?:sometimes|often|also|even|perhaps|\w+ly)\s+)?"
    rf"(?:(?:(?:of|in|from|on)\s+)?(?:(?:the|an?|its|their|some|many|all)\s+)(?:(?!(?:{STOPS})\b)[\w-]+\s+){{0,2}}"
    r"|(?:(?:of|in|from|on)\s+)?(?:(?!by\b)(?:[\w-]+(?:ed|al|ic|ive|ous|ary|able|ful|ent|ant|ar|y|-\w+)|[A-Z]\w+|large|small|deep|long|short|plain|high|low|new|old|good|simple|single|great|big|wide|strong|weak)\s+){0,2})$"
)


def own_spans(entry: Entry, span: tuple[int, int], mentions: Sequence[Mention]) -> list[tuple[int, int]]:
    """Where a sentence names the entry's own concept: by a label, by the term's initials, or by one of the term's words.

    "The layer" and "the bottleneck" at the start of a sentence speak of the bottleneck layer.
    """
    spans = [(mention.start, mention.end) for mention in mentions if mention.target == entry.id]
    if not spans:
        spans.extend(_spelled(entry, span))
    opening = _OPENING.match(entry.prose.text, span[0], span[1])
    if opening and not any(start < opening.end(1) for start, _ in spans):
        spans.extend(_shortened(entry.term, opening))
    if " " in entry.term:
        taken = sorted((mention.start, mention.end) for mention in mentions)
        for pointed in _POINTED.finditer(entry.prose.text, span[0], span[1]):
            spans.extend(found for found in _shortened(entry.term, pointed) if not _overlaps(taken, *found) and found not in spans)
    known = sorted(spans)
    for match in _INITIALS.finditer(entry.prose.text[span[0] : span[1]]):
        start, end = span[0] + match.start(), span[0] + match.end()
        if initials_match(long=entry.term, short=match[0]) and not _overlaps(known, start, end):
            spans.append((start, end))
    return sorted(spans)


def _spelled(entry: Entry, span: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Where a sentence has the term as it is written, though a name within it was read instead."""
    text, term = entry.prose.text, entry.term
    for form in dict.fromkeys((term, term[:1].upper() + term[1:])):
        at = text.find(form, *span)
        end = at + len(form)
        if at >= 0 and not text[max(0, at - 1) : at].isalnum() and not text[end : end + 1].isalnum():
            yield at, end


def _shortened(term: str, opening: re.Match[str]) -> list[tuple[int, int]]:
    """The first words of a sentence, if they are the first or the last ones of a longer term; the more the better."""
    words = [fold(word) for word in term.split()]
    named = [(match.end(), fold(match[0])) for match in re.finditer(r"[\w-]+", opening[1])]
    for size in range(min(len(words) - 1, len(named)), 0, -1):
        if [word for _, word in named[:size]] in (words[:size], words[-size:]):
            return [(opening.start(1), opening.start(1) + named[size - 1][0])]
    return []


def _overlaps(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether one of some spans, sorted and apart, shares a character with another span."""
    index = bisect_left(spans, (end,)) - 1
    return index >= 0 and start < spans[index][1]


def text_before(text: str, span: tuple[int, int], mention: Mention, own: Sequence[tuple[int, int]], *, defines: bool) -> str:
    """What stands before a mention in its sentence, with the own concept and a pronoun for it as §.

    `defines` says that a sentence without a subject tells what the own concept is.
    """
    before = _spoken(text, max(span[0], mention.start - _FARTHEST), mention.start, own)
    if (opening := _match_opening(before)) and _OWN not in before[: opening.start("pronoun")]:
        before = before[: opening.start("pronoun")] + _OWN + before[opening.end("pronoun") :]
    if "$" in before:
        before = _APPOSED.sub("", before)
    if _OWN in before[:_ARTICLE]:
        before = _OF_SOMETHING.sub(rf"\1{_OWN} \2", before)
    # "Atomicity, consistency and so on" tells no kind.
    alone = not before.strip() and text[mention.end : mention.end + 1] != ","
    if defines and _OWN not in before and (_DICTIONARY.match(before) or alone):
        before = f"{_OWN} is {before}"
    return before


def text_after(text: str, span: tuple[int, int], mention: Mention, own: Sequence[tuple[int, int]]) -> str:
    """What stands behind a mention in its sentence, as far as any cue looks, with the own concept as §."""
    after = _spoken(text, mention.end, min(span[1], mention.end + CONTEXT), own)
    return _LEADING.sub("", after) if after.startswith(" $") else after


def joins_names(between: str) -> bool:
    """Whether what stands between two names makes them neighbors in a list."""
    return bool(_LIST.match(between))


def gives_example(between: str) -> bool:
    """Whether what stands between two names makes the second an example of the first: "a liquid, such as a"."""
    return bool(_EXAMPLE.match(between))


def begins_clause(after: str) -> bool:
    """Whether a mention is the subject of what stands behind it: a verb follows."""
    return bool(_VERB_NEXT.match(after))


def _match_opening(before: str) -> re.Match[str] | None:
    return next((opening for pattern in _OPENINGS if (opening := pattern.match(before))), None)


def _spoken(text: str, start: int, end: int, own: Sequence[tuple[int, int]]) -> str:
    parts, at = [], start
    for first, last in own[bisect_left(own, (start,)) : bisect_left(own, (end,))]:
        if first >= at and last <= end:
            parts += [text[at:first], _OWN]
            at = last
    parts.append(text[at:end])
    return _BLANKS.sub(" ", "".join(parts))
