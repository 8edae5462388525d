from __future__ import annotations

from attrs import evolve

from tests.tui.conftest import harbours
from wargame.table import Store, View, new_game
from wargame.tui.director import AtEnding, AtRuling, AtTable, HandOver, next_scene


def public(store: Store) -> View:
    return new_game(store, harbours(), ("north", "south"), seed="x").view("public")


def handed_in(view: View, *seats: str) -> View:
    return evolve(view, seats=tuple(evolve(each, handed_in=each.id in seats) for each in view.seats))


BOTH = ("north", "south")


def test_between_two_teams_the_screen_is_passed(store: Store) -> None:
    assert next_scene(public(store), BOTH, None) == HandOver("north")


def test_the_team_that_has_opened_its_table_sees_it(store: Store) -> None:
    assert next_scene(public(store), BOTH, "north") == AtTable("north")


def test_when_one_has_handed_in_the_screen_goes_to_the_other(store: Store) -> None:
    assert next_scene(handed_in(public(store), "north"), BOTH, "north") == HandOver("south")


def test_the_second_team_may_look_first(store: Store) -> None:
    assert next_scene(public(store), BOTH, "south") == AtTable("south")


def test_a_single_team_has_nobody_to_hide_from(store: Store) -> None:
    assert next_scene(public(store), ("south",), None) == AtTable("south")


def test_open_moves_are_for_everyone(store: Store) -> None:
    view = handed_in(public(store), *BOTH)
    assert next_scene(evolve(view, phase="rule"), BOTH, "south") == AtRuling()
    assert next_scene(evolve(view, phase="close"), BOTH, None) == AtRuling()


def test_where_only_bots_play_the_rulings_can_be_watched(store: Store) -> None:
    assert next_scene(evolve(public(store), phase="rule"), (), None) == AtRuling()


def test_an_ended_game_shows_its_ending(store: Store) -> None:
    assert next_scene(evolve(public(store), phase="ended"), BOTH, "north") == AtEnding()


def test_the_order_goes_round_from_turn_to_turn(store: Store) -> None:
    view = public(store)
    turned = tuple(evolve(each, order=("south", "north")) if hasattr(each, "order") else each for each in view.news)
    assert next_scene(evolve(view, news=turned), BOTH, None) == HandOver("south")
