"""The result of a build, kept beside the doctrees for the next one, under the key of all that it follows from."""

import pickle
from pathlib import Path
from typing import TYPE_CHECKING

from conceptgraph.cache import dumps

if TYPE_CHECKING:
    from conceptgraph.pipeline import Result

_DAMAGED = (OSError, EOFError, pickle.UnpicklingError, AttributeError, ImportError, IndexError, KeyError, ValueError, TypeError)


def load_result(file: Path, *, key: str) -> "Result | None":
    """The result in a file; None where it is missing, damaged, or was made of something else."""
    try:
        with file.open("rb") as stream:
            if pickle.load(stream) != key:  # noqa: S301 - our own file, beside Sphinx's pickled environment
                return None
            result: Result = pickle.load(stream)  # noqa: S301
            return result
    except _DAMAGED:
        return None


def save_result(result: "Result", file: Path, *, key: str) -> None:
    """Keep a result for the next build."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as stream:
        pickle.dump(key, stream)
        stream.write(dumps(result))
