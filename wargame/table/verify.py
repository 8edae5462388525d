"""Whether a saved game is what was played: what holds for any program, and what today's rules would have said.

`verify_game` checks what is true whatever the rules: the hash chain, and with `wargame.table.recorded` what the log
says against itself, its deck and its dice. With `rules` it also carries out every command again on the deck in the
save, and compares what happens with what was written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any, Literal

from attrs import asdict, evolve, fields, frozen

from wargame.deck import ALL, TABLE, Deck, DeckError
from wargame.rules import (
    RULES_VERSION,
    AnswerDeal,
    Argue,
    BallotCast,
    Body,
    Branched,
    Break,
    Choose,
    Claimed,
    Close,
    CloseDeal,
    Command,
    CommitmentBroken,
    CommitmentKept,
    Committed,
    Deal,
    DealAnswered,
    DealClosed,
    DealOffered,
    Event,
    Floor,
    FloorTaken,
    Fold,
    GameEnded,
    GameOpened,
    GiveInject,
    GiveNews,
    GiveWord,
    HandedIn,
    InjectGiven,
    Judge,
    Judged,
    Keep,
    Laid,
    MethodChosen,
    Next,
    OfferDeal,
    Overridden,
    Overrule,
    Overtaken,
    Pass,
    Play,
    PlayFree,
    PracticeEnded,
    PrecedentSet,
    Publish,
    Published,
    Reasoned,
    ReasonWeighed,
    Refusal,
    Respond,
    Responded,
    Rewind,
    Rewound,
    Rule,
    Ruled,
    SayClaim,
    Seated,
    SetPrecedent,
    Settle,
    Settled,
    Show,
    Signal,
    Signalled,
    Sit,
    State,
    TakeBack,
    TakenBack,
    TurnClosed,
    TurnOpened,
    UnreadableBody,
    Veto,
    Vetoed,
    Vote,
    VotesShown,
    Weigh,
    WordGiven,
    applied,
    encode,
    refusal,
)
from wargame.store import Fault, FaultCode, GameRow, Record, StoreError
from wargame.table.course import decide, open_game, rewound
from wargame.table.players import bot_move, is_bot
from wargame.table.progress import Course, Happening, Stakes
from wargame.table.recorded import MISFITS, Recorded
from wargame.table.recorded_base import moved_along
from wargame.table.registry import known_methods
from wargame.table.rulings import afterwards
from wargame.table.saved import deck_of, event
from wargame.table.umpiring import umpire_refusal
from wargame.umpire import METHODS

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
    begun = next((each.at for each in reversed(events) if isinstance(each.body, Branched)), records[0].at)
    if game.created_at != begun:
        found = [Finding(name, None, "error", "the game's row says that it was made at another time than its log")]
    else:
        found = []
    try:
        wrong = Recorded(deck, opened).check(records, events)
        found += [Finding(name, seq, "error", sentence) for seq, sentence in wrong]
        if rules and not found:
            found += _replayed(name, deck, opened, records, events)
    except MISFITS as error:
        found.append(Finding(name, None, "error", f"its log does not fit its deck: {error!r}"))
    return found


def _replayed(
    name: str, deck: Deck, opened: GameOpened, records: Sequence[Record], events: Sequence[Event]
) -> Iterator[Finding]:  # fmt: skip
    """Each command carried out again by today's rules, and compared with what was written.

    What people typed themselves, such as the effects of made-up news, is taken as given, as far as the board allows.
    """
    severity: Literal["error", "remark"] = "error" if opened.rules == RULES_VERSION else "remark"
    ended = any(isinstance(each.body, GameEnded) for each in events)
    stakes = Stakes.of(deck, opened, known_methods)
    folded = Fold()
    pairs = list(zip(records, events, strict=True))
    for _, group in groupby(pairs, key=lambda pair: pair[0].command):
        written = [each for _, each in group]
        first = written[0]
        if isinstance(first.body, Branched):
            # Somebody chose where to part, and who sits where: there is nothing to carry out again.
            again = []
            stakes = stakes.after(first.body)
        elif isinstance(first.body, GameOpened):
            again = open_game(
                deck,
                opened.players,
                bytes.fromhex(opened.secret),
                opened.seed,
                practice=opened.practice,
                rules=opened.rules,
            )
        else:
            again, state = [], folded.state()
            command = _command(stakes, state, written)
            if command is None:
                yield Finding(name, first.seq, severity, f"no command begins with a `{encode(first.body)[0]}` event")
            else:
                against = refusal(deck, state, command)
                elsewhere = against is None and _of_another_package(written)
                against = against or umpire_refusal(stakes, state, command)
                if against is None:
                    again = _carried_out(stakes, state, events[: first.seq - 1], command, first.body)
                elif elsewhere and against.code == "unknown_method":
                    sentence = f"this can't be carried out again{_why(first, against, ended=ended)}"
                    yield Finding(name, first.seq, "remark", sentence)
                else:
                    sentence = f"today's rules refuse this{_why(first, against, ended=ended)}"
                    yield Finding(name, first.seq, severity, sentence)
        if again:
            yield from _differences(name, severity, written, again)
        for each in written:
            folded.apply(each)
    asked = {method for each in events if isinstance(each.body, Ruled) for method in each.body.said}
    missing = sorted(asked - set(known_methods))
    if missing:
        sentence = f"methods that are not installed here were asked too, and are not compared: {', '.join(missing)}"
        yield Finding(name, None, "remark", sentence)


#: Refusals whose sentences may name tracks, and their values, that not all see.
_OF_THE_BOARD = frozenset({"needs", "cost", "impossible", "overtaken"})


def _why(first: Event, against: Refusal, *, ended: bool) -> str:
    """The sentence of a refusal, or its code alone while the sentence may tell what is sealed."""
    sealed = first.audience != ALL or against.code in _OF_THE_BOARD
    return f" (`{against.code}`)" if sealed and not ended else f": {against.sentence}"


#: What may have effects that somebody typed.
_TYPED = Overridden | Settled | InjectGiven


def _is_typed(body: Overridden | Settled | InjectGiven) -> bool:
    return body.typed if isinstance(body, Overridden) else isinstance(body, Settled) or not body.inject


def _carried_out(
    stakes: Stakes, state: State, past: Sequence[Event], command: Command, written: Body
) -> list[Happening]:  # fmt: skip
    """What a command makes happen today, with the effects that somebody typed as the first body has `written` them."""
    if isinstance(command, Rewind):
        return rewound(past, command)
    happened = decide(stakes, state, command)
    first = happened[0].body
    if not isinstance(first, _TYPED) or not isinstance(written, _TYPED) or not _is_typed(first):
        return happened
    undone = first.undone if isinstance(first, Overridden) else ()
    changes = moved_along(stakes.deck, applied(state.values, undone), state.turn, written.changes)
    if len(changes) == len(written.changes) and set(changes) == set(written.changes):
        changes = written.changes
    course = Course(stakes, state)
    course.emit(evolve(first, changes=changes), happened[0].actor, happened[0].audience)
    for each in happened[1:2]:
        if isinstance(each.body, Committed):
            course.emit(each.body, each.actor, each.audience)
    afterwards(course)
    return course.happened


def _of_another_package(written: Sequence[Event]) -> bool:
    """Whether a method was chosen, or has ruled, that belongs to a package which is not installed here."""
    named = {each.body.method for each in written if isinstance(each.body, MethodChosen | Ruled)}
    return any("." in method and method not in known_methods for method in named)


def _differences(
    name: str, severity: Literal["error", "remark"], written: Sequence[Event], again: Sequence[Happening]
) -> Iterator[Finding]:
    if len(written) != len(again):
        sentence = f"today's rules make {len(again)} events of this command, and {len(written)} were written"
        yield Finding(name, written[0].seq, severity, sentence)
    for first, second in zip(written, again, strict=False):
        was, now = _both_asked(first, second)
        same = (was.actor, was.audience, encode(was.body)) == (now.actor, now.audience, encode(now.body))
        if not same:
            parts = ", ".join(_parts(was, now))
            yield Finding(name, was.seq, severity, f"today's rules would have written something else: {parts}")


def _both_asked(was: Event, now: Happening) -> tuple[Event, Happening]:
    """Two rulings without what only one of them could ask: methods of packages that are installed here or were there.

    Methods of this program are asked in any case.
    """
    if not isinstance(was.body, Ruled) or not isinstance(now.body, Ruled):
        return was, now
    then = {name: chance for name, chance in was.body.said.items() if name in known_methods}
    today = {name: chance for name, chance in now.body.said.items() if name in METHODS or name in then}
    return evolve(was, body=evolve(was.body, said=then)), evolve(now, body=evolve(now.body, said=today))


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


def _command(stakes: Stakes, state: State, written: Sequence[Event]) -> Command | None:
    """The command that events came of, but for effects that somebody typed; a bot is asked again.

    None where no command begins with such an event.
    """
    first = written[0].body
    if isinstance(first, _ANSWERS) and is_bot(state.players[first.seat]):
        return bot_move(stakes, state, first.seat)
    if isinstance(first, Ruled | Overtaken | Laid):
        return _ruling(written)
    if isinstance(first, Claimed):
        return SayClaim(first.move, first.claim, first.action, _speaker(written[0]))
    if isinstance(first, DealAnswered):
        return AnswerDeal(written[0].actor, first.id, first.agreed)
    if isinstance(first, InjectGiven):
        return _given(first, written[0].audience) if first.by_hand else None
    command = _COMMANDS.get(type(first))
    return None if command is None else command(first)


def _given(body: InjectGiven, audience: str) -> Command:
    if body.inject:
        return GiveInject(body.inject)
    return GiveNews(body.title, body.text, () if audience == ALL else tuple(audience.split()))


def _speaker(event: Event) -> str:
    """The seat that an event came from; empty for the facilitator."""
    return "" if event.actor == TABLE else event.actor


#: What a bot may answer with.
_ANSWERS = HandedIn | Signalled | CommitmentKept | CommitmentBroken


def _ruling(written: Sequence[Event]) -> Command:
    """A move that is overtaken says nothing of the dice that were meant for the one which it was set against."""
    body = next((each.body for each in written if isinstance(each.body, Ruled)), None)
    if body is None:
        return Rule(anyway=True)
    if body.override is not None:
        return Overrule(body.move, body.override.because, body.band, None, body.override.note)
    off = [each.body.off for each in written if isinstance(each.body, Ruled) and each.body.off is not None]
    thrown = tuple(roll.value for roll in (*body.rolls, *off)) if body.thrown else ()
    return Rule(thrown=thrown, anyway=True)


def _overruled(body: Overridden) -> Command:
    effects = "" if body.typed else None
    return Overrule(body.move, body.override.because, body.band, effects, body.override.note)


def _handed_in(body: HandedIn) -> Command:
    if body.free is not None:
        return PlayFree(body.seat, body.free.action, body.reason)
    return Pass(body.seat, body.reason) if body.card is None else Play(body.seat, body.card, body.reason)


def _reasoned(body: Reasoned) -> Command:
    said = body.reason
    return Argue(
        body.move, said.seat, said.side, said.text, said.strength or "solid", said.tie, said.cites, said.suggested
    )


def _offered(deal: Deal) -> Command:
    return OfferDeal(deal.seat, deal.other, deal.give, deal.get, deal.due, deal.audience != ALL)


#: The command that the first event of each kind came of, where it was one that people gave.
_COMMANDS: dict[type, Callable[[Any], Command]] = {
    HandedIn: _handed_in,
    TakenBack: lambda body: TakeBack(body.seat),
    FloorTaken: lambda body: Floor(body.move, body.seat),
    Reasoned: _reasoned,
    ReasonWeighed: lambda body: Weigh(body.move, body.number, body.strength),
    MethodChosen: lambda body: Choose(body.move, body.method),
    Judged: lambda body: Judge(**asdict(body)),
    BallotCast: lambda body: Vote(body.move, body.seat, body.chance, body.token),
    VotesShown: lambda body: Show(body.move, body.chances, body.tokens),
    WordGiven: lambda body: GiveWord(body.seat, body.word),
    Signalled: lambda body: Signal(body.seat, body.cards),
    PrecedentSet: lambda body: SetPrecedent(body.seat, body.side, body.text),
    Vetoed: lambda body: Veto(body.fact, body.because),
    Responded: lambda body: Respond(body.seat, body.card, body.to),
    Overridden: _overruled,
    Settled: lambda body: Settle(body.move, "", body.text),
    Rewound: lambda body: Rewind(body.to, body.because),
    CommitmentKept: lambda body: Keep(body.seat),
    CommitmentBroken: lambda body: Break(body.seat),
    DealOffered: lambda body: _offered(body.deal),
    DealClosed: lambda body: CloseDeal(body.id, body.kept, body.by, body.because),
    TurnClosed: lambda body: Close(),
    Published: lambda body: Publish(body.headline, body.lines),
    Seated: lambda body: Sit(body.seat, body.player),
    PracticeEnded: lambda body: Next(),
    TurnOpened: lambda body: Next(),
    GameEnded: lambda body: Next(),
}
