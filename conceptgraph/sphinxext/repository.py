"""Where the source of a page can be edited, and where a wrong link can be told: addresses in the project's repository.

The repository is the setting's, or the one that the theme has been told of; without one there are no such links.
"""

import os
import posixpath
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from sphinx.builders import Builder

from conceptgraph.model import Concept
from conceptgraph.sphinxext.site import Site
from conceptgraph.words import word

#: Hosts whose repositories go by a user and a name in `html_context`.
_HOSTS = (("github", "https://github.com"), ("gitlab", "https://gitlab.com"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Repository:
    """The address of a repository, a branch of it, and the folder in it that holds the documentation's source."""

    url: str
    branch: str
    folder: str

    @property
    def gitlab(self) -> bool:
        """Whether its addresses are made as GitLab makes them; others follow GitHub."""
        return "gitlab" in self.url.split("/")[2]


def repository_of(site: Site, builder: Builder) -> Repository | None:
    """The project's repository; None where nobody has named one."""
    config = builder.config
    options, context = getattr(config, "html_theme_options", {}), getattr(config, "html_context", {})
    url = site.settings.repository or options.get("source_repository") or options.get("repository_url") or _from_context(context)
    if not isinstance(url, str) or not url.startswith(("https://", "http://")):
        return None
    versions = (context.get(f"{host}_version") for host, _ in _HOSTS)
    branch = next(filter(None, (options.get("source_branch"), options.get("repository_branch"), *versions)), "main")
    folders = (options.get("source_directory"), options.get("path_to_docs"), context.get("doc_path"), context.get("conf_py_path"))
    told = next((folder for folder in folders if isinstance(folder, str)), None)
    folder = told.strip("/") if told is not None else _folder_in_clone(Path(builder.srcdir))
    return Repository(url=url.rstrip("/").removesuffix(".git"), branch=str(branch), folder=folder)


def edit_address(repository: Repository, file: Path, source: Path) -> str:
    """The address where a file can be edited; empty where it lies outside of the repository."""
    try:
        inside = Path(os.path.relpath(file, source)).as_posix()
    except ValueError:  # another drive on Windows
        return ""
    path = posixpath.normpath(posixpath.join(repository.folder, inside))
    if path.startswith(".."):
        return ""
    return f"{repository.url}{'/-' if repository.gitlab else ''}/edit/{quote(repository.branch)}/{quote(path)}"


def issue_address(repository: Repository, concept: Concept) -> str:
    """The address of a new issue that says which concept a wrong link leads to."""
    title = word("Wrong link to {term}").format(term=f'"{concept.term}"')
    named = f'"{concept.term}" ({concept.id})'
    body = word("The link stands on the page:\nIts text is:\nIt leads to {term}, but means:").format(term=named)
    if repository.gitlab:
        return f"{repository.url}/-/issues/new?{urlencode({'issue[title]': title, 'issue[description]': body}, quote_via=quote)}"
    return f"{repository.url}/issues/new?{urlencode({'title': title, 'body': body}, quote_via=quote)}"


def _from_context(context: dict[str, Any]) -> str:
    """The address that `html_context` tells, as most themes read it."""
    for host, address in _HOSTS:
        user, name = context.get(f"{host}_user"), context.get(f"{host}_repo")
        if user and name:
            return f"{str(context.get(f'{host}_url') or address).rstrip('/')}/{user}/{name}"
    return ""


def _folder_in_clone(source: Path) -> str:
    """The path of the source in the clone it lies in; outside of one, its own name."""
    for folder in (source, *source.parents):
        if (folder / ".git").exists():
            return source.relative_to(folder).as_posix()
    return source.name
