"""The keys of the floor: who gets it, what the move is after, how reasons are weighed, and what the room votes."""

from __future__ import annotations

from functools import partial

from attrs import evolve
from textual import work
from textual.content import Content

from wargame.deck import STRENGTHS
from wargame.table import (
    Command,
    Floor,
    MoveView,
    SayClaim,
    Show,
    TakeBack,
    Vote,
    Weigh,
    read_chance,
    read_show,
    read_tokens,
)
from wargame.tui.screens.asking import Asking, plain_row, titled_row
from wargame.tui.text import join, spread, ui_text
from wargame.tui.widgets.argument import reason_lines
from wargame.tui.widgets.choices import Row
from wargame.tui.widgets.news import seat_name

_PARTS = {"aim": "Aim", "effect": "Effect", "reaction": "Expected answer"}


class FloorKeys(Asking):
    """A screen on which a move may have the floor."""

    @work(exclusive=True, group="asking")
    async def action_give_floor(self) -> None:
        """The facilitator gives the floor, or a seat spends a token."""
        move = self.move
        if move is None or move.floor or not self.is_open(move):
            return
        if self.own_seat:
            against = self.tokens_left(self.own_seat)
            if against:
                self.say(f"Not possible: {against}.")
            elif await self._sure_of_token(move):
                self.send(Floor(move.id, self.own_seat))
        elif self.leads:
            rows = [Row("-", partial(plain_row, "The facilitator gives it: nobody spends a token"))]
            rows += [self._token_row(seat) for seat in self.position.deck.seats]
            chosen = await self.pick(f"The floor for {self.whose(move)}", rows)
            if chosen is not None:
                self.send(Floor(move.id, "" if chosen == "-" else chosen))

    async def _sure_of_token(self, move: MoveView) -> bool:
        from wargame.tui.screens.confirm import Confirm

        left = self.position.public.floors_left.get(self.own_seat, 0)
        after = "It is your last one." if left == 1 else f"You have {left} in this game."
        question = f"Spend a token, so that the move of {self.whose(move)} is argued?"
        answer: bool | None = await self.app.push_screen_wait(Confirm(question, after, "Take the floor"))
        return answer is True

    def _token_row(self, seat: str) -> Row:
        view, against = self.position.public, self.tokens_left(seat)
        left = view.floors_left.get(seat, 0)

        def draw(width: int) -> list[Content]:
            state = against or f"{left} left"
            text = join(seat_name(view, seat), ui_text(" spends a token", "$quiet" if against else ""))
            return [spread(text, ui_text(state, "$quiet"), width)]

        return Row("" if against else seat, draw)

    @work(exclusive=True, group="asking")
    async def action_claim(self) -> None:
        """What the move is after; a free move also says what it does."""
        move = self.move
        if move is None or not self.is_open(move) or not (self.leads or self.own_seat == move.seat):
            return
        argument = move.argument
        parts = {"action": "What it does"} if move.free is not None else {}
        parts |= _PARTS
        texts = {part: getattr(argument.claim, part, "") for part in _PARTS}
        texts["action"] = move.free.action if move.free else ""
        rows = [Row(part, partial(titled_row, title, texts[part])) for part, title in parts.items()]
        first = next((part for part in parts if not texts[part]), "")
        part = await self.pick(f"The claim of {self.whose(move)}", rows, first)
        if part is None:
            return
        text = await self.ask(parts[part], "In one line, as everybody will read it.", texts[part])
        if text is None or text == texts[part]:
            return
        if part == "action":
            self.send(SayClaim(move.id, argument.claim, text, self.own_seat))
        else:
            self.send(SayClaim(move.id, evolve(argument.claim, **{part: text}), "", self.own_seat))

    async def tell_free(self, move: MoveView) -> None:
        """A free move of which nobody has said what it does."""
        note = "A slip had no room for it: in one line, as everybody will read it."
        text = await self.ask(f"What does the move of {self.whose(move)} do?", note)
        if text:
            self.send(SayClaim(move.id, move.argument.claim, text, self.own_seat))

    def action_undo_reason(self) -> None:
        """Take back the last reason: a team its own, who leads the last one of the move on the screen.

        A seat's is taken back where it is the last that this seat gave; any other is struck out, and counts for none.
        """
        if self.own_seat:
            self.send(TakeBack(self.own_seat))
            return
        move = self.move
        if not self.argued() or move is None:
            return
        elsewhere = {
            reason.seat for each in self.position.eyes.moves if each.id != move.id for reason in each.argument.reasons
        }
        for said in reversed(move.argument.reasons):
            if said.seat and said.seat not in elsewhere:
                self.send(TakeBack(said.seat))
                return
            if said.strength is not None:
                self.send(Weigh(move.id, said.number, None))
                self.say(f"Reason {said.number} is struck out, and counts for nothing; w lets it count again.")
                return
        self.say("Every reason is taken back or struck out.")

    @work(exclusive=True, group="asking")
    async def action_weigh(self) -> None:
        """A reason, and how strong it is found."""
        move = self.move
        if not self.leads or move is None or not self.argued() or not move.argument.reasons:
            return
        view = self.position.eyes
        rows = [Row(str(each.number), partial(reason_lines, view, each)) for each in move.argument.reasons]
        number = rows[0].id if len(rows) == 1 else await self.pick("Weigh which reason?", rows)
        if number is None:
            return
        said = next(each for each in move.argument.reasons if str(each.number) == number)
        weights = self.position.deck.arguments
        words = [Row(each, partial(titled_row, each, f"{weights.weight(each)} points")) for each in reversed(STRENGTHS)]
        words.append(Row("no", partial(titled_row, "not accepted", "it counts for nothing")))
        found = await self.pick(f"Reason {number}: {said.text}", words, said.strength or "no")
        if found is not None:
            self.send(Weigh(move.id, said.number, next((each for each in STRENGTHS if each == found), None)))

    # Votes

    async def ask_show(self, move: MoveView) -> Command | None:
        """Votes as the room shows them, or the sealed ones."""
        if move.voted:
            voted = ", ".join(self.position.deck.seats[seat].title for seat in move.voted)
            rows = [
                Row("open", partial(titled_row, "Open the sealed votes", voted)),
                Row("show", partial(plain_row, "Take down a show of hands instead")),
            ]
            how = await self.pick("Votes", rows)
            if how != "show":
                return Show(move.id) if how == "open" else None
        deck = self.position.deck
        note = (
            f"Fingers as 546354, each from 1 to {len(deck.scale)}, almost no chance upwards; or chances as 30% 55%; "
            "or what goes into the bag, SS SF FF."
        )
        text = await self.ask("What the room shows, one a voter", note, against=partial(_no_show, self))
        return None if not text else read_hands(self, move, text)

    @work(exclusive=True, group="asking")
    async def action_vote(self) -> None:
        """A team votes unseen; who leads takes down a show of hands, or opens the votes."""
        move = self.move
        if move is None or not self.argued():
            return
        if self.leads:
            self.send(await self.ask_show(move))
            return
        note = (
            "How likely you think it is, in per cent or in a word: 30 and 70 are votes, so are unlikely and likely. "
            "Or two tokens for the bag: SS, SF or FF. Nobody else sees it."
        )
        text = await self.ask("Your vote", note, against=partial(_no_vote, self))
        if text:
            tokens = read_tokens(text)
            if isinstance(tokens, str):
                chance = read_chance(self.position.deck, text)
                self.send(None if isinstance(chance, str) else Vote(move.id, self.own_seat, chance))
            else:
                self.send(Vote(move.id, self.own_seat, None, tokens[0]))


def _no_show(screen: Asking, text: str) -> str:
    if not text.strip() or not isinstance(read_tokens(text), str):
        return ""
    shown = read_show(screen.position.deck, text)
    return shown if isinstance(shown, str) else ""


def read_hands(screen: Asking, move: MoveView, text: str) -> Command | None:
    """A show of hands, or tokens for the bag."""
    tokens = read_tokens(text)
    if not isinstance(tokens, str):
        return Show(move.id, (), tokens)
    shown = read_show(screen.position.deck, text)
    return None if isinstance(shown, str) else Show(move.id, shown)


def _no_vote(screen: Asking, text: str) -> str:
    tokens = read_tokens(text)
    if not isinstance(tokens, str):
        return "" if len(tokens) <= 1 else "one pair of tokens: SS, SF or FF"
    chance = read_chance(screen.position.deck, text)
    return chance if isinstance(chance, str) else ""
