"""How long sentences are shown to people."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conceptgraph.cli.answers import LONGEST, shorten

NAME = "learning rate"
WORDS = "and so the story goes on and on with words that nobody needs to see "
SENTENCES = {
    "in the middle": (f"{WORDS * 9}a {NAME} {WORDS * 9}".strip(), True, True),
    "at the start": (f"{NAME} {WORDS * 9}".strip(), False, True),
    "at the end": (f"{WORDS * 9}{NAME}", True, False),
    "in capitals": (f"{WORDS * 9}a {NAME.upper()} {WORDS * 9}".strip(), True, True),
    "inside a word first": (f"x{NAME}x {WORDS * 9}a {NAME} {WORDS * 9}".strip(), True, True),
    "among letters that are longer in lower case": (f"{WORDS * 9}a {NAME} {WORDS * 9}İ", True, True),
    "in the plural": (f"{WORDS * 9}{NAME}s {WORDS * 9}".strip(), True, True),
    "not at all": ((WORDS * 9).strip(), False, True),
}


@pytest.mark.parametrize(("sentence", "left", "right"), SENTENCES.values(), ids=SENTENCES)
def test_a_long_sentence_is_shown_around_the_name(sentence: str, left: bool, right: bool) -> None:
    """With an ellipsis where it is cut, which is between words."""
    shown = shorten(sentence, around=NAME)
    assert LONGEST * 0.8 < len(shown) <= LONGEST + 4
    assert (shown.startswith("… "), shown.endswith(" …")) == (left, right)
    assert (f" {NAME}" in f" {shown.casefold()}") == (f" {NAME}" in f" {sentence.casefold()}")
    kept = shown.removeprefix("… ").removesuffix(" …")
    assert f" {kept} " in f" {sentence} "


def test_a_sentence_that_fits_stays_whole() -> None:
    """To the last character."""
    sentence = "x " * (LONGEST // 2)
    assert shorten(sentence, around="x") == sentence


@given(st.text("ab. (…\n", max_size=700), st.text("ab ", max_size=9))
def test_what_is_shown_of_a_sentence_stands_in_it(sentence: str, name: str) -> None:
    """Whatever it is made of: a piece of it, not much longer than allowed, with the name if that stands there."""
    shown = shorten(sentence, around=name)
    assert len(shown) <= LONGEST + 4
    piece = shown if shown == sentence else shown.removesuffix(" …")
    assert piece in sentence or piece.removeprefix("… ") in sentence
    if re.search(re.escape(" ".join(name.split())), sentence):
        assert " ".join(name.split()) in shown


@pytest.mark.parametrize("sentence", ["x" * 900, "x" * 400 + NAME + "x" * 400], ids=["alone", "around the name"])
def test_a_word_that_is_too_long_is_cut(sentence: str) -> None:
    """There is no space to cut at."""
    shown = shorten(sentence, around=NAME)
    assert len(shown) <= LONGEST + 4
    assert (NAME in shown) == (NAME in sentence)
