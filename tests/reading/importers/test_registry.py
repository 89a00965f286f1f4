"""The contract of the door: what holds for every importer, our own and others'."""

from dataclasses import FrozenInstanceError

import pytest

from conceptgraph.doors import DoorError
from conceptgraph.errors import ConceptGraphError
from conceptgraph.model import Finding
from conceptgraph.reading.importers.deck import Deck
from conceptgraph.reading.importers.registry import IMPORTERS, find_importer, importers

#: One small deck in each format.
SAMPLES = {"csv": "term,definition\nAdam,An optimizer.\n", "flashcards": "Adam\tAn optimizer.\nSGD\tAnother one.\n"}


@pytest.mark.parametrize("name", sorted(importers()))
def test_reads_its_sample(name):
    """An importer gives cards with terms, positions from 1 and texts, and findings with the path."""
    deck = importers()[name].read(SAMPLES[name], path="some/deck")
    assert isinstance(deck, Deck)
    assert deck.cards[0].term == "Adam"
    assert deck.cards[0].text == "An optimizer."
    assert [card.position for card in deck.cards] == list(range(1, len(deck.cards) + 1))
    assert all(isinstance(finding, Finding) and finding.path == "some/deck" for finding in deck.findings)


@pytest.mark.parametrize("name", sorted(importers()))
@pytest.mark.parametrize("text", ["", "\n\n", "\0", "\ufeff"])
def test_nothing_is_one_sentence(name, text):
    """An importer says in one sentence that a text holds no cards."""
    with pytest.raises(ConceptGraphError) as raised:
        importers()[name].read(text, path="some/deck")
    assert str(raised.value).startswith("some/deck")
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("name", sorted(importers()))
def test_describes_itself(name):
    """An importer has the name it is registered under, and a line of help that needs no edit."""
    importer = importers()[name]
    assert importer.name == name
    assert importer.help
    assert "\n" not in importer.help
    with pytest.raises((FrozenInstanceError, AttributeError)):
        importer.name = "other"


def test_built_ins_are_sorted():
    """The registry lists by name."""
    assert list(IMPORTERS) == sorted(IMPORTERS)


def test_an_unknown_format_lists_the_others():
    """Asking for a format there is none of tells which there are."""
    with pytest.raises(DoorError, match=r"^unknown format 'flashcard'; did you mean 'flashcards'\?; there are csv, flashcards$"):
        find_importer("flashcard")
