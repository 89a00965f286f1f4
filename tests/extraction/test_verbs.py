"""Forms of verbs: how they are spelled, and which concepts have them."""

import pytest
from handmade import glossary_of
from hypothesis import given
from hypothesis import strategies as st

from conceptgraph.extraction.mentions import Matcher, find_mentions
from conceptgraph.extraction.names import collect_names
from conceptgraph.extraction.verbs import is_doing, verb_forms

FORMS = (
    "parse parsing parsed, agree agreeing agreed, copy copying copied, play playing played, log logging logged, visit visiting visited, "
    "commit committing committed, compile compiling compiled, throw throwing threw thrown, catch catching caught, split splitting, "
    "fix fixing fixed, debug debugging debugged, index indexing indexed, map mapping mapped, walk walking walked, set setting"
)
DOING = {
    "To read a text by its grammar.": True,
    "(verb) To read a text.": True,
    "vt. To read a text.": True,
    "The act of reading a text.": True,
    "As a verb, to choose some of them.": True,
    "A method to read a text.": False,
    "Topics that belong together.": False,
    "": False,
}


@pytest.mark.parametrize("forms", FORMS.split(", "))
def test_the_forms_of_a_verb_are_spelled_as_they_are(forms: str) -> None:
    """Doubled letters, a dropped e, irregular ones."""
    verb, *others = forms.split()
    assert list(verb_forms(verb)) == others


@pytest.mark.parametrize("word", ["aggregation", "caching", "cloned", "go", "naïve", "x2", "quickly", ""])
def test_what_is_no_verb_has_no_forms(word: str) -> None:
    """Nouns and adjectives by their endings, and what is no plain word."""
    assert verb_forms(word) == ()


@given(st.text(max_size=12))
def test_any_word_may_be_asked_for_its_forms(word: str) -> None:
    """They are all different from it."""
    assert word not in verb_forms(word)


@pytest.mark.parametrize(("definition", "expected"), DOING.items())
def test_a_definition_tells_what_one_does(definition: str, expected: bool) -> None:
    """By its first words."""
    assert is_doing(definition) is expected


def test_only_concepts_that_are_done_are_found_in_forms_of_a_verb() -> None:
    """A noun is not, a form that is a name is that name's, and one of two verbs is nobody's."""
    glossary = glossary_of(
        "# parse\n\nTo read a text by its grammar.", "# batch\n\nA part of the data.", "# map\n\nTo change each of them.",
        "# mapping\n\nA table.", "# bath\n\nTo wash.", "# bathe\n\nTo swim.",
    )  # fmt: skip
    forms = {(name.text, name.concept) for name in collect_names(glossary) if name.kind == "verb"}
    assert forms == {("parsing", "parse"), ("parsed", "parse"), ("mapped", "map")}


def test_a_mention_by_a_form_of_a_verb_is_one_in_another_form() -> None:
    """Whatever its case."""
    glossary = glossary_of("# parse\n\nTo read a text by its grammar.", "# shell\n\nParsing comes first.")
    mentions = find_mentions(glossary, Matcher(collect_names(glossary)))
    assert [(mention.form, mention.tier) for mention in mentions if mention.source == "shell"] == [("Parsing", "form")]
