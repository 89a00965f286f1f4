"""Rules of matching that were tried and are not kept, each as a change of the names or of the mentions, for `mentions.py`."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from conceptgraph.extraction.names import FUNCTION_WORDS, Name, can_be_name, collect_names
from conceptgraph.model import Mention
from conceptgraph.reading.glossary import Glossary
from conceptgraph.reading.labels import fold, fold_word


@dataclass(frozen=True, slots=True)
class Set:
    """A glossary, and the links that people made in it."""

    document: Mapping[str, Any]
    glossary: Glossary

    @property
    def name(self) -> str:
        """What it is called."""
        return str(self.document["name"])

    @property
    def gold(self) -> frozenset[tuple[str, str]]:
        """Who links whom."""
        return frozenset((record["id"], target) for record in self.document["entries"] for target in record.get("gold", ()))

    @property
    def linked(self) -> frozenset[tuple[str, str]]:
        """The same, with those that are otherwise connected."""
        also = ((record["id"], target) for record in self.document["entries"] for target in record.get("related", ()))
        return self.gold.union(also)

    def anchor(self, source: str, target: str) -> str:
        """The words that are linked, where the data says so."""
        record = next(record for record in self.document["entries"] if record["id"] == source)
        spans = [link[:2] for link in record.get("links", ()) if len(link) > 2 and link[2] == target]
        return str(record["text"][spans[0][0] : spans[0][1]]) if spans else ""

    def labels(self, concept: str) -> tuple[str, ...]:
        """A concept's term and aliases."""
        entry = self.glossary.entry(concept)
        return (entry.term, *entry.aliases)


class Find(Protocol):
    """Finds the mentions in a set, with other names than its own where they are given."""

    def __call__(self, one: Set, names: Sequence[Name] | None = None) -> list[Mention]:
        """The mentions of other concepts."""
        ...


Tried = Callable[[Set, Find], Iterable[Mention]]


def with_names(more: Callable[[Set, Sequence[Name]], Iterator[Name]]) -> Tried:
    """Finding with more names, unless they are known or several concepts claim them."""

    def search(one: Set, find: Find) -> list[Mention]:
        names = collect_names(one.glossary)
        known = {fold(name.text) for name in names}
        claims: dict[str, dict[str, Name]] = defaultdict(dict)
        for name in more(one, names):
            if (key := fold(name.text)) not in known and can_be_name(name.text):
                claims[key][name.concept] = name
        return find(one, [*names, *(name for claim in claims.values() if len(claim) == 1 for name in claim.values())])

    return search


def with_mentions(keep: Callable[[Set, Mention], bool]) -> Tried:
    """Finding, and dropping some of what was found."""
    return lambda one, find: [mention for mention in find(one) if keep(one, mention)]


_ALSO_KNOWN = re.compile(
    r"\b(?:also|sometimes|often|commonly) (?:known|called|referred to|named|abbreviated)(?: as| to as)? (?:an? |the )?([\w-]+(?: [\w-]+)?)"
)


def also_known(one: Set, _: Sequence[Name]) -> Iterator[Name]:
    """Names that an entry itself gives its concept."""
    for entry in one.glossary.entries:
        for match in _ALSO_KNOWN.finditer(entry.prose.text[:400]):
            words = match[1].split()
            yield Name(text=words[0] if words[-1] in FUNCTION_WORDS else match[1], concept=entry.id, kind="alias")


def initials(_: Set, names: Sequence[Name]) -> Iterator[Name]:
    """Acronyms of names of three words or more that no text defines."""
    for name in names:
        words = re.findall(r"[A-Za-z]+", name.text)
        if len(words) > 2:
            yield replace(name, text="".join(word[0] for word in words).upper(), kind="acronym")


def families(_: Set, names: Sequence[Name]) -> Iterator[Name]:
    """Names without a first word that three or more names have."""
    heads: dict[str, set[str]] = defaultdict(set)
    for name in names:
        head, space, rest = name.text.partition(" ")
        if space:
            heads[fold_word(head)].add(name.concept)
    for name in names:
        head, space, rest = name.text.partition(" ")
        if space and head[0].isupper() and len(heads[fold_word(head)]) > 2:
            yield replace(name, text=rest, kind="alias")


def without_articles(_: Set, names: Sequence[Name]) -> Iterator[Name]:
    """Names that begin with an article, without it."""
    for name in names:
        if match := re.fullmatch(r"(?:the|an?) (.+)", name.text, re.IGNORECASE):
            yield replace(name, text=match[1], kind="alias")


def british(_: Set, names: Sequence[Name]) -> Iterator[Name]:
    """The other of the British and the American spelling."""
    for name in names:
        for one, other in (
            ("our", "or"),
            ("or", "our"),
            ("is(?=e|ing|ation)", "iz"),
            ("iz(?=e|ing|ation)", "is"),
            ("re\\b", "er"),
            ("ll(?=ed|ing)", "l"),
        ):
            yield replace(name, text=re.sub(rf"(?<=[a-z]{{3}}){one}", other, name.text))


def code_spans(one: Set, find: Find) -> list[Mention]:
    """Whole spans of code that are a name as it is written."""
    owners: dict[str, set[str]] = defaultdict(set)
    for name in collect_names(one.glossary):
        owners[name.text].add(name.concept)
    found = find(one)
    for entry in one.glossary.entries:
        for start, end in entry.prose.opaque:
            concepts = owners.get(form := entry.prose.text[start:end].strip("` "), set())
            found += [
                Mention(source=entry.id, target=one_of, start=start, end=end, form=form, tier="exact")
                for one_of in concepts
                if len(concepts) == 1
            ]
    return [mention for mention in found if mention.source != mention.target]


def behind_unknown(one: Set, find: Find) -> list[Mention]:
    """No name of one word behind a word with which it stands in three or more entries: "confusion matrix" is no matrix."""
    found = find(one)
    before = [_word_before(one, mention) for mention in found]
    pairs: dict[tuple[str, str], set[str]] = defaultdict(set)
    for mention, word in zip(found, before, strict=True):
        pairs[word, mention.target].add(mention.source)
    return [mention for mention, word in zip(found, before, strict=True) if not word or len(pairs[word, mention.target]) < 3]


def _word_before(one: Set, mention: Mention) -> str:
    match = re.search(r"([A-Za-z]+)[ -]$", one.glossary.entry(mention.source).prose.text[: mention.start][-40:])
    word = fold_word(match[1]) if match and " " not in mention.form else ""
    return "" if word in FUNCTION_WORDS else word


def no_verb(one: Set, mention: Mention) -> bool:
    """Whether nothing before a name of one word makes it a verb: "to list", "may commit"."""
    before = one.glossary.entry(mention.source).prose.text[: mention.start][-8:]
    return " " in mention.form or not re.search(r"\b(?:to|can|will|may|must|not) $", before)


def proper(one: Set, mention: Mention) -> bool:
    """Whether a name with a capital has one in the text, where most names have none."""
    small = sum(concept.term[:1].islower() for concept in one.glossary.concepts) > len(one.glossary.concepts) / 2
    labels = [label for label in one.labels(mention.target) if fold(label) == fold(mention.form)]
    return not (small and labels and mention.form.islower() and all(label[:1].isupper() and " " not in label for label in labels))


TRIED: Mapping[str, Tried] = {
    "also known as": with_names(also_known),
    "acronyms that no text defines": with_names(initials),
    "names without a first word they share": with_names(families),
    "names without their article": with_names(without_articles),
    "British and American spelling": with_names(british),
    "spans of code that are a name": code_spans,
    "no word behind the same unknown word": behind_unknown,
    "no verbs": with_mentions(no_verb),
    "capitals of proper names": with_mentions(proper),
}
