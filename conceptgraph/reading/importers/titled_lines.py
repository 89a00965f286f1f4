"""Decks as plain text: a title line, then the lines of its text, and no mark that says which is which.

What tells titles is shape: they are short, close without punctuation, are no bullets and no "Label: text", and what
follows begins a text. Among the lines of that shape, words that head sections, lines that come twice, a break in
alphabetical order speak against a title; words that its text takes up, and a text that opens as a definition, for it.
"""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from conceptgraph.model import Finding
from conceptgraph.reading.importers.as_markdown import bullet_text, markdown_of_lines
from conceptgraph.reading.importers.deck import Card, Deck, make_deck, warning
from conceptgraph.reading.labels import fold_word, words

_LONGEST_TITLE = 80
_MOST_WORDS = 10
_CLOSED = re.compile(r"[.!?…。！？][)\]\"'”’»]*$")
_UNFINISHED = re.compile(r"[,;:\-–—]$")
_LABEL = re.compile(r"[^:]{1,60}:\s+\S")
_COUNT = re.compile(r"\W*(\d{1,6})\s+(?:flash)?(?:cards?|terms?|notes?|entries|items|definitions?|concepts?|words?)\W*", re.IGNORECASE)
_SECTION = frozenset(
    "advantage application background benefit cause characteristic con consequence definition description detail disadvantage "
    "drawback effect example explanation feature formula function history illustration implication importance key limitation "
    "mechanism method note overview pro property purpose reason role step summary symptom tip treatment type usage use why".split()
)
_ASIDE = re.compile(r"(?:how|where|when|why|what|who)\s+(?:it|its|they|this|these|to)\b", re.IGNORECASE)
#: How titles may be marked; the group is the title.
_MARKS = (
    re.compile(r"#{1,6}\s+(\S.*)"),
    re.compile(r"(?:q|question|term|front)\s*:\s*(\S.*)", re.IGNORECASE),
    re.compile(r"\(?\d{1,4}[.)]\s+(\S.*?):?"),
    re.compile(r"[-*•◦▪‣·–—]\s+(\S.*?):?"),
    re.compile(r"\*\*(\S.*?):?\*\*:?"),
    re.compile(r"(\S[^:]*):"),
)
_ANSWER = re.compile(r"^(?:a|answer|definition|back)\s*:\s*", re.IGNORECASE)
_OPENS_DEFINITION = re.compile(r"(?:an?|the|any|one|this|it|in|also|refers?|when|where|method|process|type|[a-z])\b", re.IGNORECASE)
_SMALL = frozenset("a an and as at by for from in of on or the to vs with".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    text: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Header:
    title: str = ""
    announced: int = 0
    line: int = 0
    size: int = 0


def read_titled_lines(text: str, *, path: str) -> Deck | None:
    """The deck a plain text holds, or None if nothing in it has the shape of a title with its text."""
    everything = [_Line(text=line.strip(), number=number) for number, line in enumerate(text.split("\n"), 1)]
    lines = [line for line in everything if line.text]
    header = _read_header(lines)
    lines = lines[header.size :]
    titles = _marked_titles(lines) or _plain_titles(_blank_line_titles(everything, header) or _find_titles(lines), lines)
    if not titles or lines[-1].number == min(titles):
        return None
    starts = [index for index, line in enumerate(lines) if line.number in titles]
    if not header.title and starts[0] > 0:
        header = _Header(title=lines[0].text, announced=header.announced, line=header.line)
    cards, endings = [], []
    for position, (start, end) in enumerate(zip(starts, [*starts[1:], len(lines)], strict=True), 1):
        body = [_Line(text=_ANSWER.sub("", line.text), number=line.number) for line in lines[start + 1 : end]]
        # A short line above a list is a heading of its own.
        headings = {one.text for one, after in pairwise(body) if _has_title_shape(one.text) and bullet_text(after.text) is not None}
        markdown = markdown_of_lines((line.text for line in body), headings=headings)
        cards.append(Card(term=titles[lines[start].number], text=markdown, position=position, line=lines[start].number))
        endings.append(body[-1] if body else lines[start])
    findings = [*_count_findings(header, len(cards), path), *_cut_findings(cards, endings, path)]
    return make_deck(cards, path=path, findings=findings, title=header.title)


def _read_header(lines: Sequence[_Line]) -> _Header:
    """The deck's title and the number of cards it announces, if it does so in its first lines."""
    for index, line in enumerate(lines[:4]):
        match = _COUNT.fullmatch(line.text)
        if match:
            title = lines[0].text if index else ""
            return _Header(title=title, announced=int(match[1]), line=line.number, size=index + 1)
    return _Header()


def _plain_titles(numbers: Container[int], lines: Sequence[_Line]) -> dict[int, str]:
    return {line.number: " ".join(line.text.split()) for line in lines if line.number in numbers}


def _marked_titles(lines: Sequence[_Line]) -> dict[int, str]:
    """Titles that carry a mark, by line number: the mark heads the first line, others, and never two lines in a row."""
    for mark in _MARKS:
        found = {index: match for index, line in enumerate(lines) if (match := mark.fullmatch(line.text))}
        apart = all(index + 1 not in found for index in found) and len(lines) - 1 not in found
        if len(found) > 1 and 0 in found and apart and all(len(match[1]) <= _LONGEST_TITLE for match in found.values()):
            return {lines[index].number: " ".join(match[1].split()) for index, match in found.items()}
    return {}


def _has_title_shape(text: str) -> bool:
    return (
        len(text) <= _LONGEST_TITLE
        and len(text.split()) <= _MOST_WORDS
        and any(map(str.isalnum, text))
        and bullet_text(text) is None
        and not _CLOSED.search(text)
        and not _UNFINISHED.search(text)
        and not _LABEL.match(text)
    )


def _blank_line_titles(lines: Sequence[_Line], header: _Header) -> frozenset[int]:
    """The numbers of the title lines where blank lines stand between the cards."""
    blocks: list[list[_Line]] = [[]]
    for line in lines:
        if line.text:
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    blocks = [kept for block in blocks if (kept := [line for line in block if line.number > header.line])]
    cards = [block for block in blocks if len(block) > 1 and _is_heading(block[0].text, block[1].text)]
    if len(blocks) < 2 or len(cards) < max(2, 0.8 * len(blocks)):
        return frozenset()
    return frozenset(block[0].number for block in cards)


def _is_heading(text: str, after: str) -> bool:
    question = text.endswith("?") and len(text) <= _LONGEST_TITLE
    return (_has_title_shape(text) or question) and not _COUNT.fullmatch(after)


def _find_titles(lines: Sequence[_Line]) -> frozenset[int]:
    """The numbers of the lines that are titles, by their shape and what follows."""
    shaped = [_has_title_shape(line.text) for line in lines]
    asking = [_is_question(lines, index) for index in range(len(lines))]
    # A question heads a card where nearly all cards are questions, and else stands in a text.
    if 3 * sum(asking) >= len(lines) and sum(asking) > 1:
        shaped = asking
    small = [line.text[0].islower() for line in lines]
    # Where titles begin with capitals, a short line that does not is the end of a text.
    if 5 * sum(one and two for one, two in zip(shaped, small, strict=True)) < sum(shaped):
        shaped = [one and not two for one, two in zip(shaped, small, strict=True)]
    listed = [index + 1 < len(lines) and bullet_text(lines[index + 1].text) is not None for index in range(len(lines))]
    # In most decks a short line above a list heads a section of a card; where nearly all are so, cards are lists.
    above_lists = sum(one and two for one, two in zip(shaped, listed, strict=True))
    if above_lists * 2 <= sum(shaped):
        shaped = [one and (not two or not index) for index, (one, two) in enumerate(zip(shaped, listed, strict=True))]
    candidates = [index for run in _runs(shaped) for index in _titles_of_run(run, lines)]
    kept = _without_sections(lines, candidates)
    return frozenset(lines[index].number for index in kept)


def _is_question(lines: Sequence[_Line], index: int) -> bool:
    """Whether a line asks what the next one answers."""
    text = lines[index].text
    short = len(text) <= _LONGEST_TITLE and text.endswith("?") and bullet_text(text) is None and text.count(".") == 0
    return short and index + 1 < len(lines) and not lines[index + 1].text.endswith("?")


def _runs(shaped: Sequence[bool]) -> Iterator[range]:
    start = None
    for index, one in enumerate([*shaped, False]):
        if one and start is None:
            start = index
        elif not one and start is not None:
            yield range(start, index)
            start = None


def _titles_of_run(run: range, lines: Sequence[_Line]) -> range:
    """Which of the title-shaped lines in a row are titles: every other one, the rest being short texts.

    With an odd number before a text the first and the last are. With an even number either the first belongs to the text
    above, or the last begins the text below: titles are shorter than texts. At the deck's head it is the deck's own title.
    """
    if run.stop == len(lines):
        return range(run.start + len(run) % 2, run.stop, 2) if len(run) > 1 else run
    if len(run) % 2:
        return run[::2]
    first, second = (sum(len(lines[index].text.split()) for index in half) for half in (run[::2], run[1::2]))
    return run[::2] if run.start and first < second else run[1::2]


def _without_sections(lines: Sequence[_Line], candidates: Sequence[int]) -> list[int]:
    """The candidates without those that rather head a section of the card above."""
    texts = [lines[index].text.casefold() for index in candidates]
    unordered = _out_of_order(texts)
    kept: list[int] = []
    for position, index in enumerate(candidates):
        end = candidates[position + 1] if position + 1 < len(candidates) else len(lines)
        body = [line.text for line in lines[index + 1 : end]]
        score = _recurs(lines[index].text, body) + _defines(body)
        score -= 2 * _heads_section(lines[index].text)
        score -= 3 * (texts.count(texts[position]) > 1) + 2 * (position in unordered)
        if score >= 0 or not kept:
            kept.append(index)
    return kept


def _content_words(text: str) -> list[str]:
    return [word for match in words(text) if (word := fold_word(match[0])) not in _SMALL and word.isalnum()]


def _heads_section(text: str) -> bool:
    if _ASIDE.match(text):
        return True
    spoken = _content_words(text)
    return bool(spoken) and (spoken[0] in _SECTION or (len(spoken) == 2 and spoken[1] in _SECTION))


def _recurs(title: str, body: Sequence[str]) -> int:
    """1 if the text takes up a word of its title, else 0."""
    return int(not set(_content_words(title)).isdisjoint(_content_words(" ".join(body))))


def _defines(body: Sequence[str]) -> int:
    return int(bool(body) and bool(_OPENS_DEFINITION.match(body[0])))


def _out_of_order(texts: Sequence[str]) -> frozenset[int]:
    """Positions that break the order of a deck which is in alphabetical order otherwise."""
    if len(texts) < 6:
        return frozenset()
    # Longest subsequence in order, by patience sorting; what is not in it breaks the order.
    best: list[int] = []
    before: list[int] = [-1] * len(texts)
    for position, text in enumerate(texts):
        place = next((index for index, other in enumerate(best) if texts[other] > text), len(best))
        before[position] = best[place - 1] if place else -1
        best[place : place + 1] = [position]
    if len(best) < 0.8 * len(texts):
        return frozenset()
    ordered, position = set(), best[-1]
    while position >= 0:
        ordered.add(position)
        position = before[position]
    return frozenset(range(len(texts))) - ordered


def _count_findings(header: _Header, found: int, path: str) -> Iterator[Finding]:
    if header.announced and header.announced != found:
        noun = "was" if found == 1 else "were"
        message = f"the deck announces {header.announced} cards and {found} {noun} found; look for what is missing"
        yield warning("card-count", message, path, header.line)


def _is_spoken(text: str) -> bool:
    """Whether a line has the words of a sentence, and is no formula."""
    return sum(word.isalpha() for word in text.split()) >= 5


def _cut_findings(cards: Sequence[Card], endings: Sequence[_Line], path: str) -> Iterator[Finding]:
    """Texts that stop in mid-sentence, in a deck whose texts else close with punctuation."""
    open_ends = [
        (card, line)
        for card, line in zip(cards, endings, strict=True)
        if card.text and bullet_text(line.text) is None and not _CLOSED.search(line.text)
    ]
    if len(open_ends) * 3 > len(cards) and len(cards) > 1:
        return
    for card, line in open_ends:
        if not _is_spoken(line.text):
            continue
        tail = " ".join(line.text.split()[-4:])
        yield warning("cut-text", f"the text of {card.term!r} stops in mid-sentence: '... {tail}'; complete it", path, line.number)
