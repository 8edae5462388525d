"""Whether a saved game is what was played: what holds for any program, and what today's rules would have said.

`verify_game` checks what is true whatever the rules: the hash chain, the deck's hash, the secret against what was
committed to, each roll drawn again from its recorded address, each band found again in its recorded chances, each
change on the board that it says it found. With `rules` it also carries out every command again on the deck in the
save, and compares what happens with what was written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any, Literal

from attrs import fields, frozen

from wargame.deck import ALL, SUCCESSES, Deck, DeckError
from wargame.rules import (
    RULES_VERSION,
    Change,
    Close,
    Command,
    Event,
    Fold,
    GameEnded,
    GameOpened,
    HandedIn,
    InjectGiven,
    Next,
    Overtaken,
    Pass,
    Play,
    PracticeEnded,
    Publish,
    Published,
    Revealed,
    Rule,
    Ruled,
    Seated,
    Sit,
    State,
    TurnClosed,
    UnreadableBody,
    encode,
    refusal,
    total,
)
from wargame.store import Fault, FaultCode, GameRow, Record, StoreError
from wargame.table.course import Happening, Stakes, decide, open_game
from wargame.table.players import bot_move, is_bot
from wargame.table.saved import deck_of, event
from wargame.umpire import Dice, band_of, commitment, ruling_address, secret_from_seed

if TYPE_CHECKING:
    from wargame.store import Store


@frozen
class Finding:
    """Something that verification says of a game: an error, or a remark that spoils nothing."""

    game: str
    seq: int | None
    severity: Literal["error", "remark"]
    sentence: str

    def __str__(self) -> str:
        """`first-hour-3: event 12: error: …`."""
        where = f"event {self.seq}: " if self.seq else ""
        return f"{self.game}: {where}{self.severity}: {self.sentence}"


def verify_save(store: Store, *, rules: bool = False) -> Iterator[tuple[str, list[Finding]]]:
    """Every game of a save, each with its findings; then what belongs to no game, under the name `the save`."""
    games = store.games()
    faults = store.check()
    for row in games:
        own = [_fault(row.name, fault) for fault in faults if fault.game == row.name]
        yield row.name, own or _played(store, row, rules)
    names = {row.name for row in games}
    rest = [_fault("the save", fault) for fault in faults if fault.game not in names]
    if rest:
        yield "the save", rest


def verify_game(store: Store, name: str, *, rules: bool = False, head: str | None = None) -> list[Finding]:
    """The findings of one game; `head` is what an earlier verification printed, so that a cut tail is seen."""
    row = store.find_game(name)
    found = store.check(row.id, head=head)
    faults = [each for each in found if each.game == row.name or each.code in (FaultCode.FILE, FaultCode.SCHEMA)]
    return [_fault(row.name, fault) for fault in faults] or _played(store, row, rules)


def _fault(name: str, fault: Fault) -> Finding:
    return Finding(name, fault.seq, "error", fault.sentence)


def _played(store: Store, game: GameRow, rules: bool) -> list[Finding]:
    """What is wrong with a game whose rows are as they were written."""
    name = game.name
    try:
        records = store.records(game.id)
        deck = deck_of(store.deck_text(game.deck))
        events = [event(record) for record in records]
    except (StoreError, DeckError, UnreadableBody) as error:
        return [Finding(name, None, "error", str(error).splitlines()[0])]
    opened = events[0].body
    if not isinstance(opened, GameOpened):
        return [Finding(name, 1, "error", "the log does not begin with the opening of a game")]
    if game.created_at != records[0].at:
        found = [Finding(name, None, "error", "the game's row says that it was made at another time than its log")]
    else:
        found = []
    try:
        found += _Recorded(name, deck, opened).check(records, events)
        if rules and not found:
            found += _replayed(name, deck, opened, records, events)
    except _MISFITS as error:
        found.append(Finding(name, None, "error", f"its log does not fit its deck: {error!r}"))
    return found


#: What a body that was never written by this program may make of its reader.
_MISFITS = (LookupError, ValueError, TypeError, ArithmeticError, AttributeError, RecursionError)


class _Recorded:
    """Checks that need nothing but what was recorded."""

    def __init__(self, name: str, deck: Deck, opened: GameOpened) -> None:
        self._name = name
        self._deck = deck
        self._opened = opened
        self._fold = Fold()
        self._values: dict[str, int] = dict(opened.values)
        self._dice = Dice(bytes.fromhex(opened.secret))

    def check(self, records: Sequence[Record], events: Sequence[Event]) -> Iterator[Finding]:
        """Event by event; folding goes along, so that a body which can't follow its past is named."""
        for record, each in zip(records, events, strict=True):
            try:
                for sentence in self._event(record, each):
                    yield Finding(self._name, each.seq, "error", sentence)
                self._fold.apply(each)
            except _MISFITS as error:
                yield Finding(self._name, each.seq, "error", f"it can't follow what came before: {error!r}")
                return

    def _event(self, record: Record, each: Event) -> Iterator[str]:
        kind, version, body = encode(each.body)
        if (record.kind, record.version) == (kind, version) and record.body != body:
            yield "its body is not written as this program writes it: something was added or moved"
        checker = _CHECKERS.get(type(each.body))
        if checker is not None:
            yield from checker(self, each, each.body)

    def opened(self, each: Event, body: GameOpened) -> Iterator[str]:
        """The deck and the dice that the game was promised."""
        if body.seed is not None and secret_from_seed(body.seed).hex() != body.secret:
            yield f"the secret of the dice does not follow from the seed `{body.seed}`"
        if body.deck_hash != self._deck.hash:
            yield "the deck in the save is not the one that the game was opened with"
        if commitment(bytes.fromhex(body.secret)) != body.commitment:
            yield "the secret of the dice is not the one that was committed to"
        for track, roll in body.draws.items():
            known = self._deck.tracks[track]
            if self._dice.roll(f"start/{track}", known.weight) != roll:
                yield f"the roll that drew the start of `{track}` is not the one at its address"
            elif body.values[track] != known.drawn(roll.value):
                yield f"`{track}` starts at {body.values[track]}, which is not what was drawn"

    def handed_in(self, each: Event, body: HandedIn) -> Iterator[str]:
        """A sealed move is its seat's own."""
        if (each.actor, each.audience) != (body.seat, body.seat):
            yield "a sealed move is not marked as its seat's own"

    def revealed(self, each: Event, body: Revealed) -> Iterator[str]:
        """What lies open must be what was handed in."""
        handed = self._fold.state().moves
        for move in body.moves:
            if move.seat not in handed or handed[move.seat] != move.card:
                yield f"{move.seat} is said to have played `{move.card}`, and did not hand that in"

    def ruled(self, each: Event, body: Ruled) -> Iterator[str]:
        """The move from the table, the roll from its address, the band from its chances, the changes from the board."""
        state = self._fold.state()
        if state.moves.get(body.seat) != body.card:
            yield f"`{body.card}` is ruled, which {body.seat} did not play"
        if not body.roll.address.startswith(ruling_address(state.turn, body.seat).removesuffix("1/1")):
            yield f"the roll was drawn at `{body.roll.address}`, which is not this ruling's address"
        if body.odds.chance != total(self._deck.limits, body.odds.base, body.odds.modifiers):
            yield f"the chance of {body.odds.chance} is not what its base and modifiers come to"
        if sum(body.bands.get(band, 0) for band in SUCCESSES) != body.odds.chance:
            yield f"the bands of success do not share out a chance of {body.odds.chance}"
        if (each.audience != ALL) != self._deck.cards[body.card].secret:
            yield "the ruling is shown to others than the card says"
        again = self._dice.roll(body.roll.address, body.roll.sides)
        if again.value != body.roll.value:
            yield f"the roll is recorded as {body.roll.value}, but its address gives {again.value}"
        if sum(body.bands.values()) != 100:
            yield f"the chances of the bands add up to {sum(body.bands.values())}"
        elif band_of(body.roll.value, body.bands) != body.band:
            yield f"a roll of {body.roll.value} is no {body.band} by the recorded chances"
        yield from self.changed(body.paid)
        yield from self.changed(body.changes)

    def changed(self, changes: Sequence[Change]) -> Iterator[str]:
        """Each change must begin where the board stands."""
        for change in changes:
            present = self._values.get(change.track)
            if present != change.before:
                yield f"`{change.track}` is said to move from {change.before}, and stood at {present}"
            self._values[change.track] = change.after

    def injected(self, each: Event, body: InjectGiven) -> Iterator[str]:
        """News moves the board too; where it came by chance, the roll is drawn again."""
        if body.roll is not None and body.chance is not None:
            address = f"inject/{self._fold.state().turn}/{body.inject}"
            if body.roll.address != address or self._dice.roll(address, body.roll.sides).value != body.roll.value:
                yield f"the roll that `{body.inject}` is said to have come up on is not the one at its address"
            elif body.roll.value > body.chance:
                yield f"`{body.inject}` arrived on a roll of {body.roll.value}, above its chance of {body.chance}"
        elif (body.roll is None) != (body.chance is None):
            yield f"`{body.inject}` has a roll without a chance, or a chance without a roll"
        yield from self.changed(body.changes)

    def closed(self, each: Event, body: TurnClosed) -> Iterator[str]:
        """So does upkeep."""
        for step in body.steps:
            yield from self.changed(step.changes)

    def practised(self, each: Event, body: PracticeEnded) -> Iterator[str]:
        """After practice the board stands as it did when the table was laid."""
        if dict(body.values) != dict(self._opened.values):
            yield "the board after the practice turn is not the one that the game began with"
        self._values = dict(body.values)

    def ended(self, each: Event, body: GameEnded) -> Iterator[str]:
        """What was revealed must be what was so."""
        if body.secret != self._opened.secret:
            yield "the secret that was revealed is not the one that the game was played with"
        if dict(body.values) != self._values:
            yield "the values that were revealed are not those of the board"


_CHECKERS: dict[type, Callable[[_Recorded, Event, Any], Iterator[str]]] = {
    GameOpened: _Recorded.opened,
    HandedIn: _Recorded.handed_in,
    Revealed: _Recorded.revealed,
    Ruled: _Recorded.ruled,
    InjectGiven: _Recorded.injected,
    TurnClosed: _Recorded.closed,
    PracticeEnded: _Recorded.practised,
    GameEnded: _Recorded.ended,
}


def _replayed(
    name: str, deck: Deck, opened: GameOpened, records: Sequence[Record], events: Sequence[Event]
) -> Iterator[Finding]:  # fmt: skip
    """Each command carried out again by today's rules, and compared with what was written."""
    severity: Literal["error", "remark"] = "error" if opened.rules == RULES_VERSION else "remark"
    stakes = Stakes.of(deck, opened)
    folded = Fold()
    pairs = list(zip(records, events, strict=True))
    for _, group in groupby(pairs, key=lambda pair: pair[0].command):
        written = [each for _, each in group]
        first = written[0]
        if isinstance(first.body, GameOpened):
            again = open_game(
                deck,
                opened.players,
                bytes.fromhex(opened.secret),
                opened.seed,
                practice=opened.practice,
                rules=opened.rules,
            )
        else:
            state = folded.state()
            command = _command(stakes, state, first)
            against = refusal(deck, state, command)
            if against is not None:
                yield Finding(name, first.seq, severity, f"today's rules refuse this: {against.sentence}")
            again = [] if against is not None else decide(stakes, state, command)
        if again:
            yield from _differences(name, severity, written, again)
        for each in written:
            folded.apply(each)


def _differences(
    name: str, severity: Literal["error", "remark"], written: Sequence[Event], again: Sequence[Happening]
) -> Iterator[Finding]:
    if len(written) != len(again):
        sentence = f"today's rules make {len(again)} events of this command, and {len(written)} were written"
        yield Finding(name, written[0].seq, severity, sentence)
    for was, now in zip(written, again, strict=False):
        same = (was.actor, was.audience, encode(was.body)) == (now.actor, now.audience, encode(now.body))
        if not same:
            parts = ", ".join(_parts(was, now))
            yield Finding(name, was.seq, severity, f"today's rules would have written something else: {parts}")


def _parts(was: Event, now: Happening) -> Iterator[str]:
    """Which parts of an event differ, by name alone: their values may be sealed."""
    if type(was.body) is not type(now.body):
        yield f"a `{encode(now.body)[0]}` event"
        return
    if (was.actor, was.audience) != (now.actor, now.audience):
        yield "its actor or audience"
    for each in fields(type(was.body)):
        if getattr(was.body, each.name) != getattr(now.body, each.name):
            yield f"`{each.name}`"


def _command(stakes: Stakes, state: State, first: Event) -> Command:
    """The command that an event came of; a bot is asked again."""
    match first.body:
        case HandedIn(seat) if is_bot(state.players[seat]):
            return bot_move(stakes, state, seat)
        case HandedIn(seat, None, _, reason):
            return Pass(seat, reason)
        case HandedIn(seat, str(card), _, reason):
            return Play(seat, card, reason)
        case Ruled() | Overtaken():
            return Rule()
        case TurnClosed():
            return Close()
        case Published(_, headline, lines):
            return Publish(headline, lines)
        case Seated(seat, player):
            return Sit(seat, player)
    return Next()
