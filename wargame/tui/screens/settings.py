"""The settings, one line each, from the list that the plain command has too; what is changed holds at once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content

from wargame.settings import SETTINGS, Setting, Settings, setting_called
from wargame.tui.actions import bindings_of
from wargame.tui.screens.base import Dialog
from wargame.tui.text import EMPTY, between, heading, join, ui_text, wrapped
from wargame.tui.widgets.choices import Choices, Row
from wargame.tui.widgets.sheet import Reading, Sheet

if TYPE_CHECKING:
    from wargame.tui.room import RoomApp

_TITLE = 10


class SettingsPage(Dialog[None]):
    """Every setting with its values; the marked one is explained below."""

    CSS_PATH = "settings.tcss"
    BINDINGS = bindings_of("settings")
    AUTO_FOCUS = ""
    place = "settings"
    app: RoomApp

    def body(self) -> ComposeResult:
        """The list, and under it what the marked setting is about."""
        yield Sheet(head_lines, id="head")
        with Reading(id="reading"):
            yield Choices(id="lines")
        yield Sheet(id="about")

    def on_mount(self) -> None:
        """Show what holds."""
        self.update()

    def update(self) -> None:
        """Show what holds now."""
        settings = self.app.settings
        self.query_one(Choices).set_rows(
            [Row(setting.key, partial(setting_lines, setting, settings)) for setting in SETTINGS]
        )
        self._explain()

    def on_choices_marked(self) -> None:
        """Another setting is explained."""
        self._explain()

    def on_choices_picked(self) -> None:
        """A click on the marked setting goes to its next value."""
        self.action_next_value()

    def _explain(self) -> None:
        current = setting_called(self.query_one(Choices).current)
        self.query_one("#about", Sheet).show(partial(about_lines, current, self.app.settings))

    def action_next_value(self) -> None:
        """The next value of the marked setting."""
        self._turn(1)

    def action_value_before(self) -> None:
        """The value before."""
        self._turn(-1)

    def _turn(self, steps: int) -> None:
        setting = setting_called(self.query_one(Choices).current)
        self.app.change(setting.key, setting.after(kept(setting, self.app.settings), steps))
        self.update()

    def action_settled(self) -> None:
        """Back to the screen."""
        self.dismiss(None)


def kept(setting: Setting, settings: Settings) -> str:
    """What a person has chosen, whatever the environment says."""
    return settings.chosen.get(setting.key, setting.default)


def head_lines(width: int) -> list[Content]:
    """The title."""
    return [heading(ui_text("Settings", "bold $mark"), width)]


def setting_lines(setting: Setting, settings: Settings, width: int) -> list[Content]:
    """A setting and its values, the chosen one with a mark; and what else decides, where something does."""
    chosen = kept(setting, settings)
    values = between("   ", (_value(choice, choice == chosen) for choice in setting.choices))
    found = wrapped(join(ui_text(f"{setting.title:<{_TITLE}}", "bold"), values), width, hang=_TITLE)
    if variable := settings.variable(setting.key):
        sentence = f"✕ {variable} decides here: {settings[setting.key]}"
        found += wrapped(ui_text(sentence, "$warn"), width, indent=_TITLE)
    return found


def _value(choice: str, chosen: bool) -> Content:
    return ui_text(f"◉ {choice}", "bold $mark") if chosen else ui_text(f"○ {choice}")


def about_lines(setting: Setting, settings: Settings, width: int) -> list[Content]:
    """What the marked setting is about, and what its chosen value means."""
    chosen = kept(setting, settings)
    meaning = join(ui_text(f"{chosen}: ", "bold"), ui_text(setting.choices[chosen]))
    return [EMPTY, *wrapped(ui_text(setting.about), width), *wrapped(meaning, width)]
