"""A game at the keys: choosing, handing in, passing the screen, ruling, and coming back."""

from __future__ import annotations

from collections.abc import Callable

from tests.tui.conftest import Sits
from wargame.table import Play, Store, Table, open_saved
from wargame.tui.director import AtEnding, AtRuling, AtTable, HandOver

Lay = Callable[..., Table]


async def test_an_empty_lobby_says_what_to_do_first(sits: Sits) -> None:
    async with sits() as person:
        assert "No game is saved yet." in person.text()
        assert "Lay a table" in person.text()


async def test_two_keys_lay_a_table_and_pass_the_screen(sits: Sits, store: Store) -> None:
    async with sits() as person:
        assert "First Hour" in await person.press("n")
        assert "Pass the screen to ◆ Seoul" in await person.press("enter")
        assert [row.name for row in store.games()] == ["first-hour-1"]


async def test_a_seat_is_given_to_a_bot_and_the_game_a_name(sits: Sits, store: Store) -> None:
    async with sits() as person:
        await person.press("n", "up", "up", "up", "space", "tab", *"Evening", "enter")
        table = open_saved(store, "Evening")
        assert table.people() == ("seoul",)
        assert isinstance(person.app.scene, AtTable)


async def test_a_name_that_is_taken_is_said_and_nothing_is_lost(sits: Sits, store: Store, lay: Lay) -> None:
    lay("north", name="Evening")
    async with sits() as person:
        await person.press("n", "tab", *"Evening", "enter")
        assert any("Evening" in notice for notice in person.notices)
        assert "Start the game" in person.text()
        assert len(store.games()) == 1


async def test_the_lobby_lists_games_and_opens_one_where_it_was_left(sits: Sits, lay: Lay) -> None:
    lay("north", "south", name="Morning")
    async with sits() as person:
        text = person.text()
        assert "Morning" in text
        assert "turn 1 of 2, the teams choose" in text
        assert "22 Nov 2024, 12:00" in text
        assert "Pass the screen to ◆ North" in await person.press("enter")


async def test_a_damaged_game_says_so_and_hides_no_other(sits: Sits, store: Store, lay: Lay) -> None:
    lay("north", name="Whole")
    broken = lay("north", name="Broken")
    with store._writing.connect() as connection, connection.begin():
        connection.exec_driver_sql("DROP TRIGGER IF EXISTS event_is_never_updated")
        triggers = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type='trigger'").scalars().all()
        for name in triggers:
            connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
        connection.exec_driver_sql("UPDATE event SET body='{}' WHERE game=? AND seq=2", (broken.game.id,))
    async with sits() as person:
        text = person.text()
        assert "✕ Broken  can't be opened" in text
        assert "Whole" in text
        assert "wargame verify" in text


async def test_choosing_a_card_keeps_it_and_undo_takes_it_back(sits: Sits, lay: Lay) -> None:
    table = lay("north", "south")
    async with sits(table) as person:
        text = await person.press("enter", "down", "enter")
        assert "Sit it out: h hands it in" in text
        assert table.draft("north") == "N-2"
        assert "Nothing chosen yet" in await person.press("u")
        assert table.draft("north") is None


async def test_a_greyed_card_explains_itself_and_is_not_chosen(sits: Sits, lay: Lay) -> None:
    table = lay("north", "south")
    async with sits(table) as person:
        text = await person.press("enter", "down", "down")
        assert "needs North's quay at least Piles; now Nothing" in text
        await person.press("enter")
        assert person.notices == ["Lay the deck: not now. needs North's quay at least Piles; now Nothing."]
        assert table.draft("north") is None


async def test_handing_in_without_a_choice_says_what_to_do(sits: Sits, lay: Lay) -> None:
    async with sits(lay("north", "south")) as person:
        await person.press("enter", "h")
        assert person.notices == ["Choose a card first: Enter chooses the marked one. p hands in a pass."]


async def test_handing_in_asks_names_the_card_and_leaves_nothing_of_the_seat(sits: Sits, lay: Lay) -> None:
    table = lay("north", "south")
    async with sits(table) as person:
        assert "Hand in Drive piles?" in await person.press("enter", "enter", "h")
        text = await person.press("enter")
        assert "Pass the screen to ▲ South" in text
        assert not any(word in text for word in ("Drive piles", "purse", "mayor", "Your hand"))
        assert person.notices == []
        assert table.draft("north") is None
        assert table.view("north").handed_in == "N-1"


async def test_a_question_that_is_declined_changes_nothing(sits: Sits, lay: Lay) -> None:
    table = lay("north", "south")
    async with sits(table) as person:
        text = await person.press("enter", "enter", "h", "escape")
        assert "Drive piles: h hands it in" in text
        assert table.view("north").handed_in is None


async def test_a_pass_is_a_move_that_is_asked_about(sits: Sits, lay: Lay) -> None:
    table = lay("north", "south")
    async with sits(table) as person:
        assert "a pass?" in await person.press("enter", "p")
        await person.press("enter")
        assert table.view("north").handed_in == ""


async def test_a_choice_survives_the_end_of_the_program(sits: Sits, lay: Lay, store: Store) -> None:
    async with sits(lay("north", "south")) as person:
        await person.press("enter", "down", "enter")
    async with sits(open_saved(store, "harbours-1")) as person:
        assert "Sit it out: h hands it in" in await person.press("enter")


async def test_the_brief_shows_first_and_pages_turn(sits: Sits, lay: Lay) -> None:
    async with sits(lay("north", "south"), (80, 24)) as person:
        text = await person.press("enter")
        assert "Only you read this" in text
        assert "□ Get the ferry" in text
        assert "2 News (new)" in text
        assert "A letter to North" in await person.press("2")
        assert "North's purse" in await person.press("1")
        assert "Only you read this" in await person.press("3")


async def test_covering_the_table_goes_back_to_passing_the_screen(sits: Sits, lay: Lay) -> None:
    async with sits(lay("north", "south")) as person:
        text = await person.press("enter", "escape")
        assert person.app.scene == HandOver("north")
        assert "Your hand" not in text


async def test_a_single_team_never_passes_the_screen(sits: Sits, lay: Lay) -> None:
    async with sits(lay("north")) as person:
        assert person.app.scene == AtTable("north")
        await person.press("enter", "h", "enter")
        assert person.app.scene == AtRuling()


async def test_a_card_is_read_in_full_with_its_sources(sits: Sits, lay: Lay) -> None:
    async with sits(lay("north", "south"), (80, 24)) as person:
        seen = await person.press("enter", "c")
        assert "+10  Still water is easy to build in" in seen
        assert "Nobody pays such fares (not so now)" in seen
        seen += await person.press("pagedown") + await person.press("pagedown")
        for part in ("For it", "Against it", "The crane falls into the bay.", "The Ferry Report, Harbour Office"):
            assert part in seen
        assert "Your hand" in await person.press("escape")


async def test_hidden_factors_are_owned_up_to(sits: Sits, lay: Lay) -> None:
    async with sits(lay("north", "south")) as person:
        text = await person.press("enter", "down", "down", "down", "c")
        assert "Not all factors are known" in text
        assert "Debtors talk" not in text


HAND_IN = ("enter", "enter", "h", "enter")


async def test_the_dice_fall_when_everyone_looks(sits: Sits, lay: Lay) -> None:
    table = lay("north", "south")
    async with sits(table) as person:
        before = await person.press(*HAND_IN, *HAND_IN)
        assert person.app.scene == AtRuling()
        assert "◆ North plays Drive piles" in before
        assert "78 %  likely to succeed" in before
        assert "+10  Still water is easy to build in" in before
        assert "Let the dice fall" in before
        assert "Rolled" not in before
        after = await person.press("enter")
        assert "Rolled" in after
        assert "Next: South" in after
        assert "Paid     North's purse" not in after


async def test_a_ruling_shows_again_when_the_game_is_resumed(sits: Sits, lay: Lay, store: Store) -> None:
    async with sits(lay("north", "south")) as person:
        rolled = next(
            line for line in (await person.press(*HAND_IN, *HAND_IN, "enter")).splitlines() if "Rolled" in line
        )
    async with sits(open_saved(store, "harbours-1")) as person:
        assert rolled in person.text()
        assert "▲ South plays Bide the time" in await person.press("enter")


async def test_a_move_out_of_sight_is_ruled_unseen_and_read_later_by_its_team(sits: Sits, lay: Lay) -> None:
    async with sits(lay("north", "south")) as person:
        await person.press(*HAND_IN, "enter", "down", "enter", "h", "enter", "enter")
        before = await person.press("enter")
        assert "▲ South acts out of sight." in before
        after = await person.press("enter")
        assert "▲ South acted out of sight." in after
        assert "Pay the buyer" not in before + after
        await person.press("enter", "enter", "enter")
        assert person.app.scene == HandOver("south")
        own = await person.press("enter")
        assert "only you  South plays Pay the buyer" in own
        assert "Rolled" in own


async def test_a_turn_is_closed_and_its_price_is_told_to_everyone(sits: Sits, lay: Lay) -> None:
    async with sits(lay("north", "south")) as person:
        await person.press(*HAND_IN, *HAND_IN, "enter", "enter", "enter")
        text = await person.press("enter")
        assert "Show the front page" in text
        text = await person.press("enter")
        assert "North: Drive piles, " in text
        assert "Calm of the bay −1" in text
        text = await person.press("enter")
        assert "turn 2 of 2" in text
        assert "Turn 1 closes." in text
        assert "The tide: Calm of the bay" in text


async def test_the_ending_answers_reveals_and_says_how_to_verify(sits: Sits, lay: Lay) -> None:
    table = lay("north", "south")
    async with sits(table) as person:
        turn = (*HAND_IN, *HAND_IN, *("enter",) * 6)
        await person.press(*turn)
        await person.press("enter", *HAND_IN[1:], "enter", "down", "enter", "h", "enter", *("enter",) * 5)
        text = await person.press("enter")
        assert person.app.scene == AtEnding()
        assert "Who gets the ferry?" not in text
        text = await person.press("enter")
        assert "Who gets the ferry?" in text
        assert "South's debt: " in text
        assert f"wargame verify harbours-1 --head {table.head}" in text


async def test_after_the_end_the_log_is_read_through_every_eye(sits: Sits, lay: Lay) -> None:
    async with sits(lay()) as person:
        while person.app.scene != AtEnding():
            await person.press("enter")
        await person.press("l")
        seen = [person.text()]
        for _ in range(3):
            seen.append(await person.press("e"))
        titles = ("as everyone may read it", "as North may read it", "as South may read it", "with all that was hidden")
        assert all(title in text for title, text in zip(titles, seen, strict=True))


async def test_where_all_pass_the_turn_can_be_closed(sits: Sits, lay: Lay) -> None:
    async with sits(lay("north", "south")) as person:
        text = await person.press("enter", "p", "enter", "enter", "p", "enter")
        assert "passes" in text
        assert "Close the turn" in text
        assert "turn 2 of 2" in await person.press("enter", "enter", "enter")


async def test_what_another_terminal_hands_in_is_noticed(sits: Sits, lay: Lay, store: Store) -> None:
    table = lay("north", "south")
    async with sits(table) as person:
        await person.press("enter")
        open_saved(store, "harbours-1").send(Play("north", "N-1"))
        person.app.refresh_from_save()
        await person.settle()
        assert person.app.scene == HandOver("south")


async def test_a_refusal_is_a_notice_and_the_game_goes_on(sits: Sits, lay: Lay, store: Store) -> None:
    async with sits(lay("north", "south")) as person:
        await person.press("enter", "enter")
        open_saved(store, "harbours-1").send(Play("north", "N-2"))
        await person.press("h", "enter")
        assert person.app.scene == HandOver("south")


async def test_a_save_that_can_not_be_read_is_a_notice_and_the_choice_stays(
    sits: Sits, lay: Lay, store: Store, monkeypatch: object
) -> None:
    table = lay("north", "south")
    async with sits(table) as person:
        await person.press("enter", "enter")
        store.path.with_suffix(".gone").touch()
        table.game = table.game.__class__("gone", "gone", 0, table.game.deck)
        await person.press("h", "enter")
        assert any("gone" in notice for notice in person.notices)
        assert "Drive piles: h hands it in" in person.text()


async def test_leaving_for_the_lobby_and_coming_back(sits: Sits, lay: Lay) -> None:
    async with sits(lay("north", "south")) as person:
        assert "Saved games" in await person.press("g")
        assert "Pass the screen to" in await person.press("enter")


async def test_help_opens_in_place_with_the_keys_of_the_screen(sits: Sits, lay: Lay) -> None:
    async with sits(lay("north", "south")) as person:
        text = await person.press("enter", "question_mark")
        assert "At your table" in text
        assert "Your hand" in await person.press("escape")


async def test_the_palette_offers_what_the_screen_can_do(sits: Sits, lay: Lay) -> None:
    async with sits(lay("north", "south")) as person:
        await person.press("enter")
        titles = {command.title for command in person.app.get_system_commands(person.app.screen)}
        assert {"Hand in", "Pass", "Card", "Theme", "Quit", "Log"} <= titles


async def test_the_palette_opens_runs_a_command_and_has_no_emoji(sits: Sits, lay: Lay) -> None:
    async with sits(lay("north", "south")) as person:
        text = await person.press("f2", *"log", "enter")
        assert "🔎" not in text
        assert "The log, as everyone may read it" in text


async def test_a_time_that_is_none_is_said_where_it_was_typed(sits: Sits, lay: Lay) -> None:
    async with sits(lay("north", "south")) as person:
        await person.press("f", *["down"] * 20, "up", "enter")
        assert "The room must be empty at" in person.text()
        text = await person.press(*"25", "enter")
        assert "“25” is no time of day: write 17:30" in text
        assert "The room must be empty at" in text
        text = await person.press("backspace", "backspace", *"+90", "enter")
        assert "is no time of day" not in text
        assert "It must be empty: 13:31" in text


async def test_themes_go_round(sits: Sits) -> None:
    async with sits() as person:
        seen = [person.app.theme]
        for _ in range(3):
            await person.press("t")
            seen.append(person.app.theme)
        assert seen == ["wargame-dark", "wargame-light", "wargame-contrast", "wargame-dark"]


async def test_control_c_asks_once_and_quits_the_second_time(sits: Sits) -> None:
    async with sits() as person:
        await person.press("ctrl+c")
        assert person.app.is_running
        await person.pilot.press("ctrl+c")
        assert person.app._exit


async def test_a_terminal_that_is_too_small_says_what_it_needs(sits: Sits, lay: Lay) -> None:
    async with sits(lay("north", "south"), (70, 20)) as person:
        assert person.text().strip() == "This needs a terminal of 80×24; this one has 70×20."
        await person.pilot.resize_terminal(80, 24)
        await person.settle()
        assert "Pass the screen to" in person.text()


async def test_what_cannot_be_seen_cannot_be_done(sits: Sits, lay: Lay) -> None:
    async with sits(lay("north", "south"), (70, 20)) as person:
        await person.press("enter", "enter", "h", "enter")
        await person.pilot.resize_terminal(80, 24)
        await person.settle()
        assert "Pass the screen to" in person.text()


async def test_a_table_that_became_too_small_is_not_shown_again_unasked(sits: Sits, lay: Lay) -> None:
    async with sits(lay("north", "south")) as person:
        await person.press("enter")
        assert "Your hand" in person.text()
        await person.pilot.resize_terminal(60, 20)
        await person.settle()
        await person.pilot.resize_terminal(80, 24)
        await person.settle()
        assert "Pass the screen to" in person.text()


async def test_a_click_marks_and_a_second_one_chooses(sits: Sits, lay: Lay) -> None:
    table = lay("north", "south")
    async with sits(table) as person:
        await person.press("enter")
        await person.pilot.click("#hand", offset=(6, 2))
        await person.settle()
        assert table.draft("north") is None
        await person.pilot.click("#hand", offset=(6, 2))
        await person.settle()
        assert table.draft("north") == "N-2"


async def test_a_click_on_a_key_does_what_the_key_does(sits: Sits, lay: Lay) -> None:
    async with sits(lay("north", "south")) as person:
        await person.pilot.click("KeyLine", offset=(4, 0))
        await person.settle()
        assert person.app.scene == AtTable("north")


async def test_a_crash_prints_no_local_variables(sits: Sits, lay: Lay) -> None:
    async with sits(lay("north", "south")) as person:
        try:
            hand = "a hidden hand"
            raise KeyError(len(hand))
        except KeyError:
            person.app._fatal_error()
        printed = "".join(segment.text for segment in person.app._exit_renderables.pop().segments)
        assert "KeyError" in printed
        assert "a hidden hand'" not in printed
