"""For every check a glossary in which it finds exactly its own example, and a table of what it must and must not find."""

import re
from collections.abc import Mapping

import pytest
from checked import file_of, findings_of, told

from conceptgraph.graph.checks.check import Check
from conceptgraph.graph.checks.registry import CHECKS, checks
from conceptgraph.graph.concept_graph import ConceptGraph
from conceptgraph.model import Finding
from conceptgraph.reading.codes import CODES
from conceptgraph.reading.glossary import Glossary
from conceptgraph.settings import Settings

BREAD = file_of("bread", "", "Bread is a food made of dough.")
DOUGH = file_of("dough", "", "Dough is a paste of flour.")
VERSE = file_of("verse", "", "Verse is language in lines.")
STEP = file_of("step", "topics: [dance]", "A step is a move of one foot.")
HEAT = file_of("heat", "", "Heat is energy on its way.")
BAKED = tuple("bread cake cookie pie bun roll".split())

#: For each code a glossary with one finding of it: the example that the docs show.
EXAMPLES: Mapping[str, Mapping[str, str]] = {
    "path-order": {
        "bread": BREAD,
        "dough": DOUGH,
        "_paths/baking": "---\ntitle: Baking\nsteps: [bread, dough]\ntargets: [bread]\n---\nBake.\n",
    },
    "path-gap": {"bread": BREAD, "dough": DOUGH, "_paths/baking": "---\ntitle: Baking\nsteps: [bread]\n---\nBake.\n"},
    "orphan": {"bread": BREAD, "dough": DOUGH, "poem": file_of("poem", "", "A poem is a text in lines.")},
    "unreachable": {
        "crust": file_of("crust", "", "Crust is the outside of a bread."),
        "bread": BREAD,
        "dough": DOUGH,
        "poem": file_of("poem", "", "A poem is a text in verse."),
        "verse": VERSE,
    },
    "shared-name": {
        "cross-validation": file_of("cross-validation", "aliases: [CV]\ntopics: [learning]", "Cross-validation is a way of testing."),
        "computer-vision": file_of("computer vision", "aliases: [CV]\ntopics: [learning]", "Computer vision is the reading of images."),
    },
    "undecided-name": {
        "block-city": file_of("block (city)", "", "Houses between streets."),
        "block-pulley": file_of("block (pulley)", "", "A wheel in a case."),
        "rope": file_of("rope", "", "Rope runs through a block. A block takes its weight."),
    },
    "everyday-word": {
        "step": STEP,
        **{name: file_of(name, "topics: [baking]", f"{name.capitalize()} is a food. Each step of its making is easy.") for name in BAKED},
    },
    "missing-requirement": {
        "baking": file_of("baking", "requires: [heat]", "Baking is the cooking of dough by dry heat."),
        "heat": HEAT,
        "dough": DOUGH,
    },
    "unmentioned-requirement": {
        "baking": file_of("baking", "requires: [heat]", "Baking is a way of making bread."),
        "heat": HEAT,
        "bread": BREAD,
    },
    "redundant-requirement": {
        "bread": file_of("bread", "requires: [dough, flour]", "Bread is a food made of dough, and so of flour."),
        "dough": file_of("dough", "requires: [flour]", "Dough is a paste of flour."),
        "flour": file_of("flour", "", "Flour is ground grain."),
    },
    "idle-veto": {
        "bread": file_of("bread", "not_requires: {heat: raw dough is bread too}", "Bread is a food made of dough."),
        "dough": DOUGH,
        "heat": HEAT,
    },
    "inferred-level": {
        "bread": file_of("bread", "level: 1", "Bread is a food made of dough."),
        "dough": file_of("dough", "level: 3", "Dough is a paste."),
    },
    "circular-definition": {
        "host": file_of("host", "", "A host is a computer that serves a guest."),
        "guest": file_of("guest", "", "A guest is a system that runs on a host."),
    },
    "long-definition": {"bread": file_of("bread", "", f"Bread is {'a food and ' * 14}a food too.")},
    "not-a-definition": {"dough": file_of("dough", "", "Dough is very popular.")},
    "own-name": {"rate-plan": file_of("rate plan", "", "A rate plan is a plan of the rate.")},
    "heading": {"dough": file_of("dough", "", "# Batter\n\nDough is a paste of flour.")},
    "unused-alias": {"dough": file_of("dough", "aliases: [dogh]", "Dough is a paste of flour.")},
    "near-duplicate": {
        "data-set": file_of("data set", "", "A data set is a list of numbers."),
        "dataset": file_of("dataset", "", "A dataset is a table to learn from."),
    },
    "wanted": {
        "bread": file_of("bread", "related: [sour dough]", "Bread is a food."),
        "bun": file_of("bun", "related: [sour dough]", "A bun is a food."),
    },
    "unknown-silence": {"poem": file_of("poem", "silence: {orfan: it stands alone}", "A poem is a text in verse.")},
    "stale-silence": {"bread": file_of("bread", "silence: {orphan: it stands alone}", "Bread is a food made of dough."), "dough": DOUGH},
}  # fmt: skip


@pytest.mark.parametrize("code", CHECKS)
def test_a_check_finds_its_own_example(code: str) -> None:
    """The finding in the docs is one that the check really makes, with its place, under the severity that is declared."""
    (finding,) = told(code, EXAMPLES[code])
    shown = re.sub(r"\bglossary(?=[/:])", "entries", CHECKS[code].example)
    assert (str(finding), finding.severity) == (shown, CHECKS[code].severity)


@pytest.mark.parametrize("code", CHECKS)
def test_a_check_is_documented(code: str) -> None:
    """It has a line of help and a remedy, and says what is mended exactly if it mends anything."""
    check = CHECKS[code]
    assert check.code == code
    assert check.help
    assert check.remedy.endswith(".")
    assert bool(check.fixes) == any(finding.fix for finding in told(code, EXAMPLES[code]))


def test_a_code_means_one_thing() -> None:
    """No check takes a code of the reader."""
    assert not CHECKS.keys() & CODES.keys()


@pytest.mark.parametrize("code", sorted(CHECKS.keys() - {"unknown-silence", "stale-silence", "wanted", "path-order", "path-gap"}))
def test_any_finding_of_an_entry_can_be_silenced(code: str) -> None:
    """The code in its `silence` takes it out, and is not called stale."""
    files = dict(EXAMPLES[code])
    (finding,) = told(code, files)
    name = finding.path.removeprefix("entries/").removesuffix(".md")
    files[name] = files[name].replace("\n---\n", f"\nsilence: {{{code}: we know}}\n---\n", 1)
    assert not {code, "stale-silence"} & {found.code for found in findings_of(files, also=(code,))}


def test_a_check_that_is_not_run_by_default_is_asked_for() -> None:
    """Nobody hears of unused aliases without asking, and their silence is not stale."""
    files = {"dough": file_of("dough", "aliases: [dogh]\nsilence: {unused-alias: people type it}", "Dough is a paste.")}
    assert not {"unused-alias", "stale-silence"} & {finding.code for finding in findings_of(files)}


BLOCKS = {
    "block-city": file_of("block (city)", "topics: [towns]", "Houses between streets."),
    "block-pulley": file_of("block (pulley)", "topics: [sailing]", "A wheel in a case."),
}
LOAF = file_of("loaf", "requires: [bread]", "A loaf is one piece of bread.")
FLOUR = file_of("flour", "", "Flour is ground grain.")
CHAIN = {
    "loaf": LOAF,
    "bread": file_of("bread", "requires: [dough]", "Bread is a food made of dough."),
    "dough": file_of("dough", "requires: [flour]", "Dough is a paste of flour."),
    "flour": FLOUR,
}


def path_of(head: str) -> dict[str, str]:
    """The chain from loaf down to flour, with a curated path."""
    return CHAIN | {"_paths/baking": f"---\ntitle: Baking\n{head}\n---\nBake.\n"}


#: What must not be found: a name for the case, the code, and a glossary without any finding of it.
QUIET: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "steps in order": ("path-order", path_of("steps: [flour, dough, bread, loaf]")),
    "steps that are found": ("path-order", path_of("targets: [loaf]")),
    "over what is known leads no way": ("path-order", path_of("steps: [loaf, flour]\nknown: [dough]\ntargets: [loaf]")),
    "a path in whole": ("path-gap", path_of("steps: [flour, dough, bread, loaf]")),
    "what is known is no gap": ("path-gap", path_of("steps: [bread, loaf]\nknown: [dough]")),
    "nor what only the known needs": ("path-gap", path_of("steps: [loaf]\nknown: [bread]")),
    "found steps have no gap": ("path-gap", path_of("targets: [loaf]\nknown: [dough]")),
    "two that name one another are no orphans": ("orphan", {"bread": BREAD, "dough": DOUGH}),
    "a related name is an edge": ("orphan", {"bread": BREAD, "dough": file_of("dough", "related: bread", "A paste.")}),
    "an orphan is no island": ("unreachable", EXAMPLES["orphan"]),
    "a glossary in one piece": ("unreachable", {"bread": BREAD, "dough": DOUGH}),
    "one edge joins two groups": (
        "unreachable",
        EXAMPLES["unreachable"] | {"verse": file_of("verse", "related: bread", "Verse is language in lines.")},
    ),
    "qualifiers that texts use": (
        "shared-name",
        {
            "a": file_of("kernel (image)", "topics: [x]", "A grid."),
            "b": file_of("kernel (system)", "topics: [x]", "A core."),
            "c": file_of("blur", "", "Blur is what an image gets by a kernel in any system."),
        },
    ),
    "the text has a word of a qualifier": (
        "undecided-name",
        BLOCKS | {"rope": file_of("rope", "", "Rope runs through a block, which holds a pulley.")},
    ),
    "the text is of one's topic": (
        "undecided-name",
        BLOCKS | {"rope": file_of("rope", "topics: [sailing]", "Rope runs through a block.")},
    ),
    "front matter names one": (
        "undecided-name",
        BLOCKS | {"rope": file_of("rope", "related: [block (pulley)]", "Rope runs through a block.")},
    ),
    "a link decides for the others": (
        "undecided-name",
        BLOCKS | {"rope": file_of("rope", "", "Rope runs through a [block](block-pulley.md). A block takes its weight.")},
    ),
    "the name is no link there": (
        "undecided-name",
        BLOCKS | {"rope": file_of("rope", "no_link: [block]", "Rope runs through a block.")},
    ),
    "one of two is matched in its topic only": (
        "undecided-name",
        BLOCKS
        | {
            "block-city": file_of("block (city)", "topics: [towns]\nmatch: topic", "Houses between streets."),
            "rope": file_of("rope", "", "Rope runs through a block."),
        },
    ),
    "another spelling": (
        "shared-name",
        {"a": file_of("maximum a posteriori", "aliases: [MAP]", "A value."), "b": file_of("mean precision", "aliases: [mAP]", "A mean.")},
    ),
    "the unqualified term is what a bare name means": (
        "shared-name",
        {"a": file_of("kernel", "", "A core."), "b": file_of("kernel (image)", "", "A grid.")},
    ),
    "a word at home in its topic": (
        "everyday-word",
        EXAMPLES["everyday-word"] | {"step": file_of("step", "topics: [baking]", "A step is a part of making.")},
    ),
    "a word whose rule is set": (
        "everyday-word",
        EXAMPLES["everyday-word"] | {"step": file_of("step", "topics: [dance]\nmatch: exact", "A step is a move.")},
    ),
    "a word that entries require": (
        "everyday-word",
        {"step": STEP, **{name: file_of(name, "topics: [baking]\nrequires: step", f"{name} takes a step.") for name in BAKED}},
    ),
    "a word of few entries": (
        "everyday-word",
        {"step": STEP, **{name: file_of(name, "topics: [baking]", f"{name} takes a step.") for name in BAKED[:4]}},
    ),
    "a name of two words": (
        "everyday-word",
        {
            "step": file_of("first step", "topics: [dance]", "A move."),
            **{name: file_of(name, "topics: [baking]", f"A first step leads to {name}.") for name in BAKED},
        },
    ),
    "nothing is declared": (
        "missing-requirement",
        EXAMPLES["missing-requirement"] | {"baking": file_of("baking", "", "Baking is the cooking of dough by heat.")},
    ),
    "something required rests on it": (
        "missing-requirement",
        {
            "loaf": file_of("loaf", "requires: [bread]", "A loaf is a bread made of one piece of dough."),
            "bread": BREAD,
            "dough": DOUGH,
        },
    ),
    "it is vetoed": (
        "missing-requirement",
        EXAMPLES["missing-requirement"]
        | {"baking": file_of("baking", "requires: [heat]\nnot_requires: {dough: no}", "Baking is the cooking of dough by dry heat.")},
    ),
    "the text suggests what is vetoed": (
        "idle-veto",
        EXAMPLES["idle-veto"] | {"bread": file_of("bread", "not_requires: {heat: no}", "Bread is a food. Heat makes it.")},
    ),
    "the term suggests what is vetoed": (
        "idle-veto",
        EXAMPLES["idle-veto"] | {"bread": file_of("heat bread", "not_requires: {heat: no}", "A food made of dough.")},
    ),
    "what is vetoed is no concept": (
        "idle-veto",
        EXAMPLES["idle-veto"] | {"bread": file_of("bread", "not_requires: {warmth: no}", "Bread is a food made of dough.")},
    ),
    "it stands in a later sentence": (
        "missing-requirement",
        EXAMPLES["missing-requirement"]
        | {"baking": file_of("baking", "requires: [heat]", "Baking is cooking by dry heat. It is done with dough.")},
    ),
    "it is named by an alias": (
        "unmentioned-requirement",
        EXAMPLES["unmentioned-requirement"] | {"heat": file_of("heat", "aliases: [bread making]", "Heat is energy."),
                                               "baking": file_of("baking", "requires: [heat]", "Baking is bread making.")},
    ),
    "something named rests on it": (
        "unmentioned-requirement",
        EXAMPLES["unmentioned-requirement"] | {"bread": file_of("bread", "requires: [heat]", "Bread is a food made by heat.")},
    ),
    "it stands in the term": (
        "unmentioned-requirement",
        {"heat": HEAT, "flow": file_of("heat flow", "requires: [heat]", "A move of energy.")},
    ),
    "the rule of its name is never": (
        "unmentioned-requirement",
        EXAMPLES["unmentioned-requirement"]
        | {
            "heat": file_of("heat", "match: never", "Heat is energy."),
            "baking": file_of("baking", "requires: [heat]", "Baking is done by heat."),
        },
    ),
    "a reason is worth its line": (
        "redundant-requirement",
        EXAMPLES["redundant-requirement"]
        | {"bread": file_of("bread", "requires: {dough: it is made of it, flour: it is weighed by it}", "Bread is a food.")},
    ),
    "the other only leans on it by its text": (
        "redundant-requirement",
        EXAMPLES["redundant-requirement"] | {"dough": file_of("dough", "", "Dough is a paste of flour.")},
    ),
    "a needed concept without a level, on easy ones": (
        "inferred-level",
        {
            "bread": file_of("bread", "level: 1", "Bread is a food made of dough."),
            "dough": file_of("dough", "", "Dough is a paste of flour."),
            "flour": file_of("flour", "level: 1", "Flour is ground grain."),
        },
    ),
    "both levels and the requirement are declared": (
        "inferred-level",
        EXAMPLES["inferred-level"] | {"bread": file_of("bread", "level: 1\nrequires: dough", "Bread is a food made of dough.")},
    ),
    "one names the other in a later sentence": (
        "circular-definition",
        {
            "host": file_of("host", "", "A host is a computer that others share. It serves a guest."),
            "guest": file_of("guest", "", "A guest is a system that runs on a host."),
        },
    ),
    "one gives its parts a name": (
        "circular-definition",
        {
            "class": file_of("class", "", "A class is a structure with operations (called methods)."),
            "method": file_of("method", "", "A method is an operation of a class."),
        },
    ),
    "each is like the other": (
        "circular-definition",
        {
            "host": file_of("host", "", "A host is a machine similar to a guest."),
            "guest": file_of("guest", "", "A guest is a system that runs on a host."),
        },
    ),
    "one gives examples": (
        "circular-definition",
        {
            "host": file_of("host", "", "A host is what serves others, as in a guest."),
            "guest": file_of("guest", "", "A guest is a system that runs on a host."),
        },
    ),
    "one is contrasted": (
        "circular-definition",
        {
            "host": file_of("host", "", "A host (contrasted with a guest) is a computer."),
            "guest": file_of("guest", "", "A guest is a system that runs on a host."),
        },
    ),
    "one sets itself apart": (
        "circular-definition",
        {
            "host": file_of("host", "", "A host, unlike a guest, is a computer."),
            "guest": file_of("guest", "", "A guest is a system that runs on a host."),
        },
    ),
    "the circle is vetoed": (
        "circular-definition",
        EXAMPLES["circular-definition"]
        | {"host": file_of("host", "not_requires: {guest: any will do}", "A host is a computer that serves a guest.")},
    ),
    "as many words as are allowed": ("long-definition", {"bread": file_of("bread", "", f"Bread is {'a food and ' * 14}.")}),
    "words of its own beside those of the name": (
        "own-name",
        {"schedule": file_of("rate schedule", "", "A rate schedule is a plan, fixed before, that changes the rate.")},
    ),
    "the name of a larger thing": (
        "own-name",
        {"rmse": file_of("root mean squared error", "", "The square root of the mean squared error.")},
    ),
    "a heading in the plural": ("heading", {"dough": file_of("dough", "", "# Doughs\n\nDough is a paste.")}),
    "a heading that is an alias": ("heading", {"dough": file_of("dough", "aliases: [batter]", "# Batter\n\nDough is a paste.")}),
    "a heading with marks": ("heading", {"dough": file_of("my_dough", "", "# `my_dough`\n\nDough is a paste.")}),
    "an escaped heading": ("heading", {"dough": file_of("my_dough_", "", "# my\\_dough\\_\n\nDough is a paste.")}),
    "a heading of a part": ("heading", {"dough": file_of("dough", "", "Dough is a paste.\n\n# History\n\nIt is old.")}),
    "an alias that another text uses": (
        "unused-alias",
        {"dough": file_of("dough", "aliases: [batter]", "A paste."), "bread": file_of("bread", "", "Bread is made of batters.")},
    ),
    "names that differ in two letters": (
        "near-duplicate",
        {"a": file_of("precision", "", "A share."), "b": file_of("provision", "", "A gift.")},
    ),
    "names that differ in letters far apart": (
        "near-duplicate",
        {"a": file_of("abcdefghijkl", "", "A."), "b": file_of("abdefghcijkl", "", "B.")},
    ),
    "names that differ at their start": ("near-duplicate", {"a": file_of("batching", "", "A."), "b": file_of("patching", "", "B.")}),
    "names that differ in a number": (
        "near-duplicate",
        {"a": file_of("L1 regularization", "", "A penalty."), "b": file_of("L2 regularization", "", "Another penalty.")},
    ),
    "a code of the reader is known": ("unknown-silence", {"poem": file_of("poem", "silence: {stub: later}", "")}),
    "a silence that is needed": ("stale-silence", {"poem": file_of("poem", "silence: {orphan: it stands alone}", "A text.")}),
}  # fmt: skip


@pytest.mark.parametrize("case", QUIET)
def test_what_is_right_is_not_told(case: str) -> None:
    """A false alarm costs more than a miss."""
    code, files = QUIET[case]
    assert [str(finding) for finding in told(code, files)] == []


#: What must be found beside the examples: a name for the case, the code, a glossary, and the places.
LOUD: Mapping[str, tuple[str, Mapping[str, str], list[str]]] = {
    "acronyms in brackets": (
        "shared-name",
        {"a": file_of("active zone (AZ)", "", "A place."), "b": file_of("azure zenith (AZ)", "", "A sky.")},
        ["b.md:2"],
    ),
    "qualifiers that no text uses": (
        "shared-name",
        {"a": file_of("kernel (one)", "", "A core."), "b": file_of("kernel (two)", "", "A grid.")},
        ["b.md:2"],
    ),
    "an acronym that two concepts have": (
        "undecided-name",
        {
            "a": file_of("cross-validation", "aliases: [CV]", "A way of testing."),
            "b": file_of("computer vision", "aliases: [CV]", "The reading of images."),
            "c": file_of("paper", "", "A paper is long.\n\nIt may be on CV. Most are."),
        },
        ["c.md:7"],
    ),
    "each of two names, in each of two entries": (
        "undecided-name",
        BLOCKS
        | {
            "a": file_of("knot (speed)", "", "A mile in an hour."),
            "b": file_of("knot (loop)", "", "A turn in a line."),
            "c": file_of("rope", "", "A rope has a knot. It has a block, and blocks, and knots."),
            "d": file_of("deck", "", "A deck has a block."),
        },
        ["c.md:5", "c.md:5", "d.md:5"],
    ),
    "a needed concept without a level, on a hard one": (
        "inferred-level",
        {
            "bread": file_of("bread", "level: 1", "Bread is a food made of dough."),
            "dough": file_of("dough", "", "Dough is a paste of flour."),
            "flour": file_of("flour", "level: 4", "Flour is ground grain."),
        },
        ["bread.md:6"],
    ),
    "a declared one without a level, on a hard one": (
        "inferred-level",
        {
            "bread": file_of("bread", "level: 1\nrequires: dough", "Bread is a food."),
            "dough": file_of("dough", "requires: flour", "Dough is a paste."),
            "flour": file_of("flour", "level: 4", "Flour is ground grain."),
        },
        ["bread.md:4"],
    ),
    "a circle of three": (
        "circular-definition",
        {
            "a": file_of("alpha", "", "An alpha is a unit that holds a beta."),
            "b": file_of("beta", "", "A beta is a unit that holds a gamma."),
            "c": file_of("gamma", "", "A gamma is a unit that holds an alpha."),
        },
        ["a.md:5"],
    ),
    "two circles that share a definition": (
        "circular-definition",
        {
            "a": file_of("alpha", "", "An alpha is a unit that holds a beta and a gamma."),
            "b": file_of("beta", "", "A beta is a unit that holds an alpha."),
            "c": file_of("gamma", "", "A gamma is a unit that holds an alpha."),
        },
        ["a.md:5", "a.md:5"],
    ),
    "a shorter circle stands for a longer one": (
        "circular-definition",
        {
            "a": file_of("alpha", "", "An alpha is a unit that holds a beta."),
            "b": file_of("beta", "", "A beta is a unit that holds an alpha and a gamma."),
            "c": file_of("gamma", "", "A gamma is a unit that holds an alpha."),
        },
        ["a.md:5"],
    ),
    "number tells two terms apart only to the reader": (
        "near-duplicate",
        {"a": file_of("statistic", "", "A number."), "b": file_of("statistics", "", "A science.")},
        ["b.md:2"],
    ),
    "a term that is nearly an alias": (
        "near-duplicate",
        {"a": file_of("mini batch", "aliases: [time step]", "A."), "b": file_of("timestep", "", "B.")},
        ["b.md:2"],
    ),
    "another order of words": (
        "near-duplicate",
        {"a": file_of("rate of learning", "", "A pace."), "b": file_of("learning rate", "", "A step.")},
        ["b.md:2"],
    ),
    "a letter too many": (
        "near-duplicate",
        {"a": file_of("regularization", "", "A penalty."), "b": file_of("regularrization", "", "Another.")},
        ["b.md:2"],
    ),
    "a wrong letter": (
        "near-duplicate",
        {"a": file_of("weight initialization", "", "A."), "b": file_of("weight initialisation", "", "B.")},
        ["b.md:2"],
    ),
    "two letters in the wrong order": (
        "near-duplicate",
        {"a": file_of("weight initialization", "", "A."), "b": file_of("weight initialziation", "", "B.")},
        ["b.md:2"],
    ),
    "a copied text": (
        "near-duplicate",
        {
            name: file_of(
                name,
                "",
                "It combines several independent estimators, aggregating intermediate predictions afterwards into something "
                "remarkably consistent throughout repeated experiments.",
            )
            for name in ("alpha", "omega")
        },
        ["omega.md:2"],
    ),
    "a tokenizer that tokenizes": ("own-name", {"a": file_of("tokenizer", "", "A tokenizer is something that tokenizes.")}, ["a.md:5"]),
    "an agent of its own action": ("own-name", {"a": file_of("tokenizer", "", "A tokenizer is a thing for tokenization.")}, ["a.md:5"]),
    "an underlined heading": ("heading", {"a": file_of("dough", "", "Batter\n======\n\nDough is a paste.")}, ["a.md:5"]),
    "each of three requirements": (
        "unmentioned-requirement",
        {
            "a": file_of("alpha", "requires: [beta, gamma]", "A unit."),
            "b": file_of("beta", "", "Another unit."),
            "c": file_of("gamma", "", "A third."),
        },
        ["a.md:3", "a.md:3"],
    ),
    "one of two vetoes": (
        "idle-veto",
        EXAMPLES["idle-veto"] | {"bread": file_of("bread", "not_requires:\n  dough: no\n  heat: no", "Bread is a food made of dough.")},
        ["bread.md:5"],
    ),
    "a chain makes a requirement redundant": (
        "redundant-requirement",
        {
            "a": file_of("alpha", "requires: [beta, delta]", "A unit."),
            "b": file_of("beta", "requires: gamma", "A unit."),
            "c": file_of("gamma", "requires: delta", "A unit."),
            "d": file_of("delta", "", "A unit."),
        },
        ["a.md:3"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", LOUD)
def test_what_is_wrong_is_told(case: str) -> None:
    """At the line that shows it best."""
    code, files, places = LOUD[case]
    assert [str(finding).removeprefix("entries/").split(": ")[0] for finding in told(code, files)] == places


def test_a_circle_may_be_silenced_in_any_of_its_entries() -> None:
    """It is told once, and heard by none."""
    for name in ("host", "guest"):
        files = dict(EXAMPLES["circular-definition"])
        files[name] = files[name].replace("\n---\n", "\nsilence: {circular-definition: best learned together}\n---\n", 1)
        assert not {"circular-definition", "stale-silence"} & {finding.code for finding in findings_of(files)}


def test_the_longest_definition_is_a_setting() -> None:
    """With `definition_words` as many words as one likes."""
    files = {"bread": file_of("bread", "", "Bread is a food made of dough.")}
    assert not told("long-definition", files, settings=Settings(definition_words=7))
    assert told("long-definition", files, settings=Settings(definition_words=6))


def test_a_finding_carries_its_sentence() -> None:
    """What is about a sentence shows it to whoever reads the findings elsewhere."""
    for code in ("missing-requirement", "undecided-name", "circular-definition", "long-definition", "own-name", "inferred-level"):
        (finding,) = told(code, EXAMPLES[code])
        assert finding.sentence, code


def find_nothing(_glossary: Glossary, graph: ConceptGraph) -> list[Finding]:
    return [Finding(code="rhyme", severity="advice", message=f"{len(graph)} concepts do not rhyme")]


def test_a_check_of_another_package_may_look_at_glossary_and_graph(monkeypatch: pytest.MonkeyPatch) -> None:
    """A check that gives `find` is asked with the two, one that gives `inspect` with a view of both."""
    rhyme = Check(code="rhyme", help="nothing rhymes", find=find_nothing)
    monkeypatch.setattr("conceptgraph.graph.checks.registry.checks", lambda: {**CHECKS, "rhyme": rhyme})
    findings = findings_of({"bread": BREAD, "dough": DOUGH})
    assert [str(finding) for finding in findings if finding.code == "rhyme"] == ["entries: 2 concepts do not rhyme"]


def test_the_built_in_checks_stand_behind_the_door() -> None:
    """Nothing has to be imported for it."""
    assert checks().keys() >= CHECKS.keys()
