"""Bringing a save to the newest schema: made at once if there is nothing yet, by Alembic if it is of an older revision.

Bodies of events are never migrated, only tables are. Each change is one transaction, so a program that dies on the
way leaves the save as it was. Alembic is imported only when there is something for it to do.
"""

from pathlib import Path

import sqlalchemy as sa

from wargame.store import schema
from wargame.store.errors import NotASave, SaveDamaged, SaveTooNew
from wargame.store.place import APPLICATION_ID
from wargame.store.savefile import for_writing, use_write_ahead_log

_NOTHING_YET = "nothing"
_BASE = "base"


def bring_up(engine: sa.Engine, path: Path, *, create: bool) -> None:
    """Make the schema the newest there is. Raises NotASave, SaveDamaged, SaveTooNew and what SQLite raises."""
    with engine.connect() as connection:
        with connection.begin():
            revision = _revision(connection, path)
        if revision == schema.NEWEST:
            return
        if revision == _NOTHING_YET:
            if not create:
                raise NotASave(f"{path} is empty: there is no game in it")
            use_write_ahead_log(connection)
    with for_writing(engine).begin() as connection:
        revision = _revision(connection, path)  # somebody else may have been quicker
        if revision == _NOTHING_YET:
            connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
            schema.create(connection)
        elif revision != schema.NEWEST:
            upgrade(connection)


def views_for(engine: sa.Engine, path: Path) -> tuple[str, ...]:
    """What must be run on each connection for a save that is not to be changed to be read as one of the newest schema.

    Raises NotASave, SaveDamaged, SaveTooNew and what SQLite raises.
    """
    with engine.connect() as connection, connection.begin():
        revision = _revision(connection, path)
    if revision in (_NOTHING_YET, _BASE):
        raise NotASave(f"{path} is empty: there is no game in it")
    return schema.AS_NEWEST.get(revision, ())


def upgrade(connection: sa.Connection, revision: str = "head") -> None:
    """Run every migration that the database lacks, up to the revision, in the caller's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "wargame.store:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def _revision(connection: sa.Connection, path: Path) -> str:
    tables = set(connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE name NOT LIKE 'sqlite%'").scalars())
    stamp = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    if not tables and stamp in (0, APPLICATION_ID):
        return _NOTHING_YET
    if stamp != APPLICATION_ID:
        raise NotASave(f"{path} is not a save: it is the database of another program")
    if schema.alembic_version.name not in tables:
        raise SaveDamaged(f"{path} is damaged (its version is missing): have it checked, and go on from a copy")
    revision = connection.scalar(sa.select(schema.alembic_version.c.version_num)) or _BASE
    if revision not in (*schema.REVISIONS, _BASE):
        raise SaveTooNew(
            f"{path} has the schema {revision!r}, and this program knows none later than {schema.NEWEST!r}: "
            "install the version that wrote it, or a later one"
        )
    return revision
