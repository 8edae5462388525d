"""A command that may be given becomes what happens: rules, umpire and calendar in the order of a turn.

Nothing here is saved or shown; the same deck, position, command and dice always give the same bodies, which is what
`verify --rules` leans on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from attrs import define, field, frozen

from wargame.deck import ALL, TABLE, Answer, Card, Deck, truth
from wargame.rules import (
    RULES_VERSION,
    Body,
    Change,
    Command,
    Event,
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
    Revealed,
    Rule,
    State,
    Step,
    TurnClosed,
    TurnOpened,
    applied,
    card_refusals,
    effect_changes,
    fold,
    resume,
    starting_values,
)
from wargame.umpire import Dice, commitment, rule

CALENDAR = "calendar"


@frozen
class Happening:
    """A body with who caused it and who sees all of it: an event that has no number yet."""

    actor: str
    audience: str
    body: Body


@frozen
class Stakes:
    """What a game plays with beside its position: the deck, its dice, and their secret in hexadecimal."""

    deck: Deck
    dice: Dice
    secret: str

    @classmethod
    def of(cls, deck: Deck, opened: GameOpened) -> Stakes:
        """The stakes of a saved game, from its first event."""
        return cls(deck, Dice(bytes.fromhex(opened.secret)), opened.secret)


def open_game(
    deck: Deck, players: Mapping[str, str], secret: bytes, seed: str | None, rules: int = RULES_VERSION
) -> list[Happening]:
    """What happens when a table is laid: the first event, and the first turn opens.

    `players` says for each seat `person` or `bot:` and a bot's id.
    """
    opened = GameOpened(
        deck.id,
        deck.title,
        deck.hash,
        rules,
        {seat: players[seat] for seat in deck.seats},
        starting_values(deck),
        commitment(secret),
        secret.hex(),
        seed,
    )
    first = Happening(TABLE, ALL, opened)
    course = _Course(Stakes.of(deck, opened), fold([Event(1, 0, TABLE, ALL, opened)]), [first])
    _open_turn(course, 1)
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

    @property
    def deck(self) -> Deck:
        return self.stakes.deck

    def emit(self, body: Body, actor: str = TABLE, audience: str = ALL) -> None:
        """It happens: the position moves on."""
        self.happened.append(Happening(actor, audience, body))
        self.state = resume(self.state, [Event(self.state.seq + 1, 0, actor, audience, body)])


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


def _next(course: _Course, command: Next) -> None:
    turn = course.state.turn
    course.emit(TurnClosed(turn, _upkeep(course)))
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
        if inject.turn == turn:
            changes = effect_changes(course.deck, course.state.values, turn, inject.effects)
            course.emit(InjectGiven(inject.id, changes), audience=inject.audience)


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
    course.emit(GameEnded(cause, answers, dict(course.state.values), course.stakes.secret))


def _answer(answer: Answer, state: State) -> str:
    holds = (each.id for each in answer.states if each.condition is None or truth(each.condition.node, state.scope))
    return next(holds)


_DECIDERS: dict[type, Callable[[_Course, Any], None]] = {
    Play: _play,
    Pass: _pass,
    Rule: _rule,
    Next: _next,
}
