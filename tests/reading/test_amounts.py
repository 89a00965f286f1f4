"""How much there is to read: words and formulas of a text."""

import pytest

from conceptgraph.reading.amounts import count_formulas, count_words
from conceptgraph.reading.prose import read_prose

CASES = {
    "nothing": ("", 0, 0),
    "words": ("One, two - three.", 3, 0),
    "an apostrophe and a hyphen": ("It's a well-known one.", 4, 0),
    "a heading is not counted": ("# Adam\n\nTwo words.", 2, 0),
    "a mere sign is a word": ("Let $x$ be it.", 4, 0),
    "a formula with two sides": ("So $f(x) = 0$ holds.", 2, 1),
    "a relation by name": (r"For $x \in A$ and $a \le b$.", 2, 2),
    "a longer name is no relation": (r"By $\int \leftmost$ alone.", 3, 0),
    "on a line of its own": ("Then\n\n$$\nx\n$$\n\nfollows.", 2, 1),
    "an environment": ("Then\n\n\\begin{align}\na &= b\n\\end{align}\n", 1, 1),
    "a directive": ("Then\n\n```{math}\na\n```\n", 1, 1),
    "a role": ("Then {math}`a = b` holds.", 2, 1),
    "inside an admonition": ("```{note}\nTwo words.\n\n$$a$$\n```\n", 2, 1),
    "code in a line": ("Call `a = b` now.", 3, 0),
    "code on lines of its own": ("Call\n\n```python\na = b\n```\n", 1, 0),
    "letters without blanks": ("勾配降下法です", 4, 0),
    "both": ("勾配 and loss", 3, 0),
}


@pytest.mark.parametrize(("body", "words", "formulas"), CASES.values(), ids=CASES)
def test_words_and_formulas_are_counted(body: str, words: int, formulas: int) -> None:
    """What says nothing by itself is a word; what a reader stops at is a formula."""
    prose = read_prose(body)
    assert (count_words(prose), count_formulas(prose)) == (words, formulas)
