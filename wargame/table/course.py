"""A command that may be given becomes what happens: rules, umpire and calendar in the order of a turn.

Nothing here is saved or shown; the same deck, position, command and dice always give the same bodies, which is what
`verify --rules` leans on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from attrs import define, field, frozen

from wargame.deck import ALL, TABLE, Answer, Card, Deck, Inject, truth
from wargame.rules import (
    RULES_VERSION,
    Body,
    Change,
    Close,
    Command,
    Event,
    Fold,
    GameEnded,
    GameOpened,
    HandedIn,
    InjectGiven,
    Move,
    Next,
    Offer,
    Overtaken,
    Pass,
    Play,
    PracticeEnded,
    Publish,
    Published,
    Revealed,
    Roll,
    Rule,
    Seated,
    Sit,
    State,
    Step,
    TurnClosed,
    TurnOpened,
    applied,
    card_refusals,
    effect_changes,
    fold,
    starting_values,
)
from wargame.umpire import Dice, commitment, rule

CALENDAR = "calendar"
#: The number of the practice turn.
PRACTICE = 0


@frozen
class Happening:
    """A body with who caused it and who sees all of it: an event that has no number yet."""

    actor: str
    audience: str
    body: Body


@frozen
class Stakes:
    """What a game plays with beside its position: the deck, its dice, their secret in hexadecimal, and its start."""

    deck: Deck
    dice: Dice
    secret: str
    values: Mapping[str, int]

    @classmethod
    def of(cls, deck: Deck, opened: GameOpened) -> Stakes:
        """The stakes of a saved game, from its first event."""
        return cls(deck, Dice(bytes.fromhex(opened.secret)), opened.secret, opened.values)


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
    course = _Course(Stakes.of(deck, opened), fold([Event(1, 0, TABLE, ALL, opened)]), [first])
    _open_turn(course, PRACTICE if practice else 1)
    return course.happened


def decide(stakes: Stakes, state: State, command: Command) -> list[Happening]:
    """What a command that `rules.refusal` has nothing against makes happen."""
    course = _Course(stakes, state)
    _DECIDERS[type(command)](course, command)
    return course.happened


@define
class _Course:
    """What has happened so far because of one command, and where it has led."""

    stakes: Stakes
    state: State
    happened: list[Happening] = field(factory=list)
    _fold: Fold = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._fold = Fold.at(self.state)

    @property
    def deck(self) -> Deck:
        return self.stakes.deck

    def emit(self, body: Body, actor: str = TABLE, audience: str = ALL) -> None:
        """It happens: the position moves on."""
        self.happened.append(Happening(actor, audience, body))
        self._fold.apply(Event(self.state.seq + 1, 0, actor, audience, body))
        self.state = self._fold.state()


def _play(course: _Course, command: Play) -> None:
    _hand_in(course, command.seat, command.card, command.reason)


def _pass(course: _Course, command: Pass) -> None:
    _hand_in(course, command.seat, None, command.reason)


def _hand_in(course: _Course, seat: str, card: str | None, reason: str) -> None:
    offered = tuple(_offer(course, each) for each in course.deck.hand(seat))
    course.emit(HandedIn(seat, card, offered, reason), seat, seat)
    moves = course.state.moves
    if len(moves) == len(course.deck.seats):
        course.emit(Revealed(tuple(Move(each, moves[each]) for each in course.state.order)))


def _offer(course: _Course, card: Card) -> Offer:
    against = card_refusals(course.deck, course.state, card)
    return Offer(card.id, against[0].code if against else "")


def _rule(course: _Course, command: Rule) -> None:
    seat = course.state.pending[0]
    card = course.deck.cards[course.state.moves[seat] or ""]
    audience = seat if card.secret else ALL
    against = card_refusals(course.deck, course.state, card)
    if against:
        reads = card.needs.reads if card.needs else frozenset()
        about = tuple(sorted(reads | {cost.track for cost in card.cost}))
        course.emit(Overtaken(seat, card.id, against[0].sentence, about), audience=audience)
    else:
        course.emit(rule(course.deck, course.state, card, course.stakes.dice), audience=audience)


def _close(course: _Course, command: Close) -> None:
    course.emit(TurnClosed(course.state.turn, _upkeep(course)))


def _publish(course: _Course, command: Publish) -> None:
    course.emit(Published(course.state.turn, command.headline, command.lines))


def _sit(course: _Course, command: Sit) -> None:
    course.emit(Seated(command.seat, command.player))


def _next(course: _Course, command: Next) -> None:
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


def _open_turn(course: _Course, turn: int) -> None:
    seats = list(course.deck.seats)
    first = (turn - 1) % len(seats)
    course.emit(TurnOpened(turn, (*seats[first:], *seats[:first])))
    for inject in course.deck.injects.values():
        if _may_arrive(inject, course.state):
            roll = None if inject.chance is None else course.stakes.dice.roll(f"inject/{turn}/{inject.id}")
            if roll is None or roll.value <= (inject.chance or 0):
                _give(course, inject, roll)


def _may_arrive(inject: Inject, state: State) -> bool:
    return (
        inject.first <= state.turn <= inject.last
        and (inject.again or inject.id not in state.given)
        and (inject.condition is None or truth(inject.condition.node, state.scope))
    )


def _give(course: _Course, inject: Inject, roll: Roll | None) -> None:
    changes = effect_changes(course.deck, course.state.values, course.state.turn, inject.effects)
    course.emit(InjectGiven(inject.id, changes, inject.chance, roll), audience=inject.audience)


def _upkeep(course: _Course) -> tuple[Step, ...]:
    """Each rule that applies, on the board that the ones before it have left."""
    values, turn, steps = dict(course.state.values), course.state.turn, []
    for each in course.deck.upkeep:
        if each.condition is None or truth(each.condition.node, {**values, "turn": turn}):
            changes: tuple[Change, ...] = effect_changes(course.deck, values, turn, each.effects)
            steps.append(Step(each.id, changes))
            values = applied(values, changes)
    return tuple(steps)


def _end(course: _Course, cause: str) -> None:
    answers = {answer.id: _answer(answer, course.state) for answer in course.deck.answers}
    scope = course.state.scope
    met = {
        seat.id: tuple(
            None if each.condition is None else truth(each.condition.node, scope) for each in seat.objectives
        )
        for seat in course.deck.seats.values()
    }
    course.emit(GameEnded(cause, answers, dict(course.state.values), course.stakes.secret, met))


def _answer(answer: Answer, state: State) -> str:
    holds = (each.id for each in answer.states if each.condition is None or truth(each.condition.node, state.scope))
    return next(holds)


_DECIDERS: dict[type, Callable[[_Course, Any], None]] = {
    Play: _play,
    Pass: _pass,
    Rule: _rule,
    Close: _close,
    Publish: _publish,
    Next: _next,
    Sit: _sit,
}
