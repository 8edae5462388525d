"""What is legal in a deck and yet wrong in play is said, at its place; what can happen is never said not to."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support import GROWN, MemoryGame, grown_deck, rich_deck
from wargame.deck import Deck, load_text, read_text, shipped_decks
from wargame.deck import check as check_path
from wargame.deck.checking.ranges import Range, narrowed
from wargame.deck.checking.reach import whole_game
from wargame.deck.language.expression import names_read, truth

FERRY = """\
format: 2
id: ferry
title: The Ferry
seats:
  island: {title: Island, public: An island.}
  shore: {title: Shore, public: A shore.}
tracks:
  trust: {title: Trust, max: 10, start: 4}
  still: {title: Still, max: 9, start: 5}
  gold: {title: Gold, max: 99, start: 1}
turns: [{title: Spring}, {title: Summer}, {title: Autumn}]
cards:
  I-1: {title: Ask, seat: island, text: A letter., chance: 60, uses: any, success: Yes., success_do: trust +1}
  I-2: {title: Beg, seat: island, text: A plea., chance: 60, uses: any, success: Yes., success_do: trust -1}
  S-1: {title: Wait, seat: shore, text: And see., chance: 60, uses: any, waits: true, success: Yes.}
"""


MORE = "{if: trust > 4, chance: 10, because: x}, {if: still > 7, chance: 5, because: y}"


def warned(change: str = "", to: str = "", more: str = "") -> list[tuple[int, str]]:
    """The line and the sentence of each warning of the ferry, changed."""
    assert change in FERRY
    reading = read_text(FERRY.replace(change, to, 1) + more, warnings=True)
    assert reading.deck is not None, reading.problems
    assert {each.severity for each in reading.problems} <= {"warning"}
    return [(each.at.line, each.message) for each in reading.problems]


def test_a_plain_deck_has_no_warnings() -> None:
    assert warned() == []


@pytest.mark.parametrize(
    ("change", "to", "line", "said"),
    [
        ("chance: 60, uses: any, success: Yes., success_do: trust +1",
         "chance: 60, uses: any, needs: trust >= 8, success: Yes., success_do: trust +1",
         13, "card I-1 can never be played: `trust >= 8` can't hold"),
        ("text: A plea., chance", "text: A plea., needs: still = 5, chance", 14, "`still = 5` always holds"),
        ("text: A plea., chance", "text: A plea., needs: trust > 6 and trust < 3, chance", 14, "can never be played"),
        ("text: A plea., chance", "text: A plea., cost: gold 5, chance", 14, "card I-2 can never be paid for"),
        ("text: A plea., chance: 60", "text: A plea., chance: almost_certain", 14, "is 97, and counts as 95"),
        ("text: A plea., chance: 60", f"text: A plea., modifiers: [{MORE}], chance: 95", 14,
         "lie at a limit, whatever its modifiers say"),
        ("success_do: trust -1", "success_do: trust -1; still = 5", 14, "never changes `still`"),
        ("success_do: trust -1", "success_do: trust -1; trust = 3", 14, "and then sets it all the same"),
        ("success_do: trust -1", "success_do: trust -0", 14, "never changes `trust`"),
        ("success: Yes., success_do: trust -1",
         "success: Yes., success_do: trust -1, commits: {if: trust > 4, then: I-1, text: c, kept_do: trust +0}", 14,
         "`kept_do` of the promise of card I-2 never changes `trust`"),
        (", waits: true", "", 15, "card S-1 changes nothing, however it ends"),
        ("title: Ask", f"title: {'Ask ' * 12}", 13, "the title of card I-1 has 47 characters; up to 40 read well"),
        ("text: A letter.", f"text: {'A letter. ' * 30}", 13, "the text of card I-1 has 299 characters"),
        ("chance: 60, uses: any, waits: true", "chance: 60, waits: true", 5 + 1, "seat shore runs out of cards"),
        ("title: The Ferry", "title: The Ferry \U0001f6a2", 3, "`ship` is of uncertain width"),
        ("title: The Ferry", "title: The Ferry\nminutes: 5", 4, "seconds are left for the teams to choose in"),
        ("title: The Ferry", "title: The Ferry\nminutes: 500\npace: {opening: 5, choose: 5, ending: 5}", 5,
         "the pace fills"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_play_is_said_at_its_place(change: str, to: str, line: int, said: str) -> None:
    found = warned(change, to)
    assert any(at == line and said in message for at, message in found), found


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("injects: {N: {title: News, text: t, if: trust > 9}}\n", "inject N never arrives"),
        ("injects: {N: {title: News, text: t, from: 2, if: turn = 1}}\n", "inject N never arrives"),
        ("injects: {N: {title: News, text: t, from: 2, if: turn > 1}}\n", "`turn > 1` always holds"),
        ("estimates: {E: {question: Q, until: 2, if: turn = 3, by: {a: {title: A, right: 70}}}}\n", "what estimate E"),
        ("upkeep: {U: {title: Up, do: trust +1, if: still < 2}}\n", "upkeep U never happens"),
        ("ends: {E: {title: End, text: t, if: turn > 7}}\n", "end E never comes"),
        ("answers: {A: {question: Q, states: {x: {title: X, text: t, if: still > 8}, y: {title: Y, text: t}}}}\n",
         "is never answered by state x"),
        ("estimates: {E: {question: Q, if: still > 8, by: {a: {title: A, right: 70}}}}\n", "what estimate E asks"),
        ("policies: {P: {title: P, seat: shore, prefers: [{if: still > 8, weight: 2}]}}\n", "a preference of policy P"),
        ("sources: {R: {title: R}}\n", "no fact comes from source R"),
        ("sources: {R: {title: R}}\nfacts: {R1: {source: R, text: t}}\n", "fact R1 is never cited"),
        ("systems: {money: It costs}\n", "nothing carries system money"),
        ("research: {Q1: Does it?}\n", "says anything of research question Q1"),
    ],
)  # fmt: skip
def test_every_part_of_a_deck_is_looked_at(more: str, said: str) -> None:
    found = warned(more=more)
    assert any(said in message for _, message in found), found


def test_a_track_that_nobody_sees_and_nothing_reads_is_named() -> None:
    hidden = "  ghost: {title: Ghost, max: 9, start: 1, seen_by: []}\nturns:"
    change = FERRY.replace("turns:", hidden, 1).replace("success_do: trust -1", "success_do: ghost +1")
    reading = read_text(change, warnings=True)
    assert [each.message for each in reading.problems] == [
        "`success_do` of card I-2 changes `ghost`, which nobody sees and nothing reads"
    ]


def test_a_warning_says_between_which_values_a_track_can_get() -> None:
    reading = read_text(FERRY.replace("text: A plea.", "text: A plea., needs: trust >= 8"), warnings=True)
    assert reading.problems[0].hint == "`trust` lies between 4 and 7 in any game"
    assert "warning: card I-2 can never be played" in str(reading.problems[0])


def test_a_deck_is_played_all_the_same_where_it_has_warnings() -> None:
    reading = read_text(FERRY.replace("text: A plea.", "text: A plea., needs: trust >= 8"), warnings=True)
    assert reading.deck is not None
    assert reading.errors == ()


@pytest.mark.parametrize("name", shipped_decks())
def test_the_shipped_decks_have_no_warnings(name: str) -> None:
    assert [str(each) for each in check_path(shipped_decks()[name]).problems] == []


DECKS = {"grown": grown_deck(), "rich": rich_deck(), "ferry": load_text(FERRY)}


def conditions(deck: Deck) -> list:
    found = [card.needs for card in deck.cards.values()]
    found += [each.condition for card in deck.cards.values() for each in card.modifiers]
    found += [each.condition for each in deck.injects.values()]
    found += [each.condition for each in deck.upkeep]
    return [each for each in found if each is not None]


@pytest.mark.parametrize("name", DECKS)
@given(seed=st.text(max_size=8))
@settings(max_examples=25, deadline=None)
def test_whatever_happens_in_a_game_lies_within_the_ranges(name: str, seed: str) -> None:
    deck = DECKS[name]
    ranges = whole_game(deck)
    for state in MemoryGame(deck, f"range {seed}").steps():
        for track, value in state.values.items():
            assert ranges[track].low <= value <= ranges[track].high, track
        for condition in conditions(deck):
            if state.turn and truth(condition.node, state.scope):
                inside = narrowed(condition.node, ranges)
                assert inside is not None, condition.text
                for track in names_read(condition.node):
                    assert inside[track].low <= state.scope[track] <= inside[track].high


TERMS = st.sampled_from(
    ["a", "b", "a + b", "a - 2 * b", "max(a, b)", "min(a, 3)", "abs(a - b)", "a / 2", "round(b / 3)", "4"]
)
TRUTHS = st.recursive(
    st.tuples(TERMS, st.sampled_from(["=", "!=", "<", "<=", ">", ">="]), TERMS).map(" ".join),
    lambda below: st.one_of(
        below.map(lambda term: f"not ({term})"),
        st.tuples(below, st.sampled_from(["and", "or"]), below).map(lambda each: f"({each[0]}) {each[1]} ({each[2]})"),
    ),
    max_leaves=4,
)


@given(
    text=TRUTHS,
    lows=st.tuples(st.integers(-4, 4), st.integers(-4, 4)),
    wide=st.tuples(st.integers(0, 5), st.integers(0, 5)),
)
@settings(max_examples=150, deadline=None)
def test_a_narrower_range_holds_every_value_for_which_a_condition_is_true(text: str, lows: tuple, wide: tuple) -> None:
    from wargame.deck.language.binding import condition

    deck = load_text(GROWN)
    tracks = {name: next(iter(deck.tracks.values())) for name in ("a", "b")}
    bound = condition(text, tracks, lambda error: pytest.fail(str(error)))
    assert bound is not None
    ranges = {name: Range(low, low + more) for name, low, more in zip("ab", lows, wide, strict=True)}
    for wanted in (True, False):
        inside = narrowed(bound.node, ranges, wanted)
        for a in range(lows[0], lows[0] + wide[0] + 1):
            for b in range(lows[1], lows[1] + wide[1] + 1):
                if truth(bound.node, {"a": a, "b": b}) == wanted:
                    assert inside is not None
                    assert inside["a"].low <= a <= inside["a"].high
                    assert inside["b"].low <= b <= inside["b"].high
