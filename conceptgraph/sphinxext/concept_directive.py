"""The directive `{concept}`: a concept with its definition on any page, several a page, in reStructuredText and MyST.

Its options are the keys of an entry's front matter, read by the same readers. A list is written with commas; where a reason
stands behind a name, each name has a line of its own: `derivative: it holds one for every variable`.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst.directives import unchanged
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from conceptgraph.model import Entry, Finding, Reference
from conceptgraph.reading import yaml_nodes
from conceptgraph.reading.files import can_be_entry
from conceptgraph.reading.front_matter import KEYS, WrongValueError, label_problem
from conceptgraph.sphinxext.nodes import concept_query
from conceptgraph.sphinxext.records import RECORD, Record, record_id, source_of

_REFERENCES = frozenset(("requires", "related", "not_requires", "contrast"))
_LISTS = frozenset(("aliases", "topics", "no_link", "redirect_from"))
#: The keys that the directive takes as options; the term is its argument.
OPTIONS = (*_LISTS, *_REFERENCES, "level", "match", "references", "status", "minutes")
_ID = re.compile(r"\w(?:[\w.-]*\w)?")


class ConceptDirective(SphinxDirective):
    """`{concept} TERM` with the definition as its contents."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar[dict[str, Callable[[str], Any]]] = dict.fromkeys((*OPTIONS, "id"), unchanged)

    def run(self) -> list[nodes.Node]:
        """A list of one term and its definition; the record waits in it until the page has been read."""
        term = " ".join(self.arguments[0].split())
        if problem := label_problem(term):
            raise self.error(f"the term {problem}")
        values, findings = read_options(self.options, line=self.lineno)
        concept = self._id(term, findings)
        made = nodes.term(term, term)
        self.set_source_info(made)
        entry = Entry(id=concept, term=term, path=source_of(self.env, made), line=self.lineno, **values)
        definition = nodes.definition("", concept_query(kind="facts", options={"concept": concept}))
        self.state.nested_parse(self.content, self.content_offset, definition)
        item = nodes.definition_list_item("", made, definition)
        item[RECORD] = Record(entry=entry, anchor=self._anchor(made, concept), findings=tuple(findings))
        listed = nodes.definition_list("", item, classes=["concept-definition"])
        names = dict.fromkeys((term, *entry.aliases))
        index = addnodes.index(entries=[("single", name.replace(";", ","), f"concept-{concept}", "main", None) for name in names])
        return [index, addnodes.glossary("", listed, sorted=False)]

    def _id(self, term: str, findings: list[Finding]) -> str:
        given = self.options.get("id", "").strip()
        if not given:
            return record_id(term, "concept")
        if _ID.fullmatch(given) and can_be_entry(f"{given}.md"):
            return str(given)
        message = f"'id' takes letters, digits, '-', '_' and '.', and no name that a system has taken, not {given!r}"
        findings.append(Finding(code="wrong-value", severity="error", message=message, line=self.lineno))
        return record_id(term, "concept")

    def _anchor(self, made: nodes.term, concept: str) -> str:
        """The anchor of the term; a concept that the page has already keeps it to itself."""
        anchor, document = f"concept-{concept}", self.state.document
        if anchor not in document.ids:
            made["ids"].append(anchor)
            document.set_id(made)
        return anchor


def setup_concept_directive(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("concept", ConceptDirective)


def read_options(options: Mapping[str, str], *, line: int) -> tuple[dict[str, Any], list[Finding]]:
    """The values of a directive's options by key, checked as in front matter, and what is wrong with the others."""
    values: dict[str, Any] = {}
    findings = []
    for name in OPTIONS:
        if name not in options:
            continue
        try:
            values[name] = _at_line(KEYS[name].read(_node(name, options[name] or "")), line)
        except WrongValueError as problem:
            findings.append(Finding(code="wrong-value", severity="error", message=f"{name!r} {problem}", line=line))
    return values, findings


def _node(name: str, text: str) -> yaml_nodes.Node:
    """What an option says as the front matter would say it."""
    if name in (_REFERENCES | _LISTS) and text.strip().startswith("[") and text.strip().endswith("]"):
        text = text.strip()[1:-1]
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if name in _REFERENCES and (len(lines) > 1 or ": " in text):
        return yaml_nodes.Sequence(items=tuple(_reference(one) for one in lines), line=0)
    if name in _REFERENCES or name in _LISTS:
        names = [one.strip() for line in lines for one in line.split(",") if one.strip()]
        return yaml_nodes.Sequence(items=tuple(yaml_nodes.Scalar(text=one, line=0, plain=False) for one in names), line=0)
    if name == "references":
        return yaml_nodes.Sequence(items=tuple(yaml_nodes.Scalar(text=one, line=0, plain=False) for one in lines), line=0)
    return yaml_nodes.Scalar(text=text.strip(), line=0, plain=False)


def _reference(text: str) -> yaml_nodes.Node:
    name, colon, reason = text.partition(": ")
    written = yaml_nodes.Scalar(text=name.strip().removesuffix(":"), line=0, plain=False)
    if not colon:
        return written
    return yaml_nodes.Mapping(items=((written, yaml_nodes.Scalar(text=reason.strip(), line=0, plain=False)),), line=0)


def _at_line(value: Any, line: int) -> Any:
    """References say where the directive begins; lines of its options are not told by all parsers."""
    if isinstance(value, tuple) and value and isinstance(value[0], Reference):
        return tuple(Reference(name=item.name, reason=item.reason, line=line) for item in value)
    return value
