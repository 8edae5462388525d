"""The pack: what one viewer saw, in files that need nothing else; and never a word of what that viewer did not see."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Sequence
from functools import cache
from html.parser import HTMLParser
from random import Random

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.scramble import scrambled
from tests.support import MemoryGame, first_hour, grown_deck, rich_deck, small_deck
from wargame.debrief import Recording, luck_of
from wargame.debrief.outlook import what_mattered
from wargame.debrief.pack import Played, SeenGame, group_page, known_names, nameless, pack_files
from wargame.debrief.pack.log import turn_lines, turns_of
from wargame.debrief.pack.tables import csv_table, json_lines
from wargame.deck import FACILITATOR, PUBLIC, Deck
from wargame.rules import Event
from wargame.table import Pin

DECKS = {"small": small_deck, "grown": grown_deck, "rich": rich_deck, "first-hour": first_hour}


def seen(deck: Deck, events: Sequence[Event], viewer: str, name: str = "g") -> SeenGame:
    """A game in memory as one viewer saw it."""
    return SeenGame(name, Recording.of(deck, events, name).through(viewer))


def pack(deck: Deck, events: Sequence[Event], viewer: str) -> dict[str, str]:
    """The pack of one game, and the page that sets it beside itself."""
    game = seen(deck, events, viewer)
    return {**pack_files([game], {"g": "g"}), "page": group_page([game, seen(deck, events, viewer, "h")])}


@pytest.mark.parametrize("name", DECKS)
@given(seed=st.integers(0, 10**6), commands=st.integers(1, 40), world=st.integers(0, 2**32), talked=st.booleans())
@settings(max_examples=8, deadline=None)
def test_changing_what_a_viewer_cannot_see_changes_no_file_of_that_viewers_pack(
    name: str, seed: int, commands: int, world: int, talked: bool
) -> None:
    deck = DECKS[name]()
    if talked:
        events = MemoryGame(deck, str(seed), player="person").talk(Random(seed).randrange, commands).events
    else:
        events = MemoryGame(deck, str(seed)).play(commands).events
    draw = Random(world).randrange
    viewer = Random(world).choice((*deck.seats, PUBLIC))

    assert pack(deck, scrambled(deck, events, viewer, draw), viewer) == pack(deck, events, viewer)


@pytest.mark.parametrize("commands", [3, 8, None])
def test_nothing_of_a_hidden_card_news_or_brief_stands_in_the_pack_of_others(commands: int | None) -> None:
    deck = small_deck()
    for seed in range(6):
        game = MemoryGame(deck, str(seed))
        events = (game.play() if commands is None else game.play(commands)).events
        for viewer in ("north", PUBLIC):
            given_to = "\n".join(pack(deck, events, viewer).values())
            for marked in ("S-1", "S-2", "Whisper", "Mutter", "For the south alone", "South fears", "I-2", "Scheme"):
                assert marked not in given_to
        assert "secret" not in json.dumps(pack(deck, events, PUBLIC)).replace("The secret of the dice", "")


def test_who_sees_everything_gets_everything_in_the_pack() -> None:
    deck = small_deck()
    files = pack(deck, MemoryGame(deck, "7").play().events, FACILITATOR)
    assert "S-1" in files["report.html"]
    assert "Roads not taken" in files["report.md"]
    assert "The fairness ledger" in files["report.md"]


class Reader(HTMLParser):
    """Every tag with its attributes, and whether all that was opened was closed."""

    VOID = frozenset({"meta", "br", "link"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@cache
def whole_pack(name: str) -> dict[str, str]:
    deck = DECKS[name]()
    return pack(deck, MemoryGame(deck, "11").play().events, FACILITATOR)


@pytest.mark.parametrize("name", DECKS)
def test_a_page_is_well_formed_runs_nothing_and_asks_for_nothing(name: str) -> None:
    for file in ("report.html", "page"):
        text, reader = whole_pack(name)[file], Reader()
        reader.feed(text)
        assert not reader.open
        assert not {tag for tag, _ in reader.tags} & {"script", "link", "img", "iframe", "object", "form", "base"}
        addresses = [attrs.get(name) or "" for _, attrs in reader.tags for name in ("href", "src", "xlink:href")]
        assert all(each == "" or each.startswith("#") or re.fullmatch(r"[\w%.-]+\.html", each) for each in addresses)
        assert not any(key.startswith("on") for _, attrs in reader.tags for key in attrs)
        assert "url(" not in text
        assert "@import" not in text


@pytest.mark.parametrize("name", DECKS)
def test_a_page_has_a_chart_for_every_track_that_moved_and_its_figures_as_a_table(name: str) -> None:
    deck = DECKS[name]()
    game = seen(deck, MemoryGame(deck, "11").play().events, FACILITATOR)
    ends = [{track.id: track.value for track in close.view.tracks} for close in game.closes]
    moved = [track for track in ends[0] if len({each[track] for each in ends}) > 1]
    text = whole_pack(name)["report.html"]
    assert text.count('class="chart course"') == len(moved)
    assert text.count("<summary>Figures</summary>") >= len(moved)


HOSTILE = (
    "<script>alert(1)</script>",
    "=HYPERLINK(1)",
    "|a|b|",
    "# Title",
    "\x1b[31mred",
    "a\u202eb",
    "[x](javascript:1)",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_people_wrote_is_text_in_every_file_and_nothing_else(text: str) -> None:
    deck = small_deck()
    game = seen(deck, MemoryGame(deck, "7").play().events, FACILITATOR)
    game = evolve(game, notes=(Pin("note", None, text, "all", 0, text),), names={"north": text}, name=text)
    files = pack_files([game], {text: "g"})
    for name, content in files.items():
        assert "\x1b" not in content
        assert "\u202e" not in content
        assert "<script>" not in content or not name.endswith(".html")
        if name.endswith(".md"):
            assert "\n# Title" not in content.replace("\n# \\# Title", "")
            assert not re.search(r"(?<!\\)\]\(javascript", content)
    cells = [cell for row in csv.reader(io.StringIO(files["rulings.csv"])) for cell in row]
    assert not any(re.match(r"\s*[=+@]", cell) for cell in cells)


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("name", DECKS)
def test_tables_have_the_same_columns_and_rows_in_both_forms(name: str) -> None:
    files = whole_pack(name)
    for table in ("events", "tracks", "rulings"):
        assert not files[f"{table}.csv"].startswith("\ufeff")
        rows = rows_of(files[f"{table}.csv"])
        lines = [json.loads(line) for line in files[f"{table}.jsonl"].splitlines()]
        assert len(rows) == len(lines) > 0
        for row, line in zip(rows, lines, strict=True):
            assert list(row) == list(line)
            for column, value in line.items():
                cell = row[column]
                if value is None:
                    assert cell == ""
                elif isinstance(value, bool):
                    assert cell == str(value).upper()
                elif isinstance(value, int | float):
                    assert float(cell) == value
                else:
                    assert cell.removeprefix("'") == value.removeprefix("'")


def test_a_track_stands_in_its_table_as_it_stood_at_the_end_of_each_turn() -> None:
    deck = small_deck()
    game = MemoryGame(deck, "7").play()
    rows = rows_of(pack(deck, game.events, FACILITATOR)["tracks.csv"])
    last = max(int(row["turn"]) for row in rows)
    assert {row["track"]: int(row["value"]) for row in rows if int(row["turn"]) == last} == dict(game.state.values)
    assert {row["track"]: int(row["value"]) for row in rows if row["turn"] == "0"}["heat"] == 5


def test_worths_in_the_table_of_rulings_add_up_to_the_luck_of_each_seat() -> None:
    deck = rich_deck()
    game = seen(deck, MemoryGame(deck, "11").play().events, FACILITATOR)
    rows = [row for row in rows_of(whole_pack("rich")["rulings.csv"]) if row["worth"]]
    for each in luck_of(game.story):
        own = [float(row["worth"]) - float(row["expected_worth"]) for row in rows if row["seat"] == each.seat]
        assert sum(own) == pytest.approx(float(each.luck), abs=0.001)


def test_empty_tables_are_left_out_of_the_pack() -> None:
    deck = small_deck()
    files = pack_files([seen(deck, MemoryGame(deck, "7").events[:1], FACILITATOR)], {"g": "g"})
    assert "rulings.csv" not in files
    assert "The game is not over" in files["report.md"]


def test_the_log_has_one_line_a_turn_and_every_decision_with_its_hand_and_reason() -> None:
    deck = first_hour()
    game = seen(deck, MemoryGame(deck, "11").play().events, FACILITATOR)
    lines = [line for line in turn_lines(game) if not line.startswith(" ")]
    assert [line.split(",")[0] for line in lines] == [f"Turn {each.number}" for each in turns_of(game)]
    for turn in turns_of(game):
        assert set(turn.decisions) >= set(deck.seats)
        for decision in turn.decisions.values():
            if "." not in decision.what:
                assert any(line.startswith(("Also in hand", "Why")) for line in decision.lines)


def test_several_games_have_a_report_each_and_one_that_leads_to_them() -> None:
    deck = small_deck()
    games = [seen(deck, MemoryGame(deck, str(seed)).play().events, FACILITATOR, f"G {seed}") for seed in range(3)]
    files = pack_files(games, {game.name: game.name.replace(" ", "-") for game in games})
    assert {"report.html", "G-0.html", "G-1.md", "decisions.md", "events.csv"} <= set(files)
    assert 'href="G-2.html"' in files["report.html"]
    assert "Decisions by turn" in files["report.md"]
    assert {row["game"] for row in rows_of(files["events.csv"])} == {"G 0", "G 1", "G 2"}


def test_known_names_stand_in_no_file_of_a_nameless_pack() -> None:
    deck = rich_deck()
    names = known_names(["Adalbert Quux, Zsofia and Bo"], ["Quentin"])
    assert set(names) == {"Adalbert Quux", "Adalbert", "Quux", "Zsofia", "Bo", "Quentin"}
    events = MemoryGame(deck, "3", player="person").talk(Random(3).randrange, 60).events
    spoken = [each for each in nameless(events, names) if "Adalbert" in str(each.body)]
    assert not spoken


def test_what_mattered_is_told_for_who_sees_everything_alone() -> None:
    deck = small_deck()
    events = MemoryGame(deck, "7").play().events
    whole = seen(deck, events, FACILITATOR)
    played = {"g": Played(2, what_mattered(whole.story, games=2))}
    assert "Decisions that mattered" in pack_files([whole], {"g": "g"}, played)["report.md"]
    assert "Decisions that mattered" not in pack_files([seen(deck, events, "north")], {"g": "g"}, played)["report.md"]


def test_a_row_that_begins_like_a_formula_is_text_in_a_spreadsheet_and_itself_in_json() -> None:
    rows = [{"a": "=1+1", "b": -3, "c": None, "d": True}]
    assert csv_table(rows) == "a,b,c,d\n'=1+1,-3,,TRUE\n"
    assert json_lines(rows) == '{"a": "=1+1", "b": -3, "c": null, "d": true}\n'
