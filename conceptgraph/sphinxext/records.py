"""Concepts that pages define: by a `{concept}` directive, or as the terms of a `glossary` that the project has anyway.

What a page defines is noted when it is read, in the data of the domain, which Sphinx keeps and joins where several processes
read. When all pages are read, it is decided which of these concepts stand, and the site takes them beside the folder's entries.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from conceptgraph.model import Entry, Finding
from conceptgraph.reading.files import can_be_entry, placed_path
from conceptgraph.reading.front_matter import label_problem
from conceptgraph.reading.labels import slug
from conceptgraph.sphinxext.definitions import read_definition
from conceptgraph.sphinxext.domain import domain_of
from conceptgraph.sphinxext.outline import joined_path, relative_path
from conceptgraph.sphinxext.places import Defined, Home
from conceptgraph.sphinxext.site import Site, site_of

#: The attribute in which the directive leaves its record until the page is read.
RECORD = "concept_record"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A concept that a page defines: its entry, whose path is relative to the source, its anchor, and what is wrong with it.

    `listed` tells the terms of a `glossary` from what directives of ours define.
    """

    entry: Entry
    anchor: str
    findings: tuple[Finding, ...] = ()
    listed: bool = False


def setup_records(app: Sphinx) -> None:
    """Note what each page defines, and let the site take what stands when all are read."""
    app.connect("doctree-read", note_records)
    app.connect("env-updated", take_records, priority=100)


def note_records(app: Sphinx, doctree: nodes.document) -> None:
    """Keep what a page defines in the domain's data."""
    reader = _Reader(env=app.env)
    records = [record for item in doctree.findall(nodes.definition_list_item) if (record := reader.read(item))]
    if records:
        domain_of(app.env).data["records"][app.env.docname] = records


def take_records(app: Sphinx, env: BuildEnvironment) -> None:
    """Let the site take what all pages define."""
    site, noted = site_of(app), domain_of(env).data["records"]
    listed = site.settings.glossaries
    records = [(docname, record) for docname in sorted(noted) for record in noted[docname] if listed or not record.listed]
    site.define(settle(site, records))


def settle(site: Site, records: Iterable[tuple[str, Record]]) -> Defined:
    """Which concepts stand: an entry of the folder goes before what pages define, and the first of these before the second.

    Terms of a list that are not the same, but make the same id ("C" and "C++"), get a number each.
    """
    taken = {_blind(concept): (term.casefold(), path, 1) for concept, path, term in site.outline.entries}
    back = relative_path(site.source, site.base)
    defined: dict[str, tuple[Entry, Home]] = {}
    findings: list[Finding] = []
    for docname, record in records:
        entry, path = record.entry, joined_path(back, record.entry.path)
        findings += [replace(finding, path=path) for finding in record.findings]
        concept = _free_id(entry, taken) if record.listed else entry.id
        if (concept, path) != (entry.id, entry.path):
            entry = replace(entry, id=concept, path=path)
        other = taken.setdefault(_blind(entry.id), (entry.term.casefold(), entry.path, entry.line))
        if entry.id in defined or other[1:] != (entry.path, entry.line):
            place = f"{placed_path(other[1], folder=site.base)}:{other[2]}"
            findings.append(_clash(entry, place, listed=record.listed))
        else:
            defined[entry.id] = entry, Home(docname=docname, anchor=record.anchor)
    ordered = sorted(defined.items())
    return Defined(
        entries=tuple(entry for _, (entry, _) in ordered), homes={one: home for one, (_, home) in ordered}, findings=tuple(findings)
    )


def record_id(term: str, fallback: str) -> str:
    """The id of a term that has none of its own; a name that a system has taken is no name of a file."""
    found = slug(term) or fallback
    return found if can_be_entry(f"{found}.md") else f"{found}-term"


def source_of(env: BuildEnvironment, node: nodes.Node) -> str:
    """The path of the file in which a node stands, relative to the source: an included one, or that of the page."""
    page = env.doc2path(env.docname)
    source = str(node.source or "").partition(":docstring of ")[0]
    file = Path(source)
    return relative_path(file if source and file.is_file() else Path(page), Path(env.srcdir))


@dataclass(slots=True, kw_only=True)
class _Reader:
    """Reads the definitions of one page; files and names are looked up when the first list asks for them."""

    env: BuildEnvironment
    names: dict[str, str] | None = None
    lines: dict[str, list[str]] = field(default_factory=dict)

    def read(self, item: nodes.definition_list_item) -> Record | None:
        """The record of a definition, if it defines a concept."""
        prepared = item.attributes.pop(RECORD, None)
        record = prepared if isinstance(prepared, Record) else self._listed(item)
        if record is None:
            return None
        contents = [child for child in item.children if isinstance(child, nodes.definition)]
        prose = read_definition([part for child in contents for part in child.children], line=record.entry.line)
        return replace(record, entry=replace(record.entry, prose=prose))

    def _listed(self, item: nodes.definition_list_item) -> Record | None:
        """The record of a term in a `glossary`: the first is the term, the others are its aliases."""
        if "glossary" not in item.parent.get("classes", ()):
            return None
        terms = [child for child in item.children if isinstance(child, nodes.term) and child["ids"]]
        names = list(dict.fromkeys(name for term in terms if not label_problem(name := self._name(term))))
        if not names:
            return None
        anchor, path = terms[0]["ids"][0], source_of(self.env, terms[0])
        line = self._line(names[0], terms[0].line or 1, path)
        entry = Entry(id=record_id(names[0], anchor), term=names[0], aliases=tuple(names[1:]), path=path, line=line)
        return Record(entry=entry, anchor=anchor, listed=True)

    def _name(self, term: nodes.term) -> str:
        """A term as its author wrote it: the doctree has typographic quotes."""
        if self.names is None:
            objects, here = self.env.domains.standard_domain.objects, self.env.docname
            self.names = {anchor: name for (kind, name), (docname, anchor) in objects.items() if kind == "term" and docname == here}
        return " ".join(self.names.get(term["ids"][0], term.astext()).split())

    def _line(self, term: str, line: int, path: str) -> int:
        """The line of a term: some parsers count from the beginning of the list."""
        if path not in self.lines:
            try:
                self.lines[path] = Path(self.env.srcdir, path).read_text(encoding="utf-8-sig", errors="replace").splitlines()
            except OSError:
                self.lines[path] = []
        lines = self.lines[path]
        return next((number for number in range(line, len(lines) + 1) if lines[number - 1].strip().startswith(term)), line)


def _free_id(entry: Entry, taken: Mapping[str, tuple[str, str, int]]) -> str:
    """The id of a term, with a number where another term has it; a term that is there already keeps its own."""
    concept, number = entry.id, 1
    while (other := taken.get(_blind(concept))) and entry.term.casefold() != other[0]:
        number += 1
        concept = f"{entry.id}-{number}"
    return concept


def _clash(entry: Entry, place: str, *, listed: bool) -> Finding:
    """Two concepts with one id: both places, and how to mend it."""
    mend = "delete one of the two, or rename a term" if listed else "delete one of the two, or give this one an ':id:'"
    message = f"term {entry.term!r} has the id {entry.id!r} of the concept at {place}; {mend}"
    return Finding(code="concept-clash", severity="warning", message=message, path=entry.path, line=entry.line)


def _blind(concept: str) -> str:
    """An id as a disk that sees no case compares it: each has a file of its own."""
    return unicodedata.normalize("NFC", concept).casefold()
