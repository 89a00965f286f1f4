"""Our scripts in Node: they load there unchanged, as long as they ask for no page."""

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

STATIC = Path(__file__).parents[1] / "conceptgraph" / "drawing" / "renderers" / "static"
START = "globalThis.window = globalThis; const data = JSON.parse(require('fs').readFileSync(0, 'utf8'));\n"


def in_node(scripts: Sequence[str], code: str, data: Any = None, *, before: str = "") -> Any:
    """What some code answers that runs after our scripts: it sees `data`, and gives its answer to `answer(value)`."""
    node = shutil.which("node")
    if node is None:
        if os.environ.get("CI"):
            pytest.fail("Node is not installed")
        pytest.skip("Node is not installed")
    loaded = "".join(f"require({json.dumps(str(STATIC / name))});\n" for name in scripts)
    answering = "const answer = (value) => console.log(JSON.stringify(value));\n"
    done = subprocess.run(
        [node, "-e", START + answering + before + loaded + code], input=json.dumps(data), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
