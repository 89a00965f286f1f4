"""Files are written whole or not at all, and what is written as an entry reads back as what went in."""

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conceptgraph.errors import OutputError
from conceptgraph.reading.entries import read_entry
from conceptgraph.reading.files import find_entry_files
from conceptgraph.reading.writing import Draft, entry_id, entry_source, write_drafts, write_text, write_texts

#: Labels that front matter accepts: one line, no control characters, white space only inside.
LABELS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=14).map(str.strip)
LABELS = LABELS.filter(bool)
SEVERAL = st.lists(LABELS, max_size=3, unique=True).map(tuple)


def test_a_text_is_written_as_it_is(tmp_path: Path) -> None:
    """No line end is changed, and missing folders are made."""
    write_text(tmp_path / "new" / "a.csv", "ä\r\nb\n")
    assert (tmp_path / "new" / "a.csv").read_bytes() == "ä\r\nb\n".encode()


def test_an_interrupted_writing_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C in the middle leaves the old file as it was, and nothing beside it."""
    file = tmp_path / "graph.json"
    file.write_text("old", encoding="utf-8")

    def interrupt(self: Path, data: bytes) -> int:
        with self.open("wb") as half:
            half.write(data[:2])
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "write_bytes", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_text(file, "new text")
    assert [found.name for found in tmp_path.iterdir()] == ["graph.json"]
    assert file.read_text(encoding="utf-8") == "old"


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error of the system is one sentence, and the old file stays."""
    file = tmp_path / "graph.json"
    file.write_text("old", encoding="utf-8")

    def fail(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", fail)
    with pytest.raises(OutputError, match=r"graph.json: cannot be written: no space left on device; choose another place"):
        write_text(file, "new text")
    assert file.read_text(encoding="utf-8") == "old"


def test_several_files_are_written(tmp_path: Path) -> None:
    """Each with its own text, and nothing is left beside them; a file keeps its permissions."""
    one, two = tmp_path / "one.md", tmp_path / "two.md"
    one.write_text("old", encoding="utf-8")
    one.chmod(0o640)
    write_texts({one: "new\r\n", two: "\ufeffnew"})
    assert (one.read_bytes(), two.read_bytes()) == (b"new\r\n", b"\xef\xbb\xbfnew")
    assert one.stat().st_mode & 0o777 == 0o640
    assert sorted(found.name for found in tmp_path.iterdir()) == ["one.md", "two.md"]


def test_of_several_files_all_are_written_or_none(tmp_path: Path) -> None:
    """The second has no place to be, so the first stays as it was."""
    one = tmp_path / "one.md"
    one.write_text("old", encoding="utf-8")
    with pytest.raises(OutputError, match=r"two\.md: cannot be written: no such file or directory; no file is changed"):
        write_texts({one: "new", tmp_path / "nowhere" / "two.md": "new"})
    assert one.read_text(encoding="utf-8") == "old"
    assert [found.name for found in tmp_path.iterdir()] == ["one.md"]


def test_what_was_replaced_is_told(tmp_path: Path) -> None:
    """A folder in the place of the second file is noticed last: the first is new, and the message says so."""
    one, two = tmp_path / "one.md", tmp_path / "two.md"
    one.write_text("old", encoding="utf-8")
    two.mkdir()
    with pytest.raises(OutputError, match=r"two\.md: cannot be written: is a directory; already changed: .*one\.md"):
        write_texts({one: "new", two: "new"})
    assert one.read_text(encoding="utf-8") == "new"
    assert sorted(found.name for found in tmp_path.iterdir()) == ["one.md", "two.md"]


def test_a_file_where_a_folder_should_be(tmp_path: Path) -> None:
    """A place that cannot be is refused with one sentence."""
    (tmp_path / "a").write_text("", encoding="utf-8")
    with pytest.raises(OutputError, match="cannot be written: "):
        write_text(tmp_path / "a" / "b.json", "x")


def test_a_folder_where_a_file_should_be(tmp_path: Path) -> None:
    """A folder is not replaced by a file, and nothing is left in or beside it."""
    (tmp_path / "a").mkdir()
    with pytest.raises(OutputError, match="cannot be written: is a directory"):
        write_text(tmp_path / "a", "x")
    assert list(tmp_path.rglob("*")) == [tmp_path / "a"]


def test_half_a_character_is_refused(tmp_path: Path) -> None:
    """A lone surrogate, which no UTF-8 file can hold, is a sentence."""
    with pytest.raises(OutputError, match="half a character"):
        write_text(tmp_path / "a", "\ud800")


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """The file behind a symbolic link is replaced, not the link."""
    (tmp_path / "real").write_text("old", encoding="utf-8")
    (tmp_path / "link").symlink_to("real")
    write_text(tmp_path / "link", "new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text(encoding="utf-8") == "new"


@pytest.mark.skipif(os.name != "posix", reason="there are no such files there")
def test_a_device_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    """`-o /dev/stdout` and the like keep what they are."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_text(pipe, "text")
    assert os.read(reader, 10) == b"text"
    os.close(reader)
    assert pipe.is_fifo()


def test_the_rights_of_a_file_stay(tmp_path: Path) -> None:
    """A file that only its owner may read stays so."""
    file = tmp_path / "a"
    file.write_text("old", encoding="utf-8")
    file.chmod(0o600)
    write_text(file, "new")
    assert file.stat().st_mode & 0o777 == 0o600


def test_an_entry_source_is_what_an_author_would_write() -> None:
    """Front matter with the keys that are known, a heading, the text."""
    draft = Draft(term="Adam", text="An optimizer.", aliases=("Adam optimizer",), source={"deck": "seed.txt", "position": 3})
    assert entry_source(draft) == (
        '---\nterm: Adam\naliases: [Adam optimizer]\nstatus: draft\nsource: {deck: "seed.txt", position: 3}\n---\n\n'
        "# Adam\n\nAn optimizer.\n"
    )


@pytest.mark.parametrize(
    "term", ["C++: templates", "no", "1e5", "- a", "# a", "{x}", "a, b", "'", '"\\', "*a", "true", "\U0001f600\u200b", "|", "a:"]
)
def test_a_term_that_yaml_would_misread_is_quoted(term: str) -> None:
    """Each of these is data, and reads back as typed."""
    entry, findings = read_entry(entry_source(Draft(term=term)), path="a.md")
    assert entry is not None
    assert entry.term == term
    assert not [finding for finding in findings if finding.severity == "error"]


@given(LABELS, SEVERAL, SEVERAL, SEVERAL, st.none() | st.fixed_dictionaries({"deck": LABELS, "position": st.integers(1, 99)}))
def test_what_is_written_reads_back(
    term: str, aliases: tuple[str, ...], topics: tuple[str, ...], requires: tuple[str, ...], source: Any
) -> None:
    """Whatever labels hold, the reader finds them again."""
    text = entry_source(Draft(term=term, text="Text.", aliases=aliases, topics=topics, requires=requires, source=source))
    entry, _ = read_entry(text, path="a.md")
    assert entry is not None
    assert entry.term == term
    assert entry.status == "draft"
    assert entry.source == source
    assert entry.prose.text.strip() == "Text."
    assert {reference.name for reference in entry.requires} <= set(requires)
    assert set(entry.aliases) <= set(aliases)


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_drafts_are_written_under_their_ids(tmp_path: Path) -> None:
    """One file a draft; a second one of the same id gets a number."""
    report = write_drafts([Draft(term="Adam"), Draft(term="Data Loader"), Draft(term="ADAM")], tmp_path / "new")
    assert names(tmp_path / "new") == ["adam-2.md", "adam.md", "data-loader.md"]
    assert [item.fate for item in report] == ["written"] * 3


def test_files_that_are_there_are_kept(tmp_path: Path) -> None:
    """Without force nothing is overwritten, also where only the case of the name differs."""
    (tmp_path / "Adam.md").write_text("mine", encoding="utf-8")
    report = write_drafts([Draft(term="Adam"), Draft(term="dropout")], tmp_path)
    assert [item.fate for item in report] == ["kept", "written"]
    assert names(tmp_path) == ["Adam.md", "dropout.md"]
    assert (tmp_path / "Adam.md").read_text(encoding="utf-8") == "mine"


def test_another_concept_keeps_its_file(tmp_path: Path) -> None:
    """C, C++ and C# have one id: they are numbered also against what is there, and found again when read once more."""
    languages = [Draft(term=term) for term in ("C++", "C#", "c")]
    write_drafts([Draft(term="C")], tmp_path)
    report = write_drafts(languages, tmp_path, force=True)
    assert [(item.path.name, item.fate) for item in report] == [("c-2.md", "written"), ("c-3.md", "written"), ("c.md", "replaced")]
    again = write_drafts(languages, tmp_path)
    assert [(item.path.name, item.fate) for item in again] == [("c-2.md", "kept"), ("c-3.md", "kept"), ("c.md", "kept")]


def test_an_imported_entry_that_was_renamed_is_kept(tmp_path: Path) -> None:
    """What an author made of a draft is not imported again beside it."""
    draft = Draft(term="Adam")
    (tmp_path / "adam.md").write_text("---\nterm: Adam optimizer\n---\n\nMine.\n", encoding="utf-8")
    assert [item.fate for item in write_drafts([draft], tmp_path)] == ["kept"]


def test_force_replaces(tmp_path: Path) -> None:
    """With force the old file goes."""
    (tmp_path / "adam.md").write_text("mine", encoding="utf-8")
    assert [item.fate for item in write_drafts([Draft(term="Adam")], tmp_path, force=True)] == ["replaced"]
    assert "term: Adam" in (tmp_path / "adam.md").read_text(encoding="utf-8")


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    """It reports what would happen."""
    report = write_drafts([Draft(term="Adam")], tmp_path / "new", dry_run=True)
    assert [(item.path.name, item.fate) for item in report] == [("adam.md", "written")]
    assert not (tmp_path / "new").exists()


def test_a_term_without_letters_has_no_file(tmp_path: Path) -> None:
    """It is refused before anything is written."""
    with pytest.raises(OutputError, match=r"the term '\+\+' gives no file name"):
        write_drafts([Draft(term="Adam"), Draft(term="++")], tmp_path)
    assert names(tmp_path) == []


@pytest.mark.parametrize(
    ("term", "name"),
    [
        ("CON", "con-entry"),
        ("../x", "x"),
        ("a/b", "a-b"),
        ("Bayes' theorem", "bayes-theorem"),
        ("index", "index-entry"),
        ("Readme", "readme-entry"),
        ("_draft", "draft"),
        ("++", ""),
    ],
)
def test_an_id_is_a_safe_file_name(term: str, name: str) -> None:
    """It never leaves the folder and is no name that a system reserves, or that is set apart in a glossary."""
    assert entry_id(term) == name


@pytest.mark.parametrize("term", ["index", "README", "_paths", "nul", "a.b"])
def test_what_is_written_is_found(tmp_path: Path, term: str) -> None:
    """Whatever a term is called, its file is one that the reader takes for an entry, without a complaint."""
    (written,) = write_drafts([Draft(term=term)], tmp_path)
    assert find_entry_files(tmp_path) == ((written.path,), ())
