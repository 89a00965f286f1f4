"""What need not be computed twice: results that follow from their key alone, kept in one SQLite file a glossary.

A cache is never needed and never trusted: a value whose checksum does not fit is no value, a file that is no database is
made anew, and where nothing can be read or written, everything is computed. Values are pickled, and read back by a reader
that makes nothing but this package's frozen data and plain containers. Processes may share a file; each writes in one
transaction, and one that is killed leaves what was there before.

The folder is the user's cache folder, or what the environment variable `CONCEPTGRAPH_CACHE` names; "off" there keeps nothing.
"""

import hashlib
import io
import os
import pickle
import sqlite3
import sys
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import fields, is_dataclass
from functools import cache
from importlib import import_module
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from platformdirs import user_cache_path

import conceptgraph
from conceptgraph.settings import CACHE_VERSION

T = TypeVar("T")

VARIABLE = "CONCEPTGRAPH_CACHE"
#: A file that grows beyond this many bytes loses what was used longest ago, down to half of them.
LARGEST = 1 << 28
#: A file that no build has written for so many days is deleted by the next build that makes a new one.
FORGOTTEN = 90
#: How many seconds a build waits for another that is writing; then it goes on without.
PATIENCE = 10.0

_DAY = 86_400
_CHECKSUM = 8
_KEY = 16
_BATCH = 500
#: What a kept value may be made of besides this package's data classes.
_PLAIN = frozenset((
    ("array", "_array_reconstructor"), ("array", "array"), ("builtins", "frozenset"), ("builtins", "set"), ("datetime", "date"),
    ("datetime", "datetime"), ("datetime", "time"), ("datetime", "timedelta"), ("datetime", "timezone"),
    (__name__, "_fill"), (__name__, "_new"), (__name__, "_read_only"),
))  # fmt: skip


def digest_of(*parts: object) -> bytes:
    """A key that differs wherever one of the parts does; bytes count as they are, all else by its `str`."""
    texts = [part if isinstance(part, bytes) else str(part).encode("utf-8", "surrogatepass") for part in parts]
    sizes = ",".join(map(str, map(len, texts))).encode()
    return hashlib.blake2b(b"".join((sizes, b":", *texts)), digest_size=_KEY).digest()


@cache
def engine_stamp() -> bytes:
    """Changes whenever a file of the package or the interpreter does: no build uses what other code has kept."""
    package = os.path.dirname(conceptgraph.__file__)  # noqa: PTH120 - two hundred files at every start: plain strings are faster
    files = []
    for folder, _, names in os.walk(package):
        for name in names:
            if not name.endswith(".pyc"):
                stat = os.stat(f"{folder}/{name}")  # noqa: PTH116
                files.append((folder.removeprefix(package), name, stat.st_size, stat.st_mtime_ns))
    return digest_of(CACHE_VERSION, conceptgraph.__version__, sys.version, sorted(files))


class Cache:
    """Kept results of one glossary; its methods do what they can, and raise nothing for a file that cannot be used."""

    def __init__(self, file: Path | None = None) -> None:
        """A cache in a file; without one, nothing is kept."""
        self.file = file

    @classmethod
    def of(cls, folder: Path) -> "Cache":
        """The cache of the glossary in a folder."""
        root = cache_folder()
        if root is None:
            return cls()
        place = folder.resolve()
        return cls(root / f"{place.name or 'glossary'}-{digest_of(os.fsencode(place)).hex()[:16]}.sqlite")

    def recall(self, kind: str, keys: Collection[bytes]) -> dict[bytes, Any]:
        """The values kept under these keys; those that are missing or damaged are not among them."""
        if not keys or not self._exists():
            return {}
        return self._attempt(lambda connection: _recall(connection, kind, keys)) or {}

    def keep(self, kind: str, values: Mapping[bytes, Any], *, used: Collection[bytes] = ()) -> None:
        """Keep values under keys, and note that those under other keys were of use."""
        if self.file is None or not (values or used):
            return
        if not self._exists():
            with suppress(OSError):
                self.file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                _forget(self.file.parent)
        self._attempt(lambda connection: _keep(connection, kind, values, used))

    def _exists(self) -> bool:
        # Python's own `is_file` raises for a folder that may not be entered.
        return self.file is not None and os.path.isfile(self.file)  # noqa: PTH113

    def _attempt(self, work: Callable[[sqlite3.Connection], T]) -> T | None:
        """What the work gives, or None where the file does not allow it; one that is damaged is deleted."""
        if self.file is None:
            return None
        try:
            with closing(_connect(self.file)) as connection:
                return work(connection)
        except sqlite3.OperationalError:
            # Another build writes for very long, the disk is full, or the folder may not be written: go on without.
            return None
        except (sqlite3.Error, UnicodeError, OverflowError):
            # SQLite's own messages about a damaged file need not be texts.
            with suppress(OSError):
                self.file.unlink()
            return None


def cache_folder() -> Path | None:
    """Where caches are kept, or None where the user wants none."""
    named = os.environ.get(VARIABLE, "")
    if named == "off":
        return None
    return Path(named) if named else user_cache_path("conceptgraph", appauthor=False)


def dumps(value: object) -> bytes:
    """A value as bytes that `loads` reads; read-only mappings, which pickle refuses, travel as what they are."""
    out = io.BytesIO()
    _Writer(out, protocol=5).dump(value)
    return out.getvalue()


def loads(data: bytes) -> Any:
    """The value in such bytes.

    Raises:
        pickle.UnpicklingError: they would make something else than data of this package.
    """
    return _Reader(io.BytesIO(data)).load()


def _read_only(values: dict[Any, Any]) -> Mapping[Any, Any]:
    return MappingProxyType(values)


def _new(kind: type) -> object:
    return object.__new__(kind)


def _fill(data: object, values: tuple[Any, ...]) -> None:
    """Give frozen data its values: what dataclasses do themselves in five times the time."""
    kind: Any = type(data)
    for setter, value in zip(_setters(kind), values, strict=True):
        setter(data, value)


@cache
def _setters(kind: Any) -> tuple[Callable[[object, Any], None], ...]:
    return tuple(getattr(kind, field.name).__set__ for field in fields(kind))


class _Writer(pickle.Pickler):
    def reducer_override(self, obj: Any) -> Any:
        if isinstance(obj, MappingProxyType):
            return _read_only, (dict(obj),)
        if is_dataclass(obj) and not isinstance(obj, type) and "__slots__" in vars(type(obj)):
            return _new, (type(obj),), tuple(getattr(obj, field.name) for field in fields(obj)), None, None, _fill
        return NotImplemented


class _Reader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        return _find_kept(module, name)


@cache
def _find_kept(module: str, name: str) -> Any:
    """What a kept value may be made of.

    Raises:
        pickle.UnpicklingError: it is anything else.
    """
    if (module, name) in _PLAIN:
        return getattr(import_module(module), name)
    if module.startswith("conceptgraph.") and "." not in name:
        found = getattr(import_module(module), name)
        if isinstance(found, type) and is_dataclass(found):
            return found
    raise pickle.UnpicklingError(f"{module}.{name} is no kept data")


def _connect(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, timeout=PATIENCE)
    # What is lost with the machine's power is computed again.
    connection.execute("PRAGMA synchronous = OFF")
    return connection


def _recall(connection: sqlite3.Connection, kind: str, keys: Collection[bytes]) -> dict[bytes, Any]:
    by_stamped = {_stamped(kind, key): key for key in keys}
    found: dict[bytes, Any] = {}
    for stamped, blob in _select(connection, tuple(by_stamped)):
        # A damaged file answers with rows that nobody asked for.
        if stamped not in by_stamped or not isinstance(blob, bytes):
            continue
        payload = blob[_CHECKSUM:]
        if blob[:_CHECKSUM] == _checksum(stamped, payload):
            with suppress(pickle.UnpicklingError, AttributeError, ImportError, TypeError, ValueError):
                found[by_stamped[stamped]] = loads(payload)
    return found


def _select(connection: sqlite3.Connection, stamped: tuple[bytes, ...]) -> Iterator[tuple[bytes, bytes]]:
    rest = iter(stamped)
    while batch := tuple(islice(rest, _BATCH)):
        marks = ",".join("?" * len(batch))
        try:
            yield from connection.execute(f"SELECT key, value FROM kept WHERE key IN ({marks})", batch)  # noqa: S608 - only marks
        except sqlite3.OperationalError as error:
            if "no such table" in str(error):
                return
            raise


def _keep(connection: sqlite3.Connection, kind: str, values: Mapping[bytes, Any], used: Collection[bytes]) -> None:
    today = int(time.time()) // _DAY
    connection.execute("CREATE TABLE IF NOT EXISTS kept (key BLOB PRIMARY KEY, used INTEGER NOT NULL, value BLOB NOT NULL)")
    rows = ((stamped := _stamped(kind, key), today, _checksum(stamped, data := dumps(value)) + data) for key, value in values.items())
    connection.executemany("INSERT OR REPLACE INTO kept (key, used, value) VALUES (?, ?, ?)", rows)
    if connection.execute("SELECT 1 FROM kept WHERE used < ? LIMIT 1", (today,)).fetchone():
        connection.executemany("UPDATE kept SET used = ? WHERE key = ?", ((today, _stamped(kind, key)) for key in used))
    connection.commit()
    _shrink(connection)


def _shrink(connection: sqlite3.Connection) -> None:
    """Keep the file within its bound: what was used longest ago goes first."""
    size = _pragma(connection, "page_count") * _pragma(connection, "page_size")
    if size <= LARGEST:
        return
    rows = connection.execute("SELECT key, length(value) FROM kept ORDER BY used DESC, key").fetchall()
    total, gone = 0, []
    for key, length in rows:
        total += length
        if total > LARGEST // 2:
            gone.append((key,))
    connection.executemany("DELETE FROM kept WHERE key = ?", gone)
    connection.commit()
    connection.execute("VACUUM")


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def _forget(folder: Path) -> None:
    """Delete the files of glossaries that nobody builds any more."""
    oldest = time.time() - FORGOTTEN * _DAY
    for file in folder.glob("*.sqlite"):
        with suppress(OSError):
            if file.stat().st_mtime < oldest:
                file.unlink()


def _stamped(kind: str, key: bytes) -> bytes:
    return _stamp(kind) + key


@cache
def _stamp(kind: str) -> bytes:
    return digest_of(engine_stamp(), kind)


def _checksum(stamped: bytes, data: bytes) -> bytes:
    """A value's checksum, which no other key's value has."""
    return hashlib.blake2b(stamped + data, digest_size=_CHECKSUM).digest()
