"""Core statements written out once for a database and run by its driver, for the few that run at every append.

Core itself takes longer over a small statement than SQLite does, and a durable append has three.
"""

from collections.abc import Sequence
from typing import Any, Protocol

import sqlalchemy as sa


class Driver(Protocol):
    """A driver's own connection, as PEP 249 has it; both SQLAlchemy's pool and sqlite3 give such."""

    def cursor(self) -> Any: ...


class Prepared:
    """A statement in a dialect's own SQL, whose parameters are given by name, or for many rows by position."""

    def __init__(self, statement: sa.sql.ClauseElement, dialect: sa.Dialect) -> None:
        compiled = statement.compile(dialect=dialect)
        assert isinstance(compiled, sa.sql.compiler.SQLCompiler)
        self._text = compiled.string
        self._positional = compiled.positional
        self._names = tuple(compiled.positiontup or compiled.params)
        self._literals = {name: value for name, value in compiled.params.items() if value is not None}

    def run(self, connection: Driver, **values: object) -> list[tuple[Any, ...]]:
        """Run it with a value for each of its parameters, and give all its rows."""
        values = self._literals | values
        given: Any = [values[name] for name in self._names] if self._positional else values
        cursor = connection.cursor()
        cursor.execute(self._text, given)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows

    def run_many(self, connection: Driver, rows: Sequence[tuple[object, ...]]) -> None:
        """Run it once for each row, whose values stand in the order of the statement's parameters."""
        given: Any = rows if self._positional else [dict(zip(self._names, row, strict=True)) for row in rows]
        connection.cursor().executemany(self._text, given)
