"""An app that looks and moves as its settings say: theme, colours, motion and mouse; and that keeps what is changed.

Before `settle` it is as the tests want it: dark, in all colours, and still. What a person changes holds at once and is
written in a thread; where that fails it holds until the program ends, and a notice says why it was not kept.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.color import ColorSystem
from textual import work
from textual.app import App
from textual.color import Color
from textual.driver import Driver
from textual.filter import LineFilter, Monochrome, NoColor

from wargame.settings import Settings, UnreadableFile, colours, keep, load, moves, setting_called, settings_path
from wargame.tui.colours import Palette, colour_safe
from wargame.tui.messages import Said
from wargame.tui.themes import THEMES, themes_for
from wargame.tui.widgets.sheet import Sheet

_OURS = "wargame-"
_BUILTIN = "textual-dark"


class SettledApp(App[None]):
    """An app with settings: `settings` is what holds now, `palette` which colours leave."""

    def __init__(self) -> None:
        self.palette = Palette()
        self.settings = Settings()
        self._settings_file: Path | None = None
        self._keeping = threading.Lock()
        super().__init__()
        # What leaves is the palette's to decide; Rich's own guess would send a dumb terminal all colours.
        self.console._color_system = ColorSystem.TRUECOLOR
        self.no_color = False
        if "TEXTUAL_ANIMATIONS" not in os.environ:
            self.animation_level = "none"
        for theme in THEMES:
            self.register_theme(theme)
        if "TEXTUAL_THEME" not in os.environ:
            self.theme = THEMES[0].name

    def get_driver_class(self) -> type[Driver]:
        """The platform's driver; no colour leaves it but through the palette."""
        return colour_safe(super().get_driver_class())

    def get_line_filters(self) -> Sequence[LineFilter]:
        """The palette takes colours away where none are wanted, and greys are colours too."""
        return [each for each in super().get_line_filters() if not isinstance(each, Monochrome | NoColor)]

    def run(self, **options: Any) -> None:
        """Run with the settings of this person and this terminal."""
        path = settings_path()
        self.settle(load(path), path)
        super().run(**{"mouse": self.settings["mouse"] == "on", **options})

    def on_mount(self) -> None:
        """Say what is wrong with the file; what only another version understands is no matter for a screen."""
        for remark in self.settings.remarks:
            if remark.known:
                self.post_message(Said(remark.sentence))

    def settle(self, settings: Settings, file: Path | None = None) -> None:
        """Let these settings hold from now on; `file` is where changes are kept, without one they are not."""
        self._settings_file = file
        self._hold(settings)
        wanted = (_OURS + settings["theme"], *settings["theme"].split(","))
        name = next((each.strip() for each in wanted if each.strip() in self.available_themes), None)
        if name is not None:
            # TEXTUAL_THEME is the theme already, but from before ours were known: only a change reads its colours.
            self.set_reactive(App.theme, _BUILTIN)
            self.theme = name
        self.watch_theme()

    def change(self, key: str, value: str) -> None:
        """Another value for one setting, from now on and in the file."""
        before = self.settings["theme"]
        self._hold(self.settings.choose(key, value))
        if self.settings["theme"] != before:
            self.theme = _OURS + self.settings["theme"]
        if self._settings_file is not None:
            self._keep_setting(key, self._settings_file)

    def action_theme(self) -> None:
        """The next theme, now and from now on; where the environment names one, that one is there again next time."""
        following = setting_called("theme").after(self.theme.removeprefix(_OURS))
        self.change("theme", following)
        self.theme = _OURS + following

    def action_settings(self) -> None:
        """All settings."""
        from wargame.tui.screens.settings import SettingsPage

        self.push_screen(SettingsPage())

    def watch_theme(self) -> None:
        """The ground changes with the theme."""
        background = Color.parse(self.current_theme.background or ("#121212" if self.current_theme.dark else "#efefef"))
        self.palette = Palette(self.palette.colours, background.rgb)

    def _hold(self, settings: Settings) -> None:
        self.settings = settings
        many = colours(settings)
        for theme in themes_for(many):
            self.register_theme(theme)
        self.palette = Palette(many, self.palette.ground)
        self.no_color = many == "none"
        if not settings.variable("motion"):
            self.animation_level = "full" if moves(settings) else "none"
        if self.is_running:
            self._use_mouse(settings["mouse"] == "on")
            self.watch_theme()
            self.refresh_css(animate=False)
            for screen in self.screen_stack:
                for sheet in screen.query(Sheet):
                    sheet.redraw()
            self.refresh(layout=True)

    def _use_mouse(self, wanted: bool) -> None:
        """Textual decides on the mouse when it starts; later its Linux driver can be told by private methods alone."""
        driver: Any = self._driver
        if driver is None or not hasattr(driver, "_enable_mouse_support") or driver._mouse == wanted:
            return
        driver._mouse = True
        if wanted:
            driver._enable_mouse_support()
        else:
            driver._disable_mouse_support()
        driver._mouse = wanted

    @work(thread=True, group="settings", exit_on_error=False)
    def _keep_setting(self, key: str, file: Path) -> None:
        with self._keeping:
            try:
                keep(key, self.settings.chosen.get(key), file)
            except UnreadableFile as error:
                self.post_message(Said(f"{error} The change holds until you leave."))
