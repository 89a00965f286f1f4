"""Which language the words of our pages are in: that of Sphinx, with the project's own catalogs before ours.

A project words our pages in another language, or otherwise, with `LANGUAGE/LC_MESSAGES/conceptgraph.mo` in one of its `locale_dirs`.
"""

from pathlib import Path

from sphinx.application import Sphinx

from conceptgraph.sphinxext.site import site_of
from conceptgraph.words import speak


def setup_language(app: Sphinx) -> None:
    """Choose the language when the settings are known, and before the first title is made."""
    app.connect("builder-inited", choose_language, priority=420)


def language_of(app: Sphinx) -> str:
    """The language of our words, and of the order of names."""
    return site_of(app).settings.language or app.config.language or "en"


def choose_language(app: Sphinx) -> None:
    """Speak the language that the settings name, else that of the project."""
    speak(language_of(app), folders=[Path(app.srcdir) / folder for folder in app.config.locale_dirs])
