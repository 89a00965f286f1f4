"""What `why` answers: in words for people, and as a record for tools."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from conceptgraph.cli import answers
from conceptgraph.cli.console import count
from conceptgraph.model import Dropped, Evidence, Prerequisite

if TYPE_CHECKING:
    from conceptgraph.cli.glossaries import Place
    from conceptgraph.graph.concept_graph import ConceptGraph
    from conceptgraph.graph.explanations import Chains, Common, Explanation, Loss

#: What found a mention that no cue fits: the kind of mention, which tells a reader nothing more than that it is one.
_PLAIN = frozenset({"link", "exact", "case", "form", "acronym"})
#: How many dropped edges are shown to people.
_MOST_LOSSES = 12


def explanation_lines(graph: "ConceptGraph", found: "Explanation", place: "Place", *, everything: bool) -> Iterator[str]:
    """The answer in words; with `everything` also what was left out on the way."""
    if found.chains:
        yield from _chain_lines(graph, found.concept, found.requires, found.chains, found.total, place)
    else:
        yield from _otherwise_lines(graph, found, place)
    if everything:
        yield from _left_out_lines(graph, found, place)
    elif found.losses and not (found.chains or found.reverse):
        yield f"Of what was found and dropped, {count(len(found.losses), 'edge')} would connect them: ask with --all."


def _chain_lines(graph: "ConceptGraph", concept: str, requires: str, chains: "Chains", total: int, place: "Place") -> Iterator[str]:
    """The chains as lines of terms, then each step once: chains share most of their steps."""
    from conceptgraph.graph.chains import MOST_COUNTED

    countless = total >= MOST_COUNTED
    by = f"{total:,} chains or more" if countless else count(total, "chain")
    yield f"{answers.term(graph, concept)} needs {answers.term(graph, requires)}, by {by}:"
    for chain in chains:
        yield f"  {_way(graph, chain)}"
    if total > len(chains):
        yield f"  and {'many' if countless else f'{total - len(chains):,}'} more; --chains N shows N of them"
    for edge in dict.fromkeys(edge for chain in chains for edge in chain):
        yield ""
        yield from _edge_lines(graph, edge, place)


def _way(graph: "ConceptGraph", chain: Sequence[Prerequisite]) -> str:
    return " -> ".join(answers.term(graph, name) for name in (chain[0].concept, *(edge.requires for edge in chain)))


def _edge_lines(graph: "ConceptGraph", edge: Prerequisite, place: "Place") -> Iterator[str]:
    """One step: what was declared, and the most telling sentence."""
    yield f"{answers.term(graph, edge.concept)} needs {answers.term(graph, edge.requires)} ({edge.level}, {edge.score:.2f})"
    if edge.note:
        yield f"  {edge.note}"
    if edge.origin != "inferred":
        said = [item for item in edge.evidence if item.found_by == "declared"]
        yield f"  {edge.origin}: {answers.evidence_ground(said, reason=edge.reason).text(place)}"
    yield from _sentence_lines(graph, edge, place)


def _sentence_lines(graph: "ConceptGraph", edge: Prerequisite | Dropped, place: "Place") -> Iterator[str]:
    telling = next((item for item in edge.evidence if item.sentence and item.found_by not in ("declared", "vetoed")), None)
    if telling is not None:
        said = answers.evidence_ground((telling,)).text(place, around=answers.names_of(graph, edge.requires))
        yield f"  {found_in_words(graph, edge.concept, telling)}: {said}"


def found_in_words(graph: "ConceptGraph", concept: str, evidence: Evidence) -> str:
    """Where the text says so, and by which wording: 'in its definition, "uses"'."""
    if evidence.found_by in ("declared", "vetoed"):
        return evidence.found_by
    if evidence.found_by == "name":
        return "name in name"
    definition = graph.concept(concept).definition if concept in graph else ""
    place = "in its definition" if evidence.sentence == definition else "in its text"
    return place if evidence.found_by in _PLAIN else f'{place}, "{evidence.found_by.replace("-", " ")}"'


def _otherwise_lines(graph: "ConceptGraph", found: "Explanation", place: "Place") -> Iterator[str]:
    """What holds instead: the reverse, a longer reach at the wider level, a relation, or nothing but what both are near."""
    yield f"{answers.term(graph, found.concept)} does not need {answers.term(graph, found.requires)}."
    if found.reverse:
        yield "It is the other way round:"
        yield from _chain_lines(graph, found.requires, found.concept, found.reverse, found.reverse_total, place)
        return
    if found.usual:
        yield "But it is often useful for it: ask with --level usual."
    for edge in found.relations:
        yield f"{answers.term(graph, edge.subject)} {edge.predicate} {answers.term(graph, edge.object)}"
        yield f"  {answers.evidence_ground(edge.evidence).text(place, around=answers.names_of(graph, edge.object))}"
    if not found.relations and not found.usual:
        yield "Nothing in their texts connects the two."
    yield from _common_lines(graph, found)


def _common_lines(graph: "ConceptGraph", found: "Explanation") -> Iterator[str]:
    heads = (("Both need", found.common_prerequisites), ("Both are needed for", found.common_dependents))
    for head, nearest in heads:
        if nearest:
            yield f"{head} {'; '.join(_steps_from(graph, common, found) for common in nearest)}."
    if not (found.common_prerequisites or found.common_dependents):
        yield "They need nothing in common, and nothing needs both."


def _steps_from(graph: "ConceptGraph", common: "Common", found: "Explanation") -> str:
    one, other = (answers.term(graph, name) for name in (found.concept, found.requires))
    return f"{answers.term(graph, common.concept)} ({count(common.steps[0], 'step')} from {one}, {common.steps[1]} from {other})"


def _left_out_lines(graph: "ConceptGraph", found: "Explanation", place: "Place") -> Iterator[str]:
    yield ""
    if not (found.losses or found.folded):
        yield "Nothing was left out on the way."
        return
    yield "Left out on the way:"
    for loss in found.losses[:_MOST_LOSSES]:
        yield from _loss_lines(graph, loss, place)
    if len(found.losses) > _MOST_LOSSES:
        yield f"and {count(len(found.losses) - _MOST_LOSSES, 'weaker edge')}; --format json has all"
    for edge, via in found.folded:
        one, other = answers.term(graph, edge.concept), answers.term(graph, edge.requires)
        yield f"{one} needs {other} (reduced): pictures fold it, as there is a way via {answers.term(graph, via)}"


def _loss_lines(graph: "ConceptGraph", loss: "Loss", place: "Place") -> Iterator[str]:
    edge = loss.edge
    head = f"{answers.term(graph, edge.concept)} needs {answers.term(graph, edge.requires)} ({edge.reason}, {edge.score:.2f})"
    veto = next((item for item in edge.evidence if item.found_by == "vetoed"), None)
    if loss.closes:
        yield f"{head}: closes a circle with stronger ones, {_way(graph, loss.closes)}"
    elif edge.reason == "veto":
        said = veto.sentence if veto and veto.sentence else "its author says that it is not needed"
        yield f"{head}: {said}{f' ({place.shown(veto.path)}:{veto.line})' if veto else ''}"
    else:
        yield f"{head}: {edge.note or 'what its text says is too little'}"
    yield from _sentence_lines(graph, edge, place)


def explanation_record(graph: "ConceptGraph", found: "Explanation", *, everything: bool) -> dict[str, Any]:
    """The answer for tools; the keys are described in the guide."""
    record = {
        "from": found.concept,
        "to": found.requires,
        "level": found.level,
        "chains": _chain_records(graph, found.chains),
        "total": found.total,
        "reverse": _chain_records(graph, found.reverse),
        "reverse_total": found.reverse_total,
        "often_useful": found.usual,
        "relations": [
            {"subject": edge.subject, "predicate": edge.predicate, "object": edge.object, **answers.evidence_ground(edge.evidence).record()}
            for edge in found.relations
        ],
        "common_prerequisites": _common_records(found.common_prerequisites),
        "common_dependents": _common_records(found.common_dependents),
    }
    if everything:
        record["dropped"] = [_loss_record(graph, loss) for loss in found.losses]
        record["reduced"] = [{"concept": edge.concept, "requires": edge.requires, "via": via} for edge, via in found.folded]
    return record


def _chain_records(graph: "ConceptGraph", chains: "Chains") -> list[list[dict[str, Any]]]:
    return [[_step_record(graph, edge) for edge in chain] for chain in chains]


def _step_record(graph: "ConceptGraph", edge: Prerequisite) -> dict[str, Any]:
    from conceptgraph.exporters.json import SCORE_DIGITS

    return {
        "concept": edge.concept,
        "requires": edge.requires,
        "level": edge.level,
        "score": round(edge.score, SCORE_DIGITS),
        "origin": edge.origin,
        **answers.ground(edge).record(),
        "note": edge.note,
        "evidence": _evidence_records(graph, edge.concept, edge.evidence),
    }


def _loss_record(graph: "ConceptGraph", loss: "Loss") -> dict[str, Any]:
    edge = loss.edge
    return {
        "concept": edge.concept,
        "requires": edge.requires,
        "score": edge.score,
        "reason": edge.reason,
        "note": edge.note,
        "closes": [*(other.concept for other in loss.closes), edge.concept] if loss.closes else [],
        "evidence": _evidence_records(graph, edge.concept, edge.evidence),
    }


def _evidence_records(graph: "ConceptGraph", concept: str, evidence: Sequence[Evidence]) -> list[dict[str, Any]]:
    return [
        {"sentence": item.sentence, "path": item.path, "line": item.line, "found_by": found_in_words(graph, concept, item)}
        for item in evidence
    ]


def _common_records(nearest: "Sequence[Common]") -> list[dict[str, Any]]:
    return [{"concept": common.concept, "from": common.steps[0], "to": common.steps[1]} for common in nearest]
