"""MyST files become entries: bytes to text, text to front matter and prose.

What entries are to one another (duplicates, unknown names, cycles) is left to `glossary`.
"""

import codecs
from collections.abc import Mapping
from typing import Any

from conceptgraph.model import Entry, Finding
from conceptgraph.reading.files import entry_files, entry_id
from conceptgraph.reading.front_matter import KEYS, label_problem, read_front_matter
from conceptgraph.reading.prose import read_body, read_prose

__all__ = ["KEYS", "decode", "entry_files", "read_entry", "read_prose"]


def decode(data: bytes, *, path: str) -> tuple[str | None, tuple[Finding, ...]]:
    """The text of a file, without byte-order mark and with line ends unified; None and a finding if it is not UTF-8."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return None, (_not_utf8("is UTF-16, not UTF-8; save it as UTF-8", path, 1),)
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = _unify(data[: error.start].decode("utf-8")).count("\n") + 1
        message = f"is not valid UTF-8 (byte 0x{data[error.start]:02x}); save it as UTF-8"
        return None, (_not_utf8(message, path, line),)
    return _unify(text), ()


def _not_utf8(message: str, path: str, line: int) -> Finding:
    return Finding(code="encoding", severity="error", message=message, path=path, line=line)


def _unify(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_entry(text: str, *, path: str) -> tuple[Entry | None, tuple[Finding, ...]]:
    """The entry a text makes, or None if it makes none, and what its author should know.

    A key with a problem is left out of the entry; `path` gives the id and places the findings.
    """
    front = read_front_matter(_unify(text.removeprefix("\ufeff")), path=path)
    if not front.readable:
        return None, front.findings
    findings = list(front.findings)
    prose, heading = read_body(front.body, first_line=front.body_line)
    values: Mapping[str, Any] = front.values
    term, line = values.get("term"), front.lines.get("term", 1)
    if term is None and heading is not None:
        if problem := label_problem(heading.text):
            findings.append(_error("label", f"the heading {problem}", path, heading.line))
        else:
            term, line = heading.text, heading.line
    if term is None:
        findings.append(_error("no-term", "has no term; add 'term: ...' to the front matter, or a heading", path, 1))
        return None, tuple(findings)
    entry = Entry(
        id=entry_id(path), term=term, path=path, line=line, prose=prose, body=front.body, body_line=front.body_line,
        lines=front.lines,
        **{name: value for name, value in values.items() if name != "term"},
    )  # fmt: skip
    if entry.stub:
        message = f"{term!r} is a stub: it has a term and no text; write its first paragraph"
        findings.append(Finding(code="stub", severity="advice", message=message, path=path, line=line))
    return entry, tuple(findings)


def _error(code: str, message: str, path: str, line: int) -> Finding:
    return Finding(code=code, severity="error", message=message, path=path, line=line)
