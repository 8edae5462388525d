"""Gauges, ladders and bars, drawn without a terminal."""

from __future__ import annotations

import pytest
from attrs import evolve
from textual.content import Content

from tests.tui.conftest import harbours
from wargame.deck import BANDS, Band
from wargame.table import Odds, Store, View, new_game
from wargame.tui.themes import THEMES, seat_color
from wargame.tui.widgets.digits import big_number
from wargame.tui.widgets.gauge import bar_of, board_lines, gauge_lines
from wargame.tui.widgets.ladders import ladder_lines
from wargame.tui.widgets.odds_bar import bar_lines, legend_lines, odds_lines


def plain(lines: list[Content]) -> list[str]:
    return [line.plain.rstrip() for line in lines]


@pytest.fixture
def view(store: Store) -> View:
    return new_game(store, harbours(), ("north",), seed="x").view("north")


def test_a_gauge_shows_bar_value_level_and_change(view: View) -> None:
    calm = evolve(next(track for track in view.tracks if track.id == "calm"), before=4)
    assert plain(gauge_lines([calm], 60)) == ["Calm of the bay ━━━━━━──── 6, Fair +2"]


def test_where_the_unit_does_not_fit_the_value_is_said_shorter(view: View) -> None:
    fares = evolve(
        next(track for track in view.tracks if track.id == "fares"), title="F" * 30, unit="crowns and pennies"
    )
    assert plain(gauge_lines([fares], 44))[0].endswith("40 of 100")


@pytest.mark.parametrize("value", range(11))
def test_a_bar_is_as_wide_as_asked_and_grows_with_the_value(view: View, value: int) -> None:
    calm = evolve(next(track for track in view.tracks if track.id == "calm"), value=value)
    bar = bar_of(calm, 10)
    assert bar.cell_length == 10
    assert bar.plain.count("━") == value


def test_private_tracks_stand_apart(view: View) -> None:
    lines = plain(board_lines(view, 50))
    apart = next(place for place, line in enumerate(lines) if line.startswith("only you"))
    assert lines[apart + 1].startswith("North's purse")
    assert not any("purse" in line for line in lines[:apart])


def test_ladders_face_each_other_with_all_rungs_named(view: View) -> None:
    pair = [track for track in view.tracks if track.id in view.ladders]
    moved = [evolve(pair[0], before=pair[0].value), evolve(pair[1], before=0)]
    assert plain(ladder_lines(moved, 41)) == [
        "      North's quay     South's pier +1",
        "                     ├─  Crane",
        "            Deck  ─┤ ├─  Planks",
        "           Piles  ─┤ ┝━● Stones",
        "         Nothing ●━┥ ├─○ Nothing",
    ]


@pytest.mark.parametrize("width", [38, 40, 60, 90])
def test_no_rung_is_cut_where_there_is_room_for_both_names(view: View, width: int) -> None:
    left, right = (track for track in view.tracks if track.id in view.ladders)
    long = evolve(left, levels=(*left.levels[:2], evolve(left.levels[2], title="Indirect defensive")))
    assert "…" not in "".join(plain(ladder_lines([long, right], width)))


BANDS_68: dict[Band, int] = {"triumph": 14, "success": 34, "partial": 20, "failure": 24, "disaster": 8}
ODDS = Odds(68, 68)


@pytest.mark.parametrize("width", [20, 56, 76, 96])
def test_the_bar_is_shared_by_chance_and_every_band_has_a_glyph(width: int) -> None:
    top, below = bar_lines(BANDS_68, ODDS, width)
    assert top.cell_length == below.cell_length == width
    assert all(glyph in top.plain for glyph in "▲●◐○▼")


def test_a_band_without_a_chance_takes_no_room() -> None:
    bands: dict[Band, int] = {**dict.fromkeys(BANDS, 0), "success": 95, "disaster": 5}
    assert "▲" not in bar_lines(bands, ODDS, 60)[0].plain


@pytest.mark.parametrize(("roll", "place"), [(1, 0), (50, 49), (100, 99)])
def test_the_arrow_points_at_the_roll(roll: int, place: int) -> None:
    assert bar_lines(BANDS_68, ODDS, 100, roll=roll)[0].plain.index("↓") == place


def test_the_legend_says_which_rolls_give_which_band() -> None:
    text = " ".join(plain(legend_lines(BANDS_68, 200)))
    assert "● Success 15–48" in text
    assert "▼ Disaster 93–100" in text


def test_unknown_factors_are_said_and_no_shares_are_made_up() -> None:
    odds = Odds(68, 68, complete=False)
    assert "as far as is known" in " ".join(plain(legend_lines({}, 80)))
    assert "Not all factors are known" in " ".join(plain(odds_lines(odds, 80)))
    assert bar_lines({}, odds, 50)[0].plain.count("▓") == 34


def test_a_big_number_is_five_rows_high_or_twice_that() -> None:
    assert len(big_number(100)) == 5
    assert len(big_number(7, 2)) == 10


def test_a_deck_can_not_smuggle_a_style_in_as_a_colour() -> None:
    assert seat_color("red on white] [@click=app.quit") == "$foreground"


def test_all_themes_know_the_same_variables() -> None:
    assert len({frozenset(theme.variables) for theme in THEMES}) == 1
