"""Who asks a question, and the parts that answers share: references to concepts, sentences with their formulas, pictures."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from docutils import nodes
from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.errors import NoUri

from conceptgraph.model import Concept
from conceptgraph.sphinxext.inventories import FOREIGN_CLASS, inventories_of
from conceptgraph.sphinxext.pieces import Part, Piece, box, inline, raw, strong
from conceptgraph.sphinxext.places import Home
from conceptgraph.sphinxext.site import Site

#: A formula, displayed or inline, or inline code in a plain text.
_OPAQUE = re.compile(r"\$\$(?P<display>.+?)\$\$|(?<!\\)\$(?P<inline>(?!\s)[^$]+?(?<!\s))\$(?!\d)|(?<!`)`++(?P<code>[^`]++)`++", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """Who asks a question: the document and the builder it is written by, and the question's options."""

    site: Site
    builder: Builder
    docname: str
    options: Mapping[str, str]

    @property
    def html(self) -> bool:
        """Whether pages are HTML."""
        return self.builder.format == "html"

    def address(self, docname: str) -> str:
        """The address of a document, seen from the one that asks; empty where the builder has none."""
        try:
            return self.builder.get_relative_uri(self.docname, docname)
        except NoUri:
            return ""

    def href(self, concept: str) -> str:
        """The address of the place where a concept is defined, here or in another project."""
        if concept in self.site.concepts:
            return self.place(self.site.home_of(concept))
        term = inventories_of(self.site).find(concept)
        return term.address_from(self.docname) if term is not None else ""

    def place(self, home: Home) -> str:
        """The address of a place, seen from the document that asks; empty where the builder has none."""
        if home.anchor and self.builder.name == "singlehtml":
            return f"#{home.anchor}"
        try:
            return home.address(self.builder.get_relative_uri(self.docname, home.docname))
        except NoUri:
            return ""


#: An answer: what stands in the place of a question.
Answer = Callable[[Asking], list[Part]]


def shows_maps(builder: Builder) -> bool:
    """Whether a builder's pages can hold the interactive map."""
    return builder.name in ("html", "dirhtml")


def concept_reference(asking: Asking, concept: str, text: str = "") -> Part:
    """A link to a concept by its term; one of another project is text where its inventory is not loaded."""
    if concept not in asking.site.concepts:
        return _foreign_reference(asking, concept, text)
    return Piece("concept", (text or asking.site.concepts[concept].term,), value=concept)


def _foreign_reference(asking: Asking, concept: str, text: str) -> Part:
    project, _, name = concept.partition(":")
    term = inventories_of(asking.site).find(concept)
    if term is None:
        return inline([text or f"{name} ({project})" if name else concept], FOREIGN_CLASS)
    titled = (("title", term.title or project),)
    return Piece("foreign", (text or name,), (FOREIGN_CLASS,), value=term.address_from(asking.docname), attributes=titled)


def link_to_concept(docname: str, concept: str, text: str) -> addnodes.pending_xref:
    """A reference that the domain resolves."""
    reference = addnodes.pending_xref(
        "", refdomain="concept", reftype="concept", reftarget=concept, refexplicit=True, refwarn=False, refdoc=docname
    )
    reference += nodes.inline(text, text)
    return reference


def page_reference(docname: str, text: str) -> Piece:
    """A link to a document."""
    return Piece("page", (text,), value=docname)


def place_reference(asking: Asking, docname: str, fragment: str, text: str) -> list[Part]:
    """A link to a place on a page that a script reads from the address; nothing where pages run none."""
    address = _place(asking, docname, fragment)
    return [Piece("place", (text,), value=address)] if address else []


def map_address(asking: Asking, state: str) -> str:
    """The address of the map in a state; empty where there is none."""
    return _place(asking, asking.site.settings.map_page, state)


def _place(asking: Asking, docname: str, fragment: str) -> str:
    address = asking.address(docname) if docname in asking.builder.env.all_docs else ""
    return f"{address.partition('#')[0]}#{fragment}" if address and shows_maps(asking.builder) else ""


def sentence_parts(text: str, *, marked: str = "") -> list[Part]:
    """A plain text with its formulas as formulas and its code as code; the first `marked` wording stands out."""
    found: list[Part] = []
    end = 0
    for match in _OPAQUE.finditer(text):
        before = _marked_text(text[end : match.start()], marked)
        found += before
        if any(isinstance(part, Piece) for part in before):
            marked = ""
        if match["code"]:
            found.append(Piece("code", value=match["code"]))
        else:
            found.append(Piece("math", value=match["display"] or match["inline"]))
        end = match.end()
    return found + _marked_text(text[end:], marked)


def _marked_text(text: str, marked: str) -> list[Part]:
    if not marked or marked not in text:
        return [text] if text else []
    before, _, after = text.partition(marked)
    return [part for part in (before, strong(marked, "concept-mention"), after) if part]


def picture(asking: Asking, markup: str, *classes: str) -> list[Part]:
    """A drawing or other finished markup, on HTML pages only."""
    if not asking.html or not markup:
        return []
    return [box([raw(markup)], "concept-picture", "no-search", *classes)]


def definition_of(concept: Concept) -> str:
    """The definition as it reads alone: one that leads up to a formula ends with a full stop instead of a colon."""
    return concept.definition[:-1] + "." if concept.definition.endswith(":") else concept.definition


def distinct_aliases(concept: Concept) -> list[str]:
    """The other names of a concept, without those that differ from an earlier name in case only."""
    seen = {concept.term.casefold()}
    found = []
    for alias in concept.aliases:
        if alias.casefold() not in seen:
            seen.add(alias.casefold())
            found.append(alias)
    return found
