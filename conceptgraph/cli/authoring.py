"""Commands that make entries: `init`, `new`, `import`."""

from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from conceptgraph.cli.console import UsageError, count, say, show_findings, tell
from conceptgraph.cli.glossaries import FolderOption, Place, find_folder, read_bytes, read_file
from conceptgraph.errors import OutputError

if TYPE_CHECKING:
    from conceptgraph.model import Entry, Finding


def init(
    folder: Annotated[Path, typer.Argument(metavar="[FOLDER]", help="Where to make it, or the Sphinx project to add to.")] = Path(),
    *,
    sphinx: Annotated[bool, typer.Option("--sphinx", help="Add to a project what it lacks, and a first entry if there is none.")] = False,
    undo: Annotated[bool, typer.Option("--undo", help="With --sphinx: put back what was there before.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="With --sphinx: write without asking.")] = False,
) -> None:
    """Make a new glossary, or add one to a Sphinx project.

    A new one has two entries to start from, and what Sphinx needs to build a site of it; nothing that is there is overwritten.
    With --sphinx the project's conf.py gets the extensions it lacks; the changes are shown before anything is written.
    """
    if sphinx:
        from conceptgraph.cli import setting_up

        return setting_up.undo(folder) if undo else setting_up.set_up(folder, yes=yes)
    if undo or yes:
        raise UsageError("--undo and --yes go with --sphinx; a new glossary overwrites nothing, so delete what was made")
    return _make(folder)


def _make(folder: Path) -> None:
    """Write the files of a new glossary, and say what comes next."""
    from conceptgraph.reading.writing import write_text

    made = {folder / name: text for name, text in _starter_files()}
    there = sorted(str(path) for path in made if path.exists() or path.is_symlink())
    if there:
        raise OutputError(f"{', '.join(there)}: already there, and nothing is overwritten; choose another folder, or move them away")
    for path, text in made.items():
        write_text(path, text)
    for path in made:
        say(f"made {path}")
    say()
    say("Next:")
    if folder != Path():
        say(f"  cd {folder}")
    for command, gives in (
        ('conceptgraph new "a term"', "write an entry"),
        ("conceptgraph check", "see what is wrong or missing"),
        ("conceptgraph serve", "read it in a browser while you write"),
        ("python -m sphinx . _build/html", "make the site"),
    ):
        say(f"  {command:32}{gives}")


def _starter_files() -> Iterator[tuple[str, str]]:
    """The files of a new glossary: name and text. `conf.py` carries a suffix in the package, where it is no module."""

    def walk(folder: Traversable, prefix: str) -> Iterator[tuple[str, str]]:
        for item in sorted(folder.iterdir(), key=lambda item: item.name):
            if item.is_dir():
                yield from walk(item, f"{prefix}{item.name}/")
            else:
                yield f"{prefix}{item.name.removesuffix('.txt')}", item.read_text(encoding="utf-8")

    return walk(files("conceptgraph.cli") / "starter", "")


def new(
    term: Annotated[str, typer.Argument(metavar="TERM", help="The preferred label of the concept.")],
    alias: Annotated[list[str] | None, typer.Option("--alias", metavar="NAME", help="Another name; once for each.")] = None,
    topic: Annotated[list[str] | None, typer.Option("--topic", metavar="TOPIC", help="A topic, the main one first.")] = None,
    requires: Annotated[
        list[str] | None, typer.Option("--requires", metavar="NAME", help="What must be understood first; once for each.")
    ] = None,
    glossary: FolderOption = None,
) -> None:
    """Write a new entry.

    It is a draft under the right file name, ready for its text. A name that another entry has is refused; one that is only
    spelled alike in a file name, such as C++ beside C, gets a number.
    """
    from conceptgraph.reading.front_matter import label_problem
    from conceptgraph.reading.writing import Draft, entry_id, entry_source, new_path, write_text

    for label in (term, *(alias or ()), *(topic or ()), *(requires or ())):
        if problem := label_problem(label):
            raise UsageError(f"a name {problem}")
    place = find_folder(glossary, "new")
    if not entry_id(term):
        raise UsageError(f"the term {term!r} gives no file name, since it has no letter or digit; write the file by hand")
    entries = _refuse_known(place, [term, *(alias or ())])
    path = new_path(term, place.path)
    draft = Draft(term=term.strip(), aliases=tuple(alias or ()), topics=tuple(topic or ()), requires=tuple(requires or ()))
    text = entry_source(draft)
    write_text(path, text)
    say(str(path))
    show_findings(_doubts(entries, text, path, place), err=True)
    if path.stem != entry_id(term):
        tell(f"Its id is {path.stem!r}, since another file is called '{entry_id(term)}.md'.")
    tell("Write its text below the heading: the first sentence is the definition. Names of other entries become links by themselves.")


def _refuse_known(place: Place, labels: list[str]) -> "tuple[Entry, ...]":
    """The entries there are; a second one under a name of theirs would be an error in the next build.

    Raises:
        OutputError: a label names a concept already.
    """
    from conceptgraph.errors import GlossaryError
    from conceptgraph.reading.glossary import read_glossary

    try:
        glossary = read_glossary(place.path, settings=place.settings, keep_going=True)
    except GlossaryError:
        # A folder without entries is where the first one goes.
        return ()
    for label in labels:
        for found in glossary.resolve(label):
            concept = glossary.concept(found)
            raise OutputError(
                f"{label!r} already names {concept.term!r} ({place.path / concept.path}); edit that, or add a qualifier in brackets"
            )
    return glossary.entries


def _doubts(entries: "tuple[Entry, ...]", text: str, path: Path, place: Place) -> "Iterator[Finding]":
    """What the next check will call an error of the new entry, as warnings: a name it requires may come to have an entry."""
    from conceptgraph.reading.entries import read_entry
    from conceptgraph.reading.files import shown_path
    from conceptgraph.reading.glossary import make_glossary

    entry, problems = read_entry(text, path=path.name)
    if entry is not None:
        problems += make_glossary(place.path, [*entries, entry], settings=place.settings).findings
    for finding in problems:
        if finding.severity == "error" and finding.path == shown_path(path):
            yield replace(finding, severity="warning")


def import_deck(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The deck; - for standard input.")],
    style: Annotated[str, typer.Option("--format", metavar="FORMAT", help="flashcards or csv.")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FOLDER", help="Folder to write the entries to.")],
    *,
    force: Annotated[bool, typer.Option("--force", help="Replace files that are there.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would be written.")] = False,
) -> None:
    """Turn a deck of cards into draft entries.

    Each card becomes a file of its own. What is odd about the deck is reported.
    """
    from conceptgraph.doors import DoorError
    from conceptgraph.reading.importers.registry import find_importer
    from conceptgraph.reading.writing import Draft, write_drafts

    try:
        importer = find_importer(style)
    except DoorError as error:
        raise UsageError(str(error)) from error
    if output.exists() and not output.is_dir():
        raise OutputError(f"{output}: is a file; give a folder for the entries")
    text = _read_deck(file)
    deck = importer.read(text, path=str(file))
    drafts = [
        Draft(
            term=card.term,
            text=card.text,
            aliases=card.aliases,
            topics=card.topics,
            requires=card.requires,
            source={"deck": "standard input" if str(file) == "-" else file.name, "position": card.position},
        )
        for card in deck.cards
    ]
    report = write_drafts(drafts, output, force=force, dry_run=dry_run)
    show_findings(deck.findings, err=True)
    words = {"written": "would write" if dry_run else "wrote", "replaced": "would replace" if dry_run else "replaced", "kept": "kept"}
    for item in report:
        say(f"{words[item.fate]} {item.path}")
    kept = sum(item.fate == "kept" for item in report)
    note = f"; {count(kept, 'file')} kept, as --force was not given" if kept else ""
    tell(f"{count(len(report), 'card')} from {file}{note}")


def _read_deck(file: Path) -> str:
    if str(file) == "-":
        return read_bytes(typer.get_binary_stream("stdin").read(), path=Path("standard input"))
    if not file.exists():
        raise UsageError(f"{file}: there is no such file")
    return read_file(file)
