"""The workshop in the app: decks that are looked into, copied and edited, without any game.

Files are read and written in threads of the screens; here is only which screen comes next.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from wargame.tui.explaining import ExplainingApp

if TYPE_CHECKING:
    from wargame.deck import Mark


@frozen
class Errand:
    """What the program was started for in the workshop, and is left after.

    `decks` are shown beside the shipped ones. `deck` is opened at once; to `edit` it means in its `file`, where that is
    given.
    """

    decks: tuple[Path, ...] = ()
    deck: Path | None = None
    edit: bool = False
    file: Path | None = None


class WorkshopApp(ExplainingApp):
    """An app with a workshop. `known_decks` are those that were named, or made, while it runs."""

    errand: Errand | None = None
    known_decks: tuple[Path, ...] = ()

    def begin(self) -> bool:
        """Open what the program was started for."""
        errand = self.errand
        if errand is None:
            return super().begin()
        self.known_decks = errand.decks
        if errand.deck is None:
            self.action_decks()
        elif errand.edit:
            self.edit_deck(errand.deck, errand.file)
        else:
            self.know_deck(errand.deck)
            self.open_deck(errand.deck)
        return True

    def know_deck(self, path: Path) -> None:
        """List a deck with the shipped ones from now on."""
        if path.resolve() not in [each.resolve() for each in self.known_decks]:
            self.known_decks = (*self.known_decks, path)

    def leave_workshop(self) -> None:
        """The screen of the workshop that shows is left; the program too, where it was started for it."""
        self.clear_notifications()
        if self.errand is not None and len(self.screen_stack) <= 2:
            self.exit()
        else:
            self.pop_screen()

    async def action_quit(self) -> None:
        """Leave the program; where something is edited and not saved, after a question."""
        from wargame.tui.screens.deck_editor import DeckEditor

        if isinstance(self.screen, DeckEditor) and self.screen.unsaved:
            self.screen.ask_to_leave()
        else:
            await super().action_quit()

    def action_decks(self) -> None:
        """The list of decks."""
        from wargame.tui.screens.deck_list import DeckList

        if not isinstance(self.screen, DeckList):
            self.clear_notifications()
            self.push_screen(DeckList())

    def action_help_here(self) -> None:
        """Help, where letters are typed."""
        self.action_help()

    def open_deck(self, path: Path) -> None:
        """Look into a deck."""
        from wargame.tui.screens.deck_browser import DeckBrowser

        self.clear_notifications()
        self.push_screen(DeckBrowser(path))

    def edit_deck(self, path: Path, file: Path | None = None, at: Mark | None = None) -> None:
        """Edit a deck: at a place, in a file, or in its first one."""
        from wargame.tui.screens.deck_editor import DeckEditor

        self.clear_notifications()
        self.push_screen(DeckEditor(path, file, at))
