"""Wanted concepts: names that front matter or prose leans on and that no entry has."""

import pytest
from handmade import glossary_of
from hypothesis import given
from hypothesis import strategies as st

from conceptgraph.extraction.names import FUNCTION_WORDS
from conceptgraph.extraction.suggestions.phrases import LONGEST
from conceptgraph.extraction.suggestions.wanted import MOST, SMALL
from conceptgraph.model import Wanted
from conceptgraph.pipeline import extract
from conceptgraph.reading.glossary import Glossary
from conceptgraph.reading.labels import fold


def wanted_in(*texts: str) -> dict[str, Wanted]:
    """What a glossary wants, by name."""
    glossary = glossary_of(*texts, keep_going=True)
    return {wanted.name: wanted for wanted in find(glossary)}


def find(glossary: Glossary) -> tuple[Wanted, ...]:
    return extract(glossary).wanted


def test_a_name_in_front_matter_that_is_no_concept_is_wanted() -> None:
    """With the reason and the line of each entry that names it."""
    wanted = wanted_in(
        "---\nterm: Adam\nrequires: {RMSprop: it scales steps}\n---\nText.",
        "---\nterm: momentum\nrelated: [rmsprop]\n---\nText.",
    )
    assert list(wanted) == ["RMSprop"]
    assert wanted["RMSprop"].needed_by == ("adam", "momentum")
    assert [(item.path, item.line, item.sentence, item.found_by) for item in wanted["RMSprop"].evidence] == [
        ("adam.md", 3, "it scales steps", "declared"),
        ("momentum.md", 3, "", "declared"),
    ]


def test_names_of_front_matter_come_before_those_of_the_prose() -> None:
    """An author who writes a name there is sure to mean it."""
    names = list(wanted_in("---\nterm: Adam\nrequires: [zeta]\n---\nIt is known as Adabound.", "# b\n\nIt is known as Adabound."))
    assert names == ["zeta", "Adabound"]


INTRODUCED = {
    "known as": ("It is known as weight decay.", "weight decay"),
    "called": ("It is called pruning.", "pruning"),
    "referred to as": ("It is often referred to as teacher forcing.", "teacher forcing"),
    "such as a name with capitals": ("Methods such as RMSprop help.", "RMSprop"),
    "like a name with capitals": ("Methods like AdaGrad help.", "AdaGrad"),
    "an example with capitals": ("A net, e.g. ResNet, is deep.", "ResNet"),
    "an acronym": ("It needs a support vector machine (SVM) here.", "support vector machine"),
    "an article is no part": ("It is called the kernel trick.", "kernel trick"),
}
NOT_INTRODUCED = {
    "such as everyday words": "Animals such as dogs help.",
    "like everyday words": "It is like water.",
    "brackets that are no initials": "It needs a support vector machine (NaN) here.",
    "known as a concept": "It is known as momentum.",
    "known for": "It is known for speed.",
    "once only": "The learning schedule ends.",
    "nothing": "",
}


@pytest.mark.parametrize(("text", "name"), INTRODUCED.values(), ids=INTRODUCED)
def test_a_pattern_introduces_a_name(text: str, name: str) -> None:
    """One sentence is enough, and it is the evidence."""
    wanted = wanted_in(f"# Adam\n\nText. {text}")
    assert name in wanted
    assert wanted[name].needed_by == ("adam",)
    assert [item.sentence for item in wanted[name].evidence] == [text]


@pytest.mark.parametrize("text", NOT_INTRODUCED.values(), ids=NOT_INTRODUCED)
def test_other_wordings_introduce_none(text: str) -> None:
    """Everyday words, names there are, and phrases met once are not wanted."""
    assert wanted_in(f"# Adam\n\nText. {text}", "# momentum\n\nText.") == {}


def test_a_phrase_that_several_entries_use_is_wanted() -> None:
    """By C-value: the whole phrase, not the parts that stand in nothing else."""
    texts = [f"# {term}\n\nThe loss landscape surface of {term} is rough." for term in ("aa", "bb", "cc", "dd")]
    wanted = wanted_in(*texts)
    assert set(wanted) == {"loss landscape surface"}
    assert wanted["loss landscape surface"].needed_by == ("aa", "bb", "cc", "dd")


def test_a_part_that_is_used_by_itself_is_wanted_too() -> None:
    """It is met in more entries than the longer phrase."""
    long = [f"# {term}\n\nThe loss landscape surface is rough." for term in ("aa", "bb", "cc")]
    short = [f"# {term}\n\nA loss landscape is rough." for term in ("dd", "ee", "ff", "gg")]
    assert {"loss landscape", "loss landscape surface"} <= set(wanted_in(*long, *short))


def test_phrases_of_more_entries_come_first() -> None:
    """Most needed first, then by name."""
    often = [f"# {term}\n\nA loss landscape is rough." for term in ("aa", "bb", "cc", "dd", "ee")]
    rarely = [f"# {term}\n\nA weather station is cold." for term in ("ff", "gg", "hh")]
    assert list(wanted_in(*often, *rarely)) == ["loss landscape", "weather station"]


def test_a_phrase_with_the_head_of_a_known_term_needs_fewer_entries() -> None:
    """Two are enough for "triplet loss" beside "hinge loss"."""
    texts = ("# aa\n\nA triplet loss helps.", "# bb\n\nThe triplet losses help.")
    assert wanted_in(*texts) == {}
    assert list(wanted_in(*texts, "# hinge loss\n\nText.")) == ["triplet loss"]


SAILING = (
    "# sail\n\nA sail is set above the boom, beside the oars.",
    "# mast\n\nThe mast carries the mainsail and the boom.",
    "# boom vang\n\nIt keeps the boom of a mainsail down, beside the oars.",
)


def test_in_a_small_glossary_use_alone_speaks_for_a_word() -> None:
    """Most of its names are in no label yet: three entries that use a word are enough, or two if it ends like a label."""
    boats = tuple(f"# boat {number}\n\nIt has a tiller." for number in range(3))
    assert {"tiller", "mainsail"} <= wanted_in(*SAILING, *boats).keys()
    assert "oar" not in wanted_in(*SAILING, *boats)


def test_in_a_large_glossary_it_does_not() -> None:
    """There words of the field are in labels, and any word is in some three entries."""
    boats = tuple(f"# boat {number}\n\nIt has a {'tiller' if number < 4 else 'deck'}." for number in range(SMALL))
    assert not {"tiller", "mainsail"} & wanted_in(*SAILING, *boats).keys()


def test_a_word_that_stands_as_a_verb_is_not_wanted_for_its_use_alone() -> None:
    """Where one text has it behind "can" or "to"."""
    boats = tuple(f"# boat {number}\n\n{'It can drift.' if number == 1 else 'It has a drift.'}" for number in range(4))
    assert "drift" not in wanted_in(*SAILING, *boats)


def test_a_name_is_spelled_as_most_entries_spell_it() -> None:
    """In any number and case it is one name."""
    texts = ("# aa\n\nA loss landscape.", "# bb\n\nLoss landscapes.", "# cc\n\nA loss landscape.", "# dd\n\nA Loss Landscape.")
    wanted = wanted_in(*texts)
    assert list(wanted) == ["loss landscape"]
    assert len(wanted["loss landscape"].needed_by) == 4


@pytest.mark.parametrize(
    "written", ["`loss landscape`", "$loss landscape$", "[it](loss-landscape.md)", "loss_landscape", "loss. Landscape", "loss, landscape"]
)
def test_what_is_no_phrase_is_not_wanted(written: str) -> None:
    """Code, formulas, identifiers, and words with a stop between."""
    found = wanted_in(*(f"# {term}\n\nThe {written} is rough." for term in ("aa", "bb", "cc", "dd")))
    assert not any("landscape" in name for name in found)


def test_what_a_known_name_covers_is_not_wanted() -> None:
    """Words inside a mention are spoken for."""
    texts = [f"# {term}\n\nThe loss landscape surface is rough." for term in ("aa", "bb", "cc", "dd")]
    assert wanted_in(*texts, "# loss landscape surface\n\nText.") == {}


def test_at_most_so_many_are_named() -> None:
    """A list nobody could read helps nobody."""
    letters = "abcdefghijklmnop"
    phrases = [f"q{one}x q{other}z" for one in letters for other in letters]
    texts = [f"# t{term}\n\n{'. '.join(phrases)}." for term in range(4)]
    assert len(wanted_in(*texts)) == MOST


WORDS = st.sampled_from(
    "loss landscape RMSprop (SVM) known as called such momentum Adam the of vector-space support machine . , “ ' -".split()
)


@given(st.lists(st.lists(st.one_of(WORDS, st.text(max_size=5)), max_size=15).map(" ".join), min_size=2, max_size=4))
def test_no_wanted_name_is_a_label_already(bodies: list[str]) -> None:
    """Whatever the texts, a wanted name is new, short, needed by someone, and stands in its evidence."""
    texts = [f"---\nterm: {term}\n---\n{body}" for term, body in zip(("Adam", "momentum", "vector", "loss"), bodies, strict=False)]
    glossary = glossary_of(*texts)
    labels = {fold(concept.term) for concept in glossary.concepts}
    for wanted in find(glossary):
        assert fold(wanted.name) not in labels | FUNCTION_WORDS
        assert 1 <= len(fold(wanted.name).split()) <= LONGEST
        assert wanted.needed_by == tuple(sorted(set(wanted.needed_by)))
        for item in wanted.evidence:
            text = glossary.entry(item.path.removesuffix(".md")).prose.text
            assert fold(text[item.start : item.end]) == fold(wanted.name)
            assert " ".join(text[item.start : item.end].split()) in item.sentence
