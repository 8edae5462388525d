"""What happened, told in lines of plain text: one teller for each kind of event, for every viewer the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from wargame.deck import ALL, Deck, clean, listed, shown
from wargame.rules import (
    PERSON,
    BallotCast,
    Branched,
    Claimed,
    CommitmentBroken,
    CommitmentDue,
    CommitmentKept,
    Committed,
    DealAnswered,
    DealClosed,
    DealOffered,
    Estimated,
    Face,
    FloorTaken,
    GameEnded,
    GameOpened,
    HandedIn,
    InjectGiven,
    Judged,
    Laid,
    MethodChosen,
    Overridden,
    Overtaken,
    PracticeEnded,
    PrecedentSet,
    Published,
    Reasoned,
    ReasonWeighed,
    Responded,
    Revealed,
    Rewound,
    Ruled,
    SealedBallot,
    SealedMove,
    Seated,
    Settled,
    Signalled,
    Sprung,
    TakenBack,
    TurnClosed,
    TurnOpened,
    Unexplained,
    Vetoed,
    VotesShown,
    WordGiven,
)
from wargame.umpire import median_of
from wargame.words.figures import BAND_TITLES, changes, method_title, moved, reason, set_odds
from wargame.words.naming import deal_title, fact_title, move_title, number_of, turn_title, upper_first, wanted
from wargame.words.reports import reports_at_the_end, told_reports
from wargame.words.rulings import card_title, overridden_lines, played_title, ruled_lines, settled_lines


def tell(deck: Deck, face: Face) -> list[str]:
    """The lines that tell what a viewer saw; the first stands alone, the rest explain it. Fit for a terminal."""
    return [clean(line).replace("\n", " ") for line in _TELLERS[type(face)](deck, face)]


def _game_opened(deck: Deck, body: GameOpened) -> Iterator[str]:
    yield f"{body.title}: the table is laid."
    players = ((seat, body.players[seat]) for seat in deck.seats)
    seated = (f"{deck.seats[seat].title}: {player_title(player)}" for seat, player in players)
    yield f"  {'; '.join(seated)}."
    yield f"  The dice are committed to: {body.commitment}"
    if body.seed is not None:
        yield f"  An open game: its dice follow from the seed “{body.seed}”."


def player_title(player: str) -> str:
    """Who sits in a seat: `a team`, `bot (random)`."""
    return "a team" if player == PERSON else f"bot ({player.removeprefix('bot:').removeprefix('policy.')})"


def _turn_opened(deck: Deck, body: TurnOpened) -> Iterator[str]:
    if not body.turn:
        yield "A practice turn opens; nothing in it counts."
        return
    turn = deck.turns[body.turn - 1]
    yield f"Turn {body.turn} of {len(deck.turns)}: {turn.title}."
    if turn.brief:
        yield f"  {turn.brief}"


def _inject_given(deck: Deck, body: InjectGiven) -> Iterator[str]:
    title, text = news_text(deck, body)
    yield f"News: {title}."
    if text:
        yield f"  {text}"
    if body.changes:
        yield f"  {changes(deck, body.changes)}"
    if body.roll is not None:
        yield f"  It came by chance: {body.roll.value} on d100, with a chance of {body.chance} %."


def _estimated(deck: Deck, body: Estimated) -> Iterator[str]:
    yield f"Reports: {deck.estimates[body.estimate].question}"
    yield from (f"  {line}" for line in told_reports(deck, body))


def news_text(deck: Deck, body: InjectGiven) -> tuple[str, str]:
    """Title and text of news, the deck's or the facilitator's own."""
    if not body.inject:
        return body.title, body.text
    return deck.injects[body.inject].title, deck.injects[body.inject].text


def _signalled(deck: Deck, body: Signalled) -> Iterator[str]:
    shown = listed([card_title(deck, card) for card in body.cards]) if body.cards else "nothing"
    yield f"{deck.seats[body.seat].title} shows what it may play: {shown}."


def _precedent_set(deck: Deck, body: PrecedentSet) -> Iterator[str]:
    yield f"A precedent {body.side} moves of {deck.seats[body.seat].title}: {body.text}"


def _vetoed(deck: Deck, body: Vetoed) -> Iterator[str]:
    yield f"The umpire does not let {fact_title(deck, body.fact)} stand."
    if body.because:
        yield f"  {body.because}"


def _laid(deck: Deck, body: Laid) -> Iterator[str]:
    yield f"{deck.seats[body.seat].title} lays {card_title(deck, body.card)} out of sight."
    trigger = deck.cards[body.card].trigger
    if trigger is not None:
        yield f"  It waits for: {wanted(deck, trigger)}"
    if body.paid:
        yield f"  Paid: {changes(deck, body.paid)}"


def _sprung(deck: Deck, body: Sprung) -> Iterator[str]:
    yield f"Out of hiding: {deck.seats[body.seat].title} plays {card_title(deck, body.card)}."


def _responded(deck: Deck, body: Responded) -> Iterator[str]:
    seat, what = deck.seats[body.seat].title, move_title(deck, body.to)
    yield f"{seat} answers {what} with {card_title(deck, body.card)}."


def _committed(deck: Deck, body: Committed) -> Iterator[str]:
    yield f"{deck.seats[body.seat].title} has promised: {_promise_text(deck, body.card)}"


def _promise_text(deck: Deck, card: str) -> str:
    promise = deck.cards[card].commits
    return promise.text if promise is not None else ""


def _promise(deck: Deck, name: str, seat: str) -> str:
    """`The promise that Seoul gave in turn 1`."""
    turn = number_of(name.partition(".")[0])
    return f"The promise that {deck.seats[seat].title} gave in {turn_title(turn)}"


def _commitment_due(deck: Deck, body: CommitmentDue) -> Iterator[str]:
    yield f"{_promise(deck, body.id, body.seat)} is due: it is kept now, or broken."


def _commitment_kept(deck: Deck, body: CommitmentKept) -> Iterator[str]:
    yield f"{deck.seats[body.seat].title} keeps its promise: {card_title(deck, body.card)} is played at no cost."
    if body.changes:
        yield f"  Changed: {changes(deck, body.changes)}"


def _commitment_broken(deck: Deck, body: CommitmentBroken) -> Iterator[str]:
    yield f"{deck.seats[body.seat].title} breaks its promise."
    yield f"  {moved(deck, body.changes)}"


def _deal_offered(deck: Deck, body: DealOffered) -> Iterator[str]:
    deal = body.deal
    secret = "" if deal.audience == ALL else " in secret"
    yield f"{deck.seats[deal.seat].title} offers {deck.seats[deal.other].title} a deal{secret} ({deal.id})."
    yield f"  It gives: {deal.give}"
    yield f"  It gets: {deal.get}"
    yield f"  Due by turn {deal.due}."


def _deal_answered(deck: Deck, body: DealAnswered) -> Iterator[str]:
    yield f"{_deal(deck, body.id)} is {'agreed' if body.agreed else 'refused'}."


def _deal_closed(deck: Deck, body: DealClosed) -> Iterator[str]:
    how = "kept" if body.kept else f"broken by {deck.seats[body.by].title}"
    yield f"{_deal(deck, body.id)} is {how}."
    if body.because:
        yield f"  {body.because}"


def _deal(deck: Deck, name: str) -> str:
    return upper_first(deal_title(deck, name))


def _handed_in(deck: Deck, body: HandedIn) -> Iterator[str]:
    own = body.card is not None or body.free is not None
    what = played_title(deck, body.card or "", body.free) if own else "a pass"
    yield f"{deck.seats[body.seat].title} hands in {what}."
    if body.reason:
        yield f"  {body.reason}"


def _sealed(deck: Deck, face: SealedMove) -> Iterator[str]:
    yield f"{deck.seats[face.seat].title} has handed in its move."


def _revealed(deck: Deck, body: Revealed) -> Iterator[str]:
    yield "The moves lie open."
    for move in body.moves:
        if move.unseen:
            what = "acts out of sight"
        else:
            own = move.card is not None or move.free is not None
            what = played_title(deck, move.card or "", move.free) if own else "passes"
        yield f"  {deck.seats[move.seat].title}: {what}"


def _floor_taken(deck: Deck, body: FloorTaken) -> Iterator[str]:
    what = move_title(deck, body.move)
    if body.seat == body.move:
        yield f"{deck.seats[body.seat].title} takes the floor: its move is argued."
    elif body.seat:
        yield f"{deck.seats[body.seat].title} takes the floor: {what} is argued."
    else:
        yield f"The facilitator gives the floor: {what} is argued."


def _claimed(deck: Deck, body: Claimed) -> Iterator[str]:
    yield f"What {move_title(deck, body.move)} {'does' if body.action else 'is after'}:"
    parts = (("Move", body.action), ("Aim", body.claim.aim), ("Effect", body.claim.effect))
    for what, text in (*parts, ("Expected answer", body.claim.reaction)):
        if text:
            yield f"  {what}: {text}"


def _reasoned(deck: Deck, body: Reasoned) -> Iterator[str]:
    yield f"About {move_title(deck, body.move)}: {reason(deck, body.reason)}"


def _reason_weighed(deck: Deck, body: ReasonWeighed) -> Iterator[str]:
    found = "not accepted" if body.strength is None else f"found {body.strength}"
    yield f"About {move_title(deck, body.move)}: reason {body.number} is {found}."


def _method_chosen(deck: Deck, body: MethodChosen) -> Iterator[str]:
    how = f"by {method_title(body.method)}" if body.method else "as the deck has it"
    yield f"{_the_move(deck, body.move)} is to be ruled {how}."


def _the_move(deck: Deck, move: str) -> str:
    return upper_first(move_title(deck, move))


def _judged(deck: Deck, body: Judged) -> Iterator[str]:
    what, start = move_title(deck, body.move), _the_move(deck, body.move)
    if body.chance is not None:
        yield f"The umpire sets the odds of {what}: {set_odds(deck, body.chance)}."
        yield f"  {body.because}"
    if body.rating is not None:
        yield f"The umpire finds the argument for {what} {body.rating.replace('_', ' ')}."
    if body.leverage is not None:
        yield f"The umpire finds the leverage behind {what} {body.leverage}."
    if body.decided is not None:
        yield f"How {what} is to end is written down: {BAND_TITLES[body.decided].lower()}."
    if body.opposes is not None:
        other = move_title(deck, body.opposes).replace("the move of", "that of")
        yield f"{start} is set against {other}." if body.opposes else f"{start} stands alone again."
    if body.counters:
        yield f"{start} contradicts {fact_title(deck, body.counters)}."
    elif body.counters is not None:
        yield f"{start} contradicts nothing after all."


def _ballot_cast(deck: Deck, body: BallotCast) -> Iterator[str]:
    vote = f"{body.chance} %" if body.token is None else body.token
    yield f"{deck.seats[body.seat].title} votes on {move_title(deck, body.move)}: {vote}."


def _sealed_ballot(deck: Deck, face: SealedBallot) -> Iterator[str]:
    yield f"{deck.seats[face.seat].title} has voted on {move_title(deck, face.move)}."


def _votes_shown(deck: Deck, body: VotesShown) -> Iterator[str]:
    yield f"The votes on {move_title(deck, body.move)} lie open."
    if body.chances:
        spread = f"from {body.chances[0]} to {body.chances[-1]} %"
        yield f"  Chances {spread}: {', '.join(map(str, body.chances))}; the median is {median_of(body.chances)} %."
    if body.tokens:
        yield f"  Into the bag: {', '.join(body.tokens)}."


def _taken_back(deck: Deck, body: TakenBack) -> Iterator[str]:
    what = "its move" if body.reason is None else f"reason {body.reason} about {move_title(deck, body.move)}"
    yield f"{deck.seats[body.seat].title} takes back {what}."


#: What the room does where the game stands again.
_STANDS = {
    "signal": "seats show which cards they may play",
    "plan": "the teams choose",
    "rule": "moves are being ruled",
    "close": "all moves are ruled, and the turn is open",
    "page": "the turn is closed",
}


def _rewound(deck: Deck, body: Rewound) -> Iterator[str]:
    where = _STANDS.get(body.phase, "")
    entry = f", entry {body.to}" if body.to is not None else ""
    yield f"The game is rewound to {turn_title(body.turn)}{entry}{where and f': {where}'}."
    if body.because:
        yield f"  {body.because}"


def _word_given(deck: Deck, body: WordGiven) -> Iterator[str]:
    yield f"{deck.seats[body.seat].title} gives the dice a word: {body.word}."


def _overtaken(deck: Deck, body: Overtaken) -> Iterator[str]:
    seat = deck.seats[body.seat].title
    yield f"{seat}: {card_title(deck, body.card)} is overtaken by events; nothing is paid."
    if body.why:
        yield f"  {body.why}"


def _unexplained(deck: Deck, face: Unexplained) -> Iterator[str]:
    if face.seat:
        yield f"{deck.seats[face.seat].title} acted out of sight."
    else:
        yield "Something happened out of sight."
    if face.changes:
        yield f"  Seen on the board: {changes(deck, face.changes)}"


def _turn_closed(deck: Deck, body: TurnClosed) -> Iterator[str]:
    yield f"Turn {body.turn} closes." if body.turn else "The practice turn closes."
    upkeep = {each.id: each for each in deck.upkeep}
    for step in body.steps:
        title = upkeep[step.upkeep].title if step.upkeep else "For reasons not told"
        yield f"  {title}: {changes(deck, step.changes)}"


def _published(deck: Deck, body: Published) -> Iterator[str]:
    yield f"Front page: {body.headline}"
    yield from (f"  {line}" for line in body.lines)


def _practice_ended(deck: Deck, body: PracticeEnded) -> Iterator[str]:
    yield "The practice turn is over. The board stands as it stood before, and the game begins."


def _seated(deck: Deck, body: Seated) -> Iterator[str]:
    yield f"{deck.seats[body.seat].title} is played by {player_title(body.player)} from now on."


def _branched(deck: Deck, body: Branched) -> Iterator[str]:
    entry = f", after its entry {body.to}" if body.to is not None else ""
    dice = "with new dice" if body.commitment else "with the same dice"
    yield f"What if: this game parts from {body.name}{entry}, {dice}. What stands above was played there."
    if body.commitment:
        yield f"  Commitment to the new dice: {body.commitment}"


def _game_ended(deck: Deck, body: GameEnded) -> Iterator[str]:
    early = next((each for each in deck.ends if each.id == body.cause), None)
    if early is None:
        yield "The game is over: the calendar has run out."
    else:
        yield f"The game is over: {early.title}."
        yield f"  {early.text}"
    for answer in deck.answers:
        state = next(each for each in answer.states if each.id == body.answers[answer.id])
        yield f"  {answer.question} {state.title}. {state.text}"
    for track in deck.reveals:
        if track in body.values:
            known = deck.tracks[track]
            yield f"  Revealed: {known.title} stood at {shown(known, body.values[track])}."
    for seat, met in body.met.items():
        for objective, agrees in zip(deck.seats[seat].objectives, met, strict=False):
            if agrees is not None:
                verdict = "the board agrees" if agrees else "the board does not agree"
                yield f"  {deck.seats[seat].title} wanted: {objective.text} ({verdict})"
    yield from (f"  {reports_at_the_end(deck, each)}" for each in body.reports)
    yield f"  The secret of the dice: {body.secret}"


_TELLERS: dict[type, Callable[[Deck, Any], Iterator[str]]] = {
    GameOpened: _game_opened,
    TurnOpened: _turn_opened,
    InjectGiven: _inject_given,
    Estimated: _estimated,
    HandedIn: _handed_in,
    SealedMove: _sealed,
    Signalled: _signalled,
    PrecedentSet: _precedent_set,
    Vetoed: _vetoed,
    Revealed: _revealed,
    Laid: _laid,
    Sprung: _sprung,
    Responded: _responded,
    Committed: _committed,
    CommitmentDue: _commitment_due,
    CommitmentKept: _commitment_kept,
    CommitmentBroken: _commitment_broken,
    DealOffered: _deal_offered,
    DealAnswered: _deal_answered,
    DealClosed: _deal_closed,
    FloorTaken: _floor_taken,
    Claimed: _claimed,
    Reasoned: _reasoned,
    ReasonWeighed: _reason_weighed,
    MethodChosen: _method_chosen,
    Judged: _judged,
    BallotCast: _ballot_cast,
    SealedBallot: _sealed_ballot,
    VotesShown: _votes_shown,
    Ruled: ruled_lines,
    Overridden: overridden_lines,
    Settled: settled_lines,
    TakenBack: _taken_back,
    Rewound: _rewound,
    WordGiven: _word_given,
    Overtaken: _overtaken,
    Unexplained: _unexplained,
    TurnClosed: _turn_closed,
    Published: _published,
    PracticeEnded: _practice_ended,
    Seated: _seated,
    Branched: _branched,
    GameEnded: _game_ended,
}
