"""What the screens of rulings ask with: who may speak at this terminal, a pick, a line, and what is sent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

from textual.content import Content

from wargame.deck import FACILITATOR
from wargame.table import Command, Established, MoveView, Outlook
from wargame.tui.messages import Asked, Said
from wargame.tui.names import answer_name
from wargame.tui.screens.ask import Ask
from wargame.tui.screens.pick import Pick
from wargame.tui.screens.scene import SceneScreen
from wargame.tui.text import join, ui_text, wrapped
from wargame.tui.widgets.choices import Row
from wargame.words import sentence, upper_first

#: The longest text of a reason for all, of a claim, and of effects.
LONGEST = 300


class Asking(SceneScreen):
    """A screen on which a move is talked about. `move` is that move.

    Each question is a short row of dialogs, and ends in the commands that it comes to. Nothing is sent before the last
    answer; Escape anywhere sends nothing.
    """

    @property
    def move(self) -> MoveView | None:
        """The move that is on the screen."""
        raise NotImplementedError

    # Who may do what

    @property
    def leads(self) -> bool:
        """Whether this is the terminal that leads: the room's own, or the facilitator's."""
        post = self.position.post
        return post.plays and post.viewer in (None, FACILITATOR)

    @property
    def own_seat(self) -> str:
        """The seat whose terminal this is; nobody's where it leads, or only watches."""
        post = self.position.post
        return post.eyes if post.plays and post.viewer in self.position.deck.seats else ""

    @property
    def facts(self) -> tuple[Established, ...]:
        """The established results as this terminal numbers them."""
        view = self.position.eyes if self.own_seat else self.position.public
        return view.established

    @property
    def outlook(self) -> Outlook | None:
        """What is known of the ruling of the move on the screen."""
        return None if self.move is None else self.position.outlooks.get(self.move.id)

    def is_open(self, move: MoveView | None) -> bool:
        """Whether everybody may talk about a move: it lies open and waits for its ruling."""
        if move is None or move.unseen or move.ruled:
            return False
        return move.free is not None or (move.card is not None and not move.card.secret)

    def argued(self) -> bool:
        """Whether the move on the screen is being argued."""
        move = self.move
        return move is not None and move.floor and self.is_open(move) and (self.leads or bool(self.own_seat))

    def tokens_left(self, seat: str) -> str:
        """Why a seat can't take the floor; nothing where it can."""
        view = self.position.public
        if not view.floors_left.get(seat, 0):
            return "no floor left"
        return "" if view.floors_open else "the floors of this turn are taken"

    # Asking

    async def pick(self, title: str, rows: Sequence[Row], current: str = "") -> str | None:
        """The id of the row that somebody picks; None where nobody does."""
        return cast("str | None", await self.app.push_screen_wait(Pick(title, rows, current)))

    async def ask(
        self,
        title: str,
        note: str,
        value: str = "",
        *,
        longest: int = LONGEST,
        against: Callable[[str], str] | None = None,
    ) -> str | None:
        """What somebody types; None where nobody does. `against` says what is wrong with it, in a sentence."""

        def wrong(text: str) -> str:
            said = against(text) if against is not None else ""
            return sentence(upper_first(said)) if said else ""

        keep = answer_name(self.position.post)
        page = Ask(title, note, value, longest=longest, keep=keep, titled=True, against=wrong)
        answer = cast("str | None", await self.app.push_screen_wait(page))
        return None if answer is None else answer.strip()

    def send(self, *commands: Command | None) -> None:
        """Send what came of the answers."""
        found = [each for each in commands if each is not None]
        if found:
            self.post_message(Asked(*found))

    def say(self, text: str) -> None:
        """A notice."""
        self.post_message(Said(text))

    def whose(self, move: MoveView) -> str:
        """The title of the seat whose move it is."""
        return self.position.deck.seats[move.seat].title


def plain_row(text: str, width: int) -> list[Content]:
    """A line to pick."""
    return wrapped(ui_text(text), width, hang=2)


def titled_row(title: str, about: str, width: int) -> list[Content]:
    """A line to pick, with something quiet behind it."""
    return wrapped(join(ui_text(title), ui_text(f"  {about}" if about else "", "$quiet")), width, hang=2)
