"""Files beside the pages: graph.json for tools and other projects, llms.txt, and a small preview of each concept."""

import json
from collections.abc import Callable, Mapping
from html import escape
from pathlib import Path
from types import MappingProxyType

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from conceptgraph.model import Concept
from conceptgraph.sphinxext import llms
from conceptgraph.sphinxext.blocks import definition_of
from conceptgraph.sphinxext.site import Site, digest_of, site_of
from conceptgraph.words import spoken_digest, word

#: The text of each file that the setting `write` may name.
TEXTS: Mapping[str, Callable[[Sphinx], str]] = MappingProxyType(
    {"graph.json": lambda app: site_of(app).exported, llms.FILE: llms.llms_text}
)
PREVIEWS = "_concepts"
_STAMP = ".stamp"

#: So many names of prerequisites stand in a preview.
_NAMES_SHOWN = 4


def setup_outputs(app: Sphinx) -> None:
    """Write them when all pages are written."""
    app.connect("build-finished", write_outputs)


def write_outputs(app: Sphinx, exception: Exception | None) -> None:
    """Write what has changed; nothing where the same was written before."""
    site, builder = site_of(app), app.builder
    if exception is not None or not isinstance(builder, StandaloneHTMLBuilder) or builder.name not in ("html", "dirhtml"):
        return
    folder, stamp = Path(app.outdir) / PREVIEWS, _stamp(app)
    if not site.has_concepts or (_read(folder / _STAMP) == stamp and _are_there(app)):
        return
    for name in _our_files(app):
        file = Path(app.outdir) / name
        if name in site.settings.write:
            write_changed(file, TEXTS[name](app))
        else:
            file.unlink(missing_ok=True)
    _write_previews(site, folder)
    write_changed(folder / _STAMP, stamp)


def _our_files(app: Sphinx) -> list[str]:
    """The files that are ours to write: not those of the same name that the project brings itself."""
    extra = [Path(app.confdir) / path for path in app.config.html_extra_path]
    return [name for name in TEXTS if not any(path.name == name or (path / name).is_file() for path in extra)]


def _are_there(app: Sphinx) -> bool:
    wanted = site_of(app).settings.write
    return all((Path(app.outdir) / name).is_file() == (name in wanted) for name in _our_files(app))


def _stamp(app: Sphinx) -> str:
    """A digest of all that the files follow from."""
    site, config = site_of(app), app.config
    return digest_of(site.key, site.settings_digest, spoken_digest(), app.builder.name, config.project, config.html_baseurl)


def preview_script(site: Site, concept: Concept) -> str:
    """The script that hands a concept's preview to the page: a call with its id and its HTML."""
    from conceptgraph.drawing.formulas import render_text

    parts = [f'<p class="preview-term">{render_text(concept.term)}</p>']
    if concept.definition:
        parts.append(f"<p>{render_text(definition_of(concept))}</p>")
    needs = [edge.requires for edge in site.graph.prerequisites_of(concept.id)]
    names = [site.concepts[need].term if need in site.concepts else need for need in needs]
    if names:
        more = len(names) - _NAMES_SHOWN
        told = word("builds on {names} and {number} more") if more > 0 else word("builds on {names}")
        listed = escape(told).format(names=render_text(", ".join(names[:_NAMES_SHOWN])), number=more)
        parts.append(f'<p class="preview-needs">{listed}</p>')
    arguments = ", ".join(json.dumps(text, ensure_ascii=False) for text in (concept.id, "".join(parts)))
    for character, escaped in (("</", "<\\/"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029")):
        arguments = arguments.replace(character, escaped)
    return f"conceptgraphPreview({arguments})\n"


def write_changed(file: Path, text: str) -> bool:
    """Write a file unless it says the same already."""
    if _read(file) == text:
        return False
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write(text)
    return True


def _write_previews(site: Site, folder: Path) -> None:
    written = set()
    for concept in site.graph.concepts if site.settings.previews else ():
        file = folder / f"{concept.id}.js"
        write_changed(file, preview_script(site, concept))
        written.add(file.name)
    for old in folder.glob("*.js"):
        if old.name not in written:
            old.unlink()


def _read(file: Path) -> str | None:
    try:
        return file.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
