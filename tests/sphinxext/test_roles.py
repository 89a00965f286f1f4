"""Roles: `{concept}` and `{term}` as authors write them, in MyST and reStructuredText."""

import re
from collections.abc import Mapping
from typing import Any

import pytest

KERNEL = "---\nterm: kernel (SVM)\n---\nA kernel compares two points.\n"
BAYES = "---\nterm: Bayes' theorem\n---\nBayes' theorem turns a condition round.\n"

#: What is written behind `concept` or `term`: where it leads, and what is read.
WRITTEN: Mapping[str, tuple[str, str]] = {
    "Adam": ("adam", "Adam"),
    "adam": ("adam", "adam"),
    "ADAM OPTIMIZER": ("adam", "ADAM OPTIMIZER"),
    "Adam optimizers": ("adam", "Adam optimizers"),
    "steepest-descent": ("gradient-descent", "steepest-descent"),
    "gradient-descents": ("gradient-descent", "gradient-descents"),
    "Bayes theorem": ("bayes-theorem", "Bayes theorem"),
    "Bayes’ theorem": ("bayes-theorem", "Bayes' theorem"),
    "bayes's theorem": ("bayes-theorem", "bayes's theorem"),
    "kernel (SVM)": ("kernel-svm", "kernel (SVM)"),
    "~kernel (SVM)": ("kernel-svm", "kernel"),
    "~gradient": ("gradient", "gradient"),
    "the slope <derivative>": ("derivative", "the slope"),
    "down we go <Steepest  Descent>": ("gradient-descent", "down we go"),
    "~as written <kernel (SVM)>": ("kernel-svm", "~as written"),
}


def sources(role: str, texts: list[str]) -> dict[str, str]:
    """The same page in both languages."""
    return {
        "docs/index.md": "# Welcome\n\n" + "".join(f"- {{{role}}}`{text}`\n" for text in texts),
        "docs/plain.rst": ":orphan:\n\nPlain\n=====\n\n" + "".join(f"- :{role}:`{text}`\n" for text in texts),
    }


def build(project: Any, pages: Mapping[str, str], **options: Any) -> Any:
    project.write("glossary/kernel-svm.md", KERNEL)
    project.write("glossary/bayes-theorem.md", BAYES)
    for path, text in pages.items():
        project.write(path, text)
    return project.build(**options)


def items(page: str) -> list[str]:
    """The items of the first list in a page's text."""
    return re.findall(r"<li><p>(.*?)</p>", page.split('role="main">')[1], re.DOTALL)


def readable(markup: str) -> str:
    """The text, with typewriter quotes: Sphinx curls them where it may."""
    return re.sub(r"<[^>]+>", "", markup).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").replace("&#39;", "'")


@pytest.mark.parametrize("role", ["concept", "term", "concept:concept"])
def test_roles_are_lenient(project: Any, role: str) -> None:
    """Any name leads to its concept, and what the author wrote is read, in MyST and in reStructuredText."""
    built = build(project, sources(role, list(WRITTEN)))
    for page in ("index.html", "plain.html"):
        found = [
            (match[1] if (match := re.search(r'href="glossary/([\w-]+)\.html"', item)) else "", readable(item))
            for item in items(built.read(page))
        ]
        assert dict(zip(WRITTEN, found, strict=True)) == WRITTEN


def test_an_id_that_is_no_name_shows_the_term(project: Any) -> None:
    """`{concept}` with an id reads as the term does, and follows when the term changes."""
    pages = sources("concept", ["kernel-svm", "bayes-theorem"])
    assert [readable(item) for item in items(build(project, pages).read("plain.html"))] == ["kernel (SVM)", "bayes-theorem"]
    project.write("glossary/kernel-svm.md", KERNEL.replace("(SVM)", "(similarity)"))
    assert readable(items(project.build().read("index.html"))[0]) == "kernel (similarity)"


@pytest.mark.parametrize("role", ["concept", "term"])
def test_an_exclamation_mark_makes_no_link(project: Any, role: str) -> None:
    """`!` before the name leaves text, known or not, without a warning."""
    built = build(project, sources(role, ["!Adam", "!no such thing"]))
    for page in ("index.html", "plain.html"):
        shown = items(built.read(page))
        assert [readable(item) for item in shown] == ["Adam", "no such thing"]
        assert not any("href" in item for item in shown)


@pytest.mark.parametrize(
    ("role", "name", "message"),
    [
        ("concept", "gradiant descent", "unknown concept 'gradiant descent'; did you mean 'gradient descent'?"),
        ("term", "gradiant descent", "unknown concept 'gradiant descent'; did you mean 'gradient descent'?"),
        ("term", "~gradiant", "unknown concept 'gradiant'; did you mean 'gradient'?"),
        ("concept", "Adm", "unknown concept 'Adm'; did you mean 'Adam'?"),
        ("term", "qqqq", "unknown concept 'qqqq'"),
    ],
)
def test_a_miss_is_told_at_its_place(project: Any, role: str, name: str, message: str) -> None:
    """The warning has page and line, the name, and the nearest label; the text stays."""
    built = build(project, sources(role, [name]), strict=False)
    warnings = [line for line in built.warnings.splitlines() if line]
    assert [line.partition(": WARNING: ")[2] for line in warnings] == [f"{message} [ref.{role}]"] * 2
    assert "docs/index.md:3" in warnings[0]
    assert "docs/plain.rst:6" in warnings[1]
    assert readable(items(built.read("index.html"))[0]) == name.removeprefix("~")


def test_several_concepts_are_all_named(project: Any) -> None:
    """A name that two concepts share is no link; the warning names both."""
    project.write("glossary/kernel-filter.md", "---\nterm: kernel (filter)\n---\nA kernel slides over a picture.\n")
    warnings = build(project, sources("term", ["kernel"]), strict=False).warnings
    assert warnings.count("'kernel (SVM)'") == 2
    assert warnings.count("'kernel (filter)'") == 2


def test_a_miss_can_be_silenced(project: Any) -> None:
    """`suppress_warnings` takes the type and subtype that Sphinx has for such references."""
    conf = {"suppress_warnings": ["ref.term"], "nitpicky": False}
    assert build(project, sources("term", ["gradiant descent"]), conf=conf).warnings == ""
