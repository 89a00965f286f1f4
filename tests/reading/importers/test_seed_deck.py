"""The deck the project began with, where it is at hand: it is no part of the repository."""

import os
from pathlib import Path

import pytest

from conceptgraph.reading.importers.flashcards import read_flashcards

DECK = Path(os.environ.get("CONCEPTGRAPH_DATA", "no-data")) / "seed-deck.txt"

pytestmark = pytest.mark.skipif(not DECK.is_file(), reason="set CONCEPTGRAPH_DATA to the folder with seed-deck.txt")


def test_the_seed_deck():
    """The deck gives its 24 cards from first to last, its sections stay inside them, and its two faults are told."""
    deck = read_flashcards(DECK.read_text(encoding="utf-8"), path="seed-deck.txt")
    assert len(deck.cards) == 24
    assert (deck.cards[0].term, deck.cards[7].term, deck.cards[-1].term) == (
        "Activation Function",
        "Bootstrapping",
        "Fully connected layers",
    )
    assert "## Examples of Evolutionary Algorithms" in deck.cards[18].text
    assert [(finding.line, finding.code) for finding in deck.findings] == [(2, "card-count"), (20, "cut-text")]
