"""Labels as strings: which are the same name, their ids, their plurals, and acronyms that read as initials."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conceptgraph.reading.labels import fold, initials_match, plural, singular, slug, words

SAME = {
    "case": ("Gradient Descent", "gradient descent"),
    "plural": ("loss functions", "loss function"),
    "plural in the middle": ("weights matrix", "weight matrix"),
    "plural of two words": ("mini-batches", "mini-batch"),
    "plural in ies": ("probabilities", "probability"),
    "plural in sses": ("losses", "loss"),
    "plural in xes": ("softmaxes", "softmax"),
    "plural in ches": ("batches", "batch"),
    "matrices": ("matrices", "matrix"),
    "vertices": ("vertices", "vertex"),
    "axes": ("axes", "axis"),
    "indices": ("indices", "index"),
    "criteria": ("criteria", "criterion"),
    "biases": ("biases", "bias"),
    "hypotheses": ("null hypotheses", "null hypothesis"),
    "halves": ("halves", "half"),
    "plural of a plural": ("stigmatas", "stigma"),
    "hyphen and space": ("cross-validation", "cross validation"),
    "long dash": ("encoder–decoder", "encoder-decoder"),
    "quotes": ("“deep” learning", "deep learning"),
    "apostrophes": ("Bayes’ theorem", "Bayes' theorem"),
    "possessives": ("Occam's razors", "occam's razor"),
    "spaces": ("loss   function", "loss\nfunction"),
    "invisible characters": ("deep\u200b learning", "deep learning"),
    "ligature": ("ﬁlter", "filter"),
    "full width": ("ＧＰＵ", "gpu"),
    "possessive": ("Bayes's rule", "Bayes' rule"),
    "letters with stops": ("U.S. census", "US census"),
    "less usual plurals": ("indexes and tempi", "index and tempo"),
    "acronym in the plural": ("GPUs", "GPU"),
    "acronym in the plural that ends in u": ("ReLUs", "ReLU"),
    "identifiers differ in case": ("Batch_Size", "batch_size"),
}
DIFFERENT = {
    "acronym that ends in s": ("DNS", "DN"),
    "acronym and a plural": ("LARS", "lar"),
    "acronym and a word": ("AIDS", "aid"),
    "bus and bu": ("bus", "bu"),
    "analysis and analysi": ("analysis", "analysi"),
    "verb form": ("convolving", "convolution"),
    "stem": ("optimizer", "optimization"),
    "symbols": ("C++", "C"),
    "sharp": ("C#", "C"),
    "star": ("A*", "A"),
    "accent": ("resumé", "resume"),
    "joined": ("mini batch", "minibatch"),
    "identifier and words": ("batch_size", "batch size"),
    "order": ("layer bottleneck", "bottleneck layer"),
    "digits": ("L1", "L2"),
}
WORDS_AND_PLURALS = (
    "layer layers, batch batches, loss losses, matrix matrices, axis axes, proxy proxies, array arrays, vertex vertices, class classes, "
    "index indices, corpus corpora, kernel kernels, box boxes, entropy entropies, bias biases, basis bases, series series, RNN RNNs, "
    "GPU GPUs, hypothesis hypotheses, radius radii, criterion criteria, mean means, norm norms, approach approaches, minimum minima"
)


@pytest.mark.parametrize(("one", "other"), SAME.values(), ids=SAME)
def test_labels_that_are_the_same_name(one: str, other: str) -> None:
    """Case, number, hyphens, quotes and compatible characters make no difference."""
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT.values(), ids=DIFFERENT)
def test_labels_that_are_different_names(one: str, other: str) -> None:
    """Stems, symbols, accents and the s of an acronym do."""
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    """A key is its own key; a word in capitals alone needs them to keep its s."""
    key = fold(unicodedata.normalize("NFKC", text.lower()))
    assert fold(key) == key


@given(st.from_regex(r"([a-z]{2,9} )?[a-z]{3,12}[bdgklmnrtvwyx]", fullmatch=True))
def test_a_plural_is_the_same_name(label: str) -> None:
    """What we form as a plural folds to the key of the singular, and has no other plural."""
    assert fold(plural(label)) == fold(label)
    assert plural(plural(label)) == plural(label)


@given(st.text(max_size=30))
def test_any_label_has_a_plural_that_begins_like_it(label: str) -> None:
    """No text at all is refused; only the last word changes."""
    assert plural(label).split(" ")[:-1] == label.split(" ")[:-1]


@pytest.mark.parametrize(("one", "many"), [pair.split() for pair in WORDS_AND_PLURALS.split(", ")])
def test_plurals_are_those_a_writer_forms(one: str, many: str) -> None:
    """Regular and irregular ones, with the words before them untouched."""
    assert plural(f"hidden {one}") == f"hidden {many}"
    assert plural(many) == many


@pytest.mark.parametrize("word", "loss bias axis status gas always this class chaos is as us".split())
def test_a_word_that_is_no_plural_keeps_its_s(word: str) -> None:
    """An s at the end makes no plural."""
    assert singular(word) == word


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("Adam", "adam"),
        ("backpropagation through time", "backpropagation-through-time"),
        ("Bayes' theorem", "bayes-theorem"),
        ("U.S. census", "us-census"),
        ("kernel (convolution)", "kernel-convolution"),
        ("  exploration vs. exploitation ", "exploration-vs-exploitation"),
        ("naïve Bayes", "naïve-bayes"),
        ("batch_size", "batch-size"),
        ("../../etc", "etc"),
        ("Straße", "strasse"),
        ("!?", ""),
    ],
)
def test_an_id_is_made_of_the_words_of_a_term(term: str, expected: str) -> None:
    """In lower case, joined by hyphens, without anything a path could stumble over."""
    assert slug(term) == expected


@given(st.text())
def test_an_id_is_safe_as_the_name_of_a_file(term: str) -> None:
    """It holds no separator, dot, space or control character, and is its own id."""
    made = slug(term)
    assert not set(made) & set("/\\. :\0\n")
    assert slug(made) == made


READS = {
    "initials": ("gradient descent", "GD"),
    "three words": ("convolutional neural network", "CNN"),
    "plural": ("convolutional neural networks", "CNNs"),
    "small word skipped": ("backpropagation through time", "BPTT"),
    "small word spoken": ("end of sequence", "EOS"),
    "small word left out": ("area under the curve", "AUC"),
    "hyphen": ("long short-term memory", "LSTM"),
    "two letters of a word": ("rectified linear unit", "ReLU"),
    "letter inside a word": ("hyperparameter optimization", "HPO"),
    "letters of one word": ("hypertext markup language", "HTML"),
    "mixed case": ("mean average precision", "mAP"),
    "Adam": ("adaptive moment", "AdaM"),
    "x for ex": ("extensible markup language", "XML"),
    "x for cross": ("cross-site scripting", "XSS"),
}
DOES_NOT_READ = {
    "other letters": ("gradient descent", "SGD"),
    "qualifier": ("kernel", "convolution"),
    "another order": ("descent gradient", "GD"),
    "a letter too few": ("convolutional neural network", "CN"),
    "a letter too many": ("gradient descent", "GDX"),
    "one letter": ("gradient", "G"),
    "nothing": ("", "GD"),
    "no letters": ("gradient descent", "--"),
}


@pytest.mark.parametrize(("long", "short"), READS.values(), ids=READS)
def test_acronyms_that_read_as_initials(long: str, short: str) -> None:
    """A word gives its first letters, small ones may give none."""
    assert initials_match(long=long, short=short)


@pytest.mark.parametrize(("long", "short"), DOES_NOT_READ.values(), ids=DOES_NOT_READ)
def test_acronyms_that_do_not_read_as_initials(long: str, short: str) -> None:
    """Each capital word must have a share, in order, and no letter may be left."""
    assert not initials_match(long=long, short=short)


@given(st.text(max_size=60), st.text(max_size=12))
def test_any_two_texts_may_be_compared_as_initials(long: str, short: str) -> None:
    """The answer is yes or no, never an error."""
    assert initials_match(long=long, short=short) in (True, False)


@given(st.text())
def test_words_stand_in_the_text_in_their_order(text: str) -> None:
    """What is cut out of a text is found again at its place."""
    spans = [word.span() for word in words(text)]
    assert spans == sorted(spans)
    assert all(text[start:end].strip() for start, end in spans)
