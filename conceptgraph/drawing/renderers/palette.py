"""The colors of topics, in light and dark: read as text on their background at 4.5 to 1 or better.

A topic has a number, and its color is `--cg-topic-NUMBER`; where a page sets no such variables the light ones hold.
"""

from types import MappingProxyType

#: How many colors there are before they begin again.
COLORS = 16
#: The number of the color of what has no topic.
NEUTRAL = 10

#: One color a number. Neighbors in the list differ in hue, since topics that come next to each other do as well.
LIGHT: tuple[str, ...] = (
    "#1b62b5", "#b93a25", "#0d7f3c", "#8a5a00", "#8146ab", "#087a84",
    "#b83674", "#5c6b00", "#4433a8", "#7a3b12", "#4a5a70", "#0b7aa5",
    "#a3122f", "#2f6b5a", "#7b5ea7", "#3b6e1f",
)  # fmt: skip
DARK: tuple[str, ...] = (
    "#6aa6ff", "#ff8a78", "#6fd08f", "#f5b950", "#c99af5", "#4ccfd6",
    "#ff94c2", "#bccb5a", "#a79bff", "#dd9f63", "#aab6c8", "#62c4f2",
    "#ff7d95", "#8fc7b4", "#cdb6ee", "#9ad16b",
)  # fmt: skip

#: What a picture needs besides topics, as (light, dark); each is a CSS variable `--cg-NAME`.
INKS = MappingProxyType(
    {
        "ink": ("#1a1c20", "#e6e8ec"),
        "soft": ("#545d6b", "#a4acb9"),
        "line": ("#d9dde3", "#34383f"),
        "surface": ("#ffffff", "#131416"),
        "raised": ("#f8f9fb", "#1d1f23"),
        "accent": ("#0a62c2", "#8ab4ff"),
        "builds": ("#0a62c2", "#8ab4ff"),
        "leads": ("#b3470c", "#ffab70"),
        "path": ("#7434e3", "#c4a5ff"),
    }
)


def color_number(index: int | None) -> int:
    """The number of the color of the topic that comes at an index; of what has no topic for None."""
    return NEUTRAL if index is None else index % COLORS


def variables(*, dark: bool) -> str:
    """The declarations of all colors of a theme, for a CSS rule."""
    topics = [f"--cg-topic-{number}:{color}" for number, color in enumerate(DARK if dark else LIGHT)]
    inks = [f"--cg-{name}:{pair[1 if dark else 0]}" for name, pair in INKS.items()]
    return ";".join((*inks, *topics))
