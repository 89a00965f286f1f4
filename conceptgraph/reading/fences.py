"""The lines that fence front matter, and front matter whose first line was lost on the way through an editor or a chat.

Unfenced, its keys would be read as a text, and the last of them as the heading. What stands between the fences is left to
`front_matter`.
"""

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass

FENCE = re.compile(r"---[ \t]*")

#: A line of hyphens, or of what editors put in their place.
_DASHES = re.compile(r"[ \t]*[-\u2010-\u2015\u2212]+[ \t]*")
_KEY = re.compile(r"(\w+):(?:\s|$)")
#: How a line of front matter begins: with a key, an item, a comment, a bracket, or indented.
_YAML = re.compile(r"\w+:(?:\s|$)|-\s|[#\])}]|\s|$")
#: Among so many lines a key is sought.
_NEAR = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """What is wrong with the first lines, with the remedy, and on which line of the file."""

    message: str
    line: int


def find_damage(lines: Sequence[str], keys: Container[str]) -> Damage | None:
    """What is wrong with lines that begin with no fence, if one of these keys says that they were meant as front matter."""
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    key = next((number for number in range(first, min(first + _NEAR, len(lines))) if _is_key(lines[number], keys)), None)
    if key is None:
        return None
    if FENCE.fullmatch(lines[first]):
        return Damage(message="front matter must begin on the first line; delete the blank lines above it", line=first + 1)
    if _DASHES.fullmatch(lines[first]):
        message = f"front matter must begin with the line '---', not {lines[first]!r}; write three hyphens and nothing else"
        return Damage(message=message, line=first + 1)
    opened = key > 0 and _DASHES.fullmatch(lines[key - 1]) is not None
    if not _is_closed(lines[key:], blank_lines=opened):
        return None
    if opened:
        return Damage(message="front matter must begin on the first line; delete what stands above it", line=key)
    message = "front matter must begin with the line '---'; write it above the first key, as the first line"
    return Damage(message=message, line=first + 1)


def _is_key(line: str, keys: Container[str]) -> bool:
    match = _KEY.match(line)
    return match is not None and match[1] in keys


def _is_closed(lines: Sequence[str], *, blank_lines: bool) -> bool:
    """Whether lines that look like front matter end at a fence."""
    for line in lines:
        if FENCE.fullmatch(line):
            return True
        if not _YAML.match(line) or not (blank_lines or line.strip()):
            return False
    return False
