"""The positions file beside the entries: where each concept lies on the map, so that the map keeps its shape.

`conceptgraph map --keep-positions` writes it, authors commit it, builds only read it. It is JSON with a line for each island
and each concept, sorted, so that a change of one concept changes one line. A file that cannot be used is told, and left out.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from conceptgraph.model import Finding

#: The file's name in the glossary's folder; an underscore, so that it is no entry's.
POSITIONS_FILE = "_positions.json"
POSITIONS_FORMAT = 1

#: Farther out than any map reaches; what lies beyond was not written by us.
_FARTHEST = 1e7

Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptIsland:
    """Where the middle of an island lies on the map, and each of its concepts, by id, as seen from there."""

    middle: Point
    offsets: Mapping[str, Point] = field(default_factory=dict)


#: The islands by name.
Positions = Mapping[str, KeptIsland]


def read_positions(folder: Path) -> tuple[Positions, tuple[Finding, ...]]:
    """What the positions file of a folder says, and what is wrong with it; nothing where there is none, or it cannot be used."""
    try:
        return _parse((folder / POSITIONS_FILE).read_bytes()), ()
    except FileNotFoundError:
        return {}, ()
    except OSError as error:
        return {}, (_finding(f"cannot be read: {(error.strerror or str(error)).lower()}; give yourself the right to read it"),)
    except PositionsError as error:
        return {}, (_finding(f"{error}; {_REMEDY}", line=error.line),)


class PositionsError(ValueError):
    """Why a text is no positions file, and on which line that is seen, where it is on one."""

    def __init__(self, message: str, *, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


def _parse(data: bytes) -> Positions:
    try:
        return _positions(json.loads(data.decode("utf-8-sig"), object_pairs_hook=_once))
    except UnicodeDecodeError as error:
        raise PositionsError(f"byte {error.start + 1} is not UTF-8") from error
    except json.JSONDecodeError as error:
        raise PositionsError(f"is no JSON: {error.msg.lower()} (column {error.colno})", line=error.lineno) from error
    except RecursionError as error:
        raise PositionsError("is nested too deeply") from error


def positions_source(positions: Positions) -> str:
    """The text of the file: islands and concepts sorted by name, one a line."""
    islands = ",\n".join(_island_source(name, positions[name]) for name in sorted(positions))
    return f'{{"format": {POSITIONS_FORMAT}, "islands": {{\n{islands}\n}}}}\n'


def _island_source(name: str, island: KeptIsland) -> str:
    lines = [f"  {_text(concept)}: {_point(island.offsets[concept])}" for concept in sorted(island.offsets)]
    inside = ",\n".join(lines)
    return f'{_text(name)}: {{"middle": {_point(island.middle)}, "concepts": {{\n{inside}\n}}}}'


def _text(name: str) -> str:
    # Half a character, which no file can hold, is escaped.
    return json.dumps(name, ensure_ascii=not name.isprintable())


def _point(point: Point) -> str:
    # Adding 0 makes of -0.0 a 0.
    return f"[{', '.join(f'{round(number, 1) + 0.0:.1f}'.removesuffix('.0') for number in point)}]"


_REMEDY = "the map is drawn without it; write it anew with 'conceptgraph map --keep-positions', or delete it"


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = sorted(name for name, _ in pairs)
        twice = next(one for one, other in pairwise(names) if one == other)
        raise PositionsError(f"names {twice!r} twice")
    return found


def _positions(document: Any) -> Positions:
    if not isinstance(document, dict) or not isinstance(document.get("islands"), dict):
        raise PositionsError("is no positions file: it has no table 'islands'")
    if document.get("format") != POSITIONS_FORMAT:
        raise PositionsError(f"has the format {document.get('format')!r}, and this version reads {POSITIONS_FORMAT}")
    found = {name: _island(name, island) for name, island in document["islands"].items()}
    _check_once(found)
    return found


def _island(name: str, island: Any) -> KeptIsland:
    if not isinstance(island, dict) or not isinstance(island.get("concepts"), dict):
        raise PositionsError(f"its island {name!r} has no table 'concepts'")
    offsets = {concept: _read_point(point, f"the place of {concept!r}") for concept, point in island["concepts"].items()}
    return KeptIsland(middle=_read_point(island.get("middle"), f"the middle of {name!r}"), offsets=offsets)


def _read_point(point: Any, what: str) -> Point:
    # By type, as a flag is a number to Python; the bounds turn away what is no number, and what is too long for a float.
    numbers = [number for number in point if type(number) in (int, float)] if isinstance(point, list) else []
    if not (isinstance(point, list) and len(numbers) == len(point) == 2 and all(-_FARTHEST <= number <= _FARTHEST for number in numbers)):
        raise PositionsError(f"{what} is {_shown(point)}, and should be two numbers")
    return float(numbers[0]), float(numbers[1])


def _shown(value: Any) -> str:
    text = json.dumps(value)
    return text if len(text) <= 40 else f"{text[:39]}…"


def _check_once(islands: Positions) -> None:
    home: dict[str, str] = {}
    for name, concept in _members(islands):
        if concept in home:
            raise PositionsError(f"{concept!r} lies on two islands, {home[concept]!r} and {name!r}")
        home[concept] = name


def _members(islands: Positions) -> Iterator[tuple[str, str]]:
    return ((name, concept) for name, island in islands.items() for concept in island.offsets)


def _finding(message: str, *, line: int = 0) -> Finding:
    return Finding(code="positions", severity="warning", message=message, path=POSITIONS_FILE, line=line)


def homes(islands: Positions) -> Mapping[str, str]:
    """By concept the island it lies on."""
    return {concept: name for name, concept in _members(islands)}


def gather_positions(islands: Iterable[tuple[str, Point, Mapping[str, Point]]]) -> Positions:
    """Positions from islands as name, middle and the places of their concepts on the map."""
    return {
        name: KeptIsland(
            middle=middle,
            offsets={concept: (round(x - middle[0], 1), round(y - middle[1], 1)) for concept, (x, y) in places.items()},
        )
        for name, middle, places in islands
    }
