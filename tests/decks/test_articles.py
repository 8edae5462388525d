"""That Seoul rests on all of the two articles: every fact, every system, and an argument that play leaves open."""

from __future__ import annotations

import pytest

from wargame.deck import Deck, carriers, citations, find_deck, load
from wargame.forecast import Casting, Survey, judge, judge_policies, play_many, try_policies

FACTS = {f"D{number}" for number in range(1, 17)} | {f"U{number}" for number in range(1, 26)}
SYSTEMS = {"ladder", "evidence", "home", "russia", "north", "allies", "ukraine", "readiness", "signals", "argument"}
#: What a fact can be the reason for: nothing that stands only in a guide counts.
CITING = {"cards", "modifiers", "injects", "seats"}


@pytest.fixture(scope="module")
def deck() -> Deck:
    return load(find_deck("seoul"))


def test_the_deck_has_all_facts_of_both_articles_and_no_others(deck: Deck) -> None:
    assert set(deck.facts) == FACTS


def test_every_fact_is_the_reason_for_a_card_a_modifier_a_piece_of_news_or_a_brief(deck: Deck) -> None:
    assert {each.fact for each in citations(deck) if each.section in CITING} - {"designer"} == FACTS


def test_every_seat_has_a_public_and_a_private_brief_that_rest_on_facts(deck: Deck) -> None:
    for seat in deck.seats.values():
        assert seat.public
        assert seat.private
        assert FACTS & set(seat.sources)


def test_the_ten_systems_are_there(deck: Deck) -> None:
    assert set(deck.systems) == SYSTEMS


@pytest.mark.parametrize("system", sorted(SYSTEMS - {"argument"}))
def test_a_system_is_carried_by_cards_tracks_news_and_rules(deck: Deck, system: str) -> None:
    carried = {each.section for each in carriers(deck) if system in each.systems}
    assert carried >= {"cards", "tracks", "injects", "upkeep"}


def test_the_argument_is_carried_by_floors_precedents_and_cards_that_answer(deck: Deck) -> None:
    assert deck.arguments.tokens
    assert deck.precedents
    answering = [card for card in deck.cards.values() if card.answers]
    assert len(answering) == 7
    assert all("argument" in card.systems for card in answering)


def test_every_card_track_rule_estimate_and_piece_of_news_belongs_to_a_system(deck: Deck) -> None:
    assert [each.id for each in carriers(deck) if not each.systems] == []


def test_no_state_of_an_answer_is_good_for_everybody_and_every_seat_has_good_ones(deck: Deck) -> None:
    states = [state for answer in deck.answers for state in answer.states]
    assert all(set(state.good) < set(deck.seats) for state in states)
    assert {seat for state in states for seat in state.good} == set(deck.seats)
    crisis = next(state for state in states if state.id == "crisis")
    assert crisis.good == ()


def good(deck: Deck, policy: str, survey: Survey) -> dict[str, int]:
    """By answer, in how many games it came out well for the seat of a policy."""
    seat = deck.policies[policy].seat
    return {
        answer.id: sum(survey.answers[answer.id][state.id] for state in answer.states if seat in state.good)
        for answer in deck.answers
    }


def test_caution_and_the_ladder_do_well_on_different_answers(deck: Deck) -> None:
    caution, ladder = (
        good(deck, policy, play_many(deck, 40, Casting(policy, mixed=True), workers=1))
        for policy in ("caution", "ladder")
    )
    assert caution["peninsula"] > ladder["peninsula"]
    assert caution["republic"] > ladder["republic"]
    assert ladder["kyiv"] > caution["kyiv"]


@pytest.mark.long
def test_no_policy_wins_everywhere_and_each_wins_something(deck: Deck) -> None:
    assert judge_policies(deck, try_policies(deck, 500)) == ()


@pytest.mark.long
@pytest.mark.parametrize("name", ["seoul", "first-hour"])
def test_five_hundred_games_leave_nothing_to_remark(name: str) -> None:
    shipped = load(find_deck(name))
    assert judge(shipped, play_many(shipped, 500)) == ()
