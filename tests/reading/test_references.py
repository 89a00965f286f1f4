"""References in front matter: what is kept, what is taken out and told, and that no cycle is left."""

from dataclasses import replace

import pytest

from conceptgraph.model import Entry, Reference
from conceptgraph.reading.names import NameIndex
from conceptgraph.reading.references import Checked, Suggestions, check_references


def entry(name: str, *requires: str, **fields: object) -> Entry:
    """An entry that requires these names, one a line from the third on."""
    references = tuple(Reference(name=one, line=line) for line, one in enumerate(requires, 3))
    return replace(Entry(id=name, term=name, path=f"{name}.md", line=2, requires=references), **fields)


def check(*entries: Entry, foreign: tuple[str, ...] = ()) -> Checked:
    names = NameIndex.of(entries, foreign=foreign)
    return check_references(entries, names, place=lambda one, line: f"{one.path}:{line}")


def told(checked: Checked) -> list[tuple[str, str]]:
    return [(finding.code, str(finding)) for finding in checked.findings]


def left(checked: Checked) -> dict[str, list[str]]:
    """What each entry still requires."""
    return {one.id: [reference.name for reference in one.requires] for one in checked.entries}


def test_sound_entries_come_back_as_they_are() -> None:
    """In their order, and told nothing of."""
    entries = (entry("b", "a"), entry("a"))
    assert check(*entries) == Checked(entries=entries, findings=(), unknown=())


@pytest.mark.parametrize(
    ("key", "wanted"), [("requires", True), ("related", True), ("not_requires", False), ("contrast", False)]
)  # fmt: skip
def test_a_name_of_nothing_is_taken_out(key: str, wanted: bool) -> None:
    """The others of its key stay; only what is required or related may want an entry."""
    lost, kept = Reference(name="zzz", line=7), Reference(name="b", line=8)
    checked = check(entry("a", **{key: (lost, kept)}), entry("b"))
    assert getattr(checked.entries[0], key) == (kept,)
    assert checked.unknown == ((("a", lost),) if wanted else ())
    assert told(checked) == [
        ("unknown-name", f"a.md:7: {key!r} names 'zzz', which is no concept; write an entry for it, or delete the name")
    ]


def test_a_reference_without_a_line_is_told_at_its_entry() -> None:
    """As an importer makes it."""
    assert told(check(entry("a", related=(Reference(name="a"),)))) == [
        ("self-reference", "a.md:2: 'related' names 'a', which is this concept itself; delete the name")
    ]


def test_a_homonym_is_settled_by_the_topics_of_who_names_it() -> None:
    """Where they settle nothing, the ids to choose from are told, and no entry is wanted."""
    homonyms = (entry("p", aliases=("net",), topics=("t",)), entry("q", aliases=("net",), topics=("u",)))
    checked = check(entry("a", "net", topics=("u",)), entry("b", "net"), *homonyms)
    assert left(checked) == {"a": ["net"], "b": [], "p": [], "q": []}
    assert checked.unknown == ()
    assert told(checked) == [("ambiguous-name", "b.md:3: 'requires' names 'net', which several concepts are called; write 'p' or 'q'")]


def test_only_the_edge_that_closes_a_cycle_is_cut() -> None:
    """What leads into the cycle and out of it stays, and is not named."""
    checked = check(entry("a", "b"), entry("b", "c", "out"), entry("c", "out", "b"), entry("out"))
    assert left(checked) == {"a": ["b"], "b": ["c", "out"], "c": ["out"], "out": []}
    assert told(checked) == [
        ("declared-cycle", "c.md:4: these declared prerequisites form a cycle: b -> c -> b (b.md:3, c.md:4); delete one of them")
    ]


def test_an_edge_that_is_named_twice_is_cut_twice() -> None:
    """By its term and by an alias; the cycle would stay otherwise."""
    checked = check(entry("a", "b", aliases=("first",)), entry("b", "a", "first"))
    assert left(checked) == {"a": ["b"], "b": []}
    assert [finding.line for finding in checked.findings] == [3, 4]


def test_cycles_apart_are_told_apart() -> None:
    """Each with its own path."""
    checked = check(entry("a", "b"), entry("b", "a"), entry("c", "d"), entry("d", "c"))
    assert [message.split(": ")[2].split(" (")[0] for _, message in told(checked)] == ["a -> b -> a", "c -> d -> c"]


def test_a_prerequisite_of_another_project_is_kept() -> None:
    """Its level and what it requires are not ours to know."""
    assert check(entry("a", "algebra:matrix", level=1), foreign=("algebra",)).findings == ()


@pytest.mark.parametrize(
    ("level", "of_needed", "told_of"), [(2, 3, True), (3, 3, False), (4, 3, False), (None, 3, False), (2, None, False)]
)
def test_a_level_is_not_below_that_of_what_is_required(level: int | None, of_needed: int | None, told_of: bool) -> None:
    """Where both are given."""
    checked = check(entry("a", "b", level=level, lines={"level": 9}), entry("b", level=of_needed))
    assert [(finding.code, finding.line) for finding in checked.findings] == [("level-order", 9)] * told_of


def test_suggestions_come_to_an_end() -> None:
    """After two hundred unknown names no new one is looked at; those before keep theirs."""
    suggest = Suggestions(NameIndex.of([entry("gradient")]))
    assert suggest.near("gradiant") == "; did you mean 'gradient'?"
    assert [near for number in range(199) if (near := suggest.near(f"{number}"))] == []
    assert suggest.near("gradeint") == ""
    assert suggest.near("gradiant") == "; did you mean 'gradient'?"
