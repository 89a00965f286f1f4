"""The words of the interface and their catalogs: nothing that a reader sees is left out, and nothing stands there that is not used."""

import ast
import re
import string
from pathlib import Path
from typing import get_args

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from conceptgraph import words
from conceptgraph.drawing.edges import USEFUL
from conceptgraph.drawing.renderers.pyvis_map import NAMES, map_words
from conceptgraph.model import PREDICATES, Status
from conceptgraph.words import counted, speak, word

PACKAGE = Path(words.__file__).parent
LANGUAGES = sorted(folder.name for folder in words.LOCALE.iterdir() if folder.is_dir())
Text = str | tuple[str, ...]


@pytest.fixture(autouse=True)
def _english_again() -> object:
    yield
    speak(None)


def spoken_in_python() -> set[Text]:
    """What calls of `word`, `marked` and `counted` are given, f-strings included."""
    found: set[Text] = set()
    for file in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or file.name == "words.py":
                continue
            texts = tuple(part.value for part in node.args if isinstance(part, ast.Constant) and isinstance(part.value, str))
            if node.func.id in ("word", "marked") and texts:
                found.add(texts[0])
            if node.func.id == "counted":
                found.add(texts)
    return found


def spoken_in_scripts() -> set[Text]:
    return {text for file in PACKAGE.rglob("*.js") for text in re.findall(r'\bword\("([^"]*)"', file.read_text(encoding="utf-8"))}


def read_catalog(file: Path) -> Catalog:
    with file.open("rb") as stream:
        return read_mo(stream) if file.suffix == ".mo" else read_po(stream)


def ids(catalog: Catalog) -> set[Text]:
    return {message.id for message in catalog if message.id}


def spoken_by(catalog: Catalog) -> dict[Text, Text]:
    return {frozen(message.id): frozen(message.string) for message in catalog if message.id}


def frozen(text: str | list[str] | tuple[str, ...]) -> Text:
    return text if isinstance(text, str) else tuple(text)


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_the_template_has_every_word() -> None:
    """The template holds just what the code and the scripts say; `nox -s words` brings it up to date."""
    assert ids(read_catalog(words.LOCALE / "conceptgraph.pot")) == spoken_in_python() | spoken_in_scripts()


def test_three_languages() -> None:
    """German, French and Spanish are there."""
    assert LANGUAGES == ["de", "es", "fr"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_translated(language: str) -> None:
    """A catalog has each word of the template, with the same places for values and the same blanks at its ends."""
    catalog = read_catalog(words.LOCALE / language / "LC_MESSAGES" / "conceptgraph.po")
    assert ids(catalog) == ids(read_catalog(words.LOCALE / "conceptgraph.pot"))
    for message in filter(lambda message: message.id, catalog):
        originals, spoken = ((text,) if isinstance(text, str) else text for text in (message.id, message.string))
        for original, text in zip(originals, spoken, strict=True):
            assert text, original
            assert places(text) == places(original), original
            assert text[-1:].isspace() == original[-1:].isspace(), original


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalog_is_that_of_its_source(language: str) -> None:
    """What is read at run time says the same as the file that translators edit."""
    folder = words.LOCALE / language / "LC_MESSAGES"
    source, compiled = (read_catalog(folder / f"conceptgraph.{suffix}") for suffix in ("po", "mo"))
    assert spoken_by(compiled) == spoken_by(source)


def test_names_of_relations_and_states_are_words() -> None:
    """Each relation, its inverse, and each state of an entry has a word."""
    assert set(NAMES) >= {*PREDICATES, *PREDICATES.values(), USEFUL, *get_args(Status)}


def test_language_decides() -> None:
    """A language is spoken by its code, with or without a region; one without a catalog is English, and so is none."""
    said = {}
    for language in ("de", "de_AT", "fr", "nl", "en", None):
        speak(language)
        said[language] = word("Leads to"), counted("{number} step", "{number} steps", 2)
    assert said["de"] == said["de_AT"] == ("Führt zu", "2 Schritte")
    assert said["fr"] == ("Mène à", "2 étapes")
    assert said["nl"] == said["en"] == said[None] == ("Leads to", "2 steps")


def test_a_catalog_of_the_project_goes_first(tmp_path: Path) -> None:
    """A word in the project's own catalog is taken, all others are ours."""
    from babel.messages.mofile import write_mo

    folder = tmp_path / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    own = Catalog(locale="de")
    own.add("Leads to", "Danach")
    with (folder / "conceptgraph.mo").open("wb") as stream:
        write_mo(stream, own)
    before = words.spoken_digest()
    speak("de", folders=[tmp_path])
    assert (word("Leads to"), word("Builds on")) == ("Danach", "Baut auf")
    ours = words.spoken_digest()
    speak("de")
    assert word("Leads to") == "Führt zu"
    assert len({before, ours, words.spoken_digest()}) == 3


def test_the_map_is_handed_its_words() -> None:
    """In English the map's data has no words; in another language it has those of its scripts and of relations."""
    assert map_words() == {}
    speak("es")
    handed = map_words()
    assert handed["part of"] == "parte de"
    assert handed["Find a concept"] == "Buscar un concepto"
    assert set(handed) <= {text for text in spoken_in_scripts() if isinstance(text, str)} | set(NAMES)


def test_no_word_is_the_empty_text() -> None:
    """An empty text stays empty: in a catalog it would be the heading."""
    speak("fr")
    assert word("") == ""
