"""What an audience can be asked for by name: tags, programmes, fields of lists, blasts."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Connection, select

from ..rules.audience_terms import Field
from .listed import holds, names
from .tables import blasts, fields, members


def has_tag(connection: Connection, tag: str) -> bool:
    """Whether anybody has it."""
    return _anybody(connection, members.c.tags, tag)


def has_programme(connection: Connection, programme: str) -> bool:
    """Whether anybody agreed to it and did not take it back."""
    return _anybody(connection, members.c.programmes, programme)


def tags(connection: Connection) -> set[str]:
    """Every tag that somebody has. Reads everybody: for the list, and for who mistyped one."""
    return _all(connection, members.c.tags)


def programmes(connection: Connection) -> set[str]:
    """Every programme that somebody is in. Reads everybody."""
    return _all(connection, members.c.programmes)


def fields_known(connection: Connection) -> dict[str, Field]:
    """Every field that a list has brought."""
    return {row.name: Field(row.kind, tuple(row.choices)) for row in connection.execute(select(fields))}


def has_blast(connection: Connection, blast_id: int) -> bool:
    return connection.execute(select(blasts.c.id).where(blasts.c.id == blast_id)).first() is not None


def _anybody(connection: Connection, column: Column[Any], name: str) -> bool:
    return connection.execute(select(members.c.id).where(holds(column, name)).limit(1)).first() is not None


def _all(connection: Connection, column: Column[Any]) -> set[str]:
    found: set[str] = set()
    for together in connection.execute(select(column).where(column.is_not(None)).distinct()).scalars():
        found |= names(together)
    return found
