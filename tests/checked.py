"""Glossaries written out in tests, and what the checks say of them: texts go through the whole pipeline, as they do for authors."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path

from conceptgraph.graph.checks.registry import run_checks
from conceptgraph.model import Finding
from conceptgraph.pipeline import extract
from conceptgraph.reading.curated_paths import read_path
from conceptgraph.reading.entries import read_entry
from conceptgraph.reading.glossary import Glossary, make_glossary
from conceptgraph.settings import Settings

#: No such folder is there: only what a test writes out is read.
FOLDER = Path("entries")


def file_of(term: str, head: str, text: str) -> str:
    lines = "".join(f"{line}\n" for line in (f"term: {term}", *head.split("\n")) if line)
    return f"---\n{lines}---\n\n{text}\n"


def glossary_of(files: Mapping[str, str], *, settings: Settings | None = None) -> Glossary:
    """The glossary of files by id, in a folder of its own; curated paths have names in `_paths/`."""
    read = [read_entry(text, path=f"{name}.md") for name, text in files.items() if not name.startswith("_paths/")]
    findings = [finding for _, found in read for finding in found]
    entries = [entry for entry, _ in read if entry]
    glossary = make_glossary(FOLDER, entries, settings=settings or Settings(), findings=findings, keep_going=True)
    made = [read_path(text, path=f"{name}.md", names=glossary.names) for name, text in files.items() if name.startswith("_paths/")]
    assert not [finding for _, found in made for finding in found]
    return replace(glossary, paths=tuple(path for path, _ in made if path))


def findings_of(files: Mapping[str, str], *, settings: Settings | None = None, also: Collection[str] = ()) -> tuple[Finding, ...]:
    result = extract(glossary_of(files, settings=settings))
    return run_checks(result.glossary, result.graph, settings=settings, also=also, undecided=result.undecided)


def told(code: str, files: Mapping[str, str], **options: object) -> list[Finding]:
    """The findings of one code."""
    return [finding for finding in findings_of(files, also=(code,), **options) if finding.code == code]  # type: ignore[arg-type]
