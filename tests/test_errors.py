"""Errors: sorted, helpful, and each also what a caller expects."""

import random

import pytest

from conceptgraph import errors
from conceptgraph.errors import AmbiguousConceptError, ConceptGraphError, GlossaryError, UnknownConceptError, did_you_mean
from conceptgraph.model import Finding

BUILT_IN = {
    "GlossaryError": ValueError,
    "SettingsError": ValueError,
    "OptionError": ValueError,
    "FormatError": ValueError,
    "EditError": ValueError,
    "OutputError": OSError,
    "UnknownConceptError": LookupError,
    "AmbiguousConceptError": LookupError,
}

OURS = {name: one for name, one in vars(errors).items() if isinstance(one, type) and issubclass(one, ConceptGraphError)}


def finding(path: str, line: int, message: str) -> Finding:
    return Finding(code="wrong-value", severity="error", message=message, path=path, line=line)


@pytest.mark.parametrize("name", sorted(OURS.keys() - {"ConceptGraphError"}))
def test_an_error_is_also_a_builtin_one(name: str) -> None:
    """A caller who knows nothing of ours catches it all the same."""
    assert issubclass(OURS[name], BUILT_IN[name])


def test_findings_are_sorted_by_place() -> None:
    """By file, by line as a number, by sentence, in whatever order they were found."""
    ordered = [finding("", 0, "z"), finding("a.md", 2, "x"), finding("a.md", 2, "y"), finding("a.md", 10, "a"), finding("b.md", 1, "a")]
    mixed = random.Random(3).sample(ordered, len(ordered))
    error = GlossaryError(mixed)
    assert error.findings == tuple(ordered)
    assert str(error) == "z\na.md:2: x\na.md:2: y\na.md:10: a\nb.md:1: a"


@pytest.mark.parametrize(
    ("word", "known", "nearest"),
    [
        ("moment estimtaion", ["moment estimation", "momentum"], "moment estimation"),
        ("ADAM", ["Adam", "Adagrad"], "Adam"),
        ("strasse", ["Straße"], "Straße"),
        ("adan", ["adam", "Adam"], "Adam"),
        ("gradient", ["momentum"], None),
        ("gradient", [], None),
        ("", ["gradient"], None),
    ],
    ids=["letters swapped", "another case", "folded letters", "two spellings", "nothing near", "nothing known", "nothing written"],
)
def test_the_nearest_known_word_is_offered(word: str, known: list[str], nearest: str | None) -> None:
    """In its own spelling, whatever the order of those known; or nothing is."""
    expected = f"; did you mean {nearest!r}?" if nearest else ""
    assert did_you_mean(word, known) == did_you_mean(word, iter(reversed(known))) == expected


def test_an_unknown_label_is_kept() -> None:
    """For who wants to make a sentence of their own."""
    error = UnknownConceptError("gradiant", known=["gradient"])
    assert (error.label, str(error)) == ("gradiant", "unknown concept 'gradiant'; did you mean 'gradient'?")


def test_all_candidates_of_an_ambiguous_label_are_named() -> None:
    """In the order they were given."""
    error = AmbiguousConceptError("kernel", candidates=["b", "a", "c"])
    assert (error.label, error.candidates) == ("kernel", ("b", "a", "c"))
    assert str(error) == "'kernel' is the name of several concepts; write 'b' or 'a' or 'c'"
