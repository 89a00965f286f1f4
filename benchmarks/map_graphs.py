"""Made-up concept graphs for maps and learning paths, the same each time: topics of many sizes, some six relations a concept."""

import random
from collections.abc import Sequence

from conceptgraph.graph.concept_graph import ConceptGraph
from conceptgraph.model import Concept, Prerequisite, Relation

#: How many concepts a topic has in the mean, and of a concept's relations the share that stays inside its topic.
TOPIC, INSIDE = 60, 0.7
#: Of a concept's six relations: prerequisites, and what the others are, each as often.
NEEDS = 2
OTHERS = ("uses", "extends", "mentions", "mentions")


def made_graph(count: int, *, seed: int = 5, topic: int = TOPIC) -> ConceptGraph:
    """A graph of so many concepts: those with lower numbers are needed by those with higher ones, a few by very many."""
    chance = random.Random(seed)
    topics = max(1, round(count / topic))
    # The largest topic is some ten times as large as the smallest.
    weights = [1 / (number + topics / 9) for number in range(topics)]
    home = chance.choices(range(topics), weights, k=count)
    members: list[list[int]] = [[] for _ in range(topics)]
    needs: set[tuple[int, int]] = set()
    others: set[tuple[int, str, int]] = set()
    for number in range(count):
        own = members[home[number]]
        for _ in range(NEEDS if number else 0):
            needs.add((number, earlier(own, number, chance)))
        others.update((number, kind, earlier(own, number, chance)) for kind in OTHERS if number)
        own.append(number)
    return ConceptGraph(
        concepts=[Concept(id=name(number), term=term(number), topics=(f"topic {home[number]:03}",)) for number in range(count)],
        prerequisites=[Prerequisite(concept=name(one), requires=name(other), score=1.0, level="core") for one, other in needs],
        relations=[Relation(subject=name(one), predicate=kind, object=name(other)) for one, kind, other in others],
    )


def earlier(own: Sequence[int], number: int, chance: random.Random) -> int:
    """A lower number, mostly of the same topic, and rather a low one: the basics are named most."""
    if own and chance.random() < INSIDE:
        return own[int(len(own) * chance.random() ** 1.6)]
    return int(number * chance.random() ** 2)


def name(number: int) -> str:
    """The id of a concept."""
    return f"c{number:05}"


def term(number: int) -> str:
    """The term of a concept."""
    return f"concept {number:05}"
