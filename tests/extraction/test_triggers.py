"""Which cues are tried: those that a word calls for, and never fewer than hold."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from conceptgraph.extraction.cues.cue import GAP, Cue
from conceptgraph.extraction.cues.finder import CueFinder
from conceptgraph.extraction.cues.registry import all_cues, cue_finder
from conceptgraph.extraction.cues.triggers import find_heads, find_ways, is_anchored, needs_letter

OUR_GLOSSARY = Path(__file__).parents[2] / "glossary"
PLACES = [
    (sentence[: match.start()], sentence[match.end() :], match[0])
    for file in sorted(OUR_GLOSSARY.glob("*.md"))
    for sentence in re.split(r"(?<=\.)\s+", file.read_text(encoding="utf-8"))[:12]
    for match in list(re.finditer(r"(?<=\s)[\w-]{3,}", sentence))[1::12]
]

HEADS = {
    "a word": (r"\bneeds", {"needs"}),
    "its end": (r"\bof the", {"of "}),
    "one of several": (r"\b(?:use|rely|is)\b", {"use", "rely", "is"}),
    "endings": (r"\bris(?:k|e|ing)", {"risk", "rise", "rising"}),
    "an optional word first": (r"\b(?:very )?prone to", {"prone "}),
    "the rarer of two": (r"\bis (?:a )?kind", {"kind"}),
    "behind any word": (r"\w+ly prone", {"prone"}),
    "in capitals": (r"\bNEEDS", {"needs"}),
    "a set of letters": (r"\bco[sz]y", {"cosy", "cozy"}),
    "no word begins": (r"eeds", None),
    "any word": (r"\b\w+ ", None),
    "may be missing": (r"\b(?:needs)?", None),
    "one way without": (r"\bneeds|§", None),
    "nothing": ("", None),
    "a long word": (r"\bcharacteristic of", {"charact"}),
}


TAILS = {
    "a word": (r"\buses" + GAP, [{" uses"}]),
    "its end": (r"\b\w+ed" + GAP, [{"ed"}]),
    "endings": (r"\bus(?:es?|ing)" + GAP, [{" use", " uses", " using"}]),
    "perhaps another word": (r"\btakes(?: in)?" + GAP, [{" takes", " in"}]),
    "a mark behind it": (r"\bvs\.?" + GAP, [{" vs"}]),
    "a blank behind it": (r"\buses " + GAP, [{" uses"}]),
    "a mark of its own": (r"\buses -" + GAP, [None]),
    "what follows is seen before": (r"\bkeeps(?= the)" + GAP, [{" keeps"}]),
    "a long word": (r"\bthe opposition" + GAP, [{"osition"}]),
    "any word": (r"\bmakes \w+" + GAP, [None]),
    "several ways": (r"\bof" + GAP + r"|\bin() the $", [{" of"}, None]),
    "no gap": (r"\bof $", [None]),
    "nothing": ("", [None]),
}
#: What may stand between a wording and a mention.
REACH = (
    "", "the ", "a very big new ", 'the "', "a number of ", "any other number of ", "the growing ", "nothing but ", "much of the ",
    "$x + y$ ", "a cup a number of a set of ", "a set of the most of a kind of a ",
)  # fmt: skip

LETTERS = {
    "always": (r"a §", True),
    "in a group": (r"(?:the )?(?:§) is", True),
    "in each way": (r"§ is|the §", True),
    "in one way": (r"§ is|the", False),
    "perhaps": (r"is(?: §)?", False),
    "as one of several letters": (r"[§a]", False),
    "forbidden": (r"(?!§)a", False),
}


@pytest.mark.parametrize(("pattern", "needed"), LETTERS.values(), ids=LETTERS)
def test_what_every_text_must_hold_is_read_off_a_pattern(pattern: str, *, needed: bool) -> None:
    """A character in all the ways to fit."""
    assert needs_letter(pattern, "§") is needed


@pytest.mark.parametrize(("pattern", "tails"), TAILS.values(), ids=TAILS)
def test_tails_are_read_off_a_pattern(pattern: str, tails: list[set[str] | None]) -> None:
    """The ends of the words of which one ends the wording, in each way to fit."""
    assert [way.tails for way in find_ways(pattern, gap=GAP)] == tails


ANCHORED = {"at its beginning": (r"^a|^b", True), "in one way": (r"^a|b", False), "anywhere": ("a", False), "nothing": ("", False)}


@pytest.mark.parametrize(("pattern", "anchored"), ANCHORED.values(), ids=ANCHORED)
def test_it_is_told_what_stands_only_at_a_beginning(pattern: str, *, anchored: bool) -> None:
    """In all the ways to fit."""
    assert is_anchored(pattern) is anchored


@pytest.mark.parametrize("words", REACH)
def test_a_wording_is_looked_for_as_far_back_as_a_gap_reaches(words: str) -> None:
    """Over whatever parts a gap allows."""
    cue = Cue(name="uses", predicate="uses", before=r"\buses" + GAP)
    assert CueFinder([cue]).candidates(f"§ uses {words}", "") == (cue,)


def test_a_wording_too_far_back_is_not_tried() -> None:
    """Behind a word that ends a noun phrase, or five others."""
    finder = CueFinder([Cue(name="uses", predicate="uses", before=r"\buses" + GAP)])
    assert [finder.candidates(f"§ uses {words}", "") for words in ("salt, ", "salt from ", "a very big new red ")] == [(), (), ()]


@pytest.mark.parametrize(("pattern", "heads"), HEADS.values(), ids=HEADS)
def test_heads_are_read_off_a_pattern(pattern: str, heads: set[str] | None) -> None:
    """The beginnings of words without which it is not found."""
    assert find_heads(pattern) == heads


def test_nearly_every_cue_is_called_for_by_words() -> None:
    """Or the filter would save nothing: a text without any of them is hardly tried."""
    assert len(cue_finder().candidates("zzz", "zzz")) <= 3


@pytest.mark.parametrize("cue", all_cues(), ids=[cue.name for cue in all_cues()])
@settings(max_examples=15)
@given(data=st.data())
def test_whatever_a_cue_fits_calls_for_it(cue: Cue, data: DataObject) -> None:
    """Over texts made from the pattern itself, in any letters it allows."""
    before, after = (data.draw(st.from_regex(re.compile(part, re.IGNORECASE))) for part in (cue.before, cue.after))
    assert cue in cue_finder().candidates(before, after)


@pytest.mark.parametrize("cue", all_cues(), ids=[cue.name for cue in all_cues()])
def test_the_sentences_of_a_cue_call_for_it(cue: Cue) -> None:
    """In small letters, in capitals, and in the odd letters that count as equal."""
    for sentence in cue.holds:
        for text in (sentence, sentence.upper(), sentence.replace("s", "ſ").replace("k", "\u212a")):
            assert cue in cue_finder().candidates(text.partition("[")[0], text.partition("]")[2])


def test_trying_fewer_cues_finds_the_same() -> None:
    """Behind many words of our own glossary, as if each were a mention."""
    slow = CueFinder(all_cues())
    slow.candidates = lambda *_, **__: slow.cues  # type: ignore[method-assign]
    assert len(PLACES) > 1000
    assert [cue_finder().find(*place) for place in PLACES] == [slow.find(*place) for place in PLACES]
