"""What is wrong with a deck is named, and what is only remarkable is told apart from it."""

from __future__ import annotations

import pytest
from attrs import evolve

from tests.forecast.decks import broken, dead_end, tiny
from tests.support import first_hour
from wargame.deck import Deck, Objective
from wargame.forecast import CardCount, Survey, TrackCount, Verdict, judge, play_many


def verdicts(deck: Deck, games: int = 100) -> dict[tuple[str, str], Verdict]:
    """The verdicts over so many games, by code and what they are about."""
    return {(each.code, each.about): each for each in judge(deck, play_many(deck, games, workers=1))}


def test_a_sound_deck_is_given_no_verdict() -> None:
    cards = "A-2: {title: Cool, seat: one, text: T., chance: 50, uses: any, success: Y., success_do: stone -1}"
    assert verdicts(tiny(cards=cards)) == {}


def test_a_dead_end_is_named_with_its_seat_turn_and_game() -> None:
    deck = dead_end()
    survey = play_many(deck, 3, workers=1)
    assert [(each.seed, each.turn, each.seat) for each in survey.dead_ends] == [
        ("check-1", 2, "south"),
        ("check-2", 2, "south"),
        ("check-3", 2, "south"),
    ]
    found = verdicts(deck, 5)["dead_end", "south"]
    assert found.severity == "error"
    assert found.sentence == "South had no card to play in turn 2 of 5 games: check-1, check-2, check-3 and 2 more"


def test_a_game_that_raises_is_named_by_its_seed_and_does_not_stop_the_others() -> None:
    survey = play_many(broken(), 40, workers=1)
    assert 0 < len(survey.errors) < survey.games == 40
    assert survey.ended == 40 - len(survey.errors)
    found = [each for each in judge(broken(), survey) if each.code == "broken"]
    assert len(found) == len(survey.errors)
    assert found[0].severity == "error"
    assert found[0].sentence == f"game {survey.errors[0].seed} broke off: KeyError: 'nowhere'"


def test_a_card_out_of_reach_is_an_error_in_many_games_and_a_remark_in_few() -> None:
    deck = tiny(
        cards="A-2: {title: Boil, seat: one, text: T., chance: 50, needs: heat > 90, success: Y., success_do: stone +1}"
    )
    many, few = verdicts(deck, 100), verdicts(deck, 99)
    assert many["unplayable", "A-2"].severity == "error"
    assert many["unplayable", "A-2"].sentence == "A-2 `Boil` could never be played"
    assert few["unplayable", "A-2"].severity == "remark"


def test_an_answer_that_is_always_the_same_is_an_error() -> None:
    ending = """\
        answers:
          cold:
            question: Is it cold?
            states:
              ice: {if: heat < 10, title: Ice, text: It is.}
              not: {title: No, text: It is not.}
        """
    found = verdicts(tiny(ending=ending))["one_answer", "cold"]
    assert (found.severity, found.sentence) == ("error", "`Is it cold?` is always answered by `No`")


def test_an_inject_that_never_arrives_and_a_track_that_never_moves_are_remarks() -> None:
    found = verdicts(tiny(injects="I-1: {title: Frost, text: T., turn: 1, if: heat > 80, do: heat -1}"))
    assert {key: each.severity for key, each in found.items()} == {
        ("no_inject", "I-1"): "remark",
        ("still_track", "stone"): "remark",
    }


def test_a_track_that_is_drawn_and_never_moves_is_no_remark() -> None:
    assert verdicts(tiny(stone="start: {1: 1, 3: 1}")) == {}


def test_modifiers_that_always_or_never_apply_and_odds_that_are_mostly_held_are_remarks() -> None:
    cards = """\
        A-2: {title: Sure, seat: one, text: T., chance: 90, uses: any, success: Y., success_do: stone -1,
              modifiers: [{if: heat > 10, chance: 20, because: It is warm}, {if: heat > 90, chance: 5, because: Hot}]}
        """
    found = verdicts(tiny(cards=cards))
    assert {code for code, about in found if about == "A-2"} == {"always_applies", "never_applies", "odds_clamped"}
    assert found["always_applies", "A-2"].sentence.endswith("always applied: `It is warm`, if heat > 10")
    assert found["odds_clamped", "A-2"].sentence == "the odds of A-2 `Sure` were held at a limit in 100 % of rulings"


def aimless() -> Deck:
    """A shipped deck that says nothing of what its balance should be."""
    deck = first_hour()
    seats = {
        name: evolve(seat, objectives=tuple(Objective(each.text) for each in seat.objectives))
        for name, seat in deck.seats.items()
    }
    return evolve(deck, targets=(), seats=seats)


def counted(deck: Deck, games: int, playable: int, played: int) -> Survey:
    """A survey in which the first card came up so often, and all else is in order."""
    card = next(iter(deck.cards))
    other = CardCount(playable=games, played=games, bands={"success": 1})
    return evolve(
        Survey.blank(deck),
        games=games,
        ended=games,
        cards=dict.fromkeys(deck.cards, other) | {card: CardCount(playable=playable, played=played)},
        answers={each.id: {state.id: games // 2 for state in each.states} for each in deck.answers},
        tracks={track: TrackCount({1: games}, moved=games) for track in deck.tracks},
        injects=dict.fromkeys(deck.injects, games),
    )


@pytest.mark.parametrize(
    ("playable", "played", "codes"),
    [
        (500, 100, set()),
        (25, 5, set()),
        (24, 5, {"seldom_playable"}),
        (25, 4, {"seldom_played"}),
        (24, 4, {"seldom_playable", "seldom_played"}),
        (0, 0, {"unplayable"}),
    ],
)
def test_five_per_cent_playable_and_one_per_cent_played_are_enough(playable: int, played: int, codes: set[str]) -> None:
    found = judge(aimless(), counted(aimless(), 500, playable, played))
    assert {each.code for each in found} == codes
    assert all(each.severity == "error" for each in found)


@pytest.mark.parametrize(("most", "codes"), [(80, set()), (81, {"lopsided_answer"}), (100, {"one_answer"})])
def test_a_state_above_eighty_per_cent_is_remarked_upon(most: int, codes: set[str]) -> None:
    deck = aimless()
    survey = counted(deck, 100, 100, 100)
    answer = deck.answers[0]
    first, second = (state.id for state in answer.states[:2])
    counts = dict.fromkeys((state.id for state in answer.states), 0) | {first: most, second: 100 - most}
    found = judge(deck, evolve(survey, answers={**survey.answers, answer.id: counts}))
    assert {each.code for each in found} == codes


def test_errors_come_before_remarks() -> None:
    ending = (
        "answers: {end: {question: Q?, states: {a: {if: heat < 10, title: A, text: T.}, b: {title: B, text: T.}}}}\n"
    )
    found = judge(deck := tiny(ending=ending), play_many(deck, 100, workers=1))
    assert [each.severity for each in found] == ["error", "remark"]
