"""The law of hidden things on paper: what a seat can't see changes nothing that is printed for it, to the byte."""

from __future__ import annotations

from random import Random

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.paper.sheets import sheets, views
from tests.rules.scramble import scrambled
from tests.support import MemoryGame, first_hour, small_deck
from wargame.deck import PUBLIC, Deck, Objective, sees
from wargame.paper import packet, wall_sheet

DECKS = {"small": small_deck, "first-hour": first_hour}


def printed(deck: Deck, events: list, viewer: str) -> str:
    """What is printed for a seat, or for the wall."""
    view = views(deck, events)[viewer]
    return wall_sheet(view, deck, "x") if viewer == PUBLIC else packet(view, deck, "x")


@pytest.mark.parametrize("name", DECKS)
@given(seed=st.integers(0, 10**6), commands=st.integers(0, 20), world=st.integers(0, 2**32))
@settings(max_examples=25, deadline=None)
def test_changing_what_a_seat_cannot_see_changes_no_byte_of_its_packet_nor_of_the_wall_sheet(
    name: str, seed: int, commands: int, world: int
) -> None:
    deck = DECKS[name]()
    events = MemoryGame(deck, str(seed)).play(commands).events
    draw = Random(world).randrange
    for viewer in (*deck.seats, PUBLIC):
        other = scrambled(deck, events, viewer, draw)
        assert printed(deck, other, viewer) == printed(deck, events, viewer)


@pytest.mark.parametrize("name", DECKS)
def test_the_facilitators_sheet_of_the_scrambled_world_is_another(name: str) -> None:
    deck = DECKS[name]()
    events = MemoryGame(deck, "7").play(5).events
    true = sheets(deck, views(deck, events))
    for viewer in (*deck.seats, PUBLIC):
        others = (scrambled(deck, events, viewer, Random(world).randrange) for world in range(5))
        assert any(sheets(deck, views(deck, other))["facilitator"] != true["facilitator"] for other in others)


def another_deck(deck: Deck, viewer: str) -> Deck:
    """The deck with other words in everything of it that `viewer` may not read."""
    word = "UNSEEN"
    seats = {
        each.id: each if each.id == viewer else evolve(each, private=word, objectives=(Objective(word),))
        for each in deck.seats.values()
    }
    tracks = {
        each.id: each
        if sees(each.audience, viewer)
        else evolve(each, title=word, about=word, levels=tuple(evolve(level, title=word) for level in each.levels))
        for each in deck.tracks.values()
    }
    cards = {}
    for each in deck.cards.values():
        silenced = evolve(each, facilitator=word)
        if each.seat != viewer:
            outcomes = {band: evolve(outcome, text=word) for band, outcome in each.outcomes.items()}
            silenced = evolve(silenced, title=word, text=word, pros=(word,), cons=(), outcomes=outcomes, chance=7)
        cards[each.id] = silenced
    injects = {
        each.id: each if sees(each.audience, viewer) else evolve(each, title=word, text=word)
        for each in deck.injects.values()
    }
    later = (deck.turns[0], *(evolve(each, brief=word) for each in deck.turns[1:]))
    ends = tuple(evolve(each, title=word, text=word) for each in deck.ends)
    return evolve(
        deck, seats=seats, tracks=tracks, cards=cards, injects=injects, turns=later, ends=ends, guide=word, text=word
    )


@pytest.mark.parametrize("name", DECKS)
def test_the_words_of_the_deck_that_a_seat_may_not_read_are_in_nothing_that_is_printed_for_it(name: str) -> None:
    deck = DECKS[name]()
    events = MemoryGame(deck, "7").events
    for viewer in (*deck.seats, PUBLIC):
        other = printed(another_deck(deck, viewer), events, viewer)
        assert "UNSEEN" not in other
        assert other == printed(deck, events, viewer)
