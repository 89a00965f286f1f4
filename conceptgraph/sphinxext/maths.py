"""Formulas as MathML, made at build time: no script, no foreign host.

The renderer is used unless the project has chosen one. A formula that cannot be converted is shown as its source.
"""

from html import escape

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number
from sphinx.writers.html5 import HTML5Translator

from conceptgraph.sphinxext.site import Site, app_of, site_of

logger = logging.getLogger(__name__)

RENDERER = "mathml"


def setup_maths(app: Sphinx) -> None:
    """Register the renderer, and choose it where the project has not chosen."""
    app.add_html_math_renderer(RENDERER, inline_renderers=(visit_math, None), block_renderers=(visit_block, None))
    app.connect("config-inited", choose_renderer, priority=900)


def choose_renderer(app: Sphinx, config: Config) -> None:
    """Take ours, unless the project names a renderer or loads one."""
    if config.html_math_renderer is not None:
        return
    if "sphinx.ext.mathjax" in config.extensions:
        # Without a name Sphinx would take the one of two renderers that is not MathJax: ours.
        config.html_math_renderer = "mathjax"
        return
    loaded = [name for name in app.registry.html_inline_math_renderers if name not in ("mathjax", RENDERER)]
    config.html_math_renderer = loaded[0] if loaded else RENDERER


def visit_math(translator: HTML5Translator, node: nodes.math) -> None:
    """Write an inline formula."""
    translator.body.append(_formula(translator, node, display=False))
    raise nodes.SkipNode


def visit_block(translator: HTML5Translator, node: nodes.math_block) -> None:
    """Write a displayed formula, with its number."""
    translator.body.append(translator.starttag(node, "div", CLASS="math concept-math"))
    if node["number"]:
        number = get_node_equation_number(translator, node)
        translator.body.append(f'<span class="eqno">({number})')
        translator.add_permalink_ref(node, "Link to this equation")
        translator.body.append("</span>")
    translator.body.append(_formula(translator, node, display=True) + "</div>\n")
    raise nodes.SkipNode


def _formula(translator: HTML5Translator, node: nodes.Element, *, display: bool) -> str:
    return formula_markup(site_of(app_of(translator.builder.env)), node.astext(), display=display, location=node)


def formula_markup(site: Site, source: str, *, display: bool = False, location: nodes.Node | str) -> str:
    """A formula as MathML, or as its source, which is reported."""
    from conceptgraph.drawing.formulas import to_mathml

    source = source.strip()
    markup = to_mathml(source, display=display)
    if markup is not None:
        return markup
    _report(site, location, source)
    return f'<code class="concept-math-source">{escape(source)}</code>'


def _report(site: Site, location: nodes.Node | str, source: str) -> None:
    message = "no MathML for the formula %r; it is shown as it is written, simplify it or choose another html_math_renderer"
    if site.settings.math_fallback == "warning":
        logger.warning(message, source, location=location, type="conceptgraph", subtype="formula")
    else:
        logger.info(message, source, location=location)
