"""A glossary whose authors write what a page must not take for markup: nothing runs, and all of it is shown as typed."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

SCRIPT = "<script>window.ran=1</script>"
IMAGE = "<img src=x onerror=window.ran=2>"
#: What each entry is called; written as YAML in double quotes.
TERMS = {
    "script": f"tag {SCRIPT} end",
    "closing": "ends </script><script>window.ran=3</script>",
    "image": f"{IMAGE} image",
    "quotes": 'it\'s a "quoted" | piped {braced} & [linked](javascript:window.ran=4)',
    "address": "javascript:window.ran=5",
    "mixed": "\N{HEBREW LETTER ALEF}\N{HEBREW LETTER BET} zero\N{ZERO WIDTH SPACE}width \N{ROCKET}",
    "override": "left \N{RIGHT-TO-LEFT OVERRIDE}right",
    "comment": "<!-- not a comment -->",
    "template": "{{ 7*7 }} {% raw %} ${8*8}",
}


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


@pytest.fixture
def hostile(project: Any) -> Any:
    """The site of such a glossary; warnings about odd names are allowed, broken builds are not."""
    shutil.rmtree(project.glossary)
    project.write("docs/index.md", "# Welcome\n\n```{concept-map}\n```\n\n```{concept-list}\n```\n\n```{learning-path} override\n```\n")
    before = ""
    for name, term in TERMS.items():
        requires = f"requires: {{{before}: {quoted(term + ' as reason')}}}\n" if before else ""
        project.write(
            f"glossary/{name}.md",
            f"---\nterm: {quoted(term)}\naliases: [{quoted('also ' + term)}]\ntopics: [{quoted('topic ' + term)}]\nlevel: 2\n{requires}"
            f"contrast: {{{'script' if name != 'script' else 'image'}: {quoted(term)}}}\n"
            f"references: [{quoted(term)}]\n---\nText that says `{term}` and names {before or 'nothing'}.\n",
        )
        before = name
    project.write(
        "glossary/_paths/odd.md", f"---\ntitle: {quoted('Path ' + SCRIPT + IMAGE)}\ntargets: [template]\n---\nIt ends at {IMAGE[1:]}\n"
    )
    return project.build(strict=False)


def test_no_page_holds_their_markup(hostile: Any) -> None:
    """Every entry has its page, and no page, data file or preview holds a tag that an author typed."""
    for name in TERMS:
        assert "concept-panels" in hostile.read(f"glossary/{name}.html"), hostile.warnings
    for file in [*hostile.folder.rglob("*.html"), *hostile.folder.rglob("_concepts/*.js")]:
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"<(script>window|img src=x|!-- not)", text), file.name
        assert 'href="javascript:' not in text, file.name


@pytest.mark.browser
def test_nothing_runs(page: Any, hostile: Any) -> None:
    """In a browser no page runs what they typed, logs an error, or shows the term otherwise than typed."""
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("dialog", lambda dialog: problems.append(dialog.message))
    for file in sorted(hostile.folder.rglob("*.html")):
        if "_static" not in file.parts:
            page.goto(Path(file).as_uri())
            page.wait_for_load_state("load")
            assert page.evaluate("window.ran") is None, file.name
    for name, term in TERMS.items():
        page.goto((hostile.folder / f"glossary/{name}.html").as_uri())
        assert f"also {term}" in page.locator(".concept-facts").text_content()
    assert problems == []


@pytest.mark.browser
def test_nothing_runs_in_map_and_previews(page: Any, hostile: Any) -> None:
    """The map shows each concept's panel, and a preview opens, without running anything."""
    for name, term in TERMS.items():
        page.goto((hostile.folder / "concept-map.html").as_uri() + f"#concept={name}")
        page.reload()
        page.wait_for_selector(".cg-map[data-ready]")
        page.wait_for_timeout(150)
        assert term in page.locator(".cg-map").text_content()
        assert page.evaluate("window.ran") is None, name
    page.goto((hostile.folder / "a-to-z.html").as_uri())
    for name in TERMS:
        page.locator(f"a.concept-link[href='glossary/{name}.html']").first.hover()
        page.locator("#concept-preview").wait_for()
        assert page.evaluate("window.ran") is None, name
        page.mouse.move(1, 1)
        page.locator("#concept-preview").wait_for(state="detached")
