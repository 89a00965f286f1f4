"""What a reader sees of one inline token: text, line breaks, code, formulas and roles, each with its place in the block."""

import re
from collections.abc import Iterator

from markdown_it.token import Token

from conceptgraph.reading.markdown import AT, MARKS

#: Roles that link to what they name, and roles that only set their text otherwise.
LINK_ROLES = frozenset("term concept any doc ref numref std:term std:ref std:doc".split())
_TEXT_ROLES = frozenset("sub sup subscript superscript strong emphasis guilabel menuselection dfn title title-reference".split())

_ROLE_TARGET = re.compile(r"(.*)<([^<>]*+)>\s*+", re.DOTALL)


def visible_pieces(token: Token, source: str) -> Iterator[tuple[str, int, bool]]:
    """The visible text of one inline token, in pieces: text, where it stands in the block's content, whether opaque."""
    at = token.meta.get(AT, 0)
    match token.type:
        case "text" if MARKS in token.meta:
            yield from _marked_pieces(token)
        case "text" | "text_special":
            # An escape shows the character behind its backslash.
            yield token.content, at + (token.info == "escape" and len(token.content) < len(token.markup)), False
        case "softbreak":
            yield " ", at, False
        case "hardbreak":
            yield "\n", at, False
        case "html_inline" if re.match(r"<br\b", token.content, re.IGNORECASE):
            yield "\n", at, False
        case "code_inline":
            at += len(token.markup)
            padded = source[at : at + len(token.content)].replace("\n", " ") != token.content
            yield token.content, at + padded, True
        case "math_inline" | "math_inline_double":
            yield f"{token.markup}{token.content}{token.markup}".replace("\n", " "), at, True
        case "myst_role":
            yield from _role_pieces(token, source)


def _marked_pieces(token: Token) -> Iterator[tuple[str, int, bool]]:
    marks = token.meta[MARKS]
    ends = [offset for offset, _ in marks[1:]] + [len(token.content)]
    for (offset, place), end in zip(marks, ends, strict=True):
        if token.content[offset:end]:
            yield token.content[offset:end], place, False


def _role_pieces(token: Token, source: str) -> Iterator[tuple[str, int, bool]]:
    name, start = token.meta["name"], token.meta.get(AT, 0)
    at = source.find("`", start)
    while source.startswith("`", at):
        at += 1
    if name == "math":
        # Shown as a formula is everywhere in the text; the place is that of the formula's first character.
        yield f"${token.content}$", at - 1, True
        return
    text, _ = role_parts(token.content)
    if name in ("abbr", "abbreviation"):
        text = re.sub(r"(?<!\s)\s*+\([^()]*+\)\s*+$", "", token.content)
    elif name in ("index", "cite", "cite:p", "cite:t", "footcite", "eq"):
        return
    lead = len(text) - len(text.lstrip())
    yield text.strip(), at + lead, name not in LINK_ROLES and name not in _TEXT_ROLES and name not in ("abbr", "abbreviation")


def role_parts(content: str) -> tuple[str, str]:
    """The shown text and the target of a cross-reference: "shown <target>", or one for both."""
    match = _ROLE_TARGET.fullmatch(content)
    if match and match[1].strip():
        return match[1].rstrip(), match[2].strip()
    return content, content.strip().lstrip("~!")
