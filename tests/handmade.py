"""Glossaries by hand: from a few texts, each an entry as an author would write it."""

import re
from pathlib import Path

from conceptgraph.model import Entry
from conceptgraph.reading.entries import read_entry
from conceptgraph.reading.glossary import Glossary, make_glossary
from conceptgraph.reading.labels import slug
from conceptgraph.settings import Settings

FOLDER = Path("entries")


def entry_of(text: str) -> Entry:
    """The entry of a text: front matter or not, then a heading and prose. Its file is called after its term."""
    draft, findings = read_entry(text, path="draft.md")
    assert draft is not None, findings
    entry, _ = read_entry(text, path=f"{slug(draft.term)}.md")
    assert entry is not None
    return entry


def glossary_of(*texts: str, settings: Settings | None = None, keep_going: bool = False) -> Glossary:
    """The glossary of some entries."""
    return make_glossary(FOLDER, [entry_of(text) for text in texts], settings=settings or Settings(), keep_going=keep_going)


def write_entries(folder: Path, *texts: str) -> Path:
    """The texts as files in a folder, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    for text in texts:
        (folder / entry_of(text).path).write_text(text, encoding="utf-8")
    return folder


def without_keys(text: str, *keys: str) -> str:
    """An entry without some keys of its front matter, whatever they span."""
    if not text.startswith("---\n"):
        return text
    head, front, body = text.split("---\n", 2)
    for key in keys:
        front = re.sub(rf"^{key}:.*\n(?:[ \t-].*\n)*", "", front, flags=re.MULTILINE)
    return f"{head}---\n{front}---\n{body}"
