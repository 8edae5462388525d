"""The keys of the umpire: method, odds, dice, overrides, and what a ruling leaves to a person."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial

from textual import work
from textual.content import Content

from wargame.deck import BANDS
from wargame.table import (
    LEVERAGES,
    OPPOSED,
    RATINGS,
    Choose,
    Command,
    Judge,
    MoveView,
    Outlook,
    Rule,
    known_methods,
    opponent_of,
    read_odds,
)
from wargame.tui.messages import AllRuled
from wargame.tui.screens.asking import plain_row, titled_row
from wargame.tui.screens.floor import FloorKeys
from wargame.tui.screens.overriding import Overriding
from wargame.tui.text import spread, ui_text, wrapped
from wargame.tui.widgets.argument import chance_line
from wargame.tui.widgets.choices import Row
from wargame.words import BAND_TITLES, likelihood

#: What each rating asks of one die, as the room hears it.
_NEEDED = {"absurd": "7: never", "very_weak": "6", "weak": "5 or more", "average": "4 or more"}
_NEEDED |= {"strong": "3 or more", "very_strong": "2 or more"}
#: How many of the bands are successes, and the die of a roll-off.
SUCCEEDS, OFF_SIDES = 3, 6
#: A width at which a line is one line.
_ENDLESS = 9999
_KEPT = {"weak": "the lower die counts", "strong": "the higher die counts"}


class Umpiring(FloorKeys, Overriding):
    """A screen on which a move is ruled."""

    # Method and odds

    @work(exclusive=True, group="asking")
    async def action_choose_method(self) -> None:
        """Another method for this ruling; what it lacks is asked for at once."""
        move, outlook = self.move, self.outlook
        if not self.leads or move is None or move.ruled or outlook is None:
            return
        rows = [self._method_row(each, outlook, move) for each in known_methods if each != OPPOSED]
        chosen = await self.pick(f"Rule the move of {self.whose(move)} by", rows, outlook.method)
        if chosen is None:
            return
        choose = Choose(move.id, chosen) if chosen != outlook.method else None
        told = None
        if not _unknown(move, chosen) and _wants(chosen, outlook):
            told = await self.ask_for(chosen, move)
        self.send(choose, told)

    def _method_row(self, method: str, outlook: Outlook, move: MoveView) -> Row:
        known = known_methods[method]

        def chance_of() -> Content:
            if _unknown(move, method):
                return ui_text("not all factors are known", "$quiet")
            try:
                lacks = known.lacks(outlook.case)
                if lacks:
                    return ui_text(f"needs {lacks}", "$quiet")
                chances = known.chances(outlook.case)
            except ValueError as error:
                return ui_text(str(error), "$quiet")
            chance = (chances.halved() if move.argument.counters else chances).per_cent
            return ui_text(f"{chance} %  {likelihood(chance)}", "bold")

        def draw(width: int) -> list[Content]:
            said = chance_of()
            mark = "●" if method == outlook.method else " "
            title = ui_text(f"{mark} {known.title}")
            if title.cell_length + said.cell_length + 2 <= width:
                return [spread(title, said, width)]
            return [*wrapped(title, width, hang=2), *wrapped(said, width, indent=4)]

        return Row(method, draw)

    async def ask_for(self, method: str, move: MoveView) -> Command | None:
        """What a method wants to know before it can say anything; None where nobody tells, or nobody can."""
        asks = _ASKS.get(method)
        return None if asks is None else await asks(self, move)

    async def _ask_rating(self, move: MoveView) -> Command | None:
        rows = [Row(each, partial(titled_row, each.replace("_", " "), f"needs {_NEEDED[each]}")) for each in RATINGS]
        chosen = await self.pick("How strong is the argument as a whole?", rows, move.argument.rating or "average")
        return next((Judge(move.id, rating=each) for each in RATINGS if each == chosen), None)

    async def _ask_leverage(self, move: MoveView) -> Command | None:
        rows = [Row(each, partial(titled_row, each, _KEPT[each])) for each in LEVERAGES]
        title = f"What hold has {self.whose(move)} on what it wants?"
        chosen = await self.pick(title, rows, move.argument.leverage or "")
        return next((Judge(move.id, leverage=each) for each in LEVERAGES if each == chosen), None)

    async def _ask_decided(self, move: MoveView) -> Command | None:
        band = await self.pick_band("How does it end?", move, move.argument.decided)
        return None if band is None else Judge(move.id, decided=band)

    async def _ask_odds(self, move: MoveView) -> Command | None:
        def wrong(text: str) -> str:
            if not text.strip():
                return "the odds want a chance and a reason; Escape leaves them as they are"
            read = read_odds(deck, text)
            if isinstance(read, str):
                return read
            return "" if read[1] else "the odds want a reason behind the chance, for all to read"

        deck, argument = self.position.deck, move.argument
        present = f"{argument.chance}%: {argument.because}" if argument.chance is not None else ""
        note = (
            "A chance in per cent or in a word, and then why, for all to read. "
            "For example “60 the road is open”, or “unlikely, the road is closed”."
        )
        text = await self.ask(f"The odds of the move of {self.whose(move)}", note, present, against=wrong)
        if not text:
            return None
        read = read_odds(deck, text)
        return None if isinstance(read, str) else Judge(move.id, chance=read[0], because=read[1])

    @work(exclusive=True, group="asking")
    async def action_set_odds(self) -> None:
        """The umpire's odds; or the move is set against another one, or against what is established."""
        move = self.move
        if not self.leads or move is None or not self.is_open(move):
            return
        others = [each for each in self.position.eyes.moves if self.is_open(each) and each.seat != move.seat]
        facts = [each for each in self.facts if not each.countered_by]
        kind: str | None = "odds"
        if others or facts or move.argument.opposes or move.argument.counters:
            rows = [Row("odds", partial(titled_row, "Set its odds", "and say why"))]
            if others or move.argument.opposes:
                rows.append(Row("oppose", partial(titled_row, "Set it against another move", "one throw decides both")))
            if facts or move.argument.counters:
                about = "a success must win a roll-off too"
                rows.append(Row("counter", partial(titled_row, "It contradicts a result", about)))
            kind = await self.pick(f"The odds of the move of {self.whose(move)}", rows)
        if kind == "odds":
            self.send(await self._ask_odds(move))
        elif kind == "oppose":
            found = {each.id: f"the move of {self.whose(each)}" for each in others}
            other = await self._pick_or_nothing("Set it against", found, move.argument.opposes)
            self.send(None if other is None else Judge(move.id, opposes=other))
        elif kind == "counter":
            results = {each.id: f"#{number} {each.text}" for number, each in enumerate(self.facts, 1) if each in facts}
            fact = await self._pick_or_nothing("It contradicts", results, move.argument.counters)
            self.send(None if fact is None else Judge(move.id, counters=fact))

    async def _pick_or_nothing(self, title: str, found: Mapping[str, str], present: str) -> str | None:
        """One of these, or an empty text for none of them any more."""
        rows = [Row(each, partial(plain_row, text)) for each, text in found.items()]
        chosen = await self.pick(title, [*rows, Row("-", partial(plain_row, "nothing"))], present)
        return "" if chosen == "-" else chosen

    # Rulings

    @work(exclusive=True, group="asking")
    async def rule_it(self, move: MoveView) -> None:
        """The dice fall; what is missing is asked for first, and a wide ballot stops."""
        outlook = self.position.outlooks.get(move.id)
        if self.leads and move.free is not None and not move.free.action:
            await self.tell_free(move)
        elif self.leads and outlook is not None and outlook.lacks and not _unknown(move, outlook.method):
            asking = _without_odds(self.position.eyes.moves, move) if outlook.method == OPPOSED else move
            self.send(await self.ask_for(outlook.method, asking) or Rule(move.id))
        elif self.leads and outlook is not None and outlook.wide:
            await self._talk_first(move, outlook)
        else:
            lacking = outlook is not None and bool(outlook.lacks) and not _unknown(move, outlook.method)
            if not move.floor or lacking or await self._sure(move, outlook):
                self.send(Rule(move.id))

    async def _sure(self, move: MoveView, outlook: Outlook | None) -> bool:
        """Whether an argued move is to be ruled now; a ruling can't be taken back."""
        from wargame.tui.screens.confirm import Confirm

        question, said = "Let the dice fall?", ""
        if outlook is not None:
            said = f"{''.join(line.plain for line in chance_line(outlook, move, _ENDLESS))}. "
        if outlook is not None and move.argument.decided is not None and not _throws(outlook):
            question = "Rule it as it was decided?"
            said = f"{BAND_TITLES[move.argument.decided]}, by {outlook.title}. "
        note = f"{said}What is ruled can't be taken back."
        answer: bool | None = await self.app.push_screen_wait(Confirm(question, note, "Rule it"))
        return answer is True

    async def _talk_first(self, move: MoveView, outlook: Outlook) -> None:
        low, high = min(outlook.case.ballots), max(outlook.case.ballots)
        rows = [
            Row("talk", partial(titled_row, "Let the room talk, and vote again", "b takes the votes down")),
            Row("anyway", partial(titled_row, "Rule it anyway", f"by the median, {_chance(outlook)} %")),
        ]
        chosen = await self.pick(f"The votes lie {high - low} points apart, from {low} to {high} %", rows)
        if chosen == "anyway":
            self.send(Rule(move.id, anyway=True))

    @work(exclusive=True, group="asking")
    async def action_rule_all(self) -> None:
        """Every move that waits, one after the other, after a question."""
        from wargame.tui.screens.confirm import Confirm

        waiting = len(self.position.eyes.pending)
        if not self.leads or not waiting:
            return
        note = "Each on the odds that it has now, in order. It stops at the first that wants something of a person."
        asked = "Rule the move that waits?" if waiting == 1 else f"Rule all {waiting} moves that wait?"
        if await self.app.push_screen_wait(Confirm(asked, note, "Rule all")):
            self.post_message(AllRuled())

    @work(exclusive=True, group="asking")
    async def action_throw_dice(self) -> None:
        """Real dice, as they lie."""
        move, outlook = self.move, self.outlook
        if not self.leads or move is None or move.ruled or outlook is None or not self.is_next(move):
            return
        if outlook.lacks and not _unknown(move, outlook.method):
            self.send(await self.ask_for(outlook.method, move))
            return
        method = known_methods[outlook.method]
        sides = " and ".join(f"d{each}" for each in method.sides(outlook.case))
        if not sides:
            self.say("No dice decide this: Enter rules it.")
            return
        example = "such as 4 3" if " and " in sides else f"one number from 1 to {sides.removeprefix('d')}"
        note = f"{sides}: {example}. The log says that they were thrown by hand."
        other = _facing(self.position.eyes.moves, move)
        for each in (move, *([] if other is None else [other])):
            if each.argument.counters:
                note += f" Where {self.whose(each)} succeeds, add one d6 for the roll-off."
        against = partial(_no_fall, outlook, move, other)
        text = await self.ask(f"Real dice, as they lie: {sides}", note, against=against)
        if text:
            self.send(Rule(move.id, thrown=tuple(int(word) for word in text.split()), anyway=True))

    def is_next(self, move: MoveView) -> bool:
        """Whether it is this move's turn to be ruled."""
        return self.position.eyes.pending[:1] == (move.id,)


def _facing(moves: Sequence[MoveView], move: MoveView) -> MoveView | None:
    """The move that this one is set against, or that is set against this one, while it waits for its ruling."""
    return opponent_of([each for each in moves if not each.ruled], move)


def _without_odds(moves: Sequence[MoveView], move: MoveView) -> MoveView:
    """Of two moves that are set against each other, the one that has no odds yet."""
    other = _facing(moves, move)
    return other if other is not None and move.odds is not None and other.odds is None else move


def _wants(method: str, outlook: Outlook) -> bool:
    """Whether a method wants to know something first; one that fails is past asking."""
    try:
        return bool(known_methods[method].lacks(outlook.case))
    except ValueError:
        return False


def _throws(outlook: Outlook) -> bool:
    """Whether dice fall for a ruling; where a method can't say, it may."""
    try:
        return outlook.method not in known_methods or bool(known_methods[outlook.method].sides(outlook.case))
    except ValueError:
        return True


def _unknown(move: MoveView, method: str) -> bool:
    """Whether a method seems to lack odds only because not all factors are known at this terminal."""
    hidden = move.odds is not None and not move.odds.complete
    return hidden and method in known_methods and known_methods[method].by_odds


def _chance(outlook: Outlook) -> int:
    return 0 if outlook.chances is None else outlook.chances.per_cent


def _no_fall(outlook: Outlook, move: MoveView, other: MoveView | None, text: str) -> str:
    """Why dice can't lie so; the last one is the roll-off, where the side that succeeds contradicts a result."""
    words = text.split()
    if not all(word.isascii() and word.isdigit() and len(word) < 4 for word in words):
        return "real dice are numbers as they lie: 4 3; d100 is one number from 1 to 100"
    if not words or outlook.chances is None:
        return ""
    ours, theirs = bool(move.argument.counters), other is not None and bool(other.argument.counters)
    values, method = [int(word) for word in words], known_methods[outlook.method]
    own, last = values, None
    if (ours or theirs) and len(values) > len(method.sides(outlook.case)):
        own, last = values[:-1], values[-1]
    try:
        band = method.read(outlook.case, own)
    except ValueError as error:
        return str(error)
    due = ours if BANDS.index(band) < SUCCEEDS else theirs
    if not due:
        return "" if last is None else "nobody has to win a roll-off after this: leave its die away"
    return "" if last is not None and 1 <= last <= OFF_SIDES else "this wants a roll-off as well: add one d6"


_ASKS: dict[str, Callable[[Umpiring, MoveView], Awaitable[Command | None]]] = {
    "card": Umpiring._ask_odds,
    OPPOSED: Umpiring._ask_odds,
    "d6": Umpiring._ask_rating,
    "keep": Umpiring._ask_leverage,
    "tokens": Umpiring.ask_show,
    "ballot": Umpiring.ask_show,
    "consensus": Umpiring._ask_decided,
    "umpire": Umpiring._ask_decided,
}
