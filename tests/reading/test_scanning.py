"""A quick look at sources: which of them define concepts."""

import pytest

from conceptgraph.reading.scanning import defines_concepts

BOTH = frozenset(("glossary", "concept"))

RST = {
    "a list": (".. glossary::\n\n   term\n", True),
    "a concept": ("Text.\n\n.. concept:: term\n", True),
    "inside another directive": (".. only:: html\n\n   .. note::\n\n      .. glossary::\n", True),
    "in a list item": ("- item\n\n  .. glossary::\n", True),
    "shown after a paragraph": ("So::\n\n   .. glossary::\n", False),
    "shown in a block of code": (".. code-block:: rst\n\n   .. glossary::\n", False),
    "shown, further in": (".. code-block:: rst\n\n   .. note::\n\n      .. glossary::\n", False),
    "after a shown block": (".. code::\n\n   x\n\n.. glossary::\n", True),
    "in a comment": ("..\n   .. glossary::\n", False),
    "in a comment with words": (".. see below\n   .. glossary::\n", False),
    "the word alone": ("A glossary of concepts.\n", False),
    "another directive": (".. glossary-list::\n", False),
    "tabs": (".. note::\n\n\t.. concept:: term\n", True),
}
MARKDOWN = {
    "a list": ("```{glossary}\nterm\n  Text\n```\n", True),
    "a colon fence": (":::{concept} term\n:::\n", True),
    "inside another directive": ("````{note}\n```{glossary}\n```\n````\n", True),
    "shown in a fence": ("````md\n```{glossary}\n```\n````\n", False),
    "after a fence": ("```python\nx\n```\n\n```{glossary}\n```\n", True),
    "shown with highlighting": ("````{code-block} md\n```{glossary}\n```\n````\n", False),
    "in reStructuredText": ("```{eval-rst}\n.. glossary::\n```\n", True),
    "in reStructuredText that is shown": ("```rst\n.. glossary::\n```\n", False),
    "a marked definition list": ("{.glossary}\nterm\n: Text\n", True),
    "another class": ("{.glossary-like}\nterm\n: Text\n", False),
    "in a quote": ("> ```{concept} term\n> ```\n", True),
    "the word alone": ("A `{glossary}` is a list.\n", False),
}


@pytest.mark.parametrize("case", RST)
def test_restructuredtext(case: str) -> None:
    """A directive counts where it works, and not where it is shown."""
    text, expected = RST[case]
    assert defines_concepts(text, BOTH, markdown=False) is expected


@pytest.mark.parametrize("case", MARKDOWN)
def test_markdown(case: str) -> None:
    """A directive counts where it works, and not where it is shown."""
    text, expected = MARKDOWN[case]
    assert defines_concepts(text, BOTH, markdown=True) is expected


def test_lists_can_be_left_out() -> None:
    """Where lists are no concepts, only our own directive counts."""
    assert not defines_concepts(".. glossary::\n", frozenset(("concept",)), markdown=False)
