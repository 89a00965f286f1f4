"""Run targets with atheris (libFuzzer for Python), each in a process of its own, from and into its corpus.

    python fuzz/run.py [--runs N] [--keep] [TARGET...]

A target is a module of this folder with a function `target(data: bytes)` that raises where a law is broken. What a run finds
beyond its corpus, corpus/TARGET, goes to build/fuzz/TARGET; with `--keep` the few that reach something new are added. An input
that breaks a law is written there as crash-..., one that takes longer than ten seconds as timeout-..., one that needs more than
two gigabytes as oom-...; put it into the corpus with its remedy, and every test run will try it.
"""

import argparse
import importlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

HERE = Path(__file__).resolve().parent
OUT = HERE.parent / "build" / "fuzz"
#: Longer inputs find little more, and each costs more.
LONGEST = {"front_matter": 160, "markdown": 100, "labels": 100, "cues": 160}
#: Whose branches count as something new: our own. The parser's as well would make an execution three times as long.
INSTRUMENTED = ("conceptgraph",)


def main() -> int:
    """Run the chosen targets one after the other; 1 if one of them broke."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("targets", nargs="*", metavar="TARGET", help="by default all: " + ", ".join(LONGEST))
    parser.add_argument("--runs", type=int, default=1_000_000, help="executions a target")
    parser.add_argument("--keep", action="store_true", help="add to the corpus what reaches something new, minimized")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    chosen, rest = parser.parse_known_args()
    unknown = sorted(set(chosen.targets) - set(LONGEST))
    if unknown:
        parser.error(f"there is no target {unknown[0]!r}; there are {', '.join(LONGEST)}")
    if chosen.inside:
        return run_inside(chosen.targets[0], rest)
    return max(run(name, chosen.runs, keep=chosen.keep) for name in chosen.targets or LONGEST)


def run(name: str, runs: int, *, keep: bool) -> int:
    """Start one target in a process of its own."""
    found = OUT / name
    found.mkdir(parents=True, exist_ok=True)
    seeds = HERE / "corpus" / name
    command = [sys.executable, str(HERE / "run.py"), name, "--inside"]
    limits = [f"-max_len={LONGEST[name]}", "-timeout=10", "-rss_limit_mb=2048", f"-artifact_prefix={found}/", "-print_final_stats=1"]
    print(f"{name}: {runs:,} executions", flush=True)
    done = subprocess.run([*command, f"-runs={runs}", *limits, "-verbosity=0", str(found), str(seeds)], check=False)
    if keep:
        print(f"{name}: {keep_new(name, found, seeds)} inputs added to the corpus", flush=True)
    print(f"{name}: {'broke, see ' + str(found) if done.returncode else 'no finding'}", flush=True)
    return min(done.returncode, 1)


def keep_new(name: str, found: Path, seeds: Path) -> int:
    """Copy what reaches a step between two lines of our own that nothing in the corpus reaches, the smallest first; how many."""
    sys.path.insert(0, str(HERE))
    target = importlib.import_module(name).target
    reached: set[tuple[str, int, int]] = set()
    for file in seeds.iterdir():
        reached |= steps(target, file.read_bytes())
    added = 0
    for file in sorted(found.iterdir(), key=lambda file: (file.stat().st_size, file.name)):
        if file.name.startswith(("crash-", "timeout-", "oom-", "slow-unit-")):
            continue
        new = steps(target, file.read_bytes())
        if new - reached:
            (seeds / file.name[:12]).write_bytes(file.read_bytes())
            reached |= new
            added += 1
    return added


def steps(target: Callable[[bytes], None], data: bytes) -> set[tuple[str, int, int]]:
    """The steps from line to line in our own files that an input takes."""
    taken: set[tuple[str, int, int]] = set()

    def trace(frame: FrameType, _event: str, _arg: object) -> Callable[..., object] | None:
        file = frame.f_code.co_filename
        if f"{os.sep}conceptgraph{os.sep}" not in file:
            return None
        last = frame.f_lineno

        def follow(frame: FrameType, _event: str, _arg: object) -> Callable[..., object]:
            nonlocal last
            taken.add((file, last, frame.f_lineno))
            last = frame.f_lineno
            return follow

        return follow

    sys.settrace(trace)
    try:
        target(data)
    finally:
        sys.settrace(None)
    return taken


def run_inside(name: str, options: list[str]) -> int:
    """Hand one target over to libFuzzer, which ends this process by itself."""
    import atheris

    sys.path.insert(0, str(HERE))  # targets are no package
    with atheris.instrument_imports(include=[*INSTRUMENTED, name], enable_loader_override=False):
        module = importlib.import_module(name)
    atheris.Setup([name, *options], module.target)
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
