"""The files that pages with a map load, as they are served: shrunk, and what a first look needs as one script and one style.

The sources stay one file for each task; joined they compress better, and a page asks for two scripts instead of a dozen.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from rcssmin import cssmin
from rjsmin import jsmin

from conceptgraph.drawing.renderers.map_page import LATER, LATER_STYLE, PICTURE_STYLE, SCRIPTS, STYLES, VIS_NETWORK, static_files

#: Holds all of `SCRIPTS` but vis-network, which is as large as pyvis brings it.
SCRIPT = "concept-map.js"
#: Holds all of `STYLES`.
STYLE = "concept-map.css"
#: What a page with a map loads at first, in this order; the data comes after the scripts.
SERVED_SCRIPTS, SERVED_STYLES = (VIS_NETWORK, SCRIPT), (STYLE,)


def served_files() -> Mapping[str, bytes]:
    """The files of the map and the style of the pictures, by the name they are served under.

    Raises:
        OutputError: pyvis carries no vis-network.
    """
    files = static_files()
    joined = {SCRIPT: [files[name] for name in SCRIPTS if name != VIS_NETWORK], STYLE: [files[name] for name in STYLES]}
    single = {name: [files[name]] for name in (*LATER, LATER_STYLE, PICTURE_STYLE)}
    return {VIS_NETWORK: files[VIS_NETWORK].read_bytes(), **{name: serve(paths) for name, paths in {**joined, **single}.items()}}


def serve(files: Iterable[Path]) -> bytes:
    """Scripts or styles one after another as one file, shrunk."""
    return "".join(map(_shrunk, files)).encode()


def _shrunk(file: Path) -> str:
    """A script or style without comments and needless spaces; each ends its last line, as another may come after it.

    In a block of `@media`, rcssmin takes ` :is(…)` for the value of a property and drops the space: there we write ` *:is(…)`.
    """
    text = file.read_text(encoding="utf-8")
    return str(jsmin(text) if file.suffix == ".js" else cssmin(text)) + "\n"
