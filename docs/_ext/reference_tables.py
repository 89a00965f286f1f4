"""Directives that write the reference out of the code itself: options, front matter keys, predicates, doors, schema, command line.

Nothing here repeats what the package says of itself, so a page cannot claim what the code does not hold.
"""

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar

import typer
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from typer.main import get_command

from conceptgraph.cli.app import COMMANDS, app
from conceptgraph.exporters.registry import exporters
from conceptgraph.exporters.schema import schema
from conceptgraph.extraction import prerequisites
from conceptgraph.extraction.cues.registry import all_cues
from conceptgraph.graph.checks.registry import checks
from conceptgraph.graph.minutes import MINUTES_A_FORMULA, TIMES
from conceptgraph.model import PREDICATES
from conceptgraph.reading.codes import CODES
from conceptgraph.reading.entries import KEYS
from conceptgraph.reading.importers.registry import importers
from conceptgraph.settings import Settings, options
from conceptgraph.sphinxext.directives import DIRECTIVES


class Generated(SphinxDirective):
    """A directive whose Markdown a method writes."""

    def markdown(self) -> Iterator[str]:
        """The lines of the text."""
        raise NotImplementedError

    def run(self) -> list[nodes.Node]:
        """The text as nodes, in a container that the style sheet knows."""
        container = nodes.container(classes=["reference-table"])
        container += self.parse_text_to_nodes("\n".join(self.markdown()), allow_section_headings=True)
        # A section must not stand inside a container: the table of contents would not see it.
        return list(container.children) if container.next_node(nodes.section) else [container]


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A Markdown table; nothing without rows, as LaTeX takes no table of a head alone."""
    rows = list(rows)
    if not rows:
        return
    yield "| " + " | ".join(heads) + " |"
    yield "| " + " | ".join("---" for _ in heads) + " |"
    for row in rows:
        yield "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in row) + " |"


def code(value: str) -> str:
    """A text as inline code."""
    return f"`` {value} ``" if "`" in value else f"`{value}`"


class MinutesTable(Generated):
    """What the estimate of time is made of, by level."""

    def markdown(self) -> Iterator[str]:
        """One row a constant."""
        yield from table(["constant", "value"], [
            ["`words_per_minute`, a setting", str(Settings().words_per_minute)],
            ["minutes a formula", str(MINUTES_A_FORMULA)],
            *([f"times of level {level}", str(times)] for level, times in TIMES.items()),
        ])  # fmt: skip


class SettingsTable(Generated):
    """Every option: its name, its default, and what it is for."""

    def markdown(self) -> Iterator[str]:
        """One row an option."""
        return table(("option", "default", "meaning"), ((code(o.name), code(self.default(o)), o.metadata["help"]) for o in options()))

    @staticmethod
    def default(option: dataclasses.Field[Any]) -> str:
        """The default as one writes it in TOML."""
        value = option.default if option.default is not dataclasses.MISSING else option.default_factory()  # type: ignore[misc]
        if isinstance(value, bool):
            return str(value).lower()
        return {(): "[]"}.get(value, repr(value)) if not isinstance(value, Mapping) else "{}"


class KeysTable(Generated):
    """Every key of the front matter of an entry."""

    def markdown(self) -> Iterator[str]:
        """One row a key."""
        return table(("key", "takes", "meaning"), ((code(name), key.takes, key.help) for name, key in KEYS.items()))


class PredicatesTable(Generated):
    """Every predicate, with how it reads from the other side."""

    def markdown(self) -> Iterator[str]:
        """One row a predicate."""
        return table(("X ... Y", "Y ... X"), PREDICATES.items())


class CuesList(Generated):
    """Every cue, with the sentences in which it must and must not hold."""

    def markdown(self) -> Iterator[str]:
        """One part a cue."""
        for cue in all_cues():
            yield f"**{cue.name}** gives *{cue.predicate}*"
            yield ""
            yield from (f"- holds: {code(sentence)}" for sentence in cue.holds)
            yield from (f"- does not hold: {code(sentence)}" for sentence in cue.fails)
            yield ""


class ScoresTable(Generated):
    """What each cue counts for a prerequisite, and what else counts."""

    def markdown(self) -> Iterator[str]:
        """One row a cue, the highest scores first."""
        named = {cue.name: f"{code(cue.name)} ({cue.predicate})" for cue in all_cues()}
        named |= {"": "no cue", "opens": "the mention opens its sentence"}
        ranked = sorted(prerequisites.SCORES.items(), key=lambda row: (-row[1][0], -row[1][1], row[0]))
        rows = ((named.get(name, code(name)), f"{first:.2f}", f"{later:.2f}") for name, (first, later) in ranked)
        yield from table(("wording", "in the definition", "in a later sentence"), rows)
        yield ""
        others = (
            ("a term stands whole inside the other's", prerequisites.NAME_IN_NAME, "is the score, if it is more"),
            ("a second mention", prerequisites.MENTIONED_AGAIN, "is added"),
            ("each leans on the other, and only the other does so in its definition or name", prerequisites.LOSES_MUTUAL, "is taken off"),
            ("each leans on the other, and that decides nothing", prerequisites.UNDECIDED_MUTUAL, "is taken off both"),
            ("a later sentence, where the author declares what is required", prerequisites.LATER_BESIDE_DECLARED, "is the most"),
            *((f"a *{level}* prerequisite", least, "is the least") for level, least in prerequisites.STRENGTHS.items()),
        )
        yield from table(("what else counts", "", ""), ((name, f"{score:.2f}", how) for name, score, how in others))


class DirectivesTable(Generated):
    """Every directive of the Sphinx extension, with its options."""

    def markdown(self) -> Iterator[str]:
        """One row a directive."""
        rows = ((code(f"{{{name}}}"), self.about(kind), self.names_of_options(kind)) for name, kind in sorted(DIRECTIVES.items()))
        return table(("directive", "gives", "options"), rows)

    @staticmethod
    def about(kind: type[SphinxDirective]) -> str:
        """What a directive says of itself, without its name."""
        return (kind.__doc__ or "").partition(": ")[2]

    @staticmethod
    def names_of_options(kind: type[SphinxDirective]) -> str:
        """The options of a directive as one writes them."""
        return ", ".join(code(f":{option}:") for option in kind.option_spec or ())


class DoorTable(Generated):
    """What stands behind a door: name and one line each."""

    required_arguments = 1
    doors: ClassVar[Mapping[str, Any]] = {"importers": importers, "exporters": exporters, "checks": checks}

    def markdown(self) -> Iterator[str]:
        """One row a member of the registry."""
        door = self.doors[self.arguments[0]]()
        return table(("name", "what it does"), ((code(name), member.help) for name, member in sorted(door.items())))


class FindingsList(Generated):
    """Every code of one origin: severity, meaning, a finding as it is printed, the remedy, and what is done by itself."""

    required_arguments = 1
    titles: ClassVar[Mapping[str, str]] = {
        "reading": "While files are read",
        "checks": "Over the whole glossary",
        "import": "While a deck is imported",
        "site": "While a site is built",
    }

    def markdown(self) -> Iterator[str]:
        """One section a code."""
        origin = self.arguments[0]
        told_by = origin if origin in ("import", "site") else "check"
        declared = checks() if origin == "checks" else {name: about for name, about in CODES.items() if about.told_by == told_by}
        yield from (f"## {self.titles[origin]}", "")
        for name, about in declared.items():
            yield from (f"### {name}", "", f"*{about.severity}:* {about.help}.", "")
            if about.example:
                yield from ("```{code-block} text", ":class: wrapped", "", about.example, "```", "")
            off = "" if getattr(about, "by_default", True) else f" Off by default; switched on by `--also {name}`."
            yield from (about.remedy + off, "")
            if about.fixes:
                yield from (f"`--fix`: {about.fixes}", "")


class SchemaTables(Generated):
    """The keys of graph.json, from the JSON Schema in the package."""

    def markdown(self) -> Iterator[str]:
        """One table for the document, and one for each kind of object in it."""
        document = schema()
        yield document["description"]
        yield ""
        yield from self.part("The document", document)
        for name, definition in document["$defs"].items():
            yield from self.part(name.capitalize(), definition)

    def part(self, title: str, definition: Mapping[str, Any]) -> Iterator[str]:
        """The keys of one kind of object."""
        yield f"**{title}**"
        yield ""
        if about := definition.get("description"):
            yield from (about, "")
        if "properties" in definition:
            rows = ((code(key), self.kind(rule), rule.get("description", "")) for key, rule in definition["properties"].items())
            yield from table(("key", "value", "meaning"), rows)
        else:
            yield self.kind(definition)
        yield ""

    def kind(self, rule: Mapping[str, Any]) -> str:
        """What a key holds, in words."""
        if "$ref" in rule:
            return rule["$ref"].rsplit("/", 1)[1]
        if "const" in rule:
            return code(f'"{rule["const"]}"')
        if "enum" in rule:
            return ", ".join(code("null" if choice is None else str(choice)) for choice in rule["enum"])
        kinds = rule.get("type", "anything")
        if kinds == "array":
            return f"list of {self.kind(rule.get('items', {}))}"
        return " or ".join(kinds) if isinstance(kinds, list) else kinds


class CommandLine(Generated):
    """Every command with its arguments, options and examples, as `--help` has them."""

    def markdown(self) -> Iterator[str]:
        """One section a command."""
        group = get_command(app)
        context = typer.Context(group, info_name="conceptgraph")
        for command in COMMANDS:
            yield from (f"## {command.name}", "")
            yield from self.command(group.get_command(context, command.name), context)  # type: ignore[attr-defined]
            yield from ("```text", *command.examples, "```", "")

    def command(self, command: Any, parent: typer.Context) -> Iterator[str]:
        """Text and a table of the parameters of one command."""
        context = typer.Context(command, info_name=command.name, parent=parent)
        yield from (command.help, "")
        records = (parameter.get_help_record(context) for parameter in command.params if not getattr(parameter, "hidden", False))
        yield from table(("argument or option", "meaning"), ((code(name), about) for name, about in filter(None, records)))
        yield ""


def setup(application: Sphinx) -> dict[str, Any]:
    """Add the directives."""
    application.add_directive("settings-table", SettingsTable)
    application.add_directive("minutes-table", MinutesTable)
    application.add_directive("keys-table", KeysTable)
    application.add_directive("predicates-table", PredicatesTable)
    application.add_directive("cues-list", CuesList)
    application.add_directive("scores-table", ScoresTable)
    application.add_directive("directives-table", DirectivesTable)
    application.add_directive("door-table", DoorTable)
    application.add_directive("findings-list", FindingsList)
    application.add_directive("schema-tables", SchemaTables)
    application.add_directive("command-line", CommandLine)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
