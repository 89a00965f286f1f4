"""A process that builds sites for the oracle: each build in a process of its own, forked from one that has everything imported.

A build so begins as a fresh one does, without paying for its imports; the hash seed is that of the first process. Orders come
as lines of JSON, and answers go back the same way. It runs as a script: `python oracle_builder.py`.
"""

import io
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, Self

HERE = Path(__file__)
#: What a build opens to write counts as touched; at this many touches a build is killed where an order says so.
_WRITES = ("open", "os.rename", "os.remove", "os.mkdir")
_IMPORTED = (
    "alabaster", "docutils.parsers.rst.directives.admonitions", "myst_parser.sphinx_ext.main", "sphinx.builders.dirhtml",
    "sphinx.ext.mathjax", "conceptgraph.drawing.renderers.pyvis_map", "conceptgraph.pipeline", "conceptgraph.sphinxext",
)  # fmt: skip


class Builder:
    """A process that builds; `seed` is its hash seed."""

    def __init__(self, seed: int) -> None:
        environment = os.environ | {"PYTHONHASHSEED": str(seed)}
        self._process = subprocess.Popen(
            [sys.executable, "-W", "ignore", str(HERE)], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def order(self, **order: Any) -> None:
        """Begin a build: of `source` into `out` with `doctrees`, `builder`, `jobs`, and perhaps `sabotage` and `killed_at`."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(order, default=str) + "\n")
        self._process.stdin.flush()

    def answer(self) -> dict[str, Any]:
        """What the build gave: `error` or nothing, `warnings`, and the documents it has `written`."""
        assert self._process.stdout is not None
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return answer

    def build(self, **order: Any) -> dict[str, Any]:
        """Both in one."""
        self.order(**order)
        return self.answer()


def serve() -> None:
    """Carry out orders until there are no more."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    _import_all()
    for line in sys.stdin:
        order = json.loads(line)
        answers.write(json.dumps(_build_apart(order)) + "\n")
        answers.flush()


def _import_all() -> None:
    """Import what builds do, and look at the package's files once: they may change while tests run."""
    import spacy

    from conceptgraph.cache import engine_stamp

    for name in _IMPORTED:
        import_module(name)
    spacy.blank("en")
    engine_stamp()


def _build_apart(order: Mapping[str, Any]) -> dict[str, Any]:
    """One build in a process of its own, where the system can fork."""
    if not hasattr(os, "fork"):
        return _build(order)
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.setsid()
        os.close(reader)
        with os.fdopen(writer, "w", encoding="utf-8") as stream:
            stream.write(json.dumps(_build(order)))
            stream.flush()
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, encoding="utf-8") as stream:
        text = stream.read()
    os.waitpid(child, 0)
    return json.loads(text) if text else {"error": "", "killed": True, "warnings": "", "written": []}


def _build(order: Mapping[str, Any]) -> dict[str, Any]:
    from sphinx.application import Sphinx
    from sphinx.util.docutils import docutils_namespace, patch_docutils

    status, warning, error = io.StringIO(), io.StringIO(), ""
    undo = _sabotage(order.get("sabotage", ""))
    if order.get("killed_at"):
        _kill_at(int(order["killed_at"]), (order["out"], order["doctrees"]))
    try:
        with patch_docutils(order["source"]), docutils_namespace():
            places = (order["source"], order["source"], order["out"], order["doctrees"])
            Sphinx(*places, order["builder"], status=status, warning=warning, parallel=order["jobs"]).build()
    except Exception as fault:  # noqa: BLE001 - whatever it is, the oracle shows it
        error = f"{type(fault).__name__}: {fault}"
    finally:
        undo()
    written = re.findall(r"writing output\.\.\. \[ *\d+%\] (\S+)", _plain(status).replace("\r", "\n"))
    return {"error": error, "warnings": _plain(warning), "written": written}


def _plain(stream: io.StringIO) -> str:
    return re.sub(r"\x1b.*?m", "", stream.getvalue())


def _sabotage(kind: str) -> Any:
    """Break what the oracle watches over; gives what mends it again."""
    from conceptgraph.sphinxext import state

    broken: dict[str, Any] = {
        # No page is ever written again because of what others say.
        "none": {"_is_stale": lambda *_: False},
        # As if kept in the environment: builders that share it share the fingerprints.
        "shared": {"fingerprints_file": lambda site, _builder, _out: site.store / "pages.json", "_shared": lambda _app: ""},
        "": {},
    }[kind]
    whole = {name: getattr(state, name) for name in broken}
    for name, value in broken.items():
        setattr(state, name, value)
    return lambda: [setattr(state, name, value) for name, value in whole.items()]


def _kill_at(touches: int, folders: tuple[str, ...]) -> None:
    """End this process, and those it has started, hard, at the n-th time that it touches a file in one of the folders."""
    left = touches

    def count(event: str, args: tuple[Any, ...]) -> None:
        nonlocal left
        if event in _WRITES and any(str(one).startswith(folders) for one in args[:2]):
            left -= 1
            if left < 0:
                os.killpg(0, signal.SIGKILL)

    sys.addaudithook(count)


if __name__ == "__main__":
    serve()
