"""Names in prose: what labels give, what texts define, and who carries which rule."""

import pytest
from handmade import glossary_of

from conceptgraph.extraction.names import Name, can_be_name, collect_names, concept_names
from conceptgraph.model import Concept

LABELS = {
    "a plain label": ("gradient", [("gradient", "term", "")]),
    "a qualifier": ("kernel (image)", [("kernel (image)", "term", ""), ("kernel", "term", "image")]),
    "an acronym behind": (
        "loss function (LF)",
        [("loss function (LF)", "term", ""), ("loss function", "term", ""), ("LF", "acronym", "")],
    ),
    "an acronym before": (
        "LF (loss function)",
        [("LF (loss function)", "term", ""), ("LF", "acronym", ""), ("loss function", "term", "")],
    ),
    "brackets inside": ("f(x) notation", [("f(x) notation", "term", "")]),
    "square brackets": ("kernel [image]", [("kernel [image]", "term", ""), ("kernel", "term", "image")]),
    "a plural": ("kernel(s)", [("kernel(s)", "term", ""), ("kernel", "term", "")]),
    "a call": ("O(n)", [("O(n)", "term", "")]),
    "counted letters": ("Kubernetes (K8s)", [("Kubernetes (K8s)", "term", ""), ("Kubernetes", "term", ""), ("K8s", "acronym", "")]),
    "an acronym without a space": (
        "loss function(LF)",
        [("loss function(LF)", "term", ""), ("loss function", "term", ""), ("LF", "acronym", "")],
    ),
    "brackets alone": ("(image)", [("(image)", "term", "")]),
}


@pytest.mark.parametrize(("label", "names"), LABELS.values(), ids=LABELS)
def test_a_label_gives_names(label: str, names: list[tuple[str, str, str]]) -> None:
    """The whole of it first, then what its brackets tell."""
    assert [(name.text, name.kind, name.qualifier) for name in concept_names(Concept(id="x", term=label))] == names


def test_the_first_reading_of_a_name_stays() -> None:
    """An alias that repeats what the term gives adds nothing, and one that does not is an alias."""
    names = concept_names(Concept(id="x", term="loss function (LF)", aliases=("LF", "loss function", "cost")))
    assert [(name.text, name.kind) for name in names[1:]] == [("loss function", "term"), ("LF", "acronym"), ("cost", "alias")]


def test_every_name_carries_the_rule_and_the_topics_of_its_concept() -> None:
    """The acronym and the alias as well as the term."""
    names = concept_names(Concept(id="x", term="loss function (LF)", aliases=("cost",), match="topic", topics=("t", "u")))
    assert {(name.concept, name.match, name.topics) for name in names} == {("x", "topic", ("t", "u"))}


def defined(text: str) -> list[Name]:
    """The acronyms that a text defines in a glossary with gradient descent, matched as written, also called steepest descent."""
    glossary = glossary_of("---\nterm: gradient descent\naliases: [steepest descent]\nmatch: exact\n---\nA method.", f"# Other\n\n{text}")
    return [name for name in collect_names(glossary) if name.kind == "acronym"]


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("We use gradient descent (GD) here.", "GD"),
        ("Two Gradient Descents (GD) differ.", "GD"),
        ("By steepest descent ( SD ) it falls.", "SD"),
        ("Stochastic gradient descent (GD) falls.", "GD"),
    ],
    ids=["a term", "another form", "an alias", "a longer wording around it"],
)
def test_a_text_defines_an_acronym_of_a_known_name(text: str, short: str) -> None:
    """Which follows the rule of the concept."""
    assert defined(text) == [Name(text=short, concept="gradient-descent", match="exact", kind="acronym")]


@pytest.mark.parametrize(
    "text",
    [
        "We use gradient descent (gd) here.",
        "We use gradient descent, a method (GD).",
        "Use gradient (GD) descent.",
        "We use gradient descent (GD, GDs) here.",
        "(GD)",
    ],
    ids=["small letters", "words between", "half a name", "more than a word", "nothing before"],
)
def test_other_brackets_define_nothing(text: str) -> None:
    """A name must stand right before one short word with a capital."""
    assert defined(text) == []


@pytest.mark.parametrize(
    ("label", "says"),
    [
        ("gradient", True), ("C", True), ("π", True), ("k-means", True), ("2D", True), ("A", False), ("I", False), ("The", False),
        ("as", False), ("42", False), ("4 2", False), ("++", False), ("", False),
    ],
)  # fmt: skip
def test_a_name_must_say_something(label: str, says: bool) -> None:
    """Letters that are no function word."""
    assert can_be_name(label) is says
