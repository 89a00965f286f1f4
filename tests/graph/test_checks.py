"""The checks: each claim on a glossary of a few entries, and the contract of the door over all of them."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from conceptgraph.graph.checks.registry import run_checks
from conceptgraph.graph.concept_graph import ConceptGraph
from conceptgraph.model import Evidence, Finding, Prerequisite, Relation, Wanted
from conceptgraph.reading.entries import read_entry
from conceptgraph.reading.glossary import Glossary, make_glossary
from conceptgraph.settings import Settings


def glossary_of(files: Mapping[str, str]) -> Glossary:
    """A glossary of front matters, each with a line of text."""
    entries = [read_entry(f"---\n{head}\n---\n\nSome text of its own.\n", path=f"{name}.md")[0] for name, head in files.items()]
    return make_glossary(Path("entries"), [entry for entry in entries if entry], settings=Settings())


TIED = Relation(subject="adam", predicate="mentions", object="momentum")


def graph_of(
    glossary: Glossary, *, relations: tuple[Relation, ...] = (TIED,), needs: tuple[Prerequisite, ...] = (), wanted: tuple[Wanted, ...] = ()
) -> ConceptGraph:
    return ConceptGraph(concepts=glossary.concepts, relations=relations, prerequisites=needs, wanted=wanted)


def found(code: str, glossary: Glossary, graph: ConceptGraph) -> list[str]:
    """The findings of one check, as people read them."""
    return [str(finding) for finding in run_checks(glossary, graph) if finding.code == code]


TWO = {"adam": "term: Adam\nlevel: 2", "momentum": "term: momentum\nlevel: 3"}


def test_an_entry_without_any_edge_is_an_orphan() -> None:
    """It is named with its place and a remedy; those with an edge are not."""
    glossary = glossary_of(TWO | {"poem": "term: poem"})
    assert found("orphan", glossary, graph_of(glossary)) == [
        "entries/poem.md:2: 'poem' names no other concept and none names it; name one in its text, or give it 'related'"
    ]


def test_a_stub_is_no_orphan() -> None:
    """It has a finding of its own."""
    stub, _ = read_entry("---\nterm: poem\n---\n", path="poem.md")
    assert stub is not None
    glossary = make_glossary(Path("entries"), [stub], settings=Settings())
    assert found("orphan", glossary, graph_of(glossary, relations=())) == []


def test_a_file_with_an_error_is_not_checked() -> None:
    """What it lacks may be for the error alone: here the one thing it names is misspelled."""
    glossary = glossary_of(TWO | {"poem": "term: poem\nrequires: [momentun]", "song": "term: song"})
    assert [line.split(":")[0] for line in found("orphan", glossary, graph_of(glossary))] == ["entries/song.md"]
    assert [line.split(":")[0] for line in found("unknown-name", glossary, graph_of(glossary))] == ["entries/poem.md"]


def need(*, origin: str = "inferred", level: str = "core") -> Prerequisite:
    evidence = Evidence(sentence="Adam extends momentum.", path="adam.md", line=6, found_by="extends")
    return Prerequisite(
        concept="adam",
        requires="momentum",
        score=0.9,
        level=level,
        origin=origin,
        evidence=(evidence,),  # type: ignore[arg-type]
    )


def test_an_easy_entry_that_leans_on_a_harder_one() -> None:
    """The sentence that leans is shown, at its line."""
    glossary = glossary_of(TWO)
    assert found("inferred-level", glossary, graph_of(glossary, needs=(need(),))) == [
        (
            "entries/adam.md:6: level 2 is below level 3 of 'momentum', which the text leans on: 'Adam extends momentum.'; "
            "raise it, lower that, or veto the edge with 'not_requires'"
        )
    ]


@pytest.mark.parametrize("edge", [need(origin="declared"), need(level="usual")], ids=["declared", "usual"])
def test_only_inferred_core_edges_are_compared(edge: Prerequisite) -> None:
    """A declared one is the reader's to judge, a usual one orders nothing."""
    glossary = glossary_of(TWO)
    assert found("inferred-level", glossary, graph_of(glossary, needs=(edge,))) == []


@pytest.mark.parametrize("levels", [("3", "3"), ("4", "3")])
def test_levels_that_rise_are_fine(levels: tuple[str, str]) -> None:
    """Equal levels too."""
    glossary = glossary_of({"adam": f"term: Adam\nlevel: {levels[0]}", "momentum": f"term: momentum\nlevel: {levels[1]}"})
    assert found("inferred-level", glossary, graph_of(glossary, needs=(need(),))) == []


def test_a_name_shared_inside_a_topic_cannot_be_told_apart() -> None:
    """It is told once, at the later entry."""
    glossary = glossary_of(
        {
            "cross-validation": "term: cross-validation\naliases: [CV]\ntopics: [learning]",
            "computer-vision": "term: computer vision\naliases: [CV]\ntopics: [learning]",
        }
    )
    assert found("shared-name", glossary, graph_of(glossary, relations=())) == [
        (
            "entries/cross-validation.md:3: 'CV' also names 'computer vision' in the same topic, and a mention of it cannot be told apart; "
            "give both a qualifier, such as 'CV (cross-validation)', or drop one"
        )
    ]


def test_a_name_shared_between_topics_is_fine() -> None:
    """The topic tells the two apart."""
    glossary = glossary_of(
        {
            "cross-validation": "term: cross-validation\naliases: [CV]\ntopics: [evaluation]",
            "computer-vision": "term: computer vision\naliases: [CV]\ntopics: [vision]",
        }
    )
    assert found("shared-name", glossary, graph_of(glossary, relations=())) == []


def test_two_spellings_of_one_alias_are_no_clash() -> None:
    """A concept does not clash with itself."""
    glossary = glossary_of({"adam": "term: Adam\naliases: [Adam optimizer, Adam optimizers]\ntopics: [learning]"})
    assert found("shared-name", glossary, graph_of(glossary, relations=())) == []


def test_wanted_names_are_one_line() -> None:
    """How many there are, and the first of them."""
    glossary = glossary_of(TWO)
    wanted = (Wanted(name="slope", needed_by=("adam",)), Wanted(name="learning rate", needed_by=("adam", "momentum")))
    assert found("wanted", glossary, graph_of(glossary, wanted=wanted)) == [
        (
            "entries: 2 names that entries lean on have no entry, first of all 'learning rate' (in 2 entries); "
            "list them with 'conceptgraph wanted'"
        )
    ]


def test_an_author_silences_a_finding_with_a_reason() -> None:
    """The code in `silence` takes it out, for that entry alone."""
    glossary = glossary_of(TWO | {"poem": "term: poem\nsilence: {orphan: it stands for itself}", "song": "term: song"})
    assert [line.split(":")[0] for line in found("orphan", glossary, graph_of(glossary))] == ["entries/song.md"]


def test_an_error_is_never_silenced() -> None:
    """Silence is for what may be left as it is."""
    glossary = glossary_of({"adam": "term: Adam\nsilence: {front-matter: no matter}"})
    error = Finding(code="front-matter", severity="error", message="wrong", path="entries/adam.md", line=2)
    loud = Glossary(folder=glossary.folder, entries=glossary.entries, concepts=glossary.concepts, findings=(error,), names=glossary.names)
    assert error in run_checks(loud, graph_of(glossary, relations=()))


def test_findings_are_sorted_by_place() -> None:
    """Whatever the order of the checks."""
    glossary = glossary_of(TWO | {"poem": "term: poem", "aria": "term: aria"})
    findings = run_checks(glossary, graph_of(glossary, needs=(need(),), wanted=(Wanted(name="slope", needed_by=("adam",)),)))
    assert [(finding.path, finding.line) for finding in findings] == sorted((finding.path, finding.line) for finding in findings)
    assert {finding.code for finding in findings} >= {"orphan", "inferred-level", "wanted"}
