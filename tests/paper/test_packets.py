"""What stands on each sheet."""

from __future__ import annotations

import pytest
from attrs import evolve

from tests.paper.sheets import Parsed, parsed, sheets, squeezed, views
from tests.support import MemoryGame, first_hour, small_deck
from wargame.deck import Poll
from wargame.paper import packet, wall_sheet


def pages(commands: int = 0, *, names: dict[str, str] | None = None) -> dict[str, Parsed]:
    deck = first_hour()
    events = MemoryGame(deck, "paper").play(commands).events
    return {name: parsed(page) for name, page in sheets(deck, views(deck, events), names=names).items()}


def count(page: Parsed, name: str) -> int:
    """How many elements have this class."""
    return sum(name in (dict(attributes).get("class") or "").split() for _, attributes in page.elements)


def test_a_packet_holds_all_that_its_seat_is_told() -> None:
    deck = first_hour()
    of = views(deck, MemoryGame(deck, "paper").events)
    for seat in deck.seats:
        text = squeezed(parsed(packet(of[seat], deck, "tuesday")).text)
        view = of[seat]
        told = ["tuesday", view.title, view.turn_title, view.turn_brief, view.brief, *view.objectives]
        for each in view.seats:
            told += [each.title, each.glyph, each.brief]
        for track in view.tracks:
            told += [track.title, track.about, *(level.title for level in track.levels)]
        for card in view.hand:
            told += [card.id, card.title, card.text, f"{card.odds.chance} %", *card.outcomes.values()]
            told += [*card.pros, *card.cons, *(each.because for each in card.odds.modifiers)]
            told += [refusal.sentence for refusal in card.refusals]
            for fact in card.facts:
                told += [fact.id, fact.text, fact.source]
        assert [each for each in told if squeezed(each) not in text] == []


def test_a_packet_holds_nothing_of_another_seat_but_what_everybody_knows() -> None:
    deck = first_hour()
    found = pages()
    for seat, other in (("seoul", "moscow"), ("moscow", "seoul")):
        text = found[seat].text
        assert all(card.id not in text and card.title not in text for card in deck.hand(other))
        assert deck.seats[other].private.strip() not in text
        assert not any(track.title in text for track in deck.tracks.values() if track.audience == other)
    assert not any(card.id in found["wall"].text for card in deck.cards.values())


def test_the_facilitators_sheet_holds_every_code_every_track_and_the_guide_and_says_whose_it_is() -> None:
    deck = first_hour()
    text = pages()["facilitator"].text
    assert "FOR THE FACILITATOR ONLY" in text
    assert all(card.id in text for card in deck.cards.values())
    assert all(track.title in text for track in deck.tracks.values())
    assert "Seen by Moscow." in text
    assert squeezed(deck.guide) in squeezed(text)


def test_a_packet_has_a_box_for_each_card_and_objective_and_a_slip_for_each_turn_that_is_left() -> None:
    deck = first_hour()
    game = MemoryGame(deck, "paper")
    left = []
    for state in game.steps():
        view = views(deck, game.events)["seoul"]
        page = parsed(packet(view, deck, "tuesday"))
        assert count(page, "card") == len(deck.hand("seoul"))
        left.append((state.turn, state.phase, count(page, "slip")))
        assert count(page, "box") == len(view.objectives) + left[-1][2]
    turns = len(deck.turns)
    expected = {"plan": lambda turn: turns - turn + 1, "ended": lambda turn: 0}
    assert all(slips == expected.get(phase, lambda turn: turns - turn)(turn) for turn, phase, slips in left)
    assert {phase for _, phase, _ in left} >= {"plan", "rule", "ended"}


def test_each_sheet_says_on_every_page_whose_it_is_and_of_which_game() -> None:
    found = pages()
    for name, whose in (("seoul", "◆ Seoul"), ("moscow", "▲ Moscow"), ("wall", "The wall"), ("facilitator", "Facil")):
        head = found[name].text.split("Print this page")[1][:400]
        assert whose in head
        assert "tuesday · First Hour" in " ".join(head.split())
        assert [tag for tag, _ in found[name].elements].count("thead") >= 1
    assert count(found["all"], "running") == 4


def test_names_stand_on_their_own_teams_packet_and_are_left_out_where_none_are_given() -> None:
    with_names = pages(names={"seoul": "Ana, Kim", "moscow": "Bo"})
    assert "Ana, Kim" in with_names["seoul"].text
    assert "Bo" not in with_names["seoul"].text.replace("Both", "").replace("Box", "")
    assert "Ana, Kim" in with_names["wall"].text
    without = pages(names={})
    assert all(count(page, "names") == 0 for page in without.values())


def test_the_wall_sheet_has_the_calendar_and_how_a_turn_goes() -> None:
    deck = first_hour()
    text = pages()["wall"].text
    assert all(turn.title in text for turn in deck.turns)
    assert "How a turn goes" in text
    later = [turn.brief.strip() for turn in deck.turns[1:] if turn.brief]
    assert not any(squeezed(brief) in squeezed(text) for brief in later)


def test_odds_that_are_not_complete_have_no_throws_beside_their_outcomes() -> None:
    deck = small_deck()
    view = views(deck, MemoryGame(deck, "1").events)["north"]
    search = next(card for card in view.hand if card.id == "N-2")
    text = parsed(packet(view, deck, "x")).text
    mine = text[text.index("Search the south") : text.index("N-3")]
    assert not search.odds.complete
    assert "Not all factors are known." in mine
    assert "–" not in mine


def test_only_a_seat_has_a_packet() -> None:
    deck = small_deck()
    with pytest.raises(ValueError, match="public has no seat"):
        packet(views(deck, MemoryGame(deck, "1").events)["public"], deck, "x")


def test_a_wall_of_a_single_ladder_draws_it_like_the_other_tracks() -> None:
    deck = small_deck()
    page = parsed(wall_sheet(views(deck, MemoryGame(deck, "1").events)["public"], deck, "x"))
    assert count(page, "ladders") == 0
    assert "Wall" in page.text
    assert "Plot" not in page.text.replace("S-1", "")


def test_the_practice_turn_has_a_slip_of_its_own_and_is_called_so() -> None:
    deck = small_deck()
    view = views(deck, MemoryGame(deck, "1").events)["north"]
    page = parsed(packet(evolve(view, turn=0, practice=True), deck, "x"))
    assert count(page, "slip") == len(deck.turns) + 1
    assert page.text.count("practice turn") >= 2
    assert "Practice turn" in page.text


def test_a_packet_has_a_poll_slip_for_before_and_for_after_with_boxes_to_tick_and_later_only_the_second() -> None:
    deck = evolve(
        small_deck(),
        poll={
            "arms": Poll("arms", "Should they send arms?", ("Yes", "<b>No</b>")),
            "frost": Poll("frost", "Will it freeze?", ("Unlikely", "Likely"), likelihood=True),
        },
    )
    game = MemoryGame(deck, "paper")
    for state in game.steps():
        page = parsed(packet(views(deck, game.events)["north"], deck, "tuesday"))
        slips = 2 if (state.turn, state.phase) == (1, "plan") else 1
        assert count(page, "poll") == slips
        assert count(page, "asked") == 2 * slips
        assert count(page, "square") == 6 * 4 * slips
        assert page.text.count("<b>No</b>") == slips
        assert page.text.count("After the ending") == 1
        assert page.text.count("Before the first move") == slips - 1


def test_a_deck_without_a_poll_prints_no_slips_for_one() -> None:
    deck = small_deck()
    of = views(deck, MemoryGame(deck, "paper").events)
    assert all(count(parsed(page), "poll") == 0 for page in sheets(deck, of).values())
