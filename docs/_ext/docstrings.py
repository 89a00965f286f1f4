"""Our docstrings as reStructuredText: the sections `Raises:` and `References:`, and code between single backticks.

Napoleon would do it, but reads the comment of an attribute up to its first colon as a type.
"""

import re
from collections.abc import Iterator
from typing import Any

from sphinx.application import Sphinx

SECTION = re.compile(r"(?P<name>Raises|References):\s*")
RAISED = re.compile(r"(?P<error>\w+): (?P<when>.*)")
CODE = re.compile(r"(?<![`:])`([^`\s][^`]*)`(?!`)")


def translate(lines: list[str]) -> Iterator[str]:
    """The lines of a docstring as fields and literals."""
    section = ""
    for line in lines:
        text = CODE.sub(r"``\1``", line)
        if heading := SECTION.fullmatch(line.strip()):
            section = heading["name"]
            yield "" if section == "Raises" else f"**{section}**\n"
        elif section == "Raises" and (raised := RAISED.match(text.strip())):
            yield f":raises {raised['error']}: {raised['when']}"
        elif section and text.startswith("    ") and section != "Raises":
            yield text.strip()
        else:
            section = section if not text or text.startswith("    ") else ""
            yield text


def process(_app: Sphinx, _what: str, _name: str, _object: Any, _options: Any, lines: list[str]) -> None:
    """Rewrite a docstring where it stands, as autodoc asks for."""
    lines[:] = [line for text in translate(lines) for line in text.split("\n")]


def spell_defaults(*arguments: Any) -> tuple[str, str | None] | None:
    """A signature without `<factory>`, dataclasses' word for a computed default, which is no Python and breaks the parsing of types."""
    signature, returns = arguments[-2:]
    return (signature.replace("<factory>", "..."), returns) if signature else None


def setup(app: Sphinx) -> dict[str, Any]:
    """Take part in autodoc."""
    app.connect("autodoc-process-docstring", process)
    app.connect("autodoc-process-signature", spell_defaults)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
