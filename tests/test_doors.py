"""Doors: built-ins, and what really installed packages add to them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from conceptgraph.doors import DoorError, pick, with_plugins

GROUP = "conceptgraph.tests"
BUILT_INS = {"wood": "a door of wood", "glass": "a door of glass"}


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A function that installs a package as an installer does: a module and a dist-info on the path."""

    def add(package: str, *points: str, module: str = "iron = 'a door of iron'\n") -> None:
        (tmp_path / f"{package}.py").write_text(module, encoding="utf-8")
        info = tmp_path / f"{package}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n", encoding="utf-8")
        (info / "entry_points.txt").write_text("\n".join([f"[{GROUP}]", *points, ""]), encoding="utf-8")
        monkeypatch.syspath_prepend(tmp_path)

    return add


def door() -> Mapping[str, str]:
    return with_plugins(BUILT_INS, group=GROUP)


def test_built_ins_are_sorted_by_name() -> None:
    """With nothing installed they are all there is."""
    assert list(door().items()) == [("glass", "a door of glass"), ("wood", "a door of wood")]


def test_an_installed_package_adds_its_object(install: Any) -> None:
    """Loaded from its entry point, and sorted in."""
    install("door_of_iron", "iron = door_of_iron:iron")
    assert list(door().items()) == [("glass", "a door of glass"), ("iron", "a door of iron"), ("wood", "a door of wood")]


def test_other_groups_are_left_alone(install: Any) -> None:
    """What stands behind one door stands behind no other, and is not even imported."""
    install("door_elsewhere", "iron = door_elsewhere:iron", module="raise RuntimeError('imported')\n")
    assert with_plugins(BUILT_INS, group="conceptgraph.others") == BUILT_INS


def test_the_name_of_a_built_in_is_taken(install: Any) -> None:
    """Nobody replaces it unseen."""
    install("door_of_oak", "wood = door_of_oak:iron")
    with pytest.raises(DoorError, match=rf"^'door_of_oak:iron' adds 'wood' to '{GROUP}', but that name is taken; rename it there$"):
        door()


def test_two_packages_cannot_share_a_name(install: Any) -> None:
    """The second by its value is told, however the disk lists them."""
    install("door_b", "iron = door_b:iron")
    install("door_a", "iron = door_a:iron")
    with pytest.raises(DoorError, match=r"^'door_b:iron' adds 'iron'"):
        door()


@pytest.mark.parametrize(
    ("package", "value", "cause"),
    [
        ("door_astray", "door_nowhere:iron", ModuleNotFoundError),
        ("door_ajar", "door_ajar:steel", AttributeError),
    ],
    ids=["no such module", "no such object"],
)
def test_what_does_not_load_is_named(install: Any, package: str, value: str, cause: type[Exception]) -> None:
    """With the entry point and the cause."""
    install(package, f"iron = {value}")
    with pytest.raises(DoorError, match=rf"^'iron' of '{GROUP}' does not load from '{value}': ") as caught:
        door()
    assert type(caught.value.__cause__) is cause


def test_a_door_is_read_only() -> None:
    """And the built-ins it was made of are not touched by it."""
    with pytest.raises(TypeError):
        door()["iron"] = "a door of iron"  # type: ignore[index]


def test_one_is_picked_by_its_exact_name() -> None:
    """A name in another case is only the nearest."""
    assert pick(BUILT_INS, "wood", kind="door") == "a door of wood"
    with pytest.raises(LookupError, match=r"^unknown door 'Wood'; did you mean 'wood'\?; there are glass, wood$"):
        pick(BUILT_INS, "Wood", kind="door")
