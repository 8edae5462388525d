"""Traces: a small game in which everybody can see what led to what."""

from __future__ import annotations

from tests.scripts import Script, sure
from tests.support import MemoryGame, rich_deck
from wargame.debrief import Story, links_of, story_of, trace
from wargame.rules import Argue, Floor, Overrule, Rule
from wargame.table.players import going_on

CARDS = """
    N-1: {title: Stoke, seat: north, text: t, chance: 100, uses: any, success: s, success_do: heat +2}
    S-1: {title: Steam, seat: south, text: t, chance: 100, uses: any, needs: heat >= 7, success: s,
          success_do: trust +1}
    S-2: {title: Cool, seat: south, text: t, chance: 100, uses: any, success: s, success_do: heat -1}
    E-1: {title: Talk, seat: east, text: t, chance: 100, uses: any, success: s,
          modifiers: [{if: trust >= 6, chance: -10, because: x}, {if: trust <= 1, chance: 10, because: y}]}
"""
UPKEEP = "upkeep: {U: {title: Up, if: turn = 2, do: trust -2}}\n"


def told(game: Script) -> Story:
    return story_of(game.deck, game.events)


def links(game: Script, move: str) -> list[tuple[str, str, str, str, bool]]:
    found = links_of(told(game))[move]
    return [(each.source.origin, each.source.id, each.tie, each.by, each.against) for each in found]


def test_what_a_card_needs_leads_to_what_moved_it_last_and_enables() -> None:
    game = Script(sure(CARDS)).turn(north="N-1").turn(south="S-1").turn(east="E-1")
    assert links(game, "1.north") == []
    assert links(game, "2.south") == [("move", "1.north", "enabling", "heat", False)]


def test_a_modifier_that_counted_is_a_cause_and_may_tell_against_the_move() -> None:
    game = Script(sure(CARDS)).turn(north="N-1").turn(south="S-1").turn(east="E-1")
    assert links(game, "3.east") == [("move", "2.south", "causal", "trust", True)]


def test_a_trace_goes_back_to_the_first() -> None:
    game = Script(sure(CARDS)).turn(north="N-1").turn(south="S-1").turn(east="E-1")
    story = told(game)
    found = trace(story, story.rulings[-1])
    assert found.depth() == 3
    assert list(found.behind) == ["2.south"]
    assert list(found.behind["2.south"].behind) == ["1.north"]


def test_news_and_upkeep_are_where_a_trace_ends() -> None:
    game = Script(sure(CARDS, more=UPKEEP)).turn(north="N-1").turn(south="S-1").turn(south="S-2", east="E-1")
    assert links(game, "3.east") == []
    calm = Script(sure(CARDS.replace("trust >= 6", "trust < 5"), more=UPKEEP)).turn().turn().turn(east="E-1")
    assert links(calm, "3.east") == [("upkeep", "U", "causal", "trust", True)]


def test_a_reason_that_cites_a_result_leans_on_it_as_the_reason_says() -> None:
    game = Script(sure(CARDS)).turn(north="N-1").lay(north="N-1", south="S-2")
    game.say(
        Floor("south", "south"),
        Argue("south", "south", "for", "It burned before", tie="enabling", cites="1.north"),
        Argue("south", "east", "against", "It burned out", cites="1.north"),
        Rule(),
        Rule(),
    )
    cited = [each for each in links(game, "2.south") if each[1] == "1.north"]
    assert cited == [
        ("move", "1.north", "enabling", "It burned before", False),
        ("move", "1.north", "causal", "It burned out", True),
    ]


def test_an_override_is_the_moves_own_doing() -> None:
    game = Script(sure(CARDS)).lay(north="N-1").rule()
    game.say(Overrule("north", "x", "success", "heat +4"))
    while game.state.phase in ("close", "page"):
        game.say(going_on(game.state))
    game.turn(south="S-1")
    assert links(game, "2.south") == [("move", "1.north", "enabling", "heat", False)]


def test_every_link_leads_to_something_earlier_and_no_trace_goes_round() -> None:
    for seed in range(12):
        game = MemoryGame(rich_deck(), str(seed)).play()
        story = story_of(game.deck, game.events)
        places = {each.id: place for place, each in enumerate(story.rulings)}
        for name, found in links_of(story).items():
            for link in found:
                assert link.source.turn <= story.rulings[places[name]].turn
                if link.source.origin == "move" and link.source.id in places:
                    assert places[link.source.id] < places[name]
        for ruling in story.rulings:
            assert trace(story, ruling).depth() <= len(story.rulings)
