"""Options: `conceptgraph_*` in conf.py, `[tool.conceptgraph]` in pyproject.toml, and where the glossary is.

A value in conf.py wins; where both files set an option differently, that is reported.
"""

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ConfigError
from sphinx.util import logging

from conceptgraph.errors import SettingsError
from conceptgraph.settings import Settings, make_settings, options, read_settings

logger = logging.getLogger(__name__)

PREFIX = "conceptgraph_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The settings that hold in a build, and the folders of the glossary; none where there is none."""

    settings: Settings
    folders: tuple[Path, ...]


def setup_options(app: Sphinx) -> None:
    """Declare each option as a configuration value; None stands for "not set"."""
    for option in options():
        app.add_config_value(PREFIX + option.name, None, "env")
    app.connect("config-inited", check_options, priority=400)


def check_options(app: Sphinx, config: Config) -> None:
    """Stop with one message that names all wrong options."""
    try:
        make_settings(_configured(config) | _misspelled(config), where="conf.py", prefix=PREFIX)
        read_settings(Path(app.confdir))
    except SettingsError as error:
        raise ConfigError(str(error)) from error


def read_options(app: Sphinx) -> Options:
    """The options of a build, with conf.py before pyproject.toml."""
    configured = _configured(app.config)
    shared, base = read_settings(Path(app.confdir))
    checked = make_settings(configured, where="conf.py")
    _report_differences(checked, shared, configured)
    values = {field.name: getattr(shared, field.name) for field in fields(Settings)}
    values.update({name: getattr(checked, name) for name in configured})
    values["inventories"] = _mapped(app.config) | dict(values["inventories"])
    settings = make_settings(values, where="conf.py")
    if "glossary" in configured:
        places: tuple[Path, ...] = (Path(app.confdir),)
    else:
        places = (base, Path(app.srcdir), Path(app.srcdir).parent)
    found = [next((place / name for place in places if (place / name).is_dir()), None) for name in settings.folders]
    return Options(settings=settings, folders=tuple(folder.resolve() for folder in found if folder is not None))


def _mapped(config: Config) -> dict[str, str]:
    """The projects that intersphinx maps, with their addresses: their terms may be required too."""
    mapped = getattr(config, "intersphinx_mapping", {})
    # Intersphinx has put a pair of name and places in the place of the places by now.
    return {name: str(places[0]) for name, (_, places) in mapped.items()}


def _configured(config: Config) -> dict[str, Any]:
    values = {option.name: config[PREFIX + option.name] for option in options()}
    return {name: _from_text(name, value) for name, value in values.items() if value is not None}


def _misspelled(config: Config) -> dict[str, Any]:
    """What conf.py sets under our prefix and nobody has declared: Sphinx would pass over it in silence."""
    written: dict[str, Any] = getattr(config, "_raw_config", {})
    return {name.removeprefix(PREFIX): value for name, value in written.items() if name.startswith(PREFIX) and name not in config}


def _from_text(name: str, value: Any) -> Any:
    """A value as its type: `-D` on the command line gives texts only."""
    default = getattr(Settings(), name)
    if isinstance(default, bool) and value in ("0", "1", "false", "true"):
        return value in ("1", "true")
    return value


def _report_differences(configured: Settings, shared: Settings, names: dict[str, Any]) -> None:
    defaults = Settings()
    for name in names:
        ours, theirs = getattr(configured, name), getattr(shared, name)
        if theirs not in (getattr(defaults, name), ours):
            logger.warning(
                "conf.py sets '%s%s' to %r, pyproject.toml sets '%s' to %r; conf.py holds here, make them equal",
                PREFIX, name, ours, name, theirs, type="conceptgraph", subtype="settings-differ",
            )  # fmt: skip
