"""The JSON Schema of graph.json: shipped in the package as `graph.schema.json`, and asked whether a document keeps to it."""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

_TYPES: Mapping[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, float),
    "null": (type(None),),
}


@cache
def schema() -> dict[str, Any]:
    """The JSON Schema of the format, as shipped in the package."""
    text = (files("conceptgraph.exporters") / "graph.schema.json").read_text(encoding="utf-8")
    document: dict[str, Any] = json.loads(text)
    return document


def find_fault(document: Mapping[str, Any]) -> str:
    """The first place where a document breaks the format's JSON Schema, and how; an empty string where it does not.

    jsonschema is right and slow (five seconds for a thousand entries), so it is asked only when `_fits` has a doubt.
    """
    rules = schema()
    if _fits(document, rules, rules["$defs"]):
        return ""
    from jsonschema import Draft202012Validator

    fault = next(iter(Draft202012Validator(rules).iter_errors(document)), None)
    return "" if fault is None else f"{_spell(fault.absolute_path)}: {_shorten(fault.message)}"


def _fits(value: Any, rule: Mapping[str, Any], definitions: Mapping[str, Any]) -> bool:
    """Whether a value certainly keeps to a rule of our own schema; false where that takes more than is read here."""
    if "$ref" in rule:
        rule = definitions[rule["$ref"].rpartition("/")[2]]
    if "type" in rule and not _has_type(value, rule["type"]):
        return False
    if ("enum" in rule and value not in rule["enum"]) or ("const" in rule and value != rule["const"]):
        return False
    if isinstance(value, str):
        return len(value) >= int(rule.get("minLength", 0))
    if isinstance(value, list):
        inner = rule.get("items", {})
        return all(_fits(item, inner, definitions) for item in value)
    if isinstance(value, dict):
        known, rest = rule.get("properties", {}), rule.get("additionalProperties", {})
        return all(name in value for name in rule.get("required", ())) and all(
            _fits(item, known.get(name, rest), definitions) for name, item in value.items()
        )
    return value is None or bool(rule.get("minimum", value) <= value <= rule.get("maximum", value))


def _has_type(value: Any, names: str | list[str]) -> bool:
    allowed = [kind for name in ([names] if isinstance(names, str) else names) for kind in _TYPES[name]]
    return type(value) in allowed


def _spell(path: Iterable[str | int]) -> str:
    """A place in the document as one writes it: `prerequisites[3].level`."""
    spelled = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return spelled.removeprefix(".") or "the document"


def _shorten(message: str, *, limit: int = 160) -> str:
    return message if len(message) <= limit else f"{message[: limit // 2]} ... {message[-limit // 2 :]}"
