"""Minutes: what a deck plans for a session is what the clock of a room shows that keeps to it."""

from __future__ import annotations

from pathlib import Path

from attrs import define

from wargame.deck import Deck, find_deck, load
from wargame.rules import card_refusals
from wargame.table import Close, Done, Floor, Next, Pass, Play, Rule, Settle, Store, Table, new_game, reading
from wargame.table.clock import RoomClock
from wargame.table.players import asked
from wargame.words import pace_text

START = 1_700_000_000_000


@define
class Watch:
    """A clock that a script winds on."""

    now: int = START

    def __call__(self) -> int:
        return self.now

    def wait(self, seconds: int) -> None:
        self.now += seconds * 1000


def seoul() -> Deck:
    return load(find_deck("seoul"))


def choose(table: Table) -> None:
    """Every seat hands in the first card that it can play."""
    for seat in asked(table.state):
        hand = (card for card in table.deck.hand(seat) if not card_refusals(table.deck, table.state, card))
        card = next((card for card in hand if not card.secret), None)
        assert isinstance(table.send(Play(seat, card.id) if card is not None else Pass(seat)), Done)


def left(table: Table, watch: Watch) -> int:
    return reading(RoomClock(), table.timing(), table.deck, watch.now).left


def test_six_turns_of_seoul_take_135_minutes_and_the_clock_of_a_scripted_game_agrees(tmp_path: Path) -> None:
    deck, watch = seoul(), Watch()
    pace = deck.pace
    assert len(deck.turns) * pace.turn(len(deck.seats)) <= 135 * 60
    assert "6 turns of 22½ make 135" in pace_text(deck)
    with Store.open(tmp_path / "save.db") as store:
        table = new_game(store, deck, list(deck.seats), seed="minutes", clock=watch)
        for _ in deck.turns:
            watch.wait(pace.brief + pace.choose + pace.hand_in)
            assert left(table, watch) == 0
            choose(table)
            watch.wait(pace.reveal)
            for number in range(len(deck.seats)):
                pending = table.state.pending
                if number < pace.floors and pending:
                    assert isinstance(table.send(Floor(pending[0])), Done)
                watch.wait(pace.floor if number < pace.floors else pace.ruling)
                if pending:
                    assert isinstance(table.send(Rule()), Done)
            assert left(table, watch) == 0
            for move in table.state.unsettled:
                table.send(Settle(move))
            while table.state.pending or table.state.due:
                table.send(Rule())
            assert isinstance(table.send(Close()), Done)
            watch.wait(pace.close)
            assert left(table, watch) == 0
            table.send(Next())
        assert table.state.phase == "ended"
        assert watch.now - START == 135 * 60 * 1000


def test_a_floor_more_than_planned_is_planned_from_then_on(tmp_path: Path) -> None:
    deck, watch = seoul(), Watch()
    with Store.open(tmp_path / "save.db") as store:
        table = new_game(store, deck, list(deck.seats), seed="minutes", clock=watch)
        choose(table)
        before = reading(RoomClock(), table.timing(), deck, watch.now).planned
        for move in table.state.pending[:3]:
            table.send(Floor(move))
        after = reading(RoomClock(), table.timing(), deck, watch.now)
        assert after.floors == 3
        assert after.planned == before + deck.pace.floor - deck.pace.ruling
