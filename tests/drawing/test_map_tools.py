"""The tools beside the stage: full screen, link, picture, keys; and how the map is walked through by keyboard."""

import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

PNG_WIDTH = slice(16, 20)


def press(page: Any, *keys: str) -> None:
    page.locator(".cg-stage").focus()
    for key in keys:
        page.keyboard.press(key)


def selected(page: Any) -> str | None:
    concept: str | None = page.evaluate("conceptgraph.state().concept")
    return concept


def test_full_screen_and_back(fresh: Any) -> None:
    """The button gives stage and panel the whole screen; Escape of the browser, or the button, gives it back."""
    fresh.get_by_role("button", name="Full screen").click()
    fresh.wait_for_function("document.fullscreenElement && document.fullscreenElement.matches('.cg-map-app')")
    fresh.wait_for_function("document.querySelector('.cg-stage').clientHeight === window.innerHeight")
    fresh.get_by_role("button", name="Full screen").click()
    fresh.wait_for_function("!document.fullscreenElement")


def test_copy_link(fresh: Any) -> None:
    """The link that is copied leads to what is shown."""
    fresh.context.grant_permissions(["clipboard-read", "clipboard-write"])
    fresh.evaluate("conceptgraph.showPath('adam', 'gradient')")
    fresh.get_by_role("button", name="Copy link").click()
    fresh.wait_for_function("document.querySelector('.cg-live').textContent === 'Link copied'")
    assert fresh.evaluate("navigator.clipboard.readText()") == fresh.url
    assert fresh.url.endswith("#path=gradient..adam")


def test_a_link_can_be_copied_by_hand(fresh: Any) -> None:
    """Where a page may not write to the clipboard the link stands in a field, selected."""
    fresh.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed')); }")
    fresh.get_by_role("button", name="Copy link").click()
    field = fresh.get_by_role("textbox", name="Link to this view")
    assert field.input_value() == fresh.url
    assert field.evaluate("(field) => field.selectionEnd - field.selectionStart") == len(fresh.url)
    fresh.get_by_role("button", name="Close").click()
    fresh.wait_for_selector("dialog", state="detached")


def taken(page: Any, kind: str) -> Path:
    """The picture a reader takes away."""
    page.get_by_role("button", name="Save as a picture").click()
    with page.expect_download() as downloading:
        page.get_by_role("button", name=kind).click()
    file = Path(downloading.value.path())
    assert downloading.value.suggested_filename == f"adam.{kind.lower()}"
    return file


def test_svg_of_the_view(fresh: Any) -> None:
    """The SVG is well-formed, as large as the stage, and shows labels, colors and nodes of the view."""
    fresh.evaluate("conceptgraph.select('adam')")
    root = ET.parse(taken(fresh, "SVG")).getroot()  # noqa: S314 - our own output
    name = "{http://www.w3.org/2000/svg}"
    assert int(root.attrib["width"]) == fresh.evaluate("document.querySelector('.cg-stage').clientWidth")
    shown = {text.text for text in root.iter(f"{name}text")}
    assert {"Adam", "momentum", "RMSprop", "gradient", "mathematics", "optimization"} <= shown
    strokes = {path.attrib.get("stroke", "") for path in root.iter(f"{name}path")}
    blue = fresh.evaluate("conceptgraph.painting.css(document.querySelector('.cg-map').conceptMap.canvas.colors.builds)")
    assert blue in strokes
    dots = fresh.evaluate("document.querySelector('.cg-map').conceptMap.canvas.held.size")
    assert len([path for path in root.iter(f"{name}path") if path.attrib.get("fill", "none") != "none"]) >= dots
    assert "NaN" not in ET.tostring(root, encoding="unicode")


def test_png_of_the_view(fresh: Any) -> None:
    """The PNG has the pixels of the stage."""
    fresh.evaluate("conceptgraph.select('adam')")
    data = taken(fresh, "PNG").read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(data[PNG_WIDTH], "big") == fresh.evaluate("document.querySelector('.cg-stage canvas').width")


def test_a_picture_leaves_the_stage_as_it_was(fresh: Any) -> None:
    """After the strokes are drawn for the file, the stage is drawn by its own context again."""
    own = """() => conceptgraph.part('picture').then(() => {
        const map = document.querySelector('.cg-map').conceptMap;
        conceptgraph.picture.svg(map);
        return map.canvas.network.canvas.getContext() instanceof CanvasRenderingContext2D;
    })"""
    assert fresh.evaluate(own)


def test_question_mark_shows_the_keys(fresh: Any) -> None:
    """`?` opens a dialog with all keys; Escape closes it, gives the focus back, and clears nothing."""
    fresh.evaluate("conceptgraph.select('adam')")
    press(fresh, "?")
    dialog = fresh.get_by_role("dialog", name="Keys")
    dialog.wait_for()
    assert "to the nearest related concept in that direction" in dialog.inner_text()
    fresh.keyboard.press("Escape")
    dialog.wait_for(state="detached")
    assert selected(fresh) == "adam"
    assert fresh.evaluate("document.activeElement.className") == "cg-stage"


def test_each_concept_around_is_reached_by_an_arrow(fresh: Any) -> None:
    """From a concept each arrow leads to a related one that lies in its direction, or says that there is none."""
    fresh.evaluate("conceptgraph.select('gradient')")
    where = "(id) => { const { x, y } = conceptgraph.model.byId.get(id); return [x, y]; }"
    x, y = fresh.evaluate(where, "gradient")
    moved = 0
    for key, ahead in {"ArrowRight": (1, 0), "ArrowLeft": (-1, 0), "ArrowDown": (0, 1), "ArrowUp": (0, -1)}.items():
        fresh.evaluate("conceptgraph.select('gradient')")
        press(fresh, key)
        reached = selected(fresh)
        if reached == "gradient":
            assert fresh.inner_text(".cg-live") == "Nothing related in this direction"
            continue
        moved += 1
        to = fresh.evaluate(where, reached)
        assert (to[0] - x) * ahead[0] + (to[1] - y) * ahead[1] > 0
    assert moved >= 2


def test_zoom_by_keys(fresh: Any) -> None:
    """Plus and minus zoom in and out, 0 shows the whole map again."""
    scale = "document.querySelector('.cg-map').conceptMap.canvas.network.getScale()"
    first = fresh.evaluate(scale)
    press(fresh, "+")
    fresh.wait_for_function(f"{scale} > {first} * 1.3")
    press(fresh, "-", "-")
    fresh.wait_for_function(f"{scale} < {first} * 0.9")
    press(fresh, "0")
    fresh.wait_for_function(f"Math.abs({scale} / {first} - 1) < 0.05")


def test_the_stage_shows_its_focus(fresh: Any) -> None:
    """Who comes to the stage by keyboard sees where the focus is."""
    fresh.locator(".cg-search input").focus()
    fresh.keyboard.press("Tab")
    fresh.locator(".cg-stage").focus()
    assert fresh.evaluate("getComputedStyle(document.querySelector('.cg-stage')).outlineStyle") == "solid"


@pytest.mark.parametrize(("width", "height"), [(390, 844), (320, 640), (900, 700), (1280, 800)])
def test_nothing_lies_over_the_tools(fresh: Any, width: int, height: int) -> None:
    """Search, steps and tools stand beside or below each other, all of them on the stage, on each width of it."""
    fresh.set_viewport_size({"width": width, "height": height})
    fresh.evaluate("conceptgraph.select('adam')")
    boxes = fresh.locator(".cg-tools > *:visible").evaluate_all(
        "(all) => all.map((one) => one.getBoundingClientRect()).map(({ left, top, right, bottom }) => [left, top, right, bottom])"
    )
    stage = fresh.locator(".cg-stage").bounding_box()
    fresh.set_viewport_size({"width": 1280, "height": 800})
    assert len(boxes) == 3
    for index, (left, top, right, bottom) in enumerate(boxes):
        assert stage["x"] <= left < right <= stage["x"] + stage["width"], boxes
        assert not [other for other in boxes[index + 1 :] if left < other[2] and other[0] < right and top < other[3] and other[1] < bottom]


def test_tools_that_find_no_room_are_behind_one_button(fresh: Any) -> None:
    """On a phone, link, picture and keys are offered by a button for more."""
    fresh.set_viewport_size({"width": 390, "height": 844})
    assert not fresh.get_by_role("button", name="Save as a picture").is_visible()
    fresh.get_by_role("button", name="More tools").click()
    dialog = fresh.get_by_role("dialog", name="More tools")
    assert dialog.get_by_role("button").all_inner_texts() == ["", "Copy link", "Save as a picture", "Keys"]
    dialog.get_by_role("button", name="Keys").click()
    assert fresh.get_by_role("dialog", name="Keys").get_by_text("find a concept").is_visible()
    fresh.get_by_role("dialog", name="Keys").get_by_role("button", name="Close").click()
    fresh.wait_for_selector("dialog", state="detached")
    fresh.set_viewport_size({"width": 1280, "height": 800})
    assert not fresh.get_by_role("button", name="More tools").is_visible()


@pytest.mark.parametrize("fragment", ["#cg-list", "#cg-adam"])
def test_an_address_unfolds_the_list(fresh: Any, fragment: str) -> None:
    """An address of the list, or of a row, opens the list there, while the map stays as it is."""
    fresh.evaluate("() => { document.querySelector('.cg-outline').open = false; }")
    before = fresh.evaluate("conceptgraph.state()")
    fresh.evaluate("(fragment) => { location.hash = fragment; }", fragment)
    fresh.wait_for_function("document.querySelector('.cg-outline').open")
    fresh.wait_for_function(f"document.querySelector('{fragment}').getBoundingClientRect().top < innerHeight")
    assert fresh.evaluate("conceptgraph.state()") == before
    fresh.evaluate("() => { document.querySelector('.cg-outline').open = false; scrollTo(0, 0); }")
