"""What is kept of texts: whatever is edited, a build with a cache gives what one without gives, and reads no more than it must."""

import random
from pathlib import Path

import pytest

from conceptgraph.cache import Cache
from conceptgraph.exporters.json import export_json
from conceptgraph.extraction import readings
from conceptgraph.extraction.names import Name
from conceptgraph.extraction.readings import Vocabulary
from conceptgraph.pipeline import build

FILES = {
    "step": "---\ntopics: [search]\n---\n# step size\n\nThe step size says how far to go. It is set by hand.\n",
    "descent": "# gradient descent\n\nGradient descent uses a step size (SS) and the gradient.\n",
    "gradient": "---\nrequires: [slope]\n---\n# gradient\n\nA gradient is a list of slopes.\n",
    "slope": "---\naliases: [incline]\n---\n# slope\n\nA slope is a number.\n",
    "adam": (
        "---\ntopics: [search]\nno_link: [slope]\n---\n# Adam\n\n"
        "Adam is a form of gradient descent. See [the list](gradient.md). Its slope is an SS.\n"
    ),
    "heap": "---\ntopics: [data]\n---\n# heap (data)\n\nA heap is a tree of data, built step by step.\n",
    "area": "---\ntopics: [search]\n---\n# heap (memory)\n\nA heap is memory without order.\n",
    "sort": (
        "---\ntopics: [data]\n---\n# heap sort\n\n"
        "Heap sort takes from a heap, and needs no other data set. Minibatch means a small one.\n"
    ),
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A glossary with homonyms, an acronym that a text defines, a link, and a wording that is not linked."""
    made = tmp_path / "glossary"
    made.mkdir()
    for name, text in FILES.items():
        (made / f"{name}.md").write_text(text)
    return made


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the entries whose texts were read, in the order of reading."""
    seen: list[str] = []
    spread = readings.spread

    def noted(make: object, shared: object, tasks: list[readings.Task], *, jobs: int) -> list[object]:
        seen.extend(task.entry.id for task in tasks)
        return spread(make, shared, tasks, jobs=jobs)  # type: ignore[arg-type]

    monkeypatch.setattr(readings, "spread", noted)
    return seen


def exported(folder: Path, cache: Cache | None = None) -> str:
    return export_json(build(folder, keep_going=True, cache=cache).graph)


def replace(old: str, new: str, name: str) -> "tuple[str, str, str]":
    return old, new, name


#: What is edited, and whose texts may say something else after it.
EDITS = {
    "nothing": (("", "", "adam"), set()),
    "a text": (("is a number", "is one number", "slope"), {"slope"}),
    "a text that tells homonyms apart": (("built step", "made step", "heap"), {"heap", "area", "sort"}),
    "a term": (("# slope", "# tilt", "slope"), {"slope", "gradient", "adam"}),
    "an alias that nobody uses": (("incline", "decline", "slope"), {"slope"}),
    "an alias that a text has": (("incline", "by hand", "slope"), {"slope", "step"}),
    "an acronym no longer defined": ((" (SS)", "", "descent"), {"descent", "adam"}),
    "a rule": (("# gradient\n", "# gradient\n", "gradient"), set()),
    "a topic that tells homonyms apart": (("[data]", "[memory]", "heap"), {"heap", "area", "sort"}),
    "a name written as one": (("# slope", "# mini batch", "slope"), {"slope", "gradient", "adam", "sort"}),
    "a name written apart": (("# slope", "# dataset", "slope"), {"slope", "gradient", "adam", "sort"}),
    "what front matter names": (("[slope]\n---\n# gradient", "[gradient descent]\n---\n# gradient", "gradient"), {"gradient"}),
}


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_reads_what_it_must(folder: Path, tmp_path: Path, read: list[str], edit: str) -> None:
    """After an edit the graph is that of a clean build, and only texts that could name what changed were read."""
    cache = Cache(tmp_path / "kept.sqlite")
    before = exported(folder, cache)
    assert sorted(read) == sorted(FILES)
    (old, new, name), expected = EDITS[edit]
    file = folder / f"{name}.md"
    assert old in file.read_text()
    file.write_text(file.read_text().replace(old, new))
    read.clear()
    after = exported(folder, cache)
    assert set(read) == expected
    assert after == exported(folder)
    assert (after == before) == (old == new)


def test_new_and_deleted_entries(folder: Path, tmp_path: Path, read: list[str]) -> None:
    """A new entry makes those texts be read again that name it, and so does one that goes."""
    cache = Cache(tmp_path / "kept.sqlite")
    exported(folder, cache)
    read.clear()
    (folder / "tree.md").write_text("# tree\n\nA tree has a root.\n")
    assert exported(folder, cache) == exported(folder)
    assert set(read[:2]) == {"heap", "tree"}
    read.clear()
    (folder / "tree.md").unlink()
    after = exported(folder, cache)
    assert read == ["heap"]
    assert after == exported(folder)


@pytest.mark.parametrize("seed", range(6))
def test_any_edits(folder: Path, tmp_path: Path, seed: int) -> None:
    """Whatever is edited in whatever order, a build with a cache gives the bytes of one without."""
    chance = random.Random(seed)
    cache = Cache(tmp_path / "kept.sqlite")
    words = ["slope", "heap", "step", "gradient", "data", "SS", "Adam", "aliases: [", "]", "topics: [data]", "match: exact", "(", ")", "# "]
    for _ in range(12):
        name = chance.choice([*FILES, "new", "other"])
        file = folder / f"{name}.md"
        text = file.read_text() if file.exists() else f"# {chance.choice(words)} {name}\n\nA slope and a heap.\n"
        if file.exists() and chance.random() < 0.2:
            file.unlink()
            continue
        file.write_text(text.replace(chance.choice(words), chance.choice(words), chance.choice((1, -1))))
        assert exported(folder, cache) == exported(folder)


def test_another_cue_reads_all_again(folder: Path, tmp_path: Path, read: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Cues of other packages may come and go: what was read by others is not kept."""
    cache = Cache(tmp_path / "kept.sqlite")
    exported(folder, cache)
    read.clear()
    monkeypatch.setattr(readings, "all_cues", lambda: ())
    build(folder, cache=cache)
    assert sorted(read) == sorted(FILES)


def test_a_name_that_cannot_stand_in_a_text() -> None:
    """The digest of a text follows the names whose words all stand in it, joined or apart, and no others."""
    names = [Name(text="mini batch", concept="a"), Name(text="dataset", concept="b"), Name(text="deep net", concept="c")]
    text = "a minibatch of a data set is deep"
    whole = Vocabulary(names).around(text)
    assert Vocabulary(names[:2]).around(text) == whole
    assert all(Vocabulary(some).around(text) != whole for some in (names[1:], names[::2]))
