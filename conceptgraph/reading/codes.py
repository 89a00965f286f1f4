"""Every code under which the reader and the importers tell something: how bad it is, what it means, how to mend it.

The checks of a whole glossary declare theirs in the same words (`conceptgraph.graph.checks.registry`). Both feed
`conceptgraph check --explain` and the reference in the docs.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from conceptgraph.model import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One kind of finding: its usual severity, one line about it, a finding as it is printed, and how to mend it.

    `fixes` says what `check --fix` does about it; nothing, if it is empty. `told_by` is the command that tells it, or the site.
    """

    code: str
    severity: Severity
    help: str
    example: str
    remedy: str
    fixes: str = ""
    told_by: Literal["check", "import", "site"] = "check"


def _error(code: str, text: str, *, example: str, remedy: str) -> Code:
    return Code(code=code, severity="error", help=text, example=example, remedy=remedy)


def _of_import(code: str, text: str, *, example: str, remedy: str) -> Code:
    return Code(code=code, severity="warning", help=text, example=example, remedy=remedy, told_by="import")


#: What keeps a folder or a file from being read at all.
_FILES = (
    _error(
        "no-folder",
        "the folder of the glossary is not there",
        example="glossary: there is no such folder",
        remedy="Name the folder of the entries, with `--glossary` or in `[tool.conceptgraph]`.",
    ),
    _error(
        "no-entries",
        "the folder holds no entry",
        example="glossary: has no entries; write one, a file such as 'gradient.md' with a heading and a first paragraph",
        remedy="Write a file `<id>.md`; `index.md`, `README.md` and names that begin with `_` or `.` are no entries.",
    ),
    _error(
        "unreadable",
        "a file or folder cannot be read",
        example="glossary/adam.md: cannot be read: permission denied",
        remedy="Give yourself the right to read it.",
    ),
    _error(
        "encoding",
        "a file is not UTF-8",
        example="glossary/adam.md:3: is not valid UTF-8 (byte 0xff); save it as UTF-8",
        remedy="Save the file as UTF-8 in your editor.",
    ),
    _error(
        "link",
        "a symbolic link leads nowhere, in a circle, or out of the folder; a warning if it is no entry",
        example="glossary/adam.md: is a link to 'old.md', where there is no file; mend or delete it",
        remedy="Delete the link, or put a copy of the file in its place.",
    ),
    _error(
        "duplicate-id",
        "two files have the same name in different folders, and so the same id",
        example="glossary/b/vector.md: has the id 'vector' of a/vector.md; rename one of the files",
        remedy="Rename one of the files: the id is the name without `.md`, whatever the folder.",
    ),
    Code(
        code="case-clash",
        severity="warning",
        help="two paths differ only in case, and are one on many disks",
        example="glossary/vector.md: its id 'vector' and that of Vector.md differ only in case; rename one of the files",
        remedy="Rename one of the files or folders.",
    ),
    Code(
        code="reserved-name",
        severity="warning",
        help="the name of a file or folder is not allowed on every system; an error if it is not UTF-8, or could be taken for markup",
        example="glossary/con.md: the name 'con.md' is reserved on Windows; rename it",
        remedy="Rename the file; letters, digits and hyphens are always fine.",
    ),
    Code(
        code="suffix",
        severity="advice",
        help="a Markdown file is no entry, since its name does not end in `.md`",
        example="glossary/adam.markdown: is no entry, since its name does not end in '.md'; rename it to adam.md, or exclude it",
        remedy="Rename the file, or list it under `exclude` in the settings.",
    ),
    Code(
        code="index-entry",
        severity="warning",
        help="`index.md` has a term, but introduces the index page and is no entry",
        example="glossary/index.md:2: has a term, but 'index.md' introduces the index page and is no entry; rename the file",
        remedy="Rename the file, to `index-entry.md` for example.",
    ),
    Code(
        code="positions",
        severity="warning",
        help="the positions file of the map cannot be used, and the map is drawn without it",
        example="glossary/_positions.json: the place of 'adam' is [1], and should be two numbers; the map is drawn without it;"
        " write it anew with 'conceptgraph map --keep-positions', or delete it",
        remedy="Write the file anew with `conceptgraph map --keep-positions`, or delete it.",
    ),
)

#: What is wrong inside one file.
_ENTRIES = (
    _error(
        "front-matter",
        "the front matter cannot be read",
        example="glossary/adam.md:1: front matter that begins here is never closed; add a line '---' below it",
        remedy="Do what the message says: it names the line, and shows the text in quotes where quotes are missing.",
    ),
    _error(
        "unknown-key",
        "the front matter has a key that means nothing",
        example="glossary/adam.md:3: unknown key 'alias'; did you mean 'aliases'?",
        remedy="Correct the key; the page *Entries* of the reference lists all. What is your own goes under `source`.",
    ),
    _error(
        "duplicate-key",
        "the front matter has a key twice",
        example="glossary/adam.md:4: key 'level' already stands on line 3; keep one",
        remedy="Join both, or delete one.",
    ),
    _error(
        "wrong-value",
        "a key has a value it cannot have",
        example="glossary/adam.md:3: 'level' takes a number from 1 to 5, not 'hard'",
        remedy="Write what the message says the key takes.",
    ),
    _error(
        "label",
        "a heading cannot be a term",
        example="glossary/bell.md:1: the heading 'bell\\x07' holds a line break or a control character; write it on one line",
        remedy="Write the heading on one line and without control characters, or give a `term`.",
    ),
    _error(
        "no-term",
        "an entry has no term; a warning if it is a card of a deck, which is left out",
        example="glossary/adam.md:1: has no term; add 'term: ...' to the front matter, or a heading",
        remedy="Begin the text with a heading, or write `term` in the front matter.",
    ),
    Code(
        code="stub",
        severity="advice",
        help="an entry has a term and no text",
        example="glossary/vector.md:2: 'vector' is a stub: it has a term and no text; write its first paragraph",
        remedy="Write a first paragraph that says what it is.",
    ),
)

#: What entries are to one another.
_NAMES = (
    _error(
        "duplicate-term",
        "two entries have the same term; a warning under `build --keep-going`",
        example="glossary/ml.md:2: term 'gradient' is already defined at glossary/gradient.md:2; rename one, or make it an alias there",
        remedy="Give both a qualifier in brackets, as in `kernel (convolution)` and `kernel (SVM)`, or join the entries.",
    ),
    _error(
        "alias-is-term",
        "an alias is the term of another entry; a warning under `build --keep-going`",
        example="glossary/ml.md:3: alias 'momentum' is the term defined at glossary/momentum.md:2; delete the alias, or rename one",
        remedy="Delete the alias, or give the other term a qualifier.",
    ),
    _error(
        "unknown-name",
        "a key names a concept that has no entry",
        example="glossary/adam.md:3: 'requires' names 'moment estimtaion', which is no concept; did you mean 'moment estimation'?",
        remedy="Correct the name, delete it, or write the entry: `conceptgraph new NAME`.",
    ),
    _error(
        "ambiguous-name",
        "a key names several concepts at once",
        example="glossary/cnn.md:3: 'requires' names 'kernel', which several concepts are called; write 'kernel-filter' or 'kernel-trick'",
        remedy="Write the id, or the term with its qualifier.",
    ),
    _error(
        "self-reference",
        "an entry requires, or is related to, itself",
        example="glossary/adam.md:3: 'requires' names 'Adam', which is this concept itself; delete the name",
        remedy="Delete the name.",
    ),
    _error(
        "declared-cycle",
        "what entries declare to require goes round in a circle",
        example="glossary/limit.md:3: these declared prerequisites form a cycle: derivative -> limit -> derivative "
        "(glossary/derivative.md:3, glossary/limit.md:3); delete one of them",
        remedy="Delete the one a learner could best do without. If two ideas are one, join the entries.",
    ),
    Code(
        code="level-order",
        severity="warning",
        help="an entry has a lower level than one it requires",
        example="glossary/adam.md:3: level 2 is below level 3 of 'momentum', which it requires; raise it, or lower that",
        remedy="Raise the level, or lower that of the required entry.",
    ),
    Code(
        code="contradiction",
        severity="warning",
        help="an entry requires what it says not to require",
        example="glossary/adam.md:4: 'not_requires' names 'momentum', which 'requires' names too; delete one",
        remedy="Delete the name under one of the two keys.",
    ),
    _error(
        "path-targets",
        "a curated path has no target, or one that is known already",
        example="glossary/_paths/train.md:1: has no targets; add 'targets: [...]' with the concepts the path leads to",
        remedy="Name what the path leads to under `targets`, and not under `known`.",
    ),
    _error(
        "path-steps",
        "the steps of a curated path do not reach its target",
        example="glossary/_paths/train.md:3: 'steps' never reaches the target 'adam'; add it, or leave 'steps' out",
        remedy="Add the target as a step, or leave `steps` out: the order is then found.",
    ),
)

#: What an importer tells of a deck.
_DECKS = (
    _of_import(
        "empty-card",
        "a card has no text",
        example="terms.csv:3: card 2, 'fold', has no text; write it, or delete the card",
        remedy="Write the text in the deck, or in the entry that is made.",
    ),
    _of_import(
        "duplicate-card",
        "two cards have the same title",
        example="terms.csv:3: cards 1 and 2 are both called 'fold'; rename one, or join them",
        remedy="Rename one, or join them; both become entries, the second with a number.",
    ),
    _of_import(
        "card-count",
        "a deck announces another number of cards than it has",
        example="deck.txt:2: the deck announces 12 cards and 3 were found; look for what is missing",
        remedy="Copy the whole deck, if you want all of it.",
    ),
    _of_import(
        "cut-text",
        "the text of a card stops in mid-sentence",
        example="deck.txt:8: the text of 'Quantile' stops in mid-sentence: '... is one of the'; complete it",
        remedy="Complete the text in the entry.",
    ),
    _of_import(
        "wide-row",
        "a row of a table has more cells than its head",
        example="terms.csv:2: this row has 3 cells under 2 columns; put quotes around a cell with ','",
        remedy="Put texts that hold the separator in quotes.",
    ),
    _of_import(
        "unknown-column",
        "a column of a table is left out, since its head means nothing",
        example="terms.csv:1: column 'definitoin' is left out; did you mean 'definition'?",
        remedy="Name the column as one of the keys that are read.",
    ),
)

#: What is wrong with concepts that pages of a site define.
_PAGES = (
    Code(
        code="concept-clash",
        severity="warning",
        help="a page defines a concept whose id an entry or another page has; the entry stands, else the first page by name",
        example="docs/terms.rst:5: term 'gradient' has the id 'gradient' of the concept at glossary/gradient.md:1; "
        "delete one of the two, or rename a term",
        remedy="Delete one of the two, rename a term, or give a `{concept}` an `:id:`.",
        told_by="site",
    ),
)

#: Every code of the reader, the importers and the site, in the order of the docs.
CODES: Mapping[str, Code] = MappingProxyType({code.code: code for code in (*_FILES, *_ENTRIES, *_NAMES, *_DECKS, *_PAGES)})
