"""Laws of layers: whatever is needed stands above, rows keep their room, lines are straight where they can be."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from conceptgraph.drawing.layers import lay_out_layers


@st.composite
def orders(draw: st.DrawFn) -> tuple[list[str], list[tuple[str, str]], dict[str, float]]:
    """Boxes in an order, edges that go forward in it, and widths."""
    count = draw(st.integers(1, 18))
    boxes = [f"b{number:02}" for number in range(count)]
    pairs = st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)).filter(lambda pair: pair[0] < pair[1])
    edges = draw(st.sets(pairs, max_size=30)) if count > 1 else set()
    widths = {box: draw(st.floats(30, 300)) for box in boxes}
    return boxes, sorted((boxes[upper], boxes[lower]) for upper, lower in edges), widths


@settings(max_examples=60, deadline=None)
@given(orders())
def test_what_is_needed_stands_above(drawn: tuple[list[str], list[tuple[str, str]], dict[str, float]]) -> None:
    """Each edge leads down by at least one row, and passes every row between its ends."""
    boxes, edges, widths = drawn
    layers = lay_out_layers(boxes, edges, widths=widths, room=700)
    row_of = {box: index for index, row in enumerate(layers.rows) for box in row}
    assert sorted(row_of) == boxes
    for edge in edges:
        rows = [row for _, row in layers.routes[edge]]
        assert rows == list(range(row_of[edge[0]], row_of[edge[1]] + 1))
        assert len(rows) > 1


@settings(max_examples=60, deadline=None)
@given(orders())
def test_boxes_in_a_row_do_not_overlap(drawn: tuple[list[str], list[tuple[str, str]], dict[str, float]]) -> None:
    """At most four boxes stand in a row, none over another, and together they fit the room."""
    boxes, edges, widths = drawn
    layers = lay_out_layers(boxes, edges, widths=widths, room=700, gap=16)
    for row in layers.rows:
        assert len(row) <= 4
        assert len(row) == 1 or sum(widths[box] for box in row) + 16 * (len(row) - 1) <= 700
        for left, right in pairwise(row):
            room = layers.places[right] - widths[right] / 2 - layers.places[left] - widths[left] / 2
            assert room >= 16 - 1e-6


def test_two_chains_do_not_cross() -> None:
    """Two parallel chains are drawn side by side, whatever order their boxes come in."""
    edges = [("a1", "a2"), ("a2", "z"), ("b1", "b2"), ("b2", "z")]
    layers = lay_out_layers(["a1", "b1", "b2", "a2", "z"], edges, widths=dict.fromkeys(["a1", "a2", "b1", "b2", "z"], 50.0), room=400)
    left_above = layers.places["a1"] < layers.places["b1"]
    assert left_above == (layers.places["a2"] < layers.places["b2"])


def test_a_chain_is_drawn_straight() -> None:
    """Boxes of one chain stand exactly below each other."""
    layers = lay_out_layers(["a", "b", "c"], [("a", "b"), ("b", "c")], widths={"a": 40, "b": 90, "c": 60}, room=400)
    assert len({round(x, 6) for x in layers.places.values()}) == 1
