"""The data: where a character stands, what a finding says, when an entry is a stub, and that nothing changes."""

from dataclasses import FrozenInstanceError, fields, is_dataclass

import pytest

from conceptgraph import model
from conceptgraph.model import PREDICATES, Concept, Entry, Finding, Prose, Run

DATA = {name: one for name, one in vars(model).items() if is_dataclass(one) and isinstance(one, type)}

RUNS = (Run(start=2, line=5, column=3), Run(start=10, line=6, column=1), Run(start=20, line=9, column=7))


@pytest.mark.parametrize(
    ("offset", "place"),
    [(0, (1, 1)), (2, (5, 3)), (9, (5, 10)), (10, (6, 1)), (19, (6, 10)), (20, (9, 7)), (120, (9, 107))],
    ids=["before the first run", "its start", "its last", "the next start", "its last", "the last run", "beyond all"],
)
def test_a_character_has_a_line_and_a_column(offset: int, place: tuple[int, int]) -> None:
    """Those of the last run that begins at or before it."""
    assert Prose(text="x" * 30, runs=RUNS).place(offset) == place


def test_prose_without_runs_stands_at_the_top() -> None:
    """There is no other place to name."""
    assert Prose(text="made by hand").place(5) == (1, 1)


@pytest.mark.parametrize(
    ("prose", "stub"),
    [(Prose(), True), (Prose(text=" \n"), True), (Prose(text="a"), False), (Prose(displays=True), False)],
    ids=["nothing", "blanks", "text", "a formula alone"],
)
def test_an_entry_with_nothing_to_read_is_a_stub(prose: Prose, stub: bool) -> None:
    """What is displayed is read too."""
    assert Entry(id="a", term="a", path="a.md", body="# a", prose=prose).stub is stub


@pytest.mark.parametrize(
    ("path", "line", "text"),
    [("a.md", 3, "a.md:3: is wrong"), ("a.md", 0, "a.md: is wrong"), ("", 0, "is wrong")],
    ids=["file and line", "a whole file", "the whole glossary"],
)
def test_a_finding_reads_place_first(path: str, line: int, text: str) -> None:
    """As far as its place is known."""
    assert str(Finding(code="x", severity="error", message="is wrong", path=path, line=line)) == text


@pytest.mark.parametrize(("topics", "topic"), [((), ""), (("a", "b"), "a")])
def test_the_first_topic_is_the_main_one(topics: tuple[str, ...], topic: str) -> None:
    """Without topics there is none."""
    assert Concept(id="x", term="x", topics=topics).topic == topic


@pytest.mark.parametrize("name", DATA)
def test_data_is_frozen_slotted_and_named(name: str) -> None:
    """Nothing can be set, nothing added, and every field is written with its name."""
    kind = DATA[name]
    one = object.__new__(kind)
    with pytest.raises(FrozenInstanceError):
        setattr(one, fields(kind)[0].name, "other")
    assert not hasattr(one, "__dict__")
    assert all(field.kw_only for field in fields(kind))


def test_predicates_cannot_be_changed() -> None:
    """They are a table for everyone."""
    with pytest.raises(TypeError):
        PREDICATES["requires"] = "leads to"  # type: ignore[index]
