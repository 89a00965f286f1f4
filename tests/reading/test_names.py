"""Names: which label names which concept, most exact first, and who shares a term."""

import pytest

from conceptgraph.model import Entry
from conceptgraph.reading.names import NameIndex, same_label, shared_name_findings, short_labels

#: What is called "Deep-nets" ever less exactly.
LADDER = {
    "an id": Entry(id="Deep-nets", term="a", path="a.md"),
    "a term": Entry(id="b", term="Deep-nets", path="b.md"),
    "an alias": Entry(id="c", term="c", aliases=("Deep-nets",), path="c.md"),
    "a term in another case": Entry(id="d", term="deep-nets", path="d.md"),
    "an alias in another case": Entry(id="e", term="e", aliases=("DEEP-nets",), path="e.md"),
    "a term in another form": Entry(id="f", term="deep net", path="f.md"),
    "an alias in another form": Entry(id="g", term="g", aliases=("deep net",), path="g.md"),
    "a term without its brackets": Entry(id="h", term="deep nets (pictures)", path="h.md"),
    "a term written as one word": Entry(id="i", term="deepnets", path="i.md"),
    "an alias written as one word": Entry(id="j", term="j", aliases=("Deepnet",), path="j.md"),
    "one word without its brackets": Entry(id="k", term="deepnets (sound)", path="k.md"),
}


@pytest.mark.parametrize("rung", range(len(LADDER)), ids=LADDER)
def test_the_most_exact_match_wins(rung: int) -> None:
    """Each rung where none above it is there, in whatever order the entries come."""
    entries = tuple(LADDER.values())[rung:]
    assert NameIndex.of(reversed(entries)).resolve("Deep-nets") == (entries[0].id,)


def test_equally_exact_matches_are_all_meant() -> None:
    """Sorted by id."""
    entries = [Entry(id=one, term=f"kernel ({one})", path=f"{one}.md") for one in ("svm", "image", "matrix")]
    assert NameIndex.of(entries).resolve("kernels") == ("image", "matrix", "svm")


def test_a_topic_does_not_outdo_an_exact_match() -> None:
    """It only settles between matches that are equally exact."""
    index = NameIndex.of([Entry(id="a", term="net", path="a.md"), Entry(id="b", term="Net", topics=("t",), path="b.md")])
    assert index.resolve("net", topics=["t"]) == ("a",)


@pytest.mark.parametrize(
    ("name", "found"),
    [("algebra:matrix", ("algebra:matrix",)), ("algebra:own", ("a",)),
        ("algebra:", ()), ("algebra: ", ()), ("algebra", ()), (":x", ()), ("", ())],
    ids=["of the project", "a label with a colon", "no name", "a blank name", "no colon", "no project", "nothing"],
)  # fmt: skip
def test_a_name_of_another_project_stands_for_itself(name: str, found: tuple[str, ...]) -> None:
    """Where no label of ours is written so."""
    assert NameIndex.of([Entry(id="a", term="algebra:own", path="a.md")], foreign=("algebra",)).resolve(name) == found


def test_labels_are_every_id_term_and_alias() -> None:
    """Each once, sorted."""
    entries = [Entry(id="net", term="net", aliases=("web", "Net"), path="net.md"), Entry(id="a", term="web", path="a.md")]
    assert NameIndex.of(entries).labels() == ("Net", "a", "net", "web")


@pytest.mark.parametrize(
    ("label", "short"),
    [
        ("gradient", ()),
        ("kernel (SVM)", ("kernel",)),
        ("support vector machine (SVM)", ("support vector machine", "SVM")),
        ("kernel(SVM)", ("kernel",)),
        ("f(x) (maths)", ("f(x)",)),
        ("(SVM)", ()),
        ("kernel ()", ()),
        ("kernel (SVM) trick", ()),
    ],
)
def test_brackets_at_the_end_can_be_left_out(label: str, short: tuple[str, ...]) -> None:
    """What they hold is a name too where it reads as the initials."""
    assert short_labels(label) == short


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("Mini-batch", "mini  batch", True), ("MAP", "map", False), ("MAP", "mAP", False), ("Adam", "adam", True),
        ("ﬁlter", "filter", True), ("statistic", "statistics", False), ("C", "C++", False), ("-", "–", False),
    ],
)  # fmt: skip
def test_two_terms_are_the_same_but_for_case_hyphens_and_spacing(first: str, second: str, same: bool) -> None:
    """Number, signs and capitals inside a word tell them apart."""
    assert (same_label(first) == same_label(second)) is same


@pytest.mark.parametrize(("keep_going", "severity"), [(False, "error"), (True, "warning")])
def test_whoever_comes_later_is_told_who_was_first(keep_going: bool, severity: str) -> None:
    """Of three with one term the second and the third, and whose alias it is, at the aliases."""
    entries = [
        Entry(id=one, term=term, path=f"{one}.md", line=2) for one, term in (("a", "net"), ("b", "Net"), ("c", "NET"), ("d", "nets"))
    ]
    entries.append(Entry(id="e", term="web", aliases=("net",), path="e.md", line=2, lines={"aliases": 3}))
    found = list(shared_name_findings(entries, place=lambda entry: f"g/{entry.path}:{entry.line}", keep_going=keep_going))
    assert {finding.severity for finding in found} == {severity}
    assert [(finding.code, str(finding)) for finding in found] == [
        ("duplicate-term", "b.md:2: term 'Net' is already defined at g/a.md:2; rename one, or make it an alias there"),
        ("alias-is-term", "e.md:3: alias 'net' is the term defined at g/a.md:2; delete the alias, or rename one"),
    ]
