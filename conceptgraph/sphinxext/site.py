"""What one build knows: settings, where the glossary is, which pages it gives, and the graph.

The graph is kept from build to build beside the doctrees, under a key made of the files, the settings and the version.
While the key holds, only a small outline is read; the graph itself is loaded, or built, when something asks for it.
"""

import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

import conceptgraph
from conceptgraph.cache import Cache, engine_stamp
from conceptgraph.model import Concept, CuratedPath, Entry
from conceptgraph.reading.entries import read_entry
from conceptgraph.reading.folder import Contents, read_file
from conceptgraph.reading.labels import slug
from conceptgraph.reading.positions import POSITIONS_FILE
from conceptgraph.settings import CACHE_VERSION, Settings
from conceptgraph.sphinxext.options import read_options
from conceptgraph.sphinxext.outline import (
    Outline,
    digest_file,
    glossary_files,
    load_outline,
    make_outline,
    read_contents,
    relative_path,
    save_outline,
)
from conceptgraph.sphinxext.places import GENERATED_FILE, Defined, Home, Page
from conceptgraph.sphinxext.results import build_result, load_result, save_result
from conceptgraph.words import word

if TYPE_CHECKING:
    from conceptgraph.graph.concept_graph import ConceptGraph
    from conceptgraph.pipeline import Result

logger = logging.getLogger(__name__)

#: The folder name under which the entries appear, whatever the glossary's folder is called.
MOUNT = "glossary"
INDEX = f"{MOUNT}/index"
LETTERS = "a-to-z"
TOPICS = "topics"
PATHS = "learning-paths"
FIND = "find-a-path"
#: Where the path to a concept stands on its page.
LEARN = "learn-this"

#: How much there is to read of a concept, in graph.json; no text can hold these quotes.
_AMOUNTS = re.compile(r'"words": \d+, "formulas": \d+')


@dataclass(kw_only=True, eq=False)
class Site:
    """The glossary of one build. What is costly is made when first asked for."""

    settings: Settings
    folders: tuple[Path, ...]
    source: Path
    store: Path
    #: Whether pages of the project define concepts, as far as their sources tell; see `scanning`.
    expected: bool = field(default=False, init=False)
    defined: Defined = field(default_factory=Defined, init=False)
    _result: "Result | None" = field(default=None, init=False)

    @property
    def base(self) -> Path:
        """The folder that paths are relative to: the glossary's first, else the source."""
        return self.folders[0] if self.folders else self.source

    @property
    def folder(self) -> Path | None:
        """The glossary's first folder, if there is one."""
        return self.folders[0] if self.folders else None

    @cached_property
    def folder_key(self) -> str:
        """A digest of the folders' files and the settings."""
        digest = hashlib.sha256(repr((CACHE_VERSION, conceptgraph.__version__, _engine_stamp(), self.settings)).encode())
        for file in self.files:
            digest.update(repr((relative_path(file, self.base), digest_file(file))).encode())
        return digest.hexdigest()

    @cached_property
    def key(self) -> str:
        """A digest of all that the graph follows from; it is known once all pages have been read."""
        if self.defined == Defined():
            return self.folder_key
        homes = sorted((concept, home.docname, home.anchor) for concept, home in self.defined.homes.items())
        return digest_of(self.folder_key, self.defined.entries, homes, self.defined.findings)

    @cached_property
    def positions_digest(self) -> str:
        """A digest of where concepts are to lie on the map, which the graph does not follow from."""
        return digest_file(self.base / POSITIONS_FILE)

    @cached_property
    def files(self) -> tuple[Path, ...]:
        """The files of the glossary's folders that the graph may follow from."""
        return glossary_files(self.folders)

    @cached_property
    def settings_digest(self) -> str:
        """A digest of the settings and the version: what every page may show."""
        return digest_of(conceptgraph.__version__, _engine_stamp(), self.settings)

    @cached_property
    def contents(self) -> Contents:
        """The entries in the folders, read from their files or from what is kept of them."""
        return read_contents(self.folders, settings=self.settings, cache=self.cache)

    @cached_property
    def outline(self) -> Outline:
        """Entries, paths and topics: from the last build while the key holds."""
        if not self.files:
            return Outline()
        file = self.store / "outline.json"
        outline = load_outline(file, key=self.folder_key)
        if outline is None:
            outline = make_outline(self.folders, self.contents)
            save_outline(outline, file, key=self.folder_key)
        return outline

    def define(self, defined: Defined) -> None:
        """Take over what the pages define, when all are read and before anything is asked of the graph."""
        self.defined = defined
        vars(self).pop("key", None)

    @property
    def result(self) -> "Result":
        """Glossary, graph, mentions and findings."""
        if self._result is None:
            file = self.store / "result.pickle"
            self._result = load_result(file, key=self.key)
            if self._result is None:
                logger.info("reading the glossary... ", nonl=True)
                self._result = build_result(self)
                logger.info("%d concepts", len(self._result.graph.concepts))
                save_result(self._result, file, key=self.key)
        return self._result

    @property
    def graph(self) -> "ConceptGraph":
        """The concept graph."""
        return self.result.graph

    @cached_property
    def told(self) -> str:
        """A digest of all that answers are made of: while it is the same, they are.

        They show minutes, which a word more in a text seldom changes, and never how many words there are.
        """
        shown = _AMOUNTS.sub("", self.exported)
        references = [entry.references for entry in self.result.glossary.entries]
        return digest_of(shown, self.positions_digest, sorted(self.minutes.items()), references)

    @cached_property
    def minutes(self) -> Mapping[str, int]:
        """How long each concept takes to learn, in minutes, by id."""
        from conceptgraph.graph.minutes import estimate_minutes

        return estimate_minutes(self.graph, words_per_minute=self.settings.words_per_minute)

    @cached_property
    def exported(self) -> str:
        """The graph as JSON, which holds all of it."""
        from conceptgraph.exporters.json import export_json

        return export_json(self.graph)

    @cached_property
    def concepts(self) -> Mapping[str, Concept]:
        """The concepts by id."""
        return {concept.id: concept for concept in self.graph.concepts}

    @cached_property
    def curated(self) -> Mapping[str, CuratedPath]:
        """The curated paths by name."""
        return {path.name: path for path in self.graph.paths}

    def entry(self, concept: str) -> Entry:
        """The entry of a concept."""
        return self.result.glossary.entry(concept)

    def written_entry(self, page: Page) -> Entry:
        """What the author of an entry's page has written, known before the graph is."""
        if "contents" in vars(self):
            found = next((entry for entry in self.contents.entries if entry.id == page.name), None)
        else:
            path = relative_path(page.file, self.base)
            text, _ = read_file(page.file, path=path)
            found = read_entry(text, path=path)[0] if text is not None else None
        # The file may have changed since the outline was made.
        return found or Entry(id=page.name, term=page.name, path=relative_path(page.file, self.base))

    @cached_property
    def pages(self) -> Mapping[str, Page]:
        """All pages of the glossary by document name; none where there is no entry."""
        if not self.outline.entries and not self.expected:
            return {}
        return {page.docname: page for page in self._list_pages()}

    @property
    def has_concepts(self) -> bool:
        """Whether there is anything to link to or to ask."""
        return bool(self.pages or self.defined.entries)

    def home_of(self, concept: str) -> Home:
        """Where a concept is defined."""
        return self.defined.homes.get(concept) or Home(docname=f"{MOUNT}/{concept}")

    @cached_property
    def topic_slugs(self) -> Mapping[str, str]:
        """The topics that have a page, in the order in which they are shown, and the name of the page of each."""
        slugs: dict[str, str] = {}
        for topic in self.settings.in_order(self.outline.topics):
            name = slug(topic) or "topic"
            while name in slugs.values():
                name += "-"
            slugs[topic] = name
        return slugs

    def mounted(self, env: BuildEnvironment, docname: str) -> Page | None:
        """The page of ours that a document is; None where the project has its own of this name."""
        page = self.pages.get(docname)
        mounts = getattr(env.project, "mounts", {})
        return page if page is not None and docname in mounts else None

    def _list_pages(self) -> Iterator[Page]:
        for concept, path, _ in self.outline.entries:
            yield Page(docname=f"{MOUNT}/{concept}", kind="entry", name=concept, file=self._file(path))
        introduction = self._file("index.md")
        written = introduction if self.folders and introduction.is_file() else GENERATED_FILE
        yield Page(docname=INDEX, kind="index", title=word("Glossary"), file=written)
        yield Page(docname=LETTERS, kind="letters", title=word("A to Z"))
        if self.settings.map:
            yield Page(docname=self.settings.map_page, kind="map", title=word("Concept map"))
        yield Page(docname=PATHS, kind="paths", title=word("Learning paths"))
        yield Page(docname=FIND, kind="find", title=word("Find a path"))
        for name, path, title in self.outline.paths:
            yield Page(docname=f"{PATHS}/{name}", kind="path", name=name, title=title, file=self._file(path))
        if self.outline.topics:
            yield Page(docname=TOPICS, kind="topics", title=word("Topics"))
        for topic, name in self.topic_slugs.items():
            yield Page(docname=f"{TOPICS}/{name}", kind="topic", name=topic, title=_capital(self.settings.topic_label(topic)))

    def _file(self, path: str) -> Path:
        return Path(os.path.normpath(self.base / path))

    @property
    def cache(self) -> Cache:
        """Kept beside the doctrees, so that a clean build is clean whatever other builds have kept."""
        return Cache(self.store / "texts.sqlite")


_sites: WeakKeyDictionary[Sphinx, Site] = WeakKeyDictionary()


def setup_site(app: Sphinx) -> None:
    """Make the site once the options and the doctree folder are known."""
    app.connect("builder-inited", start_site, priority=400)


def start_site(app: Sphinx) -> None:
    """Find the glossary."""
    options = read_options(app)
    readable = app.config.source_suffix.get(".md") in app.registry.source_parsers
    unreadable = [folder for folder in options.folders if not readable and any(folder.rglob("*.md"))]
    for folder in unreadable:
        message = "the entries in %s are Markdown; add 'myst_parser' to the extensions in conf.py"
        logger.warning(message, folder, type="conceptgraph", subtype="no-markdown")
    options = replace(options, folders=tuple(folder for folder in options.folders if folder not in unreadable))
    store = Path(app.doctreedir) / "conceptgraph"
    _sites[app] = Site(settings=options.settings, folders=options.folders, source=Path(app.srcdir), store=store)


def site_of(app: Sphinx) -> Site:
    """The site of a running build."""
    return _sites[app]


def app_of(env: BuildEnvironment) -> Sphinx:
    """The application of an environment; Sphinx 9 renamed the attribute."""
    app: Sphinx = env._app if hasattr(env, "_app") else env.app  # noqa: SLF001 - the public name warns since 9
    return app


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def digest_of(*parts: Any) -> str:
    """A short digest of values by their `repr`."""
    return hashlib.blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


@lru_cache(maxsize=1)
def _engine_stamp() -> str:
    """Changes whenever a file of the package does, so that no build uses what older code has kept."""
    return engine_stamp().hex()
