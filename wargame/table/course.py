"""A command that may be given becomes what happens: rules, umpire and calendar in the order of a turn.

Nothing here is saved or shown; the same deck, position, command and dice always give the same bodies, which is what
`verify --rules` leans on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from wargame.deck import ALL, TABLE, Answer, Card, Deck, Inject, truth
from wargame.rules import (
    PRACTICE,
    RULES_VERSION,
    Change,
    Close,
    Command,
    Event,
    FreeMove,
    GameEnded,
    GameOpened,
    HandedIn,
    InjectGiven,
    Move,
    Next,
    Offer,
    Pass,
    Play,
    PlayFree,
    PracticeEnded,
    PrecedentSet,
    Publish,
    Published,
    Revealed,
    Rewind,
    Rewound,
    Roll,
    Seated,
    Signal,
    Signalled,
    Sit,
    State,
    Step,
    TakeBack,
    TakenBack,
    TurnClosed,
    TurnOpened,
    applied,
    card_refusals,
    effect_changes,
    fold,
    last_reason,
    starting_values,
)
from wargame.table.dealings import DEALT
from wargame.table.hearing import HEARD
from wargame.table.progress import Course, Happening, Stakes
from wargame.table.reporting import report
from wargame.table.rulings import RULED, afterwards
from wargame.umpire import Dice, commitment

CALENDAR = "calendar"


def open_game(
    deck: Deck,
    players: Mapping[str, str],
    secret: bytes,
    seed: str | None,
    *,
    practice: bool = False,
    rules: int = RULES_VERSION,
) -> list[Happening]:
    """What happens when a table is laid: the first event, and the first turn opens, or a practice turn before it.

    `players` says for each seat `person` or `bot:` and a bot's id.
    """
    dice = Dice(secret)
    drawn = {track.id: dice.roll(f"start/{track.id}", track.weight) for track in deck.tracks.values() if track.draws}
    opened = GameOpened(
        deck.id,
        deck.title,
        deck.hash,
        rules,
        {seat: players[seat] for seat in deck.seats},
        starting_values(deck, {track: roll.value for track, roll in drawn.items()}),
        commitment(secret),
        secret.hex(),
        seed,
        drawn,
        practice,
    )
    first = Happening(TABLE, ALL, opened)
    course = Course(Stakes.of(deck, opened), fold([Event(1, 0, TABLE, ALL, opened)]), [first])
    _open_turn(course, PRACTICE if practice else 1)
    return course.happened


def decide(stakes: Stakes, state: State, command: Command) -> list[Happening]:
    """What a command that `rules.refusal` has nothing against makes happen."""
    course = Course(stakes, state)
    _DECIDERS[type(command)](course, command)
    return course.happened


def rewound(log: Sequence[Event], command: Rewind) -> list[Happening]:
    """What a rewind makes happen: the game stands again where it stood after the command that `to` belongs to."""
    then = fold(each for each in log if each.seq <= command.to)
    return [Happening(TABLE, ALL, Rewound(command.to, then.turn, then.phase, command.because.strip()))]


def _play(course: Course, command: Play) -> None:
    _hand_in(course, command.seat, command.card, command.reason)


def _play_free(course: Course, command: PlayFree) -> None:
    _hand_in(course, command.seat, None, command.reason, FreeMove(command.action.strip()))


def _pass(course: Course, command: Pass) -> None:
    _hand_in(course, command.seat, None, command.reason)


def _hand_in(course: Course, seat: str, card: str | None, reason: str, free: FreeMove | None = None) -> None:
    offered = tuple(_offer(course, each) for each in course.deck.hand(seat))
    course.emit(HandedIn(seat, card, offered, reason, free), seat, seat)
    state = course.state
    if len(state.moves) == len(course.deck.seats):
        course.emit(Revealed(tuple(Move(each, state.moves[each], free=state.free.get(each)) for each in state.order)))
        afterwards(course)


def _offer(course: Course, card: Card) -> Offer:
    against = card_refusals(course.deck, course.state, card)
    return Offer(card.id, against[0].code if against else "")


def _take_back(course: Course, command: TakeBack) -> None:
    if course.state.phase == "plan":
        course.emit(TakenBack(command.seat), command.seat)
        return
    found = last_reason(course.state, command.seat)
    if found is not None:
        move, reason = found
        course.emit(TakenBack(command.seat, move, reason.number), command.seat)


def _signal(course: Course, command: Signal) -> None:
    course.emit(Signalled(command.seat, command.cards), command.seat)


def _answer(answer: Answer, state: State) -> str:
    holds = (each.id for each in answer.states if each.condition is None or truth(each.condition.node, state.scope))
    return next(holds)


def _close(course: Course, command: Close) -> None:
    course.emit(TurnClosed(course.state.turn, _upkeep(course)))


def _publish(course: Course, command: Publish) -> None:
    course.emit(Published(course.state.turn, command.headline, command.lines))


def _sit(course: Course, command: Sit) -> None:
    course.emit(Seated(command.seat, command.player))


def _next(course: Course, command: Next) -> None:
    turn = course.state.turn
    if turn == PRACTICE:
        course.emit(PracticeEnded(course.stakes.values))
        _open_turn(course, 1)
        return
    cause = next((end.id for end in course.deck.ends if truth(end.condition.node, course.state.scope)), None)
    if cause is None and turn < len(course.deck.turns):
        _open_turn(course, turn + 1)
    else:
        _end(course, cause or CALENDAR)


def _open_turn(course: Course, turn: int) -> None:
    seats = list(course.deck.seats)
    first, begins = (turn - 1) % len(seats), not course.state.order
    course.emit(TurnOpened(turn, (*seats[first:], *seats[:first]), course.deck.signallers()))
    if begins:
        for number, each in enumerate(course.deck.precedents, 1):
            course.emit(PrecedentSet(f"given.{number}", each.seat, each.side, each.text))
    for inject in course.deck.injects.values():
        if _may_arrive(inject, course.state):
            address = inject_address(turn, inject.id, course.state.attempt)
            dice = course.stakes.dice(course.state.dice_words)
            roll = None if inject.chance is None else dice.roll(address)
            if roll is None or roll.value <= (inject.chance or 0):
                _give(course, inject, roll)
    for estimate in course.deck.estimates.values():
        if estimate.first <= turn <= estimate.last:
            report(course, estimate)


def inject_address(turn: int, inject: str, attempt: int) -> str:
    """Where the die lies that says whether news arrives; a rewind leads to another one.

    >>> inject_address(2, "launch", 1), inject_address(2, "launch", 2)
    ('inject/2/launch', 'inject/2/launch/2')
    """
    return f"inject/{turn}/{inject}" if attempt == 1 else f"inject/{turn}/{inject}/{attempt}"


def _may_arrive(inject: Inject, state: State) -> bool:
    return (
        inject.first <= state.turn <= inject.last
        and not inject.by_hand
        and (inject.again or inject.id not in state.given)
        and (inject.condition is None or truth(inject.condition.node, state.scope))
    )


def _give(course: Course, inject: Inject, roll: Roll | None) -> None:
    changes = effect_changes(course.deck, course.state.values, course.state.turn, inject.effects)
    course.emit(InjectGiven(inject.id, changes, inject.chance, roll), audience=inject.audience)


def _upkeep(course: Course) -> tuple[Step, ...]:
    """Each rule that applies, on the board that the ones before it have left."""
    values, turn, steps = dict(course.state.values), course.state.turn, []
    for each in course.deck.upkeep:
        if each.condition is None or truth(each.condition.node, {**values, "turn": turn}):
            changes: tuple[Change, ...] = effect_changes(course.deck, values, turn, each.effects)
            steps.append(Step(each.id, changes))
            values = applied(values, changes)
    return tuple(steps)


def _end(course: Course, cause: str) -> None:
    answers = {answer.id: _answer(answer, course.state) for answer in course.deck.answers}
    scope = course.state.scope
    met = {
        seat.id: tuple(
            None if each.condition is None else truth(each.condition.node, scope) for each in seat.objectives
        )
        for seat in course.deck.seats.values()
    }
    reports = course.state.reported
    course.emit(GameEnded(cause, answers, dict(course.state.values), course.stakes.secret, met, reports))


_DECIDERS: Mapping[type, Callable[[Course, Any], None]] = {
    Play: _play,
    PlayFree: _play_free,
    Pass: _pass,
    TakeBack: _take_back,
    Signal: _signal,
    **HEARD,
    **RULED,
    **DEALT,
    Close: _close,
    Publish: _publish,
    Next: _next,
    Sit: _sit,
}
