"""Mentions become typed relations with evidence: what does the sentence say about the two?

`read_statements` reads each mention in its sentence; `extract_relations` joins the statements about the same two concepts
and adds what authors declared. The subject of a relation is always the concept whose text holds the sentence. Where the
sentence speaks of something else than that concept, its cue still counts as evidence of what the text leans on, but the
relation stays *mentions*.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from conceptgraph.extraction.clauses import is_unreal, opens_clause, speaks_of_own
from conceptgraph.extraction.cues.cue import Cue, CueFinder, Fit
from conceptgraph.extraction.cues.registry import cue_finder
from conceptgraph.model import Entry, Evidence, Mention, Reference, Relation, Tier
from conceptgraph.reading.glossary import Glossary
from conceptgraph.reading.labels import fold, initials_match
from conceptgraph.reading.sentences import sentence_text, split_sentences

#: How sure a relation is: by what found it. A typed one is as sure as its mention, a declared or explicit one is certain.
TIER_SCORES: Mapping[Tier, float] = MappingProxyType({"explicit": 1.0, "exact": 0.9, "case": 0.9, "acronym": 0.85, "form": 0.85})

_CONTEXT = 160
#: Farther back than this a sentence is not read again for each of its mentions.
_FARTHEST = 2000
_OWN = "§"

_ADVERB = (
    r"(?:However|Moreover|Besides|Therefore|Thus|Hence|Often|Usually|Today|Still|Instead|Also|Then|Unfortunately|Yet|But|And|So|Here"
    r"|As a (?:result|consequence)|At heart),?\s+"
)
_SETTING = r"(?:In|On|Over|When|Because|With|By|For|Unlike|Without|Like|Despite|Since|As|At) "
_PRONOUN = (
    r"(?P<pronoun>it|they|this|these|(?:the|this|these|such(?: an?)?|any|each|every)\s+(?:method|technique|algorithm"
    r"|approach|procedure|process|idea|trick|operation|rule|measure|quantity|name|concept|term|tool|strategy|principle|component|construct"
    r"|variant|scheme|mechanism)s?)\b"
)
#: Openings by which a sentence goes on speaking of the entry's own concept: behind clauses that set the scene, or within
#: the first of them. What is read of them is never read again another way ("*+"): a long sentence full of "in" and "with"
#: has more ways than anyone can wait for.
_OPENINGS = (
    re.compile(rf"^(?:{_ADVERB}|{_SETTING}[^,]+,\s+)*+(?:{_SETTING}(?:[^,]*\s)?)?{_PRONOUN}", re.IGNORECASE),
    re.compile(rf"^(?:{_ADVERB})*+{_SETTING}(?:[^,]*\s)?{_PRONOUN}", re.IGNORECASE),
)
#: A sentence without a subject of its own, as glossaries write them: "Used in ...", "Similar to ...", "See also ...".
_ELLIPSIS = re.compile(
    r"^(?:(?:Often|Usually|Commonly|Frequently|Mostly|Widely|Also|Sometimes|Typically)\s+)?"
    r"(?:\w+ed|Found|Built|Known|Made|Based|Seen|Similar|Useful|Prone|Part|Susceptible|Sensitive|Common|Short)\b"
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
#: What makes the next name of a list the subject of a clause of its own.
_VERB_NEXT = re.compile(
    r"^(?:\s*\([^()]*\))?(?:\s+\w+ly)?\s+(?:is|are|was|were|has|have|had|does|do|did|can|could|will|would|may|might|must|should|uses?|needs?|contains?|requires?)\b",
    re.IGNORECASE,
)
_ADDRESSED = re.compile(r"^(?:\w+,? )?(?:you|we|people|practitioners|one)\b[^,;]*\b(?:it|them)\b", re.IGNORECASE)
_DICTIONARY = re.compile(r"^(?:An?|The|One of)\b", re.IGNORECASE)
#: What stands between two names of one list: nothing that begins a clause of its own.
_LIST = re.compile(
    r"^[\"'”’)\]]*(?:\s*,|(?:\s*,)?\s*(?:and|or|as well as|and/or|nor|&))\s+(?:(?:the|an?|its|their|of|in|from|on)\s+)?"
    r"(?:(?!(?:that|which|who|whose|where|when|because|if|but|while|whereas|since|so|then|as|than|unlike|like|not|it|they|this|is|are|was"
    r"|were|has|have|can|will|may|by|with|without|for)\b)[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What one mention says: the cue that fits, the predicate it gives, and where in the entry it stands.

    `first` says that it stands in the definition, `opens` that it opens its sentence. `predicate` is *mentions* where no
    cue fits or the sentence is about something else.
    """

    mention: Mention
    cue: str
    predicate: str
    first: bool
    opens: bool
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class _Reading:
    """The cue that fits a mention, if any, and whether it speaks of the entry's own concept."""

    cue: Cue | None
    about_own: bool


_NOTHING = _Reading(cue=None, about_own=False)


def read_statements(glossary: Glossary, mentions: Iterable[Mention]) -> tuple[Statement, ...]:
    """One statement for each mention of another concept, in the mentions' order.

    `mentions` are those of `find_mentions`: the mentions of a text's own concept are read too, since they tell what a
    sentence is about.
    """
    by_source: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_source[mention.source].append(mention)
    return tuple(
        statement for entry in glossary.entries if entry.id in by_source for statement in read_entry_statements(entry, by_source[entry.id])
    )


def read_entry_statements(
    entry: Entry, mentions: Sequence[Mention], *, cues: CueFinder | None = None, sentences: Sequence[tuple[int, int]] | None = None
) -> tuple[Statement, ...]:
    """What `read_statements` reads in one entry, from its mentions alone: it can be kept, or read in another process.

    `sentences` are those of its prose, made here where they are not at hand.
    """
    finder = cues or cue_finder()
    sentences = split_sentences(entry.prose) if sentences is None else sentences
    first = sentences[0] if sentences else (0, 0)
    by_sentence: dict[tuple[int, int], list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_sentence[mention.sentence].append(mention)
    return tuple(
        statement for span, group in by_sentence.items() for statement in _read_sentence(entry, span, group, finder, first=span == first)
    )


def _read_sentence(entry: Entry, span: tuple[int, int], mentions: Sequence[Mention], cues: CueFinder, *, first: bool) -> list[Statement]:
    text = entry.prose.text
    sentence = sentence_text(text, span)
    question = sentence.endswith("?")
    own = _own_spans(entry, span, mentions)
    found: list[Statement] = []
    previous: tuple[Mention, _Reading] | None = None
    for mention in mentions:
        if mention.target == entry.id:
            continue
        before = _before(text, span, mention, own, first=first)
        after = _spoken(text, mention.end, min(span[1], mention.end + _CONTEXT), own)
        reading = _NOTHING if question else _read_mention((before, after, mention.form), cues, first=first)
        if reading.cue is None and previous and _LIST.match(text[previous[0].end : mention.start]) and not _VERB_NEXT.match(after):
            reading = previous[1]
        previous = (mention, reading)
        cue = reading.cue
        found_by = cue.name if cue else "link" if mention.tier == "explicit" else mention.tier
        found.append(
            Statement(
                mention=mention,
                cue=cue.name if cue else "",
                predicate=cue.predicate if cue and reading.about_own else "mentions",
                first=first,
                opens=not re.search(r"\w{4}", text[span[0] : min(mention.start, span[0] + _CONTEXT)]),
                evidence=_evidence(entry, mention, sentence, found_by),
            )
        )
    return found


def _read_mention(around: tuple[str, str, str], cues: CueFinder, *, first: bool) -> _Reading:
    """The cue that fits a mention, given what is before it, after it and itself; and whether it speaks of the own concept."""
    before, after, form = around
    near = before[max(len(before) - _CONTEXT, before.rfind("; ") + 1) :]
    fit = cues.find(near, after, form)
    if fit is None:
        return _NOTHING
    start, end = (at + len(before) - len(near) for at in (fit.start, fit.end))
    about = (first or not fit.cue.definition_only) and _about_own(before, after, Fit(fit.cue, start, end), first=first)
    return _Reading(cue=fit.cue, about_own=about)


def _evidence(entry: Entry, mention: Mention, sentence: str, found_by: str) -> Evidence:
    return Evidence(sentence=sentence, path=entry.path, line=mention.line, start=mention.start, end=mention.end, found_by=found_by)


def _own_spans(entry: Entry, span: tuple[int, int], mentions: Sequence[Mention]) -> list[tuple[int, int]]:
    """Where a sentence names the entry's own concept: by a label, by the term's initials, or by one of the term's words.

    "The layer" and "the bottleneck" at the start of a sentence speak of the bottleneck layer.
    """
    spans = [(mention.start, mention.end) for mention in mentions if mention.target == entry.id]
    parts = entry.term.split()
    opening = re.match(r"(?:the|this|these|such)\s+([\w-]+)", entry.prose.text[span[0] : span[1]], re.IGNORECASE)
    if (
        opening
        and len(parts) > 1
        and fold(opening[1]) in {fold(parts[0]), fold(parts[-1])}
        and not any(start < span[0] + opening.end() for start, _ in spans)
    ):
        spans.append((span[0] + opening.start(1), span[0] + opening.end(1)))
    named = sorted(spans)
    for match in re.finditer(r"\b[A-Z]{2,6}s?\b", entry.prose.text[span[0] : span[1]]):
        start, end = span[0] + match.start(), span[0] + match.end()
        if initials_match(long=entry.term, short=match[0]) and not _overlaps(named, start, end):
            spans.append((start, end))
    return sorted(spans)


def _overlaps(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether one of some spans, sorted and apart, shares a character with another span."""
    index = bisect_left(spans, (end,)) - 1
    return index >= 0 and start < spans[index][1]


def _before(text: str, span: tuple[int, int], mention: Mention, own: Sequence[tuple[int, int]], *, first: bool) -> str:
    """The clause before a mention, with the own concept and a pronoun for it as §."""
    before = _spoken(text, max(span[0], mention.start - _FARTHEST), mention.start, own)
    if (opening := _match_opening(before)) and _OWN not in before[: opening.start("pronoun")]:
        before = before[: opening.start("pronoun")] + _OWN + before[opening.end("pronoun") :]
    if first and _OWN not in before and (_DICTIONARY.match(before) or not before.strip()):
        before = f"{_OWN} is {before}"
    return before


def _match_opening(before: str) -> re.Match[str] | None:
    return next((opening for pattern in _OPENINGS if (opening := pattern.match(before))), None)


def _spoken(text: str, start: int, end: int, own: Sequence[tuple[int, int]]) -> str:
    parts, at = [], start
    for first, last in own[bisect_left(own, (start,)) : bisect_left(own, (end,))]:
        if first >= at and last <= end:
            parts += [text[at:first], _OWN]
            at = last
    parts.append(text[at:end])
    return re.sub(r"\s+", " ", "".join(parts))


def _about_own(before: str, after: str, fit: Fit, *, first: bool) -> bool:
    """Whether a cue speaks of the entry's own concept, and as of a fact."""
    cue = fit.cue
    if _POSSESSOR.match(after):
        return False
    if cue.after and not cue.before:
        # What "it" stands for behind another clause is anyone's guess.
        return opens_clause(before, alone=_OWN not in after[: _CONTEXT // 2])
    head, wording = before[: fit.start], before[fit.start : fit.end]
    if is_unreal(head):
        return False
    if cue.implicit or _OWN in wording or (cue.adjunct and _MAIN_CLAUSE.search(after)):
        return True
    if _OWN in head:
        return cue.loose or speaks_of_own(head, "" if cue.adjunct else wording, definition=first)
    return (first and not before.strip()) or _leaves_out_own(before, head, cue)


def _leaves_out_own(before: str, head: str, cue: Cue) -> bool:
    """Whether the sentence speaks of the entry's own concept without naming it, by a possessive or by having no subject."""
    if _ELLIPSIS.match(before) and len(head) <= _ELLIPTIC:
        return True
    return bool((cue.owned and (_POSSESSIVE.match(head) or _POSSESSIVE.match(before[: len(head) + 6]))) or _ADDRESSED.match(before))


def extract_relations(glossary: Glossary, statements: Iterable[Statement]) -> tuple[Relation, ...]:
    """One relation for each subject, predicate and object, with all its evidence, and the declared ones.

    Where a sentence types a pair, the pair's untyped mentions join the strongest typed relation as further evidence.
    """
    typed: dict[tuple[str, str], dict[str, list[Statement]]] = defaultdict(lambda: defaultdict(list))
    for statement in statements:
        typed[statement.mention.source, statement.mention.target][statement.predicate].append(statement)
    relations = [
        _join(subject, predicate, target, group) for (subject, target), groups in typed.items() for predicate, group in groups.items()
    ]
    declared = [relation for entry in glossary.entries for relation in _declared(entry, glossary)]
    return _merge([*declared, *relations])


def _join(subject: str, predicate: str, target: str, group: Sequence[Statement]) -> Relation:
    best = max(TIER_SCORES[statement.mention.tier] for statement in group)
    return Relation(
        subject=subject, predicate=predicate, object=target, score=best,
        evidence=tuple(statement.evidence for statement in group),
    )  # fmt: skip


def _declared(entry: Entry, glossary: Glossary) -> list[Relation]:
    listed: tuple[tuple[str, Sequence[Reference]], ...] = (
        ("requires", entry.requires),
        ("related to", entry.related),
        ("contrasts with", entry.contrast),
    )
    return [
        Relation(
            subject=entry.id, predicate=predicate, object=target, origin="declared", score=1.0,
            evidence=(Evidence(sentence=reference.reason, path=entry.path, line=reference.line, found_by="declared"),),
        )
        for predicate, references in listed
        for reference in references
        for target in glossary.resolve(reference.name, topics=entry.topics)[:1]
        if target != entry.id
    ]  # fmt: skip


def _merge(relations: Iterable[Relation]) -> tuple[Relation, ...]:
    """Equal relations become one: declared if one of them is, the evidence in the order given."""
    merged: dict[tuple[str, str, str], Relation] = {}
    for relation in relations:
        key = (relation.subject, relation.predicate, relation.object)
        known = merged.get(key)
        merged[key] = (
            relation
            if known is None
            else replace(known, score=max(known.score, relation.score), evidence=known.evidence + relation.evidence)
        )
    return tuple(merged[key] for key in sorted(merged))
