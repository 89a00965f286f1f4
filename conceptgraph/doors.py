"""Doors: how other packages add an importer, an exporter, a check and so on, by an entry point under a name of its own.

A door is a read-only mapping of built-ins by name, and the name of an entry point group that adds to it. Nothing is
registered by importing a module: entry points are looked up when somebody asks.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeVar

from conceptgraph.errors import ConceptGraphError, did_you_mean

T = TypeVar("T")


class DoorError(ConceptGraphError, LookupError):
    """Nothing of this name stands behind a door, or what another package put there does not load."""


def with_plugins(built_ins: Mapping[str, T], *, group: str) -> Mapping[str, T]:
    """The built-ins and what installed packages add under an entry point group, sorted by name.

    Raises:
        DoorError: a package takes a name that is taken, or its object does not load.
    """
    from importlib.metadata import entry_points

    found = dict(built_ins)
    for point in sorted(entry_points(group=group), key=lambda point: (point.name, point.value)):
        if point.name in found:
            raise DoorError(f"{point.value!r} adds {point.name!r} to {group!r}, but that name is taken; rename it there")
        try:
            found[point.name] = point.load()
        except (ImportError, AttributeError) as error:
            raise DoorError(f"{point.name!r} of {group!r} does not load from {point.value!r}: {error}") from error
    return MappingProxyType(dict(sorted(found.items())))


def pick(door: Mapping[str, T], name: str, *, kind: str) -> T:
    """What stands behind a door under a name.

    Raises:
        DoorError: nothing does; what is available is listed.
    """
    if name not in door:
        choices = ", ".join(sorted(door))
        raise DoorError(f"unknown {kind} {name!r}{did_you_mean(name, door)}; there are {choices}")
    return door[name]
