"""EPUB: the package says which pages hold formulas and pictures, as readers and the shops' checks ask for.

Sphinx lists each page without its properties, and packs the book before the build is over: the list is completed between.
"""

import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from sphinx.application import Sphinx
from sphinx.builders.epub3 import Epub3Builder

_ITEM = re.compile(r'<item id="[^"]*" href="([^"]*)" media-type="application/xhtml\+xml" />')
#: Properties of a page and what begins an element that asks for them.
PROPERTIES: tuple[tuple[str, str], ...] = (("mathml", "<math"), ("svg", "<svg"))


def setup_epub(app: Sphinx) -> None:
    """Complete the package of books."""
    app.connect("builder-inited", complete_package)


def complete_package(app: Sphinx) -> None:
    """Let the builder go over its list when it has written it."""
    builder = app.builder
    if not isinstance(builder, Epub3Builder):
        return
    write_list = builder.build_content

    def build_content() -> None:
        write_list()
        declare_properties(Path(builder.outdir))

    builder.build_content = build_content  # type: ignore[method-assign]


def declare_properties(folder: Path) -> None:
    """Add what a page holds to its item in content.opf; items that say something already are left alone."""
    package = folder / "content.opf"
    text = package.read_text(encoding="utf-8")
    package.write_text(_ITEM.sub(lambda item: _declared(item, folder), text), encoding="utf-8", newline="\n")


def _declared(item: re.Match[str], folder: Path) -> str:
    page = folder / unquote(unescape(item[1]))
    contents = page.read_text(encoding="utf-8", errors="replace") if page.is_file() else ""
    held = " ".join(name for name, begin in PROPERTIES if begin in contents)
    return f'{item[0].removesuffix(" />")} properties="{held}" />' if held else item[0]
