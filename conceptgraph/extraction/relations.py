"""Mentions become typed relations with evidence: what does the sentence say about the two?

`read_statements` reads each mention in its sentence; `extract_relations` joins the statements about the same two concepts
and adds what authors declared. The subject of a relation is always the concept whose text holds the sentence. Where the
sentence speaks of something else than that concept, its cue still counts as evidence of what the text leans on, but the
relation stays *mentions*.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from conceptgraph.extraction.cues.cue import Cue
from conceptgraph.extraction.cues.finder import CueFinder, Fit
from conceptgraph.extraction.cues.registry import cue_finder
from conceptgraph.extraction.subjects import speaks_of_concept
from conceptgraph.extraction.surroundings import (
    CONTEXT,
    DEFINITION_CONTEXT,
    begins_clause,
    gives_example,
    joins_names,
    own_spans,
    text_after,
    text_before,
)
from conceptgraph.model import Entry, Evidence, Mention, Reference, Relation, Tier
from conceptgraph.reading.glossary import Glossary
from conceptgraph.reading.sentences import LONGEST_SHOWN, sentence_text, split_sentences

#: How sure a relation is: by what found it. A typed one is as sure as its mention, a declared or explicit one is certain.
TIER_SCORES: Mapping[Tier, float] = MappingProxyType({"explicit": 1.0, "exact": 0.9, "case": 0.9, "acronym": 0.85, "form": 0.85})


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
    question = text.endswith("?", *span)
    sentence = sentence_text(text, span) if span[1] - span[0] <= LONGEST_SHOWN else ""
    own = own_spans(entry, span, mentions)
    found: list[Statement] = []
    previous: tuple[Mention, _Reading] | None = None
    for mention in mentions:
        if mention.target == entry.id:
            continue
        after = text_after(text, span, mention, own)
        before = text_before(text, span, mention, own, defines=first and not begins_clause(after))
        reading = _NOTHING if question else _read_mention((before, after, mention.form), cues, first=first)
        if previous and _goes_on(text[previous[0].end : mention.start], after, previous[1], reading):
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
                opens=not re.search(r"\w{4}", text[span[0] : min(mention.start, span[0] + CONTEXT)]),
                evidence=_evidence(entry, mention, sentence or sentence_text(text, span, around=(mention.start, mention.end)), found_by),
            )
        )
    return found


def _read_mention(around: tuple[str, str, str], cues: CueFinder, *, first: bool) -> _Reading:
    """The cue that fits a mention, given what is before it, after it and itself; and whether it speaks of the own concept."""
    before, after, form = around
    near = before[max(len(before) - (DEFINITION_CONTEXT if first else CONTEXT), before.rfind("; ") + 1) :]
    fit = cues.find(near, after, form, definition=first)
    if fit is None:
        return _NOTHING
    start, end = (at + len(before) - len(near) for at in (fit.start, fit.end))
    about = speaks_of_concept(before, after, Fit(fit.cue, start, end), definition=first)
    return _Reading(cue=fit.cue, about_own=about)


def _goes_on(between: str, after: str, previous: _Reading, own: _Reading) -> bool:
    """Whether a name carries a list on, so that it is read as the one before it, whatever it would be read as by itself."""
    if previous.cue is None:
        return False
    if previous.about_own and previous.cue.before and gives_example(between):
        return own.cue is None or own.cue.name == "such-as"
    if not joins_names(between):
        return False
    if not previous.cue.before:
        # What stands behind the list speaks of each of its names.
        return own.cue is previous.cue and " of " not in between
    return not begins_clause(after) and previous.cue.fits_behind(after)


def _evidence(entry: Entry, mention: Mention, sentence: str, found_by: str) -> Evidence:
    return Evidence(sentence=sentence, path=entry.path, line=mention.line, start=mention.start, end=mention.end, found_by=found_by)


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
