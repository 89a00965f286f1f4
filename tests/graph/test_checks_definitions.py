"""First sentences that define and others, as tables: the rules are wordings, so that each has sentences it must leave alone."""

import pytest
from checked import file_of, told

#: Term, first sentence, and what is said of it.
OTHER_SENTENCES = (
    ("dropout", "What is dropout?", "asks"),
    ("dropout", "See regularization.", "only points elsewhere"),
    ("dropout", "See also random masking of units", "only points elsewhere"),
    ("dropout", "Also known as dilution.", "only points elsewhere"),
    ("dropout", "There are many kinds of dropout.", "counts kinds"),
    ("dropout", "Dropout is very popular.", "says what it is like"),
    ("dropout", "Dropout is often useful for large networks.", "says what it is like"),
    ("dropout", "Today dropout is easy to use.", "says what it is like"),
    ("dropout", "Dropout was invented in 2012.", "says where it comes from"),
    ("dropout", "Dropout was first proposed by three students in Toronto.", "says where it comes from"),
    ("dropout", "Most networks remember more than they should.", "speaks of something else"),
    ("dropout", "Some networks have more units than examples.", "speaks of something else"),
    ("dropout", "We can now come to a trick of the trade.", "speaks of something else"),
    ("dropout", "Suppose a network has learned its examples by heart.", "speaks of something else"),
    ("dropout", "In the early days, many networks got stuck.", "speaks of something else"),
    ("dropout", "When a network is large, we need a trick.", "speaks of something else"),
    ("dropout", "Padding is a frame of zeros.", "defines 'padding'"),
    ("dropout", "The padding is the frame of an input.", "defines 'padding'"),
)

DEFINITIONS = (
    ("dropout", "Dropout is a form of regularization."),
    ("dropout", "Dropout switches units off at random."),
    ("dropout", "A form of regularization that switches units off."),
    ("dropout", "Switches units off at random."),
    ("dropout", "Process by which units are switched off."),
    ("dropout", "To switch units off at random while a network is trained."),
    ("dropout", "Used to keep a network from learning its examples by heart."),
    ("dropout", "It is a way to keep a network from learning by heart."),
    ("dropout", "This refers to the random loss of units."),
    ("dropout", "In machine learning, dropout is the random loss of units."),
    ("dropout", "In deep networks, the random loss of units while they are trained."),
    ("dropout", "For large networks, this sets the share of units that are lost."),
    ("dropout", "On a network, returns the share of units that are lost."),
    ("dropout", "When a unit is switched off at random, one speaks of dropout."),
    ("dropout", "Some units of a network that are switched off at random."),
    ("dropout", "Each of the units which are switched off."),
    ("dropout", "Many people use this term for any random loss of units."),
    ("dropout", "Let a unit be lost at random: that is dropout."),
    ("dropout", "Dropout is a popular form of regularization."),
    ("dropout", "Dropout is important regularization for large networks."),
    ("dropout", "Dropout was introduced in 2012 as a way to switch units off."),
    ("dropout", "Dropout is hard attention on units, drawn anew each time."),
    ("dropout", "There is a form of regularization called dropout that switches units off."),
    ("dropout", "See-through layers that lose units at random."),
    ("tokenization", "Most tokenizers cut a text into words."),
    ("stochastic gradient descent", "In SGD, many small steps are taken."),
    ("SGD", "Most use stochastic gradient descent with a small step."),
    ("p-value", "If nothing is going on, we see such data with this probability: the p-value."),
    ("n_jobs", "When several are set, we call `n_jobs` the number of workers."),
    ("padding token", "The padding is done by a token without meaning."),
)

PADDING = file_of("padding", "", "Padding is a frame of zeros around an input.")


@pytest.mark.parametrize(("term", "sentence", "fault"), OTHER_SENTENCES)
def test_a_first_sentence_that_says_something_else(term: str, sentence: str, fault: str) -> None:
    """It is told what the sentence does instead, at its line."""
    (finding,) = told("not-a-definition", {"entry": file_of(term, "", sentence), "padding": PADDING})
    assert fault in finding.message
    assert (finding.line, finding.sentence) == (5, sentence)


@pytest.mark.parametrize(("term", "sentence"), DEFINITIONS)
def test_a_first_sentence_that_defines(term: str, sentence: str) -> None:
    """Sentences and phrases alike, with or without a subject."""
    assert told("not-a-definition", {"entry": file_of(term, "", sentence), "padding": PADDING}) == []
