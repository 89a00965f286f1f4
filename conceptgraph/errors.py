"""What can go wrong, and where. Every error of ours is a `ConceptGraphError` and also what a caller would expect."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from conceptgraph.model import Finding


class ConceptGraphError(Exception):
    """Something a user can mend; its text is one sentence with place, fault, value and remedy."""


class GlossaryError(ConceptGraphError, ValueError):
    """Problems in the files of a glossary, all of them at once, sorted by place."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(sorted(findings, key=lambda finding: (finding.path, finding.line, finding.message)))
        super().__init__("\n".join(map(str, self.findings)))


class SettingsError(ConceptGraphError, ValueError):
    """A setting has a wrong name or value."""


class OptionError(ConceptGraphError, ValueError):
    """An option of a command or a directive has a wrong value."""


class FormatError(ConceptGraphError, ValueError):
    """A file is not of the format it is read as."""


class EditError(ConceptGraphError, ValueError):
    """A file's front matter cannot be changed without rewriting what its author wrote."""


class OutputError(ConceptGraphError, OSError):
    """A result cannot be written."""


class UnknownConceptError(ConceptGraphError, LookupError):
    """No concept has this label."""

    def __init__(self, label: str, *, known: Iterable[str] = ()) -> None:
        self.label = label
        super().__init__(f"unknown concept {label!r}{did_you_mean(label, known)}")


class AmbiguousConceptError(ConceptGraphError, LookupError):
    """Several concepts share this label."""

    def __init__(self, label: str, *, candidates: Sequence[str]) -> None:
        self.label = label
        self.candidates = tuple(candidates)
        choices = " or ".join(repr(candidate) for candidate in self.candidates)
        super().__init__(f"{label!r} is the name of several concepts; write {choices}")


def did_you_mean(word: str, known: Iterable[str], *, prefix: str = "") -> str:
    """`; did you mean '...'?` for the nearest known word, written with a prefix; or an empty string."""
    known = tuple(known)
    nearest = get_close_matches(word.casefold(), sorted({name.casefold() for name in known}), n=1, cutoff=0.6)
    if not nearest:
        return ""
    spelled = next(name for name in sorted(known) if name.casefold() == nearest[0])
    return f"; did you mean {prefix + spelled!r}?"
