"""graph.json of a folder, made from what the last build kept where only texts have changed since.

As long as the front matter of all entries stays, and what others see in the texts that changed, the names are those of the
last build: only the changed texts are read, and all other pieces (`kept_build`) are put together as they are. Whatever else
has changed, everything is built by `pipeline`. The bytes are the same either way.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from conceptgraph.cache import Cache, digest_of
from conceptgraph.exporters import pieces
from conceptgraph.exporters.json import export_json
from conceptgraph.extraction.names import seen_by_others
from conceptgraph.extraction.prerequisites import find_candidates
from conceptgraph.extraction.readings import make_task, read_again
from conceptgraph.extraction.relations import extract_relations
from conceptgraph.extraction.suggestions.wanted import rank_wanted
from conceptgraph.graph.checks.registry import CHECKS, checks, run_checks
from conceptgraph.kept_build import Built, Fixed, Moving, gather, put_together, targets_of, weigh_again
from conceptgraph.model import Concept, Entry, Prose, Relation, Wanted
from conceptgraph.pipeline import STAGES, Progress, extract_stages
from conceptgraph.reading.files import path_files
from conceptgraph.reading.folder import Read, Sources, read_source, read_sources
from conceptgraph.reading.glossary import Glossary, make_concept, read_glossary
from conceptgraph.reading.names import NameIndex
from conceptgraph.reading.sentences import first_sentence
from conceptgraph.settings import Settings

#: Where more entries than this have changed, everything is built.
MOST_CHANGED = 200


def build_text(
    folder: Path,
    *,
    settings: Settings | None = None,
    keep_going: bool = False,
    progress: Progress | None = None,
    cache: Cache | None = None,
    jobs: int = 1,
) -> Built:
    """The graph.json of a folder of entries, with what is no mere advice among the findings; see `pipeline.build`.

    Raises:
        GlossaryError: the files have errors, and `keep_going` is not set.
    """
    settings, cache = settings or Settings(), cache or Cache()
    if progress:
        progress(STAGES[0], 0, len(STAGES))
    sources = read_sources(folder, settings=settings)
    # Checks that other packages bring may look at anything, and a curated path at the whole graph.
    keeps = cache.file is not None and len(checks()) == len(CHECKS) and not path_files(folder)
    key = digest_of(folder, settings, keep_going)
    if keeps and (built := _rebuild(folder, sources, settings, cache, key)):
        if progress:
            progress(STAGES[-1], len(STAGES), len(STAGES))
        return built
    glossary = read_glossary(folder, settings=settings, keep_going=keep_going, cache=cache, jobs=jobs, sources=sources)
    stages = extract_stages(glossary, progress=progress, cache=cache, jobs=jobs)
    graph = stages.result.graph
    findings = run_checks(glossary, graph, settings=settings, advice=False)
    sound = len(glossary.digests) == len(sources.files) and not any(finding.severity == "error" for finding in findings)
    if keeps and sound:
        fixed, moving = gather(stages, sources, findings)
        cache.keep("build", {key + b"fixed": fixed, key + b"moving": moving})
        return put_together(fixed, moving)
    return Built(
        text=export_json(graph),
        concepts=len(graph),
        prerequisites=len(graph.prerequisites),
        relations=len(graph.relations),
        findings=findings,
    )


def _rebuild(folder: Path, sources: Sources, settings: Settings, cache: Cache, key: bytes) -> Built | None:
    """What the last build kept, with the texts that have changed since; None where that is not all there is to it."""
    kept = cache.recall("build", [key + b"fixed", key + b"moving"])
    fixed, moving = kept.get(key + b"fixed"), kept.get(key + b"moving")
    if not (isinstance(fixed, Fixed) and isinstance(moving, Moving) and fixed.stamp == moving.stamp):
        return None
    if len(sources.files) != len(fixed.ids) or sources.findings != fixed.folder_findings:
        return None
    known = frozenset(moving.digests)
    changed = [digest for digest in sources.files if digest not in known]
    numbers = {path: number for number, path in enumerate(fixed.paths)}
    places = [number for digest in changed if (number := numbers.get(sources.files[digest][0])) is not None]
    if len(changed) > MOST_CHANGED or len(places) < len(changed):
        return None
    digests = dict(zip(places, changed, strict=True))
    read = _read_changed(fixed, moving, sources, digests, cache)
    if read is None:
        return None
    if read:
        _take_in(fixed, moving, _glossary_of(folder, fixed, settings, read.values()), read, digests, cache)
        moving.wanted = pieces.wanted_lines(_rank(folder, fixed, moving, sources))
        cache.keep("build", {key + b"moving": moving}, used=[key + b"fixed"])
    return put_together(fixed, moving)


def _read_changed(fixed: Fixed, moving: Moving, sources: Sources, digests: Mapping[int, bytes], cache: Cache) -> dict[int, Entry] | None:
    """The entries that have changed, by number; None where others could see it, or nobody knows what they were."""
    old: dict[bytes, Read] = cache.recall("entry", [moving.digests[number] for number in digests])
    new = {digest: read_source(sources.files[digest]) for digest in digests.values()}
    homonyms = fixed.homonyms if new else frozenset()
    found: dict[int, Entry] = {}
    for number, digest in digests.items():
        before, after = old.get(moving.digests[number]), new[digest]
        if before is None or before[0] is None or after[0] is None or before[1] != after[1]:
            return None
        if not _seen_alike(before[0], after[0], homonym=after[0].id in homonyms):
            return None
        found[number] = after[0]
    cache.keep("entry", new)
    return found


def _seen_alike(one: Entry, other: Entry, *, homonym: bool) -> bool:
    """Whether two versions of an entry are the same to all other entries."""
    front = replace(other, prose=one.prose, body=one.body, body_line=one.body_line)
    return front == one and _seen(one, homonym=homonym) == _seen(other, homonym=homonym)


def _seen(entry: Entry, *, homonym: bool) -> object:
    return seen_by_others(entry, first_sentence(entry.prose), homonym=homonym)


def _glossary_of(folder: Path, fixed: Fixed, settings: Settings, read: Iterable[Entry]) -> Glossary:
    """What the labels of all entries name, if any of those that were read has names to be looked up; it holds no texts."""
    asks = any(entry.requires or entry.related or entry.contrast or entry.not_requires or entry.prose.links for entry in read)
    if not asks:
        return Glossary(folder=folder)
    entries = [
        Entry(id=concept, path=path, term=label[0], aliases=label[1], topics=label[2])
        for concept, path, label in zip(fixed.ids, fixed.paths, fixed.labels, strict=True)
    ]
    return Glossary(folder=folder, names=NameIndex.of(entries, foreign=settings.inventories))


def _take_in(
    fixed: Fixed, moving: Moving, glossary: Glossary, read: Mapping[int, Entry], digests: Mapping[int, bytes], cache: Cache
) -> None:
    """Put what the changed texts say in place of what they said."""
    concepts = [make_concept(entry, glossary.names) for entry in read.values()]
    tasks = [make_task(entry, concept, glossary) for entry, concept in zip(read.values(), concepts, strict=True)]
    readings = read_again(tasks, [digests[number] for number in read], fixed.names, cache=cache)
    candidates = {}
    for number, concept, reading in zip(read, concepts, readings, strict=True):
        entry = read[number]
        moving.digests[number] = digests[number]
        moving.texts[number] = entry.prose.text
        moving.heads[number] = pieces.concept_head(concept)
        relations = sorted(extract_relations(replace(glossary, entries=(entry,)), reading.statements), key=_place_of)
        moving.relations[number] = tuple(map(pieces.relation_line, relations))
        moving.targets[number] = targets_of(reading.mentions)
        moving.phrases[number] = reading.phrases
        candidates[concept.id] = find_candidates(reading.statements, fixed.inner.get(concept.id, ()))
    weigh_again(fixed, moving, candidates)


def _place_of(relation: Relation) -> tuple[str, str]:
    return relation.object, relation.predicate


def _rank(folder: Path, fixed: Fixed, moving: Moving, sources: Sources) -> tuple[Wanted, ...]:
    """The wanted names; of most entries they need the text alone."""
    rows = list(zip(fixed.ids, fixed.paths, fixed.labels, moving.texts, strict=True))
    glossary = Glossary(
        folder=folder,
        entries=tuple(Entry(id=concept, path=path, term=label[0], prose=Prose(text=text)) for concept, path, label, text in rows),
        concepts=tuple(Concept(id=concept, term=label[0], aliases=label[1]) for concept, _, label, _ in rows),
    )
    pairs = ((concept, target) for concept, targets in zip(fixed.ids, moving.targets, strict=True) for target in targets)

    def full(number: int) -> Entry:
        return read_source(sources.files[moving.digests[number]])[0] or glossary.entries[number]

    return rank_wanted(glossary, moving.phrases, pairs, full=full)
