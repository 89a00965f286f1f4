"""Short searches for garbage while a site is built.

A build makes millions of small objects. Most are nodes of one page, which hold each other in circles, so that only Python's
search for garbage frees them; the rest stays to the end, and is searched again and again in vain. While a build runs, the
youngest objects are searched so many at a time that a few pages are among them and the processor's cache still holds them, and
what is known to stay is not searched at all.
"""

import gc
from weakref import WeakKeyDictionary

from sphinx.application import Sphinx
from sphinx.builders import Builder

#: After so many new objects Python looks through the youngest; through older ones after so many of these searches.
SEARCHES = (10_000, 20, 100)

_before: WeakKeyDictionary[Sphinx, tuple[int, int, int]] = WeakKeyDictionary()


def setup_garbage(app: Sphinx) -> None:
    """Be patient during the build."""
    app.connect("builder-inited", search_less)
    app.connect("write-started", keep_what_stays, priority=900)
    app.connect("build-finished", search_as_before)


def search_less(app: Sphinx) -> None:
    """Raise the thresholds, unless nothing is searched, or less already."""
    before = gc.get_threshold()
    if 0 < before[0] < SEARCHES[0]:
        _before[app] = before
        gc.set_threshold(*SEARCHES)
        gc.freeze()


def keep_what_stays(app: Sphinx, _builder: Builder) -> None:
    """Leave the environment and the graph out of all further searches; processes that write then also share their memory."""
    if app in _before:
        gc.collect(1)
        gc.freeze()


def search_as_before(app: Sphinx, _exception: Exception | None) -> None:
    """Put the thresholds back."""
    before = _before.pop(app, None)
    if before is None:
        return
    gc.unfreeze()
    if gc.get_threshold() == SEARCHES:
        gc.set_threshold(*before)
