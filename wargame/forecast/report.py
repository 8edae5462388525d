"""A survey and its verdicts as lines that a deck's author reads, and as plain values for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from wargame.deck import BANDS, Band, Card, Deck, Track, shown
from wargame.forecast.shares import share
from wargame.forecast.survey import CardCount, Survey
from wargame.forecast.verdicts import ENOUGH_GAMES, Verdict, count_of
from wargame.rules import plain as plain_value
from wargame.table.course import CALENDAR
from wargame.words import columns, cut, fit

#: The widest that a line may be, in columns; longer texts are cut.
WIDEST = 100
#: Below this a title can't be told from another.
_NARROWEST_TITLE = 12
_LONGEST_ID = 16
_LONGEST_SEAT = 10
_BAND_HEADS: dict[Band, str] = {
    "triumph": "tri",
    "success": "suc",
    "partial": "par",
    "failure": "fai",
    "disaster": "dis",
}
_CARD_HEADS = ("playable", "played", "overtaken")
_NUMBER = 6
_BAND = 4

Widths = tuple[int, int, int]


def report(deck: Deck, survey: Survey, verdicts: Iterable[Verdict], width: int = WIDEST) -> Iterator[str]:
    """The survey in tables of at most `width` columns, and then each verdict, which is a sentence of any length."""
    verdicts = tuple(verdicts)
    yield from _summary(survey)
    if survey.ended:
        yield from ("", *_ends(deck, survey, width))
        yield from ("", *_cards(deck, survey, width))
        yield from ("", *_answers(deck, survey, width))
        yield from ("", *_tracks(deck, survey, width))
        if deck.injects:
            yield from ("", *_injects(deck, survey, width))
        yield from ("", *_seats(deck, survey, width))
    yield from ("", *_verdicts(survey, verdicts))


def plain(deck: Deck, survey: Survey, verdicts: Iterable[Verdict]) -> dict[str, Any]:
    """All of it in plain values: the counts, and for tracks and seats what follows from them."""
    counts = plain_value(survey)
    tracks = {
        track: {
            **counts["tracks"][track],
            "ends": dict(sorted(count.ends.items())),
            "min": count.minimum,
            "median": count.median,
            "max": count.maximum,
        }
        for track, count in survey.tracks.items()
        if count.ends
    }
    seats = {
        seat: {"mean_band": survey.mean_band(deck, seat), "objectives": counts["objectives"].get(seat, {})}
        for seat in deck.seats
    }
    del counts["objectives"]
    turns = dict(sorted(survey.turns.items()))
    return {
        **counts,
        "turns": turns,
        "tracks": tracks,
        "seats": seats,
        "verdicts": [plain_value(each) for each in verdicts],
    }


def _summary(survey: Survey) -> Iterator[str]:
    dead_ends = _many(len(survey.dead_ends), "dead end")
    yield f"{_many(survey.games, 'game')}: {survey.ended} ended, {len(survey.errors)} broke off, {dead_ends}."


def _many(number: int, thing: str) -> str:
    return f"{number or 'no'} {thing}{'' if number == 1 else 's'}"


def _ends(deck: Deck, survey: Survey, width: int) -> Iterator[str]:
    yield "Ends"
    titles = {end.id: end.title for end in deck.ends}
    for cause in [*titles, CALENDAR]:
        title = f"{cause}: {titles[cause]}" if cause in titles else "the calendar"
        yield cut(f"  {share(survey.ends.get(cause, 0), survey.ended):>{_NUMBER}}  {title}", width)
    taken = (f"{_many(turns, 'turn')} in {share(games, survey.ended)}" for turns, games in sorted(survey.turns.items()))
    yield f"  Played: {', '.join(taken)}"


def _cards(deck: Deck, survey: Survey, width: int) -> Iterator[str]:
    """One line a card. Shares of games, times it was overtaken, and of its rulings the share of each band."""
    ids = min(_LONGEST_ID, max(map(columns, deck.cards)))
    seats = min(_LONGEST_SEAT, max(map(columns, deck.seats)))
    figures = sum(map(len, _CARD_HEADS)) + len(_CARD_HEADS) + len(BANDS) * (_BAND + 1)
    widths = ids, max(_NARROWEST_TITLE, width - 2 - ids - seats - figures), seats
    yield _row(
        ("Card", "Title", "Seat"), (*_CARD_HEADS, *(f"{head:>{_BAND}}" for head in _BAND_HEADS.values())), widths
    )
    for card in deck.cards.values():
        yield _card(card, survey.cards[card.id], survey.ended, widths)
    yield "playable, played (which is: ruled): at least once, in % of games; overtaken by events: times;"
    yield f"{', '.join(_BAND_HEADS.values())}: {', '.join(BANDS)}, in % of the card's rulings"


def _card(card: Card, count: CardCount, games: int, widths: Widths) -> str:
    first = (_bare(count.playable, games), _bare(count.played, games), str(count.overtaken))
    figures = (f"{figure:>{len(head)}}" for head, figure in zip(_CARD_HEADS, first, strict=True))
    bands = (f"{_bare(count.bands.get(band, 0), count.rulings):>{_BAND}}" for band in BANDS)
    return _row((card.id, card.title, card.seat), (*figures, *bands), widths)


def _row(texts: tuple[str, str, str], figures: Iterable[str], widths: Widths) -> str:
    return " ".join([*(fit(text, wide) for text, wide in zip(texts, widths, strict=True)), *figures])


def _bare(part: int, whole: int) -> str:
    return share(part, whole).removesuffix(" %")


def _answers(deck: Deck, survey: Survey, width: int) -> Iterator[str]:
    yield "Answers"
    for answer in deck.answers:
        yield cut(f"  {answer.id}: {answer.question}", width)
        for state in answer.states:
            games = survey.answers[answer.id][state.id]
            yield cut(f"    {share(games, survey.ended):>{_NUMBER}}  {state.title}", width)


def _tracks(deck: Deck, survey: Survey, width: int) -> Iterator[str]:
    yield "Tracks at the end: lowest, median, highest; games in which it moved, and was held at a bound"
    for track in deck.tracks.values():
        count = survey.tracks[track.id]
        ends = " … ".join(_value(track, value) for value in (count.minimum, count.median, count.maximum))
        shares = f"{share(count.moved, survey.ended):>{_NUMBER}} {share(count.clamped, survey.ended):>{_NUMBER}}"
        yield cut(f"  {shares}  {track.title}: {ends}", width)


def _value(track: Track, value: int) -> str:
    return shown(track, value) if track.steps else str(value)


def _injects(deck: Deck, survey: Survey, width: int) -> Iterator[str]:
    yield "Injects: games in which each arrived"
    for inject in deck.injects.values():
        yield cut(f"  {share(survey.injects[inject.id], survey.ended):>{_NUMBER}}  {inject.id}: {inject.title}", width)


def _seats(deck: Deck, survey: Survey, width: int) -> Iterator[str]:
    yield "Seats: mean band, from 2 (triumph) to -2 (disaster); games in which each objective was reached"
    for seat in deck.seats.values():
        mean = survey.mean_band(deck, seat.id)
        met: Mapping[int, int] = survey.objectives.get(seat.id, {})
        reached = "".join(f"; objective {place + 1}: {share(games, survey.ended)}" for place, games in met.items())
        yield cut(f"  {'–' if mean is None else f'{mean:+.2f}':>{_NUMBER}}  {seat.title}{reached}", width)


def _verdicts(survey: Survey, verdicts: tuple[Verdict, ...]) -> Iterator[str]:
    for each in verdicts:
        yield f"{each.severity}: {each.sentence}."
    if survey.ended < ENOUGH_GAMES:
        yield f"In fewer than {ENOUGH_GAMES} games, frequencies are remarks only."
    errors, remarks = count_of(verdicts, "error"), count_of(verdicts, "remark")
    yield f"{_many(errors, 'error')}, {_many(remarks, 'remark')}.".capitalize()
