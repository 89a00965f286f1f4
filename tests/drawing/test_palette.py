"""Colors that everyone can tell apart and read: by computation over the palette, for common and less common eyes."""

from itertools import combinations
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

import pytest

from conceptgraph.drawing.renderers.palette import DARK, INKS, LIGHT

SCHEMES = ("light", "dark")
#: A tenth of the color of its topic lies below the nodes of an island.
HULL = 0.1
#: What all of the sight with the missing cone leaves of linear red, green and blue.
#: References: Machado, Oliveira and Fernandes (2009), severity 1.0.
DEFICIENCIES = {
    "none": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
#: Below this distance (CIEDE2000) strokes of a few pixels begin to look alike.
DISTINCT = 20.0

Color = tuple[float, float, float]


def ink(name: str, scheme: str) -> str:
    return INKS[name][SCHEMES.index(scheme)]


def linear(color: str) -> Color:
    """Red, green and blue in [0, 1], in proportion to light."""
    parts = [int(color[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return red, green, blue


def mixed(color: str, ground: str, share: float) -> str:
    """A color at some opacity on a ground, as browsers mix them."""
    pairs = [(int(color[start : start + 2], 16), int(ground[start : start + 2], 16)) for start in (1, 3, 5)]
    return "#" + "".join(f"{round(one * share + other * (1 - share)):02x}" for one, other in pairs)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2."""
    low, high = sorted(0.2126 * red + 0.7152 * green + 0.0722 * blue for red, green, blue in (linear(one), linear(other)))
    return (high + 0.05) / (low + 0.05)


def seen(color: str, deficiency: str) -> Color:
    """A color as somebody with a deficiency sees it, in linear light."""
    source = linear(color)
    red, green, blue = (
        min(max(sum(weight * part for weight, part in zip(row, source, strict=True)), 0.0), 1.0) for row in DEFICIENCIES[deficiency]
    )
    return red, green, blue


def lab(color: Color) -> Color:
    """CIELAB under D65."""
    rows = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041))
    white = (0.95047, 1.0, 1.08883)
    ratios = [sum(weight * part for weight, part in zip(row, color, strict=True)) / most for row, most in zip(rows, white, strict=True)]
    x, y, z = (ratio ** (1 / 3) if ratio > 216 / 24389 else (24389 / 27 * ratio + 16) / 116 for ratio in ratios)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def ciede2000(one: Color, other: Color) -> float:
    """How different two colors of CIELAB look.

    References: Sharma, Wu and Dalal (2005).
    """
    lightness, mean_lightness = other[0] - one[0], (one[0] + other[0]) / 2
    mean = (hypot(*one[1:]) + hypot(*other[1:])) / 2
    stretch = 1 + 0.5 * (1 - sqrt(mean**7 / (mean**7 + 25**7)))
    chromas = [hypot(color[1] * stretch, color[2]) for color in (one, other)]
    hues = [degrees(atan2(color[2], color[1] * stretch)) % 360 for color in (one, other)]
    turn = (hues[1] - hues[0] + 180) % 360 - 180 if all(chromas) else 0.0
    mean_hue = (hues[0] + turn / 2) % 360 if all(chromas) else sum(hues)
    hue = 2 * sqrt(chromas[0] * chromas[1]) * sin(radians(turn / 2))
    chroma, mean_chroma = chromas[1] - chromas[0], sum(chromas) / 2
    waves = ((0.17, 1, -30), (-0.24, 2, 0), (-0.32, 3, 6), (0.2, 4, -63))
    weight = 1 - sum(size * cos(radians(times * mean_hue + shift)) for size, times, shift in waves)
    by_lightness = lightness / (1 + 0.015 * (mean_lightness - 50) ** 2 / sqrt(20 + (mean_lightness - 50) ** 2))
    by_chroma = chroma / (1 + 0.045 * mean_chroma)
    by_hue = hue / (1 + 0.015 * mean_chroma * weight)
    rotation = -2 * sqrt(mean_chroma**7 / (mean_chroma**7 + 25**7)) * sin(radians(60 * exp(-(((mean_hue - 275) / 25) ** 2))))
    return sqrt(by_lightness**2 + by_chroma**2 + by_hue**2 + rotation * by_chroma * by_hue)


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_distances_are_those_of_the_literature(one: Color, other: Color, distance: float) -> None:
    """The measure that other tests rely on gives what Sharma, Wu and Dalal print for their pairs."""
    assert ciede2000(one, other) == pytest.approx(distance, abs=1e-4)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_texts_can_be_read(scheme: str) -> None:
    """Every ink is read on every ground at 4.5 to 1, and the ground on the accent, as buttons have it."""
    for ground in ("surface", "raised"):
        for name in ("ink", "soft", "accent", "builds", "leads", "path"):
            assert contrast(ink(name, scheme), ink(ground, scheme)) >= 4.5, (name, ground)
    assert contrast(ink("surface", scheme), ink("ink", scheme)) >= 4.5


@pytest.mark.parametrize(("scheme", "colors"), [("light", LIGHT), ("dark", DARK)])
def test_topics_can_be_read_and_seen(scheme: str, colors: tuple[str, ...]) -> None:
    """A topic's name is read on the page at 4.5 to 1, and its nodes are seen on their island at 3 to 1."""
    surface = ink("surface", scheme)
    for color in colors:
        assert contrast(color, surface) >= 4.5, color
        assert contrast(color, mixed(color, surface, HULL)) >= 3, color


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_relations_are_told_apart_by_all_eyes(scheme: str, deficiency: str) -> None:
    """Whatever cone is missing, what a concept builds on, what it leads to, and what is only there keep their distance."""
    strokes = {name: lab(seen(ink(name, scheme), deficiency)) for name in ("builds", "leads", "line")}
    for one, other in combinations(strokes, 2):
        assert ciede2000(strokes[one], strokes[other]) >= DISTINCT, (one, other)


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_all_strokes_are_seen_by_all_eyes(scheme: str, deficiency: str) -> None:
    """No stroke of a path or of a relation fades into the page for anybody."""
    surface = lab(seen(ink("surface", scheme), deficiency))
    for name in ("builds", "leads", "path", "soft"):
        assert ciede2000(lab(seen(ink(name, scheme), deficiency)), surface) >= 2 * DISTINCT, name
