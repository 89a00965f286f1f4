"""`path` and `why`: what they print, what they give to tools, and that a folder and its graph.json answer alike."""

import re
from pathlib import Path
from typing import Any

import pytest

#: Each question, with and without JSON; `graph` stands for the glossary.
QUESTIONS = [
    ["path", "adam"],
    ["path", "Adam optimizer", "gradient", "--from", "function", "--known", "slope"],
    ["path", "adam", "--level", "usual"],
    ["why", "adam", "function"],
    ["why", "function", "adam"],
    ["why", "derivative", "function"],
    ["why", "momentum", "derivative", "--all"],
    ["why", "function", "adam", "--all", "--level", "usual", "--chains", "1"],
    ["stats"],
    ["map", "-o", "-", "--base-url", "https://example.org/"],
    ["export", "--format", "json"],
    ["export", "--format", "graphml"],
    ["export", "--format", "csv"],
    ["export", "--format", "csv-concepts"],
]


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_a_folder_and_its_graph_file_answer_alike(run: Any, graph_file: str, question: list[str]) -> None:
    """Only the words, which graph.json does not hold, are told to need the folder, and places stand in it."""
    from_folder, from_file = run(*question), run(*question, "-g", graph_file)
    assert from_folder.status == from_file.status == 0
    lines = [line.replace("(glossary/", "(") for line in from_folder.out.splitlines() if not line.startswith("words ")]
    assert [line for line in from_file.out.splitlines() if not line.startswith("words ")] == lines


@pytest.mark.parametrize("question", [*(q for q in QUESTIONS if q[0] in ("path", "why"))], ids=" ".join)
def test_tools_get_the_same_from_both(run: Any, graph_file: str, question: list[str]) -> None:
    """The JSON answers are equal."""
    assert run(*question, "--format", "json").json == run(*question, "--format", "json", "-g", graph_file).json


@pytest.mark.parametrize(
    "command",
    [
        ["check"],
        ["build", "-o", "x.json"],
        ["new", "vector"],
        ["serve"],
        ["wanted"],
        ["suggest-aliases"],
        ["suggest-requires", "adam"],
    ],
    ids=lambda command: command[0],
)
def test_what_needs_the_folder_says_so(run: Any, graph_file: str, command: list[str]) -> None:
    """A graph.json holds no entries to check, build or write."""
    ran = run(*command, "-g", graph_file)
    assert ran.status == 2
    assert ran.err == f"error: '{command[0]}' needs the folder of the entries, and 'graph.json' is a file; give the folder\n"


def test_path_in_words(run: Any) -> None:
    """Steps are numbered, each with what it is for and the reason or sentence; the goal is marked."""
    assert run("path", "gradient descent").out == (
        "To learn gradient descent: 4 steps, about 4 min.\n"
        "1. function, 1 min\n"
        "   for derivative: it is taken of one (glossary/derivative.md:6) (and for 1 other step)\n"
        "2. derivative, 1 min\n"
        "   for gradient: “A gradient is a vector of every derivative of a function.” (glossary/gradient.md:9)\n"
        "3. gradient, 1 min\n"
        "   for gradient descent: “Gradient descent is an algorithm that follows the negative gradient.” (glossary/gradient-descent.md:9)\n"
        "4. gradient descent (goal), 1 min\n"
    )


FOLDERS = {"as it was given": "glossary", "with steps up": "../{here}/glossary", "with a slash at its end": "glossary/"}


@pytest.mark.parametrize("folder", FOLDERS.values(), ids=FOLDERS)
@pytest.mark.parametrize("question", [["path", "gradient"], ["why", "gradient", "derivative"]], ids=lambda one: one[0])
def test_places_can_be_opened_from_here(run: Any, here: Path, question: list[str], folder: str) -> None:
    """A place in words begins with the folder, so that it leads to the file; one for tools is relative to the folder."""
    folder = folder.format(here=here.name)
    place = re.search(r"”\s\((.*gradient\.md):9\)", run(*question, "-g", folder).out)
    assert place is not None
    assert place[1] == f"{folder.rstrip('/')}/gradient.md"
    assert Path(place[1]).is_file()
    assert '"path": "gradient.md"' in run(*question, "-g", folder, "--format", "json").out


def test_places_in_the_folder_itself(run: Any, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing stands before them where the glossary is here."""
    monkeypatch.chdir(here / "glossary")
    assert "(gradient.md:9)" in run("why", "gradient", "derivative", "-g", ".").out


@pytest.mark.parametrize("question", [["path", "gradient"], ["why", "gradient", "derivative"]], ids=lambda one: one[0])
def test_places_of_a_graph_file_stay_as_they_are(run: Any, graph_file: str, question: list[str]) -> None:
    """Where its entries are, it does not know."""
    assert "(gradient.md:9)" in run(*question, "-g", graph_file).out


def test_path_for_tools(run: Any) -> None:
    """The keys of the issue: targets, known, steps; each step with what it is for, sentence or reason, and place."""
    assert run("path", "gradient", "--from", "slope", "--format", "json").json == {
        "targets": ["gradient"],
        "known": ["derivative"],
        "steps": [
            {
                "id": "function",
                "term": "function",
                "minutes": 1,
                "because": [
                    {
                        "for": "gradient",
                        "sentence": "A gradient is a vector of every derivative of a function.",
                        "path": "gradient.md",
                        "line": 9,
                    }
                ],
            },
            {"id": "gradient", "term": "gradient", "minutes": 1, "because": []},
        ],
        "minutes": 2,
        "left": [],
    }


def test_a_declared_step_gives_its_reason(run: Any) -> None:
    """What the author says stands in place of a sentence."""
    steps = run("path", "derivative", "--format", "json").json["steps"]
    assert steps[0]["because"] == [{"for": "derivative", "reason": "it is taken of one", "path": "derivative.md", "line": 6}]


@pytest.mark.parametrize("budget", ["2 steps", "2 min"])
def test_a_budget_takes_the_beginning_of_a_path(run: Any, budget: str) -> None:
    """And names what is left, as far as it goes."""
    out = run("path", "gradient descent", "--budget", budget).out
    assert out.startswith("To learn gradient descent: 2 steps, about 2 min.\n1. function, 1 min\n")
    assert out.endswith("\nLeft for later: 2 steps, about 2 min: gradient, gradient descent.\n")
    record = run("path", "gradient descent", "--budget", budget, "--format", "json").json
    assert [step["id"] for step in record["steps"]] == ["function", "derivative"]
    assert (record["minutes"], record["left"][0]) == (2, {"id": "gradient", "term": "gradient", "minutes": 1})


def test_a_budget_that_is_too_small_says_so(run: Any, here: Path) -> None:
    """With the step that takes longer."""
    entry = here / "glossary" / "function.md"
    entry.write_text(entry.read_text(encoding="utf-8").replace("---\n", "---\nminutes: 40\n", 1), encoding="utf-8")
    assert run("path", "gradient", "--budget", "30 min").out == (
        "To learn gradient: the first step, function, takes 40 min alone.\n"
        "Left for later: 3 steps, about 42 min: function, derivative, gradient.\n"
    )


@pytest.mark.parametrize("budget", ["30", "a while"])
def test_a_wrong_budget_is_told_in_one_sentence(run: Any, budget: str) -> None:
    """With its value and what to write, before anything is read."""
    ran = run("path", "gradient", "--budget", budget)
    assert ran.status != 0
    assert ran.err == f"error: a budget is minutes or steps, such as '30 min', '2 h' or '8 steps', not {budget!r}\n"


def test_a_graph_file_gives_the_times_of_its_entries(run: Any, graph_file: str) -> None:
    """Words, formulas, levels and what authors declare are in it."""
    folder = run("path", "gradient descent", "--format", "json").json
    assert run("path", "gradient descent", "-g", graph_file, "--format", "json").json == folder


def test_nothing_to_learn(run: Any) -> None:
    """A goal that is known is no step."""
    assert run("path", "gradient", "--from", "gradient").out == "gradient: nothing is left to learn.\n"


def test_known_concepts_are_named(run: Any) -> None:
    """And what only they need is left out."""
    out = run("path", "momentum", "--from", "gradient").out
    assert out.startswith("To learn momentum: 2 steps, about 2 min, knowing gradient.\n")
    assert "derivative" not in out


def test_why_for_tools(run: Any) -> None:
    """Chains from A down to B; each step with what gave it."""
    answer = run("why", "gradient descent", "derivative", "--format", "json").json
    assert (answer["from"], answer["to"], answer["level"], answer["total"]) == ("gradient-descent", "derivative", "core", 1)
    (chain,) = answer["chains"]
    assert [(step["concept"], step["requires"]) for step in chain] == [("gradient-descent", "gradient"), ("gradient", "derivative")]
    sentence = "A gradient is a vector of every derivative of a function."
    assert chain[1] == {
        "concept": "gradient", "requires": "derivative", "level": "core", "score": 0.9, "origin": "inferred",
        "sentence": sentence, "path": "gradient.md", "line": 9, "note": "",
        "evidence": [{"sentence": sentence, "path": "gradient.md", "line": 9, "found_by": chain[1]["evidence"][0]["found_by"]}],
    }  # fmt: skip
    assert "dropped" not in answer


def test_why_in_words(run: Any) -> None:
    """Every chain, then each of its steps once: declared or found, where, by what, and how sure."""
    out = run("why", "gradient", "function").out
    assert out.startswith("gradient needs function, by 2 chains:\n  gradient -> function\n  gradient -> derivative -> function\n\n")
    assert (
        "\nderivative needs function (core, 1.00)\n"
        "  declared: it is taken of one (glossary/derivative.md:6)\n"
        "  in its definition: “The derivative says how fast a function changes.” (glossary/derivative.md:12)\n"
    ) in out
    assert out.count("gradient needs derivative (core, ") == 1


def test_why_says_where_a_step_is_declared_without_a_reason(run: Any, here: Path) -> None:
    """Also where the text has a sentence about it."""
    derivative = here / "glossary" / "derivative.md"
    derivative.write_text(derivative.read_text(encoding="utf-8").replace("function: it is taken of one", "- function"), encoding="utf-8")
    assert (
        "  declared: its author says so (glossary/derivative.md:6)\n"
        "  in its definition: “The derivative says how fast a function changes.” (glossary/derivative.md:12)\n"
    ) in run("why", "derivative", "function").out


def test_why_says_which_wording_it_goes_by(run: Any) -> None:
    """And that a sentence is the definition, or a later one."""
    assert '\n  in its definition, "extends": “Momentum extends gradient descent' in run("why", "momentum", "gradient descent").out
    out = run("why", "derivative", "function", "--all").out
    assert "\n  in its definition: “The derivative says" in out


def test_why_shows_the_shortest_chains_and_counts_the_others(run: Any) -> None:
    """As many as asked for."""
    out = run("why", "gradient", "function", "--chains", "1").out
    assert out.startswith("gradient needs function, by 2 chains:\n  gradient -> function\n  and 1 more; --chains N shows N of them\n\n")
    assert out.count(" needs ") == 2


def test_why_the_other_way_round(run: Any) -> None:
    """If only the reverse holds, that is said and shown."""
    out = run("why", "function", "derivative").out
    assert out.startswith("function does not need derivative.\nIt is the other way round:\nderivative needs function, by 1 chain:\n")
    answer = run("why", "function", "derivative", "--format", "json").json
    assert (answer["chains"], answer["total"], answer["reverse_total"]) == ([], 0, 1)
    assert [step["concept"] for step in answer["reverse"][0]] == ["derivative"]


def test_why_without_a_connection(run: Any, here: Any) -> None:
    """That nothing connects the two is said, too."""
    (here / "glossary" / "poem.md").write_text("# poem\n\nA poem is made of words.\n", encoding="utf-8")
    assert run("why", "poem", "adam").out == (
        "poem does not need Adam.\nNothing in their texts connects the two.\nThey need nothing in common, and nothing needs both.\n"
    )


def test_why_without_a_connection_names_what_both_are_near(run: Any, here: Any) -> None:
    """The nearest concepts that both need, and those that need both, with the steps to each."""
    (here / "glossary" / "slope-field.md").write_text("# slope field\n\nA picture of a derivative.\n", encoding="utf-8")
    (here / "glossary" / "flow.md").write_text(
        "---\nterm: flow\nrequires: [slope field, gradient]\n---\n# flow\n\nWhat moves.\n", encoding="utf-8"
    )
    assert run("why", "slope field", "gradient").out.endswith(
        "Nothing in their texts connects the two.\n"
        "Both need derivative (1 step from slope field, 1 from gradient).\n"
        "Both are needed for flow (1 step from slope field, 1 from gradient).\n"
    )
    answer = run("why", "slope field", "gradient", "--format", "json").json
    assert answer["common_prerequisites"] == [{"concept": "derivative", "from": 1, "to": 1}]
    assert answer["common_dependents"] == [{"concept": "flow", "from": 1, "to": 1}]


def leave_out(here: Path) -> None:
    """Entries of which a vetoed, a weak, a reduced edge and one of a circle are on the way between kite and string."""
    texts = {
        "kite": "---\nterm: kite\nrequires: [frame, string]\n---\n# kite\n\nA toy.\n",
        "frame": "---\nterm: frame\nrequires: [string]\nnot_requires: {glue: one can tie it}\n---\n# frame\n\nSticks. It uses glue.\n",
        "string": "# string\n\nA thin rope for a kite.\n",
        "glue": "# glue\n\nSomething sticky. Many dislike it. For example a kite.\n",
    }
    for name, text in texts.items():
        (here / "glossary" / f"{name}.md").write_text(text, encoding="utf-8")


def test_why_shows_what_was_left_out_on_the_way(run: Any, here: Path) -> None:
    """Edges of circles with the stronger edges that close them, and what another way implies; only when asked for."""
    leave_out(here)
    out = run("why", "kite", "string", "--all").out
    assert "string needs kite (cycle, 0.90): closes a circle with stronger ones, kite -> string\n" in out
    assert "kite needs string (reduced): pictures fold it, as there is a way via frame\n" in out
    answer = run("why", "kite", "string", "--all", "--format", "json").json
    assert [(loss["concept"], loss["requires"], loss["closes"]) for loss in answer["dropped"]] == [("string", "kite", ["kite", "string"])]
    assert answer["reduced"] == [{"concept": "kite", "requires": "string", "via": "frame"}]
    assert "Left out" not in run("why", "kite", "string").out


def test_why_shows_a_veto_with_its_reason_and_place(run: Any, here: Path) -> None:
    """Where there is no chain because an author turned an edge away."""
    leave_out(here)
    assert "Of what was found and dropped, 1 edge would connect them: ask with --all.\n" in run("why", "frame", "glue").out
    out = run("why", "frame", "glue", "--all").out
    assert (
        "frame needs glue (veto, 0.74): one can tie it (glossary/frame.md:4)\n"
        '  in its text, "uses": “It uses glue.” (glossary/frame.md:8)\n'
    ) in out


def test_why_often_useful(run: Any, here: Any) -> None:
    """A chain of the wider level is a connection, also where no relation is."""
    (here / "glossary" / "poem.md").write_text("# poem\n\nA poem is short. It has a meter.\n", encoding="utf-8")
    (here / "glossary" / "meter.md").write_text("# meter\n\nA meter is short. It has a stress.\n", encoding="utf-8")
    (here / "glossary" / "stress.md").write_text("# stress\n\nA stress is loud.\n", encoding="utf-8")
    assert run("why", "poem", "stress", "--level", "usual").out.startswith("poem needs stress, by 1 chain:\n")
    assert run("why", "poem", "stress").out.startswith(
        "poem does not need stress.\nBut it is often useful for it: ask with --level usual.\nThey need nothing in common"
    )


@pytest.mark.parametrize("question", [["path", "adam"], ["why", "adam", "momentum"]], ids=" ".join)
def test_a_long_sentence_is_cut_around_the_name(run: Any, here: Path, question: list[str]) -> None:
    """People see where it names the concept; tools get it whole."""
    around = "with more words than anybody wants to read "
    sentence = f"Adam is, {around * 8}, a method that uses the momentum, {around * 8}, and more."
    (here / "glossary" / "adam.md").write_text(f"---\nterm: Adam\n---\n{sentence}\n", encoding="utf-8")
    shown = run(*question).out
    (line,) = (line for line in shown.splitlines() if "uses the momentum" in line)
    assert "“… " in line
    assert " …”" in line
    assert len(line) < 300
    assert sentence in run(*question, "--format", "json").out


def test_why_only_related(run: Any, here: Any) -> None:
    """A relation that orders nothing is shown with its sentence."""
    (here / "glossary" / "poem.md").write_text("# poem\n\nA poem is made of words. Unlike Adam, it has no steps.\n", encoding="utf-8")
    out = run("why", "adam", "poem").out
    assert out.startswith("Adam does not need poem.\n")
    assert "“Unlike Adam, it has no steps.” (glossary/poem.md:3)" in out


def test_questions_to_a_glossary_with_errors_are_refused(run: Any, here: Any) -> None:
    """Every problem is told, and no answer given."""
    (here / "glossary" / "bad.md").write_text("---\nterm: bad\nrequires: [nothing here]\nlevel: 9\n---\n\nText.\n", encoding="utf-8")
    ran = run("path", "adam")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.count("error: glossary/bad.md:") == 2


def test_a_shared_name_lists_the_choices(run: Any, here: Path) -> None:
    """Whoever asks for a homonym learns what to write, and what is offered works."""
    for name in ("filter", "trick"):
        text = f"---\nterm: kernel ({name})\naliases: [kernel]\n---\n\nA {name}.\n"
        (here / "glossary" / f"kernel-{name}.md").write_text(text, encoding="utf-8")
    ran = run("path", "kernel")
    assert ran.status == 2
    assert ran.err == "error: 'kernel' is the name of several concepts; write 'kernel (filter)' or 'kernel (trick)'\n"
    assert run("path", "kernel (trick)").status == 0


def test_a_text_cannot_steer_the_terminal(run: Any, here: Path) -> None:
    """Escape sequences in an entry are shown, and clear no screen."""
    (here / "glossary" / "trap.md").write_text("# trap\n\nA trap \x1b[2J needs momentum first.\n", encoding="utf-8")
    out = run("why", "trap", "momentum").out
    assert "\x1b" not in out
    assert "“A trap \\x1b[2J needs momentum first.” (glossary/trap.md:3)" in out


def test_stats_in_words(run: Any) -> None:
    """Size, edges, shape and coverage, a line each."""
    lines = dict(line.split("  ", 1) for line in run("stats").out.splitlines())
    figures = {name: line.strip() for name, line in lines.items()}
    assert figures["concepts"] == "6 with 2 other names"
    assert figures["words and mentions"].endswith(" mentions in 100 words")
    assert figures["difficulty"] == "level 1: 1, level 2: 2, level 3: 2, level 4: 1; declared for 6"
    assert figures["depth"] == "5: function -> derivative -> gradient -> gradient descent -> momentum -> Adam"
    assert figures["most needed"].startswith("function (by 5), derivative (by 4), ")
    assert figures["parts"] == "1, the largest of 6 concepts"
    assert figures["coverage"] == "83% of the texts name another concept, 83% are named by one"


def test_stats_for_tools(run: Any, graph_file: str) -> None:
    """Only what needs the texts is missing from a graph.json."""
    folder, file = run("stats", "--format", "json").json, run("stats", "--format", "json", "-g", graph_file).json
    assert {name for name in folder if folder[name] != file[name]} == {"words", "mentions_per_100_words"}
    assert (file["words"], file["mentions_per_100_words"]) == (None, None)
