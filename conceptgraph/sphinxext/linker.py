"""What becomes a link on a page, and which places on it other pages can point to.

`prose` says what of a page is searched, the matcher of the core what stands there; `linking` puts in what is decided here.
"""

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatch
from functools import cached_property
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from docutils import nodes
from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment

from conceptgraph.model import Mention, Undecided
from conceptgraph.sphinxext.alignment import align, carry_over
from conceptgraph.sphinxext.domain import ROLES, domain_of, find_concept
from conceptgraph.sphinxext.inventories import ForeignNames, inventories_of
from conceptgraph.sphinxext.on_page import Listed
from conceptgraph.sphinxext.prose import PageText, Zone, read_page
from conceptgraph.sphinxext.site import Site, digest_of

if TYPE_CHECKING:
    from conceptgraph.extraction.mentions import Matcher, Named
    from conceptgraph.extraction.names import Name

_OFF = ("off", "false", "no")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLink:
    """A link to make, or a place to mark: whose text, the number of the leaf in it, the span, and the concept.

    `place` tells the first mention of a concept in a definition, which gets an anchor; a span without text is a place alone.
    """

    zone: str
    leaf: int
    start: int
    end: int
    concept: str
    place: bool = False
    foreign: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A place on a reference that an author wrote: whose text, the number of the reference in it, and the concept."""

    zone: str
    number: int
    concept: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLinks:
    """All that is made of the names on a page: links and anchors, sorted, and the list of its concepts.

    `undecided` are names outside of definitions that may mean several concepts; they are not shown.
    """

    links: tuple[PageLink, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    listed: tuple[Listed, ...] = ()
    undecided: tuple[Undecided, ...] = field(default=(), repr=False)


class Linker:
    """Finds the links of pages with the names of one build; the matcher is made when first asked for."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._anchors: dict[str, dict[str, str]] | None = None

    @cached_property
    def names(self) -> str:
        """A digest of all names: where it is the same, the same text has the same links."""
        return digest_of(self._collected, inventories_of(self.site).digest)

    @cached_property
    def matcher(self) -> "Matcher":
        """The matcher of all names."""
        from conceptgraph.extraction.mentions import Matcher

        return Matcher(self._collected)

    def digest(self, env: BuildEnvironment, docname: str) -> str:
        """A digest of the links of a page, for its fingerprint."""
        return digest_of(self.links(env, docname, self.read(env, docname, env.get_doctree(docname))))

    def read(self, env: BuildEnvironment, docname: str, document: nodes.Element) -> PageText:
        """The prose of a page by concept."""
        page = self.site.mounted(env, docname)
        if self._anchors is None:
            self._anchors = {}
            for concept, (home, _, anchor) in domain_of(env).objects.items():
                self._anchors.setdefault(home, {})[anchor] = concept
        owner = page.name if page is not None and page.kind == "entry" else ""
        return read_page(document, owner=owner, anchors=self._anchors.get(docname, {}))

    def links(self, env: BuildEnvironment, docname: str, page_text: PageText) -> PageLinks:
        """What is made of the names on a page."""
        if not links_wanted(self.site, env, docname):
            return PageLinks()
        links: list[PageLink] = []
        anchors: list[Anchor] = []
        undecided: list[Undecided] = []
        seen: set[tuple[str, int]] = set()
        barred = barred_names(env.metadata.get(docname, {}))
        whole = _is_linked(self.site, env, docname)
        for zone in page_text.zones.values():
            if not (zone.owner or whole):
                continue
            named = self._named(zone, barred)
            kept = self._kept(zone, [*named.mentions, *self._foreign_mentions(zone, named)], barred)
            chosen = list(self._choose(kept, zone, seen))
            places = list(self._places(zone, kept))
            links += _with_places(chosen, [place for place in places if isinstance(place, PageLink)])
            anchors += [place for place in places if isinstance(place, Anchor)]
            undecided += named.undecided if not zone.owner else ()
        listed = self._listed(page_text, links)
        return PageLinks(links=tuple(links), anchors=tuple(anchors), listed=listed, undecided=tuple(undecided))

    @cached_property
    def _collected(self) -> "tuple[Name, ...]":
        from conceptgraph.extraction.names import collect_names

        return collect_names(self.site.result.glossary)

    @cached_property
    def _pointers(self) -> frozenset[str]:
        """Concepts whose own names are those of others too."""
        return frozenset(name.concept for name in self._collected if name.also)

    @cached_property
    def _mentions(self) -> Mapping[str, Sequence[Mention]]:
        """What the core has found in each definition, by place."""
        found: dict[str, list[Mention]] = {}
        for mention in self.site.result.mentions:
            found.setdefault(mention.source, []).append(mention)
        return found

    @cached_property
    def _foreign(self) -> ForeignNames:
        return ForeignNames(inventories_of(self.site).terms(self.site.settings.inventory_links))

    def _named(self, zone: Zone, barred: Sequence[str]) -> "Named":
        """What a text names. Most definitions the core has read already, and what it has found is what other pages tell of."""
        if zone.owner and zone.owner not in self._pointers and not (barred or self.site.settings.inventory_links):
            stretches = align(self.site.entry(zone.owner).prose, zone.text, zone.opaque)
            if stretches is not None:
                from conceptgraph.extraction.mentions import Named

                return Named(mentions=tuple(carry_over(self._mentions.get(zone.owner, ()), stretches, zone.text)))
        return self.matcher.read(zone.text, opaque=zone.opaque, **self._belongings(zone.owner, barred))

    def _belongings(self, owner: str, barred: Iterable[str]) -> dict[str, Any]:
        """What decides between names in a concept's own text: where it is at home, and the wordings that are no links."""
        from conceptgraph.extraction.mentions import home_of

        if not owner:
            return {"no_link": tuple(barred)}
        glossary, entry = self.site.result.glossary, self.site.entry(owner)
        return {"home": home_of(self.site.concepts[owner], entry, glossary), "no_link": (*entry.no_link, *barred)}

    def _foreign_mentions(self, zone: Zone, named: "Named") -> tuple[Mention, ...]:
        """Names of other projects where none of ours stands."""
        if not self.site.settings.inventory_links:
            return ()
        taken = [*zone.opaque, *((one.start, one.end) for one in named.mentions), *((one.start, one.end) for one in named.undecided)]
        return self._foreign.find(zone.text, taken)

    def _kept(self, zone: Zone, mentions: Iterable[Mention], barred: Iterable[str]) -> list[Mention]:
        """The mentions without those of concepts that the page wants no links to, sorted by place."""
        out = {find_concept(self.site, name) for name in barred}
        return sorted((one for one in mentions if one.target not in out and one.target != zone.owner), key=lambda one: one.start)

    def _choose(self, mentions: Sequence[Mention], zone: Zone, seen: set[tuple[str, int]]) -> Iterator[PageLink]:
        """Of the mentions those that the density asks for, and that stand in one text node."""
        density = self.site.settings.links
        for mention in mentions if zone.leaves else ():
            index = _leaf_at(zone, mention.start)
            leaf = zone.leaves[index]
            start, end = mention.start - leaf.start, mention.end - leaf.start
            if start < 0 or end > len(leaf.node.astext()):
                continue
            key = (mention.target, 0 if density == "page" else leaf.scope)
            if density != "all" and key in seen:
                continue
            seen.add(key)
            foreign = mention.target not in self.site.concepts
            yield PageLink(zone=zone.owner, leaf=index, start=start, end=end, concept=mention.target, foreign=foreign)

    def _places(self, zone: Zone, mentions: Sequence[Mention]) -> Iterator[PageLink | Anchor]:
        """Where a definition first names each concept that it mentions.

        What the core has found and the page does not show as text is placed at the beginning, so that no address is dead.
        """
        if not zone.owner or not zone.leaves:
            return
        first = {mention.target: mention.start for mention in reversed(mentions)}
        written = {target_of(self.site, one.node): number for number, one in reversed(list(enumerate(zone.explicit)))}
        for target in self._targets(zone.owner):
            number = written.get(target)
            at = first.get(target, len(zone.text))
            if number is not None and zone.explicit[number].start <= at:
                yield Anchor(zone=zone.owner, number=number, concept=target)
                continue
            index = _leaf_at(zone, at) if target in first else 0
            leaf = zone.leaves[index]
            start = min(max(0, at - leaf.start), len(leaf.node.astext())) if target in first else 0
            yield PageLink(zone=zone.owner, leaf=index, start=start, end=start, concept=target, place=True)

    def _targets(self, source: str) -> Iterable[str]:
        """The concepts that an entry's text mentions, as the core has found them."""
        return sorted({mention.target for mention in self._mentions.get(source, ())})

    def _listed(self, page_text: PageText, links: Iterable[PageLink]) -> tuple[Listed, ...]:
        """The concepts that a page's list shows, by term; nothing where no list is asked for."""
        if not page_text.boxed and not (self.site.settings.page_concepts and not any(page_text.zones)):
            return ()
        found = {link.concept for link in links}
        found |= {target_of(self.site, one.node) for zone in page_text.zones.values() for one in zone.explicit}
        listed = [Listed(concept=one, term=self.site.concepts[one].term) for one in found if one in self.site.concepts]
        return tuple(sorted(listed, key=lambda one: (one.term.casefold(), one.concept)))


_linkers: WeakKeyDictionary[Site, Linker] = WeakKeyDictionary()


def linker_of(site: Site) -> Linker:
    """The linker of a build."""
    return _linkers.setdefault(site, Linker(site))


def links_wanted(site: Site, env: BuildEnvironment, docname: str) -> bool:
    """Whether a page has automatic links: pages of the glossary and definitions do, other text where `link_pages` says so."""
    if not site.has_concepts or site.settings.links == "off" or _opted_out(env.metadata.get(docname, {})):
        return False
    return _is_linked(site, env, docname) or docname in domain_of(env).data["records"]


def _is_linked(site: Site, env: BuildEnvironment, docname: str) -> bool:
    """Whether all text of a page has automatic links."""
    page = site.mounted(env, docname)
    if page is not None:
        return not page.generated
    globs = site.settings.link_pages
    if isinstance(globs, str):
        return globs == "all"
    return any(fnmatch(docname, glob) for glob in globs)


def place_of(site: Site, builder: Builder, *, mention: str, source: str) -> str:
    """The anchor of the first mention of a concept in a definition; with the definition's name where a page has several."""
    alone = not site.home_of(source).anchor and builder.name != "singlehtml"
    return f"mention-{mention}" if alone else f"{source}-mention-{mention}"


def target_of(site: Site, node: addnodes.pending_xref) -> str:
    """The concept that a written reference leads to, or an empty string."""
    if (node.get("refdomain"), node.get("reftype")) in ROLES:
        return find_concept(site, node["reftarget"]) or ""
    if node.get("refdomain") == "doc" or node.get("reftype") == "doc":
        page = site.pages.get(str(node["reftarget"]).lstrip("/"))
        return page.name if page is not None and page.kind == "entry" else ""
    return ""


def barred_names(metadata: Mapping[str, Any]) -> tuple[str, ...]:
    """The names that a page wants no links for: `no_link` among its options, or a field with commas."""
    listed = _options(metadata).get("no_link", ())
    in_field = str(metadata.get("conceptgraph-no-link", "")).split(",")
    names = [listed] if isinstance(listed, str) else listed if isinstance(listed, list) else []
    return tuple(name for one in (*names, *in_field) if (name := str(one).strip()))


def _opted_out(metadata: Mapping[str, Any]) -> bool:
    wished = (metadata.get("conceptgraph-links", ""), _options(metadata).get("links", ""))
    return any(str(wish).strip().casefold() in _OFF for wish in wished)


def _options(metadata: Mapping[str, Any]) -> Mapping[str, Any]:
    """The options of a page in its front matter, which MyST hands on as JSON."""
    if "conceptgraph" not in metadata:
        return {}
    try:
        options = json.loads(str(metadata["conceptgraph"]))
    except ValueError:
        return {}
    return options if isinstance(options, dict) else {}


def _leaf_at(zone: Zone, start: int) -> int:
    """The number of the leaf at a place in the text, or before it."""
    return max(0, bisect_right(zone.leaves, start, key=lambda leaf: leaf.start) - 1)


def _with_places(links: Sequence[PageLink], places: Sequence[PageLink]) -> list[PageLink]:
    """Links and places by where they stand; a place where a link to the same concept begins is that link's."""
    alone = {(place.leaf, place.start, place.concept): place for place in places}
    found = []
    for link in links:
        place = alone.pop((link.leaf, link.start, link.concept), None)
        found.append(replace(link, place=True) if place is not None else link)
    return sorted((*found, *alone.values()), key=lambda one: (one.leaf, one.start, one.end, one.concept))
