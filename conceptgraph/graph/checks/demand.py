"""What is missing: one line that leads to the whole list, since the list is long and its own command."""

from collections.abc import Iterator

from conceptgraph.graph.checks.check import Check
from conceptgraph.graph.checks.view import View
from conceptgraph.model import Finding
from conceptgraph.reading.labels import fold
from conceptgraph.reading.references import Suggestions


def find_demand(view: View) -> Iterator[Finding]:
    """How many names are wanted, and which most.

    A name in front matter that is nearly that of a concept is a slip of the pen: the error says what to write.
    """
    suggestions = Suggestions(view.glossary.names)
    slips = {fold(reference.name) for _, reference in view.glossary.unknown if suggestions.near(reference.name)}
    wanted = [name for name in view.wanted or view.graph.wanted if fold(name.name) not in slips]
    if not wanted:
        return
    most = wanted[0]
    count, entries = len(wanted), len(most.needed_by)
    names = "1 name that entries lean on has" if count == 1 else f"{count} names that entries lean on have"
    by = "1 entry" if entries == 1 else f"{entries} entries"
    message = f"{names} no entry, first of all {most.name!r} (in {by}); list them with 'conceptgraph wanted'"
    yield Finding(code="wanted", severity="advice", message=message)


WANTED = Check(
    code="wanted",
    help="names that entries lean on have no entry",
    inspect=find_demand,
    example=(
        "glossary: 1 name that entries lean on has no entry, first of all 'sour dough' (in 2 entries); list them with 'conceptgraph wanted'"
    ),
    remedy="List them with `conceptgraph wanted`, and write entries for those that deserve one.",
)
