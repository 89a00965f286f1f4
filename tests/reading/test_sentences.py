"""Where sentences begin and end: a file of hand-made cases, and what holds for any text."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from work import growth

from conceptgraph.model import Prose
from conceptgraph.reading.prose import read_prose
from conceptgraph.reading.sentences import first_sentence, sentence_text, split_sentences

CASES = tuple(
    line.replace("⏎", "\n")
    for line in Path(__file__).with_name("sentences.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("# ")
)
MARKUP = re.compile(r"^\s*(?:[->]|\d[.)])\s+(?=\S)|[*`]", re.MULTILINE)
WORDS = "A. B e.g. i.e. Fig. 3 et al. SGD. It is 0.5 $x$. (see) “why?” etc. ; … ! ? \n \n\n U.S. J. Smith `a.b` - > 1. *so*".split(" ")


def sentences_of(prose: Prose) -> list[str]:
    return [sentence_text(prose.text, span) for span in split_sentences(prose)]


def expected(case: str) -> list[str]:
    """The sentences of a case, as the plain text has them: without the marks of lists, quotations and stress."""
    return [" ".join(MARKUP.sub("", piece).split()) for piece in case.split("¦")]


def test_at_least_98_of_100_hand_made_cases_are_split_right() -> None:
    """The share of right cases is counted over the whole file, and the wrong ones are named."""
    wrong = {case: got for case in CASES if (got := sentences_of(read_prose(case.replace("¦", "")))) != expected(case)}
    share = 1 - len(wrong) / len(CASES)
    assert len(CASES) >= 300
    assert share >= 0.98, f"{share:.3f} right; wrong: " + "".join(f"\n{case!r}: {got}" for case, got in wrong.items())


@given(st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=6)), max_size=40).map(" ".join))
def test_sentences_of_any_text_are_ordered_within_blocks_and_leave_no_word_out(body: str) -> None:
    """Together they hold every visible character, each within one block, one after the other."""
    prose = read_prose(body)
    spans = split_sentences(prose)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    assert all(any(block.start <= start < end <= block.end for block in prose.blocks) for start, end in spans)
    assert "".join("".join(prose.text[start:end].split()) for start, end in spans) == "".join(prose.text.split())
    assert all(prose.text[start:end] == prose.text[start:end].strip() for start, end in spans)


def test_the_first_sentence_is_shown_on_one_line() -> None:
    """However its author broke the lines."""
    assert first_sentence(read_prose("# Adam\n\nAdam is an\noptimizer.\nIt adapts.")) == "Adam is an optimizer."


def test_a_text_without_prose_has_no_first_sentence() -> None:
    """An entry of a heading alone has no definition."""
    assert first_sentence(read_prose("# Adam")) == ""


def test_line_breaks_of_an_author_change_no_sentence() -> None:
    """Wherever a text is wrapped, its sentences are the same."""
    text = "It is fast; it is crude, e.g. on J. Smith's data in Fig. 3. Use it with care."
    wrapped = text.replace(" ", "\n")
    assert sentences_of(read_prose(wrapped)) == sentences_of(read_prose(text))


@pytest.mark.parametrize("piece", ["a", "A. ", ". ", "$a.$ B. ", '."'])
def test_long_texts_are_split_in_proportion_to_their_length(piece: str) -> None:
    """Twice the text takes at most three times the work, whatever stops it has."""
    assert growth(lambda size: split_sentences(read_prose((piece * size)[:size])), 120_000, times=2) < 3


WORDY = "It names " + "one thing, " * 200 + "the name, " + "another thing, " * 200 + "and so on."


def test_a_very_long_sentence_is_shown_around_a_part_of_it() -> None:
    """With an ellipsis where it is cut, and no half of a word."""
    start = WORDY.index("the name")
    shown = sentence_text(WORDY, (0, len(WORDY)), around=(start, start + len("the name")))
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert " the name, another" in shown
    assert len(shown) < 1000
    assert set(shown.split()) <= {"…", *WORDY.split()}


def test_a_long_sentence_is_cut_at_one_end_where_the_part_is_at_the_other() -> None:
    """Nothing stands before its first word."""
    assert sentence_text(WORDY, (0, len(WORDY)), around=(0, 2)).startswith("It names one thing")
    assert sentence_text(WORDY, (0, len(WORDY)), around=(len(WORDY) - 3, len(WORDY))).endswith("and so on.")


def test_a_sentence_of_common_length_is_shown_whole() -> None:
    """Whatever it is shown for."""
    assert sentence_text("It names\none thing.", (0, 19), around=(3, 8)) == "It names one thing."


@given(st.text(max_size=30).map(lambda piece: piece * 100), st.integers(0, 3000), st.integers(1, 50))
def test_what_a_sentence_is_shown_for_is_shown(text: str, start: int, size: int) -> None:
    """However it is cut; and what is shown has a bound."""
    part = text[start : start + size]
    if part.strip():
        shown = sentence_text(text, (0, len(text)), around=(start, start + len(part)))
        assert "".join(part.split()) in "".join(shown.split())
        assert len(shown) < 1000
