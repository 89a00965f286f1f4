"""The command line as a whole: help, version, what it imports, and how it ends."""

import io
import os
import re
import signal
import subprocess
import sys
from enum import StrEnum
from pathlib import Path
from typing import Any, get_type_hints

import pytest

from conceptgraph import __version__
from conceptgraph.cli import app as application
from conceptgraph.cli.app import COMMANDS, main
from conceptgraph.exporters.registry import EXPORTERS
from conceptgraph.pipeline import STAGES
from conceptgraph.reading.importers.registry import IMPORTERS

names = pytest.mark.parametrize("name", [command.name for command in COMMANDS])


@names
def test_every_help_has_an_example_of_its_command(run: Any, name: str) -> None:
    """The example begins with the command's own name, and the help says what it does."""
    ran = run(name, "--help")
    assert ran.status == 0
    assert f"Example:\n    conceptgraph {name}" in ran.out or f"Example:\n  conceptgraph {name}" in ran.out


def test_the_help_lists_every_command_whole(run: Any) -> None:
    """No line of the list is cut."""
    ran = run("--help")
    listed = ran.out.partition("Commands:")[2]
    assert all(re.search(rf"^  {command.name} ", listed, re.MULTILINE) for command in COMMANDS)
    assert "..." not in listed


def test_no_command_shows_the_help(run: Any) -> None:
    """Whoever types the bare name learns what there is."""
    ran = run()
    assert ran.status == 2
    assert "Commands:" in ran.out + ran.err


def test_the_help_names_every_format(run: Any) -> None:
    """The help texts keep up with the registries."""
    assert all(name in run("export", "--help").out for name in EXPORTERS)
    assert all(name in run("import", "--help").out for name in IMPORTERS)


def test_the_version(run: Any) -> None:
    """It is the package's."""
    assert run("--version").out == f"conceptgraph {__version__}\n"


def test_completion_can_be_shown(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The script for a shell names the command."""
    monkeypatch.setattr("shellingham.detect_shell", lambda *_: ("bash", "/bin/bash"))
    ran = run("--show-completion")
    assert ran.status == 0
    assert "conceptgraph" in ran.out


LOADED = """
import sys
from conceptgraph.cli.app import main
main({arguments!r})
heavy = {{"spacy", "pyvis", "networkx", "sphinx", "numpy", "yaml", "jsonschema", "rich", "markdown_it"}}
sys.exit(", ".join(sorted(heavy & set(sys.modules))) or 0)
"""


@pytest.mark.parametrize("arguments", [["--help"], ["path", "--help"], ["build", "--help"], ["--version"]], ids=" ".join)
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    """Help comes without spaCy, pyvis, networkx, Sphinx and the like."""
    ran = subprocess.run([sys.executable, "-c", LOADED.format(arguments=arguments)], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")


def test_asking_a_graph_file_loads_nothing_that_reads_texts(graph_file: str) -> None:
    """A question to a graph.json needs no spaCy and no networkx."""
    program = LOADED.format(arguments=["why", "adam", "function", "-g", graph_file])
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert not {"spacy", "pyvis", "networkx", "sphinx", "numpy", "jsonschema", "rich"} & set(ran.stderr.replace(",", " ").split())


def test_the_module_runs_as_the_command() -> None:
    """`python -m conceptgraph` is the same."""
    ran = subprocess.run([sys.executable, "-m", "conceptgraph", "--version"], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout) == (0, f"conceptgraph {__version__}\n")


def command_that(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    """Let `stats` raise something."""

    def fail() -> None:
        raise error

    failing = application.Command(name="stats", run=fail, examples=("conceptgraph stats",))
    monkeypatch.setattr(application, "COMMANDS", (failing, COMMANDS[0]))
    monkeypatch.setattr(application, "app", application.make_app())


def test_an_interruption_ends_with_130(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C is quiet."""
    command_that(monkeypatch, KeyboardInterrupt())
    ran = run("stats")
    assert (ran.status, ran.out, ran.err.strip()) == (130, "", "")


def test_a_fault_of_ours_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is no error of the user's reaches the developer whole."""
    command_that(monkeypatch, ZeroDivisionError())
    with pytest.raises(ZeroDivisionError):
        main(["stats"])


@pytest.mark.skipif(os.name != "posix", reason="pipes are closed otherwise there")
def test_a_reader_that_leaves_early_is_no_fault(here: Path) -> None:
    """`conceptgraph wanted | head -0` says nothing about pipes."""
    read_end, write_end = os.pipe()
    os.close(read_end)
    ran = subprocess.run(
        [sys.executable, "-m", "conceptgraph", "stats", "--help"],
        stdout=write_end,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        cwd=here,
    )
    os.close(write_end)
    assert ran.stderr == ""


def test_a_terminal_of_few_characters_gets_escapes(here: Path) -> None:
    """A label that the terminal cannot show ends nothing."""
    (here / "glossary" / "smile.md").write_text("---\nterm: smile \U0001f600\n---\n\nA smile is a function of joy.\n", encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-m", "conceptgraph", "path", "smile"],
        capture_output=True,
        check=False,
        cwd=here,
        env=os.environ | {"PYTHONIOENCODING": "latin-1"},
    )
    assert b"smile \\U0001f600" in ran.stdout + ran.stderr
    assert b"Traceback" not in ran.stderr


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("setting", "colored"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)])
@pytest.mark.usefixtures("here")
def test_colors_are_for_terminals(monkeypatch: pytest.MonkeyPatch, setting: dict[str, str], colored: bool) -> None:
    """A terminal gets colors unless it is asked for none."""
    for name in ("NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in setting.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "stderr", Terminal())
    main(["path", "nothing-here"])
    assert ("\x1b[31m" in sys.stderr.getvalue()) == colored  # type: ignore[attr-defined]


def test_no_colors_in_a_file(run: Any) -> None:
    """What goes elsewhere is plain."""
    assert run("path", "nothing-here").err == "error: unknown concept 'nothing-here'\n"


def test_progress_is_for_terminals(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bar names the stages on a terminal's standard error, and nothing of it reaches the result."""
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", Terminal())
    assert main(["path", "adam"]) == 0
    assert STAGES[-1] in sys.stderr.getvalue()  # type: ignore[attr-defined]
    assert STAGES[-1] not in run("path", "adam").err


WRONG_USAGE = {
    "an unknown command": ("pth", "conceptgraph: there is no command 'pth'; did you mean 'path'?"),
    "an unheard-of command": ("xyz", "conceptgraph: there is no command 'xyz'; see 'conceptgraph --help'"),
    "an unknown option": ("path adam --levl usual", "conceptgraph path: there is no option '--levl'; did you mean '--level'?"),
    "an unheard-of option": ("map -z", "conceptgraph map: there is no option '-z'; see 'conceptgraph map --help'"),
    "an option of no command": ("--loud", "conceptgraph: there is no option '--loud'; see 'conceptgraph --help'"),
    "a missing argument": ("why adam", "conceptgraph why: B is missing; see 'conceptgraph why --help'"),
    "a missing output": ("build", "conceptgraph build: --output is missing; see 'conceptgraph build --help'"),
    "a missing value": ("check --format", "conceptgraph check: --format needs a value; write it behind the option"),
    "a value too many": ("check --strict=yes", "conceptgraph check: --strict takes no value; write it alone"),
    "an argument too many": (
        "build glossary b c -o x",
        "conceptgraph build: 'b c' is more than it takes; leave it out, or quote what has spaces",
    ),
    "a value that is no choice": ("path adam --format yaml", "conceptgraph path: --format cannot be 'yaml'; write text or json"),
    "a value that is nearly one": ("check --format=serif", "conceptgraph check: --format cannot be 'serif'; did you mean 'sarif'?"),
    "a word for a number": ("serve --port high", "conceptgraph serve: --port cannot be 'high'; write a whole number"),
    "a number that is too small": (
        "why a b --chains=0",
        "conceptgraph why: --chains cannot be '0'; write a whole number of at least 1",
    ),
    "a word for a number without a name": ("wanted many", "conceptgraph wanted: N is wrong; write a whole number"),
}


@pytest.mark.parametrize("name", WRONG_USAGE)
def test_wrong_usage_is_one_sentence_and_status_2(run: Any, name: str) -> None:
    """Where, what is wrong, and what to write; the parser's own words, of three lines, are never shown."""
    arguments, sentence = WRONG_USAGE[name]
    ran = run(*arguments.split())
    assert (ran.status, ran.out, ran.err) == (2, "", f"error: {sentence}\n")


def options_with_choices() -> list[tuple[str, str, list[str]]]:
    """Each command with each of its options that has choices, and these."""
    found = []
    for command in COMMANDS:
        for hint in get_type_hints(command.run, include_extras=True).values():
            kind, about = (*getattr(hint, "__args__", ()), *getattr(hint, "__metadata__", ()), None, None)[:2]
            if isinstance(kind, type) and issubclass(kind, StrEnum):
                found.append((command.name, (*about.param_decls, about.default)[0], [choice.value for choice in kind]))
    return found


@pytest.mark.parametrize(("command", "option", "choices"), options_with_choices())
def test_every_option_with_choices_names_them(run: Any, command: str, option: str, choices: list[str]) -> None:
    """With the command, the option and what was written."""
    ran = run(command, option, "?")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == f"error: conceptgraph {command}: {option} cannot be '?'; write {', '.join(choices[:-1])} or {choices[-1]}\n"


def test_the_options_with_choices_are_found() -> None:
    """Else the test before this one would hold of nothing."""
    assert {("check", "--format"), ("check", "--fail-on"), ("why", "--level")} <= {found[:2] for found in options_with_choices()}


SENTENCES = {
    "an unknown target": (["path", "gradiant descent"], "unknown concept 'gradiant descent'; did you mean 'gradient descent'?"),
    "an unknown start": (["path", "adam", "--from", "functoin"], "unknown concept 'functoin'; did you mean 'function'?"),
    "an unknown end": (["why", "adam", "momentun"], "unknown concept 'momentun'; did you mean 'momentum'?"),
    "one concept twice": (["why", "adam", "Adam optimizer"], "'adam' and 'Adam optimizer' are the same concept, 'Adam'; name two"),
    "a glossary that is not there": (
        ["stats", "-g", "nowhere"],
        "there is no glossary at 'nowhere'; give a folder of entries or a graph.json",
    ),
    "two glossaries": (["check", "glossary", "-g", "."], "two glossaries are given, 'glossary' and '.'; give one"),
    "an unknown format": (
        ["export", "--format", "graphm"],
        "unknown format 'graphm'; did you mean 'graphml'?; there are csv, csv-concepts, graphml, json",
    ),
    "a deck that is not there": (["import", "deck.txt", "--format", "flashcards", "-o", "out"], "deck.txt: there is no such file"),
    "a base that is no address": (
        ["map", "-o", "map.html", "--base-url", "javascript:alert(1)"],
        "--base-url takes the address of a site, such as https://example.org/docs/, not 'javascript:alert(1)'",
    ),
    "a term that gives no file": (
        ["new", "++"],
        "the term '++' gives no file name, since it has no letter or digit; write the file by hand",
    ),
    "a term on two lines": (["new", "a\nb"], "a name 'a\\nb' holds a line break or a control character; write it on one line"),
}


@pytest.mark.parametrize("name", SENTENCES)
def test_what_a_command_cannot_work_with_is_one_sentence_and_status_2(run: Any, name: str) -> None:
    """The value is named, and the remedy."""
    arguments, sentence = SENTENCES[name]
    ran = run(*arguments)
    assert (ran.status, ran.out, ran.err) == (2, "", f"error: {sentence}\n")


def test_no_glossary_here(run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The way out is named."""
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    ran = run("stats")
    assert ran.status == 2
    assert ran.err == "error: there is no glossary at 'glossary'; name one with --glossary, or make one with 'conceptgraph init'\n"


def test_the_settings_name_the_glossary(run: Any, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """[tool.conceptgraph] is found from any folder of the project."""
    (here / "glossary").rename(here / "terms")
    (here / "pyproject.toml").write_text('[tool.conceptgraph]\nglossary = "terms"\n', encoding="utf-8")
    (here / "src").mkdir()
    monkeypatch.chdir(here / "src")
    assert run("path", "adam").status == 0


def test_wrong_settings_are_a_sentence(run: Any, here: Path) -> None:
    """File and setting are named."""
    (here / "pyproject.toml").write_text("[tool.conceptgraph]\nglosary = 'terms'\n", encoding="utf-8")
    ran = run("stats")
    assert ran.status == 1
    assert ran.err.endswith("pyproject.toml: [tool.conceptgraph]: unknown setting 'glosary'; did you mean 'glossary'?\n")


@pytest.mark.skipif(os.name != "posix", reason="signals are others there")
def test_ctrl_c_while_it_works_is_quiet(here: Path) -> None:
    """A real interruption, in a process, while standard input is awaited."""
    process = subprocess.Popen(
        [sys.executable, "-m", "conceptgraph", "import", "-", "--format", "flashcards", "-o", "out"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=here,
        text=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    )
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(timeout=4)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err.strip()) == (130, "", "")
    assert not (here / "out").exists()
