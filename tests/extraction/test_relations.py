"""Typed relations: what sentences of an entry say about its concept and another, and what they leave unsaid."""

import json
import pickle
from typing import Any

import pytest
from handmade import glossary_of

from conceptgraph.exporters.json import export_json
from conceptgraph.extraction.cues.registry import cue_finder
from conceptgraph.extraction.mentions import Matcher, find_mentions
from conceptgraph.extraction.names import collect_names
from conceptgraph.extraction.relations import Statement, extract_relations, read_entry_statements, read_statements
from conceptgraph.graph.concept_graph import ConceptGraph
from conceptgraph.model import PREDICATES, Relation
from conceptgraph.reading.glossary import Glossary

#: Entries the sentences name.
OTHERS = tuple(
    f"---\nterm: {term}\naliases: [{aliases}]\n---\nText."
    for term, aliases in {
        "RMSprop": "",
        "momentum": "",
        "SGD": "",
        "optimizer": "",
        "gradient": "",
        "learning rate": "",
        "overfitting": "",
        "vanishing gradient": "vanishing gradient problem",
        "gradient clipping": "",
        "autoencoder": "",
        "neural network": "",
        "recall": "true positive rate",
        "encoder": "",
        "chain rule": "",
    }.items()
)


def glossary_with(text: str, *, front: str = "term: Adam\naliases: [Adam optimizer]") -> Glossary:
    """The entry "Adam" with a text, beside the others."""
    return glossary_of(f"---\n{front}\n---\n{text}", *OTHERS)


def statements_of(glossary: Glossary) -> tuple[Statement, ...]:
    return read_statements(glossary, find_mentions(glossary, Matcher(collect_names(glossary))))


def relations_of(glossary: Glossary) -> tuple[Relation, ...]:
    return extract_relations(glossary, statements_of(glossary))


def read_aloud(glossary: Glossary) -> set[str]:
    """The relations as sentences: "adam uses momentum"."""
    return {f"{relation.subject} {relation.predicate} {relation.object}" for relation in relations_of(glossary)}


LATER = {
    "uses": ("Adam uses momentum.", {"adam uses momentum"}),
    "uses, by pronoun": ("It relies on momentum.", {"adam uses momentum"}),
    "uses, by a noun for it": ("The method builds on momentum.", {"adam uses momentum"}),
    "uses, behind an opening": ("In practice, it uses momentum.", {"adam uses momentum"}),
    "uses, behind a setting without comma": ("On long inputs the method uses momentum.", {"adam uses momentum"}),
    "uses, by an alias": ("The Adam optimizer uses momentum.", {"adam uses momentum"}),
    "uses a list": ("Adam combines momentum, SGD and RMSprop.", {"adam uses momentum", "adam uses sgd", "adam uses rmsprop"}),
    "uses a list with articles": ("Adam needs a gradient and a learning rate.", {"adam uses gradient", "adam uses learning-rate"}),
    "a list that ends in a clause": (
        "Adam uses momentum, because every gradient is noisy.",
        {"adam uses momentum", "adam mentions gradient"},
    ),
    "is a": ("Adam is an optimizer.", {"adam is a optimizer"}),
    "is a kind of": ("It is a kind of optimizer.", {"adam is a optimizer"}),
    "extends": ("Adam extends RMSprop.", {"adam extends rmsprop"}),
    "variant of": ("It is a variant of RMSprop.", {"adam extends rmsprop"}),
    "part of": ("Adam is part of a neural network.", {"adam part of neural-network"}),
    "has part": ("Adam consists of momentum and RMSprop.", {"adam has part momentum", "adam has part rmsprop"}),
    "used in": ("Adam is used in an autoencoder.", {"adam used in autoencoder"}),
    "used in, without a subject": ("Used for example in autoencoders.", {"adam used in autoencoder"}),
    "is used by": ("Most autoencoders use Adam.", {"adam used in autoencoder"}),
    "mitigates": ("Adam prevents overfitting.", {"adam mitigates overfitting"}),
    "mitigated by": ("Adam can be avoided with gradient clipping.", {"adam mitigated by gradient-clipping"}),
    "suffers from": ("Adam suffers from overfitting.", {"adam suffers from overfitting"}),
    "suffers from, its weakness": ("Its main weakness is overfitting.", {"adam suffers from overfitting"}),
    "suffers from, the other way round": ("Overfitting often plagues Adam.", {"adam suffers from overfitting"}),
    "contrasts with": ("Unlike SGD, Adam adapts.", {"adam contrasts with sgd"}),
    "contrasts with, rather than": ("Adam is used rather than SGD.", {"adam contrasts with sgd"}),
    "similar to": ("Adam is similar to RMSprop.", {"adam similar to rmsprop"}),
    "also known as": ("Adam is also known as momentum.", {"adam also known as momentum"}),
    "example of": ("Adam is an example of an optimizer.", {"adam example of optimizer"}),
    "two clauses": ("Unlike SGD, Adam uses momentum.", {"adam contrasts with sgd", "adam uses momentum"}),
    "nothing said": ("With Adam, momentum appears.", {"adam mentions momentum"}),
}
NOT_SAID = {
    "does not": ("Adam does not use momentum.", {"adam mentions momentum"}),
    "never": ("Adam never uses momentum.", {"adam mentions momentum"}),
    "without": ("Adam works without using momentum.", {"adam mentions momentum"}),
    "no longer": ("Adam no longer suffers from overfitting.", {"adam mentions overfitting"}),
    "not only is no denial": ("Adam not only uses momentum.", {"adam uses momentum"}),
    "question": ("Does Adam use momentum?", {"adam mentions momentum"}),
    "question about a weakness": ("Does it suffer from overfitting?", {"adam mentions overfitting"}),
}
SOMEONE_ELSE = {
    "another concept uses it": ("SGD uses momentum.", {"adam mentions sgd", "adam mentions momentum"}),
    "another concept suffers": ("SGD suffers from overfitting.", {"adam mentions sgd", "adam mentions overfitting"}),
    "another concept is one": ("RMSprop is an optimizer.", {"adam mentions rmsprop", "adam mentions optimizer"}),
    "an unknown thing": ("The sampler uses momentum.", {"adam mentions momentum"}),
}
FIRST = {
    "dictionary style": ("An optimizer that uses momentum.", {"adam is a optimizer", "adam uses momentum"}),
    "dictionary style, a kind": ("A kind of optimizer.", {"adam is a optimizer"}),
    "whole sentence": ("Adam is an optimizer that uses momentum.", {"adam is a optimizer", "adam uses momentum"}),
    "brackets": ("Adam (adaptive moment estimation) is an optimizer.", {"adam is a optimizer"}),
    "extends": ("An extension of RMSprop.", {"adam extends rmsprop"}),
    "by way of": ("A way of moving parameters by momentum.", {"adam uses momentum"}),
    "only with": ("A step with momentum.", {"adam mentions momentum"}),
}


@pytest.mark.parametrize(("text", "expected"), LATER.values(), ids=LATER)
def test_a_later_sentence_says_how_two_concepts_are_related(text: str, expected: set[str]) -> None:
    """Read aloud, the relation says what the sentence said."""
    assert read_aloud(glossary_with(f"A thing of its own.\n\n{text}")) == expected


@pytest.mark.parametrize(("text", "expected"), NOT_SAID.values(), ids=NOT_SAID)
def test_what_is_denied_or_asked_is_only_mentioned(text: str, expected: set[str]) -> None:
    """Negations and questions state nothing."""
    assert read_aloud(glossary_with(f"A thing of its own.\n\n{text}")) == expected


@pytest.mark.parametrize(("text", "expected"), SOMEONE_ELSE.values(), ids=SOMEONE_ELSE)
def test_what_is_said_of_something_else_is_only_mentioned(text: str, expected: set[str]) -> None:
    """The subject of a relation is the entry's concept, and this sentence is not about it."""
    assert read_aloud(glossary_with(f"A thing of its own.\n\n{text}")) == expected


@pytest.mark.parametrize(("text", "expected"), FIRST.values(), ids=FIRST)
def test_a_definition_is_about_its_concept(text: str, expected: set[str]) -> None:
    """Also where it does without a subject, as dictionaries do."""
    assert read_aloud(glossary_with(text)) == expected


def test_the_subject_is_the_concept_whose_text_holds_the_sentence() -> None:
    """Whichever way round the sentence puts it."""
    assert all(relation.subject == "adam" for relation in relations_of(glossary_with("Text.\n\nMost autoencoders use Adam.")))


def test_every_predicate_reads_aloud_from_both_ends() -> None:
    """Turned round twice, a relation says again what it said."""
    for predicate, reverse in PREDICATES.items():
        assert reverse
        assert PREDICATES.get(reverse, predicate) in (predicate, f"is {predicate}")


def test_evidence_is_joined_for_each_predicate() -> None:
    """Two sentences that say the same are one relation with two pieces of evidence, in the order of the text."""
    glossary = glossary_with("Text.\n\nAdam uses momentum. It relies on momentum. Momentum helps.")
    found = {relation.predicate: relation for relation in relations_of(glossary)}
    assert [item.sentence for item in found["uses"].evidence] == ["Adam uses momentum.", "It relies on momentum."]
    assert [item.sentence for item in found["mentions"].evidence] == ["Momentum helps."]


def test_several_wordings_of_one_relation_are_its_evidence() -> None:
    """Whether the own concept is the subject of the sentence or not, the relation is one, and its direction too."""
    glossary = glossary_with("Text.\n\nMost autoencoders use Adam. It is popular in every autoencoder. Adam is used by autoencoders.")
    (relation,) = relations_of(glossary)
    assert (relation.subject, relation.predicate, relation.object) == ("adam", "used in", "autoencoder")
    assert [item.found_by for item in relation.evidence] == ["uses-it", "used-in", "used-by"]


def test_what_is_exported_reads_aloud_as_what_was_found() -> None:
    """Subject, predicate, object and all the evidence, in the same direction."""
    glossary = glossary_with("An optimizer that uses momentum.\n\nUnlike SGD, it relies on momentum. Most autoencoders use Adam.")
    relations = relations_of(glossary)
    graph = ConceptGraph(concepts=glossary.concepts, relations=relations)
    exported = json.loads(export_json(graph))["relations"]
    assert [(row["subject"], row["predicate"], row["object"], [item["found_by"] for item in row["evidence"]]) for row in exported] == [
        ("adam", "used in", "autoencoder", ["uses-it"]),
        ("adam", "uses", "momentum", ["uses", "uses"]),
        ("adam", "is a", "optimizer", ["is-a"]),
        ("adam", "contrasts with", "sgd", ["contrasts"]),
    ]
    assert [relation.predicate for relation in graph.relations_of("adam")] == [row["predicate"] for row in exported]


def test_an_entry_can_be_read_in_another_process() -> None:
    """What goes in and what comes out can be sent, and it is what reading all of them gives."""
    glossary = glossary_with("An optimizer that uses momentum, unlike SGD.")
    entry = glossary.entry("adam")
    mentions = [mention for mention in find_mentions(glossary, Matcher(collect_names(glossary))) if mention.source == entry.id]
    sent, cues = sent_over((entry, mentions)), sent_over(cue_finder())
    assert sent_over(read_entry_statements(*sent, cues=cues)) == statements_of(glossary)


def sent_over(value: Any) -> Any:
    """What another process receives."""
    return pickle.loads(pickle.dumps(value))  # noqa: S301 - our own bytes


def test_evidence_says_sentence_place_and_finder() -> None:
    """An author finds the sentence, and the words in it that name the concept."""
    glossary = glossary_with("Text.\n\nSecond text.\nAdam uses momentum.")
    (relation,) = relations_of(glossary)
    (item,) = relation.evidence
    assert (item.sentence, item.path, item.line, item.found_by) == ("Adam uses momentum.", "adam.md", 8, "uses")
    assert glossary.entry("adam").prose.text[item.start : item.end] == "momentum"


@pytest.mark.parametrize(("text", "finder"), [("Text. Momentum helps.", "case"), ("Text. A [push](momentum.md) helps.", "link")])
def test_evidence_without_a_cue_says_how_the_name_was_found(text: str, finder: str) -> None:
    """A link of the author is evidence of its own kind."""
    (relation,) = relations_of(glossary_with(text))
    assert [item.found_by for item in relation.evidence] == [finder]


DECLARED = """term: Adam
requires:
  momentum: its first moment
  SGD:
related: [RMSprop]
contrast: {recall: nothing to do with it}"""


def test_declared_relations_are_there_with_reason_and_line() -> None:
    """What an author says in front matter is certain."""
    found = {relation.object: relation for relation in relations_of(glossary_with("Text.", front=DECLARED))}
    assert {key: (relation.predicate, relation.origin, relation.score) for key, relation in found.items()} == {
        "momentum": ("requires", "declared", 1.0),
        "sgd": ("requires", "declared", 1.0),
        "rmsprop": ("related to", "declared", 1.0),
        "recall": ("contrasts with", "declared", 1.0),
    }
    assert [(item.sentence, item.line, item.found_by) for item in found["momentum"].evidence] == [("its first moment", 4, "declared")]


def test_a_declared_relation_that_the_text_says_too_is_one_relation() -> None:
    """It stays declared and gains the sentence, behind the author's own reason."""
    glossary = glossary_with("Text.\n\nUnlike recall, Adam adapts.", front=DECLARED)
    (relation,) = (relation for relation in relations_of(glossary) if relation.object == "recall")
    assert relation.origin == "declared"
    assert [item.sentence for item in relation.evidence] == ["nothing to do with it", "Unlike recall, Adam adapts."]


def test_names_of_a_declared_relation_may_be_any_label() -> None:
    """Aliases and plurals lead to the same concept."""
    assert "adam requires recall" in read_aloud(glossary_with("Text.", front="term: Adam\nrequires: [True Positive Rates]"))


def test_nothing_is_hidden() -> None:
    """Every mention is evidence of exactly one relation."""
    glossary = glossary_with("An optimizer with momentum, unlike SGD.\n\nIt uses RMSprop. SGD uses a gradient? Recall is high.")
    mentions = [mention for mention in find_mentions(glossary, Matcher(collect_names(glossary))) if mention.target != mention.source]
    places = sorted((item.path, item.start, item.end) for relation in relations_of(glossary) for item in relation.evidence)
    assert places == sorted((f"{mention.source}.md", mention.start, mention.end) for mention in mentions)


def test_no_relation_leads_to_its_own_concept() -> None:
    """A text that names itself says nothing about two."""
    assert read_aloud(glossary_of("# Adam\n\nAdam is Adam. It uses Adam.")) == set()


def test_statements_say_whether_they_stand_in_the_definition_and_open_a_sentence() -> None:
    """Both decide how much a mention counts."""
    glossary = glossary_with("An optimizer. Momentum helps. It uses SGD.")
    assert [(said.mention.target, said.first, said.opens) for said in statements_of(glossary)] == [
        ("optimizer", True, True),
        ("momentum", False, True),
        ("sgd", False, False),
    ]


def test_words_of_a_term_stand_for_it_at_the_start_of_a_sentence() -> None:
    """Of a bottleneck layer, "the bottleneck" speaks, and so do its initials."""
    glossary = glossary_of("# bottleneck layer\n\nIt is narrow. The bottleneck uses an encoder. A BL uses the chain rule.", *OTHERS)
    assert read_aloud(glossary) == {"bottleneck-layer uses encoder", "bottleneck-layer uses chain-rule"}


def test_the_surest_mention_scores_a_relation() -> None:
    """A form is less sure than the name as written, a link is certain."""
    scores = {
        text: relations_of(glossary_with(f"Text. {text}"))[0].score
        for text in ("It uses gradients.", "It uses gradients and the gradient.", "It uses the [slope](gradient.md).")
    }
    assert list(scores.values()) == [0.85, 0.9, 1.0]


def test_an_entry_is_read_from_its_text_alone() -> None:
    """The same entry gives the same relations whatever else is in the glossary."""
    alone = glossary_of("# Adam\n\nIt uses momentum.", "# momentum\n\nText.")
    assert read_aloud(alone) == read_aloud(glossary_of("# Adam\n\nIt uses momentum.", *OTHERS)) == {"adam uses momentum"}
