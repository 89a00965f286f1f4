"""Laws of the order in rows: the same items, few crossings, and the same answer every time."""

from itertools import pairwise, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conceptgraph.drawing.crossings import count_crossings, order_rows

Rows = list[list[str]]


@st.composite
def rows(draw: st.DrawFn) -> tuple[Rows, dict[str, list[str]], dict[str, list[str]]]:
    """Some rows of items, with lines between neighboring rows."""
    made = [[f"r{row}i{item}" for item in range(draw(st.integers(1, 5)))] for row in range(draw(st.integers(2, 5)))]
    above: dict[str, list[str]] = {item: [] for row in made for item in row}
    below: dict[str, list[str]] = {item: [] for row in made for item in row}
    for upper, lower in pairwise(made):
        for one, other in draw(st.sets(st.tuples(st.sampled_from(upper), st.sampled_from(lower)), max_size=9)):
            below[one].append(other)
            above[other].append(one)
    return made, above, below


@settings(max_examples=60, deadline=None)
@given(rows())
def test_no_order_is_made_worse(drawn: tuple[Rows, dict[str, list[str]], dict[str, list[str]]]) -> None:
    """Each row holds what it held, lines cross no more often than before, and the same comes of the same."""
    made, above, below = drawn
    ordered = order_rows(made, above, below)
    assert [sorted(row) for row in ordered] == [sorted(row) for row in made]
    assert count_crossings(ordered, below) <= count_crossings(made, below)
    assert ordered == order_rows(made, above, below)


@settings(max_examples=40, deadline=None)
@given(rows())
def test_two_small_rows_are_at_their_best(drawn: tuple[Rows, dict[str, list[str]], dict[str, list[str]]]) -> None:
    """Of two rows of up to four, no order has fewer crossings."""
    made, above, below = drawn
    kept = [row[:4] for row in made[:2]]
    near = {item: [other for other in below[item] if other in kept[1]] for item in kept[0]}
    far = {item: [other for other in above[item] if other in kept[0]] for item in kept[1]}
    orders = ([list(upper), list(lower)] for upper in permutations(kept[0]) for lower in permutations(kept[1]))
    best = min(count_crossings(order, near) for order in orders)
    assert count_crossings(order_rows(kept, far, near), near) == best


def test_crossings_are_counted() -> None:
    """Two lines between the same two rows cross when their ends are in opposite orders; lines of one end never do."""
    below = {"a": ["d"], "b": ["c", "d"], "x": ["c"]}
    assert count_crossings([["a", "b"], ["c", "d"]], below) == 1
    assert count_crossings([["b", "a"], ["c", "d"]], below) == 0
    assert count_crossings([["a", "b", "x"], ["c", "d"]], below) == 3


@pytest.mark.parametrize("count", [0, 1])
def test_few_rows(count: int) -> None:
    """No row and one row are as they were."""
    assert order_rows([["a", "b"]][:count], {}, {}) == [["a", "b"]][:count]
