"""How long the command line takes to say what it can do, beside a Python that does nothing."""

import shutil
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

ROUNDS = 15


def seconds(command: list[str]) -> float:
    """The wall time of one process."""
    begun = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begun


def main() -> int:
    """Measure in turns, so that a busy machine slows both alike."""
    installed = shutil.which("conceptgraph", path=str(Path(sys.executable).parent))
    commands = {"python -c pass": [sys.executable, "-c", "pass"], "conceptgraph --help": [installed or "conceptgraph", "--help"]}
    for command in commands.values():
        seconds(command)  # once unmeasured: files come into the cache, and compiled ones into being
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(ROUNDS):
        for name, command in commands.items():
            times[name].append(seconds(command))
    for name, measured in times.items():
        print(f"{name:22} median {median(measured):.3f} s, best {min(measured):.3f} s of {ROUNDS}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
