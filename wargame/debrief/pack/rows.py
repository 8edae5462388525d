"""Tables of a game for other programs: events, tracks and rulings, a row each, as one viewer saw them.

Every row stands alone: the game's name comes first, ids stand beside titles, and a number is a number. The columns are
the same in every game of every deck, so that tables of many games can be laid under each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime

from wargame.debrief.luck import WORTH, expected_worth, is_thrown
from wargame.debrief.pack.blocks import Cell
from wargame.debrief.pack.seen import SeenGame
from wargame.debrief.story import Ruling
from wargame.deck import BANDS, SUCCESSES
from wargame.rules import Change, PracticeEnded, Reason, TurnOpened, plain_face
from wargame.umpire import Chances
from wargame.words import tell

#: One row: what stands in each column, which are the same in all rows of a table.
Row = Mapping[str, Cell | bool]


def events(game: SeenGame) -> Iterator[Row]:
    """A row for each entry of the viewer's log, also for those that a rewind took back, which say so.

    When it was written only who sees everything is told: at the table nobody's log has times.
    """
    turn: int | None = None
    for entry in game.eyes.entries(1, game.eyes.total):
        if isinstance(entry.face, TurnOpened):
            turn = entry.face.turn
        told = tell(game.deck, entry.face)
        yield {
            "game": game.name,
            "number": entry.number,
            "turn": turn,
            "kind": plain_face(entry.face)["kind"],
            "seat": getattr(entry.face, "seat", "") or getattr(entry.face, "move", "").partition(".")[0],
            "at": _time(game.eyes.time(entry.number)) if game.whole else None,
            "undone": entry.undone,
            "text": " ".join(line.strip() for line in told),
        }
        if isinstance(entry.face, PracticeEnded):
            turn = None


def tracks(game: SeenGame) -> Iterator[Row]:
    """A row for each track at the end of each turn; turn 0 is how the board stood before the first."""
    for close in game.closes:
        for track in close.view.tracks:
            yield {
                "game": game.name,
                "turn": close.turn,
                "track": track.id,
                "title": track.title,
                "value": track.value,
                "level": track.level,
                "unit": track.unit,
                "minimum": track.minimum,
                "maximum": track.maximum,
                "open": track.open,
            }


def rulings(game: SeenGame) -> Iterator[Row]:
    """A row for each move that was ruled: who, what, out of which hand, why, at which odds, and what came of it."""
    for each in game.story.rulings:
        yield {**_moved(game, each), **_judged(game, each), **_came(each)}


def _moved(game: SeenGame, each: Ruling) -> Row:
    body, hand = each.body, each.hand
    return {
        "game": game.name,
        "turn": each.turn,
        "number": each.seq,
        "move": each.move,
        "seat": each.seat,
        "seat_title": game.deck.seats[each.seat].title,
        "card": each.card,
        "title": game.deck.cards[each.card].title if each.card else "",
        "free_move": body.free.action if body.free is not None else "",
        "hand": _ids(offer.card for offer in hand.offered if not offer.refusal) if hand is not None else "",
        "not_playable": _ids(offer.card for offer in hand.offered if offer.refusal) if hand is not None else "",
        "why": hand.reason if hand is not None else "",
    }


def _judged(game: SeenGame, each: Ruling) -> Row:
    body, argument = each.body, each.body.argument
    reasons = () if argument is None else argument.reasons
    counted = [] if body.odds is None else [weighed for weighed in body.odds.modifiers if weighed.applied]
    return {
        "method": body.method,
        "base": None if body.odds is None else body.odds.base,
        "chance": None if body.odds is None else body.odds.chance,
        "all_known": body.odds is None or body.odds.complete,
        "modifiers": "; ".join(f"{weighed.because} ({weighed.points:+d})" for weighed in counted),
        "reasons": "; ".join(_reason(said) for said in reasons),
        "reasons_for": sum(said.side == "for" and said.strength is not None for said in reasons),
        "reasons_against": sum(said.side == "against" and said.strength is not None for said in reasons),
        "ballots": _ids(f"{seat}:{chance}" for seat, chance in each.ballots.items()),
        "success_chance": round(float(Chances(body.bands, body.of).success), 4) if body.bands else None,
        **{f"chance_of_{band}": round(body.bands.get(band, 0) / body.of, 4) if body.bands else None for band in BANDS},
        "dice": _ids(str(roll.value) for roll in body.rolls),
        "sides": _ids(dict.fromkeys(str(roll.sides) for roll in body.rolls)),
        "thrown_by_hand": body.thrown,
    }


def _reason(said: Reason) -> str:
    """`for, solid, seoul: Sensors kill nobody`; nothing at its beginning that a spreadsheet would run."""
    return f"{said.side}, {said.strength or 'not accepted'}, {said.seat or 'umpire'}: {said.text}"


def _came(each: Ruling) -> Row:
    said = [over.because for over in (each.body.override, *(over.override for over in each.overrides)) if over]
    known = is_thrown(each)
    return {
        "band_ruled": each.body.band,
        "band": each.band,
        "success": each.band in SUCCESSES,
        "override": "; ".join(said),
        "worth": WORTH[each.body.band] if known else None,
        "expected_worth": round(float(expected_worth(each)), 4) if known else None,
        "paid": _changes(each.body.paid),
        "changes": _changes(each.changes),
        "stands_as": each.body.fact,
    }


def _ids(several: Iterable[str]) -> str:
    return " ".join(several)


def _changes(several: Iterable[Change]) -> str:
    return " ".join(f"{each.track}:{each.before}>{each.after}" for each in several)


def _time(at: int) -> str:
    return _utc(at).strftime("%Y-%m-%dT%H:%M:%SZ")


def day_text(at: int) -> str:
    """The day of a moment in milliseconds since 1970: `2026-11-23`, by the clock of Greenwich."""
    return _utc(at).date().isoformat()


def _utc(at: int) -> datetime:
    return datetime.fromtimestamp(at / 1000, UTC)
