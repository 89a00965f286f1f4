"""What is said of the steps that an author lists: names, ways, and how much at once."""

import pytest
from checked import file_of, told

CHAIN = {
    "loaf": file_of("loaf", "requires: [bread]", "A loaf is one piece."),
    "bread": file_of("bread", "requires: [dough]", "Bread is a food."),
    "dough": file_of("dough", "requires: [flour, water]", "Dough is a paste."),
    "flour": file_of("flour", "", "Flour is ground grain."),
    "water": file_of("water", "", "Water is wet."),
}

ORDER = {
    "one": ("steps: [loaf, bread]\ntargets: [loaf]\nknown: [dough]", ["'loaf' before 'bread', which it builds on;"]),
    "each pair": (
        "steps: [loaf, bread, flour, water, dough]\ntargets: [loaf]",
        ["'loaf' before 'bread', which it builds on;", "'bread' before 'dough', which it builds on;"],
    ),
    "over a step that is left out": (
        "steps: [flour, bread, water]\ntargets: [bread]",
        ["'bread' before 'water', which it builds on by way of 'dough';"],
    ),
}
GAPS = {
    "several": ("steps: [dough, loaf]", ["'steps' leaves out 'flour', 'water' and 'bread', which other steps build on; add them"]),
    "one": ("steps: [flour, dough, bread]", ["'steps' leaves out 'water', which other steps build on; add it, or name it under 'known'"]),
}


def messages(code: str, head: str) -> list[str]:
    path = f"---\ntitle: Baking\n{head}\n---\nBake.\n"
    findings = told(code, CHAIN | {"_paths/baking": path})
    assert {finding.line for finding in findings} <= {3}
    return [finding.message for finding in findings]


@pytest.mark.parametrize(("head", "parts"), ORDER.values(), ids=ORDER)
def test_a_step_before_what_it_builds_on_is_told_with_both_names(head: str, parts: list[str]) -> None:
    """On the line of the steps; one that another step stands between is told of that."""
    found = messages("path-order", head)
    assert len(found) == len(parts)
    for part in parts:
        assert any(part in message for message in found), found


@pytest.mark.parametrize(("head", "parts"), GAPS.values(), ids=GAPS)
def test_what_steps_lack_is_told_once_a_path(head: str, parts: list[str]) -> None:
    """Only what they build on directly: what that builds on in turn comes up when it is a step."""
    found = messages("path-gap", head)
    assert len(found) == len(parts)
    assert all(message.startswith(part) for message, part in zip(found, parts, strict=True)), found
