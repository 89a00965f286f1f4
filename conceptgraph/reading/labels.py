"""Labels as strings: how they are cut into words, folded for comparison, made into ids, and brought into singular form.

Two labels are the same name when their folded words are the same: case, hyphens, quotes and grammatical number make no
difference. The same folding is applied to labels and to prose, so that a rule which is crude on both sides still agrees
with itself; only rules that merge different words do harm.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import islice
from types import MappingProxyType

#: Characters that join or decorate words and make no difference to a name.
_SILENT = "-‐‑‒–—\"'“”‘’«»`´\u00ad\u200b\u200c\u200d\ufeff"

#: A word is a run of letters, digits and underscores (identifiers stay whole); any other visible character stands alone,
#: unless it makes no difference. A possessive ending is a word of its own, and letters with stops (U.S.) are one.
WORD = re.compile(rf"['’]s\b|(?:[A-Z]\.){{2,}}(?!\w)|[\w\u0300-\u036f]+(?:\.(?=\w)\w+)*|[^\w\s{re.escape(_SILENT)}]")
#: Endings that make no difference to a name either: "Bayes's rule" is "Bayes' rule".
POSSESSIVES = frozenset(("'s", "’s"))

_IRREGULAR: Mapping[str, str] = MappingProxyType({
    "analyses": "analysis", "axes": "axis", "bases": "basis", "crises": "crisis", "diagnoses": "diagnosis",
    "hypotheses": "hypothesis", "parentheses": "parenthesis", "syntheses": "synthesis", "theses": "thesis",
    "appendices": "appendix", "codices": "codex", "indices": "index", "matrices": "matrix", "simplices": "simplex",
    "vertices": "vertex", "vortices": "vortex",
    "automata": "automaton", "corpora": "corpus", "criteria": "criterion", "extrema": "extremum", "genera": "genus",
    "lemmata": "lemma", "maxima": "maximum", "minima": "minimum", "optima": "optimum", "phenomena": "phenomenon",
    "quanta": "quantum", "schemata": "schema", "spectra": "spectrum", "strata": "stratum", "stigmata": "stigma",
    "foci": "focus", "loci": "locus", "moduli": "modulus", "nuclei": "nucleus", "radii": "radius", "stimuli": "stimulus",
    "formulae": "formula", "antennae": "antenna", "vertebrae": "vertebra",
    "children": "child", "feet": "foot", "geese": "goose", "men": "man", "mice": "mouse", "people": "person",
    "teeth": "tooth", "women": "woman",
    "halves": "half", "knives": "knife", "leaves": "leaf", "lives": "life", "loaves": "loaf", "selves": "self",
    "shelves": "shelf", "thieves": "thief", "wives": "wife", "wolves": "wolf",
    "heroes": "hero", "echoes": "echo", "potatoes": "potato", "tomatoes": "tomato", "vetoes": "veto",
    "buses": "bus", "gases": "gas", "biases": "bias", "aliases": "alias", "canvases": "canvas", "atlases": "atlas",
    "viruses": "virus", "statuses": "status", "bonuses": "bonus", "corpuses": "corpus", "censuses": "census",
    "quizzes": "quiz", "series": "series", "species": "species", "lenses": "lens", "caches": "cache",
    "axises": "axis", "niches": "niche", "headaches": "headache", "movies": "movie", "cookies": "cookie", "zombies": "zombie",
    "annuli": "annulus", "bacilli": "bacillus", "cacti": "cactus", "fungi": "fungus", "syllabi": "syllabus", "termini": "terminus",
    "tori": "torus", "suprema": "supremum", "infima": "infimum", "continua": "continuum", "equilibria": "equilibrium", "errata": "erratum",
    "addenda": "addendum", "momenta": "momentum", "bacteria": "bacterium", "polyhedra": "polyhedron", "tetrahedra": "tetrahedron",
    "helices": "helix", "cortices": "cortex", "directrices": "directrix", "calves": "calf", "hooves": "hoof", "sheaves": "sheaf",
    "oases": "oasis", "ellipses": "ellipsis", "synopses": "synopsis", "dice": "die", "oxen": "ox", "zeroes": "zero", "tornadoes": "tornado",
    "volcanoes": "volcano", "waltzes": "waltz", "quartzes": "quartz", "pluses": "plus", "minuses": "minus", "choruses": "chorus",
    "focuses": "focus", "campuses": "campus", "calories": "calorie", "genies": "genie", "rookies": "rookie", "newbies": "newbie",
})  # fmt: skip

#: Plurals of words that have another one: found, but not what a writer would form.
_LESS_USUAL: Mapping[str, str] = MappingProxyType({
    "indexes": "index", "concerti": "concerto", "celli": "cello", "libretti": "libretto", "soli": "solo", "tempi": "tempo",
    "virtuosi": "virtuoso", "crescendi": "crescendo", "glissandi": "glissando", "staves": "staff", "memoranda": "memorandum",
    "curricula": "curriculum", "symposia": "symposium", "millennia": "millennium", "aquaria": "aquarium", "dogmata": "dogma",
    "octopi": "octopus", "hippopotami": "hippopotamus", "genii": "genius",
})  # fmt: skip

_UNCHANGED = frozenset(
    "alias always as atlas bias canvas chaos cosmos does gas has his its kudos lens pandas perhaps this thus us was yes".split()
)


def singular(word: str) -> str:
    """The singular of an English noun written in lower case; other words come back unchanged or consistently shortened."""
    if known := _IRREGULAR.get(word) or _LESS_USUAL.get(word):
        return known
    if len(word) < 4 or not word.endswith("s") or word in _UNCHANGED or word.endswith(("ss", "us", "is", ".s")):
        return word
    if word.endswith("ies") and len(word) > 4:
        shortened = word[:-3] + "y"
    elif word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        shortened = word[:-2]
    else:
        shortened = word[:-1]
    # "stigmatas" and "peoples": a plural of a plural is folded as far as the plural is.
    return _IRREGULAR.get(shortened, shortened)


_PLURAL: Mapping[str, str] = MappingProxyType({one: many for many, one in tuple(_IRREGULAR.items())[::-1]})


def plural(label: str) -> str:
    """The label with its last word in the plural, as a writer would form it; a plural comes back unchanged."""
    match = re.search(r"(?<!\w)\w++$", label)
    if match is None:
        return label
    word, head = match[0], label[: match.start()]
    folded = word.casefold()
    if fold_word(word) != folded:
        return label
    if folded in _PLURAL and word == folded:
        return head + _PLURAL[folded]
    if folded.endswith(("s", "x", "z", "ch", "sh")) and word == folded:
        return head + word + "es"
    if re.search(r"[^aeiou]y$", word) and len(word) > 2:
        return head + word[:-1] + "ies"
    return head + word + "s"


_PLURAL_ACRONYM = re.compile(r"\w+[A-Z]s")
_DOTTED = re.compile(r"(?:[A-Z]\.)+[A-Z]?")


@lru_cache(maxsize=1 << 16)
def fold_word(word: str) -> str:
    """The comparison form of one word: compatible characters unified, lower case, singular.

    A word in capitals throughout is an acronym and keeps its final s (DNS), but not its stops (U.S.); a small s behind
    capitals is a plural (GPUs).
    """
    # A few characters unify to several with a space between them; a word stays one word.
    folded = "".join(unicodedata.normalize("NFKC", word).casefold().split())
    if _DOTTED.fullmatch(word):
        return folded.replace(".", "")
    if _PLURAL_ACRONYM.fullmatch(word):
        return folded[:-1]
    return folded if word.isupper() else singular(folded)


def words(text: str) -> Iterator[re.Match[str]]:
    """The words of a text, left to right, without the characters that make no difference to a name."""
    return WORD.finditer(text)


@lru_cache(maxsize=1 << 15)
def fold(label: str) -> str:
    """The comparison key of a label: equal keys name the same thing.

    >>> fold("Mini-Batches") == fold("mini batch")
    True
    """
    return " ".join(fold_word(match[0]) for match in words(label) if match[0] not in POSSESSIVES)


def slug(term: str) -> str:
    """The id of a term: lower case, apostrophes and dots dropped, words joined by hyphens.

    >>> slug("Bayes' theorem")
    'bayes-theorem'
    """
    text = unicodedata.normalize("NFKC", term).casefold()
    text = re.sub(r"['’.]", "", text)
    return re.sub(r"[\W_]+", "-", text).strip("-")


def initials_match(*, long: str, short: str) -> bool:
    """Whether an acronym reads as the initials of a long form (Schwartz and Hearst, 2003, simplified).

    The letters of `short` must occur in `long` in this order, the first at the start of the first word and each word's
    share beginning at a word's start as often as the short form has capitals.
    """
    letters = [letter for letter in short.rstrip("s") if letter.isalnum()]
    if not 2 <= len(letters) <= _LONGEST_ACRONYM:
        return False
    spoken = [match[0].casefold() for match in islice(words(long), _MOST_SPOKEN) if match[0][0].isalnum()]
    if not spoken or len(spoken) == _MOST_SPOKEN:
        return False
    return _read_initials("".join(letters).casefold(), spoken)


#: No acronym has more letters, and none stands for so many words.
_LONGEST_ACRONYM = 20
_MOST_SPOKEN = 60
_SMALL = frozenset("a an and as at by for from in of on or the to vs with".split())


def _read_initials(letters: str, spoken: list[str]) -> bool:
    """Whether the letters can be spent on the words in order, each word giving a prefix or nothing if it is small."""
    spent = {0}
    for word in spoken:
        spent = {after for before in spent for after in _spend(letters, before, word)}
        if not spent:
            return False
    return len(letters) in spent


def _spend(letters: str, spent: int, word: str) -> Iterator[int]:
    """How many letters may be spent after a word, when some are before it."""
    if word in _SMALL:
        yield spent
    if letters[spent : spent + 1] == "x" and word.startswith(("cross", "ex", "trans")):
        yield spent + 1  # extensible markup language (XML), cross-site scripting (XSS)
    left = letters[spent : spent + 4]
    shared = 0
    while shared < min(len(word), len(left), 3) and word[shared] == left[shared]:
        shared += 1
        yield spent + shared
    if shared:
        # Letters from inside the word: "hyperparameter optimization" (HPO), "hypertext" (HTML).
        yield from (spent + 1 + size for size in range(1, len(left)) if _is_subsequence(left[1 : size + 1], word[1:]))


def _is_subsequence(part: str, whole: str) -> bool:
    letters = iter(whole)
    return all(letter in letters for letter in part)
