"""The screens: a lobby, the passing of the screen, a table for each seat, rulings on the wall, the ending.

Shows views and sends commands; knows the table and the words, and nothing of rules or storage. Text that people wrote
goes through one door (`text.ui_text`); what a key does stands in one list (`actions`); which screen comes next is one
pure function (`director`). Everything that touches the save happens in threads that only post messages.

Importing this package does not import Textual, so that plain commands and the help pages stay quick.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from wargame.tui.help_pages import HELP_PAGES, help_page, help_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from wargame.debrief import Viewpoint
    from wargame.table import Store, Table
    from wargame.tui.app import WargameApp
    from wargame.tui.director import Post
    from wargame.tui.workshop import Errand

__all__ = ["HELP_PAGES", "help_page", "help_text", "run", "run_workshop"]


def run(
    store: Store | Callable[[], Store],
    table: Table | None = None,
    replay: Viewpoint | None = None,
    post: Post | None = None,
) -> int:
    """Show the screens until somebody leaves: the lobby, or at once the `table` that lies open. The exit status.

    With `replay` the table is looked back on from there, and nothing else is shown. `post` is who sits at this
    terminal, if it is not the screen of the whole room.

    `store` is an open save, or a function that opens one: it is then called in a thread once the first frame is on
    the screen, and what it opened is closed at the end.
    """
    from wargame.tui.app import WargameApp
    from wargame.tui.director import ROOM

    return _run(WargameApp(store, table, replay=replay, post=post or ROOM))


def run_workshop(errand: Errand) -> int:
    """Show the screens of the workshop, without any save, until somebody leaves them. The exit status."""
    from wargame.tui.app import WargameApp

    app = WargameApp(_no_save)
    app.errand = errand
    return _run(app)


def _no_save() -> Store:
    from wargame.table import StoreError

    raise StoreError("No save is open in the workshop.")


def _run(app: WargameApp) -> int:
    for stream in (sys.__stdout__, sys.__stderr__):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    try:
        app.run()
    finally:
        app.save.close()
    return app.return_code or 0
