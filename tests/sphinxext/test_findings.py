"""What is wrong in a glossary, as Sphinx reports it: named, placed, and never a traceback."""

from typing import Any

import pytest

BAD = {
    "an unknown name": ("---\nterm: one\nrequires: [gradiant]\n---\nOne.\n", "did you mean 'gradient'?"),
    "an unknown key": ("---\nterm: one\nrequire: [gradient]\n---\nOne.\n", "did you mean 'requires'?"),
    "front matter that is no YAML": ("---\nterm: C++: templates\n---\nOne.\n", "one.md:2"),
    "a duplicate term": ("---\nterm: Adam\n---\nOne.\n", "'Adam'"),
    "a cycle": ("---\nterm: one\nrequires: [Adam]\n---\nOne.\n", "cycle"),
}


@pytest.mark.parametrize(("text", "message"), BAD.values(), ids=BAD.keys())
def test_errors_are_warnings_with_a_place(project: Any, text: str, message: str) -> None:
    """The build goes on with what is valid; the file, the fault and the remedy are told."""
    project.write("glossary/one.md", text)
    if message == "cycle":
        adam = project.glossary / "function.md"
        adam.write_text(adam.read_text(encoding="utf-8").replace("level: 1", "level: 1\nrequires: [one]"), encoding="utf-8")
    built = project.build(strict=False)
    assert message in built.warnings
    assert "[conceptgraph." in built.warnings
    assert "glossary/one.md" in built.warnings
    assert "Traceback" not in built.warnings
    assert built.read("glossary/gradient.html")


def test_bytes_that_are_no_text(project: Any) -> None:
    """A file that is not UTF-8 is left out and told, and Sphinx never reads it."""
    (project.glossary / "one.md").write_bytes(b"---\nterm: one\n---\n\xff\xfe\n")
    built = project.build(strict=False)
    assert "one.md" in built.warnings
    assert "glossary/one" not in built.app.env.found_docs


def test_a_finding_can_be_silenced(project: Any) -> None:
    """`suppress_warnings` takes the code of a finding."""
    project.write("glossary/one.md", "---\nterm: one\nrequire: [gradient]\n---\nOne.\n")
    code = project.build(strict=False, out="first").warnings.split("[conceptgraph.")[1].split("]")[0]
    built = project.build(out="second", doctrees="others", conf={"suppress_warnings": [f"conceptgraph.{code}"]}, strict=False)
    assert "require" not in built.warnings


def test_a_missing_parser_is_told(project: Any) -> None:
    """Without a parser for Markdown the message says what to add."""
    project.write("docs/conf.py", 'extensions = ["conceptgraph.sphinxext"]\n')
    (project.docs / "index.md").unlink()
    project.write("docs/index.rst", "Welcome\n=======\n")
    assert "add 'myst_parser' to the extensions in conf.py" in project.build(strict=False).warnings
