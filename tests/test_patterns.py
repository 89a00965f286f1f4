"""No regular expression of the package takes much more time than its text grows: ten times the text, at most twenty times."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from time import thread_time

import pytest
from patterns import Pattern, all_patterns, bad_texts, made_patterns

#: How many times the time may grow where the text grows tenfold.
MOST = 20
#: Less than this many seconds is too little to be compared.
FLOOR = 5e-5
#: An exponential pattern would never end: past so many seconds of work it is given up.
PATIENCE = 8.0


@contextmanager
def patience() -> Iterator[None]:
    """Give up after a while; a running pattern looks for signals now and then."""

    def give_up(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGVTALRM, give_up)
    signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def seconds(pattern: Pattern, text: str) -> float:
    """The seconds of this thread that one question takes."""
    begun = thread_time()
    pattern.ask(text)
    return thread_time() - begun


def growth(pattern: Pattern, name: str, size: int) -> float:
    """How much longer a text of ten times the size takes; the least of several tries where it is too much."""
    make = bad_texts(pattern.regex)[name]
    small, large, least = make(size), make(10 * size), float("inf")
    try:
        with patience():
            for _ in range(4):
                base = max(min(seconds(pattern, small) for _ in range(2)), FLOOR)
                least = min(least, seconds(pattern, large) / base)
                if least <= MOST:
                    break
    except TimeoutError:
        pass
    return least


def too_slow(size: int, patterns: tuple[Pattern, ...], *, slowest: bool) -> list[str]:
    """What grows too much from a size to ten times that; `slowest` tries of each pattern only what takes longest."""
    found = []
    for pattern in patterns:
        names = list(bad_texts(pattern.regex))
        if slowest:
            names = [max(names, key=partial(short_time, pattern))]
        slow = next(((name, times) for name in names if (times := growth(pattern, name, size)) > MOST), None)
        if slow:
            found.append(f"{pattern}: {slow[1]:.0f} times for {slow[0]}, which is {pattern.regex.pattern[:80]}")
    return found


def short_time(pattern: Pattern, name: str) -> float:
    """The seconds for a short text."""
    return seconds(pattern, bad_texts(pattern.regex)[name](500))


def of_cues(pattern: Pattern) -> bool:
    """Whether a pattern is a cue's: long, and asked of 160 characters at a time."""
    return pattern.where.startswith("cue ")


@pytest.mark.timed
def test_no_pattern_is_slow_on_what_it_repeats() -> None:
    """Ten times as much of anything a pattern repeats, or that any might be slow on, takes at most twenty times as long."""
    assert not too_slow(300, all_patterns(), slowest=False)


@pytest.mark.timed
def test_no_pattern_is_slow_on_a_hundred_kilobytes() -> None:
    """On what each takes longest for; those of the cues, which see no more than a clause, have a test of their own."""
    patterns = tuple(pattern for pattern in all_patterns() if not of_cues(pattern))
    assert len(patterns) > 60
    assert not too_slow(10_000, patterns, slowest=True)


@pytest.mark.long
def test_no_pattern_is_slow_on_a_megabyte() -> None:
    """On what each takes longest for, from 100 KB."""
    assert not too_slow(100_000, all_patterns(), slowest=True)


@pytest.mark.long
def test_no_pattern_is_slow_on_any_bad_text_of_a_hundred_kilobytes() -> None:
    """All texts again, from 10 KB."""
    patterns = tuple(pattern for pattern in all_patterns() if not of_cues(pattern))
    assert not too_slow(10_000, patterns, slowest=False)


def test_patterns_that_are_made_at_run_time_are_few_and_known() -> None:
    """They hold a user's words, escaped; each of these functions is tried whole (tests/test_extremes.py and its own tests)."""
    assert made_patterns() == {
        "conceptgraph.extraction.cues.cue._find_after",
        "conceptgraph.extraction.cues.cue._before",
        "conceptgraph.extraction.cues.cue._mention",
        "conceptgraph.extraction.mentions.find_wordings",
        "conceptgraph.reading.files._pattern",
        "conceptgraph.reading.importers.separated._piece_rows",
        "conceptgraph.reading.prose._cell_places",
    }
