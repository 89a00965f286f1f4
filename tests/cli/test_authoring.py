"""`init`, `new` and `import`: what they write, and that they overwrite nothing."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from conceptgraph.pipeline import build

DECK = """Animals
(3 cards)
Cat
A small animal that hunts mice. It purrs.
Dog
A companion of humans. It hunts with them, and barks
Bird
An animal with feathers. Many of them fly.
"""


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_init_makes_a_glossary_and_says_what_next(run: Any, here: Path) -> None:
    """Two entries, a conf.py and an index page; the next steps are commands."""
    ran = run("init", "new")
    assert ran.status == 0
    assert files(here / "new") == ["conf.py", "glossary/learning-path.md", "glossary/prerequisite.md", "index.md"]
    assert "cd new" in ran.out
    assert "conceptgraph serve" in ran.out


def test_what_init_makes_is_sound(run: Any, here: Path) -> None:
    """Not even advice is due, and one entry requires the other."""
    run("init", "new")
    assert run("check", "new/glossary").out == "0 errors, 0 warnings, 0 pieces of advice\n"
    graph = build(here / "new" / "glossary").graph
    assert [(edge.concept, edge.requires) for edge in graph.prerequisites] == [("learning-path", "prerequisite")]


@pytest.mark.slow
def test_what_init_makes_builds_without_a_warning(run: Any, here: Path) -> None:
    """`sphinx-build -n -W` passes, and the entries have pages."""
    run("init", "new")
    command = [sys.executable, "-m", "sphinx", "-n", "-W", "-q", "new", "out"]
    ran = subprocess.run(command, cwd=here, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "prerequisite" in (here / "out" / "glossary" / "learning-path.html").read_text(encoding="utf-8")


def test_init_overwrites_nothing(run: Any, here: Path) -> None:
    """One file that is there is enough to write none."""
    (here / "new").mkdir()
    (here / "new" / "index.md").write_text("mine", encoding="utf-8")
    ran = run("init", "new")
    assert ran.status == 1
    assert ran.err == "error: new/index.md: already there, and nothing is overwritten; choose another folder, or move them away\n"
    assert files(here / "new") == ["index.md"]


def test_new_writes_a_draft(run: Any, here: Path) -> None:
    """Its file name is the id, its front matter what was given, and the glossary still builds."""
    ran = run("new", "Chain Rule", "--topic", "calculus", "--alias", "rule of chains", "--requires", "derivative")
    assert (ran.status, ran.out) == (0, "glossary/chain-rule.md\n")
    text = (here / "glossary" / "chain-rule.md").read_text(encoding="utf-8")
    assert text == (
        "---\nterm: Chain Rule\naliases: [rule of chains]\ntopics: [calculus]\nrequires: [derivative]\nstatus: draft\n---\n\n# Chain Rule\n"
    )
    assert run("build", "-o", "graph.json").status == 0


def test_what_new_writes_is_told_as_a_stub(run: Any) -> None:
    """A heading is no text: whoever checks is reminded to write it."""
    run("new", "vector")
    assert (
        "advice: glossary/vector.md:2: 'vector' is a stub: it has a term and no text; write its first paragraph [stub]\n"
        in run("check").out
    )


@pytest.mark.parametrize("label", ["adam", "Adam optimizers", "slope", "Gradient-Descent"])
def test_new_refuses_a_name_that_is_taken(run: Any, here: Path, label: str) -> None:
    """Any label of any entry counts, in any form."""
    before = files(here)
    ran = run("new", label)
    assert ran.status == 1
    assert ran.err.startswith(f"error: {label!r} already names ")
    assert files(here) == before


def test_new_overwrites_no_file(run: Any, here: Path) -> None:
    """A file of that name stays, whatever its term."""
    (here / "glossary" / "vector.md").write_text("---\nterm: arrow\n---\n\nAn arrow.\n", encoding="utf-8")
    ran = run("new", "vector")
    assert ran.status == 1
    assert "glossary/vector.md" in ran.err
    assert "term: arrow" in (here / "glossary" / "vector.md").read_text(encoding="utf-8")


def test_new_numbers_an_id_that_is_taken(run: Any, here: Path) -> None:
    """C, C++ and C# are three concepts; which file was written is said, and the glossary is sound."""
    (here / "glossary" / "languages").mkdir()
    (here / "glossary" / "languages" / "c.md").write_text("# C\n\nC is a language.\n", encoding="utf-8")
    second, third = run("new", "C++"), run("new", "C#")
    assert (second.status, second.out) == (0, "glossary/c-2.md\n")
    assert second.err.startswith("Its id is 'c-2', since another file is called 'c.md'.\n")
    assert (third.status, third.out) == (0, "glossary/c-3.md\n")
    assert 'term: "C#"\n' in (here / "glossary" / "c-3.md").read_text(encoding="utf-8")
    assert run("check").status == 0


def test_new_warns_of_what_it_requires(run: Any, here: Path) -> None:
    """An unknown name is told at once, with the nearest, and the entry is written all the same."""
    ran = run("new", "vector", "--requires", "functoin", "--requires", "momentum")
    assert (ran.status, ran.out) == (0, "glossary/vector.md\n")
    assert ran.err.startswith(
        "warning: glossary/vector.md:3: 'requires' names 'functoin', which is no concept; did you mean 'function'?\nWrite its text"
    )
    assert "requires: [functoin, momentum]" in (here / "glossary" / "vector.md").read_text(encoding="utf-8")


def test_the_first_entry_may_require_what_is_not_there(run: Any, here: Path) -> None:
    """In an empty folder, too, the name is told."""
    (here / "empty").mkdir()
    ran = run("new", "first", "-g", "empty", "--requires", "second")
    assert ran.status == 0
    assert ran.err.startswith("warning: empty/first.md:3: 'requires' names 'second', which is no concept")


def test_new_in_an_empty_folder(run: Any, here: Path) -> None:
    """The first entry needs no other."""
    (here / "empty").mkdir()
    assert run("new", "first", "-g", "empty").status == 0
    assert files(here / "empty") == ["first.md"]


def test_new_beside_broken_entries(run: Any, here: Path) -> None:
    """Errors elsewhere keep nobody from writing."""
    (here / "glossary" / "bad.md").write_text("---\nterm: [\n---\n", encoding="utf-8")
    assert run("new", "vector").status == 0


@pytest.fixture
def deck(here: Path) -> Path:
    file = here / "animals.txt"
    file.write_text(DECK, encoding="utf-8")
    return file


@pytest.mark.usefixtures("deck")
def test_import_writes_a_draft_a_card(run: Any, here: Path) -> None:
    """With the deck and the position as its source; what is odd is told on standard error."""
    ran = run("import", "animals.txt", "--format", "flashcards", "-o", "animals")
    assert ran.status == 0
    assert ran.out == "wrote animals/cat.md\nwrote animals/dog.md\nwrote animals/bird.md\n"
    assert ran.err.endswith("3 cards from animals.txt\n")
    assert "warning: animals.txt:" in ran.err
    text = (here / "animals" / "dog.md").read_text(encoding="utf-8")
    assert 'status: draft\nsource: {deck: "animals.txt", position: 2}\n' in text
    assert run("build", "animals", "-o", "graph.json").status == 0


@pytest.mark.usefixtures("deck")
def test_import_shows_what_it_would_write(run: Any, here: Path) -> None:
    """A dry run writes nothing."""
    ran = run("import", "animals.txt", "--format", "flashcards", "-o", "animals", "--dry-run")
    assert ran.out.startswith("would write animals/cat.md\n")
    assert not (here / "animals").exists()


@pytest.mark.usefixtures("deck")
def test_import_keeps_what_is_there(run: Any, here: Path) -> None:
    """Without --force a file stays, and that is said; with it, the file goes."""
    (here / "animals").mkdir()
    cat = here / "animals" / "cat.md"
    cat.write_text("mine", encoding="utf-8")
    ran = run("import", "animals.txt", "--format", "flashcards", "-o", "animals")
    assert ran.out.startswith("kept animals/cat.md\nwrote animals/dog.md\n")
    assert ran.err.endswith("3 cards from animals.txt; 1 file kept, as --force was not given\n")
    assert cat.read_text(encoding="utf-8") == "mine"
    assert run("import", "animals.txt", "--format", "flashcards", "-o", "animals", "--force").out.count("replaced ") == 3
    assert "term: Cat" in cat.read_text(encoding="utf-8")


def test_import_of_a_table(run: Any, here: Path) -> None:
    """A CSV file gives terms, aliases, topics and requirements."""
    (here / "terms.csv").write_text("term,definition,aliases,topics,requires\nCat,A hunter.,feline,animals,\n", encoding="utf-8")
    assert run("import", "terms.csv", "--format", "csv", "-o", "out").status == 0
    assert "aliases: [feline]" in (here / "out" / "cat.md").read_text(encoding="utf-8")


FAULTS = {
    "not UTF-8": (b"Cat\n\xff\xfe\n", "deck.txt: byte 5 is not UTF-8; save the file as UTF-8"),
    "a folder": (None, "deck.txt: cannot be read: is a directory"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_deck_that_cannot_be_read(run: Any, here: Path, name: str) -> None:
    """One sentence, and nothing written."""
    data, message = FAULTS[name]
    if data is None:
        (here / "deck.txt").mkdir()
    else:
        (here / "deck.txt").write_bytes(data)
    ran = run("import", "deck.txt", "--format", "flashcards", "-o", "out")
    assert (ran.status, ran.err) == (1, f"error: {message}\n")
    assert not (here / "out").exists()


@pytest.mark.parametrize(
    ("data", "status", "says"), [(DECK.encode(), 0, "3 cards from -"), (b"\xff", 1, "error: standard input: byte 1 is not UTF-8")]
)
def test_a_deck_from_standard_input(here: Path, data: bytes, status: int, says: str) -> None:
    """`-` reads what another command gives, and refuses what is no text."""
    command = [sys.executable, "-m", "conceptgraph", "import", "-", "--format", "flashcards", "-o", "out"]
    ran = subprocess.run(command, cwd=here, input=data, capture_output=True, check=False)
    assert ran.returncode == status
    assert says in ran.stderr.decode()
    assert (here / "out" / "cat.md").exists() == (status == 0)


@pytest.mark.usefixtures("deck")
def test_a_file_in_place_of_the_folder(run: Any, here: Path) -> None:
    """Entries go into a folder."""
    (here / "out").write_text("mine", encoding="utf-8")
    ran = run("import", "animals.txt", "--format", "flashcards", "-o", "out")
    assert (ran.status, ran.err) == (1, "error: out: is a file; give a folder for the entries\n")


@pytest.mark.usefixtures("deck")
def test_an_unknown_format_lists_the_others(run: Any) -> None:
    """The nearest is named first."""
    ran = run("import", "animals.txt", "--format", "flashcard", "-o", "out")
    assert ran.status == 2
    assert ran.err.startswith("error: unknown format 'flashcard'; did you mean 'flashcards'?; there are csv, flashcards")
