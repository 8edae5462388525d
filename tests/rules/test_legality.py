"""One predicate refuses a command and greys the card, each time with a reason that a person can act upon."""

from __future__ import annotations

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support import MemoryGame, first_hour, small_deck
from wargame.rules import Close, Next, Pass, Play, Publish, Put, Rule, Sit, card_refusals, fold, refusal, view_for

DECK = small_deck()
START = fold(MemoryGame(DECK, "1").events)


def why(command, state=START) -> tuple[str, str] | None:
    found = refusal(DECK, state, command)
    return None if found is None else (found.code, found.sentence)


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        (Play("north", "N-1"), None),
        (Pass("north"), None),
        (Play("north", "N-3"), ("needs", "needs Heat at least 9; now 5 degrees")),
        (Play("north", "S-1"), ("unknown_card", "north has no card `S-1`; did you mean N-1?")),
        (Play("norht", "N-1"), ("unknown_seat", "no seat is called `norht`; did you mean north?")),
        (Rule(), ("waiting", "still waiting for the move of North and South")),
        (Close(), ("waiting", "still waiting for the move of North and South")),
        (Next(), ("waiting", "still waiting for the move of North and South")),
        (Publish("News"), ("phase", "a front page is written when a turn is closed and the next one has not opened")),
        (Sit("north", "person"), None),
        (Sit("north", "bot:random"), ("seated", "North is played so already")),
        (Sit("nroth", "person"), ("unknown_seat", "no seat is called `nroth`; did you mean north?")),
        (
            Sit("north", "a team"),
            ("unknown_player", "a seat is played by `person`, or by a bot such as `bot:random`"),
        ),
    ],
)
def test_a_refusal_is_a_code_and_a_sentence(command, expected) -> None:
    assert why(command) == expected


def test_a_seat_hands_in_once_a_turn() -> None:
    handed = evolve(START, moves={"north": "N-1"})
    assert why(Play("north", "N-2"), handed) == ("handed_in", "North has handed in its move for this turn")
    assert why(Play("south", "S-3"), handed) is None


def test_what_cannot_be_paid_cannot_be_played() -> None:
    poor = evolve(START, values={**START.values, "purse": 0})
    assert why(Play("north", "N-1"), poor) == ("cost", "costs Purse 1; now 0")


def test_a_card_that_is_used_up_stays_in_the_hand_and_says_so() -> None:
    spent = evolve(START, played={"N-2": 1})
    assert why(Play("north", "N-2"), spent) == ("spent", "played already; it may be played once a game")
    assert [card.id for card in view_for(DECK, spent, "north").hand] == ["N-1", "N-2", "N-3"]


def test_rulings_come_one_by_one_and_the_turn_closes_after_the_last() -> None:
    ruling = evolve(START, phase="rule", moves={"north": "N-1", "south": "S-3"}, pending=("north", "south"))
    ruling = evolve(ruling, table={"north": Put("north", "north", "N-1"), "south": Put("south", "south", "S-3")})
    assert why(Play("north", "N-1"), ruling) == (
        "phase",
        "moves are on the table already; rule them, then close the turn",
    )
    assert why(Rule(), ruling) is None
    assert why(Close(), ruling) == ("unruled", "the move of North and South is not ruled yet")
    assert why(Next(), ruling) == ("unruled", "the move of North and South is not ruled yet")
    closing = evolve(ruling, phase="close", pending=())
    assert why(Rule(), closing) == ("nothing_to_rule", "every move of this turn is ruled; close the turn")
    assert why(Next(), closing) == ("unclosed", "the turn is not closed yet; close it first")
    assert why(Close(), closing) is None
    closed = evolve(closing, phase="page")
    assert why(Close(), closed) == ("closed", "the turn is closed already; open the next one")
    assert why(Rule(), closed) == ("nothing_to_rule", "the turn is closed; open the next one")
    assert why(Play("north", "N-1"), closed) == ("phase", "the turn is closed; open the next one first")
    assert why(Next(), closed) is None


@pytest.mark.parametrize(
    ("page", "sentence"),
    [
        (Publish(""), "a headline has 1 to 100 characters"),
        (Publish("x" * 101), "a headline has 1 to 100 characters"),
        (Publish("News", ("x" * 301,)), "a front page has at most 24 lines of 300 characters"),
        (Publish("News", ("x",) * 25), "a front page has at most 24 lines of 300 characters"),
        (Publish("Ne\x1b[2Jws"), "a line of the front page holds a character that can't be shown"),
        (Publish("News", ("two\nlines",)), "a line of the front page holds a character that can't be shown"),
    ],
)
def test_a_front_page_that_no_room_could_read_is_refused(page, sentence) -> None:
    closed = evolve(START, phase="page")
    assert why(page, closed) == ("text", sentence)
    assert why(Publish("News", ("It was warm.",)), closed) is None


def test_a_game_that_is_over_takes_nothing_more() -> None:
    over = MemoryGame(DECK, "1").play().state
    for command in (Play("north", "N-1"), Pass("south"), Rule(), Close(), Next(), Sit("north", "person")):
        assert why(command, over) == ("ended", "the game is over")


@given(st.integers(0, 10**6), st.integers(0, 16))
@settings(max_examples=40, deadline=None)
def test_a_greyed_card_is_exactly_one_that_would_be_refused(seed: int, commands: int) -> None:
    deck = first_hour()
    state = MemoryGame(deck, str(seed)).play(commands).state
    if state.phase != "plan":
        return
    for seat in deck.seats:
        if seat in state.moves:
            continue
        for card in view_for(deck, state, seat).hand:
            refused = refusal(deck, state, Play(seat, card.id))
            assert card.playable == (refused is None)
            assert card.refusals == card_refusals(deck, state, deck.cards[card.id])
            assert refused in (*card.refusals, None)


@given(st.integers(0, 10**6))
@settings(max_examples=25, deadline=None)
def test_there_is_never_a_dead_end_and_every_game_ends(seed: int) -> None:
    deck = first_hour()
    game = MemoryGame(deck, str(seed))
    for count, state in enumerate(game.steps()):
        assert count < 60
        if state.phase == "plan":
            waiting = [seat for seat in deck.seats if seat not in state.moves]
            assert waiting
            assert all(refusal(deck, state, Pass(seat)) is None for seat in waiting)
    assert game.state.phase == "ended"
