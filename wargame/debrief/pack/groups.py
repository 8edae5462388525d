"""The report on several groups that played one deck: where they parted, where they came out, what was never tried."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wargame.debrief.calibration import calibration, forecasts_of
from wargame.debrief.comparing import Comparison, compare
from wargame.debrief.pack.blocks import Block, Cell, Charts, Grid, Lines, Part
from wargame.debrief.pack.game import calibration_blocks, course_chart, telling
from wargame.debrief.pack.seen import SeenGame
from wargame.debrief.sections import calibration_lines
from wargame.deck import BANDS, Deck
from wargame.words import BAND_TITLES, card_title, seat_title

#: Cards whose odds are set side by side: those that lay farthest apart.
_ODDS = 12
#: Columns that stand beside each other where their cells are texts.
_ABREAST = 6
#: Stands where a group did not come to something.
_NOTHING = "·"


def group_parts(games: Sequence[SeenGame]) -> Iterator[Part]:
    """The parts of the report on several games of one deck, as one viewer saw them all; there are two or more."""
    yield from telling(_parts(games))


def _parts(games: Sequence[SeenGame]) -> Iterator[Part]:
    found = compare([(game.name, game.story) for game in games])
    yield Part("endings", "How each group ended", (_endings(found), _bands(found)))
    yield Part("decisions", "Decisions by turn", (_decisions(found), Lines((_parted(found),)), _key(found)))
    yield Part("board", "The board over time", _courses(games), "a line for each group, at the end of each turn")
    yield Part("spread", "Where the tracks came to stand", (_spread(found),))
    if found.odds:
        how = "the chance of success that the same card was ruled at, per cent; those that lie farthest apart"
        yield Part("odds", "Odds given for the same card", (_odds(found),), how)
    if games[0].whole and found.never:
        never = tuple(card_title(found.deck, card) for card in found.never)
        yield Part("never", "Cards that nobody played", (Lines(never),))
    yield _calibrated(found.deck, games)


def _endings(found: Comparison) -> Grid:
    rows: list[tuple[Cell, ...]] = []
    for answer in found.deck.answers:
        titles = {state.id: state.title for state in answer.states}
        states = found.answers[answer.id]
        if any(states):
            rows.append((answer.question, *(titles.get(state, "–") if state else "not over" for state in states)))
    return _turned(Grid(("", *found.names), tuple(rows)))


def _bands(found: Comparison) -> Grid:
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (BAND_TITLES[band], *(bands.get(band, 0) for bands in found.bands)) for band in BANDS
    )
    return _turned(Grid(("Outcomes of moves", *found.names), rows))


def _turned(grid: Grid) -> Grid:
    """The table as it is; or of many groups with a row for each of them, which fits a page."""
    if len(grid.head) <= _ABREAST:
        return grid
    first, *names = grid.head
    rows = [(name, *(row[place] for row in grid.rows)) for place, name in enumerate(names, 1)]
    return Grid((first, *(str(row[0]) for row in grid.rows)), tuple(rows), grid.key)


def _decisions(found: Comparison) -> Grid:
    rows: list[tuple[Cell, ...]] = []
    for each in found.decisions:
        mark = "" if each.alike else " *"
        title = f"Turn {each.turn}: {seat_title(found.deck, each.seat)}{mark}"
        rows.append((title, *(_move(found, move) for move in each.moves)))
    return Grid(("", *found.names), tuple(rows), "* not all groups decided the same here")


def _move(found: Comparison, move: str | None) -> str:
    """What was decided: by its title where a few groups stand abreast, by its code where there are many."""
    if move is None:
        return _NOTHING
    return card_title(found.deck, move) if len(found.names) < _ABREAST and move in found.deck.cards else move


def _key(found: Comparison) -> Grid:
    """What the codes mean, where decisions stand by their codes."""
    codes = {move for each in found.decisions for move in each.moves if move in found.deck.cards}
    rows = [(card.id, card.title) for card in found.deck.cards.values() if card.id in codes]
    return Grid(("code", "card"), tuple(rows) if len(found.names) >= _ABREAST else ())


def _parted(found: Comparison) -> str:
    if found.parted is None:
        return "They never parted: every seat decided the same."
    return f"They first parted in turn {found.parted.turn}, by what {seat_title(found.deck, found.parted.seat)} did."


def _courses(games: Sequence[SeenGame]) -> tuple[Block, ...]:
    """A chart for each track that did not stand still in all groups, with a line for each of them."""
    turns = sorted({close.turn for game in games for close in game.closes})
    labels = tuple(str(turn) for turn in turns)
    charts = []
    for track in games[0].closes[0].view.tracks if games[0].closes else ():
        series = {}
        for game in games:
            known = {
                close.turn: each.value for close in game.closes for each in close.view.tracks if each.id == track.id
            }
            series[game.name] = tuple(None if turn not in known else float(known[turn]) for turn in turns)
        if len({value for course in series.values() for value in course if value is not None}) > 1:
            charts.append(course_chart(track, labels, series))
    return (Charts(tuple(charts)),) if charts else ()


def _spread(found: Comparison) -> Grid:
    rows: list[tuple[Cell, ...]] = [
        (found.deck.tracks[each.track].title, each.least, each.middle, each.most, *each.values)
        for each in found.spreads
    ]
    return Grid(("", "least", "middle", "most", *found.names), tuple(rows))


def _odds(found: Comparison) -> Grid:
    rows: list[tuple[Cell, ...]] = [
        (card_title(found.deck, each.card), *(", ".join(map(str, several)) or _NOTHING for several in each.chances))
        for each in found.odds[:_ODDS]
    ]
    return Grid(("", *found.names), tuple(rows))


def _calibrated(deck: Deck, games: Sequence[SeenGame]) -> Part:
    """Over all games together: there may be enough rulings in all of them where each has too few."""
    found = calibration(each for game in games for each in forecasts_of(game.story))
    how = "the mean squared distance between the chances that were named and what happened (Brier 1950), over all games"
    return Part(
        "calibration",
        "Calibration",
        (*calibration_blocks(deck, found), Lines(tuple(calibration_lines(deck, found)))),
        how,
    )
