"""Small changes to a YAML text that leave every other character as its author typed it.

Where a value begins and ends is asked of PyYAML; what is written between is plain text. So comments, order, quotes and
indentation stay without anybody having to know them. What a key of front matter may hold is left to `editing`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import yaml

from conceptgraph.reading.yaml_text import scalar_text

Pair = tuple[yaml.Node, yaml.Node]

_LINE_END = re.compile(r"[\r\n]|$")
_NEXT_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_COMMENT_LINE = re.compile(r"[ \t]*#[^\r\n]*(?:\r\n|\r|\n)")
#: What may follow an item on a line of its own.
_REST = re.compile(r"[ \t]*+(?:,[ \t]*+)?(?:#[^\r\n]*+)?")
_COMMA = re.compile(r"[ \t]*,")
_DASH = re.compile(r"([ \t]*)-([ \t]+)")


class NotEditableError(ValueError):
    """Why a text cannot be changed without rewriting what its author wrote: the end of a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """What is added: a name, with or without a reason for it."""

    name: str
    reason: str = ""


def compose(text: str) -> yaml.MappingNode | None:
    """The mapping a text holds, whose nodes know their places, or None if it holds nothing.

    The parser in Python counts characters wherever the one in C counts bytes.

    Raises:
        NotEditableError: the text is not YAML, or no mapping.
    """
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise NotEditableError("since its YAML is written in an unusual way") from error
    if node is not None and not isinstance(node, yaml.MappingNode):
        raise NotEditableError("since the front matter is no mapping")
    return node


def find_pair(mapping: yaml.MappingNode, name: str) -> Pair | None:
    """The pair of a mapping with this key."""
    return next((pair for pair in mapping.value if pair[0].value == name), None)


def is_empty(node: yaml.Node) -> bool:
    """Whether nothing is written, or YAML's word for it."""
    return isinstance(node, yaml.ScalarNode) and not node.style and node.value in ("", "~", "null")


def set_scalar(text: str, pair: Pair, value: str) -> str:
    """The text with the one value of a key replaced, in quotes where the old one was."""
    _, node = pair
    if not isinstance(node, yaml.ScalarNode):
        raise NotEditableError("since it holds a list or mapping, which a single value would replace")
    if node.style in ("|", ">"):
        raise NotEditableError("since its value is a block of text")
    written = value if value.isdecimal() and value.isascii() else scalar_text(value, quote=node.style or "")
    if is_empty(node):
        return _fill(text, pair, written)
    return _splice(text, _start(node), _end(text, pair), written)


def add_member(text: str, pair: Pair, member: Member, *, newline: str) -> str:
    """The text with one more name under a key, in the form the names there have: a list, a mapping, a line each or not."""
    _, node = pair
    if is_empty(node):
        return _fill(text, pair, f"{{{_pair_text(member)}}}" if member.reason else f"[{scalar_text(member.name)}]")
    if isinstance(node, yaml.MappingNode):
        return _add_pair(text, node, member, newline)
    if isinstance(node, yaml.SequenceNode):
        return _add_item(text, node, member, newline)
    if not isinstance(node, yaml.ScalarNode) or node.style in ("|", ">"):
        raise NotEditableError("since its value is a block of text")
    source = text[_start(node) : _end(text, pair)]
    if not node.style and re.search(r"[\[\]{},\r\n]", source):
        source = scalar_text(node.value)
    return _splice(text, _start(node), _end(text, pair), f"[{source}, {_item_text(member, quote=node.style or '')}]")


def remove_member(text: str, mapping: yaml.MappingNode, pair: Pair, name: str) -> str:
    """The text without a name under a key, and without the key if that was all; the text as it is if the name is not there."""
    _, node = pair
    if isinstance(node, yaml.ScalarNode):
        return remove_pair(text, mapping, pair) if node.value.strip() == name else text
    if isinstance(node, yaml.MappingNode):
        inner = _named(node, name)
        if inner is None:
            return text
        return remove_pair(text, mapping, pair) if len(node.value) == 1 else remove_pair(text, node, inner)
    return _remove_from_list(text, mapping, pair, node, name) if isinstance(node, yaml.SequenceNode) else text


def remove_pair(text: str, mapping: yaml.MappingNode, pair: Pair) -> str:
    """The text without a key and its value; comments on lines of their own stay."""
    key, value = pair
    if mapping.flow_style:
        return _remove_span(text, mapping, [_pair_span(text, each) for each in mapping.value], mapping.value.index(pair))
    start = _line_start(text, _start(key))
    if text[start : _start(key)].strip():
        return _remove_first_of_item(text, mapping, pair)
    stop = _next_line(text, _end(text, pair))
    kept = ""
    if not isinstance(value, yaml.ScalarNode):
        lines = [match[0] for match in _NEXT_LINE.finditer(text, start, stop) if match[0]]
        kept = "".join(line for line in lines if _COMMENT_LINE.fullmatch(line))
    return _splice(text, start, stop, kept)


def insert_pair(text: str, mapping: yaml.MappingNode, written: Sequence[str], *, after: Pair | None, newline: str) -> str:
    """The text with a new key, whose lines are given, behind another one, or before all."""
    if mapping.flow_style:
        spans = [_pair_span(text, pair) for pair in mapping.value]
        return _append_to_flow(text, mapping, spans, written[0], newline)
    first, _ = mapping.value[0]
    start = _line_start(text, _start(first))
    indent = text[start : _start(first)]
    if indent.strip():
        raise NotEditableError("since its keys are written in an unusual way")
    lines = "".join(f"{indent}{line}{newline}" for line in written)
    place = start if after is None else _next_line(text, _end(text, after))
    return _splice(text, place, place, lines)


def _remove_from_list(text: str, mapping: yaml.MappingNode, pair: Pair, node: yaml.SequenceNode, name: str) -> str:
    """The text without an item of a list, or without a name in a mapping that is an item."""
    for item in node.value:
        inner = _named(item, name) if isinstance(item, yaml.MappingNode) else None
        if inner is not None and len(item.value) > 1:
            return remove_pair(text, item, inner)
        if inner is not None or (isinstance(item, yaml.ScalarNode) and item.value.strip() == name):
            return remove_pair(text, mapping, pair) if len(node.value) == 1 else _remove_item(text, node, item)
    return text


def _pair_text(member: Member) -> str:
    """A name and its reason, which may be missing."""
    return scalar_text(member.name) + (f": {scalar_text(member.reason)}" if member.reason else "")


def _item_text(member: Member, *, quote: str) -> str:
    return f"{{{_pair_text(member)}}}" if member.reason else scalar_text(member.name, quote=quote)


def _quote(nodes: Sequence[yaml.Node]) -> str:
    """The quotes around all of these values, if they are the same around all."""
    styles = {node.style if isinstance(node, yaml.ScalarNode) else None for node in nodes}
    only = styles.pop() if len(styles) == 1 else None
    return only if only in ("'", '"') else ""


def _add_pair(text: str, node: yaml.MappingNode, member: Member, newline: str) -> str:
    if node.flow_style:
        return _append_to_flow(text, node, [_pair_span(text, pair) for pair in node.value], _pair_text(member), newline)
    first, _ = node.value[0]
    indent = text[_line_start(text, _start(first)) : _start(first)]
    if indent.strip():
        raise NotEditableError("since its first name shares a line with something else")
    place = _next_line(text, _end(text, node.value[-1]))
    written = _pair_text(member) if member.reason else f"{scalar_text(member.name)}:"
    return _splice(text, place, place, f"{indent}{written}{newline}")


def _add_item(text: str, node: yaml.SequenceNode, member: Member, newline: str) -> str:
    quote = _quote(node.value)
    if node.flow_style:
        spans = [(_start(item), _content_end(text, item)) for item in node.value]
        return _append_to_flow(text, node, spans, _item_text(member, quote=quote), newline)
    dash = _dash(text, node.value[-1])
    written = _pair_text(member) if member.reason else scalar_text(member.name, quote=quote)
    place = _next_line(text, _content_end(text, node.value[-1]))
    return _splice(text, place, place, f"{dash[1]}-{dash[2]}{written}{newline}")


def _dash(text: str, item: yaml.Node) -> re.Match[str]:
    """What stands before an item of a block list on its line."""
    dash = _DASH.fullmatch(text, _line_start(text, _start(item)), _start(item))
    if dash is None:
        raise NotEditableError("since its items do not stand on a line each")
    return dash


def _append_to_flow(text: str, node: yaml.Node, spans: Sequence[tuple[int, int]], written: str, newline: str) -> str:
    """The text with one more item at the end of brackets: on a line of its own if the last one has one."""
    if not spans:
        place = _start(node) + 1
        return _splice(text, place, place, written)
    start, end = spans[-1]
    indent = text[_line_start(text, start) : start]
    if text[end - 1] == ":":
        raise NotEditableError("since a name there has a colon and no reason")
    if indent.strip():
        return _splice(text, end, end, f", {written}")
    comma = _COMMA.match(text, end)
    line_end = _line_end(text, end)
    if line_end >= node.end_mark.index:
        return _splice(text, end, end, f",{newline}{indent}{written}")
    line = f"{newline}{indent}{written}"
    if comma:
        return _splice(text, line_end, line_end, f"{line},")
    return _splice(_splice(text, line_end, line_end, line), end, end, ",")


def _remove_item(text: str, node: yaml.SequenceNode, item: yaml.Node) -> str:
    if node.flow_style:
        return _remove_span(text, node, [(_start(each), _content_end(text, each)) for each in node.value], node.value.index(item))
    dash = _dash(text, item)
    return _splice(text, dash.start(), _next_line(text, _content_end(text, item)), "")


def _remove_span(text: str, node: yaml.Node, spans: Sequence[tuple[int, int]], index: int) -> str:
    """The text without one of several items in brackets, and without the comma that is no longer needed."""
    start, end = spans[index]
    if len(spans) == 1:
        return _splice(text, start, end + len(match[0]) if (match := _COMMA.match(text, end)) else end, "")
    last = index == len(spans) - 1
    gap = text[spans[index - 1][1] : start] if last else text[end : spans[index + 1][0]]
    lonely = _stands_alone(text, start, end) and _line_end(text, end) < node.end_mark.index
    if not last and "#" not in gap:
        return _splice(text, start, spans[index + 1][0], "")
    if last and "#" not in gap and not lonely:
        return _splice(text, spans[index - 1][1], end, "")
    if not lonely:
        raise NotEditableError("since a comment stands between its items")
    without = _splice(text, _line_start(text, start), _next_line(text, end), "")
    before = _COMMA.match(text, spans[index - 1][1]) if last else None
    if before and not _COMMA.match(text, end):
        return _splice(without, before.end() - 1, before.end(), "")
    return without


def _remove_first_of_item(text: str, mapping: yaml.MappingNode, pair: Pair) -> str:
    """The text without the first of several pairs behind the dash of a list: the second takes its place."""
    if pair is not mapping.value[0] or len(mapping.value) == 1:
        raise NotEditableError("since it shares a line with something else")
    start, stop = _start(pair[0]), _start(mapping.value[1][0])
    if "#" in text[_end(text, pair) : stop]:
        raise NotEditableError("since a comment stands between its items")
    return _splice(text, start, stop, "")


def _fill(text: str, pair: Pair, written: str) -> str:
    """The text with a value where a key had none."""
    key, node = pair
    if node.value:
        return _splice(text, _start(node), node.end_mark.index, written)
    colon = re.compile(r"\s*:").match(text, key.end_mark.index)
    if colon is None:
        return _splice(text, key.end_mark.index, key.end_mark.index, f": {written}")
    return _splice(text, colon.end(), colon.end(), f" {written}")


def _named(mapping: yaml.MappingNode, name: str) -> Pair | None:
    return next((pair for pair in mapping.value if pair[0].value.strip() == name), None)


def _start(node: yaml.Node) -> int:
    return int(node.start_mark.index)


def _pair_span(text: str, pair: Pair) -> tuple[int, int]:
    return _start(pair[0]), _end(text, pair)


def _end(text: str, pair: Pair) -> int:
    """Where a key and its value end; a value that is not written is said to stand anywhere behind the key."""
    key, value = pair
    if isinstance(value, yaml.ScalarNode) and not value.style and not value.value:
        colon = re.compile(r"\s*: ?").match(text, key.end_mark.index)
        return colon.end() if colon else int(key.end_mark.index)
    return _content_end(text, value)


def _content_end(text: str, node: yaml.Node) -> int:
    """Where the last character of a node stands, whatever white space and comments PyYAML counts to it."""
    if isinstance(node, yaml.ScalarNode):
        block = node.style in ("|", ">")
        return len(text[: node.end_mark.index].rstrip()) if block else int(node.end_mark.index)
    if not isinstance(node, yaml.CollectionNode) or not node.value or (node.flow_style and text[_start(node)] in "[{"):
        return int(node.end_mark.index)
    # A block, or one pair inside brackets, `[name: reason]`.
    last = node.value[-1]
    return _end(text, last) if isinstance(node, yaml.MappingNode) else _content_end(text, last)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether nothing else but a comment is on the lines of an item."""
    before = text[_line_start(text, start) : start]
    return not before.strip() and _REST.fullmatch(text, end, _line_end(text, end)) is not None


def _line_start(text: str, place: int) -> int:
    return max(text.rfind("\n", 0, place), text.rfind("\r", 0, place)) + 1


def _line_end(text: str, place: int) -> int:
    match = _LINE_END.search(text, place)
    return match.start() if match else len(text)


def _next_line(text: str, place: int) -> int:
    match = _NEXT_LINE.match(text, place)
    return match.end() if match else len(text)


def _splice(text: str, start: int, end: int, written: str) -> str:
    return text[:start] + written + text[end:]
