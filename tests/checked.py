"""Glossaries written out in tests, and what the checks say of them: texts go through the whole pipeline, as they do for authors."""

from collections.abc import Collection, Mapping
from pathlib import Path

from conceptgraph.graph.checks.registry import run_checks
from conceptgraph.model import Finding
from conceptgraph.pipeline import extract
from conceptgraph.reading.entries import read_entry
from conceptgraph.reading.glossary import Glossary, make_glossary
from conceptgraph.settings import Settings

#: No such folder is there: only what a test writes out is read.
FOLDER = Path("entries")


def file_of(term: str, head: str, text: str) -> str:
    lines = "".join(f"{line}\n" for line in (f"term: {term}", *head.split("\n")) if line)
    return f"---\n{lines}---\n\n{text}\n"


def glossary_of(files: Mapping[str, str], *, settings: Settings | None = None) -> Glossary:
    """The glossary of files by id, in a folder of its own."""
    read = [read_entry(text, path=f"{name}.md") for name, text in files.items()]
    findings = [finding for _, found in read for finding in found]
    entries = [entry for entry, _ in read if entry]
    return make_glossary(FOLDER, entries, settings=settings or Settings(), findings=findings, keep_going=True)


def findings_of(files: Mapping[str, str], *, settings: Settings | None = None, also: Collection[str] = ()) -> tuple[Finding, ...]:
    result = extract(glossary_of(files, settings=settings))
    return run_checks(result.glossary, result.graph, settings=settings, also=also, undecided=result.undecided)


def told(code: str, files: Mapping[str, str], **options: object) -> list[Finding]:
    """The findings of one code."""
    return [finding for finding in findings_of(files, also=(code,), **options) if finding.code == code]  # type: ignore[arg-type]
