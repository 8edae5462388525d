"""Laying a table: which deck, who sits where, and if wanted a name."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input

from wargame.deck import Deck, DeckError, load, shipped_decks
from wargame.table import SITTINGS, Sitting, room_ends, time_text
from wargame.tui.actions import bindings_of
from wargame.tui.messages import LayTable, NewGame
from wargame.tui.screens.base import Dialog
from wargame.tui.text import EMPTY, fitted, heading, join, paragraphs, ui_text, wrapped
from wargame.tui.widgets.choices import Choices, Row
from wargame.tui.widgets.field import Field
from wargame.tui.widgets.sheet import Reading, Sheet
from wargame.words import SITTING_TITLES

if TYPE_CHECKING:
    from wargame.tui.workshop import WorkshopApp

_FIRST = "first-hour"
_START = "start"
_LONGEST_NAME = 60


class NewGameDialog(Dialog[None]):
    """Ready to start as it opens: the first deck, and a team in every seat."""

    CSS_PATH = "new_game.tcss"
    BINDINGS = bindings_of("new_game")
    AUTO_FOCUS = ""
    place = "new_game"
    app: WorkshopApp

    def __init__(self) -> None:
        super().__init__()
        self.decks: dict[str, Deck] = {}
        self.deck = ""
        self.bots: set[str] = set()
        self.sitting: Sitting = "passed"
        self.practice = False
        self.ends = ""

    def body(self) -> ComposeResult:
        """The choices, and a field for the name."""
        with Reading(id="reading"):
            yield Choices(id="lines")
        yield Sheet(name_label, id="label")
        yield Field(max_length=_LONGEST_NAME, placeholder="the next free one")

    def on_mount(self) -> None:
        """Decks are read in a thread."""
        self._read_decks()

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _read_decks(self) -> None:
        decks: dict[str, Deck] = {}
        for name, path in shipped_decks().items():
            try:
                decks[name] = load(path)
            except DeckError:
                continue
        self.app.call_from_thread(self.offer, decks)

    def offer(self, decks: dict[str, Deck]) -> None:
        """Show these decks to choose from."""
        self.decks = decks
        self.deck = _FIRST if _FIRST in decks else next(iter(decks), "")
        self._redraw(_START)

    def _redraw(self, current: str = "") -> None:
        self.query_one(Choices).set_rows(self._rows(), current)

    def _rows(self) -> list[Row]:
        rows = [_label("Deck")]
        rows += [Row(f"deck:{name}", partial(deck_lines, deck, name == self.deck)) for name, deck in self.decks.items()]
        rows.append(_label("How the room sits"))
        rows += [
            Row(f"sit:{each}", partial(choice_lines, SITTING_TITLES[each], each == self.sitting)) for each in SITTINGS
        ]
        rows.append(_label("Who sits where"))
        if self.deck:
            for seat in self.decks[self.deck].seats.values():
                name = f"{seat.glyph} {seat.title}"
                rows.append(Row(f"seat:{seat.id}", partial(seat_lines, name, seat.id not in self.bots)))
            rows.append(_label("Before the first turn"))
            rows.append(Row("practice", partial(practice_lines, self.practice)))
            rows.append(Row("ends", partial(ends_lines, self._ends_at())))
            rows.append(Row("", lambda width: [EMPTY]))
            rows.append(Row(_START, lambda width: [ui_text("▸ Start the game", "bold $mark")]))
        return rows

    def action_start(self) -> None:
        """Start, or change the marked line."""
        if self.query_one(Choices).current == _START:
            self._start()
        else:
            self.action_change()

    def action_change(self) -> None:
        """Choose the marked deck, or change who sits in the marked seat."""
        self._pick(self.query_one(Choices).current)

    def on_choices_picked(self, event: Choices.Picked) -> None:
        """A click picks too."""
        self._pick(event.row)

    def _pick(self, row: str) -> None:
        kind, _, name = row.partition(":")
        if kind == "deck":
            self.deck, self.bots = name, set()
        elif kind == "seat":
            self.bots ^= {name}
        elif kind == "sit":
            self.sitting = next(each for each in SITTINGS if each == name)
        elif kind == "practice":
            self.practice = not self.practice
        elif kind == "ends":
            self._ask_end()
        elif kind == _START:
            self._start()
            return
        self._redraw()

    def _ends_at(self) -> str:
        now = self.app.now()
        at = room_ends(self.ends, now)
        return "" if at is None else time_text(at, now)

    def _ask_end(self) -> None:
        from wargame.tui.screens.ask import AskEnd

        def answered(text: str | None) -> None:
            if text is not None:
                self.ends = text.strip()
                self._redraw()

        self.app.push_screen(AskEnd(self.app.now(), self.ends), answered)

    def action_see_deck(self) -> None:
        """Look into the marked deck, or into the chosen one."""
        kind, _, name = self.query_one(Choices).current.partition(":")
        deck = name if kind == "deck" else self.deck
        if deck:
            self.app.open_deck(shipped_decks()[deck])

    def action_to_name(self) -> None:
        """To the name, and back."""
        field = self.query_one(Input)
        if field.has_focus:
            self.set_focus(None)
        else:
            field.focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter after the name starts."""
        self._start()

    def _start(self) -> None:
        if self.deck:
            people = tuple(seat for seat in self.decks[self.deck].seats if seat not in self.bots)
            game = NewGame(
                self.deck,
                people,
                self.query_one(Input).value.strip(),
                self.sitting,
                self.practice,
                room_ends(self.ends, self.app.now()),
            )
            self.app.post_message(LayTable(game))

    def action_cancel(self) -> None:
        """No new game."""
        self.dismiss(None)


def name_label(width: int) -> list[Content]:
    """What the field is for."""
    return [ui_text("Name, if you want one (Tab)", "bold")]


def deck_lines(deck: Deck, chosen: bool, width: int) -> list[Content]:
    """A deck to choose: its title, its minutes, and its summary."""
    mark = ui_text("◉ " if chosen else "○ ", "$mark")
    found = [join(mark, ui_text(deck.title, "bold"), ui_text(f"  {deck.minutes} minutes", "$quiet"))]
    return found + paragraphs(deck.summary, width, indent=2)


def seat_lines(name: str, people: bool, width: int) -> list[Content]:
    """A seat, and who sits in it."""
    team, bot = ("◉", "○") if people else ("○", "◉")
    on, off = ("bold", "$quiet") if people else ("$quiet", "bold")
    parts = (fitted(ui_text(name, "bold"), 20), ui_text(f"{team} a team here", on), ui_text(f"   {bot} bot", off))
    return wrapped(join(*parts), width)


def choice_lines(title: str, chosen: bool, width: int) -> list[Content]:
    """One of several that exclude each other."""
    return wrapped(join(ui_text("◉ " if chosen else "○ ", "$mark"), ui_text(title, "" if chosen else "$quiet")), width)


def practice_lines(practice: bool, width: int) -> list[Content]:
    """Whether a practice turn comes first."""
    return choice_lines("a practice turn comes first, and counts for nothing", practice, width)


def ends_lines(ends: str, width: int) -> list[Content]:
    """When the room must be empty."""
    text = f"a clock: the room must be empty at {ends}" if ends else "a clock, that knows when the room must be empty"
    return choice_lines(text, bool(ends), width)


def _label(title: str) -> Row:
    return Row("", lambda width: [EMPTY, heading(ui_text(title, "bold"), width)])
