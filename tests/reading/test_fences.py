"""Fences, and front matter that has lost its first one: what is told, where, and what is left alone."""

import pytest

from conceptgraph.reading.fences import FENCE, find_damage

KEYS = frozenset(("term", "level", "aliases"))

BLANKS = "front matter must begin on the first line; delete the blank lines above it"
ABOVE = "front matter must begin on the first line; delete what stands above it"
LOST = "front matter must begin with the line '---'; write it above the first key, as the first line"


def other(line: str) -> str:
    return f"front matter must begin with the line '---', not {line!r}; write three hyphens and nothing else"


@pytest.mark.parametrize(
    ("line", "fences"),
    [("---", True), ("--- \t", True), (" ---", False), ("----", False), ("--", False), ("--- a", False), ("–––", False), ("", False)],
)
def test_a_fence_is_three_hyphens(line: str, fences: bool) -> None:
    """Blanks behind them are not seen, and make no difference."""
    assert bool(FENCE.fullmatch(line)) is fences


DAMAGED = {
    "blank lines above": ("\n \n---\nterm: x\n---", 3, BLANKS),
    "two hyphens": ("--\nterm: x\n---", 1, other("--")),
    "a dash of an editor": ("—\nterm: x\n---", 1, other("—")),
    "minus signs": ("\u2212\u2212\u2212\nterm: x\n---", 1, other("\u2212\u2212\u2212")),
    "an indented fence": ("\n  ---\nterm: x\n---", 2, other("  ---")),
    "other dashes and never closed": ("----\nterm: x\n\ntext", 1, other("----")),
    "a text above": ("Here it is:\n---\nterm: x\n\nlevel: 2\n---", 2, ABOVE),
    "a text above a dash": ("Here it is:\n–\nterm: x\n---", 2, ABOVE),
    "no fence": ("term: x\n---", 1, LOST),
    "no fence below blank lines": ("\n\nterm: x\n---", 3, LOST),
    "lists, comments, brackets and folded lines": ("aliases: [\n  a,\n]\n# b\nlevel:\n- c\n  d\n---", 1, LOST),
    "a known key below an unknown one": ("tags: y\nterm: x\n---", 1, LOST),
    "a key on the fourth line": ("a: 1\nb: 2\nc: 3\nterm: x\n---", 1, LOST),
}

SOUND = {
    "nothing": "",
    "blank lines": "\n\n",
    "a text": "# x\n\ntext\n",
    "no known key": "----\ntags: y\n---",
    "a key in another case": "----\nTerm: x\n---",
    "a key as a word": "term is a word.\n---",
    "a key inside a line": "a term: x\n---",
    "a key with its value attached": "term:x\n---",
    "a key on the fifth line": "a: 1\nb: 2\nc: 3\nd: 4\nterm: x\n---",
    "never closed": "term: x\nlevel: 2\n",
    "closed behind a blank line": "term: x\n\nlevel: 2\n---",
    "closed behind a text": "term: x\nThis is a text.\n---",
    "a rule above, then a text": "# x\n---\nterm: x\nThis is a text.\n---",
}


@pytest.mark.parametrize(("text", "line", "message"), DAMAGED.values(), ids=DAMAGED)
def test_damage_is_told_with_its_remedy(text: str, line: int, message: str) -> None:
    """On the line to be mended."""
    damage = find_damage(text.split("\n"), KEYS)
    assert damage is not None
    assert (damage.message, damage.line) == (message, line)


@pytest.mark.parametrize("text", SOUND.values(), ids=SOUND)
def test_what_an_author_may_well_write_is_no_damage(text: str) -> None:
    """Only a known key near the top, and a fence, tell that front matter was meant."""
    assert find_damage(text.split("\n"), KEYS) is None
