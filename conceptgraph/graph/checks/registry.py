"""The door of the checks: each looks at a glossary and its graph, and yields findings under codes it declares.

Another package adds checks by an entry point in the group `conceptgraph.checks` that names a `Check`. Findings that the
reader makes, file by file, are not made again here; `run_checks` joins both and drops what authors silenced.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from conceptgraph.doors import with_plugins
from conceptgraph.graph.checks.connections import find_orphans
from conceptgraph.graph.checks.demand import find_demand
from conceptgraph.graph.checks.levels import find_level_contradictions
from conceptgraph.graph.checks.shared_names import find_shared_names
from conceptgraph.graph.concept_graph import ConceptGraph
from conceptgraph.model import Finding
from conceptgraph.reading.files import shown_path
from conceptgraph.reading.glossary import Glossary
from conceptgraph.reading.names import SHARED_NAME_CODES

GROUP = "conceptgraph.checks"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A family of findings: its code, one line about it, and the function that makes them.

    Paths of findings are relative to the glossary's folder, as `Concept.path` is.
    """

    code: str
    help: str
    find: Callable[[Glossary, ConceptGraph], Iterable[Finding]]


CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        check.code: check
        for check in (
            Check(code="orphan", help="an entry that names no other and is named by none", find=find_orphans),
            Check(code="inferred-level", help="an entry that is easier than what its text leans on", find=find_level_contradictions),
            Check(code="shared-name", help="a name that a mention's topic cannot tell apart", find=find_shared_names),
            Check(code="wanted", help="names that entries lean on but that have no entry", find=find_demand),
        )
    }
)


def checks() -> Mapping[str, Check]:
    """The built-in checks and those of other packages, by code."""
    return with_plugins(CHECKS, group=GROUP)


def run_checks(glossary: Glossary, graph: ConceptGraph) -> tuple[Finding, ...]:
    """The reader's findings and those of every check, sorted by place; without what an entry's `silence` names.

    An error is never silenced. A file with an error is not checked further: it is not yet what its author means, and what
    it lacks may be for that error alone.
    """
    faulty = {finding.path for finding in glossary.findings if finding.severity == "error" or finding.code in SHARED_NAME_CODES}
    placed = (_placed(finding, glossary) for check in checks().values() for finding in check.find(glossary, graph))
    found = [finding for finding in placed if finding.path not in faulty]
    silenced = {(_inside(glossary, entry.path), code) for entry in glossary.entries for code in entry.silence}
    loud = {
        finding for finding in (*glossary.findings, *found) if finding.severity == "error" or (finding.path, finding.code) not in silenced
    }
    return tuple(sorted(loud, key=lambda finding: (finding.path, finding.line, finding.code, finding.message)))


def _placed(finding: Finding, glossary: Glossary) -> Finding:
    """The finding with its path as the reader's findings have it: behind the folder as it was given."""
    return Finding(
        code=finding.code,
        severity=finding.severity,
        message=finding.message,
        path=_inside(glossary, finding.path),
        line=finding.line,
    )


def _inside(glossary: Glossary, path: str) -> str:
    folder = shown_path(glossary.folder).rstrip("/")
    return path if folder == "." else f"{folder}/{path}" if path else folder
