"""Further names that texts use: found, bound to one concept, and never somebody's already."""

import pytest
from handmade import glossary_of
from hypothesis import given, settings
from hypothesis import strategies as st

from conceptgraph.extraction.mentions import Matcher, find_mentions
from conceptgraph.extraction.names import collect_names
from conceptgraph.extraction.suggestions.aliases import AliasSuggestion, suggest_aliases
from conceptgraph.reading.labels import fold


def suggested(*texts: str) -> dict[str, AliasSuggestion]:
    """What is suggested, by folded alias."""
    return {fold(one.alias): one for one in suggest_aliases(glossary_of(*texts))}


KINDS = {
    "a verb for a noun": ("convolution", "It convolves an image.", "convolve", "other form"),
    "a participle": ("convolution", "Convolving takes long.", "convolving", "other form"),
    "a noun for a verb": ("normalize", "Normalization helps.", "normalization", "other form"),
    "a doubled consonant": ("commit", "It was committed.", "committed", "other form"),
    "an adverb": ("synchronous", "It runs synchronously.", "synchronously", "other form"),
    "of the last word": ("batch normalization", "It is batch normalized.", "batch normalized", "other form"),
    "British": ("regularization", "Regularisation helps.", "regularisation", "other spelling"),
    "American": ("behaviour policy", "A behavior policy acts.", "behavior policy", "other spelling"),
    "without accents": ("Poincaré map", "The Poincare map turns.", "poincare map", "other spelling"),
    "initials": ("virtual private network", "The VPN is slow.", "vpn", "acronym"),
    "another order": ("interest rate", "The rate of interest rose.", "rate of interest", "other order"),
    "the last word": ("HTTP request", "The request is sent.", "request", "last words"),
    "the first words": ("version control system", "Use version control daily.", "version control", "first words"),
}  # fmt: skip


@pytest.mark.parametrize(("term", "text", "alias", "kind"), KINDS.values(), ids=KINDS)
def test_names_that_a_text_uses_are_suggested(term: str, text: str, alias: str, kind: str) -> None:
    """With the entry that gains, and its sentence."""
    found = suggested(f"# {term}\n\nA {term} is a thing.", f"# other\n\nFirst. {text}")
    assert fold(alias) in found
    one = found[fold(alias)]
    assert (one.kind, one.gains) == (kind, ("other",))
    assert [(item.sentence, item.path) for item in one.evidence] == [(text, "other.md")]


NOT_SUGGESTED = {
    "no text uses it": ("convolution", "Nothing."),
    "part of another compound": ("HTTP request", "A pull request is open."),
    "one who does it": ("classification", "The classifier is slow."),
    "a word of another stem": ("organ", "The organization is slow."),
    "initials in small letters": ("network time offset", "The nto is late."),
    "a doubtful word": ("training set", "The set is full."),
    "what describes a thing": ("recurrent neural network", "Some that are recurrent stay recurrent."),
}  # fmt: skip


@pytest.mark.parametrize(("term", "text"), NOT_SUGGESTED.values(), ids=NOT_SUGGESTED)
def test_other_words_are_not(term: str, text: str) -> None:
    """Whoever reads the list should find names in it."""
    assert suggested(f"# {term}\n\nA {term} is a thing.", f"# other\n\nFirst. {text}") == {}


def test_a_name_that_two_concepts_could_have_is_not_suggested() -> None:
    """A request is an HTTP request or a feature request."""
    texts = ("# HTTP request\n\nA thing.", "# feature request\n\nA wish.", "# other\n\nThe request is sent.")
    assert suggested(*texts) == {}


def test_a_name_that_is_somebodys_is_not_suggested() -> None:
    """Request is an entry of its own."""
    texts = ("# HTTP request\n\nA thing.", "# request\n\nA wish.", "# other\n\nThe request is sent.")
    assert suggested(*texts) == {}


@pytest.mark.parametrize("rule", ["exact", "never"])
def test_who_is_matched_exactly_wants_no_other_names(rule: str) -> None:
    """Its author has decided how it is written."""
    assert suggested(f"---\nterm: convolution\nmatch: {rule}\n---\nA thing.", "# other\n\nIt convolves.") == {}


def test_an_entry_that_names_the_concept_gains_nothing() -> None:
    """It is linked already."""
    assert suggested("# convolution\n\nA thing.", "# other\n\nA convolution. It convolves.") == {}


def test_an_everyday_word_is_not_suggested() -> None:
    """A word in most entries names nothing."""
    others = [f"# other {number}\n\nThe request is sent." for number in "abcdefghij"]
    assert suggested("# HTTP request\n\nA thing.", *others) == {}
    assert set(suggested("# HTTP request\n\nA thing.", *others[:3])) == {"request"}


def test_those_from_which_more_entries_gain_come_first() -> None:
    """Among equally sure ones."""
    often = [f"# often {letter}\n\nIt convolves." for letter in "abc"]
    found = suggest_aliases(glossary_of("# convolution\n\nA thing.", "# recursion\n\nA thing.", "# rarely\n\nIt recursed.", *often))
    assert [one.concept for one in found] == ["convolution", "recursion"]


def test_one_concept_can_be_asked_for() -> None:
    """The others are left out."""
    glossary = glossary_of("# convolution\n\nA.", "# normalization\n\nB.", "# other\n\nIt convolves. It normalizes.")
    assert [fold(one.alias) for one in suggest_aliases(glossary, concept="normalization")] == ["normalize"]


WORDS = st.sampled_from(
    "request requests HTTP the a convolve convolving convolution normalised normalized batch rate of learning , . It".split()
)
ENTRIES = ("HTTP request", "convolution", "batch normalization", "learning rate")


@settings(deadline=None, max_examples=50)
@given(st.lists(st.lists(WORDS, max_size=12).map(" ".join), min_size=4, max_size=4))
def test_an_accepted_alias_is_found_and_collides_with_none(bodies: list[str]) -> None:
    """Written into its entry, it links every entry that was said to gain, and the glossary has no error."""
    texts = [f"---\nterm: {term}\n---\n{body}" for term, body in zip(ENTRIES, bodies, strict=True)]
    glossary = glossary_of(*texts)
    taken = {fold(label) for concept in glossary.concepts for label in (concept.term, *concept.aliases)}
    for one in suggest_aliases(glossary):
        assert fold(one.alias) not in taken
        term = glossary.concept(one.concept).term
        head = f"---\nterm: {term}\n---"
        after = glossary_of(*(text.replace(head, f'---\nterm: {term}\naliases: ["{one.alias}"]\n---') for text in texts))
        assert not [finding for finding in after.findings if finding.severity == "error"]
        linked = {mention.source for mention in find_mentions(after, Matcher(collect_names(after))) if mention.target == one.concept}
        assert set(one.gains) <= linked
