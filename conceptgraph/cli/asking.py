"""Commands that ask a glossary: `path`, `why`."""

from typing import TYPE_CHECKING, Annotated

import typer

from conceptgraph.cli import answers
from conceptgraph.cli.console import UsageError, count, say
from conceptgraph.cli.explanations import explanation_lines, explanation_record
from conceptgraph.cli.glossaries import (
    GlossaryOption,
    Level,
    LevelOption,
    Place,
    Style,
    StyleOption,
    find_glossary,
    read_graph,
)

if TYPE_CHECKING:
    from conceptgraph.graph.concept_graph import ConceptGraph
    from conceptgraph.graph.paths import LearningPath


def path(
    targets: Annotated[list[str], typer.Argument(metavar="TARGET...", help="What to reach: an id or any label.")],
    known: Annotated[
        list[str] | None, typer.Option("--from", "--known", metavar="KNOWN", help="What is known already; once for each concept.")
    ] = None,
    level: LevelOption = Level.core,
    glossary: GlossaryOption = None,
    style: StyleOption = Style.text,
) -> None:
    """Print what to learn to reach a goal, in order.

    Several goals give one path. Each step says why it is there.
    """
    from conceptgraph.graph.paths import find_learning_path

    place = find_glossary(glossary)
    graph = read_graph(place)
    goals = [graph.find(target).id for target in targets]
    have = [graph.find(concept).id for concept in known or ()]
    learning_path = find_learning_path(graph, goals, known=have, level=level.value)
    if style is Style.json:
        say(answers.as_json(answers.path_record(graph, learning_path)))
        return
    _show_path(graph, learning_path, place)


def _show_path(graph: "ConceptGraph", learning_path: "LearningPath", place: Place) -> None:
    goals = " and ".join(graph.concept(target).term for target in learning_path.targets)
    if not learning_path.steps:
        say(f"{goals}: nothing is left to learn.")
        return
    have = ", ".join(graph.concept(concept).term for concept in learning_path.known)
    say(f"To learn {goals}: {count(len(learning_path.steps), 'step')}{f', knowing {have}' if have else ''}.")
    width = len(str(len(learning_path.steps)))
    for number, step in enumerate(learning_path.steps, start=1):
        goal = " (goal)" if step.concept in learning_path.targets else ""
        say(f"{number:{width}}. {graph.concept(step.concept).term}{goal}")
        if step.because:
            edge = step.because[0]
            others = len(step.because) - 1
            more = f" (and for {count(others, 'other step')})" if others else ""
            said = answers.ground(edge).text(place, around=answers.names_of(graph, edge.requires))
            say(f"{'':{width}}  for {answers.term(graph, edge.concept)}: {said}{more}")


def why(
    concept: Annotated[str, typer.Argument(metavar="A", help="The concept that needs another: an id or any label.")],
    requires: Annotated[str, typer.Argument(metavar="B", help="The concept it needs.")],
    *,
    everything: Annotated[bool, typer.Option("--all", help="Show also what was dropped, vetoed or reduced on the way.")] = False,
    most: Annotated[int, typer.Option("--chains", min=1, metavar="N", help="Show at most N chains, the shortest.")] = 10,
    level: LevelOption = Level.core,
    glossary: GlossaryOption = None,
    style: StyleOption = Style.text,
) -> None:
    """Print why A needs B.

    The chains of prerequisites from one to the other, and of each step the sentence or reason, its place, its score and what
    gave it. Where there is no chain it says what holds instead, and what both are near.
    """
    from conceptgraph.graph.explanations import explain

    place = find_glossary(glossary)
    graph = read_graph(place)
    a, b = graph.find(concept).id, graph.find(requires).id
    if a == b:
        raise UsageError(f"{concept!r} and {requires!r} are the same concept, {graph.concept(a).term!r}; name two")
    found = explain(graph, concept=a, requires=b, level=level.value, most=most)
    if style is Style.json:
        say(answers.as_json(explanation_record(graph, found, everything=everything)))
        return
    for line in explanation_lines(graph, found, place, everything=everything):
        say(line)
