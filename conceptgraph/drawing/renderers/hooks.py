"""A project's hook on the pyvis network: how it is found, what it changed, and what of that the page can obey.

What our own painting does not do, vis-network does: it holds every node a hook touched, up to `MOST`. See concept-map-pyvis.js.
"""

import hashlib
import importlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from conceptgraph.errors import SettingsError, did_you_mean

if TYPE_CHECKING:
    from pyvis.network import Network

#: The entry points under which packages offer hooks.
GROUP = "conceptgraph.map_hooks"
#: How many nodes vis-network holds of those a hook touched: with more no browser would draw them with each frame.
MOST = 1000

_OWN_KEYS = frozenset({"id", "label", "x", "y", "size"})
_ENDS = frozenset({"id", "from", "to"})

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What a hook changed beyond the columns: options by row of nodes and edges, and `rules` for all nodes and edges.

    `rules` says which options of all nodes and of all edges are the hook's, whether physics moves the nodes, and whether all
    of them are touched by that. `unheeded` is one sentence on what the page does not obey, or empty.
    """

    nodes: Mapping[int, Row]
    edges: Mapping[int, Row]
    rules: Row
    options: Row
    unheeded: str


def load_hook(hook: str) -> Callable[["Network"], object]:
    """The function a `map_hook` setting names.

    Raises:
        SettingsError: it is neither `module:function` nor the name of an entry point, or does not load.
    """
    module, name = _place(hook)
    try:
        function = getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError) as error:
        raise SettingsError(f"'map_hook' names {hook!r}, which does not load: {error}") from error
    if not callable(function):
        raise SettingsError(f"'map_hook' names {hook!r}, which is no function")
    return function  # type: ignore[no-any-return]


def _place(hook: str) -> tuple[str, str]:
    """The module and the function that a setting means."""
    module, _, name = hook.partition(":")
    if module and name:
        return module, name
    points = {point.name: point for point in entry_points(group=GROUP)}
    if hook in points:
        return points[hook].module, points[hook].attr
    remedy = did_you_mean(hook, points) or f"; write it as 'module:function' or as the name of an entry point of {GROUP!r}"
    raise SettingsError(f"'map_hook' is {hook!r}, which is no hook{remedy}")


def hook_digest(hook: str) -> str:
    """What changes with the source of a hook's module; empty without a hook, or where it is not found."""
    if not hook:
        return ""
    try:
        spec = find_spec(_place(hook)[0])
        source = Path(spec.origin).read_bytes() if spec and spec.origin else b""
    except (SettingsError, ImportError, ValueError, OSError):
        source = b""  # loading it says what is wrong
    return hashlib.blake2b(hook.encode() + b"\0" + source, digest_size=8).hexdigest()


def find_changes(
    nodes: Sequence[Row], edges: Sequence[Row], options: Row, *, usual: Callable[[Row], Row], options_before: Row, hook: str
) -> Changes:
    """What a hook changed, as far as the page can obey it.

    Args:
        nodes: the nodes after the hook.
        edges: the edges after the hook.
        options: the options after the hook.
        usual: what a node was before the hook; of one it added, what any node is.
        options_before: the options before the hook.
        hook: what the setting names.
    """
    own_nodes = {row: extra for row, node in enumerate(nodes) if (extra := _changed(node, usual(node), _OWN_KEYS))}
    own_edges = {row: extra for row, edge in enumerate(edges) if (extra := _changed(edge, {"arrows": "to"}, _ENDS))}
    rules = _rules(options, options_before)
    ids = {node["id"]: row for row, node in enumerate(nodes)}
    touched = {*own_nodes, *(ids[edges[row][end]] for row in own_edges for end in ("from", "to"))}
    unheeded: list[str] = []
    if rules["all"] and len(nodes) > MOST:
        unheeded.append(f"{_named(rules)} for {len(nodes):,} concepts")
        taken = {"physics": options_before["physics"], "nodes": options_before["nodes"]}
        options = {**options, **taken, "interaction": {**options.get("interaction", {}), "dragNodes": False}}
        rules = _rules(options, options_before)
    if len(touched) > MOST:
        keys = sorted({key for extra in (*own_nodes.values(), *own_edges.values()) for key in extra})
        unheeded.append(f"{', '.join(keys)} of {len(touched):,} concepts and their relations")
        own_nodes, own_edges = {}, {}
    said = f"'map_hook' {hook!r} sets {' and '.join(unheeded)}, but {MOST:,} at most can be drawn so; set it for fewer"
    obeyed = rules if rules["all"] or rules["edges"] or own_nodes or own_edges else {}
    return Changes(nodes=own_nodes, edges=own_edges, rules=obeyed, options=options, unheeded=said if unheeded else "")


def _changed(item: Row, before: Row, known: frozenset[str]) -> dict[str, Any]:
    """What is set on a node or an edge besides the columns."""
    return {key: value for key, value in item.items() if key not in known and (key not in before or before[key] != value)}


def _rules(options: Row, before: Row) -> dict[str, Any]:
    physics = options.get("physics", True)  # what vis-network does where nobody says
    moved = bool(physics.get("enabled", True) if isinstance(physics, Mapping) else physics)
    mine = {part: _keys(options.get(part, {}), before.get(part, {})) for part in ("nodes", "edges")}
    dragged = bool(options.get("interaction", {}).get("dragNodes", False))
    return {"all": moved or dragged or bool(mine["nodes"]), "physics": moved, "dragNodes": dragged, **mine}


def _keys(options: Row, before: Row) -> list[str]:
    return sorted(key for key, value in options.items() if before.get(key) != value)


def _named(rules: Row) -> str:
    """What rules say, as a hook's author wrote it."""
    flags = [name for name in ("physics", "dragNodes") if rules[name]]
    return ", ".join([*flags, *(f"nodes.{key}" for key in rules["nodes"])])


def plain(options: Row) -> dict[str, Any]:
    """Options as plain data that may be changed."""
    copied: dict[str, Any] = json.loads(json.dumps(options))
    return copied
