"""The oracle: after any sequence of edits, incremental builds give what builds from nothing give, byte for byte.

    python tests/oracle.py [--rounds 20] [--seed 1] [--edits 6] [--kill] [--sabotage none|shared]

A round plays so many random edits on a fresh project. After each edit html and dirhtml, which share their doctrees, are built
on, in any order, one of them not at all now and then, by one process or two; a process with another hash seed builds the
same from nothing. A round that fails is shortened, by leaving out edits as long as it fails, and shown with its seed.
"""

import argparse
import json
import random
import shutil
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path
from typing import Any

from oracle_builder import Builder
from oracle_world import EDITS, World, first_world

BUILDERS = ("html", "dirhtml")
#: What plain Sphinx leaves behind itself: pages and images of documents that are gone, files of another theme.
_LEFT = ("_sources/", "_static/", "_images/", ".buildinfo")
_STUB = b'content="conceptgraph redirect"'


@dataclass(frozen=True, kw_only=True)
class Step:
    """An edit, and how the builds after it are done: which builders, how many processes, and when a first try is killed."""

    edit: str
    seed: int
    builders: tuple[str, ...]
    jobs: int = 1
    killed_at: int = 0

    def apply(self, world: World) -> World:
        """The world after the edit."""
        return EDITS[self.edit](world, random.Random(self.seed))

    def __str__(self) -> str:
        killed = f", killed at touch {self.killed_at}" if self.killed_at else ""
        return f"{self.edit}({self.seed}) then {' and '.join(self.builders)} -j{self.jobs}{killed}"


@dataclass(frozen=True, kw_only=True)
class Failure:
    """Where a round failed: the number of the step (0 is the first build), and what is wrong."""

    step: int
    builder: str
    told: str


def plan(seed: int, edits: int, *, kill: bool = False) -> tuple[Step, ...]:
    """The steps of a round."""
    chance, steps = random.Random(f"steps {seed}"), []
    for left in range(edits, 0, -1):
        # Whatever was left behind is caught up in the end.
        builders = chance.choice((BUILDERS, BUILDERS, BUILDERS[::-1], BUILDERS[:1], BUILDERS[1:])) if left > 1 else BUILDERS
        killed = chance.choice((0, chance.randint(1, 150))) if kill else 0
        edit, number, jobs = chance.choice(sorted(EDITS)), chance.randrange(10_000), chance.choice((1, 1, 2))
        steps.append(Step(edit=edit, seed=number, builders=builders, jobs=jobs, killed_at=killed))
    return tuple(steps)


class Desk:
    """Two processes with hash seeds of their own, one that builds on and one that builds from nothing, and a folder for all."""

    def __init__(self, folder: Path, *, seeds: tuple[int, int], sabotage: str = "") -> None:
        self.folder, self.sabotage = folder, sabotage
        self._stack = ExitStack()
        self.building, self.cleaning = (self._stack.enter_context(Builder(seed)) for seed in seeds)

    def close(self) -> None:
        """End both processes."""
        self._stack.close()

    def play(self, seed: int, steps: Sequence[Step]) -> Failure | None:
        """Play a round; the first failure, if there is one."""
        shutil.rmtree(self.folder, ignore_errors=True)
        world = first_world(random.Random(f"world {seed}"))
        write_world({}, files := world.files(), self.folder)
        for number, step in enumerate((Step(edit="", seed=0, builders=BUILDERS), *steps)):
            if number:
                world = step.apply(world)
                write_world(files, files := world.files(), self.folder)
            for builder in step.builders:
                if told := self._check(step, builder):
                    return Failure(step=number, builder=builder, told=told)
        return None

    def _check(self, step: Step, builder: str) -> str:
        """What is wrong after one builder has built on, or nothing."""
        common: dict[str, Any] = {"source": self.folder / "docs", "builder": builder}
        shutil.rmtree(self.folder / "clean", ignore_errors=True)
        self.cleaning.order(**common, out=self.folder / "clean" / "out", doctrees=self.folder / "clean" / "doctrees", jobs=1)
        order = common | {"out": self.folder / builder, "doctrees": self.folder / "doctrees", "jobs": step.jobs, "sabotage": self.sabotage}
        if step.killed_at:
            self.building.build(**order, killed_at=step.killed_at)
        built, clean = self.building.build(**order), self.cleaning.answer()
        if built["error"] or clean["error"]:
            return f"the build failed: {built['error'] or '-'}, from nothing: {clean['error'] or '-'}"
        if told := compare(self.folder / builder, self.folder / "clean" / "out"):
            return told
        if "not readable" in clean["warnings"] or "not found" in clean["warnings"] or builder != step.builders[-1]:
            return ""  # Sphinx reads a page that names a missing file each time
        again = self.building.build(**order)
        return f"a build without change wrote {', '.join(again['written'])}" if again["written"] else ""

    def shorten(self, seed: int, steps: Sequence[Step], failure: Failure) -> tuple[tuple[Step, ...], Failure]:
        """The steps without those that the failure does not need."""
        kept = tuple(steps[: failure.step])
        for step in kept:
            fewer = tuple(other for other in kept if other is not step)
            found = self.play(seed, fewer)
            if found is not None:
                kept, failure = fewer[: found.step], found
        return kept, failure

    def show(self, seed: int, steps: Sequence[Step], failure: Failure) -> str:
        """A failure for people: the seed, the edits as differences of files, and what is wrong."""
        world = first_world(random.Random(f"world {seed}"))
        lines = [f"seed {seed}: {failure.builder} after {failure.step} edits"]
        for step in steps:
            before, world = world, step.apply(world)
            lines += [f"* {step}", *_differences(before.files(), world.files())]
        return "\n".join([*lines, failure.told])


def write_world(old: Mapping[str, str], new: Mapping[str, str], folder: Path) -> None:
    """Bring a folder from one state to another as editors do: files whose text is the same move, times and all."""
    gone = {text: path for path, text in old.items() if path not in new}
    for path, text in new.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if path not in old and text in gone:
            (folder / gone.pop(text)).rename(file)
        elif old.get(path) != text:
            file.write_bytes(text.encode())
    for path in gone.values():
        (folder / path).unlink(missing_ok=True)


def compare(built: Path, clean: Path) -> str:
    """How an output folder differs from one that was built from nothing, or nothing."""
    old, new = _contents(built), _contents(clean)
    lines = [f"{name} {_first_difference(old.get(name), text)}" for name, text in sorted(new.items()) if old.get(name) != text]
    lines += [f"{name} is left behind" for name, text in sorted(old.items()) if name not in new and not _may_be_left(name, text)]
    return "\n".join(lines[:20])


def _may_be_left(name: str, text: bytes) -> bool:
    return name.startswith(_LEFT) or (name.endswith(".html") and _STUB not in text)


def _contents(folder: Path) -> dict[str, bytes]:
    """Every file that both builds should have alike, the search index by what it says."""
    files = {file.relative_to(folder).as_posix(): file for file in folder.rglob("*") if file.is_file()}
    found = {name: file.read_bytes() for name, file in files.items() if not name.startswith(".buildinfo")}
    return found | {"searchindex.js": normal_index(found["searchindex.js"])}


def normal_index(script: bytes) -> bytes:
    """A search index without words that no page has, and with names instead of numbers."""
    index = json.loads(script.decode().removeprefix("Search.setIndex(").removesuffix(")"))
    names = index["docnames"]
    for table in ("terms", "titleterms"):
        found = {word: pages if isinstance(pages, list) else [pages] for word, pages in index[table].items()}
        index[table] = {word: sorted(names[page] for page in pages) for word, pages in found.items() if pages}
    for table in ("alltitles", "indexentries"):
        index[table] = {name: sorted([names[place[0]], *place[1:]] for place in places) for name, places in index[table].items()}
    return json.dumps(index, sort_keys=True, indent=0).encode()


def _first_difference(old: bytes | None, new: bytes) -> str:
    if old is None:
        return "is missing"
    at = next((at for at, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]), min(len(old), len(new)))
    shown = [text[max(0, at - 60) : at + 60].decode(errors="replace") for text in (old, new)]
    return f"is stale at {at}: {shown[0]!r} should be {shown[1]!r}"


def _differences(old: Mapping[str, str], new: Mapping[str, str]) -> Iterable[str]:
    for path in sorted(old.keys() | new.keys()):
        lines = unified_diff(old.get(path, "").splitlines(), new.get(path, "").splitlines(), path, path, lineterm="", n=0)
        yield from (f"    {line}" for line in lines if not line.startswith("@@"))


def main() -> int:
    """Play rounds until one fails."""
    parser = argparse.ArgumentParser(description="Compare incremental builds with builds from nothing after random edits.")
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--seed", type=int, default=None, help="of the first round; the next ones follow it")
    parser.add_argument("--edits", type=int, default=6, help="a round")
    parser.add_argument("--kill", action="store_true", help="kill half of the builds in the middle, then build on")
    parser.add_argument("--sabotage", choices=("none", "shared"), default="", help="break the fingerprints, to see the oracle fail")
    arguments = parser.parse_args()
    first = arguments.seed if arguments.seed is not None else random.SystemRandom().randrange(1_000_000)
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder) / "project", seeds=(first % 1000, first % 1000 + 1), sabotage=arguments.sabotage)
        for seed in range(first, first + arguments.rounds):
            steps = plan(seed, arguments.edits, kill=arguments.kill)
            failure = desk.play(seed, steps)
            print(f"seed {seed}: {'fails' if failure else 'right'} ({', '.join(step.edit for step in steps)})", flush=True)
            if failure:
                failed += 1
                print(desk.show(seed, *desk.shorten(seed, steps, failure)), flush=True)
        desk.close()
    print(f"{arguments.rounds - failed} of {arguments.rounds} rounds were right")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
