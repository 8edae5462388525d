"""The tables refuse to forget, and are the same whether made at once or step by step."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.store.crowd import ROOT
from tests.store.games import GAME, append, begin, columns, entry, note, raw, save_of_0001
from wargame.store import NotASave, SaveDamaged, SaveTooNew, Store, schema
from wargame.store.migrate import upgrade
from wargame.store.savefile import engine_of, for_writing


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event SET body = '{}' WHERE seq = 1",
        "UPDATE event SET hash = hash",
        "DELETE FROM event WHERE seq = 2",
        "DELETE FROM event",
        "INSERT INTO event SELECT game, 4, at, actor, audience, command, kind, version, body, hash FROM event LIMIT 1",
        "INSERT INTO event SELECT game, 2, at, actor, audience, command, kind, version, body, hash FROM event LIMIT 1",
        "INSERT OR REPLACE INTO event SELECT * FROM event WHERE seq = 2",
        "INSERT OR REPLACE INTO event SELECT * FROM event WHERE seq = 1",
        "UPDATE deck SET text = ''",
        "DELETE FROM deck",
        "INSERT OR REPLACE INTO deck SELECT hash, '' FROM deck",
        "UPDATE game SET deck = deck",
        "UPDATE game SET id = 'other'",
        "DELETE FROM game",
        "INSERT OR REPLACE INTO game SELECT id, name, 0, deck, NULL FROM game",
        "INSERT OR REPLACE INTO game SELECT 'other', name, 0, deck, NULL FROM game",
        "UPDATE note SET body = '…'",
        "DELETE FROM note WHERE number = 1",
        "INSERT INTO note SELECT game, 3, at, author, audience, about, 'n2', kind, version, body, hash FROM note",
        "INSERT INTO note SELECT game, 1, at, author, audience, about, 'n2', kind, version, body, hash FROM note",
        "INSERT OR REPLACE INTO note SELECT * FROM note",
    ],
)
def test_whoever_writes_to_the_file_can_only_append(store: Store, path: Path, statement: str) -> None:
    begin(store)
    append(store, entry("a"))
    store.add_note(GAME, note(), "n1")
    # As careless as can be: foreign keys and recursive triggers are off.
    with raw(path) as connection, pytest.raises(Exception, match=r"never|next number|only its name"):
        connection.execute(statement)
    assert store.check() == []
    assert store.head(GAME).seq == 2


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO event SELECT game, 2, 'soon', actor, audience, command, kind, version, body, hash FROM event",
        "INSERT INTO event SELECT game, 2, at, actor, audience, command, kind, version, NULL, hash FROM event",
        "INSERT INTO event SELECT 'other', 1, at, actor, audience, command, kind, version, body, hash FROM event",
    ],
    ids=["text for a number", "no body", "no such game"],
)
def test_rows_that_are_no_events_are_refused(store: Store, path: Path, statement: str) -> None:
    begin(store)
    with raw(path) as connection:
        connection.execute("PRAGMA foreign_keys=ON")
        with pytest.raises(Exception, match=r"constraint|cannot store"):
            connection.execute(statement)


def _described(path: Path) -> dict[str, object]:
    tables = [*schema.METADATA.tables]
    described: dict[str, object] = {
        f"{pragma} {table}": columns(path, f"PRAGMA {pragma}({table})")
        for table in tables
        for pragma in ("table_xinfo", "index_list", "foreign_key_list", "table_list")
    }
    for kind, name, text in columns(path, "SELECT type, name, sql FROM sqlite_master"):
        described[f"{kind} {name}"] = " ".join(str(text).replace("\t", " ").split())
    return described


def test_a_new_save_has_the_schema_that_migrations_lead_to(path: Path, tmp_path: Path) -> None:
    Store.open(path).close()
    migrated = tmp_path / "migrated.db"
    engine = engine_of(migrated, 1)
    with for_writing(engine).begin() as connection:
        upgrade(connection)
    engine.dispose()
    assert _described(path) == _described(migrated)
    assert columns(migrated, "SELECT * FROM alembic_version") == columns(path, "SELECT * FROM alembic_version")


def test_every_migration_is_a_known_revision() -> None:
    versions = Path(schema.__file__).with_name("migrations") / "versions"
    assert tuple(sorted(file.name.split("_")[0] for file in versions.glob("[0-9]*.py"))) == schema.REVISIONS


def test_an_older_save_is_brought_up_to_date_when_it_is_opened(path: Path) -> None:
    Store.open(path).close()
    new = _described(path)
    with raw(path) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("DELETE FROM alembic_version")
        for table in ("doomed", "desk", "note", "draft", "event", "game", "deck"):
            connection.execute(f"DROP TABLE {table}")
    with Store.open(path, create=False) as store:
        begin(store)
    assert _described(path) == new


def test_a_save_of_the_first_version_goes_on_as_if_nothing_had_happened(path: Path, tmp_path: Path) -> None:
    save_of_0001(path)
    Store.open(tmp_path / "new.db").close()
    with Store.open(path, create=False) as store:
        (row,) = store.games()
        assert (row.name, row.archived_at, store.head(GAME).seq) == ("monday", None, 3)
        assert store.draft(GAME, "seoul") == "+ prisoners"
        assert (store.notes(GAME), store.desk(GAME)) == ([], {})
        assert append(store, entry("d")) == [4]
        assert store.add_note(GAME, note(about=4), "n1").number == 1
        assert store.archive_game(GAME, 5).archived_at == 5
        assert store.check() == []
        store.delete_game(GAME)
        assert store.check() == []
    assert _described(path) == _described(tmp_path / "new.db")


def test_a_migration_that_fails_late_leaves_the_save_as_it_was(path: Path) -> None:
    save_of_0001(path)
    with raw(path) as connection:
        connection.execute("CREATE TABLE doomed (game)")
    before = _dumped(path)
    with pytest.raises(SaveDamaged):
        Store.open(path)
    assert _dumped(path) == before


def _dumped(path: Path) -> list[str]:
    with raw(path) as connection:
        return [*connection.iterdump()]


def test_a_migration_that_fails_leaves_the_save_as_it_was(path: Path) -> None:
    Store.open(path).close()
    with raw(path) as connection:
        connection.execute("DELETE FROM alembic_version")
        connection.execute("DROP TABLE draft")
    before = _described(path)
    with pytest.raises(SaveDamaged):
        Store.open(path)
    assert _described(path) == before


_PROGRAM = """
import sys
from wargame.store import Store, check_save
for create in (True, False):
    with Store.open(sys.argv[1], create=create) as store:
        store.games()
print(check_save(sys.argv[1]))
assert not [name for name in sys.modules if name.startswith(("alembic", "mako", "sqlalchemy.orm"))], "too much imported"
"""


def test_nothing_of_alembic_is_imported_to_make_or_open_a_save(path: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(path)], env=environment, capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("[]\n", "")


def test_a_save_of_a_later_program_is_left_alone(path: Path) -> None:
    Store.open(path).close()
    with raw(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0999'")
    with pytest.raises(SaveTooNew, match=r"'0999'.*install"):
        Store.open(path)


def test_a_save_without_a_version_is_damaged(path: Path) -> None:
    Store.open(path).close()
    with raw(path) as connection:
        connection.execute("DROP TABLE alembic_version")
    with pytest.raises(SaveDamaged, match="version"):
        Store.open(path)


def test_an_unstamped_database_of_another_program_is_left_alone(path: Path) -> None:
    with raw(path) as connection:
        connection.execute("CREATE TABLE notes (text)")
    before = path.read_bytes()
    with pytest.raises(NotASave, match="another program"):
        Store.open(path)
    assert path.read_bytes() == before


def test_the_statements_have_a_form_for_postgresql() -> None:
    from sqlalchemy.dialects import postgresql
    from sqlalchemy.schema import CreateTable

    from wargame.store.log import _HEAD

    dialect = postgresql.dialect()
    for table in schema.METADATA.sorted_tables:
        assert "CREATE TABLE" in str(CreateTable(table).compile(dialect=dialect))
    lock = str(sa.select(_HEAD.with_for_update(of=schema.game).subquery()).compile(dialect=dialect))
    assert "FOR UPDATE OF game" in lock
