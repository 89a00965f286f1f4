"""Fewer searches for garbage while a site is built.

A build makes millions of small objects that stay, the nodes of doctrees and the glossary, and Python looks through all of them
again and again for circles that nobody needs. While a build runs, it looks less often.
"""

import gc
from weakref import WeakKeyDictionary

from sphinx.application import Sphinx

#: After so many new objects Python looks through the youngest; through older ones after so many of these searches.
SEARCHES = (50_000, 20, 20)

_before: WeakKeyDictionary[Sphinx, tuple[int, int, int]] = WeakKeyDictionary()


def setup_garbage(app: Sphinx) -> None:
    """Be patient during the build."""
    app.connect("builder-inited", search_less)
    app.connect("build-finished", search_as_before)


def search_less(app: Sphinx) -> None:
    """Raise the thresholds, unless nothing is searched, or less already."""
    before = gc.get_threshold()
    if 0 < before[0] < SEARCHES[0]:
        _before[app] = before
        gc.set_threshold(*SEARCHES)


def search_as_before(app: Sphinx, _exception: Exception | None) -> None:
    """Put the thresholds back."""
    before = _before.pop(app, None)
    if before is not None and gc.get_threshold() == SEARCHES:
        gc.set_threshold(*before)
