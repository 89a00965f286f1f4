"""Files of curated learning paths: what they lead to, in which order, and what one can do at their end."""

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from conceptgraph.errors import did_you_mean
from conceptgraph.model import CuratedPath, Finding
from conceptgraph.reading.front_matter import PATH_KEYS, FrontMatter, read_front_matter
from conceptgraph.reading.names import NameIndex
from conceptgraph.reading.prose import read_body


def read_path(text: str, *, path: str, names: NameIndex) -> tuple[CuratedPath | None, tuple[Finding, ...]]:
    """The curated path a text makes, with ids for names, or None if it makes none, and what its author should know."""
    front = read_front_matter(text, path=path, keys=PATH_KEYS)
    if not front.readable:
        return None, front.findings
    findings = list(front.findings)
    stem = PurePosixPath(path).stem
    found = {key: _ids(front, key, path, names, findings) for key in ("targets", "known", "steps")}
    targets = found["targets"] or found["steps"][-1:]
    if not targets:
        if not front.values.get("targets"):
            message = "has no targets; add 'targets: [...]' with the concepts the path leads to"
            findings.append(_error("path-targets", message, path, front.lines.get("targets", 1)))
        return None, tuple(findings)
    title = _title(front, path)
    findings += _order_findings(front.lines, path, targets, found["known"], found["steps"])
    curated = CuratedPath(
        name=stem, title=title, targets=targets, known=found["known"], steps=found["steps"], body=front.body, path=path,
        lines=front.lines,
    )  # fmt: skip
    return curated, tuple(findings)


def path_title(text: str, *, path: str) -> str | None:
    """What the path of a text is called, or None if it names nothing it could lead to; what its names mean is not asked."""
    front = read_front_matter(text, path=path, keys=PATH_KEYS)
    if not front.readable or not (front.values.get("targets") or front.values.get("steps")):
        return None
    return _title(front, path)


def _title(front: FrontMatter, path: str) -> str:
    _, heading = read_body(front.body, first_line=front.body_line)
    return str(front.values.get("title") or (heading.text if heading else PurePosixPath(path).stem.replace("-", " ")))


def _ids(front: FrontMatter, key: str, path: str, names: NameIndex, findings: list[Finding]) -> tuple[str, ...]:
    """The ids a key names; a name that means no concept, or several, becomes a finding."""
    ids: list[str] = []
    line = front.lines.get(key, 1)
    for name in front.values.get(key, ()):
        found = names.resolve(name)
        if not found:
            near = did_you_mean(name, names.labels()) or "; write an entry for it, or delete the name"
            findings.append(_error("unknown-name", f"{key!r} names {name!r}, which is no concept{near}", path, line))
        elif len(found) > 1:
            choices = " or ".join(map(repr, found))
            message = f"{key!r} names {name!r}, which several concepts are called; write {choices}"
            findings.append(_error("ambiguous-name", message, path, line))
        elif found[0] in ids:
            findings.append(_error("wrong-value", f"{key!r} names {found[0]!r} twice; keep one", path, line))
        else:
            ids.append(found[0])
    return tuple(ids)


def _order_findings(
    lines: Mapping[str, int], path: str, targets: Sequence[str], known: Sequence[str], steps: Sequence[str]
) -> list[Finding]:
    findings = []
    for target in targets:
        if target in known:
            message = f"{target!r} is both a target and known; delete one"
            findings.append(_error("path-targets", message, path, lines.get("known", 1)))
        if steps and target not in steps:
            message = f"'steps' never reaches the target {target!r}; add it, or leave 'steps' out"
            findings.append(_error("path-steps", message, path, lines.get("steps", 1)))
    return findings


def _error(code: str, message: str, path: str, line: int) -> Finding:
    return Finding(code=code, severity="error", message=message, path=path, line=line)
