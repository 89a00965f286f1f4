"""Where the glossary hangs in the project's navigation.

The glossary's index is added to the root document where no toctree names it. Concept pages hang in a hidden toctree on the
index: LaTeX and others need it, but a theme that draws it into each sidebar makes a site quadratic, so that it is taken out
of the tables of contents while HTML pages are written.
"""

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.environment.adapters.toctree import note_toctree

from conceptgraph.sphinxext.domain import domain_of
from conceptgraph.sphinxext.pages import structure_of, toctree
from conceptgraph.sphinxext.site import INDEX, Site, digest_of, site_of

_HUNG = "conceptgraph-navigation"


def setup_navigation(app: Sphinx) -> None:
    """Hang the index after reading, re-read pages whose toctree has changed, and prune before writing."""
    app.connect("env-get-outdated", find_restructured)
    app.connect("doctree-read", note_structure)
    app.connect("env-updated", hang_index, priority=200)
    app.connect("write-started", prune_tables)


def find_restructured(app: Sphinx, env: BuildEnvironment, _added: set[str], _changed: set[str], _removed: set[str]) -> list[str]:
    """The pages of ours whose doctree no longer holds what it should."""
    site, noted = site_of(app), domain_of(env).data["structure"]
    pages = [page for page in site.pages.values() if page.kind != "entry" and site.mounted(env, page.docname)]
    return [page.docname for page in pages if page.docname in noted and noted[page.docname] != structure_of(env, page, site)]


def note_structure(app: Sphinx, _doctree: nodes.document) -> None:
    """Remember what a page of ours was read with."""
    env, site = app.env, site_of(app)
    page = site.mounted(env, env.docname)
    if page is not None and page.kind != "entry":
        domain_of(env).data["structure"][env.docname] = structure_of(env, page, site)


def hang_index(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Add the index to the root document, or take it out again, as the toctrees of the project say now."""
    site, data, root = site_of(app), domain_of(env).data, env.config.root_doc
    hung = bool(data["hung"].get(root))
    named = any(INDEX in children for docname, children in env.toctree_includes.items() if not (hung and docname == root))
    wanted = site.mounted(env, INDEX) is not None and site.settings.navigation == "auto" and not named and root != INDEX
    if wanted == hung or root not in env.all_docs:
        return []
    doctree = env.get_doctree(root)
    (_hang if wanted else _take_down)(env, doctree)
    data["hung"][root] = wanted
    app.builder.write_doctree(root, doctree)
    env._pickled_doctree_cache.pop(root, None)  # noqa: SLF001 - it would hide the doctree just written
    env.__dict__.pop("master_doctree", None)
    return [root]


def _hang(env: BuildEnvironment, doctree: nodes.document) -> None:
    root = env.config.root_doc
    node = toctree(root, [INDEX])
    node["classes"].append(_HUNG)
    section: nodes.Element = next(doctree.findall(nodes.section), doctree)
    section.append(node)
    inner = next(node.findall(addnodes.toctree))
    note_toctree(env, root, inner)
    table = env.tocs[root]
    item = next(table.findall(nodes.list_item), None)
    below = table if item is None else next((child for child in item.children if isinstance(child, nodes.bullet_list)), None)
    if below is None and item is not None:
        below = nodes.bullet_list()
        item += below
    if below is not None:
        below += inner.copy()


def _take_down(env: BuildEnvironment, doctree: nodes.document) -> None:
    root = env.config.root_doc
    for node in [node for node in doctree.findall(nodes.compound) if _HUNG in node["classes"]]:
        node.parent.remove(node)
    env.toctree_includes[root] = [child for child in env.toctree_includes.get(root, ()) if child != INDEX]
    env.files_to_rebuild.get(INDEX, set()).discard(root)
    for inner in list(env.tocs[root].findall(addnodes.toctree)):
        if inner["includefiles"] == [INDEX] and inner["hidden"]:
            inner.parent.remove(inner)


def prune_tables(app: Sphinx, builder: Builder) -> None:
    """Take the concepts out of the tables of contents of HTML pages; the environment is pickled before this."""
    env, site = app.env, site_of(app)
    if builder.format != "html" or builder.name in ("epub", "singlehtml") or INDEX not in env.tocs:
        return
    concepts = {page.docname for page in site.pages.values() if page.kind == "entry"}
    for node in list(env.tocs[INDEX].findall(addnodes.toctree)):
        if concepts.issuperset(node["includefiles"]) and node["includefiles"]:
            node.parent.remove(node)


def navigation_digest(env: BuildEnvironment, site: Site) -> str:
    """A digest of what sidebars show: the tree of documents with their titles, without the concepts."""
    concepts = {page.docname for page in site.pages.values() if page.kind == "entry"}
    tree = {
        docname: [(child, title_of(env, child)) for child in children if child not in concepts]
        for docname, children in env.toctree_includes.items()
    }
    return digest_of(sorted(tree.items()))


def title_of(env: BuildEnvironment, docname: str | None) -> str:
    """The title of a document, or an empty string."""
    return env.titles[docname].astext() if docname in env.titles else ""
