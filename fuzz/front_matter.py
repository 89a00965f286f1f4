"""Any bytes as the front matter of an entry's file: values, or findings with a place in the file."""

from conceptgraph.reading.entries import decode
from conceptgraph.reading.front_matter import FrontMatter, read_front_matter
from conceptgraph.reading.writing import Draft, entry_source

PATH = "x.md"


def target(data: bytes) -> None:
    """Read the bytes as a file; what is read and written again reads the same."""
    text, findings = decode(data, path=PATH)
    height = data.count(b"\n") + data.count(b"\r") + 1
    front = None
    if text is not None:
        front = read_front_matter(text, path=PATH)
        findings = front.findings
    if (front is None or not front.readable) and not findings:
        raise AssertionError("what cannot be read has no finding")
    for finding in findings:
        if finding.path != PATH or not 1 <= finding.line <= height or not finding.message:
            raise AssertionError(f"a finding without a place: {finding}")
    if front is not None and "term" in front.values:
        again = read_front_matter(entry_source(draft_of(front)), path=PATH)
        if again.findings or draft_of(again) != draft_of(front):
            raise AssertionError(f"{draft_of(front)} is written as what reads otherwise: {again}")


def draft_of(front: FrontMatter) -> Draft:
    """What `new` and `import` would write of it."""
    values = front.values
    requires = tuple(reference.name for reference in values.get("requires", ()))
    return Draft(
        term=values["term"], aliases=values.get("aliases", ()), topics=values.get("topics", ()), requires=requires,
        source=values.get("source"),
    )  # fmt: skip
