"""The board of a deck as it stands when the table is laid, and each track with all that moves it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from textual.content import Content

from wargame.deck import (
    BANDS,
    Deck,
    Effect,
    Track,
    done,
    listed,
    number,
    reckoned,
    round_half_up,
    shown,
)
from wargame.table import LevelView, TrackView, fact_view
from wargame.tui.text import EMPTY, heading, join, paragraphs, ui_text, wrapped
from wargame.tui.widgets.card import fact_lines, section
from wargame.tui.widgets.gauge import gauge_lines
from wargame.tui.widgets.ladders import ladder_lines
from wargame.words import BAND_GLYPHS


def board_at_start(deck: Deck, width: int) -> list[Content]:
    """All tracks where they start, hidden ones apart; a start that is drawn shows as the first that may be."""
    views = {track: _view(deck.tracks[track], value) for track, value in _values(deck).items()}
    facing = [views[each] for each in deck.ladders]
    rest = [view for view in views.values() if view not in facing]
    found = ladder_lines(facing, width) if len(facing) == 2 else gauge_lines(facing, width, rest)
    found += [EMPTY] if found else []
    found += gauge_lines([view for view in rest if view.open], width, rest)
    own = [view for view in rest if not view.open]
    if own:
        found += [EMPTY, heading(ui_text("not everybody sees these", "bold"), width), *gauge_lines(own, width, rest)]
    return found


def _values(deck: Deck) -> Mapping[str, int]:
    values = {track.id: track.start for track in deck.tracks.values() if track.derived is None}
    for track in deck.tracks.values():
        if track.derived is not None:
            values[track.id] = track.clamp(round_half_up(number(track.derived, {**values, "turn": 1})))
    return {track: values[track] for track in deck.tracks}


def _view(track: Track, value: int) -> TrackView:
    level = track.level(value)
    return TrackView(
        track.id,
        track.title,
        track.about,
        value,
        track.minimum,
        track.maximum,
        track.unit,
        level.title if level is not None else "",
        tuple(LevelView(each.title, each.start) for each in track.levels),
        track.steps,
        None,
        track.audience == "all",
        track.sources,
    )


def start_text(deck: Deck, track: Track) -> str:
    """Where a track starts, in a word or two."""
    if track.derived is not None:
        return "derived"
    return "drawn" if len(track.draws) > 1 else shown(track, track.start)


def track_lines(deck: Deck, track: Track, width: int) -> list[Content]:
    """A track: what it is, where it starts, its levels, and all that moves it."""
    found = paragraphs(track.about, width)
    found += [EMPTY] if found else []
    found += wrapped(ui_text(" ".join(_terms(deck, track))), width)
    if track.levels:
        found += section("Its levels", width)
        for level in reversed(track.levels):
            starts = track.derived is None and len(track.draws) < 2 and track.level(track.start) == level
            mark = ui_text("● " if starts else "  ", "bold $mark")
            at = "" if track.steps else f"  from {level.start}"
            found += wrapped(join(mark, ui_text(level.title), ui_text(f"  {level.id}{at}", "$quiet")), width, hang=2)
    moves = list(_movers(deck, track))
    found += section("What moves it", width) if moves else []
    for line in moves:
        found += wrapped(line, width, hang=2)
    return found + fact_lines([fact_view(deck, each) for each in track.sources], width)


def _terms(deck: Deck, track: Track) -> Iterator[str]:
    unit = f" {track.unit}" if track.unit else ""
    if not track.steps:
        yield f"From {track.minimum} to {track.maximum}{unit}."
    if track.derived is not None:
        yield f"Derived: {reckoned(track.derived, deck.tracks)}."
    elif len(track.draws) > 1:
        draws = listed(f"{shown(track, draw.value)} ({draw.weight} of {track.weight})" for draw in track.draws)
        yield f"Its start is drawn: {draws}."
    else:
        yield f"It starts at {shown(track, track.start)}."
    if track.audience != "all":
        names = [deck.seats[each].title for each in track.audience.split() if each in deck.seats]
        yield f"Seen by {listed(names) if names else 'the facilitator alone'}."
    yield f"In conditions it is called {track.id}."


def _movers(deck: Deck, track: Track) -> Iterator[Content]:
    """Cards, news and rules that change a track, each with what it does to it."""
    for card in deck.cards.values():
        bands = [
            f"{BAND_GLYPHS[band]} {does}" for band in BANDS if (does := _does(deck, track, card.outcomes[band].effects))
        ]
        costs = [f"costs {cost.amount}" for cost in card.cost if cost.track == track.id]
        if costs or bands:
            yield join(ui_text(f"{card.id}  {card.title}  "), ui_text("  ".join([*costs, *bands]), "$quiet"))
    others: list[tuple[str, Iterable[Effect]]] = [
        *((f"News: {inject.title}", inject.effects) for inject in deck.injects.values()),
        *((f"By itself: {rule.title}", rule.effects) for rule in deck.upkeep),
    ]
    for title, effects in others:
        if does := _does(deck, track, effects):
            yield join(ui_text(f"{title}  "), ui_text(does, "$quiet"))


def _does(deck: Deck, track: Track, effects: Iterable[Effect]) -> str:
    own = [effect for effect in effects if effect.track == track.id]
    return "; ".join(done(effect, deck.tracks).removeprefix(f"{track.title} ") for effect in own)
