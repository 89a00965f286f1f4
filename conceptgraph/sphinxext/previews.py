"""Previews: a small script for each concept, which hands its definition to the page on which a link to it is pointed at.

A file is named after the place its links lead to, so that the page's script knows it by the link alone: the id of a concept
with a page of its own or with an anchor of ours, the anchor where Sphinx has made one for a term of a glossary list.
"""

import json
from collections.abc import Iterator, Mapping
from html import escape

from sphinx.builders import Builder

from conceptgraph.errors import ConceptGraphError
from conceptgraph.model import Concept
from conceptgraph.reading.sentences import first_span
from conceptgraph.sphinxext.site import Site
from conceptgraph.words import word

#: So many names of prerequisites stand in a preview.
NAMES_SHOWN = 4


def preview_files(site: Site, builder: Builder) -> Mapping[str, str]:
    """The scripts by file name. Where two places would have files of one name, in any case, neither has one."""
    named: dict[str, list[Concept]] = {}
    for concept in site.graph.concepts:
        if name := preview_name(site, concept.id):
            named.setdefault(name.casefold(), []).append(concept)
    single = [concepts[0] for concepts in named.values() if len(concepts) == 1]
    return {f"{preview_name(site, concept.id)}.js": preview_script(site, builder, concept) for concept in single}


def preview_name(site: Site, concept: str) -> str:
    """The name of a concept's preview, as conceptgraph.js reads it from a link; empty where it could not."""
    anchor = site.home_of(concept).anchor
    if anchor.startswith("term-"):
        return anchor
    return concept if anchor in ("", f"concept-{concept}") else ""


def preview_script(site: Site, builder: Builder, concept: Concept) -> str:
    """The script that hands a concept's preview to the page: a call with its name and its HTML."""
    given = preview_name(site, concept.id), preview(site, builder, concept)
    arguments = ", ".join(json.dumps(text, ensure_ascii=False) for text in given)
    for character, escaped in (("</", "<\\/"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029")):
        arguments = arguments.replace(character, escaped)
    return f"conceptgraphPreview({arguments})\n"


def preview(site: Site, builder: Builder, concept: Concept) -> str:
    """Term, definition and prerequisites as HTML; the addresses in it are seen from the root of the site."""
    from conceptgraph.drawing.formulas import render_text

    parts = [f'<p class="preview-term">{render_text(concept.term)}</p>']
    if concept.definition:
        parts.append(f"<p>{_definition(site, builder, concept)}</p>")
    needs = list(_links(site, builder, concept))
    if needs:
        more = len(needs) - NAMES_SHOWN
        told = word("builds on {names} and {number} more") if more > 0 else word("builds on {names}")
        listed = escape(told).format(names=", ".join(needs[:NAMES_SHOWN]), number=more)
        parts.append(f'<p class="preview-needs">{listed}</p>')
    return "".join(parts)


def _definition(site: Site, builder: Builder, concept: Concept) -> str:
    """The first sentence with its formulas, its code, and its author's links to other concepts."""
    prose = site.entry(concept.id).prose
    span = first_span(prose)
    if span is None:
        return escape(concept.definition)
    spans = [(start, end, "") for start, end in prose.opaque] + [(link.start, link.end, link.target) for link in prose.links]
    parts, at = [], span[0]
    for start, end, target in sorted(spans):
        if at <= start and end <= span[1]:
            parts += [_words(prose.text[at:start]), _marked(site, builder, prose.text[start:end], target)]
            at = end
    rest = _words(prose.text[at : span[1]])
    return "".join(parts) + (rest[:-1] + "." if rest.endswith(":") else rest)


def _marked(site: Site, builder: Builder, text: str, target: str) -> str:
    """A formula, a link, or code; an address stays text."""
    from conceptgraph.drawing.formulas import render_text

    if target:
        concept = _concept_of(site, target)
        return _link(site, builder, concept, text) if concept else _words(text)
    if text.startswith("$"):
        return render_text(text)
    return escape(text) if "://" in text or "@" in text else f"<code>{_words(text)}</code>"


def _concept_of(site: Site, target: str) -> str:
    """The concept that an author's link names, by its file or by a label; empty for any other link."""
    try:
        return site.graph.find(target.rpartition("/")[2].partition("#")[0].removesuffix(".md")).id
    except ConceptGraphError:
        return ""


def _link(site: Site, builder: Builder, concept: str, text: str) -> str:
    home = site.home_of(concept)
    return f'<a href="{escape(home.address(builder.get_target_uri(home.docname)))}">{_words(text)}</a>'


def _words(text: str) -> str:
    """A text as HTML, its line breaks as blanks."""
    return escape(text.replace("\n", " "))


def _links(site: Site, builder: Builder, concept: Concept) -> Iterator[str]:
    """What a concept builds on; a concept of another project is its name."""
    for edge in site.graph.prerequisites_of(concept.id):
        known = site.concepts.get(edge.requires)
        yield escape(edge.requires) if known is None else _link(site, builder, known.id, known.term)
