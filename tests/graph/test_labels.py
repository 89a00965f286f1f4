"""What a label means in a graph: the same for the first question as for the hundredth."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conceptgraph.graph.labels import FEW, LabelIndex
from conceptgraph.model import Concept
from conceptgraph.reading import labels

NAMES = [
    "mean", "Mean", "means", "mini-batch", "Mini batches", "MAP", "mAP", "mice", "mouse", "U.S.", "us", "'s own", "own", "e\u0301tude",
    "étude", "ﬁlter", "filter", "“loss”", "loss (function)", "gradient descent (GD)", "GD", "C++", "2-norm", "", "(odd)", "K8s",
]  # fmt: skip
IRREGULAR = {**labels._IRREGULAR, **labels._LESS_USUAL}
spoken = st.sampled_from(NAMES) | st.text(max_size=4)
concepts = st.lists(st.tuples(spoken, st.lists(spoken, max_size=2)), max_size=6).map(
    lambda pairs: tuple(Concept(id=str(number), term=term, aliases=tuple(aliases)) for number, (term, aliases) in enumerate(pairs))
)


@given(concepts, spoken)
def test_an_index_answers_as_a_search_does(known: tuple[Concept, ...], label: str) -> None:
    """In all three ways to look a label up, with the concepts in their order."""
    index = LabelIndex(known)
    first, *_, last = [(index.spelled(label), index.folded(label), index.shortened(label)) for _ in range(FEW + 1)]
    assert first == last
    assert first[1] == tuple(one for one in known if any(labels.fold(name) == labels.fold(label) for name in (one.term, *one.aliases)))


@pytest.mark.parametrize("word", IRREGULAR)
def test_folding_keeps_the_first_letter(word: str) -> None:
    """The search rests on it."""
    assert labels.fold(word)[0] == word[0]
