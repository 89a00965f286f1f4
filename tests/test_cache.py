"""What is kept: found again under its key, never believed when damaged, and never needed."""

import datetime as dt
import pickle
import sqlite3
from array import array
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conceptgraph import cache as caching
from conceptgraph.cache import Cache, cache_folder, digest_of, dumps, engine_stamp, loads
from conceptgraph.model import Entry, Evidence, Finding, Mention

SOURCE = {"deck": "x", "when": dt.date(2020, 1, 2)}
ENTRY = Entry(id="a", term="A", path="a.md", silence=MappingProxyType({"stub": "later"}), source=SOURCE)
FINDING = Finding(code="c", severity="error", message="m")
VALUES = [ENTRY, (None, (FINDING,)), array("I", [1, 2]), frozenset({"a"}), {"k": (1, 2.5, "ü")}, ()]


def bytes_of(cache: Cache) -> bytes:
    assert cache.file is not None
    return cache.file.read_bytes()


@pytest.fixture
def kept(tmp_path: Path) -> Cache:
    """A cache with one entry."""
    cache = Cache(tmp_path / "deep" / "kept.sqlite")
    cache.keep("entry", {b"k": ENTRY})
    return cache


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_values_come_back(tmp_path: Path, value: object) -> None:
    """What is kept is found again, equal and of the same types."""
    cache = Cache(tmp_path / "kept.sqlite")
    cache.keep("some", {b"k": value})
    assert cache.recall("some", [b"k", b"other"]) == {b"k": value}
    assert repr(loads(dumps(value))) == repr(value)


def test_kinds_are_apart(kept: Cache) -> None:
    """One key may stand for different results of different kinds."""
    assert kept.recall("reading", [b"k"]) == {}
    assert kept.recall("entry", [b"k"]) == {b"k": ENTRY}


def test_other_code_finds_nothing(kept: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    """A changed file of the package makes everything be computed anew."""
    monkeypatch.setattr(caching, "_stamp", lambda _kind: b"other")
    assert kept.recall("entry", [b"k"]) == {}


def test_the_stamp_follows_the_package(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Another size or time of any file of the package is another stamp; a compiled file is none of it."""
    (tmp_path / "__init__.py").write_text("")
    monkeypatch.setattr(caching.conceptgraph, "__file__", str(tmp_path / "__init__.py"))
    stamps = []
    for name, text in (("a.py", "1"), ("a.py", "12"), ("b.json", "{}"), ("c.pyc", "x")):
        (tmp_path / name).write_text(text)
        stamps.append(engine_stamp.__wrapped__())
    assert len(set(stamps)) == 3
    assert stamps[2] == stamps[3]


@pytest.mark.parametrize("where", [0, 30, 100, 4000, -200, -1])
@pytest.mark.parametrize("how", ["cut", "flipped", "zeros", "text"])
def test_damage_is_no_value(kept: Cache, where: int, how: str) -> None:
    """Whatever happens to the file, what comes out is what was put in or nothing, and it can be used again."""
    assert kept.file is not None
    kept.keep("entry", {b"%d" % number: ENTRY for number in range(200)})
    data = bytearray(bytes_of(kept))
    if how == "cut":
        data = data[:where]
    elif how == "flipped":
        data[where] ^= 0xFF
    elif how == "zeros":
        data[where : where + 400] = bytes(len(data[where : where + 400]))
    else:
        data = bytearray(b"this is no database\n" * 20)
    kept.file.write_bytes(bytes(data))
    keys = [b"k", *(b"%d" % number for number in range(200))]
    assert set(map(repr, kept.recall("entry", keys).values())) <= {repr(ENTRY)}
    kept.keep("entry", {b"new": ENTRY})
    kept.keep("entry", {b"new": ENTRY})
    assert kept.recall("entry", [b"new"]) in ({b"new": ENTRY}, {})
    assert set(map(repr, kept.recall("entry", keys).values())) <= {repr(ENTRY)}


def test_a_wrong_checksum_is_no_value(kept: Cache) -> None:
    """A value that was changed inside a sound database is not believed."""
    assert kept.file is not None
    with sqlite3.connect(kept.file) as connection:
        connection.execute("UPDATE kept SET value = substr(value, 1, length(value) - 3) || x'000000'")
    connection.close()
    assert kept.recall("entry", [b"k"]) == {}


@pytest.mark.parametrize("value", [*map(pickle.dumps, (print, Path("x"), pickle.Unpickler)), b"cos\nsystem\n(S'true'\ntR."])
def test_only_data_is_made(value: bytes) -> None:
    """A pickle that would make anything but our data is refused."""
    with pytest.raises(pickle.UnpicklingError):
        loads(value)


def test_a_folder_in_the_way(tmp_path: Path) -> None:
    """Where no file can be, nothing is kept and nothing fails."""
    (tmp_path / "file").write_text("")
    for cache in (Cache(tmp_path), Cache(tmp_path / "file" / "kept.sqlite"), Cache()):
        cache.keep("entry", {b"k": ENTRY})
        assert cache.recall("entry", [b"k"]) == {}


def test_another_build_is_writing(kept: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that another build holds is not waited for forever; it keeps what it has."""
    monkeypatch.setattr(caching, "PATIENCE", 0.01)
    assert kept.file is not None
    other = sqlite3.connect(kept.file)
    other.execute("BEGIN EXCLUSIVE")
    kept.keep("entry", {b"l": ENTRY})
    assert kept.recall("entry", [b"k"]) == {}
    other.rollback()
    other.close()
    assert kept.recall("entry", [b"k", b"l"]) == {b"k": ENTRY}


def test_the_file_is_bounded(kept: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the bound what was used longest ago goes, and the file shrinks."""
    monkeypatch.setattr(caching, "LARGEST", 100_000)
    monkeypatch.setattr(caching.time, "time", lambda: 3e9)
    kept.keep("text", {b"%d" % number: "x" * 1000 for number in range(95)}, used=[])
    assert len(bytes_of(kept)) < 100_000
    assert kept.recall("entry", [b"k"]) == {}
    assert 20 < len(kept.recall("text", [b"%d" % number for number in range(95)])) < 95


def test_what_is_used_stays(kept: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    """A value that a build used is as young as one that it made."""
    monkeypatch.setattr(caching, "LARGEST", 100_000)
    monkeypatch.setattr(caching.time, "time", lambda: 3e9)
    kept.keep("text", {b"x": "y"}, used=[])
    kept.keep("entry", {}, used=[b"k"])
    monkeypatch.setattr(caching.time, "time", lambda: 3e9 + 1)
    with sqlite3.connect(kept.file or "") as connection:
        days = [day for (day,) in connection.execute("SELECT used FROM kept")]
    connection.close()
    assert set(days) == {int(3e9) // 86_400}


def test_forgotten_glossaries_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new file sweeps those that nobody has written for long."""
    old, young = Cache(tmp_path / "old.sqlite"), Cache(tmp_path / "young.sqlite")
    old.keep("entry", {b"k": ENTRY})
    now = caching.time.time()
    monkeypatch.setattr(caching.time, "time", lambda: now + 91 * 86_400)
    young.keep("entry", {b"k": ENTRY})
    assert [file.name for file in sorted(tmp_path.iterdir())] == ["young.sqlite"]


@pytest.mark.parametrize(("value", "found"), [("off", None), ("/some/where", Path("/some/where"))])
def test_the_user_decides_where(monkeypatch: pytest.MonkeyPatch, value: str, found: Path | None) -> None:
    """The environment variable names the folder, or turns the cache off."""
    monkeypatch.setenv("CONCEPTGRAPH_CACHE", value)
    assert cache_folder() == found
    assert (Cache.of(Path()).file is None) == (found is None)


def test_each_glossary_has_its_file(tmp_path: Path) -> None:
    """Two folders of one name do not share a file, and one folder has one from wherever it is named."""
    first, second = tmp_path / "a" / "glossary", tmp_path / "b" / "glossary"
    first.mkdir(parents=True)
    assert Cache.of(first).file != Cache.of(second).file
    assert Cache.of(first / ".." / "glossary").file == Cache.of(first).file


words = st.text(max_size=6)
mentions = st.builds(Mention, source=words, target=words, start=st.integers(0), end=st.integers(0), form=words, tier=st.just("exact"))
evidence = st.builds(Evidence, sentence=words, path=words, line=st.integers(0, 9))


leaves = mentions | evidence | words | st.none() | st.integers()


@given(st.recursive(leaves, lambda inner: st.tuples(inner, inner) | st.dictionaries(words, inner)))
def test_any_data_travels(value: Any) -> None:
    """Whatever is made of our data and plain containers comes back equal."""
    assert loads(dumps(value)) == value


@given(st.lists(st.text() | st.binary(), max_size=4), st.lists(st.text() | st.binary(), max_size=4))
def test_different_parts_are_different_keys(one: list[str | bytes], other: list[str | bytes]) -> None:
    """No two lists of parts share a key, wherever one part ends and the next begins."""
    as_bytes = [[part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part for part in parts] for parts in (one, other)]
    assert (digest_of(*one) == digest_of(*other)) == (as_bytes[0] == as_bytes[1])


def test_a_folder_that_may_not_be_entered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system refuses even to look, nothing is kept and nothing fails."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    cache = Cache(tmp_path / "kept.sqlite")
    monkeypatch.setattr(Path, "is_file", refuse)
    monkeypatch.setattr(Path, "exists", refuse)
    monkeypatch.setattr(Path, "mkdir", refuse)
    monkeypatch.setattr(caching.sqlite3, "connect", lambda *_, **__: (_ for _ in ()).throw(sqlite3.OperationalError("unable to open")))
    cache.keep("entry", {b"k": ENTRY})
    assert cache.recall("entry", [b"k"]) == {}
