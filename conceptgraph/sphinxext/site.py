"""What one build knows: settings, where the glossary is, which pages it gives, and the graph.

The graph is kept from build to build beside the doctrees, under a key made of the files, the settings and the version.
While the key holds, only a small outline is read; the graph itself is loaded, or built, when something asks for it.
"""

import hashlib
import json
import os
import pickle
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from weakref import WeakKeyDictionary

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

import conceptgraph
from conceptgraph.cache import Cache, dumps, engine_stamp
from conceptgraph.errors import ConceptGraphError
from conceptgraph.model import Concept, CuratedPath, Entry, Finding
from conceptgraph.reading.labels import slug
from conceptgraph.settings import CACHE_VERSION, Settings
from conceptgraph.sphinxext.options import read_options
from conceptgraph.words import word

if TYPE_CHECKING:
    from conceptgraph.graph.concept_graph import ConceptGraph
    from conceptgraph.pipeline import Result

logger = logging.getLogger(__name__)

PageKind = Literal["entry", "index", "letters", "topics", "topic", "map", "paths", "path"]

#: The folder name under which the entries appear, whatever the glossary's folder is called.
MOUNT = "glossary"
INDEX = f"{MOUNT}/index"
LETTERS = "a-to-z"
TOPICS = "topics"
PATHS = "learning-paths"

#: Generated pages have no file of their own: this one stands for it, and a parser of ours fills them.
GENERATED_FILE = Path(__file__).parent / "templates" / "generated.conceptgraph"

_DAMAGED = (OSError, EOFError, pickle.UnpicklingError, AttributeError, ImportError, IndexError, KeyError, ValueError, TypeError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A document that the glossary gives: its kind, what it is about (an id, a topic, a path's name), and its file."""

    docname: str
    kind: PageKind
    name: str = ""
    title: str = ""
    file: Path = GENERATED_FILE

    @property
    def generated(self) -> bool:
        """Whether no author wrote a file for it."""
        return self.file == GENERATED_FILE


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """Where a concept is defined: a document, and the anchor on it; no anchor stands for the whole page."""

    docname: str
    anchor: str = ""

    def address(self, page: str) -> str:
        """The address of the place on its page, whose own address is given."""
        return f"{page}#{self.anchor}" if self.anchor else page


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What must be known of a glossary before anything is read: entries, paths and topics, without the graph.

    Entries are ids with their paths, curated paths are names with their paths and titles; `complaints` is a digest of the findings.
    """

    entries: tuple[tuple[str, str], ...] = ()
    paths: tuple[tuple[str, str, str], ...] = ()
    topics: tuple[str, ...] = ()
    complaints: str = ""


@dataclass(kw_only=True, eq=False)
class Site:
    """The glossary of one build. What is costly is made when first asked for."""

    settings: Settings
    folder: Path | None
    store: Path
    _result: "Result | None" = field(default=None, init=False)

    @cached_property
    def key(self) -> str:
        """A digest of all that the graph follows from."""
        digest = hashlib.sha256(repr((CACHE_VERSION, conceptgraph.__version__, _engine_stamp(), self.settings)).encode())
        for file in self.files:
            digest.update(repr((file.relative_to(self.folder or file).as_posix(), _digest_file(file))).encode())
        return digest.hexdigest()

    @cached_property
    def files(self) -> tuple[Path, ...]:
        """The files of the glossary's folder that the graph may follow from."""
        return _glossary_files(self.folder)

    @cached_property
    def settings_digest(self) -> str:
        """A digest of the settings and the version: what every page may show."""
        return digest_of(conceptgraph.__version__, _engine_stamp(), self.settings)

    @cached_property
    def outline(self) -> Outline:
        """Entries, paths and topics: from the last build while the key holds."""
        try:
            document = json.loads((self.store / "outline.json").read_text(encoding="utf-8"))
            if document["key"] == self.key:
                return Outline(
                    entries=tuple((concept, path) for concept, path in document["entries"]),
                    paths=tuple((name, path, title) for name, path, title in document["paths"]),
                    topics=tuple(document["topics"]),
                    complaints=document["complaints"],
                )
        except _DAMAGED:
            pass
        return self._write_outline()

    @property
    def result(self) -> "Result":
        """Glossary, graph, mentions and findings."""
        if self._result is None:
            self._result = self._load_result() or self._build_result()
        return self._result

    @property
    def graph(self) -> "ConceptGraph":
        """The concept graph."""
        return self.result.graph

    @cached_property
    def told(self) -> str:
        """A digest of all that answers are made of: while it is the same, they are."""
        return digest_of(self.exported, [entry.references for entry in self.result.glossary.entries])

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

    @cached_property
    def pages(self) -> Mapping[str, Page]:
        """All pages of the glossary by document name; none where there is no entry."""
        if self.folder is None or not self.outline.entries:
            return {}
        return {page.docname: page for page in self._list_pages(self.folder)}

    @property
    def has_concepts(self) -> bool:
        """Whether there is anything to link to or to ask."""
        return bool(self.pages)

    def home_of(self, concept: str) -> Home:
        """Where a concept is defined."""
        return Home(docname=f"{MOUNT}/{concept}")

    @cached_property
    def topic_slugs(self) -> Mapping[str, str]:
        """The topics in order, and the name of the page of each."""
        slugs: dict[str, str] = {}
        for topic in self.outline.topics:
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

    def _list_pages(self, folder: Path) -> Iterator[Page]:
        for concept, path in self.outline.entries:
            yield Page(docname=f"{MOUNT}/{concept}", kind="entry", name=concept, file=folder / path)
        introduction = folder / "index.md"
        written = introduction if introduction.is_file() else GENERATED_FILE
        yield Page(docname=INDEX, kind="index", title=word("Glossary"), file=written)
        yield Page(docname=LETTERS, kind="letters", title=word("A to Z"))
        yield Page(docname=self.settings.map_page, kind="map", title=word("Concept map"))
        yield Page(docname=PATHS, kind="paths", title=word("Learning paths"))
        for name, path, title in self.outline.paths:
            yield Page(docname=f"{PATHS}/{name}", kind="path", name=name, title=title, file=folder / path)
        if self.outline.topics:
            yield Page(docname=TOPICS, kind="topics", title=word("Topics"))
        for topic, name in self.topic_slugs.items():
            yield Page(docname=f"{TOPICS}/{name}", kind="topic", name=topic, title=topic[:1].upper() + topic[1:])

    def _load_result(self) -> "Result | None":
        try:
            with (self.store / "result.pickle").open("rb") as file:
                if pickle.load(file) != self.key:  # noqa: S301 - our own file, beside Sphinx's pickled environment
                    return None
                result: Result = pickle.load(file)  # noqa: S301
                return result
        except _DAMAGED:
            return None

    def _build_result(self) -> "Result":
        from conceptgraph.pipeline import build

        if self.folder is None:
            raise ConceptGraphError("there is no glossary folder; make one named 'glossary' beside or under the source")
        logger.info("reading the glossary... ", nonl=True)
        self.store.mkdir(parents=True, exist_ok=True)
        # Kept beside the doctrees, so that a clean build is clean whatever other builds have kept.
        cache = Cache(self.store / "texts.sqlite")
        result = build(self.folder, settings=self.settings, keep_going=True, cache=cache)
        logger.info("%d concepts", len(result.graph.concepts))
        with (self.store / "result.pickle").open("wb") as file:
            pickle.dump(self.key, file)
            file.write(dumps(result))
        return result

    def _write_outline(self) -> Outline:
        if self.folder is None or not self.files:
            return Outline()
        result = self.result
        outline = Outline(
            entries=tuple((concept.id, concept.path) for concept in result.glossary.concepts),
            paths=tuple((path.name, path.path, path.title) for path in result.graph.paths),
            topics=tuple(sorted({concept.topic for concept in result.glossary.concepts if concept.topic}, key=str.casefold)),
            complaints=digest_of(*map(repr, result.findings)),
        )
        document = {"key": self.key, "entries": outline.entries, "paths": outline.paths, "topics": outline.topics}
        text = json.dumps(document | {"complaints": outline.complaints})
        self.store.mkdir(parents=True, exist_ok=True)
        (self.store / "outline.json").write_text(text, encoding="utf-8")
        return outline


_sites: WeakKeyDictionary[Sphinx, Site] = WeakKeyDictionary()


def setup_site(app: Sphinx) -> None:
    """Make the site once the options and the doctree folder are known."""
    app.connect("builder-inited", start_site, priority=400)


def start_site(app: Sphinx) -> None:
    """Find the glossary, or say where it was looked for."""
    options = read_options(app)
    readable = app.config.source_suffix.get(".md") in app.registry.source_parsers
    if options.folder is not None and not readable and any(options.folder.rglob("*.md")):
        message = "the entries in %s are Markdown; add 'myst_parser' to the extensions in conf.py"
        logger.warning(message, options.folder, type="conceptgraph", subtype="no-markdown")
        options = replace(options, folder=None)
    site = _sites[app] = Site(settings=options.settings, folder=options.folder, store=Path(app.doctreedir) / "conceptgraph")
    if options.folder is None:
        logger.info("conceptgraph: no folder %r under or beside the source; nothing is added", options.settings.glossary)
    elif not site.pages:
        logger.info("conceptgraph: no entry in %s; write the first one, for example with 'conceptgraph new TERM'", options.folder)


def site_of(app: Sphinx) -> Site:
    """The site of a running build."""
    return _sites[app]


def app_of(env: BuildEnvironment) -> Sphinx:
    """The application of an environment; Sphinx 9 renamed the attribute."""
    app: Sphinx = env._app if hasattr(env, "_app") else env.app  # noqa: SLF001 - the public name warns since 9
    return app


def findings_of(site: Site) -> tuple[Finding, ...]:
    """All findings of the glossary, the reader's and those of the checks; none where there is no glossary."""
    if site.folder is None or not site.files:
        return ()
    from conceptgraph.graph.checks.registry import run_checks

    result = site.result
    return run_checks(result.glossary, site.graph, settings=site.settings, wanted=result.wanted, undecided=result.undecided)


def digest_of(*parts: Any) -> str:
    """A short digest of values by their `repr`."""
    return hashlib.blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def _glossary_files(folder: Path | None) -> tuple[Path, ...]:
    return tuple(sorted(file for file, _ in _walk(folder) if file.suffix in (".md", ".json"))) if folder is not None else ()


def _walk(folder: Path) -> Iterator[tuple[Path, os.stat_result]]:
    """The files below a folder; four times as fast as `Path.rglob`, which counts in builds without change."""
    folders = [str(folder)]
    while folders:
        with os.scandir(folders.pop()) as found:
            for entry in found:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                elif entry.is_file():
                    yield Path(entry.path), entry.stat()


def _digest_file(file: Path) -> str:
    try:
        return hashlib.blake2b(file.read_bytes(), digest_size=12).hexdigest()
    except OSError as error:
        return f"unreadable: {error.errno}"


@lru_cache(maxsize=1)
def _engine_stamp() -> str:
    """Changes whenever a file of the package does, so that no build uses what older code has kept."""
    return engine_stamp().hex()
