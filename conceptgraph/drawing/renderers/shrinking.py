"""Scripts and styles without what only their readers need: comments, indentation, and spaces that nothing asks for.

Names stay as they are, and so do line breaks wherever one may end a statement. Strings, templates and regular expressions are
kept letter for letter. What a slash begins is told by what stands before it; a regular expression right behind `)` or `}` would
be taken for a division, so our scripts hold none.
"""

import re
from collections.abc import Iterator

_STRINGS = r"\"(?:[^\"\\\n]|\\[\s\S])*\"|'(?:[^'\\\n]|\\[\s\S])*'"
_TOKEN = re.compile(
    rf"(?P<gap>(?:\s|//[^\n]*|/\*[\s\S]*?\*/)+)|(?P<string>{_STRINGS})|(?P<word>(?:[\w$#]|\\u)+)"
    r"|(?P<open>[`/])|(?P<sign>[^\s\w])"
)
_REGEX = re.compile(r"/(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/\w*")
#: Words that a value comes after, so that a slash behind them begins a regular expression.
_BEFORE_VALUES = frozenset("await case delete do else in instanceof new of return throw typeof void yield".split())
#: Signs that stay apart, as together they would say something else: `a + +b`, `a - -b`, `a < !b`, `a-- > b`, `a / /b/`.
_APART = frozenset({"++", "--", "<!", "->", "//", "/*"})
#: No statement ends right after the first, or right before the second, whether or not a line does.
_OPEN_ENDED, _GOING_ON = frozenset("{([,;"), frozenset(")]},;.")


def shrink_script(text: str) -> str:
    """A script that does the same in fewer letters.

    Raises:
        ValueError: a string, template or regular expression does not end.
    """
    written: list[str] = []
    gap = ""
    for token in _tokens(text):
        if token[0].isspace() or token.startswith(("//", "/*")):
            gap = token
            continue
        if written and gap:
            written.append(_needed(written[-1], gap, token))
        written.append(token)
        gap = ""
    return "".join(written) + "\n"


def shrink_style(text: str) -> str:
    """A style sheet that says the same in fewer letters."""
    parts = re.split(rf"({_STRINGS})", re.sub(rf"({_STRINGS})|/\*[\s\S]*?\*/", r"\1", text))
    parts[::2] = [_shrink_rules(rules) for rules in parts[::2]]
    return "".join(parts).strip() + "\n"


def _shrink_rules(rules: str) -> str:
    """Rules without strings. A space before a colon stands between a thing and what is inside it, so it stays."""
    spaced = re.sub(r"\s+", " ", rules)
    return re.sub(r" ?([{};,]) ?|(?<=:) | (?=!)", r"\1", spaced).replace(";}", "}")


def _tokens(text: str) -> Iterator[str]:
    """A script in pieces that make it up again: gaps with their comments, strings, words, signs."""
    at, before = 0, ""
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            raise ValueError(f"no token begins at {text[at : at + 20]!r}")
        end = found.end()
        if found["open"] == "`":
            end = _template_end(text, end)
        elif found["open"] and _begins_regex(before):
            regex = _REGEX.match(text, at)
            if regex is None:
                raise ValueError(f"this regular expression does not end: {text[at : at + 20]!r}")
            end = regex.end()
        elif found["sign"] in ('"', "'"):
            raise ValueError(f"this string does not end: {text[at : at + 20]!r}")
        token = text[at:end]
        if not found["gap"]:
            before = token
        at = end
        yield token


def _begins_regex(before: str) -> bool:
    """Whether a slash behind a token begins a regular expression; behind a value it divides."""
    if before in _BEFORE_VALUES or not before:
        return True
    return before[-1] not in ")]}`'\"/" and not _in_word(before[-1])


def _template_end(text: str, at: int) -> int:
    """Where a template ends that begins before a place; what it holds in braces may hold templates again."""
    while at < len(text):
        if text[at] == "`":
            return at + 1
        if text.startswith("${", at):
            at = _braces_end(text, at + 2)
        else:
            at += 2 if text[at] == "\\" else 1
    raise ValueError("a template does not end")


def _braces_end(text: str, at: int) -> int:
    depth = 1
    for piece in _tokens(text[at:]):
        at += len(piece)
        depth += {"{": 1, "}": -1}.get(piece, 0)
        if not depth:
            return at
    raise ValueError("the braces in a template do not end")


def _needed(before: str, gap: str, after: str) -> str:
    """What must stay of a gap between two tokens."""
    if "\n" in gap:
        return "" if before in _OPEN_ENDED or after in _GOING_ON else "\n"
    both = before[-1] + after[0]
    number = before[-1].isdigit() and after == "."
    return " " if number or both in _APART or (_in_word(before[-1]) and _in_word(after[0])) else ""


def _in_word(letter: str) -> bool:
    return letter.isalnum() or letter in "_$#\\"
