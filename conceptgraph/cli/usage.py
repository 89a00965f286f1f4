"""What is wrong with how the command was called, in one sentence of ours where the parser has three lines of its own.

The parser's errors are told apart by what they carry, and their wording is asked only for what they do not: it has changed
from release to release. What is not recognized is told as the parser has it.
"""

import re
from collections.abc import Collection, Sequence
from typing import Any

import typer

from conceptgraph.errors import did_you_mean

#: What the parser raises; its own name for it has moved from package to package.
ParserError: type[Exception] = next(kind for kind in typer.BadParameter.__mro__ if kind.__name__ == "UsageError")

_CHOICE = re.compile(r"^(?:Value error, )?(?P<value>'.*'|\".*\") is not one of (?P<choices>.+?)\.?$", re.DOTALL)
_NUMBER = re.compile(r"valid integer|greater than or equal to (?P<least>\d+)|not in the range x>=(?P<range>\d+)")
_COMMAND = re.compile(r"No such command '(?P<name>[^']*)'")
_EXTRA = re.compile(r"unexpected extra argument(?:\(s\)|s)? \((?P<extra>.*)\)", re.DOTALL)


def say_wrong_usage(error: Any, arguments: Sequence[str], commands: Collection[str]) -> str:
    """The sentence about an error of the parser; `arguments` are what it was given."""
    place = "conceptgraph" + next((f" {argument}" for argument in arguments[:1] if argument in commands), "")
    remedy = f"see '{place} --help'"
    if found := _COMMAND.search(error.message):
        fault = f"there is no command {found['name']!r}{did_you_mean(found['name'], commands) or f'; {remedy}'}"
    elif found := _EXTRA.search(error.message):
        fault = f"{found['extra']!r} is more than it takes; leave it out, or quote what has spaces"
    elif option := getattr(error, "option_name", ""):
        fault = _about_option(error, option, remedy)
    elif getattr(error, "param", None) is not None:
        fault = _about_value(error, arguments, remedy)
    else:
        fault = f"{error.message[:1].lower()}{error.message[1:].rstrip('.')}; {remedy}"
    return f"{place}: {fault}"


def is_help(error: Exception) -> bool:
    """Whether the parser only shows the help, since nothing was asked."""
    return type(error).__name__ == "NoArgsIsHelpError"


def _about_option(error: Any, option: str, remedy: str) -> str:
    if "does not take" in error.message:
        return f"{option} takes no value; write it alone"
    if "requires" in error.message:
        return f"{option} needs a value; write it behind the option"
    parameters = error.ctx.command.params if error.ctx else ()
    options = [name for one in parameters if one.param_type_name == "option" for name in (*one.opts, *one.secondary_opts)]
    return f"there is no option {option!r}{did_you_mean(option, options) or f'; {remedy}'}"


def _about_value(error: Any, arguments: Sequence[str], remedy: str) -> str:
    name, given = _name(error), _given(error.param, arguments)
    if type(error).__name__ == "MissingParameter":
        return f"{name} is missing; {remedy}"
    if found := _CHOICE.search(error.message):
        return f"{name} cannot be {found['value']}{_remedy(found['value'], found['choices'])}"
    cannot = f"{name} cannot be {given!r}" if given else f"{name} is wrong"
    if found := _NUMBER.search(error.message):
        least = found["least"] or found["range"]
        return f"{cannot}; write a whole number{f' of at least {least}' if least else ''}"
    return f"{cannot}, {error.message[:1].lower()}{error.message[1:].rstrip('.')}; {remedy}"


def _name(error: Any) -> str:
    """What the help calls the parameter that is wrong."""
    parameter = error.param
    if parameter.param_type_name == "option":
        return str(max(parameter.opts, key=len))
    return str(parameter.metavar or parameter.name.upper()).strip("[]")


def _remedy(value: str, listed: str) -> str:
    choices = re.findall(r"'([^']*)'", listed)
    near = did_you_mean(value[1:-1], choices)
    return near or f"; write {', '.join(choices[:-1])}{' or ' if choices[1:] else ''}{choices[-1]}"


def _given(parameter: Any, arguments: Sequence[str]) -> str:
    """What was written for an option; nothing for what has no name."""
    for place, argument in enumerate(arguments):
        name, equals, value = argument.partition("=")
        if name in parameter.opts and name.startswith("-"):
            return value if equals else next(iter(arguments[place + 1 :]), "")
    return ""
