"""Any text as the body of an entry: its prose, blocks, links and sentences lie where they say."""

from itertools import pairwise

from conceptgraph.reading.prose import read_body
from conceptgraph.reading.sentences import split_sentences

FIRST_LINE = 3


def target(data: bytes) -> None:
    """Read the bytes as Markdown, and check every span and place."""
    body = data.decode("utf-8", "replace")
    prose, heading = read_body(body, first_line=FIRST_LINE)
    size, last = len(prose.text), FIRST_LINE + body.replace("\r\n", "\n").replace("\r", "\n").count("\n")
    links = [(link.start, link.end) for link in prose.links]
    blocks = [(block.start, block.end) for block in prose.blocks]
    sentences = split_sentences(prose)
    for start, end in (*prose.opaque, *links, *blocks, *sentences):
        if not 0 <= start < end <= size:
            raise AssertionError(f"the span {start} to {end} is not within {size} characters")
    for spans in (prose.opaque, blocks, sentences):
        if any(one[1] > other[0] for one, other in pairwise(spans)):
            raise AssertionError(f"spans overlap or are in no order: {spans}")
    for offset in {0, size // 2, size - 1, *(run.start for run in prose.runs)} if size else ():
        line, _ = prose.place(offset)
        if not FIRST_LINE <= line <= last:
            raise AssertionError(f"character {offset} stands on line {line} of {last}")
    if heading is not None and not (heading.text and FIRST_LINE <= heading.line <= last):
        raise AssertionError(f"a heading without a place: {heading}")
