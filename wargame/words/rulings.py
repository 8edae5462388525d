"""A ruling told: what it rested on, how the dice fell or who decided, and what came of it, also by hand later."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from wargame.deck import SUCCESSES, Deck
from wargame.rules import FreeMove, Overridden, Ruled, Settled
from wargame.umpire import CARD, OFF_WINS
from wargame.words.figures import (
    BAND_TITLES,
    announced,
    changes,
    decided_by,
    dice_text,
    likelihood,
    method_title,
    moved,
    odds,
    others_said,
    reason,
    sentence,
)
from wargame.words.naming import move_title


def card_title(deck: Deck, card: str) -> str:
    """`Dual-use sensors [SEO-04]`."""
    return f"{deck.cards[card].title} [{card}]"


def played_title(deck: Deck, card: str, free: FreeMove | None) -> str:
    """What a seat has played: a card, or a move of its own in its own words."""
    if free is not None:
        return f"“{free.action}”" if free.action else "a move of its own"
    return card_title(deck, card)


def overruled(body: Ruled, over: Overridden) -> Ruled:
    """A ruling as it stands once its outcome was changed by hand."""
    stage = over.stage if body.stages > 1 and over.band in SUCCESSES and not over.peeled else 0
    return evolve(body, band=over.band, peeled=over.peeled, stage=stage)


def outcome_text(deck: Deck, body: Ruled, over: Overridden | None = None) -> str:
    """What came of a move in the deck's words; or how far a project, or what guards against it, has come.

    Where the umpire has named what it does instead, the reason for that.
    """
    if over is not None and over.typed:
        return over.override.because
    if over is not None:
        body = overruled(body, over)
    if not body.card:
        return ""
    if body.peeled:
        return "A layer of what guards against it comes off; it has not come through yet."
    if body.stage and body.stage < body.stages:
        return f"Success {body.stage} of {body.stages}: it is not done yet."
    return deck.cards[body.card].outcomes[body.band].text


def ruled_lines(deck: Deck, body: Ruled) -> Iterator[str]:
    """A ruling: the move and its band, then what led there and what it changed."""
    what = played_title(deck, body.card, body.free)
    yield f"{deck.seats[body.seat].title} plays {what}: {BAND_TITLES[body.band].lower()}."
    if body.odds is not None:
        yield f"  {'Chance' if body.by_odds else 'By its odds alone'} {sentence(odds(body.odds))}"
    yield from _argued(deck, body)
    yield f"  {_fell(body)} {outcome_text(deck, body)}".rstrip()
    if body.paid:
        yield f"  Paid: {changes(deck, body.paid)}"
    yield f"  {moved(deck, body.changes)}"
    if body.asks:
        yield f"  For the umpire to settle: {body.asks}"


def _argued(deck: Deck, body: Ruled) -> Iterator[str]:
    """The reasons, the method where it was not the card's, and what others would have said."""
    if body.argument is not None:
        yield from (f"  {reason(deck, each)}" for each in body.argument.reasons)
    argued = body.argument is not None and bool(body.argument.reasons)
    if (body.method != CARD or argued) and not decided_by(body.method):
        yield f"  By {method_title(body.method)}{_announced(body)}."
    told, silent = others_said(body.said)
    if told:
        rest = f" Not asked: {'; '.join(silent)}." if silent else ""
        yield f"  Other methods: {'; '.join(told)}.{rest}"


def _announced(body: Ruled) -> str:
    chance = announced(body)
    return "" if chance is None else f": {chance} % ({likelihood(chance)})"


def _fell(body: Ruled) -> str:
    """How the dice fell, or who said how it ends."""
    if body.override is not None:
        return f"Set by the umpire before any die fell: {sentence(body.override.because)}"
    off = f"{body.off.value} in the roll-off, where {OFF_WINS} or more wins" if body.off is not None else ""
    who = decided_by(body.method)
    if who:
        agreed = body.argument.decided if body.argument is not None and body.argument.decided else body.band
        return f"{who}: {BAND_TITLES[agreed].lower()}{f'; then {off}' if off else ''}."
    if not body.rolls:
        return "No dice."
    how = "Rolled" if not body.thrown else "Rolled by hand"
    value = str(body.rolls[0].value) if body.method == CARD and len(body.rolls) == 1 else dice_text(body.rolls)
    return f"{how} {value}{f', and {off}' if off else ''}."


def overridden_lines(deck: Deck, body: Overridden) -> Iterator[str]:
    """An outcome that was changed by hand, and why."""
    whose = move_title(deck, body.move)
    if body.band == body.was:
        yield f"The umpire changes what {whose} has done."
    else:
        was, now = BAND_TITLES[body.was].lower(), BAND_TITLES[body.band].lower()
        yield f"The umpire overrules {whose}: {was} becomes {now}."
    yield f"  {body.override.because}"
    if body.override.note:
        yield f"  For facilitators: {body.override.note}"
    if body.undone:
        yield f"  Undone: {changes(deck, body.undone)}"
    yield f"  {moved(deck, body.changes)}"
    if body.asks:
        yield f"  For the umpire to settle: {body.asks}"


def settled_lines(deck: Deck, body: Settled) -> Iterator[str]:
    """What a person has decided, where the card left it to one."""
    yield f"The umpire settles what came of {move_title(deck, body.move)}."
    if body.text:
        yield f"  {body.text}"
    yield f"  {moved(deck, body.changes)}"
