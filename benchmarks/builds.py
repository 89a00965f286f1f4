"""How long `build` takes: cold, again, after one change, by several processes, and as glossaries grow.

    python benchmarks/builds.py [--sizes 1000 12000 100000] [--glossary FOLDER] [--write FILE]

Whole commands are timed, each in a process of its own, with the imports; what is compared is compared within this run.
Every measurement is the least CPU time of three, or of one beyond 5,000 entries. The entries are made up (`generated.py`).
The bare loop of spaCy's `PhraseMatcher` over the same texts and names, in any case, is what nobody who uses spaCy can
undercut: it finds spans, and neither senses, relations nor an order.
"""

import argparse
import gc
import hashlib
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import spacy
from generated import make_entries, write_plain_entries
from spacy.matcher import PhraseMatcher

import conceptgraph
from conceptgraph.pipeline import extract
from conceptgraph.reading.glossary import Glossary, read_glossary

#: Sentences of a made-up entry: some 280 characters, as in a dictionary.
SENTENCES = 3
COLUMNS = (
    "entries", "characters", "cold, seconds", "milliseconds an entry", "again", "a sentence added", "one that names another",
    "one alias changed",
    "texts to graph, in bare loops",
)  # fmt: skip


def main() -> int:
    """Measure, print, and perhaps write."""
    parser = argparse.ArgumentParser(description="Measure builds.")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 12_000], help="how many made-up entries")
    parser.add_argument("--glossary", type=Path, default=Path("glossary"), help="folder of entries")
    parser.add_argument("--write", type=Path, help="Markdown file for the tables")
    arguments = parser.parse_args()
    print(f"conceptgraph {conceptgraph.__version__}, spaCy {spacy.__version__}, Python {platform.python_version()}, {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory() as scratch:
        lines = [*own_table(arguments.glossary, Path(scratch)), "", *growth_table(arguments.sizes, Path(scratch))]
    print("\n".join(lines))
    if arguments.write:
        arguments.write.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


def own_table(folder: Path, scratch: Path) -> Iterator[str]:
    """The glossary of this project: cold and again, beside a Python that only imports spaCy."""
    spacy_alone = min(timed([sys.executable, "-c", "import spacy"]) for _ in range(3))
    cold = min(build(folder, scratch, cache="off") for _ in range(3))
    build(folder, scratch, cache="own")
    again = min(build(folder, scratch, cache="own") for _ in range(3))
    yield "| own glossary | seconds of CPU | times `import spacy` |"
    yield "| --- | ---: | ---: |"
    for name, seconds in (("`build` without a cache", cold), ("`build` again, nothing changed", again)):
        yield f"| {name} | {seconds:.2f} | {seconds / spacy_alone:.2f} |"
    yield ""
    yield f"From its texts to its graph takes {times_bare_loop(read_glossary(folder)):.1f} times as long as a bare `PhraseMatcher` loop."


def growth_table(sizes: list[int], scratch: Path) -> Iterator[str]:
    """Made-up glossaries of several sizes, at the same number of mentions an entry."""
    yield f"| {' | '.join(COLUMNS)} |"
    yield "| ---: " * len(COLUMNS) + "|"
    for size in sizes:
        folder = scratch / f"made-{size}"
        write_plain_entries(make_entries(size, sentences=SENTENCES), folder)
        yield row(size, folder, scratch)


def row(size: int, folder: Path, scratch: Path) -> str:
    """One line of the table; what follows the cold build is a share of its time."""
    rounds = 3 if size <= 5000 else 1
    cold = min(build(folder, scratch, cache="off") for _ in range(rounds))
    wall = -time.perf_counter()
    build(folder, scratch, cache="off")
    wall += time.perf_counter()
    two = -time.perf_counter()
    same = digest(scratch)
    build(folder, scratch, cache=f"made-{size}", jobs=2)
    two += time.perf_counter()
    if digest(scratch) != same:
        sys.exit("two processes gave other bytes than one")
    print(f"{size:,} entries: two processes take {two / wall:.2f} of the time on the clock, with the same bytes", file=sys.stderr)
    again = min(build(folder, scratch, cache=f"made-{size}") for _ in range(rounds))
    files = sorted(folder.glob("*.md"))
    file, other = files[size // 2], files[size // 3].stem.replace("-", " ")
    text = file.read_text(encoding="utf-8")
    file.write_text(f"{text}\nIt is seldom seen.\n", encoding="utf-8")
    sentence = build(folder, scratch, cache=f"made-{size}")
    file.write_text(f"{text}\nIt is a kind of {other}.\n", encoding="utf-8")
    changed = build(folder, scratch, cache=f"made-{size}")
    file.write_text(text.replace("---\n", "---\naliases: [nothing else]\n", 1), encoding="utf-8")
    alias = build(folder, scratch, cache=f"made-{size}")
    file.write_text(text, encoding="utf-8")
    glossary = read_glossary(folder)
    characters = sum(len(entry.prose.text) for entry in glossary.entries)
    shares = " | ".join(f"{part / cold:.2f}" for part in (again, sentence, changed, alias))
    return (
        f"| {size:,} | {characters:,} | {cold:.1f} | {1000 * cold / size:.2f} | {shares} | {times_bare_loop(glossary, rounds=rounds):.1f} |"
    )


def times_bare_loop(glossary: Glossary, *, rounds: int = 3) -> float:
    """The CPU time from texts to graph, as a multiple of a loop that only matches the names: the least of each.

    Both run without Python's search for garbage, as the command does.
    """
    gc.disable()
    bare, found = min(bare_loop(glossary) for _ in range(rounds))
    extract(glossary)
    times = []
    for _ in range(rounds):
        gc.collect()
        begin = time.process_time()
        relations = len(extract(glossary).graph.relations)
        times.append(time.process_time() - begin)
    gc.enable()
    told = f"{found:,} matches in {bare:.2f} s bare; {relations:,} relations in {min(times):.2f} s"
    print(f"{len(glossary.entries):,} entries: {told}", file=sys.stderr)
    return min(times) / bare


def bare_loop(glossary: Glossary) -> tuple[float, int]:
    """The CPU seconds of a loop over the texts, and the matches; its tokenizer has not met their words before."""
    nlp = spacy.blank("en")
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    names = [label for concept in glossary.concepts for label in (concept.term, *concept.aliases)]
    matcher.add("name", [nlp.make_doc(name) for name in names])
    begin = time.process_time()
    found = sum(len(matcher(doc)) for doc in nlp.pipe(entry.prose.text for entry in glossary.entries))
    return time.process_time() - begin, found


def build(folder: Path, scratch: Path, *, cache: str, jobs: int = 1) -> float:
    """The CPU seconds of `conceptgraph build`, in a process of its own; a `cache` other than "off" is a folder's name."""
    kept = cache if cache == "off" else str(scratch / f"cache-{cache}")
    command = [sys.executable, "-m", "conceptgraph", "build", str(folder), "-o", str(scratch / "graph.json"), "--jobs", str(jobs)]
    return timed(command, {"CONCEPTGRAPH_CACHE": kept})


def timed(command: list[str], environment: Mapping[str, str] | None = None) -> float:
    """The CPU seconds of a command and its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, **(environment or {})})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def digest(scratch: Path) -> str:
    """What tells one graph.json from another."""
    return hashlib.sha256((scratch / "graph.json").read_bytes()).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
