"""Extensions added to a conf.py: at the end of its list, in its own style, and nothing else of it changes."""

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conceptgraph.cli.conf_editing import add_extensions, assigned_texts, decode_conf, line_to_add, listed_extensions
from conceptgraph.errors import EditError

EXTENSIONS = ("myst_parser", "conceptgraph.sphinxext")

#: What a conf.py holds, and what it holds then; each but the last kinds is one list.
FORMS = {
    "empty": ("extensions = []\n", 'extensions = ["myst_parser", "conceptgraph.sphinxext"]\n'),
    "one line": (
        "project = 'x'\nextensions = ['sphinx.ext.autodoc']  # ours\nhtml_theme = 'furo'\n",
        "project = 'x'\nextensions = ['sphinx.ext.autodoc', 'myst_parser', 'conceptgraph.sphinxext']  # ours\nhtml_theme = 'furo'\n",
    ),
    "one line with a comma": ('extensions = ["a", ]\n', 'extensions = ["a", "myst_parser", "conceptgraph.sphinxext", ]\n'),
    "several lines": (
        'extensions = [\n    "a",\n    "b",  # why\n]\n',
        'extensions = [\n    "a",\n    "b",  # why\n    "myst_parser",\n    "conceptgraph.sphinxext",\n]\n',
    ),
    "no comma at the end": (
        "extensions = [\n  'a',\n  'b' # why\n]\n",
        "extensions = [\n  'a',\n  'b', # why\n  'myst_parser',\n  'conceptgraph.sphinxext'\n]\n",
    ),
    "a bracket behind the last": (
        "extensions = ['a',\n              'b']\n",
        "extensions = ['a',\n              'b',\n              'myst_parser',\n              'conceptgraph.sphinxext']\n",
    ),
    "several on a line": (
        'extensions = [\n    "a", "b",\n    "c", "d",\n]\n',
        'extensions = [\n    "a", "b",\n    "c", "d", "myst_parser", "conceptgraph.sphinxext",\n]\n',
    ),
    "empty over two lines": ("extensions = [\n]\n", 'extensions = [\n    "myst_parser",\n    "conceptgraph.sphinxext",\n]\n'),
    "a comment in an empty list": (
        "extensions = [\n    # none yet, as ] it is\n]\n",
        'extensions = [\n    # none yet, as ] it is\n    "myst_parser",\n    "conceptgraph.sphinxext",\n]\n',
    ),
    "comments behind the last": (
        'extensions = [\n    "a",\n    # "b",\n]\n',
        'extensions = [\n    "a",\n    "myst_parser",\n    "conceptgraph.sphinxext",\n    # "b",\n]\n',
    ),
    "a last one in brackets": (
        'extensions = [\n    ("a"\n     "b")\n]\n', 'extensions = [\n    ("a"\n     "b"), "myst_parser", "conceptgraph.sphinxext"\n]\n',
    ),
    "names and calls": (
        "extensions = [THEME, find('b')]\n", 'extensions = [THEME, find(\'b\'), "myst_parser", "conceptgraph.sphinxext"]\n',
    ),
    "added to": (
        "from base import *\nextensions += ['a']\n",
        "from base import *\nextensions += ['a', 'myst_parser', 'conceptgraph.sphinxext']\n",
    ),
    "set and added to": (
        'extensions = ["a"]\nif x:\n    extensions.append("b")\n',
        'extensions = ["a", "myst_parser", "conceptgraph.sphinxext"]\nif x:\n    extensions.append("b")\n',
    ),
    "with a type": ("extensions: list[str] = []\n", 'extensions: list[str] = ["myst_parser", "conceptgraph.sphinxext"]\n'),
    "not ASCII before it": (
        "author = 'Ünß'; extensions = ['ä']\n",
        "author = 'Ünß'; extensions = ['ä', 'myst_parser', 'conceptgraph.sphinxext']\n",
    ),
    "line ends of Windows": (
        'extensions = [\r\n    "a",\r\n]\r\n', 'extensions = [\r\n    "a",\r\n    "myst_parser",\r\n    "conceptgraph.sphinxext",\r\n]\r\n',
    ),
    "tabs": ('extensions = [\n\t"a",\n]\n', 'extensions = [\n\t"a",\n\t"myst_parser",\n\t"conceptgraph.sphinxext",\n]\n'),
    "none": ("project = 'x'\n", "project = 'x'\nextensions = [\"myst_parser\", \"conceptgraph.sphinxext\"]\n"),
    "none, and no end of line": ("project = 'x'", "project = 'x'\nextensions = [\"myst_parser\", \"conceptgraph.sphinxext\"]\n"),
    "nothing at all": ("", 'extensions = ["myst_parser", "conceptgraph.sphinxext"]\n'),
    "a mark of UTF-8": ("\ufeffextensions = []\n", '\ufeffextensions = ["myst_parser", "conceptgraph.sphinxext"]\n'),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_extensions_are_added_in_the_style_of_the_list(form: str) -> None:
    """Whatever form it has."""
    before, after = FORMS[form]
    assert add_extensions(before, EXTENSIONS) == after
    assert set(EXTENSIONS) <= listed_extensions(after)


UNSAFE = {
    "from elsewhere": "from base import *\n",
    "by a call": "extensions = make()\n",
    "by a sum": "extensions = base + ['a']\n",
    "twice": "extensions = ['a']\nextensions = ['b']\n",
    "by a condition": "if x:\n    extensions = ['a']\nelse:\n    extensions = []\n",
    "as a tuple": "extensions = ('a', 'b')\n",
    "in a loop": "for extensions in (['a'], ['b']):\n    pass\n",
    "not at all": "extensions = [\n",
}


@pytest.mark.parametrize("form", UNSAFE)
def test_what_cannot_be_added_to_is_left_alone(form: str) -> None:
    """A list that is made otherwise is not guessed at."""
    with pytest.raises(EditError):
        add_extensions(UNSAFE[form], EXTENSIONS)


def test_a_file_in_another_encoding_is_left_alone() -> None:
    """Python reads such a file, and what we would write into it would not fit."""
    with pytest.raises(EditError, match="iso-8859-1"):
        decode_conf("# -*- coding: latin-1 -*-\nauthor = 'Ü'\n".encode("latin-1"))
    with pytest.raises(EditError, match="UTF-8"):
        decode_conf("author = 'Ü'\n".encode("latin-1"))


def test_the_line_to_add_is_python() -> None:
    """An author can take it as it is."""
    names: dict[str, list[str]] = {"extensions": []}
    exec(line_to_add(EXTENSIONS), names)  # noqa: S102 - a line of ours
    assert names["extensions"] == list(EXTENSIONS)


def test_names_that_conf_py_sets() -> None:
    """A text or a list of texts in plain words."""
    assert assigned_texts("conceptgraph_glossary = 'words'\n", "conceptgraph_glossary") == ("words",)
    assert assigned_texts("conceptgraph_glossary = ['a', 'b']\n", "conceptgraph_glossary") == ("a", "b")
    assert assigned_texts("x = 1\n", "conceptgraph_glossary") == ()


elements = st.lists(st.sampled_from(["'a'", '"b.c"', "NAME", "f('x', 1)", "*more", "('p'\n 'q')"]), max_size=5)
gaps = st.sampled_from(["", " ", "\n", "\n    ", "  # note, ] '\n    ", "\n\n\t"])


@given(elements, st.data(), st.booleans())
def test_any_list_keeps_all_that_was_there(parts: list[str], data: st.DataObject, comma: bool) -> None:
    """Only text is added, and what Python reads is the same with the names at the end."""
    written = "".join(f"{data.draw(gaps)}{part}{data.draw(gaps)}," for part in parts)
    written = (written if comma or not parts else written[:-1]) + data.draw(gaps)
    before = f"# first\nextensions = [{written}]\nlast = 1\n"
    after = add_extensions(before, EXTENSIONS)
    rest = iter(after)
    assert all(character in rest for character in before)
    expected = ast.parse(before)
    expected.body[0].value.elts += [ast.Constant(name) for name in EXTENSIONS]  # type: ignore[attr-defined]
    assert ast.dump(ast.parse(after)) == ast.dump(expected)
