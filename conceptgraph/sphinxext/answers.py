"""Questions to the graph, and who answers them.

A directive, a concept page and a generated page leave a `concept_query` in the doctree. A late post-transform puts the
answer in its place; the same answer, made without writing, tells whether a page must be written again.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any
from weakref import WeakKeyDictionary

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

from conceptgraph.errors import ConceptGraphError
from conceptgraph.sphinxext import directives, listings, mapping, pages, panels, path_pages
from conceptgraph.sphinxext.as_html import ForeignFormula, as_html, writes_html
from conceptgraph.sphinxext.as_nodes import as_nodes
from conceptgraph.sphinxext.blocks import Answer, Asking
from conceptgraph.sphinxext.domain import domain_of
from conceptgraph.sphinxext.nodes import concept_html, concept_query
from conceptgraph.sphinxext.site import Site, app_of, digest_of, site_of

logger = logging.getLogger(__name__)

#: Who answers which kind of question.
ANSWERS: Mapping[str, Answer] = MappingProxyType(
    {
        "facts": panels.answer_facts,
        "panels": panels.answer_panels,
        "concept-neighbourhood": directives.answer_neighbourhood,
        "concept-backlinks": listings.answer_backlinks,
        "wanted-concepts": listings.answer_wanted,
        "concept-list": directives.answer_list,
        "concept-map": directives.answer_map,
        "learning-path": directives.answer_learning_path,
        "index": pages.answer_index,
        "letters": pages.answer_letters,
        "topics": pages.answer_topics,
        "topic": pages.answer_topic,
        "map": mapping.answer_map_page,
        "paths": path_pages.answer_paths,
        "path": path_pages.answer_path,
        "find": path_pages.answer_find,
    }
)


class AnswerQueries(SphinxPostTransform):
    """Puts answers in the place of questions: after automatic links (5), before references are resolved (9 and 10)."""

    default_priority = 7

    def run(self, **_kwargs: Any) -> None:
        """Answer all questions of a document."""
        app = app_of(self.env)
        site, found = site_of(app), []
        for node in list(self.document.findall(concept_query)):
            try:
                answer, text = answer_query(site, app.builder, self.env.docname, node["kind"], node["options"])
                found.append(text)
            except ConceptGraphError as error:
                logger.warning("%s: %s", node["kind"], error, location=node, type="conceptgraph", subtype="query")
                answer = []
                found.append(str(error))
            node.replace_self(answer)
        _noted.setdefault(site, {})[self.env.docname] = digest_of(found)


_noted: WeakKeyDictionary[Site, dict[str, str]] = WeakKeyDictionary()


def noted_answers(site: Site) -> Mapping[str, str]:
    """Digests of the answers on the pages written so far."""
    return _noted.get(site, {})


def setup_answers(app: Sphinx) -> None:
    """Register the post-transform, and note which questions each document asks."""
    app.add_post_transform(AnswerQueries)
    app.connect("doctree-read", note_queries)


def note_queries(app: Sphinx, doctree: nodes.document) -> None:
    """Keep a document's questions in the domain's data, for the fingerprints."""
    queries = [(node["kind"], sorted(node["options"].items())) for node in doctree.findall(concept_query)]
    if queries:
        domain_of(app.env).data["queries"][app.env.docname] = queries


def answer_query(site: Site, builder: Builder, docname: str, kind: str, options: Mapping[str, str]) -> tuple[list[nodes.Node], str]:
    """The nodes that answer a question, and a text that differs where they differ.

    Raises:
        ConceptGraphError: the question names what there is not.
    """
    if not site.has_concepts:
        raise ConceptGraphError("there is no glossary to ask")
    asking = Asking(site=site, builder=builder, docname=docname, options=options)
    parts = ANSWERS[kind](asking)
    if writes_html(asking):
        try:
            markup = as_html(asking, parts)
        except ForeignFormula:
            pass
        else:
            return [concept_html(markup=markup)], markup
    return as_nodes(asking, parts), repr(parts)


def answers_digest(site: Site, env: BuildEnvironment, builder: Builder, docname: str) -> str:
    """A digest of all that the questions of a document give now."""
    found = []
    for kind, options in domain_of(env).data["queries"].get(docname, ()):
        try:
            found.append(answer_query(site, builder, docname, kind, dict(options))[1])
        except ConceptGraphError as error:
            found.append(str(error))
    return digest_of(found)
