"""`init --sphinx`: an existing project gets what it lacks, is shown it first, and gets back what it had."""

from pathlib import Path
from typing import Any

import pytest
import typer

from conceptgraph.cli import setting_up

CONF = "# mine\nproject = 'Docs'\r\nextensions = [\n    'sphinx.ext.autodoc',  # for the API\n]\n"


@pytest.fixture
def docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project in `docs`, seen from the folder above."""
    (tmp_path / "project").mkdir()
    monkeypatch.chdir(tmp_path / "project")
    write(Path("docs/conf.py"), CONF)
    write(Path("docs/index.rst"), "Docs\n====\n")
    return Path("docs")


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


def contents(folder: Path) -> dict[str, bytes]:
    return {path.as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_what_is_missing_is_shown_and_added(run: Any, docs: Path) -> None:
    """The diff comes before anything is written; then conf.py has both extensions, and there is a first entry."""
    ran = run("init", "--sphinx", "--yes")
    assert ran.status == 0
    assert "+    'conceptgraph.sphinxext'," in ran.out
    assert "+++ docs/glossary/prerequisite.md" in ran.out
    after = CONF.replace("the API\n", "the API\n    'myst_parser',\n    'conceptgraph.sphinxext',\n")
    assert (docs / "conf.py").read_bytes() == after.encode()
    assert (docs / "glossary/prerequisite.md").is_file()


def test_nothing_is_written_unasked(run: Any, docs: Path) -> None:
    """Where nobody is there to answer, the diff is all."""
    before = contents(docs)
    ran = run("init", "--sphinx", "docs")
    assert ran.status == 2
    assert "nobody is there to answer; write without asking by --yes" in ran.err
    assert contents(docs) == before


@pytest.mark.parametrize(("answer", "status"), [(True, 0), (False, 1)])
def test_it_asks(run: Any, docs: Path, monkeypatch: pytest.MonkeyPatch, answer: bool, status: int) -> None:
    """Whoever answers no keeps everything as it was."""
    before = contents(docs)

    def confirm(_question: str, *, abort: bool, err: bool) -> bool:
        assert abort
        assert err
        if not answer:
            raise typer.Abort
        return True

    monkeypatch.setattr(setting_up, "may_ask", lambda: True)
    monkeypatch.setattr(typer, "confirm", confirm)
    assert run("init", "--sphinx", "docs").status == status
    assert (contents(docs) == before) is not answer


def test_it_is_taken_back_byte_for_byte(run: Any, docs: Path) -> None:
    """Files, folders and the note of them are as before, after two runs as well."""
    before = contents(docs)
    run("init", "--sphinx", "--yes")
    assert run("init", "--sphinx", "--yes").out == "docs/conf.py: everything is there; nothing to do\n"
    ran = run("init", "--sphinx", "--undo")
    assert ran.out == "restored docs/conf.py\nremoved docs/glossary/prerequisite.md\n"
    assert contents(docs) == before
    assert not (docs / "glossary").exists()


def test_later_changes_are_not_taken_back(run: Any, docs: Path) -> None:
    """A file that its author has changed since is named, and nothing is touched."""
    run("init", "--sphinx", "--yes")
    write(docs / "conf.py", "extensions = []\n")
    before = contents(docs)
    ran = run("init", "--sphinx", "--undo")
    assert ran.status == 1
    assert "docs/conf.py: changed since; take back the rest by hand, or undo those changes first" in ran.err
    assert contents(docs) == before


def test_other_files_in_the_folder_stay(run: Any, docs: Path) -> None:
    """The glossary's folder goes only if it is empty again."""
    run("init", "--sphinx", "--yes")
    write(docs / "glossary/mine.md", "---\nterm: mine\n---\nMy own.\n")
    run("init", "--sphinx", "--undo")
    assert contents(docs / "glossary").keys() == {"docs/glossary/mine.md"}


def test_there_may_be_nothing_to_take_back(run: Any, docs: Path) -> None:
    """A project that was never added to says so."""
    ran = run("init", "--sphinx", "--undo", str(docs))
    assert ran.status == 2
    assert "docs: nothing to take back, since there is no .conceptgraph-init.json" in ran.err


THERE = {
    "entries beside the source": ({"glossary/one.md": "---\nterm: one\n---\nOne.\n"}, ["myst_parser", "conceptgraph.sphinxext"]),
    "entries in a folder that conf.py names": (
        {"docs/words/one.md": "---\nterm: one\n---\nOne.\n", "docs/conf.py": "conceptgraph_glossary = 'words'\nextensions = []\n"},
        ["myst_parser", "conceptgraph.sphinxext"],
    ),
    "entries in a folder that pyproject.toml names": (
        {"words/one.md": "---\nterm: one\n---\nOne.\n", "pyproject.toml": '[tool.conceptgraph]\nglossary = "words"\n'},
        ["myst_parser", "conceptgraph.sphinxext"],
    ),
    "a list on a page": ({"docs/index.rst": ".. glossary::\n\n   one\n      One.\n"}, ["conceptgraph.sphinxext"]),
    "another reader of Markdown": (
        {"glossary/one.md": "---\nterm: one\n---\nOne.\n", "docs/conf.py": 'extensions = ["myst_nb"]\n'}, ["conceptgraph.sphinxext"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", THERE)
def test_only_what_is_missing_is_added(run: Any, docs: Path, case: str) -> None:
    """Where there are concepts already, no entry is made; Markdown is read only where entries are written in it."""
    there, added = THERE[case]
    for path, text in there.items():
        write(Path(path), text)
    ran = run("init", "--sphinx", "--yes")
    lines = [line for line in ran.out.splitlines() if line.startswith("+") and not line.startswith("+++")]
    names = [name for name in ("myst_parser", "conceptgraph.sphinxext") if any(name in line for line in lines)]
    assert names == added
    assert not (docs / "glossary").exists()


def test_a_conf_that_cannot_be_added_to(run: Any, docs: Path) -> None:
    """The line to add is told, and no file is touched."""
    write(docs / "conf.py", "extensions = make()\n")
    before = contents(docs)
    ran = run("init", "--sphinx", "--yes")
    assert ran.status == 1
    assert "docs/conf.py: 'extensions' is set by more than a plain list, and is left alone; add this line at its end: " in ran.err
    assert 'extensions += ["myst_parser", "conceptgraph.sphinxext"]' in ran.err
    assert contents(docs) == before


def test_a_conf_that_is_no_python(run: Any, docs: Path) -> None:
    """It is not made worse."""
    write(docs / "conf.py", "extensions = [\n")
    ran = run("init", "--sphinx", "--yes")
    assert ran.status == 1
    assert "docs/conf.py: is no Python" in ran.err


def test_without_a_project(run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said where a conf.py was looked for."""
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    ran = run("init", "--sphinx")
    assert ran.status == 2
    assert "there is no conf.py in . nor in docs, doc, docs/source, doc/source, source" in ran.err


def test_its_options_go_with_it(run: Any, docs: Path) -> None:
    """A new glossary overwrites nothing, so that there is nothing to take back."""
    assert "--undo and --yes go with --sphinx" in run("init", "--undo").err
    assert docs.is_dir()
