"""Options: each has a check, each complaint is a sentence, and the nearest pyproject.toml holds."""

from pathlib import Path
from typing import Any

import pytest

from conceptgraph.errors import SettingsError
from conceptgraph.settings import Settings, find_pyproject, make_settings, options, read_settings

NAMES = tuple(option.name for option in options())

WRONG = {
    "glossary": (3, "'glossary' takes a folder or a list of folders, not 3"),
    "exclude": ("drafts", "'exclude' takes a list of texts, not 'drafts'"),
    "inventories": (["algebra"], "'inventories' takes a table from project names to addresses, not ['algebra']"),
    "definition_words": (0, "'definition_words' takes a whole number above 0, not 0"),
    "words_per_minute": (0, "'words_per_minute' takes a whole number above 0, not 0"),
    "check_select": ("orphan", "'check_select' takes a list of texts, not 'orphan'"),
    "check_ignore": ("orphan", "'check_ignore' takes a list of texts, not 'orphan'"),
    "check_also": ("orphan", "'check_also' takes a list of texts, not 'orphan'"),
    "check_baseline": (1, "'check_baseline' takes a text, not 1"),
    "glossaries": ("yes", "'glossaries' takes true or false, not 'yes'"),
    "link_pages": ("some", "'link_pages' takes 'entries', 'all' or a list of globs, not 'some'"),
    "links": ("often", "'links' takes one of 'all', 'page', 'section', 'off', not 'often'"),
    "panels": (
        ["pictures"],
        ("'panels' takes a list of 'picture', 'edges', 'related', 'contrast', 'mentions', 'paths', 'references', 'ways', 'repository', "
        "not ['pictures']"),
    ),
    "repository": (1, "'repository' takes a text, not 1"),
    "undecided": ("error", "'undecided' takes one of 'advice', 'warning', not 'error'"),
    "page_concepts": ("on", "'page_concepts' takes true or false, not 'on'"),
    "inventory_links": ("python", "'inventory_links' takes a list of texts, not 'python'"),
    "navigation": (False, "'navigation' takes one of 'auto', 'none', not False"),
    "previews": (1, "'previews' takes true or false, not 1"),
    "write": (["pdf"], "'write' takes a list of 'graph.json', 'json-ld', 'llms.txt', not ['pdf']"),
    "map": ("no", "'map' takes true or false, not 'no'"),
    "map_page": ("../map", "'map_page' takes the name of a page, such as 'concept-map' or 'maps/all', not '../map'"),
    "topics": ("calculus", "'topics' takes a list of topics or a table from topics to labels, not 'calculus'"),
    "levels": (["easy", "hard"], "'levels' takes a list of five texts, from the easiest level to the hardest, not ['easy', 'hard']"),
    "language": ("Deutsch!", "'language' takes the code of a language, such as 'de' or 'pt_BR', not 'Deutsch!'"),
    "map_hook": (True, "'map_hook' takes a text, not True"),
    "math_fallback": ("error", "'math_fallback' takes one of 'advice', 'warning', not 'error'"),
}

RIGHT = {
    "an empty text": {"map_hook": ""},
    "a list of texts": {"exclude": ["drafts", "*.tmp.md"]},
    "an empty list": {"exclude": []},
    "a word for pages": {"link_pages": "all"},
    "globs for pages": {"link_pages": ["guide/*"]},
    "a table": {"inventories": {"algebra": "https://algebra.example"}},
    "off": {"previews": False},
    "several folders": {"glossary": ["words", "more"]},
    "topics in order": {"topics": ["calculus", "algebra"]},
    "topics with labels": {"topics": {"calculus": "Differential calculus"}},
    "names of levels": {"levels": ["a", "b", "c", "d", "e"]},
    "a page in a folder": {"map_page": "maps/all"},
    "a language of a country": {"language": "pt_BR"},
}


def complaints(values: dict[str, Any]) -> list[str]:
    """The sentences about some values."""
    with pytest.raises(SettingsError) as caught:
        make_settings(values, where="conf.py")
    return str(caught.value).split("\n")


@pytest.fixture
def write(tmp_path: Path) -> Any:
    """A function that writes a pyproject.toml into a folder and gives the folder."""

    def fill(folder: str, text: str | bytes) -> Path:
        file = tmp_path / folder / "pyproject.toml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return file.parent

    return fill


@pytest.mark.parametrize("option", options(), ids=NAMES)
def test_a_default_passes_its_own_check(option: Any) -> None:
    """And the option says what it is for."""
    assert option.metadata["check"](getattr(Settings(), option.name)) is None
    assert option.metadata["help"].endswith(".")


@pytest.mark.parametrize("name", NAMES)
def test_a_wrong_value_is_refused(name: str) -> None:
    """Every option says what it takes, and what it was given."""
    value, message = WRONG[name]
    assert complaints({name: value}) == [f"conf.py: {message}"]


@pytest.mark.parametrize("values", RIGHT.values(), ids=RIGHT)
def test_a_right_value_is_kept(values: dict[str, Any]) -> None:
    """As it was written, a list as a tuple."""
    made = make_settings(values, where="conf.py")
    assert [getattr(made, name) for name in values] == [tuple(one) if isinstance(one, list) else one for one in values.values()]


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("glosary", "; did you mean 'glossary'?"),
        ("Links", "; did you mean 'links'?"),
        ("map-page", "; did you mean 'map_page'?"),
        ("q", ""),
    ],
)
def test_a_wrong_name_is_told_with_the_nearest(name: str, near: str) -> None:
    """Where one is near."""
    assert complaints({name: "x"}) == [f"conf.py: unknown setting {name!r}{near}"]


def test_all_complaints_come_at_once() -> None:
    """Names and values alike, in the order of the file."""
    assert complaints({"links": 1, "foo": 2, "glossary": "words", "previews": 3}) == [
        "conf.py: 'links' takes one of 'all', 'page', 'section', 'off', not 1",
        "conf.py: unknown setting 'foo'",
        "conf.py: 'previews' takes true or false, not 3",
    ]


def test_the_nearest_table_holds(write: Any) -> None:
    """A pyproject.toml without one is passed over."""
    outer = write(".", "[tool.conceptgraph]\nlinks = 'page'\n")
    inner = write("a/b", "[tool.conceptgraph.inventories]\nalgebra = 'x'\n")
    write("a/b/c", "[project]\nname = 'other'\n")
    assert find_pyproject(inner / "c") == inner / "pyproject.toml"
    assert find_pyproject(outer / "a") == outer / "pyproject.toml"


def test_settings_come_with_the_folder_they_are_relative_to(write: Any) -> None:
    """Which is the one of their file, not the one that was asked about."""
    root = write(".", "[tool.conceptgraph]\nglossary = 'words'\n[tool.conceptgraph.inventories]\nalgebra = 'x'\n")
    assert read_settings(root / "docs" / "deep") == (Settings(glossary="words", inventories={"algebra": "x"}), root.resolve())


def test_no_file_is_needed(tmp_path: Path) -> None:
    """The defaults then hold at the folder itself."""
    assert read_settings(tmp_path) == (Settings(), tmp_path.resolve())


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[tool.conceptgraph]\nlinks = \n", r"pyproject\.toml: not valid TOML: .*line 2"),
        (b"[tool.conceptgraph]\nlinks = '\xff'\n", r"pyproject\.toml: not valid TOML: 'utf-8'"),
        ("[tool.conceptgraph]\nlinks = 'x'\n", r"pyproject\.toml: \[tool\.conceptgraph\]: 'links' takes one of"),
        ("[[tool.conceptgraph]]\nlinks = 'all'\n", r"pyproject\.toml: 'tool\.conceptgraph' takes a table, not a list"),
    ],
    ids=["malformed", "no UTF-8", "a wrong value", "a list of tables"],
)
def test_a_file_that_cannot_be_taken_is_named(write: Any, text: str | bytes, says: str) -> None:
    """With what is wrong in it."""
    with pytest.raises(SettingsError, match=says):
        read_settings(write(".", text))


@pytest.mark.parametrize("other", ["# see [tool.conceptgraph] above", "[tool.conceptgraph-x]"], ids=["a comment", "another tool"])
def test_what_only_looks_like_our_table_hides_no_outer_one(tmp_path: Path, other: str) -> None:
    """A file without our table is passed over on the way up."""
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "pyproject.toml").write_text(f"{other}\n", encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text('[tool.conceptgraph]\nglossary = "words"\n', encoding="utf-8")
    assert find_pyproject(tmp_path / "inner") == tmp_path / "pyproject.toml"
