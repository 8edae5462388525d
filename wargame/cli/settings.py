"""`wargame settings`: what is settled, where that comes from, and settling it otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NoReturn

import click

from wargame.cli.completion import complete_settings, complete_values
from wargame.cli.output import PROBLEMS, say, say_json, stop
from wargame.deck import clean, nearest
from wargame.settings import SETTINGS, Setting, Settings, UnreadableFile, keep, load, setting_called, settings_path


@click.command("settings")
@click.argument("key", required=False, shell_complete=complete_settings)
@click.argument("value", required=False, shell_complete=complete_values)
@click.option("--reset", metavar="KEY", shell_complete=complete_settings, help="Go back to the default of KEY.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document instead of lines.")
def settings_command(key: str | None, value: str | None, reset: str | None, as_json: bool) -> None:
    """List the settings; with KEY show one and what is allowed; with KEY and VALUE settle it.

    They are kept in one file, which may be edited by hand. An environment variable that decides goes before it.
    """
    if reset is not None:
        if key is not None:
            stop("It goes: wargame settings --reset KEY")
        _settle(_known(reset), None)
        key = reset
    elif key is not None and value is not None:
        _settle(_known(key), value)
    settings = load()
    for remark in settings.remarks:
        click.echo(clean(remark.sentence), err=True)
    if key is not None:
        setting = _known(key)
        if as_json:
            say_json(_plain(settings, setting))
        elif value is not None or reset is not None:
            say([_outcome(settings, setting)])
        else:
            say(_one(settings, setting))
    elif as_json:
        say_json([_plain(settings, setting) for setting in SETTINGS])
    else:
        say(_all(settings))


def _known(key: str) -> Setting:
    try:
        return setting_called(key.lower())
    except KeyError:
        keys = [setting.key for setting in SETTINGS]
        _wrong(f"There is no setting `{key}`.", nearest(key, keys), f"There is {', '.join(keys)}.")


def _settle(setting: Setting, value: str | None) -> None:
    """Write one value; a wrong one ends the command with the nearest that is allowed."""
    if value is not None:
        folded = {choice.lower(): choice for choice in setting.choices}
        if value.lower() not in folded:
            sentence = f"{setting.key} is {setting.allowed()}, not `{value}`."
            _wrong(sentence, nearest(value, setting.choices), "")
        value = folded[value.lower()]
    try:
        keep(setting.key, value)
    except UnreadableFile as error:
        stop(str(error), PROBLEMS)


def _wrong(sentence: str, guess: str | None, otherwise: str) -> NoReturn:
    hint = f"Did you mean `{guess}`?" if guess else otherwise
    stop(f"{sentence} {hint}".rstrip())


def _all(settings: Settings) -> Iterator[str]:
    """Every setting on a line: what holds, where that comes from, what it is about."""
    keys = max(len(setting.key) for setting in SETTINGS)
    values = max(len(settings[setting.key]) for setting in SETTINGS)
    origins = max(len(_origin(settings, setting)) for setting in SETTINGS)
    for setting in SETTINGS:
        value, origin = settings[setting.key], _origin(settings, setting)
        yield f"{setting.key:<{keys}}  {value:<{values}}  {origin:<{origins}}  {setting.about}"
    yield f"The file: {settings_path()}"


def _one(settings: Settings, setting: Setting) -> Iterator[str]:
    """One setting, and what is allowed."""
    yield f"{setting.key} is {settings[setting.key]} ({_origin(settings, setting)}). {setting.about}"
    width = max(len(choice) for choice in setting.choices)
    for choice, meaning in setting.choices.items():
        mark = "▸" if choice == settings[setting.key] else " "
        default = " (default)" if choice == setting.default else ""
        yield f"  {mark} {choice:<{width}}  {meaning}{default}"
    if setting.overrides:
        yield f"  Before the file go: {', '.join(each.variable for each in setting.overrides)}."


def _outcome(settings: Settings, setting: Setting) -> str:
    """What holds after a change, and whether the change shows."""
    variable = settings.variable(setting.key)
    if variable:
        kept = settings.chosen.get(setting.key, setting.default)
        return f"{setting.key} is kept as {kept}, but {variable} decides here: {settings[setting.key]}."
    return f"{setting.key} is {settings[setting.key]} ({_origin(settings, setting)})."


def _origin(settings: Settings, setting: Setting) -> str:
    variable = settings.variable(setting.key)
    return f"environment: {variable}" if variable else settings.source(setting.key)


def _plain(settings: Settings, setting: Setting) -> dict[str, Any]:
    return {
        "key": setting.key,
        "value": settings[setting.key],
        "source": settings.source(setting.key),
        "variable": settings.variable(setting.key) or None,
        "default": setting.default,
        "choices": dict(setting.choices),
        "about": setting.about,
        "file": str(settings_path()),
    }
