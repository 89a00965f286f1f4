"""`wanted`, `suggest-aliases` and `suggest-requires`: what they print, give to tools, and write only where they are told to."""

import io
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from conceptgraph.cli import suggesting


@pytest.fixture
def lacking(here: Path) -> None:
    """Two entries that require a name without an entry."""
    for name in ("nadam", "rmsprop"):
        text = f"---\nterm: {name}\nrequires: [learning rate]\n---\n\nA form of gradient descent.\n"
        (here / "glossary" / f"{name}.md").write_text(text, encoding="utf-8")


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Sit at a terminal and give these answers, one a line."""

    def give(*lines: str) -> None:
        monkeypatch.setattr(suggesting, "may_ask", lambda: True)
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))

    return give


def front_matter(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8").split("---")[1])


def files(here: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted((here / "glossary").glob("*.md"))}


@pytest.mark.usefixtures("lacking")
def test_wanted_names_what_has_no_entry(run: Any) -> None:
    """Who leans on a name, and where; unknown names are what this command is for, and no failure."""
    ran = run("wanted")
    assert ran.status == 0
    lines = ran.out.splitlines()
    assert lines[0] == "1. learning rate  (2 entries: nadam, rmsprop)"
    assert lines[1].strip() == "its author says so (glossary/nadam.md:3)"


def test_wanted_shows_sentences_with_their_places(run: Any) -> None:
    """A name of the prose comes with up to three."""
    lines = run("wanted").out.splitlines()
    at = next(number for number, line in enumerate(lines) if ". learning rate " in line)
    assert "(3 entries: derivative, gradient descent, momentum)" in lines[at]
    assert "   “Its step is set by the learning rate.” (glossary/gradient-descent.md:9)" in lines[at + 1 : at + 4]


@pytest.mark.usefixtures("lacking")
def test_wanted_for_tools(run: Any) -> None:
    """The records of graph.json, most wanted first."""
    first = run("wanted", "--format", "json").json["wanted"][0]
    assert (first["name"], first["needed_by"]) == ("learning rate", ["nadam", "rmsprop"])
    assert first["evidence"][0]["path"] == "nadam.md"


@pytest.mark.parametrize("number", [["1"], ["--top", "1"], ["1", "--top", "1"]], ids=" ".join)
@pytest.mark.usefixtures("lacking")
def test_the_list_can_be_cut(run: Any, number: list[str]) -> None:
    """Only the first of them."""
    assert len(run("wanted", *number, "--format", "json").json["wanted"]) == 1


def test_two_numbers_are_one_too_many(run: Any) -> None:
    """They must agree."""
    ran = run("wanted", "3", "--top", "4")
    assert (ran.status, ran.err) == (2, "error: two numbers of names are given, 3 and --top 4; give one\n")


def test_nothing_wanted(run: Any, tmp_path: Path) -> None:
    """An empty list is a sentence."""
    folder = tmp_path / "one"
    folder.mkdir()
    (folder / "poem.md").write_text("# poem\n\nA poem sings.\n", encoding="utf-8")
    assert run("wanted", "-g", str(folder)).out == "No name that has no entry stands in enough entries to be suggested.\n"


@pytest.mark.usefixtures("lacking")
def test_wanted_writes_stubs(run: Any, here: Path) -> None:
    """Files as `new` makes them, with the status of a stub; what is there stays, and the name is wanted no more."""
    before = files(here)
    ran = run("wanted", "1", "--write", "--yes")
    assert (ran.status, ran.err.splitlines()[-1]) == (0, f"made {Path('glossary/learning-rate.md')}")
    assert front_matter(here / "glossary" / "learning-rate.md") == {"term": "learning rate", "status": "stub"}
    assert {name: text for name, text in files(here).items() if name != "learning-rate.md"} == before
    assert "learning rate" not in [name["name"] for name in run("wanted", "--format", "json").json["wanted"]]


@pytest.mark.usefixtures("lacking")
def test_written_stubs_are_listed_for_tools(run: Any) -> None:
    """Beside the names."""
    assert run("wanted", "1", "--write", "--yes", "--format", "json").json["written"] == [str(Path("glossary/learning-rate.md"))]


def test_a_stub_never_takes_the_file_of_another_entry(run: Any, here: Path) -> None:
    """It gets a number, as with `new`."""
    (here / "glossary" / "c.md").write_text("# C\n\nC is old.\n", encoding="utf-8")
    (here / "glossary" / "rust.md").write_text("---\nterm: Rust\nrequires: [C++]\n---\n\nRust is new.\n", encoding="utf-8")
    before = files(here)
    ran = run("wanted", "1", "--write", "--yes")
    assert ran.err.splitlines()[-1] == f"made {Path('glossary/c-2.md')}"
    assert front_matter(here / "glossary" / "c-2.md")["term"] == "C++"
    assert files(here) | before == files(here)


@pytest.mark.parametrize("command", [["wanted"], ["suggest-requires", "gradient descent"], ["suggest-aliases"]], ids=lambda one: one[0])
@pytest.mark.usefixtures("forms")
def test_nothing_is_written_unasked(run: Any, here: Path, command: list[str]) -> None:
    """Without --write only shown; with it and nobody at a terminal, --yes is asked for."""
    before = files(here)
    assert run(*command).status == 0
    assert files(here) == before
    ran = run(*command, "--write")
    assert ran.status == 2
    assert "nobody is there to answer" in ran.err
    assert "--yes" in ran.err
    assert files(here) == before


@pytest.mark.usefixtures("lacking")
def test_a_no_makes_no_stub(run: Any, here: Path, answer: Any) -> None:
    """Asked on a terminal, the user decides."""
    answer("n")
    before = files(here)
    assert run("wanted", "1", "--write").status != 0
    assert files(here) == before
    answer("y")
    assert run("wanted", "1", "--write").status == 0
    assert (here / "glossary" / "learning-rate.md").is_file()


@pytest.fixture
def forms(here: Path) -> None:
    """Entries whose texts use other names: a verb for a noun, British for American, and the last word for the whole."""
    texts = {
        "convolution": "# convolution\n\nA convolution slides a window over an image.\n",
        "regularization": "# regularization\n\nA regularization keeps parameters small.\n",
        "filter": "# filter\n\nConvolving an image applies a filter. Regularisation is a matter of taste.\n",
        "edge": "# edge\n\nAn edge is found by convolving.\n",
    }
    for name, text in texts.items():
        (here / "glossary" / f"{name}.md").write_text(text, encoding="utf-8")


@pytest.mark.usefixtures("forms")
def test_aliases_are_suggested_with_what_gains(run: Any) -> None:
    """The entries, and the sentences with their places."""
    out = run("suggest-aliases").out
    assert "convolving -> convolution  (other form; 2 entries: edge, filter)" in out.casefold()
    assert "“An edge is found by convolving.” (glossary/edge.md:3)" in out
    assert "Regularisation -> regularization  (other spelling; 1 entry: filter)" in out


@pytest.mark.usefixtures("forms")
def test_aliases_for_tools(run: Any) -> None:
    """One record a suggestion."""
    found = run("suggest-aliases", "regularization", "--format", "json").json["aliases"]
    assert found == [
        {
            "alias": "Regularisation",
            "concept": "regularization",
            "kind": "other spelling",
            "gains": ["filter"],
            "evidence": [{"sentence": "Regularisation is a matter of taste.", "path": "filter.md", "line": 3}],
        }
    ]


@pytest.mark.usefixtures("forms")
def test_an_accepted_alias_is_written_and_found(run: Any, here: Path) -> None:
    """Only into the entry of its concept; the next list is without it, and `why` and `path` know it."""
    before = files(here)
    ran = run("suggest-aliases", "--accept", "convolving=convolution")
    assert ran.status == 0
    assert ran.err.splitlines()[-1] == "1 suggestion accepted; 1 file changed"
    assert [alias.casefold() for alias in front_matter(here / "glossary" / "convolution.md")["aliases"]] == ["convolving"]
    assert {name for name, text in files(here).items() if before[name] != text} == {"convolution.md"}
    assert "convolving" not in run("suggest-aliases").out.casefold()
    assert run("path", "convolving").status == 0


@pytest.mark.usefixtures("forms")
def test_all_aliases_are_written_with_yes(run: Any, here: Path) -> None:
    """Those that are listed, and the glossary stays without errors."""
    assert run("suggest-aliases", "--write", "--yes").status == 0
    assert front_matter(here / "glossary" / "regularization.md")["aliases"] == ["Regularisation"]
    assert run("build", "-o", "graph.json").status == 0


ANSWERS = {
    "yes to the first": (["y", "q"], 1),
    "no to all": (["n"] * 9, 0),
    "all": (["a"], 2),
    "quit": (["q"], 0),
    "no, then yes": (["n", "y"], 1),
}


@pytest.mark.parametrize(("lines", "accepted"), ANSWERS.values(), ids=ANSWERS)
@pytest.mark.usefixtures("forms")
def test_each_alias_is_asked_for(run: Any, here: Path, answer: Any, lines: list[str], accepted: int) -> None:
    """Yes, no, all that follow, or quit."""
    answer(*lines)
    before = files(here)
    ran = run("suggest-aliases", "--top", "2", "--write")
    assert ran.status == 0, ran.err
    assert sum(text != before[name] for name, text in files(here).items()) == accepted


BAD = {
    "no sign": ("convolving", "--accept takes ALIAS=CONCEPT"),
    "no such concept": ("convolving=convolusion", "did you mean 'convolution'?"),
    "a name that another has": ("gradients=convolution", "'gradients' is a name of 'gradient' already; accept another"),
    "not suggested": ("convolvin=convolution", "'convolvin' is not suggested for 'convolution'; did you mean"),
}


@pytest.mark.parametrize(("accept", "told"), BAD.values(), ids=BAD)
@pytest.mark.usefixtures("forms")
def test_what_cannot_be_accepted_is_told(run: Any, here: Path, accept: str, told: str) -> None:
    """And nothing is written."""
    before = files(here)
    ran = run("suggest-aliases", "--accept", accept)
    assert ran.status == 2
    assert told in ran.err
    assert files(here) == before


def test_no_aliases_to_suggest(run: Any) -> None:
    """That is said in a sentence."""
    assert run("suggest-aliases", "adam").out == "The texts use no other name for Adam.\n"


@pytest.mark.parametrize("command", ["suggest-aliases", "suggest-requires"])
def test_an_unknown_term_is_told_with_the_nearest(run: Any, command: str) -> None:
    """As everywhere."""
    ran = run(command, "gradiant descent")
    assert (ran.status, ran.err) == (2, "error: unknown concept 'gradiant descent'; did you mean 'gradient descent'?\n")


def test_requires_are_suggested_ready_to_paste(run: Any) -> None:
    """With reasons and sentences; the last lines are YAML."""
    out = run("suggest-requires", "gradient descent").out
    assert "1. gradient  (" in out
    assert "its definition names it" in out
    assert "“Gradient descent is an algorithm that follows the negative gradient.” (glossary/gradient-descent.md:9)" in out
    assert yaml.safe_load(out[out.index("requires:") :])["requires"]["gradient"] == "its definition names it"


def test_a_sentence_that_names_a_concept_twice_is_shown_once(run: Any, here: Path) -> None:
    """There is nothing more to read in it."""
    path = here / "glossary" / "momentum.md"
    path.write_text("# momentum\n\nMomentum is a vector. A gradient is no derivative of a gradient.\n", encoding="utf-8")
    assert run("suggest-requires", "momentum").out.count("“A gradient is no derivative of a gradient.” (glossary/momentum.md:3)") == 2


def test_requires_for_tools(run: Any) -> None:
    """The same as data."""
    answer = run("suggest-requires", "gradient descent", "--format", "json").json
    assert answer["concept"] == "gradient-descent"
    assert answer["suggestions"][0]["requires"] == "gradient"
    assert answer["suggestions"][0]["evidence"][0]["line"] == 9
    assert yaml.safe_load(answer["yaml"])["requires"]


def test_what_would_close_a_cycle_is_told(run: Any, here: Path) -> None:
    """By which chain."""
    path = here / "glossary" / "derivative.md"
    path.write_text(path.read_text(encoding="utf-8").replace("fast a function", "fast, as the gradient does, a function"), encoding="utf-8")
    other = here / "glossary" / "gradient.md"
    other.write_text(other.read_text(encoding="utf-8").replace("level: 2", "requires: [derivative]\nlevel: 2"), encoding="utf-8")
    out = run("suggest-requires", "derivative").out
    assert "Not gradient: it would close a cycle: derivative -> gradient -> derivative." in out


def test_what_was_vetoed_is_told(run: Any, here: Path) -> None:
    """With the author's reason."""
    path = here / "glossary" / "gradient-descent.md"
    text = path.read_text(encoding="utf-8").replace("level: 3", "not_requires: {gradient: a slope will do}\nlevel: 3")
    path.write_text(text, encoding="utf-8")
    assert "Not gradient: gradient descent says it does not require it: a slope will do." in run("suggest-requires", "gradient descent").out


def test_requires_are_written_with_yes(run: Any, here: Path) -> None:
    """With the reason; what is declared is suggested no more."""
    assert run("suggest-requires", "gradient descent", "--top", "1", "--write", "--yes").status == 0
    assert front_matter(here / "glossary" / "gradient-descent.md")["requires"] == {"gradient": "its definition names it"}
    again = run("suggest-requires", "gradient descent", "--format", "json").json["suggestions"]
    assert "gradient" not in [one["requires"] for one in again]


LONG_WINDED = "for reasons that nobody can tell and that would fill a book, or two of them, if somebody wrote them down, " * 3
COMMANDS = {
    "wanted": (["wanted"], "learning rate"),
    "suggest-requires": (["suggest-requires", "hill"], "gradient"),
    "suggest-aliases": (["suggest-aliases", "convolution"], "convolving"),
}


@pytest.mark.parametrize(("command", "name"), COMMANDS.values(), ids=COMMANDS)
@pytest.mark.usefixtures("forms")
def test_a_long_sentence_is_shown_around_the_name(run: Any, here: Path, command: list[str], name: str) -> None:
    """Tools get the whole of it."""
    sentence = f"It is high {LONG_WINDED}so that {name} is at hand {LONG_WINDED}and low."
    (here / "glossary" / "hill.md").write_text(f"# hill\n\nA hill is high. {sentence}\n", encoding="utf-8")
    (line,) = (line for line in run(*command).out.splitlines() if line.endswith("(glossary/hill.md:3)"))
    assert re.fullmatch(rf" +“… .*so that {name} is at hand .* …” \(glossary/hill\.md:3\)", line)
    assert len(line) < 250
    assert sentence in run(*command, "--format", "json").out


@pytest.fixture
def alike(here: Path) -> Path:
    """An entry on a topic whose other entries require momentum, of which its own text says nothing."""
    for name in ("nadam", "lion", "yogi"):
        text = f"---\nterm: {name}\ntopics: [optimization]\nrequires: [momentum]\n---\n\nA {name} extends momentum.\n"
        (here / "glossary" / f"{name}.md").write_text(text, encoding="utf-8")
    path = here / "glossary" / "newton.md"
    path.write_text("---\nterm: newton\ntopics: [optimization]\n---\n\nA newton uses a derivative.\n", encoding="utf-8")
    return path


@pytest.mark.usefixtures("alike")
def test_what_only_others_require_is_left_to_the_author(run: Any) -> None:
    """It stands apart, and not among the lines to paste."""
    out = run("suggest-requires", "newton").out
    named, others = out.split("For your own judgment, as the text of newton does not name")
    assert "1. derivative  (" in named
    assert ". momentum  (" in others
    assert list(yaml.safe_load(out[out.index("requires:\n") :])["requires"]) == ["derivative"]
    answer = run("suggest-requires", "newton", "--format", "json").json
    assert {one["requires"]: one["named"] for one in answer["suggestions"]}.items() >= {"derivative": True, "momentum": False}.items()
    assert list(yaml.safe_load(answer["yaml"])["requires"]) == ["derivative"]


def test_yes_writes_what_the_text_names(run: Any, alike: Path) -> None:
    """So that `check` has nothing to say of it, and the rest is told to be left."""
    ran = run("suggest-requires", "newton", "--write", "--yes")
    assert ran.status == 0
    assert list(front_matter(alike)["requires"]) == ["derivative"]
    assert "not written, for your own judgment: the text does not name what is suggested" in ran.err
    assert run("check", "--select", "unmentioned-requirement", "--format", "json").json["findings"] == []


REQUIRED = {
    "Enter for each": (["", "", "", "", ""], ["derivative"]),
    "all that the text names, then Enter": (["a", "", "", "", ""], ["derivative"]),
    "no, then all others": (["n", "a"], ["momentum"]),
    "quit": (["q"], []),
}


@pytest.mark.parametrize(("lines", "accepted"), REQUIRED.values(), ids=REQUIRED)
def test_enter_accepts_what_the_text_names(run: Any, alike: Path, answer: Any, lines: list[str], accepted: list[str]) -> None:
    """And nothing else; "all" means those that the text names, or the others, whichever are asked about."""
    answer(*lines)
    ran = run("suggest-requires", "newton", "--top", "2", "--write")
    assert ran.status == 0, ran.err
    assert list(front_matter(alike).get("requires", ())) == accepted


def test_nothing_to_require(run: Any, here: Path) -> None:
    """That is said in a sentence."""
    (here / "glossary" / "poem.md").write_text("# poem\n\nA poem sings.\n", encoding="utf-8")
    assert run("suggest-requires", "poem").out == "Neither its text nor entries like it tell what else poem may require.\n"
