"""Which cues are tried: those that a word calls for, and never fewer than hold."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from conceptgraph.extraction.cues.cue import Cue, CueFinder
from conceptgraph.extraction.cues.registry import all_cues, cue_finder
from conceptgraph.extraction.cues.triggers import find_heads, needs_letter

OUR_GLOSSARY = Path(__file__).parents[2] / "glossary"
WORDED = [cue for cue in all_cues() if cue.before]
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


@pytest.mark.parametrize(("pattern", "heads"), HEADS.values(), ids=HEADS)
def test_heads_are_read_off_a_pattern(pattern: str, heads: set[str] | None) -> None:
    """The beginnings of words without which it is not found."""
    assert find_heads(pattern) == heads


def test_nearly_every_cue_is_called_for_by_words() -> None:
    """Or the filter would save nothing: a text without any of them is hardly tried."""
    assert len(cue_finder().candidates("zzz")) <= len(all_cues()) - len(WORDED) + 2


@pytest.mark.parametrize("cue", WORDED, ids=[cue.name for cue in WORDED])
@settings(max_examples=15)
@given(data=st.data())
def test_whatever_a_cue_fits_calls_for_it(cue: Cue, data: DataObject) -> None:
    """Over texts made from the pattern itself, in any letters it allows."""
    before = data.draw(st.from_regex(re.compile(cue.before, re.IGNORECASE)))
    assert cue in cue_finder().candidates(before)


@pytest.mark.parametrize("cue", all_cues(), ids=[cue.name for cue in all_cues()])
def test_the_sentences_of_a_cue_call_for_it(cue: Cue) -> None:
    """In small letters, in capitals, and in the odd letters that count as equal."""
    for sentence in cue.holds:
        before = sentence.partition("[")[0]
        for text in (before, before.upper(), before.replace("s", "ſ").replace("k", "\u212a")):
            assert cue in cue_finder().candidates(text)


def test_trying_fewer_cues_finds_the_same() -> None:
    """Behind many words of our own glossary, as if each were a mention."""
    slow = CueFinder(all_cues())
    slow.candidates = lambda _before: slow.cues  # type: ignore[method-assign]
    assert len(PLACES) > 1000
    assert [cue_finder().find(*place) for place in PLACES] == [slow.find(*place) for place in PLACES]
