"""Everything that a key can do, once: keys, footer, palette and the keys of the help pages are read from this list.

Keys are those that every terminal delivers: letters, digits, arrows, enter, space, tab, escape, page and function
keys; control with a letter only as a second way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

from attrs import frozen

if TYPE_CHECKING:
    from textual.binding import BindingType

# fmt: off
Place = Literal[
    "lobby", "new_game", "handover", "table", "ruling", "front_page", "ending", "reading", "edit", "settings", "help",
    "confirm", "loss", "replay", "hotwash",
    "wall", "door", "pick", "ask", "peek", "desk", "pacts", "poll", "deck_list", "deck_browser", "deck_editor",
    "branch", "compare", "game_reading",
]
# fmt: on
PLACES: tuple[Place, ...] = get_args(Place)
_GAME: tuple[Place, ...] = ("handover", "door", "table", "wall", "ruling", "front_page", "ending", "hotwash")
_DESK: tuple[Place, ...] = tuple(place for place in _GAME if place != "ruling")
_BASE: tuple[Place, ...] = ("lobby", *_GAME)
_DECKS: tuple[Place, ...] = ("deck_list", "deck_browser")
_STUDIES: tuple[Place, ...] = ("compare", "game_reading")
_TEXTS: tuple[Place, ...] = (*_BASE, "reading", "help", *_STUDIES)
_LISTS: tuple[Place, ...] = ("new_game", "branch", "settings", "pick", "desk", "pacts", "poll", *_DECKS)
_UP: tuple[Place, ...] = (*_TEXTS, *_LISTS, "deck_editor")
_PAGES: tuple[Place, ...] = (*_TEXTS, "pacts", "poll", *_DECKS)
_FULL: tuple[Place, ...] = (*_BASE, "replay", *_DECKS, *_STUDIES)
_HELPED: tuple[Place, ...] = (*_FULL, "new_game", "branch", "settings", "desk", "pacts", "poll")


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
    Action("resume", "Open", "Open the marked game where it was left", ("enter",), ("lobby",)),
    Action("compare", "Compare", "Compare marked games, or a branch with its parent", ("c",), ("lobby",)),
    Action("new_game", "New game", "Lay a table for a new game", ("n",), ("lobby",)),
    Action("decks", "Decks", "Look into decks, and edit one of your own", ("d",), ("lobby",), home="app"),
    Action("show_ending", "Show the ending", "Show it, whether all have spoken or not", ("enter",), ("ending",)),
    Action("say_reached", "Reached", "Say of the marked objective that it is reached", ("1",), ("ending",)),
    Action("say_partly", "Partly", "Say of the marked objective that it is partly reached", ("2",), ("ending",)),
    Action("say_missed", "Missed", "Say of the marked objective that it is missed", ("3",), ("ending",)),
    Action("debrief", "Debrief", "Begin the debrief, or go on with it, step by step", ("d",), ("ending",)),
    Action("next_step", "Next", "This step is done; go on to the next one", ("enter", "space", "right"), ("hotwash",)),
    Action("step_before", "Back", "Go back to the step before", ("left",), ("hotwash",), footer=False),
    Action("write_down", "Write", "Take down what is said at this step", ("w",), ("hotwash",)),
    Action("strike_out", "Strike out", "Strike out a line that was taken down", ("x",), ("hotwash",)),
    Action("count_poll", "Count", "Count the slips of the poll", ("o",), ("hotwash",)),
    Action("play_on", "Play on", "Let bots play on, to find what mattered; or stop", ("p",), ("hotwash",)),
    Action("skip", "Skip", "Skip this step, or take that back", ("s",), ("hotwash",)),
    Action("leave_path", "Ending", "Go back to the ending; all is kept", ("escape",), ("hotwash",)),
    Action("earlier", "Earlier", "Move this step before the one before it", ("minus",), ("hotwash",)),
    Action("later", "Later", "Move this step behind the next one", ("plus",), ("hotwash",)),
    Action("next_verdict", "Change", "The next word for the marked objective", ("space", "right"), ("ending",)),
    Action("verdict_before", "Back", "The word before for the objective", ("left",), ("ending",), footer=False),
    Action("replay", "Replay", "Look back on the game, entry by entry", ("r",), ("lobby", "ending", "hotwash")),
    Action("assessment", "Assessment", "Go back to what the teams say of their objectives", ("b",), ("ending",)),
    Action("next_entry", "Next", "Go on by an entry", ("right",), ("replay",)),
    Action("last_entry", "Back", "Go back by an entry", ("left",), ("replay",), footer=False),
    Action("next_move", "Move", "Go on to the next step of a move: hand-in, reveal, ruling", ("down",), ("replay",)),
    Action("last_move", "Move back", "Go back to the step of a move before", ("up",), ("replay",), footer=False),
    Action("next_turn", "Turn", "Go on to the next turn", ("pagedown",), ("replay",)),
    Action("last_turn", "Turn back", "Go back to the opening of the turn", ("pageup",), ("replay",), footer=False),
    Action("beginning", "Beginning", "Go to the beginning of the game", ("home",), ("replay",), footer=False),
    Action("end", "End", "Go to the last entry", ("end",), ("replay",), footer=False),
    Action("play", "Play", "Play the game by itself, or pause", ("space",), ("replay",)),
    Action("faster", "Faster", "Play faster", ("plus",), ("replay",), footer=False),
    Action("slower", "Slower", "Play slower", ("minus",), ("replay",), footer=False),
    Action("stride", "Stride", "Play by entries, by moves or by turns", ("s",), ("replay",), footer=False),
    Action("charts", "Charts", "Draw tracks over time: all of them, or one", ("c",), ("replay",)),
    Action("next_eyes", "Eyes", "Look through other eyes: everyone's, each team's, all", ("e",), ("replay",)),
    Action("beside", "Difference", "Mark what another one sees and these eyes do not", ("d",), ("replay",)),
    Action("find_entry", "Find", "Look for a word, a team's moves, a track, marks", ("slash",), ("replay",)),
    Action("find_on", "Next found", "Go on to the next entry that was looked for", ("n",), ("replay",), footer=False),
    Action("find_back", "Found before", "Go back to what was looked for", ("p",), ("replay",), footer=False),
    Action("what_if", "What if", "Play on from this entry, as a game of its own", ("b",), ("replay",)),
    Action("mark", "Mark", "Mark this entry: !! brilliant, !? interesting, ?? a blunder", ("m",), ("replay",)),
    Action("bookmark", "Bookmark", "Put a bookmark at this entry, or take it back", ("f",), ("replay",)),
    Action("entry_note", "Annotate", "Write a note about this entry", ("a",), ("replay",)),
    Action("replay_page", "Pages", "Turn to the next page: board, entry, log", ("tab",), ("replay",)),
    Action("replay_board", "Board", "See the board as it was then", ("1",), ("replay",), footer=False),
    Action("replay_entry", "Entry", "Read the entry in full", ("2",), ("replay",), footer=False),
    Action("replay_log", "Log", "Read the log around the entry", ("3", "l"), ("replay",), footer=False),
    Action("text_up", "Up", "Up a line in the page", ("k",), ("replay",), footer=False, palette=False),
    Action("text_down", "Down", "Down a line in the page", ("j",), ("replay",), footer=False, palette=False),
    Action("rewind_here", "Go on from here", "Rewind the running game to this entry", ("g",), ("replay",)),
    Action("leave_replay", "Leave", "Leave the replay", ("escape", "q"), ("replay",), home="app"),
    Action("study_page", "Pages", "Turn to the next page", ("tab",), _STUDIES),
    Action(
        "to_page", "Page", "Turn to a page by its number", tuple("123456789"), _STUDIES, footer=False, palette=False
    ),
    Action("games_on", "More games", "See the games further to the right", ("right",), ("compare",)),
    Action("games_back", "Games before", "See the games further to the left", ("left",), ("compare",), footer=False),
    Action("page_after", "Next", "Turn to the next page", ("right",), ("game_reading",), footer=False),
    Action("page_before", "Back", "Turn to the page before", ("left",), ("game_reading",), footer=False),
    Action("go_there", "In the replay", "See the marked decision in the replay", ("enter",), ("game_reading",)),
    Action("stop_playing", "Stop", "Stop playing on, and show what is known so far", ("s",), ("game_reading",)),
    Action("leave_study", "Back", "Go back", ("escape", "q"), _STUDIES),
    Action("look", "Open", "Open the table of the team whose turn it is to look", ("enter", "space"), ("handover",)),
    Action("choose", "Choose", "Choose the marked card; it stays yours to change", ("enter", "space"), ("table",)),
    Action("card", "Card", "Read the marked card in full, with its sources", ("c", "right"), ("table",)),
    Action("take_back", "Undo", "Take back the choice of a card", ("u",), ("table",)),
    Action("hand_in", "Hand in", "Hand in the chosen card, sealed until all moves lie open", ("h",), ("table",)),
    Action("hand_in_pass", "Pass", "Hand in nothing this turn", ("p",), ("table",)),
    Action("write_move", "Write", "Write a move of your own, and hand it in sealed", ("w",), ("table",)),
    Action("next_page", "Pages", "Turn to the next page beside the hand", ("tab",), ("table",)),
    Action("page_board", "Board", "See the board: ladders and tracks", ("1",), ("table",), footer=False),
    Action("page_news", "News", "See what happened since the last turn", ("2",), ("table",), footer=False),
    Action("page_brief", "Brief", "See your own brief and objectives", ("3",), ("table",), footer=False),
    Action("cover", "Hide", "Hide the hand and go back to passing the screen", ("escape",), ("table",), footer=False),
    Action(
        "turn_over", "Turn over", "Turn the moves over; where cards are shown first, show them", ("enter",), ("wall",)
    ),
    Action("slip", "Slip", "Type in the slip of a team, unseen", ("s",), ("wall",)),
    Action(
        "peek", "Show a slip", "Show a team its own slip for fifteen seconds, the wall being dark", ("p",), ("wall",)
    ),
    Action("go_on", "Go on", "Let the dice fall, or go on to what comes next", ("enter", "space"), ("ruling",)),
    Action("turn_page", "Go on", "Show the front page, then open the next turn", ("enter", "space"), ("front_page",)),
    Action("edit_page", "Edit", "Change what the front page says", ("e",), ("front_page",)),
    Action("keep", "Show it", "Show the front page as it is written here", ("f5", "ctrl+s"), ("edit",), palette=False),
    Action("leave", "Leave", "Go back; what is written here is kept", ("escape",), ("edit",), palette=False),
    Action(
        "shut_line",
        "Close",
        "Close the scribe's line; what stands on it is kept",
        ("escape",),
        ("ruling",),
        palette=False,
    ),
    Action("settle", "Settle", "Settle what the ruling left to a person", ("s",), ("ruling", "front_page")),
    Action("give_floor", "Floor", "Give the move the floor: it is argued in full", ("f",), ("ruling",)),
    Action("argue_for", "For", "Write down a reason for the move", ("plus",), ("ruling",)),
    Action("argue_against", "Against", "Write down a reason against the move", ("minus",), ("ruling",)),
    Action("choose_method", "Method", "Rule this one move by another method", ("m",), ("ruling",)),
    Action("set_odds", "Odds", "Set the odds, or set the move against another move or a result", ("o",), ("ruling",)),
    Action("vote", "Votes", "Vote, take down a show of hands, or open the sealed votes", ("b",), ("ruling",)),
    Action("weigh", "Weigh", "Find a reason stronger, weaker, or not accepted", ("w",), ("ruling",)),
    Action("throw_dice", "Dice", "Rule it by real dice, typed as they lie", ("d",), ("ruling",)),
    Action(
        "override",
        "Override",
        "Set an outcome by hand, with a reason that all may read, until the next turn opens",
        ("x",),
        ("ruling", "front_page"),
    ),
    Action("claim", "Claim", "Say what the move is after; tell what a free move does", ("c",), ("ruling",)),
    Action("undo_reason", "Undo", "Take back the last reason; one of the umpire's is struck out", ("u",), ("ruling",)),
    Action("rule_all", "Rule all", "Rule every move that waits, until something is wanted of you", ("a",), ("ruling",)),
    Action("read_move", "Card", "Read the card that is ruled in full", ("r",), ("ruling",)),
    Action("move_after", "Next move", "Look at the next move of the turn", ("right",), ("ruling",), footer=False),
    Action("move_before", "Move before", "Look at the move before", ("left",), ("ruling",), footer=False),
    Action("undo_move", "Take back", "Take back the sealed move while others still choose", ("u",), ("wall",)),
    Action("board", "Board", "See what everyone may see of the board", ("b", "1"), ("handover", "wall", "front_page")),
    Action("see_board", "Board", "See what everyone may see of the board", ("1",), ("ruling",)),
    Action("desk", "Facilitator", "The facilitator's desk: seats, names, clock, rewinding", ("f", "f6"), _DESK, "app"),
    Action(
        "floor_desk",
        "Facilitator",
        "The facilitator's desk: seats, names, clock, rewinding",
        ("f6",),
        ("ruling",),
        "app",
    ),
    Action("pick", "Choose", "Choose the marked line", ("enter", "space"), ("pick", "door")),
    Action(
        "first_row", "First", "Mark the first line", ("home",), ("pick", "lobby", *_DECKS), footer=False, palette=False
    ),
    Action("last_row", "Last", "Mark the last line", ("end",), ("pick", "lobby", *_DECKS), footer=False, palette=False),
    Action("answer", "Take it", "Take what was typed", ("enter",), ("ask",), palette=False),
    Action("put_back", "Back", "Go back without choosing", ("escape",), ("pick", "ask"), palette=False),
    Action("uncover", "Show", "Show the slip, or cover it again", ("enter", "space"), ("peek",), palette=False),
    Action("darken", "Back to the wall", "Cover the slip and go back", ("escape",), ("peek",), palette=False),
    Action("alter", "Change", "Change the marked line", ("enter", "space", "right"), ("desk", "pacts")),
    Action("stop_clock", "Stop", "Stop the clock, or let it run again", ("p",), ("desk",)),
    Action("more_time", "+1 min", "Give this part of the turn a minute more", ("plus", "m"), ("desk",)),
    Action("ignore_time", "Ignore", "Ignore the time of this part, or count it again", ("i",), ("desk",)),
    Action("drop_floor", "Drop a floor", "Have one move fewer argued in full this turn", ("d",), ("desk",)),
    Action("one_more", "More", "Count one more slip for the marked choice", ("enter", "space", "right"), ("poll",)),
    Action("one_fewer", "Fewer", "Count one slip fewer", ("left", "minus"), ("poll",)),
    Action("type_count", "Number", "Set how many slips made the choice", tuple("0123456789"), ("poll",), footer=False),
    Action("other_occasion", "Before, after", "Count the slips of before, or of after", ("w",), ("poll",)),
    Action("next_team", "Team", "Count the slips of one team, or of everybody", ("tab",), ("poll",)),
    Action("leave_desk", "Close", "Leave the desk", ("escape", "q"), ("desk", "pacts", "poll")),
    Action("polls", "Poll", "Count the slips of the poll", ("o",), ("desk",)),
    Action("open_deck", "Open", "Look into the marked deck", ("enter", "space"), ("deck_list",)),
    Action("read_entry", "Read", "Read the marked line in full", ("enter", "right"), ("deck_browser",)),
    Action("deck_page", "Pages", "Turn to the next page: cards, seats, board, and so on", ("tab",), ("deck_browser",)),
    Action("filter_seat", "Seat", "Only the cards of one seat", ("s",), ("deck_browser",)),
    Action("filter_system", "System", "Only the cards of one system", ("y",), ("deck_browser",)),
    Action("filter_cited", "Source", "Only the cards that cite a document or a fact", ("f",), ("deck_browser",)),
    Action("filter_text", "Find", "Only the cards on which some words stand", ("slash",), ("deck_browser",)),
    Action("filter_none", "All", "All cards again", ("x",), ("deck_browser",)),
    Action("show_private", "Private", "Show or hide what only one team reads", ("p",), ("deck_browser",)),
    Action("deck_cards", "Cards", "See the cards", ("1",), ("deck_browser",), footer=False),
    Action("deck_seats", "Seats", "See the seats with their briefs", ("2",), ("deck_browser",), footer=False),
    Action("deck_board", "Board", "See the board: ladders, tracks, rules", ("3",), ("deck_browser",), footer=False),
    Action("deck_news", "News", "See the turns and the news", ("4",), ("deck_browser",), footer=False),
    Action("deck_facts", "Facts", "See the facts, and who cites them", ("5",), ("deck_browser",), footer=False),
    Action("deck_endings", "Endings", "See what the ending answers", ("6",), ("deck_browser",), footer=False),
    Action("deck_problems", "Problems", "See what the check finds", ("7",), ("deck_browser",), footer=False),
    Action("leave_entry", "List", "Back to the list", ("left",), ("deck_browser",), footer=False, palette=False),
    Action("edit_deck", "Edit", "Edit the deck; of a shipped one a copy", ("e",), _DECKS),
    Action("leave_decks", "Back", "Go back", ("escape", "q"), _DECKS),
    Action("copy_deck", "Copy", "Copy the deck under a name of your own", ("c",), _DECKS),
    Action("other_deck", "Another", "Open a deck by its path", ("o",), ("deck_list",)),
    Action("read_again", "Read again", "Read the files again, and check them", ("r",), _DECKS),
    Action("save_deck", "Save", "Save what was changed, in all files", ("f5", "ctrl+s"), ("deck_editor",)),
    Action("to_problems", "Problems", "Go to the list of problems, and back", ("f3",), ("deck_editor",)),
    Action("next_problem", "Next", "Go to the next problem", ("f4",), ("deck_editor",)),
    Action("go_to_problem", "Go there", "Go to where the marked problem is", ("enter",), ("deck_editor",)),
    Action("other_file", "Files", "Open another file of the deck", ("f8",), ("deck_editor",)),
    Action("leave_editor", "Leave", "Leave the editor", ("escape",), ("deck_editor",)),
    Action("own_editor", "Your editor", "Open the file in your own editor", ("f9",), ("deck_editor",)),
    Action("start", "Choose, start", "Choose the marked line, or start the game", ("enter",), ("new_game", "branch")),
    Action("change", "Change", "Choose a deck, or seat a team or a bot", ("space",), ("new_game",), footer=False),
    Action("change_branch", "Change", "Change the dice, or who plays on", ("space",), ("branch",), footer=False),
    Action("to_name", "Name", "Write a name for the game, or leave the name again", ("tab",), ("new_game", "branch")),
    Action("see_deck", "Look into it", "Look into the marked deck", ("d",), ("new_game",), footer=False),
    Action("yes", "Yes", "Do it", ("enter", "y"), ("confirm",), palette=False),
    Action("no", "No", "Leave it as it is", ("escape", "n"), ("confirm",), palette=False),
    Action("keep_it", "Keep it", "Leave it as it is", ("enter", "escape", "n"), ("loss",), palette=False),
    Action("lose_it", "Delete", "Do what can't be undone", ("y",), ("loss",), palette=False),
    Action("close", "Close", "Close this page", ("escape", "enter", "q"), ("reading", "help"), palette=False),
    Action("cancel", "Cancel", "Close without a new game", ("escape",), ("new_game", "branch"), palette=False),
    Action("next_value", "Change", "The next value of the marked setting", ("enter", "space", "right"), ("settings",)),
    Action("value_before", "Back", "The value before", ("left",), ("settings",)),
    Action("settled", "Close", "Close the settings; all is kept", ("escape", "q", "comma"), ("settings",)),
    Action("up", "Up", "Up a line", ("up", "k"), _UP, footer=False, palette=False),
    Action("down", "Down", "Down a line", ("down", "j"), _UP, footer=False, palette=False),
    Action("page_up", "Page up", "A page up in the text", ("pageup",), _PAGES, footer=False, palette=False),
    Action("page_down", "More", "A page down in the text", ("pagedown",), _PAGES, palette=False),
    Action("other_eyes", "Other eyes", "Read the log as another side saw it", ("e", "right"), ("reading",)),
    Action("pacts", "Pacts", "Promises, deals, results; what else waits beside the moves", ("v",), _GAME, home="app"),
    Action("log", "Log", "Read what has happened so far", ("l",), _GAME, home="app"),
    Action("games", "Games", "Leave this game, which is saved, for the list of games", ("g",), _GAME, home="app"),
    Action("note", "Note", "Write a note beside the game", ("n",), _GAME, "app", False),
    Action("theme", "Theme", "The next theme: dark, light, high contrast", ("t",), _FULL, home="app", footer=False),
    Action("settings", "Settings", "Settings: look, motion, mouse, names, paper", ("comma",), _BASE, "app", False),
    Action(
        "command_palette",
        "Commands",
        "Find a command by its name",
        ("f2", "ctrl+p"),
        (*_FULL, "deck_editor"),
        "app",
        footer=False,
        palette=False,
    ),
    Action("help", "Help", "Help for this screen", ("question_mark", "f1"), _HELPED, home="app"),
    Action("help_here", "Help", "Help for this screen", ("f1",), ("deck_editor",), home="app"),
    Action("quit", "Quit", "Leave the program; everything is saved", ("q", "f10", "ctrl+q"), _BASE, home="app"),
    Action(
        "read_game", "Reading", "What mattered in a game that is over, and more", ("w",), ("lobby", "ending", "replay")
    ),
    Action("mark_game", "Mark", "Mark the game, to compare it with others of its deck", ("space",), ("lobby",)),
    Action("beside_parent", "Beside its parent", "See the branch beside the game it parts from", ("v",), ("replay",)),
    # Seldom wanted: where the line of keys is too short these give way first.
    Action("rename", "Rename", "Give the marked game another name", ("m",), ("lobby",)),
    Action("archive", "Put away", "Put the marked game away, or bring it back", ("a",), ("lobby",)),
    Action("show_archived", "Show put away", "List the games that were put away too, or not", ("v",), ("lobby",)),
    Action("backup", "Backup", "Copy the whole save into another file", ("b",), ("lobby",)),
    Action("delete", "Delete", "Delete the marked game for good, after a question", ("x",), ("lobby",)),
)

_KEY_NAMES = {
    "question_mark": "?",
    "comma": ",",
    "slash": "/",
    "plus": "+",
    "minus": "−",
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
    "home": "Home",
    "end": "End",
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
