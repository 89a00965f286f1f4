"""The pages around the entries: the glossary's index, A to Z, topics.

What they show is asked when they are written, like the panels of a concept page; only their titles and toctrees are part of
the doctree.
"""

import os
from collections.abc import Iterable, Sequence

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment
from sphinx.util.nodes import make_id

from conceptgraph.model import Concept
from conceptgraph.reading.labels import fold as folded
from conceptgraph.reading.names import short_labels
from conceptgraph.sphinxext.alphabet import OTHER, first_letter, sort_key
from conceptgraph.sphinxext.blocks import (
    Asking,
    concept_reference,
    definition_of,
    distinct_aliases,
    page_reference,
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
    heading,
    inline,
    paragraph,
    separated,
)
from conceptgraph.sphinxext.places import Page
from conceptgraph.sphinxext.site import FIND, LETTERS, PATHS, TOPICS, Site, digest_of
from conceptgraph.words import counted, word


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
    below = {"index": ("entry",), "topics": ("topic",), "paths": ("find", "path")}.get(page.kind, ())
    return [other.docname for other in site.pages.values() if other.kind in below and site.mounted(env, other.docname)]


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
        (FIND, word("Find a path"), word("to any goal, from what you know")),
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
