"""How wide a text will be before any browser has seen it, so that labels stay inside their boxes.

The widths are those of a wide interface font, rounded up: in a narrower one a label has a little more room around it.
"""

import unicodedata
from types import MappingProxyType

#: Characters by their width, in hundredths of the font size.
_WIDTHS = MappingProxyType(
    {
        character: width
        for width, characters in (
            (28, "'ijl"),
            (30, "IJ"),
            (34, " ,./:;\\|"),
            (39, "f-()[]t"),
            (42, "!r"),
            (50, '"*_`'),
            (54, "sz?c"),
            (59, "LFkvxy"),
            (61, "PTYao"),
            (64, "eESbdghnpqu0123456789${}"),
            (69, "KAVBRXZ"),
            (75, "CUHN"),
            (80, "DG&OQ"),
            (86, "w#+<=>^~M"),
            (100, "%mW@"),
        )
        for character in characters
    }
)
_OTHER = 72
_WIDE = 104
_BOLD = 1.12


def text_width(text: str, *, size: float, bold: bool = False) -> float:
    """The width of a line of text at a font size, in the unit of that size."""
    width = sum(map(_character_width, text)) / 100 * size
    return width * _BOLD if bold else width


def shorten(text: str, *, width: float, size: float, bold: bool = False) -> str:
    """The text if it is no wider than a width, else its beginning and an ellipsis."""
    if text_width(text, size=size, bold=bold) <= width:
        return text
    kept = text
    while kept and text_width(kept + "…", size=size, bold=bold) > width:
        kept = kept[:-1]
    # A joiner or a combining mark without its letter would change what stands before the ellipsis.
    while kept and (unicodedata.combining(kept[-1]) or unicodedata.category(kept[-1]) == "Cf"):
        kept = kept[:-1]
    return kept.rstrip() + "…"


def _character_width(character: str) -> int:
    if character in _WIDTHS:
        return _WIDTHS[character]
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Cc"):
        return 0
    return _WIDE if unicodedata.east_asian_width(character) in ("W", "F") or character > "\uffff" else _OTHER
