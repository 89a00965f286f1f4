"""Foreign text as Markdown that shows the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conceptgraph.reading.importers.as_markdown import escape_line, markdown_of_html, markdown_of_lines, text_of_html
from conceptgraph.reading.prose import read_prose

SIGNS = st.text(st.sampled_from("abc12 *_`$[]()!<>{}&;:#-+|\\~.=%^\"'/"), min_size=1, max_size=30)


@given(st.one_of(SIGNS, st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=30)))
def test_a_line_shows_as_it_was(line):
    """Whatever stands in a line of plain text, a reader of the Markdown sees it and nothing else."""
    line = " ".join(line.split())
    assert read_prose(escape_line(line)).text == line


@pytest.mark.parametrize("line", ["torch.save() and feature_importances_", "F1-score, k-fold (CNNs) of 5 % & more", "a.b [c] e.g. 3.5"])
def test_plain_words_stay_readable(line):
    """Signs that mean nothing where they stand are left alone, or escaped no more than needed."""
    assert escape_line(line).count("\\") <= 2


def test_bullets_become_a_list():
    """Lines with bullets are a list, the others paragraphs, named ones headings."""
    text = markdown_of_lines(["One:", "- a", "• b", "2) c", "Kinds of it", "* d", "last"], headings=["Kinds of it"])
    assert text == "One:\n\n- a\n- b\n- c\n\n## Kinds of it\n\n- d\n\nlast"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<b>Cell</b> division", "Cell division"),
        ("one<br>two<br/>three", "one\n\ntwo\n\nthree"),
        ("<div>one</div><div>two</div>", "one\n\ntwo"),
        ("<ul><li>a</li><li>b</li></ul>after", "- a\n- b\n\nafter"),
        ("a &lt; b &amp; c&nbsp;d", "a < b & c d"),
        ("\\(x^2\\) and \\[y_1 * z_2\\]", "$x^2$ and $$y_1 * z_2$$"),
        ("[$]x[/$]", "$x$"),
        ("the {{c1::heart::organ}} beats", "the heart beats"),
        ("hear [sound:a.mp3] it", "hear  it"),
        ('<img src="x.png"><script>alert(1)</script>text', "text"),
        ("5 * 3 = 15", "5 \\* 3 = 15"),
        ("unclosed <b and more", "unclosed \\<b and more"),
    ],
)
def test_html(html, expected):
    """HTML gives its words, lists and formulas."""
    assert markdown_of_html(html) == expected


@given(st.text(st.sampled_from("<>![]-/ab&;#x?{}:\\()$'\"= \n"), max_size=40))
def test_any_html_gives_words(source):
    """No markup stops the reader, however broken."""
    assert text_of_html(source) == " ".join(text_of_html(source).split())
    assert isinstance(markdown_of_html(source), str)


def test_the_words_of_a_title():
    """A title is on one line, whatever its markup."""
    assert text_of_html("<div>Mei<i>o</i>sis<br>II</div>") == "Meiosis II"
