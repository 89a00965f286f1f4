"""Where the words of a text are those of a name, however they are cut, and with a word in common with another name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conceptgraph.extraction.names import FIXED_PHRASES, FUNCTION_WORDS
from conceptgraph.extraction.phrase_index import PhraseIndex

FOUND = {
    "as it is": ("loss function", "the loss function of", ["loss function"]),
    "longer ones first": ("loss, loss function", "loss function", ["loss function", "loss"]),
    "overlapping ones": ("a b, b c", "a b c", ["a b", "b c"]),
    "two words as one": ("mini batch", "one minibatch here", ["mini batch"]),
    "one word as two": ("dataset", "one data set here", ["dataset"]),
    "as one inside a longer name": ("multi version control", "by multiversion control", ["multi version control"]),
    "as two inside a longer name": ("dataset loader", "one data set loader", ["dataset loader"]),
    "a cut that is another's name": ("data set, dataset", "dataset and data set", ["dataset", "data set"]),
    "one letter before a hyphen": ("e mail", "an email", ["e mail"]),
    "a digit and a letter": ("2d array", "a 2 d array", ["2d array"]),
    "not an article and a word": ("along", "a long way", []),
    "not in the middle of a cut word": ("multi version, version", "the multiversion", ["multi version"]),
    "an identifier of a name's words": ("null hypothesis", "the null_hypothesis holds", ["null hypothesis"]),
    "not a part of an identifier": ("feature", "its feature_importances_ and a_feature", []),
    "an ending in common": ("open set, closed set", "open and closed set", ["open set", "closed set"]),
    "an ending of two words": ("left singular vector", "left and right singular vector", ["left singular vector"]),
    "an ending in common of three": ("local file, global file", "local , global or shared file", ["local file", "global file"]),
    "a beginning in common": ("http request, http response", "http request and response", ["http request", "http response"]),
    "no beginning without the other": ("http response", "http head and response", []),
    "a name of its own keeps its meaning": ("open, open set", "open and closed set", ["open"]),
    "a fixed phrase": ("example, order", "for example in order to order an example", ["order", "example"]),
    "a name that goes beyond a fixed phrase": ("case law", "in case law", ["case law"]),
}


@pytest.mark.parametrize(("keys", "text", "found"), FOUND.values(), ids=FOUND)
def test_keys_are_found_in_texts(keys: str, text: str, found: list[str]) -> None:
    """From left to right, the longer first."""
    assert [key for _, _, key in PhraseIndex(keys.split(", ")).find(text)] == found


def test_an_index_without_keys_finds_nothing() -> None:
    """In no text at all."""
    assert PhraseIndex(()).find("loss function") == PhraseIndex(("loss",)).find("") == []


def test_every_fixed_phrase_has_a_word_that_could_be_a_name() -> None:
    """Others would stand in the table for nothing."""
    assert [phrase for phrase in FIXED_PHRASES if FUNCTION_WORDS.issuperset(phrase.split())] == []


WORDS = st.sampled_from("a b ab c abc d_c e f , and or the set".split())
TEXTS = st.lists(WORDS, max_size=12).map(" ".join)


@given(st.lists(st.lists(WORDS, min_size=1, max_size=3).map(" ".join), max_size=6), TEXTS)
def test_all_that_is_found_is_within_reach(keys: list[str], text: str) -> None:
    """A key with a word outside of the reach of a text is not found in it; so a change of that key cannot matter to it."""
    index = PhraseIndex(keys)
    reach = index.reach(text.split(" "))
    found = index.find(text)
    assert found == sorted(found, key=lambda match: (match[0], -match[1], match[2]))
    for first, stop, key in found:
        assert key in keys
        assert 0 <= first < stop <= len(text.split())
        assert reach.issuperset(key.split(" "))


@given(st.lists(st.lists(WORDS, min_size=1, max_size=3).map(" ".join), max_size=6), TEXTS)
def test_what_is_written_as_a_key_is_found(keys: list[str], text: str) -> None:
    """All places, as a search word for word finds them, but for those in fixed phrases."""
    words = text.split()
    places = {
        (first, stop) for first in range(len(words)) for stop in range(first + 1, len(words) + 1) if " ".join(words[first:stop]) in keys
    }
    assert places <= {(first, stop) for first, stop, key in PhraseIndex(keys).find(text) if key == " ".join(words[first:stop])}
