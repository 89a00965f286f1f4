"""The command `conceptgraph`: the table of its commands, and how it ends.

Nothing heavy is imported here or in the modules of the commands: what a command needs, it imports when it runs.
"""

import gc
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated

import typer

from conceptgraph import __version__
from conceptgraph.cli import asking, authoring, building, checking, serving, suggesting
from conceptgraph.cli.console import UsageError, complain, say, tell
from conceptgraph.cli.usage import ParserError, is_help, say_wrong_usage
from conceptgraph.errors import AmbiguousConceptError, ConceptGraphError, UnknownConceptError


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A command: its name, the function that runs it, and lines to try."""

    name: str
    run: Callable[..., None]
    examples: tuple[str, ...]


COMMANDS: tuple[Command, ...] = (
    Command(name="init", run=authoring.init, examples=("conceptgraph init my-glossary", "conceptgraph init --sphinx docs")),
    Command(name="new", run=authoring.new, examples=('conceptgraph new "chain rule" --topic calculus --requires derivative',)),
    Command(
        name="import",
        run=authoring.import_deck,
        examples=(
            "conceptgraph import deck.txt --format flashcards -o glossary --dry-run",
            "conceptgraph import terms.csv --format csv -o glossary",
        ),
    ),
    Command(
        name="check",
        run=checking.check,
        examples=(
            "conceptgraph check",
            "conceptgraph check glossary --strict --ignore stub,orphan --format github",
            "conceptgraph check --fix --diff",
            "conceptgraph check --explain declared-cycle",
        ),
    ),
    Command(name="build", run=building.build, examples=("conceptgraph build glossary -o graph.json",)),
    Command(name="stats", run=building.stats, examples=("conceptgraph stats --glossary graph.json",)),
    Command(name="path", run=asking.path, examples=('conceptgraph path adam "batch normalization" --from gradient --from vector',)),
    Command(name="why", run=asking.why, examples=("conceptgraph why adam derivative",)),
    Command(name="wanted", run=suggesting.wanted, examples=("conceptgraph wanted 20", "conceptgraph wanted 5 --write")),
    Command(
        name="suggest-aliases",
        run=suggesting.suggest_aliases,
        examples=(
            "conceptgraph suggest-aliases",
            "conceptgraph suggest-aliases --write",
            'conceptgraph suggest-aliases --accept "converges=convergence"',
        ),
    ),
    Command(
        name="suggest-requires",
        run=suggesting.suggest_requires,
        examples=("conceptgraph suggest-requires adam", "conceptgraph suggest-requires adam --top 3 --write"),
    ),
    Command(name="map", run=building.draw, examples=("conceptgraph map -o map.html --base-url https://example.org/docs/",)),
    Command(name="export", run=building.export, examples=("conceptgraph export --format graphml -o graph.graphml",)),
    Command(name="serve", run=serving.serve, examples=("conceptgraph serve --port 8080",)),
)


def _show_version(wanted: bool) -> None:  # noqa: FBT001 - the value of a flag, as typer hands it over
    if wanted:
        typer.echo(f"conceptgraph {__version__}")
        raise typer.Exit


def _callback(
    *,
    version: Annotated[bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version and stop.")] = False,
) -> None:
    """Turn a folder of glossary entries into a concept graph, learning paths and a site."""


def make_app() -> typer.Typer:
    """The command line, from the table."""
    made = typer.Typer(
        name="conceptgraph",
        no_args_is_help=True,
        # Plain help: it comes at once, and looks the same in a terminal, a file and the docs.
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        epilog="Each command's own --help has an example.",
    )
    made.callback()(_callback)
    for command in COMMANDS:
        # \b keeps the lines of an example as they are.
        lines = "\n".join(f"  {example}" for example in command.examples)
        made.command(command.name, epilog=f"\b\nExample:\n{lines}")(command.run)
    return made


app = make_app()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and give its exit status: 0 fine, 1 errors in what was read or written, 2 wrong usage."""
    _soften_streams()
    collecting = gc.isenabled()
    # A command ends before memory runs short, and its data holds no circles: looking for some takes a quarter of the time.
    gc.disable()
    given = sys.argv[1:] if arguments is None else list(arguments)
    try:
        status = app(args=given, prog_name="conceptgraph", standalone_mode=False)
    except SystemExit as ended:
        return _close(ended.code if isinstance(ended.code, int) else 0)
    except (ParserError, ConceptGraphError) as error:
        return _say_error(error, given)
    except typer.Abort:
        tell("nothing is done")
        return 1
    except KeyboardInterrupt:
        tell()
        return 130
    except BrokenPipeError:
        return _leave_pipe()
    finally:
        if collecting:
            gc.enable()
    return _close(status or 0)


def _say_error(error: Exception, arguments: Sequence[str]) -> int:
    """What went wrong, in its sentences, and the status for it."""
    if isinstance(error, ParserError):
        if is_help(error):
            say(str(error))
        else:
            complain(say_wrong_usage(error, arguments, [command.name for command in COMMANDS]))
        return 2
    complain(str(error))
    return 2 if isinstance(error, (UsageError, UnknownConceptError, AmbiguousConceptError)) else 1


def _soften_streams() -> None:
    """A character that the terminal cannot show is escaped, and ends nothing."""
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(errors="backslashreplace")


def _close(status: int) -> int:
    """Write what is left; a reader that has gone, as `head` does, is no fault."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        return _leave_pipe()
    return status


def _leave_pipe() -> int:
    """End quietly: Python would complain about the closed pipe once more at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 1
