"""How fast names are found, and what an index of them costs, beside other matchers on the same texts.

    python benchmarks/matching.py [--data FOLDER] [--sizes 10000 100000] [--homonyms 5000]

Each matcher runs in a process of its own, so that its memory can be told: ours, a loop of spaCy's `PhraseMatcher` in lower
case, FlashText, pyahocorasick, and a trie of plain dictionaries. Texts are cut into words beforehand where a matcher works
on words; the time to do so stands beside. All give the longest matches; ours also decides which concept is meant. Times are
the processor's.
"""

import argparse
import json
import platform
import random
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, NamedTuple

from generated import make_entries, make_terms, prose

#: So many texts are searched, whatever the number of names.
TEXTS = 3000
ROUNDS = 3
LIBRARIES = ("conceptgraph", "spacy", "flashtext", "pyahocorasick")

Search = Callable[[], int]


class Prepared(NamedTuple):
    """A matcher with its names: how the texts are made ready, and how they are searched then."""

    cut: Callable[[], Any]
    search: Callable[[Any], int]


def main() -> int:
    """Measure each matcher on each set of names, or, as the child that does it, one."""
    parser = argparse.ArgumentParser(description="Measure the matching of names.")
    parser.add_argument("--data", type=Path, help="folder with data sets as JSON files, as for extraction.py")
    parser.add_argument("--sizes", type=int, nargs="*", default=[10_000, 100_000], help="numbers of made-up names")
    parser.add_argument("--homonyms", type=int, default=5000, help="how many concepts share one name in the last test")
    parser.add_argument("--child", nargs=2, metavar=("MATCHER", "NAMES"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.child:
        print(json.dumps(measure(*arguments.child)))
        return 0
    print(", ".join([f"Python {platform.python_version()}", *map(version_of, LIBRARIES)]))
    for names in (*map(str, arguments.sizes), *data_files(arguments.data)):
        compare(names)
    if arguments.data is None:
        print("real glossaries: NOT RUN; name a folder with --data (its form: benchmarks/README.md)")
    time_homonyms(arguments.homonyms)
    return 0


def version_of(name: str) -> str:
    """A library and its version, or that it is missing."""
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return f"{name} is not installed"


def data_files(folder: Path | None) -> list[str]:
    """The data sets in a folder and those below it."""
    return [str(file) for file in sorted(folder.rglob("*.json")) if '"entries"' in file.read_text(encoding="utf-8")] if folder else []


def compare(names: str) -> None:
    """Print what each matcher takes for a set of names, and how they compare."""
    rows: dict[str, dict[str, float]] = {}
    for matcher in PREPARE:
        command = [sys.executable, __file__, "--child", matcher, names]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            print(f"{matcher}: NOT RUN: {done.stderr.strip().splitlines()[-1]}", file=sys.stderr)
            continue
        rows[matcher] = json.loads(done.stdout)
    ours = rows["conceptgraph"]
    title = f"{int(names):,} made-up" if names.isdigit() else Path(names).stem
    print(f"\n{title} names, {ours['texts']:,.0f} texts of {ours['characters']:,.0f} characters")
    print("| matcher | index built | process memory | cutting, characters a second | matching, characters a second | to ours | found |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for matcher, row in rows.items():
        cut = f"{row['cut']:,.0f}" if row["cut"] else "none"
        print(f"| {matcher} | {row['built']:.2f} s | {row['memory']:.0f} MB | {cut} | {row['matched']:,.0f} |", end="")
        print(f" {row['matched'] / ours['matched']:.2f} | {row['found']:,.0f} |")


def measure(matcher: str, source: str) -> dict[str, float]:
    """What one matcher takes: seconds to build, megabytes with its index, characters a second."""
    names, texts = made_up(int(source)) if source.isdigit() else real(Path(source))
    characters = sum(map(len, texts))
    PREPARE[matcher](names[:1], texts)  # the libraries are loaded before the clock starts
    built, prepared = timed(lambda: PREPARE[matcher](names, texts))
    memory = resident()
    cutting, cut = timed(prepared.cut)
    matching, found = min((timed(lambda: prepared.search(cut)) for _ in range(ROUNDS)), key=lambda one: one[0])
    return {
        "texts": len(texts), "characters": characters, "built": built, "memory": memory, "found": found,
        "cut": characters / cutting if cut is not texts else 0, "matched": characters / matching,
    }  # fmt: skip


def made_up(count: int) -> tuple[list[str], list[str]]:
    """So many names, and texts that name ten thousand of them."""
    entries = make_entries(min(count, 10_000))
    return make_terms(count, random.Random(1)), [prose(entry, entries, roles=False) for entry in entries[:TEXTS]]


def real(file: Path) -> tuple[list[str], list[str]]:
    """The labels and texts of a glossary."""
    entries = json.loads(file.read_text(encoding="utf-8"))["entries"]
    return [label for entry in entries for label in (entry["term"], *entry["aliases"])], [entry["text"] for entry in entries]


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds of the processor, and what came of it."""
    begun = time.process_time()
    result = work()
    return time.process_time() - begun, result


def resident() -> float:
    """Megabytes that this process holds in memory now; its peak where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
    return pages * 4096 / 1e6


def ours(names: Sequence[str], texts: Sequence[str]) -> Prepared:
    """Our matcher, with all it decides."""
    from conceptgraph.extraction.mentions import Matcher
    from conceptgraph.extraction.names import concept_names
    from conceptgraph.extraction.tokens import tokenize
    from conceptgraph.model import Concept

    concepts = [Concept(id=str(number), term=term) for number, term in enumerate(names)]
    matcher = Matcher([name for concept in concepts for name in concept_names(concept)])
    matcher.find(names[0])  # the index is made when it is first asked

    def search(cut: Any) -> int:
        return sum(len(matcher.find_in(tokens, text)) for tokens, text in zip(cut, texts, strict=True))

    return Prepared(lambda: [tokenize(text) for text in texts], search)


def spacy_loop(names: Sequence[str], texts: Sequence[str]) -> Prepared:
    """A loop of spaCy's phrase matcher over the lower case of its own tokens."""
    import spacy
    from spacy.matcher import PhraseMatcher
    from spacy.util import filter_spans

    nlp = spacy.blank("en")
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    matcher.add("name", [nlp.make_doc(name) for name in names])
    return Prepared(
        lambda: [nlp.make_doc(text) for text in texts], lambda cut: sum(len(filter_spans(matcher(doc, as_spans=True))) for doc in cut)
    )


def flashtext(names: Sequence[str], texts: Sequence[str]) -> Prepared:
    """FlashText in any case."""
    from flashtext import KeywordProcessor

    processor = KeywordProcessor()
    for name in names:
        processor.add_keyword(name, name)
    return Prepared(lambda: texts, lambda cut: sum(len(processor.extract_keywords(text, span_info=True)) for text in cut))


def aho_corasick(names: Sequence[str], texts: Sequence[str]) -> Prepared:
    """An automaton of pyahocorasick in lower case, the longest match, at the edges of words."""
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for name in names:
        automaton.add_word(name.lower(), len(name))
    automaton.make_automaton()

    def search(cut: Any) -> int:
        return sum(whole(text, end - size + 1, end + 1) for text in cut for end, size in automaton.iter_long(text.lower()))

    return Prepared(lambda: texts, search)


def whole(text: str, start: int, end: int) -> bool:
    """Whether a span begins and ends where words do."""
    return not (start and text[start - 1].isalnum()) and not text[end : end + 1].isalnum()


def trie(names: Sequence[str], texts: Sequence[str]) -> Prepared:
    """Plain dictionaries of folded words, walked from each word: what spaCy's matcher could be replaced with."""
    from conceptgraph.extraction.tokens import tokenize
    from conceptgraph.reading.labels import fold

    root: dict[str, Any] = {}
    for name in names:
        node = root
        for word in fold(name).split():
            node = node.setdefault(word, {})
        node[""] = name

    def search(cut: Any) -> int:
        return sum(len(walk(root, tokens.words.split())) for tokens in cut)

    return Prepared(lambda: [tokenize(text) for text in texts], search)


def walk(root: dict[str, Any], words: list[str]) -> list[tuple[int, int]]:
    """The longest matches, from left to right."""
    found, free = [], 0
    for first in [index for index, word in enumerate(words) if word in root]:
        if first < free:
            continue
        node, stop = root, first
        while stop < len(words) and words[stop] in node:
            node = node[words[stop]]
            stop += 1
            if "" in node:
                free = stop
        if free > first:
            found.append((first, free))
    return found


PREPARE = {"conceptgraph": ours, "trie": trie, "spacy": spacy_loop, "flashtext": flashtext, "pyahocorasick": aho_corasick}


def time_homonyms(count: int) -> None:
    """Print how long texts take in which one of thousands of homonyms is named, beside texts whose names are clear."""
    from conceptgraph.extraction.mentions import Matcher
    from conceptgraph.extraction.names import Name
    from conceptgraph.extraction.tokens import tokenize

    texts = [f"A token of kind {number} is a small thing with words around it. A token is also of use." for number in range(count)]
    cut = [tokenize(text) for text in texts]
    for title, qualifiers in (("one concept", [""]), (f"{count:,} homonyms", [f"kind {number}" for number in range(count)])):
        names = [Name(text="token", concept=str(number), qualifier=qualifier) for number, qualifier in enumerate(qualifiers)]
        built, matcher = timed(lambda names=names: Matcher(names))  # type: ignore[misc]
        matcher.find(texts[0])  # the index is made when it is first asked
        seconds, found = timed(lambda matcher=matcher: sum(len(matcher.find_in(*pair)) for pair in zip(cut, texts, strict=True)))  # type: ignore[misc]
        print(f"{count:,} texts that name {title}: built in {built:.2f} s, searched in {seconds:.2f} s, {found:,} mentions")


if __name__ == "__main__":
    sys.exit(main())
