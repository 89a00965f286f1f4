"""The search finds a concept by any of its names, also after a build that has written few pages.

Names are index entries, and Sphinx puts those into the search index only of the pages that it writes: what it takes over from
the last search index are titles and words. The entries of the other pages are known from their reading, and put in again.
"""

from collections.abc import Iterable
from typing import Any

from sphinx.application import Sphinx
from sphinx.util.index_entries import split_index_msg

from conceptgraph.sphinxext.site import site_of


def setup_searching(app: Sphinx) -> None:
    """Mend the index after the pages are written, and before it is."""
    app.connect("html-collect-pages", restore_entries)


def restore_entries(app: Sphinx) -> Iterable[tuple[str, dict[str, Any], str]]:
    """Give the indexer the entries of pages that were not written; no page is collected here."""
    indexer = getattr(app.builder, "indexer", None)
    known, titles = getattr(indexer, "_index_entries", None), getattr(indexer, "_titles", None)
    if known is None or titles is None:
        return ()
    hidden = {docname for docname, metadata in app.env.metadata.items() if {"no-search", "nosearch"} & metadata.keys()}
    for docname, entries in app.env.domains.index_domain.entries.items():
        if docname in titles and docname not in known and docname not in hidden:
            known[docname] = names_of(entries)
    # In the order in which a build from nothing writes them.
    ordered = sorted(known.items())
    known.clear()
    known.update(ordered)
    _name_files(app, getattr(indexer, "_filenames", {}))
    return ()


def _name_files(app: Sphinx, filenames: dict[str, str]) -> None:
    """Say of a mounted page what other pages say: Sphinx would give the way to its file, over folders outside of the project."""
    site = site_of(app)
    for docname in filenames:
        page = site.mounted(app.env, docname)
        if page is not None:
            filenames[docname] = docname + page.file.suffix


def names_of(entries: Iterable[tuple[str, str, str, str, str | None]]) -> list[tuple[str, str, str]]:
    """What the search makes of a page's index entries: each name with its place and whether it is a main entry, sorted."""
    found: set[tuple[str, str, str]] = set()
    for kind, value, place, main, _key in entries:
        parts = split_index_msg(kind, value)
        found |= {(part, place or "", main) for part in parts}
    return sorted(found)
