"""Whether a command may be given now, and if not, why: one predicate refuses a move and greys its card."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from wargame.deck import Card, Deck, clauses, find_blemish, listed, nearest, truth
from wargame.rules.commands import (
    PERSON,
    Close,
    Command,
    Keep,
    Next,
    Pass,
    Play,
    PlayFree,
    Publish,
    Respond,
    Rule,
    Signal,
    Sit,
    TakeBack,
)
from wargame.rules.dealings import DEALINGS, answers_promise, promise_due
from wargame.rules.hearing import HEARING, in_rulings, known_seat, last_reason, unseen, untold
from wargame.rules.refusals import Refusal, unfit
from wargame.rules.state import PutKind, State

#: The longest reason that is kept with a move, in characters.
LONGEST_REASON = 500
#: The longest text of a free move, in characters.
LONGEST_ACTION = 300
#: What fits on a front page: characters of its headline and of each line, and lines.
LONGEST_HEADLINE = 100
LONGEST_LINE = 300
MOST_LINES = 24
#: Who may play a seat beside people: a bot by its id.
BOT = re.compile(r"bot:(policy\.)?[A-Za-z][A-Za-z0-9_-]{0,39}")


def refusal(deck: Deck, state: State, command: Command) -> Refusal | None:
    """The first reason against a command, or None when it may be given."""
    return next(_CHECKS[type(command)](deck, state, command), None)


def card_refusals(deck: Deck, state: State, card: Card, kind: PutKind = "move") -> tuple[Refusal, ...]:
    """Every reason against playing a card on the present board, whoever's turn it is to speak.

    Reads only what the card's seat sees: the deck's checker has made sure of that for `needs` and `cost`. `kind` says
    whether it is handed in, answers a move, or keeps a promise, which costs nothing.
    """
    return tuple(_card_checks(deck, state, card, kind))


def _card_checks(deck: Deck, state: State, card: Card, kind: PutKind) -> Iterator[Refusal]:
    if card.project > 1 and state.stages.get(card.id, 0) >= card.project:
        yield Refusal("spent", "done already; it has had all its successes")
    if card.uses is not None and card.project == 1 and state.played.get(card.id, 0) >= card.uses:
        times = "once" if card.uses == 1 else f"{card.uses} times"
        yield Refusal("spent", f"played already; it may be played {times} a game")
    if any(each.card == card.id for each in state.laid):
        yield Refusal("laid", "laid already; it waits for what springs it")
    if kind == "move" and card.answers:
        whose = listed(
            deck.seats[each].title if each in deck.seats else deck.cards[each].title for each in card.answers
        )
        yield Refusal("answer", f"is played out of turn, in answer to a move of {whose}")
    if kind == "move" and card.signal and card.id not in state.signalled.get(card.seat, ()):
        yield Refusal("unsignalled", "has not been shown in this turn")
    if card.needs is not None and not truth(card.needs.node, state.scope):
        for clause in clauses(card.needs, deck.tracks, state.scope):
            if not clause.holds:
                yield Refusal("needs", f"needs {clause.wants}; now {clause.now}")
    for cost in card.cost if kind != "kept" else ():
        present = state.values[cost.track]
        if present - cost.amount < deck.tracks[cost.track].minimum:
            title = deck.tracks[cost.track].title
            yield Refusal("cost", f"costs {title} {cost.amount}; now {present}")


def _seat_checks(deck: Deck, state: State, seat: str, reason: str) -> Iterator[Refusal]:
    if find_blemish(reason) or len(reason) > LONGEST_REASON:
        yield Refusal("text", f"a reason has at most {LONGEST_REASON} characters, none of them invisible")
    yield from known_seat(deck, seat)
    if state.phase == "ended":
        yield Refusal("ended", "the game is over")
    elif state.phase == "page":
        yield Refusal("phase", "the turn is closed; open the next one first")
    elif state.phase == "signal":
        waiting = listed(deck.seats[each].title for each in state.signallers if each not in state.signalled)
        yield Refusal("phase", f"still waiting for {waiting} to show what may be played")
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


def _play_free(deck: Deck, state: State, command: PlayFree) -> Iterator[Refusal]:
    yield from _seat_checks(deck, state, command.seat, command.reason)
    if not deck.arguments.free:
        yield Refusal("no_free_moves", "this deck knows no moves but its cards")
    yield from unfit("a move", command.action, LONGEST_ACTION, wanted=False)


def _signal(deck: Deck, state: State, command: Signal) -> Iterator[Refusal]:
    yield from known_seat(deck, command.seat)
    title = deck.seats[command.seat].title
    if not any(card.signal for card in deck.cards.values()):
        yield Refusal("phase", "this deck has no cards that are shown before they are played")
    elif state.phase != "signal":
        yield Refusal("phase", "cards are shown when a turn opens, before anybody chooses")
    elif command.seat not in state.signallers or command.seat in state.signalled:
        yield Refusal("signalled", f"{title} has nothing more to show in this turn")
    own = {card.id: card for card in deck.hand(command.seat) if card.signal}
    for name in command.cards:
        if name not in own:
            guess = nearest(name, own)
            hint = f"did you mean {guess}?" if guess else f"there is: {', '.join(own)}"
            yield Refusal("unknown_card", f"{title} has no card `{name}` that is shown before it is played; {hint}")
            return
        others = [each for each in card_refusals(deck, state, own[name]) if each.code != "unsignalled"]
        yield from others
    if len(set(command.cards)) < len(command.cards) or len(command.cards) > deck.signals:
        yield Refusal("signals", f"at most {deck.signals} cards are shown, each once")


def _respond(deck: Deck, state: State, command: Respond) -> Iterator[Refusal]:
    yield from known_seat(deck, command.seat)
    yield from in_rulings(deck, state)
    card = deck.cards.get(command.card)
    own = [each.id for each in deck.hand(command.seat) if each.answers]
    if card is None or card.id not in own:
        guess = nearest(command.card, own)
        hint = f"did you mean {guess}?" if guess else f"there is: {', '.join(own)}" if own else "it has none"
        yield Refusal("unknown_card", f"{command.seat} has no answer `{command.card}`; {hint}")
        return
    target = state.table.get(command.move)
    if target is None or command.move not in state.pending:
        yield Refusal("unknown_move", f"no move `{command.move}` waits for its ruling; what is ruled can't be answered")
    elif unseen(deck, target) or target.kind == "response":
        yield Refusal("unseen", "that move is not open, or is an answer itself")
    elif not {target.seat, target.card} & set(card.answers):
        yield Refusal("answers", f"{card.title} does not answer that move")
    if any(put.kind == "response" and put.seat == command.seat for put in state.table.values()):
        yield Refusal("answered", f"{deck.seats[command.seat].title} has answered a move in this turn")
    yield from card_refusals(deck, state, card, "response")


def _keep(deck: Deck, state: State, command: Keep) -> Iterator[Refusal]:
    yield from answers_promise(deck, state, command.seat)
    card = deck.cards[state.due[0].then]
    against = card_refusals(deck, state, card, "kept")
    if against:
        yield Refusal(
            "impossible", f"{card.title} can't be played now ({against[0].sentence}); the promise can only be broken"
        )


def _take_back(deck: Deck, state: State, command: TakeBack) -> Iterator[Refusal]:
    yield from known_seat(deck, command.seat)
    if state.phase == "plan" and command.seat not in state.moves:
        yield Refusal("nothing_to_undo", f"{deck.seats[command.seat].title} has not handed in a move")
    elif state.phase != "plan" and last_reason(state, command.seat) is None:
        yield Refusal("nothing_to_undo", "nothing that can be taken back: what lies open, or is ruled, stands")


def _rule(deck: Deck, state: State, command: Rule) -> Iterator[Refusal]:
    yield from in_rulings(deck, state)
    yield from promise_due(deck, state)
    if not state.pending:
        yield Refusal("nothing_to_rule", "every move of this turn is ruled; close the turn")
    elif command.move and command.move != state.pending[0]:
        title = deck.seats[state.table[state.pending[0]].seat].title
        if command.move in state.rulings and not unseen(deck, state.table[command.move]):
            yield Refusal("not_next", f"that move is ruled already; the next one is that of {title}")
        else:
            yield Refusal("not_next", f"the move of {title} comes first; moves are ruled in their order")
    elif untold(state.table[state.pending[0]]):
        title = deck.seats[state.table[state.pending[0]].seat].title
        yield Refusal("untold", f"what the free move of {title} does has not been told yet")


def _close(deck: Deck, state: State, command: Close) -> Iterator[Refusal]:
    if state.phase == "page":
        yield Refusal("closed", "the turn is closed already; open the next one")
    yield from in_rulings(deck, state)
    if state.pending:
        waiting = listed(deck.seats[state.table[move].seat].title for move in state.pending)
        yield Refusal("unruled", f"the move of {waiting} is not ruled yet")
    yield from promise_due(deck, state)
    yield from _unsettled(deck, state)


def _next(deck: Deck, state: State, command: Next) -> Iterator[Refusal]:
    if state.phase == "close":
        yield Refusal("unclosed", "the turn is not closed yet; close it first")
    elif state.phase != "page":
        yield from _close(deck, state, Close())
    yield from _unsettled(deck, state)


def _unsettled(deck: Deck, state: State) -> Iterator[Refusal]:
    if state.unsettled:
        opened = [move for move in state.unsettled if not unseen(deck, state.table[move])]
        whose = listed(deck.seats[state.rulings[move].seat].title for move in opened)
        what = f"the move of {whose}" if opened else "a move out of sight"
        yield Refusal("unsettled", f"what came of {what} waits for the umpire to settle it")


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
    yield from known_seat(deck, command.seat)
    if state.phase == "ended":
        yield Refusal("ended", "the game is over")
    elif command.player != PERSON and not BOT.fullmatch(command.player):
        yield Refusal("unknown_player", "a seat is played by `person`, or by a bot such as `bot:random`")
    elif state.players.get(command.seat) == command.player:
        yield Refusal("seated", f"{deck.seats[command.seat].title} is played so already")


_CHECKS: dict[type, Callable[[Deck, State, Any], Iterator[Refusal]]] = {
    Play: _play,
    PlayFree: _play_free,
    Pass: _pass,
    TakeBack: _take_back,
    **HEARING,
    **DEALINGS,
    Respond: _respond,
    Signal: _signal,
    Keep: _keep,
    Rule: _rule,
    Close: _close,
    Publish: _publish,
    Next: _next,
    Sit: _sit,
}
