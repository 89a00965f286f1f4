"""How much work a call is, counted and not timed: the same on every machine, however busy it is."""

import sys
from collections.abc import Callable

#: Fewer calls than these are too few to be compared.
FLOOR = 50


def calls(function: Callable[[], object]) -> int:
    """How many functions a call calls in all, those of the interpreter among them.

    What one function of C does inside is not seen; tests marked `timed` look there.
    """
    count = 0

    def note(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        function()
    finally:
        sys.setprofile(before)
    return count


def growth(function: Callable[[int], object], size: int, *, times: int) -> float:
    """How many times more calls a size takes than the same divided by `times`.

    Another size comes before: what is made at a first call is made, and nothing is remembered of what is counted.
    """
    function(size // times + 1)
    return calls(lambda: function(size)) / max(calls(lambda: function(size // times)), FLOOR)
