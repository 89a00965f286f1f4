"""Work spread over processes gives what one process gives."""

import sys
from pathlib import Path

import pytest
from generated import make_entries, write_plain_entries

from conceptgraph import processes
from conceptgraph.exporters.json import export_json
from conceptgraph.pipeline import build
from conceptgraph.processes import spread


def make_adder(shared: int):  # type: ignore[no-untyped-def]
    """A worker of this module, as a pool can find it."""
    return lambda item: item + shared


def test_few_items_stay_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where starting a process takes longer than the work, none is started."""
    monkeypatch.setitem(sys.modules, "concurrent.futures", None)
    assert spread(make_adder, 5, range(10), jobs=4) == [*range(5, 15)]


def test_processes_give_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processes and one make the same graph.json of a folder."""
    write_plain_entries(make_entries(60, sentences=3), tmp_path / "made")
    alone = export_json(build(tmp_path / "made").graph)
    monkeypatch.setattr(processes, "WORTHWHILE", 10)
    monkeypatch.setattr(processes, "CHUNK", 7)
    assert export_json(build(tmp_path / "made", jobs=2).graph) == alone
