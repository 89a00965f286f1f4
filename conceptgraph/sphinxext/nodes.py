"""Nodes of ours: neutral in the doctree, so that each builder shows them in its own way.

Outside HTML a fold is its contents under its summary, a badge is its text in parentheses, and a picture is left out, as what
it shows always stands beside it as text.
"""

from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator


class concept_fold(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes like their tags
    """Contents under a summary, closed at first; `summary` is text."""


class concept_box(nodes.General, nodes.Element):  # noqa: N801
    """A run of blocks with classes; `tag` is its HTML element and `attributes` are further attributes of it."""


class concept_query(nodes.General, nodes.Element):  # noqa: N801
    """A question to the graph that is answered when the page is written; `kind` names it, `options` hold its options."""


class page_concepts(nodes.General, nodes.Element):  # noqa: N801
    """Where a page shows the list of its concepts; automatic linking fills it."""


class concept_html(nodes.General, nodes.Element):  # noqa: N801
    """Finished HTML of ours in `markup`; unlike a raw node it is not searched."""


class concept_badge(nodes.Inline, nodes.TextElement):  # noqa: N801
    """A word about a concept: its level, topic or status."""


def setup_nodes(app: Sphinx) -> None:
    """Register the nodes with what each kind of builder does with them."""
    plain: Any = (_visit_nothing, _visit_nothing)
    other: Any = dict.fromkeys(("latex", "text", "man", "texinfo", "xml"), plain)
    app.add_node(concept_fold, html=(visit_fold, depart_fold), **other)
    app.add_node(concept_box, html=(visit_box, depart_box), **other)
    app.add_node(concept_query, html=plain, **other)
    app.add_node(page_concepts, html=plain, **other)
    app.add_node(concept_html, html=(visit_html, None), **other)
    app.add_node(concept_badge, html=(visit_badge, depart_badge), **other)


def visit_fold(translator: HTML5Translator, node: concept_fold) -> None:
    """Open a `details` element."""
    classes = escape(" ".join(["concept-fold", *node["classes"]]), quote=True)
    anchor = f' id="{escape(node["anchor"], quote=True)}"' if node.get("anchor") else ""
    opened = ' open=""' if node.get("open") else ""
    translator.body.append(f'<details class="{classes}"{anchor}{opened}><summary>{escape(node["summary"])}</summary>\n')


def depart_fold(translator: HTML5Translator, _node: concept_fold) -> None:
    """Close it."""
    translator.body.append("</details>\n")


def visit_box(translator: HTML5Translator, node: concept_box) -> None:
    """Open an element with the node's classes and attributes."""
    attributes: dict[str, Any] = {"class": " ".join(node["classes"])} | node.get("attributes", {})
    written = "".join(f' {name}="{escape(str(value), quote=True)}"' for name, value in attributes.items() if value)
    translator.body.append(f"<{node.get('tag', 'div')}{written}>\n")


def depart_box(translator: HTML5Translator, node: concept_box) -> None:
    """Close it."""
    translator.body.append(f"</{node.get('tag', 'div')}>\n")


def visit_html(translator: HTML5Translator, node: concept_html) -> None:
    """Write it as it is."""
    translator.body.append(node["markup"])
    raise nodes.SkipNode


def visit_badge(translator: HTML5Translator, node: concept_badge) -> None:
    """Open a `span` with the node's classes."""
    classes = escape(" ".join(["concept-badge", *node["classes"]]), quote=True)
    translator.body.append(f'<span class="{classes}">')


def depart_badge(translator: HTML5Translator, _node: concept_badge) -> None:
    """Close it."""
    translator.body.append("</span>")


def _visit_nothing(_translator: nodes.NodeVisitor, _node: nodes.Node) -> None:
    pass
