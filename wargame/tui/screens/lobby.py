"""The first screen: the saved games, and the way to a new one."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content

from wargame.tui.actions import bindings_of
from wargame.tui.messages import OpenGame
from wargame.tui.screens.base import BaseScreen
from wargame.tui.text import EMPTY, between, join, spread, ui_text, wrapped
from wargame.tui.widgets.choices import Choices, Row
from wargame.tui.widgets.sheet import Reading, Sheet, nothing

if TYPE_CHECKING:
    from wargame.table import GameSummary

_FIRST_STEPS = (
    ("n", "Lay a table. First Hour is a whole game for two teams, in twenty minutes; Enter starts it."),
    ("?", "Read how a game goes, and what the keys do."),
    ("q", "Leave. Whatever was played is saved."),
)
_DAMAGED = "damaged"


class Lobby(BaseScreen):
    """The saved games, the newest first."""

    BINDINGS = bindings_of("lobby")
    place = "lobby"

    def __init__(self, *, opening: bool = False) -> None:
        """`opening`: a game is about to be shown, and no list is wanted yet."""
        super().__init__()
        self.games: tuple[GameSummary, ...] | None = None
        self._opening = opening

    def masthead(self) -> tuple[Content, Content]:
        """The program's name."""
        return ui_text("wargame", "bold"), ui_text("a companion for seminar wargames", "$quiet")

    def body(self) -> ComposeResult:
        """A word of welcome and the list."""
        with Reading(id="reading"):
            yield Sheet(nothing if self._opening else partial(welcome_lines, None), id="welcome")
            yield Choices(id="games", gap=1)

    def list_games(self, games: tuple[GameSummary, ...], *, trouble: str = "") -> None:
        """Show these games; with `trouble`, why the list could not be read."""
        self.games = games
        self.query_one("#welcome", Sheet).show(
            partial(trouble_lines, trouble) if trouble else partial(welcome_lines, games)
        )
        self.query_one(Choices).set_rows([Row(game.id, partial(game_lines, game)) for game in games])

    def action_up(self) -> None:
        """The game above."""
        self.query_one(Choices).move(-1)

    def action_down(self) -> None:
        """The game below."""
        self.query_one(Choices).move(1)

    def action_resume(self) -> None:
        """Open the marked game."""
        current = self.query_one(Choices).current
        if current:
            self.post_message(OpenGame(current))

    def on_choices_picked(self, event: Choices.Picked) -> None:
        """A click opens too."""
        self.post_message(OpenGame(event.row))

    def action_new_game(self) -> None:
        """Lay a table."""
        from wargame.tui.screens.new_game import NewGameDialog

        self.app.push_screen(NewGameDialog())


def welcome_lines(games: tuple[GameSummary, ...] | None, width: int) -> list[Content]:
    """What to do, above the list."""
    if games is None:
        return [ui_text("Looking for saved games …", "$quiet"), EMPTY]
    if not games:
        found = [ui_text("No game is saved yet.", "bold"), EMPTY]
        for key, text in _FIRST_STEPS:
            found += wrapped(join(ui_text(f" {key}   ", "bold $mark"), ui_text(text)), width, hang=5)
        return found
    return [ui_text("Saved games", "bold"), EMPTY]


def trouble_lines(trouble: str, width: int) -> list[Content]:
    """Why there is no list."""
    head = ui_text("The saved games can't be read.", "bold $warn")
    return [head, EMPTY, *wrapped(ui_text(trouble), width)]


def game_lines(game: GameSummary, width: int) -> list[Content]:
    """One saved game: its name and where it stands; or what is wrong with it."""
    from wargame.words import player_title, status_text

    name = ui_text(game.name, "bold")
    when = ui_text(day_and_time(game.created_at), "$quiet")
    if game.phase == _DAMAGED:
        head = ui_text(f"✕ {game.name}  can't be opened", "bold $warn")
        return [spread(head, when, width), *wrapped(ui_text(game.trouble), width, indent=2)]
    seated = (f"{game.titles[seat]}: {player_title(player)}" for seat, player in game.players.items())
    people = between(" · ", (ui_text(each, "$quiet") for each in seated))
    return [
        spread(between("  ", (name, ui_text(game.deck))), when, width),
        *wrapped(ui_text(status_text(game.turn, game.turns, game.phase)), width, indent=2),
        *wrapped(people, width, indent=2),
    ]


def day_and_time(at: int) -> str:
    """A moment in milliseconds since the epoch, as the clock on the wall showed it."""
    return datetime.fromtimestamp(at / 1000).strftime("%-d %b %Y, %H:%M") if at else ""
