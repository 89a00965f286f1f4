"""A quick look at the sources: does any page define concepts?

The generated pages must be there before the first page is read. Where the folder has no entries, they are made if a source
holds a `glossary` or a `{concept}`; directives that are only shown, in a block of code, do not count.
"""

import re
from collections.abc import Iterable
from pathlib import Path

_WORDS = re.compile(rb"glossary|concept")
_RST = re.compile(r"\.\.[ \t]+([\w:+.-]+)::")
_COMMENT = re.compile(r"\.\.(?:[ \t]+(?![_|\[]).*)?")
_FENCE = re.compile(r"[ \t]*(?:>[ \t]*)*(?:[-*+][ \t]+|\d+[.)][ \t]+)*(`{3,}|~{3,}|:{3,})[ \t]*(.*)")
_NAMED = re.compile(r"\{([\w:+.-]+)\}")
_SHOWN = frozenset("code code-block sourcecode literalinclude parsed-literal highlight math raw".split())


def find_definitions(files: Iterable[Path], *, listed: bool) -> bool:
    """Whether one of these files defines a concept; with `listed` the terms of a `glossary` count."""
    names = frozenset(("concept", "glossary")) if listed else frozenset(("concept",))
    for file in files:
        try:
            data = file.read_bytes()
        except OSError:
            continue
        if _WORDS.search(data) and defines_concepts(data.decode("utf-8", "replace"), names, markdown=file.suffix == ".md"):
            return True
    return False


def defines_concepts(text: str, names: frozenset[str], *, markdown: bool) -> bool:
    """Whether a text has one of these directives in a place where it works."""
    if markdown:
        lines = text.splitlines()
        return _in_markdown(lines, names) or ("glossary" in names and any(map(_marks_list, lines)))
    return _in_rst(text.expandtabs().splitlines(), names)


def _marks_list(line: str) -> bool:
    """Whether a line of attributes makes a glossary of the list below it."""
    line = line.strip()
    return line.startswith("{") and line.endswith("}") and ".glossary" in line[1:-1].split()


def _in_rst(lines: list[str], names: frozenset[str]) -> bool:
    """Directives that stand in no literal block: nothing above them, less indented, is one."""
    open_blocks: list[tuple[int, bool]] = []
    for line in lines:
        words = line.strip()
        if not words:
            continue
        indent = len(line) - len(line.lstrip())
        while open_blocks and open_blocks[-1][0] >= indent:
            open_blocks.pop()
        literal = bool(open_blocks) and open_blocks[-1][1]
        match = _RST.match(words)
        if match and match[1] in names and not literal:
            return True
        shown = match[1] in _SHOWN if match else words.endswith("::") or bool(_COMMENT.fullmatch(words))
        open_blocks.append((indent, literal or shown))
    return False


def _in_markdown(lines: list[str], names: frozenset[str]) -> bool:
    """Directives that stand in no fence of code."""
    fences: list[str] = []
    literal = in_rst = False
    for line in lines:
        match = _FENCE.fullmatch(line)
        if match is None:
            directive = _RST.match(line.strip()) if in_rst else None
            if directive and directive[1] in names:
                return True
            continue
        marks, info = match[1], match[2].strip()
        if not info and fences and marks.startswith(fences[-1]):
            fences.pop()
            literal = in_rst = False
            continue
        if literal:
            continue
        named = _NAMED.match(info)
        if named and named[1] in names:
            return True
        if marks[0] != ":" or named:
            fences.append(marks)
            literal, in_rst = named is None or named[1] in _SHOWN, named is not None and named[1] == "eval-rst"
    return False
