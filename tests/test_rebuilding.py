"""What a build makes of what the last one kept: the same bytes as without, whatever was edited in between."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from conceptgraph import rebuilding
from conceptgraph.cache import Cache
from conceptgraph.errors import GlossaryError
from conceptgraph.exporters.json import export_json
from conceptgraph.graph.checks.registry import run_checks
from conceptgraph.kept_build import Built
from conceptgraph.pipeline import STAGES, build
from conceptgraph.rebuilding import build_text

FILES = {
    "step": "---\ntopics: [search]\nsilence: {orfan: known}\n---\n# step size\n\nThe step size says how far to go. It is set by hand.\n",
    "descent": "# gradient descent\n\nGradient descent uses a step size (SS) and the gradient. It needs a slope rule.\n",
    "gradient": "---\nrequires: {slope: it is made of them}\nnot_requires: [adam]\n---\n# gradient\n\nA gradient is a list of slopes.\n",
    "slope": "---\naliases: [incline]\nlevel: 2\n---\n# slope\n\nA slope is a number.\n",
    "adam": (
        "---\ntopics: [search]\nno_link: [slope]\ncontrast: {slope: it is no number}\n---\n# Adam\n\n"
        'Adam is a form of gradient descent. See [the list](gradient.md). Its slope is an SS, "so to say".\n'
    ),
    "heap": "---\ntopics: [data]\n---\n# heap (data)\n\nA heap is a tree of data, built step by step.\n",
    "area": "---\ntopics: [search]\n---\n# heap (memory)\n\nA heap is memory without order. A slope rule is none.\n",
    "sort": "---\ntopics: [data]\n---\n# heap sort\n\nTo sort with a heap. Sort with a slope rule and a tree of data.\n",
}  # fmt: skip
#: Sentences that name others, that close a cycle, that define, that others can see; and none.
SENTENCES = (
    "It uses a gradient.", "A slope uses gradient descent.", "It is a kind of heap.", "See [that](slope.md).", "Adam (AD) and incline.",
    "Step size (STS) is left.", "It needs no slope rule, unlike heap sort.", "Nothing is said.", 'Ünïcode “§” \\ "quoted".',
    "## More\n\nText.",
)  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A glossary with homonyms, an acronym that a text defines, declared and vetoed prerequisites, and links."""
    made = tmp_path / "glossary"
    made.mkdir()
    for name, text in FILES.items():
        (made / f"{name}.md").write_text(text, encoding="utf-8")
    return made


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "kept.sqlite")


@pytest.fixture
def whole(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folder, once for each time that everything was built."""
    built: list[Path] = []
    read = rebuilding.read_glossary

    def noted(folder: Path, **options: object) -> object:
        built.append(folder)
        return read(folder, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(rebuilding, "read_glossary", noted)
    return built


def clean(folder: Path) -> Built:
    """What a build gives that keeps nothing."""
    result = build(folder, keep_going=True)
    graph = result.graph
    return Built(
        text=export_json(graph), concepts=len(graph), prerequisites=len(graph.prerequisites), relations=len(graph.relations),
        findings=run_checks(result.glossary, graph, advice=False),
    )  # fmt: skip


def edit(folder: Path, name: str, change: Callable[[str], str]) -> None:
    file = folder / f"{name}.md"
    file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8")


def test_without_a_cache_nothing_is_kept(folder: Path, whole: list[Path]) -> None:
    """Everything is built each time, and is what the pipeline gives."""
    assert build_text(folder, keep_going=True) == build_text(folder, keep_going=True) == clean(folder)
    assert len(whole) == 2


def test_nothing_changed(folder: Path, cache: Cache, whole: list[Path]) -> None:
    """The second build puts together what the first one kept, with the same findings."""
    first = build_text(folder, keep_going=True, cache=cache)
    assert build_text(folder, keep_going=True, cache=cache) == first == clean(folder)
    assert len(whole) == 1
    assert [finding.code for finding in first.findings] == ["unknown-silence"]


TEXTS = {
    "that names nothing": ("slope", "It is rare.", True),
    "that names another": ("slope", "It is a kind of gradient.", True),
    "with a link": ("slope", "See [it](gradient.md).", True),
    "that defines an acronym": ("slope", "Gradient descent (GD) is one.", False),
    "of a homonym": ("heap", "It is rare.", False),
    "of an entry that requires": ("gradient", "It is rare.", True),
}


@pytest.mark.parametrize(("name", "sentence", "kept"), TEXTS.values(), ids=TEXTS)
def test_a_new_sentence(folder: Path, cache: Cache, whole: list[Path], name: str, sentence: str, kept: bool) -> None:
    """Only the text that has it is read again, unless other texts depend on it."""
    build_text(folder, cache=cache)
    edit(folder, name, lambda text: f"{text}\n{sentence}\n")
    assert build_text(folder, cache=cache) == clean(folder)
    assert len(whole) == (1 if kept else 2)


FRONTS = {
    "an alias": ("slope", "[incline]", "[decline]"),
    "a term": ("slope", "# slope", "# tilt"),
    "a level": ("slope", "level: 2", "level: 4"),
    "a reason": ("gradient", "made of them", "a list of them"),
    "a veto": ("gradient", "[adam]", "[step]"),
    "a line more": ("gradient", "---\nrequires", "---\n\nrequires"),
    "a definition of something one does": ("slope", "A slope is", "To slope is"),
    "a definition that points": ("slope", "A slope is a number.", "See gradient."),
}


@pytest.mark.parametrize(("name", "old", "new"), FRONTS.values(), ids=FRONTS)
def test_what_others_see(folder: Path, cache: Cache, whole: list[Path], name: str, old: str, new: str) -> None:
    """Front matter, and what a definition says of the word, make everything be built."""
    build_text(folder, keep_going=True, cache=cache)
    assert old in FILES[name]
    edit(folder, name, lambda text: text.replace(old, new))
    assert build_text(folder, keep_going=True, cache=cache) == clean(folder)
    assert len(whole) == 2


def test_files_come_and_go(folder: Path, cache: Cache) -> None:
    """A new entry, one that goes, a file that is no entry, a curated path: the bytes of a clean build each time."""
    build_text(folder, keep_going=True, cache=cache)
    for path, text in (
        ("tree.md", "# tree\n\nA tree."),
        ("note.markdown", "text"),
        ("_paths/short.md", "---\ntargets: [adam]\n---\n# Short\n"),
    ):
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
        assert build_text(folder, keep_going=True, cache=cache) == clean(folder)
    (folder / "_paths" / "short.md").unlink()
    (folder / "tree.md").rename(folder / "bush.md")
    assert build_text(folder, keep_going=True, cache=cache) == clean(folder)


def test_errors_are_raised_again(folder: Path, cache: Cache) -> None:
    """A build with errors keeps nothing that a later one would believe."""
    build_text(folder, cache=cache)
    edit(folder, "gradient", lambda text: text.replace("{slope", "{slant"))
    for _ in range(2):
        with pytest.raises(GlossaryError, match="'requires' names 'slant'"):
            build_text(folder, cache=cache)
        assert build_text(folder, keep_going=True, cache=cache) == clean(folder)


def test_what_was_kept_of_two_builds_is_not_mixed(folder: Path, cache: Cache, whole: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """Pieces that another build has replaced by half are not used."""
    build_text(folder, cache=cache)
    keep = Cache.keep

    def half(self: Cache, kind: str, values: dict[bytes, object], **options: object) -> None:
        keep(self, kind, {key: value for key, value in values.items() if not key.endswith(b"moving")}, **options)  # type: ignore[arg-type]

    edit(folder, "slope", lambda text: text.replace("incline", "decline"))
    monkeypatch.setattr(Cache, "keep", half)
    build_text(folder, cache=cache)
    assert build_text(folder, cache=cache) == clean(folder)
    assert len(whole) == 3


def test_progress_ends_where_it_should(folder: Path, cache: Cache) -> None:
    """All stages are done, however many there were to do."""
    for _ in range(2):
        told: list[tuple[str, int, int]] = []
        build_text(folder, cache=cache, progress=lambda stage, done, total, told=told: told.append((stage, done, total)))
        assert told[0] == (STAGES[0], 0, len(STAGES))
        assert told[-1] == (STAGES[-1], len(STAGES), len(STAGES))


@pytest.mark.parametrize("seed", range(8))
def test_any_row_of_edits(folder: Path, cache: Cache, seed: int) -> None:
    """After each of some random edits, of one or several texts, a build gives the bytes of a clean one."""
    chance = random.Random(seed)
    build_text(folder, keep_going=True, cache=cache)
    for _ in range(8):
        for name in chance.sample(sorted(FILES), chance.choice((1, 1, 2))):
            head, _, body = (folder / f"{name}.md").read_text(encoding="utf-8").partition("\n\n")
            said = body.split("\n\n")[:4]
            said[chance.randrange(len(said))] = chance.choice(SENTENCES)
            said += chance.sample(SENTENCES, chance.randrange(3))
            (folder / f"{name}.md").write_text(f"{head}\n\n" + "\n\n".join(said), encoding="utf-8")
        assert build_text(folder, keep_going=True, cache=cache) == clean(folder)
