"""Two games beside each other from where they part, and calibration over many: small games that a person can read."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.scripts import Script, sure
from tests.support import MemoryGame, rich_deck
from wargame.debrief import Story, story_of
from wargame.debrief.beside import beside, beside_lines, parting_text
from wargame.debrief.calibrated import calibrated, calibrated_lines, wanting
from wargame.debrief.calibration import Forecast, calibration
from wargame.debrief.studies import Game, study_of
from wargame.deck import Deck

CARDS = """
    N-1: {title: Stoke, seat: north, text: t, chance: 100, uses: any, success: s, success_do: heat +2}
    N-2: {title: Fan, seat: north, text: t, chance: 0, uses: any, success: s}
"""


def story(game: Script) -> Story:
    return story_of(game.deck, game.events)


def parted() -> tuple[Story, Story]:
    """Two games that share their first turn."""
    one, other = Script(sure(CARDS)).turn(north="N-1"), Script(sure(CARDS)).turn(north="N-1")
    return story(one.turn(north="N-1").turn()), story(other.turn(north="N-2"))


def test_two_games_stand_beside_each_other_from_the_turn_in_which_they_part() -> None:
    found = beside(*parted())
    assert found.parting.turn == 2
    assert [each.turn for each in found.turns] == [2, 3]
    one, other = found.turns[0].deeds["north"]
    assert (one.move, one.chance, one.band) == ("N-1", 100, "success")
    assert (other.move, other.chance, other.band) == ("N-2", 0, "failure")
    assert found.turns[0].deeds["south"][0] == found.turns[0].deeds["south"][1]


def test_tracks_that_stand_apart_after_the_turn_are_told_and_the_others_are_not() -> None:
    found = beside(*parted())
    assert found.turns[0].tracks == {"heat": (9, 7), "glow": (18, 14)}
    # The other game stands at the opening of its third turn, and the one at that of its fourth.
    assert found.turns[1].tracks == {"heat": (9, 7), "glow": (18, 14)}
    assert found.turns[1].deeds["north"][1].move is None
    assert found.turns[-1].turn == 3


def test_the_lines_say_band_chance_and_card_and_mark_what_is_alike() -> None:
    lines = list(beside_lines(beside(*parted())))
    assert (lines[0].about, lines[0].title) == ("turn", "Turn 2")
    assert (lines[1].one, lines[1].other) == ("● Success, 100 %: Stoke [N-1]", "○ Failure, 0 %: Fan [N-2]")
    assert not lines[1].alike
    assert lines[2].title == "South"
    assert lines[2].alike
    assert (lines[4].about, lines[4].title, lines[4].one, lines[4].other) == ("track", "Heat", "9", "7")


def test_games_that_were_laid_apart_share_nothing_and_are_told_from_the_first_turn() -> None:
    one, other = (MemoryGame(rich_deck(), seed).play() for seed in ("a", "b"))
    found = beside(story_of(one.deck, one.events), story_of(other.deck, other.events))
    assert parting_text(found) == "The two were laid apart."
    assert [each.turn for each in found.turns] == [1, 2, 3]


def test_a_game_beside_itself_has_nothing_to_tell_but_that_it_is_alike() -> None:
    one, _ = parted()
    assert all(line.alike or line.about == "turn" for line in beside_lines(beside(one, one)))


def games(number: int) -> list[Game]:
    found = [MemoryGame(rich_deck(), str(seed)).play() for seed in range(number)]
    return [Game(str(place), each.deck, each.events) for place, each in enumerate(found)]


def test_a_study_of_two_games_has_both_readings_and_one_of_more_has_none() -> None:
    two, three = study_of(games(2)), study_of(games(3))
    assert two is not None
    assert two.beside is not None
    assert [len(each) for each in two.readings] == [6, 6]
    assert three is not None
    assert (three.beside, three.readings) == (None, ())
    assert three.names == ("0", "1", "2")


def test_a_study_says_how_far_it_is_and_can_be_stopped() -> None:
    heard: list[tuple[int, int]] = []
    found = study_of(games(3), progress=lambda done, of: heard.append((done, of)), stop=lambda: len(heard) == 2)
    assert found is None
    assert heard == [(1, 3), (2, 3)]


def named(chance: int, happened: int, of: int) -> list[Forecast]:
    return [Forecast("umpire", Fraction(chance, 100), each < happened) for each in range(of)]


def test_below_a_hundred_rulings_only_what_is_wanting_is_told() -> None:
    (found,) = calibration(named(60, 30, 60))
    assert wanting(found) == 40
    assert list(calibrated_lines(rich_deck(), [found])) == [
        "The umpire's odds: 60 rulings, 40 more before a score means anything"
    ]


def test_from_a_hundred_on_the_score_and_each_ten_per_cent_are_told() -> None:
    (found,) = calibration([*named(60, 36, 60), *named(80, 20, 40)])
    # (36 × 0.16 + 24 × 0.36 + 20 × 0.04 + 20 × 0.64) / 100
    assert found.brier == Fraction(28, 100)
    assert list(calibrated_lines(rich_deck(), [found])) == [
        "The umpire's odds: Brier score 0.280 over 100 rulings",
        "  60 to  70 %: named 60 times, 60 % on the mean; came off 36 times, 60 %",
        "  80 to  90 %: named 40 times, 80 % on the mean; came off 20 times, 50 %",
    ]


def test_where_nobody_named_a_chance_that_is_said() -> None:
    (line,) = calibrated_lines(rich_deck(), [])
    assert line.startswith("No chances were named")


@pytest.mark.parametrize("other", [rich_deck(), sure(CARDS)], ids=["one deck", "two decks"])
def test_over_games_of_several_decks_only_the_umpires_odds_are_counted(other: Deck) -> None:
    stories = [
        story_of(each.deck, each.events) for each in (MemoryGame(deck, "a").play() for deck in (rich_deck(), other))
    ]
    found = calibrated(stories)
    whole = sum(bool(each.body.rolls) for story in stories for each in story.rulings)
    assert found[0].who == "umpire"
    assert 0 < found[0].forecasts <= whole
    assert len(found) == 1 or other is rich_deck()
