"""How names are sorted and under which letter they stand, in the alphabet of a language.

Most languages put a letter with an accent with the plain one; some have letters of their own at a place of their own, which
the table names. What it does not name is taken without its accents, and other scripts stand after Latin, by their code.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from types import MappingProxyType

#: Under what a name stands that begins with no letter.
OTHER = "#"

_LATIN = "a b c d e f g h i j k l m n o p q r s t u v w x y z"


def _after(**placed: str) -> tuple[str, ...]:
    """The Latin alphabet with letters put after some of it."""
    return tuple(letter for plain in _LATIN.split() for letter in (plain, *placed.get(plain, "").split()))


_NORDIC = _after(z="æ ø å")

#: The letters of a language in order; a letter may be two or three characters.
ALPHABETS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "cs": _after(c="č", h="ch", r="ř", s="š", z="ž"),
        "da": _NORDIC,
        "es": _after(n="ñ"),
        "et": tuple("a b c d e f g h i j k l m n o p q r s š z ž t u v w õ ä ö ü x y".split()),
        "fi": _after(z="å ä ö"),
        "hr": _after(c="č ć", d="dž đ", l="lj", n="nj", s="š", z="ž"),
        "hu": _after(c="cs", d="dz dzs", g="gy", l="ly", n="ny", o="ö", s="sz", t="ty", u="ü", z="zs"),
        "is": _after(a="á", d="ð", e="é", i="í", o="ó", u="ú", y="ý", z="þ æ ö"),
        "lt": _after(c="č", s="š", z="ž"),
        "lv": _after(c="č", g="ģ", k="ķ", l="ļ", n="ņ", s="š", z="ž"),
        "nb": _NORDIC,
        "nn": _NORDIC,
        "no": _NORDIC,
        "pl": _after(a="ą", c="ć", e="ę", l="ł", n="ń", o="ó", s="ś", z="ź ż"),
        "ro": _after(a="ă â", i="î", s="ș", t="ț"),
        "sk": _after(a="ä", c="č", d="ď", h="ch", l="ľ", n="ň", o="ô", s="š", t="ť", z="ž"),
        "sl": _after(c="č", s="š", z="ž"),
        "sv": _after(z="å ä ö"),
        "tr": tuple("a b c ç d e f g ğ h ı i j k l m n o ö p q r s ş t u ü v w x y z".split()),
    }
)
_PLAIN = tuple(_LATIN.split())
#: Letters that are no accented form of another, with what they are sorted as where no alphabet has them.
_WRITTEN_OUT = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "ß": "ss", "ð": "d", "đ": "d", "þ": "th", "ł": "l", "ı": "i", "ŋ": "n"})

SortKey = tuple[bool, tuple[tuple[int, str], ...], str, str]


def sort_key(name: str, language: str = "en") -> SortKey:
    """A key that puts names in the order of a dictionary of the language; names without a letter at first come last.

    Letters count before accents, accents before upper and lower case.
    """
    letters = tuple(_letters(name, language))
    places = tuple((_place(letter, language), letter) for letter in letters)
    return first_letter(name, language) == OTHER, places, _lower(name, language), name


def first_letter(name: str, language: str = "en") -> str:
    """The letter of the language under which a name stands, as a heading; `OTHER` for a name that begins with none."""
    first = next(_letters(name, language), "")
    return first[:1].replace("i", "İ" if _base(language) == "tr" else "I").upper() + first[1:] if first[:1].isalpha() else OTHER


def _letters(name: str, language: str) -> Iterator[str]:
    """The letters and figures of a name, as the alphabet has them, in lower case; blanks between words, no other marks."""
    text = unicodedata.normalize("NFC", _lower(name, language)).replace("-", " ").strip()
    known = ALPHABETS.get(_base(language), _PLAIN)
    at, begun = 0, False
    while at < len(text):
        letter = next((text[at : at + size] for size in (3, 2, 1) if text[at : at + size] in known), text[at])
        at += len(letter)
        for sign in (letter,) if letter in known else _without_accents(letter):
            if letter in known or sign.isalnum() or (sign == " " and begun):
                begun = True
                yield sign


def _without_accents(letter: str) -> str:
    decomposed = unicodedata.normalize("NFKD", letter.translate(_WRITTEN_OUT))
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def _place(letter: str, language: str) -> int:
    """Blanks before figures, figures before the alphabet, other scripts after it."""
    known = ALPHABETS.get(_base(language), _PLAIN)
    if letter in known:
        return 2 + known.index(letter)
    return 0 if letter == " " else 1 if letter.isdigit() else 2 + len(known)


def _lower(name: str, language: str) -> str:
    return (name.replace("I", "ı").replace("İ", "i") if _base(language) == "tr" else name).lower()


def _base(language: str) -> str:
    return language.replace("-", "_").partition("_")[0].lower()
