"""The list "concepts on this page": what the links of an ordinary page lead to, at its end or where a directive asks for it."""

from dataclasses import dataclass

from docutils import nodes
from sphinx.application import Sphinx

from conceptgraph.sphinxext.as_html import ForeignFormula, as_html, writes_html
from conceptgraph.sphinxext.as_nodes import as_nodes
from conceptgraph.sphinxext.blocks import Asking, concept_reference
from conceptgraph.sphinxext.nodes import concept_html, page_concepts
from conceptgraph.sphinxext.pieces import Part, box, paragraph, separated, strong
from conceptgraph.sphinxext.site import site_of
from conceptgraph.words import word


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A concept in the list, and what it is called."""

    concept: str
    term: str


def show_page_concepts(app: Sphinx, document: nodes.Element, docname: str, listed: tuple[Listed, ...]) -> None:
    """Put the list where the page asks for it, or at the end of the page."""
    asked = list(document.findall(page_concepts))
    if not asked and not listed:
        return
    shown = _list_nodes(app, docname, listed)
    for node in asked:
        node.replace_self([one.deepcopy() for one in shown])
    if not asked:
        section: nodes.Element = next((one for one in document.children if isinstance(one, nodes.section)), document)
        section += shown


def _list_nodes(app: Sphinx, docname: str, listed: tuple[Listed, ...]) -> list[nodes.Node]:
    if not listed:
        return []
    asking = Asking(site=site_of(app), builder=app.builder, docname=docname, options={})
    links = separated(concept_reference(asking, one.concept) for one in listed)
    lead: Part = strong(word("Concepts on this page:"))
    parts: list[Part] = [box([paragraph([lead, " ", *links])], "concept-panel", "page-concepts", "no-search")]
    if writes_html(asking):
        try:
            return [concept_html(markup=as_html(asking, parts))]
        except ForeignFormula:
            pass
    return as_nodes(asking, parts)
