"""INSERT … ON CONFLICT DO NOTHING on both databases: the first of two racing writers wins, the second is told."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def insert_new(connection: Connection, table: Table, unique: tuple[str, ...], row: Mapping[str, Any]) -> bool:
    """True when the row is ours; False when one with the same `unique` columns is there already.

    On PostgreSQL it waits for a writer that has inserted the same key and not committed yet.
    """
    statement = _statement(connection.dialect.name, table, unique)
    return connection.execute(statement, dict(row)).rowcount == 1


@cache
def _statement(dialect: str, table: Table, unique: tuple[str, ...]) -> Any:
    insert = sqlite.insert if dialect == "sqlite" else postgresql.insert
    statement = insert(table).on_conflict_do_nothing(index_elements=list(unique))
    return statement.execution_options(preserve_rowcount=True)  # SQLAlchemy drops it for inserts otherwise
