"""Everything that a key can do, once: keys, footer, palette and the keys of the help pages are read from this list.

Keys are those that every terminal delivers: letters, digits, arrows, enter, space, tab, escape, page and function
keys; control with a letter only as a second way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

from attrs import frozen

if TYPE_CHECKING:
    from textual.binding import BindingType

Place = Literal["lobby", "new_game", "handover", "table", "ruling", "ending", "reading", "help", "confirm"]
PLACES: tuple[Place, ...] = get_args(Place)
_GAME: tuple[Place, ...] = ("handover", "table", "ruling", "ending")
_BASE: tuple[Place, ...] = ("lobby", *_GAME)
_TEXTS: tuple[Place, ...] = (*_BASE, "reading", "help")


@frozen
class Action:
    """One thing that a person can do, in each of `places`; `action_` and its id is the method that does it.

    `home` says whether the screen or the app carries it out, `footer` and `palette` where it is offered.
    """

    id: str
    title: str
    about: str
    keys: tuple[str, ...]
    places: tuple[Place, ...]
    home: Literal["screen", "app"] = "screen"
    footer: bool = True
    palette: bool = True

    @property
    def target(self) -> str:
        """How a binding, a click and the palette call it."""
        return f"{self.home}.{self.id}"


ACTIONS: tuple[Action, ...] = (
    Action("resume", "Open", "Open the marked game where it was left", ("enter", "space"), ("lobby",)),
    Action("new_game", "New game", "Lay a table for a new game", ("n",), ("lobby",)),
    Action("look", "Open", "Open the table of the team whose turn it is to look", ("enter", "space"), ("handover",)),
    Action("choose", "Choose", "Choose the marked card; it stays yours to change", ("enter", "space"), ("table",)),
    Action("card", "Card in full", "Read the marked card in full, with its sources", ("c", "right"), ("table",)),
    Action("take_back", "Undo", "Take back the choice of a card", ("u",), ("table",)),
    Action("hand_in", "Hand in", "Hand in the chosen card, sealed until all moves lie open", ("h",), ("table",)),
    Action("hand_in_pass", "Pass", "Hand in nothing this turn", ("p",), ("table",)),
    Action("next_page", "Pages", "Turn to the next page beside the hand", ("tab",), ("table",)),
    Action("page_board", "Board", "See the board: ladders and tracks", ("1",), ("table",), footer=False),
    Action("page_news", "News", "See what happened since the last turn", ("2",), ("table",), footer=False),
    Action("page_brief", "Brief", "See your own brief and objectives", ("3",), ("table",), footer=False),
    Action("cover", "Hide", "Hide the hand and go back to passing the screen", ("escape",), ("table",), footer=False),
    Action("go_on", "Go on", "Let the dice fall, or go on to what comes next", ("enter", "space"), ("ruling",)),
    Action("read_move", "Card in full", "Read the card that is ruled in full", ("c", "right"), ("ruling",)),
    Action("board", "Board", "See what everyone may see of the board", ("b",), ("handover", "ruling")),
    Action("start", "Choose, start", "Choose the marked line, or start the game", ("enter",), ("new_game",)),
    Action("change", "Change", "Choose a deck, or seat a team or a bot", ("space",), ("new_game",), footer=False),
    Action("to_name", "Name", "Write a name for the game, or leave the name again", ("tab",), ("new_game",)),
    Action("yes", "Yes", "Do it", ("enter", "y"), ("confirm",), palette=False),
    Action("no", "No", "Leave it as it is", ("escape", "n"), ("confirm",), palette=False),
    Action("close", "Close", "Close this page", ("escape", "enter", "q"), ("reading", "help"), palette=False),
    Action("cancel", "Cancel", "Close without a new game", ("escape",), ("new_game",), palette=False),
    Action("up", "Up", "Up a line", ("up", "k"), (*_TEXTS, "new_game"), footer=False, palette=False),
    Action("down", "Down", "Down a line", ("down", "j"), (*_TEXTS, "new_game"), footer=False, palette=False),
    Action("page_up", "Page up", "A page up in the text", ("pageup",), _TEXTS, footer=False, palette=False),
    Action("page_down", "More", "A page down in the text", ("pagedown",), _TEXTS, palette=False),
    Action("other_eyes", "Other eyes", "Read the log as another side saw it", ("e", "right"), ("reading",)),
    Action("log", "Log", "Read what has happened so far", ("l",), _GAME, home="app"),
    Action("games", "Games", "Leave this game, which is saved, for the list of games", ("g",), _GAME, home="app"),
    Action("theme", "Theme", "The next theme: dark, light, high contrast", ("t",), _BASE, home="app", footer=False),
    Action("command_palette", "Commands", "Find a command by its name", ("f2", "ctrl+p"), _BASE, "app", False, False),
    Action("help", "Help", "Help for this screen", ("question_mark", "f1"), (*_BASE, "new_game"), home="app"),
    Action("quit", "Quit", "Leave the program; everything is saved", ("q", "f10", "ctrl+q"), _BASE, home="app"),
)

_KEY_NAMES = {
    "question_mark": "?",
    "escape": "Esc",
    "enter": "Enter",
    "space": "Space",
    "tab": "Tab",
    "up": "↑",
    "down": "↓",
    "right": "→",
    "left": "←",
    "pageup": "PgUp",
    "pagedown": "PgDn",
}


def key_name(key: str) -> str:
    """A key as it is printed on the keyboard."""
    if key.startswith("ctrl+"):
        return f"Ctrl+{key.removeprefix('ctrl+').upper()}"
    return _KEY_NAMES.get(key, key.upper() if key.startswith("f") and key[1:].isdigit() else key)


def actions_of(place: Place) -> tuple[Action, ...]:
    """What can be done there, in the order of the footer."""
    return tuple(action for action in ACTIONS if place in action.places)


def bindings_of(place: Place) -> list[BindingType]:
    """The key bindings of a screen."""
    from textual.binding import Binding

    return [
        Binding(
            ",".join(action.keys),
            action.target,
            action.title,
            show=action.footer,
            tooltip=action.about,
            id=f"{place}.{action.id}",
        )
        for action in actions_of(place)
    ]
