"""Commands that ask a glossary: `path`, `why`."""

from collections.abc import Mapping, Sequence
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
    from conceptgraph.graph.budgets import Fitted
    from conceptgraph.graph.concept_graph import ConceptGraph
    from conceptgraph.graph.paths import LearningPath, Step


def path(
    targets: Annotated[list[str], typer.Argument(metavar="TARGET...", help="What to reach: an id or any label.")],
    known: Annotated[
        list[str] | None, typer.Option("--from", "--known", metavar="KNOWN", help="What is known already; once for each concept.")
    ] = None,
    budget: Annotated[
        str | None,
        typer.Option("--budget", metavar="BUDGET", help="What you have: '30 min', '2 h' or '8 steps'. Only what fits is printed."),
    ] = None,
    level: LevelOption = Level.core,
    glossary: GlossaryOption = None,
    style: StyleOption = Style.text,
) -> None:
    """Print what to learn to reach a goal, in order.

    Several goals give one path. Each step says how long it takes, and why it is there.
    """
    from conceptgraph.graph.budgets import Fitted, fit_path, read_budget
    from conceptgraph.graph.minutes import estimate_minutes
    from conceptgraph.graph.paths import find_learning_path

    allowed = read_budget(budget) if budget is not None else None
    place = find_glossary(glossary)
    graph = read_graph(place)
    goals = [graph.find(target).id for target in targets]
    have = [graph.find(concept).id for concept in known or ()]
    learning_path = find_learning_path(graph, goals, known=have, level=level.value)
    minutes = estimate_minutes(graph, words_per_minute=place.settings.words_per_minute)
    fitted = fit_path(learning_path, allowed, minutes) if allowed is not None else Fitted(path=learning_path, left=())
    if style is Style.json:
        say(answers.as_json(answers.path_record(graph, fitted, minutes)))
        return
    _show_path(graph, fitted, minutes, place)


def _show_path(graph: "ConceptGraph", fitted: "Fitted", minutes: Mapping[str, int], place: Place) -> None:
    learning_path, left = fitted.path, fitted.left
    goals = " and ".join(graph.concept(target).term for target in learning_path.targets)
    if not (learning_path.steps or left):
        say(f"{goals}: nothing is left to learn.")
        return
    have = ", ".join(graph.concept(concept).term for concept in learning_path.known)
    told = _amount(learning_path.steps, minutes)
    if not learning_path.steps:
        first = left[0].concept
        told = f"the first step, {graph.concept(first).term}, takes {minutes[first]} min alone"
    say(f"To learn {goals}: {told}{f', knowing {have}' if have else ''}.")
    _show_steps(graph, learning_path, minutes, place)
    if left:
        say(f"Left for later: {_amount(left, minutes)}: {', '.join(graph.concept(step.concept).term for step in left)}.")


def _amount(steps: Sequence["Step"], minutes: Mapping[str, int]) -> str:
    return f"{count(len(steps), 'step')}, about {sum(minutes[step.concept] for step in steps)} min"


def _show_steps(graph: "ConceptGraph", learning_path: "LearningPath", minutes: Mapping[str, int], place: Place) -> None:
    width = len(str(len(learning_path.steps)))
    for number, step in enumerate(learning_path.steps, start=1):
        goal = " (goal)" if step.concept in learning_path.targets else ""
        say(f"{number:{width}}. {graph.concept(step.concept).term}{goal}, {minutes[step.concept]} min")
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
