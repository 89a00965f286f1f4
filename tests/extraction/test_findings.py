"""What the extractor must find by itself: on our glossary without `requires` and `related`, in paraphrases, and on a raw deck."""

import os
import shutil
import tomllib
from pathlib import Path

import pytest
from handmade import glossary_of, without_keys, write_entries

from conceptgraph.model import Relation
from conceptgraph.pipeline import Result, build, extract
from conceptgraph.reading.importers.registry import find_importer
from conceptgraph.reading.labels import fold
from conceptgraph.reading.writing import Draft, write_drafts

OUR_GLOSSARY = Path(__file__).parents[2] / "glossary"
DECK = Path(__file__).with_name("deck.txt")
PARAPHRASES = tomllib.loads(Path(__file__).with_name("paraphrases.toml").read_text(encoding="utf-8"))

ADAM = """---
term: Adam
aliases: [Adam optimizer]
match: exact
---
Adam is an algorithm that trains networks with a step of its own for every weight.
{sentence}
It is popular."""
RMSPROP = "# RMSprop\n\nRMSprop divides the step of every weight by the recent size of its slope."
BPTT = """---
term: backpropagation through time
aliases: [BPTT]
---
A way of training networks that read sequences, by unrolling them over the sequence.
{sentence}
It costs memory."""
VANISHING = """---
term: vanishing gradient
aliases: [vanishing gradient problem]
---
Errors that shrink on their way back through many layers, until the first of them hardly learn."""
BOTTLENECK = """---
term: bottleneck layer
aliases: [bottleneck]
---
A layer that is much narrower than those around it.
{sentence}
Its width is a matter of trial."""
AUTOENCODER = "# autoencoder\n\nA network that learns to give back its own input."


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """Our glossary without what authors said about how concepts are related."""
    folder = tmp_path_factory.mktemp("bare") / "glossary"
    shutil.copytree(OUR_GLOSSARY, folder)
    for file in folder.glob("*.md"):
        file.write_text(without_keys(file.read_text(encoding="utf-8"), "requires", "related", "contrast"), encoding="utf-8")
    return build(folder)


def relations(result: Result, subject: str, target: str) -> dict[str, Relation]:
    """The relations from one concept to another, by predicate."""
    return {relation.predicate: relation for relation in result.graph.relations_of(subject) if relation.object == target}


def strength(result: Result, concept: str, requires: str) -> str:
    """How strong a prerequisite one concept is of another: core, usual or none."""
    edges = result.graph.prerequisites_of(concept, level="usual")
    return next((edge.level for edge in edges if edge.requires == requires), "none")


def test_nothing_is_declared_in_the_bare_glossary(bare: Result) -> None:
    """What follows was found in the prose alone."""
    assert not [entry.id for entry in bare.glossary.entries if entry.requires or entry.related or entry.contrast]
    assert {relation.origin for relation in bare.graph.relations} == {"inferred"}
    assert {edge.origin for edge in bare.graph.prerequisites} == {"inferred"}


def test_adam_leads_to_rmsprop(bare: Result) -> None:
    """It is found with a sentence that names RMSprop, and Adam comes after it."""
    found = relations(bare, "adam", "rmsprop")
    assert {"uses", "contrasts with"} & set(found)
    assert all("RMSprop" in item.sentence for relation in found.values() for item in relation.evidence)
    assert strength(bare, "adam", "rmsprop") == "core"


def test_backpropagation_through_time_suffers_from_the_vanishing_gradient(bare: Result) -> None:
    """That is said with its sentence, and is no prerequisite in either strength."""
    found = relations(bare, "backpropagation-through-time", "vanishing-gradient")
    assert [item.sentence for item in found["suffers from"].evidence] == ["BPTT suffers from the vanishing gradient problem."]
    assert strength(bare, "backpropagation-through-time", "vanishing-gradient") == "none"


def test_a_bottleneck_layer_is_used_in_autoencoders(bare: Result) -> None:
    """That is said with its sentence, and never orders it after them."""
    found = relations(bare, "bottleneck-layer", "autoencoder")
    assert [item.sentence for item in found["used in"].evidence] == ["It is used in autoencoders."]
    assert strength(bare, "bottleneck-layer", "autoencoder") != "core"
    assert "autoencoder" not in bare.graph.ancestors("bottleneck-layer")


def test_there_are_ten_paraphrases_of_each() -> None:
    """Written without a look at the cues."""
    assert [len(PARAPHRASES[name]) for name in ("adam_rmsprop", "bptt_vanishing", "bottleneck_autoencoder")] == [10, 10, 10]


def sentences_between(result: Result, subject: str, target: str) -> set[str]:
    return {item.sentence for relation in relations(result, subject, target).values() for item in relation.evidence}


@pytest.mark.parametrize("sentence", PARAPHRASES["adam_rmsprop"])
def test_adam_leads_to_rmsprop_however_it_is_put(sentence: str) -> None:
    """The relation is found, with its sentence."""
    result = extract(glossary_of(ADAM.format(sentence=sentence), RMSPROP))
    assert sentences_between(result, "adam", "rmsprop") == {sentence}


@pytest.mark.parametrize("sentence", PARAPHRASES["bptt_vanishing"])
def test_a_vanishing_gradient_is_suffered_from_however_it_is_put(sentence: str) -> None:
    """It is typed, has its sentence, and is never a prerequisite."""
    result = extract(glossary_of(BPTT.format(sentence=sentence), VANISHING))
    assert set(relations(result, "backpropagation-through-time", "vanishing-gradient")) == {"suffers from"}
    assert sentences_between(result, "backpropagation-through-time", "vanishing-gradient") == {sentence}
    assert strength(result, "backpropagation-through-time", "vanishing-gradient") == "none"


@pytest.mark.parametrize("sentence", PARAPHRASES["bottleneck_autoencoder"])
def test_an_autoencoder_is_no_core_prerequisite_however_it_is_put(sentence: str) -> None:
    """The relation is found with its sentence, and orders nothing."""
    result = extract(glossary_of(BOTTLENECK.format(sentence=sentence), AUTOENCODER))
    assert sentences_between(result, "bottleneck-layer", "autoencoder") == {sentence}
    assert strength(result, "bottleneck-layer", "autoencoder") != "core"


def test_paraphrases_say_that_a_bottleneck_layer_is_used_in_autoencoders() -> None:
    """Or a part of them, where the sentence says that."""
    found = [
        set(relations(extract(glossary_of(BOTTLENECK.format(sentence=sentence), AUTOENCODER)), "bottleneck-layer", "autoencoder"))
        for sentence in PARAPHRASES["bottleneck_autoencoder"]
    ]
    assert all(predicates <= {"used in", "part of"} for predicates in found), found


def import_deck(text: str, folder: Path) -> Path:
    """The entries that the command `import` makes of a deck."""
    deck = find_importer("flashcards").read(text, path="deck.txt")
    write_drafts([Draft(term=card.term, text=card.text, aliases=card.aliases) for card in deck.cards], folder)
    return folder


def wanted_names(result: Result) -> set[str]:
    return {fold(wanted.name) for wanted in result.graph.wanted}


def check_deck(text: str, folder: Path) -> None:
    """What a deck leans on is wanted, and related once there are stubs for it."""
    wanted = wanted_names(build(import_deck(text, folder)))
    assert fold("RMSprop") in wanted
    assert {fold("vanishing gradient"), fold("vanishing gradient problem")} & wanted
    write_entries(folder, "---\nterm: RMSprop\n---\n", "---\nterm: vanishing gradient\naliases: [vanishing gradient problem]\n---\n")
    result = build(folder)
    adam = next(concept.id for concept in result.graph.concepts if concept.term.startswith("Adam"))
    bptt = next(concept.id for concept in result.graph.concepts if fold(concept.term) == fold("backpropagation through time"))
    assert any("RMSprop" in sentence for sentence in sentences_between(result, adam, "rmsprop"))
    assert "suffers from" in relations(result, bptt, "vanishing-gradient")
    assert strength(result, bptt, "vanishing-gradient") == "none"


def test_a_raw_deck_wants_what_its_cards_lean_on(tmp_path: Path) -> None:
    """And relates it with its sentence as soon as there is a stub."""
    check_deck(DECK.read_text(encoding="utf-8"), tmp_path / "deck")


@pytest.mark.skipif("CONCEPTGRAPH_DECK" not in os.environ, reason="CONCEPTGRAPH_DECK names no deck")
def test_the_deck_this_was_written_for_wants_what_its_cards_lean_on(tmp_path: Path) -> None:
    """The same on a deck that is no part of this repository."""
    check_deck(Path(os.environ["CONCEPTGRAPH_DECK"]).read_text(encoding="utf-8"), tmp_path / "deck")
