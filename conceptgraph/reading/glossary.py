"""A folder of entries becomes a glossary: concepts, and the one place that knows which label names which.

Problems of all files are collected and raised once. Sentences that are problems with a declared prerequisite or a shared
label are made in `references` and `names`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from conceptgraph.cache import Cache
from conceptgraph.errors import AmbiguousConceptError, GlossaryError, UnknownConceptError
from conceptgraph.model import Concept, CuratedPath, Entry, Finding, Reference
from conceptgraph.reading.amounts import count_formulas, count_words
from conceptgraph.reading.curated_paths import read_path
from conceptgraph.reading.files import path_files, placed_path, shown_path
from conceptgraph.reading.folder import Sources, read_file, read_folder
from conceptgraph.reading.names import NameIndex, shared_name_findings
from conceptgraph.reading.references import check_references
from conceptgraph.reading.sentences import first_sentence
from conceptgraph.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Glossary:
    """Entries and their concepts, in parallel and sorted by id, curated paths with ids for names, and what was found.

    `unknown` pairs a concept's id with a reference of its front matter that names no concept; it is empty unless the
    glossary was read with `keep_going`. Paths of findings begin with the folder as it was given. `digests` has for each
    entry that was read from a file a digest of its path and bytes.
    """

    folder: Path
    entries: tuple[Entry, ...] = ()
    concepts: tuple[Concept, ...] = ()
    paths: tuple[CuratedPath, ...] = ()
    findings: tuple[Finding, ...] = ()
    unknown: tuple[tuple[str, Reference], ...] = ()
    names: NameIndex = field(default_factory=NameIndex, repr=False, compare=False)
    digests: Mapping[str, bytes] = field(default_factory=dict, repr=False, compare=False)

    def find(self, label: str) -> Concept:
        """The one concept with this id or label, in any case, number or hyphenation.

        Raises:
            UnknownConceptError: no concept has the label.
            AmbiguousConceptError: several have it, none of them more exactly than the others.
        """
        found = [one for one in self.resolve(label) if one in self.names.concepts]
        if not found:
            raise UnknownConceptError(label, known=self.names.labels())
        if len(found) > 1:
            raise AmbiguousConceptError(label, candidates=found)
        return self.names.concepts[found[0]]

    def resolve(self, name: str, *, topics: Sequence[str] = ()) -> tuple[str, ...]:
        """The ids of the concepts a name means, sorted; those with one of the topics alone, if there are any.

        A concept of another project, `project:name`, is its own id.
        """
        return self.names.resolve(name, topics=topics)

    def concept(self, concept_id: str) -> Concept:
        """The concept with this id.

        Raises:
            UnknownConceptError: there is none.
        """
        if concept_id not in self.names.concepts:
            raise UnknownConceptError(concept_id, known=self.names.concepts)
        return self.names.concepts[concept_id]

    def entry(self, concept_id: str) -> Entry:
        """The entry of the concept with this id.

        Raises:
            UnknownConceptError: there is none.
        """
        if concept_id not in self.names.entries:
            raise UnknownConceptError(concept_id, known=self.names.concepts)
        return self.names.entries[concept_id]


def read_glossary(
    folder: Path,
    *,
    settings: Settings | None = None,
    keep_going: bool = False,
    cache: Cache | None = None,
    jobs: int = 1,
    sources: Sources | None = None,
) -> Glossary:
    """The glossary in a folder.

    With `keep_going` it is made of what is valid, and the errors stand in its findings: files of which no entry can be
    made are left out, a key with a problem is ignored, a reference to an unknown name goes to `unknown`, and entries that
    share a name become homonyms. What the cache has is not read again; what it lacks is read by so many processes.
    `sources` are the files in the folder, where they have been read.

    Raises:
        GlossaryError: the folder is missing or holds no entries, or, unless `keep_going`, any file has an error.
    """
    settings = settings or Settings()
    contents = read_folder(folder, settings=settings, cache=cache or Cache(), jobs=jobs, sources=sources)
    glossary = make_glossary(folder, contents.entries, settings=settings, findings=contents.findings, keep_going=keep_going)
    errors = [finding for finding in glossary.findings if finding.severity == "error"]
    if errors and not keep_going:
        raise GlossaryError(errors)
    return replace(glossary, digests=contents.digests)


def make_glossary(
    folder: Path,
    entries: Iterable[Entry],
    *,
    settings: Settings,
    findings: Iterable[Finding] = (),
    keep_going: bool = False,
    curated: bool = True,
) -> Glossary:
    """The glossary of entries that are read already, with all problems in its findings.

    Unless `curated`, the curated paths in the folder are left out. Paths of the findings given are relative to the folder;
    those of the glossary's begin with it.
    """
    entries = tuple(sorted(entries, key=lambda entry: entry.id))
    names = NameIndex.of(entries, foreign=settings.inventories)

    def place(entry: Entry, line: int = 0) -> str:
        return f"{placed_path(entry.path, folder=folder)}:{line or entry.line}"

    all_findings = [*findings, *shared_name_findings(entries, place=place, keep_going=keep_going)]
    checked = check_references(entries, names, place=place)
    all_findings += checked.findings
    concepts = tuple(make_concept(entry, names) for entry in checked.entries)
    names = names.with_concepts(checked.entries, concepts)
    paths, path_findings = _read_paths(folder, names) if curated else ((), [])
    placed = [_placed(finding, folder) for finding in (*all_findings, *path_findings)]
    return Glossary(
        folder=folder,
        entries=checked.entries,
        concepts=concepts,
        paths=paths,
        findings=tuple(sorted(set(placed), key=lambda finding: (finding.path, finding.line, finding.code, finding.message))),
        unknown=checked.unknown,
        names=names,
    )


def make_concept(entry: Entry, names: NameIndex) -> Concept:
    """The concept that an entry tells of."""
    contrast = {target: reference.reason for reference in entry.contrast for target in names.resolve(reference.name)}
    return Concept(
        id=entry.id, term=entry.term, aliases=entry.aliases, topics=entry.topics, level=entry.level,
        status=entry.status or ("stub" if entry.stub else "reviewed"), match=entry.match,
        definition=first_sentence(entry.prose), path=entry.path, line=entry.line, stub=entry.stub, source=entry.source,
        contrast=MappingProxyType(contrast), minutes=entry.minutes, words=count_words(entry.prose),
        formulas=count_formulas(entry.prose),
    )  # fmt: skip


def _read_paths(folder: Path, names: NameIndex) -> tuple[tuple[CuratedPath, ...], list[Finding]]:
    paths: list[CuratedPath] = []
    findings: list[Finding] = []
    for file in path_files(folder):
        path = shown_path(file.relative_to(folder))
        text, problems = read_file(file, path=path)
        findings += problems
        if text is not None:
            curated, found = read_path(text, path=path, names=names)
            findings += found
            if curated is not None:
                paths.append(curated)
    return tuple(paths), findings


def _placed(finding: Finding, folder: Path) -> Finding:
    return replace(finding, path=placed_path(finding.path, folder=folder))
