"""Whether the steps that an author lists for a learning path can be taken in their order.

What a reader is taken to know needs nothing: neither it nor what only it builds on has to be a step. Paths whose steps are
found from their goals are in order by themselves.
"""

from collections.abc import Iterator

from conceptgraph.graph.checks.check import Check
from conceptgraph.graph.checks.view import View, listed
from conceptgraph.graph.concept_graph import ConceptGraph
from conceptgraph.model import CuratedPath, Finding


def find_steps_too_early(view: View) -> Iterator[Finding]:
    """Steps that come before others that they build on, directly or over concepts that the path leaves out."""
    graph = view.graph
    for path in view.glossary.paths:
        later = dict.fromkeys(path.steps)
        for step in path.steps:
            del later[step]
            for needed, over in _needed(graph, path, step):
                if needed in later:
                    way = f" by way of {graph.concept(over).term!r}" if over else ""
                    message = (
                        f"'steps' has {graph.concept(step).term!r} before {graph.concept(needed).term!r}, which it builds on{way}; "
                        f"move the second up, or say with 'not_requires' in its entry that the first does without"
                    )
                    yield _finding(TOO_EARLY, path, message)


def find_steps_left_out(view: View) -> Iterator[Finding]:
    """What the steps of a path build on directly, and that is neither a step nor taken as known."""
    graph = view.graph
    for path in view.glossary.paths:
        inside = {*path.steps, *path.known}
        missing = {edge.requires: None for step in path.steps for edge in graph.prerequisites_of(step) if edge.requires in graph}
        names = [graph.concept(concept).term for concept in missing if concept not in inside]
        if names:
            them = "it" if len(names) == 1 else "them"
            message = f"'steps' leaves out {listed(names)}, which other steps build on; add {them}, or name {them} under 'known'"
            yield _finding(LEFT_OUT, path, message)


def _needed(graph: ConceptGraph, path: CuratedPath, step: str) -> Iterator[tuple[str, str]]:
    """The other steps that a step builds on, each once, with the concept without a step that leads to it, if one does."""
    seen, stack = {step, *path.known}, [(step, "")]
    while stack:
        concept, over = stack.pop()
        for edge in graph.prerequisites_of(concept):
            if edge.requires in seen or edge.requires not in graph:
                continue
            seen.add(edge.requires)
            if edge.requires in path.steps:
                yield edge.requires, over
            else:
                stack.append((edge.requires, over or edge.requires))


def _finding(check: Check, path: CuratedPath, message: str) -> Finding:
    return Finding(code=check.code, severity=check.severity, message=message, path=path.path, line=path.lines.get("steps", 1))


TOO_EARLY = Check(
    code="path-order",
    severity="warning",
    help="a curated path has a step before another one that it builds on",
    inspect=find_steps_too_early,
    example=(
        "glossary/_paths/baking.md:3: 'steps' has 'bread' before 'dough', which it builds on; "
        "move the second up, or say with 'not_requires' in its entry that the first does without"
    ),
    remedy="Move the prerequisite up, or leave `steps` out: the order is then found. Where the edge is wrong, veto it in the entry.",
)
LEFT_OUT = Check(
    code="path-gap",
    help="the steps of a curated path build on a concept that is neither one of them nor taken as known",
    inspect=find_steps_left_out,
    example="glossary/_paths/baking.md:3: 'steps' leaves out 'dough', which other steps build on; add it, or name it under 'known'",
    remedy="Add the concept as a step, or name it under `known`: then readers see what is taken for granted.",
)
