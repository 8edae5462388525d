"""A game looked back on, entry by entry: what happened, the board then, the log around it, and where we are."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.events import Resize

from wargame.debrief import Eyes, Moment, Viewpoint
from wargame.debrief.jumps import Wanted, back, onward, sought
from wargame.deck import FACILITATOR, PUBLIC
from wargame.tui.actions import bindings_of
from wargame.tui.messages import LookThrough, PlacesWanted, Said
from wargame.tui.screens.ask import Ask
from wargame.tui.screens.base import BREAKPOINTS
from wargame.tui.screens.onward import Onward
from wargame.tui.screens.replay_beside import Beside
from wargame.tui.screens.replay_pins import Pinning
from wargame.tui.screens.replay_playing import Playing
from wargame.tui.screens.replay_tracks import Charted
from wargame.tui.screens.scene import AIRY
from wargame.tui.text import EMPTY, Draw, between, ui_text
from wargame.tui.widgets.beside import beside_lines, viewer_title
from wargame.tui.widgets.chrome import Pair
from wargame.tui.widgets.pinned import pin_lines, pins_row
from wargame.tui.widgets.replay import LogAround, board_then, entry_lines, eyes_text, headline, when_text
from wargame.tui.widgets.scrubber import Jumped, Scrubber, kind_text
from wargame.tui.widgets.sheet import Reading, Sheet
from wargame.tui.widgets.tracks import TrackStrip
from wargame.words import upper_first

_LOOK_FOR = (
    "A word of the log or of a note; a team or a track, to go to where it moved; “overrides”, “marks”, “bookmarks”, "
    "“notes”; or a sign such as ??. Then n goes on, p back."
)


class ReplayScreen(Onward, Playing, Charted, Pinning, Beside):
    """One moment of a recording. A game that is over stays as it is; a running one may be rewound to a moment of it."""

    CSS_PATH = "replay.tcss"
    BINDINGS = bindings_of("replay")
    AUTO_FOCUS = ""
    PAGES: ClassVar[Mapping[str, str]] = {"board": "1 Board", "entry": "2 Entry", "log": "3 Log"}
    place = "replay"
    key_rows = 2

    def __init__(self, eyes: Eyes, start: Viewpoint) -> None:
        super().__init__()
        self.eyes = eyes
        self.page = "entry"
        self._any_eyes = start.any_eyes
        self._wanted = eyes.viewer
        self._sought = ""
        self.moment: Moment = eyes.at(max(1, min(start.number, eyes.total)))

    def titles(self) -> dict[str, str]:
        """A running game may go on from here, where the facilitator sits."""
        return {
            "rewind_here": "Go on from here" if self._may_rewind else "",
            "play": "Pause" if self.playing else "Play",
            **self.onward_titles(),
        }

    @property
    def _may_rewind(self) -> bool:
        moment = self.moment
        return self.app.may_rewind and not self.eyes.recording.ended and 1 < moment.number < moment.total

    def mastheads(self) -> Sequence[Pair]:
        """Which game, when in it, through whose eyes, and which entry of how many."""
        recording, moment = self.eyes.recording, self.moment
        when = ui_text(when_text(moment.view), "bold")
        game = between(" · ", (ui_text(recording.name, "bold"), when))
        eyes = ui_text(eyes_text(recording.deck, moment.viewer), "bold $mark")
        other = self.other if self.difference() is not None else None
        if other is not None:
            one, two = (viewer_title(recording.deck, each) for each in (moment.viewer, other.viewer))
            eyes = ui_text(upper_first(f"{one} beside {two}"), "bold $mark")
        place = ui_text(f"entry {moment.number} of {moment.total}")
        kind = ui_text(kind_text(self.eyes, moment.number), "bold")
        right = between(" · ", (eyes, place))
        full = between(" · ", (eyes, kind, place)) if kind.plain else right
        if self.playing:
            pace = ui_text(f"▶ {self.pace_text()}", "bold")
            full, right = between(" · ", (pace, full)), between(" · ", (pace, right))
            return (game, full), (when, full), (when, right), (EMPTY, right), (EMPTY, between(" · ", (pace, place)))
        return (game, full), (when, full), (when, right), (when, eyes), (EMPTY, eyes)

    def body(self) -> ComposeResult:
        """The entry, the board and the log, and under them the line of the whole game."""
        with Container(id="replay"):
            with Vertical(id="board-pane", classes="pane"):
                yield Sheet(partial(self.page_heading, "board"), classes="head")
                yield Sheet(id="headline")
                with Reading(id="board-scroll"):
                    yield Sheet(id="board")
            with Vertical(id="entry-pane", classes="pane"):
                yield Sheet(partial(self.page_heading, "entry"), classes="head")
                with Reading(id="entry-scroll"):
                    yield Sheet(id="pins")
                    yield Sheet(id="entry")
                    yield Sheet(id="under")
            with Vertical(id="log-pane", classes="pane"):
                yield Sheet(partial(self.page_heading, "log"), classes="head")
                yield LogAround(id="log")
        yield Scrubber(id="scrubber")
        yield TrackStrip(id="tracks")

    def on_mount(self) -> None:
        """Show the first moment."""
        self.turn_to(self.page)
        self.want_pins()

    def on_resize(self, event: Resize) -> None:
        """More room is used; headings differ with the width."""
        if self.query("#entry"):
            self.update()
            self.redraw_headings()

    # What is shown

    def go_to(self, number: int) -> None:
        """Show the moment of an entry."""
        if number != self.moment.number:
            self.moment = self.eyes.at(number)
            self.query_one("#entry-scroll", Reading).scroll_home(animate=False)
            self.update()

    def look(self, eyes: Eyes) -> None:
        """Other eyes have opened, or the game has moved on: stay at the moment that is shown, as near as these know."""
        if eyes.viewer != self._wanted:
            return
        number = eyes.nearest(self.moment.number, self.eyes)
        others = eyes.viewer != self.eyes.viewer
        self.eyes, self.moment = eyes, eyes.at(number)
        if others:
            self.pins, self.pinned = (), {}
            self.want_pins()
        self.look_beside_again()
        self.update()

    def update(self) -> None:
        """Draw the present moment, on the pages that show: drawing a hidden one would disturb the layout each time."""
        self.refresh_masthead()
        self.retitle()
        for page in (self.page,) if self.narrow else self.PAGES:
            _SHOW[page](self)
        self.show_tracks()
        above = partial(self._pins_above, self.moment.number) if self.pinned else None
        self.query_one("#scrubber", Scrubber).show_place(self.eyes, self.moment.number, above)

    def _pins_above(self, number: int, width: int) -> list[Content]:
        return [pins_row(self.pinned, number, self.eyes.total, width)]

    def _show_board(self) -> None:
        if self.narrow:
            self.query_one("#headline", Sheet).show(partial(headline, self.eyes.recording.deck, self.moment))
        self.query_one("#board", Sheet).show(self._draw_board())

    def _show_entry(self) -> None:
        recording, moment = self.eyes.recording, self.moment
        here = self.here()
        self.query_one("#pins", Sheet).show(partial(pin_lines, recording.deck, here))
        self.query_one("#entry", Sheet).show(partial(entry_lines, recording, moment, self._entry_rows()))
        if self.narrow:
            self.query_one("#under", Sheet).show(self._draw_board())

    def _show_log(self) -> None:
        self.query_one("#log", LogAround).show_log(
            self.eyes.recording.deck, self.moment, self.pinned, self.difference()
        )

    def _draw_board(self) -> Draw:
        deck, moment, found = self.eyes.recording.deck, self.moment, self.difference()
        board = partial(board_then, deck, moment, airy=self.size.height >= AIRY)
        if found is None:
            return board
        return lambda width: [*beside_lines(deck, found, width), *board(width)]

    def _entry_rows(self) -> int:
        """The height that the entry may be drawn for: where the log stands under it, it shares that of the screen."""
        rows = self.size.height - self.drawn_rows()
        return rows if self.size.width >= BREAKPOINTS[2][0] else min(rows, rows * 2 // 3)

    def turn_to(self, page: str) -> None:
        """Show a page."""
        super().turn_to(page)
        self.update()

    # Keys

    def action_next_entry(self) -> None:
        """An entry on."""
        self.onward("entry")

    def action_last_entry(self) -> None:
        """An entry back."""
        self.back("entry")

    def action_next_move(self) -> None:
        """To the next step of a move."""
        self.onward("move")

    def action_last_move(self) -> None:
        """To the step of a move before."""
        self.back("move")

    def action_next_turn(self) -> None:
        """To the next turn."""
        self.onward("turn")

    def action_last_turn(self) -> None:
        """To the opening of this turn, or of the one before."""
        self.back("turn")

    def action_beginning(self) -> None:
        """To the first entry."""
        self.go_to(1)

    def action_end(self) -> None:
        """To the last entry."""
        self.go_to(self.eyes.total)

    def action_find_entry(self) -> None:
        """Ask what to look for, and go on to it."""
        self.app.push_screen(Ask("Look for", _LOOK_FOR, self._sought), self._find)

    def _find(self, text: str | None) -> None:
        if text is not None and text.strip():
            self._sought = text.strip()
            self.action_find_on()

    def action_find_on(self) -> None:
        """To the next entry that was looked for."""
        self._seek(onward, 0)

    def action_find_back(self) -> None:
        """To the entry before that was looked for."""
        self._seek(back, self.eyes.total + 1)

    def _seek(self, way: Callable[[Eyes, int, Wanted], int | None], around: int) -> None:
        """To the next one that way; from the last one on again from the other end, `around`."""
        if not self._sought:
            self.action_find_entry()
            return
        wanted = sought(self.eyes, self._sought, self.pins)
        number = way(self.eyes, self.moment.number, wanted) or way(self.eyes, around, wanted)
        if number is None:
            self.post_message(Said(f"No entry has “{self._sought}”."))
        elif number == self.moment.number:
            self.post_message(Said(f"Only this entry has “{self._sought}”."))
        else:
            self.go_to(number)

    def on_jumped(self, event: Jumped) -> None:
        """Somebody has pointed at an entry."""
        self.pause()
        self.go_to(event.number)

    def may_compare(self) -> bool:
        """Any eyes open when the game is over, and for whoever was given any before."""
        return self._any_eyes or self.eyes.recording.ended

    def action_next_eyes(self) -> None:
        """The next viewer's eyes; while a game runs only those of everyone."""
        if not self.may_compare():
            self.post_message(Said("The eyes of the teams open when the game is over."))
            return
        viewers = (PUBLIC, *self.eyes.recording.deck.seats, FACILITATOR)
        self._wanted = viewers[(viewers.index(self._wanted) + 1) % len(viewers)]
        self.post_message(LookThrough(self._wanted))

    def action_rewind_here(self) -> None:
        """Rewind the game to this entry, after a question."""
        if self._may_rewind:
            self.post_message(PlacesWanted(self.eyes.viewer, self.moment.number))
        elif self.eyes.recording.ended:
            self.post_message(Said("The game is over: the secret of its dice is told, and nothing can be rewound."))

    def action_replay_page(self) -> None:
        """The next page."""
        self.turn_to(self.page_after())

    def action_replay_entry(self) -> None:
        """The entry in full."""
        self.turn_to("entry")

    def action_replay_board(self) -> None:
        """The board."""
        self.turn_to("board")

    def action_replay_log(self) -> None:
        """The log around the entry."""
        self.turn_to("log")

    def action_text_up(self) -> None:
        """A line up."""
        self.action_up()

    def action_text_down(self) -> None:
        """A line down."""
        self.action_down()


_SHOW: dict[str, Callable[[ReplayScreen], None]] = {
    "board": ReplayScreen._show_board,
    "entry": ReplayScreen._show_entry,
    "log": ReplayScreen._show_log,
}
