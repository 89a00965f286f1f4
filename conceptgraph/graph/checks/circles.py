"""Definitions that explain each other: whoever knows neither concept understands none of them.

The edges are mentions in definitions that would make the concept they name a core prerequisite; what is only contrasted,
given as an example or named as an application is not needed to understand the sentence.
"""

import re
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence

from conceptgraph.extraction.prerequisites import SCORES, STRENGTHS
from conceptgraph.graph.checks.check import Check
from conceptgraph.graph.checks.view import View, definition_line
from conceptgraph.model import Evidence, Finding

#: A longer circle is no fault that a reader meets.
LONGEST = 4
#: So many definitions are looked at for one circle; a hub of thousands would else be walked for each of its edges.
_MOST_STEPS = 2000
#: What is called so has been explained by then ("operations (called methods)"), and what is only set beside the concept, as
#: its counterpart or an example, need not be known.
_BESIDE = re.compile(
    r"\b(?:call(?:ed)?|named|termed|known as|referred to as)\s+(?:(?:an?|the)\s+)?[\"'“‘(]?$"
    r"|\b(?:contrasted|compared|confused) (?:with|to)\s+(?:[\w-]+\s+){0,3}$|\bas in\s+(?:[\w-]+\s+){0,3}$",
    re.IGNORECASE,
)
#: Cues of likeness: they tell what is best read before, but the sentence can be understood without.
_LIKENESS = frozenset({"similar", "like-others"})
_VIEW = 60


def find_circles(view: View) -> Iterator[Finding]:
    """Circles of definitions, each once, the shortest first; one that only adds members to another is not told beside it."""
    needs = _needs(view)
    silent = {entry.id for entry in view.glossary.entries if CIRCULAR.code in entry.silence}
    for circle in _circles(needs):
        # An author who silences a circle may do so in any of its entries.
        start = min(range(len(circle)), key=lambda index: (circle[index] not in silent, circle[index]))
        yield _finding(view, circle[start:] + circle[:start])


def _needs(view: View) -> Mapping[str, Mapping[str, Evidence]]:
    """For each concept what its definition cannot be understood without, by id."""
    vetoed = {
        (entry.id, found)
        for entry in view.glossary.entries
        for reference in entry.not_requires
        for found in view.glossary.resolve(reference.name, topics=entry.topics)
    }
    needs: dict[str, dict[str, Evidence]] = defaultdict(dict)
    for (source, target), places in view.mentions.items():
        if source not in view.graph or source not in view.entries or target not in view.graph or (source, target) in vetoed:
            continue
        definition = view.graph.concept(source).definition
        in_definition = [place for place in places if place.sentence == definition]
        if in_definition and not definition.endswith("?") and all(_is_needed(view, source, place) for place in in_definition):
            needs[source][target] = in_definition[0]
    return needs


def _is_needed(view: View, source: str, place: Evidence) -> bool:
    text = view.glossary.entry(source).prose.text
    core = SCORES.get(place.found_by, SCORES[""])[0] >= STRENGTHS["core"] and place.found_by not in _LIKENESS
    return core and _BESIDE.search(text[max(0, place.start - _VIEW) : place.start]) is None


def _circles(needs: Mapping[str, Mapping[str, Evidence]]) -> Iterator[tuple[str, ...]]:
    shortest: dict[tuple[str, ...], None] = {}
    for source in sorted(needs):
        for target in sorted(needs[source]):
            if circle := _shortest_circle(needs, source, target):
                least = circle.index(min(circle))
                shortest[circle[least:] + circle[:least]] = None
    told: dict[str, list[frozenset[str]]] = defaultdict(list)
    for circle in sorted(shortest, key=lambda circle: (len(circle), circle)):
        members = frozenset(circle)
        if not any(shorter <= members for concept in circle for shorter in told[concept]):
            told[circle[0]].append(members)
            yield circle


def _shortest_circle(needs: Mapping[str, Mapping[str, Evidence]], source: str, target: str) -> tuple[str, ...]:
    """The shortest way round through one edge, from its source on; empty where there is none."""
    came_from = {target: source}
    queue = deque([(target, 2)])
    while queue and len(came_from) < _MOST_STEPS:
        here, length = queue.popleft()
        below = needs.get(here, {})
        if source in below:
            return _way(came_from, here, source)
        if length < LONGEST:
            for other in sorted(below):
                if other not in came_from:
                    came_from[other] = here
                    queue.append((other, length + 1))
    return ()


def _way(came_from: Mapping[str, str], end: str, source: str) -> tuple[str, ...]:
    way = [end]
    while way[-1] != source:
        way.append(came_from[way[-1]])
    return tuple(reversed(way))


def _finding(view: View, circle: Sequence[str]) -> Finding:
    first, *others = (view.graph.concept(concept) for concept in circle)
    around = " -> ".join(concept.term for concept in (first, *others, first))
    line = definition_line(view.glossary.entry(first.id))
    sentences = "; ".join(
        f"{view.shown(concept.path)}:{definition_line(view.glossary.entry(concept.id))}: {concept.definition!r}" for concept in others
    )
    message = f"these definitions go round, {around}: {first.definition!r}; {sentences}; explain one of them without the next"
    return Finding(code=CIRCULAR.code, severity="advice", message=message, path=first.path, line=line, sentence=first.definition)


CIRCULAR = Check(
    code="circular-definition",
    help="definitions explain each other in a circle: each needs the next, and the last needs the first",
    inspect=find_circles,
    example=(
        "glossary/guest.md:5: these definitions go round, guest -> host -> guest: 'A guest is a system that runs on a host.'; "
        "glossary/host.md:5: 'A host is a computer that serves a guest.'; explain one of them without the next"
    ),
    remedy="Explain one of them by what it is, without the next; or veto an edge of the circle with `not_requires`.",
)
