"""Files beside the pages: graph.json for tools and other projects, llms.txt, and a small preview of each concept."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder

from conceptgraph.sphinxext import llms
from conceptgraph.sphinxext.previews import preview_files
from conceptgraph.sphinxext.site import Site, digest_of, site_of
from conceptgraph.words import spoken_digest

#: The text of each file that the setting `write` may name.
TEXTS: Mapping[str, Callable[[Sphinx], str]] = MappingProxyType(
    {"graph.json": lambda app: site_of(app).exported, llms.FILE: llms.llms_text}
)
PREVIEWS = "_concepts"
_STAMP = ".stamp"


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
    _write_previews(site, app.builder, folder)
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


def write_changed(file: Path, text: str) -> bool:
    """Write a file unless it says the same already."""
    if _read(file) == text:
        return False
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write(text)
    return True


def _write_previews(site: Site, builder: Builder, folder: Path) -> None:
    wanted = preview_files(site, builder) if site.settings.previews else {}
    for name, text in wanted.items():
        write_changed(folder / name, text)
    for old in folder.glob("*.js"):
        if old.name not in wanted:
            old.unlink()


def _read(file: Path) -> str | None:
    try:
        return file.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
