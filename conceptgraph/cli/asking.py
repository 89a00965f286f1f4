"""Commands that ask a glossary: `path`, `why`, `wanted`."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from conceptgraph.cli import answers
from conceptgraph.cli.console import UsageError, count, say
from conceptgraph.cli.glossaries import (
    GlossaryOption,
    Level,
    LevelOption,
    Style,
    StyleOption,
    build_graph,
    find_glossary,
    read_graph,
    read_graph_file,
)

if TYPE_CHECKING:
    from conceptgraph.graph.concept_graph import ConceptGraph
    from conceptgraph.graph.paths import LearningPath
    from conceptgraph.model import Prerequisite, Wanted


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

    graph = read_graph(glossary)
    goals = [graph.find(target).id for target in targets]
    have = [graph.find(concept).id for concept in known or ()]
    learning_path = find_learning_path(graph, goals, known=have, level=level.value)
    if style is Style.json:
        say(answers.as_json(answers.path_record(graph, learning_path)))
        return
    _show_path(graph, learning_path)


def _show_path(graph: "ConceptGraph", learning_path: "LearningPath") -> None:
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
            say(f"{'':{width}}  for {answers.term(graph, edge.concept)}: {answers.ground(edge).text()}{more}")


def why(
    concept: Annotated[str, typer.Argument(metavar="A", help="The concept that needs another: an id or any label.")],
    requires: Annotated[str, typer.Argument(metavar="B", help="The concept it needs.")],
    level: LevelOption = Level.core,
    glossary: GlossaryOption = None,
    style: StyleOption = Style.text,
) -> None:
    """Print why A needs B.

    Every chain of prerequisites from one to the other, and the sentence or reason of each step.
    """
    graph = read_graph(glossary)
    a, b = graph.find(concept).id, graph.find(requires).id
    if a == b:
        raise UsageError(f"{concept!r} and {requires!r} are the same concept, {graph.concept(a).term!r}; name two")
    chains = graph.chains(concept=a, requires=b, level=level.value)
    if style is Style.json:
        say(answers.as_json(answers.why_record(a, b, chains)))
    elif chains:
        _show_chains(graph, a, b, chains)
    else:
        _show_otherwise(graph, a, b, level)


def _show_chains(graph: "ConceptGraph", a: str, b: str, chains: Sequence[Sequence["Prerequisite"]]) -> None:
    """The chains as lines of terms, then each step once: chains share most of their steps."""
    say(f"{answers.term(graph, a)} needs {answers.term(graph, b)}, by {count(len(chains), 'chain')}:")
    for chain in chains:
        say("  " + " -> ".join(answers.term(graph, name) for name in (chain[0].concept, *(edge.requires for edge in chain))))
    say()
    for edge in dict.fromkeys(edge for chain in chains for edge in chain):
        say(f"{answers.term(graph, edge.concept)} needs {answers.term(graph, edge.requires)} ({edge.level}, {edge.score:.2f})")
        say(f"  {answers.ground(edge).text()}")


def _show_otherwise(graph: "ConceptGraph", a: str, b: str, level: Level) -> None:
    """What holds instead: the reverse, a longer reach at the wider level, a relation, or nothing."""
    one, other = answers.term(graph, a), answers.term(graph, b)
    say(f"{one} does not need {other}.")
    if reverse := graph.chains(concept=b, requires=a, level=level.value):
        say("It is the other way round:")
        _show_chains(graph, b, a, reverse)
        return
    usual = level is Level.core and graph.chains(concept=a, requires=b, level="usual")
    if usual:
        say("But it is often useful for it: ask with --level usual.")
    between = [*(edge for edge in graph.relations_of(a) if edge.object == b), *(edge for edge in graph.relations_of(b) if edge.object == a)]
    for edge in between:
        say(f"{answers.term(graph, edge.subject)} {edge.predicate} {answers.term(graph, edge.object)}")
        say(f"  {answers.evidence_ground(edge.evidence).text()}")
    if not between and not usual:
        say("Nothing in their texts connects the two.")


def wanted(
    top: Annotated[int | None, typer.Option("--top", min=1, metavar="N", help="Only the N most wanted.")] = None,
    glossary: GlossaryOption = None,
    style: StyleOption = Style.text,
) -> None:
    """List the names that still need an entry.

    Entries lean on them; the most wanted comes first. Entries with errors are left out, as far as they must be.
    """
    place = find_glossary(glossary)
    graph = read_graph_file(place.path) if place.is_file else build_graph(place, keep_going=True).graph
    names = graph.wanted[:top]
    if style is Style.json:
        records: dict[str, Any] = {"wanted": answers.wanted_records(names)}
        say(answers.as_json(records))
    elif not names:
        say("No name that has no entry stands in enough entries to be suggested.")
    else:
        _show_wanted(graph, names)


def _show_wanted(graph: "ConceptGraph", names: Sequence["Wanted"]) -> None:
    width = max(len(name.name) for name in names)
    for name in names:
        entries = ", ".join(answers.term(graph, entry) for entry in name.needed_by[:4])
        more = f" and {len(name.needed_by) - 4} more" if len(name.needed_by) > 4 else ""
        say(f"{len(name.needed_by):4}  {name.name:{width}}  {entries}{more}")
