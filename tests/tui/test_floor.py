"""A move is argued in full and ruled: floor, reasons, method, odds, votes, dice, overrides, and what people settle."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from tests.tui.conftest import HERE, Person, Sits
from wargame.deck import Deck, load_text
from wargame.table import (
    Argue,
    Choose,
    Close,
    Floor,
    Judge,
    Next,
    Overrule,
    Pass,
    Play,
    PlayFree,
    Rule,
    Store,
    Table,
    Vote,
    open_saved,
)
from wargame.tui.director import AtPage, AtRuling, Post
from wargame.tui.screens import scene
from wargame.tui.screens.ask import Ask
from wargame.tui.screens.pick import Pick
from wargame.tui.screens.ruling import RulingScreen

Lay = Callable[..., Table]
FACILITATOR, NORTH, SOUTH = Post("facilitator"), Post("north"), Post("south")


@cache
def asking() -> Deck:
    """The harbours, and a card that leaves something to a person."""
    text = (HERE / "harbours.yaml").read_text(encoding="utf-8")
    card = "  S-1: {title: Bide the time, seat: south, umpire: What do the nets catch?,"
    return load_text(text.replace("  S-1: {title: Bide the time, seat: south,", card))


def opened(table: Table, *, south: str = "S-1") -> Table:
    """Both have handed in; the move of North is ruled first."""
    table.send(Play("north", "N-1"))
    table.send(Play("south", south))
    return table


def argued(table: Table, **options: str) -> Table:
    opened(table, **options).send(Floor("north"))
    return table


async def floored(person: Person) -> str:
    return await person.press("f", "enter")


async def test_the_facilitator_gives_a_move_the_floor(sits: Sits, lay: Lay) -> None:
    table = opened(lay("north", "south"))
    async with sits(table) as person:
        assert "f Floor" in person.text()
        assert "+ For" not in person.text()
        text = await person.press("f")
        assert "The facilitator gives it" in text
        assert "◆ North spends a token" in text
        assert "2 left" in text
        text = await person.press("enter")
        assert table.state.floors == {"north": ""}
        assert "the floor, by the facilitator" in text
        assert "f Floor" not in text
        assert "+ For" in text
        assert "− Against" in text
        assert "a What stands can't be talked away" in text


async def test_a_seat_that_has_no_token_left_is_greyed_and_says_so(sits: Sits, lay: Lay) -> None:
    deck = load_text((HERE / "harbours.yaml").read_text(encoding="utf-8") + "arguments: {floors: 0}\n")
    table = opened(lay("north", "south", deck=deck))
    async with sits(table) as person:
        text = await person.press("f")
        assert text.count("no floor left") == 2
        await person.press("down", "enter")
        assert table.state.floors == {"north": ""}


async def test_a_scribe_takes_down_reason_after_reason_without_leaving_the_line(sits: Sits, lay: Lay) -> None:
    table = argued(lay("north", "south"))
    async with sits(table, (80, 24)) as person:
        text = await person.press("plus", *"n! quiet water", "enter")
        assert " 1 ! ◆ quiet water" in text
        assert "Reasons about the move of ◆ North" in text
        text = await person.press("minus", *"s? fog", "enter", *"-s a", "enter")
        assert " 2 ? ▲ fog" in text
        assert " 3   ▲ Everybody sees it" in text
        assert "83 %  very likely: 78, for +10, against −5" in text
        text = await person.press("enter")
        assert "Reasons about" not in text
        assert [each.text for each in table.state.argument("north").reasons] == [
            "quiet water",
            "fog",
            "Everybody sees it",
        ]


async def test_a_line_that_can_not_be_read_says_why_and_stays(sits: Sits, lay: Lay) -> None:
    table = argued(lay("north", "south"))
    async with sits(table, (80, 24)) as person:
        text = await person.press("plus", *"x a lie", "enter")
        assert "✕ no seat goes by the letter x" in text
        assert "+x a lie" in text
        await person.press("ctrl+u", *"+n no lie", "enter")
        assert [each.text for each in table.state.argument("north").reasons] == ["no lie"]


async def test_what_the_rules_refuse_comes_back_onto_the_line(sits: Sits, lay: Lay) -> None:
    table = argued(lay("north", "south"))
    table.send(Argue("north", "north", "for", "quiet water"))
    async with sits(table, (80, 24)) as person:
        text = await person.press("plus", *"n Quiet water.", "enter")
        assert "✕ that reason has been given" in text
        assert "+n Quiet water." in text
        assert len(table.state.argument("north").reasons) == 1


async def test_what_is_typed_outlives_what_others_do_and_the_closing_of_the_line(
    sits: Sits, lay: Lay, store: Store
) -> None:
    table = argued(lay("north", "south"))
    async with sits(table, (80, 24)) as person:
        await person.press("plus", *"n half a sen")
        open_saved(store, "harbours-1").send(Argue("north", "south", "against", "from elsewhere"))
        person.app.refresh_from_save()
        await person.settle()
        text = person.text()
        assert "from elsewhere" in text
        assert "+n half a sen" in text
        assert "half a sen" not in await person.press("escape")
        assert "+n half a sentence" in await person.press("minus", *"tence")


async def test_a_second_enter_after_the_line_was_closed_rules_nothing(
    sits: Sits, lay: Lay, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scene, "HASTE", 600.0)
    table = argued(lay("north", "south"))
    async with sits(table) as person:
        await person.press("plus", *"n quiet water", "enter", "enter", "enter", "space")
        assert table.state.pending == ("north", "south")
        person.app.answered_at -= 601
        await person.press("enter", "enter")
        assert table.state.pending == ("south",)


async def test_reasons_typed_faster_than_they_are_saved_are_all_taken_in_order(sits: Sits, lay: Lay) -> None:
    table = argued(lay("north", "south"))
    async with sits(table) as person:
        await person.press("plus")
        for line in ("n one", "+n two", "+n three", "-s four"):
            for key in (*line.replace("-", "\0"), "\r"):
                await person.pilot.press("enter" if key == "\r" else "minus" if key == "\0" else key)
        await person.settle()
        assert [each.text for each in table.state.argument("north").reasons] == ["one", "two", "three", "four"]
        assert person.notices == []


async def test_a_method_is_chosen_by_what_it_would_say(sits: Sits, lay: Lay) -> None:
    table = argued(lay("north", "south"))
    async with sits(table) as person:
        text = await person.press("m")
        assert "2d6, 7 or more" in text
        assert "58 %  likely" in text
        assert "needs how strong the argument is" in text
        text = await person.press("down", "enter")
        assert table.state.argument("north").method == "2d6"
        assert "58 %  likely  by 2d6, 7 or more" in text
        assert "● Success 25 %" in text


@pytest.mark.parametrize(
    ("method", "keys", "told"),
    [
        ("d6", ("down", "enter"), ("rating", "strong")),
        ("keep", ("down", "enter"), ("leverage", "strong")),
        ("umpire", ("enter",), ("decided", "success")),
        ("consensus", ("down", "enter"), ("decided", "partial")),
        ("ballot", (*"546", "enter"), ("shown", (50, 68, 88))),
        ("tokens", (*"SS FF", "enter"), ("bag", ("SS", "FF"))),
    ],
)
async def test_what_a_method_lacks_is_asked_at_once(
    method: str, keys: tuple[str, ...], told: tuple[str, object], sits: Sits, lay: Lay
) -> None:
    table = argued(lay("north", "south"))
    async with sits(table) as person:
        await person.press("m")
        assert isinstance(person.app.screen, Pick)
        while person.app.screen.choices().current != method:
            await person.press("down")
        await person.press("enter", *keys)
        assert table.state.argument("north").method == method
        assert getattr(table.state.argument("north"), told[0]) == told[1]
        text = await person.press("enter", "enter")
        assert "Next: South" in text


async def test_enter_asks_for_what_the_ruling_lacks(sits: Sits, lay: Lay) -> None:
    table = argued(lay("north", "south"))
    table.send(Choose("north", "d6"))
    async with sits(table) as person:
        assert "wants to know how strong the argument is" in person.text()
        assert "Say what is missing" in person.text()
        assert "How strong is the argument as a whole?" in await person.press("enter")
        await person.press("enter")
        assert table.state.argument("north").rating == "average"
        assert "Next: South" in await person.press("enter", "enter")


async def test_the_umpire_sets_odds_with_a_reason(sits: Sits, lay: Lay) -> None:
    table = opened(lay("north", "south"))
    async with sits(table) as person:
        text = await person.press("o", "enter", *"60", "enter")
        assert "The odds want a reason" in text
        text = await person.press(*" the road is open", "enter")
        assert "60 %  likely" in text
        assert "The umpire's odds: the road is open" in text
        assert table.state.argument("north").chance == 60


async def test_two_moves_are_set_against_each_other(sits: Sits, lay: Lay) -> None:
    table = opened(lay("north", "south"))
    async with sits(table) as person:
        text = await person.press("o", "down", "enter", "enter")
        assert table.state.argument("north").opposes == "south"
        assert "Set against the move of South" in text


async def test_a_reason_is_weighed_and_one_is_struck_out(sits: Sits, lay: Lay) -> None:
    table = argued(lay("north", "south"))
    table.send(Argue("north", "north", "for", "quiet water"))
    table.send(Argue("north", "south", "against", "fog", "strong"))
    async with sits(table) as person:
        await person.press("w", "down", "enter")
        text = await person.press("down", "down", "down", "enter")
        assert "not accepted" in text
        assert table.state.argument("north").reasons[1].strength is None


async def test_a_wide_ballot_stops_and_is_talked_about_or_ruled_anyway(sits: Sits, lay: Lay) -> None:
    table = argued(lay("north", "south"))
    table.send(Choose("north", "ballot"))
    async with sits(table) as person:
        text = await person.press("b", *"5% 90%", "enter")
        assert "The votes lie far apart" in text
        text = await person.press("enter")
        assert "Let the room talk, and vote again" in text
        await person.press("enter")
        assert table.state.pending[0] == "north"
        await person.press("enter", "down", "enter")
        assert table.state.pending == ("south",)


async def test_real_dice_are_typed_as_they_lie(sits: Sits, lay: Lay) -> None:
    table = argued(lay("north", "south"))
    table.send(Choose("north", "2d6"))
    async with sits(table) as person:
        text = await person.press("d", *"7 3", "enter")
        assert isinstance(person.app.screen, Ask)
        assert "7 3 is no fall" in text
        text = await person.press(*["backspace"] * 3, *"4 3", "enter")
        assert "4 and 3 on d6 (real dice)" in text
        assert table.state.rulings["north"].thrown


async def test_after_the_roll_the_room_reads_what_it_said_and_what_fell(sits: Sits, lay: Lay) -> None:
    table = argued(lay("north", "south"))
    table.send(Argue("north", "north", "for", "quiet water", "strong"))
    async with sits(table, (80, 24)) as person:
        text = await person.press("enter", "enter")
        assert "You said 88, rolled 22:" in text
        assert "Weighed: for 1 strong." in text
        assert "Others would say" in text


async def test_an_outcome_is_overridden_and_the_old_band_is_named(sits: Sits, lay: Lay) -> None:
    table = opened(lay("north", "south"))
    table.send(Rule("north"))
    async with sits(table) as person:
        text = await person.press("x")
        assert "as it is" in text
        await person.press(*["down"] * 3, "enter", "enter")
        assert "Everybody wants to know why." in person.text()
        text = await person.press(*"The crane was old", "enter")
        assert "▼ Disaster" in text
        assert "was ● Success" in text
        assert "The umpire: The crane was old" in text
        assert "(was success)" in text
        assert "A note for facilitators" not in text
        assert table.state.rulings["north"].band == "disaster"


async def test_other_changes_may_be_written_by_hand(sits: Sits, lay: Lay) -> None:
    table = opened(lay("north", "south"))
    table.send(Rule("north"))
    async with sits(table) as person:
        await person.press("x", *["down"] * 5, "enter")
        text = await person.press(*"calmm -1", "enter")
        assert "calm" in text
        assert isinstance(person.app.screen, Ask)
        await person.press(*["backspace"] * 8, *"calm -2", "enter", *"Fog", "enter")
        assert "Changed  Calm of the bay: 6 → 4 (−2)" in person.text()
        assert table.state.values["calm"] == 4


async def test_before_the_dice_an_override_sets_the_band(sits: Sits, lay: Lay) -> None:
    table = opened(lay("north", "south"))
    async with sits(table) as person:
        text = await person.press("x", "down", "enter", *"Nobody was there to stop it", "enter")
        assert "No die fell:" in text
        assert table.state.rulings["north"].rolls == ()


async def test_what_a_ruling_leaves_to_a_person_is_settled_before_the_turn_closes(sits: Sits, lay: Lay) -> None:
    table = opened(lay("north", "south", deck=asking()))
    table.send(Rule("north"))
    table.send(Rule("south"))
    async with sits(table) as person:
        text = person.text()
        assert "What do the nets catch?" in text
        assert "Settle it" in text
        assert table.state.unsettled == ("south",)
        await person.press("left", "enter")
        assert person.app.scene == AtRuling()
        assert "What do the nets catch?" in person.text()
        await person.press("enter", *"calm +1", "enter", *"A good catch", "enter")
        assert table.state.unsettled == ()
        assert "Settled by the umpire: A good catch" in person.text()
        await person.press("enter")
        assert person.app.scene == AtPage()


@pytest.mark.parametrize("typed", ["", "nothing", "Nothing."])
async def test_an_empty_line_or_the_word_settles_that_nothing_changes(typed: str, sits: Sits, lay: Lay) -> None:
    table = opened(lay("north", "south", deck=asking()))
    table.send(Rule("north"))
    table.send(Rule("south"))
    async with sits(table) as person:
        await person.press("s", *typed, "enter", "enter")
        assert table.state.unsettled == ()


async def test_a_team_at_its_terminal_spends_its_own_token_speaks_for_itself_and_takes_back(
    sits: Sits, lay: Lay
) -> None:
    table = opened(lay("north", "south", sitting="terminals"))
    async with sits(table, post=NORTH) as person:
        text = person.text()
        assert "m Method" not in text
        assert "Spend a token" in await person.press("f")
        await person.press("enter")
        assert table.state.floors == {"north": "north"}
        text = await person.press("plus", *" quiet water", "enter")
        assert " 1   ◆ quiet water" in text
        text = await person.press("minus", *"s fog", "enter")
        assert "your terminal speaks for your own team alone" in text
        await person.press("escape", "u")
        assert table.state.argument("north").reasons == ()


async def test_teams_vote_unseen_and_the_votes_open_with_the_last_one(sits: Sits, lay: Lay) -> None:
    table = argued(lay("north", "south", sitting="terminals"))
    async with sits(table, post=NORTH) as person:
        assert "b Vote" in person.text()
        text = await person.press("b", *"likely", "enter")
        assert "Voted, unseen: North." in text
        table.send(Vote("north", "south", 30))
        person.app.refresh_from_save()
        await person.settle()
        assert "Votes: 30, 68 %." in person.text()


async def test_who_leads_opens_the_sealed_votes(sits: Sits, lay: Lay) -> None:
    table = argued(lay("north", "south", sitting="terminals"))
    table.send(Vote("north", "north", 68))
    async with sits(table, post=FACILITATOR) as person:
        text = await person.press("b")
        assert "Open the sealed votes" in text
        await person.press("enter")
        assert table.state.argument("north").shown == (68,)


async def test_a_terminal_that_only_watches_is_offered_none_of_it(sits: Sits, lay: Lay) -> None:
    table = argued(lay("north", "south", sitting="terminals"))
    async with sits(table, post=Post("public", plays=False)) as person:
        before = person.text()
        assert "Method" not in before
        for key in ("f", "plus", "minus", "m", "o", "b", "w", "d", "x", "c", "u", "s", "enter"):
            await person.press(key)
            assert isinstance(person.app.screen, RulingScreen)
        assert person.text() == before


async def test_a_free_move_is_written_at_the_table_and_ruled_on_the_umpires_odds(sits: Sits, lay: Lay) -> None:
    table = lay("north", "south")
    async with sits(table) as person:
        await person.press("enter", "w", *"Row across by night", "escape")
        assert "A move of your own is begun: w goes on with it." in " ".join(person.text().split())
        text = await person.press("w")
        assert "Row across by night" in text
        text = await person.press("right", "enter")
        assert "Hand in: Row across by night?" in text
        await person.press("escape", "w", "enter", "enter")
        assert table.view("north").handed_free is not None
        await person.press("enter", "p", "enter")
        text = person.text()
        assert "a move of its own" in text
        assert "Row across by night" in text
        assert "Say what is missing" in text
        text = await person.press("enter", *"40 The moon is out", "enter")
        assert "40 %" in text
        await person.press("enter")
        assert table.state.pending == ()


async def test_a_free_move_that_nobody_has_told_is_asked_for_first(sits: Sits, lay: Lay) -> None:
    table = lay("north", "south")
    table.send(PlayFree("north"))
    table.send(Pass("south"))
    async with sits(table) as person:
        assert "Tell the move" in person.text()
        text = await person.press("enter", *"Row across", "enter")
        assert "Row across" in text
        assert table.state.table["north"].free is not None
        assert "Say what is missing" in text


async def test_a_claim_is_written_part_by_part(sits: Sits, lay: Lay) -> None:
    table = argued(lay("north", "south"))
    async with sits(table) as person:
        await person.press("c", "enter", *"To be first", "enter")
        text = await person.press("c", "enter", *"Piles by June", "enter")
        assert "Aim  To be first" in text
        assert "Effect  Piles by June" in text


async def test_a_team_takes_back_its_sealed_move_while_others_choose(sits: Sits, lay: Lay) -> None:
    table = lay("north", "south", sitting="terminals")
    table.send(Play("north", "N-1"))
    async with sits(table, post=NORTH) as person:
        assert "u Take back" in person.text()
        text = await person.press("u")
        assert "Your hand" in text
        assert "north" not in table.state.moves


async def test_a_free_slip_is_told_when_the_moves_lie_open(sits: Sits, lay: Lay) -> None:
    table = lay("north", "south", sitting="wall")
    async with sits(table) as person:
        await person.press("s", "enter", *"free", "enter", "p", "enter")
        assert "a move of your own" in await person.press("enter")
        await person.press("escape", "s", "enter", *"pass", "enter", "enter")
        assert "What it does has not been told yet." in person.text()


async def test_the_facilitator_sets_the_outcome_of_a_hidden_move_and_the_wall_learns_nothing(
    sits: Sits, lay: Lay, store: Store
) -> None:
    table = opened(lay("north", "south", sitting="terminals"), south="S-2")
    table.send(Rule("north"))
    async with sits(table, post=FACILITATOR) as person:
        await person.press("enter")
        assert "Pay the buyer" in person.text()
        assert "f Floor" not in person.text()
        await person.press("x", *["down"] * 4, "enter", *"A clerk was ill", "enter", *"secret", "enter")
        assert "▼ Disaster" in person.text()
        assert "For facilitators: secret" in person.text()
    async with sits(open_saved(store, "harbours-1"), post=Post("public", plays=False)) as person:
        text = await person.press("right")
        assert "acted out of sight" in text
        for hidden in ("Pay the buyer", "clerk", "secret", "Disaster"):
            assert hidden not in text


async def test_a_second_enter_after_the_moves_were_turned_over_throws_no_dice(
    sits: Sits, lay: Lay, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = lay("north", "south", sitting="wall")
    async with sits(table) as person:
        await person.press("s", "enter", *"pass", "enter", "s", "enter", *"S-1", "enter")
        monkeypatch.setattr(scene, "HASTE", 600.0)
        person.app.answered_at = float("-inf")
        await person.press("enter", "enter", "space")
        assert table.state.pending == ("south",)


async def test_the_replay_shows_the_floor_as_it_was_argued(sits: Sits, lay: Lay) -> None:
    table = argued(lay("north", "south"))
    table.send(Argue("north", "north", "for", "quiet water", "strong"))
    table.send(Choose("north", "2d6"))
    table.send(Rule("north"))
    table.send(Overrule("north", "The crane was old", "partial"))
    async with sits() as person:
        text = await person.press("r", "end")
        assert "The umpire overrules the move of North: " in text
        assert "The umpire: The crane was old" in text
        assert "You said 72 %, rolled " in await person.press("left")
        text = await person.press("left")
        assert "is to be ruled by 2d6" in text
        assert "72 %  likely: reasons +1  by 2d6, 7 or more" in text
        text = await person.press("left")
        assert "1 ! ◆ quiet water" in text
        assert "by card odds on d100" in text
        assert "gives the floor" in await person.press("left")


async def test_the_ending_marks_what_was_set_by_hand_and_names_free_moves(sits: Sits, lay: Lay) -> None:
    table = lay("north", "south")
    table.send(PlayFree("north", "Row across"))
    table.send(Play("south", "S-1"))
    table.send(Judge("north", chance=50, because="so"))
    for command in (Rule("north"), Overrule("north", "Fog", None, "calm -1"), Rule("south"), Close(), Next()):
        table.send(command)
    for command in (Pass("north"), Pass("south"), Close(), Next()):
        table.send(command)
    async with sits(table) as person:
        await person.press("enter", "enter")
        seen = person.text() + await person.press(*["pagedown"] * 3)
        assert "“Row across” *" in seen
        assert "* set by the umpire" in seen


async def test_other_moves_of_the_turn_can_be_looked_at(sits: Sits, lay: Lay) -> None:
    async with sits(opened(lay("north", "south"))) as person:
        text = await person.press("right")
        assert "▲ South plays Bide the time" in text
        assert "Next: North" in text
        assert "◆ North plays Drive piles" in await person.press("enter")


async def test_hidden_moves_are_no_matter_for_the_floor(sits: Sits, lay: Lay) -> None:
    table = opened(lay("north", "south"), south="S-2")
    async with sits(table) as person:
        text = await person.press("right")
        assert "f Floor" not in text
        await person.press("f", "plus", "o", "c")
        assert isinstance(person.app.screen, RulingScreen)
        assert "Reasons about" not in person.text()


async def test_the_other_terminals_follow_what_is_argued(sits: Sits, lay: Lay, store: Store) -> None:
    table = opened(lay("north", "south", sitting="terminals"))
    table.send(Rule("north"))
    for post in (Post("public", plays=False), NORTH):
        async with sits(table, post=post) as person:
            other = open_saved(store, "harbours-1")
            if not table.state.floors:
                assert "◆ North plays Drive piles" in person.text()
                other.send(Floor("south"))
            else:
                other.send(Argue("south", "north", "against", "fog"))
            person.app.refresh_from_save()
            await person.settle()
            assert "▲ South plays Bide the time" in person.text()
            assert "the floor, by the facilitator" in person.text()
