"""The command `check`: what is wrong or missing in a glossary, in the form and to the extent that is asked for."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any

import typer

from conceptgraph.cli.console import UsageError, count, say, tell
from conceptgraph.cli.glossaries import FolderOption, GlossaryArgument, Place, build_graph, choose, find_folder
from conceptgraph.cli.options import with_options
from conceptgraph.errors import GlossaryError, SettingsError, did_you_mean

if TYPE_CHECKING:
    from conceptgraph.cli.baselines import Baseline
    from conceptgraph.cli.fixing import Plan
    from conceptgraph.cli.reports import Report
    from conceptgraph.model import Finding


class ReportStyle(StrEnum):
    """How findings are written."""

    text = "text"
    json = "json"
    sarif = "sarif"
    github = "github"


class Threshold(StrEnum):
    """From which severity on a finding fails the check."""

    error = "error"
    warning = "warning"
    advice = "advice"


CodesOption = list[str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOptions:
    """What `check` may be asked."""

    folder: GlossaryArgument = None
    glossary: FolderOption = None
    style: Annotated[ReportStyle, typer.Option("--format", help="How the findings are written.")] = ReportStyle.text
    select: Annotated[
        CodesOption,
        typer.Option("--select", metavar="CODE,...", help="Only these codes. [default: check_select of the settings]", show_default=False),
    ] = None
    ignore: Annotated[
        CodesOption,
        typer.Option("--ignore", metavar="CODE,...", help="All but these codes, and those of check_ignore.", show_default=False),
    ] = None
    also: Annotated[
        CodesOption,
        typer.Option("--also", metavar="CODE,...", help="Codes that are off by default, besides the others.", show_default=False),
    ] = None
    fail_on: Annotated[Threshold, typer.Option("--fail-on", help="The mildest severity for which the status is 1.")] = Threshold.error
    strict: Annotated[bool, typer.Option("--strict", help="Short for --fail-on warning.")] = False
    baseline: Annotated[
        Path | None,
        typer.Option(
            "--baseline", metavar="FILE", help="Known findings, not shown. [default: check_baseline of the settings]", show_default=False
        ),
    ] = None
    write_baseline: Annotated[
        Path | None,
        typer.Option(
            "--write-baseline", metavar="FILE", help="Make all that is found known: write it to a file, and stop.", show_default=False
        ),
    ] = None
    fix: Annotated[bool, typer.Option("--fix", help="Show what can safely be mended in front matter, ask, and mend it.")] = False
    yes: Annotated[bool, typer.Option("--yes", "-y", help="With --fix: do not ask.")] = False
    diff: Annotated[bool, typer.Option("--diff", help="Only show what --fix would change.")] = False
    explain: Annotated[
        str | None,
        typer.Option("--explain", metavar="CODE", help="Say what a code means and how to mend it, and stop.", show_default=False),
    ] = None
    list_codes: Annotated[bool, typer.Option("--list-codes", help="List all codes, and stop.")] = False

    @property
    def threshold(self) -> Threshold:
        """The mildest severity that fails the check."""
        return Threshold.warning if self.strict and self.fail_on is Threshold.error else self.fail_on


@with_options(CheckOptions)
def check(options: CheckOptions) -> None:
    """List what is wrong or missing.

    Each finding has its file and line, and below it the sentence it is about and what --fix would do. Errors come first, then
    warnings, then advice. The status is 1 if any is an error, or as mild as --fail-on says; 0 if none is; 2 for wrong usage.
    """
    if options.list_codes or options.explain is not None:
        _explain(options)
        return
    _check_options(options)
    given = choose(options.folder, options.glossary)
    # A space in a list of codes makes a folder of what follows it.
    remedy = f"write codes without a space between them: --select CODE,{given}" if str(given) in _declared() else ""
    place = find_folder(given, "check", remedy=remedy)
    scope = _scope(options, place)
    if options.write_baseline is not None:
        _write_baseline(options.write_baseline, scope.findings(place), place)
        return
    report = scope.report(place)
    undone = False
    if options.fix or options.diff:
        report, undone = _fix(options, scope, place, report)
        if options.diff and options.style is ReportStyle.text:
            raise typer.Exit(int(undone))
    _write_report(report, options.style)
    if undone or _fails(report, options.threshold):
        raise typer.Exit(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scope:
    """Which findings are told: those of some codes, but for some, and none that are known."""

    select: frozenset[str]
    ignore: frozenset[str]
    also: frozenset[str]
    baseline: "Baseline | None"
    declared: Mapping[str, Any]

    def asks(self, code: str) -> bool:
        """Whether findings of a code are told."""
        return (code in self.select if self.select else True) and code not in self.ignore

    def runs(self, code: str) -> bool:
        """Whether findings of a code are told, and looked for."""
        off = code in self.declared and not getattr(self.declared[code], "by_default", True)
        return self.asks(code) and (not off or code in self.also | self.select)

    def findings(self, place: Place) -> "tuple[Finding, ...]":
        """What there is of the codes that are asked for, in order."""
        from conceptgraph.cli.reports import in_order

        return in_order([finding for finding in _find_all(place, also=self.also | self.select) if self.asks(finding.code)])

    def report(self, place: Place) -> "Report":
        """What is told, and what is known."""
        from conceptgraph.cli.reports import Report, in_order
        from conceptgraph.reading.files import shown_path

        folder = shown_path(place.path)
        everything = _find_all(place, also=self.also | self.select)
        asked = in_order([finding for finding in everything if self.asks(finding.code)])
        if self.baseline is None:
            return Report(glossary=folder, findings=asked, declared=self.declared)
        new, gone = self.baseline.divide(asked, folder=folder)
        # Of codes that nobody asked for nothing is known to be gone; nor while an error keeps files from being checked.
        sound = all(finding.severity != "error" for finding in everything)
        stale = tuple(known for known in gone if sound and self.runs(known.code))
        return Report(glossary=folder, findings=new, known=len(asked) - len(new), stale=stale, declared=self.declared)


def _declared() -> Mapping[str, Any]:
    """Every code that `check` may tell, with what is said about it: the reader's, and those of the checks."""
    from conceptgraph.graph.checks.registry import checks
    from conceptgraph.reading.codes import CODES

    told = {code: about for code, about in CODES.items() if about.told_by == "check"}
    return MappingProxyType(dict(sorted({**told, **checks()}.items())))


def _check_options(options: CheckOptions) -> None:
    """Raise if options are given that say nothing together."""
    mends = options.fix or options.diff
    if options.yes and not options.fix:
        raise UsageError("--yes answers the question of --fix; give both, or neither")
    if options.write_baseline is not None and mends:
        raise UsageError("--write-baseline makes findings known, and --fix mends them; give one")


def _scope(options: CheckOptions, place: Place) -> _Scope:
    from conceptgraph.cli.baselines import read_baseline

    settings, declared = place.settings, _declared()
    select = _codes(options.select, "--select", declared) or _set_codes(settings.check_select, "check_select", declared)
    ignore = _codes(options.ignore, "--ignore", declared) | _set_codes(settings.check_ignore, "check_ignore", declared)
    also = _codes(options.also, "--also", declared) | _set_codes(settings.check_also, "check_also", declared)
    file = options.baseline or (place.base / settings.check_baseline if settings.check_baseline else None)
    known = read_baseline(file) if file is not None and options.write_baseline is None else None
    return _Scope(select=select, ignore=ignore, also=also, baseline=known, declared=declared)


def _codes(given: Iterable[str] | None, option: str, declared: Mapping[str, Any]) -> frozenset[str]:
    """The codes in the values of an option, which may be given again and may hold commas.

    Raises:
        UsageError: one is no code.
    """
    codes = [code.strip() for value in given or () for code in value.split(",")]
    for code in codes:
        if code not in declared:
            raise UsageError(f"{option}: {_unknown(code, declared)}")
    return frozenset(codes)


def _set_codes(codes: Iterable[str], setting: str, declared: Mapping[str, Any]) -> frozenset[str]:
    for code in codes:
        if code not in declared:
            raise SettingsError(f"[tool.conceptgraph]: {setting!r}: {_unknown(code, declared)}")
    return frozenset(codes)


def _unknown(code: str, declared: Mapping[str, Any]) -> str:
    return f"unknown code {code!r}{did_you_mean(code, declared) or '; list them with --list-codes'}"


def _find_all(place: Place, *, also: frozenset[str]) -> "tuple[Finding, ...]":
    """All findings of the reader and the checks; with errors, those of what is valid as well."""
    from conceptgraph.graph.checks.registry import run_checks

    errors: tuple[Finding, ...] = ()
    try:
        result = build_graph(place, keep_going=False)
    except GlossaryError as error:
        if any(finding.code in ("no-folder", "no-entries") for finding in error.findings):
            return error.findings
        errors, result = error.findings, build_graph(place, keep_going=True)
    found = run_checks(
        result.glossary, result.graph, settings=place.settings, also=also, wanted=result.wanted, undecided=result.undecided
    )  # fmt: skip
    # What a strict reading calls an error may be a warning when it goes on: each is told once, as the error.
    told = {(finding.path, finding.line, finding.code) for finding in errors}
    return (*errors, *(finding for finding in found if (finding.path, finding.line, finding.code) not in told))


def _fix(options: CheckOptions, scope: _Scope, place: Place, report: "Report") -> "tuple[Report, bool]":
    """Show and, if that is wanted, make the changes; give what is to be told after, and whether something was left undone."""
    from conceptgraph.cli.fixing import ask, may_ask, plan_fixes, show_diff, write_changes

    plan = plan_fixes(report.findings)
    for reason in plan.left.values():
        tell(f"not mended: {reason}")
    if not plan.changes:
        tell("nothing to mend by itself")
        return report, False
    show_diff(plan.changes, err=options.style is not ReportStyle.text)
    if options.diff or not (options.yes or may_ask()):
        tell(f"nothing is changed; --fix --yes would change {_extent(plan)}")
        return report, True
    if not options.yes and not ask(plan):
        tell("nothing is changed")
        return report, True
    write_changes(plan.changes)
    tell(f"changed {_extent(plan)}")
    return scope.report(place), False


def _extent(plan: "Plan") -> str:
    return f"{count(len(plan.changes), 'file')}, for {count(len(plan.mended), 'finding')}"


def _write_baseline(file: Path, findings: "Sequence[Finding]", place: Place) -> None:
    from conceptgraph.cli.baselines import baseline_text
    from conceptgraph.reading.files import shown_path
    from conceptgraph.reading.writing import write_text

    write_text(file, baseline_text(findings, folder=shown_path(place.path)))
    tell(f"{count(len(findings), 'finding')} in {file}; with --baseline {file} only others are told")


def _write_report(report: "Report", style: ReportStyle) -> None:
    from conceptgraph.cli.reports import github_lines, json_text, text_lines
    from conceptgraph.cli.sarif import sarif_text

    if style is ReportStyle.json:
        say(json_text(report))
    elif style is ReportStyle.sarif:
        say(sarif_text(report))
    else:
        for line in text_lines(report) if style is ReportStyle.text else github_lines(report):
            say(line)
    if report.stale:
        gone = f"{count(len(report.stale), 'finding')} of the baseline {'is' if len(report.stale) == 1 else 'are'} no longer there"
        tell(f"{gone}, first {report.stale[0].path} [{report.stale[0].code}]; write it anew with --write-baseline")


def _fails(report: "Report", threshold: Threshold) -> bool:
    from conceptgraph.cli.reports import SEVERITIES

    grave = SEVERITIES[: SEVERITIES.index(threshold.value) + 1]
    return any(finding.severity in grave for finding in report.findings)


def _explain(options: CheckOptions) -> None:
    """Say what there is to know about one code, or list all."""
    from conceptgraph.cli import answers
    from conceptgraph.reading.codes import CODES

    if options.style not in (ReportStyle.text, ReportStyle.json):
        raise UsageError(f"codes are written as text or json, not as {options.style.value}")
    declared = dict(sorted({**CODES, **_declared()}.items()))
    if options.explain is not None and options.explain not in declared:
        raise UsageError(_unknown(options.explain, declared))
    asked = [declared[options.explain]] if options.explain is not None else list(declared.values())
    if options.style is ReportStyle.json:
        say(answers.as_json([{key: getattr(about, key) for key in _ABOUT} for about in asked]))
        return
    width = max(map(len, declared))
    for line in (
        _code_lines(asked[0]) if options.explain is not None else (f"{one.code:{width}}  {one.severity:7}  {one.help}" for one in asked)
    ):
        say(line)


#: What is said of a code to tools.
_ABOUT = ("code", "severity", "help", "example", "remedy", "fixes")


def _code_lines(about: Any) -> Iterator[str]:
    """All about one code, for people."""
    yield f"{about.code} ({about.severity}): {about.help}"
    yield from ("", f"    {about.example}", "") if about.example else ("",)
    if about.remedy:
        yield about.remedy
    if about.fixes:
        yield f"With --fix: {about.fixes}"
    if about.severity != "error":
        yield f"To leave one entry as it is, write in its front matter 'silence: {{{about.code}: the reason}}'."
