"""A folder becomes a glossary: labels, references, cycles, curated paths, and every problem at once."""

import os
import random

import pytest

from conceptgraph.errors import AmbiguousConceptError, GlossaryError, UnknownConceptError
from conceptgraph.reading.glossary import read_glossary
from conceptgraph.settings import Settings


@pytest.fixture
def write(tmp_path, monkeypatch):
    """A function that writes files of a glossary and gives its folder, relative to where the test runs."""
    monkeypatch.chdir(tmp_path)

    def fill(**files):
        for name, text in files.items():
            file = tmp_path / "glossary" / f"{name.replace('__', '/').replace('_', '-')}.md".replace("PATHS", "_paths")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return (tmp_path / "glossary").relative_to(tmp_path)

    return fill


def source(term, *lines, text="Some text."):
    """The text of an entry."""
    return "\n".join(["---", f"term: {term}", *lines, "---", "", text, ""])


def errors(folder, **options):
    """The sentences of the error a folder raises."""
    with pytest.raises(GlossaryError) as raised:
        read_glossary(folder, **options)
    return str(raised.value).split("\n")


def told(glossary):
    """Severity and sentence of each finding."""
    return [(finding.severity, str(finding)) for finding in glossary.findings]


def test_concepts(write):
    """Entries become concepts with a definition and a status, sorted by id."""
    glossary = read_glossary(
        write(
            b=source("Beta", "level: 2", "status: draft", text="Beta is second. More."),
            a=source("Alpha", "topics: [one, two]", "contrast: {beta: comes later}", text="Alpha is *first*. More."),
            c="# Gamma\n",
        )
    )
    assert [concept.id for concept in glossary.concepts] == ["a", "b", "c"] == [entry.id for entry in glossary.entries]
    alpha, beta, gamma = glossary.concepts
    assert (alpha.definition, alpha.topic, alpha.status, alpha.stub) == ("Alpha is first.", "one", "reviewed", False)
    assert dict(alpha.contrast) == {"b": "comes later"}
    assert (beta.definition, beta.level, beta.status) == ("Beta is second.", 2, "draft")
    assert (gamma.term, gamma.path, gamma.line) == ("Gamma", "c.md", 1)


@pytest.mark.parametrize(
    ("label", "found"),
    [
        ("map", "map"), ("MAP", "posterior"), ("mAP", "average"), ("maximum a posteriori", "posterior"), ("Mini Batches", "batch"),
        ("minibatch", "batch"), ("time series", None), ("mini-batch", "batch"), ("feature  map", "map"), ("FEATURE MAPS", "map"),
        ("kernel", None),
        ("kernel (SVM)", "svm"), ("Kernels (svm)", "svm"), ("BPTT", "time"), ("backpropagation through time", "time"),
        ("time", "time"), ("stochastic pooling", "pooling"), ("nothing", None),
    ],
)  # fmt: skip
def test_find_by_any_label(write, label, found):
    """A concept is found by its id and by its labels in any form; the more exact match wins."""
    glossary = read_glossary(
        write(
            map=source("feature map"),
            posterior=source("maximum a posteriori", "aliases: [MAP]"),
            average=source("mean average precision", "aliases: [mAP]"),
            batch=source("mini-batch"),
            svm=source("kernel (SVM)"),
            convolution=source("kernel (convolution)"),
            time=source("backpropagation through time (BPTT)"),
            pooling=source("Stochastic pooling (regularization)"),
        )
    )
    if found is None:
        with pytest.raises(LookupError):
            glossary.find(label)
    else:
        assert glossary.find(label).id == found


def test_unknown_and_ambiguous_labels_are_sentences(write):
    """Looking for a concept fails with a sentence that helps."""
    glossary = read_glossary(write(a=source("gradient descent"), b=source("kernel (SVM)"), c=source("kernel (convolution)")))
    with pytest.raises(UnknownConceptError, match=r"^unknown concept 'gradiant descent'; did you mean 'gradient descent'\?$"):
        glossary.find("gradiant descent")
    with pytest.raises(AmbiguousConceptError, match=r"^'kernel' is the name of several concepts; write 'b' or 'c'$"):
        glossary.find("kernel")
    with pytest.raises(UnknownConceptError):
        glossary.entry("z")
    with pytest.raises(UnknownConceptError):
        glossary.concept("z")
    assert glossary.entry("a").term == glossary.concept("a").term == "gradient descent"


def test_a_topic_settles_a_shared_alias(write):
    """Of those that share an alias, the ones that share a topic are meant, if any do."""
    glossary = read_glossary(write(a=source("one", "aliases: [x]", "topics: [t]"), b=source("two", "aliases: [x]", "topics: [u]")))
    assert glossary.resolve("x") == ("a", "b")
    assert glossary.resolve("x", topics=["u"]) == ("b",)
    assert glossary.resolve("x", topics=["v"]) == ("a", "b")
    assert glossary.findings == ()


def test_every_problem_of_every_file_at_once(write):
    """One error holds the problems of all files, sorted by place."""
    folder = write(
        adam=source("Adam", "requires: [moment estimtaion, Adam]", "level: 9"),
        moment=source("moment estimation", "related: nothing like it at all"),
        broken="---\nterm: C++: templates\n---\n",
        bytes=b"\xff",
    )
    assert errors(folder) == [
        "glossary/adam.md:3: 'requires' names 'Adam', which is this concept itself; delete the name",
        "glossary/adam.md:3: 'requires' names 'moment estimtaion', which is no concept; did you mean 'moment estimation'?",
        "glossary/adam.md:4: 'level' takes a number from 1 to 5, not '9'",
        'glossary/broken.md:2: front matter needs quotes around a text with such signs; write term: "C++: templates"',
        "glossary/bytes.md:1: is not valid UTF-8 (byte 0xff); save it as UTF-8",
        "glossary/moment.md:3: 'related' names 'nothing like it at all', which is no concept; write an entry for it, or delete the name",
    ]


def test_keep_going_makes_what_is_valid(write):
    """Broken files are left out, a bad key is ignored, an unknown name goes to `unknown`; all is reported."""
    folder = write(
        adam=source("Adam", "requires: [moment estimtaion, momentum]", "related: foo", "level: 9"),
        momentum=source("momentum", "not_requires: bar", "contrast: bar"),
        broken="---\nterm: C++: templates\n---\n",
    )
    glossary = read_glossary(folder, keep_going=True)
    assert [entry.id for entry in glossary.entries] == ["adam", "momentum"]
    adam, momentum = glossary.entries
    assert [reference.name for reference in adam.requires] == ["momentum"]
    assert (adam.related, adam.level, momentum.not_requires, momentum.contrast) == ((), None, (), ())
    assert [(one, reference.name, reference.line) for one, reference in glossary.unknown] == [
        ("adam", "moment estimtaion", 3),
        ("adam", "foo", 4),
    ]
    assert [finding.severity for finding in glossary.findings] == ["error"] * 6


@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        (
            "gradient", "Gradient",
            "glossary/b.md:2: term 'Gradient' is already defined at glossary/a.md:2; rename one, or make it an alias there",
        ),
        (
            "mini-batch", "mini batch",
            "glossary/b.md:2: term 'mini batch' is already defined at glossary/a.md:2; rename one, or make it an alias there",
        ),
        ("MAP", "mAP", None),
        ("statistic", "statistics", None),
        ("kernel (SVM)", "kernel (convolution)", None),
    ],
)  # fmt: skip
def test_equal_terms(write, first, second, message):
    """Two equal full terms are an error that names both places, and homonyms with a warning under keep_going."""
    folder = write(a=source(first), b=source(second))
    if message is None:
        assert read_glossary(folder).findings == ()
    else:
        assert errors(folder) == [message]
        assert told(read_glossary(folder, keep_going=True)) == [("warning", message)]


def test_an_alias_that_is_anothers_term(write):
    """An alias equal to another's term is an error at the aliases, and a homonym under keep_going."""
    folder = write(a=source("gradient"), b=source("slope", "level: 1", "aliases: [Gradient]"))
    message = "glossary/b.md:4: alias 'Gradient' is the term defined at glossary/a.md:2; delete the alias, or rename one"
    assert errors(folder) == [message]
    glossary = read_glossary(folder, keep_going=True)
    assert told(glossary) == [("warning", message)]
    assert glossary.find("gradient").id == "a"


def test_an_alias_that_is_its_own_plural(write):
    """An alias that only repeats the term in another form is fine."""
    assert read_glossary(write(a=source("layer", "aliases: [Layers, LAYER]"))).findings == ()


def test_ambiguous_names_are_told_apart_by_ids(write):
    """A name several concepts are called is an error that names the ids to write."""
    folder = write(a=source("one", "aliases: [x]"), b=source("two", "aliases: [x]"), c=source("three", "requires: x", "related: [b]"))
    assert errors(folder) == ["glossary/c.md:3: 'requires' names 'x', which several concepts are called; write 'a' or 'b'"]


def test_a_declared_cycle_is_named(write):
    """A cycle is named with its files and lines, and loses its last edge under keep_going."""
    folder = write(
        derivative=source("derivative", "level: 1", "requires: limit"),
        limit=source("limit", "requires:", "  function: it maps", "  derivative: it has one"),
        function=source("function"),
    )
    message = (
        "glossary/limit.md:5: these declared prerequisites form a cycle: derivative -> limit -> derivative "
        "(glossary/derivative.md:4, glossary/limit.md:5); delete one of them"
    )
    assert errors(folder) == [message]
    glossary = read_glossary(folder, keep_going=True)
    assert told(glossary) == [("error", message)]
    assert [reference.name for reference in glossary.entry("limit").requires] == ["function"]
    assert [reference.name for reference in glossary.entry("derivative").requires] == ["limit"]


def test_no_cycle_is_left(write):
    """However declared prerequisites are entangled, what stays has no cycle."""
    chance = random.Random(7)
    names = [f"n{number}" for number in range(12)]
    files = {name: source(name, f"requires: [{', '.join(chance.sample([o for o in names if o != name], 4))}]") for name in names}
    glossary = read_glossary(write(**files), keep_going=True)
    left = {entry.id: {reference.name for reference in entry.requires} for entry in glossary.entries}
    while ready := [name for name, needs in left.items() if not needs]:
        for name in ready:
            del left[name]
        for needs in left.values():
            needs.difference_update(ready)
    assert left == {}
    assert len(glossary.findings) > 1


def test_a_long_chain_is_no_cycle(write):
    """A chain of thousands of prerequisites is walked without running out of anything."""
    files = {f"n{number}": source(f"n{number}", f"requires: n{number + 1}") for number in range(1500)}
    assert read_glossary(write(n1500=source("n1500"), **files)).findings == ()


def test_a_level_below_its_prerequisite(write):
    """A level below that of a declared prerequisite is a warning."""
    glossary = read_glossary(write(a=source("easy", "requires: hard", "level: 2"), b=source("hard", "level: 4")))
    assert told(glossary) == [
        ("warning", "glossary/a.md:4: level 2 is below level 4 of 'hard', which it requires; raise it, or lower that")
    ]


def test_a_prerequisite_that_is_vetoed_too(write):
    """Requiring a concept and vetoing it is a warning."""
    glossary = read_glossary(write(a=source("one", "requires: two", "not_requires: {Twos: no}"), b=source("two")))
    assert told(glossary) == [("warning", "glossary/a.md:4: 'not_requires' names 'Twos', which 'requires' names too; delete one")]


def test_concepts_of_other_projects(write):
    """A name of a declared project stands for itself; one of another is unknown."""
    folder = write(a=source("one", "requires: 'algebra:matrix'"))
    settings = Settings(inventories={"algebra": "https://algebra.example"})
    glossary = read_glossary(folder, settings=settings)
    assert glossary.resolve("algebra:matrix") == ("algebra:matrix",)
    assert glossary.resolve("other:matrix") == ()
    assert errors(folder) == [
        "glossary/a.md:3: 'requires' names 'algebra:matrix', which is no concept; write an entry for it, or delete the name"
    ]


def test_excluded_files_are_not_read(write):
    """Files that the settings exclude are no entries."""
    folder = write(a=source("one"), drafts__b=b"\xff")
    assert [entry.id for entry in read_glossary(folder, settings=Settings(exclude=("drafts",))).entries] == ["a"]


def test_missing_folder(tmp_path, monkeypatch):
    """A folder that is not there, is a file, or holds nothing is one sentence, with keep_going too."""
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "file"
    file.write_text("x", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    for keep_going in (False, True):
        assert errors((tmp_path / "none").relative_to(tmp_path), keep_going=keep_going) == ["none: there is no such folder"]
        assert errors(file.relative_to(tmp_path), keep_going=keep_going) == ["file: is no folder; give the folder of the entries"]
        assert errors((tmp_path / "empty").relative_to(tmp_path), keep_going=keep_going) == [
            "empty: has no entries; write one, a file such as 'gradient.md' with a heading and a first paragraph"
        ]


def test_an_empty_file(write):
    """A file without anything in it is an error of its own."""
    assert errors(write(a="", b=source("b"))) == ["glossary/a.md:1: has no term; add 'term: ...' to the front matter, or a heading"]


@pytest.mark.skipif(os.geteuid() == 0, reason="the administrator reads every file")
def test_a_file_that_may_not_be_read(write):
    """A file without the right to read it is one sentence."""
    folder = write(a=source("a"), b=source("b"))
    (folder / "a.md").chmod(0)
    assert errors(folder) == ["glossary/a.md: cannot be read: permission denied"]


def test_a_file_that_cannot_be_read(write, monkeypatch):
    """A disk that fails is one sentence, and the other files are read."""
    folder = write(a=source("a"), b=source("b"))
    read = type(folder).open

    def fail(path, *how, **options):
        if path.name == "a.md":
            raise OSError(5, "Input/output error")
        return read(path, *how, **options)

    monkeypatch.setattr(type(folder), "open", fail)
    assert errors(folder) == ["glossary/a.md: cannot be read: input/output error"]
    assert [entry.id for entry in read_glossary(folder, keep_going=True).entries] == ["b"]


def test_two_files_with_one_id(write):
    """The first by path stays under keep_going."""
    folder = write(x__a=source("one"), y__a=source("two"))
    assert errors(folder) == ["glossary/y/a.md: has the id 'a' of x/a.md; rename one of the files"]
    assert [entry.term for entry in read_glossary(folder, keep_going=True).entries] == ["one"]


def test_index_is_no_entry(write):
    """A concept written into index.md is noticed."""
    glossary = read_glossary(write(index=source("index"), a=source("a")))
    assert told(glossary) == [
        ("warning", "glossary/index.md:2: has a term, but 'index.md' introduces the index page and is no entry; rename the file")
    ]


def test_stubs_are_advice(write):
    """A stub is an advice, never an error."""
    glossary = read_glossary(write(a="---\nterm: a\n---\n"))
    assert [finding.severity for finding in glossary.findings] == ["advice"]
    assert (glossary.concepts[0].status, glossary.concepts[0].stub) == ("stub", True)


def path_source(*lines, text="# Train it\n\nNow you can."):
    """The text of a curated path."""
    return "\n".join(["---", *lines, "---", "", text, ""])


def test_curated_paths(write):
    """A curated path has ids for names, and its heading for a title."""
    folder = write(a=source("one"), b=source("two"), PATHS__train=path_source("targets: Twos", "known: [One]"))
    (path,) = read_glossary(folder).paths
    assert (path.name, path.title, path.targets, path.known, path.steps) == ("train", "Train it", ("b",), ("a",), ())
    assert path.path == "_paths/train.md"
    assert "Now you can." in path.body


def test_the_last_step_is_the_default_target(write):
    """A path with steps alone leads to the last of them."""
    folder = write(a=source("one"), b=source("two"), PATHS__train=path_source("title: T", "steps: [one, two]"))
    (path,) = read_glossary(folder).paths
    assert (path.title, path.targets, path.steps) == ("T", ("b",), ("a", "b"))


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["title: x"], "glossary/_paths/p.md:1: has no targets; add 'targets: [...]' with the concepts the path leads to"),
        (["targets: tow"], "glossary/_paths/p.md:2: 'targets' names 'tow', which is no concept; did you mean 'two'?"),
        (["targets: two", "known: [two]"], "glossary/_paths/p.md:3: 'b' is both a target and known; delete one"),
        (["targets: two", "steps: [one]"], "glossary/_paths/p.md:3: 'steps' never reaches the target 'b'; add it, or leave 'steps' out"),
        (["targets: [two, b]"], "glossary/_paths/p.md:2: 'targets' names 'b' twice; keep one"),
        (["targets: two", "goal: x"], "glossary/_paths/p.md:3: unknown key 'goal'; there are title, targets, known, steps"),
        (
            ["targets: {a: b}"],
            "glossary/_paths/p.md:2: 'targets' takes a text, not a mapping; if 'a: b' is one text, write it in quotes: \"a: b\"",
        ),
    ],
)  # fmt: skip
def test_bad_curated_paths(write, lines, message):
    """What is wrong with a curated path is one sentence with its place."""
    folder = write(a=source("one"), b=source("two"), PATHS__p=path_source(*lines))
    assert errors(folder)[0] == message
    assert [entry.id for entry in read_glossary(folder, keep_going=True).entries] == ["a", "b"]


def test_the_order_of_files_makes_no_difference(write, monkeypatch):
    """However a disk lists its files, the glossary is the same."""
    folder = write(b=source("b", "requires: nix"), a=source("a", "aliases: [b]"), x__c=source("c"), PATHS__p=path_source("targets: c"))
    expected = read_glossary(folder, keep_going=True)
    scan = os.scandir

    class Backwards(list):
        def __enter__(self):
            return iter(self)

        def __exit__(self, *_):
            pass

    monkeypatch.setattr(os, "scandir", lambda path: Backwards(reversed(list(scan(path)))))
    assert read_glossary(folder, keep_going=True) == expected
