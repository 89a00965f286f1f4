"""What builds keep for the next one: of another version, damaged, or left by a build that was ended in the middle."""

import json
import pickle
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from oracle import compare

import conceptgraph
from conceptgraph.sphinxext.outline import Outline, load_outline, save_outline
from conceptgraph.sphinxext.results import load_result, save_result

NOISE = random.Random(1).randbytes(3000)
KEPT = ("result.pickle", "outline.json", "pages-html-*.json", "texts.sqlite")


def of_another_type(data: bytes) -> bytes:
    """The same file with something else in it, in its own format and under its own key where it has one."""
    if data.startswith(b"{"):
        return json.dumps({name: value if isinstance(value, str) else 5 for name, value in json.loads(data).items()}).encode()
    return data.split(b"\n")[0] + b"\n" + pickle.dumps(["no", "result"])


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "cut": lambda data: data[: len(data) // 2],
    "noise": lambda _: NOISE,
    "noise behind its head": lambda data: data[:200] + NOISE,
    "list": lambda _: b"[]",
    "other type": of_another_type,
}  # fmt: skip


def as_clean(project: Any, copy_project: Callable[..., Any], built: Any) -> bool:
    """Whether a site is what a build from nothing gives."""
    told = compare(built.folder, copy_project(project, "cleaned").build().folder)
    assert told == ""
    return True


@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_files_cost_time_and_nothing_else(project: Any, copy_project: Callable[..., Any], damage: str) -> None:
    """Whatever is in them, after an edit the site is right."""
    project.build()
    for pattern in KEPT:
        (file,) = (project.root / "doctrees" / "conceptgraph").glob(pattern)
        file.write_bytes(DAMAGES[damage](file.read_bytes()))
    text = (project.glossary / "gradient.md").read_text(encoding="utf-8")
    project.write("glossary/gradient.md", text.replace("vector", "list"))
    assert as_clean(project, copy_project, project.build())


@pytest.mark.parametrize("pattern", KEPT)
def test_a_file_that_is_lost_is_made_anew(project: Any, copy_project: Callable[..., Any], pattern: str) -> None:
    """Each alone: the others go on to hold."""
    project.build()
    (file,) = (project.root / "doctrees" / "conceptgraph").glob(pattern)
    file.unlink()
    assert as_clean(project, copy_project, project.build())


def test_a_changed_byte_is_seen(tmp_path: Path) -> None:
    """A pickle that differs in any byte is no result, even where it could be read."""
    file = tmp_path / "result.pickle"
    whole: Any = ["text " * 20, 1, 2, 3]
    save_result(whole, file, key="key")
    assert load_result(file, key="key") == whole
    assert load_result(file, key="other") is None
    data = file.read_bytes()
    for place in range(len(data)):
        file.write_bytes(data[:place] + bytes([data[place] ^ 4]) + data[place + 1 :])
        assert load_result(file, key="key") is None


def test_a_changed_byte_of_an_outline_is_seen(tmp_path: Path) -> None:
    """A letter of a term too, which would be read without complaint."""
    file = tmp_path / "outline.json"
    outline = Outline(entries=(("adam", "adam.md", "Adam"),), paths=(("up", "_paths/up.md", "Up"),), topics=("ships",))
    save_outline(outline, file, key="key")
    assert load_outline(file, key="key") == outline
    assert load_outline(file, key="other") is None
    data = file.read_bytes()
    for place in range(len(data)):
        file.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        assert load_outline(file, key="key") is None


def test_what_another_version_has_kept_is_read_anew(
    project: Any, copy_project: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sphinx reads every document again, and all pages are written."""
    with monkeypatch.context() as patch:
        patch.setattr(conceptgraph, "__version__", "0.0.1")
        assert "6 concepts" in project.build().status
    built = project.build()
    assert "The configuration has changed" in built.status or "extensions changed" in built.status or "new config" in built.status
    assert "6 concepts" in built.status
    assert as_clean(project, copy_project, built)


@pytest.mark.parametrize("options", [{"conceptgraph_links": "all"}, {"conceptgraph_map_page": "whole"}, {"conceptgraph_previews": False}])
def test_what_other_options_have_kept_is_read_anew(project: Any, copy_project: Callable[..., Any], options: dict[str, Any]) -> None:
    """There and back again."""
    project.build(conf=options)
    assert as_clean(project, copy_project, project.build())


def test_half_a_page_is_written_again(project: Any) -> None:
    """A page that a build had begun when it was ended, though neither its source nor what it shows has changed since."""
    whole = project.build().read("a-to-z.html")
    page = project.root / "out" / "a-to-z.html"
    page.write_text(whole[:1000], encoding="utf-8")
    assert project.build().read("a-to-z.html") != whole
    (pages,) = (project.root / "doctrees" / "conceptgraph").glob("pages-html-*.json")
    pages.with_suffix(".begun").write_text("a-to-z\n", encoding="utf-8")
    assert project.build().read("a-to-z.html") == whole
    assert not pages.with_suffix(".begun").exists()
