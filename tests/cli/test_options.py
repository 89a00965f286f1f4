"""A command whose options are the fields of a dataclass is a command like any other."""

from dataclasses import dataclass
from typing import Annotated

import typer
from typer.testing import CliRunner

from conceptgraph.cli.options import with_options


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What may be asked."""

    name: Annotated[str, typer.Argument(metavar="NAME")] = "nobody"
    loud: Annotated[bool, typer.Option("--loud", help="Shout.")] = False
    many: Annotated[list[str] | None, typer.Option("--many")] = None


@with_options(Options)
def greet(options: Options) -> None:
    """Greet somebody."""
    words = f"hello {options.name} {options.many}"
    typer.echo(words.upper() if options.loud else words)


def test_options_reach_the_command() -> None:
    """As given, and else by default."""
    app = typer.Typer()
    app.command()(greet)
    assert CliRunner().invoke(app, []).output == "hello nobody None\n"
    assert CliRunner().invoke(app, ["--loud", "you", "--many", "a", "--many", "b"]).output == "HELLO YOU ['A', 'B']\n"


def test_the_help_is_that_of_the_options() -> None:
    """The docstring of the function, and the help of each field."""
    app = typer.Typer(rich_markup_mode=None)
    app.command()(greet)
    shown = CliRunner().invoke(app, ["--help"]).output
    assert "Greet somebody." in shown
    assert "Shout." in shown
