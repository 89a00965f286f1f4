"""The door of the checks: each looks at a glossary and its graph, and yields findings under the code it declares.

Another package adds checks by an entry point in the group `conceptgraph.checks` that names a `Check`. Findings that the
reader makes, file by file, are not made again here; `run_checks` joins both and drops what authors silenced.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from conceptgraph.doors import with_plugins
from conceptgraph.graph.checks import (
    aliases,
    circles,
    connections,
    curated,
    definitions,
    demand,
    drift,
    duplicates,
    everyday,
    headings,
    levels,
    shared_names,
    silence,
    undecided_names,
    vetoes,
)
from conceptgraph.graph.checks.check import Check
from conceptgraph.graph.checks.view import View
from conceptgraph.graph.concept_graph import ConceptGraph
from conceptgraph.model import Finding, Undecided, Wanted
from conceptgraph.reading.codes import CODES
from conceptgraph.reading.glossary import Glossary
from conceptgraph.reading.names import SHARED_NAME_CODES
from conceptgraph.settings import Settings

__all__ = ["CHECKS", "GROUP", "Check", "View", "checks", "run_checks"]

GROUP = "conceptgraph.checks"

CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        check.code: check
        for check in (
            connections.ORPHAN,
            connections.UNREACHABLE,
            shared_names.SHARED_NAME,
            undecided_names.UNDECIDED_NAME,
            everyday.EVERYDAY_WORD,
            drift.MISSING,
            drift.UNMENTIONED,
            drift.REDUNDANT,
            vetoes.IDLE_VETO,
            levels.INFERRED_LEVEL,
            circles.CIRCULAR,
            definitions.LONG,
            definitions.NO_DEFINITION,
            definitions.OWN_NAME,
            headings.HEADING,
            aliases.UNUSED_ALIAS,
            duplicates.NEAR_DUPLICATE,
            demand.WANTED,
            curated.TOO_EARLY,
            curated.LEFT_OUT,
            silence.UNKNOWN_SILENCE,
            silence.STALE_SILENCE,
        )
    }
)


def checks() -> Mapping[str, Check]:
    """The built-in checks and those of other packages, by code."""
    return with_plugins(CHECKS, group=GROUP)


def run_checks(
    glossary: Glossary,
    graph: ConceptGraph,
    *,
    settings: Settings | None = None,
    also: Collection[str] = (),
    wanted: Iterable[Wanted] = (),
    undecided: Iterable[Undecided] = (),
    advice: bool = True,
) -> tuple[Finding, ...]:
    """The reader's findings and those of every check, sorted by place; without what an entry's `silence` names.

    `also` are codes of checks that run only where they are asked for, `wanted` the names without an entry, if they are ranked
    otherwise than in the graph, and `undecided` the uses of shared names that nothing decides. Without `advice`, checks that
    give nothing else do not run: they take most of the time.

    An error is never silenced. A file with an error is not checked further: it is not yet what its author means, and what
    it lacks may be for that error alone.
    """
    view = View(glossary=glossary, graph=graph, settings=settings or Settings(), wanted=tuple(wanted), undecided=tuple(undecided))
    known = checks()
    asked = {code: check for code, check in known.items() if (check.by_default or code in also) and (advice or check.severity != "advice")}
    faulty = {finding.path for finding in glossary.findings if finding.severity == "error" or finding.code in SHARED_NAME_CODES}
    made = (_placed(finding, view) for check in asked.values() for finding in check.findings(view))
    found = {*glossary.findings, *(finding for finding in made if finding.path not in faulty)}
    found |= {_placed(finding, view) for finding in _about_silence(view, found, known=known, asked=asked, faulty=faulty)}
    silenced = {(view.shown(entry.path), code) for entry in glossary.entries for code in entry.silence}
    loud = (finding for finding in found if finding.severity == "error" or (finding.path, finding.code) not in silenced)
    told = (finding for finding in loud if advice or finding.severity != "advice")
    return tuple(sorted(told, key=lambda finding: (finding.path, finding.line, finding.code, finding.message)))


def _about_silence(
    view: View, found: Iterable[Finding], *, known: Collection[str], asked: Collection[str], faulty: Collection[str]
) -> Iterator[Finding]:
    """What `silence` names in vain. A file with an error has findings that nobody has looked for yet."""
    entries = {view.shown(entry.path): entry for entry in view.glossary.entries if entry.silence}
    there = {(entries[finding.path].path, finding.code) for finding in found if finding.path in entries}
    yield from silence.find_unknown_codes(entries.values(), {*known, *CODES})
    whole = [entry for path, entry in entries.items() if path not in faulty]
    yield from silence.find_stale_codes(whole, asked={*asked, *CODES}, found=there)


def _placed(finding: Finding, view: View) -> Finding:
    """The finding with its path as the reader's findings have it."""
    return replace(finding, path=view.shown(finding.path))
