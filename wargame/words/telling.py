"""What happened, told in lines of plain text: one teller for each kind of event, for every viewer the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from wargame.deck import Deck, clean, shown
from wargame.rules import (
    PERSON,
    Face,
    GameEnded,
    GameOpened,
    HandedIn,
    InjectGiven,
    Overtaken,
    PracticeEnded,
    Published,
    Revealed,
    Ruled,
    SealedMove,
    Seated,
    TurnClosed,
    TurnOpened,
    Unexplained,
)
from wargame.words.figures import BAND_TITLES, changes, odds


def tell(deck: Deck, face: Face) -> list[str]:
    """The lines that tell what a viewer saw; the first stands alone, the rest explain it. Fit for a terminal."""
    return [clean(line).replace("\n", " ") for line in _TELLERS[type(face)](deck, face)]


def card_title(deck: Deck, card: str) -> str:
    """`Dual-use sensors [SEO-04]`."""
    return f"{deck.cards[card].title} [{card}]"


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
    return "a team" if player == PERSON else f"bot ({player.removeprefix('bot:')})"


def _turn_opened(deck: Deck, body: TurnOpened) -> Iterator[str]:
    if not body.turn:
        yield "A practice turn opens; nothing in it counts."
        return
    turn = deck.turns[body.turn - 1]
    yield f"Turn {body.turn} of {len(deck.turns)}: {turn.title}."
    if turn.brief:
        yield f"  {turn.brief}"


def _inject_given(deck: Deck, body: InjectGiven) -> Iterator[str]:
    inject = deck.injects[body.inject]
    yield f"News: {inject.title}."
    yield f"  {inject.text}"
    if body.changes:
        yield f"  {changes(deck, body.changes)}"
    if body.roll is not None:
        yield f"  It came by chance: {body.roll.value} on d100, with a chance of {body.chance} %."


def _handed_in(deck: Deck, body: HandedIn) -> Iterator[str]:
    what = "a pass" if body.card is None else card_title(deck, body.card)
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
            what = "passes" if move.card is None else card_title(deck, move.card)
        yield f"  {deck.seats[move.seat].title}: {what}"


def _ruled(deck: Deck, body: Ruled) -> Iterator[str]:
    yield f"{deck.seats[body.seat].title} plays {card_title(deck, body.card)}: {BAND_TITLES[body.band].lower()}."
    yield f"  Chance {odds(body.odds)}."
    yield f"  Rolled {body.roll.value}. {deck.cards[body.card].outcomes[body.band].text}"
    if body.paid:
        yield f"  Paid: {changes(deck, body.paid)}"
    yield f"  Changed: {changes(deck, body.changes)}"


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
    yield f"  The secret of the dice: {body.secret}"


_TELLERS: dict[type, Callable[[Deck, Any], Iterator[str]]] = {
    GameOpened: _game_opened,
    TurnOpened: _turn_opened,
    InjectGiven: _inject_given,
    HandedIn: _handed_in,
    SealedMove: _sealed,
    Revealed: _revealed,
    Ruled: _ruled,
    Overtaken: _overtaken,
    Unexplained: _unexplained,
    TurnClosed: _turn_closed,
    Published: _published,
    PracticeEnded: _practice_ended,
    Seated: _seated,
    GameEnded: _game_ended,
}
