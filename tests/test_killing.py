"""A build that is killed leaves the old graph or the new one, and a cache that serves the next build as if nothing had been."""

import hashlib
import os
import pickle
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from handmade import entry_of, without_keys

from conceptgraph.cache import Cache
from conceptgraph.exporters.json import export_json
from conceptgraph.pipeline import build

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system kills otherwise")

OUR_GLOSSARY = Path(__file__).parents[1] / "glossary"
#: The same glossary with one text changed back and forth, so that every build has something to write.
CHANGED = "vector.md"
WORDS = ("A vector is a list of numbers.", "A vector is an arrow that has a length and a direction.")

#: Kills its own process at the n-th time that Python opens, makes, renames or deletes something in the watched folder.
KILLED_AT = """
import os, signal, sys
watched, left = sys.argv[1], int(sys.argv[2])
del sys.argv[1:3]
def count(event, args):
    global left
    if event in ("open", "os.mkdir", "os.rename", "os.remove", "sqlite3.connect") and any(watched in str(one) for one in args[:2]):
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(count)
from conceptgraph.cli.app import main
main()
"""


@dataclass(frozen=True, kw_only=True)
class Desk:
    """A glossary, the graph that builds of it write, the folder of their cache, and what both versions should give."""

    folder: Path
    graph: Path
    cache: Path
    expected: tuple[bytes, ...] = field(default=())

    def command(self, *python: str) -> list[str]:
        program = python or ("-m", "conceptgraph")
        return [sys.executable, *program, "build", str(self.folder), "-o", str(self.graph)]

    def environment(self) -> dict[str, str]:
        return os.environ | {"CONCEPTGRAPH_CACHE": str(self.cache)}

    def turn(self, version: int) -> None:
        """Write one of the two versions of the text that changes."""
        (self.folder / CHANGED).write_text(f"# vector\n\n{WORDS[version]}\n", encoding="utf-8")

    def build(self) -> bytes:
        """The graph of a build that nobody kills."""
        done = subprocess.run(self.command(), env=self.environment(), capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert "Traceback" not in done.stderr
        return self.graph.read_bytes()

    def build_here(self, cache: Cache | None = None) -> bytes:
        """The same in this process."""
        return export_json(build(self.folder, cache=cache).graph).encode("utf-8")

    def file(self) -> Path:
        """The file of the cache."""
        return next(self.cache.glob("*.sqlite"))

    def start(self, *python: str) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            self.command(*python), env=self.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Forty entries, and the graphs that both versions of them give without a cache."""
    place = tmp_path_factory.mktemp("killing")
    folder = place / "glossary"
    folder.mkdir()
    for file in sorted(OUR_GLOSSARY.glob("[a-f]*.md"))[:40]:
        text = without_keys(file.read_text(encoding="utf-8"), "requires", "related", "contrast", "not_requires")
        (folder / file.name).write_text(text, encoding="utf-8")
    (place / "out").mkdir()
    made = Desk(folder=folder, graph=place / "out" / "graph.json", cache=place / "cache")
    expected = []
    for version in (0, 1):
        made.turn(version)
        expected.append(made.build_here())
    assert expected[0] != expected[1]
    return Desk(folder=folder, graph=made.graph, cache=made.cache, expected=tuple(expected))


@pytest.fixture
def kept(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Cache:
    """The cache after a build of the first version."""
    monkeypatch.setenv("CONCEPTGRAPH_CACHE", str(desk.cache))
    shutil.rmtree(desk.cache, ignore_errors=True)
    desk.turn(0)
    cache = Cache.of(desk.folder)
    assert desk.build_here(cache) == desk.expected[0]
    return cache


def check_graph(desk: Desk) -> None:
    """The graph is one of the two that builds give, and whatever else lies beside it passes for no output."""
    assert desk.graph.read_bytes() in desk.expected
    others = [file for file in desk.graph.parent.iterdir() if file != desk.graph]
    assert all(file.name.startswith(".") and file.suffix == ".part" for file in others), others


def kill_at_touches(desk: Desk, touches: int) -> None:
    """Builds that are killed at each of the first touches of the output's folder and of the cache's, and a whole one now and then."""
    desk.build()
    for touch in range(touches):
        for watched in (desk.graph.parent, desk.cache):
            desk.turn(touch % 2)
            desk.start("-c", KILLED_AT, str(watched), str(touch)).wait()
            check_graph(desk)
        if touch % 2:
            assert desk.build() == desk.expected[1]


def kill_at_times(desk: Desk, count: int, *, seed: int) -> None:
    """Builds that are killed after a random while, from before their first read to their last write."""
    rng = random.Random(seed)
    begun = time.perf_counter()
    desk.build()
    whole = time.perf_counter() - begun
    for number in range(count):
        desk.turn(number % 2)
        process = desk.start()
        time.sleep(whole * rng.uniform(0.4, 1.1))
        process.send_signal(signal.SIGKILL)
        process.wait()
        check_graph(desk)
    assert desk.build() == desk.expected[(count - 1) % 2]


def test_a_build_killed_at_a_touch_of_a_file_leaves_all_whole(desk: Desk) -> None:
    """Before a file is opened, replaced or deleted, in the output's folder and in the cache's."""
    kill_at_touches(desk, 4)


def test_a_build_killed_after_any_while_leaves_all_whole(desk: Desk) -> None:
    """Also in the middle of a write."""
    kill_at_times(desk, 7, seed=1)


def test_what_a_killed_build_left_is_swept_by_the_next(desk: Desk) -> None:
    """Killed between the last byte and the rename, it leaves a part; a part of a process that lives stays."""
    desk.build()
    living = desk.graph.with_name(f".{desk.graph.name}.{os.getpid()}.part")
    touch = 0
    while not (left := [file for file in desk.graph.parent.iterdir() if file.suffix == ".part"]):
        assert touch < 20, "no kill leaves a part"
        desk.turn(touch % 2)
        desk.start("-c", KILLED_AT, str(desk.graph.parent), str(touch)).wait()
        touch += 1
    assert len(left) == 1
    living.write_text("in the making", encoding="utf-8")
    desk.build()
    assert sorted(desk.graph.parent.iterdir()) == sorted((desk.graph, living))
    living.unlink()


@pytest.mark.long
def test_many_killed_builds_leave_all_whole(desk: Desk) -> None:
    """The same at many more moments."""
    kill_at_touches(desk, 25)
    kill_at_times(desk, 60, seed=2)


NOISE = random.Random(1).randbytes(50_000)
DAMAGES = {
    "empty": lambda _: b"",
    "cut": lambda data: data[: len(data) // 2],
    "zeros": lambda data: b"\0" * len(data),
    "noise": lambda _: NOISE,
    "no database": lambda data: data[:100] + NOISE,
    "text": lambda _: b"not a cache\n",
}  # fmt: skip


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_cache_changes_no_byte(desk: Desk, kept: Cache, name: str) -> None:
    """It is made anew, whatever is in it."""
    desk.file().write_bytes(DAMAGES[name](desk.file().read_bytes()))
    assert desk.build_here(kept) == desk.expected[0]
    with closing(sqlite3.connect(desk.file())) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("SELECT count(*) FROM kept").fetchone() > (40,)


@pytest.mark.parametrize("share", [0.00001, 0.0001, 0.001, 0.01])
def test_a_cache_with_flipped_bits_changes_no_byte(desk: Desk, kept: Cache, share: float) -> None:
    """Neither in its pages nor in the values it keeps."""
    rng = random.Random(2)
    for _ in range(3):
        data = bytearray(desk.file().read_bytes())
        for place in rng.sample(range(100, len(data)), max(1, int(len(data) * share))):
            data[place] ^= 1 << rng.randrange(8)
        desk.file().write_bytes(data)
        assert desk.build_here(kept) == desk.expected[0]
        # A build that finds damage only as it writes keeps nothing; the next one does.
        assert desk.build_here(kept) == desk.expected[0]


def test_values_that_are_not_what_was_kept_are_no_values(desk: Desk, kept: Cache) -> None:
    """Values under each other's keys, foreign bytes and foreign objects, each with the checksum of what it is."""
    foreign = [b"", b"x", pickle.dumps(Path), pickle.dumps(1), pickle.dumps((1, 2)), pickle.dumps({"a": print})]
    with closing(sqlite3.connect(desk.file())) as connection:
        rows = connection.execute("SELECT key, value FROM kept ORDER BY key").fetchall()
        for (key, _), (_, other) in zip(rows[::2], rows[1::2], strict=False):
            connection.execute("UPDATE kept SET value = ? WHERE key = ?", (other, key))
        connection.commit()
    assert desk.build_here(kept) == desk.expected[0]
    with closing(sqlite3.connect(desk.file())) as connection:
        keys = [key for (key,) in connection.execute("SELECT key FROM kept ORDER BY key")]
        for number, key in enumerate(keys):
            data = foreign[number % len(foreign)]
            connection.execute("UPDATE kept SET value = ? WHERE key = ?", (hashlib.blake2b(data, digest_size=8).digest() + data, key))
        connection.commit()
    assert desk.build_here(kept) == desk.expected[0]


def test_a_deleted_cache_changes_no_byte(desk: Desk, kept: Cache) -> None:
    """The next build makes a new one."""
    shutil.rmtree(desk.cache)
    assert desk.build_here(kept) == desk.expected[0]
    assert desk.file().is_file()


def test_a_cache_that_cannot_be_written_changes_no_byte(desk: Desk, tmp_path: Path) -> None:
    """Everything is computed then, and nobody is troubled: a folder where the file should be, a file where the folder should."""
    desk.turn(0)
    (tmp_path / "file").write_text("in the way")
    (tmp_path / "folder.sqlite").mkdir()
    assert desk.build_here(Cache(tmp_path / "file" / "x.sqlite")) == desk.expected[0]
    assert desk.build_here(Cache(tmp_path / "folder.sqlite")) == desk.expected[0]


def test_builds_at_once_share_a_cache(desk: Desk, tmp_path: Path) -> None:
    """Each writes what it would write alone."""
    shutil.rmtree(desk.cache, ignore_errors=True)
    desk.turn(1)
    outs = [tmp_path / f"{number}.json" for number in range(3)]
    commands = [[*desk.command()[:-1], str(out)] for out in outs]
    started = [subprocess.Popen(command, env=desk.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) for command in commands]
    ended = [process.communicate()[1] for process in started]
    assert [process.returncode for process in started] == [0] * len(outs), ended
    assert {out.read_bytes() for out in outs} == {desk.expected[1]}
    assert desk.build() == desk.expected[1]


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks into /proc")
def test_the_processes_of_a_killed_build_end_with_it(tmp_path: Path) -> None:
    """Nobody is left to read for a build that is gone."""
    for number in range(600):
        text = f"# word {number}\n\nWord {number} stands before word {number + 1} and behind word {number - 1}.\n"
        (tmp_path / entry_of(text).path).write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "conceptgraph", "build", str(tmp_path), "-o", str(tmp_path / "graph.json"), "--jobs", "2"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, env=os.environ | {"CONCEPTGRAPH_CACHE": "off"}, start_new_session=True, **quiet)
    assert wait_until(lambda: len(members(process.pid)) > 3 or process.poll() is not None), "it never spread its work"
    assert process.poll() is None
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert wait_until(lambda: not members(process.pid)), members(process.pid)


def members(session: int) -> list[int]:
    """The living processes of a session."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                state, _, _, of = (folder / "stat").read_text().rpartition(")")[2].split()[:4]
            except OSError:
                continue
            if int(of) == session and state != "Z":
                found.append(int(folder.name))
    return found


def wait_until(holds: Callable[[], bool], *, seconds: float = 30) -> bool:
    """Whether something comes true within a while."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.02)
    return False
