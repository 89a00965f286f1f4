"""Whose clause is it? Whether the words before a cue make the entry's own concept (written §) the one it speaks of.

A sentence is cut where clauses may begin, and each piece either names a subject, goes on with the one before, or hangs on a
noun. Nothing is parsed: where the pieces do not show it, the answer is no, and a relation stays untyped.
"""

import re
from dataclasses import dataclass

_OWN = "§"
#: Farther back than this no subject is looked for.
_FARTHEST = 800

_ADVERBS = (
    r"\w+ly|also|often|then|thus|thereby|always|sometimes|now|today|still|already|just|therefore|hence|both|all|each|itself|themselves|even"
    r"|only|indeed|again|however|too|as well|in turn|in practice|in general|in part|in this way|at most|at least|at times|of course"
    r"|for instance|for example|instead|about(?= the)|almost|perhaps"
)
#: Tried before the single words they begin with.
_LONGER = (
    r"(?:is|are) (?:meant|used|designed|made|built|intended|known|needed|said|found|trained|able) to"
    r"|(?:has|have|had|needs?|tends?|helps?|serves?|seems?|aims?|tries|try|comes?|turns? out) to"
)
_AUXILIARIES = r"is|are|was|were|be|been|being|has|have|had|does|do|did|may|might|can|could|must|should|will|shall|used to|ought to|helps?"
_FILLER = re.compile(rf"^(?:(?:{_LONGER}|{_AUXILIARIES}|{_ADVERBS}|not)\b,?\s*)*+$", re.IGNORECASE)
_COPULA = r"(?:is|are|was|were|be|been|being|remains?|becomes?|became|forms?|makes?|constitutes?|counts? as|acts? as|serves? as|works? as)"
_PREPOSITIONS = frozenset(
    "about above across after against along among around as at before behind below beneath beside besides between beyond by despite down"
    " during except for from in inside into like near of off on onto out outside over past per since than through throughout to toward"
    " towards under unlike until up upon via with within without".split()
)
_DETERMINERS = frozenset(
    "a an the this that these those such each every any most many some all both several few no another one two three its their his her our"
    " your my".split()
)
_PRONOUN = re.compile(r"^(?:it|they|this|these|both)\b ?", re.IGNORECASE)
#: "From such rounds it": what stands before the subject of a clause without a comma.
_SCENE = re.compile(
    r"^(?:from|in|at|with|by|for|on|after|over|under|without|within)"
    r"(?: (?!(?:it|they|this|these|that|which|who|and|or|is|are|has|have)\b)[\w'’-]+){1,5} (?=(?:it|they) )",
    re.IGNORECASE,
)
_AUXILIARY_WORDS = frozenset("is are was were be been has have had does do did may might can could must should will would shall".split())
#: Nouns that only stand for what they are a kind of: "a form of butter that ..." speaks of the form.
_KIND = (
    r"(?:kinds?|forms?|types?|sorts?|class|classes|famil(?:y|ies)|variants?|versions?|species|cases?|instances?|methods?|ways?|techniques?"
    r"|examples?|extensions?|branch(?:es)?|members?)"
)
_NOUN_PHRASE = rf"(?:(?!(?:{'|'.join(sorted(_PREPOSITIONS | _AUXILIARY_WORDS))})\b)[\w'’%-]++[ ]?+)"
#: "§ is a model", "§ is a kind of model": what follows speaks of § as it speaks of the model.
_IS_ONE = re.compile(
    rf"^(?:(?:{_ADVERBS}|{_AUXILIARIES})\s+){{0,4}}{_COPULA}\s+(?:(?:{_ADVERBS})\s+){{0,3}}"
    rf"(?:{_NOUN_PHRASE}{{1,6}}?{_KIND} of |(?:one|part) of )?"
    rf"{_NOUN_PHRASE}{{1,6}}$",
    re.IGNORECASE,
)
_IS_SOMETHING = re.compile(rf"^(?:(?:{_ADVERBS})\s+){{0,4}}{_COPULA}\b", re.IGNORECASE)
#: "§ is a typical", before a noun like "example of": no verb but the copula, no noun of its own that we would know of.
_IS_A = re.compile(
    rf"^(?:(?:{_ADVERBS}|{_AUXILIARIES})\s+){{0,4}}{_COPULA}\s+(?:(?:{_ADVERBS})\s+){{0,3}}(?:{_NOUN_PHRASE}{{0,5}})$", re.IGNORECASE
)
#: "§ trains a network to" avoid, "§ works by" averaging; but not what it lets others do.
_PURPOSE = re.compile(r"\b(?:to|by|for|when|while|in|of)(?: \w+ly)?$", re.IGNORECASE)
_LETS = re.compile(
    r"^(?=.* to$).*?\b(?:forc|allow|let|mak|caus|enabl|permit|lead|requir|ask|need|tell|teach|encourag|help|want|expect)\w*+\b.* to$",
    re.IGNORECASE,
)
_PARTICIPLE = re.compile(
    r"^(?:\w+(?:ed|ing|en|wn)|built|made|found|kept|put|met|held|set|useful|needed|common|popular|similar|typical|prone|sensitive)\b",
    re.IGNORECASE,
)

#: It begins at a mark, a blank or a word: within words nothing is tried.
_OPENER = re.compile(
    r"(?=[,;:(–—\s]|\b\w)"
    r"(?P<mark>[,;:]\s|\s[–—-]\s|[–—]|\()?\s*"
    r"(?P<word>\b(?:(?:in|by|of|for|to|from|with|on|at|through|under|over) (?:which|whom)|and|but|or|so|yet|nor|because|since|while|whereas"
    r"|where|when|whenever|although|though|as(?= (?:it|they)\b)|if|unless|whether|until|after|before|that|which"
    r"|who|whose|whom|than|once)\b)?",
    re.IGNORECASE,
)
_RELATIVES = frozenset({"that", "which", "who"})
_RELATIVE = re.compile(r"\b(?:that|which|who|whose|where)\b")
_ADJUNCTS = frozenset(
    f"{preposition} {which}" for preposition in "in by of for to from with on at through under over".split() for which in ("which", "whom")
) | {
    "whose",
    "whom",
    "where",
}
_SUBORDINATE = frozenset("as because since while whereas when whenever although though until after before than once".split())
_CONDITIONS = frozenset({"if", "unless", "whether"})

#: What makes a statement somebody's opinion, or no fact at all.
_UNREAL = re.compile(
    r"\b(?:would|suppose|supposing|assume|assuming|imagine|were (?:it|they|§)|as (?:if|though)"
    r"|(?:thought|believed|believe|believes|claim|claims|claimed|alleged|alleges|supposed|doubt|doubts|doubtful|doubted|disputed|deny|denies|denied|pretends?|mistaken)"
    r"|(?:people|some|many|others|critics|most) (?:used to )?(?:say|said|think))\b|\bwere (?:an?|the) §",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:not|never|cannot|neither|nor|hardly)\b(?! only| just| merely)|n['’]t\b")
_BRACKETS = re.compile(r"\([^()]*\)")
#: "The walls of a §", "stacks of § layers", at the beginning of a clause.
_PART_OF_OWN = re.compile(
    r"(?:(?<=^)|(?<=; )|(?<=, and ))(?:(?:the|many|most|all|some|each|every) )?"
    r"(?:(?!\b(?:no|not|none|in|on|at|for|with|from|to|by|if|that|which|who|like|unlike)\b)[\w-]+ ){1,3}of"
    r" (?:(?:an?|the|every|each|most|all) )?§(?: (?:layers?|members?|parts?|steps?|units?|samples?|systems?)\b)?",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"^(?:(?:problem|method|technique|algorithm|approach|procedure|process|effect|phenomenon|issue|rule|principle|agent|function|model|system)s?)\b\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of a sentence in which a clause may begin, and the word that opens it."""

    mark: str
    word: str
    text: str


@dataclass(frozen=True, slots=True)
class _State:
    """What was read so far: whether § is the subject of the last piece, and of the main clause; and the text."""

    subject: bool = False
    main: bool = False
    before: str = ""


def speaks_of_own(head: str, wording: str, *, definition: bool = False, parts: bool = False) -> bool:
    """Whether a cue's wording, behind these words of its sentence, speaks of §.

    An empty wording stands for one that may hang on any verb. `definition` says that the sentence defines §: there a
    relative clause belongs to what § is said to be. `parts` says that what speaks of a part of § speaks of §.
    """
    pieces = _pieces((_PART_OF_OWN.sub(_OWN, head) if parts else head)[-_FARTHEST:])
    if is_unreal(head) or pieces[-1].word in _CONDITIONS:
        return False
    state = _State()
    for piece in pieces:
        state = _read_on(piece, state, definition=definition)
    last = pieces[-1]
    if definition and last.mark == "," and not (last.word or last.text) and _PARTICIPLE.match(wording):
        # ", computed by" behind what § is said to be, however long that is.
        return state.main and not _RELATIVE.search(state.before.rpartition(_OWN)[2])
    return state.subject and (not wording or _reaches(last, wording, definition=definition))


def is_unreal(head: str) -> bool:
    """Whether what follows is supposed, quoted, or somebody's opinion."""
    return bool(_UNREAL.search(head)) or head.count('"') % 2 == 1 or head.count("“") > head.count("”")


def opens_clause(before: str, *, alone: bool = False) -> bool:
    """Whether what follows is the subject of its clause: nothing but an article or an adjective stands before it.

    With `alone` the clause must also be the first of its sentence.
    """
    pieces = _pieces(before[-_FARTHEST:])
    if is_unreal(before) or (alone and not all(_sets_scene(piece) or _is_listed(piece) for piece in pieces[:-1])):
        return False
    piece = pieces[-1]
    words = piece.text.casefold().split()
    if piece.word in _CONDITIONS | _ADJUNCTS | _RELATIVES:
        return False
    return len(words) <= 3 and not any(word in _PREPOSITIONS or word in _AUXILIARY_WORDS for word in words)


def _sets_scene(piece: _Piece) -> bool:
    """Whether a piece has no subject of its own: "At each step", "In a second round"."""
    first = piece.text.casefold().partition(" ")[0]
    return not piece.mark and not piece.word and first in _PREPOSITIONS


def _is_listed(piece: _Piece) -> bool:
    """Whether a piece is no clause but a name in a list: "Flour, salt and"."""
    words = piece.text.casefold().split()
    return piece.mark in ("", ",") and piece.word in ("", "and", "or") and len(words) <= 3 and not any(map(_is_no_name, words))


def _is_no_name(word: str) -> bool:
    return word in _PREPOSITIONS or word in _AUXILIARY_WORDS or word.endswith(("ed", "es", "ing", "ly"))


def _pieces(head: str) -> list[_Piece]:
    head = re.sub(r"\s+", " ", _BRACKETS.sub("", head))
    found: list[_Piece] = []
    mark, word, at = "", "", 0
    for opener in _OPENER.finditer(head):
        if opener["mark"] or opener["word"]:
            if opener.start() or found or not opener["word"]:
                found.append(_Piece(mark, word, head[at : opener.start()].strip()))
            mark, word, at = (opener["mark"] or "").strip(), (opener["word"] or "").casefold(), opener.end()
    found.append(_Piece(mark, word, head[at:].strip()))
    return found


def _read_on(piece: _Piece, state: _State, *, definition: bool) -> _State:
    subject = piece.word not in _CONDITIONS and _is_subject(piece, state, definition=definition)
    hangs = bool(state.before) and not piece.mark and piece.word in _RELATIVES | _ADJUNCTS | _SUBORDINATE
    return _State(
        subject=subject,
        main=state.main or (not hangs and subject and _OWN in piece.text),
        before=f"{state.before}{piece.mark}{piece.word} {piece.text}".strip(),
    )


def _is_subject(piece: _Piece, state: _State, *, definition: bool) -> bool:
    """Whether § is what a piece speaks of, given what the pieces before spoke of."""
    text = piece.text
    if _OWN in text and _leads(text) and not (piece.word in _RELATIVES and _verb_before_own(text)):
        return True
    goes_on = not text or bool(_FILLER.match(text)) or _begins_with_verb(text)
    if piece.word in _RELATIVES:
        return goes_on and _is_antecedent(state, definition=definition)
    if _PRONOUN.match(_SCENE.sub("", text)):
        return state.main and piece.mark != "(" and piece.word != "as"
    if definition and piece.word in _ADJUNCTS:
        # What happens in it, or to what it has, is part of what it is.
        return _is_antecedent(state, definition=True)
    if goes_on:
        carries_on = piece.word in _SUBORDINATE or (piece.mark == "," and piece.word == "and" and not _RELATIVE.search(state.before))
        return piece.word not in _ADJUNCTS and (state.main if carries_on else state.subject)
    # A noun phrase: of § where it stands right behind it, else perhaps a subject of its own.
    return state.before.endswith(_OWN) and piece.word not in _SUBORDINATE | _ADJUNCTS | {"and", "or"}


def _leads(text: str) -> bool:
    """Whether § is the first noun of a piece: behind an article, an adjective or a setting, not within a phrase."""
    lead, _, rest = text.partition(_OWN)
    if re.match(r"['’]s?\b| of\b", rest):
        return False
    words = re.findall(r"[\w'’-]+", lead.casefold())
    articled = False
    if words and words[0] in _PREPOSITIONS:
        setting = words[:-1] if words[-1] in _DETERMINERS else words
        return len(setting) >= 2 and setting[-1] not in _DETERMINERS | _PREPOSITIONS and not setting[-1].endswith("ing")
    while words and (words[0] in _DETERMINERS or re.fullmatch(_ADVERBS, words[0])):
        words.pop(0)
        articled = True
    adjectives = 3 if articled else 1
    return len(words) <= adjectives and not any(word in _PREPOSITIONS or word in _AUXILIARY_WORDS or word.endswith("ing") for word in words)


def _verb_before_own(text: str) -> bool:
    """Whether a word that is no article stands right before §, as in "who study §"."""
    words = text.partition(_OWN)[0].casefold().split()
    return bool(words) and words[-1] not in _DETERMINERS


def _begins_with_verb(text: str) -> bool:
    """Whether a piece begins with a verb, as far as endings show: an article before it would be a noun's."""
    words = [word for word in text.casefold().split() if not re.fullmatch(rf"(?:{_ADVERBS}|not),?", word)]
    if not words:
        return True
    first = words[0].strip(",")
    if first in _AUXILIARY_WORDS or first in ("to", "by"):
        return True
    return (
        first not in _DETERMINERS | _PREPOSITIONS and not _PRONOUN.match(first) and bool(re.fullmatch(r"\w+(?:[^suia]s|ies|ed|ing)", first))
    )


def _is_antecedent(state: _State, *, definition: bool) -> bool:
    """Whether "that", "which" or "who" behind these words stands for §, or for what § is said to be."""
    before = state.before.rstrip(" ,")
    if before.endswith(_OWN):
        return state.subject or before.count(_OWN) == 1
    said = before.rpartition(_OWN)[2].strip(" ,")
    return state.subject and _OWN in before and bool(_IS_ONE.match(said) or (definition and _IS_SOMETHING.match(said)))


def _reaches(piece: _Piece, wording: str, *, definition: bool) -> bool:
    """Whether the subject of a piece is also that of the wording at its end."""
    rest = piece.text.rpartition(_OWN)[2] if _OWN in piece.text else piece.text
    rest = _PRONOUN.sub("", _SCENE.sub("", _GENERIC.sub("", rest.strip(" ,"))))
    if _DENIED.search(rest) or (piece.word in _SUBORDINATE and not piece.text and wording.split(maxsplit=1)[0].endswith("ing")):
        return False
    if not rest or _FILLER.match(rest) or _IS_A.match(rest):
        return True
    if piece.mark and not piece.word and _OWN not in piece.text and len(rest.split()) <= 4:
        return True
    if _PARTICIPLE.match(wording) and (_IS_ONE.match(rest) or (definition and _IS_SOMETHING.match(rest))):
        return True
    return bool(_PURPOSE.search(rest)) and not _LETS.search(rest)
