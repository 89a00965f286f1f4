"""The result of a build: made of what folders and pages define, and kept for the next build under the key of all that it follows from."""

import hashlib
import pickle
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from conceptgraph.cache import digest_of, dumps
from conceptgraph.reading.glossary import make_glossary

if TYPE_CHECKING:
    from conceptgraph.pipeline import Result
    from conceptgraph.sphinxext.site import Site


def load_result(file: Path, *, key: str) -> "Result | None":
    """The result in a file; None where it is missing, damaged, or was made of something else."""
    try:
        head, _, data = file.read_bytes().partition(b"\n")
    except OSError:
        return None
    if head != _head(key, data):
        return None
    result: Result = pickle.loads(data)  # noqa: S301 - our own file, whole as we wrote it, beside Sphinx's pickled environment
    return result


def save_result(result: "Result", file: Path, *, key: str) -> None:
    """Keep a result for the next build."""
    file.parent.mkdir(parents=True, exist_ok=True)
    data = dumps(result)
    file.write_bytes(_head(key, data) + b"\n" + data)


def _head(key: str, data: bytes) -> bytes:
    """What stands before the data: the key, and a checksum, as a pickle that is cut or changed may be read as something else."""
    return f"{key} {hashlib.blake2b(data, digest_size=16).hexdigest()}".encode()


def build_result(site: "Site") -> "Result":
    """The graph of the entries in the folders and of the concepts that pages define; what texts say is kept one by one."""
    from conceptgraph.pipeline import extract

    contents, defined = site.contents, site.defined
    glossary = make_glossary(
        site.base,
        (*contents.entries, *defined.entries),
        settings=site.settings,
        findings=(*contents.findings, *defined.findings),
        keep_going=True,
        curated=bool(site.folders),
    )
    digests = {entry.id: digest_of(repr(entry)) for entry in defined.entries}
    return extract(replace(glossary, digests={**contents.digests, **digests}), cache=site.cache)
