"""Fingerprints: which pages must be written again although their source is the same.

A page also shows what other files say: links, panels, lists, the titles around it. All of that enters its fingerprint, which
is kept for each builder and output folder, outside the environment (a second builder shares that), and is saved only after
success and only for the pages that were written. A page that differs is written again, never read again.
"""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from conceptgraph.drawing.renderers.hooks import hook_digest
from conceptgraph.sphinxext.answers import answers_digest, noted_answers
from conceptgraph.sphinxext.collector import references_digest
from conceptgraph.sphinxext.domain import domain_of
from conceptgraph.sphinxext.inventories import inventories_of
from conceptgraph.sphinxext.linker import linker_of, links_wanted
from conceptgraph.sphinxext.linking import noted_links
from conceptgraph.sphinxext.navigation import navigation_digest, title_of
from conceptgraph.sphinxext.site import Site, digest_of, site_of
from conceptgraph.words import spoken_digest

#: Builders of these formats write page by page, and only what is out of date.
_INCREMENTAL = ("html", "text", "xml")


@dataclass(kw_only=True)
class Fingerprints:
    """What the last build of a builder into an output folder has written.

    `pages` maps a document to its parts: `read` (when it was read), `around`, `answers`, `told` (what all
    answers followed from), `links`, `names`.
    """

    file: Path
    stamp: str = ""
    pages: dict[str, dict[str, Any]] = field(default_factory=dict)
    around: dict[str, str] = field(default_factory=dict)
    expected: set[str] = field(default_factory=set)
    written: set[str] = field(default_factory=set)
    current: str = ""
    told: str = ""

    @classmethod
    def load(cls, file: Path) -> "Fingerprints":
        """The fingerprints in a file; none where it is missing or damaged, and then everything is written.

        Pages that a build had begun to write when it was ended are among those without.
        """
        try:
            document = json.loads(file.read_text(encoding="utf-8"))
            kept = cls(file=file, stamp=str(document["stamp"]), pages={name: _whole(page) for name, page in document["pages"].items()})
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return cls(file=file)
        if kept.begun.is_file():
            kept.stamp = ""
            for docname in kept.begun.read_text(encoding="utf-8", errors="replace").split("\n"):
                kept.pages.pop(docname, None)
        return kept

    @property
    def begun(self) -> Path:
        """The file that names the pages of a build that has not ended well, one a line."""
        return self.file.with_suffix(".begun")

    def begin(self, docname: str) -> None:
        """Note that a page is going to be written, before it is: it may be half a page from now on."""
        if docname not in self.written:
            self.written.add(docname)
            self.begun.parent.mkdir(parents=True, exist_ok=True)
            with self.begun.open("a", encoding="utf-8", newline="\n") as stream:
                stream.write(docname + "\n")

    def save(self) -> None:
        """Write the file."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps({"stamp": self.stamp, "pages": self.pages}, sort_keys=True)
        partial = self.file.with_suffix(".partial")
        partial.write_text(text, encoding="utf-8")
        partial.replace(self.file)
        self.begun.unlink(missing_ok=True)


_PARTS = ("read", "around", "answers", "told", "links", "names")


def _whole(page: dict[str, Any]) -> dict[str, Any]:
    """A page's parts as they were kept.

    Raises:
        KeyError: one is missing, as in the file of another version.
        TypeError: these are no parts.
    """
    return {part: page[part] for part in _PARTS}


_kept: WeakKeyDictionary[Sphinx, Fingerprints] = WeakKeyDictionary()


def setup_state(app: Sphinx) -> None:
    """Compare after reading, follow what is written, save at the end."""
    app.connect("env-updated", find_stale, priority=900)
    app.connect("doctree-resolved", note_written)
    app.connect("build-finished", save_fingerprints)


def find_stale(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """The documents to write again."""
    site, builder = site_of(app), app.builder
    if builder.format not in _INCREMENTAL:
        return []
    kept = _kept[app] = Fingerprints.load(fingerprints_file(site, builder.name, Path(app.outdir)))
    kept.current = digest_of(
        site.key, _shared(app), hook_digest(site.settings.map_hook), inventories_of(site).digest, sorted(env.all_docs.items())
    )
    if kept.stamp == kept.current:
        return []
    kept.around = _surroundings(app, env)
    kept.told = _told(site, env)
    stale = [docname for docname in sorted(env.found_docs & env.all_docs.keys()) if _is_stale(app, env, docname, kept)]
    kept.expected = set(stale)
    return stale


def fingerprints_file(site: Site, builder: str, out: Path) -> Path:
    """Where the fingerprints of a builder's pages in an output folder are kept."""
    return site.store / f"pages-{builder}-{digest_of(out.as_posix())}.json"


def _is_stale(app: Sphinx, env: BuildEnvironment, docname: str, kept: Fingerprints) -> bool:
    """Whether a page differs from what was written; parts that are not known yet are noted when it is written."""
    site, old = site_of(app), kept.pages.get(docname)
    if old is None or old["read"] != env.all_docs[docname] or old["around"] != kept.around[docname]:
        return True
    if old.get("told") != kept.told:
        if old["answers"] != answers_digest(site, env, app.builder, docname):
            return True
        old["told"] = kept.told
    if not links_wanted(site, env, docname):
        return bool(old["links"])
    linker = linker_of(site)
    if old["names"] == linker.names:
        return False
    return bool(old["links"] != linker.digest(env, docname))


def _told(site: Site, env: BuildEnvironment) -> str:
    """A digest of all that answers follow from, apart from the questions; a word in a text changes none of it, mostly."""
    if not site.has_concepts:
        return ""
    unlinked = [docname for docname in sorted(domain_of(env).data["records"]) if not links_wanted(site, env, docname)]
    return digest_of(site.told, hook_digest(site.settings.map_hook), inventories_of(site).digest, unlinked, sorted(env.all_docs))


def _shared(app: Sphinx) -> str:
    """A digest of what every page may show: our settings and words, and what Sphinx takes for its own settings of pages.

    Sphinx notes these when it begins to write all pages anew; where it is ended then, it would leave the others as they are.
    """
    info = getattr(app.builder, "build_info", None)
    return digest_of(site_of(app).settings_digest, spoken_digest(), sorted(vars(info).items()) if info is not None else "")


def _surroundings(app: Sphinx, env: BuildEnvironment) -> dict[str, str]:
    """For each document a digest of what stands around its text: settings, sidebar, titles, what its roles lead to."""
    site, html = site_of(app), app.builder.format == "html"
    relations = env.collect_relations() if html else {}
    shared = digest_of(_shared(app), navigation_digest(env, site) if html else "")
    found = {}
    for docname in env.all_docs:
        near = [(other, title_of(env, other)) for other in relations.get(docname, ())]
        found[docname] = digest_of(shared, _ancestors(env, relations, docname), near, references_digest(site, env, docname))
    return found


def _ancestors(env: BuildEnvironment, relations: dict[str, list[str | None]], docname: str) -> list[tuple[str, str]]:
    chain: list[tuple[str, str]] = []
    at: str | None = docname
    while at is not None and at in relations and len(chain) < 50:
        at = relations[at][0]
        chain += [(at, title_of(env, at))] if at is not None else []
    return chain


def note_written(app: Sphinx, _doctree: nodes.document, docname: str) -> None:
    """Remember that a page is being written; this runs in the main process also where pages are written in parallel."""
    if app in _kept:
        _kept[app].begin(docname)


def is_unchanged(app: Sphinx) -> bool:
    """Whether this build writes nothing, as all is what the last one has left; known when the pages are written."""
    kept = _kept.get(app)
    return kept is not None and kept.stamp == kept.current and not kept.written


def save_fingerprints(app: Sphinx, exception: Exception | None) -> None:
    """Keep the fingerprints of what was written, after success only."""
    kept = _kept.pop(app, None)
    if kept is None or exception is not None or (kept.stamp == kept.current and not kept.written):
        return
    env, site = app.env, site_of(app)
    kept.around = kept.around or _surroundings(app, env)
    kept.told = kept.told or _told(site, env)
    for docname in kept.written & env.all_docs.keys():
        links = noted_links(site).get(docname, "")
        kept.pages[docname] = {
            "read": env.all_docs[docname],
            "around": kept.around[docname],
            "answers": noted_answers(site).get(docname, digest_of([])),
            "told": kept.told,
            "links": links,
            "names": linker_of(site).names if links else "",
        }
    kept.pages = {docname: page for docname, page in kept.pages.items() if docname in env.all_docs}
    kept.stamp = kept.current if kept.expected <= kept.written else ""
    kept.save()
