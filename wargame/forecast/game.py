"""One game in memory: bots in every seat, dice from a seed, and no way to go on for ever."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from attrs import evolve

from wargame.bots import RandomBot
from wargame.deck import Deck
from wargame.rules import Event, Fold, GameOpened, State, refusal
from wargame.table.course import decide, open_game
from wargame.table.players import bot_move, going_on, player, waiting_bot
from wargame.table.progress import Happening, Stakes
from wargame.umpire import secret_from_seed


class BrokenGame(Exception):
    """A game that can't go on, or would never end; the sentence says where."""


def seed_of(number: int) -> str:
    """The seed of the game with this number, from 1.

    >>> seed_of(17)
    'check-17'
    """
    return f"check-{number}"


class Game:
    """A game of `deck` whose dice and bots follow from `seed`; `bots` are those, by seat, who do not play at random."""

    def __init__(self, deck: Deck, seed: str, bots: Mapping[str, str] | None = None) -> None:
        self.deck = deck
        self.events: list[Event] = []
        self._fold = Fold()
        players = {seat: player((bots or {}).get(seat, RandomBot.id)) for seat in deck.seats}
        self._happen(open_game(deck, players, secret_from_seed(seed), seed))
        self._stakes = Stakes.of(deck, cast(GameOpened, self.events[0].body))

    @classmethod
    def onward(cls, deck: Deck, opened: GameOpened, state: State, seed: str) -> Game:
        """The game goes on from `state` with bots in every seat; dice and bots follow from `seed`, not from the game's.

        `opened` is the game's first event. The events of this game are those from here on.
        """
        self = cls.__new__(cls)
        self.deck, self.events = deck, []
        self._fold = Fold.at(evolve(state, players={seat: player(RandomBot.id) for seat in deck.seats}))
        self._stakes = Stakes.of(deck, evolve(opened, secret=secret_from_seed(seed).hex()))
        return self

    def play(self) -> tuple[Event, ...]:
        """Play to the end; all events. Raises BrokenGame where there is none."""
        # Each turn every seat may show cards, hands in, sees a move, a hidden card and a promise ruled, all of which
        # may want to be settled; then the turn is closed, and the next one opens.
        most = len(self.deck.turns) * (11 * len(self.deck.seats) + 2)
        for _ in range(most):
            state = self._fold.state()
            if state.phase == "ended":
                break
            self._step(state)
        if self._fold.phase != "ended":
            raise BrokenGame(f"turn {self._fold.turn}: the game has not ended after {most} commands")
        return tuple(self.events)

    def _step(self, state: State) -> None:
        seat = waiting_bot(state)
        command = going_on(state) if seat is None else bot_move(self._stakes, state, seat)
        against = refusal(self.deck, state, command)
        if against is not None:
            raise BrokenGame(f"turn {state.turn}: {seat or 'the table'} can't move: {against.sentence}")
        self._happen(decide(self._stakes, state, command))

    def _happen(self, happened: list[Happening]) -> None:
        for each in happened:
            event = Event(len(self.events) + 1, 0, each.actor, each.audience, each.body)
            self.events.append(event)
            self._fold.apply(event)
