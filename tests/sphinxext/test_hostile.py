"""A glossary whose authors write what a page must not take for markup: nothing runs, and all of it is shown as typed."""

import re
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
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


#: What an author may claim that is no place of theirs.
OUTSIDE = ("../../escaped", "/conceptgraph-escaped", "..\\\\escaped", "a/../../../escaped", "x\\ny")
FILES = ('it\'s "a" file.md', "semi;colon & more.md", "-rf.md", "<b>.md", "%2e%2e%2fescaped.md")


@pytest.fixture(scope="module")
def source(fresh: Any) -> Any:
    """A project with such a glossary: in front matter, text, file names, curated paths, and on an ordinary page."""
    project = fresh("hostile")
    shutil.rmtree(project.glossary)
    for number, name in enumerate(FILES):
        project.write(f"glossary/{name}", f"---\nterm: {quoted(f'odd {number} {SCRIPT}')}\n---\nOdd {IMAGE} too.\n")
    places = ", ".join(f'"{place}"' for place in OUTSIDE)
    project.write("glossary/places.md", f"---\nterm: places\nredirect_from: [{places}]\ntopics: [{places}]\n---\nPlaces.\n")
    project.write(
        "glossary/_paths/..odd.md", f"---\ntitle: {quoted('..' + SCRIPT)}\ntargets: [override]\nknown: [{quoted(SCRIPT)}]\n---\nOdd.\n"
    )
    project.write(
        "docs/words.md",
        f'# Words {{{{ 7 }}}}\n\n```{{concept}} on the page {SCRIPT}\n:aliases: {IMAGE}\n:topics: "><b>\n'
        f":requires: override: {SCRIPT}\n:references: javascript:window.ran=8\n\nOn the page `{SCRIPT}`.\n```\n",
    )
    project.write(
        "docs/index.md",
        "# Welcome\n\n```{toctree}\nwords\n```\n\n```{concept-map}\n```\n\n```{concept-list}\n```\n\n```{learning-path} override\n```\n",
    )
    before = ""
    for name, term in TERMS.items():
        requires = f"requires: {{{before}: {quoted(term + ' as reason')}}}\n" if before else ""
        project.write(
            f"glossary/{name}.md",
            f"---\nterm: {quoted(term)}\naliases: [{quoted('also ' + term)}]\ntopics: [{quoted('topic ' + term)}]\nlevel: 2\n{requires}"
            f"redirect_from: [{'old-name' if name == 'override' else 'old-' + name}]\n"
            f"contrast: {{{'script' if name != 'script' else 'image'}: {quoted(term)}}}\n"
            f"references: [{quoted(term)}]\n---\nText that says `{term}` and names {before or 'nothing'}.\n",
        )
        before = name
    project.write(
        "glossary/_paths/odd.md", f"---\ntitle: {quoted('Path ' + SCRIPT + IMAGE)}\ntargets: [template]\n---\nIt ends at {IMAGE[1:]}\n"
    )
    return project


@pytest.fixture(scope="module")
def hostile(source: Any) -> Any:
    """Its site; warnings about odd names are allowed, broken builds are not."""
    return source.build(strict=False)


def files_below(folder: Path) -> set[str]:
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*")}


@pytest.mark.filterwarnings("ignore:.*(Builder.app' is deprecated|a required keyword argument)")
@pytest.mark.parametrize(
    "builder",
    ["html", "dirhtml", "singlehtml", "epub", "latex", "text", "man", "texinfo", "gettext", "xml", "json", "htmlhelp", "linkcheck"],
)
def test_every_builder_stays_inside(source: Any, builder: str) -> None:
    """Each builder goes through, and writes nothing beside its output folder."""
    before, around = files_below(source.root), files_below(source.root.parent)
    built = source.build(builder, out=f"made/{builder}", doctrees=f"made/{builder}-doctrees", strict=False)
    assert any(built.folder.iterdir())
    assert {name for name in files_below(source.root) - before if not name.startswith("made")} == set()
    assert {name for name in files_below(source.root.parent) - around if "/made" not in name and not name.startswith("made")} == set()
    assert not Path("/conceptgraph-escaped").exists()
    for file in [*built.folder.rglob("*.html"), *built.folder.rglob("*.xhtml")]:
        assert not re.search(rb"<(script>window|img src=x|b>|!-- not)", file.read_bytes()), file.name


def test_data_files_are_data(hostile: Any) -> None:
    """What stands in the head and in data files can be read back whole: nothing a term holds ends it early."""
    import json

    found = 0
    for file in hostile.folder.rglob("*.html"):
        for block in re.findall(r'<script type="application/ld\+json">(.*?)</script>', file.read_text(encoding="utf-8"), re.DOTALL):
            assert "@context" in json.loads(block), file.name
            found += 1
    assert found > len(TERMS)
    terms = {concept["term"] for concept in json.loads(hostile.read("graph.json"))["concepts"]}
    assert terms >= set(TERMS.values())
    for file in hostile.folder.rglob("_concepts/*.js"):
        call = re.fullmatch(r"conceptgraphPreview\((.*)\)\n", file.read_text(encoding="utf-8"))
        assert call is not None, file.name
        assert len(json.loads(f"[{call[1]}]")) == 2


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


@pytest.mark.browser
def test_nothing_runs_on_a_path_that_is_found(page: Any, hostile: Any) -> None:
    """Goals, steps, an offer after a mark, and questions show what they typed without running anything."""
    page.goto(f"{(hostile.folder / 'find-a-path.html').as_uri()}#to={','.join(TERMS)}")
    page.locator(".concept-path-steps li").first.wait_for()
    assert set(TERMS.values()) <= set(page.locator(".concept-chips li").evaluate_all("(all) => all.map((one) => one.firstChild.data)"))
    for mark in page.locator(".concept-path-steps .concept-mark-known").all():
        mark.click()
    page.get_by_role("button", name="Undo").first.wait_for()
    for field in page.get_by_role("combobox").all():
        field.fill("<")
        field.press("Escape")
    page.get_by_role("button", name="Ask me").click()
    assert page.evaluate("window.ran") is None


class _Strict(SimpleHTTPRequestHandler):
    """Serves with a policy that lets only scripts from files of the site run."""

    def end_headers(self) -> None:
        self.send_header(
            "Content-Security-Policy", "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:"
        )
        super().end_headers()

    def log_request(self, code: object = "-", size: object = "-") -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def strict(source: Any) -> Iterator[str]:
    """The address of the hostile site under a content security policy; without the theme's search box, which has a script of its own."""
    built = source.build(out="strict", strict=False, conf={"html_sidebars": {"**": []}})
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Strict, directory=str(built.folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_no_page_has_a_script_of_its_own(hostile: Any) -> None:
    """No script stands in a page, but for data; no element has a handler."""
    for file in hostile.folder.rglob("*.html"):
        text = file.read_text(encoding="utf-8")
        inline = re.findall(r"<script(?![^>]*(?:src=|ld\+json))[^>]*>(.*?)</script>", text, re.DOTALL)
        # The theme's own shows its search box, and Sphinx has one on its search page.
        assert all("searchbox" in script for script in inline) or file.name == "search.html", file.name
        assert not re.search(r"<[a-z][^<>]*\son[a-z]+\s*=\s*[\"'][^<>]*>", text), file.name


@pytest.mark.browser
def test_all_works_under_a_policy(browser: Any, strict: str) -> None:
    """With `script-src 'self'` nothing of ours is refused: the map draws, a path is on it, a preview opens, an old address leads on."""
    refused: list[str] = []
    page = browser.new_context().new_page()
    page.on("console", lambda message: refused.append(f"{page.url}: {message.text}") if "Content Security" in message.text else None)
    page.on("pageerror", lambda error: refused.append(str(error)))
    page.goto(f"{strict}/concept-map.html#path=..override")
    page.wait_for_selector(".cg-map[data-ready]")
    page.goto(f"{strict}/glossary/override.html")
    page.locator(".concept-panels a.concept-link").first.hover()
    page.locator("#concept-preview").wait_for()
    page.goto(f"{strict}/index.html")
    page.wait_for_selector(".cg-map[data-ready]")
    for address in ("a-to-z.html", "learning-paths.html", "words.html", "glossary/index.html"):
        page.goto(f"{strict}/{address}")
        page.wait_for_load_state("load")
    page.goto(f"{strict}/glossary/old-name.html#panel-builds-on")
    page.wait_for_url(f"{strict}/glossary/override.html#panel-builds-on")
    assert page.evaluate("window.ran") is None
    assert refused == []
