"""Scripts and styles as they are served: smaller, and they say and do the same."""

from pathlib import Path
from typing import Any

import pytest

from conceptgraph.drawing.renderers.map_files import serve
from tests.in_node import STATIC, in_node

SCRIPTS = sorted(STATIC.glob("*.js"))
STYLES = sorted(STATIC.glob("*.css"))


def served(*files: Path) -> str:
    """The text of files as one that is served."""
    return serve(files).decode()


@pytest.mark.parametrize("file", [*SCRIPTS, *STYLES], ids=lambda file: file.name)
def test_what_is_served_is_smaller(file: Path) -> None:
    """Each of our scripts and styles loses a tenth at least, and holds no comment any more."""
    text = file.read_text(encoding="utf-8")
    shrunk = served(file)
    assert len(shrunk) < 0.9 * len(text)
    assert "/*" in text
    assert "/*" not in shrunk


def test_node_reads_all_that_is_served() -> None:
    """Node finds no fault in the scripts, one by one and one after another in one file."""
    texts = [*map(served, SCRIPTS), served(*SCRIPTS)]
    faults = "data.flatMap((text) => { try { new (require('vm').Script)(text); return []; } catch (fault) { return [String(fault)]; } })"
    assert in_node([], f"answer({faults});", texts) == []


@pytest.mark.browser
def test_a_browser_reads_the_same_rules(page: Any) -> None:
    """A browser makes the same rules of each style sheet that is served as of its source; it keeps variables as they are written."""
    texts = [[style.read_text(encoding="utf-8"), served(style)] for style in STYLES]
    rules = """(pairs) => pairs.map((pair) => pair.map((text) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(text);
        return [...sheet.cssRules].map((rule) => rule.cssText).join("\\n").replace(/\\s*,\\s*/g, ",");
    }))"""
    for source, shrunk in page.evaluate(rules, texts):
        assert source == shrunk
