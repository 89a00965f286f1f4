"""What an importer gives: cards, and what whoever imports them should know."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from conceptgraph.model import Finding
from conceptgraph.reading.names import same_label


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One term and its text, in Markdown; `position` counts from 1, `line` is the line it begins on."""

    term: str
    text: str
    position: int
    line: int = 0
    aliases: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Deck:
    """The cards of a file in their order, and findings about them."""

    cards: tuple[Card, ...]
    findings: tuple[Finding, ...] = ()
    title: str = ""


def make_deck(cards: Sequence[Card], *, path: str, findings: Iterable[Finding] = (), title: str = "") -> Deck:
    """The deck of these cards, with findings on cards without a text and terms that come twice."""
    return Deck(cards=tuple(cards), findings=(*findings, *_card_findings(cards, path)), title=title)


def _card_findings(cards: Sequence[Card], path: str) -> Iterator[Finding]:
    first: dict[str, Card] = {}
    for card in cards:
        if not card.text:
            yield warning("empty-card", f"card {card.position}, {card.term!r}, has no text; write it, or delete the card", path, card.line)
        earlier = first.setdefault(same_label(card.term), card)
        if earlier is not card:
            message = f"cards {earlier.position} and {card.position} are both called {card.term!r}; rename one, or join them"
            yield warning("duplicate-card", message, path, card.line)


def warning(code: str, message: str, path: str, line: int) -> Finding:
    """A finding about a deck: nothing keeps its other cards from being imported."""
    return Finding(code=code, severity="warning", message=message, path=path, line=line)
