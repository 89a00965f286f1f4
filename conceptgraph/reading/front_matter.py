"""The front matter of entries and curated paths: each key declared once, each value checked, each problem placed.

`KEYS` feeds the reader, the message for an unknown key, and the reference in the docs.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any

from conceptgraph.errors import did_you_mean
from conceptgraph.model import MATCH_RULES, STATUSES, Finding, Reference
from conceptgraph.reading import yaml_nodes
from conceptgraph.reading.fences import FENCE, find_damage
from conceptgraph.reading.yaml_nodes import Node, Scalar, Sequence, YamlError

_CONTROL = frozenset(("Cc", "Cs", "Zl", "Zp"))
_NUMBER = re.compile(r"[0-9]{1,6}")


class WrongValueError(ValueError):
    """What a value should have been, said so that it can follow the key's name, and its line if that is another."""

    def __init__(self, message: str, *, line: int) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One key of the front matter: how its value is read, what it takes, and what it is for."""

    read: Callable[[Node], Any]
    takes: str
    help: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """What stands above a text: values by key, the line of each, the text below and its first line, and the problems.

    `readable` is false if nothing can be made of the file.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    body: str = ""
    body_line: int = 1
    findings: tuple[Finding, ...] = ()
    readable: bool = True


def label_problem(label: str) -> str | None:
    """Why a text cannot be a label, or None."""
    if not label.strip():
        return "is empty"
    if any(unicodedata.category(character) in _CONTROL for character in label.strip()):
        return f"{label.strip()!r} holds a line break or a control character; write it on one line"
    return None


def _text(node: Node) -> str:
    if isinstance(node, Scalar):
        if not node.text.strip():
            raise WrongValueError("is empty; write a text, or leave the key out", line=node.line)
        return node.text.strip()
    raise WrongValueError(f"takes a text, not {_named(node)}", line=node.line)


def _label(node: Node) -> str:
    text = _text(node)
    if problem := label_problem(text):
        raise WrongValueError(problem, line=node.line)
    return text


def _named(node: Node) -> str:
    if isinstance(node, Scalar):
        return repr(node.text)
    if isinstance(node, Sequence):
        return "a list"
    (key, value), *others = node.items or ((None, None),)
    if key and isinstance(value, Scalar) and not others:
        shown = f"{key.text}: {value.text}"
        return f'a mapping; if {shown!r} is one text, write it in quotes: "{shown}"'
    return "a mapping"


def _empty(node: Node) -> bool:
    return isinstance(node, Scalar) and node.plain and node.text in ("", "~", "null")


def _several(node: Node, read: Callable[[Node], str]) -> tuple[str, ...]:
    """One or a list."""
    if _empty(node):
        return ()
    found = tuple(map(read, node.items)) if isinstance(node, Sequence) else (read(node),)
    seen: set[str] = set()
    for item in found:
        if item in seen:
            raise WrongValueError(f"names {item!r} twice; keep one", line=node.line)
        seen.add(item)
    return found


def _labels(node: Node) -> tuple[str, ...]:
    return _several(node, _label)


def _texts(node: Node) -> tuple[str, ...]:
    return _several(node, _text)


def _references(node: Node) -> tuple[Reference, ...]:
    """One name, a list of names, or a mapping from names to reasons; a list may hold mappings too."""
    if _empty(node):
        return ()
    found: list[Reference] = []
    for item in node.items if isinstance(node, Sequence) else (node,):
        if isinstance(item, yaml_nodes.Mapping):
            for key, value in item.items:
                reason = "" if _empty(value) else " ".join(_text(value).split())
                found.append(Reference(name=_label(key), reason=reason, line=key.line))
        else:
            found.append(Reference(name=_label(item), line=item.line))
    seen = set()
    for reference in found:
        if reference.name in seen:
            raise WrongValueError(f"names {reference.name!r} twice; keep one", line=reference.line)
        seen.add(reference.name)
    return tuple(found)


def _level(node: Node) -> int:
    if isinstance(node, Scalar) and node.text in ("1", "2", "3", "4", "5"):
        return int(node.text)
    raise WrongValueError(f"takes a number from 1 to 5, not {_named(node)}", line=node.line)


def _minutes(node: Node) -> int:
    if isinstance(node, Scalar) and _NUMBER.fullmatch(node.text) and int(node.text) > 0:
        return int(node.text)
    raise WrongValueError(f"takes a whole number of minutes above 0, not {_named(node)}", line=node.line)


def _one_of(*choices: str) -> Callable[[Node], str]:
    def read(node: Node) -> str:
        typed = node.text if isinstance(node, Scalar) else ""
        if typed in choices:
            return typed
        listed = ", ".join(map(repr, choices))
        near = did_you_mean(typed, choices) if typed else ""
        raise WrongValueError(f"takes one of {listed}, not {_named(node)}{near}", line=node.line)

    return read


def _reasons(node: Node) -> Mapping[str, str]:
    if _empty(node):
        return MappingProxyType({})
    if not isinstance(node, yaml_nodes.Mapping):
        raise WrongValueError(f"takes a mapping from a finding's code to the reason, not {_named(node)}", line=node.line)
    return MappingProxyType({key: " ".join(_text(value).split()) for key, value in _unique(node)})


def _names(node: Node) -> Mapping[str, tuple[str, ...]]:
    if _empty(node):
        return MappingProxyType({})
    if not isinstance(node, yaml_nodes.Mapping):
        raise WrongValueError(f"takes a mapping from a language to labels, not {_named(node)}", line=node.line)
    return MappingProxyType({key: _labels(value) for key, value in _unique(node)})


def _unique(node: yaml_nodes.Mapping) -> tuple[tuple[str, Node], ...]:
    seen = set()
    for key, _ in node.items:
        if key.text in seen:
            raise WrongValueError(f"has {key.text!r} twice; keep one", line=key.line)
        seen.add(key.text)
    return tuple((_label(key), value) for key, value in node.items)


def _redirects(node: Node) -> tuple[str, ...]:
    names = _labels(node)
    for name in names:
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name:
            raise WrongValueError(f"names {name!r}, which leaves the glossary's folder; write the old id alone", line=node.line)
    return names


def _data(node: Node) -> Any:
    """Any JSON value, by YAML's core schema."""
    if isinstance(node, Sequence):
        return [_data(item) for item in node.items]
    if isinstance(node, yaml_nodes.Mapping):
        return {key: _data(value) for key, value in _unique(node)} if node.items else {}
    return _plain_data(node.text) if node.plain else node.text


_CONSTANTS: Mapping[str, bool | None] = MappingProxyType({
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
})  # fmt: skip


def _plain_data(text: str) -> Any:
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if re.fullmatch(r"[-+]?[0-9]{1,15}", text):
        return int(text)
    if re.fullmatch(r"[-+]?(\.[0-9]{1,30}|[0-9]{1,30}(\.[0-9]{0,30})?)([eE][-+]?[0-9]{1,2})?", text):
        return float(text)
    return text


_REFERENCES = "a name, a list of names, or a mapping from names to reasons"
_LABELS = "a label or a list of labels"

#: Every key of an entry's front matter, in the order of the docs table.
KEYS: Mapping[str, Key] = MappingProxyType({
    "term": Key(read=_label, takes="a label", help="The preferred label; by default the first heading."),
    "aliases": Key(read=_labels, takes=_LABELS, help="Other labels of the concept, acronyms included."),
    "topics": Key(read=_labels, takes=_LABELS, help="Topics it belongs to; the first is the main one."),
    "requires": Key(read=_references, takes=_REFERENCES, help="Concepts to be understood first, by id or any label."),
    "related": Key(read=_references, takes=_REFERENCES, help="Concepts worth a look, in no order."),
    "level": Key(read=_level, takes="a number from 1 to 5", help="Difficulty, from vocabulary to specialised."),
    "match": Key(
        read=_one_of(*MATCH_RULES),
        takes="one of " + ", ".join(MATCH_RULES),
        help="Where texts are taken to name it: in all forms, only as written, only within its topic, or never.",
    ),
    "not_requires": Key(read=_references, takes=_REFERENCES, help="Vetoes an inferred prerequisite, with the reason."),
    "contrast": Key(read=_references, takes=_REFERENCES, help="What it is not to be confused with, and why."),
    "no_link": Key(read=_labels, takes=_LABELS, help="Wordings in this entry that are never linked."),
    "references": Key(read=_texts, takes="a text or a list of texts", help="Sources, one text each."),
    "status": Key(read=_one_of(*STATUSES), takes="one of " + ", ".join(STATUSES), help="How finished the entry is."),
    "minutes": Key(read=_minutes, takes="a whole number above 0", help="Minutes to learn it, in place of the estimate."),
    "silence": Key(read=_reasons, takes="a mapping from codes to reasons", help="Findings to be quiet about, and why."),
    "redirect_from": Key(read=_redirects, takes="an id or a list of ids", help="Ids it had before; their pages lead here."),
    "names": Key(read=_names, takes="a mapping from languages to labels", help="Labels in other languages."),
    "source": Key(read=_data, takes="anything", help="Where it comes from, and whatever an importer could not express."),
})  # fmt: skip

#: Every key of a curated path's front matter.
PATH_KEYS: Mapping[str, Key] = MappingProxyType({
    "title": Key(read=_label, takes="a label", help="What the path is called; by default the first heading."),
    "targets": Key(read=_labels, takes=_LABELS, help="The concepts it leads to."),
    "known": Key(read=_labels, takes=_LABELS, help="Concepts its readers know already."),
    "steps": Key(read=_labels, takes=_LABELS, help="The order, where it is chosen by hand."),
})  # fmt: skip


def read_front_matter(text: str, *, path: str, keys: Mapping[str, Key] = KEYS) -> FrontMatter:
    """The front matter of a text with unified line ends, checked against the keys it may have."""
    lines = text.split("\n")
    if not FENCE.fullmatch(lines[0]):
        damage = find_damage(lines, keys)
        return _unreadable(damage.message, path, damage.line) if damage else FrontMatter(body=text)
    closing = next((number for number, line in enumerate(lines[1:], 1) if FENCE.fullmatch(line)), None)
    if closing is None:
        return _unreadable("front matter that begins here is never closed; add a line '---' below it", path, 1)
    body, body_line = "\n".join(lines[closing + 1 :]), closing + 2
    try:
        # The opening fence stays out; a line of the text is one less than the file's.
        node = yaml_nodes.read_yaml("\n".join(lines[1:closing]))
    except YamlError as error:
        return _unreadable(f"front matter {error}", path, min(error.line + 1, closing + 1))
    if node is None:
        return FrontMatter(body=body, body_line=body_line)
    if not isinstance(node, yaml_nodes.Mapping):
        return _unreadable(f"front matter is {_named(node)}, not a mapping; write 'term: ...' and so on", path, node.line + 1)
    values, places, findings = _read_values(node, path, keys)
    return FrontMatter(values=values, lines=places, body=body, body_line=body_line, findings=tuple(findings))


def _unreadable(message: str, path: str, line: int) -> FrontMatter:
    finding = Finding(code="front-matter", severity="error", message=message, path=path, line=line)
    return FrontMatter(findings=(finding,), readable=False)


def _read_values(node: yaml_nodes.Mapping, path: str, keys: Mapping[str, Key]) -> tuple[dict[str, Any], dict[str, int], list[Finding]]:
    values: dict[str, Any] = {}
    places: dict[str, int] = {}
    findings = []

    def complain(code: str, message: str, line: int) -> None:
        findings.append(Finding(code=code, severity="error", message=message, path=path, line=line))

    for key, value in node.items:
        name, line = key.text, key.line + 1
        if name in places:
            complain("duplicate-key", f"key {name!r} already stands on line {places[name]}; keep one", line)
            continue
        places[name] = line
        if name not in keys:
            near = did_you_mean(name, keys) or f"; there are {', '.join(keys)}"
            complain("unknown-key", f"unknown key {name!r}{near}", line)
            continue
        try:
            values[name] = _placed(keys[name].read(value))
        except WrongValueError as problem:
            complain("wrong-value", f"{name!r} {problem}", problem.line + 1)
    return values, places, findings


def _placed(value: Any) -> Any:
    """References with the lines of the file."""
    if isinstance(value, tuple) and value and isinstance(value[0], Reference):
        return tuple(Reference(name=item.name, reason=item.reason, line=item.line + 1) for item in value)
    return value
