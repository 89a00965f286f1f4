"""What an entry may require: from its text, and from what entries like it require."""

from typing import Any

from handmade import glossary_of
from hypothesis import given, settings
from hypothesis import strategies as st

from conceptgraph.extraction.suggestions.requires import RequiresAdvice, RequiresSuggestion, Surroundings
from conceptgraph.pipeline import extract

VECTOR = "# vector\n\nA list of numbers."
MATRIX = "# matrix\n\nA table of numbers."


def entry(term: str, text: str = "A thing.", **front: Any) -> str:
    keys = "".join(f"{key}: {value}\n" for key, value in front.items())
    return f"---\nterm: {term}\n{keys}---\n{text}"


def advice(concept: str, *texts: str) -> RequiresAdvice:
    result = extract(glossary_of(*texts))
    graph = result.graph
    around = Surroundings(result.glossary, prerequisites=graph.prerequisites, relations=graph.relations, dropped=graph.dropped)
    return around.advise(concept)


def suggestions(concept: str, *texts: str) -> dict[str, RequiresSuggestion]:
    return {one.concept: one for one in advice(concept, *texts).suggestions}


def test_what_a_definition_names_is_suggested_and_marked_as_inferred() -> None:
    """With its sentence."""
    found = suggestions("norm", entry("norm", "The norm is the length of a vector."), VECTOR)["vector"]
    assert found.inferred
    assert found.reasons[0] == "its definition names it"
    assert [(item.sentence, item.path) for item in found.evidence] == [("The norm is the length of a vector.", "norm.md")]


def test_what_a_later_sentence_names_is_suggested_below() -> None:
    """It is said how often."""
    text = "The norm is the length of a vector. Some say it suits a matrix. A matrix it is."
    found = suggestions("norm", entry("norm", text), VECTOR, MATRIX)
    assert list(found) == ["vector", "matrix"]
    assert found["matrix"].reasons[0] == "its text names it twice"


def test_what_only_other_entries_speak_for_is_not_named() -> None:
    """What the text names is, and what stands in the entry's own name."""
    others = (entry(f"rule {number}", "A rule.", topics="[rules]", requires="[matrix, vector]") for number in range(3))
    texts = (entry("vector norm", "A length. Some say that it suits a basis.", topics="[rules]"), VECTOR, MATRIX, entry("basis"), *others)
    named = {concept: one.named for concept, one in suggestions("vector-norm", *texts).items()}
    assert named == {"vector": True, "basis": True, "matrix": False}


def test_what_is_declared_is_not_suggested() -> None:
    """Nor what it requires in turn."""
    texts = (
        entry("norm", "The norm is the length of a vector of a basis.", requires="[vector]"),
        entry("vector", requires="[basis]"),
        entry("basis"),
    )
    assert suggestions("norm", *texts) == {}


def test_what_another_suggestion_requires_is_not_suggested() -> None:
    """It follows by itself."""
    texts = (entry("norm", "The norm is the length of a vector of a basis."), entry("vector", requires="[basis]"), entry("basis"))
    assert list(suggestions("norm", *texts)) == ["vector"]


def test_entries_of_its_topic_speak_for_what_they_require() -> None:
    """A text that names nothing is helped by its neighbors; one of them alone says nothing."""
    others = [entry(f"other {letter}", topics="[algebra]", requires="[vector]") for letter in "abc"]
    alone = entry("other d", topics="[algebra]", requires="[matrix]")
    found = suggestions("norm", entry("norm", topics="[algebra]"), *others, alone, VECTOR, MATRIX)
    assert list(found) == ["vector"]
    assert found["vector"].reasons == ("3 of 4 other entries on algebra require it",)
    assert found["vector"].evidence == ()


def test_entries_that_name_the_same_speak_for_what_they_require() -> None:
    """They are named."""
    texts = [
        entry(name, "Some say it suits a unicorn, but not a dragon.", requires=needs)
        for name, needs in (("a", "[vector]"), ("b", "[vector]"), ("norm", "[]"))
    ]
    found = suggestions("norm", *texts, VECTOR, entry("unicorn"), entry("dragon"))
    assert "entries like it require it: a, b" in found["vector"].reasons


def test_entries_with_a_prerequisite_in_common_speak_for_their_others() -> None:
    """Who builds on the same may build on the rest, too."""
    others = [entry(f"other {letter}", requires="[vector, matrix]") for letter in "ab"]
    found = suggestions("norm", entry("norm", requires="[vector]"), *others, VECTOR, MATRIX)
    assert any("share a prerequisite with it" in reason for reason in found["matrix"].reasons)


def test_what_needs_the_entry_is_refused_with_the_chain() -> None:
    """It would close a cycle."""
    texts = (
        entry("norm", "The norm is the length of a vector."),
        entry("vector", requires="[basis]"),
        entry("basis", requires="[norm]"),
    )
    told = advice("norm", *texts)
    assert told.suggestions == ()
    assert [(one.concept, one.reason, one.way) for one in told.refused] == [("vector", "cycle", ("norm", "vector", "basis", "norm"))]


def test_what_was_vetoed_is_refused_with_the_reason() -> None:
    """The author has said no."""
    told = advice("norm", entry("norm", "The norm is the length of a vector.", not_requires="{vector: only pictured}"), VECTOR)
    assert told.suggestions == ()
    assert [(one.concept, one.reason, one.told) for one in told.refused] == [("vector", "veto", "only pictured")]


def test_nothing_speaks_for_anything() -> None:
    """An entry by itself."""
    assert advice("norm", entry("norm"), VECTOR) == RequiresAdvice(concept="norm", suggestions=(), refused=())


NAMES = ("norm", "vector", "matrix", "basis")


@settings(deadline=None, max_examples=50)
@given(
    st.lists(st.tuples(st.lists(st.sampled_from(NAMES), max_size=4), st.sets(st.sampled_from(NAMES), max_size=2)), min_size=4, max_size=4)
)
def test_a_suggestion_can_be_declared(drawn: list[tuple[list[str], set[str]]]) -> None:
    """Whatever the texts, none is declared already, requires the entry, or is the entry itself."""
    # Earlier names alone are declared, so that there is no cycle of declared ones.
    texts = [
        entry(name, f"It is a thing of a {' of a '.join(named) or 'kind'}.", requires=f"[{', '.join(sorted(needs & set(NAMES[:at])))}]")
        for at, (name, (named, needs)) in enumerate(zip(NAMES, drawn, strict=True))
    ]
    result = extract(glossary_of(*texts))
    graph = result.graph
    around = Surroundings(result.glossary, prerequisites=graph.prerequisites, relations=graph.relations, dropped=graph.dropped)
    for concept in NAMES:
        declared = {edge.requires for edge in graph.prerequisites_of(concept) if edge.origin == "declared"}
        for one in around.advise(concept).suggestions:
            assert one.concept not in declared | {concept}
            assert concept not in graph.ancestors(one.concept)
            assert one.reasons
