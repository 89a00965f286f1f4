"""Redirects: where an entry had another id before, the old address leads to its page.

A small page stands at the old address: it goes on by itself, keeps the fragment where scripts run, and holds a link that can
be seen. It never stands in the place of a document.
"""

import json
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path
from urllib.parse import urljoin

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from conceptgraph.model import Entry
from conceptgraph.reading.files import placed_path
from conceptgraph.sphinxext.outputs import PREVIEWS, write_changed
from conceptgraph.sphinxext.places import Home
from conceptgraph.sphinxext.site import MOUNT, Site, digest_of, site_of
from conceptgraph.words import spoken_digest, word

logger = logging.getLogger(__name__)

SCRIPT = "conceptgraph-redirect.js"
#: The old addresses of the last build, one a line: what is no longer among them is taken away.
_LIST = ".redirects"
_MARK = '<meta name="generator" content="conceptgraph redirect">'


def setup_redirects(app: Sphinx) -> None:
    """Report clashes once everything is read, write the pages at the end."""
    app.connect("env-check-consistency", report_clashes)
    app.connect("build-finished", write_redirects)


def report_clashes(app: Sphinx, env: BuildEnvironment) -> None:
    """Say which old ids can lead nowhere, since a page stands there, or lead to another entry already."""
    site = site_of(app)
    taken: dict[str, Entry] = {}
    for old, entry in _claims(site):
        other = taken.setdefault(old, entry)
        place = f"{placed_path(entry.path, folder=site.base)}:{entry.lines.get('redirect_from', 1)}"
        if f"{MOUNT}/{old}" in env.all_docs:
            message = "'redirect_from' names '%s', which is a page of its own; leave it out"
            logger.warning(message, old, location=place, type="conceptgraph", subtype="redirect-clash")
        elif other is not entry:
            message = "'redirect_from' names '%s', which leads to %s already; leave it out in one of them"
            logger.warning(message, old, other.path, location=place, type="conceptgraph", subtype="redirect-clash")


def write_redirects(app: Sphinx, exception: Exception | None) -> None:
    """Write the pages that have changed, and take away those that nothing names any more."""
    builder = app.builder
    if exception is not None or not isinstance(builder, StandaloneHTMLBuilder) or builder.name not in ("html", "dirhtml"):
        return
    site = site_of(app)
    kept = site.store / f"redirects-{builder.name}-{digest_of(Path(app.outdir).as_posix())}.json"
    stamp = _stamp(app, builder)
    if _are_written(builder, kept, stamp):
        return
    redirects = redirects_of(site, app.env)
    noted = Path(app.outdir) / PREVIEWS / _LIST
    before = set(noted.read_text(encoding="utf-8").split("\n")) if noted.is_file() else set()
    for old in sorted(before - redirects.keys() - {""}):
        file = Path(builder.get_outfilename(f"{MOUNT}/{old}"))
        if f"{MOUNT}/{old}" not in app.env.all_docs and file.is_file() and _MARK in file.read_text(encoding="utf-8"):
            file.unlink()
    for old, entry in redirects.items():
        write_changed(Path(builder.get_outfilename(f"{MOUNT}/{old}")), redirect_page(builder, old, entry, site.home_of(entry.id)))
    if redirects or before:
        write_changed(noted, "\n".join(sorted(redirects)))
    write_changed(kept, json.dumps([stamp, sorted(redirects)]))


def _stamp(app: Sphinx, builder: StandaloneHTMLBuilder) -> str:
    """A digest of all that redirects follow from: who has none to write must not load the glossary for it."""
    site, config = site_of(app), builder.config
    suffixes = (config.html_baseurl, config.language, builder.out_suffix, builder.link_suffix)
    return digest_of(site.key, site.settings_digest, spoken_digest(), suffixes, sorted(app.env.all_docs))


def _are_written(builder: StandaloneHTMLBuilder, kept: Path, stamp: str) -> bool:
    """Whether the last build has written the same, and all of it is there."""
    try:
        before, names = json.loads(kept.read_text(encoding="utf-8"))
        return before == stamp and all(Path(builder.get_outfilename(f"{MOUNT}/{old}")).is_file() for old in names)
    except (OSError, ValueError, TypeError):
        return False


def redirects_of(site: Site, env: BuildEnvironment) -> Mapping[str, Entry]:
    """The old ids that lead to an entry: no page has such a name, and of several entries the first by id has it."""
    found: dict[str, Entry] = {}
    for old, entry in _claims(site):
        if f"{MOUNT}/{old}" not in env.all_docs and site.home_of(entry.id).docname in env.all_docs:
            found.setdefault(old, entry)
    return found


def redirect_page(builder: StandaloneHTMLBuilder, old: str, entry: Entry, home: Home) -> str:
    """The page at an old address."""
    source = f"{MOUNT}/{old}"
    address = home.address(builder.get_relative_uri(source, home.docname))
    base = builder.config.html_baseurl
    canonical = urljoin(base if base.endswith("/") else base + "/", home.address(builder.get_target_uri(home.docname))) if base else address
    root = "../" * builder.get_target_uri(source).count("/")
    language, href = escape(builder.config.language or "en"), escape(address)
    moved = escape(word("This page is now {term}.")).format(term=f'<a href="{href}">{escape(entry.term)}</a>')
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n{_MARK}\n<title>{escape(entry.term)}</title>\n'
        f'<link rel="canonical" href="{escape(canonical)}">\n<meta http-equiv="refresh" content="1; url={href}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n</head>\n'
        f'<body>\n<p>{moved}</p>\n<script src="{root}_static/{SCRIPT}"></script>\n'
        "</body>\n</html>\n"
    )


def _claims(site: Site) -> Iterator[tuple[str, Entry]]:
    """Each old id with the entry that had it."""
    if not site.has_concepts:
        return
    for entry in site.result.glossary.entries:
        for old in entry.redirect_from:
            if old != entry.id:
                yield old, entry
