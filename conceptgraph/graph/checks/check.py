"""What a check is: a code, what it is about, and a function that yields findings."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from conceptgraph.graph.checks.view import View
from conceptgraph.graph.concept_graph import ConceptGraph
from conceptgraph.model import Finding, Severity
from conceptgraph.reading.glossary import Glossary


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A family of findings: its code, what the docs say of it, and the function that makes them.

    `inspect` is asked with a `View`, `find` with a glossary and its graph; one of the two is given. Paths of findings are
    relative to the glossary's folder, as `Concept.path` is. `severity` is that of the findings, the gravest if they differ.
    `help` is one line, `example` shows what is found, `remedy` says what to do, and `fixes` what `check --fix` does, if it
    does anything. A check that is not `by_default` runs where somebody asks for it by its code.
    """

    code: str
    help: str
    find: Callable[[Glossary, ConceptGraph], Iterable[Finding]] | None = None
    inspect: Callable[[View], Iterable[Finding]] | None = None
    severity: Severity = "advice"
    example: str = ""
    remedy: str = ""
    fixes: str = ""
    by_default: bool = True

    def findings(self, view: View) -> Iterable[Finding]:
        """What the check finds."""
        if self.inspect is not None:
            return self.inspect(view)
        return self.find(view.glossary, view.graph) if self.find is not None else ()
