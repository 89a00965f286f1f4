"""Scripts and styles without what only their readers need: they say and do the same."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conceptgraph.drawing.renderers.shrinking import shrink_script, shrink_style
from tests.in_node import STATIC, in_node

SCRIPTS = sorted(STATIC.glob("*.js"))
STYLES = sorted(STATIC.glob("*.css"))

WRITTEN = {
    "comments go": ("/* one */ let a = 1; // two\n// three\nlet b", "let a=1;let b"),
    "a comment separates": ("return/* of */value", "return value"),
    "a line may end a statement": ("let a = b\n(c)", "let a=b\n(c)"),
    "a line that goes on does not": ("f(\n  a,\n  b,\n)\n  .g()", "f(a,b,).g()"),
    "a broken comment is a broken line": ("let a = b /* \n */ ++c", "let a=b\n++c"),
    "strings stay": ("f('// no  comment', \"/* nor  this */\")", "f('// no  comment',\"/* nor  this */\")"),
    "escaped quotes stay": (r"f('it\'s  // here', 'so')", r"f('it\'s  // here','so')"),
    "templates stay": ("f(`a  // ${ b + `c  /* ${ {d: '}'} } */` }  e`)", "f(`a  // ${ b + `c  /* ${ {d: '}'} } */` }  e`)"),
    "regular expressions stay": (r"x = y.replace(/[/'\"]  \/\*/g, '')", r"x=y.replace(/[/'\"]  \/\*/g,'')"),
    "a word may stand before one": ("return /a  b/.test(c)", "return/a  b/.test(c)"),
    "a division is none": ("a = b / c; d = (e) / 2 / f", "a=b/c;d=(e)/2/f"),
    "signs stay apart": ("a + +b - -c < !--d", "a+ +b- -c< !--d"),
    "a number keeps its distance": ("1 .toFixed()", "1 .toFixed()"),
    "private names and letters of all scripts": ("this . #größe = ünter  in  $x", "this.#größe=ünter in $x"),
}


@pytest.mark.parametrize(("text", "shrunk"), WRITTEN.values(), ids=WRITTEN)
def test_what_is_left_of_a_script(text: str, shrunk: str) -> None:
    """Comments, indentation and needless spaces go; all that says something stays."""
    assert shrink_script(text) == shrunk + "\n"


@pytest.mark.parametrize("text", ["let a = 'b\n'", "f(`a ${b}", "f(`a ${ `b", "x = /a\n/"])
def test_what_does_not_end_is_refused(text: str) -> None:
    """A string, a template or a regular expression without an end is an error, not a guess."""
    with pytest.raises(ValueError, match="end"):
        shrink_script(text)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda file: file.name)
def test_our_scripts_are_smaller_and_as_before(script: Path) -> None:
    """Each of our scripts loses a tenth at least, and shrinking it again changes nothing."""
    text = script.read_text(encoding="utf-8")
    shrunk = shrink_script(text)
    assert shrink_script(shrunk) == shrunk
    assert len(shrunk) < 0.9 * len(text)


def test_node_reads_all_that_is_served() -> None:
    """Node finds no fault in the shrunk scripts, one by one and one after another in one file."""
    texts = [shrink_script(script.read_text(encoding="utf-8")) for script in SCRIPTS]
    faults = "data.flatMap((text) => { try { new (require('vm').Script)(text); return []; } catch (fault) { return [String(fault)]; } })"
    assert in_node([], f"answer({faults});", [*texts, "".join(texts)]) == []


@settings(deadline=None)
@given(st.text(), st.text(alphabet=st.characters(exclude_characters="*/\r\n\u2028\u2029", exclude_categories=["Cs"])))
def test_any_text_in_a_string_stays(text: str, comment: str) -> None:
    """Whatever stands in a string is kept, and whatever in comments goes."""
    written = json.dumps(text, ensure_ascii=True)
    assert shrink_script(f"/*{comment}*/ let a = {written} ; //{comment}\n") == f"let a={written};\n"


def test_what_is_left_of_a_style() -> None:
    """Spaces stay where they say something: between selectors, around signs of a sum, in strings."""
    style = """
    /* A note. */
    .a :is(b, c)::before, .d > e { content: "/* a  { b } */"; width: calc(1px + 2em); margin: 0 auto !important; }
    @media (hover: none) and (width < 10px) { .f { color: rgb(0 0 0 / .1); } }
    """
    assert shrink_style(style) == (
        '.a :is(b,c)::before,.d > e{content:"/* a  { b } */";width:calc(1px + 2em);margin:0 auto!important}'
        "@media (hover:none) and (width < 10px){.f{color:rgb(0 0 0 / .1)}}\n"
    )


@pytest.mark.browser
def test_a_browser_reads_the_same_rules(page: Any) -> None:
    """A browser makes the same rules of each shrunk style sheet as of its source; it keeps variables as they are written."""
    texts = [[style.read_text(encoding="utf-8"), shrink_style(style.read_text(encoding="utf-8"))] for style in STYLES]
    rules = """(pairs) => pairs.map((pair) => pair.map((text) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(text);
        return [...sheet.cssRules].map((rule) => rule.cssText).join("\\n").replace(/\\s*,\\s*/g, ",");
    }))"""
    for source, shrunk in page.evaluate(rules, texts):
        assert source == shrunk
