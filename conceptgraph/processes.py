"""Work on many items, in this process or spread over several, with the same results in the same order."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from conceptgraph.cache import dumps, loads

T = TypeVar("T")
R = TypeVar("R")
S = TypeVar("S")

#: A process takes a second or two to start: fewer items than this are done here.
WORTHWHILE = 500
#: How many items travel at a time.
CHUNK = 100

_worker: Callable[[Any], Any] | None = None


def spread(make_worker: Callable[[S], Callable[[T], R]], shared: S, items: Sequence[T], *, jobs: int = 1) -> list[R]:
    """What a worker made of `shared` makes of each item, in the items' order.

    `make_worker` is a function of a module; it is called once in each process. With more than one job and many items,
    `shared`, items and results travel between processes, and have to be what `cache.dumps` takes.
    """
    if jobs <= 1 or len(items) < WORTHWHILE:
        worker = make_worker(shared)
        return [worker(item) for item in items]
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    chunks = [dumps(tuple(items[first : first + CHUNK])) for first in range(0, len(items), CHUNK)]
    # Spawned processes are alike on every system, and a fork of a process with threads (a progress bar) may hang.
    with ProcessPoolExecutor(
        min(jobs, len(chunks)), mp_context=get_context("spawn"), initializer=_start, initargs=(make_worker, dumps(shared))
    ) as pool:
        return [result for blob in pool.map(_run, chunks) for result in loads(blob)]


def _start(make_worker: Callable[[Any], Callable[[Any], Any]], shared: bytes) -> None:
    global _worker  # noqa: PLW0603 - the one thing a process of the pool has between its chunks
    _end_with_parent()
    _worker = make_worker(loads(shared))


def _end_with_parent() -> None:
    """Let this process end when the one that started it does: one that is killed cannot say so, and the pool waits for ever."""
    import os
    from multiprocessing import parent_process
    from threading import Thread

    if parent := parent_process():

        def follow() -> None:
            parent.join()
            os._exit(1)

        Thread(target=follow, daemon=True).start()


def _run(chunk: bytes) -> bytes:
    if _worker is None:
        raise RuntimeError("the process was not started by `spread`")
    return dumps(tuple(_worker(item) for item in loads(chunk)))
