"""Pieces of pages: references to concepts, sentences with their formulas, headings, lists.

All of them are neutral doctree nodes, so that LaTeX and text show them too; references are resolved by the domain.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from docutils import nodes
from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.errors import NoUri

from conceptgraph.model import Concept
from conceptgraph.sphinxext.nodes import concept_box, concept_fold
from conceptgraph.sphinxext.site import MOUNT, Site

#: A formula, displayed or inline, or inline code in a plain text.
_OPAQUE = re.compile(r"\$\$(?P<display>.+?)\$\$|(?<!\\)\$(?P<inline>(?!\s)[^$]+?(?<!\s))\$(?!\d)|`+(?P<code>[^`]+)`+", re.DOTALL)


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
        """The address of a concept's page."""
        return self.address(f"{MOUNT}/{concept}") if concept in self.site.concepts else ""


#: An answer: what stands in the place of a question.
Answer = Callable[[Asking], list[nodes.Node]]


def concept_reference(asking: Asking, concept: str, text: str = "") -> nodes.Node:
    """A link to a concept's page by its term; plain text for a concept of another project."""
    if concept not in asking.site.concepts:
        return nodes.inline(concept, text or concept, classes=["concept-foreign"])
    shown = text or asking.site.concepts[concept].term
    return link_to_concept(asking.docname, concept, shown)


def link_to_concept(docname: str, concept: str, text: str) -> addnodes.pending_xref:
    """A reference that the domain resolves."""
    reference = addnodes.pending_xref(
        "", refdomain="concept", reftype="concept", reftarget=concept, refexplicit=True, refwarn=False, refdoc=docname
    )
    reference += nodes.inline(text, text)
    return reference


def page_reference(asking: Asking, docname: str, text: str, *, classes: Iterable[str] = ()) -> addnodes.pending_xref:
    """A link to a document."""
    reference = addnodes.pending_xref(
        "", refdomain="std", reftype="doc", reftarget=f"/{docname}", refexplicit=True, refwarn=True, refdoc=asking.docname
    )
    reference += nodes.inline(text, text, classes=list(classes))
    return reference


def place_reference(asking: Asking, docname: str, fragment: str, text: str) -> list[nodes.Node]:
    """A link to a place on a page that a script reads from the address; nothing where pages have no addresses."""
    address = asking.address(docname)
    if not asking.html or not address:
        return []
    return [nodes.reference(text, text, refuri=f"{address.partition('#')[0]}#{fragment}", internal=True)]


def sentence_nodes(text: str, *, marked: str = "") -> list[nodes.Node]:
    """A plain text with its formulas as formulas and its code as code; the first `marked` wording stands out."""
    found: list[nodes.Node] = []
    end = 0
    for match in _OPAQUE.finditer(text):
        found += _marked_text(text[end : match.start()], marked)
        if any(isinstance(node, nodes.strong) for node in found):
            marked = ""
        if match["code"]:
            found.append(nodes.literal(match["code"], match["code"]))
        else:
            formula = match["display"] or match["inline"]
            found.append(nodes.math(formula, formula))
        end = match.end()
    return found + _marked_text(text[end:], marked)


def _marked_text(text: str, marked: str) -> list[nodes.Node]:
    if not text:
        return []
    at = text.find(marked) if marked else -1
    if at < 0:
        return [nodes.Text(text)]
    strong = nodes.strong(marked, marked, classes=["concept-mention"])
    around = [text[:at], text[at + len(marked) :]]
    return [*([nodes.Text(around[0])] if around[0] else []), strong, *([nodes.Text(around[1])] if around[1] else [])]


def heading(asking: Asking, text: str, *, anchor: str = "", note: str = "") -> nodes.rubric:
    """A heading inside generated contents, with a note in smaller type."""
    rubric = nodes.rubric(text, text)
    if asking.html:
        rubric["heading-level"] = 2
        if anchor:
            rubric["ids"] = [anchor]
    if note:
        rubric += nodes.Text(" ")
        rubric += nodes.inline(note, note, classes=["concept-note"])
    return rubric


def bullet_list(items: Iterable[Iterable[nodes.Node]], *, classes: Iterable[str] = ()) -> nodes.bullet_list:
    """A list of paragraphs."""
    found = nodes.bullet_list("", bullet="-", classes=["concept-list", *classes])
    found.extend(nodes.list_item("", paragraph(item)) for item in items)
    return found


def numbered_list(items: Iterable[Iterable[nodes.Node]], *, classes: Iterable[str] = ()) -> nodes.enumerated_list:
    """A numbered list of paragraphs; a nested list in an item stays a block."""
    found = nodes.enumerated_list("", enumtype="arabic", prefix="", suffix=".", classes=["concept-steps", *classes])
    for item in items:
        parts = list(item)
        inline = [part for part in parts if not isinstance(part, (nodes.bullet_list, concept_fold, nodes.paragraph))]
        found += nodes.list_item("", paragraph(inline), *[part for part in parts if part not in inline])
    return found


def paragraph(parts: Iterable[nodes.Node], *, classes: Iterable[str] = ()) -> nodes.paragraph:
    """A paragraph of inline nodes."""
    return nodes.paragraph("", "", *parts, classes=list(classes))


def box(parts: Iterable[nodes.Node], *classes: str, tag: str = "div", **attributes: str) -> concept_box:
    """An element around blocks."""
    return concept_box("", *parts, classes=list(classes), tag=tag, attributes=attributes)


def fold(summary: str, parts: Iterable[nodes.Node], *classes: str) -> concept_fold:
    """Blocks under a summary that opens."""
    return concept_fold("", *parts, summary=summary, classes=list(classes))


def picture(asking: Asking, markup: str, *classes: str) -> list[nodes.Node]:
    """A drawing or other finished markup, on HTML pages only."""
    if not asking.html or not markup:
        return []
    return [box([nodes.raw("", markup, format="html")], "concept-picture", "no-search", *classes)]


def separated(parts: Iterable[nodes.Node], separator: str = ", ") -> list[nodes.Node]:
    """Nodes with a text between each two."""
    found: list[nodes.Node] = []
    for part in parts:
        if found:
            found.append(nodes.Text(separator))
        found.append(part)
    return found


def count(number: int, noun: str, plural: str = "") -> str:
    """A number and its noun: `1 concept`, `2 concepts`."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


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
