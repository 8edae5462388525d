"""Decks are looked into: as they will be in play, filtered, with what only their authors see, and what is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support import RICH
from tests.tui.conftest import HERE, Person, Sits, harbours
from tests.tui.test_hostile_text import FEW, harmless
from wargame.deck import find_blemish, find_deck, read, shipped_decks
from wargame.table import Table
from wargame.tui.screens.deck_browser import DeckBrowser
from wargame.tui.screens.deck_editor import DeckEditor
from wargame.tui.screens.deck_list import DeckList
from wargame.tui.screens.lobby import Lobby
from wargame.tui.widgets.card import full_card_lines
from wargame.tui.widgets.deck_card import deck_card_lines
from wargame.tui.widgets.deck_entries import Choice

Lay = Callable[..., Table]
HARBOURS = HERE / "harbours.yaml"
NARROW, WIDE = (80, 24), (120, 40)


def plain(person: Person) -> str:
    """The screen as one line of words."""
    return " ".join(person.text().replace("│", " ").split())


async def browse(person: Person, path: Path = HARBOURS, *keys: str) -> str:
    person.app.open_deck(path)
    await person.settle()
    return await person.press(*keys)


def browser(person: Person) -> DeckBrowser:
    screen = person.app.screen
    assert isinstance(screen, DeckBrowser)
    return screen


# The list


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_the_lobby_leads_to_the_decks_and_back(sits: Sits, size: tuple[int, int]) -> None:
    async with sits(size=size) as person:
        text = await person.press("d")
        assert isinstance(person.app.screen, DeckList)
        assert "First Hour" in text
        assert "The Red Line" in text
        await person.press("enter")
        assert browser(person).path == next(iter(shipped_decks().values()))
        await person.press("escape", "escape")
        assert isinstance(person.app.screen, Lobby)


async def test_the_list_has_the_decks_of_the_folder_and_says_which_are_broken(
    sits: Sits, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine.yaml").write_text(HARBOURS.read_text(), encoding="utf-8")
    (tmp_path / "notes.yaml").write_text("shopping: [milk]", encoding="utf-8")
    (tmp_path / "worse").mkdir()
    (tmp_path / "worse" / "deck.yaml").write_text("format: 1\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    async with sits() as person:
        text = await person.press("d")
        assert "mine.yaml" in text
        assert "notes.yaml" not in text
        line = next(line for line in text.splitlines() if "worse" in line)
        assert "✕" in line
        assert "errors" in line


async def test_a_deck_anywhere_is_opened_by_its_path(sits: Sits) -> None:
    async with sits() as person:
        await person.press("d", "o", *"none", "enter")
        assert "There is no such file or folder." in person.text()
        await person.press("ctrl+u", *str(HARBOURS), "enter")
        assert browser(person).path == HARBOURS
        await person.press("escape")
        assert "Two Harbours" in person.text()


async def test_a_deck_is_looked_into_before_a_table_is_laid(sits: Sits) -> None:
    async with sits() as person:
        await person.press("n", "d")
        assert browser(person).path == find_deck("first-hour")
        assert "Start the game" in await person.press("escape")


# Cards


async def test_a_wide_screen_shows_the_marked_card_beside_the_list(sits: Sits) -> None:
    async with sits(size=WIDE) as person:
        await browse(person)
        text = plain(person)
        for part in (
            "Drive piles N-1 68 %",
            "Begin to build in plain sight.",
            "Costs: North's purse 1. It may be played once in a game.",
            "68 % likely to succeed",
            "+10 Still water is easy to build in if Calm of the bay at least 6",
            "● Success 15–48",
            "→ North's quay = Piles; Calm of the bay −1",
            "+ What stands can't be talked away",
            "− Everybody sees it",
            "A1 The ferry carries four hundred people a day.",
            "The Ferry Report, Harbour Office, May 2020",
            "· The two quays face each other",
        ):
            assert part in text, part
        await person.press("down", "down")
        assert "Needs: North's quay at least Piles and Calm of the bay" in plain(person)


async def test_a_narrow_screen_shows_the_list_or_the_card(sits: Sits) -> None:
    async with sits(size=NARROW) as person:
        text = await browse(person)
        assert "Lay the deck" in text
        assert "Begin to build" not in text
        text = await person.press("enter")
        assert "Begin to build in plain sight." in text
        assert "Lay the deck" not in text
        assert "Esc To the list" in text
        assert "A1" in await person.press("pagedown")
        assert "Lay the deck" in await person.press("escape")
        assert isinstance(person.app.screen, DeckBrowser)


async def test_a_card_reads_as_it_will_in_the_hand(lay: Lay) -> None:
    """Every line that a team reads, its author reads, but for what depends on the moment: odds, rolls, refusals."""
    deck = harbours()
    for card in lay("north", deck=deck).view("north").hand:
        shown = "\n".join(line.plain for line in deck_card_lines(deck, deck.cards[card.id], 300))
        read = [line.plain.strip() for line in full_card_lines(deck, card, 300)]
        momentary = re.compile("not so now|✕|own chance|It may be played|%|factors")
        assert [line for line in read if not momentary.search(line) and line.split("  ")[-1] not in shown] == []


def test_every_kind_of_card_says_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "rich.yaml"
    path.write_text(RICH, encoding="utf-8")
    deck = read(path).deck
    assert deck is not None
    said = {
        name: " ".join(line.plain for line in deck_card_lines(deck, card, 200)) for name, card in deck.cards.items()
    }
    for name, part in {
        "N-2": "A project: it takes 2 successes.",
        "N-3": "Its success promises",
        "N-4": "It answers, out of turn, the moves of South and Look under the nets, and moves their odds by −20.",
        "N-5": "For the umpire to settle",
        "S-1": "Laid out of sight, and ruled once Heat at least 7.",
        "S-2": "Played out of sight",
        "S-3": "It must be shown before it is played.",
        "E-1": "Nets protects against it, layer by layer.",
    }.items():
        assert part in said[name], said[name]
    assert "If Heat at least 6: Stoke." in said["N-3"]
    assert "Broken: Trust −1." in said["N-3"]


# Filters


async def test_cards_are_filtered_by_seat_system_source_and_words(sits: Sits) -> None:
    async with sits(size=WIDE) as person:
        await browse(person)
        assert "▼ South  3 cards" in (await person.press("s")).replace("▲", "▼")
        text = await person.press("end", "enter")
        assert "South  3 of 7 cards" in text
        assert "Drive piles" not in text
        text = await person.press("x")
        assert "of 7 cards" not in text
        text = await person.press("y", "down", "enter")
        assert "bay  1 of 7 cards" in text
        await person.press("x", "f")
        assert "all of The Ferry Report" in person.text()
        text = await person.press("end", "enter")
        assert "A1  1 of 7 cards" in text
        text = await person.press("x", "slash", *"nets mend")
        assert "“nets mend”  1 of 7 cards" in text
        assert "Bide the time" in text
        assert "Enter To the list   Esc Clear" in text
        await person.press("enter")
        assert "1 of 7 cards" in await person.press("2", "1")
        assert "of 7 cards" not in await person.press("escape")
        assert isinstance(person.app.screen, DeckBrowser)


async def test_a_filter_that_no_card_passes_says_how_to_go_on(sits: Sits) -> None:
    async with sits(size=WIDE) as person:
        text = await browse(person, HARBOURS, "slash", *"[zz")
        assert "0 of 7 cards" in text
        assert "No card is like that. x shows all of them." in text
        assert "7 cards" in await person.press("enter", "enter", "x")


def test_each_card_passes_the_filters_of_its_own_seat_and_systems_and_facts() -> None:
    deck = read(find_deck("seoul")).deck
    assert deck is not None
    for card in deck.cards.values():
        choices = [Choice(seat=card.seat), Choice(text=card.title), *(Choice(system=each) for each in card.systems)]
        choices += [Choice(cited=each) for each in card.sources]
        choices += [Choice(cited=deck.facts[each].source) for each in card.sources if each in deck.facts]
        assert all(choice.fits(deck, card) for choice in choices)
    seats = [sum(Choice(seat=seat).fits(deck, card) for card in deck.cards.values()) for seat in deck.seats]
    assert sum(seats) == len(deck.cards)


# The other pages


async def test_private_briefs_are_behind_a_question(sits: Sits) -> None:
    async with sits(size=WIDE) as person:
        text = await browse(person, HARBOURS, "2")
        assert "The northern town, rich and cold." in text
        assert "p shows them" in text
        assert "mayor" not in text
        assert "See that no team looks on." in await person.press("p")
        assert "mayor" not in await person.press("escape")
        text = await person.press("p", "enter")
        assert "You have promised the mayor a ferry before winter." in " ".join(text.split())
        assert "□ Get the ferry" in text
        assert "mayor" not in await person.press("p")


async def test_the_board_says_how_it_starts_and_what_moves_each_track(sits: Sits) -> None:
    async with sits(size=WIDE) as person:
        text = await browse(person, HARBOURS, "3")
        assert "Stones ├─" not in text
        assert "Piles" in text
        assert "not everybody sees these" in text
        await person.press("down", "down", "down")
        text = plain(person)
        assert "From 0 to 10. It starts at 5. In conditions it is called calm." in text
        assert "Smooth smooth from 8" in text
        assert "N-1 Drive piles ▲ −1 ● −1" in text
        assert "News: A whale in the bay +1" in text
        assert "By itself: The tide −1" in text


@pytest.mark.parametrize(
    ("page", "downs", "parts"),
    [
        ("4", 0, ("Turn 1 of 2", "The ice is gone", "· A whale in the bay")),
        ("4", 3, ("To North.", "The mayor asks when.", "turn 1")),
        ("5", 0, ("The ferry carries", "Cards that cite it", "· N-1 Drive piles")),
        ("6", 0, ("Who gets the ferry?", "if North's quay at least Piles", "else", "It goes to another bay.")),
        ("6", 1, ("Storm", "if Calm of the bay at most 0", "The bay closes.")),
        ("6", 2, ("At the end all see: South's debt.",)),
        ("7", 0, ("7 Problems (3)", "▲ Warning line 75", "N-4 changes nothing", "Hint: add")),
    ],
)
async def test_each_page_shows_its_lines_in_full(page: str, downs: int, parts: tuple[str, ...], sits: Sits) -> None:
    async with sits(size=WIDE) as person:
        await browse(person, HARBOURS, page, *["down"] * downs)
        text = plain(person)
        for part in parts:
            assert part in text, text


async def test_tab_goes_through_all_pages(sits: Sits) -> None:
    async with sits(size=NARROW) as person:
        await browse(person)
        seen = [browser(person).page]
        for _ in range(7):
            await person.press("tab")
            seen.append(browser(person).page)
        assert seen == ["cards", "seats", "board", "news", "facts", "endings", "problems", "cards"]


# What is wrong


async def test_a_broken_deck_opens_on_its_problems_and_each_leads_into_the_editor(sits: Sits, tmp_path: Path) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text(HARBOURS.read_text().replace("chance: even", "chance: evn"), encoding="utf-8")
    line = path.read_text(encoding="utf-8").split("chance: evn")[0].count("\n") + 1
    async with sits(size=WIDE) as person:
        text = await browse(person, path)
        assert f"✕ Error  line {line}" in text
        assert "did you mean “even”?" in text
        assert "It can't be shown before its errors are mended" in await person.press("1")
        await person.press("7", "enter")
        editor = person.app.screen
        assert isinstance(editor, DeckEditor)
        assert editor.script.cursor_location[0] == line - 1
        assert editor.script.document.get_line(line - 1)[editor.script.cursor_location[1] :].startswith("evn")
        await person.press("delete", *"e", "f5", "escape")
        assert isinstance(person.app.screen, DeckBrowser)


async def test_what_was_mended_is_read_again_on_the_way_back(sits: Sits, tmp_path: Path) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text(HARBOURS.read_text().replace("title: Two Harbours", "titel: Two Harbours"), encoding="utf-8")
    async with sits(size=WIDE) as person:
        await browse(person, path)
        path.write_text(HARBOURS.read_text(), encoding="utf-8")
        assert "Two Harbours" in await person.press("r")
        assert "✕ Error" not in person.text()
        assert "▲ Warning" in person.text()


@pytest.mark.parametrize(
    "raw",
    [
        b"title: \xff\n",
        b"",
        b"title: \x1b]0;pwned\x07\n",
        b"x: " + b"y" * 2_000_000,
        "\u202eformat: 1".encode(),
        b"[" * 5000,
        b'format: 1\nid: a\ntitle: "[@click=app.quit]x[/]"\ncards: [/]',
    ],
    ids=["not utf-8", "empty", "escape", "one long line", "bidi", "deep", "markup"],
)
async def test_a_hostile_file_is_a_list_of_problems(raw: bytes, sits: Sits, tmp_path: Path) -> None:
    path = tmp_path / "hostile.yaml"
    path.write_bytes(raw)
    async with sits(size=NARROW) as person:
        await browse(person, path)
        assert browser(person).problems
        harmless(person)
        await person.press("enter")
        harmless(person)
        assert isinstance(person.app.screen, DeckEditor)


@pytest.mark.parametrize("text", [each for each in FEW if find_blemish(str(each.values[0])) is None])
async def test_hostile_words_of_a_deck_are_shown_and_do_nothing(text: str, sits: Sits, tmp_path: Path) -> None:
    quoted = text.replace("'", "''")
    path = tmp_path / "hostile.yaml"
    whole = HARBOURS.read_text()
    for found in (
        "Begin to build in plain sight.",
        '"The piles stand."',
        '"Everybody sees it"',
        '"The two quays face each other"',
    ):
        whole = whole.replace(found, f"'{quoted}'")
    path.write_text(whole.replace("title: Drive piles", f"title: '{quoted[:50]}'"), encoding="utf-8")
    async with sits(size=WIDE) as person:
        await browse(person, path)
        harmless(person)
        await person.press("y")
        harmless(person)
        await person.press("down", "enter", "slash", *"[/")
        harmless(person)


# Copies


async def test_a_shipped_deck_is_copied_before_it_is_edited(
    sits: Sits, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "taken").mkdir()
    async with sits(size=WIDE) as person:
        text = await browse(person, find_deck("first-hour"), "e")
        assert "A name for the copy" in text
        assert "belongs to the program" in text
        assert "taken is there already." in await person.press("ctrl+u", "end", "ctrl+u", *"taken", "enter")
        assert "A name has letters" in await person.press("ctrl+u", *"../up", "enter")
        await person.press("ctrl+u", *"mine", "enter")
        assert isinstance(person.app.screen, DeckEditor)
        copied = read(tmp_path / "mine").deck
        assert copied is not None
        assert copied.id == "mine"
        await person.press("escape")
        assert browser(person).path == Path("mine")
        assert "my-mine" in await person.press("c")
        await person.press("ctrl+u", *"my-first-hour", "enter")
        assert browser(person).path == Path("my-first-hour")
        assert {each.name for each in tmp_path.iterdir() if each.is_dir()} == {"mine", "my-first-hour", "taken"}


async def test_the_keys_of_a_deck_fit_and_are_explained(sits: Sits) -> None:
    async with sits(size=NARROW) as person:
        text = await browse(person)
        assert "? Help" in text.splitlines()[-1]
        assert "Looking into a deck" in await person.press("question_mark")
