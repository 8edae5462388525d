"""Whatever people might ask of a table: commands of every kind, most of them legal where the game stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from wargame.deck import ALL, BANDS, STRENGTHS, Deck
from wargame.rules import (
    GO_ON,
    LEVERAGES,
    RATINGS,
    TOKENS,
    AnswerDeal,
    Argue,
    Break,
    Choose,
    Claim,
    CloseDeal,
    Command,
    Floor,
    GiveInject,
    GiveNews,
    GiveWord,
    Judge,
    Keep,
    OfferDeal,
    Overrule,
    Pass,
    Play,
    PlayFree,
    Respond,
    Rewind,
    Rule,
    SayClaim,
    SetPrecedent,
    Settle,
    Show,
    Signal,
    State,
    TakeBack,
    Veto,
    Vote,
    Weigh,
)
from wargame.umpire import METHODS

#: Asks for a number from 0 to the given one - 1.
Draw = Callable[[int], int]


def one_of(draw: Draw, things: Sequence[Any]) -> Any:
    return things[draw(len(things))]


def anything(deck: Deck, state: State, draw: Draw, *, rewinds: bool = True) -> Command:
    """A command that somebody might give now."""
    if rewinds and state.seq > 3 and not draw(40):
        return Rewind(2 + draw(state.seq - 2), "once more")
    if not draw(12):
        return _aside(deck, state, draw)
    if state.phase == "signal":
        seat = one_of(draw, [each for each in state.signallers if each not in state.signalled])
        shown = [card.id for card in deck.hand(seat) if card.signal and draw(2)]
        return Signal(seat, tuple(shown))
    if state.phase == "plan":
        return _hand_in(deck, state, draw)
    if state.due and not state.pending:
        return Keep(state.due[0].seat) if draw(2) else Break(state.due[0].seat)
    if state.phase == "rule" and draw(3):
        return _said(deck, state, draw)
    if state.rulings and not draw(6):
        return _overrule(deck, state, draw)
    if state.unsettled and draw(4):
        return Settle(one_of(draw, state.unsettled), _effects(deck, draw), "so it is")
    return GO_ON[state.phase]


def _hand_in(deck: Deck, state: State, draw: Draw) -> Command:
    seat = one_of(draw, [each for each in deck.seats if each not in state.moves])
    kind = draw(10)
    if not kind:
        return GiveWord(seat, f"word{draw(100)}")
    if kind == 1 and state.moves:
        return TakeBack(one_of(draw, list(state.moves)))
    if kind == 2:
        return PlayFree(seat, f"Deed {draw(1000)}" if draw(2) else "", "why not")
    if kind == 3:
        return Pass(seat)
    return Play(seat, one_of(draw, deck.hand(seat)).id)


def _aside(deck: Deck, state: State, draw: Draw) -> Command:
    """Deals, precedents and news, which have no time of their own."""
    seats = list(deck.seats)
    seat, other = one_of(draw, seats), one_of(draw, seats)
    offered = [each for each in state.deals if each.state == "offered"]
    agreed = [each for each in state.deals if each.state == "agreed"]
    kind = draw(8)
    if kind == 0 and deck.injects:
        return GiveInject(one_of(draw, list(deck.injects)))
    if kind == 1:
        return GiveNews(f"News {draw(100)}", "It is said.", (seat,) if draw(2) else (), _effects(deck, draw))
    if kind == 2:
        side = one_of(draw, ("for", "against"))
        return SetPrecedent(seat, side, f"Precedent {draw(100)}")
    if kind == 3 and state.facts:
        return Veto(one_of(draw, state.facts).id, "not here")
    if kind == 4 and offered:
        deal = one_of(draw, offered)
        return AnswerDeal(deal.other, deal.id, bool(draw(3)))
    if kind == 5 and agreed:
        deal = one_of(draw, agreed)
        return CloseDeal(deal.id, bool(draw(2)), one_of(draw, (deal.seat, deal.other)), "so it went")
    return OfferDeal(seat, other, f"Gift {draw(100)}", f"Return {draw(100)}", 1 + draw(len(deck.turns)), bool(draw(2)))


def _said(deck: Deck, state: State, draw: Draw) -> Command:
    """Something about a move that waits for its ruling, most often the next one."""
    move = state.pending[0] if draw(3) else one_of(draw, state.pending)
    seat = one_of(draw, list(deck.seats))
    facts = [each.id for each in state.facts if each.audience == ALL and not each.countered_by]
    put, argument = state.table[move], state.argument(move)
    answers = [card for card in deck.cards.values() if {put.seat, put.card} & set(card.answers)]
    if answers and not draw(3):
        card = one_of(draw, answers)
        return Respond(card.seat, card.id, move)
    if move not in state.floors and draw(2):
        return Floor(move, seat if draw(3) else "")
    if put.free is not None and not put.free.action:
        return SayClaim(move, Claim("an aim", "an effect", "an answer"), f"Deed {draw(1000)}")
    kind = draw(12)
    if kind <= 3:
        side = one_of(draw, ("for", "against"))
        cites = one_of(draw, facts) if facts and draw(2) else ""
        tie = one_of(draw, ("causal", "enabling"))
        return Argue(
            move, seat, side, f"Reason {draw(40)}", one_of(draw, STRENGTHS), tie, cites, draw(3) if draw(2) else 0
        )
    if kind == 4:
        return Weigh(move, 1 + draw(3), one_of(draw, (*STRENGTHS, None)))
    if kind == 5:
        return Choose(move, one_of(draw, ["", *METHODS]))
    if kind == 6:
        return Vote(move, seat, draw(101)) if draw(2) else Vote(move, seat, None, one_of(draw, TOKENS))
    if kind == 7:
        shown = [draw(101) for _ in range(draw(6))]
        return Show(move, tuple(shown)) if draw(2) else Show(move, (), tuple(one_of(draw, TOKENS) for _ in shown))
    if kind == 8:
        return _judged(deck, state, draw, move, facts)
    if kind == 9:
        return TakeBack(seat)
    if kind == 10:
        return SayClaim(move, Claim("an aim", "", ""))
    if argument.method in ("consensus", "umpire") and argument.decided is None:
        return Judge(move, decided=one_of(draw, BANDS))
    return Rule(anyway=bool(draw(2)))


def _judged(deck: Deck, state: State, draw: Draw, move: str, facts: Sequence[str]) -> Command:
    kind = draw(6)
    if not kind:
        return Judge(move, 5 + draw(91), f"as {draw(100)} say")
    if kind == 1:
        return Judge(move, rating=one_of(draw, RATINGS))
    if kind == 2:
        return Judge(move, leverage=one_of(draw, LEVERAGES))
    if kind == 3:
        return Judge(move, decided=one_of(draw, BANDS))
    if kind == 4:
        return Judge(move, opposes=one_of(draw, [*state.pending, ""]))
    return Judge(move, counters=one_of(draw, [*facts, ""]))


def _overrule(deck: Deck, state: State, draw: Draw) -> Command:
    move = one_of(draw, list(state.table))
    effects = _effects(deck, draw) if not draw(3) else None
    return Overrule(move, f"because of {draw(100)}", one_of(draw, (*BANDS, None)), effects, f"Note {draw(1000)}")


def _effects(deck: Deck, draw: Draw) -> str:
    tracks = [track for track in deck.tracks.values() if track.derived is None]
    track = one_of(draw, tracks)
    return f"{track.id} {one_of(draw, ('+', '-'))}{draw(3)}" if draw(4) else ""
