"""Gauges, ladders and bars, drawn without a terminal."""

from __future__ import annotations

import re

import pytest
from attrs import evolve
from textual.content import Content

from tests.tui.conftest import harbours
from wargame.deck import BANDS, Band, typed_effects
from wargame.table import Odds, Store, View, new_game
from wargame.tui.screens.overriding import typed_example
from wargame.tui.themes import THEMES, seat_color
from wargame.tui.widgets.argument import said_line
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


def test_rather_than_a_title_is_cut_a_value_is_said_shorter(view: View) -> None:
    calm, fares = (next(track for track in view.tracks if track.id == each) for each in ("calm", "fares"))
    alike = [evolve(calm, title="Tension in both harbours"), evolve(fares, unit="million crowns")]
    assert plain(gauge_lines(alike, 43)) == [
        "Tension in both harbours ━━━╸── 6, Fair",
        "Fares                    ━━╸─── 40 of 100",
    ]


@pytest.mark.parametrize("value", range(11))
def test_a_bar_is_as_wide_as_asked_and_grows_with_the_value(view: View, value: int) -> None:
    calm = evolve(next(track for track in view.tracks if track.id == "calm"), value=value)
    bar = bar_of(calm, 10)
    assert bar.cell_length == 10
    assert bar.plain.count("━") == value


def test_private_tracks_stand_apart(view: View) -> None:
    lines = plain(board_lines(view, 50))
    apart = next(place for place, line in enumerate(lines) if line.startswith("not everybody sees these"))
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


@pytest.mark.parametrize("width", range(20, 121, 4))
def test_a_part_of_the_bar_says_its_chance_in_per_cent_or_only_its_sign(width: int) -> None:
    bands: dict[Band, int] = dict(zip(BANDS, (8, 33, 31, 25, 3), strict=True))
    (labels,) = plain(bar_lines(bands, None, width, height=1))
    assert re.fullmatch(r"( *[▲●◐○▼]( \d+ %)?)+", labels)


@pytest.mark.parametrize("fell", [None, *BANDS])
@pytest.mark.parametrize("width", [30, 44, 70, 120])
def test_the_legend_keeps_its_entries_whole_and_its_gaps_even(fell: Band | None, width: int) -> None:
    bands: dict[Band, int] = dict(zip(BANDS, (8, 33, 31, 25, 3), strict=True))
    lines = [line.plain for line in legend_lines(bands, width, fell, ranges=False)]
    entries = [entry for line in lines for entry in line.split("   ")]
    assert [entry.removeprefix("▸ ") for entry in entries] == [
        *("▲ Triumph 8 %", "● Success 33 %", "◐ Partial success 31 %", "○ Failure 25 %", "▼ Disaster 3 %"),
    ]


def test_names_with_commas_stand_between_semicolons() -> None:
    said = {"card": 70, "3d6": 74, "keep": None, "tokens": None}
    (line,) = plain(said_line(said, 200))
    assert line == (
        "Others would say  card odds on d100 70 %; 3d6, 10 or more 74 %. "
        "Not asked: 2d6, keep the high or the low; tokens in a bag"
    )
    assert plain(said_line(said, 200, brief=True)) == [line.partition(". Not")[0]]
    assert plain(said_line({"keep": None}, 200)) == ["Not asked: 2d6, keep the high or the low"]


def test_an_example_of_effects_is_made_of_the_titles_on_the_board_and_can_be_typed(view: View) -> None:
    example = typed_example(view.tracks)
    assert example == "Calm of the bay -1; North's quay to Nothing"
    assert len(typed_effects(example, harbours().tracks)) == 2
    parted = [evolve(track, title=f"{track.title}, today") for track in view.tracks]
    assert len(typed_effects(typed_example(parted), harbours().tracks)) == 2
