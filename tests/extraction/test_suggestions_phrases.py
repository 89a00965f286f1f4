"""Runs of words that could be names, as one entry has them."""

import pickle

import pytest
from handmade import entry_of
from hypothesis import given
from hypothesis import strategies as st

from conceptgraph.extraction.suggestions import phrases
from conceptgraph.extraction.suggestions.phrases import LONGEST, collect_entry_phrases
from conceptgraph.reading.labels import fold


def collected(text: str, *known: str) -> dict[str, int]:
    """The phrases of a text with their marks; `known` are wordings that are mentions."""
    entry = entry_of(f"# X\n\n{text}")
    body = entry.prose.text
    covered = [(body.index(name), body.index(name) + len(name)) for name in known]
    return {key: marks for key, _, _, marks in collect_entry_phrases(entry, covered)}


RUNS = {
    "a run and its parts": (
        "The loss landscape surface.",
        {"loss", "loss landscape", "loss landscape surface", "landscape", "landscape surface", "surface"},
    ),
    "function words end it": ("A loss of heat.", {"loss", "heat"}),
    "verbs of prose end it": ("A loss allows heat.", {"loss", "heat"}),
    "stops end it": ("A loss. Heat, too; smoke", {"loss", "heat", "smoke"}),
    "a hyphen joins": ("A mini-batch loss.", {"mini batch", "mini batch loss", "loss"}),
    "a possessive ends it": ("The loss's surface.", {"loss", "surface"}),
    "that of a name does not": ("So is Moore's law.", {fold("Moore's"), fold("Moore's law"), "law"}),
    "doubtful words are no name alone": ("An early loss.", {"early loss", "loss"}),
    "adverbs neither": ("A fully connected loss.", {"fully connected", "fully connected loss", "connected", "connected loss", "loss"}),
    "but nouns that end alike": ("An anomaly loss.", {"anomaly", "anomaly loss", "loss"}),
    "code is a wall": ("A loss `of` heat.", {"loss", "heat"}),
    "identifiers are none": ("A loss_value rises.", {"rise"}),
    "numbers are none": ("In 1989 loss fell.", {"loss", "loss fell", "fell"}),
}  # fmt: skip


@pytest.mark.parametrize(("text", "keys"), RUNS.values(), ids=RUNS)
def test_phrases_are_runs_of_words(text: str, keys: set[str]) -> None:
    """Every part of a run is met, and nothing across its ends."""
    found = set(collected(text))
    assert found == keys


def test_a_known_name_is_part_of_longer_phrases_and_none_itself() -> None:
    """As "gradient descent", although "gradient" is known."""
    assert set(collected("The gradient descent is long.", "gradient")) == {"gradient descent", "descent"}


def test_a_phrase_of_known_names_alone_is_marked() -> None:
    """It is likelier two names than one."""
    found = collected("The gradient clipping threshold.", "gradient", "clipping")
    assert found["gradient clipping"] & phrases.COMPOSED
    assert not found["clipping threshold"] & phrases.COMPOSED


MARKED = {
    "called": ("It is called the kernel trick.", "kernel trick", phrases.NAMED),
    "known as": ("It is known as pruning.", "pruning", phrases.NAMED),
    "spelled out": ("It needs a support vector machine (SVM).", "support vector machine", phrases.SPELLED_OUT),
    "such as, with capitals": ("Methods such as AdaGrad work.", "adagrad", phrases.NAMED),
    "e.g., with capitals": ("It is deep, e.g. ResNet.", "resnet", phrases.NAMED),
    "uses": ("It uses weight decay.", "weight decay", phrases.LEANT_ON),
    "a form of": ("It is a form of weight decay.", "weight decay", phrases.LEANT_ON),
    "based on": ("It is based on weight decay.", "weight decay", phrases.LEANT_ON),
    "in the definition": ("It has weight decay. More text.", "weight decay", phrases.DEFINES),
    "alone": ("It has weight decay.", "weight decay", phrases.ALONE),
    "a capital inside": ("It has an XOR gate.", "xor", phrases.CAPITAL),
    "where a verb stands": ("It can distort weights.", "distort", phrases.VERBAL),
    "a doubtful start": ("An early loss.", "early loss", phrases.DOUBTFUL_START),
    "a doubtful end": ("A loss type.", "loss type", phrases.DOUBTFUL_END),
}  # fmt: skip
UNMARKED = {
    "called, before a clause": ("It is called positive if it is.", "positive", phrases.NAMED),
    "such as, without capitals": ("Animals such as dogs bark.", "dog", phrases.NAMED),
    "brackets that are no initials": ("It needs a support vector machine (NaN).", "support vector machine", phrases.SPELLED_OUT),
    "behind the definition": ("It is old. It has weight decay.", "weight decay", phrases.DEFINES),
    "inside a longer one": ("It has weight decay.", "decay", phrases.ALONE),
    "a capital at its start": ("Weight decay helps.", "weight decay", phrases.CAPITAL),
}  # fmt: skip


@pytest.mark.parametrize(("text", "key", "mark"), MARKED.values(), ids=MARKED)
def test_what_a_text_says_of_a_phrase_is_marked(text: str, key: str, mark: int) -> None:
    """By the words around it."""
    assert collected(text)[key] & mark


@pytest.mark.parametrize(("text", "key", "mark"), UNMARKED.values(), ids=UNMARKED)
def test_what_it_does_not_say_is_not(text: str, key: str, mark: int) -> None:
    """Near misses."""
    assert not collected(text)[key] & mark


def test_a_short_form_leads_to_its_long_one() -> None:
    """By their keys."""
    entry = entry_of("# X\n\nIt needs a support vector machine (SVM).")
    assert collect_entry_phrases(entry, []).acronyms == (("svm", "support vector machine"),)


def test_phrases_can_be_kept() -> None:
    """They pickle, and come back equal."""
    read = collect_entry_phrases(entry_of("# X\n\nIt needs a support vector machine (SVM)."), [])
    assert pickle.loads(pickle.dumps(read)) == read  # noqa: S301 - our own bytes


@given(st.text(max_size=80), st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), max_size=4))
def test_any_text_gives_phrases_that_stand_in_it(text: str, spans: list[tuple[int, int]]) -> None:
    """Each key is the folded text at its place, of at most so many words, whatever the mentions."""
    entry = entry_of(f"---\nterm: X\n---\n{text}")
    covered = [(start, end) for start, end in spans if start < end <= len(entry.prose.text)]
    for key, start, end, _ in collect_entry_phrases(entry, covered):
        assert fold(entry.prose.text[start:end]) == key
        assert len(key.split()) <= LONGEST
