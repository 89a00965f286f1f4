"""A conf.py gets extensions added to its list, and nothing else of it changes: comments, quotes, order and line ends stay.

The places come from Python's own parser. What was made is parsed again and compared, so that a file which is written in a way
not foreseen here is left alone rather than broken.
"""

import ast
import io
import re
import tokenize
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from conceptgraph.errors import EditError

NAME = "extensions"
_BOM = "\ufeff"


@dataclass(frozen=True, slots=True, kw_only=True)
class Insertion:
    """A text to put in at a character of the source."""

    at: int
    text: str


def listed_extensions(source: str) -> frozenset[str]:
    """The extensions that a conf.py names in plain words, in whatever way it adds them.

    Raises:
        EditError: the file is no Python.
    """
    statements = [node for node in ast.walk(_parse(source.removeprefix(_BOM))) if _about_extensions(node)]
    values = [node.value for statement in statements for node in ast.walk(statement) if isinstance(node, ast.Constant)]
    return frozenset(value for value in values if isinstance(value, str))


def assigned_texts(source: str, name: str) -> tuple[str, ...]:
    """The text, or the texts of the list, that a conf.py sets a name to in plain words; none where it does not.

    Raises:
        EditError: the file is no Python.
    """
    for node in _parse(source.removeprefix(_BOM)).body:
        if isinstance(node, ast.Assign) and any(isinstance(target, ast.Name) and target.id == name for target in node.targets):
            values = node.value.elts if isinstance(node.value, (ast.List, ast.Tuple)) else [node.value]
            return tuple(value.value for value in values if isinstance(value, ast.Constant) and isinstance(value.value, str))
    return ()


def add_extensions(source: str, names: Sequence[str]) -> str:
    """A conf.py with extensions added at the end of its list; one that has no list gets one at its end.

    Raises:
        EditError: the file is no Python, or its list is made in a way that cannot be added to.
    """
    mark, text = (_BOM, source.removeprefix(_BOM)) if source.startswith(_BOM) else ("", source)
    tree = _parse(text)
    found = _list_of(tree)
    made = _append_line(text, names) if found is None else _insert(text, _insertions(text, found, names))
    if not _only_added(tree, _parse(made), names):
        raise EditError(f"'{NAME}' is written in a way that is not foreseen")
    return mark + made


def line_to_add(names: Sequence[str]) -> str:
    """The line an author writes where the file is not changed."""
    return f"{NAME} += [{', '.join(_quoted(name, chr(34)) for name in names)}]"


def _parse(text: str) -> ast.Module:
    try:
        return ast.parse(text)
    except (SyntaxError, ValueError) as error:
        raise EditError(f"is no Python: {error}") from error


def _about_extensions(node: ast.AST) -> bool:
    """Whether a statement sets the list or adds to it."""
    if isinstance(node, ast.Assign):
        return any(isinstance(target, ast.Name) and target.id == NAME for target in node.targets)
    if isinstance(node, (ast.AnnAssign, ast.AugAssign)):
        return isinstance(node.target, ast.Name) and node.target.id == NAME
    if not isinstance(node, ast.Expr) or not isinstance(node.value, ast.Call) or not isinstance(node.value.func, ast.Attribute):
        return False
    called = node.value.func
    return isinstance(called.value, ast.Name) and called.value.id == NAME and called.attr in ("append", "extend", "insert")


def _list_of(tree: ast.Module) -> ast.List | None:
    """The list to add to: the first that the file sets or adds; None where nothing speaks of extensions.

    Raises:
        EditError: it is set by a condition, more than once, or by anything but a list.
    """
    anywhere = [node for node in ast.walk(tree) if _about_extensions(node)]
    stars = any(isinstance(node, ast.ImportFrom) and node.names[0].name == "*" for node in ast.walk(tree))
    if not anywhere:
        if stars or any(isinstance(node, ast.Name) and node.id == NAME for node in ast.walk(tree)):
            raise EditError(f"'{NAME}' comes from elsewhere")
        return None
    settings = [node for node in anywhere if isinstance(node, (ast.Assign, ast.AnnAssign))]
    if len(settings) > 1:
        raise EditError(f"'{NAME}' is set {len(settings)} times")
    for node in tree.body:
        if isinstance(node, (ast.Assign, ast.AnnAssign, ast.AugAssign)) and _about_extensions(node) and isinstance(node.value, ast.List):
            return node.value
    raise EditError(f"'{NAME}' is set by more than a plain list")


def _insertions(text: str, found: ast.List, names: Sequence[str]) -> Iterator[Insertion]:
    """What goes where in the text of a list."""
    begin, end = _span(text, found)
    if not found.elts:
        yield _into_empty(text, begin, end, names)
        return
    at, after = _span(text, found.elts[-1])
    mark, comma = _closed(text, after, end)
    quote = text[at] if text[at] in "'\"" else '"'
    quoted = [_quoted(name, quote) for name in names]
    line_start = text.rfind("\n", 0, at) + 1
    lead = text[line_start:at]
    if lead.strip() or begin >= line_start:
        yield Insertion(at=mark, text="".join(f", {one}" for one in quoted))
        return
    newline = _newline(text)
    line_end = _line_end(text, max(mark, comma))
    if line_end >= end:
        yield Insertion(at=mark, text="".join(f",{newline}{lead}{one}" for one in quoted))
        return
    if comma < 0:
        yield Insertion(at=mark, text=",")
    closing = "," if comma >= 0 else ""
    yield Insertion(at=line_end, text=",".join(f"{newline}{lead}{one}" for one in quoted) + closing)


def _into_empty(text: str, begin: int, end: int, names: Sequence[str]) -> Insertion:
    """The first elements: on a line each before the bracket that closes, where that has a line of its own."""
    quoted = [_quoted(name, '"') for name in names]
    bracket = end - 1
    line_start = text.rfind("\n", 0, bracket) + 1
    if line_start <= begin or text[line_start:bracket].strip():
        return Insertion(at=begin + 1, text=", ".join(quoted))
    lead = text[line_start:bracket] + "    "
    return Insertion(at=line_start, text="".join(f"{lead}{one},{_newline(text)}" for one in quoted))


def _closed(text: str, after: int, end: int) -> tuple[int, int]:
    """Where the last element ends, brackets around it included, and the comma behind it; -1 where there is none."""
    mark, comma, at = after, -1, after
    while at < end - 1:
        character = text[at]
        if character == "#":
            at = _line_end(text, at)
        elif character == ",":
            comma = at
        elif character == ")":
            mark = at + 1
        at += 1
    return mark, comma


def _append_line(text: str, names: Sequence[str]) -> str:
    newline = _newline(text)
    gap = "" if not text or text.endswith(("\n", "\r")) else newline
    return f"{text}{gap}{NAME} = [{', '.join(_quoted(name, chr(34)) for name in names)}]{newline}"


def _insert(text: str, insertions: Iterator[Insertion]) -> str:
    # From the last to the first, as they come in the order of the text.
    for one in reversed(tuple(insertions)):
        text = text[: one.at] + one.text + text[one.at :]
    return text


def _only_added(before: ast.Module, after: ast.Module, names: Sequence[str]) -> bool:
    """Whether two files say the same but for these extensions at the end of the list."""
    found = _list_of(after)
    if found is None or [getattr(one, "value", None) for one in found.elts[-len(names) :]] != list(names):
        return False
    if _list_of(before) is None:
        return ast.dump(ast.Module(body=after.body[:-1], type_ignores=[])) == ast.dump(before)
    del found.elts[-len(names) :]
    return ast.dump(after) == ast.dump(before)


def _span(text: str, node: ast.expr) -> tuple[int, int]:
    """Where a node stands, in characters; Python's parser counts lines, and bytes in them."""
    starts = [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", text))]

    def offset(line: int, column: int) -> int:
        rest = text[starts[line - 1] :]
        return starts[line - 1] + len(rest.encode("utf-8", "surrogatepass")[:column].decode("utf-8", "surrogatepass"))

    return offset(node.lineno, node.col_offset), offset(node.end_lineno or node.lineno, node.end_col_offset or 0)


def _line_end(text: str, at: int) -> int:
    match = re.compile(r"\r\n|\r|\n").search(text, at)
    return match.start() if match else len(text)


def _newline(text: str) -> str:
    match = re.search(r"\r\n|\r|\n", text)
    return match[0] if match else "\n"


def _quoted(name: str, quote: str) -> str:
    return f"{quote}{name}{quote}"


def decode_conf(data: bytes) -> str:
    """The text of a conf.py, line ends as they are.

    Raises:
        EditError: it is not UTF-8.
    """
    try:
        encoding = tokenize.detect_encoding(io.BytesIO(data).readline)[0]
        if encoding not in ("utf-8", "utf-8-sig"):
            raise EditError(f"is written in {encoding}, not in UTF-8")
        return data.decode("utf-8")
    except (SyntaxError, UnicodeDecodeError) as error:
        raise EditError("is not valid UTF-8") from error
