"""Where the glossary hangs in the project's navigation.

The glossary's index is added to the root document, and the other generated pages to the index, where no toctree of the
project names them. Concept pages hang in a hidden toctree on the
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
from conceptgraph.sphinxext.site import INDEX, LETTERS, PATHS, TOPICS, Site, digest_of, site_of

_HUNG = "conceptgraph-navigation"


def setup_navigation(app: Sphinx) -> None:
    """Hang the index after reading, re-read pages whose toctree has changed, and prune before writing."""
    app.connect("env-get-outdated", find_restructured)
    app.connect("doctree-read", note_structure)
    app.connect("env-updated", hang_pages, priority=200)
    app.connect("write-started", prune_tables)


def find_restructured(app: Sphinx, env: BuildEnvironment, _added: set[str], _changed: set[str], _removed: set[str]) -> list[str]:
    """The pages of ours whose doctree no longer holds what it should."""
    site, noted = site_of(app), domain_of(env).data["structure"]
    pages = [page for page in site.pages.values() if page.docname in noted and site.mounted(env, page.docname)]
    return [page.docname for page in pages if noted[page.docname] != structure_of(env, page, site)]


def note_structure(app: Sphinx, _doctree: nodes.document) -> None:
    """Remember what a page of ours was read with."""
    env, site = app.env, site_of(app)
    page = site.mounted(env, env.docname)
    if page is not None:
        domain_of(env).data["structure"][env.docname] = structure_of(env, page, site)


def hang_pages(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Add the index to the root document and the pages around it to the index, or take them out, as toctrees say now."""
    site, root = site_of(app), env.config.root_doc
    around = [LETTERS, TOPICS, site.settings.map_page, PATHS] if site.mounted(env, INDEX) else []
    wanted = {root: [INDEX] if site.settings.navigation == "auto" and site.mounted(env, INDEX) and root != INDEX else [], INDEX: around}
    changed = []
    for docname, children in wanted.items():
        free = [child for child in children if site.mounted(env, child) and not _is_named(env, child)]
        if docname in env.all_docs and free != domain_of(env).data["hung"].get(docname, []):
            _hang(app, env, docname, free)
            changed.append(docname)
    return changed


def _is_named(env: BuildEnvironment, docname: str) -> bool:
    """Whether a toctree that is not ours names a document."""
    hung = domain_of(env).data["hung"]
    return any(docname in children and docname not in hung.get(parent, ()) for parent, children in env.toctree_includes.items())


def _hang(app: Sphinx, env: BuildEnvironment, docname: str, children: list[str]) -> None:
    """Let our toctree on a document name just these children, in the doctree on disk and in the tables of contents."""
    doctree, hung = env.get_doctree(docname), domain_of(env).data["hung"]
    _take_down(env, docname, doctree)
    if children:
        _put_up(env, docname, doctree, children)
    hung[docname] = children
    app.builder.write_doctree(docname, doctree)
    env._pickled_doctree_cache.pop(docname, None)  # noqa: SLF001 - it would hide the doctree just written
    env.__dict__.pop("master_doctree", None)


def _put_up(env: BuildEnvironment, docname: str, doctree: nodes.document, children: list[str]) -> None:
    """Our toctree comes last on the root document, and before the concepts on the index."""
    node = toctree(docname, children)
    node["classes"].append(_HUNG)
    inner = next(node.findall(addnodes.toctree))
    others = env.toctree_includes.pop(docname, [])
    note_toctree(env, docname, inner)
    first = docname == INDEX
    env.toctree_includes[docname] = [*children, *others] if first else [*others, *children]
    before = next(doctree.findall(addnodes.toctree), None) if first else None
    section: nodes.Element = next(doctree.findall(nodes.section), doctree)
    if before is not None and before.parent.parent is section:
        section.insert(section.index(before.parent), node)
    else:
        section.append(node)
    table = _table_below(env.tocs[docname])
    table.insert(next((at for at, item in enumerate(table) if first and isinstance(item, addnodes.toctree)), len(table)), inner.copy())


def _table_below(table: nodes.Element) -> nodes.Element:
    """The list below the title in a document's table of contents, made where there is none."""
    item = next(table.findall(nodes.list_item), None)
    if item is None:
        return table
    found = next((child for child in item.children if isinstance(child, nodes.bullet_list)), None)
    if found is None:
        found = nodes.bullet_list()
        item += found
    return found


def _take_down(env: BuildEnvironment, docname: str, doctree: nodes.document) -> None:
    children = domain_of(env).data["hung"].get(docname, [])
    for node in [node for node in doctree.findall(nodes.compound) if _HUNG in node["classes"]]:
        node.parent.remove(node)
    if not children:
        return
    env.toctree_includes[docname] = [child for child in env.toctree_includes.get(docname, ()) if child not in children]
    for child in children:
        env.files_to_rebuild.get(child, set()).discard(docname)
    for inner in list(env.tocs[docname].findall(addnodes.toctree)):
        if inner["includefiles"] == children:
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
