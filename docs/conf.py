"""Our own site: the glossary in `glossary/`, and the documentation of the package, on the furo theme."""

import sys
from pathlib import Path

import conceptgraph

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "conceptgraph"
author = "The conceptgraph maintainers"
copyright = "The conceptgraph maintainers"  # noqa: A001 - Sphinx's name for it
release = version = conceptgraph.__version__

extensions = [
    "myst_parser",
    "conceptgraph.sphinxext",
    "sphinx.ext.autodoc",
    "sphinx_copybutton",
    "docstrings",
    "reference_tables",
]
exclude_patterns = ["_build", "_ext", "_parts"]
language = "en"
nitpicky = True
# What our signatures name of other projects. Their inventories would have to be fetched, and a build asks no host for anything.
nitpick_ignore_regex = [
    (r"py:.*", r"(collections|dataclasses|networkx|nx|pathlib|types|typing)\..*"),
    (r"py:.*", r"Any|Mapping|Sequence|Iterable|Callable|Path"),
    # What our own stages hand to one another; not for others to use.
    (r"py:class", r"conceptgraph\.(reading\.(names\.NameIndex|folder\.Sources)|graph\.closure\.Closure)"),
]

myst_enable_extensions = ["attrs_inline", "colon_fence", "deflist"]
myst_heading_anchors = 3

# The guide is about the tool: its pages use words such as "map" and "graph" in another sense than the glossary does.
conceptgraph_link_pages = "entries"
conceptgraph_math_fallback = "warning"

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_default_options = {"members": True, "show-inheritance": False}
copybutton_prompt_text = "$ "

html_theme = "furo"
html_title = "conceptgraph"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_favicon = "_static/icon.svg"
html_logo = "_static/icon.svg"
html_copy_source = False
html_show_sourcelink = False
html_theme_options = {
    "light_css_variables": {"color-brand-primary": "#0b6e63", "color-brand-content": "#0b6e63", "color-brand-visited": "#4c5f8a"},
    "dark_css_variables": {"color-brand-primary": "#5fd0bf", "color-brand-content": "#5fd0bf", "color-brand-visited": "#a9b8e0"},
    "navigation_with_keys": True,
}

# The one sign of our pages that pdfLaTeX does not know: minus.
latex_elements = {"preamble": r"\DeclareUnicodeCharacter{2212}{\ensuremath{-}}"}
