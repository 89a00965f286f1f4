"""The hook of a site's map: its source is part of what a build follows from."""

import sys
from typing import Any

import pytest

HOOK = "def change(network):\n    network.get_node('adam')['shape'] = '{shape}'\n"
DATA = "_static/concept-map-data.js"


def test_a_changed_hook_draws_the_map_anew(project: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """When only the hook's module changes, the next build takes over its data and writes the map's page again, and no other."""
    folder = project.write("hooks/hooks_of_the_site.py", HOOK.format(shape="star")).parent
    monkeypatch.syspath_prepend(folder)
    # Each build of an author is a process of its own, which reads the module anew.
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    conf = {"conceptgraph_map_hook": "hooks_of_the_site:change"}
    first = project.build(conf=conf)
    page, other = first.read("concept-map.html"), (first.folder / "glossary/adam.html").stat().st_mtime_ns
    assert '"shape":"star"' in first.read(DATA)
    project.write("hooks/hooks_of_the_site.py", HOOK.format(shape="triangle"))
    sys.modules.pop("hooks_of_the_site", None)
    second = project.build(conf=conf)
    assert '"shape":"triangle"' in second.read(DATA)
    assert second.read("concept-map.html") != page
    assert (second.folder / "glossary/adam.html").stat().st_mtime_ns == other
    sys.modules.pop("hooks_of_the_site", None)
