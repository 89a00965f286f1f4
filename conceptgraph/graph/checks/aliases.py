"""Aliases that no text uses. They may serve those who look a word up, so nobody is told who does not ask."""

from collections.abc import Iterator

from conceptgraph.graph.checks.check import Check
from conceptgraph.graph.checks.view import View
from conceptgraph.model import Entry, Finding
from conceptgraph.reading.labels import fold


def find_unused_aliases(view: View) -> Iterator[Finding]:
    """Aliases that stand in no text of the glossary, in any form; one finding an entry."""
    keys = {entry.id: {alias: fold(alias) for alias in entry.aliases} for entry in view.glossary.entries if entry.aliases}
    met = view.occurring({key for aliases in keys.values() for key in aliases.values()})
    forms = _forms(view)
    for entry in view.glossary.entries:
        unused = [
            alias for alias, key in keys.get(entry.id, {}).items() if key not in met and key.replace(" ", "") not in forms.get(entry.id, ())
        ]
        if unused:
            yield _finding(entry, unused)


def _forms(view: View) -> dict[str, set[str]]:
    """The forms in which texts name each concept, as one word: "mini-batch" names what "minibatch" does."""
    found: dict[str, set[str]] = {}
    for (source, target), places in view.mentions.items():
        if source in view.entries:
            text = view.glossary.entry(source).prose.text
            found.setdefault(target, set()).update(fold(text[place.start : place.end]).replace(" ", "") for place in places)
    return found


def _finding(entry: Entry, unused: list[str]) -> Finding:
    names = ", ".join(map(repr, unused))
    stand = "stands" if len(unused) == 1 else "stand"
    message = f"{names} {stand} in no text of the glossary; keep what people look up, and delete what is misspelled"
    return Finding(code=UNUSED_ALIAS.code, severity="advice", message=message, path=entry.path, line=entry.lines.get("aliases", entry.line))


UNUSED_ALIAS = Check(
    code="unused-alias",
    help=(
        "an alias stands in no text of the glossary; told only where it is asked for, since most such aliases serve the index and search"
    ),
    inspect=find_unused_aliases,
    example="glossary/dough.md:3: 'dogh' stands in no text of the glossary; keep what people look up, and delete what is misspelled",
    remedy="Keep what people look up; delete or mend what is misspelled.",
    by_default=False,
)
