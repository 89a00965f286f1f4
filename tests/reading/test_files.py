"""Which files are entries, and names and links that cannot stand."""

import os

import pytest

from conceptgraph.reading.files import entry_files, entry_id, find_entry_files, is_excluded, path_files


@pytest.fixture
def folder(tmp_path):
    """An empty folder for a glossary, beside which other things may lie."""
    inside = tmp_path / "glossary"
    inside.mkdir()
    return inside


def fill(folder, *paths):
    """Write an entry at each path."""
    for path in paths:
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("# x\n\ntext\n", encoding="utf-8")


def names(folder, **options):
    """The entries of a folder as relative paths."""
    return [file.relative_to(folder).as_posix() for file in entry_files(folder, **options)]


def messages(folder):
    """What is said of a folder's files."""
    return [(finding.severity, str(finding)) for finding in find_entry_files(folder)[1]]


def test_entries_are_markdown_files_at_any_depth(folder):
    """All .md files are entries, in sorted order, but for those that are set apart by their names."""
    fill(folder, "b.md", "a.md", "x/c.md", "x/y/d.md", "index.md", "x/index.md", "README.md", "_draft.md", ".hidden.md")
    fill(folder, "_paths/p.md", "_d/e.md", ".git/f.md", "notes.txt", "picture.png")
    assert names(folder) == ["a.md", "b.md", "x/c.md", "x/y/d.md"]


@pytest.mark.parametrize(
    ("glob", "left"),
    [
        ("drafts", ["a.md", "x/b.md", "x/c.draft.md"]),
        ("drafts/", ["a.md", "x/b.md", "x/c.draft.md"]),
        ("drafts/**", ["a.md", "x/b.md", "x/c.draft.md"]),
        ("*.draft.md", ["a.md", "drafts/d.md", "x/b.md"]),
        ("x/*.md", ["a.md", "drafts/d.md"]),
        ("**/b.md", ["a.md", "drafts/d.md", "x/c.draft.md"]),
        ("./a.md", ["drafts/d.md", "x/b.md", "x/c.draft.md"]),
        ("?.md", ["x/c.draft.md"]),
        ("[a].md", ["a.md", "drafts/d.md", "x/b.md", "x/c.draft.md"]),
    ],
)
def test_excluded_globs(folder, glob, left):
    """A glob leaves out files and whole folders; without a slash it is meant at any depth."""
    fill(folder, "a.md", "drafts/d.md", "x/b.md", "x/c.draft.md")
    assert names(folder, exclude=[glob]) == left


@pytest.mark.parametrize("name", ["notes.markdown", "notes.MD", "x/notes.mkd"])
def test_markdown_under_another_suffix(folder, name):
    """A file that its author may take for an entry is told."""
    fill(folder, "a.md", name)
    assert names(folder) == ["a.md"]
    assert messages(folder) == [
        ("advice", f"{name}: is no entry, since its name does not end in '.md'; rename it to notes.md, or exclude it")
    ]
    assert find_entry_files(folder, exclude=["notes.*"])[1] == ()


def test_stars_stop_at_slashes():
    """One star stays within a name, two cross folders."""
    assert not is_excluded("a/b/c.md", ["a/*.md"])
    assert is_excluded("a/b/c.md", ["a/**/*.md"])


def test_id_is_the_stem():
    """Folders are no part of the id."""
    assert entry_id("a/b/k-means.v2.md") == "k-means.v2"


def test_two_files_with_one_id(folder):
    """The second file with an id names the first."""
    fill(folder, "a/x.md", "b/x.md")
    assert messages(folder) == [("error", "b/x.md: has the id 'x' of a/x.md; rename one of the files")]


def test_ids_that_differ_in_case(folder):
    """Ids that are one on a disk without case are a warning."""
    fill(folder, "a/Adam.md", "b/adam.md")
    assert messages(folder) == [("warning", "b/adam.md: its id 'adam' and that of a/Adam.md differ only in case; rename one of the files")]


def test_folders_that_differ_in_case(folder):
    """Folders that are one on a disk without case are a warning."""
    fill(folder, "A/x.md", "a/y.md")
    assert messages(folder) == [("warning", "a/y.md: the folders 'A' and 'a' differ only in case; rename one")]


@pytest.mark.parametrize("name", ["con.md", "NUL.md", "com1.md", "aux/x.md"])
def test_names_windows_keeps(folder, name):
    """A name Windows keeps for a device is a warning."""
    fill(folder, name)
    part = name.split("/")[0]
    assert messages(folder) == [("warning", f"{name}: the name {part!r} is reserved on Windows; rename it")]


@pytest.mark.parametrize("name", ["a:b.md", "what?.md", "a|b.md", 'a"/b.md', "x./y.md"])
def test_names_not_every_disk_allows(folder, name):
    """A name with a sign some disks refuse is a warning."""
    fill(folder, name)
    part = name.split("/")[0]
    assert messages(folder) == [("warning", f"{name}: the name {part!r} is not allowed on every disk; rename it")]


@pytest.mark.parametrize("name", ["<b>.md", 'a"b.md', "x/line\nbreak.md", "_paths/<i>.md"])
def test_names_that_look_like_markup(folder, name):
    """A name that a page could take for markup is an error, and the file is not read."""
    fill(folder, name)
    part = name.rpartition("/")[2]
    assert messages(folder) == [("error", f"{name}: the name {part!r} could be taken for markup, and the file is not read; rename it")]
    assert entry_files(folder) == path_files(folder) == ()


def test_a_name_that_is_not_utf8(folder):
    """A name of bytes that are no UTF-8 is shown escaped, so that it can be printed."""
    (folder / os.fsdecode(b"a\xff.md")).write_text("# x\n", encoding="utf-8")
    assert messages(folder) == [("error", "a\\xff.md: the name 'a\\\\xff.md' is not UTF-8; rename it")]


def test_dangling_link(folder):
    """A link to nothing is named with its target."""
    (folder / "a.md").symlink_to("nowhere.md")
    assert messages(folder) == [("error", "a.md: is a link to 'nowhere.md', where there is no file; mend or delete it")]
    assert names(folder) == []


def test_link_to_itself(folder):
    """A link that leads to itself is named."""
    (folder / "a.md").symlink_to("a.md")
    assert messages(folder) == [("error", "a.md: is a link that leads to itself; delete it")]


@pytest.mark.parametrize(("target", "severity"), [("..", "error"), (".", "error")])
def test_file_that_is_a_link_to_a_folder_above(folder, target, severity):
    """A link to a folder above is not followed."""
    fill(folder, "x/a.md")
    (folder / "x" / "up.md").symlink_to(target)
    assert messages(folder) == [(severity, "x/up.md: is a link to a folder above it, which would never end; delete it")]
    assert names(folder) == ["x/a.md"]


def test_folder_that_is_a_link_to_a_folder_above(folder):
    """A linked folder loses no entry of its own, and so is a warning."""
    (folder / "up").symlink_to("..")
    assert messages(folder) == [("warning", "up: is a link to a folder above it, which would never end; delete it")]


def test_link_that_leaves_the_folder(folder):
    """A link to a file elsewhere is not read."""
    (folder.parent / "secret.md").write_text("# secret\n", encoding="utf-8")
    (folder / "a.md").symlink_to("../secret.md")
    assert messages(folder) == [("error", "a.md: is a link that leaves the glossary's folder; copy the file into the folder")]
    assert names(folder) == []


def test_link_to_a_folder_of_the_glossary(folder):
    """A linked folder inside is not read twice."""
    fill(folder, "x/a.md")
    (folder / "y").symlink_to("x")
    assert messages(folder) == [("warning", "y: is a link to a folder of the glossary, whose entries would be read twice; delete it")]
    assert names(folder) == ["x/a.md"]


def test_link_to_a_file_inside_is_followed(folder):
    """A link to another file of the glossary, by another name, is an entry."""
    fill(folder, "a.md")
    (folder / "b.md").symlink_to("a.md")
    assert names(folder) == ["a.md", "b.md"]
    assert messages(folder) == []


def test_the_folder_itself_may_be_a_link(folder):
    """A glossary may be reached through a link."""
    fill(folder, "a.md")
    linked = folder.parent / "linked"
    linked.symlink_to("glossary")
    assert names(linked) == ["a.md"]


def test_a_folder_called_like_an_entry(folder):
    """A folder whose name ends in .md is a folder."""
    fill(folder, "x.md/a.md")
    assert names(folder) == ["x.md/a.md"]


def test_curated_paths_are_sorted(folder):
    """Curated paths lie in their own folder."""
    fill(folder, "_paths/b.md", "_paths/a.md", "_paths/_c.md", "_paths/README.md")
    assert [file.name for file in path_files(folder)] == ["a.md", "b.md"]
    assert path_files(folder / "_paths") == ()
