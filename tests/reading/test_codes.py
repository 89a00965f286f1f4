"""The table of codes: every code in the source is declared, every declared one is told, and its example is a real sentence."""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import conceptgraph
from conceptgraph.errors import GlossaryError
from conceptgraph.model import Finding
from conceptgraph.reading.codes import CODES
from conceptgraph.reading.glossary import read_glossary
from conceptgraph.reading.importers.registry import find_importer

PACKAGE = Path(conceptgraph.__file__).parent
#: The rooms whose findings the table declares; the checks of a whole glossary declare theirs themselves.
ROOMS = ("reading", "pipeline.py", "sphinxext", "extraction")


def modules() -> Iterator[ast.Module]:
    for room in ROOMS:
        place = PACKAGE / room
        for file in [place] if place.is_file() else sorted(place.rglob("*.py")):
            if file.name != "codes.py":
                yield ast.parse(file.read_text(encoding="utf-8"))


def codes_in(tree: ast.AST, makers: set[str]) -> Iterator[str]:
    """Texts given as a code: by keyword to a finding, first to a function that takes a code, or first in `code, message = ...`."""
    for node in ast.walk(tree):
        found: ast.expr | None = None
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", "")
            keyword = next((item.value for item in node.keywords if item.arg == "code"), None)
            found = keyword if name == "Finding" else node.args[0] if name in makers and node.args else None
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Tuple):
            target = node.targets[0]
            if isinstance(target, ast.Tuple) and getattr(target.elts[0], "id", "") == "code":
                found = node.value.elts[0]
        if isinstance(found, ast.Constant):
            yield str(found.value)


def codes_in_source() -> set[str]:
    trees = list(modules())
    functions = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    makers = {node.name for node in functions if node.args.args and node.args.args[0].arg == "code"}
    # Without them the search would find next to nothing, and the test would still pass.
    assert {"_finding", "_error", "warning", "complain"} <= makers
    return {code for tree in trees for code in codes_in(tree, makers)}


def test_every_code_is_declared_and_every_declared_one_is_used() -> None:
    """The table has neither a hole nor a relic."""
    assert all(code.code == key for key, code in CODES.items())
    assert codes_in_source() == set(CODES)


def entry(*lines: str, text: str = "Some text.") -> str:
    return "\n".join(["---", *lines, "---", "", text, ""])


def write(folder: Path, files: dict[str, str | bytes]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))


def link(folder: Path) -> None:
    (folder / "adam.md").symlink_to("old.md")


COUNTED = """Statistics
(12 cards)
Fold
One of several parts of the data, each of which is left out once. The model is trained on the others.
Bias
A constant that is added to a weighted sum. It shifts the line away from the origin.
Quantile
A value below which a given share of the data lies. The median is {end}
"""

#: What gives each finding: files, or a function that makes them in the folder `glossary`.
CAUSES: dict[str, dict[str, str | bytes] | Callable[[Path], None]] = {
    "no-folder": {},
    "no-entries": {"notes.txt": ""},
    "encoding": {"adam.md": b"# Adam\n\nText \xff.\n"},
    "link": link,
    "duplicate-id": {"a/vector.md": "# one\n\nText.\n", "b/vector.md": "# two\n\nText.\n"},
    "case-clash": {"Vector.md": "# one\n\nText.\n", "vector.md": "# two\n\nText.\n"},
    "reserved-name": {"con.md": "# one\n\nText.\n"},
    "suffix": {"adam.markdown": "# Adam\n", "vector.md": "# vector\n\nText.\n"},
    "index-entry": {"index.md": entry("term: index"), "vector.md": "# vector\n\nText.\n"},
    "positions": {
        "_positions.json": '{"format": 1, "islands": {"a": {"middle": [0, 0], "concepts": {"adam": [1]}}}}',
        "adam.md": "# Adam\n\nText.\n",
    },
    "front-matter": {"adam.md": "---\nterm: Adam\n\nText.\n"},
    "unknown-key": {"adam.md": entry("term: Adam", "alias: x")},
    "duplicate-key": {"adam.md": entry("term: Adam", "level: 1", "level: 2")},
    "wrong-value": {"adam.md": entry("term: Adam", "level: hard")},
    "label": {"bell.md": "# bell\x07\n\nText.\n"},
    "no-term": {"adam.md": "Text.\n"},
    "stub": {"vector.md": entry("term: vector", text="")},
    "duplicate-term": {"gradient.md": entry("term: gradient"), "ml.md": entry("term: gradient")},
    "alias-is-term": {"momentum.md": entry("term: momentum"), "ml.md": entry("term: ML", "aliases: [momentum]")},
    "unknown-name": {"adam.md": entry("term: Adam", "requires: [moment estimtaion]"), "m.md": entry("term: moment estimation")},
    "ambiguous-name": {
        "kernel-filter.md": entry("term: kernel (filter)"),
        "kernel-trick.md": entry("term: kernel (trick)"),
        "cnn.md": entry("term: CNN", "requires: [kernel]"),
    },
    "self-reference": {"adam.md": entry("term: Adam", "requires: [Adam]")},
    "declared-cycle": {
        "derivative.md": entry("term: derivative", "requires: [limit]"),
        "limit.md": entry("term: limit", "requires: [derivative]"),
    },
    "level-order": {
        "adam.md": entry("term: Adam", "level: 2", "requires: [momentum]"),
        "momentum.md": entry("term: momentum", "level: 3"),
    },
    "contradiction": {
        "adam.md": entry("term: Adam", "requires: [momentum]", "not_requires: [momentum]"),
        "momentum.md": entry("term: momentum"),
    },
    "path-targets": {"_paths/train.md": "# Train\n", "vector.md": "# vector\n\nText.\n"},
    "path-steps": {
        "_paths/train.md": entry("targets: [adam]", "steps: [vector]"),
        "adam.md": "# Adam\n\nText.\n",
        "vector.md": "# vector\n\nText.\n",
    },
}

#: What gives each finding of an importer: its format, and the text of a file.
DECKS: dict[str, tuple[str, str]] = {
    "empty-card": ("csv", "term,definition\nbias,A constant.\nfold,\n"),
    "duplicate-card": ("csv", "term,definition\nfold,One part.\nfold,Another.\n"),
    "card-count": ("flashcards", COUNTED.format(end="one of them.")),
    "cut-text": ("flashcards", COUNTED.format(end="one of the")),
    "wide-row": ("csv", "term,definition\nfold,one,two\n"),
    "unknown-column": ("csv", "term,definitoin\nfold,x\n"),
}


def told(folder: Path) -> tuple[Finding, ...]:
    """Everything a reader of the folder is told, errors as `check` has them."""
    try:
        return read_glossary(folder).findings
    except GlossaryError as error:
        return error.findings


@pytest.mark.parametrize("code", [code for code in CODES if code in CAUSES])
def test_the_example_is_what_is_printed(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With its usual severity, word by word."""
    monkeypatch.chdir(tmp_path)
    folder = Path("glossary")
    cause = CAUSES[code]
    if callable(cause):
        folder.mkdir()
        cause(folder)
    elif cause:
        write(folder, cause)
    findings = [finding for finding in told(folder) if finding.code == code]
    assert CODES[code].example in map(str, findings)
    assert {finding.severity for finding in findings} == {CODES[code].severity}


@pytest.mark.parametrize("code", DECKS)
def test_the_example_is_what_is_printed_of_a_deck(code: str) -> None:
    """With its usual severity, word by word."""
    style, text = DECKS[code]
    path = "terms.csv" if style == "csv" else "deck.txt"
    findings = [finding for finding in find_importer(style).read(text, path=path).findings if finding.code == code]
    assert CODES[code].example in [str(finding) for finding in findings]
    assert {finding.severity for finding in findings} == {CODES[code].severity}


def test_no_cause_is_missing() -> None:
    """Each code has a cause here, but for a file nobody may read, which the superuser reads all the same, and what sites tell."""
    of_sites = {code for code, about in CODES.items() if about.told_by == "site"}
    assert set(CODES) - set(CAUSES) - set(DECKS) - of_sites == {"unreadable"}


@pytest.mark.parametrize("code", CODES)
def test_each_code_says_what_to_do(code: str) -> None:
    """One line of help without a period, one sentence of remedy with one, and a name in lower case and hyphens."""
    declared = CODES[code]
    assert declared.help[-1] not in ".!?"
    assert declared.remedy.endswith(".")
    assert code.replace("-", "").isalpha()
    assert code == code.lower()
    assert ": " in declared.example
