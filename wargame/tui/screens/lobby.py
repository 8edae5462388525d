"""The first screen: the saved games, and the way to a new one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content

from wargame.deck import listed
from wargame.tui.actions import bindings_of
from wargame.tui.messages import ListWanted, OpenGame, OpenReplay, Said, Shelf, Tended
from wargame.tui.screens.base import BaseScreen
from wargame.tui.studying import CompareWanted, ReadingWanted, Wanted
from wargame.tui.text import EMPTY, between, join, spread, ui_text, wrapped
from wargame.tui.widgets.choices import Choices, Row
from wargame.tui.widgets.chrome import Pair
from wargame.tui.widgets.sheet import Reading, Sheet, nothing

if TYPE_CHECKING:
    from wargame.table import GameSummary, Leaf, Store

_FIRST_STEPS = (
    ("n", "Lay a table. First Hour is a whole game for two teams, in twenty minutes; Enter starts it."),
    ("?", "Read how a game goes, and what the keys do."),
    ("q", "Leave. Whatever was played is saved."),
)
_DAMAGED, _ENDED = "damaged", "ended"
#: The longest name of a game and the longest path, in characters.
_LONGEST_NAME, _LONGEST_PATH = 60, 1000


class Lobby(BaseScreen):
    """The saved games, the newest first."""

    BINDINGS = bindings_of("lobby")
    place = "lobby"

    def __init__(self, *, opening: bool = False) -> None:
        """`opening`: a game is about to be shown, and no list is wanted yet."""
        super().__init__()
        self.games: tuple[GameSummary, ...] | None = None
        self.shelf = Shelf()
        self.archived = False
        self._opening = opening
        self.left = ""
        self.marked: tuple[str, ...] = ()
        self._typed: dict[str, str] = {}

    def mastheads(self) -> Sequence[Pair]:
        """The program's name."""
        return ((ui_text("wargame", "bold"), ui_text("a companion for seminar wargames", "$quiet")),)

    def titles(self) -> dict[str, str]:
        """What can be done about a game wants one; what is written wants a save that may be written."""
        game = self.game
        titles = {
            "archive": "Bring back" if game is not None and game.archived else "Put away",
            "show_archived": "Hide put away" if self.archived else "Show put away",
        }
        if game is None:
            titles |= dict.fromkeys(("resume", "replay", "mark_game", "rename", "archive", "delete"), "")
        if game is None or game.phase != _ENDED:
            titles["read_game"] = ""
        if game is not None and game.id in self.marked:
            titles["mark_game"] = "Unmark"
        if not self.marked:
            titles["compare"] = "Beside its parent" if game is not None and game.parent else ""
        if self.shelf.read_only:
            titles |= dict.fromkeys(("new_game", "rename", "archive", "delete"), "")
        if not (self.archived or self.shelf.away):
            titles["show_archived"] = ""
            if not self.games:
                titles["backup"] = ""
        return titles

    @property
    def game(self) -> GameSummary | None:
        """The game that is marked."""
        current = self.query_one(Choices).current if self.games else ""
        return next((game for game in self.games or () if game.id == current), None)

    def body(self) -> ComposeResult:
        """A word of welcome and the list."""
        with Reading(id="reading"):
            yield Sheet(nothing if self._opening else partial(welcome_lines, None, Shelf()), id="welcome")
            yield Choices(id="games", gap=1)

    def list_games(
        self,
        games: tuple[GameSummary, ...],
        *,
        trouble: str = "",
        shelf: Shelf | None = None,
        archived: bool = False,
    ) -> None:
        """Show these games; with `trouble`, why the list could not be read.

        `archived`: those that were put away are among them.
        """
        self.games = games
        self.shelf = shelf or Shelf()
        self.archived = archived
        self.query_one("#welcome", Sheet).show(
            partial(trouble_lines, trouble) if trouble else partial(welcome_lines, games, self.shelf)
        )
        self.marked = tuple(each for each in self.marked if each in {game.id for game in games})
        self._show_rows()

    def _show_rows(self) -> None:
        from wargame.table import tree

        rows = [
            Row(leaf.game.id, partial(leaf_lines, leaf, leaf.game.id in self.marked), ui_text(leaf.above, "$quiet"))
            for leaf in tree(self.games or ())
        ]
        self.query_one(Choices).set_rows(rows, self.left)
        self.left = ""
        self.retitle()

    def action_mark_game(self) -> None:
        """Mark it, or take its mark away."""
        game = self.game
        if game is None or game.phase == _DAMAGED:
            return
        there = game.id in self.marked
        self.marked = tuple(each for each in self.marked if each != game.id) if there else (*self.marked, game.id)
        self._show_rows()

    def action_compare(self) -> None:
        """The marked games; without any the branch and its parent."""
        names = {game.id: game.name for game in self.games or ()}
        game = self.game
        if len(self.marked) == 1:
            self.post_message(Said("Mark another game of the same deck to compare it with."))
        elif self.marked:
            self.post_message(CompareWanted(*(Wanted(each, names[each]) for each in self.marked)))
        elif game is not None and game.parent:
            self.post_message(CompareWanted(Wanted(game.parent, game.parent_name), Wanted(game.id, game.name)))

    def action_read_game(self) -> None:
        """What mattered in it."""
        if self.game is not None and self.game.phase == _ENDED:
            self.post_message(ReadingWanted(self.game.id))

    def action_resume(self) -> None:
        """Open the marked game."""
        current = self.query_one(Choices).current
        if current:
            self.post_message(OpenGame(current))

    def action_replay(self) -> None:
        """Look back on the marked game."""
        current = self.query_one(Choices).current
        if current:
            self.post_message(OpenReplay(current))

    def on_choices_picked(self, event: Choices.Picked) -> None:
        """A click opens too."""
        self.post_message(OpenGame(event.row))

    def on_choices_marked(self) -> None:
        """What the keys do depends on the game."""
        self.retitle()

    def action_rename(self) -> None:
        """Another name; where it could not be given, it need not be typed anew."""
        from wargame.tui.screens.ask import Ask

        game = self.game
        if game is None or self.shelf.read_only:
            return

        def typed(name: str | None) -> None:
            if name is None or name.strip() == game.name:
                return
            self._typed[game.id] = name
            self.post_message(Tended(partial(_renamed, game, name)))

        note = f"One line of at most {_LONGEST_NAME} characters. Nothing else of the game changes."
        value = self._typed.pop(game.id, game.name)
        self.app.push_screen(Ask(f"Another name for {game.name}", note, value, longest=_LONGEST_NAME), typed)

    def action_archive(self) -> None:
        """Put it away, or bring it back."""
        game = self.game
        if game is not None and not self.shelf.read_only:
            self.post_message(Tended(partial(_put_away, game)))

    def action_show_archived(self) -> None:
        """List what was put away, or leave it out."""
        if self.archived or self.shelf.away:
            self.post_message(ListWanted(archived=not self.archived))

    def action_backup(self) -> None:
        """Where to, and then the copy."""
        from wargame.tui.screens.ask import Ask

        if not self.shelf.path or not (self.games or self.shelf.away):
            return

        def typed(text: str | None) -> None:
            if text is not None and text.strip():
                self.post_message(Tended(partial(_backed_up, text.strip())))

        note = (
            "All games with their notes go into one new file, beside the save in "
            f"{Path(self.shelf.path).parent} or where a whole path says."
        )
        self.app.push_screen(Ask("Copy the save to", note, self.shelf.backup, longest=_LONGEST_PATH), typed)

    def action_delete(self) -> None:
        """Delete it for good, after a question."""
        from wargame.tui.screens.confirm import ConfirmLoss

        game = self.game
        if game is None or self.shelf.read_only:
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self.post_message(Tended(partial(_deleted, game)))

        note = f"{_stand(game)}. Its log, its notes and everything else go with it. This can't be undone."
        self.app.push_screen(ConfirmLoss(f"Delete {game.name} for good?", note, "Delete"), answered)

    def action_first_row(self) -> None:
        """To the newest game."""
        self.query_one(Choices).first()

    def action_last_row(self) -> None:
        """To the oldest."""
        self.query_one(Choices).last()

    def action_new_game(self) -> None:
        """Lay a table."""
        if self.shelf.read_only:
            return
        from wargame.tui.screens.new_game import NewGameDialog

        self.app.push_screen(NewGameDialog())


def _renamed(game: GameSummary, name: str, store: Store) -> str:
    from wargame.table import rename_game

    return f"{game.name} is called {rename_game(store, game.id, name)} from now on."


def _put_away(game: GameSummary, store: Store) -> str:
    from wargame.table import archive_game

    archive_game(store, game.id, archived=not game.archived)
    return f"{game.name} is {'in the list again' if game.archived else 'put away; v shows it'}."


def _backed_up(where: str, store: Store) -> str:
    from wargame.table import backup_save

    path = Path(where)
    return f"The save is copied to {backup_save(store, path if where.startswith('~') else store.path.parent / path)}."


def _deleted(game: GameSummary, store: Store) -> str:
    from wargame.table import delete_game

    delete_game(store, game.id, game.head)
    return f"{game.name} is deleted."


def _stand(game: GameSummary) -> str:
    """`First Hour, turn 2 of 3, the teams choose`, for a question about the game."""
    from wargame.words import status_text

    if game.phase == _DAMAGED:
        return "It can't be opened"
    return f"{game.deck}, {status_text(game.turn, game.turns, game.phase)}"


def welcome_lines(games: tuple[GameSummary, ...] | None, shelf: Shelf, width: int) -> list[Content]:
    """What to do, above the list."""
    if games is None:
        return [ui_text("Looking for saved games …", "$quiet"), EMPTY]
    if not games and shelf.away:
        text = f"Every game was put away ({shelf.away}): v shows them, n lays a table for a new one."
        return [*wrapped(ui_text(text, "bold"), width), EMPTY]
    if not games:
        found = [ui_text("No game is saved yet.", "bold"), EMPTY]
        for key, text in _FIRST_STEPS:
            found += wrapped(join(ui_text(f" {key}   ", "bold $mark"), ui_text(text)), width, hang=5)
        return found
    head = ui_text("Saved games", "bold")
    if shelf.away:
        head = join(head, ui_text(f"   and {shelf.away} put away: v shows them", "$quiet"))
    if not shelf.read_only:
        return [head, EMPTY]
    only = "This save can't be written here: its games can be looked at, not played."
    return [head, *wrapped(ui_text(only, "$warn"), width), EMPTY]


def trouble_lines(trouble: str, width: int) -> list[Content]:
    """Why there is no list."""
    head = ui_text("The saved games can't be read.", "bold $warn")
    return [head, EMPTY, *wrapped(ui_text(trouble), width)]


def leaf_lines(leaf: Leaf, marked: bool, width: int) -> list[Content]:
    """One saved game where it stands in the tree, a mark before it where it is marked."""
    mark = ui_text("◆ " if marked else "", "$mark")
    first, *rest = game_lines(leaf, width - len(leaf.tail) - mark.cell_length)
    indent = " " * mark.cell_length
    return [
        join(ui_text(leaf.head, "$quiet"), mark, first),
        *(join(ui_text(f"{leaf.tail}{indent}", "$quiet"), line) for line in rest),
    ]


def game_lines(leaf: Leaf, width: int) -> list[Content]:
    """One saved game: its name and where it stands; or what is wrong with it."""
    from wargame.table import parted_text
    from wargame.words import status_text

    game = leaf.game
    name = ui_text(game.name, "bold")
    away = ", put away" if game.archived else ""
    when = ui_text(day_and_time(game.created_at), "$quiet")
    if game.phase == _DAMAGED:
        head = ui_text(f"✕ {game.name}  can't be opened", "bold $warn")
        return [spread(head, when, width), *wrapped(ui_text(game.trouble), width, indent=2)]
    branch = parted_text(game, under=leaf.under)
    status = f"{status_text(game.turn, game.turns, game.phase)}{f', {branch}' if branch else ''}{away}"
    people = between(" · ", (ui_text(each, "$quiet") for each in _seated(game)))
    return [
        spread(between("  ", (name, ui_text(game.deck))), when, width),
        *wrapped(ui_text(status), width, indent=2),
        *wrapped(people, width, indent=2),
    ]


def _seated(game: GameSummary) -> Iterator[str]:
    """Who plays the seats, those together that are played by the same."""
    from wargame.words import player_title

    found: dict[str, list[str]] = {}
    for seat, player in game.players.items():
        found.setdefault(player_title(player), []).append(game.titles[seat])
    for player, titles in found.items():
        yield f"{'every seat' if len(titles) == len(game.players) > 1 else listed(titles)}: {player}"


def day_and_time(at: int) -> str:
    """A moment in milliseconds since the epoch, as the clock on the wall showed it."""
    when = datetime.fromtimestamp(at / 1000)
    return f"{when.day} {when:%b %Y, %H:%M}" if at else ""
