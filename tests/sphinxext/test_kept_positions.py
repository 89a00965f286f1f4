"""The positions file of a glossary: builds read it and only it, so that what was built before leaves no trace."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from conceptgraph.drawing.maps import map_positions
from conceptgraph.reading.positions import POSITIONS_FILE, KeptIsland, positions_source
from conceptgraph.sphinxext.mapping import PICTURE, concept_map_of
from conceptgraph.sphinxext.site import site_of

NEWCOMER = "---\nterm: Nadam\ntopics: [optimization]\nrequires: [Adam]\n---\n# Nadam\n\nNadam is a form of Adam.\n"
#: What shows where concepts lie.
FILES = ("_static/concept-map-data.js", f"_static/{PICTURE}", "concept-map.html")


def test_an_incremental_build_equals_a_clean_one(project: Any, copy_project: Callable[[Any, str], Any]) -> None:
    """Positions are kept, a concept comes and is built into what is there: a clean build of the same source gives the same map."""
    built = project.build()
    first = [built.read(name) for name in FILES]
    islands = map_positions(concept_map_of(site_of(built.app)))
    # They are moved apart, so that a build which did not read the file would show it.
    apart = {name: replace(island, middle=(900.0 * index, 0.0)) for index, (name, island) in enumerate(islands.items())}
    project.write(f"glossary/{POSITIONS_FILE}", positions_source(apart))
    kept = [project.build(strict=False).read(name) for name in FILES]
    assert all(now != before for now, before in zip(kept, first, strict=True))
    project.write("glossary/nadam.md", NEWCOMER)
    incremental = project.build(strict=False)
    clean = copy_project(project, "another").build(strict=False)
    for name, before in zip(FILES, kept, strict=True):
        assert incremental.read(name) == clean.read(name), name
        assert incremental.read(name) != before, name


def test_without_the_file_nothing_is_kept(project: Any, copy_project: Callable[[Any, str], Any]) -> None:
    """When the file is deleted, the map is again the one that follows from the graph alone."""
    project.build()
    island = KeptIsland(middle=(9.0, 9.0), offsets={"adam": (0.0, 0.0), "rmsprop": (0.0, 300.0)})
    file = project.write(f"glossary/{POSITIONS_FILE}", positions_source({"optimization": island}))
    kept = [project.build(strict=False).read(name) for name in FILES]
    file.unlink()
    again, clean = project.build(), copy_project(project, "another").build()
    assert [again.read(name) for name in FILES] == [clean.read(name) for name in FILES] != kept
