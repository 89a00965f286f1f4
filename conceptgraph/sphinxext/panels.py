"""Concept pages: what stands around the text of an entry, drawn from the graph.

An entry's doctree only holds two questions; they are answered when the page is written, so that a page follows the graph
without being read again.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from docutils import nodes
from sphinx import addnodes

from conceptgraph.model import Concept, Entry, Prerequisite
from conceptgraph.sphinxext.backlinks import answer_mentions, wording
from conceptgraph.sphinxext.blocks import (
    Asking,
    concept_reference,
    distinct_aliases,
    map_address,
    page_reference,
    picture,
    place_reference,
    sentence_parts,
    shows_maps,
)
from conceptgraph.sphinxext.nodes import concept_query
from conceptgraph.sphinxext.pieces import (
    Part,
    badge,
    box,
    bullet_list,
    external,
    fold,
    heading,
    inline,
    numbered_list,
    paragraph,
    separated,
    strong,
)
from conceptgraph.sphinxext.repository import edit_address, issue_address, repository_of
from conceptgraph.sphinxext.site import FIND, LEARN, PATHS, TOPICS, Site
from conceptgraph.words import counted, word

if TYPE_CHECKING:
    from conceptgraph.graph.closure import Closure

#: So many steps of the path to a concept stand on its page, the last ones.
STEPS_SHOWN = 24
#: So many implied edges stand in a line; more are folded.
ALSO_SHOWN = 5

_closures: "WeakKeyDictionary[Site, Closure | None]" = WeakKeyDictionary()
_contrasts_told: WeakKeyDictionary[Site, dict[str, list[tuple[str, str]]]] = WeakKeyDictionary()


def frame_entry(section: nodes.section, entry: Entry) -> None:
    """Put the index entries and the two questions into an entry's section."""
    names = dict.fromkeys((entry.term, *entry.aliases))
    # Main entries that lead to the page as a whole: the search puts them before full text, and finds each page once.
    index = addnodes.index(entries=[("single", name.replace(";", ","), "", "main", None) for name in names])
    section.insert(1, concept_query(kind="facts", options={"concept": entry.id}))
    section.insert(1, index)
    section += concept_query(kind="panels", options={"concept": entry.id})


def answer_facts(asking: Asking) -> list[Part]:
    """The line under the title: topic, level, status, other names."""
    concept = asking.site.concepts.get(asking.options["concept"])
    if concept is None or asking.site.home_of(concept.id).docname != asking.docname:
        # Another page or entry has the name already, which is a finding.
        return []
    parts: list[Part] = []
    for topic in concept.topics:
        name = asking.site.topic_slugs.get(topic)
        docname = f"{TOPICS}/{name}"
        known = name is not None and docname in asking.site.pages
        label = asking.site.settings.topic_label(topic)
        parts.append(page_reference(docname, label) if known else label)
    if concept.level is not None:
        level = asking.site.settings.level_label(concept.level, word("level {level} of 5"))
        parts.append(inline([level], "concept-level", f"level-{concept.level}"))
    if concept.status != "reviewed":
        parts.append(badge(word(concept.status), f"status-{concept.status}"))
    if aliases := distinct_aliases(concept):
        parts.append(inline([word("also {names}").format(names=", ".join(aliases))], "concept-aliases"))
    return [paragraph(separated(parts, " \N{MIDDLE DOT} "), classes=["concept-facts", "no-search"])] if parts else []


def answer_panels(asking: Asking) -> list[Part]:
    """All that stands below the text of an entry."""
    concept = asking.site.concepts[asking.options["concept"]]
    follow = box([], "concept-follow", tag="nav", hidden="hidden", **{"data-concept": concept.id})
    parts = [part for name in asking.site.settings.panels for part in PANELS[name](asking, concept)]
    return [box([follow, *parts] if shows_maps(asking.builder) else parts, "concept-panels", "no-search")]


def answer_neighbourhood(asking: Asking) -> list[Part]:
    """The picture of a concept between what it builds on and what it leads to."""
    if not asking.html:
        return []
    from conceptgraph.drawing.maps import draw_neighbourhood
    from conceptgraph.drawing.renderers.neighbourhood_svg import render_neighbourhood

    concept = asking.options["concept"]
    drawing = draw_neighbourhood(asking.site.graph, concept)
    all_at, book = map_address(asking, f"concept={concept}"), asking.builder.name == "epub"
    markup = render_neighbourhood(drawing, href=asking.href, all_at=all_at, titled=book)
    return picture(asking, markup, "concept-neighbourhood")


def neighbourhood_lists(asking: Asking, concept: Concept) -> list[Part]:
    """What the picture of a neighborhood shows, as lists."""
    return [*_builds_on(asking, concept), *_leads_to(asking, concept)]


def _edges(asking: Asking, concept: Concept) -> list[Part]:
    edges = [*_builds_on(asking, concept), *_leads_to(asking, concept)]
    return [box(edges, "concept-edges")] if edges else []


def _builds_on(asking: Asking, concept: Concept) -> list[Part]:
    graph = asking.site.graph
    kept, folded = graph.reduced(concept.id)
    useful = [edge for edge in graph.prerequisites_of(concept.id, level="usual") if edge.level == "usual"]
    if not (kept or folded or useful):
        return []
    direct, total = len(kept) + len(folded), graph.count_around(concept.id)[0]
    parts: list[Part] = [heading(word("Builds on"), anchor="panel-builds-on", note=_totals(direct, total))]
    parts += [_edge_list(asking, kept, up=True)] if kept else []
    parts += _folded(asking, [(edge, edge.requires, via) for edge, via in folded])
    parts += _often_useful(asking, word("Often useful before it"), useful, up=True, alone=not kept)
    return [box(parts, "concept-panel", "builds-on")]


def _leads_to(asking: Asking, concept: Concept) -> list[Part]:
    graph = asking.site.graph
    kept, folded = graph.reduced_dependents(concept.id)
    useful = [edge for edge in graph.dependents_of(concept.id, level="usual") if edge.level == "usual"]
    if not (kept or folded or useful):
        return []
    direct, total = len(kept) + len(folded), graph.count_around(concept.id)[1]
    parts: list[Part] = [heading(word("Leads to"), anchor="panel-leads-to", note=_totals(direct, total))]
    parts += [_edge_list(asking, kept, up=False)] if kept else []
    parts += _folded(asking, [(edge, edge.concept, via) for edge, via in folded])
    parts += _often_useful(asking, word("Often useful for"), useful, up=False, alone=not kept)
    return [box(parts, "concept-panel", "leads-to")]


def _totals(direct: int, total: int) -> str:
    if total > direct:
        return word("{direct} direct, {total} in all").format(direct=direct, total=total)
    return str(total) if total else ""


def _edge_list(asking: Asking, edges: Sequence[Prerequisite], *, up: bool) -> Part:
    return bullet_list(_edge_item(asking, edge, edge.requires if up else edge.concept) for edge in edges)


def _edge_item(asking: Asking, edge: Prerequisite, other: str) -> list[Part]:
    """The concept at the other end, and why: the author's reason, else the sentence that shows it."""
    link = concept_reference(asking, other)
    if edge.reason:
        return [link, ": ", inline(sentence_parts(edge.reason), "concept-reason")]
    evidence = next((item for item in edge.evidence if item.sentence), None)
    if evidence is None:
        return [link]
    quoted = sentence_parts(evidence.sentence, marked=wording(asking, edge.concept, evidence))
    return [link, ": ", inline(quoted, "concept-sentence")]


def _folded(asking: Asking, folded: Sequence[tuple[Prerequisite, str, str]]) -> list[Part]:
    """Edges that another chain says already: named, never hidden."""
    if not folded:
        return []
    items = [
        inline([concept_reference(asking, other), word(", via "), concept_reference(asking, via)])
        for _edge, other, via in sorted(folded, key=lambda item: item[1])
    ]
    if len(items) > ALSO_SHOWN:
        summary = word("also {number} by way of these").format(number=len(items))
        return [fold(summary, [paragraph(separated(items, "; "), classes=["concept-also"])])]
    return [paragraph([word("also: "), *separated(items, "; ")], classes=["concept-also"])]


def _often_useful(asking: Asking, title: str, edges: Sequence[Prerequisite], *, up: bool, alone: bool) -> list[Part]:
    """Edges that order nothing: folded beneath the others, open where there are no others."""
    if not edges:
        return []
    items = [_edge_item(asking, edge, edge.requires if up else edge.concept) for edge in edges]
    return [fold(f"{title} ({len(edges)})", [bullet_list(items)], "concept-useful", opened=alone)]


def _related(asking: Asking, concept: Concept) -> list[Part]:
    declared = {relation.object for relation in asking.site.graph.relations_of(concept.id) if relation.predicate != "mentions"}
    declared |= {relation.subject for relation in asking.site.graph.relations_to(concept.id) if relation.predicate != "mentions"}
    related = [other for other in asking.site.graph.related(concept.id) if other in declared and other not in concept.contrast]
    if not related:
        return []
    links = separated(concept_reference(asking, other) for other in related)
    return [box([paragraph([strong(word("Related:")), " ", *links])], "concept-panel", "related")]


def _contrasts(asking: Asking, concept: Concept) -> list[Part]:
    """What it is not to be confused with, told from either side."""
    told = {other: ("", line) for other, line in concept.contrast.items()}
    for other, line in _contrasted(asking.site).get(concept.id, ()):
        told.setdefault(other, (f"{concept.term} ", line))
    items: list[list[Part]] = []
    for other_id, (subject, line) in sorted(told.items()):
        rest = [": " + subject, *sentence_parts(line)] if line else []
        items.append([concept_reference(asking, other_id), *rest])
    if not items:
        return []
    title = heading(word("Not to be confused with"), anchor="panel-not-to-be-confused-with")
    return [box([title, bullet_list(items)], "concept-panel", "contrast")]


def _contrasted(site: Site) -> Mapping[str, list[tuple[str, str]]]:
    """For each concept those whose authors contrast them with it, and how."""
    if site not in _contrasts_told:
        told: dict[str, list[tuple[str, str]]] = {}
        _contrasts_told[site] = told
        for other in site.concepts.values():
            for concept, line in other.contrast.items():
                told.setdefault(concept, []).append((other.id, line))
    return _contrasts_told[site]


def _on_paths(asking: Asking, concept: Concept) -> list[Part]:
    items: list[list[Part]] = []
    for path in asking.site.graph.paths:
        if concept.id not in path.steps:
            continue
        at = path.steps.index(concept.id)
        place = word(": step {step} of {steps}").format(step=at + 1, steps=len(path.steps))
        item: list[Part] = [page_reference(f"{PATHS}/{path.name}", path.title), place]
        if at:
            item += [word("; before it "), concept_reference(asking, path.steps[at - 1])]
        if at + 1 < len(path.steps):
            item += [word("; next "), concept_reference(asking, path.steps[at + 1])]
        items.append(item)
    if not items:
        return []
    return [box([heading(word("On these learning paths"), anchor="panel-learning-paths"), bullet_list(items)], "concept-panel", "on-paths")]


def _references(asking: Asking, concept: Concept) -> list[Part]:
    references = asking.site.entry(concept.id).references
    if not references:
        return []
    items = [_with_addresses(reference) for reference in references]
    return [box([heading(word("References"), anchor="panel-references"), bullet_list(items)], "concept-panel", "references")]


def _with_addresses(text: str) -> list[Part]:
    """A reference's text; the addresses in it are links."""
    parts: list[Part] = []
    for one in text.split(" "):
        if parts:
            parts.append(" ")
        bare = one.rstrip(".,;)")
        if bare.startswith(("https://", "http://")):
            parts += [external(bare, bare), one[len(bare) :]]
        else:
            parts.append(one)
    return parts


def _where_next(asking: Asking, concept: Concept) -> list[Part]:
    """The ways on: the path to this concept, what a reader says of it, and its place on the map."""
    if not asking.html:
        return []
    parts: list[Part] = []
    total, steps = _last_steps(asking.site, concept.id)
    if total > 1:
        items = [[concept_reference(asking, step)] for step in steps]
        rest = [paragraph([word("These come last:")])] if len(steps) < total else []
        whole = place_reference(asking, FIND, f"to={concept.id}", word("See all {number} steps").format(number=total)) if rest else []
        on_map = place_reference(asking, asking.site.settings.map_page, f"path=..{concept.id}", word("Show this path on the map"))
        shown = separated([*whole, *on_map], " \N{MIDDLE DOT} ")
        summary = counted("Learn this: {number} concept in order", "Learn this: {number} concepts in order", total)
        anchor = LEARN if shows_maps(asking.builder) else ""
        parts.append(fold(summary, [*rest, numbered_list(items), *([paragraph(shown)] if shown else [])], "concept-learn", anchor=anchor))
    if shows_maps(asking.builder):
        parts.append(box([], "concept-learner", **{"data-concept": concept.id}))
    if links := place_reference(asking, asking.site.settings.map_page, f"concept={concept.id}", word("Find it on the map")):
        parts.append(paragraph(links, classes=["concept-on-map"]))
    return [box(parts, "concept-next")] if parts else []


def _last_steps(site: Site, concept: str) -> tuple[int, list[str]]:
    """How many steps the path to a concept has, and the last ones. A page that showed all would be as large as the glossary."""
    from conceptgraph.graph.paths import close_paths, find_learning_path

    if site not in _closures:
        _closures[site] = close_paths(site.graph)
    closure = _closures[site]
    if closure is None:
        steps = [step.concept for step in find_learning_path(site.graph, [concept]).steps]
        return len(steps), steps[-STEPS_SHOWN:]
    return closure.count(concept) + 1, [*closure.last(concept, STEPS_SHOWN - 1), concept]


def _repository(asking: Asking, concept: Concept) -> list[Part]:
    """Where the entry can be edited, and where a wrong link to it can be told."""
    site, builder = asking.site, asking.builder
    repository = repository_of(site, builder) if asking.html else None
    page = site.mounted(builder.env, site.home_of(concept.id).docname)
    if repository is None or page is None:
        return []
    edit = edit_address(repository, page.file, Path(builder.srcdir))
    links: list[Part] = [external(edit, word("Edit this entry"))] if edit else []
    links.append(external(issue_address(repository, concept), word("A link that led here is wrong")))
    return [paragraph(separated(links, " \N{MIDDLE DOT} "), classes=["concept-repository"])]


#: What shows each panel that the settings name.
PANELS: Mapping[str, Callable[[Asking, Concept], list[Part]]] = MappingProxyType(
    {
        "picture": lambda asking, _concept: answer_neighbourhood(asking),
        "edges": _edges,
        "related": _related,
        "contrast": _contrasts,
        "mentions": answer_mentions,
        "paths": _on_paths,
        "references": _references,
        "ways": _where_next,
        "repository": _repository,
    }
)
