"""Every regular expression of the package, how it is used, and texts that would make a bad one slow.

Found are the patterns that modules hold, those that cues declare, and those written into a call of `re` inside a function.
The texts are read off each pattern: where it repeats something, that something is repeated, behind what must come first and
before what fits nothing.
"""

import ast
import importlib
import pkgutil
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache, partial
from pathlib import Path
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from types import ModuleType
from typing import Any

import conceptgraph
from conceptgraph.extraction.cues.cue import Cue
from conceptgraph.extraction.cues.registry import all_cues

METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")
#: From so many rounds on a repetition can be made long.
MANY = 30
#: Signs that stand for the kinds of characters a class may hold or leave out.
SIGNS = "a 1A!.,-_([\"'\n*:`$|é"


@dataclass(frozen=True)
class Pattern:
    """A regular expression, where it stands, and the method by which it is asked."""

    where: str
    regex: re.Pattern[str]
    method: str

    def __str__(self) -> str:
        return f"{self.where}.{self.method}"

    def ask(self, text: str) -> None:
        """What the package does with it, to the end."""
        if self.method in ("sub", "subn"):
            self.regex.sub("", text)
        elif self.method == "finditer":
            for _ in self.regex.finditer(text):
                pass
        else:
            getattr(self.regex, self.method)(text)


@lru_cache(maxsize=1)
def modules() -> tuple[ModuleType, ...]:
    """Every module of the package."""
    names = [info.name for info in pkgutil.walk_packages(conceptgraph.__path__, "conceptgraph.") if not info.name.endswith("__main__")]
    return tuple(importlib.import_module(name) for name in names)


def all_patterns() -> tuple[Pattern, ...]:
    """All of them, once for each method by which they are asked."""
    held = tuple(held_patterns())
    known = {pattern.regex.pattern for pattern in held}
    rest = (pattern for pattern in written_patterns() if pattern.regex.pattern not in known)
    found = (*held, *rest, *cue_patterns())
    return tuple({(pattern.regex.pattern, pattern.regex.flags, pattern.method): pattern for pattern in found}.values())


def cue_patterns() -> Iterator[Pattern]:
    """Those that cues declare as texts."""
    parts = [name for name, value in vars(Cue).items() if isinstance(value, cached_property)]
    for cue in all_cues():
        for part in parts:
            regex = getattr(cue, part)
            if isinstance(regex, re.Pattern) and regex.pattern:
                yield Pattern(f"cue {cue.name}, {part}", regex, "search")


def held_patterns() -> Iterator[Pattern]:
    """Those a module holds by a name, alone or in a tuple or mapping, each asked as the package asks it."""
    asked = asked_methods()
    for module in modules():
        for name, value in vars(module).items():
            several = value.values() if isinstance(value, Mapping) else value if isinstance(value, tuple | list) else (value,)
            for index, regex in enumerate(several):
                if isinstance(regex, re.Pattern) and isinstance(regex.pattern, str):
                    where = f"{module.__name__}.{name}" + (f"[{index}]" if value is not regex else "")
                    for method in asked.get((module.__name__ if name.startswith("_") else "", name), {"search"}):
                        yield Pattern(where, regex, method)


@lru_cache(maxsize=1)
def asked_methods() -> Mapping[tuple[str, str], set[str]]:
    """By which methods a name is asked: a private one in its module, a public one anywhere in the package."""
    asked: dict[tuple[str, str], set[str]] = {}
    for tree, module in trees():
        turns = {
            node.target.id: node.iter.id
            for node in ast.walk(tree)
            if isinstance(node, ast.For | ast.comprehension) and isinstance(node.target, ast.Name) and isinstance(node.iter, ast.Name)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in METHODS and isinstance(node.value, ast.Name):
                # One of several held by a name is asked as "for one in several" names it.
                for name in (node.value.id, turns.get(node.value.id, "")):
                    asked.setdefault((module.__name__ if name.startswith("_") else "", name), set()).add(node.attr)
    return asked


def written_patterns() -> Iterator[Pattern]:
    """Those written into a call of `re` whose text is known when the module is loaded."""
    for tree, module in trees():
        asked = {node.value: node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Call)}
        for call in regex_calls(tree):
            method = call.func.attr if isinstance(call.func, ast.Attribute) else ""
            if method == "compile":
                method = asked.get(call, "finditer")
            text = known_text(call, module)
            if text is not None and method in METHODS:
                given = [ast.unparse(extra) for extra in (*call.args[1:], *(word.value for word in call.keywords))]
                flags = next((extra for extra in given if extra.startswith("re.")), "0")
                regex = re.compile(text, eval(flags, {"re": re}))  # noqa: S307 - our own source
                yield Pattern(f"{module.__name__}:{call.lineno}", regex, method)


def known_text(call: ast.Call, module: ModuleType) -> str | None:
    """The pattern of a call, or None where it is made from what the function is given."""
    try:
        text = eval(compile(ast.Expression(call.args[0]), "", "eval"), vars(module))  # noqa: S307 - our own source
    except NameError:
        return None
    return text if isinstance(text, str) else None


def made_patterns() -> set[str]:
    """The functions that make a pattern from what they are given: no table can know it, so they are tried whole."""
    return {
        f"{module.__name__}.{function.name}"
        for tree, module in trees()
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for call in regex_calls(function)
        if known_text(call, module) is None
    }


def regex_calls(tree: ast.AST) -> Iterator[ast.Call]:
    """The calls of functions of `re` that take a pattern."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args and ast.unparse(node.func) in ("re.compile", *map("re.{}".format, METHODS)):
            yield node


@lru_cache(maxsize=1)
def trees() -> tuple[tuple[ast.Module, ModuleType], ...]:
    """The source of each module, parsed."""
    return tuple((ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8")), module) for module in modules())


#: What any pattern may be slow on.
GENERIC = (
    " ", "a", "A", ".", "1", "-", "\n", "(", "[", "{", "*", "`", "a ", "A. ", ", ", "a\n", "()", "(a", "a.", "\n\n", "- ", "'s ", "é",
    "§ ", "\r", "|",
)  # fmt: skip


@cache
def bad_texts(regex: re.Pattern[str]) -> dict[str, Callable[[int], str]]:
    """Texts by a name each, made for any size: what any pattern may be slow on, and what this one repeats."""
    texts = {repr(piece): partial(_repeated, "", piece, "") for piece in GENERIC}
    for before, piece in dict.fromkeys(pumps(regex)):
        if piece:
            # What follows fits nothing: no class that leaves out white space has a space, and no other one the zero.
            texts[f"{before!r}, then {piece!r}"] = partial(_repeated, before, piece, "\0")
            texts[f"{before!r}, then {piece!r}, and a space"] = partial(_repeated, before, piece, " ")
            texts[f"{before + piece!r} again and again"] = partial(_repeated, "", before + piece, "\0")
    return texts


def _repeated(before: str, piece: str, after: str, size: int) -> str:
    return before + piece * max(1, (size - len(before)) // len(piece)) + after


def pumps(regex: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """For each long repetition in a pattern: a text that leads to it, and ones that it repeats."""
    yield from _pumps(list(_parser.parse(regex.pattern, regex.flags & ~re.DEBUG)), "")


def _pumps(items: list[Any], before: str) -> Iterator[tuple[str, str]]:
    for op, value in items:
        if op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            _, most, body = value
            if most >= MANY:
                for choice in range(3):
                    yield before, _example(list(body), choice)
            yield from _pumps(list(body), before)
        elif op is sre.BRANCH:
            for branch in value[1]:
                yield from _pumps(list(branch), before)
        elif op is sre.SUBPATTERN:
            yield from _pumps(list(value[-1]), before)
        elif op is sre.ATOMIC_GROUP:
            yield from _pumps(list(value), before)
        elif op in (sre.ASSERT, sre.ASSERT_NOT):
            yield from _pumps(list(value[1]), before)
        before += _example([(op, value)], 0)


def _example(items: list[Any], choice: int) -> str:
    """A text that items match, more or less; `choice` picks among alternatives and members of classes."""
    parts = []
    for op, value in items:
        if op is sre.LITERAL:
            parts.append(chr(value))
        elif op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            parts.append(_example(list(value[2]), choice) * max(value[0], 1))
        elif op is sre.BRANCH:
            parts.append(_example(list(value[1][choice % len(value[1])]), choice))
        elif op is sre.SUBPATTERN:
            parts.append(_example(list(value[-1]), choice))
        elif op is sre.ATOMIC_GROUP:
            parts.append(_example(list(value), choice))
        elif op in (sre.IN, sre.NOT_LITERAL, sre.ANY):
            members = [sign for sign in SIGNS if _fits(op, value, sign)] or [_first_member(op, value)]
            parts.append(members[choice % len(members)])
    return "".join(parts)


def _first_member(op: Any, value: Any) -> str:
    kind, held = value[0] if op is sre.IN else (op, None)
    return chr(held) if kind is sre.LITERAL else chr(held[0]) if kind is sre.RANGE else "a"


def _fits(op: Any, value: Any, sign: str) -> bool:
    if op is sre.ANY:
        return sign != "\n"
    if op is sre.NOT_LITERAL:
        return ord(sign) != value
    inside = any(_member(kind, held, sign) for kind, held in value if kind is not sre.NEGATE)
    return inside != any(kind is sre.NEGATE for kind, _ in value)


def _member(kind: Any, held: Any, sign: str) -> bool:
    if kind is sre.LITERAL:
        return ord(sign) == held
    if kind is sre.RANGE:
        return bool(held[0] <= ord(sign) <= held[1])
    return re.fullmatch(_CATEGORIES[held], sign) is not None


_CATEGORIES = {
    sre.CATEGORY_DIGIT: r"\d", sre.CATEGORY_SPACE: r"\s", sre.CATEGORY_WORD: r"\w",
    sre.CATEGORY_NOT_DIGIT: r"\D", sre.CATEGORY_NOT_SPACE: r"\S", sre.CATEGORY_NOT_WORD: r"\W",
}  # fmt: skip
