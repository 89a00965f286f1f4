"""What each document refers to by role: noted when it is read, so that a page follows when a name comes, goes or moves."""

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from conceptgraph.sphinxext.domain import ROLES, domain_of, find_concept
from conceptgraph.sphinxext.inventories import inventories_of
from conceptgraph.sphinxext.site import Site, digest_of


def setup_collector(app: Sphinx) -> None:
    """Note references after a document is read."""
    app.connect("doctree-read", note_references)


def note_references(app: Sphinx, doctree: nodes.document) -> None:
    """Keep the names that a document's `{term}` and `{concept}` roles use."""
    targets = {node["reftarget"] for node in doctree.findall(pending_xref) if (node.get("refdomain"), node.get("reftype")) in ROLES}
    if targets:
        domain_of(app.env).data["references"][app.env.docname] = sorted(targets)


def references_digest(site: Site, env: BuildEnvironment, docname: str) -> str:
    """A digest of what a document's references lead to now."""
    targets = domain_of(env).data["references"].get(docname, ())
    terms = env.domains.standard_domain.objects
    found = {target: find_concept(site, target) or "" for target in targets} if site.has_concepts else {}
    # A role that names an id shows the term.
    shown = [(one, domain_of(env).objects.get(one)) for one in found.values()]
    abroad = [inventories_of(site).find(target) for target in targets]
    return digest_of([(target, terms.get(("term", target))) for target in targets], shown, abroad)
