"""The search for garbage, which builds put off."""

import gc
from collections.abc import Iterator
from typing import Any

import pytest

from conceptgraph.sphinxext.garbage import SEARCHES, search_as_before, search_less


@pytest.fixture(autouse=True)
def _threshold() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


def test_a_build_leaves_the_thresholds_as_they_were(project: Any) -> None:
    """A process that goes on afterwards is not changed."""
    gc.set_threshold(701, 11, 9)
    project.build()
    assert gc.get_threshold() == (701, 11, 9)


def test_thresholds_are_raised_while_it_runs(project: Any) -> None:
    """From the beginning to the end."""
    app = project.build().app
    gc.set_threshold(700, 10, 10)
    search_less(app)
    assert gc.get_threshold() == SEARCHES
    search_as_before(app, None)
    assert gc.get_threshold() == (700, 10, 10)


@pytest.mark.parametrize("chosen", [(0, 10, 10), (100_000, 5, 5)])
def test_what_somebody_has_chosen_holds(project: Any, chosen: tuple[int, int, int]) -> None:
    """No search at all, or fewer than ours."""
    app = project.build().app
    gc.set_threshold(*chosen)
    search_less(app)
    assert gc.get_threshold() == chosen
