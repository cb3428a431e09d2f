"""Sealed values move from older keys to the newest, a batch a transaction, while everything runs.

A column whose name ends in "sealed" is sealed in its table, column and row (`Keys.seal`); which key sealed a value
stands in its first bytes, so that nothing has to remember how far a rotation came.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Table, bindparam, func, select, union_all, update

from . import addresses as address_rows
from .sealed import KEY_ID_BYTES, Keys
from .tables import addresses, metadata


@dataclass(frozen=True, slots=True)
class Batch:
    """What one step did: `last` is where to go on in this column (None: its end is reached)."""

    moved: int
    last: Any


def columns() -> list[tuple[Table, Column[Any]]]:
    """Every sealed column of every table but the numbers, whose hashes move with them (`rehash`)."""
    return [
        (table, column)
        for table in metadata.sorted_tables
        for column in table.c
        if column.name.endswith("sealed") and table is not addresses
    ]


def reseal(connection: Connection, keys: Keys, table: Table, column: Column[Any], after: Any, limit: int) -> Batch:
    """The next values of a column that an older key sealed, behind the row `after` (None: from the start).

    A row that somebody writes meanwhile keeps what they wrote, which is under the newest key anyway. Raises SealBroken.
    """
    (key,) = table.primary_key.columns
    statement = select(key.label("row"), column.label("blob")).where(_old(keys, column)).order_by(key).limit(limit)
    found = connection.execute(statement if after is None else statement.where(key > after)).all()
    rows = []
    for row, blob in found:
        place = (table.name, column.name, row)
        rows.append({"row": row, "seen": blob, "new": keys.seal(keys.open(blob, *place), *place)})
    if rows:
        written = update(table).where(key == bindparam("row"), column == bindparam("seen"))
        connection.execute(written.values({column: bindparam("new")}), rows)
    return Batch(len(rows), found[-1].row if len(found) == limit else None)


def rehash(connection: Connection, keys: Keys, after: str | None, limit: int) -> Batch:
    """The next numbers that are sealed, or found, under an older key."""
    old = addresses.c.sealed.is_not(None) & (_old(keys, addresses.c.sealed) | (addresses.c.key_id != keys.newest))
    statement = _NUMBERS.where(old).limit(limit)
    found = connection.execute(statement if after is None else statement.where(addresses.c.id > after)).all()
    for row in found:
        number = keys.open(row.sealed, "addresses", "sealed", row.id).decode()
        address_rows.rehash(connection, keys, row.id, row.channel, number)
    return Batch(len(found), found[-1].id if len(found) == limit else None)


def _old(keys: Keys, column: Column[Any]) -> ColumnElement[bool]:
    return column.is_not(None) & (func.substr(column, 1, KEY_ID_BYTES) != bytes.fromhex(keys.newest))


def sealed_under(connection: Connection) -> dict[str, int]:
    """Key id → how many values it seals."""
    every_column = [column for _, column in columns()] + [addresses.c.sealed]
    parts = [select(func.substr(each, 1, KEY_ID_BYTES).label("key")).where(each.is_not(None)) for each in every_column]
    every = union_all(*parts).subquery()
    counted = select(every.c.key, func.count()).group_by(every.c.key)
    return {bytes(key).hex(): total for key, total in connection.execute(counted)}


def hashed_under(connection: Connection) -> dict[str, int]:
    """Key id → how many numbers are found by it."""
    counted = select(addresses.c.key_id, func.count().label("total")).group_by(addresses.c.key_id)
    return {row.key_id: row.total for row in connection.execute(counted)}


_NUMBERS = select(addresses.c.id, addresses.c.channel, addresses.c.sealed).order_by(addresses.c.id)
