"""The difference between two viewpoints: all that only one of them has, and nothing that neither was given."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.scramble import scrambled
from tests.support import MemoryGame, rich_deck, small_deck
from wargame.debrief import Eyes, Recording
from wargame.debrief.difference import Difference, difference, gaps
from wargame.deck import FACILITATOR, PUBLIC
from wargame.rules import log_for, plain_face
from wargame.words import tell

seeds = st.integers(0, 10**6)


def recording(seed: int, *, rich: bool = True, talk: int = 0) -> Recording:
    deck = rich_deck() if rich else small_deck()
    game = MemoryGame(deck, str(seed))
    game = game.talk(Random(seed).randrange, talk) if talk else game.play()
    return Recording.of(deck, game.events)


def pair(known: Recording, first: str, second: str) -> tuple[Eyes, Eyes]:
    return known.through(first), known.through(second)


def plain(found: Difference) -> list[object]:
    sides = [(gap.topic, gap.title, gap.first, gap.second) for gap in found.gaps]
    told = [
        [None if each is None else (each.number, plain_face(each.face)) for each in (line.first, line.second)]
        for line in found.told
    ]
    return [found.number, found.there, sides, told]


def test_a_track_that_one_does_not_see_is_named_with_where_it_stands() -> None:
    known = recording(1, rich=False)
    found = {gap.title: gap for gap in difference(*pair(known, "north", "south"), 3).gaps if gap.topic == "track"}
    assert (found["Purse"].side, found["Purse"].second) == ("first", None)
    assert (found["Plot"].side, found["Plot"].first, found["Plot"].second) == ("second", None, "None")
    assert "Heat" not in found


def test_what_reports_say_of_a_hidden_track_stands_beside_its_truth_where_the_facilitator_compares() -> None:
    known = recording(3)
    eyes, truth = pair(known, "north", FACILITATOR)
    number = next(n for n in range(1, eyes.total + 1) if eyes.view(n).estimates)
    plot = next(gap for gap in difference(eyes, truth, number).gaps if gap.title == "Plot")
    assert plot.side == "both"
    assert "an estimate alone" in (plot.first or "")
    assert plot.second in ("None", "Talks", "Papers")
    assert not [gap for gap in difference(*pair(known, "north", "south"), number).gaps if "alone" in (gap.first or "")]


def test_hands_and_briefs_are_the_seats_own_and_the_facilitator_is_not_said_to_lack_them() -> None:
    known = recording(1)
    topics = {(gap.topic, gap.side) for gap in difference(*pair(known, "north", "south"), 2).gaps}
    assert {("hand", "first"), ("hand", "second"), ("brief", "first")} <= topics
    topics = {(gap.topic, gap.side) for gap in difference(*pair(known, "north", FACILITATOR), 2).gaps}
    assert not {topic for topic, _ in topics} & {"hand", "sealed", "brief"}


def test_a_move_out_of_sight_and_odds_that_are_not_all_known_are_told() -> None:
    seen = set()
    for seed in range(8):
        known = recording(seed, rich=False)
        eyes, other = pair(known, "north", FACILITATOR)
        for number in range(1, eyes.total + 1):
            for gap in difference(eyes, other, number).gaps:
                seen.add((gap.topic, gap.side))
                if gap.topic == "odds" and gap.first:
                    assert gap.first.endswith("not all factors are known")
                    assert "known here alone: " in (gap.second or "")
    assert {("move", "second"), ("odds", "both")} <= seen


@given(seed=seeds, talk=st.integers(0, 20))
@settings(max_examples=15, deadline=None)
def test_a_difference_is_made_of_the_two_views_and_the_two_logs_and_nothing_else(seed: int, talk: int) -> None:
    known = recording(seed, talk=talk)
    for first, second in (("north", "east"), ("south", PUBLIC), ("east", FACILITATOR)):
        eyes, other = pair(known, first, second)
        logs = [log_for(known.deck, known.events, viewer) for viewer in (first, second)]
        for number in range(1, eyes.total + 1, 3):
            found = difference(eyes, other, number)
            assert found.gaps == gaps(known.deck, eyes.at(number).view, other.at(found.there).view)
            assert all(gap.first != gap.second for gap in found.gaps)
            for line in found.told:
                assert line.first is None or line.first in logs[0]
                assert line.second is None or line.second in logs[1]
            shown = [line.first for line in found.told]
            assert all(entry in shown for entry in logs[0][max(0, number - 5) : number + 5])


@given(seed=seeds, world=st.integers(0, 2**32))
@settings(max_examples=20, deadline=None)
def test_changing_what_neither_can_see_changes_no_difference(seed: int, world: int) -> None:
    """What a seat does not see everybody does not see either."""
    known = recording(seed, rich=False)
    for seat in known.deck.seats:
        other = Recording.of(known.deck, scrambled(known.deck, known.events, seat, Random(world).randrange))
        for viewers in ((seat, PUBLIC), (PUBLIC, seat)):
            for number in range(1, known.through(viewers[0]).total + 1):
                one, two = (plain(difference(*pair(each, *viewers), number)) for each in (known, other))
                assert one == two


@pytest.mark.parametrize("seed", range(4))
def test_a_third_seats_secrets_are_in_no_difference_of_two_others(seed: int) -> None:
    known = recording(seed)
    eyes, other = pair(known, "north", "east")
    for number in range(1, eyes.total + 1):
        found = difference(eyes, other, number)
        assert not {"Plot", "Nets", "The hand of South"} & {gap.title for gap in found.gaps}
        words = [tell(known.deck, each.face) for line in found.told for each in (line.first, line.second) if each]
        assert not [text for lines in words for text in lines if "plays Plot" in text or "Plot:" in text]


def test_what_the_second_was_told_by_then_and_the_first_was_not_is_found() -> None:
    known = recording(2, rich=False)
    eyes, other = pair(known, PUBLIC, "south")
    found = difference(eyes, other, eyes.total)
    assert {line.side for line in found.untold()} == {"second", "both"} or found.untold()
    assert all(line.second is not None and line.second.number <= found.there for line in found.untold())
    assert not difference(eyes, eyes, 3).gaps
    assert not difference(eyes, eyes, 3).untold()
