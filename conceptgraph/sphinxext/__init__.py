"""The Sphinx extension: `extensions = ["myst_parser", "conceptgraph.sphinxext"]`, and a folder `glossary/` is a site.

Each feature is one module with one setup function; this is the list of them, in the order in which they work.
"""

import zlib

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

import conceptgraph
from conceptgraph.sphinxext.answers import setup_answers
from conceptgraph.sphinxext.assets import setup_assets
from conceptgraph.sphinxext.collector import setup_collector
from conceptgraph.sphinxext.concept_directive import setup_concept_directive
from conceptgraph.sphinxext.directives import setup_directives
from conceptgraph.sphinxext.domain import setup_domain
from conceptgraph.sphinxext.epub import setup_epub
from conceptgraph.sphinxext.findings import setup_findings
from conceptgraph.sphinxext.garbage import setup_garbage
from conceptgraph.sphinxext.head import setup_head
from conceptgraph.sphinxext.inventories import setup_inventories
from conceptgraph.sphinxext.language import setup_language
from conceptgraph.sphinxext.latex import setup_latex
from conceptgraph.sphinxext.learning import setup_learning
from conceptgraph.sphinxext.linking import setup_linking
from conceptgraph.sphinxext.list_page import setup_list_page
from conceptgraph.sphinxext.maths import setup_maths
from conceptgraph.sphinxext.mount import setup_mount
from conceptgraph.sphinxext.navigation import setup_navigation
from conceptgraph.sphinxext.nodes import setup_nodes
from conceptgraph.sphinxext.options import setup_options
from conceptgraph.sphinxext.outputs import setup_outputs
from conceptgraph.sphinxext.parsing import setup_parsing
from conceptgraph.sphinxext.records import setup_records
from conceptgraph.sphinxext.redirects import setup_redirects
from conceptgraph.sphinxext.searching import setup_searching
from conceptgraph.sphinxext.site import setup_site
from conceptgraph.sphinxext.state import setup_state


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register everything with Sphinx."""
    setup_options(app)
    setup_garbage(app)
    setup_language(app)
    setup_site(app)
    setup_inventories(app)
    setup_mount(app)
    setup_parsing(app)
    setup_nodes(app)
    setup_domain(app)
    setup_directives(app)
    setup_collector(app)
    setup_concept_directive(app)
    setup_records(app)
    setup_navigation(app)
    setup_linking(app)
    setup_answers(app)
    setup_findings(app)
    setup_maths(app)
    setup_assets(app)
    setup_list_page(app)
    setup_learning(app)
    setup_epub(app)
    setup_latex(app)
    setup_outputs(app)
    setup_redirects(app)
    setup_searching(app)
    setup_head(app)
    setup_state(app)
    # An environment that another version has pickled is read anew.
    env_version = zlib.crc32(conceptgraph.__version__.encode())
    return {"version": conceptgraph.__version__, "env_version": env_version, "parallel_read_safe": True, "parallel_write_safe": True}
