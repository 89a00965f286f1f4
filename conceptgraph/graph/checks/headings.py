"""Whether the first heading of an entry is one of its names: both stand above the same text."""

import re
from collections.abc import Iterator

from conceptgraph.graph.checks.check import Check
from conceptgraph.graph.checks.view import View
from conceptgraph.model import Finding
from conceptgraph.reading.labels import fold
from conceptgraph.reading.prose import read_body

_HEADING = re.compile(r"\s*+(?:#[ \t]++(?P<text>[^\n]*+)\n|(?P<over>\S[^\n]*+)\n=++[ \t]*+\n)")


def find_other_headings(view: View) -> Iterator[Finding]:
    """Entries that open with a heading which is no name of theirs."""
    for entry, concept in view.pairs:
        match = _HEADING.match(f"{entry.body}\n")
        if match is None or "term" not in entry.lines:
            continue
        written = (match["text"] or match["over"] or "").rstrip(" \t#").strip()
        if fold(written) in view.called(concept.id):
            continue
        # Only a heading that is not the very name is read as Markdown: that takes longer than all else here.
        shown = read_body(f"# {written}\n")[1]
        heading = shown.text if shown else ""
        key = fold(heading)
        names = {*view.called(concept.id), *map(fold, (concept.term, *concept.aliases))}
        if key and key not in names:
            line = entry.body_line + entry.body[: match.start("text" if match["text"] is not None else "over")].count("\n")
            message = f"the heading {heading!r} is no name of {concept.term!r}; write {concept.term!r}, or make it an alias"
            yield Finding(code=HEADING.code, severity="advice", message=message, path=entry.path, line=line)


HEADING = Check(
    code="heading",
    help="the first heading is neither the term nor another name of the entry",
    inspect=find_other_headings,
    example="glossary/dough.md:5: the heading 'Batter' is no name of 'dough'; write 'dough', or make it an alias",
    remedy="Make the heading the term, or the other name an alias.",
)
