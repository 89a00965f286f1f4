"""Forms of English verbs, for concepts that are explained as something one does: "parse: to read a text by its grammar"."""

import re
from collections.abc import Mapping
from types import MappingProxyType

_DOING = re.compile(
    r"(?:\(?(?:verb|vb|vt|vi|v)\.?\)?[:,]? )?(?:as a verb,? )?(?:to [a-z]|(?:the |an )?(?:act|action|process) of )", re.IGNORECASE
)
#: Endings of nouns, adjectives and adverbs that are made from verbs or others: no verb is formed from them.
_NO_VERB = re.compile(r"(?:ing|ed|ion|ment|ness|ity|ism|ous|ance|ence|ly|ist)$")

_IRREGULAR: Mapping[str, str] = MappingProxyType({
    "bind": "bound", "break": "broke broken", "build": "built", "catch": "caught", "choose": "chose chosen", "draw": "drew drawn",
    "drive": "drove driven", "feed": "fed", "find": "found", "forget": "forgot forgotten", "freeze": "froze frozen", "get": "got gotten",
    "grind": "ground", "hide": "hid hidden", "hold": "held", "keep": "kept", "lead": "led", "lose": "lost", "make": "made",
    "run": "ran", "send": "sent", "shake": "shook shaken", "shrink": "shrank shrunk", "sing": "sang sung", "speak": "spoke spoken",
    "spin": "spun", "steal": "stole stolen", "take": "took taken", "throw": "threw thrown", "write": "wrote written",
    "cut": "cut", "hit": "hit", "put": "put", "read": "read", "set": "set", "shut": "shut", "split": "split", "spread": "spread",
})  # fmt: skip
#: Verbs of more than one syllable that double their last letter.
_DOUBLING = re.compile(r"(?:mit|fer|pel|cur|trol|bug|fit|plot|log|map|tag|stop|skip|drop|ship|trim|wrap|swap|step|scan|spin|grep)$")


def is_doing(definition: str) -> bool:
    """Whether a definition explains something one does: "to ...", "the act of ..."."""
    return _DOING.match(definition) is not None


def verb_forms(word: str) -> tuple[str, ...]:
    """The participles and past forms of a verb, as they are spelled; none of a word that ends as no verb does.

    >>> verb_forms("parse"), verb_forms("commit"), verb_forms("aggregation")
    (('parsing', 'parsed'), ('committing', 'committed'), ())
    """
    if not (word.isascii() and word.isalpha() and len(word) > 2) or _NO_VERB.search(word):
        return ()
    present, past = word + "ing", word + "ed"
    if word.endswith("e"):
        present, past = (present if word.endswith(("ee", "oe", "ye")) else word[:-1] + "ing"), word + "d"
    elif re.search(r"[^aeiou]y$", word):
        past = word[:-1] + "ied"
    elif re.fullmatch(r"[^aeiou]*[aeiou][bdgklmnprtz]", word) or _DOUBLING.search(word):
        present, past = word + word[-1] + "ing", word + word[-1] + "ed"
    return present, *(form for form in _IRREGULAR.get(word, past).split() if form != word)
