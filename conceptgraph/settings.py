"""Every option, declared once.

The fields of `Settings` feed `[tool.conceptgraph]` in pyproject.toml, `conceptgraph_*` in conf.py, and the table in the docs.
A field's metadata holds its `help` and a `check`: a function from the value to a complaint, or None.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import Field, dataclass, field, fields
from pathlib import Path
from typing import Any

from conceptgraph.errors import SettingsError, did_you_mean

#: The MyST syntax entries are read with, whatever the host project enables for its other pages.
MYST_EXTENSIONS: tuple[str, ...] = ("dollarmath", "amsmath", "colon_fence", "deflist")

#: What may stand below the text of a concept.
PANELS: tuple[str, ...] = ("picture", "edges", "related", "contrast", "mentions", "paths", "references", "ways", "repository")

#: Set into everything that is cached: raise it when the same input gives other output.
CACHE_VERSION = "1"


_DOCNAME = re.compile(r"(?![/.])(?:[\w.-]+/)*[\w-][\w.-]*")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}+(?:[_-][A-Za-z0-9]{2,8}+)*+")


def _text(value: Any) -> str | None:
    return None if isinstance(value, str) else "takes a text"


def _flag(value: Any) -> str | None:
    return None if isinstance(value, bool) else "takes true or false"


def _words(value: Any) -> str | None:
    whole = isinstance(value, int) and not isinstance(value, bool) and value > 0
    return None if whole else "takes a whole number above 0"


def _folders(value: Any) -> str | None:
    listed = [value] if isinstance(value, str) else value
    return None if _texts(listed) is None and listed and all(listed) else "takes a folder or a list of folders"


def _texts(value: Any) -> str | None:
    listed = isinstance(value, (list, tuple)) and all(isinstance(item, str) for item in value)
    return None if listed else "takes a list of texts"


def _levels(value: Any) -> str | None:
    listed = _texts(value) is None and len(value) in (0, 5) and all(value)
    return None if listed else "takes a list of five texts, from the easiest level to the hardest"


def _labels(value: Any) -> str | None:
    mapped = isinstance(value, Mapping) and all(isinstance(item, str) for pair in value.items() for item in pair)
    return None if mapped or _texts(value) is None else "takes a list of topics or a table from topics to labels"


def _docname(value: Any) -> str | None:
    right = isinstance(value, str) and bool(_DOCNAME.fullmatch(value))
    return None if right else "takes the name of a page, such as 'concept-map' or 'maps/all'"


def _language(value: Any) -> str | None:
    right = isinstance(value, str) and (not value or bool(_LANGUAGE.fullmatch(value)))
    return None if right else "takes the code of a language, such as 'de' or 'pt_BR'"


def _one_of(*choices: str) -> Callable[[Any], str | None]:
    def check(value: Any) -> str | None:
        return None if value in choices else f"takes one of {', '.join(map(repr, choices))}"

    return check


def _some_of(*choices: str) -> Callable[[Any], str | None]:
    def check(value: Any) -> str | None:
        right = _texts(value) is None and set(value) <= set(choices)
        return None if right else f"takes a list of {', '.join(map(repr, choices))}"

    return check


def _link_pages(value: Any) -> str | None:
    if value in ("entries", "all") or (not isinstance(value, str) and _texts(value) is None):
        return None
    return "takes 'entries', 'all' or a list of globs"


def _inventories(value: Any) -> str | None:
    mapped = isinstance(value, Mapping) and all(isinstance(item, str) for pair in value.items() for item in pair)
    return None if mapped else "takes a table from project names to addresses"


def _option(default: Any, check: Callable[[Any], str | None], text: str) -> Any:
    return field(default=default, metadata={"check": check, "help": text})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The options of a glossary; each has a default, and none is needed."""

    glossary: str | tuple[str, ...] = _option(
        "glossary", _folders, "Folder of the entries, relative to the file that names it; a site may have several."
    )
    exclude: tuple[str, ...] = _option((), _texts, "Globs of files in the glossary's folder that are no entries.")
    inventories: Mapping[str, str] = field(
        default_factory=dict,
        metadata={
            "check": _inventories,
            "help": "Other projects whose concepts may be required as `project:name`, and their addresses.",
        },
    )
    definition_words: int = _option(
        45, _words, "How many words a first sentence may have before `check` calls it long: it is the preview of the entry."
    )
    words_per_minute: int = _option(
        100, _words, "How many words of an entry a reader works through in a minute, for the estimates of time on learning paths."
    )
    check_select: tuple[str, ...] = _option((), _texts, "The only codes that `check` tells; all, if it is empty.")
    check_ignore: tuple[str, ...] = _option((), _texts, "Codes that `check` does not tell.")
    check_also: tuple[str, ...] = _option((), _texts, "Codes of checks that are off by default, to be told with the others.")
    check_baseline: str = _option("", _text, "File of known findings that `check` does not tell, relative to the file that names it.")
    glossaries: bool = _option(
        default=True, check=_flag, text="Whether the terms of `glossary` directives on any page of the site are concepts too."
    )
    link_pages: str | tuple[str, ...] = _option(
        "entries", _link_pages, "Pages on which terms are linked: `entries`, `all`, or globs of ordinary pages besides the entries."
    )
    links: str = _option(
        "section",
        _one_of("all", "page", "section", "off"),
        "How often a concept is linked: every time, once a page, once a section, or never.",
    )
    panels: tuple[str, ...] = _option(
        PANELS, _some_of(*PANELS), "What stands below the text of a concept, in this order; what is not named is left out."
    )
    repository: str = _option(
        "", _text, "Address of the project's repository, for links that edit an entry or tell of a wrong link; else the theme's."
    )
    undecided: str = _option(
        "advice",
        _one_of("advice", "warning"),
        "What a name on a page that may mean several concepts gives: an informational line, or a warning.",
    )
    page_concepts: bool = _option(
        default=False, check=_flag, text="Whether pages of yours with automatic links end with a list of the concepts they name."
    )
    inventory_links: tuple[str, ...] = _option(
        (), _texts, "Projects in `intersphinx_mapping` whose glossary terms are linked where prose names them."
    )
    topics: tuple[str, ...] | Mapping[str, str] = _option(
        (), _labels, "Topics in the order in which they are shown, before all others; as a table, with what they are called there."
    )
    levels: tuple[str, ...] = _option(
        (), _levels, "What the five levels of difficulty are called, the easiest first; numbers, if it is empty."
    )
    language: str = _option("", _language, "Language of our words and of the order of names, where it is not the `language` of Sphinx.")
    navigation: str = _option("auto", _one_of("auto", "none"), "Whether the glossary is added to the navigation where no toctree names it.")
    previews: bool = _option(default=True, check=_flag, text="Whether definitions appear on hover, focus and tap.")
    write: tuple[str, ...] = _option(
        ("graph.json", "json-ld", "llms.txt"),
        _some_of("graph.json", "json-ld", "llms.txt"),
        "What is written for machines: the graph, linked data in the head of the pages, and the glossary as a list of links.",
    )
    map: bool = _option(default=True, check=_flag, text="Whether there is a page with the concept map.")
    map_page: str = _option("concept-map", _docname, "Name of the page with the concept map.")
    map_hook: str = _option(
        "",
        _text,
        "`module:function`, or an entry point of `conceptgraph.map_hooks`, that receives the pyvis `Network` of the map and changes it.",
    )
    math_fallback: str = _option(
        "advice",
        _one_of("advice", "warning"),
        "What a formula that cannot become MathML gives: an informational line, or a warning.",
    )

    @property
    def folders(self) -> tuple[str, ...]:
        """The folders of the entries as a list, where there is but one as well."""
        return (self.glossary,) if isinstance(self.glossary, str) else self.glossary

    def in_order(self, topics: Iterable[str]) -> list[str]:
        """Topics in the order of the settings; the others follow by name."""
        places = {topic: at for at, topic in enumerate(self.topics)}
        return sorted(topics, key=lambda topic: (places.get(topic, len(places)), topic.casefold(), topic))

    def topic_label(self, topic: str) -> str:
        """What a topic is called on pages."""
        topics = self.topics
        return topics.get(topic, topic) if isinstance(topics, Mapping) else topic

    def level_label(self, level: int, numbered: str) -> str:
        """What a level is called on pages: its name, else the numbered form."""
        levels = self.levels
        return levels[level - 1] if levels else numbered.format(level=level)


def options() -> tuple[Field[Any], ...]:
    """The declared options, in the order of the docs table."""
    return fields(Settings)


def make_settings(values: Mapping[str, Any], *, where: str, prefix: str = "") -> Settings:
    """The settings with these values, checked. `prefix` is what their names begin with where they were written.

    Raises:
        SettingsError: a name or a value is wrong; all of them are named, with `where`.
    """
    known = {option.name: option for option in options()}
    complaints = []
    for name, value in values.items():
        if name not in known:
            complaints.append(f"{where}: unknown setting {prefix + name!r}{did_you_mean(name, known, prefix=prefix)}")
        elif complaint := known[name].metadata["check"](value):
            complaints.append(f"{where}: {prefix + name!r} {complaint}, not {value!r}")
    if complaints:
        raise SettingsError("\n".join(complaints))
    frozen: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
    return Settings(**frozen)


#: Where our table, or one inside it, begins.
_TABLE = re.compile(r"^[ \t]*+\[++[ \t]*+tool\.conceptgraph\s*[\].]", re.MULTILINE)


def find_pyproject(start: Path) -> Path | None:
    """The nearest pyproject.toml at or above a folder that has a `[tool.conceptgraph]` table."""
    for folder in (start, *start.parents):
        file = folder / "pyproject.toml"
        if file.is_file() and _TABLE.search(file.read_text(encoding="utf-8", errors="replace")):
            return file
    return None


def read_settings(start: Path) -> tuple[Settings, Path]:
    """The settings that hold at a folder, and the folder they are relative to.

    Raises:
        SettingsError: the file is malformed, or a setting is wrong.
    """
    file = find_pyproject(start.resolve())
    if file is None:
        return Settings(), start.resolve()
    try:
        document = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file}: not valid TOML: {error}") from error
    table = document.get("tool", {}).get("conceptgraph", {})
    if isinstance(table, list):
        raise SettingsError(f"{file}: 'tool.conceptgraph' takes a table, not a list of them; write [tool.conceptgraph] with one bracket")
    return make_settings(table, where=f"{file}: [tool.conceptgraph]"), file.parent
