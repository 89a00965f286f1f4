"""Glossaries and texts that nobody should write: they take time and memory in proportion to their size, and give a graph."""

import gc
import tracemalloc
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from time import thread_time

import pytest
from handmade import glossary_of
from work import growth

from conceptgraph.cache import Cache
from conceptgraph.exporters.json import export_json, read_json
from conceptgraph.extraction.cues.registry import cue_finder
from conceptgraph.extraction.mentions import Matcher, find_wordings
from conceptgraph.extraction.names import Name, collect_names
from conceptgraph.extraction.tokens import tokenize
from conceptgraph.model import Block, Concept, Entry, Prose
from conceptgraph.pipeline import Result, build, extract
from conceptgraph.reading.entries import decode, read_entry
from conceptgraph.reading.glossary import Glossary
from conceptgraph.reading.labels import fold, initials_match
from conceptgraph.reading.sentences import split_sentences

#: Less than this many seconds is too little to be compared.
FLOOR = 5e-3


def growth_of_time(function: Callable[[int], object], size: int, *, times: int, most: float) -> float:
    """How many times longer a size takes than the same divided by `times`; the least of four tries where it is too much."""
    least = float("inf")
    for _ in range(4):
        least = min(least, seconds(function, size) / max(seconds(function, size // times), FLOOR))
        if least <= most:
            break
    return least


def seconds(function: Callable[[int], object], size: int) -> float:
    """The seconds of this thread that a size takes."""
    gc.disable()
    begun = thread_time()
    function(size)
    ended = thread_time()
    gc.enable()
    return ended - begun


def memory(function: Callable[[], object]) -> int:
    """The most bytes that a call holds at once."""
    tracemalloc.start()
    function()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


def entry(term: str, text: str = "A thing.", **keys: str) -> str:
    front = "".join(f"{key}: {value}\n" for key, value in keys.items())
    return f"---\nterm: {term}\n{front}---\n{text}\n"


def test_work_that_grows_with_the_square_is_seen() -> None:
    """Four times as much is sixteen times the work, and twice the calls are twice the work."""
    assert growth(lambda size: [sum((1, 2)) for _ in range(size) for _ in range(size)], 400, times=4) > 15
    assert 1.9 < growth(lambda size: [sum((1, 2)) for _ in range(size)], 4000, times=2) < 2.1


# Whole functions on one sentence of any kind.

PIECES = {
    "words": "word ", "letters": "a", "spaces": " ", "capitals": "Adam ", "commas": "a, ", "stops": "A. ", "dots": ".",
    "abbreviations": "e.g. ", "acronyms": "X (ABC) ", "names": "gradient descent ", "lists": "gradient, momentum and ",
    "cues": "is a kind of gradient that uses ",
    "pronouns": "in it, with it, ", "adverbs": "usually ", "brackets": "(a ", "quotes": "“a” ", "hyphens": "a-", "apostrophes": "a's ",
    "marks": "\u0301", "right to left": "שלום ", "joiners": "a\u200d", "surrogates": "\ud800", "formulas": "$a$ ", "digits": "1.",
}  # fmt: skip
NAMES = tuple(Name(text=text, concept=text) for text in ("gradient descent", "gradient", "momentum", "a", "word word word", "Adam", "X"))
ONE_BLOCK: dict[str, Callable[[str], object]] = {
    "sentences": lambda text: split_sentences(one_sentence(text)),
    "tokens": tokenize,
    "mentions": lambda text: Matcher(NAMES).find(text),
    "wordings": lambda text: find_wordings(text, ["gradient descent", "a a a", "word", "(a", "(", "a-a"]),
    "cues": lambda text: cue_finder().find(text[-2000:], text[:2000], text[:2000]),
    "label": fold,
    "initials": lambda text: initials_match(long=text, short=text[:40].upper()) or initials_match(long=text[:40], short=text),
    "names": lambda text: collect_names(glossary_with(text)),
}


def one_sentence(text: str) -> Prose:
    return Prose(text=text, blocks=(Block(start=0, end=len(text)),))


def glossary_with(text: str) -> Glossary:
    one = Entry(id="x", term="x", path="x.md", prose=one_sentence(text))
    return Glossary(folder=Path(), entries=(one,), concepts=(Concept(id="x", term="x"),))


@pytest.mark.parametrize("kind", PIECES)
@pytest.mark.parametrize("name", ONE_BLOCK)
def test_a_text_of_one_piece_again_and_again_is_read_in_proportion(name: str, kind: str) -> None:
    """Ten times the text takes at most twenty times the work, in every function that reads one."""
    piece, function = PIECES[kind], ONE_BLOCK[name]
    assert growth(lambda size: function((piece * size)[:size]), 20_000, times=10) <= 20


@pytest.mark.long
@pytest.mark.parametrize("kind", PIECES)
def test_a_megabyte_of_one_piece_is_read_in_proportion(kind: str) -> None:
    """The same from 100 KB to 1 MB."""
    piece = PIECES[kind]
    for name, function in ONE_BLOCK.items():
        assert growth_of_time(lambda size, function=function: function((piece * size)[:size]), 1_000_000, times=10, most=20) <= 20, name


@pytest.mark.parametrize("kind", [kind for kind in PIECES if kind != "surrogates"])
def test_one_long_sentence_becomes_statements_in_proportion(kind: str) -> None:
    """From a file to a graph: four times the sentence takes at most ten times the work, and its evidence stays short."""

    def make(size: int) -> Result:
        text = f"It {PIECES[kind] * (size // len(PIECES[kind]))} end"
        return extract(glossary_of(entry("x", text), *others()))

    assert growth(make, 16_000, times=4) <= 10
    graph = make(16_000).graph
    assert all(len(evidence.sentence) < 1000 for relation in graph.relations for evidence in relation.evidence)


def others() -> list[str]:
    return [entry("gradient"), entry("gradient descent"), entry("momentum"), entry("Adam")]


# Glossaries of unusual shape: each made for a size, so that growth can be compared.


def homonyms(size: int) -> list[str]:
    kernels = [entry(f"kernel ({number})", "A kernel of some kind.") for number in range(size)]
    return [*kernels, entry("user", "A kernel (3) is used. " * 20)]


def long_names(size: int) -> list[str]:
    name = " ".join(f"word{number}" for number in range(size))
    short = [entry("word7", "A word."), entry("word7 word8", "Two.")]
    return [entry(name, f"It is {name}."), entry("user", f"It uses {name} and " * 5), *short]


def many_aliases(size: int) -> list[str]:
    listed = ", ".join(f"alias number {number}" for number in range(size))
    return [entry("x", "A thing.", aliases=f"[{listed}]"), entry("user", "It names alias number 7 and alias number 9. " * 20)]


def one_names_all(size: int) -> list[str]:
    text = " ".join(f"It uses node {number}." for number in range(size))
    return [entry("hub", text), *(entry(f"node {number}") for number in range(size))]


def one_lists_all(size: int) -> list[str]:
    text = "It uses " + ", ".join(f"node {number}" for number in range(size))
    return [entry("hub", text), *(entry(f"node {number}") for number in range(size))]


def all_name_hub(size: int) -> list[str]:
    return [entry("hub"), *(entry(f"node {number}", "It is a kind of hub.") for number in range(size))]


def one_chain(size: int) -> list[str]:
    return [entry(f"node {number}", f"It uses node {number + 1}.") for number in range(size)]


def one_ring(size: int) -> list[str]:
    return [entry(f"node {number}", f"It uses node {(number + 1) % size}.") for number in range(size)]


def long_ladder(size: int) -> list[str]:
    """Each requires the one below it, as declared."""
    return [entry("node 0"), *(entry(f"node {number}", requires=f"[node {number - 1}]") for number in range(1, size))]


SHAPES: dict[str, tuple[Callable[[int], list[str]], int]] = {
    "homonyms": (homonyms, 1000),
    "long names": (long_names, 400),
    "many aliases": (many_aliases, 10_000),
    "one entry names all": (one_names_all, 600),
    "one entry lists all": (one_lists_all, 600),
    "all name one": (all_name_hub, 600),
    "a chain": (one_chain, 600),
    "a ring": (one_ring, 600),
    "a ladder": (long_ladder, 600),
}


@pytest.mark.parametrize("name", SHAPES)
def test_a_glossary_of_unusual_shape_is_built_in_proportion(name: str) -> None:
    """Twice the size takes at most three times the work, from texts to graph and to a file and back."""
    shape, size = SHAPES[name]

    def make(size: int) -> str:
        return export_json(extract(glossary_of(*shape(size), keep_going=True)).graph)

    assert growth(make, size, times=2) <= 3
    text = make(size)
    assert export_json(read_json(text, path="graph.json")) == text


GREAT = {"homonyms": 5000, "many aliases": 100_000, "one entry names all": 2000, "one entry lists all": 2000, "a chain": 5000}


@pytest.mark.long
@pytest.mark.parametrize(("name", "size"), GREAT.items())
def test_a_glossary_of_unusual_shape_and_great_size_is_built(name: str, size: int) -> None:
    """As above, in full size."""
    result = extract(glossary_of(*SHAPES[name][0](size), keep_going=True))
    assert result.mentions
    assert len(export_json(result.graph)) < 2000 * size


def test_every_entry_names_every_other() -> None:
    """As many relations as there are pairs, and an order all the same."""
    names = [f"node {number}" for number in range(60)]
    result = extract(glossary_of(*(entry(name, "It uses " + ", ".join(other for other in names if other != name)) for name in names)))
    assert len(result.graph.relations) >= 60 * 59
    assert result.graph.dropped
    assert len(result.graph.ancestors("node-0")) < 60


def test_an_empty_glossary_has_a_graph() -> None:
    """Of nothing, and it can be written and read."""
    text = export_json(extract(glossary_of()).graph)
    assert export_json(read_json(text, path="graph.json")) == text


def test_a_sentence_with_many_names_is_not_kept_as_often_as_it_has_names() -> None:
    """Four times the sentence makes a graph of about four times the bytes, and takes no more memory than that."""

    def make(size: int) -> str:
        text = "It goes from gradient to momentum, " * size
        return export_json(extract(glossary_of(entry("x", text), *others())).graph)

    assert len(make(1200)) < 6 * len(make(300))
    assert memory(lambda: make(1200)) < 6 * memory(lambda: make(300))


# Single files that nobody should write.

FILES: dict[str, Callable[[int], str]] = {
    "one line": lambda size: "# x\n\n" + "word " * (size // 5),
    "blocks": lambda size: "# x\n\n" + "One paragraph.\n\n" * (size // 16),
    "quotations": lambda size: "# x\n\n" + ">" * (size // 50) + " a\n" * 2,
    "lists": lambda size: "# x\n\n" + "".join(" " * (2 * depth) + "- a\n" for depth in range(int(size**0.5))),
    "directives": lambda size: "# x\n\n" + "".join("`" * (depth + 3) + "{note}\n" for depth in range(int(size**0.5), 0, -1)) + "a\n",
    "front matter": lambda size: "---\nterm: x\naliases:\n" + "".join(f"- alias {number}\n" for number in range(size // 14)) + "---\na\n",
    "unknown keys": lambda size: "---\nterm: x\n" + "".join(f"key{number}: a\n" for number in range(size // 40)) + "---\na\n",
    "deep data": lambda size: "---\nterm: x\nsource: " + "[" * size + "]" * size + "\n---\na\n",
    "an endless text": lambda size: "---\nterm: x\nsource: '" + "a" * size + "\n---\na\n",
    "tables": lambda size: "# x\n\n| a | b |\n| - | - |\n" + "| one | two |\n" * (size // 14),
    "definitions of links": lambda size: "# x\n\n" + "".join(f"[l{number}]: a\n" for number in range(size // 12)) + "\n[l1] [l2]",
    "footnotes": lambda size: "# x\n\n" + "a [^1]" * (size // 6) + "\n\n[^1]: b\n",
    "formulas": lambda size: "# x\n\n" + "$a$ and " * (size // 8),
    "carriage returns": lambda size: "# x\r\n\r\n" + "A line.\r\n" * (size // 9),
    "zeros": lambda size: "# x\n\n" + "\0a" * (size // 2),
    "marks": lambda size: "# x\n\na" + "\u0301" * size,
    "right to left": lambda size: "# x\n\n" + "שלום \u202eעולם " * (size // 12),
    "halves": lambda size: "# x\n\n" + "\ud800 a " * (size // 4),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_nobody_should_write_is_read_in_proportion(name: str) -> None:
    """Four times the file takes at most nine times the work, and gives an entry or a finding."""
    make = FILES[name]
    found, findings = read_entry(make(20_000), path="x.md")
    assert found is not None or findings
    assert growth(lambda size: read_entry(make(size), path="x.md"), 80_000, times=4) <= 9


@pytest.mark.long
@pytest.mark.parametrize("name", FILES)
def test_a_megabyte_that_nobody_should_write_is_read_in_proportion(name: str) -> None:
    """The same from a quarter of a megabyte to a whole one."""
    make = FILES[name]
    assert growth_of_time(lambda size: read_entry(make(size), path="x.md"), 1_000_000, times=4, most=9) <= 9


#: Nine to the ninth power of an x.
BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{later}: &{later} [{', '.join([f'*{earlier}'] * 9)}]\n" for earlier, later in pairwise("abcdefghi")
)


@pytest.mark.parametrize("bomb", [BOMB, "a: &a {b: *a}\n", "a: !!python/object/apply:os.system [x]\n", "<<: [*a]\n"])
def test_front_matter_that_would_explode_is_refused(bomb: str) -> None:
    """Anchors and aliases are not followed, and tags make nothing."""
    assert memory(lambda: read_entry(f"---\n{bomb}---\n# x\n\na\n", path="x.md")) < 5_000_000
    found, findings = read_entry(f"---\n{bomb}---\n# x\n\na\n", path="x.md")
    assert found is None
    assert [finding.code for finding in findings] == ["front-matter"]


NAMES_OF_FILES = (
    "a b", "ä", "שלום", "e\u0301", "a%20b", "a#b", "-a", "a'b", "[a]", "$a", "a\u200bb", "smile 🙂", "a.b", "..a", "con", "a" * 200,
)  # fmt: skip


def test_files_of_any_name_make_a_graph_or_findings(tmp_path: Path) -> None:
    """With spaces, accents, other scripts, marks of the shell and of addresses, and as long as a disk allows."""
    for number, name in enumerate(NAMES_OF_FILES):
        (tmp_path / f"{name}.md").write_text(f"# term {number}\n\nIt is behind term {number - 1}.\n", encoding="utf-8")
    result = build(tmp_path, keep_going=True, cache=Cache(tmp_path / "cache.sqlite"))
    assert len(result.graph) >= len(NAMES_OF_FILES) - 2
    again = build(tmp_path, keep_going=True, cache=Cache(tmp_path / "cache.sqlite"))
    assert export_json(again.graph) == export_json(result.graph)
    assert export_json(read_json(export_json(result.graph), path="graph.json")) == export_json(result.graph)


@pytest.mark.parametrize("data", [b"\xff" * 1000, b"\0" * 1000, bytes(range(256)) * 20, b"\xed\xa0\x80", b"# x\n\n\xf0\x9f"])
def test_bytes_that_are_no_text_are_a_finding_in_the_build(tmp_path: Path, data: bytes) -> None:
    """One finding for the file; the others are built."""
    (tmp_path / "bad.md").write_bytes(data)
    (tmp_path / "good.md").write_text("# good\n\nA good entry.\n", encoding="utf-8")
    result = build(tmp_path, keep_going=True)
    assert [concept.id for concept in result.graph if concept.id != "bad"] == ["good"]
    assert decode(data, path="bad.md")[1] or result.findings
