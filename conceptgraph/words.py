"""The words of the interface: English in the code, other languages from message catalogs.

`word` and `counted` are what all text that a reader sees goes through, and what the catalogs in `locale/` are extracted by.
What is spoken holds for the whole process, as with gettext everywhere; without a choice it is English.
"""

import gettext
import hashlib
import re
from collections.abc import Iterable
from contextvars import ContextVar
from pathlib import Path

CATALOG = "conceptgraph"
LOCALE = Path(__file__).parent / "locale"

#: How a script says a text of the interface.
_IN_SCRIPT = re.compile(r'\bword\("([^"\\]*)"')

_spoken: ContextVar[gettext.NullTranslations] = ContextVar("spoken", default=gettext.NullTranslations())  # noqa: B039 - never changed


def speak(language: str | None, *, folders: Iterable[Path] = ()) -> None:
    """Choose the language; a catalog in one of the folders goes before ours, word by word."""
    chosen = gettext.NullTranslations()
    for folder in (*folders, LOCALE) if language else ():
        found = gettext.translation(CATALOG, str(folder), [language or ""], fallback=True)
        if not isinstance(found, gettext.GNUTranslations):
            continue
        if isinstance(chosen, gettext.GNUTranslations):
            chosen.add_fallback(found)
        else:
            chosen = found
    _spoken.set(chosen)


def word(text: str) -> str:
    """A text of the interface in the language that is spoken; places for values are in braces."""
    return _spoken.get().gettext(text) if text else ""


def marked(text: str) -> str:
    """The text itself: a name in the code that becomes a word only where it is shown."""
    return text


def counted(one: str, many: str, number: int, **values: object) -> str:
    """A number with what it counts: `{number} concept`, `{number} concepts`; other values have their places too."""
    return _spoken.get().ngettext(one, many, number).format(number=number, **values)


def words_of(scripts: Iterable[Path]) -> tuple[str, ...]:
    """The texts that scripts put through `word`, sorted."""
    return tuple(sorted({text for script in scripts for text in _IN_SCRIPT.findall(script.read_text(encoding="utf-8"))}))


def spoken_digest() -> str:
    """A digest of the words that are spoken; empty for English."""
    catalog = getattr(_spoken.get(), "_catalog", None)
    return hashlib.blake2b(repr(sorted(catalog.items(), key=str)).encode(), digest_size=12).hexdigest() if catalog else ""
