"""Directives: each leaves a question in the doctree; its answer is made when the page is written.

`{learning-path}` and `{concept-map}`, `{concept-list}`, `{concept-neighbourhood}` work in MyST and reStructuredText alike.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, ClassVar
from urllib.parse import quote

from docutils import nodes
from docutils.parsers.rst.directives import choice, flag, positive_int, unchanged, unchanged_required
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from conceptgraph.errors import ConceptGraphError, OptionError, did_you_mean
from conceptgraph.graph.budgets import fit_path, read_budget
from conceptgraph.model import STRENGTHS
from conceptgraph.sphinxext import listings, mapping, pages, panels, path_pages
from conceptgraph.sphinxext.blocks import Asking, concept_reference, place_reference, shows_maps
from conceptgraph.sphinxext.nodes import concept_query, page_concepts
from conceptgraph.sphinxext.pieces import Part, bullet_list, paragraph
from conceptgraph.words import word


def _shape(value: str) -> str:
    return str(choice(value, ("list", "table")))


def _steps(value: str) -> int:
    """How far around a concept a map shows; the buttons on the map offer the same."""
    return int(choice(value, ("1", "2", "3")))


def _height(value: str) -> str:
    """A length of CSS; a bare number counts pixels."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?)\s*(px|em|rem|vh|)", (value or "").strip())
    if not found:
        raise ValueError(f"{value!r} is no height; write a number of pixels, or one with px, em, rem or vh")  # docutils adds the place
    return found[1] + (found[2] or "px")


def _name(value: str) -> str:
    """What an element may be called, so that an address and a script can name it."""
    if not re.fullmatch(r"[A-Za-z][\w.-]*", value or ""):
        raise ValueError(f"{value!r} is no name; begin with a letter, and use letters, digits, hyphens and underscores")
    return value


class QueryDirective(SphinxDirective):
    """What the directives share: the options become the question's options, the argument is named by the subclass."""

    argument: ClassVar[str] = ""
    optional_arguments = 1
    final_argument_whitespace = True
    has_content = False

    def run(self) -> list[nodes.Node]:
        """Leave the question."""
        options = {name: "" if value is None else str(value) for name, value in self.options.items()}
        if self.arguments and self.argument:
            options.setdefault(self.argument, self.arguments[0])
        node = concept_query(kind=self.name, options=options)
        self.set_source_info(node)
        return [node]


class LearningPathDirective(QueryDirective):
    """`{learning-path}`: what to learn first, up to one or several goals, as far as a budget of minutes or steps allows."""

    argument = "to"
    option_spec: ClassVar[dict[str, Callable[[str], Any]]] = {
        "to": unchanged_required, "known": unchanged, "from": unchanged, "level": unchanged_required, "budget": unchanged_required,
    }  # fmt: skip


class ConceptMapDirective(QueryDirective):
    """`{concept-map}`: the whole map, or a state of it: the surroundings of one concept, or topics."""

    argument = "root"
    option_spec: ClassVar[dict[str, Callable[[str], Any]]] = {
        "root": unchanged, "depth": _steps, "topic": unchanged, "height": _height, "name": _name,
    }  # fmt: skip


class ConceptListDirective(QueryDirective):
    """`{concept-list}`: concepts of a topic, a level or a status, with or without definitions, as a list or a table."""

    argument = "topic"
    option_spec: ClassVar[dict[str, Callable[[str], Any]]] = {
        "topic": unchanged, "level": unchanged, "status": unchanged, "names-only": flag, "as": _shape,
    }  # fmt: skip


class BacklinksDirective(QueryDirective):
    """`{concept-backlinks}`: who mentions a concept, with the sentence; on the page of a concept that one, if none is named."""

    argument = "concept"
    option_spec: ClassVar[dict[str, Callable[[str], Any]]] = {"concept": unchanged, "limit": positive_int}


class WantedDirective(QueryDirective):
    """`{wanted-concepts}`: the names that entries lean on without an entry of their own, the most needed first."""

    optional_arguments = 0
    option_spec: ClassVar[dict[str, Callable[[str], Any]]] = {"limit": positive_int}


class NeighbourhoodDirective(QueryDirective):
    """`{concept-neighbourhood}`: the picture of a concept between what it builds on and what it leads to."""

    argument = "concept"
    option_spec: ClassVar[dict[str, Callable[[str], Any]]] = {"concept": unchanged_required}


class PageConceptsDirective(SphinxDirective):
    """`{page-concepts}`: the concepts that the page names, where it has automatic links."""

    has_content = False
    option_spec: ClassVar[dict[str, Callable[[str], Any]]] = {}

    def run(self) -> list[nodes.Node]:
        """Leave the place."""
        return [page_concepts()]


#: The directives by name.
DIRECTIVES: Mapping[str, type[SphinxDirective]] = {
    "learning-path": LearningPathDirective,
    "concept-map": ConceptMapDirective,
    "concept-backlinks": BacklinksDirective,
    "concept-list": ConceptListDirective,
    "concept-neighbourhood": NeighbourhoodDirective,
    "page-concepts": PageConceptsDirective,
    "wanted-concepts": WantedDirective,
}


def setup_directives(app: Sphinx) -> None:
    """Register the directives."""
    for name, directive in DIRECTIVES.items():
        app.add_directive(name, directive)


def answer_learning_path(asking: Asking) -> list[Part]:
    """The path to the goals that `:to:` names, from what `:known:` or `:from:` names, at a `:level:` and within a `:budget:`."""
    targets = _names(asking, "to")
    if not targets:
        raise ConceptGraphError("needs a goal; write ':to:' and a concept")
    level = asking.options.get("level", "core").strip()
    if level not in STRENGTHS:
        raise OptionError(f"'level' takes {' or '.join(map(repr, STRENGTHS))}, not {level!r}")
    budget = read_budget(asking.options["budget"]) if "budget" in asking.options else None
    known = [*_names(asking, "known"), *_names(asking, "from")]
    learning_path = path_pages.path_to(asking, targets, known, level="usual" if level == "usual" else "core")
    fitted = fit_path(learning_path, budget, asking.site.minutes) if budget is not None else None
    return path_pages.path_blocks(asking, learning_path, fitted=fitted)


def answer_list(asking: Asking) -> list[Part]:
    """The concepts that pass all filters."""
    levels = {level.strip() for level in asking.options.get("level", "").split(",")} - {""}
    statuses = set(_names(asking, "status"))
    topics = set(_names(asking, "topic"))
    known = {topic for concept in asking.site.graph.concepts for topic in concept.topics}
    for topic in sorted(topics - known):
        raise ConceptGraphError(f"no concept has the topic {topic!r}{did_you_mean(topic, known)}")
    concepts = [
        concept
        for concept in asking.site.graph.concepts
        if (not topics or topics & set(concept.topics))
        and (not levels or str(concept.level) in levels)
        and (not statuses or concept.status in statuses)
    ]
    if not concepts:
        return [paragraph([word("No concept matches.")])]
    if "names-only" in asking.options:
        concepts.sort(key=lambda concept: (concept.term.casefold(), concept.id))
        return [bullet_list(([concept_reference(asking, concept.id)] for concept in concepts), classes=["concept-columns", "no-search"])]
    if asking.options.get("as") == "table":
        return [listings.concept_rows(asking, pages.by_level(concepts))]
    return [pages.concept_table(asking, concepts)]


def answer_neighbourhood(asking: Asking) -> list[Part]:
    """The picture of a concept's surroundings, and the same as text where there are no pictures."""
    concept = asking.site.graph.find(asking.options.get("concept", ""))
    asked = Asking(site=asking.site, builder=asking.builder, docname=asking.docname, options={"concept": concept.id})
    return panels.answer_neighbourhood(asked) or panels.neighbourhood_lists(asked, concept)


def answer_map(asking: Asking) -> list[Part]:
    """The whole map, or the part that `:root:` or `:topic:` names."""
    if asking.options.get("root"):
        return answer_part(asking)
    if asking.options.get("topic"):
        return answer_topic_map(asking)
    return mapping.answer_embedded(asking)


def answer_part(asking: Asking) -> list[Part]:
    """A concept's surroundings on a map; a picture or a list where there are no maps."""
    concept = asking.site.graph.find(asking.options["root"])
    depth = int(asking.options.get("depth") or 1)
    state = f"concept={quote(concept.id)}" + (f"&depth={depth}" if depth > 1 else "")
    if shows_maps(asking.builder):
        return mapping.answer_embedded(asking, state=state, listed=mapping.around(asking.site, concept.id, depth))
    asked = Asking(site=asking.site, builder=asking.builder, docname=asking.docname, options={"concept": concept.id})
    shown = panels.answer_neighbourhood(asked) or panels.neighbourhood_lists(asked, concept)
    return [*shown, *_map_link(asking, state, word("Open it on the concept map"))]


def answer_topic_map(asking: Asking) -> list[Part]:
    """The concepts of one topic or several on a map; a list with definitions where there are no maps."""
    topics = _names(asking, "topic")
    listed = answer_list(Asking(site=asking.site, builder=asking.builder, docname=asking.docname, options=_only(asking, "topic")))
    state = f"topics={','.join(quote(topic, safe='') for topic in topics)}"
    shown = {node.id for node in mapping.concept_map_of(asking.site).nodes if node.topic in topics} if shows_maps(asking.builder) else set()
    if not shown:  # on the map a concept stands in its first topic; others may have no island
        return [*listed, *_map_link(asking, state, word("See them on the concept map"))]
    return mapping.answer_embedded(asking, state=state, listed=shown)


def _map_link(asking: Asking, fragment: str, text: str) -> list[Part]:
    links = place_reference(asking, asking.site.settings.map_page, fragment, text)
    return [paragraph(links, classes=["concept-on-map"])] if links else []


def _names(asking: Asking, option: str) -> list[str]:
    """The names an option lists, separated by commas."""
    return [name.strip() for name in asking.options.get(option, "").split(",") if name.strip()]


def _only(asking: Asking, *names: str) -> dict[str, str]:
    return {name: value for name, value in asking.options.items() if name in names}
