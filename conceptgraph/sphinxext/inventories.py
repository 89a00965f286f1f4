"""The terms of other projects, from the inventories that intersphinx has loaded.

They serve three times: as what `requires: project:name` leads to, as what a wanted name may lead to, and, where
`inventory_links` names the project, as automatic links. Nothing is fetched here, and a project that could not be loaded is text.
"""

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from weakref import WeakKeyDictionary

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from conceptgraph.errors import did_you_mean
from conceptgraph.model import Mention
from conceptgraph.reading.labels import fold, plural
from conceptgraph.sphinxext.site import Site, digest_of, site_of

logger = logging.getLogger(__name__)

#: The kinds of objects that are concepts: glossary terms, and the ids of glossaries such as ours.
_KINDS = ("std:term", "concept:concept")
#: As third or later word of a name it is read as the object's priority, and the line of the inventory is lost.
_NUMBER = re.compile(r"-?\d+")
#: The class of links to other projects.
FOREIGN_CLASS = "concept-foreign"


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignTerm:
    """A term of another project: the key of its inventory, the name there, its address, and what the project calls itself."""

    project: str
    name: str
    address: str
    title: str = ""

    @property
    def id(self) -> str:
        """How front matter names it."""
        return f"{self.project}:{self.name}"

    def address_from(self, docname: str) -> str:
        """Its address, seen from a document; inventories on this machine may have relative ones."""
        if "://" in self.address:
            return self.address
        return posixpath.relpath(self.address, posixpath.dirname(docname) or ".")


@dataclass(frozen=True, kw_only=True)
class Inventories:
    """The terms of all projects whose inventory is loaded, by project and name."""

    projects: Mapping[str, Mapping[str, ForeignTerm]] = field(default_factory=dict)

    @cached_property
    def digest(self) -> str:
        """Changes whenever a page may say something else; empty where nothing is loaded."""
        listed = [sorted(terms.values(), key=lambda term: term.name) for _, terms in sorted(self.projects.items())]
        return digest_of(listed) if listed else ""

    def find(self, concept: str) -> ForeignTerm | None:
        """The term that `project:name` names, in any case, number and hyphenation."""
        project, _, name = concept.partition(":")
        return self._folded.get((project, fold(name)))

    def anywhere(self, name: str) -> ForeignTerm | None:
        """The first project's term of this name, in any case, number and hyphenation."""
        key = fold(name)
        return next((term for project in self.projects if (term := self._folded.get((project, key)))), None)

    def terms(self, projects: Iterable[str]) -> tuple[ForeignTerm, ...]:
        """All terms of some projects."""
        return tuple(term for project in projects for term in self.projects.get(project, {}).values())

    @cached_property
    def _folded(self) -> Mapping[tuple[str, str], ForeignTerm]:
        found: dict[tuple[str, str], ForeignTerm] = {}
        for project, terms in self.projects.items():
            for name in sorted(terms):
                found.setdefault((project, fold(name)), terms[name])
        return found


class ForeignNames:
    """Finds terms of other projects in prose: only as they are written there, or in the plural, or at the start of a sentence."""

    def __init__(self, terms: Iterable[ForeignTerm]) -> None:
        self._terms = {term.id: term for term in terms}
        self._matcher: Any = None

    def find(self, text: str, taken: Iterable[tuple[int, int]]) -> tuple[Mention, ...]:
        """The mentions outside of the spans that are taken already, sorted; their targets are `project:name`."""
        if not self._terms:
            return ()
        if self._matcher is None:
            from conceptgraph.extraction.mentions import Matcher
            from conceptgraph.extraction.names import Name

            self._matcher = Matcher(Name(text=term.name, concept=term.id) for term in self._terms.values())
        found: tuple[Mention, ...] = self._matcher.find(text, opaque=taken)
        return tuple(mention for mention in found if _is_written(self._terms[mention.target].name, " ".join(mention.form.split())))


def _is_written(name: str, form: str) -> bool:
    spelled = (name, plural(name))
    return form in spelled or form in tuple(one[:1].upper() + one[1:] for one in spelled)


_loaded: WeakKeyDictionary[Site, Inventories] = WeakKeyDictionary()


def setup_inventories(app: Sphinx) -> None:
    """Take over what intersphinx has loaded, and report names that no project has."""
    app.connect("builder-inited", take_inventories, priority=800)
    app.connect("env-check-consistency", report_unknown)
    app.connect("env-check-consistency", report_lost)


def inventories_of(site: Site) -> Inventories:
    """The inventories of a build."""
    return _loaded.get(site, Inventories())


def take_inventories(app: Sphinx) -> None:
    """Keep the terms of the inventories that are loaded; none without intersphinx."""
    loaded: Mapping[str, Mapping[str, Mapping[str, Any]]] = getattr(app.env, "intersphinx_named_inventory", {})
    projects = {}
    for project, kinds in sorted(loaded.items()):
        terms: dict[str, ForeignTerm] = {}
        for kind in _KINDS:
            for name, item in kinds.get(kind, {}).items():
                # Sphinx 8.1 has a tuple, later ones an object.
                title, address = (item[0], item[2]) if isinstance(item, tuple) else (item.project_name, item.uri)
                terms.setdefault(name, ForeignTerm(project=project, name=name, address=address, title=title))
        projects[project] = terms
    _loaded[site_of(app)] = Inventories(projects=projects)


def link_to_foreign(inventories: Inventories, concept: str, text: str, *, docname: str) -> nodes.Element:
    """A link to a term of another project, with the project's name as title; text where its inventory is not loaded."""
    term = inventories.find(concept)
    if term is None:
        return nodes.inline("", text, classes=[FOREIGN_CLASS])
    reference = nodes.reference("", "", internal=False, refuri=term.address_from(docname), reftitle=term.title or term.project)
    reference += nodes.inline("", text, classes=[FOREIGN_CLASS])
    return reference


def report_unknown(app: Sphinx, _env: BuildEnvironment) -> None:
    """Say which required names of other projects their inventories do not have; what is not loaded is not asked."""
    site = site_of(app)
    inventories = inventories_of(site)
    if not site.has_concepts or not inventories.projects:
        return
    for entry in site.result.glossary.entries:
        for reference in (*entry.requires, *entry.related, *entry.contrast, *entry.not_requires):
            project, colon, name = reference.name.partition(":")
            terms = inventories.projects.get(project, {})
            if not colon or not terms or _is_ours(site, reference.name) or inventories.find(reference.name):
                continue
            place = f"{site.base / entry.path}:{reference.line or entry.line}"
            remedy = did_you_mean(name.strip(), terms) or "; take a name that its glossary has, or leave this one out"
            message = f"the inventory {project!r} has no term {name.strip()!r}{remedy}"
            logger.warning("%s", message, location=place, type="conceptgraph", subtype="unknown-foreign")


def report_lost(app: Sphinx, _env: BuildEnvironment) -> None:
    """Say which of our names no other project can use: when an inventory is read, a number in them is taken for something else."""
    site = site_of(app)
    for concept in site.graph.concepts if site.has_concepts else ():
        for name in (concept.term, *concept.aliases):
            if any(map(_NUMBER.fullmatch, name.split()[2:])):
                place = f"{site.base / concept.path}:{concept.line}"
                message = "%s: other projects cannot link %r, as inventories lose names with a number as third or later word; %r reaches it"
                logger.info(message, place, name, concept.id)


def _is_ours(site: Site, name: str) -> bool:
    """Whether a name with a colon is one of ours."""
    return any(one in site.concepts for one in site.result.glossary.resolve(name))
