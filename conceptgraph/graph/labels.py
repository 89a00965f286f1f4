"""Which concepts of a graph a label means, as it is spelled, folded, or without its brackets.

To index every label of a large graph takes longer than most answers. So the first questions go through the labels, and fold
only those that could be meant; whoever asks more often gets an index.
"""

import string
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property

from conceptgraph.model import Concept
from conceptgraph.reading.labels import fold
from conceptgraph.reading.names import short_labels

#: So many questions are answered without an index.
FEW = 8


class LabelIndex:
    """The labels of some concepts."""

    def __init__(self, concepts: Sequence[Concept]) -> None:
        """Nothing is indexed yet."""
        self._concepts = concepts
        self._asked = 0

    def spelled(self, label: str) -> tuple[Concept, ...]:
        """The concepts with a label of this spelling, in their order."""
        self._asked += 1
        if self._asked > FEW:
            return self._by_spelling.get(label, ())
        return tuple(concept for concept in self._concepts if concept.term == label or label in concept.aliases)

    def folded(self, label: str) -> tuple[Concept, ...]:
        """The concepts with this label in any case, number and hyphenation."""
        key = fold(label)
        if self._asked > FEW:
            return self._by_label.get(key, ())
        others = _other_letters(key)
        found = []
        for concept in self._concepts:
            for own in (concept.term, *concept.aliases):
                # The first letter tells most labels apart, at a tenth of the time that folding takes.
                if not (own[:1] in others and own.isascii()) and fold(own) == key:
                    found.append(concept)
                    break
        return tuple(found)

    def shortened(self, label: str) -> tuple[Concept, ...]:
        """The concepts that have this label when what stands in brackets is left out, or taken alone."""
        key = fold(label)
        if self._asked > FEW:
            return self._by_short_label.get(key, ())
        return tuple(
            concept
            for concept in self._concepts
            if any(fold(short) == key for own in (concept.term, *concept.aliases) if "(" in own for short in short_labels(own))
        )

    @cached_property
    def _by_spelling(self) -> Mapping[str, tuple[Concept, ...]]:
        return self._indexed(lambda label: (label,))

    @cached_property
    def _by_label(self) -> Mapping[str, tuple[Concept, ...]]:
        return self._indexed(lambda label: (fold(label),))

    @cached_property
    def _by_short_label(self) -> Mapping[str, tuple[Concept, ...]]:
        return self._indexed(lambda label: map(fold, short_labels(label)))

    def _indexed(self, written: Callable[[str], Iterable[str]]) -> Mapping[str, tuple[Concept, ...]]:
        found: dict[str, dict[str, Concept]] = defaultdict(dict)
        for concept in self._concepts:
            for label in (concept.term, *concept.aliases):
                for name in written(label):
                    found[name][concept.id] = concept
        return {name: tuple(concepts.values()) for name, concepts in found.items()}


def _other_letters(key: str) -> frozenset[str]:
    """The first letters of plain labels that have another key: folding changes that of none but its case."""
    return frozenset(string.ascii_letters + string.digits) - {key[:1], key[:1].upper()}
