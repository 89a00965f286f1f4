"""The inputs that fuzzing grew or broke on, each through its target; no fuzzer is needed for that."""

import importlib.util
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

FUZZ = Path(__file__).parent.parent / "fuzz"
TARGETS = ("cues", "front_matter", "labels", "markdown")


def load(name: str) -> Callable[[bytes], None]:
    """The target function of a module of fuzz/, which is no package."""
    spec = importlib.util.spec_from_file_location(f"fuzz_{name}", FUZZ / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    function: Callable[[bytes], None] = module.target
    return function


@pytest.mark.parametrize("name", TARGETS)
def test_no_input_of_the_corpus_breaks_its_target(name: str) -> None:
    """Whatever was found once is tried for ever."""
    target = load(name)
    inputs = sorted((FUZZ / "corpus" / name).iterdir())
    assert len(inputs) > 10
    for file in inputs:
        try:
            target(file.read_bytes())
        except Exception as error:
            raise AssertionError(f"{file.relative_to(FUZZ)}: {error!r}") from error


def test_every_target_has_its_corpus_and_is_tried() -> None:
    """A new target without inputs would be fuzzed from nothing, and never by the tests."""
    modules = {file.stem for file in FUZZ.glob("*.py")} - {"run"}
    assert modules == set(TARGETS) == {folder.name for folder in (FUZZ / "corpus").iterdir()}


@pytest.mark.parametrize("name", TARGETS)
def test_any_bytes_pass_every_target(name: str) -> None:
    """What the fuzzer does for hours, for a moment."""
    target = load(name)
    check = given(st.one_of(st.binary(max_size=80), st.text(max_size=60).map(str.encode)))(example(b"")(target))
    check()


def test_the_corpus_stays_small() -> None:
    """It is read at each test run, and kept in the repository for ever."""
    files = [file for file in (FUZZ / "corpus").rglob("*") if file.is_file()]
    assert len(files) < 1200
    assert sum(file.stat().st_size for file in files) < 500_000
