"""The pages around the entries: the glossary's index, A to Z, topics, the concept map, learning paths.

What they show is asked when they are written, like the panels of a concept page; only their titles and toctrees are part of
the doctree.
"""

import os
from collections.abc import Iterable, Sequence

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment
from sphinx.util.nodes import make_id

from conceptgraph.graph.paths import LearningPath, Step, find_learning_path
from conceptgraph.model import Concept, CuratedPath
from conceptgraph.reading.labels import fold as folded
from conceptgraph.reading.names import short_labels
from conceptgraph.sphinxext.alphabet import OTHER, first_letter, sort_key
from conceptgraph.sphinxext.blocks import (
    Asking,
    concept_reference,
    definition_of,
    distinct_aliases,
    page_reference,
    picture,
    place_reference,
    sentence_parts,
)
from conceptgraph.sphinxext.nodes import concept_query
from conceptgraph.sphinxext.outline import relative_path
from conceptgraph.sphinxext.pieces import (
    Part,
    anchor,
    badge,
    box,
    bullet_list,
    definition_list,
    fold,
    heading,
    inline,
    numbered_list,
    paragraph,
    separated,
)
from conceptgraph.sphinxext.site import LETTERS, PATHS, TOPICS, Page, Site, digest_of
from conceptgraph.words import counted, word

#: So many steps of a path are drawn at once, the last ones; a second picture below holds all.
STEPS_DRAWN = 20


def fill_page(env: BuildEnvironment, section: nodes.section, page: Page, site: Site) -> None:
    """Put a page's question and its toctree into its section."""
    section += concept_query(kind=page.kind, options={"name": page.name})
    if children := children_of(env, page, site):
        section += toctree(page.docname, children)


def fill_title(env: BuildEnvironment, document: nodes.document, title: str) -> nodes.section:
    """A new section with a title, as the only child of a document."""
    section = nodes.section(ids=[make_id(env, document, "", title)])
    section += nodes.title(title, title)
    document += section
    return section


def children_of(env: BuildEnvironment, page: Page, site: Site) -> list[str]:
    """The documents below a page: the entries, the topics, the paths."""
    below = {"index": "entry", "topics": "topic", "paths": "path"}.get(page.kind)
    return [other.docname for other in site.pages.values() if other.kind == below and site.mounted(env, other.docname)]


def structure_of(env: BuildEnvironment, page: Page, site: Site) -> str:
    """Where a page's file lies, and a digest of what its doctree holds besides: where either changes, the page is read again.

    A file that moves keeps its time, and an entry its document; what it includes and shows is another file's then.
    """
    file, base = str(page.file), f"{site.base}{os.sep}"
    # Plain texts: to ask for a relative path takes longer than all else in a build of many entries without change.
    place = "" if page.generated else file[len(base) :] if file.startswith(base) else relative_path(page.file, site.base)
    if page.kind == "entry":
        return place
    return digest_of(page.kind, page.name, page.title if page.generated else "", place, children_of(env, page, site))


def toctree(docname: str, children: Sequence[str]) -> nodes.compound:
    """A hidden toctree."""
    node = addnodes.toctree()
    node["parent"] = docname
    node["entries"] = [(None, child) for child in children]
    node["includefiles"] = list(children)
    node.attributes |= {"maxdepth": -1, "caption": None, "glob": False, "hidden": True, "includehidden": False, "numbered": 0}
    node["titlesonly"] = True
    return nodes.compound("", node, classes=["toctree-wrapper"])


def answer_index(asking: Asking) -> list[Part]:
    """The ways into the glossary: A to Z, map and paths, then each topic with its concepts."""
    site = asking.site
    graph = site.graph
    paths = counted("{number} path", "{number} paths", len(graph.paths)) if graph.paths else word("what to learn first, and why")
    ways = [
        (LETTERS, word("A to Z"), counted("{number} concept", "{number} concepts", len(graph.concepts))),
        *([(site.settings.map_page, word("Concept map"), word("everything and how it hangs together"))] if site.settings.map else []),
        (PATHS, word("Learning paths"), paths),
    ]
    items: list[list[Part]] = [[page_reference(docname, title), " ", inline([note], "concept-note")] for docname, title, note in ways]
    return [box([bullet_list(items, classes=["concept-ways"]), *_topic_blocks(asking)], "concept-index", "no-search")]


def answer_topics(asking: Asking) -> list[Part]:
    """Each topic with its concepts."""
    return [box(_topic_blocks(asking), "concept-index", "no-search")]


def answer_topic(asking: Asking) -> list[Part]:
    """The concepts of one topic with their definitions, the simplest first."""
    concepts = [concept for concept in asking.site.graph.concepts if asking.options["name"] in concept.topics]
    return [concept_table(asking, concepts)] if concepts else []


def by_level(concepts: Iterable[Concept]) -> list[Concept]:
    """Concepts in the order of their levels, then by name."""
    return sorted(concepts, key=lambda concept: (concept.level or 9, concept.term.casefold(), concept.id))


def concept_table(asking: Asking, concepts: Iterable[Concept]) -> Part:
    """Concepts with their definitions, by level, then by name."""
    items: list[tuple[list[Part], list[Part]]] = []
    for concept in by_level(concepts):
        term = [concept_reference(asking, concept.id)]
        if concept.level is not None:
            term += [" ", inline([asking.site.settings.level_label(concept.level, word("level {level}"))], "concept-note")]
        if concept.status != "reviewed":
            term += [" ", badge(word(concept.status), f"status-{concept.status}")]
        items.append((term, sentence_parts(definition_of(concept))))
    return definition_list(items, classes=["concept-definitions", "no-search"])


def answer_letters(asking: Asking) -> list[Part]:
    """All names in alphabetical order: terms, other names with the term they lead to, shared names with all they may mean."""
    groups: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    language = asking.site.settings.language or asking.builder.config.language
    for name, concepts in _all_names(asking.site.graph.concepts, language):
        groups.setdefault(first_letter(name, language), []).append((name, concepts))
    letters = list(groups)
    jumps = [anchor(_letter_anchor(letter), letter) for letter in letters]
    parts: list[Part] = [box([paragraph(separated(jumps, " "), classes=["concept-letters"])], "concept-jumps", tag="nav")]
    for letter in letters:
        items = [_name_item(asking, *names) for names in groups[letter]]
        parts += [heading(letter, anchor=_letter_anchor(letter)), bullet_list(items, classes=["concept-columns"])]
    return [box(parts, "concept-a-to-z", "no-search")]


def answer_paths(asking: Asking) -> list[Part]:
    """The curated paths, and how to get any other."""
    parts: list[Part] = []
    for path in asking.site.graph.paths:
        goals = separated(concept_reference(asking, target) for target in path.targets)
        note = inline([counted("{number} step", "{number} steps", len(path.steps))], "concept-note")
        title = paragraph([page_reference(f"{PATHS}/{path.name}", path.title), " ", note], classes=["card-title"])
        parts.append(box([title, paragraph([word("leads to "), *goals])], "concept-card"))
    hint = word("Every concept page has the path that leads to it, under Learn this")
    links = place_reference(asking, asking.site.settings.map_page, "", word("the map"))
    on_map = ["; ", *links, word(" draws it too")] if links else []
    closing = [hint, *on_map, "."]
    return [box([box(parts, "concept-cards"), paragraph(closing)], "concept-paths", "no-search")]


def answer_path(asking: Asking) -> list[Part]:
    """A curated path: its picture and its steps."""
    curated = asking.site.curated.get(asking.options["name"])
    if curated is None:
        # Its goals name no concept, which is a finding.
        return []
    return path_blocks(asking, curated_steps(asking.site, curated))


def curated_steps(site: Site, curated: CuratedPath) -> LearningPath:
    """A curated path in the author's order, with the reason of each step."""
    inside = set(curated.steps)
    steps = tuple(
        Step(concept=concept, because=tuple(edge for edge in site.graph.dependents_of(concept) if edge.concept in inside))
        for concept in curated.steps
    )
    return LearningPath(targets=curated.targets, known=curated.known, steps=steps)


def path_blocks(asking: Asking, learning_path: LearningPath) -> list[Part]:
    """A learning path as a picture in layers and as numbered steps, each with why it is there."""
    if not learning_path.steps:
        return [paragraph([word("Everything on this path is known already.")])]
    parts = path_pictures(asking, learning_path)
    if learning_path.known:
        known = separated(concept_reference(asking, concept) for concept in learning_path.known)
        parts.append(paragraph([word("Taken as known: "), *known, "."]))
    items = [_step_item(asking, learning_path, step) for step in learning_path.steps]
    parts.append(numbered_list(items, classes=["concept-path-steps"]))
    goals = ",".join(learning_path.targets)
    if links := place_reference(asking, asking.site.settings.map_page, f"path=..{goals}", word("See this path on the map")):
        parts.append(paragraph(links, classes=["concept-on-map"]))
    return [box(parts, "concept-path", "no-search")]


def path_pictures(asking: Asking, learning_path: LearningPath) -> list[Part]:
    """The last steps as a picture, and all of them in a fold where there are more."""
    if not asking.html or len(learning_path.steps) < 2:
        return []
    from conceptgraph.drawing.maps import draw_path
    from conceptgraph.drawing.renderers.svg import render_path

    drawing = draw_path(asking.site.graph, learning_path, limit=STEPS_DRAWN)
    parts = picture(asking, render_path(drawing, href=asking.href), "concept-path-picture")
    if drawing.earlier:
        whole = render_path(draw_path(asking.site.graph, learning_path, limit=None), href=asking.href)
        summary = word("Show all {number} steps").format(number=len(learning_path.steps))
        parts.append(fold(summary, picture(asking, whole, "concept-path-picture")))
    return parts


def path_to(asking: Asking, targets: Sequence[str], known: Sequence[str]) -> LearningPath:
    """The path to some goals, all given by any label."""
    graph = asking.site.graph
    return find_learning_path(graph, [graph.find(name).id for name in targets], known=[graph.find(name).id for name in known])


def _step_item(asking: Asking, learning_path: LearningPath, step: Step) -> list[Part]:
    concept = asking.site.concepts.get(step.concept)
    parts: list[Part] = [inline([concept_reference(asking, step.concept)], "step-name")]
    if step.concept in learning_path.targets:
        parts += [" ", badge(word("goal"), "goal")]
    if concept is not None and concept.definition:
        parts.append(paragraph(sentence_parts(definition_of(concept)), classes=["step-definition"]))
    if why := _step_reasons(asking, step):
        parts.append(paragraph(why, classes=["step-why"]))
    return parts


def _step_reasons(asking: Asking, step: Step) -> list[Part]:
    """Why a step is there: the strongest edge with its reason or sentence, and the names of the other concepts that need it."""
    if not step.because:
        return []
    first, others = step.because[0], step.because[1:]
    evidence = next((item.sentence for item in first.evidence if item.sentence), "")
    parts: list[Part] = [word("needed for "), concept_reference(asking, first.concept)]
    if told := first.reason or evidence:
        kind = "concept-reason" if first.reason else "concept-sentence"
        parts += [": ", inline(sentence_parts(told), kind)]
    if others:
        parts += [word("; also for "), *separated(concept_reference(asking, edge.concept) for edge in others)]
    return parts


def _topic_blocks(asking: Asking) -> list[Part]:
    """A card for each topic: its page, where the folder has entries of it, and its concepts."""
    cards: list[Part] = []
    site = asking.site
    for topic in site.settings.in_order({concept.topic for concept in site.graph.concepts if concept.topic}):
        label, docname = site.settings.topic_label(topic), f"{TOPICS}/{site.topic_slugs.get(topic)}"
        concepts = [concept for concept in asking.site.graph.concepts if concept.topic == topic]
        concepts.sort(key=lambda concept: (concept.level or 9, concept.term.casefold(), concept.id))
        note = inline([str(len(concepts))], "concept-note")
        title = paragraph([page_reference(docname, label) if docname in site.pages else label, " ", note], classes=["card-title"])
        links = separated(concept_reference(asking, concept.id) for concept in concepts)
        cards.append(box([title, paragraph(links)], "concept-card"))
    return [box(cards, "concept-cards")] if cards else []


def _all_names(concepts: Iterable[Concept], language: str) -> list[tuple[str, tuple[str, ...]]]:
    """Each name with the ids it may mean, sorted as the language does.

    A name that several concepts share stands once, as the first of them writes it, with all of them; "kernel" is also what
    "kernel (SVM)" and "kernel (convolution)" share. A full term stands for itself, whoever shares it.
    """
    concepts = tuple(concepts)
    shared: dict[str, dict[str, str]] = {}
    for concept in concepts:
        for label in (concept.term, *concept.aliases):
            for name in (label, *short_labels(label)):
                shared.setdefault(folded(name), {}).setdefault(concept.id, name)
    names: set[tuple[str, tuple[str, ...]]] = {(concept.term, (concept.id,)) for concept in concepts}
    names |= {(alias, (concept.id,)) for concept in concepts for alias in distinct_aliases(concept) if len(shared[folded(alias)]) == 1}
    terms = {folded(concept.term) for concept in concepts}
    names |= {(min(spelled.values()), tuple(sorted(spelled))) for key, spelled in shared.items() if len(spelled) > 1 and key not in terms}
    return sorted(names, key=lambda name: (sort_key(name[0], language), name[1]))


def _letter_anchor(letter: str) -> str:
    return f"letter-{'other' if letter == OTHER else letter.lower()}"


def _name_item(asking: Asking, name: str, concepts: tuple[str, ...]) -> list[Part]:
    if len(concepts) > 1:
        meanings = separated(_meaning(asking, concept) for concept in concepts)
        return [inline([name], "concept-alias"), word(" may mean: "), *meanings]
    (concept,) = concepts
    if name == asking.site.concepts[concept].term:
        return [concept_reference(asking, concept, name)]
    return [inline([name], "concept-alias"), " \N{RIGHTWARDS ARROW} ", concept_reference(asking, concept)]


def _meaning(asking: Asking, concept: str) -> Part:
    """One of several concepts of a name, with its topic."""
    topic = asking.site.concepts[concept].topic
    note = (" ", inline([topic], "concept-note")) if topic else ()
    return inline([concept_reference(asking, concept), *note])
