"""Mounting: the entries and the generated pages become documents of the project, wherever their files are.

A `Project` subclass adds docname and file to what Sphinx discovers, so that warnings name the real file, and images,
includes and relative links work from it. Files are never copied.
"""

import os
import posixpath
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.project import Project
from sphinx.util import logging

from conceptgraph.reading.scanning import find_definitions
from conceptgraph.sphinxext.places import Page
from conceptgraph.sphinxext.site import Site, site_of

logger = logging.getLogger(__name__)


class MountedProject(Project):
    """The source of a project and what is mounted into it; a folder that is mounted is left out of discovery."""

    def __init__(
        self, srcdir: str | os.PathLike[str], source_suffix: Iterable[str], *, mounts: Mapping[str, Path], folders: tuple[Path, ...]
    ) -> None:
        super().__init__(srcdir, source_suffix)
        self.mounts = dict(mounts)
        self.folders = folders

    def discover(self, exclude_paths: Iterable[str] = (), include_paths: Iterable[str] = ("**",)) -> set[str]:
        """Find the documents of the source folder, then add the mounted ones."""
        super().discover([*exclude_paths, *self._own_patterns()], include_paths)
        for docname, file in self.mounts.items():
            path = _relative_path(file, Path(self.srcdir))
            self.docnames.add(docname)
            self._path_to_docname[path] = docname
            self._docname_to_path[docname] = path
        return self.docnames

    def path2doc(self, filename: str | os.PathLike[str]) -> str | None:
        """The document of a file, also where it is mounted and the file is given as an absolute path."""
        path = Path(filename)
        if path.is_absolute():
            path = _relative_path(path, Path(self.srcdir))
        return self._path_to_docname.get(path) or super().path2doc(filename)

    def _own_patterns(self) -> list[str]:
        """What keeps Sphinx from reading the glossary's folder and the generated pages' names a second time."""
        inside = [folder.relative_to(self.srcdir).as_posix() for folder in self.folders if folder.is_relative_to(self.srcdir)]
        return ["**/*" if path == "." else f"{path}/**" for path in inside]


def setup_mount(app: Sphinx) -> None:
    """Mount the pages once the builder is there, and mend what themes are told about their source files."""
    app.connect("builder-inited", mount_pages, priority=450)
    app.connect("doctree-read", point_to_mounted)
    app.connect("html-page-context", mend_source_links, priority=400)


def mount_pages(app: Sphinx) -> None:
    """Put the mounting project in the place of the plain one."""
    site = site_of(app)
    plain = _host_project(app, site.folders)
    taken = plain.docnames
    if not site.outline.entries:
        _expect_concepts(site, (Path(plain.doc2path(docname, absolute=True)) for docname in sorted(taken)))
    mounts = {page.docname: page.file for page in site.pages.values() if page.kind == "entry" or page.docname not in taken}
    project = MountedProject(app.srcdir, app.config.source_suffix, mounts=mounts, folders=site.folders)
    project.restore(app.project)
    app.project = app.env.project = project


def _expect_concepts(site: Site, files: Iterable[Path]) -> None:
    """Where the folder has no entry, look whether pages define concepts; if none does, say what to do."""
    site.expected = find_definitions(files, listed=site.settings.glossaries)
    if site.expected:
        return
    if site.folders:
        logger.info("conceptgraph: no entry in %s; write the first one, for example with 'conceptgraph new TERM'", site.base)
    else:
        names = " or ".join(map(repr, site.settings.folders))
        logger.info("conceptgraph: no folder %s under or beside the source; nothing is added", names)


def point_to_mounted(app: Sphinx, doctree: nodes.document) -> None:
    """Let a Markdown link to `glossary/adam.md` reach the page that is mounted there, though no file lies there."""
    site, env = site_of(app), app.env
    for node in doctree.findall(addnodes.pending_xref):
        path, _, fragment = str(node.get("reftarget", "")).partition("#")
        if node.get("reftype") != "myst" or node.get("refdomain") or not path.endswith(".md"):
            continue
        docname = posixpath.normpath(posixpath.join(posixpath.dirname(env.docname), path)).removesuffix(".md")
        if site.mounted(env, docname) is not None:
            node.attributes.update(refdomain="doc", reftarget=docname, reftargetid=fragment or None)


def mend_source_links(app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    """Give a mounted page a source name inside `_sources`, and its real file for the theme's edit link."""
    page = site_of(app).mounted(app.env, pagename)
    if page is None:
        return
    if page.generated:
        context.update(sourcename="", has_source=False, page_source_suffix="", theme_source_edit_link="", theme_source_view_link="")
        return
    suffix = page.file.suffix
    if context.get("sourcename"):
        ending = app.config.html_sourcelink_suffix
        context["sourcename"] = pagename + suffix + ("" if ending == suffix else ending)
    context["page_source_suffix"] = suffix
    _mend_edit_link(app, context, page)


def _mend_edit_link(app: Sphinx, context: dict[str, Any], page: Page) -> None:
    """The edit and view links of themes that build on basic-ng, such as furo: they would join folder and document name."""
    directory = str(context.get("theme_source_directory") or "").strip("/")
    folder = os.path.normpath(Path(directory) / os.path.relpath(page.file.parent, app.srcdir))
    path = (Path(folder) / page.file.name).as_posix()
    if path.startswith(".."):
        context["page_source_suffix"] = ""
        return
    for link, verb in (("theme_source_edit_link", "edit"), ("theme_source_view_link", "blob")):
        template = context.get(link)
        repository = str(context.get("theme_source_repository") or "").rstrip("/")
        if isinstance(template, str) and template:
            context[link] = template.replace("{filename}", path)
        elif repository.startswith(("https://github.com/", "https://gitlab.com/")):
            middle = f"-/{verb}" if "gitlab.com" in repository else verb
            context[link] = f"{repository}/{middle}/{context.get('theme_source_branch') or 'main'}/{path}"


def _host_project(app: Sphinx, folders: tuple[Path, ...]) -> MountedProject:
    """The documents the project has itself: they go before generated pages of the same name."""
    plain = MountedProject(app.srcdir, app.config.source_suffix, mounts={}, folders=folders)
    exclude = [*app.config.exclude_patterns, *app.config.templates_path, *app.builder.get_asset_paths()]
    plain.discover(exclude, app.config.include_patterns)
    return plain


def _relative_path(file: Path, folder: Path) -> Path:
    try:
        return Path(os.path.relpath(file, folder))
    except ValueError:  # another drive on Windows
        return file
