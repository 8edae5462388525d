"""What if: with which dice, and who plays on, and if wanted a name for the branch."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input

from wargame.table import PERSON, DiceOf, Fork, Table, bot_players
from wargame.tui.actions import bindings_of
from wargame.tui.messages import Said
from wargame.tui.screens.asking import plain_row
from wargame.tui.screens.base import Dialog
from wargame.tui.screens.new_game import choice_lines, name_label
from wargame.tui.screens.pick import Pick
from wargame.tui.studying import LayBranch, WhatIf
from wargame.tui.text import EMPTY, fitted, heading, join, ui_text, wrapped
from wargame.tui.widgets.choices import Choices, Row
from wargame.tui.widgets.field import Field
from wargame.tui.widgets.sheet import Reading, Sheet
from wargame.words import player_title, sentence, turn_title

if TYPE_CHECKING:
    from wargame.tui.room import RoomApp

_START = "start"
_AS_IT_WAS = "as it was"
_LONGEST_NAME = 60
_BOT = "bot:"
_DICE: dict[DiceOf, str] = {
    "new": "new dice",
    "same": "the same dice: what nobody decides otherwise falls as it fell",
}


class BranchDialog(Dialog[None]):
    """Ready to start as it opens: new dice, and everybody sits where they sat."""

    CSS_PATH = "branch.tcss"
    BINDINGS = bindings_of("branch")
    AUTO_FOCUS = ""
    place = "branch"
    app: RoomApp

    def __init__(self, parent: Table, fork: Fork, line: str) -> None:
        """The branch of `parent` parts at `fork`, where `line` tells what has happened last."""
        super().__init__()
        self.parent_game = parent
        self.fork = fork
        self.line = line
        self.ended = parent.state.phase == "ended"
        self.dice: DiceOf = "new"
        self.players: dict[str, str] = {}

    def titles(self) -> dict[str, str]:
        """What Enter does on any line but the last."""
        return {"start": "Change, start"}

    def body(self) -> ComposeResult:
        """From where, the choices, and a field for the name."""
        yield Sheet(self._head, id="head")
        with Reading(id="reading"):
            yield Choices(id="lines")
        yield Sheet(name_label, id="label")
        yield Field(max_length=_LONGEST_NAME, placeholder="the game's own, and a number")

    def on_mount(self) -> None:
        """Show the choices."""
        self._redraw(_START)

    def _head(self, width: int) -> list[Content]:
        name, deck = self.parent_game.game.name, self.parent_game.deck
        where = f"{deck.title}, {turn_title(self.fork.turn)}. It goes on after: {sentence(self.line)}"
        return [
            heading(ui_text(f"What if: {name} is played on from here", "bold $mark"), width),
            *wrapped(ui_text(where), width),
            *wrapped(ui_text(f"{name} itself stays as it is.", "$quiet"), width),
        ]

    def _redraw(self, current: str = "") -> None:
        self.query_one(Choices).set_rows(self._rows(), current)

    def _rows(self) -> list[Row]:
        rows = [_label("The dice"), Row("dice:new", partial(choice_lines, _DICE["new"], self.dice == "new"))]
        if self.ended:
            rows.append(Row("dice:same", partial(choice_lines, _DICE["same"], self.dice == "same")))
        else:
            rows.append(Row("", partial(_no_same_dice, self.parent_game.game.name)))
        rows.append(_label("Who plays on"))
        for seat in self.parent_game.deck.seats.values():
            sat = player_title(self.fork.players[seat.id])
            chosen = self.players.get(seat.id)
            said = f"as it was: {sat}" if chosen is None else player_title(chosen)
            rows.append(
                Row(f"seat:{seat.id}", partial(_seat_lines, f"{seat.glyph} {seat.title}", said, chosen is not None))
            )
        rows.append(Row("", lambda width: [EMPTY]))
        rows.append(Row(_START, lambda width: [ui_text("▸ Play on from here", "bold $mark")]))
        return rows

    def action_start(self) -> None:
        """Play on, or change the marked line."""
        self._pick(self.query_one(Choices).current)

    def action_change_branch(self) -> None:
        """Other dice, or who plays on in the marked seat."""
        if self.query_one(Choices).current != _START:
            self.action_start()

    def on_choices_picked(self, event: Choices.Picked) -> None:
        """A click picks too."""
        self._pick(event.row)

    def _pick(self, row: str) -> None:
        kind, _, name = row.partition(":")
        if kind == "dice":
            self.dice = "same" if name == "same" else "new"
            self._redraw()
        elif kind == "seat":
            self._ask_player(name)
        elif kind == _START:
            self._start()

    def _ask_player(self, seat: str) -> None:
        deck, sat = self.parent_game.deck, self.fork.players[seat]
        titles = {_AS_IT_WAS: f"as it was: {player_title(sat)}"}
        titles |= {each: player_title(each) for each in (PERSON, *bot_players(deck, seat)) if each != sat}

        def chosen(player: str | None) -> None:
            if player is not None:
                self.players = {each: known for each, known in self.players.items() if each != seat}
                self.players |= {} if player == _AS_IT_WAS else {seat: player}
                self._redraw()

        rows = [Row(each, partial(plain_row, title)) for each, title in titles.items()]
        current = self.players.get(seat, _AS_IT_WAS)
        self.app.push_screen(Pick(f"Who plays on in {deck.seats[seat].title}", rows, current), chosen)

    def action_to_name(self) -> None:
        """To the name, and back."""
        field = self.query_one(Input)
        self.set_focus(None if field.has_focus else field)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter after the name plays on."""
        self._start()

    def _start(self) -> None:
        players = {seat: _bot_of(player) for seat, player in self.players.items()}
        what = WhatIf(self.dice, players, self.query_one(Input).value.strip())
        self.app.post_message(Said("The branch is laid …"))
        self.app.post_message(LayBranch(self.parent_game, self.fork.at, what))

    def action_cancel(self) -> None:
        """No branch."""
        self.dismiss(None)


def _bot_of(player: str) -> str | None:
    return None if player == PERSON else player.removeprefix(_BOT)


def _seat_lines(name: str, said: str, changed: bool, width: int) -> list[Content]:
    return wrapped(join(fitted(ui_text(name, "bold"), 20), ui_text(said, "bold" if changed else "$quiet")), width)


def _no_same_dice(name: str, width: int) -> list[Content]:
    text = f"With the same dice one would see what is to come of {name}: they can be had once it is over."
    return wrapped(ui_text(text, "$quiet"), width, indent=2)


def _label(title: str) -> Row:
    return Row("", lambda width: [EMPTY, ui_text(title, "bold")])
