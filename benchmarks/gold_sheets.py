"""The entries of the gold set: chosen by a fixed seed, frozen as they were read, and printed for readers.

Only the reading floor is used, so that neither the choice nor a sheet can know what the extraction makes of a text.
"""

import random
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from gold_marks import Frozen, Sentence, read_table

from conceptgraph.model import Entry
from conceptgraph.reading.glossary import Glossary, read_glossary
from conceptgraph.reading.sentences import first_sentence, sentence_text, split_sentences

SEED = 20
COUNT = 60


def choose_entries(glossary: Glossary, *, count: int = COUNT, seed: int = SEED) -> tuple[str, ...]:
    """So many entries with a text, from each topic in proportion to its size (largest remainders first), sorted by id."""
    topics: dict[str, list[str]] = defaultdict(list)
    for entry in glossary.entries:
        if not entry.stub:
            topics[entry.topics[0] if entry.topics else ""].append(entry.id)
    total = sum(map(len, topics.values()))
    count = min(count, total)
    shares = {topic: divmod(count * len(ids), total) for topic, ids in topics.items()}
    left = count - sum(whole for whole, _ in shares.values())
    favored = sorted(shares, key=lambda topic: (-shares[topic][1], topic))[:left]
    chance = random.Random(seed)
    return tuple(
        sorted(name for topic in sorted(topics) for name in chance.sample(sorted(topics[topic]), shares[topic][0] + (topic in favored)))
    )


def freeze(glossary_folder: Path, folder: Path) -> None:
    """Write entries, sentences and concepts of a new gold set: what readers are to see."""
    glossary = read_glossary(glossary_folder)
    chosen = choose_entries(glossary)
    rows = [row for name in chosen for row in _sentence_rows(glossary.entry(name))]
    concepts = [
        "\t".join((entry.id, entry.term, "; ".join(entry.aliases), "; ".join(entry.topics), first_sentence(entry.prose)))
        for entry in glossary.entries
    ]
    for name, lines in (("entries.txt", chosen), ("sentences.tsv", rows), ("concepts.tsv", concepts)):
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def _sentence_rows(entry: Entry) -> Iterator[str]:
    """Entry, number, spans of formulas and code ("3-7 9-12"), text."""
    for number, (start, end) in enumerate(split_sentences(entry.prose), 1):
        text = sentence_text(entry.prose.text, (start, end))
        opaque = []
        for first, last in entry.prose.opaque:
            if start <= first and last <= end:
                # White space may have become narrower on the way to one line.
                shown = len(sentence_text(entry.prose.text, (start, first + 1))) - 1
                opaque.append(f"{shown}-{shown + len(sentence_text(entry.prose.text, (first, last)))}")
        yield "\t".join((entry.id, str(number), " ".join(opaque), text))


def sheet(frozen: Frozen, entry: str, *, term: str) -> Iterator[str]:
    """An entry for a reader: its numbered sentences, formulas and code between backticks."""
    yield f"== {entry} ({term})"
    for sentence in frozen.sentences[entry]:
        yield f"{sentence.number:>3}  {shown_text(sentence)}"
    yield ""


def shown_text(sentence: Sentence) -> str:
    """A sentence with its formulas and code between backticks."""
    text = sentence.text
    for start, end in reversed(sentence.opaque):
        text = f"{text[:start]}`{text[start:end]}`{text[end:]}"
    return text


def names(folder: Path) -> Iterator[str]:
    """All concepts for a reader: id, term, other names, topics, definition."""
    yield "id | term | other names | topics | definition"
    for row in read_table(folder / "concepts.tsv"):
        yield " | ".join(row)
