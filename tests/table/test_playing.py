"""A game on a real save: what is acknowledged is there, for every terminal, once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import SMALL, small_deck
from wargame.deck import load_text
from wargame.rules import Close, HandedIn, Next, Overtaken, Pass, Play, Publish, Rule, Sit
from wargame.store import Entry
from wargame.table import Done, Refusal, Store, Table, UnknownSeat, new_game, open_saved, saved_games

TEAMS = ("north", "south")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "save.db") as store:
        yield store


def done(answer: Done | Refusal) -> Done:
    assert isinstance(answer, Done), answer
    return answer


def two_teams(store: Store, **options) -> Table:
    return new_game(store, small_deck(), TEAMS, seed="demo", **options)


def test_a_game_opened_again_stands_where_it_was_left(store: Store, tmp_path: Path) -> None:
    table = two_teams(store)
    done(table.send(Play("north", "N-1")))
    done(table.send(Play("south", "S-1")))
    done(table.send(Rule()))

    with Store.open(tmp_path / "save.db") as elsewhere:
        again = open_saved(elsewhere, table.game.name)
        assert again.state == table.state
        assert again.events == table.events
        assert again.head == table.head
        done(again.send(Rule()))
        done(again.send(Close()))
        done(again.send(Next()))
        assert again.state.turn == 2


def test_a_command_is_judged_on_what_others_have_written(store: Store, tmp_path: Path) -> None:
    table = two_teams(store)
    with Store.open(tmp_path / "save.db") as other_store:
        other = open_saved(other_store, table.game.id[:4])
        done(other.send(Play("north", "N-1")))

        answer = table.send(Play("north", "N-2"))

        assert isinstance(answer, Refusal)
        assert answer.code == "handed_in"
        assert table.state == other.state


def test_another_terminal_notices_and_catches_up(store: Store, tmp_path: Path) -> None:
    table = two_teams(store)
    with Store.open(tmp_path / "save.db") as other_store:
        other = open_saved(other_store, table.game.name)
        before = table.data_version()
        assert not table.refresh()
        done(other.send(Pass("south")))
        assert table.data_version() != before
        assert table.refresh()
        assert table.state == other.state


def test_sending_a_command_twice_does_it_once(store: Store) -> None:
    table = two_teams(store)
    first = done(table.send(Play("north", "N-1"), command_id="abc"))
    second = done(table.send(Play("north", "N-1"), command_id="abc"))

    assert len(first.events) == 1
    assert second.events == first.events
    assert [type(event.body) for event in table.events].count(HandedIn) == 1


def test_a_refused_command_leaves_no_trace(store: Store) -> None:
    table = two_teams(store)
    before = table.events
    assert isinstance(table.send(Rule()), Refusal)
    assert isinstance(table.send(Play("north", "N-3")), Refusal)
    assert table.events == before
    assert len(store.records(table.game.id)) == len(before)


def test_bots_hand_in_as_soon_as_they_are_asked(store: Store) -> None:
    table = new_game(store, small_deck(), ["north"], seed="demo")
    assert set(table.state.moves) == {"south"}
    assert table.people() == ("north",)
    answer = done(table.send(Play("north", "N-1")))
    assert [event.actor for event in answer.events] == ["north", "table"]


def test_a_game_of_bots_plays_itself_to_the_end(store: Store) -> None:
    table = new_game(store, small_deck(), seed="demo")
    told = list(table.play_out())
    assert tuple(told) == table.events
    assert table.state.phase == "ended"


def test_the_same_seed_gives_the_same_game_and_another_seed_another(store: Store) -> None:
    games = [new_game(store, small_deck(), seed=seed) for seed in ("demo", "demo", "other")]
    bodies = [[event.body for event in table.play_out()] for table in games]
    assert bodies[0] == bodies[1]
    assert bodies[0] != bodies[2]


def test_without_a_seed_no_two_games_have_the_same_dice(store: Store) -> None:
    first, second = (new_game(store, small_deck()).events[0].body for _ in range(2))
    assert first.commitment != second.commitment
    assert first.seed is None


def test_a_choice_that_is_not_handed_in_survives_and_can_be_taken_back(store: Store, tmp_path: Path) -> None:
    table = two_teams(store)
    table.save_draft("north", "N-2")
    with Store.open(tmp_path / "save.db") as elsewhere:
        again = open_saved(elsewhere, table.game.name)
        assert again.draft("north") == "N-2"
        assert again.draft("south") is None
        again.save_draft("north", None)
    assert table.draft("north") is None
    assert table.view("public") == table.view("public")


def test_the_deck_is_in_the_save(store: Store) -> None:
    table = two_teams(store)
    list(table.play_out())
    changed = load_text(SMALL.replace("It burns.", "It smoulders."))
    assert changed.hash != table.deck.hash
    assert open_saved(store, table.game.name).deck == small_deck()


def test_a_view_at_an_entry_of_the_viewers_own_log_is_what_was_seen_then(store: Store) -> None:
    table = two_teams(store)
    seen = {viewer: {} for viewer in ("north", "south", "public", "facilitator")}
    commands = [
        Play("north", "N-1"),
        Play("south", "S-1"),
        Rule(),
        Rule(),
        Close(),
        Publish("A day", ("It was warm.",)),
        Next(),
        Pass("south"),
        Sit("north", "bot:random"),
        Rule(),
        Close(),
        Next(),
    ]
    for command in commands:
        done(table.send(command))
        for viewer, views in seen.items():
            views[len(table.log(viewer))] = table.view(viewer)
    for viewer, views in seen.items():
        for number, view in views.items():
            assert table.view_at(number, viewer) == view
        assert table.view_at(len(table.log(viewer)) + 1, viewer) is None
        assert table.view_at(0, viewer) is None


def test_a_move_whose_time_has_passed_is_overtaken_and_costs_nothing(store: Store) -> None:
    always = SMALL.replace("success_do: heat -2; wall = shut", "success_do: heat = 0, partial_do: heat = 0")
    always = always.replace("Cooler.", "Cooler., failure_do: heat = 0, disaster_do: heat = 0")
    always = always.replace("needs: heat >= 5 and", "cost: purse 1\n    needs: heat >= 4 and")
    table = new_game(store, load_text(always), TEAMS, seed="1")
    commands = [Pass("north"), Pass("south"), Close(), Next(), Play("north", "N-2"), Play("south", "S-3"), Rule()]
    for command in commands:
        done(table.send(command))
    purse = table.state.values["purse"]

    done(table.send(Rule()))

    overtaken = table.events[-1].body
    assert overtaken == Overtaken("north", "N-2", "needs Heat at least 4; now 0 degrees", ("heat", "purse"), "north")
    assert table.state.values["purse"] == purse
    assert "N-2" not in table.state.played
    assert table.state.phase == "close"


def test_an_unknown_seat_is_named_with_the_nearest(store: Store) -> None:
    with pytest.raises(UnknownSeat, match=r"no seat `nort`\. Did you mean north"):
        new_game(store, small_deck(), ["nort"])


def test_the_list_of_games_has_the_newest_first_and_says_where_each_stands(store: Store) -> None:
    times = iter(range(1000, 9000))
    first = two_teams(store, clock=lambda: next(times))
    second = new_game(store, small_deck(), seed="demo", clock=lambda: next(times))
    list(second.play_out())

    listed = saved_games(store)

    assert [(game.name, game.phase, game.turn) for game in listed] == [("small-2", "ended", 2), ("small-1", "plan", 1)]
    assert listed[1].id == first.game.id


def test_a_bot_that_an_earlier_program_left_waiting_is_seated_by_the_next(store: Store) -> None:
    table = new_game(store, small_deck(), seed="demo")
    list(table.play_out())
    row = store.find_game(table.game.name)
    begun = [record for record in store.records(row.id) if record.command == "open"]
    entries = [Entry(r.at, r.actor, r.audience, r.command, r.kind, r.version, r.body) for r in begun]
    store.create_game("early", "early", store.deck_text(row.deck), entries, created_at=row.created_at)
    early = open_saved(store, "early")
    assert early.state.moves == {}

    done(early.send(Rule()))

    assert len(early.state.moves) == 2


def test_two_terminals_that_seat_the_same_bot_move_it_once(store: Store, tmp_path: Path) -> None:
    table = new_game(store, small_deck(), seed="demo")
    with Store.open(tmp_path / "save.db") as other_store:
        other = open_saved(other_store, table.game.name)
        for command in (Rule(), Rule()):
            done(table.send(command))
        done(table.send(Close()))
        done(table.send(Next()))
        other.refresh()
        other.seat_bots()
        table.seat_bots()
        handed = [event.body for event in table.events if isinstance(event.body, HandedIn)]
        assert len(handed) == 4


def test_what_others_wrote_is_not_told_as_ones_own_doing(store: Store, tmp_path: Path) -> None:
    table = two_teams(store)
    with Store.open(tmp_path / "save.db") as other_store:
        other = open_saved(other_store, table.game.name)
        done(other.send(Play("north", "N-1")))
        answer = done(table.send(Pass("south")))
        assert [event.actor for event in answer.events] == ["south", "table"]


@pytest.mark.parametrize("reason", ["\x1b[2J", "a\u202eb", "x" * 501])
def test_a_reason_that_no_terminal_should_see_is_refused(store: Store, reason: str) -> None:
    answer = two_teams(store).send(Play("north", "N-1", reason))
    assert isinstance(answer, Refusal)
    assert answer.code == "text"


def test_a_choice_of_an_earlier_turn_is_no_choice_in_this_one(store: Store) -> None:
    table = two_teams(store)
    table.save_draft("north", "N-1")
    for command in (Pass("north"), Pass("south"), Close(), Next()):
        done(table.send(command))
    assert table.draft("north") is None
    with pytest.raises(ValueError, match="north has no card"):
        table.save_draft("north", "S-1")
