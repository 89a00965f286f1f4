"""Whether what authors turn away was ever suggested: a veto that holds nothing off only looks as if it did.

A name that is no concept, and one that the same entry requires, are told by the reader.
"""

from collections.abc import Iterator

from conceptgraph.graph.checks.check import Check
from conceptgraph.graph.checks.view import View
from conceptgraph.model import Finding


def find_idle_vetoes(view: View) -> Iterator[Finding]:
    """Names in `not_requires` of concepts that neither the text nor the term suggests as prerequisites."""
    vetoed = {(edge.concept, edge.requires) for edge in view.graph.dropped if edge.reason == "veto"}
    for entry, _ in view.pairs:
        declared = view.declared.get(entry.id, ())
        for reference in entry.not_requires:
            meant = [other for other in view.glossary.resolve(reference.name, topics=entry.topics) if other in view.graph]
            if meant and not any((entry.id, other) in vetoed or other in declared for other in meant):
                message = f"'not_requires' names {reference.name!r}, which nothing here suggests as a prerequisite; delete it"
                yield Finding(code=IDLE_VETO.code, severity="advice", message=message, path=entry.path, line=reference.line)


IDLE_VETO = Check(
    code="idle-veto",
    help="`not_requires` names a concept that neither the entry's text nor its term suggests as a prerequisite",
    inspect=find_idle_vetoes,
    example="glossary/bread.md:3: 'not_requires' names 'heat', which nothing here suggests as a prerequisite; delete it",
    remedy="Delete the line. Where the text once named the concept under another name, look whether that name still stands in its entry.",
)
