"""Groups for concepts without a topic: communities in the graph, each called after its leading concept."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

#: What holds concepts that hang together with no other.
NO_TOPIC = "other"

Pull = tuple[str, str, float]


def find_communities(
    concepts: Sequence[str], pulls: Iterable[Pull], *, term: Callable[[str], str], known: Mapping[str, str]
) -> Mapping[str, Sequence[str]]:
    """The concepts of each community, by its name.

    Args:
        concepts: what to group.
        pulls: how strongly concepts pull at each other; others than these do not count.
        term: what a concept is called.
        known: the names of communities that some of the concepts belong to already. Those stay, and others that pull at
            them join the ones that they are tied to most.
    """
    inside = set(concepts)
    inner = [pull for pull in pulls if pull[0] in inside and pull[1] in inside]
    home = {concept: known[concept] for concept in concepts if concept in known}
    _join(home, inner, [concept for concept in concepts if concept not in home])
    found: dict[str, list[str]] = defaultdict(list)
    for concept, name in home.items():
        found[name].append(concept)
    for name, members in _louvain([concept for concept in concepts if concept not in home], inner, term).items():
        found[name] += members
    return found


def _join(home: dict[str, str], pulls: Sequence[Pull], newcomers: Sequence[str]) -> None:
    """Give newcomers the home that they are tied to most, the nearest first: those tied to newcomers only come after these."""
    if not home or not newcomers:
        return
    neighbors: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for one, other, strength in pulls:
        neighbors[one].append((other, strength))
        neighbors[other].append((one, strength))
    waiting = sorted(newcomers)
    while waiting:
        chosen: dict[str, str] = {}
        for concept in waiting:
            weight: dict[str, float] = defaultdict(float)
            for other, strength in neighbors[concept]:
                if other in home:
                    weight[home[other]] += strength
            if weight:
                chosen[concept] = min(weight, key=lambda name: (-weight[name], name))
        if not chosen:
            return
        home.update(chosen)
        waiting = [concept for concept in waiting if concept not in chosen]


def _louvain(concepts: Sequence[str], pulls: Sequence[Pull], term: Callable[[str], str]) -> Mapping[str, Sequence[str]]:
    """Communities by Louvain's method (Blondel et al., 2008); those of one are put together."""
    if not concepts:
        return {}
    import networkx as nx  # only glossaries without topics pay for it

    network: nx.Graph[str] = nx.Graph()
    network.add_nodes_from(sorted(concepts))
    network.add_weighted_edges_from(pull for pull in pulls if pull[0] in network and pull[1] in network)
    named: dict[str, list[str]] = {}
    for community in nx.community.louvain_communities(network, seed=1):
        members = sorted(community)
        leader = min(members, key=lambda concept: (-network.degree(concept, weight="weight"), concept))
        named.setdefault(term(leader) if len(members) > 1 else NO_TOPIC, []).extend(members)
    return named
