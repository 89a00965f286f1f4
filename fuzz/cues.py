"""Any words around a mention: a cue or none, the same as when each cue is tried, and one statement that slices back."""

import re

from conceptgraph.extraction.cues.finder import Fit
from conceptgraph.extraction.cues.registry import all_cues, cue_finder
from conceptgraph.extraction.relations import read_entry_statements
from conceptgraph.model import Block, Entry, Mention, Prose
from conceptgraph.reading.sentences import split_sentences

FORM = "recall"
OWN = "weight decay"


def target(data: bytes) -> None:
    """What stands before the first bar stands before the mention, the rest behind it; § is the entry's own concept."""
    before, _, after = data.decode("utf-8", "replace").partition("|")
    if cue_finder().find(before, after, FORM) != (fit := try_each(before, after)):
        raise AssertionError(f"the finder misses {fit}")
    entry, mentions = entry_of(f"{before} ".lstrip().replace("§", OWN), after.rstrip().replace("§", OWN))
    (statement,) = read_entry_statements(entry, mentions)
    evidence = statement.evidence
    if entry.prose.text[evidence.start : evidence.end] != FORM:
        raise AssertionError(f"evidence that does not slice back: {evidence}")
    if FORM not in evidence.sentence:
        raise AssertionError(f"a sentence without its mention: {evidence.sentence!r}")


def try_each(before: str, after: str) -> Fit | None:
    """The cue whose wording is nearest, then the first declared: what the finder promises."""
    spans = ((cue, cue.span(before, after, FORM)) for cue in all_cues())
    return max((Fit(cue, *span) for cue, span in spans if span is not None), key=lambda fit: fit.end, default=None)


def entry_of(before: str, after: str) -> tuple[Entry, tuple[Mention, ...]]:
    """An entry of one block that names another concept once, and itself as often as it does."""
    text = f"{before}{FORM}{after}"
    prose = Prose(text=text, blocks=(Block(start=0, end=len(text)),))
    spans = split_sentences(prose)
    own = [(*match.span(), "weight-decay") for match in re.finditer(OWN, text)]
    found = sorted([(len(before), len(before) + len(FORM), "recall"), *own])
    mentions = [
        Mention(
            source="weight-decay", target=target, start=start, end=end, form=text[start:end], tier="exact", line=1,
            sentence=next(span for span in spans if span[0] <= start < span[1]),
        )
        for start, end, target in found
    ]  # fmt: skip
    return Entry(id="weight-decay", term=OWN, path="weight-decay.md", prose=prose), tuple(mentions)
