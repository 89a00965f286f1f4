"""What a reader knows, as it is kept: the script in Node, on stores that are empty, full, damaged, or forbidden."""

import json
from typing import Any

import pytest
from in_node import in_node

KEY = "conceptgraph:learner"
#: A browser of which only the store and the events are there; `data` is what the store holds at first.
BROWSER = """
const kept = new Map(Object.entries(data || {})), heard = {}, told = [];
let fault = null;
const guard = () => { if (fault) throw new Error(fault); };
globalThis.localStorage = {
  getItem: (key) => { if (fault === "denied") guard(); return kept.has(key) ? kept.get(key) : null; },
  setItem: (key, text) => { guard(); kept.set(key, String(text)); },
  removeItem: (key) => { guard(); kept.delete(key); },
};
globalThis.document = { addEventListener: (name, listener) => (heard[name] = listener), dispatchEvent: (event) => told.push(event.type) };
globalThis.addEventListener = (name, listener) => (heard[name] = listener);
Date.now = () => 86400000 * 20000;
"""


def learn(code: str, kept: Any = None, *, fault: str = "", version: Any = None) -> Any:
    """What some code answers that runs beside the script; `kept` stands in the store, as the text of it or as marks."""
    text = kept if isinstance(kept, str) or kept is None else json.dumps({"version": version or 1, **kept})
    store = {} if text is None else {KEY: text}
    before = BROWSER + (f"fault = {json.dumps(fault)};\n" if fault else "")
    ready = "const { learner } = conceptgraph; const stored = () => kept.has(data_key) ? JSON.parse(kept.get(data_key)) : null;\n"
    return in_node(["concept-learner.js"], f"const data_key = {json.dumps(KEY)};\n{ready}{code}", store, before=before)


def test_nothing_is_written_before_the_reader_acts() -> None:
    """Loading the script, asking, and undoing nothing leave the store empty."""
    assert learn("learner.state('a'); learner.undo(); learner.erase(); learner.mark([], 'known'); answer([...kept])") == []


def test_marks_are_kept_under_one_key() -> None:
    """All marks stand in one record with a version, with the day of each."""
    code = "learner.mark(['a', 'b'], 'known'); learner.mark('c', 'learning'); answer(Object.fromEntries(kept))"
    record = {"version": 1, "known": {"a": 20000, "b": 20000}, "learning": {"c": 20000}}
    assert {key: json.loads(text) for key, text in learn(code).items()} == {KEY: record}


def test_ids_of_other_glossaries_stay() -> None:
    """A mark leaves all others as they were, their days too, and so do names that JavaScript knows itself."""
    others = {"known": {"elsewhere": 3, "__proto__": 4, "constructor": 5}, "learning": {}}
    text = json.dumps({"version": 1, **others})
    found = learn("learner.mark('a', 'known'); answer([Object.keys(stored().known).sort(), stored().known.elsewhere])", text)
    assert found == [["__proto__", "a", "constructor", "elsewhere"], 3]


@pytest.mark.parametrize(
    ("steps", "known", "learning"),
    [
        ("", ["x"], ["y"]),
        ("learner.mark('y', 'known')", ["x", "y"], []),
        ("learner.mark('x', '')", [], ["y"]),
        ("learner.mark('x', 'known'); learner.undo()", ["x"], ["y"]),
        ("learner.mark(['x', 'y', 'z'], 'known'); learner.undo()", ["x"], ["y"]),
        ("learner.mark('a', 'known'); learner.mark('b', 'known'); learner.undo()", ["a", "x"], ["y"]),
        ("learner.mark('a', 'known'); learner.mark('b', 'known'); learner.undo(); learner.undo(); learner.undo()", ["x"], ["y"]),
        ("learner.erase()", [], []),
        ("learner.erase(); learner.undo()", ["x"], ["y"]),
        ("learner.import({version: 1, known: {y: 1, z: 2}, learning: {x: 3, w: 4}})", ["x", "y", "z"], ["w"]),
        ("learner.import({version: 1, known: {z: 2}}); learner.undo()", ["x"], ["y"]),
    ],
)
def test_each_act_can_be_undone(steps: str, known: list[str], learning: list[str]) -> None:
    """Undo takes back the last act and no other; an import never takes a mark away."""
    code = f"{steps}; answer([learner.ids('known').sort(), learner.ids('learning').sort(), stored()])"
    found = learn(code, {"known": {"x": 1}, "learning": {"y": 2}})
    assert found[:2] == [known, learning]
    assert (found[2] is None) == (not known and not learning)


def test_erase_leaves_no_key() -> None:
    """After Erase the browser keeps nothing."""
    assert learn("learner.erase(); answer([...kept])", {"known": {"x": 1}, "learning": {}}) == []


@pytest.mark.parametrize("text", ["", "{", "null", "[]", '"known"', "1", '{"version": 0}', '{"version": 1, "known": 7}', "{}"])
def test_what_is_damaged_is_told_and_replaced(text: str) -> None:
    """A record that cannot be read is as good as none; it is left alone until the reader marks something."""
    asked = "const before = kept.get(data_key), said = learner.problem(); learner.mark('a', 'known');"
    code = f"{asked} answer([before, said, learner.problem(), stored().known])"
    before, said, after, known = learn(code, text)
    assert before == text
    assert "cannot be read" in said
    assert (after, known) == ("", {"a": 20000})


def test_a_newer_version_is_left_alone() -> None:
    """What a newer version of the site wrote is not overwritten; marks last as long as the page."""
    code = "learner.mark('a', 'known'); answer([learner.state('a'), learner.problem(), stored()])"
    state, said, kept = learn(code, {"known": {"x": 1}, "more": True}, version=2)
    assert state == "known"
    assert "newer version" in said
    assert kept == {"version": 2, "known": {"x": 1}, "more": True}


@pytest.mark.parametrize(("fault", "said"), [("denied", "keeps nothing"), ("full", "no room")])
def test_marks_last_as_long_as_the_page_where_nothing_can_be_kept(fault: str, said: str) -> None:
    """A store that is full or forbidden is told, and marks, undo and export work on."""
    code = """
    learner.mark(['a', 'b'], 'known');
    const problem = learner.problem();
    learner.mark('c', 'known');
    learner.undo();
    answer([problem, learner.ids('known'), learner.export().known, [...kept]]);
    """
    problem, ids, exported, kept = learn(code, fault=fault)
    assert said in problem
    assert ids == ["a", "b"]
    assert exported == {"a": 20000, "b": 20000}
    assert kept == []


def test_what_found_no_room_leaves_another_tabs_marks() -> None:
    """Marks without room stay on their page, beside what another tab keeps meanwhile; with room again both are kept."""
    code = """
    learner.mark('a', 'known');
    kept.set(data_key, JSON.stringify({ version: 1, known: { b: 7 }, learning: {} }));
    learner.mark('c', 'learning');
    const unheard = [learner.ids('known'), learner.ids('learning')];
    heard.storage({ key: data_key });
    const heard_it = [learner.ids('known'), Boolean(learner.problem())];
    fault = null;
    learner.mark('d', 'known');
    answer([unheard, heard_it, stored(), learner.problem()]);
    """
    unheard, told, stored, problem = learn(code, fault="full")
    assert unheard == [["b", "a"], ["c"]]
    assert told == [["b", "a"], True]
    assert stored == {"version": 1, "known": {"b": 7, "a": 20000, "d": 20000}, "learning": {"c": 20000}}
    assert problem == ""


def test_room_again_is_used() -> None:
    """When the store takes a record again, it gets all marks, and the warning goes."""
    code = "learner.mark('a', 'known'); fault = null; learner.mark('b', 'known'); answer([learner.problem(), Object.keys(stored().known)])"
    assert learn(code, fault="full") == ["", ["a", "b"]]


def test_two_tabs_agree() -> None:
    """What another tab writes is read when it is told, and before each mark; undo takes back one's own act only."""
    code = """
    const other = (known) => kept.set(data_key, JSON.stringify({ version: 1, known, learning: {} }));
    other({ a: 1 });
    heard.storage({ key: "elsewhere" });
    const deaf = learner.state("a");
    heard.storage({ key: data_key });
    const heard_it = learner.state("a");
    other({ a: 1, b: 2 });
    learner.mark("c", "known");
    const three = Object.keys(stored().known).sort();
    other({ a: 1, b: 2, c: 3, d: 4 });
    learner.undo();
    answer([deaf, heard_it, three, Object.keys(stored().known).sort(), told.length]);
    """
    assert learn(code) == ["", "known", ["a", "b", "c"], ["a", "b", "d"], 3]


def test_the_other_tab_erases() -> None:
    """A store that was emptied elsewhere is empty here."""
    code = "kept.clear(); heard.storage({ key: null }); answer(learner.ids('known'))"
    assert learn(code, {"known": {"a": 1}, "learning": {}}) == []


@pytest.mark.parametrize("given", ["null", "7", "'text'", "[]", "{}", "{version: 2, known: {a: 1}}", "{version: 1, known: 'a'}"])
def test_an_import_of_anything_else_changes_nothing(given: str) -> None:
    """Only a record of ours is taken in; a day that is none becomes the first one."""
    assert learn(f"answer([learner.import({given}), [...kept]])") == [-1, []]


def test_an_export_can_be_imported() -> None:
    """What one browser gives, another takes, with the days."""
    code = "const given = JSON.parse(JSON.stringify(learner.export())); learner.erase(); answer([learner.import(given), stored()])"
    record = {"known": {"a": 1, "é/ü": 2}, "learning": {"b": 3}}
    assert learn(code, record) == [3, {"version": 1, **record}]
