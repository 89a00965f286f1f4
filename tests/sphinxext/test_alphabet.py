"""Names in the order of a dictionary, language by language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conceptgraph.sphinxext.alphabet import ALPHABETS, OTHER, first_letter, sort_key

SORTED = [
    ("en", ["élan", "Eland", "zebra"]),
    ("en", ["gradient", "gradient descent", "gradients"]),
    ("en", ["co-op", "cooperation"]),
    ("en", ["k-means", "L1 norm", "L2 norm", "label"]),
    ("en", ["zeta", "альфа", "2-norm"]),
    ("de", ["Ader", "Ähre", "Apfel", "Masse", "Maße", "Mast", "Öl", "Ort"]),
    ("sv", ["zon", "ånga", "ägg", "öl"]),
    ("da", ["zone", "ære", "ø", "å"]),
    ("es", ["nube", "nuzco", "ñame", "oro"]),
    ("cs", ["cena", "čas", "had", "chata", "jaro"]),
    ("hu", ["cukor", "csak", "dal"]),
    ("pl", ["lody", "łoś", "mama"]),
    ("tr", ["hava", "ılık", "iğne", "İzmir", "jale"]),
    ("et", ["sool", "šokk", "zen", "tool", "vesi", "õun", "ära"]),
    ("fr", ["côte", "cotes", "œuf", "offre"]),
]


@pytest.mark.parametrize(("language", "names"), SORTED)
def test_order(language: str, names: list[str]) -> None:
    """Sorted by the key, names stand as a dictionary of the language has them."""
    backwards = names[::-1]
    assert sorted(backwards, key=lambda name: sort_key(name, language)) == names


@pytest.mark.parametrize(
    ("language", "name", "letter"),
    [
        ("en", "élan", "E"), ("de", "Öl", "O"), ("sv", "öl", "Ö"), ("cs", "chata", "Ch"), ("tr", "iğne", "İ"), ("tr", "ılık", "I"),
        ("es", "ñame", "Ñ"), ("en", "2-norm", OTHER), ("en", "", OTHER), ("en", '"quoted"', "Q"), ("en", "ß-decay", "S"),
        ("ru", "альфа", "А"), ("pt_BR", "ágil", "A"), ("sv-FI", "år", "Å"), ("en", "(+)-form", "F"), ("zh", "中", "中"),
    ],
)  # fmt: skip
def test_letter(language: str, name: str, letter: str) -> None:
    """A name stands under the letter at which a reader of the language looks."""
    assert first_letter(name, language) == letter


@given(st.lists(st.text(max_size=12), max_size=6), st.sampled_from([*ALPHABETS, "en", "de"]))
def test_any_names_have_an_order(names: list[str], language: str) -> None:
    """Any names at all are sorted the same, whatever order they come in, and the letters of a sorted list come in one run each."""
    ordered = sorted(names, key=lambda name: sort_key(name, language))
    backwards = names[::-1]
    assert ordered == sorted(backwards, key=lambda name: sort_key(name, language))
    letters = [first_letter(name, language) for name in ordered]
    runs = [letter for at, letter in enumerate(letters) if at == 0 or letters[at - 1] != letter]
    assert len(runs) == len(set(runs))
