"""Parsers: entries are read with one fixed set of MyST syntax, and generated pages are made.

The parser that a project uses for Markdown is subclassed: on pages of ours it renders with a configuration of its own and
without the front matter, which the core has read; all other pages go to the project's parser as they are.
"""

from functools import lru_cache
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.parsers import Parser

from conceptgraph.settings import MYST_EXTENSIONS
from conceptgraph.sphinxext.pages import fill_page, fill_title
from conceptgraph.sphinxext.panels import frame_entry
from conceptgraph.sphinxext.site import app_of, site_of

GENERATED_SUFFIX = ".conceptgraph"


class GeneratedParser(Parser):
    """Makes the pages that have no file of their own."""

    supported = ("conceptgraph",)

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Fill the document with what its page shows."""
        self.setup_parse(inputstring, document)
        env = document.settings.env
        site = site_of(app_of(env))
        page = site.mounted(env, env.docname)
        if page is not None:
            fill_page(env, fill_title(env, document, page.title), page, site)
        self.finish_parse()


def setup_parsing(app: Sphinx) -> None:
    """Register the parser of generated pages, and later subclass the one for Markdown."""
    app.add_source_suffix(GENERATED_SUFFIX, "conceptgraph")
    app.add_source_parser(GeneratedParser)
    app.connect("config-inited", subclass_markdown_parser, priority=900)


def subclass_markdown_parser(app: Sphinx, config: Config) -> None:
    """Put our parser before whichever one the project has for `.md` files."""
    filetype = config.source_suffix.get(".md")
    parsers = app.registry.source_parsers
    if filetype is None or filetype not in parsers:
        return
    host: Any = parsers[filetype]
    parsers[filetype] = type("EntryParser", (_EntryParser, host), {"__doc__": host.__doc__})


class _EntryParser:
    """A mixin over the host's Markdown parser; see `subclass_markdown_parser`."""

    def parse(self, inputstring: str, document: nodes.document) -> None:
        env = document.settings.env
        site = site_of(app_of(env))
        page = site.mounted(env, env.docname)
        if page is None:
            super().parse(inputstring, document)  # type: ignore[misc]
            return
        _render(blank_front_matter(inputstring), document)
        if page.kind == "entry":
            entry = site.written_entry(page)
            frame_entry(_titled_section(document, entry.term), entry)
        else:
            fill_page(env, _titled_section(document, page.title), page, site)


def blank_front_matter(source: str) -> str:
    """The text with its front matter as empty lines, so that what follows keeps its line numbers."""
    lines = source.removeprefix("\ufeff").splitlines()
    if not lines or lines[0].rstrip() != "---":
        return "\n".join(lines)
    for index, line in enumerate(lines[1:], start=1):
        if line.rstrip() in ("---", "..."):
            return "\n".join([*[""] * (index + 1), *lines[index + 1 :]])
    return "\n".join(lines)


def _render(source: str, document: nodes.document) -> None:
    parser = _entry_parser()
    parser.options["document"] = document
    try:
        parser.render(source)
    finally:
        del parser.options["document"]


@lru_cache(maxsize=1)
def _entry_parser() -> Any:
    """The parser of entries, which remembers nothing of what it has read."""
    from myst_parser.config.main import MdParserConfig
    from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
    from myst_parser.parsers.mdit import create_md_parser

    return create_md_parser(MdParserConfig(enable_extensions=set(MYST_EXTENSIONS)), SphinxRenderer)


def _titled_section(document: nodes.document, title: str) -> nodes.section:
    """The first section of a document; where it has none, one is put around all of it."""
    for child in document.children:
        if isinstance(child, nodes.section):
            return child
    contents = list(document.children)
    document.clear()
    section = fill_title(document.settings.env, document, title)
    section.extend(contents)
    return section
