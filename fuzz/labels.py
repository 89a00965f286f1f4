"""Any text as a label, and one label in another's text: keys are stable, and what is found slices back."""

import unicodedata

from conceptgraph.extraction.names import can_be_name, concept_names
from conceptgraph.model import Concept
from conceptgraph.reading.labels import fold, initials_match, plural, slug, words
from conceptgraph.reading.names import same_label, short_labels


def target(data: bytes) -> None:
    """Cut the text at its first line end: the label, and another. Bytes that are no UTF-8 become halves of characters."""
    label, _, other = data.decode("utf-8", "surrogateescape").partition("\n")
    key = fold(unicodedata.normalize("NFKC", label.lower()))
    if fold(key) != key:
        raise AssertionError(f"{key!r} is folded to {fold(key)!r}")
    if slug(slug(label)) != slug(label):
        raise AssertionError(f"the id {slug(label)!r} has another id")
    if any(label[word.start() : word.end()] != word[0] for word in words(label)):
        raise AssertionError("a word that does not slice back")
    if label.strip() and not same_label(label):
        raise AssertionError(f"{label!r} is the same as nothing")
    plural(label)
    can_be_name(label)
    initials_match(long=label, short=other)
    initials_match(long=other, short=label)
    if any(short not in label for short in short_labels(label)):
        raise AssertionError(f"a short label that is no part of {label!r}")
    if any(name.text not in label for name in concept_names(Concept(id="x", term=label))):
        raise AssertionError(f"a name that is no part of {label!r}")
