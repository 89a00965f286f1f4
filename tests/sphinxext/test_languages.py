"""Sites in other languages: their words, their alphabet, and the names of their translated entries."""

from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from sphinx.locale import translators

SAID = {
    "de": ("Baut auf", "Stufe 3 von 5", "A bis Z", "Schritt 3 von 4", "Begriff suchen"),
    "fr": ("S’appuie sur", "niveau 3 sur 5", "De A à Z", "étape 3 sur 4", "Trouver un concept"),
    "es": ("Se basa en", "nivel 3 de 5", "De la A a la Z", "paso 3 de 4", "Buscar un concepto"),
}


@pytest.fixture(autouse=True)
def _own_words() -> None:
    """Sphinx keeps the words of a language for as long as the process lives."""
    translators.clear()


@pytest.mark.parametrize("language", SAID)
def test_pages_speak_the_projects_language(project: Any, language: str) -> None:
    """Panels, facts, titles, previews and the map's script have the words of `language`, and the page says which it is."""
    built = project.build(conf={"language": language})
    heading, level, letters, step, find = SAID[language]
    page = built.read("glossary/gradient-descent.html")
    assert f'lang="{language}"' in page
    for said in (heading, level, step):
        assert said in page
    assert "Builds on" not in page.replace(heading, "")
    assert f"<h1>{letters}" in built.read("a-to-z.html")
    assert find in built.read("_static/concept-map-data.js")
    assert "builds on" not in built.read("_concepts/derivative.js")


def test_names_are_sorted_by_the_language(project: Any) -> None:
    """In Swedish å and ö come after z, in German ä is with a."""
    for name, term in (("ol", "öl"), ("al", "ål"), ("zon", "zon")):
        project.write(f"glossary/{name}.md", f"---\nterm: {term}\n---\nText.\n")
    swedish = project.build(conf={"language": "sv"}).read("a-to-z.html")
    assert swedish.index("letter-z") < swedish.index("letter-å") < swedish.index("letter-ö")
    translators.clear()
    assert "letter-ö" not in project.build(conf={"language": "de"}, out="de").read("a-to-z.html")


def test_another_language_by_the_projects_own_catalog(project: Any) -> None:
    """A catalog in `locale_dirs` words the pages in a language that we do not bring."""
    catalog = Catalog(locale="nl")
    catalog.add("Builds on", "Bouwt op")
    folder = project.docs / "locales/nl/LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "conceptgraph.mo").open("wb") as stream:
        write_mo(stream, catalog)
    page = project.build(conf={"language": "nl"}).read("glossary/adam.html")
    assert "Bouwt op" in page
    assert "Mentioned in" in project.build(conf={"language": "nl"}, out="again").read("glossary/gradient.html")


def test_translated_text_is_linked_by_its_own_names(project: Any) -> None:
    """A page that gettext translates is linked where it names a concept as the entries of its language do."""
    project.write("glossary/gradient.md", "---\nterm: gradient\naliases: [Steigungsvektor]\n---\nA gradient is a vector.\n")
    catalog = Catalog(locale="de")
    catalog.add("A page that speaks of gradient descent.", "Eine Seite über den Steigungsvektor.")
    folder = project.docs / "locales/de/LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "index.mo").open("wb") as stream:
        write_mo(stream, catalog)
    page = project.build(conf={"language": "de", "conceptgraph_link_pages": "all"}, strict=False).read("index.html")
    assert 'href="glossary/gradient.html"><span>Steigungsvektor</span></a>' in page.replace('<span class="">', "<span>")


def test_the_words_are_part_of_what_is_kept(project: Any) -> None:
    """A build in another language writes every file anew that has words in it."""
    project.build(conf={"language": "de"})
    translators.clear()
    built = project.build(conf={"language": "en"})
    assert "Builds on" in built.read("glossary/adam.html")
    assert "builds on" in built.read("_concepts/adam.js")
    assert '"words"' not in built.read("_static/concept-map-data.js")
