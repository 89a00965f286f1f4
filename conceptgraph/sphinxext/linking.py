"""Automatic links: the names of concepts in the prose of a page become references, when the page is written.

The source is never touched. The text of a doctree is put together as the core puts together an entry's prose, and the same
matcher reads it; titles, code, formulas, captions, footnotes, raw parts and existing references are not searched.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatch
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform

from conceptgraph.model import Mention
from conceptgraph.sphinxext.blocks import link_to_concept
from conceptgraph.sphinxext.nodes import concept_query
from conceptgraph.sphinxext.site import Site, app_of, digest_of, site_of

if TYPE_CHECKING:
    from conceptgraph.extraction.mentions import Matcher

#: Blocks with this class hold no automatic links.
OPT_OUT_CLASS = "no-concept-links"

_SKIPPED = (
    nodes.title, nodes.subtitle, nodes.rubric, nodes.caption, nodes.literal_block, nodes.doctest_block, nodes.math_block, nodes.raw,
    nodes.comment, nodes.footnote, nodes.citation, nodes.docinfo, nodes.field_list, nodes.image, nodes.Invisible, nodes.system_message,
    addnodes.desc_signature, addnodes.productionlist, addnodes.toctree, addnodes.index, concept_query,
)  # fmt: skip
_OPAQUE = (
    nodes.reference, addnodes.pending_xref, nodes.literal, nodes.math, nodes.problematic, nodes.raw, nodes.target,
    nodes.abbreviation, addnodes.literal_emphasis, addnodes.download_reference,
)  # fmt: skip
_UNSEEN = (nodes.footnote_reference, nodes.citation_reference, nodes.image, nodes.raw)


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A text node, where its text begins in the text of the page, and the scope in which a first mention counts."""

    node: nodes.Text
    start: int
    scope: int


@dataclass(slots=True, kw_only=True)
class PageText:
    """The prose of a page as one text: the leaves that may be linked, sorted by start, and the spans that are not searched."""

    text: str = ""
    leaves: list[Leaf] = field(default_factory=list)
    opaque: list[tuple[int, int]] = field(default_factory=list)
    scopes: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLink:
    """A link to make: the number of the leaf, the span in it, and the concept."""

    leaf: int
    start: int
    end: int
    concept: str


class Linker:
    """Finds the links of pages with the names of one build; the matcher is made when first asked for."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._matcher: Matcher | None = None
        self._names = ""

    @property
    def names(self) -> str:
        """A digest of all names: where it is the same, the same text has the same links."""
        self._prepare()
        return self._names

    @property
    def matcher(self) -> "Matcher":
        """The matcher of all names."""
        return self._prepare()

    def links(self, env: BuildEnvironment, docname: str, page_text: PageText) -> tuple[PageLink, ...]:
        """The links of a page, sorted by place."""
        if not links_wanted(self.site, env, docname):
            return ()
        mentions = self.matcher.find(page_text.text, opaque=page_text.opaque, **self._belongings(env, docname))
        return tuple(self._choose(mentions, page_text))

    def _prepare(self) -> "Matcher":
        if self._matcher is None:
            from conceptgraph.extraction.mentions import Matcher
            from conceptgraph.extraction.names import collect_names

            names = collect_names(self.site.result.glossary)
            self._names = digest_of(names)
            self._matcher = Matcher(names)
        return self._matcher

    def _belongings(self, env: BuildEnvironment, docname: str) -> dict[str, Any]:
        """What decides between names on a page of an entry: where its text is at home, and the wordings that are no links."""
        from conceptgraph.extraction.mentions import home_of

        page = self.site.mounted(env, docname)
        if page is None or page.kind != "entry":
            return {}
        glossary, entry = self.site.result.glossary, self.site.entry(page.name)
        return {"home": home_of(self.site.concepts[page.name], entry, glossary), "no_link": entry.no_link}

    def _choose(self, mentions: tuple[Mention, ...], page_text: PageText) -> Iterator[PageLink]:
        """Of the mentions those that the density asks for, and that stand in one text node."""
        density = self.site.settings.links
        seen: set[tuple[str, int]] = set()
        index = 0
        for mention in mentions:
            while index + 1 < len(page_text.leaves) and page_text.leaves[index + 1].start <= mention.start:
                index += 1
            leaf = page_text.leaves[index]
            start, end = mention.start - leaf.start, mention.end - leaf.start
            if start < 0 or end > len(leaf.node.astext()):
                continue
            key = (mention.target, 0 if density == "page" else leaf.scope)
            if density != "all" and key in seen:
                continue
            seen.add(key)
            yield PageLink(leaf=index, start=start, end=end, concept=mention.target)


class LinkConcepts(SphinxPostTransform):
    """Inserts a reference for each automatic link; the domain resolves it later, so that every builder links its own way."""

    default_priority = 5

    def run(self, **_kwargs: Any) -> None:
        """Link the document that is being written."""
        app = app_of(self.env)
        site, docname = site_of(app), self.env.docname
        if not links_wanted(site, self.env, docname):
            return
        page_text = read_page(self.document)
        links = linker_of(site).links(self.env, docname, page_text)
        note_links(site, docname, links)
        insert_links(page_text, docname, links)


_linkers: WeakKeyDictionary[Site, Linker] = WeakKeyDictionary()
_noted: WeakKeyDictionary[Site, dict[str, str]] = WeakKeyDictionary()


def setup_linking(app: Sphinx) -> None:
    """Register the post-transform."""
    app.add_post_transform(LinkConcepts)


def linker_of(site: Site) -> Linker:
    """The linker of a build."""
    return _linkers.setdefault(site, Linker(site))


def note_links(site: Site, docname: str, links: tuple[PageLink, ...]) -> None:
    """Remember what a page has been linked with, for its fingerprint."""
    _noted.setdefault(site, {})[docname] = digest_of(links)


def noted_links(site: Site) -> Mapping[str, str]:
    """Digests of the links of the pages written so far."""
    return _noted.get(site, {})


def links_wanted(site: Site, env: BuildEnvironment, docname: str) -> bool:
    """Whether a page has automatic links: pages of the glossary do, others where `link_pages` says so."""
    if not site.has_concepts or site.settings.links == "off" or _opted_out(env.metadata.get(docname, {})):
        return False
    page = site.mounted(env, docname)
    if page is not None:
        return not page.generated
    globs = site.settings.link_pages
    if isinstance(globs, str):
        return globs == "all"
    return any(fnmatch(docname, glob) for glob in globs)


def _opted_out(metadata: Mapping[str, Any]) -> bool:
    off = ("off", "false", "no")
    if str(metadata.get("conceptgraph-links", "")).strip().casefold() in off:
        return True
    try:
        options = json.loads(str(metadata.get("conceptgraph", "{}")))
    except ValueError:
        return False
    return isinstance(options, dict) and str(options.get("links", "")).casefold() in off


def read_page(document: nodes.document) -> PageText:
    """The prose of a doctree, blocks joined by a blank line. Adjoining text nodes become one."""
    found = PageText()
    _read_block(document, found, 0)
    return found


def insert_links(page_text: PageText, docname: str, links: tuple[PageLink, ...]) -> None:
    """Put the references in, from the last to the first, so that the places stay right."""
    leaves = list(page_text.leaves)
    for link in reversed(links):
        leaf = leaves[link.leaf].node
        text, parent = leaf.astext(), leaf.parent
        reference = link_to_concept(docname, link.concept, text[link.start : link.end])
        before = nodes.Text(text[: link.start])
        after = [nodes.Text(text[link.end :])] if link.end < len(text) else []
        at = parent.index(leaf)
        parent[at : at + 1] = [before, reference, *after]
        leaves[link.leaf] = Leaf(node=before, start=0, scope=0)


def _read_block(node: nodes.Element, found: PageText, scope: int) -> None:
    if isinstance(node, _SKIPPED) or OPT_OUT_CLASS in node.get("classes", ()):
        return
    if isinstance(node, (nodes.section, addnodes.only)):
        scope = found.scopes
        found.scopes += 1
    if isinstance(node, nodes.TextElement):
        _read_inline_block(node, found, scope)
        return
    for child in node.children:
        if isinstance(child, nodes.Element):
            _read_block(child, found, scope)


def _read_inline_block(node: nodes.TextElement, found: PageText, scope: int) -> None:
    if not node.astext().strip():
        return
    if found.text:
        found.text += "\n\n"
    _read_inline(node, found, scope, opaque=False)


def _read_inline(node: nodes.Element, found: PageText, scope: int, *, opaque: bool) -> None:
    _join_texts(node)
    for child in node.children:
        if isinstance(child, nodes.Text):
            start = len(found.text)
            found.text += child.astext()
            if opaque:
                found.opaque.append((start, len(found.text)))
            else:
                found.leaves.append(Leaf(node=child, start=start, scope=scope))
        elif isinstance(child, nodes.Element) and not isinstance(child, _UNSEEN):
            _read_inline(child, found, scope, opaque=opaque or isinstance(child, _OPAQUE) or OPT_OUT_CLASS in child["classes"])


def _join_texts(node: nodes.Element) -> None:
    """Make one text node of those that adjoin: a line break inside a paragraph is a node of its own."""
    joined: list[nodes.Node] = []
    for child in node.children:
        if isinstance(child, nodes.Text) and joined and isinstance(joined[-1], nodes.Text):
            joined[-1] = nodes.Text(joined[-1].astext() + child.astext())
        else:
            joined.append(child)
    if len(joined) < len(node.children):
        node[:] = joined
