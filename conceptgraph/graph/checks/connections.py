"""Whether every entry hangs together with others.

Pages lead both ways along an edge: to what an entry names, and to what names it. So an entry is out of reach only where no
edge of any kind or direction joins it to the rest. (Every concept lies above one that needs nothing, since prerequisites
have no cycles; "no way from a starting concept" would never hold.)
"""

from collections import Counter
from collections.abc import Iterator

from conceptgraph.graph.checks.check import Check
from conceptgraph.graph.checks.view import View, listed
from conceptgraph.graph.concept_graph import ConceptGraph
from conceptgraph.model import Finding
from conceptgraph.reading.names import same_label


def find_orphans(view: View) -> Iterator[Finding]:
    """Concepts without any edge: nobody comes upon them.

    A stub is reported as one, and not here. Nor is a concept whose term is a name of another: the reader tells that, and a
    mention of either is tied to none.
    """
    graph = view.graph
    names = Counter(label for concept in graph for label in {same_label(name) for name in (concept.term, *concept.aliases)})
    tied = {end for edge in graph.prerequisites for end in (edge.concept, edge.requires)}
    tied |= {end for edge in graph.relations for end in (edge.subject, edge.object)}
    for concept in graph:
        if concept.id not in tied and names[same_label(concept.term)] == 1 and not concept.stub and not concept.foreign:
            message = f"{concept.term!r} names no other concept and none names it; name one in its text, or give it 'related'"
            yield Finding(code="orphan", severity="advice", message=message, path=concept.path, line=concept.line)


def find_islands(view: View) -> Iterator[Finding]:
    """Groups of concepts that are joined to one another and to none of the largest group; each is told once."""
    for island in _islands(view.graph)[1:]:
        if len(island) > 1:
            first = view.graph.concept(island[0])
            terms = listed([view.graph.concept(concept).term for concept in island])
            message = f"no edge leads from {terms} to the other concepts or back; name one of those in a text here, or give it 'related'"
            yield Finding(code="unreachable", severity="advice", message=message, path=first.path, line=first.line)


def _islands(graph: ConceptGraph) -> list[tuple[str, ...]]:
    """The ids that edges join, the largest group first, then by id."""
    near: dict[str, list[str]] = {concept.id: [] for concept in graph if not concept.foreign}
    ends = [(edge.concept, edge.requires) for edge in graph.prerequisites] + [(edge.subject, edge.object) for edge in graph.relations]
    for one, other in ends:
        if one in near and other in near:
            near[one].append(other)
            near[other].append(one)
    islands: list[tuple[str, ...]] = []
    seen: set[str] = set()
    for start in near:
        if start in seen:
            continue
        island, stack = {start}, [start]
        while stack:
            fresh = set(near[stack.pop()]) - island
            island |= fresh
            stack.extend(fresh)
        seen |= island
        islands.append(tuple(sorted(island)))
    return sorted(islands, key=lambda island: (-len(island), island))


ORPHAN = Check(
    code="orphan",
    help="an entry names no other concept, and none names it",
    inspect=find_orphans,
    example="glossary/poem.md:2: 'poem' names no other concept and none names it; name one in its text, or give it 'related'",
    remedy="Name another concept in its text, or list one under `related`.",
)
UNREACHABLE = Check(
    code="unreachable",
    help="entries are joined to one another and by no edge to the rest; an orphan has no edge at all, these have some",
    inspect=find_islands,
    example=(
        "glossary/poem.md:2: no edge leads from 'poem' and 'verse' to the other concepts or back; name one of those in a text here, "
        "or give it 'related'"
    ),
    remedy="Name a concept of the rest in one of their texts, or list one under `related`.",
)
