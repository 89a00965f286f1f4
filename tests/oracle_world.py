"""The world of the oracle: a small documentation project as data, and edits that authors make to it.

An edit is a function from a world and a generator to a world; one that finds nothing to edit gives the world back. So every
sequence of edits, and every part of it, can be played.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

#: Names that overlap and hold one another, so that an alias that comes, goes or moves changes links on other pages.
NAMES = (
    "function", "mapping", "derivative", "partial derivative", "slope", "gradient", "descent", "gradient descent", "steepest descent",
    "Adam", "RMSprop", "running average", "average", "momentum", "step", "step size", "learning rate", "SGD", "vector", "kernel",
)  # fmt: skip
SENTENCES = (
    "It is built from {0} and from {1}.",
    "This is a form of {0} that uses {1}s at every *step*.",
    "Unlike {0}, it needs no {1}.",
    "To compute it, one must know the {0} before.",
    "The {0}'s value is $x^2$ here, and `{1}` is its name in code; **{0}** comes first.",
    "Each run of the {0}\nends with {1} and a {0}.",
    "## On {0}\n\nA part of its own speaks of {1}.",
    ":::{{note}}\nWith {0} all of this is easier.\n:::",
    "See {{term}}`{0}` and {{concept}}`{1}s`.",
    "Nothing else has to be known about it.",
    "![A picture](picture.svg)",
    "```{{include}} part.txt\n```",
)
#: What entries show of other files, which lie in the glossary's folder only, not below it.
PICTURES = tuple(f"<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='1'/>" for width in (1, 2))
PARTS = ("A gradient is included.", "A derivative is included.")
DIRECTIVES = (
    "```{{learning-path}} {0}\n```",
    "```{{learning-path}}\n:to: {0}\n:known: {1}\n```",
    "```{{concept-map}} {0}\n:depth: 1\n```",
    "```{{concept-neighbourhood}} {0}\n```",
    "```{{concept-list}}\n:level: 1,2,3\n```",
    "```{{concept-list}}\n:status: draft\n:names-only:\n```",
)
TOPICS = ("mathematics", "optimization", "C++ / C#", "Zeta")
#: Values of conf.py; the first of each is what holds where nothing is set.
OPTIONS: Mapping[str, tuple[object, ...]] = {
    "conceptgraph_link_pages": ("entries", "all", ["more"]),
    "conceptgraph_links": ("section", "page", "all", "off"),
    "conceptgraph_previews": (True, False),
    "conceptgraph_map_page": ("concept-map", "the-map"),
    "conceptgraph_navigation": ("auto", "none"),
    "conceptgraph_exclude": ([], ["sub/*"]),
    "html_theme": ("basic", "alabaster"),
    "html_title": (None, "A title"),
    "html_copy_source": (True, False),
    "html_baseurl": ("", "https://example.org/docs/"),
}


@dataclass(frozen=True, kw_only=True)
class WorldEntry:
    """An entry as an author wrote it; `keys` are lines of front matter by key."""

    term: str
    title: str
    body: tuple[str, ...]
    keys: Mapping[str, str] = field(default_factory=dict)
    folder: str = ""

    def text(self) -> str:
        """Its file."""
        lines = "".join(f"{key}: {value}\n" for key, value in sorted(self.keys.items()))
        return f"---\nterm: {self.term}\n{lines}---\n# {self.title}\n\n" + "\n\n".join(self.body) + "\n"


@dataclass(frozen=True, kw_only=True)
class World:
    """A project: entries by id, ordinary pages, curated paths by name, options of conf.py, and the endings of lines."""

    entries: Mapping[str, WorldEntry]
    pages: Mapping[str, tuple[str, ...]]
    paths: Mapping[str, str]
    options: Mapping[str, object] = field(default_factory=dict)
    windows: frozenset[str] = frozenset()
    picture: str = PICTURES[0]
    part: str = PARTS[0]

    def files(self) -> dict[str, str]:
        """Every file of the project by its path."""
        values = {"project": "Try", "extensions": ["myst_parser", "conceptgraph.sphinxext"], "myst_enable_extensions": ["colon_fence"]}
        values |= {"html_theme": OPTIONS["html_theme"][0]} | {name: value for name, value in self.options.items() if value is not None}
        found = {"docs/conf.py": "".join(f"{name} = {value!r}\n" for name, value in sorted(values.items()))}
        found |= {"glossary/picture.svg": self.picture, "glossary/part.txt": self.part}
        found |= {f"glossary/{entry.folder}{name}.md": entry.text() for name, entry in self.entries.items()}
        found |= {f"docs/{name}.md": "\n\n".join(blocks) + "\n" for name, blocks in self.pages.items()}
        found |= {f"glossary/_paths/{name}.md": text for name, text in self.paths.items()}
        return {path: text.replace("\n", "\r\n") if path in self.windows else text for path, text in found.items()}


Edit = Callable[[World, random.Random], World]
EDITS: dict[str, Edit] = {}


def edit(function: Edit) -> Edit:
    """Put an edit into the table, under its name."""
    EDITS[function.__name__] = function
    return function


def first_world(chance: random.Random) -> World:
    """Six entries with a path and two pages."""
    world = World(entries={}, pages={"index": ("# Welcome", "A page that speaks of gradient descent."), "more": ("# More",)}, paths={})
    world = replace(world, pages=world.pages | {"index": (*world.pages["index"], "```{toctree}\nmore\n```")})
    for _ in range(6):
        world = add(world, chance)
    return add_path(add_directive(edit_page(world, chance), chance), chance)


@edit
def add(world: World, chance: random.Random) -> World:
    """A new entry, of a name that is no term yet."""
    free = [name for name in NAMES if slug(name) not in world.entries and name not in terms(world)]
    if not free:
        return world
    name = chance.choice(free)
    keys = {"topics": f"[{chance.choice(TOPICS)}]", "level": str(chance.randint(1, 5))}
    if chance.random() < 0.5:
        keys["aliases"] = f"[{chance.choice(NAMES)}]"
    body = (f"A {name} is a thing. {sentence(chance)}", sentence(chance), sentence(chance))
    return with_entry(world, slug(name), WorldEntry(term=name, title=name.capitalize(), body=body, keys=keys))


@edit
def delete(world: World, chance: random.Random) -> World:
    """An entry goes, and the last one may."""
    return replace(world, entries=without(world.entries, pick(world.entries, chance)))


@edit
def rename(world: World, chance: random.Random) -> World:
    """An entry's file gets another name, and with it the entry another id; now and then the old address is kept."""
    old, new = pick(world.entries, chance), slug(chance.choice(NAMES)) + chance.choice(("", "-2"))
    if not old or new in world.entries:
        return world
    entry = world.entries[old]
    keys = dict(entry.keys) | ({"redirect_from": f"[{old}]"} if chance.random() < 0.5 else {})
    return with_entry(replace(world, entries=without(world.entries, old)), new, replace(entry, keys=keys))


@edit
def move_file(world: World, chance: random.Random) -> World:
    """An entry's file moves to another folder as it is, time and all."""
    return change_entry(world, chance, lambda entry: replace(entry, folder="" if entry.folder else "sub/"))


@edit
def retitle(world: World, chance: random.Random) -> World:
    """The heading changes, not the term."""
    return change_entry(world, chance, lambda entry: replace(entry, title=f"The {chance.choice(NAMES)}"))


@edit
def change_term(world: World, chance: random.Random) -> World:
    """The term changes, not the id."""
    return change_entry(world, chance, lambda entry: replace(entry, term=chance.choice(NAMES)))


@edit
def change_aliases(world: World, chance: random.Random) -> World:
    """Other names come, change or go; one may be another entry's too."""
    names = chance.sample(NAMES, chance.choice((0, 1, 1, 2)))
    return change_key(world, chance, "aliases", f"[{', '.join(names)}]" if names else "")


@edit
def move_alias(world: World, chance: random.Random) -> World:
    """What was another name of one entry is one of another."""
    holders = [name for name, entry in world.entries.items() if "aliases" in entry.keys]
    old, new = pick(holders, chance), pick(world.entries, chance)
    if not old or old == new:
        return world
    aliases, giver, taker = world.entries[old].keys["aliases"], world.entries[old], world.entries[new]
    world = with_entry(world, old, replace(giver, keys=without(giver.keys, "aliases")))
    return with_entry(world, new, replace(taker, keys=dict(taker.keys) | {"aliases": aliases}))


@edit
def change_body(world: World, chance: random.Random) -> World:
    """A block of the text comes, changes or goes."""

    def change(entry: WorldEntry) -> WorldEntry:
        at = chance.randrange(1, len(entry.body) + 1)
        new = chance.choice(((), (sentence(chance),), (sentence(chance),)))
        return replace(entry, body=(*entry.body[:at], *new, *entry.body[at + chance.randint(0, 1) :]))

    return change_entry(world, chance, change)


@edit
def change_definition(world: World, chance: random.Random) -> World:
    """The first sentence changes."""
    return change_entry(world, chance, lambda entry: replace(entry, body=(f"It is {chance.choice(NAMES)} done twice.", *entry.body[1:])))


@edit
def change_requires(world: World, chance: random.Random) -> World:
    """What an entry builds on is declared otherwise, with reasons or without."""
    known = sorted(terms(world)) or list(NAMES)
    named = chance.sample(known, min(len(known), chance.choice((0, 1, 2))))
    reasons = ", ".join(f"{name}: {chance.choice(('it is made of one', 'see $x$', 'null'))}" for name in named)
    return change_key(world, chance, chance.choice(("requires", "contrast", "related")), f"{{{reasons}}}" if reasons else "")


@edit
def change_head(world: World, chance: random.Random) -> World:
    """Topic, level, status, wordings that are no links, references."""
    key, values = chance.choice((
        ("topics", (*(f"[{topic}]" for topic in TOPICS), "[]", "[Zeta, mathematics]")), ("level", ("1", "3", "5", "")),
        ("status", ("draft", "reviewed", "")), ("no_link", ("[step]", "[gradient, descent]", "")),
        ("references", ("['Cauchy (1847). https://example.org/c']", "")), ("match", ("exact", "")),
    ))  # fmt: skip
    return change_key(world, chance, key, chance.choice(values))


@edit
def add_path(world: World, chance: random.Random) -> World:
    """A curated path comes, or changes its title and its goal."""
    known = sorted(terms(world))
    if not known:
        return world
    text = f"---\ntitle: Up to {chance.choice(NAMES)}\ntargets: [{chance.choice(known)}]\n---\n{sentence(chance)}\n"
    return replace(world, paths=dict(world.paths) | {chance.choice(("one", "two")): text})


@edit
def delete_path(world: World, chance: random.Random) -> World:
    """A curated path goes."""
    return replace(world, paths=without(world.paths, pick(world.paths, chance)))


@edit
def edit_page(world: World, chance: random.Random) -> World:
    """A block of an ordinary page comes, changes or goes; the first two of the index stay."""
    name = pick(world.pages, chance)
    blocks = world.pages[name]
    at = chance.randrange(3 if name == "index" else 1, len(blocks) + 1) if len(blocks) > 3 else len(blocks)
    new = chance.choice(((), (sentence(chance),), (sentence(chance),)))
    return replace(world, pages=dict(world.pages) | {name: (*blocks[:at], *new, *blocks[at + chance.randint(0, 1) :])})


@edit
def add_directive(world: World, chance: random.Random) -> World:
    """A page, or an entry, asks a question to the graph."""
    known = sorted(terms(world)) or list(NAMES)
    block = chance.choice(DIRECTIVES).format(chance.choice(known), chance.choice(known))
    if chance.random() < 0.3:
        return change_entry(world, chance, lambda entry: replace(entry, body=(*entry.body, block)))
    return replace(world, pages=dict(world.pages) | {"more": ("# More", block, *world.pages["more"][1:])})


@edit
def define_on_page(world: World, chance: random.Random) -> World:
    """A page defines a concept, by a directive or in a `glossary`, or what it has defined changes or goes."""
    name = chance.choice(NAMES)
    text = sentence(chance).replace("\n\n", " ").replace("\n", " ") if chance.random() < 0.8 else "Nothing more."
    text = text if not text.startswith(("#", ":", "`", "!")) else "It is a thing."
    block = chance.choice((
        f"```{{concept}} {name}\n{text}\n```", f"```{{concept}} {name}\n:aliases: {chance.choice(NAMES)}\n\n{text}\n```",
        f"```{{glossary}}\n{name}\n    {text}\n\nterm of a list\n    It follows the {chance.choice(NAMES)}.\n```", "No concept.",
    ))  # fmt: skip
    head, *rest = world.pages["more"]
    kept = [other for other in rest if not other.startswith(("```{concept}", "```{glossary}"))]
    return replace(world, pages=dict(world.pages) | {"more": (head, block, *kept)})


@edit
def retitle_page(world: World, chance: random.Random) -> World:
    """A page's title changes: it stands in the sidebars, and beside the pages before and after."""
    name = pick(world.pages, chance)
    return replace(world, pages=dict(world.pages) | {name: (f"# Page {chance.choice(NAMES)}", *world.pages[name][1:])})


@edit
def write_index(world: World, chance: random.Random) -> World:
    """The project has a page of its own where one is generated, or no longer; or its toctree names the glossary."""
    if chance.random() < 0.5:
        blocks = world.pages["index"]
        named = "```{toctree}\nmore\n```" if "glossary" in blocks[2] else "```{toctree}\nglossary/index\nmore\n```"
        return replace(world, pages=dict(world.pages) | {"index": (*blocks[:2], named, *blocks[3:])})
    name = chance.choice(("a-to-z", "topics", "learning-paths"))
    other = without(world.pages, name) if name in world.pages else dict(world.pages) | {name: (f"---\norphan: true\n---\n# My {name}",)}
    return replace(world, pages=other)


@edit
def change_option(world: World, chance: random.Random) -> World:
    """conf.py changes."""
    name = chance.choice(sorted(OPTIONS))
    return replace(world, options=dict(world.options) | {name: chance.choice(OPTIONS[name])})


@edit
def change_other_file(world: World, chance: random.Random) -> World:
    """What entries show or include of another file changes."""
    return replace(world, picture=chance.choice(PICTURES), part=chance.choice(PARTS))


@edit
def change_line_ends(world: World, chance: random.Random) -> World:
    """A file is saved with the line ends of another system."""
    return replace(world, windows=world.windows ^ {pick(world.files(), chance)})


def slug(name: str) -> str:
    """The id of a name."""
    return name.lower().replace(" ", "-")


def terms(world: World) -> set[str]:
    """All terms."""
    return {entry.term for entry in world.entries.values()}


def sentence(chance: random.Random) -> str:
    """A block of text with names in it."""
    return chance.choice(SENTENCES).format(chance.choice(NAMES), chance.choice(NAMES))


def pick(names: Mapping[str, object] | Sequence[str], chance: random.Random) -> str:
    """One of some names, or nothing of none."""
    return chance.choice(sorted(names)) if names else ""


def without(mapping: Mapping[str, object], name: str) -> dict[str, object]:
    """A mapping without a key."""
    return {key: value for key, value in mapping.items() if key != name}


def with_entry(world: World, name: str, entry: WorldEntry) -> World:
    """A world with an entry under an id."""
    return replace(world, entries=dict(world.entries) | {name: entry})


def change_entry(world: World, chance: random.Random, change: Callable[[WorldEntry], WorldEntry]) -> World:
    """A world with one of its entries changed."""
    name = pick(world.entries, chance)
    return with_entry(world, name, change(world.entries[name])) if name else world


def change_key(world: World, chance: random.Random, key: str, value: str) -> World:
    """A world with a line of one entry's front matter set, or taken out where the value is empty."""
    return change_entry(world, chance, lambda entry: replace(entry, keys=without(entry.keys, key) | ({key: value} if value else {})))
