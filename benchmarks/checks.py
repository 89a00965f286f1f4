"""What all checks together take, beside the build they follow, and how many findings of each code there are.

    python benchmarks/checks.py [GLOSSARY ...]

Without a glossary: our own, and made-up ones of 1,500, 3,000 and 12,000 entries, to see how time grows. With --each the time of
every check is printed too; the first that needs something several share pays for it.
"""

import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from generated import make_entries, write_plain_entries

from conceptgraph.graph.checks.registry import checks, run_checks
from conceptgraph.graph.checks.view import View
from conceptgraph.pipeline import Result, build

SIZES = (1500, 3000, 12_000)


def main() -> int:
    """Measure each glossary, one line each."""
    folders = [Path(argument) for argument in sys.argv[1:] if not argument.startswith("--")]
    each = "--each" in sys.argv[1:]
    print("| glossary | entries | build | checks | share | findings |")
    print("| --- | ---: | ---: | ---: | ---: | --- |")
    for folder in folders or [Path("glossary")]:
        measure(folder, folder.name, each=each)
    if not folders:
        with tempfile.TemporaryDirectory() as place:
            for size in SIZES:
                folder = Path(place) / f"made-up-{size}"
                write_plain_entries(make_entries(size), folder)
                measure(folder, "made up", each=each)
    return 0


def measure(folder: Path, name: str, *, each: bool) -> None:
    """Print a line about one glossary."""
    started = time.perf_counter()
    result = build(folder, keep_going=True)
    built = time.perf_counter() - started
    started = time.perf_counter()
    findings = run_checks(result.glossary, result.graph)
    took = time.perf_counter() - started
    codes = ", ".join(f"{code} {count}" for code, count in sorted(Counter(finding.code for finding in findings).items()))
    print(f"| {name} | {len(result.graph):,} | {built:.2f} s | {took:.2f} s | {took / built:.0%} | {codes} |", flush=True)
    if each:
        show_each(result)


def show_each(result: Result) -> None:
    """Print what each check takes, the slowest first."""
    view = View(glossary=result.glossary, graph=result.graph)
    times = []
    for code, check in checks().items():
        started = time.perf_counter()
        count = len(list(check.findings(view)))
        times.append((time.perf_counter() - started, code, count))
    for took, code, count in sorted(times, reverse=True):
        print(f"  {code:24} {took:7.3f} s  {count} found")


if __name__ == "__main__":
    raise SystemExit(main())
