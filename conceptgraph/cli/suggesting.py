"""Commands that help authors to perfect a glossary: `wanted`, `suggest-aliases`, `suggest-requires`.

They read the texts, so they need the folder of the entries. Nothing is written unless it is asked for.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from conceptgraph.cli import answers
from conceptgraph.cli.advice import Advice, advice_record, make_advice, show_advice
from conceptgraph.cli.console import UsageError, count, say, tell
from conceptgraph.cli.fixing import may_ask, plan_fixes, show_diff, write_changes
from conceptgraph.cli.glossaries import FolderOption, Place, Style, StyleOption, build_graph, find_folder
from conceptgraph.errors import did_you_mean
from conceptgraph.model import Finding, Fix

if TYPE_CHECKING:
    from conceptgraph.extraction.suggestions.aliases import AliasSuggestion
    from conceptgraph.model import Wanted
    from conceptgraph.reading.glossary import Glossary

#: How many entries are named.
ENTRIES = 4

YesOption = Annotated[bool, typer.Option("--yes", "-y", help="Write without asking.")]


def wanted(
    number: Annotated[int | None, typer.Argument(metavar="[N]", min=1, help="How many names. [default: 30]", show_default=False)] = None,
    top: Annotated[int | None, typer.Option("--top", min=1, metavar="N", help="The same as the argument.")] = None,
    glossary: FolderOption = None,
    style: StyleOption = Style.text,
    *,
    write: Annotated[bool, typer.Option("--write", help="Make a stub of each name listed; no file is overwritten.")] = False,
    yes: YesOption = False,
) -> None:
    """List the names that still need an entry.

    Entries lean on them; the most wanted comes first: names in front matter that have no entry, then names in the texts, by how
    many entries use them, how central these are, and how much they look like a name. Each has up to three sentences. Entries
    with errors are left out, as far as they must be.
    """
    place = find_folder(glossary, "wanted")
    if number is not None and top is not None and number != top:
        raise UsageError(f"two numbers of names are given, {number} and --top {top}; give one")
    result = build_graph(place, keep_going=True)
    names = result.wanted[: number or top or 30]
    if style is Style.json:
        written = _write_stubs(names, place.path, yes=yes) if write else ()
        record: dict[str, Any] = {"wanted": answers.wanted_records(names)}
        say(answers.as_json(record | ({"written": [str(path) for path in written]} if write else {})))
        return
    if not names:
        say("No name that has no entry stands in enough entries to be suggested.")
        return
    _show_wanted(names, {concept.id: concept.term for concept in result.glossary.concepts}, place)
    if len(result.wanted) > len(names):
        tell(f"{count(len(result.wanted) - len(names), 'more name')}: 'conceptgraph wanted {len(result.wanted)}' lists them all.")
    if write:
        _write_stubs(names, place.path, yes=yes)


def _show_wanted(names: Sequence["Wanted"], terms: dict[str, str], place: Place) -> None:
    width = len(str(len(names)))
    for number, name in enumerate(names, start=1):
        entries = _listed([terms[entry] for entry in name.needed_by])
        say(f"{number:{width}}. {name.name}  ({count(len(name.needed_by), 'entry')}: {entries})")
        for line in answers.sentence_lines(name.evidence, place, around=name.name):
            say(f"{'':{width + 2}}{line}")


def _write_stubs(names: Sequence["Wanted"], folder: Path, *, yes: bool) -> tuple[Path, ...]:
    """Make a stub of each name, and say which; a name that gives no file name is told and left out."""
    from conceptgraph.reading.writing import Draft, entry_id, entry_source, new_path, write_text

    for name in names:
        if not entry_id(name.name):
            tell(f"no stub for {name.name!r}: it has no letter or digit for a file name; write the file by hand")
    good = [name for name in names if entry_id(name.name)]
    _must_agree(f"Make {count(len(good), 'stub')} in {folder}?", yes=yes)
    made = []
    for name in good:
        path = new_path(name.name, folder)
        write_text(path, entry_source(Draft(term=name.name), status="stub"))
        tell(f"made {path}")
        made.append(path)
    return tuple(made)


def suggest_aliases(
    term: Annotated[str | None, typer.Argument(metavar="[TERM]", help="Names for this concept only.", show_default=False)] = None,
    top: Annotated[int, typer.Option("--top", min=1, metavar="N", help="How many suggestions.")] = 20,
    glossary: FolderOption = None,
    style: StyleOption = Style.text,
    *,
    accept: Annotated[
        list[str] | None, typer.Option("--accept", metavar="ALIAS=CONCEPT", help="Write this suggestion; once for each.")
    ] = None,
    write: Annotated[bool, typer.Option("--write", help="Ask about each suggestion, and write those that are accepted.")] = False,
    yes: YesOption = False,
) -> None:
    """Suggest further names that texts use for concepts.

    Short names, other forms of a word, initials, other orders of words and spellings that stand in the texts and would mean
    one concept only; first those from which the most entries would gain a link. Each shows the entries and sentences:
    accept what names the concept there, and leave the rest.
    """
    from conceptgraph.extraction.suggestions import aliases

    place = find_folder(glossary, "suggest-aliases")
    found = _read(place)
    concept = found.find(term).id if term is not None else ""
    suggestions = aliases.suggest_aliases(found, concept=concept)
    shown = suggestions[:top]
    chosen = [_accepted(text, suggestions, found, place) for text in accept or ()]
    if style is Style.json:
        say(answers.as_json({"aliases": [_alias_record(one) for one in shown]}))
    elif not shown:
        none = f"no other name for {found.concept(concept).term}" if concept else "no other names for the concepts"
        say(f"The texts use {none}.")
    elif not accept:
        for one in shown:
            _show_alias(one, found, place)
    if write and not accept:
        chosen = list(shown) if yes else _choose(shown, [f"{one.alias!r} for {found.concept(one.concept).term!r}" for one in shown])
    if write or accept:
        _write_fixes([(one.concept, Fix(key="aliases", action="add", value=one.alias)) for one in chosen], found)


def _alias_record(one: "AliasSuggestion") -> dict[str, Any]:
    return {
        "alias": one.alias, "concept": one.concept, "kind": one.kind, "gains": list(one.gains),
        "evidence": [answers.evidence_record(item) for item in one.evidence],
    }  # fmt: skip


def _show_alias(one: "AliasSuggestion", glossary: "Glossary", place: Place) -> None:
    entries = _listed([glossary.concept(entry).term for entry in one.gains])
    say(f"{one.alias} -> {glossary.concept(one.concept).term}  ({one.kind}; {count(len(one.gains), 'entry')}: {entries})")
    for line in answers.sentence_lines(one.evidence, place, around=one.alias):
        say(f"  {line}")


def _accepted(text: str, suggestions: Iterable["AliasSuggestion"], glossary: "Glossary", place: Place) -> "AliasSuggestion":
    """The suggestion that `ALIAS=CONCEPT` means.

    Raises:
        UsageError: it is written otherwise, or no such name is suggested.
        UnknownConceptError: there is no such concept.
    """
    from conceptgraph.reading.labels import fold

    alias, sign, label = text.rpartition("=")
    if not sign or not alias.strip():
        raise UsageError(f"--accept takes ALIAS=CONCEPT, such as 'thread=CUDA thread', not {text!r}")
    concept = glossary.find(label.strip())
    offered = {fold(one.alias): one for one in suggestions if one.concept == concept.id}
    if fold(alias) not in offered:
        owners = [glossary.concept(one).term for one in glossary.resolve(alias.strip()) if one in glossary.names.concepts]
        if owners:
            raise UsageError(f"{alias.strip()!r} is a name of {' and '.join(map(repr, owners))} already; accept another")
        hint = did_you_mean(alias.strip(), [one.alias for one in offered.values()])
        remedy = f"add it to 'aliases' in {place.shown(concept.path)} by hand"
        raise UsageError(f"{alias.strip()!r} is not suggested for {concept.term!r}{hint}; {remedy}")
    return offered[fold(alias)]


def suggest_requires(
    term: Annotated[str, typer.Argument(metavar="TERM", help="The concept: an id or any label.")],
    top: Annotated[int, typer.Option("--top", min=1, metavar="N", help="How many suggestions.")] = 5,
    glossary: FolderOption = None,
    style: StyleOption = Style.text,
    *,
    write: Annotated[bool, typer.Option("--write", help="Ask about each suggestion, and write those that are accepted.")] = False,
    yes: YesOption = False,
) -> None:
    """Suggest what an entry may require.

    From its own text, with reasons and sentences, ready to paste; and, for your own judgment, from what entries like it
    require. What it declares, or requires through others already, is not suggested; what needs the entry itself, or was vetoed,
    is told. With --yes only what its text names is written.
    """
    from conceptgraph.extraction.suggestions.requires import Surroundings

    place = find_folder(glossary, "suggest-requires")
    result = build_graph(place, keep_going=False)
    concept = result.glossary.find(term).id
    graph = result.graph
    around = Surroundings(result.glossary, prerequisites=graph.prerequisites, relations=graph.relations, dropped=graph.dropped)
    advice = make_advice(around.advise(concept), result.glossary, top=top)
    if style is Style.json:
        say(answers.as_json(advice_record(advice)))
    else:
        show_advice(advice, result.glossary, place)
    if write:
        _write_requires(advice, result.glossary, yes=yes)


def _write_requires(advice: Advice, glossary: "Glossary", *, yes: bool) -> None:
    """Write what is accepted; unasked only what the entry's own text names."""
    named, others = advice.split()
    if yes:
        chosen = named
    else:
        term = glossary.concept(advice.concept).term
        titles = [f"{term!r} requires {advice.fixes[one.concept].value!r}" for one in (*named, *others)]
        doubts = ["" if one.named else ", which its text does not name" for one in (*named, *others)]
        chosen = _choose([*named, *others], [title + doubt for title, doubt in zip(titles, doubts, strict=True)], likely=len(named))
    _write_fixes([(advice.concept, advice.fixes[one.concept]) for one in chosen], glossary)
    if yes and others:
        tell(f"{count(len(others), 'suggestion')} not written, for your own judgment: the text does not name what is suggested")


def _read(place: Place) -> "Glossary":
    """The glossary of a folder.

    Raises:
        GlossaryError: the entries have errors.
    """
    from conceptgraph.reading.glossary import read_glossary

    return read_glossary(place.path, settings=place.settings)


def _listed(terms: Sequence[str]) -> str:
    more = len(terms) - ENTRIES
    return ", ".join(terms[:ENTRIES]) + (f" and {more} more" if more > 0 else "")


def _must_agree(question: str, *, yes: bool) -> None:
    """Go on only if the user wants it.

    Raises:
        UsageError: nobody is there to answer.
        Abort: the answer is no.
    """
    if yes:
        return
    if not may_ask():
        raise UsageError("nobody is there to answer; write without asking by --yes")
    typer.confirm(question, abort=True, err=True)


def _choose(items: Sequence[Any], titles: Sequence[str], *, likely: int = 0) -> list[Any]:
    """Those of some suggestions that the user accepts, one by one: y, n, a for this and all that follow, q for no more.

    The first ones may be likely: Enter accepts them, and the rest are asked about even after "all".

    Raises:
        UsageError: nobody is there to answer.
    """
    if items and not may_ask():
        raise UsageError("nobody is there to answer; write without asking by --yes, or by hand")
    chosen: list[Any] = []
    accepted = 0
    for number, (item, title) in enumerate(zip(items, titles, strict=True)):
        if number >= accepted:
            default = "y" if number < likely else "n"
            answer = typer.prompt(f"{title}? (y)es, (n)o, (a)ll, (q)uit", default=default, err=True).strip().casefold()[:1]
            if answer == "q":
                break
            if answer == "a":
                accepted = likely if number < likely else len(items)
            elif answer != "y":
                continue
        chosen.append(item)
    return chosen


def _write_fixes(fixes: Iterable[tuple[str, Fix]], glossary: "Glossary") -> None:
    """Make the changes in the entries' files, all or none, and show them."""
    findings = [
        Finding(
            code="suggestion", severity="advice", message=fix.value, path=str(glossary.folder / glossary.concept(concept).path), fix=(fix,)
        )
        for concept, fix in fixes
    ]
    plan = plan_fixes(findings)
    for problem in plan.left.values():
        tell(f"not changed: {problem}")
    show_diff(plan.changes, err=True)
    write_changes(plan.changes)
    tell(f"{count(len(plan.mended), 'suggestion')} accepted; {count(len(plan.changes), 'file')} changed")
