"""Flashcard decks: plain text with title lines, tables, and the text exports of Anki and Quizlet, told apart by shape."""

from conceptgraph.errors import FormatError
from conceptgraph.reading.importers.deck import Deck
from conceptgraph.reading.importers.separated import read_anki, read_separated
from conceptgraph.reading.importers.titled_lines import read_titled_lines


def read_flashcards(text: str, *, path: str) -> Deck:
    """The deck in a text, in whichever of the shapes it has.

    Raises:
        FormatError: it has none of them.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    for read in (read_anki, read_separated, read_titled_lines):
        deck = read(text, path=path)
        if deck is not None and deck.cards:
            return deck
    message = "holds no cards; write a title line above each text, or term and text with a tab between them"
    raise FormatError(f"{path}: {message}")
