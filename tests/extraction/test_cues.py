"""The cues: each in the sentences its author gave it, and what holds for all of them."""

import re
from time import process_time

import pytest

from conceptgraph.extraction.cues.cue import Cue
from conceptgraph.extraction.cues.registry import CUES, all_cues, cue_finder
from conceptgraph.extraction.prerequisites import CAPS, SCORES
from conceptgraph.model import PREDICATES

IDS = [cue.name for cue in all_cues()]
HOLDS = [pytest.param(cue, sentence, id=f"{cue.name}: {sentence}") for cue in all_cues() for sentence in cue.holds]
FAILS = [pytest.param(cue, sentence, id=f"{cue.name}: {sentence}") for cue in all_cues() for sentence in cue.fails]

#: Texts of a shape in which a careless pattern tries every way to read them.
STRESSES = {
    "words": "word ",
    "the wording again and again": "",
    "own concept": "§ ",
    "commas": ", and a ",
    "brackets": "§ (a ",
    "spaces": " ",
    "hyphens": "a-",
    "one word": "a",
    "is": "it is the only ",
    "has": "has to be badly used ",
    "often": "often also ",
}


def cue_of(sentence: str) -> Cue | None:
    """The cue of the mention that stands in square brackets."""
    before, _, rest = sentence.partition("[")
    mention, _, after = rest.partition("]")
    fit = cue_finder().find(before, after, mention)
    return fit.cue if fit else None


@pytest.mark.parametrize(("cue", "sentence"), HOLDS)
def test_a_cue_holds_in_its_sentences(cue: Cue, sentence: str) -> None:
    """No other cue is nearer or goes before it."""
    assert cue_of(sentence) == cue


@pytest.mark.parametrize(("cue", "sentence"), FAILS)
def test_a_cue_fails_where_its_wording_says_otherwise(cue: Cue, sentence: str) -> None:
    """Negated, turned round, or merely alike."""
    assert cue_of(sentence) != cue


@pytest.mark.parametrize("cue", all_cues(), ids=IDS)
def test_a_cue_shows_where_it_holds_and_fails(cue: Cue) -> None:
    """At least eight sentences of each, with the mention in brackets; where it must name the own concept, it does."""
    assert len(set(cue.holds)) >= 8
    assert len(set(cue.fails)) >= 8
    assert all(re.search(r"\[[^\]]+\]", sentence) for sentence in cue.holds + cue.fails)


@pytest.mark.parametrize("cue", all_cues(), ids=IDS)
def test_a_cue_gives_a_known_predicate_and_has_a_score(cue: Cue) -> None:
    """So that its relation reads aloud, and says how much it counts for the order."""
    assert cue.predicate in PREDICATES
    assert cue.name in SCORES


def test_scores_and_caps_are_those_of_cues() -> None:
    """The tables name no cue that is gone; a cap counts nothing."""
    assert set(SCORES) - {"", "opens"} == {cue.name for cue in CUES}
    assert all(SCORES[name] == (0.0, 0.0) for name in CAPS)
    assert all(0 <= score <= 1 for pair in SCORES.values() for score in pair)


def test_names_of_cues_are_unlike() -> None:
    """A name is what evidence gives as its finder."""
    assert len(set(IDS)) == len(IDS)


@pytest.mark.timed
@pytest.mark.parametrize("cue", all_cues(), ids=IDS)
def test_the_time_of_a_cue_grows_with_the_text(cue: Cue) -> None:
    """On 10 and 80 thousand characters of the worst shapes, compared within one run; 64 times would be quadratic."""
    shapes = {**STRESSES, "the wording again and again": " ".join(re.sub(r"[\[\]]", "", sentence) for sentence in cue.holds)}
    slow = {name: ratio for name, shape in shapes.items() if (ratio := growth(cue, shape)) > 24}
    assert not slow


def growth(cue: Cue, shape: str) -> float:
    """How many times longer a cue takes for 80,000 characters than for 10,000, at best of three."""
    long = (shape * (80_000 // len(shape) + 1))[:80_000]
    ratios = []
    for _ in range(3):
        short, whole = (seconds(cue, long[:size]) for size in (10_000, 80_000))
        # Below a millisecond the clock says nothing.
        ratios.append(whole / max(short, 1e-3))
        if ratios[-1] <= 12:
            break
    return min(ratios)


def seconds(cue: Cue, text: str) -> float:
    """Time of this process alone: what else the machine does makes no difference."""
    start = process_time()
    cue.span(text, text, text)
    return process_time() - start
