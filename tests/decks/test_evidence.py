"""What the evidence deck promises: a step tied to a proof, two voices, a hidden truth, and endings that go by it."""

from __future__ import annotations

import pytest

from tests.scripts import Script
from wargame.deck import Band, Deck, find_deck, load, truth
from wargame.rules import Break, GiveNews, Keep, Overrule, Play, Respond, Rule

ROLES = ("builders", "engineers", "combat")


@pytest.fixture(scope="module")
def deck() -> Deck:
    return load(find_deck("evidence"))


def played(deck: Deck, seat: str, card: str, band: Band = "success", before: str = "case +0") -> Script:
    """A card has been played in the first turn, and has ended in a band, by the dice or by the umpire."""
    game = Script(deck).say(GiveNews("Before", effects=before)).lay(**{seat: card}).rule()
    if game.state.rulings[seat].band != band:
        game.say(Overrule(seat, "For the test", band))
    return game


def state(deck: Deck, question: str, /, **values: int) -> str:
    """The state by which a question of the ending is answered, with the start's values and these."""
    scope = {**Script(deck).values, **values}
    states = next(each.states for each in deck.answers if each.id == question)
    return next(each.id for each in states if each.condition is None or truth(each.condition.node, scope))


def test_the_promised_weapons_are_due_once_allies_confirm_that_they_are_there_to_fight(deck: Deck) -> None:
    game = played(deck, "office", "OFF-02")
    game.say(GiveNews("Seen", effects="proof = purpose; claim = support"))
    assert [each.seat for each in game.state.due] == []
    game.say(GiveNews("Seen again", effects="claim = combat"))
    assert [each.seat for each in game.state.due] == ["office"]
    assert game.code(Keep("office")) == ""
    before = game.values["credit"]
    game.say(Break("office"))
    assert game.values["credit"] == max(0, before - 2)


def test_nothing_is_tied_to_a_proof_that_is_there_already(deck: Deck) -> None:
    game = Script(deck).say(GiveNews("Before", effects="proof = purpose; claim = combat"))
    assert game.code(Play("office", "OFF-02")) == "needs"


@pytest.mark.parametrize(("seat", "card"), [("service", "SER-02"), ("service", "SER-03"), ("office", "OFF-04")])
def test_the_ministry_may_say_that_it_cannot_confirm_what_is_being_said(deck: Deck, seat: str, card: str) -> None:
    game = Script(deck).lay(**{seat: card}).say(Respond("ministry", "MIN-08", seat), Rule())
    move = next(each for each, put in game.state.table.items() if put.card == "MIN-08")
    if game.state.rulings[move].band != "success":
        game.say(Overrule(move, "For the test", "success"))
    assert game.state.swayed[seat] == ((-20, "MIN-08"),)
    assert game.values["accord"] == 0


@pytest.mark.parametrize(
    ("seat", "card", "said", "now"),
    [
        ("ministry", "MIN-05", "combat", 1),
        ("office", "OFF-04", "support", 2),
        ("service", "SER-03", "support", 2),
        ("office", "OFF-06", "combat", 0),
    ],
)
def test_taking_back_what_was_said_costs_credit_and_takes_the_allies_name_off(
    deck: Deck, seat: str, card: str, said: str, now: int
) -> None:
    taken_back = played(deck, seat, card, before=f"claim = {said}; proof = purpose; credit = 3").values
    first_said = played(deck, seat, card, before="claim = open; proof = purpose; credit = 3").values
    assert (taken_back["claim"], taken_back["proof"]) == (now, 2)
    assert taken_back["credit"] == first_said["credit"] - 1


@pytest.mark.parametrize("role", range(3))
def test_the_man_near_the_camp_says_what_they_are_there_for_or_a_little_less(deck: Deck, role: int) -> None:
    before = f"role = {ROLES[role]}"
    assert played(deck, "service", "SER-04", "success", before).values["reading"] == role + 1
    assert played(deck, "service", "SER-04", "partial", before).values["reading"] == max(1, role)


@pytest.mark.parametrize(("claim", "open_to_allies"), [("open", False), ("support", True), ("combat", True)])
def test_allies_confirm_a_purpose_only_where_seoul_has_named_one(deck: Deck, claim: str, open_to_allies: bool) -> None:
    game = Script(deck).say(GiveNews("Before", effects=f"proof = presence; claim = {claim}"))
    assert (game.code(Play("allies", "ALL-03")) == "") is open_to_allies


@pytest.mark.parametrize(
    ("answer", "proof", "lost"), [("phases", "images", 0), ("arms", "images", 1), ("phases", "presence", 1)]
)
def test_a_step_ahead_of_the_proof_costs_credit_and_so_does_a_step_behind_it(
    deck: Deck, answer: str, proof: str, lost: int
) -> None:
    game = Script(deck).say(GiveNews("Before", effects=f"answer = {answer}; proof = {proof}; credit = 4"))
    assert game.turn().values["credit"] == 4 - lost


@pytest.mark.parametrize(
    ("claim", "said_of"),
    [
        (0, ("unsaid", "unsaid", "unsaid")),
        (1, ("right", "right", "wrong")),
        (2, ("wrong", "wrong", "right")),
    ],
)
def test_what_seoul_said_is_measured_by_what_was_so(deck: Deck, claim: int, said_of: tuple[str, str, str]) -> None:
    assert tuple(state(deck, "word", claim=claim, role=role) for role in range(3)) == said_of


def test_arms_fit_where_they_fight_and_waiting_where_they_build(deck: Deck) -> None:
    fight, build = {"role": 2, "staying": 3}, {"role": 0, "staying": 3}
    assert [state(deck, "step", answer=3, **each) for each in (fight, build)] == ["fits", "over"]
    assert [state(deck, "step", answer=1, **each) for each in (fight, build)] == ["short", "fits"]
