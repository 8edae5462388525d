"""Roads not taken, promises, facts argued, and what mattered: small games that a person can read."""

from __future__ import annotations

import pytest

from tests.scripts import Script, sure
from tests.support import MemoryGame, rich_deck
from wargame.debrief import facts_argued, promises_of, roads_not_taken, story_of
from wargame.debrief.outlook import played_on, what_mattered
from wargame.debrief.sections import NOTHING_JUDGED, mattered_section
from wargame.rules import AnswerDeal, Argue, Break, CloseDeal, Floor, Keep, OfferDeal, fold
from wargame.table.players import going_on
from wargame.umpire import Dice, secret_from_seed

CARDS = """
    N-1: {title: Stoke, seat: north, text: t, chance: 100, uses: any, success: s, success_do: heat +2, sources: [F1]}
    N-2: {title: Blaze, seat: north, text: t, chance: 100, uses: any, needs: heat >= 9, success: s, sources: [F2]}
    N-3: {title: Once, seat: north, text: t, chance: 100, success: s}
    S-1: {title: Cool, seat: south, text: t, chance: 100, uses: any, success: s, success_do: heat -1,
          modifiers: [{if: heat >= 7, chance: -5, because: x, sources: [F3]}]}
"""
FACTS = """\
sources: {R: {title: R}}
facts: {F1: {source: R, text: a}, F2: {source: R, text: b}, F3: {source: R, text: c}, F4: {source: R, text: d},
        F5: {source: R, text: e}}
injects: {I: {title: News, text: t, from: 2, sources: [F4]}}
"""


def test_a_card_that_could_be_played_and_never_was_is_a_road_not_taken_with_its_turns() -> None:
    game = Script(sure(CARDS, more=FACTS)).turn(north="N-1").turn(north="N-1").turn(north="N-1")
    found = {
        each.card: each.turns for each in roads_not_taken(story_of(game.deck, game.events)) if each.seat == "north"
    }
    # Heat stands at 5, 7, 9 when north chooses: `Blaze` is open in the third turn only.
    assert found == {"N-0": (1, 2, 3), "N-3": (1, 2, 3), "N-2": (3,)}


def test_a_card_that_was_handed_in_is_no_road_that_was_not_taken() -> None:
    game = Script(sure(CARDS, more=FACTS)).turn(north="N-3").turn(north="N-1")
    found = [each.card for each in roads_not_taken(story_of(game.deck, game.events)) if each.seat == "north"]
    assert found == ["N-0"]


def test_facts_come_up_with_what_cites_them() -> None:
    game = Script(sure(CARDS, more=FACTS)).lay(north="N-1", south="S-1")
    game.say(Floor("north", "north"), Argue("north", "north", "for", "It is dry")).rule()
    while game.state.phase in ("close", "page"):
        game.say(going_on(game.state))
    game.turn(north="N-1")
    found = facts_argued(story_of(game.deck, game.events))
    ways = {fact: [(each.turn, each.way, each.id, each.seat) for each in several] for fact, several in found.items()}
    assert ways == {
        "F1": [(1, "argued", "N-1", "north"), (2, "card", "N-1", "north")],
        "F2": [],
        "F3": [(1, "modifier", "S-1", "south")],
        "F4": [(2, "inject", "I", "")],
        "F5": [],
    }


PROMISE = """
    N-1: {title: Warn, seat: north, text: t, chance: 100, uses: any, success: s,
          commits: {if: heat >= 7, then: N-2, text: If it gets hot we act}}
    N-2: {title: Act, seat: north, text: t, chance: 100, uses: any, success: s}
    S-1: {title: Stoke, seat: south, text: t, chance: 100, uses: any, success: s, success_do: heat +2}
"""


@pytest.mark.parametrize(("keeps", "kept", "broken"), [(True, 1, 0), (False, 0, 1)])
def test_promises_are_counted_by_what_became_of_them(keeps: bool, kept: int, broken: int) -> None:
    game = Script(sure(PROMISE)).turn(north="N-1").lay(south="S-1").rule()
    game.say(Keep("north") if keeps else Break("north"))
    found = promises_of(story_of(game.deck, game.events)).words
    assert [(each.made, each.kept, each.broken) for each in found.values()] == [(1, kept, broken), (0, 0, 0), (0, 0, 0)]


def test_a_deal_counts_for_both_sides_and_its_breach_for_the_one_that_broke_it() -> None:
    game = Script(sure(CARDS, more=FACTS)).say(OfferDeal("north", "south", "wood", "water", 2))
    deal = game.state.deals[0].id
    game.say(AnswerDeal("south", deal, True), CloseDeal(deal, False, "south", "no water came"))
    words = promises_of(story_of(game.deck, game.events)).words
    assert {seat: (each.made, each.kept, each.broken) for seat, each in words.items()} == {
        "north": (1, 0, 0),
        "south": (1, 0, 1),
        "east": (0, 0, 0),
    }


GAMBLE = "N-1: {title: Win, seat: north, text: t, chance: 50, uses: any, success: s, success_do: heat = 20}"
AIMS = {
    "north": "{text: Hot, if: heat >= 20}, {text: Cold, if: heat <= 2}, {text: Honour}",
    "south": "{text: Not hot, if: heat < 20}",
    "east": "{text: Be there}",
}


def gamble() -> Script:
    """One turn, one move that is even, and objectives that hang on it."""
    return Script(sure(GAMBLE, turns=1, aims=AIMS)).lay(north="N-1").rule()


def test_what_a_ruling_decided_is_the_outlook_after_it_less_the_one_before() -> None:
    game = gamble()
    story = story_of(game.deck, game.events)
    won = story.rulings[0].band == "success"
    # The n-th game that is played on has the n-th dice: with up to 50 of 100 heat goes to 20.
    rolls = [Dice(secret_from_seed(f"onward-{number}")).roll("ruling/1/north/1/1").value for number in range(1, 41)]
    hot = sum(roll <= 50 for roll in rolls) / 40
    (found,) = what_mattered(story, games=40)
    # North can reach one of the two objectives that the board can judge; south has one; east has none.
    assert list(found.swings) == ["north", "south"]
    north, south = found.swings["north"], found.swings["south"]
    assert (north.before, north.after) == (pytest.approx(hot / 2), 0.5 if won else 0.0)
    assert (south.before, south.after) == (pytest.approx(1 - hot), 0.0 if won else 1.0)
    assert found.weight == pytest.approx((abs(north.change) + abs(south.change)) / 2)
    assert north.tells
    assert south.tells


def test_a_ruling_that_decides_nothing_has_no_weight_and_comes_last() -> None:
    sleepy = Script(gamble().deck).lay(north="N-1", south="S-0").rule()
    found = what_mattered(story_of(sleepy.deck, sleepy.events), games=10)
    assert [each.ruling.seat for each in found] == ["north", "south"]
    assert found[1].weight == 0
    assert not any(each.tells for each in found[1].swings.values())


def test_a_single_game_tells_no_change_from_none() -> None:
    game = gamble()
    (found,) = what_mattered(story_of(game.deck, game.events), games=1)
    assert [(each.give, each.tells) for each in found.swings.values()] == [(1, False), (1, False)]


def test_a_deck_without_objectives_that_the_board_judges_weighs_no_decision() -> None:
    aims = {"north": "{text: Honour}", "south": "{text: Rest}", "east": "{text: Be there}"}
    game = Script(sure(GAMBLE, turns=1, aims=aims)).lay(north="N-1").rule()
    story = story_of(game.deck, game.events)
    section = mattered_section(story, what_mattered(story, games=2), 2)
    assert (section.lines, section.events) == ((NOTHING_JUDGED,), {})


def test_playing_on_can_be_stopped_and_says_how_far_it_has_come() -> None:
    game = MemoryGame(rich_deck(), "stop").play()
    heard: list[tuple[int, int]] = []
    story = story_of(game.deck, game.events)

    def progress(done: int, of: int) -> None:
        heard.append((done, of))

    found = what_mattered(story, games=1, progress=progress, stop=lambda: bool(heard) and heard[-1][0] >= 2)
    assert len(found) == 2
    assert heard[-1] == (2, len(story.rulings))


def test_playing_on_in_several_processes_finds_what_one_process_finds() -> None:
    game = MemoryGame(rich_deck(), "many").play()
    story = story_of(game.deck, game.events)
    several = what_mattered(story, games=40)
    (first, *_) = several
    position = {state_at: fold(game.events[:state_at]) for state_at in (first.ruling.seq - 1, first.ruling.seq)}
    before, after = (played_on(story, state, 40) for state in position.values())
    for seat, swing in first.swings.items():
        assert swing.before == sum(before[seat]) / 40
        assert swing.after == sum(after[seat]) / 40


def test_playing_on_is_the_same_each_time() -> None:
    story = story_of(gamble().deck, gamble().events)
    assert what_mattered(story, games=5) == what_mattered(story, games=5)
