"""LaTeX: what the picture of the map asks of a document, loaded only where it is installed."""

from sphinx.application import Sphinx
from sphinx.builders.latex import LaTeXBuilder

from conceptgraph.sphinxext.site import site_of


def setup_latex(app: Sphinx) -> None:
    """Complete the preamble of documents."""
    app.connect("builder-inited", complete_preamble)


def complete_preamble(app: Sphinx) -> None:
    """Load what draws, after the packages that the project itself names."""
    builder, site = app.builder, site_of(app)
    if not isinstance(builder, LaTeXBuilder) or not (site.has_concepts and site.settings.map):
        return
    from conceptgraph.drawing.renderers.map_tikz import PREAMBLE

    builder.context["extrapackages"] = "\n".join(filter(None, (builder.context.get("extrapackages", ""), PREAMBLE)))
