"""What `suggest-requires` answers: in words for people, as a record for tools, and as changes of front matter.

What the entry's own text names comes first, and it alone is ready to paste and written unasked. What only other entries
speak for is shown apart: declared, it would be a prerequisite that the text never needs.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from conceptgraph.cli import answers
from conceptgraph.cli.console import say
from conceptgraph.model import Evidence, Fix

if TYPE_CHECKING:
    from conceptgraph.cli.glossaries import Place
    from conceptgraph.extraction.suggestions.requires import Refusal, RequiresAdvice, RequiresSuggestion
    from conceptgraph.reading.glossary import Glossary


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What one entry may require, best first, as far as it is shown; and each suggestion's change of front matter, by concept."""

    concept: str
    suggestions: tuple["RequiresSuggestion", ...]
    refused: tuple["Refusal", ...]
    fixes: Mapping[str, Fix]

    def split(self) -> tuple[list["RequiresSuggestion"], list["RequiresSuggestion"]]:
        """What the entry's own text names, and what is left to the author's judgment."""
        return [one for one in self.suggestions if one.named], [one for one in self.suggestions if not one.named]

    def yaml(self) -> str:
        """The lines to paste into front matter: what the text names."""
        from conceptgraph.reading.yaml_text import scalar_text

        fixes = [self.fixes[one.concept] for one in self.split()[0]]
        lines = [f"  {scalar_text(fix.value)}: {scalar_text(fix.reason)}" for fix in fixes]
        return "\n".join(["requires:", *lines]) if lines else ""


def make_advice(found: "RequiresAdvice", glossary: "Glossary", *, top: int) -> Advice:
    """The first suggestions, with what each would write."""
    shown = found.suggestions[:top]
    topics = glossary.concept(found.concept).topics
    fixes = {
        one.concept: Fix(key="requires", action="add", value=_name(one.concept, glossary, topics), reason=one.reasons[0]) for one in shown
    }
    return Advice(concept=found.concept, suggestions=shown, refused=found.refused, fixes=fixes)


def _name(concept: str, glossary: "Glossary", topics: Sequence[str]) -> str:
    """How an entry on some topics names a concept: by its term, if that means no other."""
    term = glossary.concept(concept).term
    return term if glossary.resolve(term, topics=topics) == (concept,) else concept


def advice_record(advice: Advice) -> dict[str, Any]:
    """What `suggest-requires --format json` writes."""
    return {
        "concept": advice.concept,
        "suggestions": [
            {
                "requires": one.concept, "score": one.score, "named": one.named, "inferred": one.inferred, "reasons": list(one.reasons),
                "evidence": [answers.evidence_record(item) for item in one.evidence],
            }
            for one in advice.suggestions
        ],
        "refused": [{"requires": one.concept, "reason": one.reason, "told": one.told, "way": list(one.way)} for one in advice.refused],
        "yaml": advice.yaml(),
    }  # fmt: skip


def show_advice(advice: Advice, glossary: "Glossary", place: "Place") -> None:
    """Print it for people."""
    terms = {one.id: one.term for one in glossary.concepts}
    name = terms[advice.concept]
    text = glossary.entry(advice.concept).prose.text

    def said(item: Evidence) -> str:
        return text[item.start : item.end]

    def show(one: "RequiresSuggestion", number: int) -> None:
        say(f"{number}. {terms[one.concept]}  ({one.score:.2f}{', required already by what its text says' if one.inferred else ''})")
        say(f"   {'; '.join(one.reasons)}")
        for line in answers.sentence_lines(one.evidence, place, around=said):
            say(f"   {line}")

    named, others = advice.split()
    if not advice.suggestions:
        say(f"Neither its text nor entries like it tell what else {name} may require.")
    for number, one in enumerate(named, start=1):
        show(one, number)
    if others:
        say(f"For your own judgment, as the text of {name} does not name {'them' if len(others) > 1 else 'it'}:")
    for number, one in enumerate(others, start=len(named) + 1):
        show(one, number)
    for refusal in advice.refused:
        say(f"Not {terms[refusal.concept]}: {_because(refusal, terms, name)}.")
    if named:
        say()
        say(advice.yaml())


def _because(refusal: "Refusal", terms: Mapping[str, str], name: str) -> str:
    if refusal.reason == "cycle":
        return f"it would close a cycle: {' -> '.join(terms[step] for step in refusal.way)}"
    return f"{name} says it does not require it{f': {refusal.told}' if refusal.told else ''}"
