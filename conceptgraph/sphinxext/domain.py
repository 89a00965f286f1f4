"""The domain `concept`: stable ids, the role `{concept}`, and every name of a concept as a `std:term` beside it.

`std:term` is what other projects reach through intersphinx, in any case and with nothing installed; `concept` objects have
stable ids and are what automatic links resolve to. Looking up a role is lenient (case, plural, hyphens); linking is strict.
"""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from typing import Any

from docutils import nodes
from docutils.nodes import Element
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.domains import Domain, ObjType
from sphinx.environment import BuildEnvironment
from sphinx.roles import XRefRole
from sphinx.util import logging
from sphinx.util.nodes import make_refnode

from conceptgraph.errors import ConceptGraphError
from conceptgraph.model import Concept
from conceptgraph.reading.labels import fold, plural
from conceptgraph.reading.names import short_labels
from conceptgraph.sphinxext.inventories import inventories_of, link_to_foreign
from conceptgraph.sphinxext.site import Site, digest_of, site_of

logger = logging.getLogger(__name__)

#: Tables of the domain's data whose keys are documents: their questions, what their roles name, what they were built with,
#: whether the index hangs on them, and the concepts they define.
_PER_DOCUMENT = ("queries", "references", "structure", "hung", "records")


#: The roles that name concepts, by domain and type.
ROLES = (("std", "term"), ("concept", "concept"))
#: Before a label it asks for the label without its brackets: `~kernel (SVM)` reads "kernel".
SHORTENED = "~"


class ConceptDomain(Domain):
    """Concepts as objects. Its data is small, since Sphinx pickles it with the environment."""

    name = "concept"
    label = "Concept"
    object_types = {"concept": ObjType("concept", "concept", searchprio=-1)}  # noqa: RUF012 - as Sphinx's domains do
    roles = {"concept": XRefRole(innernodeclass=nodes.inline, warn_dangling=True)}  # noqa: RUF012
    initial_data = {"objects": {}, "terms": {}, **{table: {} for table in _PER_DOCUMENT}}  # noqa: RUF012
    data_version = 4

    @property
    def objects(self) -> dict[str, tuple[str, str, str]]:
        """Document, display name and anchor of each concept, by id."""
        objects: dict[str, tuple[str, str, str]] = self.data["objects"]
        return objects

    def clear_doc(self, docname: str) -> None:
        """Forget what a document asked; the objects are renewed as a whole, see `renew_objects`."""
        for table in _PER_DOCUMENT:
            self.data[table].pop(docname, None)

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take over what a reading process has noted of its documents."""
        for table in _PER_DOCUMENT:
            self.data[table].update({docname: noted for docname, noted in otherdata[table].items() if docname in docnames})

    def resolve_xref(
        self,
        env: BuildEnvironment,  # noqa: ARG002
        fromdocname: str,
        builder: Builder,
        typ: str,  # noqa: ARG002
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> nodes.reference | None:
        """A link to a concept, by id; what an author wrote is shown, but an id that is no name gives way to the term."""
        term = self.objects.get(target, ("", "", ""))[1]
        if term and target == node.get("reftarget") and not node.get("refexplicit") and fold(target) != fold(term):
            contnode = nodes.inline("", term, classes=contnode["classes"])
        return self._refer(fromdocname, builder, target, contnode, place=node.get("place", ""))

    def resolve_any_xref(
        self,
        env: BuildEnvironment,  # noqa: ARG002
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,  # noqa: ARG002
        contnode: Element,
    ) -> list[tuple[str, nodes.reference]]:
        """What `{any}` finds: a concept by id."""
        reference = self._refer(fromdocname, builder, target, contnode)
        return [("concept:concept", reference)] if reference is not None else []

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """All concepts, for the inventory; the search finds their pages, and would add an anchor to each of these."""
        for concept, (docname, term, anchor) in sorted(self.objects.items()):
            yield concept, term, "concept", docname, anchor, -1

    def _refer(self, fromdocname: str, builder: Builder, target: str, contnode: Element, place: str = "") -> nodes.reference | None:
        if target not in self.objects:
            return None
        docname, _, anchor = self.objects[target]
        # On the one page of `singlehtml` a place is its name alone.
        source = docname if builder.name == "singlehtml" and (place or anchor) else fromdocname
        reference = make_refnode(builder, source, docname, place or anchor, contnode)
        reference["classes"].append("concept-link")
        reference["concept"] = target
        return reference


def setup_domain(app: Sphinx) -> None:
    """Register the domain, the bare role, and the lenient look-up."""
    app.add_domain(ConceptDomain)
    app.add_role("concept", _BareRole(innernodeclass=nodes.inline, warn_dangling=True))
    app.connect("missing-reference", find_leniently, priority=400)
    app.connect("warn-missing-reference", warn_of_unknown)
    app.connect("env-before-read-docs", withdraw_names)
    app.connect("env-updated", renew_objects, priority=300)


class _BareRole(XRefRole):
    """`{concept}` without its domain's name before it."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        self.name = "concept:concept"
        return super().run()


def domain_of(env: BuildEnvironment) -> ConceptDomain:
    """The concept domain of an environment."""
    domain = env.domains["concept"]
    if not isinstance(domain, ConceptDomain):
        raise TypeError(f"another extension has registered a domain 'concept': {type(domain).__name__}")
    return domain


def find_leniently(app: Sphinx, env: BuildEnvironment, node: pending_xref, contnode: nodes.TextElement) -> nodes.reference | None:
    """Resolve `{term}` and `{concept}` by any label, in any case, number and hyphenation; `~` shows it without its brackets."""
    if (node.get("refdomain"), node.get("reftype")) not in ROLES:
        return None
    if node["reftarget"].startswith(SHORTENED) and not node.get("refexplicit"):
        label = contnode.astext().removeprefix(SHORTENED)
        contnode[:] = [nodes.Text(next(iter(short_labels(label)), label))]
    site = site_of(app)
    concept = find_concept(site, node["reftarget"]) if site.has_concepts else None
    if concept is None:
        return _find_abroad(site, node, contnode)
    return domain_of(env).resolve_xref(env, node.get("refdoc", ""), app.builder, "concept", concept, node, contnode)


def _find_abroad(site: Site, node: pending_xref, contnode: nodes.TextElement) -> nodes.reference | None:
    """What `project:name` in a `{concept}` leads to."""
    term = inventories_of(site).find(_label(node["reftarget"]))
    if term is None or node.get("refdomain") != "concept":
        return None
    if not node.get("refexplicit"):
        contnode[:] = [nodes.Text(contnode.astext().partition(":")[2].strip())]
    reference = link_to_foreign(inventories_of(site), term.id, contnode.astext(), docname=node.get("refdoc", ""))
    return reference if isinstance(reference, nodes.reference) else None


def find_concept(site: Site, label: str) -> str | None:
    """The id of the concept that a role names; None where there is none, or several."""
    try:
        return site.graph.find(_label(label)).id
    except ConceptGraphError:
        return None


def withdraw_names(_app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Take our names back before pages are read: a page that lists a term of its own would find it defined already."""
    if docnames:
        _withdraw(env)


def _withdraw(env: BuildEnvironment) -> None:
    data, terms = domain_of(env).data, env.domains.standard_domain.objects
    for name, place in data["terms"].items():
        if terms.get(("term", name)) == place:
            del terms["term", name]
    data["terms"], data["stamp"] = {}, ""


def renew_objects(app: Sphinx, env: BuildEnvironment) -> None:
    """Make the objects those of the present graph, whichever documents were read again."""
    site, domain = site_of(app), domain_of(env)
    stamp = digest_of(site.key if site.has_concepts else "", sorted(site.pages), sorted(env.all_docs.items()))
    if domain.data.get("stamp") == stamp:
        return
    _withdraw(env)
    terms = env.domains.standard_domain.objects
    homes = {concept.id: site.home_of(concept.id) for concept in site.graph.concepts} if site.has_concepts else {}
    present = [concept for one, concept in site.concepts.items() if homes[one].docname in env.all_docs] if homes else []
    places = {concept.id: (homes[concept.id].docname, homes[concept.id].anchor) for concept in present}
    domain.data["objects"] = {concept.id: (places[concept.id][0], concept.term, places[concept.id][1]) for concept in present}
    domain.data["terms"] = {name: places[concept] for name, concept in inventory_names(present) if ("term", name) not in terms}
    terms.update({("term", name): place for name, place in domain.data["terms"].items()})
    domain.data["stamp"] = stamp


def inventory_names(concepts: Iterable[Concept]) -> list[tuple[str, str]]:
    """Every name other projects may use, with the id it leads to, sorted.

    Terms go before aliases, those before ids, and plurals come last and only where no other concept has that name;
    a name that several concepts share is left out, unless it is the term of one. Of names that differ in case only there is
    one, as intersphinx folds case. A name with an apostrophe is given in both spellings.
    """
    concepts = tuple(concepts)
    claims = _claims(concepts)
    taken: set[str] = set()
    names: dict[str, str] = {}
    for rank in range(4):
        for concept in concepts:
            for name in _names_of_rank(concept, rank):
                if rank and len(claims.get(fold(name), ())) > 1:
                    continue
                for spelling in _spellings(name):
                    if spelling.lower() not in taken:
                        taken.add(spelling.lower())
                        names[spelling] = concept.id
    return sorted(names.items())


def _names_of_rank(concept: Concept, rank: int) -> list[str]:
    if rank == 0:
        return [concept.term]
    if rank == 1:
        return list(concept.aliases)
    if rank == 2:
        return [concept.id]
    return [plural(label) for label in (concept.term, *concept.aliases)]


def _claims(concepts: Iterable[Concept]) -> dict[str, set[str]]:
    claims: dict[str, set[str]] = {}
    for concept in concepts:
        for label in (concept.term, *concept.aliases):
            claims.setdefault(fold(label), set()).add(concept.id)
    return claims


def _spellings(name: str) -> Iterator[str]:
    yield name
    if "'" in name:
        yield name.replace("'", "\u2019")
    elif "\u2019" in name:
        yield name.replace("\u2019", "'")


def warn_of_unknown(app: Sphinx, _domain: Domain | None, node: pending_xref) -> bool | None:
    """Say what a `{concept}` or `{term}` role may have meant."""
    site, role = site_of(app), (node.get("refdomain"), node.get("reftype"))
    if role not in ROLES or not site.has_concepts:
        return None
    try:
        site.graph.find(_label(node["reftarget"]))
    except ConceptGraphError as error:
        logger.warning("%s", error, location=node, type="ref", subtype=role[1])
        return True
    return None


def _label(target: str) -> str:
    """The label in the target of a role."""
    return " ".join(target.removeprefix(SHORTENED).split())
