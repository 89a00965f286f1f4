"""Graphs for the exporters' tests: one made by hand, and all others as what hypothesis draws for `ConceptGraph`."""

import pytest
from hypothesis import strategies as st

from conceptgraph.graph.concept_graph import ConceptGraph
from conceptgraph.model import (
    MATCH_RULES,
    PREDICATES,
    STATUSES,
    STRENGTHS,
    Concept,
    CuratedPath,
    Dropped,
    Evidence,
    Prerequisite,
    Relation,
    Wanted,
)

SENTENCE = Evidence(sentence="Adam extends momentum.", path="adam.md", line=9, start=13, end=21, found_by="extends")


@pytest.fixture
def graph() -> ConceptGraph:
    """Three concepts, a prerequisite, two relations, and one of everything else."""
    return ConceptGraph(
        concepts=[
            Concept(id="momentum", term="momentum", topics=("optimization",), level=2, definition="A running mean.", path="momentum.md"),
            Concept(
                id="adam",
                term="Adam",
                aliases=("Adam optimizer", "adaptive moment estimation"),
                topics=("optimization", "training"),
                definition="An optimizer.",
                path="adam.md",
                source={"deck": "seed", "position": 3},
                contrast={"rmsprop": "has no first moment"},
            ),
            Concept(id="rmsprop", term="RMSprop", status="stub", stub=True, path="rmsprop.md"),
        ],
        relations=[
            Relation(subject="adam", predicate="extends", object="momentum", score=0.9, evidence=(SENTENCE,)),
            Relation(subject="adam", predicate="contrasts with", object="rmsprop", origin="declared"),
        ],
        prerequisites=[
            Prerequisite(concept="adam", requires="momentum", score=0.94, level="core", evidence=(SENTENCE,)),
        ],
        dropped=[Dropped(concept="momentum", requires="adam", score=0.5, reason="weak", evidence=(SENTENCE,))],
        wanted=[Wanted(name="learning rate", needed_by=("adam", "momentum"), evidence=(SENTENCE,))],
        paths=[CuratedPath(name="train", title="Train", targets=("adam",), steps=("momentum", "adam"))],
    )


IDS = st.text("abcdefgh-", min_size=1, max_size=4)
#: Text that UTF-8 can hold, the awkward kinds among it.
TEXTS = st.sampled_from(
    ["", "a", "Ä b", 'say "x, y"; z', "<b>&amp;</b>", "two\nlines", "\r", "\x00\x07", "\u2028", "\ufffe", "\U0001f600"]
) | st.text(st.characters(codec="utf-8"), max_size=3)
SCORES = st.integers(0, 10_000).map(lambda number: number / 10_000)
EVIDENCE = st.lists(
    st.builds(Evidence, sentence=TEXTS, path=st.just("a.md"), line=st.integers(0, 9), start=st.integers(0, 9), found_by=st.just("uses")),
    max_size=2,
).map(tuple)
JSON = st.sampled_from([None, "sphinx", 3, True, {"deck": "seed", "position": 3}, [1, [None, "x"], {}], {"": {"a": [0.5]}}])


def concepts(ids: list[str]) -> st.SearchStrategy[list[Concept]]:
    """One concept for each id, with any values."""
    return st.tuples(
        *(
            st.builds(
                Concept,
                id=st.just(name),
                term=TEXTS,
                aliases=st.lists(TEXTS, max_size=2).map(tuple),
                topics=st.lists(TEXTS, max_size=2).map(tuple),
                level=st.none() | st.integers(1, 5),
                status=st.sampled_from(STATUSES),
                match=st.sampled_from(MATCH_RULES),
                definition=TEXTS,
                path=TEXTS,
                line=st.integers(1, 99),
                stub=st.booleans(),
                foreign=st.booleans(),
                source=JSON,
                contrast=st.dictionaries(TEXTS, TEXTS, max_size=2),
            )
            for name in ids
        )
    ).map(list)


@st.composite
def graphs(draw: st.DrawFn) -> ConceptGraph:
    """Any graph: acyclic, since a prerequisite's id sorts before its concept's."""
    ids = sorted(draw(st.sets(IDS, min_size=2, max_size=4)))
    one = st.sampled_from(ids)
    pairs = st.lists(st.tuples(one, one), unique=True, max_size=4)
    origins = st.sampled_from(["declared", "inferred", "imported"])
    some = st.lists(one, max_size=3, unique=True).map(sorted).map(tuple)
    drawn_relations = [
        Relation(
            subject=a,
            predicate=draw(st.sampled_from(sorted(PREDICATES))),
            object=b,
            origin=draw(origins),
            score=draw(SCORES),
            evidence=draw(EVIDENCE),
        )
        for a, b in draw(pairs)
    ]
    drawn_prerequisites = [
        Prerequisite(
            concept=b,
            requires=a,
            score=draw(SCORES),
            level=draw(st.sampled_from(STRENGTHS)),
            origin=draw(origins),
            reason=draw(TEXTS),
            note=draw(TEXTS),
            evidence=draw(EVIDENCE),
        )
        for a, b in draw(pairs)
        if a < b
    ]
    reasons = st.sampled_from(["cycle", "veto", "weak"])
    drawn_dropped = [
        Dropped(concept=a, requires=b, score=draw(SCORES), reason=draw(reasons), note=draw(TEXTS), evidence=draw(EVIDENCE))
        for a, b in draw(pairs)
    ]
    return ConceptGraph(
        concepts=draw(concepts(ids)),
        relations=drawn_relations,
        prerequisites=drawn_prerequisites,
        dropped=drawn_dropped,
        wanted=[
            Wanted(name=name, needed_by=draw(some), evidence=draw(EVIDENCE))
            for name in draw(st.lists(TEXTS.filter(bool), max_size=2, unique=True))
        ],
        paths=[
            CuratedPath(name=name, title=draw(TEXTS), targets=draw(some), steps=draw(some))
            for name in draw(st.lists(IDS, max_size=2, unique=True))
        ],
    )


st.register_type_strategy(ConceptGraph, graphs())
