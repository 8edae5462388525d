"""Mats to move counters on: each track as a strip of boxes, or of several strips where it has too many values."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from wargame.deck import ALL, Deck, Track, listed, reckoned, sees, shown

#: The most boxes that fit beside each other and still hold a counter.
_MOST_BOXES = 21


@frozen
class Spot:
    """A box for a counter: its number, the level that it is or that begins there, whether the counter starts in it."""

    number: str
    title: str = ""
    start: bool = False


@frozen
class Strip:
    """Boxes in a row; `label` says what they count, where a track has several rows."""

    spots: tuple[Spot, ...]
    label: str = ""


@frozen
class TrackMat:
    """A track on paper: its strips, and what has to be known to move its counters."""

    track: Track
    strips: tuple[Strip, ...]
    start: str
    formula: str
    seen: str


@frozen
class Mat:
    """The tracks of one audience: two ladders that face each other, and the others."""

    facing: tuple[TrackMat, ...]
    tracks: tuple[TrackMat, ...]


def public_mat(deck: Deck) -> Mat:
    """What everybody sees."""
    shared = [track for track in deck.tracks.values() if track.audience == ALL]
    ladders = [track for each in deck.ladders for track in shared if track.id == each and track.steps]
    facing = ladders if len(ladders) == 2 else []
    return Mat(
        tuple(_laid(deck, track) for track in facing),
        tuple(_laid(deck, track) for track in shared if track not in facing),
    )


def seat_mat(deck: Deck, seat: str) -> Mat:
    """What a seat sees and not everybody does."""
    own = (track for track in deck.tracks.values() if track.audience != ALL and sees(track.audience, seat))
    return Mat((), tuple(_laid(deck, track) for track in own))


def facilitator_mat(deck: Deck) -> Mat:
    """Everything that does not lie open; what no seat sees comes first."""
    hidden = [track for track in deck.tracks.values() if track.audience != ALL]
    hidden.sort(key=lambda track: any(sees(track.audience, seat) for seat in deck.seats))
    return Mat((), tuple(_laid(deck, track, drawn=True) for track in hidden))


def _laid(deck: Deck, track: Track, *, drawn: bool = False) -> TrackMat:
    """One track; `drawn`: with the odds of what its start is drawn from, which are the facilitator's to know."""
    return TrackMat(
        track,
        (Strip(tuple(_steps(track))),) if track.steps else tuple(_strips(track)),
        _start(track, drawn),
        "" if track.derived is None else reckoned(track.derived, deck.tracks),
        _seen_by(deck, track) if drawn else "",
    )


def _seen_by(deck: Deck, track: Track) -> str:
    titles = [seat.title for seat in deck.seats.values() if sees(track.audience, seat.id)]
    return f"Seen by {listed(titles) if titles else 'no seat'}."


def _start(track: Track, drawn: bool) -> str:
    if track.derived is not None:
        return ""
    if not track.draws:
        return f"Starts at {shown(track, track.start)}."
    if not drawn:
        return "Its start is drawn when the table is laid."
    chances = ", ".join(f"{shown(track, each.value)} {each.weight} in {track.weight}" for each in track.draws)
    return f"Draw its start: {chances}."


def _known_start(track: Track) -> int | None:
    return None if track.draws or track.derived is not None else track.start


def _steps(track: Track) -> Iterator[Spot]:
    for level in track.levels:
        yield Spot(str(level.start), level.title, level.start == _known_start(track))


def _strips(track: Track) -> Iterator[Strip]:
    """One box for each value; where these are too many, strips for the places of its decimal figure."""
    begins = {level.start: level.title for level in track.levels}
    start = _known_start(track)
    if track.maximum - track.minimum < _MOST_BOXES:
        values = range(track.minimum, track.maximum + 1)
        yield Strip(tuple(Spot(_figure(value), begins.get(value, ""), value == start) for value in values))
        return
    if track.minimum < 0:
        signs = ((1, "+"), (-1, "−"))
        yield Strip(
            tuple(Spot(sign, "", start is not None and (start < 0) == (way < 0)) for way, sign in signs), "sign"
        )
    largest = max(abs(track.minimum), abs(track.maximum))
    place = 10
    while largest // place >= _MOST_BOXES:
        place *= 10
    size = None if start is None else abs(start)
    top = True
    while place:
        count = largest // place + 1 if top else 10
        here = None if size is None else size // place if top else size // place % 10
        yield Strip(
            tuple(Spot(str(box * place), "", box == here) for box in range(count)), _PLACES.get(place, str(place))
        )
        place, top = place // 10, False


_PLACES = {1: "ones", 10: "tens", 100: "hundreds", 1000: "thousands"}


def _figure(value: int) -> str:
    return str(value).replace("-", "−")
