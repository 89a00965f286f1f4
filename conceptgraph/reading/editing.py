"""Front matter changed on behalf of its author: only what is asked for, and never a character of the text below it.

Every change is read back before it is given: if anything but the one value differs, it is refused.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import yaml

from conceptgraph.errors import EditError, did_you_mean
from conceptgraph.model import Fix
from conceptgraph.reading import yaml_nodes
from conceptgraph.reading.fences import FENCE
from conceptgraph.reading.front_matter import KEYS, FrontMatter, read_front_matter
from conceptgraph.reading.yaml_edits import (
    Member,
    NotEditableError,
    add_member,
    compose,
    find_pair,
    insert_pair,
    remove_member,
    remove_pair,
    set_scalar,
)
from conceptgraph.reading.yaml_text import scalar_text

#: What each key holds, and so how it is changed: one value, several names, names with reasons, or more than a fix can say.
SHAPES: Mapping[str, str] = MappingProxyType({
    **dict.fromkeys("term level match status minutes".split(), "value"),
    **dict.fromkeys("aliases topics no_link references redirect_from".split(), "names"),
    **dict.fromkeys("requires related not_requires contrast".split(), "reasons"),
    "silence": "mapping",
    **dict.fromkeys("names source".split(), "other"),
})  # fmt: skip

_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_BOM = "\ufeff"
_RANK: Mapping[str, int] = MappingProxyType({key: rank for rank, key in enumerate(KEYS)})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """A file around its front matter: what comes before the first key, the keys, what follows, and its line end."""

    head: str
    inner: str
    tail: str
    newline: str

    def with_inner(self, inner: str) -> str:
        if not self.head.endswith(("\r", "\n")):
            gap = "" if re.match(r"[ \t]*(?:[\r\n]|$)", self.tail) else self.newline
            return f"{self.head}---{self.newline}{inner}---{self.newline}{gap}{self.tail}"
        return self.head + inner + self.tail


def edit_front_matter(text: str, fixes: Iterable[Fix], *, path: str) -> str:
    """The text of an entry's file with its front matter changed, fix by fix; all else is as it was, to the character.

    Line ends and a byte-order mark stay, so give the text as the file has it. What is there already is not added, and what
    is not there is not removed: the same fixes again change nothing. Front matter that is missing is made. New names take
    the form of those beside them: a list, a mapping with reasons, brackets or a line each, quotes. `path` is for messages.

    Raises:
        EditError: a fix cannot be made without rewriting what the author wrote, or the file has no readable front matter.
    """
    for fix in fixes:
        text = _edit(text, fix, path)
    return text


def file_lines(text: str) -> list[str]:
    """The lines of a file with their ends, counted as findings count them."""
    return _LINES.findall(text)


def _edit(text: str, fix: Fix, path: str) -> str:
    before = _read(text, path)
    if not before.readable:
        raise EditError(str(before.findings[0]))
    place = f"{path}:{before.lines.get(fix.key, 1)}: "
    try:
        _check(fix, before)
        parts = _split(text)
        inner = _change(parts, fix)
        if inner == parts.inner:
            return text
        changed = parts.with_inner(inner)
        _compare(before, _read(changed, path), (parts.inner, inner), fix)
    except NotEditableError as problem:
        raise EditError(f"{place}{fix.key!r} is not changed, {problem}; change it by hand") from problem
    return changed


def _read(text: str, path: str) -> FrontMatter:
    return read_front_matter(_unified(text), path=path)


def _unified(text: str) -> str:
    return text.removeprefix(_BOM).replace("\r\n", "\n").replace("\r", "\n")


def _check(fix: Fix, front: FrontMatter) -> None:
    """Raise if no change of this kind can be made to the key, whatever the file looks like."""
    shape = SHAPES.get(fix.key)
    if shape is None:
        raise NotEditableError(f"since it is no key of front matter{did_you_mean(fix.key, KEYS)}")
    if shape == "other" or (fix.action == "add" and shape == "value") or (fix.action == "set" and shape != "value"):
        raise NotEditableError(f"since nothing can be {_DONE[fix.action]} there")
    if fix.action != "remove" and not fix.value.strip():
        raise NotEditableError("since there is nothing to write")
    if fix.action == "add" and shape == "mapping" and not fix.reason.strip():
        raise NotEditableError("since a reason is needed there")
    if fix.action != "set" and fix.key in front.lines and fix.key not in front.values:
        raise NotEditableError("since its value has an error")
    if any(finding.code == "duplicate-key" for finding in front.findings):
        raise NotEditableError("since a key stands twice")


_DONE: Mapping[str, str] = MappingProxyType({"add": "added", "remove": "removed", "set": "set"})


def _split(text: str) -> _Parts:
    """The parts of a file whose front matter, if it has any, is readable."""
    mark = _BOM if text.startswith(_BOM) else ""
    lines = file_lines(text[len(mark) :])
    newline = next((match[0] for line in lines if (match := re.search(r"(?<![\r\n])[\r\n]++$", line))), "\n")
    if not lines or not FENCE.fullmatch(lines[0].rstrip("\r\n")):
        return _Parts(head=mark, inner="", tail=text[len(mark) :], newline=newline)
    closing = next(number for number, line in enumerate(lines[1:], 1) if FENCE.fullmatch(line.rstrip("\r\n")))
    head, inner = mark + lines[0], "".join(lines[1:closing])
    return _Parts(head=head, inner=inner, tail=text[len(head) + len(inner) :], newline=newline)


def _change(parts: _Parts, fix: Fix) -> str:
    """The keys after a change."""
    inner, newline = parts.inner, parts.newline
    mapping = compose(inner)
    member = Member(name=fix.value, reason=fix.reason if SHAPES[fix.key] in ("reasons", "mapping") else "")
    pair = find_pair(mapping, fix.key) if mapping else None
    if mapping is None:
        return inner if fix.action == "remove" else inner + newline.join([*_key_lines(None, fix, member), ""])
    if pair is None:
        written = _key_lines(mapping, fix, member)
        return inner if fix.action == "remove" else insert_pair(inner, mapping, written, after=_before(mapping, fix.key), newline=newline)
    return _change_pair(parts, mapping, pair, fix, member)


def _change_pair(parts: _Parts, mapping: yaml.MappingNode, pair: tuple[yaml.Node, yaml.Node], fix: Fix, member: Member) -> str:
    """The keys after a change to one that is there."""
    inner = parts.inner
    if fix.action == "remove":
        return remove_member(inner, mapping, pair, fix.value) if fix.value else remove_pair(inner, mapping, pair)
    if fix.action == "set":
        same = isinstance(pair[1], yaml.ScalarNode) and pair[1].value.strip() == fix.value
        return inner if same else set_scalar(inner, pair, fix.value)
    if fix.value in dict(_members(_values(inner).get(fix.key))):
        return inner
    return add_member(inner, pair, member, newline=parts.newline)


def _before(mapping: yaml.MappingNode, key: str) -> tuple[yaml.Node, yaml.Node] | None:
    """The pair a new key is written behind, in the order of the docs: that of the nearest key before it."""
    earlier = [pair for pair in mapping.value if _RANK.get(pair[0].value, len(KEYS)) < _RANK[key]]
    return max(earlier, key=lambda pair: _RANK[pair[0].value], default=None)


def _key_lines(mapping: yaml.MappingNode | None, fix: Fix, member: Member) -> Sequence[str]:
    """The lines of a new key, in the form that other keys of the file have: in brackets, or a line each."""
    name, reason = scalar_text(member.name), scalar_text(member.reason)
    if fix.action == "set":
        return (f"{fix.key}: {member.name if member.name.isdecimal() and member.name.isascii() else name}",)
    flat = mapping is not None and mapping.flow_style
    if member.reason:
        likes = _likes(mapping, yaml.MappingNode)
        if flat or (likes and likes[1].flow_style) or (likes is None and SHAPES[fix.key] == "mapping"):
            return (f"{fix.key}: {{{name}: {reason}}}",)
        return (f"{fix.key}:", f"{_indent(likes) or '  '}{name}: {reason}")
    likes = _likes(mapping, yaml.SequenceNode)
    if flat or likes is None or likes[1].flow_style:
        return (f"{fix.key}: [{name}]",)
    return (f"{fix.key}:", f"{_indent(likes)}- {name}")


def _likes(mapping: yaml.MappingNode | None, kind: type[yaml.Node]) -> tuple[yaml.Node, yaml.CollectionNode] | None:
    """The first key of a file that holds a list or mapping like the one to be written; one in lines rather than brackets."""
    pairs = [pair for pair in mapping.value if isinstance(pair[1], kind)] if mapping is not None else []
    return next((pair for pair in pairs if not pair[1].flow_style), pairs[0] if pairs else None)


def _indent(pair: tuple[yaml.Node, yaml.CollectionNode] | None) -> str:
    return " " * (pair[1].start_mark.column - pair[0].start_mark.column) if pair else ""


def _compare(before: FrontMatter, after: FrontMatter, parts: tuple[str, str], fix: Fix) -> None:
    """Raise unless the one value is changed as it should be, and nothing else; `parts` are the keys before and after."""
    try:
        old, new = map(_values, parts)
    except yaml_nodes.YamlError as problem:
        raise NotEditableError("since it is written in an unusual way") from problem
    named = _members(old.pop(fix.key, None)), _members(new.pop(fix.key, None))
    expected = {
        "add": (*named[0], (fix.value, fix.reason if SHAPES[fix.key] in ("reasons", "mapping") else "")),
        "remove": tuple(pair for pair in named[0] if fix.value and pair[0] != fix.value),
        "set": ((fix.value, ""),),
    }[fix.action]
    if not after.readable or list(old.items()) != list(new.items()) or after.body not in (before.body, f"\n{before.body}"):
        raise NotEditableError("since it is written in an unusual way")
    faults = [{(finding.code, finding.message) for finding in front.findings} for front in (before, after)]
    if named[1] != expected or faults[1] - faults[0]:
        raise NotEditableError(f"since {fix.value!r} cannot be {_DONE[fix.action]} there")


def _values(inner: str) -> dict[str, Any]:
    """Each key's value as our reader sees it, without lines."""
    node = yaml_nodes.read_yaml(_unified(inner))
    return {key.text: _plain(value) for key, value in node.items} if isinstance(node, yaml_nodes.Mapping) else {}


def _plain(node: yaml_nodes.Node) -> Any:
    if isinstance(node, yaml_nodes.Scalar):
        return "" if node.plain and node.text in ("~", "null") else node.text.strip()
    if isinstance(node, yaml_nodes.Sequence):
        return tuple(map(_plain, node.items))
    return {key.text.strip(): _plain(value) for key, value in node.items}


def _members(value: Any) -> tuple[tuple[str, str], ...]:
    """The names under a key, each with its reason."""
    if isinstance(value, dict):
        return tuple(value.items())
    items = value if isinstance(value, tuple) else (value,) if value else ()
    return tuple(pair for item in items for pair in (_members(item) if isinstance(item, dict) else ((item, ""),)))
