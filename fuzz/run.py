"""Run targets with atheris (libFuzzer for Python), each in a process of its own, from and into its corpus.

    python fuzz/run.py [--runs N] [--keep] [TARGET...]

A target is a module of this folder with a function `target(data: bytes)` that raises where a law is broken. Its corpus,
corpus/TARGET, is read only: what a run finds beyond it is kept in build/fuzz/TARGET and, minimized, may be added with
`--keep`. An input that breaks a law is written there as crash-..., one that takes longer than ten seconds as timeout-...,
one that needs more than two gigabytes as oom-...; put it into the corpus with its remedy, and every test run will try it.
"""

import argparse
import importlib
import subprocess
import sys
from pathlib import Path

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
    if keep and done.returncode == 0:
        done = subprocess.run([*command, "-merge=1", *limits, "-verbosity=0", str(seeds), str(found)], check=False)
    print(f"{name}: {'broke, see ' + str(found) if done.returncode else 'no finding'}", flush=True)
    return min(done.returncode, 1)


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
