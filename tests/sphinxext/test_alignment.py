"""What the core has found in a text, on the page that shows it."""

from typing import Any

import pytest

from conceptgraph.model import Link, Mention, Prose
from conceptgraph.sphinxext import linker
from conceptgraph.sphinxext.alignment import align, carry_over
from conceptgraph.sphinxext.site import site_of


def mention(text: str, form: str, target: str = "x") -> Mention:
    start = text.index(form)
    return Mention(source="own", target=target, start=start, end=start + len(form), form=form, tier="exact")


@pytest.mark.parametrize(
    ("prose", "text", "opaque"),
    [
        pytest.param(Prose(text="A rule and a map."), "A rule and a map.", [], id="the same"),
        pytest.param(Prose(text="A rule and a map."), "A rule\nand a map.", [], id="a line break"),
        pytest.param(Prose(text='A "rule" and a map.'), "A “rule” and a map.", [], id="curly quotes"),
        pytest.param(Prose(text="With $x$, a map.", opaque=((5, 8),)), "With x, a map.", [(5, 6)], id="a formula without its signs"),
        pytest.param(
            Prose(text="With a rule, a map.", links=(Link(start=7, end=11, target="rule"),)),
            "With a rule, a map.",
            [(7, 11)],
            id="a link",
        ),
        pytest.param(
            Prose(text="`ab` a map.", opaque=((0, 4),)), "`ab` a map.", [(0, 2), (2, 4)], id="two nodes where the core has one span"
        ),
    ],
)
def test_a_mention_is_found_at_its_place(prose: Prose, text: str, opaque: list[tuple[int, int]]) -> None:
    """Whatever makes the texts differ in length stands between the stretches."""
    stretches = align(prose, text, opaque)
    assert stretches is not None
    (found,) = carry_over([mention(prose.text, "map")], stretches, text)
    assert (text[found.start : found.end], found.form, found.target) == ("map", "map", "x")


@pytest.mark.parametrize(
    ("prose", "text", "opaque"),
    [
        pytest.param(Prose(text="A rule."), "A rules.", [], id="another text"),
        pytest.param(Prose(text="A rule..."), "A rule…", [], id="signs that became one"),
        pytest.param(Prose(text="A `b` rule.", opaque=((2, 5),)), "A b rule.", [], id="open on the page"),
        pytest.param(Prose(text="A b rule."), "A b rule.", [(2, 3)], id="closed on the page"),
    ],
)
def test_texts_that_differ_are_not_aligned(prose: Prose, text: str, opaque: list[tuple[int, int]]) -> None:
    """The page is searched itself then."""
    assert align(prose, text, opaque) is None


def test_what_stands_in_a_closed_span_is_left_out() -> None:
    """A link of the author's is no automatic one."""
    link = Link(start=2, end=6, target="rule")
    prose = Prose(text="A rule for a map.", links=(link,))
    stretches = align(prose, prose.text, [(2, 6)])
    assert stretches is not None
    found = carry_over([mention(prose.text, "rule"), mention(prose.text, "map")], stretches, prose.text)
    assert [one.form for one in found] == ["map"]


def test_a_place_is_one_link() -> None:
    """A name whose entry only points to another one is a mention of both."""
    prose = Prose(text="A map.")
    both = [mention(prose.text, "map", "chart"), mention(prose.text, "map", "atlas")]
    assert [one.target for one in carry_over(both, [(0, 6, 0)], prose.text)] == ["chart"]


def test_the_matcher_finds_the_same(project: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether the core's mentions are taken or the page is searched, its links are the same."""
    app = project.build(conf={"conceptgraph_links": "all"}).app
    docnames = [f"glossary/{concept}" for concept in site_of(app).concepts]
    taken, searched = linker.Linker(site_of(app)), linker.Linker(site_of(app))

    def links(one: linker.Linker) -> list[linker.PageLinks]:
        return [one.links(app.env, docname, one.read(app.env, docname, app.env.get_doctree(docname))) for docname in docnames]

    found = links(taken)
    assert "matcher" not in vars(taken)
    monkeypatch.setattr(linker, "align", lambda *_: None)
    assert links(searched) == found
