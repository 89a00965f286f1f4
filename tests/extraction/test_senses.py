"""What a name means where several concepts have it, however many they are."""

from hypothesis import given
from hypothesis import strategies as st

from conceptgraph.extraction.names import Name
from conceptgraph.extraction.senses import NOWHERE, Company, Home, Senses

MANY = [Name(text="token", concept=f"c{number}", qualifier=f"kind {number}", topics=(f"t{number}",)) for number in range(5000)]


def test_one_of_thousands_is_told_by_its_qualifier() -> None:
    """Which stands in the text word for word; two of them tell nothing."""
    senses = Senses(MANY)
    assert [name.concept for name in senses.meanings("token", Company("a token of kind 77"), NOWHERE)] == ["c77"]
    assert len(senses.meanings("token", Company("a token of kind 77 or kind 78"), NOWHERE)) == 2
    assert len(senses.meanings("token", Company("a kind of token"), NOWHERE)) == 5000


def test_one_of_thousands_is_told_by_the_topic_or_is_the_text_s_own() -> None:
    """Whatever the text says."""
    senses = Senses(MANY)
    assert [name.concept for name in senses.meanings("token", Company("a token"), Home(topics=("t9",)))] == ["c9"]
    assert [name.concept for name in senses.meanings("token", Company("kind 7"), Home(source="c8"))] == ["c8"]


def test_a_form_that_no_homonym_allows_means_nothing() -> None:
    """Neither of two acronyms is a small word."""
    senses = Senses([Name(text="GAN", concept="one"), Name(text="GAN", concept="two")])
    assert senses.meanings("gan", Company("a gan"), NOWHERE) == ()
    assert len(senses.meanings("GAN", Company("a gan"), NOWHERE)) == 2


def test_two_names_of_one_concept_are_one_meaning() -> None:
    """The one written like the form."""
    senses = Senses([Name(text="net", concept="x"), Name(text="Net", concept="x", kind="alias")])
    assert [name.text for name in senses.meanings("Net", Company("net"), NOWHERE)] == ["Net"]


NAMES = st.builds(
    Name,
    text=st.sampled_from(("net", "Net", "NET")),
    concept=st.sampled_from("abc"),
    match=st.sampled_from(("normal", "exact", "topic")),
    topics=st.sampled_from(((), ("t",), ("u",))),
    kind=st.sampled_from(("term", "alias", "acronym")),
    qualifier=st.sampled_from(("", "2", "in water", "water", "of fish")),
    company=st.sampled_from(((), ("fish", "water"), ("wire",))),
)


@given(st.lists(NAMES, max_size=6), st.sampled_from(("net", "Net", "nets")), st.sampled_from(("net", "net in water", "wire net of fish")))
def test_a_form_means_names_that_it_may_stand_for(names: list[Name], form: str, text: str) -> None:
    """Asked twice the answer is the same, and the order of the names decides nothing about how many concepts are left."""
    senses, home = Senses(names), Home(topics=("t",), source="c")
    meanings = senses.meanings(form, Company(text), home)
    assert set(meanings) <= set(names)
    assert senses.meanings(form, Company(text), home) == meanings
    turned = Senses(names[::-1]).meanings(form, Company(text), home)
    assert {name.concept for name in turned} == {name.concept for name in meanings}
