"""YAML as plain nodes with lines: every value stays the text its author typed, and no object is ever made from it.

What the values mean is left to `front_matter`. The parser is PyYAML's, which myst-parser reads the same front matter with:
its C form is some twenty times as fast as a parser in Python, and its events let us bound depth and refuse aliases
before anything is built.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

DEEPEST = 20
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CORE_TAG = re.compile(r"tag:yaml\.org,2002:(str|int|float|bool|null|seq|map)")
_NEEDS_QUOTES = re.compile(r"(\s*+(?:- )?\s*+[\w-]++:[ \t]++|\s*+- )([^\s\"'\[{|>#].*)")


_UNPRINTABLE = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class YamlError(ValueError):
    """A text is not the YAML we read: a sentence's middle, and the line in the text, counted from 1."""

    def __init__(self, message: str, *, line: int) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True, slots=True, kw_only=True)
class Scalar:
    """One value as typed; `plain` if it stands without quotes."""

    text: str
    line: int
    plain: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Sequence:
    """A list."""

    items: tuple["Node", ...]
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """A mapping in its written order; a key may stand twice."""

    items: tuple[tuple[Scalar, "Node"], ...]
    line: int


Node = Scalar | Sequence | Mapping


def read_yaml(text: str) -> Node | None:
    """The one value a YAML text holds, or None if it holds none.

    Raises:
        YamlError: the text is malformed, nested too deeply, or uses aliases, tags or a second document.
    """
    try:
        events = _checked(yaml.parse(text, Loader=_LOADER))
        nodes = tuple(_nodes(events))  # to the end: there a second document is noticed
        return nodes[0] if nodes else None
    except yaml.MarkedYAMLError as error:
        # An open bracket is noticed at the end of the text; where it opens is what helps.
        open_bracket = error.context_mark if "flow" in (error.context or "") else None
        mark = open_bracket or error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise YamlError(_explain(error, text, line), line=line) from error
    except (yaml.reader.ReaderError, UnicodeEncodeError) as error:
        # The position counts characters in Python's parser and bytes in the C one; the character is found again.
        line = text.count("\n", 0, _first_unprintable(text)) + 1
        character = text[_first_unprintable(text)]
        raise YamlError(f"holds the character U+{ord(character):04X}, which YAML does not allow; delete it", line=line) from error


def _first_unprintable(text: str) -> int:
    match = _UNPRINTABLE.search(text)
    return match.start() if match else 0


def _checked(events: Iterator[yaml.Event]) -> Iterator[yaml.Event]:
    """The events that carry values, each of them one we read."""
    documents = depth = 0
    for event in events:
        line = _line(event)
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise YamlError("holds a second YAML document; keep one", line=line)
        elif isinstance(event, yaml.AliasEvent):
            raise YamlError(f"uses the YAML alias '*{event.anchor}'; write the value out, or quote a text", line=line)
        elif isinstance(event, (yaml.ScalarEvent, yaml.CollectionStartEvent)):
            if event.anchor:
                raise YamlError(f"uses the YAML anchor '&{event.anchor}'; leave it out, or quote a text", line=line)
            if event.tag and not _CORE_TAG.fullmatch(event.tag):
                tag = event.tag.replace("tag:yaml.org,2002:", "!!")
                raise YamlError(f"uses the YAML tag {tag!r}; only texts, numbers, lists and mappings are read", line=line)
            depth += isinstance(event, yaml.CollectionStartEvent)
            if depth > DEEPEST:
                raise YamlError(f"nests more than {DEEPEST} levels deep; make it flatter", line=line)
            yield event
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
            yield event


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _nodes(events: Iterator[yaml.Event]) -> Iterator[Node]:
    """The nodes up to the end of the collection the events stand in."""
    for event in events:
        line = _line(event)
        if isinstance(event, yaml.ScalarEvent):
            yield Scalar(text=event.value, line=line, plain=not event.style)
        elif isinstance(event, yaml.SequenceStartEvent):
            yield Sequence(items=tuple(_nodes(events)), line=line)
        elif isinstance(event, yaml.MappingStartEvent):
            yield Mapping(items=tuple(_pairs(_nodes(events))), line=line)
        else:
            return


def _pairs(nodes: Iterator[Node]) -> Iterator[tuple[Scalar, Node]]:
    for key in nodes:
        if not isinstance(key, Scalar):
            raise YamlError("has a list or mapping as a key; a key is one text", line=key.line)
        yield key, next(nodes)


def _explain(error: yaml.MarkedYAMLError, text: str, line: int) -> str:
    """What is wrong on a line, in an author's words, and what to write instead where that is plain."""
    lines = text.split("\n")
    source = lines[line - 1] if line <= len(lines) else ""
    if re.match(r"[ ]*\t", source) and "cannot start" in (error.problem or ""):
        return "is indented with a tab; YAML takes spaces only"
    match = _NEEDS_QUOTES.fullmatch(source.rstrip())
    if match and (": " in match[2] or match[2].endswith(":") or match[2][0] in "@`%&*!"):
        quoted = match[2].replace("\\", "\\\\").replace('"', '\\"')
        return f'needs quotes around a text with such signs; write {match[1].strip()} "{quoted}"'
    problem = (error.problem or error.context or "it cannot be read").replace("\n", " ")
    return f"is not valid YAML: {problem}; check brackets, quotes and indentation"
