"""The part of a replay that pins marks, bookmarks and notes to the entry that shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from attrs import frozen
from textual.content import Content

from wargame.deck import ALL, PUBLIC
from wargame.table import LONGEST_BOOKMARK, LONGEST_REMARK, Pin, Refusal, Table
from wargame.tui.messages import PinsWanted, Said, Stick
from wargame.tui.names import pin_name
from wargame.tui.screens.ask import Ask
from wargame.tui.screens.pick import Pick
from wargame.tui.screens.replaying import Replaying
from wargame.tui.text import fitted, join, ui_text, unshowable
from wargame.tui.widgets.choices import Row
from wargame.tui.widgets.pinned import Pinned, by_entry, readers_text
from wargame.words.marks import SIGN_WORDS, Sign

_TAKE_BACK = "take back"
#: The longest note that is typed on a line, in characters.
_LONGEST_NOTE = 500


@frozen
class _Place:
    """Where something is pinned, by whom and for whom, as it was when a key was pressed: eyes may change meanwhile."""

    number: int
    event: int
    author: str
    audience: str
    viewer: str
    readers: str


class Pinning(Replaying):
    """`pins` are what these eyes may read of all that is pinned to the game."""

    pins: Sequence[Pin] = ()
    pinned: Pinned = {}  # noqa: RUF012  (replaced, never changed)

    def want_pins(self) -> None:
        """Read what these eyes may read."""
        self.post_message(PinsWanted(self.eyes.viewer))

    def look_at_pins(self, viewer: str, pins: Sequence[Pin]) -> None:
        """They were read."""
        if viewer == self.eyes.viewer and pins != self.pins:
            self.pins, self.pinned = pins, by_entry(pins)
            self.update()

    def here(self) -> Sequence[Pin]:
        """What is pinned to the entry that shows."""
        return self.pinned.get(self.moment.number, ())

    def action_mark(self) -> None:
        """Choose a sign, then say a few words or none."""
        if not self._may_write():
            return
        rows = [Row(sign, partial(_sign_row, sign)) for sign in SIGN_WORDS]
        place, own = self._place(), self._own("mark")
        if own is not None:
            rows.append(Row(_TAKE_BACK, lambda width: [fitted(ui_text("Take the mark back"), width)]))
        title = f"Mark entry {place.number}, {place.readers}"
        known = own.text if own is not None else ""
        self.app.push_screen(Pick(title, rows, own.sign or "" if own else ""), partial(self._sign_chosen, place, known))

    def _sign_chosen(self, place: _Place, known: str, row: str | None) -> None:
        sign = next((each for each in SIGN_WORDS if each == row), None)
        if sign is not None:
            self._ask(
                place,
                f"{sign} {SIGN_WORDS[sign]}",
                "A few words why, or none; Enter sets the mark.",
                LONGEST_REMARK,
                lambda text: self._stick(place, "mark", sign, text, f"Marked {sign}, {SIGN_WORDS[sign]}."),
                known,
            )
        elif row == _TAKE_BACK:
            self._stick(place, "mark", None, "", "The mark is taken back.")

    def action_bookmark(self) -> None:
        """Put a bookmark here; where the own one stands, take it back."""
        if not self._may_write():
            return
        place = self._place()
        if self._own("bookmark") is not None:
            self._stick(place, "bookmark", None, "", "The bookmark is taken back.")
            return
        about = "A name for this place, or none; Enter sets the bookmark."
        self._ask(
            place,
            "A bookmark",
            about,
            LONGEST_BOOKMARK,
            lambda text: self._stick(place, "bookmark", "", text, "Bookmark set."),
        )

    def action_entry_note(self) -> None:
        """Write a note about this entry."""
        if self._may_write():
            place = self._place()
            about = f"Kept beside the game, {place.readers}. It changes nothing."

            def typed(text: str) -> None:
                if text:
                    self._stick(place, "note", "", text, f"Noted, {place.readers}.")

            self._ask(place, "A note", about, _LONGEST_NOTE, typed)

    # Who writes, for whom

    @property
    def _author(self) -> str:
        """The terminal's own team or facilitator; at the room's own screen a scribe."""
        viewer = self.app.post.viewer
        return "scribe" if viewer in (None, PUBLIC) else str(viewer)

    @property
    def _audience(self) -> str:
        """Those through whose eyes it is seen here: who can't see the entry is not to read of it."""
        return ALL if self.eyes.viewer == PUBLIC else self.eyes.viewer

    def _place(self) -> _Place:
        number, audience = self.moment.number, self._audience
        readers = readers_text(self.eyes.recording.deck, audience)
        return _Place(number, self.eyes.event_at(number), self._author, audience, self.eyes.viewer, readers)

    def _may_write(self) -> bool:
        if not self.app.post.plays:
            self.post_message(Said("This terminal only looks on."))
        return self.app.post.plays

    def _own(self, kind: str) -> Pin | None:
        own = (pin for pin in self.here() if pin.kind == kind and pin.author == self._author)
        return next((pin for pin in own if pin.audience == self._audience), None)

    def _ask(
        self, place: _Place, title: str, about: str, longest: int, answered: Callable[[str], object], value: str = ""
    ) -> None:
        def typed(text: str | None) -> None:
            if text is not None:
                answered(text.strip())

        title = f"{title}, entry {place.number}, {place.readers}"
        name = pin_name(self.app.post)
        page = Ask(title, about, value, longest=longest, keep=name, titled=True, against=_against)
        self.app.push_screen(page, typed)

    def _stick(self, place: _Place, kind: str, sign: Sign | str | None, text: str, done: str) -> None:
        """Have it written at once, away from the screen."""

        def write(table: Table) -> Refusal | None:
            from wargame.table import bookmark, mark

            if kind == "mark":
                return mark(table, place.author, place.audience, place.event, sign, text)
            if kind == "bookmark":
                name = None if sign is None else text
                return bookmark(table, place.author, place.audience, place.event, name)
            table.add_note(place.author, place.audience, "note", text, about=place.event)
            return None

        self.post_message(Stick(write, place.viewer, done))


def _sign_row(sign: Sign, width: int) -> list[Content]:
    return [fitted(join(ui_text(f"{sign:<2}", "bold $mark"), ui_text(f"  {SIGN_WORDS[sign]}")), width)]


def _against(text: str) -> str:
    return "It can't hold characters that no terminal shows." if unshowable(text) else ""
