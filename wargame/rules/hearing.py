"""Whether something may be said, weighed or decided about a move that lies on the table, and if not, why."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from wargame.deck import ALL, Deck, listed, nearest, typed_effects
from wargame.rules.argument import VETO, Reason, Side
from wargame.rules.commands import (
    Argue,
    Choose,
    Floor,
    GiveWord,
    Judge,
    Overrule,
    Rewind,
    SayClaim,
    Settle,
    Show,
    Vote,
    Weigh,
)
from wargame.rules.floor_events import Reasoned
from wargame.rules.refusals import Refusal, unfit
from wargame.rules.state import Put, State, spoken

#: What fits: characters of a reason, of each part of a claim, of what an umpire gives as a reason, of a private note.
LONGEST_REASON_GIVEN = 200
LONGEST_CLAIM = 300
LONGEST_BECAUSE = 300
LONGEST_NOTE = 500
LONGEST_EFFECTS = 400
#: More reasons of one side than anybody weighs.
MOST_GIVEN = 20
#: More voters than fit into a room.
MOST_VOTERS = 40
_WORD = re.compile(r"\S{1,40}")
_METHOD = re.compile(r"[a-z0-9][a-z0-9_.-]{0,59}|")


def known_seat(deck: Deck, seat: str) -> Iterator[Refusal]:
    """Why there is no such seat."""
    if seat not in deck.seats:
        guess = nearest(seat, deck.seats)
        hint = f"did you mean {guess}?" if guess else f"there is: {', '.join(deck.seats)}"
        yield Refusal("unknown_seat", f"no seat is called `{seat}`; {hint}")


def in_rulings(deck: Deck, state: State) -> Iterator[Refusal]:
    """Why this is not the time of rulings."""
    if state.phase == "ended":
        yield Refusal("ended", "the game is over")
    elif state.phase in ("signal", "plan"):
        waiting = [deck.seats[seat].title for seat in deck.seats if seat not in state.moves]
        yield Refusal("waiting", f"still waiting for the move of {listed(waiting)}")
    elif state.phase == "page":
        yield Refusal("nothing_to_rule", "the turn is closed; open the next one")


def last_reason(state: State, seat: str) -> tuple[str, Reason] | None:
    """The last reason that a seat gave for or against a move that is not ruled yet, with that move."""
    given = [
        event.body for event in state.recent if isinstance(event.body, Reasoned) and event.body.reason.seat == seat
    ]
    for body in reversed(given):
        standing = state.argument(body.move).reasons if body.move in state.pending else ()
        found = next((each for each in standing if each.number == body.reason.number and each.seat == seat), None)
        if found is not None:
            return body.move, found
    return None


def _waiting(deck: Deck, state: State, move: str, *, open_to_all: bool = True) -> Iterator[Refusal]:
    """Why nothing can be said of a move: it is not on the table, ruled already, or not open."""
    yield from in_rulings(deck, state)
    if move not in state.table:
        there = f"there is: {', '.join(state.table)}" if state.table else "there is none"
        yield Refusal("unknown_move", f"no move `{move}` lies on the table; {there}")
        return
    if move not in state.pending:
        yield Refusal("ruled", f"the move of {deck.seats[state.table[move].seat].title} is ruled already")
    if open_to_all and unseen(deck, state.table[move]):
        yield Refusal("unseen", "that move is not open, and can't be talked about")


def unseen(deck: Deck, put: Put) -> bool:
    """Whether a move on the table is hidden from all but its seat; one that was sprung lies open."""
    return bool(put.card) and deck.cards[put.card].secret and put.kind != "sprung"


def untold(put: Put) -> bool:
    """Whether a move is a free one of which nobody has said what it does."""
    return put.free is not None and not put.free.action


def _argued(deck: Deck, state: State, move: str) -> Iterator[Refusal]:
    """Why a move can't be argued: it waits for no ruling, or has no floor."""
    yield from _waiting(deck, state, move)
    if move not in state.floors:
        yield Refusal("no_floor", f"the move of {deck.seats[state.table[move].seat].title} does not have the floor")


def _floor(deck: Deck, state: State, command: Floor) -> Iterator[Refusal]:
    yield from _waiting(deck, state, command.move)
    if command.move in state.floors:
        yield Refusal("floor", "that move has the floor already")
    if not command.seat:
        return
    yield from known_seat(deck, command.seat)
    title, tokens = deck.seats[command.seat].title, deck.arguments.tokens
    if state.spent.get(command.seat, 0) >= tokens:
        yield Refusal("tokens", f"{title} has no floor left; each seat has {tokens} a game")
    if 0 < deck.pace.floors <= len(state.floors):
        many = deck.pace.floors
        taken = "the one floor of this turn is" if many == 1 else f"the {many} floors of this turn are"
        yield Refusal("floors", f"{taken} taken; only the facilitator can give another")


def _claim(deck: Deck, state: State, command: SayClaim) -> Iterator[Refusal]:
    yield from _waiting(deck, state, command.move)
    parts = {"the aim": command.claim.aim, "the effect": command.claim.effect, "the reaction": command.claim.reaction}
    for what, text in parts.items():
        yield from unfit(what, text, LONGEST_CLAIM, wanted=False)
    yield from unfit("the move", command.action, LONGEST_CLAIM, wanted=False)
    if command.action and state.table[command.move].free is None:
        yield Refusal("no_free_move", "that move is a card, which says itself what it does")
    if command.seat and state.table[command.move].seat != command.seat:
        yield Refusal("not_own", "a seat says what its own move is for; the facilitator writes down for all")
    if command.seat and command.action and not untold(state.table[command.move]):
        yield Refusal("told", "what that move does has been told; only the facilitator can put it otherwise")


def _argue(deck: Deck, state: State, command: Argue) -> Iterator[Refusal]:
    yield from _argued(deck, state, command.move)
    if command.seat:
        yield from known_seat(deck, command.seat)
    text = reason_text(deck, state.table[command.move], command)
    if text is None:
        there = "pros" if command.side == "for" else "cons"
        yield Refusal("suggested", f"that card has no {there} with this letter")
        return
    yield from unfit("a reason", text, LONGEST_REASON_GIVEN)
    argument = state.argument(command.move)
    if sum(each.side == command.side for each in argument.reasons) >= MOST_GIVEN:
        yield Refusal("reasons", f"{MOST_GIVEN} reasons {command.side} this move are given; no more can be weighed")
    if any(spoken(each.text) == spoken(text) and each.side == command.side for each in argument.reasons):
        yield Refusal("said", "that reason has been given")
    elif _spent(deck, state, command.seat, text):
        who = "anybody" if deck.arguments.reasons == "once_per_game" else "the same seat"
        yield Refusal("spent_reason", f"that reason has been used in this game; it may not be used again by {who}")
    if command.cites:
        yield from _established(state, command.cites, command.side)
        same = (each for each in argument.reasons if each.cites == command.cites and each.side == command.side)
        if any(each.strength is not None for each in same):
            yield Refusal("cited", "a reason on that side builds on that result already")


def reason_text(deck: Deck, put: Put, command: Argue) -> str | None:
    """The text of a reason: as it was typed, or one of the card's own; None where the card has none in that place."""
    if not command.suggested:
        return command.text.strip()
    card = deck.cards.get(put.card)
    own = () if card is None else card.pros if command.side == "for" else card.cons
    return own[command.suggested - 1] if 0 < command.suggested <= len(own) else None


def _spent(deck: Deck, state: State, seat: str, text: str) -> bool:
    if deck.arguments.reasons == "reusable":
        return False
    waiting = {
        (each.seat, spoken(each.text))
        for move, argument in state.arguments.items()
        if move in state.pending or move in state.rulings
        for each in argument.reasons
        if each.strength is not None
    }
    said = state.said_before | waiting
    anybody = deck.arguments.reasons == "once_per_game"
    return spoken(text) in {what for by, what in said if anybody or by == seat}


def _established(state: State, name: str, side: Side | None = None) -> Iterator[Refusal]:
    """Why a fact can't be built on, or contradicted."""
    known = {each.id: each for each in state.facts if each.audience == ALL}
    if name not in known:
        there = f"there is: {', '.join(known)}" if known else "nothing is established yet"
        yield Refusal("unknown_fact", f"no result `{name}` stands in the open; {there}")
    elif known[name].countered_by == VETO:
        yield Refusal("vetoed", "the umpire has not let that precedent stand")
    elif known[name].countered_by:
        yield Refusal("countered", f"`{name}` has been countered, and stands no more")
    elif side is not None and known[name].side not in (None, side):
        yield Refusal("side", f"that precedent counts only {known[name].side} moves")


def _weigh(deck: Deck, state: State, command: Weigh) -> Iterator[Refusal]:
    yield from _argued(deck, state, command.move)
    if all(each.number != command.number for each in state.argument(command.move).reasons):
        yield Refusal("unknown_reason", f"no reason {command.number} has been given for or against that move")


def _choose(deck: Deck, state: State, command: Choose) -> Iterator[Refusal]:
    yield from _waiting(deck, state, command.move, open_to_all=False)
    if not _METHOD.fullmatch(command.method):
        yield Refusal("unknown_method", "a method goes by a short name, such as `card` or `2d6`")


def _judge(deck: Deck, state: State, command: Judge) -> Iterator[Refusal]:
    yield from _waiting(deck, state, command.move, open_to_all=False)
    if command == Judge(command.move):
        yield Refusal("nothing", "nothing is said of that move")
    if command.chance is not None and not 0 <= command.chance <= 100:
        yield Refusal("chance", "odds are a number from 0 to 100, in per cent")
    yield from unfit("the reason", command.because, LONGEST_BECAUSE, wanted=command.chance is not None)
    if command.opposes:
        yield from _waiting(deck, state, command.opposes)
        if command.opposes == command.move:
            yield Refusal("itself", "a move can't be set against itself")
        elif state.table[command.opposes].seat == state.table[command.move].seat:
            yield Refusal("own", "two moves of one seat can't be set against each other")
        elif command.opposes == state.table[command.move].to or command.move == state.table[command.opposes].to:
            yield Refusal("answers", "an answer is ruled before the move that it answers, and not against it")
        elif _others_facing(state, command.move, command.opposes):
            yield Refusal("paired", "one of the two is set against another move already; take that back first")
    if command.opposes or command.counters:
        yield from _waiting(deck, state, command.move)
    if command.counters:
        yield from _established(state, command.counters)


def _others_facing(state: State, move: str, other: str) -> bool:
    """Whether a third move that waits is set against one of two, or the other one was set against it."""
    facing = {each: state.argument(each).opposes for each in state.pending}
    thirds = {each for each, faced in facing.items() if faced in (move, other)} | {facing.get(other, "")}
    return bool(thirds & set(state.pending) - {move, other})


def _vote(deck: Deck, state: State, command: Vote) -> Iterator[Refusal]:
    yield from _argued(deck, state, command.move)
    yield from known_seat(deck, command.seat)
    if (command.chance is None) == (command.token is None):
        yield Refusal("vote", "a vote is either a chance in per cent or two tokens")
    if command.chance is not None and not 0 <= command.chance <= 100:
        yield Refusal("chance", "a chance is a number from 0 to 100, in per cent")


def _show(deck: Deck, state: State, command: Show) -> Iterator[Refusal]:
    yield from _argued(deck, state, command.move)
    argument = state.argument(command.move)
    if not command.chances and not command.tokens and not argument.ballots and not argument.tokens:
        yield Refusal("no_votes", "nobody has voted yet")
    if max(len(command.chances), len(command.tokens)) > MOST_VOTERS:
        yield Refusal("voters", f"at most {MOST_VOTERS} votes are counted")
    if any(not 0 <= each <= 100 for each in command.chances):
        yield Refusal("chance", "a chance is a number from 0 to 100, in per cent")


def _overrule(deck: Deck, state: State, command: Overrule) -> Iterator[Refusal]:
    if state.phase != "page":
        yield from in_rulings(deck, state)
    yield from unfit("the reason", command.because, LONGEST_BECAUSE)
    yield from unfit("the note", command.note, LONGEST_NOTE, wanted=False)
    if command.move in state.pending:
        if command.band is None or command.effects is not None:
            yield Refusal("band", "before the dice fall an override says in which band the move ends, and no more")
        elif untold(state.table[command.move]):
            yield Refusal("untold", "what that free move does has not been told yet")
    elif command.move not in state.rulings:
        ruled = [move for move in state.rulings if not unseen(deck, state.table[move])]
        there = f"there is: {', '.join(ruled)}" if ruled else "there is none in the open"
        yield Refusal("unknown_move", f"no move `{command.move}` of this turn can be overruled; {there}")
    elif command.band is None and command.effects is None:
        yield Refusal("nothing", "an override names another band, or what changes instead")
    elif not unseen(deck, state.table[command.move]) and _as_it_is(state, command):
        yield Refusal("same", "that move has ended so already")
    elif _gone_on_from(state, command.move):
        yield Refusal("later", "a later move has gone on from that success of its project; override that one first")
    if command.effects is not None:
        yield from effects_refusal(deck, command.effects)


def _as_it_is(state: State, command: Overrule) -> bool:
    return command.effects is None and command.band == state.rulings[command.move].band


def _gone_on_from(state: State, move: str) -> bool:
    """Whether a ruling was a success of a project that has had another one since."""
    was = state.rulings[move]
    return bool(was.stage) and state.stages.get(was.card, 0) > was.stage


def _settle(deck: Deck, state: State, command: Settle) -> Iterator[Refusal]:
    if command.move not in state.unsettled:
        opened = [move for move in state.unsettled if not unseen(deck, state.table[move])]
        waiting = f"these do: {', '.join(opened)}" if opened else "nothing in the open does"
        yield Refusal("settled", f"no outcome of a move `{command.move}` waits to be settled; {waiting}")
    yield from unfit("the text", command.text, LONGEST_BECAUSE, wanted=False)
    yield from effects_refusal(deck, command.effects)


def effects_refusal(deck: Deck, text: str) -> Iterator[Refusal]:
    """Why what a person typed changes nothing that the deck has."""
    if len(text) > LONGEST_EFFECTS:
        yield Refusal("effects", f"what changes is told in at most {LONGEST_EFFECTS} characters")
        return
    try:
        typed_effects(text, deck.tracks)
    except ValueError as error:
        yield Refusal("effects", str(error))


def _rewind(deck: Deck, state: State, command: Rewind) -> Iterator[Refusal]:
    if state.phase == "ended":
        yield Refusal("ended", "the game is over, and the secret of its dice is told; nothing can be rewound")
    if not 1 < command.to < state.seq:
        yield Refusal("no_event", "a game is rewound to one of its events, from 2 on; the log of the desk numbers them")
    yield from unfit("the reason", command.because, LONGEST_BECAUSE, wanted=False)


def _word(deck: Deck, state: State, command: GiveWord) -> Iterator[Refusal]:
    yield from known_seat(deck, command.seat)
    if state.phase not in ("signal", "plan") or state.turn > 1 or state.moves:
        yield Refusal("late", "words for the dice are given before the first move is handed in")
    elif command.seat in state.words:
        yield Refusal("word", f"{deck.seats[command.seat].title} has given its word")
    yield from unfit("a word", command.word, 40)
    if not _WORD.fullmatch(command.word):
        yield Refusal("word", "a word for the dice is one word of at most 40 letters, without blanks")


#: What may be said, and how it is checked.
HEARING: Mapping[type, Callable[[Deck, State, Any], Iterator[Refusal]]] = {
    Floor: _floor,
    SayClaim: _claim,
    Argue: _argue,
    Weigh: _weigh,
    Choose: _choose,
    Judge: _judge,
    Vote: _vote,
    Show: _show,
    Overrule: _overrule,
    Settle: _settle,
    Rewind: _rewind,
    GiveWord: _word,
}
