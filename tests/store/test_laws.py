"""Whatever is done to the games of a save, in whatever order, the save stays whole and the other games as they are."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule

from tests.store.games import DECK, append, entry, note
from wargame.store import BadName, NameTaken, NoteRecord, Record, Store, UnknownGame, check_save

NAMES = st.sampled_from(["monday", "tuesday", "monday-1", "화요일", "", " x", "y" * 61])


class Care(RuleBasedStateMachine):
    """A save beside a model of it: for each game its name, shelf, log, notes and desk."""

    games = Bundle("games")

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "wargame.db"
        self.store = Store.open(self.path)
        self.names: dict[str, str] = {}
        self.shelf: dict[str, int | None] = {}
        self.logs: dict[str, list[Record]] = {}
        self.written: dict[str, list[NoteRecord]] = {}
        self.desks: dict[str, dict[str, str]] = {}
        self.count = 0

    @rule(target=games, deck=st.sampled_from([DECK, "format: 1\nid: other\n"]))
    def create(self, deck: str) -> str:
        self.count += 1
        game_id = f"game {self.count}"
        row = self.store.create_game(game_id, "game", deck, [entry("open")], created_at=self.count, numbered=True)
        self.names[game_id], self.shelf[game_id] = row.name, None
        self.logs[game_id] = self.store.records(game_id)
        self.written[game_id], self.desks[game_id] = [], {}
        return game_id

    @rule(game_id=games, name=NAMES)
    def rename(self, game_id: str, name: str) -> None:
        try:
            self.store.rename_game(game_id, name)
        except NameTaken as error:
            assert any(taken == name for other, taken in self.names.items() if other != game_id)
            name = self.store.rename_game(game_id, error.free).name
        except BadName:
            assert name in ("", " x", "y" * 61)
            return
        self.names[game_id] = name

    @rule(game_id=games, at=st.one_of(st.none(), st.integers(0, 2**63 - 1)))
    def archive(self, game_id: str, at: int | None) -> None:
        self.store.archive_game(game_id, at)
        self.shelf[game_id] = at

    @rule(game_id=games, command=st.sampled_from("abc"))
    def play(self, game_id: str, command: str) -> None:
        known = any(record.command == command for record in self.logs[game_id])
        append(self.store, entry(command), game_id=game_id)
        if not known:
            self.logs[game_id] = [*self.logs[game_id], *self.store.records(game_id, len(self.logs[game_id]))]
            assert self.logs[game_id][-1].command == command

    @rule(game_id=games, command=st.sampled_from("abc"), body=st.text("ab\n눈", min_size=1))
    def write_note(self, game_id: str, command: str, body: str) -> None:
        record = self.store.add_note(game_id, note(body, about=len(self.logs[game_id])), command)
        if record not in self.written[game_id]:
            assert record.body == body
            self.written[game_id].append(record)

    @rule(game_id=games, values=st.dictionaries(st.sampled_from("xyz"), st.one_of(st.none(), st.text("ab"))))
    def lay(self, game_id: str, values: dict[str, str | None]) -> None:
        self.store.set_desk(game_id, values)
        together = self.desks[game_id] | values
        self.desks[game_id] = {key: text for key, text in together.items() if text is not None}

    @rule(game_id=consumes(games))
    def delete(self, game_id: str) -> None:
        self.store.delete_game(game_id, head=self.store.head(game_id))
        for held in (self.names, self.shelf, self.logs, self.written, self.desks):
            del held[game_id]
        try:
            self.store.head(game_id)
        except UnknownGame:
            return
        raise AssertionError(game_id)

    @rule()
    def open_anew(self) -> None:
        self.store.close()
        self.store = Store.open(self.path, create=False)

    @invariant()
    def all_is_as_it_was_made(self) -> None:
        rows = self.store.games()
        assert {row.id: row.name for row in rows} == self.names
        assert {row.id: row.archived_at for row in rows} == self.shelf
        assert {row.id: self.store.records(row.id) for row in rows} == self.logs
        assert {row.id: self.store.notes(row.id) for row in rows} == self.written
        assert {row.id: self.store.desk(row.id) for row in rows} == self.desks
        for row in rows:
            self.store.deck_text(row.deck)
        assert self.store.check() == []

    def teardown(self) -> None:
        copy = self.store.backup(self.path.with_name("copy.db"))
        self.store.close()
        assert check_save(self.path) == check_save(copy) == []
        self.folder.cleanup()


Care.TestCase.settings = settings(
    max_examples=15, stateful_step_count=20, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
TestCare = Care.TestCase
