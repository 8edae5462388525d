"""What tables, indexes and triggers a save should have, against what it has.

A trigger that is gone leaves no other trace: all rows are still as they were, but nothing keeps them so.
"""

from functools import cache

import sqlalchemy as sa

from wargame.store import schema

Shape = dict[tuple[str, str], str]
"""The SQL of each object by its type ("table", "index", "trigger", "view") and name, its white space evened out."""

OBJECTS = "SELECT type, name, sql FROM main.sqlite_master WHERE sql IS NOT NULL"


def evened(sql: str) -> str:
    """The statement with one blank for any white space."""
    return " ".join(sql.split())


@cache
def newest() -> Shape:
    """The shape of a save of the newest schema."""
    engine = sa.create_engine("sqlite://")
    with engine.begin() as connection:
        schema.create(connection)
        return {(kind, name): evened(sql) for kind, name, sql in connection.exec_driver_sql(OBJECTS)}


def differences(found: Shape) -> list[str]:
    """A sentence for each object that is missing or changed, and for each trigger or view that is not ours."""
    sentences = []
    for (kind, name), sql in newest().items():
        if (kind, name) not in found:
            sentences.append(f"the {kind} {name} is missing: {_GONE[kind]}")
        elif found[kind, name] != sql:
            sentences.append(f"the {kind} {name} is not as it was made: {_GONE[kind]}")
    for kind, name in sorted(found.keys() - newest().keys()):
        if kind in ("trigger", "view"):
            sentences.append(
                f"the {kind} {name} does not belong in a save: somebody put it there, and it may change it"
            )
    return sentences


_GONE = {
    "table": "what was in it may be lost; export what can still be read, and go on from a backup",
    "index": "the save still holds what it held, but go on from a backup",
    "trigger": "what it kept from being changed may have been changed; check the heads that were noted",
}
