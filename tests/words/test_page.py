"""The front page tells what came of each move, also where the umpire has made something else of it."""

from __future__ import annotations

import pytest

from tests.scripts import Script, sure
from wargame.rules import Close, Overrule, Rule, view_for
from wargame.words import front_page

CARDS = """
    N-1: {title: Dam, seat: north, text: t, chance: 100, project: 2, success: The dam stands., failure: It leaks.}
    N-2: {title: Raid, seat: north, text: t, chance: 100, protected_by: nets, success: The nets are cut.,
      failure: They come home.}
    N-3: {title: Wait, seat: north, text: t, chance: 100, waits: true, success: They wait., success_do: trust +1,
      failure: They can not.}
"""


def lines(card: str, *overrules: Overrule) -> tuple[str, ...]:
    game = Script(sure(CARDS)).lay(north=card).say(Rule(thrown=(30,)), *overrules, Close())
    return front_page(game.deck, view_for(game.deck, game.state, "public")).lines


@pytest.mark.parametrize(
    ("card", "overrule", "told"),
    [
        ("N-1", None, "North: Dam, success. Success 1 of 2: it is not done yet."),
        ("N-1", Overrule("north", "No", "failure"), "North: Dam, failure. It leaks."),
        ("N-1", Overrule("north", "Well", "triumph"), "North: Dam, triumph. Success 1 of 2: it is not done yet."),
        (
            "N-2",
            Overrule("north", "Well", "triumph"),
            "North: Raid, triumph. A layer of what guards against it comes off; it has not come through yet.",
        ),
        ("N-1", Overrule("north", "It warms them.", effects="heat +1"), "North: Dam, success. It warms them."),
        ("N-1", Overrule("north", "Cold.", "failure", effects="heat -1"), "North: Dam, failure. Cold."),
    ],
)
def test_what_the_umpire_has_made_of_a_move_is_what_the_page_tells(
    card: str, overrule: Overrule | None, told: str
) -> None:
    assert told in lines(card, *([overrule] if overrule is not None else []))


def test_what_waiting_bought_is_counted_after_the_umpire_has_overruled_it() -> None:
    bought = [line for line in lines("N-3") if "Trust" in line]
    assert len(bought) == 1
    assert [line for line in lines("N-3", Overrule("north", "No", "failure")) if "Trust" in line] == []
