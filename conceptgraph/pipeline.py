"""The table of contents: from a folder of entries to a concept graph, in order, with progress."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from conceptgraph.cache import Cache
from conceptgraph.extraction.names import Name, collect_names
from conceptgraph.extraction.prerequisites import Order, order_concepts
from conceptgraph.extraction.readings import Reading, read_texts
from conceptgraph.extraction.relations import extract_relations
from conceptgraph.extraction.suggestions.wanted import rank_wanted
from conceptgraph.graph.concept_graph import ConceptGraph
from conceptgraph.graph.paths import find_learning_path
from conceptgraph.model import CuratedPath, Finding, Mention, Undecided, Wanted
from conceptgraph.reading.glossary import Glossary, read_glossary
from conceptgraph.settings import Settings

Progress = Callable[[str, int, int], None]

#: The stages of a build, in order.
STAGES = ("reading entries", "reading texts", "joining relations", "ordering prerequisites", "collecting wanted names")


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a build gives: the glossary as read, its graph, every mention of another concept, and what authors should know.

    `wanted` has the most wanted names first, as the graph has those first that most entries lean on; `undecided` are the places
    where a text uses a shared name, and nothing decides which concept it means.
    """

    glossary: Glossary
    graph: ConceptGraph
    mentions: tuple[Mention, ...]
    findings: tuple[Finding, ...]
    wanted: tuple[Wanted, ...] = ()
    undecided: tuple[Undecided, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stages:
    """A result, and what was made on the way to it: all names, what each text says, and the order with what was weighed."""

    result: Result
    names: tuple[Name, ...]
    readings: tuple[Reading, ...]
    order: Order


def build(
    folder: Path,
    *,
    settings: Settings | None = None,
    keep_going: bool = False,
    progress: Progress | None = None,
    cache: Cache | None = None,
    jobs: int = 1,
) -> Result:
    """The concept graph of a folder of entries.

    With `keep_going` everything valid is built, and what is not is among the findings. `progress` is called with the name
    of the stage, its number, and how many there are. What the cache has is not read again, and what it lacks is read by so
    many processes; neither changes the result.

    Raises:
        GlossaryError: the files have errors, and `keep_going` is not set.
    """
    tell = progress or _silent
    tell(STAGES[0], 0, len(STAGES))
    glossary = read_glossary(folder, settings=settings or Settings(), keep_going=keep_going, cache=cache, jobs=jobs)
    return extract(glossary, progress=tell, cache=cache, jobs=jobs)


def extract(glossary: Glossary, *, progress: Progress | None = None, cache: Cache | None = None, jobs: int = 1) -> Result:
    """The concept graph of a glossary that has been read."""
    return extract_stages(glossary, progress=progress, cache=cache, jobs=jobs).result


def extract_stages(glossary: Glossary, *, progress: Progress | None = None, cache: Cache | None = None, jobs: int = 1) -> Stages:
    """The same, with what is made on the way."""
    tell = progress or _silent
    tell(STAGES[1], 1, len(STAGES))
    names = collect_names(glossary)
    readings = read_texts(glossary, names, cache=cache, jobs=jobs)
    mentions = tuple(chain.from_iterable(reading.mentions for reading in readings))
    statements = tuple(chain.from_iterable(reading.statements for reading in readings))
    tell(STAGES[2], 2, len(STAGES))
    relations = extract_relations(glossary, statements)
    tell(STAGES[3], 3, len(STAGES))
    order = order_concepts(glossary, statements)
    tell(STAGES[4], 4, len(STAGES))
    pairs = ((mention.source, mention.target) for mention in mentions)
    wanted = rank_wanted(glossary, [reading.phrases for reading in readings], pairs)
    graph = ConceptGraph(
        concepts=glossary.concepts,
        relations=relations,
        prerequisites=order.prerequisites,
        dropped=order.dropped,
        wanted=wanted,
        paths=glossary.paths,
    )
    graph.paths = tuple(_with_steps(path, graph) for path in graph.paths)
    tell(STAGES[4], len(STAGES), len(STAGES))
    others = tuple(mention for mention in mentions if mention.target != mention.source)
    undecided = tuple(chain.from_iterable(reading.undecided for reading in readings))
    result = Result(glossary=glossary, graph=graph, mentions=others, findings=glossary.findings, wanted=wanted, undecided=undecided)
    return Stages(result=result, names=names, readings=readings, order=order)


def _silent(_stage: str, _done: int, _total: int) -> None:
    """Progress that nobody watches."""


def _with_steps(path: CuratedPath, graph: ConceptGraph) -> CuratedPath:
    """A curated path with its steps: the author's where there are any, else those that lead to its targets."""
    if path.steps:
        return path
    found = find_learning_path(graph, path.targets, known=path.known)
    return replace(path, steps=tuple(step.concept for step in found.steps))
