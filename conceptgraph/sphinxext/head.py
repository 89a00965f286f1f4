"""What the head of a page says to machines: a description for search engines, and the concepts on it as linked data.

The linked data is JSON-LD of the vocabulary schema.org: each concept is a `DefinedTerm` in the glossary's `DefinedTermSet`. The
canonical address is Sphinx's own affair, which writes it where `html_baseurl` is set.
"""

import json
import re
from html import escape
from typing import Any
from urllib.parse import urljoin
from weakref import WeakKeyDictionary

from docutils import nodes
from sphinx.application import Sphinx

from conceptgraph.model import Concept
from conceptgraph.sphinxext.blocks import definition_of, distinct_aliases, sentence_parts
from conceptgraph.sphinxext.domain import domain_of
from conceptgraph.sphinxext.pieces import Piece
from conceptgraph.sphinxext.site import INDEX, Site, site_of

VOCABULARY = "https://schema.org"

#: Search engines show about so many characters of a description.
DESCRIPTION_LENGTH = 200

_DESCRIBED = re.compile(r"\bname=[\"']?description\b", re.IGNORECASE)

_homes: WeakKeyDictionary[Site, dict[str, list[str]]] = WeakKeyDictionary()


def setup_head(app: Sphinx) -> None:
    """Extend the head before other extensions look at it: those that write descriptions respect one that is there."""
    app.connect("html-page-context", extend_head, priority=450)


def extend_head(app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: nodes.document | None) -> None:
    """Add the description of a concept's own page, and the data of all concepts that are at home on a page."""
    site = site_of(app)
    if not site.has_concepts or app.builder.format != "html":
        return
    found: list[str] = []
    at_home = _concepts_at(app, site).get(pagename, [])
    own = [concept for concept in at_home if not site.home_of(concept).anchor]
    if own and not _DESCRIBED.search(context.get("metatags") or ""):
        found.append(f'<meta name="description" content="{escape(shorten(plain_definition(site.concepts[own[0]])), quote=True)}" />')
    if "json-ld" in site.settings.write and app.builder.name != "epub" and (at_home or pagename == INDEX):
        found.append(f'<script type="application/ld+json">{_as_script(linked_data(app, pagename, at_home))}</script>')
    if found:
        context["metatags"] = "\n".join(filter(None, [context.get("metatags"), *found]))


def linked_data(app: Sphinx, docname: str, concepts: list[str]) -> dict[str, Any]:
    """The JSON-LD of a page: the terms that are at home on it, or the set as a whole on the glossary's first page."""
    site = site_of(app)
    whole: dict[str, Any] = {"@type": "DefinedTermSet", "name": _set_name(app)}
    if INDEX in app.env.all_docs:
        whole["url"] = _address(app, docname, app.builder.get_target_uri(INDEX))
    if not concepts:
        return {"@context": VOCABULARY, **whole, "inLanguage": app.config.language}
    terms = [_term(app, docname, site.concepts[concept]) | {"inDefinedTermSet": whole} for concept in concepts]
    return {"@context": VOCABULARY, **terms[0]} if len(terms) == 1 else {"@context": VOCABULARY, "@graph": terms}


def _term(app: Sphinx, docname: str, concept: Concept) -> dict[str, Any]:
    home = site_of(app).home_of(concept.id)
    term: dict[str, Any] = {"@type": "DefinedTerm", "name": concept.term, "termCode": concept.id}
    if aliases := distinct_aliases(concept):
        term["alternateName"] = aliases
    if definition := plain_definition(concept):
        term["description"] = definition
    return term | {"url": _address(app, docname, home.address(app.builder.get_target_uri(home.docname)))}


def plain_definition(concept: Concept) -> str:
    """The definition without its marks: code and formulas stand as they were typed."""
    parts = sentence_parts(definition_of(concept))
    return " ".join("".join(part.value if isinstance(part, Piece) else part for part in parts).split())


def shorten(text: str, limit: int = DESCRIPTION_LENGTH) -> str:
    """A text cut after a word, with an ellipsis where something is left out."""
    if len(text) <= limit:
        return text
    return text[: limit + 1].rsplit(maxsplit=1)[0].rstrip(" ,;:") + "…"


def _concepts_at(app: Sphinx, site: Site) -> dict[str, list[str]]:
    """The concepts at home on each document; the domain's objects know it without the graph."""
    if site not in _homes:
        found: dict[str, list[str]] = {}
        for concept, (docname, *_) in sorted(domain_of(app.env).objects.items()):
            found.setdefault(docname, []).append(concept)
        _homes[site] = found
    return _homes[site]


def _set_name(app: Sphinx) -> str:
    titles = app.env.titles
    title = titles[INDEX].astext() if INDEX in titles else "Glossary"
    return f"{app.config.project}: {title}" if app.config.project else title


def _address(app: Sphinx, docname: str, target: str) -> str:
    """An address in full where the project says where it is published, else from the page that names it."""
    base: str = app.config.html_baseurl
    if base:
        return urljoin(base.rstrip("/") + "/", target)
    return "../" * app.builder.get_target_uri(docname).count("/") + target


def _as_script(data: dict[str, Any]) -> str:
    """JSON that nothing in it can end: `<` and `&` are written as escapes."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text
