"""What scripts need to make learning paths personal: the concepts and their order as data, and which pages load which files.

Every path stands whole on its page without them. The scripts load what they need on first use, so that a page costs two small
files; the data is written as a script, since `fetch` is blocked on pages that are opened from disk.
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment

import conceptgraph
from conceptgraph.model import Concept, CuratedPath, Prerequisite
from conceptgraph.sphinxext.blocks import definition_of, distinct_aliases, shows_maps
from conceptgraph.sphinxext.domain import domain_of
from conceptgraph.sphinxext.outputs import write_changed
from conceptgraph.sphinxext.site import FIND, PATHS, Site, digest_of, site_of
from conceptgraph.words import spoken_digest, word, words_of

#: Written for each site: the data, and the words of the scripts in a site of another language.
DATA_SCRIPT, WORDS_SCRIPT = "learning-data.js", "learning-words.js"
#: Why each concept builds on others: loaded with the first path that is found, so that the data stays small.
REASONS_SCRIPT = "learning-reasons.js"
#: What every page of a glossary loads, in this order; the words come between the two scripts.
STYLE, STATE_SCRIPT, SCRIPT = "concept-learning.css", "concept-learner.js", "concept-learning.js"
#: The folder of the scripts; importing the renderers for it would cost a build without change.
FOLDER = Path(conceptgraph.__file__).parent / "drawing" / "renderers" / "static"
#: What is served for learning: those above, and what they load on first use.
_SERVED = ("concept-learn*.js", "concept-learn*.css", "concept-paths.js", "concept-start.js", "concept-map-search.js")
#: What a page asks that scripts make personal.
_ASKS = frozenset({"panels", "path", "find", "learning-path"})
_STAMP = ".conceptgraph-learning"

_scripts: WeakKeyDictionary[Site, tuple[str, str]] = WeakKeyDictionary()


def setup_learning(app: Sphinx) -> None:
    """Write the files before the first page, and load them on the pages of the glossary and on pages with a path."""
    app.connect("write-started", write_learning_files)
    app.connect("html-page-context", add_learning_files, priority=400)


def write_learning_files(app: Sphinx, builder: Builder) -> None:
    """Put scripts, style and data into the output folder where they are not there already."""
    site = site_of(app)
    if not site.has_concepts or not shows_maps(builder):
        return
    folder = Path(app.outdir) / "_static"
    stamp, stamp_file = digest_of(site.key, site.settings_digest, spoken_digest(), builder.name), folder / _STAMP
    if stamp_file.is_file() and stamp_file.read_text(encoding="utf-8") == stamp:
        return
    from conceptgraph.drawing.renderers.map_files import serve

    for file in learning_files():
        write_changed(folder / file.name, serve([file]).decode())
    write_changed(folder / DATA_SCRIPT, learning_script(site, builder))
    write_changed(folder / REASONS_SCRIPT, _call("conceptgraphReasons", learning_reasons(site)))
    if spoken_digest():
        write_changed(folder / WORDS_SCRIPT, words_script())
    stamp_file.write_text(stamp, encoding="utf-8")


def learning_files() -> tuple[Path, ...]:
    """The files to serve."""
    return tuple(file for pattern in _SERVED for file in sorted(FOLDER.glob(pattern)))


def add_learning_files(app: Sphinx, pagename: str, _template: str, _context: dict[str, Any], _doctree: object) -> None:
    """Load style and scripts on a page of the glossary, and where a path is asked for."""
    if not shows_maps(app.builder) or not _is_personal(app.env, site_of(app), pagename):
        return
    app.add_css_file(STYLE)
    for script in (STATE_SCRIPT, *((WORDS_SCRIPT,) if spoken_digest() else ()), SCRIPT):
        app.add_js_file(script, loading_method="defer")


def _is_personal(env: BuildEnvironment, site: Site, docname: str) -> bool:
    """Whether a page shows concepts that a reader may know; the map brings what it needs itself."""
    if any(kind in _ASKS for kind, _ in domain_of(env).data["queries"].get(docname, ())):
        return True
    page = site.mounted(env, docname)
    return page is not None and page.kind != "map"


def learning_script(site: Site, builder: Builder) -> str:
    """The call that hands all concepts, what they build on, and the curated paths to the scripts."""
    if site not in _scripts or _scripts[site][0] != builder.name:
        _scripts[site] = builder.name, _call("conceptgraphLearning", learning_data(site, builder))
    return _scripts[site][1]


def learning_data(site: Site, builder: Builder) -> dict[str, Any]:
    """The concepts in columns, sorted by id; other concepts are numbers of rows, addresses are seen from the root of the site.

    `needs` has the core prerequisites of this glossary with their scores, as `graph.paths` compares them: ties are broken
    by depth, score and term, so that a path found in the browser has the same order.
    """
    from conceptgraph.drawing.formulas import render_text
    from conceptgraph.graph.difficulty import estimate_difficulties

    graph, concepts = site.graph, site.graph.concepts
    row = {concept.id: number for number, concept in enumerate(concepts)}
    topics = site.settings.in_order({concept.topic for concept in concepts if concept.topic})
    levels = estimate_difficulties(graph)
    return {
        "format": 1,
        "ids": [concept.id for concept in concepts],
        "terms": [concept.term for concept in concepts],
        "aliases": [distinct_aliases(concept) for concept in concepts],
        "href": [_address(site, builder, concept) for concept in concepts],
        "topics": [site.settings.topic_label(topic) for topic in topics],
        "topic": [topics.index(concept.topic) if concept.topic else -1 for concept in concepts],
        "level": [levels[concept.id] for concept in concepts],
        "minutes": [site.minutes[concept.id] for concept in concepts],
        "depth": [graph.depth(concept.id) for concept in concepts],
        "definition": [render_text(definition_of(concept)) for concept in concepts],
        "needs": [[[row[edge.requires], float(edge.score)] for edge in _needs(site, concept)] for concept in concepts],
        "paths": [_path(builder, path, row) for path in graph.paths],
        "find": _page(builder, FIND),
    }


def learning_reasons(site: Site) -> list[list[str | list[str] | int]]:
    """Why, for each pair in `needs` of the data: the author's reason as HTML, a sentence of a text as HTML in a list, or 0."""
    return [[_reason(edge) for edge in _needs(site, concept)] for concept in site.graph.concepts]


def _needs(site: Site, concept: Concept) -> list[Prerequisite]:
    return [edge for edge in site.graph.prerequisites_of(concept.id) if edge.requires in site.graph]


def _reason(edge: Prerequisite) -> str | list[str] | int:
    from conceptgraph.drawing.formulas import render_text

    if edge.reason:
        return render_text(edge.reason)
    sentence = next((item.sentence for item in edge.evidence if item.sentence), "")
    return [render_text(sentence)] if sentence else 0


def words_script() -> str:
    """The call that hands the words of the scripts to them, in the language of the site."""
    words = words_of(file for file in learning_files() if file.suffix == ".js")
    return _call("conceptgraphWords", {text: spoken for text in words if (spoken := word(text)) != text})


def _path(builder: Builder, path: CuratedPath, row: Mapping[str, int]) -> dict[str, Any]:
    def rows(concepts: Iterable[str]) -> list[int]:
        return [row[concept] for concept in concepts if concept in row]

    return {
        "name": path.name, "title": path.title, "href": _page(builder, f"{PATHS}/{path.name}"),
        "targets": rows(path.targets), "known": rows(path.known), "steps": rows(path.steps),
    }  # fmt: skip


def _page(builder: Builder, docname: str) -> str:
    return builder.get_target_uri(docname) if docname in builder.env.all_docs else ""


def _address(site: Site, builder: Builder, concept: Concept) -> str:
    home = site.home_of(concept.id)
    return home.address(builder.get_target_uri(home.docname))


def _call(name: str, data: object) -> str:
    """A script that hands data to a function; nothing in a text ends it or a line of it."""
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for character, escaped in (("</", "<\\/"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029")):
        text = text.replace(character, escaped)
    return f"{name}({text});\n"
