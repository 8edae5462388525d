"""A six-seat game of the Seoul deck in each of the three ways to sit, by keyboard at real terminals."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.terminal import A_MOMENT, PATIENCE, Terminal
from wargame.deck import Deck, find_deck, load
from wargame.table import Sitting, Store, Table, new_game, open_saved

ENDING = r"Before the numbers|· the ending"
#: Seconds after which Enter is pressed again: it is not taken while a command is carried out.
AGAIN = 3.0


@pytest.fixture(scope="module")
def deck() -> Deck:
    return load(find_deck("seoul"))


def laid(home: Path, deck: Deck, sitting: Sitting) -> str:
    (home / "saves").mkdir()
    with Store.open(home / "saves" / "wargame.db") as store:
        return new_game(store, deck, tuple(deck.seats), seed="demo", sitting=sitting).game.name


def opened(home: Path, name: str) -> Table:
    return open_saved(Store.open(home / "saves" / "wargame.db", create=False), name)


def go_on(terminal: Terminal, until: str) -> str:
    """Press Enter, each time after the screen has answered, until it shows `until`."""
    deadline = time.monotonic() + PATIENCE
    while not re.search(until, terminal.text()):
        assert time.monotonic() < deadline, f"never saw {until!r}; the screen was:\n{terminal.text()}"
        before = terminal.rest()
        if re.search(until, before):
            break
        terminal.press("enter")
        terminal.changes(before, AGAIN)
    return terminal.rest()


def played(table: Table, one_turn: Callable[[int], None], most: int = 99) -> int:
    """Turn by turn to the end, or for `most` turns; how many turns there were."""
    turns = 0
    while turns < most:
        table.refresh()
        if table.state.phase == "ended":
            break
        turns += 1
        one_turn(table.state.turn)
    return turns


def choice(table: Table, seat: str, turn: int) -> str:
    """A card that the seat may play: another one in each turn."""
    cards = [card.id for card in table.view(seat).hand if card.playable]
    return cards[turn % len(cards)]


def hidden_words(table: Table) -> set[str]:
    """What no shared screen may have shown, even after the ending: cards nobody laid open, briefs, news for one seat.

    What the ending reveals, tracks and objectives, is not among it.
    """
    deck = table.deck
    shown = repr([entry.face for entry in table.log("public")])
    words = {seat.private[:60] for seat in deck.seats.values()}
    words |= {inject.title for inject in deck.injects.values() if inject.audience != "all"}
    texts = [deck.title, deck.summary, *(track.title for track in deck.tracks.values())]
    texts += [seat.public for seat in deck.seats.values()] + [turn.brief for turn in deck.turns]
    texts += [inject.title + inject.text for inject in deck.injects.values() if inject.audience == "all"]
    for card in deck.cards.values():
        if card.id in shown:
            texts += [card.title, *(outcome.text for outcome in card.outcomes.values())]
        else:
            words |= {card.title, card.id}
    return {word for word in words if word and not any(word in text for text in texts)}


def laid_open(table: Table) -> set[str]:
    """The cards that everyone has seen."""
    moves = (move for entry in table.log("public") for move in getattr(entry.face, "moves", ()))
    return {move.card for move in moves if move.card}


def only_public(table: Table, sent: bytes) -> None:
    """Of all that was sent to a terminal nothing was hidden; and the search does find what was shown."""
    everything = sent.decode(errors="replace")
    assert [word for word in sorted(hidden_words(table)) if word in everything] == []
    assert [card for card in sorted(laid_open(table)) if table.deck.cards[card].title not in everything] == []


@pytest.mark.parametrize("turns", [1, pytest.param(99, marks=pytest.mark.long)], ids=["a turn", "a whole game"])
def test_six_seats_play_at_a_wall_and_nothing_hidden_was_ever_sent_to_it(
    tmp_path: Path, deck: Deck, turns: int
) -> None:
    name = laid(tmp_path, deck, "wall")
    table = opened(tmp_path, name)
    with Terminal(["-m", "wargame"], 120, 40, {"WARGAME_HOME": str(tmp_path)}) as wall:
        wall.see(name)
        wall.press("enter")

        def one_turn(turn: int) -> None:
            wall.see(rf"turn {turn} of 6(.|\n)*Who has chosen")
            begun = len(wall.sent)
            for seat in deck.seats:
                title = re.escape(deck.seats[seat].title)
                wall.rest()
                wall.press("s")
                wall.see("Whose slip")
                wall.rest()
                wall.press("enter")
                wall.see(f"The slip of {title}")
                wall.rest()
                wall.press(choice(table, seat, turn), "enter")
                wall.see(rf"{title} +slip is in")
            sent = wall.sent[begun:].decode(errors="replace")
            for seat in deck.seats:
                card = deck.cards[choice(table, seat, turn)]
                assert card.id not in sent
                assert card.title not in sent
                assert [
                    track.title for track in table.view(seat).tracks if not track.open and track.title in sent
                ] == []
            wall.see("Turn the moves over")
            wall.rest(A_MOMENT)
            go_on(wall, rf"turn {turn + 1} of 6(.|\n)*Who has chosen|{ENDING}")

        assert played(table, one_turn, turns) >= min(turns, 3)
        table.refresh()
        wall.see(ENDING if table.state.phase == "ended" else "Who has chosen")
        only_public(table, wall.sent)


@pytest.mark.long
def test_six_teams_pass_one_screen_round_for_a_whole_game(tmp_path: Path, deck: Deck) -> None:
    name = laid(tmp_path, deck, "passed")
    table = opened(tmp_path, name)
    with Terminal(["-m", "wargame"], 80, 24, {"WARGAME_HOME": str(tmp_path)}) as screen:
        screen.see(name)
        screen.press("enter")

        def one_turn(turn: int) -> None:
            for seat in table.state.order:
                title = deck.seats[seat].title
                screen.see(f"Pass the screen to . {title}")
                screen.rest(A_MOMENT)
                screen.press("enter")
                screen.see(f"{title} +only you look")
                screen.rest()
                screen.press(*("down",) * (turn % 2), "enter")
                screen.see("◉ ")
                screen.press("h")
                screen.see(r"Hand in .*\?")
                screen.press("enter")
            go_on(screen, rf"turn {turn + 1} of 6(.|\n)*Pass the screen|{ENDING}")

        assert played(table, one_turn) >= 3
        screen.see(ENDING)


@pytest.mark.long
def test_six_teams_at_terminals_of_their_own_play_a_whole_game_while_a_watcher_follows(
    tmp_path: Path, deck: Deck
) -> None:
    name = laid(tmp_path, deck, "terminals")
    table = opened(tmp_path, name)
    home = {"WARGAME_HOME": str(tmp_path)}
    with ExitStack() as stack:

        def sat_down(columns: int, rows: int, *words: str) -> Terminal:
            return stack.enter_context(Terminal(["-m", "wargame", *words], columns, rows, home))

        watcher = sat_down(120, 40, "watch", name)
        teams = {seat: sat_down(80, 24, "join", name, seat) for seat in deck.seats}
        facilitator = sat_down(120, 40, "join", name, "facilitator")

        def one_turn(turn: int) -> None:
            watcher.see(rf"turn {turn} of 6(.|\n)*Who has chosen")
            for team in teams.values():
                team.see(rf"turn {turn} of 6(.|\n)*Your hand")
                team.rest()
                team.press(*("down",) * (turn % 2), "enter")
                team.see("◉ ")
                team.press("h")
                team.see(r"Hand in .*\?")
                team.press("enter")
                team.see("Who has chosen|the moves lie open")
                watcher.rest(0.02)
                facilitator.rest(0.02)
            watcher.see("the moves lie open")
            facilitator.see("the moves lie open")
            go_on(facilitator, rf"turn {turn + 1} of 6(.|\n)*Who has chosen|{ENDING}")

        assert played(table, one_turn) >= 3
        watcher.see(ENDING)
        only_public(table, watcher.sent)
        for seat, team in teams.items():
            own = team.sent.decode(errors="replace")
            assert [other.id for other in deck.seats.values() if other.private[:30] in own] == [seat]
