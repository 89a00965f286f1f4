"""Texts as words: what is kept of them, and where each stands."""

import pickle
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conceptgraph.extraction.tokens import WALL, Tokens, tokenize
from conceptgraph.reading.labels import fold

CUT = {
    "case and number": ("Loss Functions", "loss function"),
    "hyphens and quotes": ("so-called “deep” nets", "so called deep net"),
    "possessives": ("the model's parameters, Bayes’s rule", "the model parameter , baye rule"),
    "letters with stops": ("In the U.S. it is", "in the us it is"),
    "a stop after a capital": ("It is A. Then", "it is a . then"),
    "identifiers": ("feature_importances_ and numpy.array", "feature_importances_ and numpy.array"),
    "symbols": ("C++ on TCP/IP", "c + + on tcp / ip"),
    "two blocks": ("one\n \ntwo", f"one {WALL} two"),
    "nothing": (" \n", ""),
}


@pytest.mark.parametrize(("text", "words"), CUT.values(), ids=CUT)
def test_words_are_folded_as_labels_are(text: str, words: str) -> None:
    """What makes no difference to a name is gone, the gap between two blocks is a wall."""
    assert tokenize(text).words == words


def test_an_opaque_span_is_one_wall() -> None:
    """However many words it has; spans that overlap are one after the other."""
    tokens = tokenize("loss f(x, y) function", [(5, 12), (8, 12)])
    assert tokens.words == f"loss {WALL} function"
    assert (list(tokens.starts), list(tokens.ends)) == ([0, 5, 13], [4, 12, 21])


SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9)), max_size=3)


@given(st.text(max_size=80), SPANS)
def test_the_words_of_any_text_stand_where_they_say(text: str, marks: list[tuple[int, int]]) -> None:
    """In order and apart, each slicing back to what folds to it; and they survive being kept."""
    opaque = [(start, start + size) for start, size in marks if start + size <= len(text)]
    tokens = tokenize(text, opaque)
    words, places = tokens.words.split(" ") if tokens.words else [], list(zip(tokens.starts, tokens.ends, strict=True))
    assert len(words) == len(places) == len(tokens)
    assert all(first[1] <= second[0] for first, second in pairwise(places))
    for word, (start, end) in zip(words, places, strict=True):
        assert word == WALL or fold(text[start:end]) == word
    assert pickle.loads(pickle.dumps(tokens)) == tokens  # noqa: S301
    assert isinstance(tokens, Tokens)
