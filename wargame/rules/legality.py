"""Whether a command may be given now, and if not, why: one predicate refuses a move and greys its card."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from attrs import frozen

from wargame.deck import Card, Deck, clauses, find_blemish, listed, nearest, truth
from wargame.rules.commands import PERSON, Close, Command, Next, Pass, Play, Publish, Rule, Sit
from wargame.rules.state import State

#: The longest reason that is kept with a move, in characters.
LONGEST_REASON = 500
#: What fits on a front page: characters of its headline and of each line, and lines.
LONGEST_HEADLINE = 100
LONGEST_LINE = 300
MOST_LINES = 24
#: Who may play a seat beside people: a bot by its id.
BOT = re.compile(r"bot:[a-z][a-z0-9_-]{0,39}")


@frozen
class Refusal:
    """Why a command is refused: a code for programs, a sentence for people."""

    code: str
    sentence: str


def refusal(deck: Deck, state: State, command: Command) -> Refusal | None:
    """The first reason against a command, or None when it may be given."""
    return next(_CHECKS[type(command)](deck, state, command), None)


def card_refusals(deck: Deck, state: State, card: Card) -> tuple[Refusal, ...]:
    """Every reason against playing a card on the present board, whoever's turn it is to speak.

    Reads only what the card's seat sees: the deck's checker has made sure of that for `needs` and `cost`.
    """
    return tuple(_card_checks(deck, state, card))


def _card_checks(deck: Deck, state: State, card: Card) -> Iterator[Refusal]:
    if card.uses is not None and state.played.get(card.id, 0) >= card.uses:
        times = "once" if card.uses == 1 else f"{card.uses} times"
        yield Refusal("spent", f"played already; it may be played {times} a game")
    if card.needs is not None and not truth(card.needs.node, state.scope):
        for clause in clauses(card.needs, deck.tracks, state.scope):
            if not clause.holds:
                yield Refusal("needs", f"needs {clause.wants}; now {clause.now}")
    for cost in card.cost:
        present = state.values[cost.track]
        if present - cost.amount < deck.tracks[cost.track].minimum:
            title = deck.tracks[cost.track].title
            yield Refusal("cost", f"costs {title} {cost.amount}; now {present}")


def _seat_checks(deck: Deck, state: State, seat: str, reason: str) -> Iterator[Refusal]:
    if find_blemish(reason) or len(reason) > LONGEST_REASON:
        yield Refusal("text", f"a reason has at most {LONGEST_REASON} characters, none of them invisible")
    if seat not in deck.seats:
        guess = nearest(seat, deck.seats)
        hint = f"did you mean {guess}?" if guess else f"there is: {', '.join(deck.seats)}"
        yield Refusal("unknown_seat", f"no seat is called `{seat}`; {hint}")
    elif state.phase == "ended":
        yield Refusal("ended", "the game is over")
    elif state.phase == "page":
        yield Refusal("phase", "the turn is closed; open the next one first")
    elif state.phase != "plan":
        yield Refusal("phase", "moves are on the table already; rule them, then close the turn")
    elif seat in state.moves:
        yield Refusal("handed_in", f"{deck.seats[seat].title} has handed in its move for this turn")


def _play(deck: Deck, state: State, command: Play) -> Iterator[Refusal]:
    yield from _seat_checks(deck, state, command.seat, command.reason)
    card = deck.cards.get(command.card)
    if card is None or card.seat != command.seat:
        own = [each.id for each in deck.hand(command.seat)]
        guess = nearest(command.card, own)
        hint = f"did you mean {guess}?" if guess else f"its cards: {', '.join(own)}"
        yield Refusal("unknown_card", f"{command.seat} has no card `{command.card}`; {hint}")
    else:
        yield from card_refusals(deck, state, card)


def _pass(deck: Deck, state: State, command: Pass) -> Iterator[Refusal]:
    yield from _seat_checks(deck, state, command.seat, command.reason)


def _rule(deck: Deck, state: State, command: Rule) -> Iterator[Refusal]:
    if state.phase == "ended":
        yield Refusal("ended", "the game is over")
    elif state.phase == "plan":
        waiting = [deck.seats[seat].title for seat in deck.seats if seat not in state.moves]
        yield Refusal("waiting", f"still waiting for the move of {listed(waiting)}")
    elif state.phase == "page":
        yield Refusal("nothing_to_rule", "the turn is closed; open the next one")
    elif not state.pending:
        yield Refusal("nothing_to_rule", "every move of this turn is ruled; close the turn")
    elif command.seat and command.seat != state.pending[0]:
        title = deck.seats[state.pending[0]].title
        yield Refusal("not_next", f"the move of {title} comes first, or that one is ruled already")


def _close(deck: Deck, state: State, command: Close) -> Iterator[Refusal]:
    if state.phase in ("ended", "plan"):
        yield from _rule(deck, state, Rule())
    elif state.phase == "page":
        yield Refusal("closed", "the turn is closed already; open the next one")
    elif state.pending:
        waiting = listed(deck.seats[seat].title for seat in state.pending)
        yield Refusal("unruled", f"the move of {waiting} is not ruled yet")


def _next(deck: Deck, state: State, command: Next) -> Iterator[Refusal]:
    if state.phase == "close":
        yield Refusal("unclosed", "the turn is not closed yet; close it first")
    elif state.phase != "page":
        yield from _close(deck, state, Close())


def _publish(deck: Deck, state: State, command: Publish) -> Iterator[Refusal]:
    if state.phase != "page":
        yield Refusal("phase", "a front page is written when a turn is closed and the next one has not opened")
    texts = (command.headline, *command.lines)
    if any(find_blemish(text) or "\n" in text for text in texts):
        yield Refusal("text", "a line of the front page holds a character that can't be shown")
    elif not command.headline.strip() or len(command.headline) > LONGEST_HEADLINE:
        yield Refusal("text", f"a headline has 1 to {LONGEST_HEADLINE} characters")
    elif len(command.lines) > MOST_LINES or any(len(line) > LONGEST_LINE for line in command.lines):
        yield Refusal("text", f"a front page has at most {MOST_LINES} lines of {LONGEST_LINE} characters")


def _sit(deck: Deck, state: State, command: Sit) -> Iterator[Refusal]:
    if command.seat not in deck.seats:
        guess = nearest(command.seat, deck.seats)
        hint = f"did you mean {guess}?" if guess else f"there is: {', '.join(deck.seats)}"
        yield Refusal("unknown_seat", f"no seat is called `{command.seat}`; {hint}")
    elif state.phase == "ended":
        yield Refusal("ended", "the game is over")
    elif command.player != PERSON and not BOT.fullmatch(command.player):
        yield Refusal("unknown_player", "a seat is played by `person`, or by a bot such as `bot:random`")
    elif state.players.get(command.seat) == command.player:
        yield Refusal("seated", f"{deck.seats[command.seat].title} is played so already")


_CHECKS: dict[type, Callable[[Deck, State, Any], Iterator[Refusal]]] = {
    Play: _play,
    Pass: _pass,
    Rule: _rule,
    Close: _close,
    Publish: _publish,
    Next: _next,
    Sit: _sit,
}
