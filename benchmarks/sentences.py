"""How many hand-made cases our splitter of sentences gets right, and how fast, beside spaCy's sentencizer and pysbd.

    python benchmarks/sentences.py [CASES]

The cases are those of the test (tests/reading/sentences.txt). All see the same plain text, block by block, so that lists and
quotations, which are read from the Markdown, count for nobody; formulas and code, which ours never splits, are a word of
many x to the others. Printed is a table for the docs; times are ratios to ours, each the best of several rounds in one run.
"""

import re
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from conceptgraph.model import Prose
from conceptgraph.reading.prose import read_prose
from conceptgraph.reading.sentences import split_sentences

CASES = Path(__file__).resolve().parent.parent / "tests" / "reading" / "sentences.txt"
ROUNDS = 5
#: What plain text does not show: the marks of lists, quotations, stress and code.
MARKUP = re.compile(r"^\s*(?:[->]|\d[.)])\s+(?=\S)|[*`]", re.MULTILINE)

#: From an entry's prose to its sentences.
Splitter = Callable[[Prose], list[str]]


def main() -> int:
    """Print one line for each splitter."""
    cases = read_cases(Path(sys.argv[1]) if len(sys.argv) > 1 else CASES)
    proses = [prose for prose, _ in cases]
    ours = best_time(split_ours, proses)
    print(f"{len(cases)} cases, {sum(len(prose.text) for prose in proses):,} characters, best of {ROUNDS} rounds\n")
    print("| splitter | cases right | time, ours = 1 |")
    print("| --- | ---: | ---: |")
    makers = {"conceptgraph": lambda: split_ours, "spaCy's sentencizer": by_spacy, "pysbd": by_pysbd}
    for name, make in makers.items():
        package = "spacy" if name.startswith("spaCy") else name
        try:
            split, release = make(), version(package)
        except (ImportError, PackageNotFoundError):
            print(f"| {name} | NOT RUN: {package} is not installed | |")
            continue
        right = sum(sizes(split(prose)) == expected for prose, expected in cases)
        print(f"| {name} {release} | {right / len(cases):.3f} | {best_time(split, proses) / ours:.1f} |")
    return 0


def read_cases(path: Path) -> list[tuple[Prose, list[int]]]:
    """Each case's prose and the sizes of its sentences. A broken bar stands between two, ⏎ is a line end."""
    lines = path.read_text(encoding="utf-8").splitlines()
    cases = [line.replace("⏎", "\n") for line in lines if line and not line.startswith("# ")]
    return [(read_prose(case.replace("¦", "")), sizes(MARKUP.sub("", piece) for piece in case.split("¦"))) for case in cases]


def sizes(sentences: Iterable[str]) -> list[int]:
    """How many visible characters each sentence has: white space between two is nobody's."""
    counted = (len("".join(sentence.split())) for sentence in sentences)
    return [size for size in counted if size]


def split_ours(prose: Prose) -> list[str]:
    """By the rules of the package."""
    return [prose.text[start:end] for start, end in split_sentences(prose)]


def by_spacy() -> Splitter:
    """SpaCy's rule-based component, in the blank pipeline that our matcher uses too."""
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return lambda prose: [sentence.text for block in blocks_of(prose) for sentence in nlp(block).sents]


def by_pysbd() -> Splitter:
    """The rules of pySBD (Sadvilkar and Neumann 2020) for English."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its patterns are written in an old fashion
        import pysbd

    segmenter = pysbd.Segmenter(language="en", clean=False)
    return lambda prose: [piece for block in blocks_of(prose) for piece in segmenter.segment(block)]


def blocks_of(prose: Prose) -> list[str]:
    """The blocks of a text, formulas and code made words."""
    text = prose.text
    for start, end in prose.opaque:
        text = text[:start] + re.sub(r"\S", "x", text[start:end]) + text[end:]
    return [text[block.start : block.end] for block in prose.blocks]


def best_time(split: Splitter, proses: Sequence[Prose]) -> float:
    """The least seconds that all texts take."""
    return min(seconds(split, proses) for _ in range(ROUNDS))


def seconds(split: Splitter, proses: Sequence[Prose]) -> float:
    """The seconds of one round."""
    begun = time.perf_counter()
    for prose in proses:
        split(prose)
    return time.perf_counter() - begun


if __name__ == "__main__":
    raise SystemExit(main())
