"""llms.txt: the whole glossary as one short Markdown file, in an order in which it can be read.

The form is that of the proposal of Howard (2024): a title, a line that sums up, then lists of links with a note on each.
"""

import re
from urllib.parse import urljoin

from sphinx.application import Sphinx

from conceptgraph.model import Concept
from conceptgraph.sphinxext.blocks import definition_of
from conceptgraph.sphinxext.site import PATHS, Site, site_of
from conceptgraph.words import counted, word

FILE = "llms.txt"

_MARKUP = re.compile(r"([\\\[\]<>])")


def llms_text(app: Sphinx) -> str:
    """The file's text."""
    site = site_of(app)
    concepts = [site.concepts[step] for step in reading_order(site)]
    title = " ".join(str(app.config.project or "Glossary").split())
    number = counted("{number} concept", "{number} concepts", len(concepts))
    summary = word("A glossary of {concepts}, each after those it builds on.").format(concepts=number)
    heading = word("Concepts")
    lines = [f"# {_escape(title)}", "", f"> {summary}", "", f"## {heading}", ""]
    lines += [_line(concept.term, _concept_address(app, concept), definition_of(concept)) for concept in concepts]
    paths = [path for path in site.graph.paths if f"{PATHS}/{path.name}" in app.env.all_docs]
    if paths:
        lines += ["", f"## {word('Learning paths')}", ""]
    for path in paths:
        steps = ", ".join(site.concepts[step].term for step in path.steps if step in site.concepts)
        lines.append(_line(path.title, _address(app, app.builder.get_target_uri(f"{PATHS}/{path.name}")), steps))
    return "\n".join([*lines, ""])


def reading_order(site: Site) -> tuple[str, ...]:
    """The ids of all concepts, each after those it builds on."""
    from conceptgraph.graph.paths import learning_order

    return learning_order(site.graph)


def _line(name: str, address: str, note: str) -> str:
    words = " ".join(note.split())
    return f"- [{_escape(name)}]({address})" + (f": {words}" if words else "")


def _escape(text: str) -> str:
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))


def _concept_address(app: Sphinx, concept: Concept) -> str:
    home = site_of(app).home_of(concept.id)
    return _address(app, home.address(app.builder.get_target_uri(home.docname)))


def _address(app: Sphinx, target: str) -> str:
    return urljoin(app.config.html_baseurl.rstrip("/") + "/", target) if app.config.html_baseurl else target
