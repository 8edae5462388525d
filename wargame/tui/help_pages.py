"""The help pages: prose from `help/*.md`, and under it the keys of the screen from the registry.

The plain command `wargame help` prints the same pages, so nothing here needs a screen.
"""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).with_name("help")
#: The pages that are there, in the order of a game, with the title that a list of them shows.
HELP_PAGES = {
    "lobby": "The first screen: saved games",
    "new_game": "Laying a table",
    "handover": "Passing the screen",
    "table": "At the table of a team",
    "wall": "The wall, and slips",
    "door": "A terminal for each team",
    "ruling": "The ruling",
    "front_page": "The front page",
    "pacts": "Pacts: what binds beside the moves",
    "desk": "The facilitator's desk",
    "poll": "The poll: before and after",
    "ending": "The ending",
    "hotwash": "The debrief: thirty minutes after a game",
    "replay": "Replay: looking back",
    "branch": "What if: playing on from the past",
    "compare": "Comparing games",
    "game_reading": "Reading a game",
    "dice": "The dice, and how to check them",
    "deck_list": "Decks: looking into them",
    "deck_browser": "One deck: cards, board, news, facts",
    "deck_editor": "Editing a deck",
    "settings": "Settings",
    "by_ear": "A game by ear: every line of it",
}


def help_text(page: str) -> str:
    """The prose of a page, in Markdown. Raises KeyError for one that is not in HELP_PAGES."""
    if page not in HELP_PAGES:
        raise KeyError(page)
    return _FOLDER.joinpath(f"{page}.md").read_text(encoding="utf-8")


def keys_table(page: str) -> str:
    """The keys of a screen as a Markdown table."""
    from wargame.tui.actions import ACTIONS, key_name

    rows = [
        f"| {' or '.join(key_name(key) for key in action.keys)} | {action.about} |"
        for action in ACTIONS
        if page in action.places
    ]
    return "\n".join(("| Key | What it does |", "| --- | --- |", *rows))


def help_page(page: str) -> str:
    """The whole page of a screen, keys included; a page that is about no screen has none."""
    from wargame.tui.actions import ACTIONS

    keys = f"\n## Keys\n\n{keys_table(page)}\n" if any(page in action.places for action in ACTIONS) else ""
    return f"{help_text(page)}{keys}"
