"""What holds: the environment before the file, the file before the default; and what `auto` comes to."""

from __future__ import annotations

import pytest

from wargame.settings import SETTINGS, Setting, Settings, colours, moves, setting_called


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.key)
def test_a_setting_is_described_and_its_default_is_allowed(setting: Setting) -> None:
    assert setting.title
    assert setting.about.endswith(".")
    assert len(setting.choices) > 1
    assert all(setting.choices.values())
    assert setting.default in setting.choices
    for override in setting.overrides:
        wanted = {*override.meanings.values(), *([override.otherwise] if override.otherwise else [])}
        assert wanted <= set(setting.choices)


def test_keys_are_unique_and_those_that_were_agreed() -> None:
    assert [setting.key for setting in SETTINGS] == ["theme", "colour", "motion", "mouse", "names", "paper", "tutorial"]


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.key)
def test_the_values_go_round_either_way(setting: Setting) -> None:
    value = setting.default
    for _ in setting.choices:
        assert setting.after(setting.after(value), -1) == value
        value = setting.after(value)
    assert value == setting.default


def test_the_environment_goes_before_the_file_and_says_its_name() -> None:
    settings = Settings({"motion": "on"}, {"TEXTUAL_ANIMATIONS": "None"})
    assert (settings["motion"], settings.source("motion"), settings.variable("motion")) == (
        "off",
        "environment",
        "TEXTUAL_ANIMATIONS",
    )
    assert settings.choose("motion", "auto").chosen == {"motion": "auto"}


def test_a_theme_of_somebody_elses_that_the_environment_names_stands_as_it_is() -> None:
    assert Settings({}, {"TEXTUAL_THEME": "nord"})["theme"] == "nord"
    assert Settings({}, {"TEXTUAL_THEME": "wargame-contrast"})["theme"] == "contrast"


def test_what_is_not_allowed_can_not_be_chosen() -> None:
    with pytest.raises(ValueError, match="paper is A4 or Letter, not `A5`"):
        Settings().choose("paper", "A5")
    with pytest.raises(KeyError):
        setting_called("peek")


@pytest.mark.parametrize(
    ("chosen", "environment", "many"),
    [
        ("auto", {"TERM": "xterm-256color", "COLORTERM": "truecolor"}, "full"),
        ("auto", {"TERM": "xterm-256color"}, "256"),
        ("auto", {"TERM": "screen-256color"}, "256"),
        ("auto", {"TERM": "xterm-kitty"}, "full"),
        ("auto", {"TERM": "xterm-direct"}, "full"),
        ("auto", {"TERM": "linux"}, "16"),
        ("auto", {"TERM": "vt100"}, "16"),
        ("auto", {}, "16"),
        ("auto", {"TERM": "dumb"}, "none"),
        ("auto", {"TERM": "dumb", "COLORTERM": "truecolor"}, "none"),
        ("16", {"TERM": "xterm-256color", "COLORTERM": "truecolor"}, "16"),
        ("full", {"TERM": "linux"}, "full"),
        ("full", {"TERM": "xterm-256color", "NO_COLOR": "1"}, "none"),
        ("full", {"TERM": "xterm-256color", "NO_COLOR": "0"}, "none"),
        ("full", {"TERM": "xterm-256color", "NO_COLOR": ""}, "full"),
        ("auto", {"TERM": "xterm-256color", "TEXTUAL_COLOR_SYSTEM": "standard"}, "16"),
        ("auto", {"TERM": "xterm-256color", "TEXTUAL_COLOR_SYSTEM": "auto"}, "256"),
    ],
)
def test_how_many_colours_leave(chosen: str, environment: dict[str, str], many: str) -> None:
    assert colours(Settings({"colour": chosen}, environment)) == many


@pytest.mark.parametrize(
    ("chosen", "environment", "moving"),
    [
        ("auto", {"TERM": "xterm"}, True),
        ("auto", {"TERM": "xterm", "SSH_CONNECTION": "10.0.0.1 22"}, False),
        ("auto", {"TERM": "xterm", "SSH_TTY": "/dev/pts/0"}, False),
        ("auto", {"TERM": "xterm", "SSH_TTY": ""}, True),
        ("auto", {"TERM": "dumb"}, False),
        ("on", {"TERM": "dumb", "SSH_TTY": "/dev/pts/0"}, True),
        ("off", {"TERM": "xterm"}, False),
        ("off", {"TERM": "xterm", "TEXTUAL_ANIMATIONS": "full"}, True),
    ],
)
def test_whether_anything_moves(chosen: str, environment: dict[str, str], moving: bool) -> None:
    assert moves(Settings({"motion": chosen}, environment)) is moving
