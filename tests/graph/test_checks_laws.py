"""What holds of all checks together: the order of entries makes no difference, any text will do, and time grows with size alone."""

from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest
from checked import file_of, findings_of, glossary_of
from hypothesis import given, settings
from hypothesis import strategies as st
from work import growth

from conceptgraph.graph.checks.registry import CHECKS, run_checks
from conceptgraph.graph.concept_graph import ConceptGraph
from conceptgraph.model import Evidence, Prerequisite, Relation
from conceptgraph.reading.glossary import Glossary

WORDS = "alpha beta gamma delta step unit model layer".split()
NAMES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=2).map(" ".join)
SENTENCES = st.one_of(
    st.builds("{} is a {} that holds a {}.".format, NAMES, NAMES, NAMES),
    st.builds("See {}.".format, NAMES),
    st.builds("Many a {} is useful for {}.".format, NAMES, NAMES),
    st.text(max_size=40),
)
ENTRIES = st.dictionaries(NAMES, st.tuples(SENTENCES, SENTENCES), min_size=1, max_size=7)


def as_files(entries: Sequence[tuple[str, tuple[str, str]]]) -> dict[str, str]:
    return {term.replace(" ", "-"): file_of(term, f"aliases: [{term} thing]", f"{one} {other}") for term, (one, other) in entries}


@given(ENTRIES, st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_the_order_of_entries_changes_nothing(entries: dict[str, tuple[str, str]], chance: object) -> None:
    """The same findings at the same places, whichever file was read first."""
    shuffled = list(entries.items())
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert findings_of(as_files(shuffled), also=CHECKS) == findings_of(as_files(list(entries.items())), also=CHECKS)


@given(ENTRIES)
@settings(max_examples=40, deadline=None)
def test_every_finding_has_a_place_and_a_remedy(entries: dict[str, tuple[str, str]]) -> None:
    """Its line is one of its file, and something is said behind a semicolon or a colon about what to do."""
    files = as_files(list(entries.items()))
    for finding in findings_of(files, also=CHECKS):
        if finding.path != "entries":
            text = files[finding.path.removeprefix("entries/").removesuffix(".md")]
            assert 1 <= finding.line <= text.count("\n") + 1
        assert "; " in finding.message
        assert "\n" not in finding.message


def chain(size: int) -> tuple[Glossary, ConceptGraph]:
    """Entries that each name the next in their definition, require it, and share a name with all others."""
    files = {
        f"e{number:05}": file_of(
            f"thing{number}",
            f"aliases: [common]\nrequires: [thing{number + 1}]" if number + 1 < size else "",
            f"A thing{number + 1} is near.",
        )
        for number in range(size)
    }
    glossary = glossary_of(files)
    ids = sorted(files)
    relations, needs = [], []
    for concept, other in pairwise(ids):
        text = glossary.entry(concept).prose.text
        evidence = (Evidence(sentence=text, path=f"{concept}.md", line=5, start=2, end=7, found_by="exact"),)
        relations.append(Relation(subject=concept, predicate="mentions", object=other, evidence=evidence))
        needs.append(Prerequisite(concept=concept, requires=other, score=1.0, level="core", origin="declared", evidence=evidence))
    return glossary, ConceptGraph(concepts=glossary.concepts, relations=relations, prerequisites=needs)


def hub(size: int) -> tuple[Glossary, ConceptGraph]:
    """One entry whose definition names all others, each of whose definitions names it."""
    files = {
        f"e{number:05}": file_of(f"thing{number}", "requires: [thing0]" if number else "", "A thing0 is near.") for number in range(size)
    }
    glossary = glossary_of(files)
    ids = sorted(files)
    evidence = (Evidence(sentence="A thing0 is near.", path="e.md", line=5, start=2, end=8, found_by="exact"),)
    relations = [Relation(subject=one, predicate="mentions", object=ids[0], evidence=evidence) for one in ids[1:]]
    relations += [Relation(subject=ids[0], predicate="mentions", object=one, evidence=evidence) for one in ids[1:]]
    needs = [Prerequisite(concept=one, requires=ids[0], score=1.0, level="core", origin="declared", evidence=evidence) for one in ids[1:]]
    return glossary, ConceptGraph(concepts=glossary.concepts, relations=relations, prerequisites=needs)


@pytest.mark.parametrize("shape", [chain, hub])
def test_work_grows_with_size(shape: Callable[[int], tuple[Glossary, ConceptGraph]]) -> None:
    """Eight times the entries take less than sixteen times the work: a chain of all, a name of all, a definition that names all."""
    assert growth(lambda size: run_checks(*shape(size), also=CHECKS), 2000, times=8) < 16
