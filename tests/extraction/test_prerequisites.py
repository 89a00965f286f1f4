"""The order of prerequisites: how mentions score, who wins a pair, what authors decide, and how cycles are cut."""

import random
from collections.abc import Sequence

import networkx as nx
import pytest
from handmade import glossary_of
from hypothesis import given
from hypothesis import strategies as st

from conceptgraph.extraction.mentions import Matcher, find_mentions
from conceptgraph.extraction.names import collect_names
from conceptgraph.extraction.prerequisites import CAPS, LATER_BESIDE_DECLARED, SCORES, STRENGTHS, Order, order_concepts
from conceptgraph.extraction.relations import Statement, read_statements
from conceptgraph.model import Evidence, Mention, Prerequisite
from conceptgraph.reading.glossary import Glossary


def entries(*terms: str) -> list[str]:
    return [f"# {term}\n\nText." for term in terms]


def glossary_with(front: str = "", *others: str) -> Glossary:
    """The concepts a, b, c and d, of which a has more front matter, and the others."""
    return glossary_of(f"---\nterm: aa\n{front}\n---\nText.", *entries("bb", "cc", "dd"), *others)


def says(concept: str, requires: str, cue: str = "", *, first: bool = False, opens: bool = False, at: int = 0) -> Statement:
    """A statement about two concepts as `read_statements` gives it."""
    mention = Mention(source=concept, target=requires, start=at, end=at + 2, form=requires, tier="exact")
    evidence = Evidence(
        sentence=f"{concept} {cue or 'and'} {requires} {at}", path=f"{concept}.md", line=1, start=at, found_by=cue or "exact"
    )
    return Statement(mention=mention, cue=cue, predicate="mentions", first=first, opens=opens, evidence=evidence)


def found(order: Order) -> dict[tuple[str, str], float]:
    return {(edge.concept, edge.requires): edge.score for edge in order.prerequisites}


def lost(order: Order) -> dict[tuple[str, str], tuple[float, str]]:
    return {(edge.concept, edge.requires): (edge.score, edge.reason) for edge in order.dropped}


def edge(order: Order, concept: str, requires: str) -> Prerequisite:
    return next(edge for edge in order.prerequisites if (edge.concept, edge.requires) == (concept, requires))


@pytest.mark.parametrize("cue", SCORES)
@pytest.mark.parametrize("first", [True, False], ids=["definition", "later"])
def test_a_mention_scores_by_its_cue_and_by_where_it_stands(cue: str, first: bool) -> None:
    """The table says how much; what reaches no strength is no prerequisite."""
    opens = cue == "opens"
    order = order_concepts(glossary_with(), [says("aa", "bb", "" if opens else cue, first=first, opens=opens)])
    score = SCORES[cue][0 if first else 1]
    assert found(order) == ({("aa", "bb"): score} if score >= STRENGTHS["usual"] else {})


def test_the_tables_order_definitions_before_later_sentences() -> None:
    """No wording counts more in a later sentence."""
    assert all(first >= later for first, later in SCORES.values())


@pytest.mark.parametrize(("score", "level"), [("uses", "core"), ("is-a", "usual")])
def test_strong_prerequisites_are_core_and_others_usual(score: str, level: str) -> None:
    """Core ones order, usual ones are shown beneath."""
    assert edge(order_concepts(glossary_with(), [says("aa", "bb", score)]), "aa", "bb").level == level


def test_what_is_too_weak_is_recorded() -> None:
    """An author can see what was nearly found."""
    assert lost(order_concepts(glossary_with(), [says("aa", "bb", "such-as")])) == {("aa", "bb"): (0.3, "weak")}


def test_the_best_of_several_mentions_counts_and_once_more_for_being_repeated() -> None:
    """A little more, never above one."""
    order = order_concepts(glossary_with(), [says("aa", "bb", "such-as"), says("aa", "bb", "uses", at=5)])
    assert found(order) == {("aa", "bb"): 0.84}


def test_the_same_holds_for_a_weak_wording() -> None:
    """What is too weak stays too weak, however often it is said."""
    order = order_concepts(glossary_with(), [says("aa", "bb", "used-in", at=at) for at in range(5)])
    assert lost(order) == {("aa", "bb"): (0.39, "weak")}


def test_the_best_evidence_comes_first() -> None:
    """Pages show the sentence that counts most; equal ones stand as in the text."""
    statements = [says("aa", "bb", "such-as"), says("aa", "bb", "uses", at=5), says("aa", "bb", at=9), says("aa", "bb", "uses", at=12)]
    order = order_concepts(glossary_with(), statements)
    assert [item.start for item in edge(order, "aa", "bb").evidence] == [5, 12, 9, 0]


@pytest.mark.parametrize("cue", sorted(CAPS))
@pytest.mark.parametrize("other", ["uses", "is-a", ""])
def test_a_cap_settles_a_pair_whatever_else_is_said(cue: str, other: str) -> None:
    """What a concept suffers from, or is called, is no prerequisite, even in its definition."""
    order = order_concepts(glossary_with(), [says("aa", "bb", other, first=True), says("aa", "bb", cue, at=5)])
    assert found(order) == {}


def test_a_term_inside_a_term_is_a_prerequisite() -> None:
    """Backpropagation through time needs backpropagation; the evidence is the name."""
    order = order_concepts(glossary_of(*entries("backpropagation", "backpropagation through time")), [])
    assert found(order) == {("backpropagation-through-time", "backpropagation"): 0.85}
    (item,) = order.prerequisites[0].evidence
    assert (item.found_by, item.sentence) == ("name", "backpropagation through time")


@pytest.mark.parametrize(
    ("inner", "outer", "expected"),
    [
        ("gradient", "gradient descent", True),
        ("gradients", "Gradient-descent", True),
        ("descent", "gradient descent", True),
        ("gradient", "gradients", False),
        ("grad", "gradient descent", False),
        ("long memory", "long short-term memory", False),
        ("descent", "gradient", False),
    ],
)
def test_a_term_stands_whole_inside_another(inner: str, outer: str, expected: bool) -> None:
    """In any form, as words that follow one another, shorter than the whole."""
    assert bool(found(order_concepts(glossary_of(*entries(inner, outer)), []))) is expected


def test_a_name_in_a_name_is_found_once_however_long_other_names_are() -> None:
    """The end of a term is not read as more words than it has."""
    order = order_concepts(glossary_of(*entries("descent", "gradient descent", "descent of a long hill")), [])
    assert [len(edge(order, "gradient-descent", "descent").evidence)] == [1]


def test_a_term_of_many_words_is_searched_in_time() -> None:
    """Only for as many words as some term has that begins alike."""
    words = [f"w{number}" for number in range(3000)]
    order = order_concepts(glossary_of(*entries(" ".join(words), "w5 w6 w7")), [])
    assert [edge.requires for edge in order.prerequisites] == ["w5-w6-w7"]


@pytest.mark.parametrize("rule", ["never", "topic"])
def test_a_term_that_is_hardly_matched_is_no_part_of_others(rule: str) -> None:
    """An everyday word inside a term says nothing."""
    glossary = glossary_of(f"---\nterm: network\nmatch: {rule}\n---\nText.", *entries("social network"))
    assert found(order_concepts(glossary, [])) == {}


def test_a_cap_goes_before_a_name() -> None:
    """A name inside a name does not lift what a sentence settles."""
    glossary = glossary_of(*entries("gradient", "vanishing gradient"))
    assert found(order_concepts(glossary, [says("vanishing-gradient", "gradient", "suffers-from")])) == {}


def test_of_two_that_name_each_other_the_one_in_the_definition_wins() -> None:
    """The other loses so much that it is none."""
    order = order_concepts(glossary_with(), [says("aa", "bb", "uses", first=True), says("bb", "aa", "uses")])
    assert found(order) == {("aa", "bb"): 0.9}
    assert lost(order) == {("bb", "aa"): (0.3, "weak")}


def test_of_two_that_name_each_other_the_one_in_the_name_wins() -> None:
    """A name counts as a definition."""
    order = order_concepts(glossary_of(*entries("gradient", "gradient descent")), [says("gradient", "gradient-descent", "uses")])
    assert found(order) == {("gradient-descent", "gradient"): 0.85}


@pytest.mark.parametrize("first", [True, False])
def test_two_that_name_each_other_alike_both_lose(first: bool) -> None:
    """Undecided pairs count less; of a cycle the weaker edge goes."""
    order = order_concepts(glossary_with(), [says("aa", "bb", "uses", first=first), says("bb", "aa", first=first)])
    kept, gone = (0.7, 0.7) if first else (0.6, 0.5)
    assert [round(score, 2) for score in found(order).values()] == [kept]
    assert [score for score, _ in lost(order).values()] == [gone]


def test_what_the_other_suffers_from_costs_nothing() -> None:
    """A capped mention the other way is no rival."""
    assert found(order_concepts(glossary_with(), [says("aa", "bb", "uses"), says("bb", "aa", "suffers-from")])) == {("aa", "bb"): 0.8}


def test_declared_prerequisites_outrank_what_is_found() -> None:
    """Score one, core, with the author's reason first and the sentences behind it."""
    order = order_concepts(glossary_with("requires: {bb: it leans on it}"), [says("aa", "bb", "such-as")])
    declared = edge(order, "aa", "bb")
    assert (declared.score, declared.level, declared.origin, declared.reason) == (1.0, "core", "declared", "it leans on it")
    assert [item.found_by for item in declared.evidence] == ["declared", "such-as"]
    assert lost(order) == {}


def test_a_declared_prerequisite_turns_its_reverse_away() -> None:
    """Whatever the text of the other says."""
    order = order_concepts(glossary_with("requires: [bb]"), [says("bb", "aa", "uses", first=True)])
    assert found(order) == {("aa", "bb"): 1.0}
    assert lost(order) == {("bb", "aa"): (0.9, "cycle")}


def test_authors_veto_what_is_found() -> None:
    """It is recorded as vetoed, with what was found."""
    order = order_concepts(glossary_with("not_requires: {bb: only pictured with it}"), [says("aa", "bb", "uses")])
    assert found(order) == {}
    assert lost(order) == {("aa", "bb"): (0.8, "veto")}


def test_a_veto_is_evidence_with_its_reason_and_place() -> None:
    """Before the sentence that it turns away."""
    order = order_concepts(glossary_with("not_requires: {bb: only pictured with it}"), [says("aa", "bb", "uses")])
    veto, sentence = order.dropped[0].evidence
    assert (veto.sentence, veto.path, veto.line, veto.found_by) == ("only pictured with it", "aa.md", 3, "vetoed")
    assert sentence.found_by == "uses"


def test_what_lowers_a_score_is_noted() -> None:
    """On either side of a pair, dropped or kept."""
    order = order_concepts(glossary_with(), [says("aa", "bb", "uses", first=True), says("bb", "aa", "uses")])
    assert [edge.note for edge in order.prerequisites] == [""]
    assert [edge.note for edge in order.dropped] == ["each leans on the other, and the other does so in its definition or name"]
    undecided = order_concepts(glossary_with(), [says("aa", "bb", "uses"), says("bb", "aa")])
    assert {edge.note for edge in (*undecided.prerequisites, *undecided.dropped)} == {
        "each leans on the other, and nothing says which comes first"
    }


def test_later_sentences_never_order_what_an_author_has_ordered() -> None:
    """Where prerequisites are declared, a later sentence adds a usual one and says why; a definition adds a core one."""
    order = order_concepts(
        glossary_with("requires: [bb]"), [says("aa", "cc", "uses"), says("aa", "dd", "uses", first=True), says("cc", "dd", "uses")]
    )
    assert (edge(order, "aa", "cc").level, edge(order, "aa", "cc").score) == ("usual", LATER_BESIDE_DECLARED)
    assert edge(order, "aa", "cc").note == "stands in a later sentence, and its author declares what it requires"
    assert (edge(order, "aa", "dd").level, edge(order, "aa", "dd").note) == ("core", "")
    assert edge(order, "cc", "dd").level == "core"


def test_a_cycle_loses_its_weakest_edge() -> None:
    """It is recorded with its score and its sentences."""
    order = order_concepts(glossary_with(), [says("aa", "bb", "uses"), says("bb", "cc", "uses"), says("cc", "aa", "is-a")])
    assert set(found(order)) == {("aa", "bb"), ("bb", "cc")}
    assert lost(order) == {("cc", "aa"): (0.6, "cycle")}
    assert [item.sentence for item in order.dropped[0].evidence] == ["cc is-a aa 0"]


def test_of_equally_weak_edges_of_a_cycle_the_first_by_id_goes() -> None:
    """So that nothing depends on the order of files."""
    order = order_concepts(glossary_with(), [says("cc", "aa"), says("bb", "cc"), says("aa", "bb")])
    assert lost(order) == {("aa", "bb"): (0.7, "cycle")}


def test_two_cycles_through_one_edge_lose_no_more_than_they_must() -> None:
    """The shared edge goes if it is the weakest, and then both are cut."""
    statements = [
        says("aa", "bb", "is-a"),
        says("bb", "cc", "uses"),
        says("cc", "aa", "uses"),
        says("bb", "dd", "uses"),
        says("dd", "aa", "uses"),
    ]
    assert lost(order_concepts(glossary_with(), statements)) == {("aa", "bb"): (0.6, "cycle")}


def test_a_declared_edge_of_a_cycle_stays_however_weak_the_others_are() -> None:
    """Only what was inferred may go."""
    order = order_concepts(glossary_with("requires: [bb]"), [says("bb", "cc", "uses", first=True), says("cc", "aa", "uses", first=True)])
    assert ("aa", "bb") in found(order)
    assert [reason for _, reason in lost(order).values()] == ["cycle"]


def test_sentences_of_entries_become_an_order() -> None:
    """From the prose, without a word of front matter."""
    glossary = glossary_of(
        "# Adam\n\nAn optimizer that uses momentum.", "# optimizer\n\nA rule.", "# momentum\n\nA trick. It is used in Adam."
    )
    order = order_concepts(glossary, read_statements(glossary, find_mentions(glossary, Matcher(collect_names(glossary)))))
    assert found(order) == {("adam", "momentum"): 0.9, ("adam", "optimizer"): 0.85}


IDS = ("aa", "bb", "cc", "dd", "ee", "ff")
STATEMENTS = st.lists(
    st.builds(
        lambda pair, cue, first, at: says(*pair, cue, first=first, at=at),
        st.permutations(IDS).map(lambda ids: (ids[0], ids[1])),
        st.sampled_from(sorted(set(SCORES) - {"opens"})),
        st.booleans(),
        st.integers(0, 99),
    ),
    max_size=40,
)
REQUIRED = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)).filter(lambda pair: pair[0] < pair[1]), max_size=4)
VETOED = st.lists(st.permutations(IDS).map(lambda ids: (ids[0], ids[1])), max_size=3)


def declared_glossary(required: Sequence[tuple[int, int]], vetoed: Sequence[tuple[str, str]] = ()) -> Glossary:
    """Six concepts of which some require later ones, as authors may declare it."""

    def front(position: int, concept: str) -> str:
        needs = sorted({IDS[after] for before, after in required if before == position})
        never = sorted({after for before, after in vetoed if before == concept} - set(needs))
        return f"---\nterm: {concept}\nrequires: [{', '.join(needs)}]\nnot_requires: [{', '.join(never)}]\n---\nText."

    return glossary_of(*(front(position, concept) for position, concept in enumerate(IDS)))


@given(STATEMENTS, REQUIRED, VETOED)
def test_whatever_is_said_the_order_has_no_cycle(
    statements: list[Statement], required: list[tuple[int, int]], vetoed: list[tuple[str, str]]
) -> None:
    """All that is declared is kept, nothing vetoed is, and no edge is both kept and dropped."""
    order = order_concepts(declared_glossary(required, vetoed), statements)
    network = nx.DiGraph((edge.concept, edge.requires) for edge in order.prerequisites)
    assert nx.is_directed_acyclic_graph(network)
    declared = {(IDS[before], IDS[after]) for before, after in required}
    assert declared <= set(found(order))
    assert not (set(vetoed) - declared) & set(found(order))
    assert not set(found(order)) & set(lost(order))


@given(STATEMENTS, REQUIRED)
def test_a_dropped_edge_of_a_cycle_would_close_one(statements: list[Statement], required: list[tuple[int, int]]) -> None:
    """Nothing is cut that hurts nobody: with all dropped ones put back there is a cycle through each."""
    order = order_concepts(declared_glossary(required), statements)
    cut = [pair for pair, (_, reason) in lost(order).items() if reason == "cycle"]
    network = nx.DiGraph([*found(order), *cut])
    assert all(nx.has_path(network, requires, concept) for concept, requires in cut)


@given(STATEMENTS, REQUIRED, st.randoms(use_true_random=False))
def test_the_order_in_which_entries_are_read_changes_nothing(
    statements: list[Statement], required: list[tuple[int, int]], shuffled: random.Random
) -> None:
    """The statements of one entry stay in the order of its text."""
    glossary = declared_glossary(required)
    turn = {concept: shuffled.random() for concept in IDS}
    again = sorted(statements, key=lambda said: turn[said.mention.source])
    assert order_concepts(glossary, again) == order_concepts(glossary, statements)
