"""How much there is to read in a text: words, and formulas that say something. What that takes in time is `graph.minutes`'."""

import re

from conceptgraph.model import Prose

#: Scripts that are written without blanks: two of their characters count as a word.
_UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_LETTER = re.compile(r"\w")
#: What makes a statement of a formula: a sign or a command that sets two sides in relation.
_RELATION = re.compile(
    r"[=<>≈≠≡≤≥∈∝→↦∼]|\\(?:approx|equiv|ge|geq|gt|in|le|leq|lt|mapsto|ne|neq|propto|sim|simeq|subset|subseteq|to)(?![A-Za-z])"
)


def count_words(prose: Prose) -> int:
    """How many words a text has. Code and a formula that says nothing, a mere sign such as `$x$`, are a word each."""
    words, at = 0, 0
    for start, end in prose.opaque:
        words += _words(prose.text[at:start]) + (not _is_statement(prose.text[start:end]))
        at = end
    return words + _words(prose.text[at:])


def count_formulas(prose: Prose) -> int:
    """How many formulas a text has: those on lines of their own, and those in a line that set two sides in relation."""
    return prose.formulas + sum(_is_statement(prose.text[start:end]) for start, end in prose.opaque)


def _is_statement(text: str) -> bool:
    """Whether an opaque span is a formula that says something."""
    return text.startswith("$") and _RELATION.search(text) is not None


def _words(text: str) -> int:
    dense = len(_UNSPACED.findall(text))
    spaced = sum(_LETTER.search(word) is not None for word in _UNSPACED.sub(" ", text).split())
    return spaced + (dense + 1) // 2
