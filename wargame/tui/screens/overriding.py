"""What is done by hand about a ruling: another outcome, and what was left to a person to settle."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from textual import work
from textual.content import Content

from wargame.deck import BANDS, FACILITATOR, Band, typed_effects
from wargame.table import MoveView, Overrule, Settle, TrackView
from wargame.tui.screens.asking import Asking, titled_row
from wargame.tui.text import join, ui_text, wrapped
from wargame.tui.widgets.choices import Row
from wargame.tui.widgets.ruling import band_text


class Overriding(Asking):
    """A screen on which the outcome of a move can be set by hand: the ruling, and the front page after it."""

    def can_override(self, move: MoveView | None) -> bool:
        """Whether the outcome of a move can be set by hand here."""
        return self.leads and move is not None and not move.unseen and (not move.ruled or move.band is not None)

    @work(exclusive=True, group="asking")
    async def action_override(self) -> None:
        """Another outcome for the move on the screen."""
        if self.move is not None and self.can_override(self.move):
            await self.override_it(self.move)

    async def override_it(self, move: MoveView) -> None:
        """Another outcome by hand: before the dice a band, afterwards also other changes.

        A note for facilitators alone is asked for at their own terminal; on any other the room would read it.
        """
        if move.free is not None and not move.free.action:
            self.say("First tell what that free move does: c.")
            return
        rows = []
        for band in BANDS:
            now = move.ruled and band == move.band
            rows.append(Row(band, partial(_band_row, band, "as it is" if now else _outcome(move, band))))
        if move.ruled:
            rows.append(Row("do", partial(titled_row, "Other changes", "what it does instead, written by hand")))
        present = move.band if move.ruled else None
        chosen = await self.pick(f"How the move of {self.whose(move)} ends, by hand", rows, present or "success")
        if chosen is None:
            return
        if chosen == present:
            self.say("It stays as it is.")
            return
        effects = None
        if chosen == "do":
            effects = await self._ask_effects("What it does instead")
            if effects is None:
                return
        note = "It stands in the log beside the dice."
        if self.position.public.page is not None:
            note += " The front page stays as it was shown."
        because = await self.ask("The reason, which everybody will read", note, against=_wanted)
        if because is None:
            return
        private: str | None = ""
        if self.position.post.viewer == FACILITATOR:
            private = await self.ask("A note for facilitators alone", "Enter leaves it empty.")
        if private is not None:
            found = next((band for band in BANDS if band == chosen), None)
            self.send(Overrule(move.id, because, found, effects, private))

    @work(exclusive=True, group="asking")
    async def action_settle(self) -> None:
        """What moves on the board, where the ruling left it to a person, and why."""
        if self.move is not None and self.move.asks and self.leads:
            await self.settle_it(self.move)

    async def settle_it(self, move: MoveView) -> None:
        """What a ruling has left to a person."""
        effects = await self._ask_effects(move.asks)
        if effects is None:
            return
        text = await self.ask("In a sentence, for everybody", "What was decided, and why. Enter leaves it empty.")
        if text is not None:
            self.send(Settle(move.id, effects, text))

    async def pick_band(self, title: str, move: MoveView, present: Band | None) -> Band | None:
        """One of the five outcomes."""
        rows = [Row(band, partial(_band_row, band, _outcome(move, band))) for band in BANDS]
        chosen = await self.pick(title, rows, present or "success")
        return next((band for band in BANDS if band == chosen), None)

    async def _ask_effects(self, title: str) -> str | None:
        def wrong(text: str) -> str:
            if _is_nothing(text):
                return ""
            try:
                typed_effects(text, self.position.deck.tracks)
            except ValueError as error:
                return str(error)
            return ""

        tracks = [each for each in self.position.eyes.tracks if self.position.deck.tracks[each.id].derived is None]
        note = (
            f"What changes on the board, for example “{typed_example(tracks)}”. Left empty, nothing changes. "
            f"There is: {'; '.join(map(_typed_name, tracks))}."
        )
        text = await self.ask(title, note, against=wrong)
        return "" if text is not None and _is_nothing(text) else text


def _band_row(band: Band, about: str, width: int) -> list[Content]:
    head = join(band_text(band), ui_text(" "))
    return wrapped(join(head, ui_text(about, "$quiet")), width, hang=4)[:2]


def _outcome(move: MoveView, band: Band) -> str:
    return move.card.outcomes[band] if move.card is not None else ""


def typed_example(tracks: Sequence[TrackView]) -> str:
    """How effects are typed in: one on a number and one on a track of steps, as far as there are such.

    The number goes down and the track of steps stays where it stands, so that nothing is suggested.
    """
    numbers = [f"{_typed_name(each)} -1" for each in tracks if not each.steps]
    steps = [f"{_typed_name(each)} to {each.level}" for each in tracks if each.steps and not _parted(each.level)]
    return "; ".join([*numbers[:1], *steps[:1]])


def _typed_name(track: TrackView) -> str:
    """By what a track is typed in: its title; its id where the title would be taken for two effects."""
    return track.id if _parted(track.title) else track.title


def _parted(title: str) -> bool:
    return any(sign in title for sign in ",;")


def _is_nothing(text: str) -> bool:
    """Whether somebody says in a word that nothing changes."""
    return text.strip(" .").casefold() == "nothing"


def _wanted(text: str) -> str:
    return "" if text.strip() else "everybody wants to know why"
