"""Which language the words of our pages are in: that of Sphinx, with the project's own catalogs before ours.

A project words our pages in another language, or otherwise, with `LANGUAGE/LC_MESSAGES/conceptgraph.mo` in one of its `locale_dirs`.
"""

from pathlib import Path

from sphinx.application import Sphinx

from conceptgraph.words import speak


def setup_language(app: Sphinx) -> None:
    """Choose the language before the first title is made."""
    app.connect("builder-inited", choose_language, priority=300)


def choose_language(app: Sphinx) -> None:
    """Speak the language of the project."""
    speak(app.config.language, folders=[Path(app.srcdir) / folder for folder in app.config.locale_dirs])
