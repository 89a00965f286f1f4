"""The oracle in short: random edits, and whether the oracle would see what it is there for. `nox -s oracle` plays for longer."""

import json
import os
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from oracle import Desk, compare, normal_index, plan
from oracle_world import EDITS, first_world

#: Rounds that are played here; in CI the same each time, elsewhere new ones. A failure shows its seed.
SEED = int(os.environ.get("CONCEPTGRAPH_ORACLE_SEED", "7" if os.environ.get("CI") == "true" else random.SystemRandom().randrange(100_000)))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Both building processes, each with a hash seed of its own."""
    desk = Desk(tmp_path_factory.mktemp("oracle") / "project", seeds=(SEED % 1000, SEED % 1000 + 1))
    yield desk
    desk.close()


def test_builds_after_edits_equal_builds_from_nothing(desk: Desk) -> None:
    """Byte for byte, for html and dirhtml on the same doctrees, by one process or two, whatever the hash seed."""
    steps = plan(SEED, 5)
    failure = desk.play(SEED, steps)
    assert failure is None, desk.show(SEED, *desk.shorten(SEED, steps, failure))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system kills otherwise")
def test_builds_after_killed_ones_equal_builds_from_nothing(desk: Desk) -> None:
    """Whatever a build was doing when it was killed: reading, writing a page, or one of our files."""
    steps = plan(SEED, 3, kill=True)
    failure = desk.play(SEED, steps)
    assert failure is None, desk.show(SEED, *desk.shorten(SEED, steps, failure))


@pytest.mark.parametrize(("sabotage", "first"), [("none", 9), ("shared", 4)])
def test_the_oracle_sees_broken_fingerprints(desk: Desk, monkeypatch: pytest.MonkeyPatch, sabotage: str, first: int) -> None:
    """Without fingerprints, and with those of one builder taken for another's, a round fails, and few of its edits are needed."""
    monkeypatch.setattr(desk, "sabotage", sabotage)
    played = ((seed, plan(seed, 4)) for seed in range(first, first + 10))  # from one whose first edits are seen
    seed, steps, failure = next((seed, steps, failure) for seed, steps in played if (failure := desk.play(seed, steps)) is not None)
    kept, again = desk.shorten(seed, steps, failure)
    assert "is stale" in again.told
    assert len(kept) <= 2
    assert f"seed {seed}" in desk.show(seed, kept, again)


@pytest.mark.parametrize("name", EDITS)
def test_each_edit_edits(name: str) -> None:
    """Within some tries every edit changes files, and it does the same each time it has the same generator."""
    found = set()
    for seed in range(30):
        world = first_world(random.Random(seed))
        edited = EDITS[name](world, random.Random(seed))
        assert edited == EDITS[name](world, random.Random(seed))
        found.add(edited.files() == world.files())
    assert False in found


def test_edits_can_be_played_in_any_order() -> None:
    """Also on worlds that have lost all entries."""
    for seed in range(50):
        chance = random.Random(seed)
        world = first_world(chance)
        for _ in range(40):
            world = EDITS[chance.choice([*sorted(EDITS), *["delete"] * 10])](world, chance)
            assert world.files()


def test_a_plan_follows_from_its_seed() -> None:
    """The seed that a failure shows is all that is needed to see it again."""
    assert plan(5, 6) == plan(5, 6)
    assert plan(5, 6) != plan(6, 6)


def site(folder: Path, **files: bytes) -> Path:
    """A folder with a search index and these files."""
    folder.mkdir()
    (folder / "searchindex.js").write_bytes(b'Search.setIndex({"docnames":[],"terms":{},"titleterms":{},"alltitles":{},"indexentries":{}})')
    for name, text in files.items():
        (folder / name.replace("__", ".")).write_bytes(text)
    return folder


def test_what_is_stale_missing_or_left_behind_is_told(tmp_path: Path) -> None:
    """Pages of entries that are gone may be left, as Sphinx leaves them; redirects and files of ours may not."""
    stub = b'<meta name="generator" content="conceptgraph redirect">'
    built = site(tmp_path / "built", same=b"same", stale=b"old word", gone__html=b"a page", left=b"data", stub__html=stub)
    told = compare(built, site(tmp_path / "clean", same=b"same", stale=b"old words", new=b"new")).split("\n")
    assert [line.split()[0] for line in told] == ["new", "stale", "left", "stub.html"]
    assert "at 8: 'old word' should be 'old words'" in told[1]


def test_search_indexes_are_compared_by_what_they_say() -> None:
    """Numbers of pages and words without a page say nothing."""
    one: dict[str, Any] = {"docnames": ["a", "b"], "terms": {"word": 1, "left": []}, "titleterms": {}}
    other: dict[str, Any] = {"docnames": ["b", "a"], "terms": {"word": [0]}, "titleterms": {}}
    tables: dict[str, Any] = {"alltitles": {}, "indexentries": {"name": [[0, "", True]]}}
    script = [b"Search.setIndex(%s)" % json.dumps(index | tables).encode() for index in (one, other)]
    assert json.loads(normal_index(script[0]))["terms"] == json.loads(normal_index(script[1]))["terms"] == {"word": ["b"]}
    assert json.loads(normal_index(script[0]))["indexentries"] != json.loads(normal_index(script[1]))["indexentries"]
