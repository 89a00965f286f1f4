"""What the docs show works: the tutorial from its first to its last command, the Python example, and the walk over built pages."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from test_readme import FENCE, plain_environment, run

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PARTS = DOCS / "_parts" / "music"
STEP = re.compile(r"^```\{(?:code-block|literalinclude)\} (?P<what>\S+)\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE)
SAVED = re.compile(r"`(glossary/[\w/-]+\.md)`")


def test_tutorial(tmp_path: Path) -> None:
    """Each command succeeds in the order of the page, with the files it tells to save."""
    text = (DOCS / "tutorial.md").read_text(encoding="utf-8")
    folder, answers = tmp_path, {}
    for step in STEP.finditer(text):
        if step["what"] != "console":
            name = SAVED.findall(text, 0, step.start())[-1]
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text((DOCS / step["what"]).read_text(encoding="utf-8"), encoding="utf-8")
            continue
        for line in re.findall(r"^\$ (.*)$", step["body"], re.MULTILINE):
            folder = perform(shlex.split(line), folder, answers)
    assert "built from intervals" in answers["why chord interval"]
    assert "perfect fifth" in answers["wanted"]
    whole, shorter = answers["path chord progression"], answers["path chord progression --from interval"]
    assert "interval" in whole
    assert len(shorter.splitlines()) < len(whole.splitlines())
    assert (folder / "_build" / "html" / "learning-paths" / "first-song.html").is_file()


def perform(words: list[str], folder: Path, answers: dict[str, str]) -> Path:
    """Do one line of the tutorial; the folder one is in after it."""
    match words:
        case ["cd", name]:
            return folder / name
        case ["rm", pattern]:
            for file in folder.glob(pattern):
                file.unlink()
        case ["conceptgraph", "serve"]:
            pass  # serves until it is stopped; tests/cli starts and stops it
        case ["conceptgraph", *rest]:
            answers[" ".join(rest)] = run(words, folder=folder)
        case ["python", *rest]:
            done = subprocess.run([sys.executable, *rest], cwd=folder, capture_output=True, text=True, check=False, env=plain_environment())
            assert done.returncode == 0, done.stdout + done.stderr
        case _:
            pytest.fail(f"the tutorial has a line that nobody tests: {words}")
    return folder


def test_python_example() -> None:
    """The example of the Python page runs on our own glossary, and the path it prints ends at its goal."""
    done = subprocess.run([sys.executable, "docs/_parts/api.py"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "'adam']" in done.stdout.splitlines()[-1]


def test_python_snippets_compile() -> None:
    """Every Python block of the docs is valid Python."""
    blocks = [
        (page, match["code"])
        for page in sorted(DOCS.rglob("*.md"))
        for match in FENCE.finditer(page.read_text(encoding="utf-8"))
        if match["language"] == "python"
    ]
    assert blocks
    for page, code in blocks:
        compile(code, str(page), "exec")


def test_tables_have_every_option(site: Path) -> None:
    """The reference shows each option, key and predicate that the code declares."""
    from conceptgraph.model import PREDICATES
    from conceptgraph.reading.entries import KEYS
    from conceptgraph.settings import options

    pages = {name: (site / "reference" / f"{name}.html").read_text(encoding="utf-8") for name in ("settings", "entries", "relations")}
    assert [option.name for option in options() if f">{option.name}<" not in pages["settings"]] == []
    assert [key for key in KEYS if f">{key}<" not in pages["entries"]] == []
    assert [predicate for predicate in PREDICATES if predicate not in pages["relations"]] == []


def walk(folder: Path) -> subprocess.CompletedProcess[str]:
    """The walk over a folder of pages."""
    return subprocess.run([sys.executable, str(DOCS / "walk.py"), str(folder)], capture_output=True, text=True, check=False)


def test_every_address_of_our_site_leads_somewhere(site: Path) -> None:
    """No page of our site has a dead address, a fragment without a place, or a foreign host to fetch from."""
    done = walk(site)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("page", "fault"),
    [
        ('<a href="gone.html">x</a>', "leads to no file"),
        ('<a href="#gone">x</a>', "names a place"),
        ('<a href="other.html#gone">x</a>', "names a place"),
        ('<a href="../index.html">x</a>', "leads out"),
        ('<a href="/index.html">x</a>', "not relative"),
        ('<script src="https://example.org/x.js"></script>', "foreign host"),
        ('<link rel="stylesheet" href="//example.org/x.css">', "foreign host"),
        ('<img src="gone.png">', "leads to no file"),
    ],
)
def test_walk_finds(tmp_path: Path, page: str, fault: str) -> None:
    """The walk names each kind of fault."""
    (tmp_path / "index.html").write_text(page, encoding="utf-8")
    (tmp_path / "other.html").write_text("<p id='here'>x</p>", encoding="utf-8")
    done = walk(tmp_path)
    assert (done.returncode, fault in done.stderr) == (1, True)


def test_walk_accepts(tmp_path: Path) -> None:
    """The walk accepts places that exist, links to other sites, and state for scripts."""
    addresses = ("#top-of-page", "#to=adam", "https://example.org/", "mailto:x@example.org")
    page = "<h1 id='top-of-page'>x</h1>" + "".join(f"<a href='{address}'>x</a>" for address in addresses)
    (tmp_path / "index.html").write_text(page, encoding="utf-8")
    assert walk(tmp_path).returncode == 0
