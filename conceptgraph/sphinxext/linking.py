"""Automatic links: the names of concepts in the prose of a page become references, when the page is written.

The source is never touched, and neither are doctrees on disk, so that translations know nothing of it. What becomes a link
is decided in `linker`.
"""

from collections.abc import Iterable, Mapping
from typing import Any
from weakref import WeakKeyDictionary

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.transforms.post_transforms import SphinxPostTransform

from conceptgraph.model import Undecided
from conceptgraph.reading.labels import fold
from conceptgraph.sphinxext.blocks import link_to_concept
from conceptgraph.sphinxext.findings import UNDECIDED, tell_on_page
from conceptgraph.sphinxext.inventories import inventories_of, link_to_foreign
from conceptgraph.sphinxext.linker import PageLink, PageLinks, linker_of, links_wanted, place_of
from conceptgraph.sphinxext.on_page import show_page_concepts
from conceptgraph.sphinxext.prose import Leaf, PageText
from conceptgraph.sphinxext.site import Site, app_of, digest_of, site_of


class LinkConcepts(SphinxPostTransform):
    """Inserts a reference for each automatic link; the domain resolves it later, so that every builder links its own way."""

    default_priority = 5

    def run(self, **_kwargs: Any) -> None:
        """Link the document that is being written, and those that its builder has put into it."""
        parts = list(self.document.findall(addnodes.start_of_file))
        for part in parts:
            self._link(part, part["docname"])
        self._link(self.document, self.env.docname)

    def _link(self, document: nodes.Element, docname: str) -> None:
        app = app_of(self.env)
        site, found = site_of(app), PageLinks()
        if links_wanted(site, self.env, docname):
            linker = linker_of(site)
            page_text = linker.read(self.env, docname, document)
            found = linker.links(self.env, docname, page_text)
            note_links(site, docname, found)
            tell_undecided(site, page_text, found.undecided)
            insert_links(app.builder, docname, page_text, found)
        show_page_concepts(app, document, docname, found.listed)


_noted: WeakKeyDictionary[Site, dict[str, str]] = WeakKeyDictionary()


def setup_linking(app: Sphinx) -> None:
    """Register the post-transform."""
    app.add_post_transform(LinkConcepts)


def note_links(site: Site, docname: str, links: PageLinks) -> None:
    """Remember what a page has been linked with, for its fingerprint."""
    _noted.setdefault(site, {})[docname] = digest_of(links)


def noted_links(site: Site) -> Mapping[str, str]:
    """Digests of the links of the pages written so far."""
    return _noted.get(site, {})


def tell_undecided(site: Site, page_text: PageText, undecided: Iterable[Undecided]) -> None:
    """Say which names of an ordinary page may mean several concepts, each once; those in definitions are among the core's findings."""
    from conceptgraph.graph.checks.undecided_names import describe_undecided

    told: set[str] = set()
    for one in undecided:
        if fold(one.form) in told:
            continue
        told.add(fold(one.form))
        leaves = [leaf for leaf in page_text.zone("").leaves if leaf.start <= one.start]
        message = describe_undecided(one.form, [site.concepts[candidate] for candidate in one.candidates if candidate in site.concepts])
        tell_on_page(site, UNDECIDED, message, node=leaves[-1].node.parent if leaves else None)


def insert_links(builder: Builder, docname: str, page_text: PageText, found: PageLinks) -> None:
    """Put references and places in, from the last to the first, so that what stands before them stays where it is."""
    marked, site = builder.format == "html", site_of(app_of(builder.env))
    leaves = {owner: list(zone.leaves) for owner, zone in page_text.zones.items()}
    for link in reversed(found.links):
        place = place_of(site, builder, mention=link.concept, source=link.zone) if link.place and marked else ""
        if link.end == link.start and not place:
            continue
        kept = leaves[link.zone]
        leaf = kept[link.leaf].node
        text, parent = leaf.astext(), leaf.parent
        before = nodes.Text(text[: link.start])
        after = [nodes.Text(text[link.end :])] if link.end < len(text) else []
        at = parent.index(leaf)
        parent[at : at + 1] = [before, _marked(site, docname, link, text[link.start : link.end], place), *after]
        kept[link.leaf] = Leaf(node=before, start=0, scope=0)
    for anchor in found.anchors if marked else ():
        node = page_text.zones[anchor.zone].explicit[anchor.number].node
        node["ids"] = [*node["ids"], place_of(site, builder, mention=anchor.concept, source=anchor.zone)]


def _marked(site: Site, docname: str, link: PageLink, text: str, place: str) -> nodes.Element:
    """A link, a place, or both."""
    node: nodes.Element
    if link.end == link.start:
        node = nodes.target()
    elif link.foreign:
        node = link_to_foreign(inventories_of(site), link.concept, text, docname=docname)
    else:
        node = link_to_concept(docname, link.concept, text)
    node["ids"] = [place] if place else []
    return node
