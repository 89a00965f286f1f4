"""Walk over the built pages of a site: does every relative address lead to a file, and every fragment to a place on its page?

    python docs/walk.py FOLDER

Also names each address on a foreign host that a page would load by itself (scripts, styles, images, fonts): a site must need none.
"""

import re
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

#: Attributes that hold an address, by element; the browser fetches all but those of `a` and `area` by itself.
ADDRESSES: Mapping[str, tuple[str, ...]] = {
    "a": ("href", "xlink:href"),
    "area": ("href",),
    "audio": ("src",),
    "iframe": ("src",),
    "image": ("href", "xlink:href"),
    "img": ("src",),
    "link": ("href",),
    "object": ("data",),
    "script": ("src",),
    "source": ("src",),
    "use": ("href", "xlink:href"),
    "video": ("src", "poster"),
}
FOLLOWED_BY_READERS = ("a", "area")
#: What a `link` element fetches; others, such as `canonical` and `next`, only say something.
FETCHED_LINKS = ("stylesheet", "icon", "preload", "modulepreload", "manifest")
CSS_ADDRESS = re.compile(r"""url\(\s*['"]?(?!data:|#)([^'")]+)""")


class Page(HTMLParser):
    """The addresses on a page, with the element that holds each, and the places that fragments can name."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[tuple[str, str, bool]] = []
        self.places: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what an element holds."""
        values = dict(attrs)
        self.places.update(filter(None, (values.get("id"), values.get("name") if tag == "a" else None)))
        fetched = tag not in FOLLOWED_BY_READERS and (tag != "link" or values.get("rel") in FETCHED_LINKS)
        for attribute in ADDRESSES.get(tag, ()):
            if address := values.get(attribute):
                self.addresses.append((tag, address, fetched))


@cache
def read_page(file: Path) -> Page:
    """The page that a file holds."""
    page = Page()
    page.feed(file.read_text(encoding="utf-8"))
    return page


def complaints(folder: Path) -> Iterator[str]:
    """What is wrong with the pages of a folder, in order."""
    for file in sorted(folder.rglob("*.html")):
        place = file.relative_to(folder).as_posix()
        for tag, address, fetched in read_page(file).addresses:
            if complaint := judge(address, file=file, folder=folder, fetched=fetched):
                yield f"{place}: <{tag}> {address}: {complaint}"
    for file in sorted(folder.rglob("*.css")):
        for address in CSS_ADDRESS.findall(file.read_text(encoding="utf-8")):
            if complaint := judge(address, file=file, folder=folder, fetched=True):
                yield f"{file.relative_to(folder).as_posix()}: {address}: {complaint}"


def judge(address: str, *, file: Path, folder: Path, fetched: bool) -> str:
    """What is wrong with an address on a page, or an empty text."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return "is fetched from a foreign host" if fetched and parts.scheme != "data" else ""
    if parts.path.startswith("/"):
        return "is not relative, so it breaks wherever the site is not at the root of its host"
    target = (file.parent / unquote(parts.path)).resolve() if parts.path else file
    if target.is_dir():
        target /= "index.html"
    if not target.is_relative_to(folder):
        return "leads out of the site"
    if not target.is_file():
        return "leads to no file"
    if parts.fragment and target.suffix == ".html" and not has_place(target, unquote(parts.fragment)):
        return "names a place that is not on that page"
    return ""


def has_place(file: Path, fragment: str) -> bool:
    """Whether a page has a place of this name; what stands after `?` or `=` is state for a script, no place."""
    return fragment in read_page(file).places or "=" in fragment or fragment in ("", "top")


def main() -> int:
    """Walk over the folder named on the command line."""
    folder = Path(sys.argv[1]).resolve()
    pages = len(list(folder.rglob("*.html")))
    found = list(complaints(folder))
    for complaint in found:
        sys.stderr.write(complaint + "\n")
    sys.stdout.write(f"{pages} pages walked, {len(found)} faults\n")
    return 1 if found or not pages else 0


if __name__ == "__main__":
    sys.exit(main())
