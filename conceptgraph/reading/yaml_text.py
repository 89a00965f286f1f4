"""Values as YAML on one line: bare where that surely reads as the same text, in quotes everywhere else."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

#: Words that YAML reads as something else than the text they are.
_NOT_TEXT = frozenset("true false yes no on off null y n".split())
_PLAIN = re.compile(r"[^\W\d_](?:[\w '’()/+-]*[\w')’+])?")


def scalar_text(text: str, *, quote: str = "") -> str:
    """A text as YAML that reads as the same text anywhere, inside brackets too.

    With `quote` it stands in such quotes, if these can hold it; without, it is bare if that is safe.
    """
    if quote == "'" and text.isprintable():
        return "'" + text.replace("'", "''") + "'"
    if not quote and _PLAIN.fullmatch(text) and text.casefold() not in _NOT_TEXT:
        return text
    return '"' + "".join(map(_escape, text)) + '"'


def flow_text(value: Any) -> str:
    """A value of front matter on one line."""
    if isinstance(value, str):
        return scalar_text(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar_text(str(key))}: {flow_text(item)}" for key, item in value.items()) + "}"
    if isinstance(value, Sequence):
        return "[" + ", ".join(map(flow_text, value)) + "]"
    return json.dumps(value)


def _escape(character: str) -> str:
    """A character inside double quotes; YAML, unlike JSON, has one escape for characters beyond the first plane."""
    if character in '"\\':
        return f"\\{character}"
    return character if character.isprintable() else f"\\U{ord(character):08x}"
