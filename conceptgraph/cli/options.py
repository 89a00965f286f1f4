"""Commands with many options: each option is declared once, as a field of a frozen dataclass, and the command takes that."""

from collections.abc import Callable
from dataclasses import fields
from inspect import Parameter, Signature
from typing import Any, TypeVar, get_type_hints

T = TypeVar("T")


def with_options(kind: type[T]) -> Callable[[Callable[[T], None]], Callable[..., None]]:
    """Make a function that takes the options into the function with a parameter each that typer looks for."""

    def decorate(run: Callable[[T], None]) -> Callable[..., None]:
        def command(**given: Any) -> None:
            run(kind(**given))

        hints = get_type_hints(kind, include_extras=True)
        parameters = [
            Parameter(option.name, Parameter.KEYWORD_ONLY, default=option.default, annotation=hints[option.name])
            for option in fields(kind)  # type: ignore[arg-type]
        ]
        command.__name__, command.__doc__ = run.__name__, run.__doc__
        command.__annotations__ = hints
        command.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
        return command

    return decorate
